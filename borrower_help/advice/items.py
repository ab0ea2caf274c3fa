"""Statements of the knowledge as items of the advice."""

from __future__ import annotations

from collections.abc import Iterable

from borrower_help.advice.views.base import ItemView
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation
from borrower_help.knowledge.records.base import Statement


def items(statements: Iterable[Statement], situation: Situation) -> tuple[ItemView, ...]:
    """The statements that apply, as items."""
    return tuple(item(statement, because) for statement, because in applying(statements, situation))


def item(statement: Statement, because: tuple[str, ...] = ()) -> ItemView:
    """A statement as an item."""
    return ItemView(
        id=statement.id,
        text=statement.text,
        confidence=statement.confidence,
        sources=statement.sources,
        because=because,
    )


def dated(fact: Statement) -> str:
    """A fact with the day since which it is true, unless its text begins with a year itself."""
    since = fact.effective_from
    return f"{since}：{fact.text}" if since and not fact.text[:4].isdigit() else fact.text

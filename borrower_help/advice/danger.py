"""A danger as a part of the advice, and the numbers to call."""

from __future__ import annotations

from collections.abc import Iterable

from borrower_help.advice.views.situation import DangerView
from borrower_help.knowledge.records.across import Danger


def view(danger: Danger, because: str) -> DangerView:
    """A danger as a part of the advice."""
    return DangerView(
        id=danger.id,
        text=danger.text,
        confidence=danger.confidence,
        sources=tuple(dict.fromkeys((*danger.sources, *(ref for number in danger.numbers for ref in number.sources)))),
        because=(because,),
        label=danger.label,
        stop=danger.stop,
        numbers=tuple((number.value, number.name) for number in danger.numbers),
    )


def views(dangers: Iterable[Danger]) -> tuple[DangerView, ...]:
    """The dangers that were heard in somebody's words."""
    return tuple(view(danger, "你说的话里有这种危险") for danger in dangers)


def numbers(dangers: Iterable[DangerView]) -> list[tuple[str, str]]:
    """The numbers to call, each once, in the order of the dangers."""
    found: dict[str, str] = {}
    for danger in dangers:
        for value, name in danger.numbers:
            found.setdefault(value, name)
    return list(found.items())

"""Danger as a part of the advice: what to do, and whom to call first."""

from __future__ import annotations

from collections.abc import Iterable

from borrower_help.advice.model import Danger as DangerView
from borrower_help.case.danger import dangers_in
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.across import Danger

FIRST = {"injured": 0, "self_harm": 1}


def heard(text: str, knowledge: Knowledge) -> tuple[DangerView, ...]:
    """The dangers that ``text`` speaks of: who needs a doctor first, then threats to life by one's own hand."""
    found = sorted(dangers_in(text, knowledge), key=lambda danger: FIRST.get(danger.id, len(FIRST)))
    return tuple(danger_view(danger, "你说的话里有这种危险") for danger in found)


def danger_view(danger: Danger, because: str) -> DangerView:
    """A danger as a part of the advice."""
    return DangerView(
        id=danger.id,
        text=danger.text,
        confidence=danger.confidence,
        sources=tuple(dict.fromkeys((*danger.sources, *(ref for number in danger.numbers for ref in number.sources)))),
        because=(because,),
        label=danger.label,
        numbers=tuple((number.value, number.name) for number in danger.numbers),
    )


def numbers(dangers: Iterable[DangerView]) -> list[tuple[str, str]]:
    """The numbers to call, each once, in the order of the dangers."""
    found: dict[str, str] = {}
    for danger in dangers:
        for value, name in danger.numbers:
            found.setdefault(value, name)
    return list(found.items())

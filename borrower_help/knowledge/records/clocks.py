"""Time limits as data: what starts one, how long it is, for whom it runs and what missing it costs."""

from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import ALL, Audience, Entry, KnowledgeFile
from borrower_help.knowledge.records.refs import PaperRef
from borrower_help.values.record import Text

Starts = Literal["complaint_lodged", "regulator_complaint", "credit_objection", "credit_complaint", "received", "other"]
"""The day of a case a clock runs from: ``received`` is that of the paper it stands with, ``other`` one the case does
not hold, so that it must be given.
"""

RunsFor = Literal["borrower", "family", "guarantor", "both", "creditor", "lender", "authority", "court", "record"]
"""Who has to act before the end, or whose act is bounded by it; ``record`` is a period that only runs out."""

OWN: frozenset[str] = frozenset({"borrower", "family", "guarantor", "both"})
"""Of these one's own clock leads with the earlier, safe day; every other one with the later."""


class Clock(Entry, frozen=True, kw_only=True):
    """A time limit that runs from an event.

    ``length`` is counted in ``unit`` from ``event``, the day of the event itself not counted (civil-code:201,
    civil-procedure-law:85); ``first_day`` tells where the rule itself says so and where it is silent. ``last_day``
    tells by what a limit that ends on a day off runs on: ``court`` (civil-procedure-law:85), ``civil``
    (civil-code:203), ``none`` where it does not, ``not_written`` where the rule is silent: then nothing is promised.
    ``of_papers`` are the papers whose receipt starts it, where it stands also with others; ``also`` are other names.
    ``question`` is how somebody asks for it, and says whose time runs.
    """

    roles: tuple[Audience, ...] = ALL
    name: Text
    event: Text
    starts: Starts
    of_papers: tuple[PaperRef, ...] = ()
    length: Annotated[int, Meta(ge=1)]
    unit: Literal["days", "working_days", "months", "years"]
    first_day: Literal["next_day", "not_written"] = "next_day"
    last_day: Literal["court", "civil", "none", "not_written"]
    runs_for: RunsFor
    text: Text
    missed: Text
    also: tuple[Text, ...] = ()
    question: Text | None = None

    @property
    def own(self) -> bool:
        """Whether the reader has to act before the end."""
        return self.runs_for in OWN

    @property
    def runs_on(self) -> bool:
        """Whether it runs on when the last day is a day off."""
        return self.last_day in ("court", "civil")


class ClockNote(Entry, frozen=True, kw_only=True):
    """A moment that matters but has no length to count: before a hearing, until the end of an enforcement."""

    roles: tuple[Audience, ...] = ALL
    name: Text
    event: Text
    text: Text
    missed: Text
    runs_for: RunsFor
    also: tuple[Text, ...] = ()


class ClockFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/clocks/*.yaml"""

    clocks: tuple[Clock, ...]
    notes: tuple[ClockNote, ...] = ()

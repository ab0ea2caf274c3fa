"""The days a letter has to do with: the time limits it keeps, and those it starts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from borrower_help.advice.calendar import case_label, of_clock
from borrower_help.advice.clocks import resolve
from borrower_help.advice.letters.views import LetterDateView
from borrower_help.advice.papers import papers
from borrower_help.advice.views.clocks import ClockView, DatedItemView
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.letters import LetterKind, LetterStep


class _Dated(NamedTuple):
    """A clock, what it is about, and where its event stands in a calendar."""

    view: ClockView
    about: str
    where: tuple[str, ...]


def _of_papers(situation: Situation, knowledge: Knowledge, label: str) -> dict[str, _Dated]:
    """The clocks of the papers received, each once, with the place they have in the calendar of the report."""
    found: dict[str, _Dated] = {}
    seen: Counter[str] = Counter()
    for paper in papers(situation, knowledge).received:
        seen[paper.id] += 1
        for clock in (*paper.clocks, *paper.side_clocks):
            where = (label, paper.id, str(seen[paper.id]))
            found.setdefault(clock.id, _Dated(clock, paper.name, where))
    return found


def _clocks_of(
    kind: LetterKind, situation: Situation, knowledge: Knowledge, label: str = ""
) -> Iterator[tuple[LetterStep, _Dated]]:
    """The clocks of a letter: the sender's own run from the receipt of a paper, all others from today."""
    label = label or case_label(situation)
    received = _of_papers(situation, knowledge, label)
    for step, _ in applying(kind.after, situation):
        clock = knowledge.clocks.get(step.clock)
        if step.clock in received:
            yield step, received[step.clock]
        elif clock and not step.own and (not clock.kinds or situation.kind in clock.kinds):
            view = resolve(clock, situation.as_of, knowledge.published)
            yield step, _Dated(view, kind.name, (label, "complaint"))


def dates_of(kind: LetterKind, situation: Situation, knowledge: Knowledge) -> Iterator[LetterDateView]:
    """The time limits of a letter that have a day."""
    for step, dated in _clocks_of(kind, situation, knowledge):
        if dated.view.date:
            yield _date(step, dated.view, dated.view.date, situation.as_of)


def calendar_of(kind: LetterKind, situation: Situation, knowledge: Knowledge, label: str) -> Iterator[DatedItemView]:
    """The time limits of a letter as items of a calendar; ``label`` tells the case from others."""
    for _, dated in _clocks_of(kind, situation, knowledge, label):
        if entry := of_clock(dated.view, dated.about, dated.where):
            yield entry


def _date(step: LetterStep, clock: ClockView, day: dt.date, today: dt.date) -> LetterDateView:
    last = clock.legal or clock.not_before or day
    return LetterDateView(
        clock=clock.id,
        name=clock.name,
        text=clock.text,
        date=day,
        legal=clock.legal,
        holidays_known=clock.holidays_known,
        own=step.own,
        passed=last < today,
        sources=clock.sources,
    )

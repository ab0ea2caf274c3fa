"""Clocks: from when they run and until when. The one resolver of ``advise``, ``complain``, ``deadline`` and the
calendar.
"""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.views.clocks import ClockView
from borrower_help.case.model import ReceivedPaper
from borrower_help.case.situation import Situation
from borrower_help.knowledge.records.clocks import Clock
from borrower_help.values.dates import Deadline, Published, count, next_working_day


def resolve(clock: Clock, start: dt.date | None, published: Published, *, assumed: bool = False) -> ClockView:
    """A clock counted from ``start``, its event, by the ``published`` days off; without a start it has no dates.

    ``assumed`` tells that the event is not earlier than ``start`` but its day is not known.
    """
    end = count(start, clock.length, clock.unit, extends=clock.runs_on, published=published) if start else None
    return ClockView(
        id=clock.id,
        text=clock.text,
        confidence=clock.confidence,
        sources=clock.sources,
        name=clock.name,
        event=clock.event,
        starts=clock.starts,
        start=start,
        assumed=assumed,
        own=clock.own,
        missed=clock.missed,
        lead=_lead(end, published, own=clock.own) if end else None,
        date=end.safe if end else None,
        legal=end.legal if end else None,
        holidays_known=end.holidays_known if end else True,
        not_before=end.not_before if end else None,
    )


def _lead(end: Deadline, published: Published, *, own: bool) -> dt.date:
    """The day to reckon with: one's own clock with the earlier, safe day, every other one with the later."""
    if own or (end.holidays_known and end.legal is None):
        return end.safe
    return end.legal or end.not_before or next_working_day(end.safe, published)


def of_complaint(clock: Clock, situation: Situation, published: Published) -> ClockView:
    """A clock of a complaint: from the day it was lodged; one that was not is counted from today."""
    starts = {"received": None, "other": None, "complaint_lodged": situation.lodged or situation.as_of}
    return resolve(clock, starts.get(clock.starts, situation.as_of), published)


def of_paper(clock: Clock, paper: ReceivedPaper, published: Published) -> ClockView:
    """A clock of a paper: from its receipt; where that day is not known, from the day on the paper at the earliest."""
    if clock.starts != "received" or (clock.of_papers and paper.kind not in clock.of_papers):
        return resolve(clock, None, published)
    return resolve(
        clock, paper.received or paper.dated, published, assumed=paper.received is None and paper.dated is not None
    )

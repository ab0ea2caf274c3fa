"""Clocks: from when they run and until when."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.model import ClockView
from borrower_help.case.situation import Situation
from borrower_help.knowledge.records.complaint import Clock
from borrower_help.values.dates import Published, count


def clock_view(clock: Clock, situation: Situation, published: Published, received: dt.date | None = None) -> ClockView:
    """A clock with its dates, by the ``published`` days off. A complaint not lodged yet is counted from today; a paper
    from its receipt.
    """
    extends = clock.starts == "received"
    start = _start(clock, situation, received)
    end = count(start, clock.length, clock.unit, extends=extends, published=published) if start else None
    return ClockView(
        id=clock.id,
        text=clock.text,
        confidence=clock.confidence,
        sources=clock.sources,
        name=clock.name,
        starts=clock.starts,
        date=end.safe if end else None,
        legal=end.legal if end else None,
        holidays_known=end.holidays_known if end else True,
        not_before=end.not_before if end else None,
    )


def _start(clock: Clock, situation: Situation, received: dt.date | None) -> dt.date | None:
    if clock.starts == "received":
        return received
    if clock.starts == "complaint_lodged":
        return situation.lodged or situation.as_of
    return situation.as_of

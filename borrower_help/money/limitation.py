"""When the limitation defence could be raised at the earliest, and from which day that is counted."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from borrower_help.money.debts import Debt
from borrower_help.values.dates import NOTHING_PUBLISHED, Published, count, months_after, next_working_day
from borrower_help.values.record import Record

YEARS = 3


class Limitation(Record, frozen=True, kw_only=True):
    """How ``earliest`` was counted, so that it can be followed with a calendar.

    ``counted_from`` is the day the last instalment fell due, or that of the last payment, demand or
    promise after it (``because``); ``three_years`` is the corresponding day three years later and
    ``ends`` the working day it moves to; the defence could be raised from the day after, ``earliest``.
    ``holidays_known`` is false where only weekends and the holidays fixed by law could be looked at; ``sued`` tells
    that a lawsuit
    stopped the period, so that only what was before it matters.
    """

    earliest: dt.date
    counted_from: dt.date
    because: Literal["last_due", "last_event"]
    three_years: dt.date
    ends: dt.date
    holidays_known: bool
    passed: bool
    sued: bool


def limitation_of(debt: Debt, today: dt.date, published: Published = NOTHING_PUBLISHED) -> Limitation | None:
    """The earliest end of the limitation period; ``None`` when it cannot be counted.

    Three years (civil-code:188) from the day after the last instalment fell due (civil-code:189) or
    after the last event that starts it anew (civil-code:195); a last day that is no working day moves
    to the next one (civil-code:203). Every demand, payment or promise that the borrower does not
    remember makes it later, never earlier. ``published`` are the days off that the knowledge holds.
    """
    if debt.last_due is None:
        return None
    later = debt.last_event is not None and debt.last_event > debt.last_due
    begins = debt.last_event if later and debt.last_event else debt.last_due
    three_years = months_after(begins, YEARS * 12)
    ends = next_working_day(three_years, published)
    earliest = ends + dt.timedelta(days=1)
    return Limitation(
        earliest=earliest,
        counted_from=begins,
        because="last_event" if later else "last_due",
        three_years=three_years,
        ends=ends,
        holidays_known=count(begins, YEARS, "years", extends=True, published=published).holidays_known,
        passed=earliest <= today,
        sued=debt.sued,
    )

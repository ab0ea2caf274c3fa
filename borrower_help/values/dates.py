"""Time limits as dates. What is not known about holidays is said, never guessed.

Counting follows 民法典 (civil-code:200 to :203) and 民事诉讼法 (civil-procedure-law:85): the day of the
event is not counted; months and years end on the corresponding day, or on the last day of the
month when there is none. A court's time limit that ends on a day off runs on to the next working
day; both dates are given, because only the earlier one is safe.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt

MAX_DAYS = 36500
"""Nobody is overdue for longer than a hundred years; a larger number is a slip of the finger."""


@dataclasses.dataclass(frozen=True)
class Deadline:
    """A time limit counted out.

    ``safe`` is the last day without any extension; ``legal`` is the last day after extension over
    days off, ``None`` where it does not apply or the holidays of that year are not known.
    ``holidays_known`` tells whether the official holidays of the days needed were known.
    """

    safe: dt.date
    legal: dt.date | None
    holidays_known: bool


def count(start: dt.date, length: int, unit: str, *, extends: bool = False) -> Deadline:
    """The end of ``length`` units after ``start``; ``extends`` when it runs on over days off.

    ``unit`` is ``days``, ``working_days``, ``months`` or ``years``. Working days beyond the last
    year whose holidays are published are counted with weekends only, and said to be unknown.
    """
    if unit == "working_days":
        return _count_working_days(start, length)
    safe = start + dt.timedelta(days=length) if unit == "days" else months_after(start, length * (12 if unit == "years" else 1))
    if not extends:
        return Deadline(safe, None, True)
    legal, known = _next_working_day(safe)
    return Deadline(safe, legal if known else None, known)


def months_after(start: dt.date, months: int) -> dt.date:
    """The corresponding day some months later, or the last day of that month (civil-code:202)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _count_working_days(start: dt.date, length: int) -> Deadline:
    day, known = start, True
    for _ in range(length):
        day, certain = _next_working_day(day + dt.timedelta(days=1))
        known = known and certain
    return Deadline(day, day if known else None, known)


def next_working_day(day: dt.date) -> dt.date:
    """``day`` or the next working day after it; by weekends only in years whose holidays are not published."""
    return _next_working_day(day)[0]


def _next_working_day(day: dt.date) -> tuple[dt.date, bool]:
    """``day`` or the next working day after it, and whether the holidays were known."""
    known = True
    while True:
        working, certain = _is_working_day(day)
        known = known and certain
        if working:
            return day, known
        day += dt.timedelta(days=1)


def _is_working_day(day: dt.date) -> tuple[bool, bool]:
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:  # a year whose holidays the library does not know
        return day.weekday() < 5, False


WEEKDAYS = "一二三四五六日"


def show(day: dt.date) -> str:
    """A date as the screen shows it: 2026-12-06（周日）."""
    return f"{day.isoformat()}（周{WEEKDAYS[day.weekday()]}）"

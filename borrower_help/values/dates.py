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
class Published:
    """The yearly notices of days off that the knowledge holds; they stand before what the library knows.

    ``off`` are the days off and ``worked`` the days worked in exchange, of all ``years`` together: a notice may
    reach into the last days of the year before.
    """

    years: frozenset[int] = frozenset()
    off: frozenset[dt.date] = frozenset()
    worked: frozenset[dt.date] = frozenset()

    def works(self, day: dt.date) -> bool | None:
        """Whether ``day`` is a working day; ``None`` where no notice tells."""
        if day in self.off or day in self.worked:
            return day in self.worked
        return day.weekday() < 5 if day.year in self.years else None


NOTHING_PUBLISHED = Published()
"""Only the library is asked."""


@dataclasses.dataclass(frozen=True)
class Deadline:
    """A time limit counted out.

    ``safe`` is the last day without any extension; ``legal`` is the last day after extension over
    days off, ``None`` where it does not apply or the swapped days of that year are not known.
    ``holidays_known`` tells whether those of the days needed were known. Where they were not, a
    limit that surely runs on has ``not_before``: the last day is that one or a later one, since
    weekends and the holidays fixed by the regulation are off.
    """

    safe: dt.date
    legal: dt.date | None
    holidays_known: bool
    not_before: dt.date | None = None


def count(
    start: dt.date, length: int, unit: str, *, extends: bool = False, published: Published = NOTHING_PUBLISHED
) -> Deadline:
    """The end of ``length`` units after ``start``; ``extends`` when it runs on over days off.

    ``unit`` is ``days``, ``working_days``, ``months`` or ``years``; ``published`` are the notices that the knowledge
    holds. Working days beyond the last year whose holidays are published are counted with weekends and the holidays
    fixed by the regulation, and said to be unknown.
    """
    if unit == "working_days":
        return _count_working_days(start, length, published)
    safe = (
        start + dt.timedelta(days=length)
        if unit == "days"
        else months_after(start, length * (12 if unit == "years" else 1))
    )
    if not extends:
        return Deadline(safe, None, True)
    legal, known = _next_working_day(safe, published)
    runs_on = legal if not known and _is_fixed_holiday(safe) else None
    return Deadline(safe, legal if known else None, known, runs_on)


def months_after(start: dt.date, months: int) -> dt.date:
    """The corresponding day some months later, or the last day of that month (civil-code:202)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _count_working_days(start: dt.date, length: int, published: Published) -> Deadline:
    day, known = start, True
    for _ in range(length):
        day, certain = _next_working_day(day + dt.timedelta(days=1), published)
        known = known and certain
    return Deadline(day, day if known else None, known)


def next_working_day(day: dt.date, published: Published = NOTHING_PUBLISHED) -> dt.date:
    """``day`` or the next working day after it; by weekends and fixed holidays in years whose swapped days are not
    published.
    """
    return _next_working_day(day, published)[0]


def _next_working_day(day: dt.date, published: Published) -> tuple[dt.date, bool]:
    """``day`` or the next working day after it, and whether the holidays were known."""
    known = True
    while True:
        working, certain = _is_working_day(day, published)
        known = known and certain
        if working:
            return day, known
        day += dt.timedelta(days=1)


def _is_working_day(day: dt.date, published: Published) -> tuple[bool, bool]:
    listed = published.works(day)
    if listed is not None:
        return listed, True
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:  # a year whose swapped days the library does not know
        fixed = _is_fixed_holiday(day)
        return not fixed and day.weekday() < 5, fixed


REGULATION_IN_FORCE = 2025
"""The first year of the thirteen days off (holidays-regulation:2 as amended in 2024)."""

_FIXED = frozenset(((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)))
"""New Year's Day, Labour Day and National Day, by month and day."""

_LUNAR = {
    2027: ("02-06", "04-05", "06-09", "09-15"),
    2028: ("01-26", "04-04", "05-28", "10-03"),
    2029: ("02-13", "04-04", "06-16", "09-22"),
    2030: ("02-03", "04-05", "06-05", "09-12"),
}
"""First day of the first lunar month, Qingming, Dragon Boat and Mid-Autumn; two independent calendar libraries
(tyme4py,
lunardate) agree on the lunar days, and Qingming is from the first. A later year has only the holidays of the solar
calendar."""


def _is_fixed_holiday(day: dt.date) -> bool:
    """Whether the day is off by the regulation itself, whatever the yearly notice swaps around it."""
    if day.year < REGULATION_IN_FORCE:
        return False
    return (day.month, day.day) in _FIXED or day in _lunar_holidays(day.year)


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """All days from ``first`` to ``last``; none where they are reversed."""
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def fixed_holidays(year: int) -> list[dt.date]:
    """The days of a year that are off by the regulation itself (holidays-regulation:2), as far as the table reaches."""
    return [day for day in days_between(dt.date(year, 1, 1), dt.date(year, 12, 31)) if _is_fixed_holiday(day)]


def _lunar_holidays(year: int) -> set[dt.date]:
    """New Year's Eve to the third day of the lunar year, Qingming, Dragon Boat and Mid-Autumn; empty where they are not
    in the table.
    """
    if year not in _LUNAR:
        return set()
    spring, *single = (dt.date.fromisoformat(f"{year}-{day}") for day in _LUNAR[year])
    return {*(spring + dt.timedelta(days=offset) for offset in range(-1, 3)), *single}


WEEKDAYS = "一二三四五六日"


def show(day: dt.date) -> str:
    """A date as the screen shows it: 2026-12-06（周日）."""
    return f"{day.isoformat()}（周{WEEKDAYS[day.weekday()]}）"

"""Time limits as dates, against dates worked out by hand from the statutes and the holiday notice of 2026."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from borrower_help.values.dates import Deadline, Published, count, show

often = settings(deadline=None, max_examples=100, database=None)
D = dt.date
DAY = dt.timedelta(days=1)


def days(first: str, last: str) -> set[dt.date]:
    """All days from ``first`` to ``last``."""
    start, end = D.fromisoformat(first), D.fromisoformat(last)
    return {start + n * DAY for n in range((end - start).days + 1)}


HOLIDAYS_2026 = (
    days("2026-01-01", "2026-01-03")
    | days("2026-02-15", "2026-02-23")
    | days("2026-04-04", "2026-04-06")
    | days("2026-05-01", "2026-05-05")
    | days("2026-06-19", "2026-06-21")
    | days("2026-09-25", "2026-09-27")
    | days("2026-10-01", "2026-10-07")
)
MADE_UP_2026 = {D(2026, 1, 4), D(2026, 2, 14), D(2026, 2, 28), D(2026, 5, 9), D(2026, 9, 20), D(2026, 10, 10)}


def works(day: dt.date) -> bool:
    """Whether a day of 2026 is a working day by the notice of the State Council."""
    return day in MADE_UP_2026 or (day.weekday() < 5 and day not in HOLIDAYS_2026)


# --- by hand -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        # the day of the event is not counted (civil-code:201)
        ("2026-11-21", 1, "days", "2026-11-22"),
        ("2026-11-05", 15, "days", "2026-11-20"),
        ("2026-02-28", 1, "days", "2026-03-01"),
        ("2028-02-28", 1, "days", "2028-02-29"),
        ("2026-12-31", 15, "days", "2027-01-15"),
        # the corresponding day, or the last day of the month (civil-code:202)
        ("2026-08-31", 6, "months", "2027-02-28"),
        ("2026-11-30", 3, "months", "2027-02-28"),
        ("2027-11-30", 3, "months", "2028-02-29"),
        ("2026-01-31", 1, "months", "2026-02-28"),
        ("2026-11-21", 2, "months", "2027-01-21"),
        ("2026-12-15", 1, "months", "2027-01-15"),
        ("2026-11-21", 12, "months", "2027-11-21"),
        ("2024-02-29", 3, "years", "2027-02-28"),
        ("2024-02-29", 4, "years", "2028-02-29"),
        ("2026-03-15", 5, "years", "2031-03-15"),
    ],
)
def test_limits_worked_out_by_hand(start: str, length: int, unit: str, end: str) -> None:
    """Days, months and years end where the civil code says, also at the ends of months and in leap years."""
    assert count(D.fromisoformat(start), length, unit) == Deadline(D.fromisoformat(end), None, True)


@pytest.mark.parametrize(
    ("start", "safe", "legal"),
    [
        ("2026-11-05", "2026-11-20", "2026-11-20"),
        ("2026-11-06", "2026-11-21", "2026-11-23"),
        ("2026-11-07", "2026-11-22", "2026-11-23"),
        ("2026-09-16", "2026-10-01", "2026-10-08"),
        ("2026-09-22", "2026-10-07", "2026-10-08"),
        ("2026-09-23", "2026-10-08", "2026-10-08"),
        ("2026-09-25", "2026-10-10", "2026-10-10"),
        ("2026-09-26", "2026-10-11", "2026-10-12"),
        ("2026-09-05", "2026-09-20", "2026-09-20"),
        ("2026-01-31", "2026-02-15", "2026-02-24"),
        ("2026-02-13", "2026-02-28", "2026-02-28"),
        ("2026-04-16", "2026-05-01", "2026-05-06"),
        ("2025-12-17", "2026-01-01", "2026-01-04"),
    ],
)
def test_a_court_limit_runs_on_over_days_off(start: str, safe: str, legal: str) -> None:
    """Fifteen days that end on a weekend or holiday end on the next working day, make-up Saturdays included."""
    assert count(D.fromisoformat(start), 15, "days", extends=True) == Deadline(
        D.fromisoformat(safe), D.fromisoformat(legal), True
    )


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 7, "2026-12-01"),
        ("2026-11-21", 10, "2026-12-04"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-28", 7, "2026-10-13"),
        ("2026-09-18", 1, "2026-09-20"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
    ],
)
def test_working_days_worked_out_by_hand(start: str, length: int, end: str) -> None:
    """Working days skip weekends and the holidays of 2026 and count the days worked in exchange."""
    assert count(D.fromisoformat(start), length, "working_days") == Deadline(
        D.fromisoformat(end), D.fromisoformat(end), True
    )


@pytest.mark.parametrize(
    ("start", "length", "unit", "safe"),
    [
        ("2026-12-20", 15, "days", "2027-01-04"),
        ("2026-12-22", 15, "days", "2027-01-06"),
        ("2027-01-05", 15, "days", "2027-01-20"),
        ("2026-12-28", 7, "working_days", "2027-01-07"),
        ("2026-12-31", 1, "working_days", "2027-01-04"),
        ("2026-12-25", 5, "working_days", "2027-01-04"),
        ("2026-12-11", 15, "working_days", "2027-01-04"),
        ("2027-02-04", 1, "working_days", "2027-02-09"),
        ("2027-04-02", 1, "working_days", "2027-04-06"),
        ("2027-06-08", 1, "working_days", "2027-06-10"),
        ("2027-09-14", 1, "working_days", "2027-09-16"),
        ("2028-04-28", 1, "working_days", "2028-05-03"),
        ("2031-09-30", 1, "working_days", "2031-10-06"),
        ("2027-03-01", 7, "working_days", "2027-03-10"),
        ("2026-11-30", 3, "months", "2027-02-28"),
    ],
)
def test_the_holidays_of_2027_are_not_guessed(start: str, length: int, unit: str, safe: str) -> None:
    """Where the official holidays are not published, only the safe date is given, and that it is not verified."""
    assert count(D.fromisoformat(start), length, unit, extends=True) == Deadline(D.fromisoformat(safe), None, False)


@pytest.mark.parametrize(
    ("start", "safe", "not_before"),
    [
        ("2026-12-17", "2027-01-01", "2027-01-04"),
        ("2027-01-21", "2027-02-05", "2027-02-09"),
        ("2027-01-24", "2027-02-08", "2027-02-09"),
        ("2027-03-21", "2027-04-05", "2027-04-06"),
        ("2027-04-16", "2027-05-01", "2027-05-03"),
        ("2027-05-25", "2027-06-09", "2027-06-10"),
        ("2027-08-31", "2027-09-15", "2027-09-16"),
        ("2027-09-16", "2027-10-01", "2027-10-04"),
    ],
)
def test_a_limit_that_ends_on_a_holiday_fixed_by_law(start: str, safe: str, not_before: str) -> None:
    """The thirteen days of the regulation are off before any notice: the limit surely runs on, only the swaps are
    unknown.
    """
    deadline = count(D.fromisoformat(start), 15, "days", extends=True)
    assert deadline == Deadline(D.fromisoformat(safe), None, False, D.fromisoformat(not_before))


@pytest.mark.parametrize("year", [2027, 2028, 2029, 2030])
def test_thirteen_days_a_year(year: int) -> None:
    """Of a year without a notice exactly the thirteen days of the regulation are fixed; a day that bears two names is
    one day.
    """
    fixed = [
        day
        for day in days(f"{year}-01-01", f"{year}-12-31")
        if count(day - 15 * DAY, 15, "days", extends=True).not_before
    ]
    assert len(fixed) == (12 if year == 2028 else 13)  # in 2028 Mid-Autumn falls on 3 October


def test_no_holiday_of_today_before_the_regulation() -> None:
    """Years before the regulation of 2024 are not judged by it."""
    assert count(D(2003, 4, 30), 1, "working_days").safe == D(2003, 5, 1)


def test_the_last_day_of_2026_is_still_known() -> None:
    """A limit that ends within the published year needs nothing of the next."""
    assert count(D(2026, 12, 16), 15, "days", extends=True) == Deadline(D(2026, 12, 31), D(2026, 12, 31), True)
    assert count(D(2026, 12, 28), 3, "working_days") == Deadline(D(2026, 12, 31), D(2026, 12, 31), True)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (D(2026, 12, 6), "2026-12-06（周日）"),
        (D(2026, 11, 23), "2026-11-23（周一）"),
        (D(2028, 2, 29), "2028-02-29（周二）"),
    ],
)
def test_a_date_is_shown_with_its_weekday(day: dt.date, says: str) -> None:
    """A borrower sees at once on which day of the week a date falls."""
    assert show(day) == says


# --- whatever the dates ------------------------------------------------------------------------------------


@often
@given(st.dates(D(1990, 1, 1), D(2100, 1, 1)), st.integers(1, 400))
def test_days_are_counted_one_after_the_other(start: dt.date, length: int) -> None:
    """One day more of time is one day later, and the first day is tomorrow."""
    assert count(start, 1, "days").safe == start + DAY
    assert count(start, length + 1, "days").safe - count(start, length, "days").safe == DAY


@often
@given(st.dates(D(1990, 1, 1), D(2100, 1, 1)), st.integers(1, 60), st.sampled_from(["months", "years"]))
def test_months_end_on_the_corresponding_day_or_the_last(start: dt.date, length: int, unit: str) -> None:
    """The month is the one that many months later; the day is the same, or the last where there is none."""
    end = count(start, length, unit).safe
    months = (end.year - start.year) * 12 + end.month - start.month
    assert months == length * (12 if unit == "years" else 1)
    assert end.day == start.day or (end.day < start.day and end.day == calendar.monthrange(end.year, end.month)[1])


@often
@given(st.dates(D(2026, 1, 1), D(2026, 11, 30)), st.integers(1, 20))
def test_working_days_of_2026_are_the_days_people_work(start: dt.date, length: int) -> None:
    """Between the start and the end lie exactly as many working days as were counted, the last being one."""
    deadline = count(start, length, "working_days")
    worked = [start + n * DAY for n in range(1, (deadline.safe - start).days + 1) if works(start + n * DAY)]
    assert len(worked) == length
    assert worked[-1] == deadline.safe
    assert deadline.holidays_known
    assert deadline.legal == deadline.safe


@often
@given(st.dates(D(2026, 1, 1), D(2026, 12, 31)), st.integers(1, 60), st.sampled_from(["days", "months"]))
def test_a_limit_is_extended_to_the_next_working_day_only(start: dt.date, length: int, unit: str) -> None:
    """The legal date is a working day, never before the safe date, with nothing but days off between."""
    deadline = count(start, length, unit, extends=True)
    assert deadline.safe == count(start, length, unit).safe
    assume(deadline.legal is not None and deadline.legal.year == 2026)
    assert deadline.legal is not None
    assert works(deadline.legal)
    assert not any(works(deadline.safe + n * DAY) for n in range((deadline.legal - deadline.safe).days))


@often
@given(st.dates(D(2027, 1, 1), D(2100, 1, 1)), st.integers(1, 90), st.sampled_from(["days", "working_days", "months"]))
def test_beyond_2026_no_extension_is_promised(start: dt.date, length: int, unit: str) -> None:
    """For years without a holiday notice there is never a legal date, and the reader is told."""
    deadline = count(start, length, unit, extends=True)
    assert deadline.legal is None
    assert not deadline.holidays_known
    assert deadline.safe > start


# --- notices in the knowledge --------------------------------------------------------------------------------


def test_a_published_notice_stands_before_the_library() -> None:
    """A day off, a day worked in exchange and an ordinary day of a published year are as the notice has them."""
    notice = Published(frozenset({2027}), frozenset({D(2026, 12, 31), D(2027, 1, 1)}), frozenset({D(2027, 1, 2)}))
    told = [notice.works(day) for day in (D(2026, 12, 31), D(2027, 1, 1), D(2027, 1, 2), D(2027, 1, 3), D(2027, 1, 5))]
    assert told == [False, False, True, False, True]
    assert notice.works(D(2026, 12, 30)) is None
    assert count(D(2026, 12, 30), 1, "days", extends=True, published=notice) == Deadline(
        D(2026, 12, 31), D(2027, 1, 2), True
    )

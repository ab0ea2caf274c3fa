"""Days as a person writes them in the interview, and as they are read back."""

from __future__ import annotations

import datetime as dt

import pytest

from borrower_help.errors import UsageError
from borrower_help.interview.days_and_sums import day_told, is_unknown, overdue_told, read_back

AS_OF = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("昨天", dt.date(2026, 11, 29)),
        ("一天", 1),
        ("三十天", 30),
        ("2个月", 60),
        ("半年", 180),
        ("60天左右", 60),
        ("逾期60天", 60),
        ("10月7号", dt.date(2026, 10, 7)),
        ("10/7", dt.date(2026, 10, 7)),
        ("20261007", dt.date(2026, 10, 7)),
        ("11月20日", dt.date(2026, 11, 20)),
        ("上周五", dt.date(2026, 11, 27)),
        ("上个月20号", dt.date(2026, 10, 20)),
        ("2026-12-20", dt.date(2026, 12, 20)),
        ("６０", 60),
        ("三期", 90),
        ("还没逾期", 0),
        ("0", 0),
    ],
)
def test_how_long_overdue(typed: str, told: int | dt.date) -> None:
    """Days and days of the calendar are understood as people write them, and never one for the other."""
    assert overdue_told(typed, AS_OF) == told


@pytest.mark.parametrize(
    ("typed", "said"),
    [("12月20日", "哪一年"), ("M3", "没看懂"), ("周五", "下周"), ("3月", "几个月"), ("很久", "没看懂")],
)
def test_what_has_two_readings_is_asked_again(typed: str, said: str) -> None:
    """A day without its year that has not come this year, a weekday of no week and a month that may be a span are asked
    for again.
    """
    with pytest.raises(UsageError, match=said):
        overdue_told(typed, AS_OF)


def test_a_hearing_in_january() -> None:
    """On 30 November 1月10日 is no day of this year to come: the year is asked for, and nothing is guessed."""
    with pytest.raises(UsageError, match="已经过了"):
        day_told("1月10日", AS_OF, ahead=True)
    assert day_told("2027-1-10", AS_OF, ahead=True) == dt.date(2027, 1, 10)
    assert day_told("12月20日", AS_OF, ahead=True) == dt.date(2026, 12, 20)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (dt.date(2026, 11, 20), "2026-11-20（周五），10 天前"),
        (AS_OF, "2026-11-30（周一），今天"),
        (dt.date(2026, 12, 20), "2026-12-20（周日），还有 20 天"),
    ],
)
def test_read_back(day: dt.date, shown: str) -> None:
    """A day is read back with its weekday and its distance."""
    assert read_back(day, AS_OF) == shown


@pytest.mark.parametrize("typed", ["不知道", "不清楚。", "忘了", " 不记得 ", "不知道了"])
def test_not_known(typed: str) -> None:
    """Words for not knowing are no names, days or sums."""
    assert is_unknown(typed)
    assert not is_unknown("海尔")

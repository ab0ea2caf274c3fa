"""Days and sums as a person writes them in the interview, and as they are read back."""

from __future__ import annotations

import datetime as dt

from borrower_help.errors import UsageError
from borrower_help.interview.typed import NOT_KNOWN
from borrower_help.values.dates import show
from borrower_help.values.parse import EARLIEST, LATEST, parse_days
from borrower_help.values.spoken import fold, spoken_date

EXAMPLE = "2026-11-21"
"""The one example of a date."""


def is_unknown(typed: str) -> bool:
    """Whether the words say that it is not known."""
    return fold(typed).rstrip("。.!！了") in NOT_KNOWN or fold(typed) in NOT_KNOWN


def read_back(day: dt.date, as_of: dt.date) -> str:
    """A day with its weekday and its distance: 2026-11-20（周五），10 天前."""
    days = (day - as_of).days
    distance = "今天" if days == 0 else f"{-days} 天前" if days < 0 else f"还有 {days} 天"
    return f"{show(day)}，{distance}"


def day_told(typed: str, as_of: dt.date, *, ahead: bool = False) -> dt.date:
    """The day that is meant. One without its year that lies on the other side of today may be of another year: it is
    asked for again. Raises ``UsageError``.
    """
    day = spoken_date(typed, as_of, ahead=ahead)
    if day is None and (other := spoken_date(typed, as_of, ahead=not ahead)) is not None:
        when = "已经过了" if ahead else "还没到"
        raise UsageError(f"今年的 {other.month} 月 {other.day} 日{when}。是哪一年的？连年份再写一遍，像 {EXAMPLE}。")
    if day is None:
        raise UsageError(f"没看懂「{typed[:20]}」是哪一天。带上年月日再写一遍，像 {EXAMPLE}。")
    if not EARLIEST <= day <= LATEST:
        raise UsageError(f"{day} 不在 {EARLIEST.year} 到 {LATEST.year} 年之间，请检查年份。")
    return day


def overdue_told(typed: str, as_of: dt.date) -> int | dt.date:
    """Days overdue, or the day it was due; 11月20日 is a day, 两个月 are days. Raises ``UsageError``."""
    plain = fold(typed)
    is_number = plain.isdecimal() and len(plain) != 8
    if not is_number and (spoken_date(typed, as_of) or spoken_date(typed, as_of, ahead=True)):
        return day_told(typed, as_of)
    try:
        return parse_days(typed, "这里")
    except UsageError:
        raise UsageError(
            f"没看懂「{typed[:20]}」。写多久，像「45 天」「两个月」，最多 36500 天；或写应该还的那天，像 {EXAMPLE}。"
        ) from None

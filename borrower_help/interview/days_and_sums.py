"""Days and sums as a person writes them in the interview, and as they are read back."""

from __future__ import annotations

import datetime as dt
import re

from borrower_help.errors import UsageError
from borrower_help.interview.typed import NOT_KNOWN
from borrower_help.values.dates import show
from borrower_help.values.parse import EARLIEST, LATEST, parse_days
from borrower_help.values.spoken import NUMERAL, fold
from borrower_help.values.spoken_dates import spoken_date

EXAMPLE = "2026-11-21"
"""The one example of a date."""

_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]")
"""A weekday of any week."""


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
    if day is None and _WEEKDAY.fullmatch(fold(typed)):
        raise UsageError(f"「{fold(typed)}」是上周的、这周的，还是下周的？写全一点，像「上周五」「11月20日」。")
    if day is None:
        raise UsageError(f"没看懂「{typed[:20]}」是哪一天。带上年月日再写一遍，像 {EXAMPLE}。")
    if not EARLIEST <= day <= LATEST:
        raise UsageError(f"{day} 不在 {EARLIEST.year} 到 {LATEST.year} 年之间，请检查年份。")
    return day


def overdue_told(typed: str, as_of: dt.date) -> int | dt.date:
    """Days overdue, or the day it was due; 11月20日 is a day, 两个月 are days. Raises ``UsageError``."""
    plain = fold(typed)
    is_number = plain.isdecimal() and len(plain) != 8
    is_day = spoken_date(typed, as_of) or spoken_date(typed, as_of, ahead=True) or _WEEKDAY.fullmatch(plain)
    if is_day and not is_number:
        return day_told(typed, as_of)
    if re.fullmatch(f"(?!两月){NUMERAL}+月", plain):
        raise UsageError(f"「{plain}」是几月，还是几个月？写全一点，像「两个月」「11月20日」。")
    try:
        return parse_days(typed, "这里")
    except UsageError:
        raise UsageError(
            f"没看懂「{typed[:20]}」。写多久，像「45 天」「两个月」，最多 36500 天；或写应该还的那天，像 {EXAMPLE}。"
        ) from None


def is_counted_in_instalments(typed: str) -> bool:
    """Whether days overdue were told as 三期, of which nobody knows the days."""
    return "期" in fold(typed).replace("逾期", "")


def monthly(typed: str) -> str:
    """A sum a month without the words that say so: 每月5000, 工资五千, 5000/月."""
    plain = re.sub(r"^(?:我|每个?月|一个月|月|收入|工资|薪水?|到手|大概|要?花|开支|支出|[:是有])+", "", fold(typed))
    return re.sub(r"(?:/月|(?:一|每)个?月)$", "", plain)

"""From the words on a command line to values; every mistake is one Chinese sentence naming the option."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from borrower_help.errors import UsageError, quoted
from borrower_help.values.amounts import MAX_AMOUNT
from borrower_help.values.dates import MAX_DAYS
from borrower_help.values.patterns import pattern
from borrower_help.values.spoken import spoken_days, spoken_sum
from borrower_help.values.spoken_dates import spoken_date

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)

MAX_NAME = 60


def parse_date(text: str, option: str, today: dt.date | None = None, *, ahead: bool = False) -> dt.date:
    """``2026-11-21``, ``2026/11/21``, ``2026.11.21`` or ``2026年11月21日``. Raises ``UsageError``.

    With ``today`` also the days that people say: 昨天, 上周五, 11月20日, 10/7; ``ahead`` where it is a day to come.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    match = re.fullmatch(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?", folded)
    try:
        day = dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None and match is None and today is not None:
        day = spoken_date(text, today, ahead=ahead)
    if day is None:
        raise UsageError(f"{option} 要一个日期，带上年月日，比如 2026-11-21；写的是「{quoted(text)}」。")
    if not EARLIEST <= day <= LATEST:
        raise UsageError(f"{option} 的日期 {day} 不在 {EARLIEST.year} 到 {LATEST.year} 年之间，请检查年份。")
    return day


def parse_days(text: str, option: str) -> int:
    """Days overdue, 0 to 36500; ``45``, ``45天``, ``两个月``, ``半年``. Raises ``UsageError``."""
    days = spoken_days(text)
    if days is None or days > MAX_DAYS:
        raise UsageError(f"{option} 要填逾期天数，0 到 {MAX_DAYS} 的整数，比如 45；写的是「{quoted(text)}」。")
    return days


def parse_count(text: str, option: str) -> int:
    """A whole number, 0 to 999,999: of people, of rows. Raises ``UsageError``."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"[0-9]{1,6}", folded):
        raise UsageError(f"{option} 要填整数，比如 2；写的是「{quoted(text)}」。")
    return int(folded)


def parse_money(text: str, option: str) -> Decimal:
    """Yuan as a person writes them: also ``一万二``, ``3w5``, ``两千三百块``. Raises ``UsageError``."""
    try:
        return parse_amount(text, option)
    except UsageError:
        amount = spoken_sum(text)
        if amount is None or amount > MAX_AMOUNT:
            raise
        return amount


_CURRENCY = pattern(r"^(?:人民币|RMB|CNY)?\s*¥?\s*|\s*(?:元|RMB|CNY)$", re.IGNORECASE)
"""The words and the sign for yuan around an amount."""


def parse_amount(text: str, option: str) -> Decimal:
    """Yuan in a table, not negative; ``12000``, ``12,000.50``, ``1.2万``. Raises ``UsageError``."""
    folded = _CURRENCY.sub("", unicodedata.normalize("NFKC", text).strip())
    factor = 10_000 if folded.endswith("万") else 1
    number = folded.removesuffix("万")
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", number):
        number = number.replace(",", "")  # a comma between thousands, never the decimal point of 12,5
    if not re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,8})?", number):
        raise UsageError(f"{option} 要填金额（元），比如 12000 或 905.33；写的是「{quoted(text)}」。")
    amount = Decimal(number) * factor
    if amount > MAX_AMOUNT:
        raise UsageError(f"{option} 的金额 {amount} 元超过 1 亿，请检查小数点。")
    return amount


def parse_percent(text: str, option: str) -> Decimal:
    """``24%`` or ``24`` as a fraction of one (0.24), 0 to 1000 %. Raises ``UsageError``."""
    folded = unicodedata.normalize("NFKC", text).strip().removesuffix("%")
    if not re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,6})?", folded) or Decimal(folded) > 1000:
        raise UsageError(f"{option} 要填百分数，比如 24% 或 7.2；写的是「{quoted(text)}」。")
    return Decimal(folded) / 100


_PERIODS = {"日": 365, "天": 365, "day": 365, "月": 12, "month": 12, "年": 1, "year": 1}
"""How many of each make a year; a daily rate is taken times 365."""

_SHARE = pattern(r"^(百|千|万)分之([0-9]+(?:\.[0-9]+)?|[一二三四五六七八九])")


def _as_percent(match: re.Match[str]) -> str:
    """万分之五 as 0.05%."""
    number = (
        Decimal("一二三四五六七八九".index(match.group(2)) + 1)
        if not match.group(2)[0].isdigit()
        else Decimal(match.group(2))
    )
    return f"{number / {'百': 1, '千': 10, '万': 100}[match.group(1)]:f}%"


def is_daily(text: str) -> bool:
    """Whether a rate was told by the day."""
    return unicodedata.normalize("NFKC", text).rpartition("/")[2].strip() in (
        "日",
        "天",
        "day",
    ) and "/" in unicodedata.normalize("NFKC", text)


def parse_rate(text: str, option: str) -> Decimal:
    """``24%``, ``24``, ``0.05%/日``, ``万分之五/日`` or ``1.5%/月`` a year as a fraction of one. Raises ``UsageError``.

    A number below one without its sign is refused: 0.24 may be meant as 24 % or as 0.24 %.
    """
    folded = _SHARE.sub(_as_percent, unicodedata.normalize("NFKC", text).strip())
    rate, separator, period = folded.partition("/")
    if separator and period.strip() not in _PERIODS:
        raise UsageError(f"{option} 要填利率，比如 24%、0.05%/日、1.5%/月；写的是「{quoted(text)}」。")
    found = parse_percent(rate, option)
    if 0 < found < Decimal("0.01") and not rate.strip().endswith("%"):
        raise UsageError(
            f"{option} 写百分数：24 或 24% 表示 24%；写的是「{quoted(text)}」。真的是百分之零点几，请写上 % 号。"
        )
    return found * _PERIODS.get(period.strip(), 1)


def parse_name(text: str, option: str) -> str:
    """A lender's name as typed: one printable line of at most 60 characters. Raises ``UsageError``."""
    name = unicodedata.normalize("NFKC", text).strip()
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise UsageError(f"{option} 要填机构或 App 的名字，一行、不超过 {MAX_NAME} 个字；写的是「{quoted(text)}」。")
    return name

"""The day by which something is to be paid, in a person's own words. What has two readings is not guessed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Literal

from borrower_help.values.dates import months_after
from borrower_help.values.record import Record
from borrower_help.values.spoken import NUMERAL, number

_MONTH = rf"(?:(?P<year>今年|明年|[0-9]{{4}}年)?(?P<month>这个月|本月|当月|下个月|下月|{NUMERAL}{{1,3}}月)(?:份)?的?)?"
SAID_DAY = (
    rf"(?P<said>{_MONTH}(?P<day>{NUMERAL}{{1,3}})[号日](?!内|以内|之内|元)|"
    rf"(?:(?P<end_year>今年|明年)?(?P<end_month>这个月|本月|下个月|下月|{NUMERAL}{{1,3}}月)|(?P<bare_month>月))(?:底|末)|"
    rf"(?P<year_end>今年|明年|年)(?:年)?底|"
    r"(?P<week>这个?|本|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])|"
    r"(?P<word>今天|今晚|今日|明天|明日|后天|大后天)|"
    rf"(?P<span>{NUMERAL}{{1,2}})(?:天|日|个?小时)(?:内|之内|以内))"
)
"""A day as it is said: 十五号, 12月15日, 下个月5号, 月底, 周五, 明天, 三天内."""

_FIRST = re.compile(
    rf"(?:第一期|首期|头一期|首付|第一笔|首笔|头一笔|第一次)[^,。;0-9]{{0,6}}?{SAID_DAY}|"
    rf"(?:从|自){re.sub(r'[?]P<(?!said)', '?P<from_', SAID_DAY).replace('?P<said>', '?P<from_said>')}"
    r"(?:起|开始)(?:还|付|扣)"
)
_PAYDAY = re.compile(
    r"(?P<said>(?:这个月|本月|下个月|下月)?(?:的)?(?:发工资|发薪水?|开工资|工资到账)(?:的?那一?天|当天|的?日子|日))"
)
"""A day that only the person knows: it is no date."""

_NOT_A_LIMIT_BEFORE = re.compile(
    r"(?:每个?月的?|每期的?|截[至止]到?|逾期了?|第|账单日是?|出账日是?|还款日是?|自|从|到期日是?|超过|满|算到|每)$"
)
_NOT_A_LIMIT_BEHIND = re.compile(
    r"(?:的?账单|出账|起|开始|放款|借的|到期的|逾期|签的|收到|来的?电|打来|打电话|说的|发的|给我打|寄)"
)
_SOON = 183
"""Days within which a month that lies behind is taken for that of the next year; else it is one that has passed."""

Reading = Literal["told", "next_month", "passed", "unclear"]


class SaidDay(Record, frozen=True, kw_only=True):
    """A day in the ``words`` in which it was said; ``None`` where nobody can tell which (``unclear``).

    ``next_month``: no month was named, and the day of this month has been. ``passed``: the day named has been.
    """

    words: str
    day: dt.date | None
    reading: Reading


def limit_in(text: str, today: dt.date) -> SaidDay | None:
    """The first day in a folded text by which something is to be paid."""
    for match in re.finditer(SAID_DAY, text):
        behind = text[match.end() : match.end() + 6]
        if not _NOT_A_LIMIT_BEFORE.search(text[: match.start()]) and not _NOT_A_LIMIT_BEHIND.match(behind):
            return day_of(match, today)
    return None


def first_in(text: str, today: dt.date) -> SaidDay | None:
    """The day in a folded text of the first payment; ``unclear`` where it is a payday, which is no date."""
    if match := _FIRST.search(text):
        begun = {name.removeprefix("from_"): value for name, value in match.groupdict().items() if value is not None}
        again = re.fullmatch(SAID_DAY, begun["said"])
        return day_of(again, today) if again else None
    payday = _PAYDAY.search(text)
    return SaidDay(words=payday["said"], day=None, reading="unclear") if payday else None


def day_of(match: re.Match[str], today: dt.date) -> SaidDay:
    """The day of a match of ``SAID_DAY``, told on ``today``."""
    words = match["said"]
    day, reading = _day(match, today)
    if day is not None and day < today:
        return SaidDay(words=words, day=day, reading="passed")
    return SaidDay(words=words, day=day, reading=reading)


def _day(match: re.Match[str], today: dt.date) -> tuple[dt.date | None, Reading]:
    if word := match["word"]:
        days = {"明天": 1, "明日": 1, "后天": 2, "大后天": 3}.get(word, 0)
        return today + dt.timedelta(days=days), "told"
    if span := match["span"]:
        count = int(number(span) or 0)
        hours = "小时" in match["said"]
        return today + dt.timedelta(days=-(-count // 24) if hours else count), "told"
    if weekday := match["weekday"]:
        return _weekday("一二三四五六日".index(weekday.replace("天", "日")), match["week"] or "", today)
    if year_end := match["year_end"]:
        return dt.date(today.year + (year_end == "明年"), 12, 31), "told"
    if match["bare_month"] or match["end_month"]:
        month = match["end_month"] or "这个月"
        return _in_month(month, 31, match["end_year"], today, end=True)
    day = int(number(match["day"]) or 0)
    if match["month"]:
        return _in_month(match["month"], day, match["year"], today, end=False)
    this = _date(today.year, today.month, day)
    if this is not None and this >= today:
        return this, "told"
    after = months_after(today.replace(day=1), 1)
    found = _date(after.year, after.month, day)
    if this is None or found is None:  # the 31st of a month that has none: which one is meant?
        return None, "unclear"
    return found, "next_month"


def _weekday(place: int, week: str, today: dt.date) -> tuple[dt.date | None, Reading]:
    """Without 这 or 下 the next such day; 这周五 that has been is said to have been."""
    ahead = place - today.weekday()
    if week.startswith("下"):
        return today + dt.timedelta(days=ahead + 7), "told"
    return today + dt.timedelta(days=ahead if week else ahead % 7), "told"


def _in_month(word: str, day: int, year: str | None, today: dt.date, *, end: bool) -> tuple[dt.date | None, Reading]:
    if word.endswith("个月") or word in ("本月", "当月", "下月"):
        first = months_after(today.replace(day=1), 1 if word.startswith("下") else 0)
        return (_last(first) if end else _date(first.year, first.month, day)), "told"
    month = int(number(word.removesuffix("月")) or 0)
    if not 1 <= month <= 12:
        return None, "unclear"
    years = {None: today.year, "今年": today.year, "明年": today.year + 1}
    number_of_year = years[year] if year in years else int((year or "").removesuffix("年"))
    first = dt.date(number_of_year, month, 1)
    found = _last(first) if end else _date(first.year, month, day)
    if found is None:
        return None, "unclear"
    if year is None and found < today:
        later = months_after(found, 12)
        if (later - today).days <= _SOON:
            return later, "told"
    return found, "told"


def _last(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None

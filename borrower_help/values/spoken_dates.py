"""Dates as people write them: 昨天, 上周五, 上个月20号, 10/7. What has two readings is not guessed.

A small table of forms, not a library: those that know Chinese dates read 10/7 as a day of 2010.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from borrower_help.values.patterns import pattern
from borrower_help.values.spoken import NUMERAL, fold, number, spoken_days

_WEEKDAYS = {**{char: place for place, char in enumerate("一二三四五六日")}, "天": 6}
_AGO = {"今": 0, "今儿": 0, "昨": 1, "昨儿": 1, "前儿": 2, "明儿": -1}
_AGO |= {
    "今天": 0,
    "今日": 0,
    "昨天": 1,
    "昨日": 1,
    "前天": 2,
    "前日": 2,
    "大前天": 3,
    "明天": -1,
    "后天": -2,
    "大后天": -3,
}
_FEASTS = {"元旦": (1, 1), "情人节": (2, 14), "三八": (3, 8), "妇女节": (3, 8), "五一": (5, 1), "劳动节": (5, 1)}
_FEASTS |= {"六一": (6, 1), "儿童节": (6, 1), "教师节": (9, 10), "国庆": (10, 1), "双十一": (11, 11), "双11": (11, 11)}
_FEASTS |= {"双十二": (12, 12), "双12": (12, 12), "平安夜": (12, 24), "圣诞": (12, 25)}
_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}

_BEFORE_A_DAY = pattern(
    r"^(?:我?记得|应该|可能|好像|大概|大约|就|是|在|从|自|于|收到的?|签收|还款日|应还日|到期日|[:,(])+"
)
_HOUR = pattern(
    r"(?:凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚)"
    rf"(?:{NUMERAL}{{1,3}}[点时:](?:半|{NUMERAL}{{0,3}}分?))?|[0-9]{{1,2}}[:点时](?:[0-9]{{2}}(?::[0-9]{{2}})?)?分?"
)
_CLOCK_BEHIND = pattern(r"(?<=\d)\s+\d{1,2}[:：]\d{2}.*$")
"""The hour behind a day in figures; without the blank between them it would be read as figures of the day."""

_WEEKDAY_BESIDE = pattern(r"^[(,]?(?:周|星期|礼拜)([一二三四五六日天])[),]?")
_ANOTHER_DAY = pattern(rf"{NUMERAL}|[/\-~]|或|还是|[昨今明前后]天|(?<!前)后|前(?!后)|初|旬|底")
"""What may not stand behind a day: another day, or that it was before or after it."""


def spoken_date(text: str, today: dt.date, *, ahead: bool = False) -> dt.date | None:
    """A day: ``昨天``, ``上周五``, ``上个月20号``, ``11月20日``, ``10/7``, ``20261007``, ``十月七号``, ``10天前``.

    A day without its year is the one that has been, with ``ahead`` the one to come; where that would be another year
    than this one, where the words have two readings (礼拜三, 月底), or where a weekday stands beside it that is not its
    own, ``None``: it is asked again. Words behind it may tell what happened then (收到的, 上午九点).
    """
    plain = _BEFORE_A_DAY.sub("", fold(_CLOCK_BEHIND.sub("", text)))
    for read in (_by_word, _by_week, _by_month_before, _ago):
        day, rest = read(plain, today)
        if day is not None:
            return _unless_another(day, rest)
    return _by_calendar(plain, today, ahead=ahead)


Read = tuple[dt.date | None, str]
"""A day, and the words behind it."""

_NOT_READ: Read = (None, "")


def _unless_another(day: dt.date | None, rest: str) -> dt.date | None:
    """The day, where the words behind it agree with it."""
    if day is None:
        return None
    beside = _WEEKDAY_BESIDE.match(rest)
    if beside and _WEEKDAYS[beside.group(1)] != day.weekday():
        return None
    rest = _HOUR.sub("", rest[beside.end() :] if beside else rest).replace("一下", "").replace("前后", "")
    return None if _ANOTHER_DAY.search(rest) else day


def _longest(words: Iterable[str]) -> str:
    """The words as alternatives, the longer ones first."""
    return "|".join(sorted(words, key=len, reverse=True))


_BY_WORD = pattern(f"(?:{_longest(_AGO)})(?!年)")
_FEAST = pattern(rf"({_longest(_YEARS)})?({_longest(_FEASTS)})节?")


def _by_word(text: str, today: dt.date) -> Read:
    if match := _BY_WORD.match(text):
        return today - dt.timedelta(days=_AGO[match.group(0)]), text[match.end() :]
    match = _FEAST.match(text)
    if match is None:
        return _NOT_READ
    day = dt.date(today.year + _YEARS.get(match.group(1) or "今年", 0), *_FEASTS[match.group(2)])
    return (day if match.group(1) or day <= today else None), text[match.end() :]


def _by_week(text: str, today: dt.date) -> Read:
    """A day of the last weeks or the next; without 上, 这 or 下 it may be either."""
    match = re.match(r"(上+|这|本|下)个?(?:周|星期|礼拜)([一二三四五六日天1-7])", text)
    if match is None:
        return _NOT_READ
    weeks = {"这": 0, "本": 0, "下": 1}.get(match.group(1), -len(match.group(1)))
    name = match.group(2)
    place = int(name) - 1 if name.isascii() else _WEEKDAYS[name]
    return today + dt.timedelta(days=place - today.weekday() + 7 * weeks), text[match.end() :]


def _by_month_before(text: str, today: dt.date) -> Read:
    match = re.match(rf"(上+|这|本|当|下)个?月的?({NUMERAL}{{1,3}})[号日]?", text)
    day = number(match.group(2)) if match else None
    if match is None or day is None:
        return _NOT_READ
    step = -len(match.group(1)) if match.group(1)[0] == "上" else match.group(1) == "下"
    years, month = divmod(today.month - 1 + step, 12)
    return _date(today.year + years, month + 1, int(day)), text[match.end() :]


def _ago(text: str, today: dt.date) -> Read:
    match = re.match(r"(.+?)(?:以前|之前|前(?!后))", text)
    days = spoken_days(match.group(1)) if match else None
    if match is None or days is None or not re.search(r"[天日周月年期拜]", match.group(1)):
        return _NOT_READ
    return today - dt.timedelta(days=days), text[match.end() :]


_YEAR = rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}|[〇零一二三四五六七八九]{{4}}|{'|'.join(_YEARS)})"
_MONTH_AND_DAY = rf"(?P<month>{NUMERAL}{{1,3}})[月/.\-](?:份)?(?P<day>{NUMERAL}{{1,3}})[日号]?"
_DATED = pattern(rf"{_YEAR}(?:[年/.\-]|(?<=年)){_MONTH_AND_DAY}")
_SEPARATED = pattern(_MONTH_AND_DAY)
_TOGETHER = pattern(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_ONLY_DAY = pattern(rf"(?P<day>{NUMERAL}{{1,3}})[日号]")


def _by_calendar(text: str, today: dt.date, *, ahead: bool) -> dt.date | None:
    """A day of the calendar; words after it may tell what it was, as long as they hold no other number."""
    if re.search(r"[初旬]|农历|阴历|腊月|正月", text):
        return None
    for form in (_TOGETHER, _DATED, _SEPARATED, _ONLY_DAY):
        if match := form.match(text):
            found = _unless_another(_of_match(match.groupdict(), today, ahead=ahead), text[match.end() :])
            if found is not None:
                return found
    return None


def _of_match(parts: dict[str, str | None], today: dt.date, *, ahead: bool) -> dt.date | None:
    month, day = (number(parts.get(name) or "") for name in ("month", "day"))
    year = _year(parts.get("year"), today)
    if day is None or (month is None and parts.get("month")):
        return None
    found = _date(year or today.year, today.month if month is None else int(month), int(day))
    if found is None or year is not None:
        return found
    return found if (found >= today if ahead else found <= today) else None


def _year(word: str | None, today: dt.date) -> int | None:
    if not word:
        return None
    if word in _YEARS:
        return today.year + _YEARS[word]
    year = number(word)
    return None if year is None else int(year) + (2000 if len(word) == 2 else 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None

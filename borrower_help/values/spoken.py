"""Numbers, days and dates as people write them: 一万二, 两个月, 上周五, 10/7. What has two readings is not guessed.

A small table of forms, not a library: those that know Chinese dates read 10/7 as a day of 2010.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

_DIGITS = {
    **{char: value for value, char in enumerate("〇一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict(zip("两兩貳參陸", (2, 2, 2, 3, 6), strict=True)),
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}

NUMERAL = "[0-9〇零一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖十拾百佰千仟廿卅]"
"""A character of a whole number below ten thousand."""

_VAGUE = re.compile(
    r"大概|大约|约|差不多|左右|上下|来?多|来(?=[天个月年元块万])|已经|快(?=[0-9一二三四五六七八九十两半])|了$"
)
"""Words that leave a number as it is; what it is read as is said back."""


def fold(text: str) -> str:
    """Full-width characters as half-width ones, without spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("曰", "日")


def number(text: str) -> Decimal | None:
    """``12``, ``3.5``, ``四十五``, ``一百二``, ``二〇二六``, ``3千5``; ``None`` for anything else."""
    if not text:
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,8})?", text):
        return Decimal(text)
    if text and all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text)) if text[0] != "零" or len(text) == 1 else None
    return _grouped(text)


def _grouped(text: str) -> Decimal | None:
    """A number with its tens, hundreds and thousands: 一千零五, 3千5 (3500), 一百二 (120)."""
    total, last, gap, rest = Decimal(0), 10_000, False, text
    while rest:
        match = re.match(r"([0-9]+(?:\.[0-9]+)?|[^0-9十拾百佰千仟])?([十拾百佰千仟])?", rest)
        if match is None or not match.group(0):
            return None
        head, unit = match.groups()
        rest = rest[match.end() :]
        if head in ("零", "〇") and unit is None:
            gap = True
            continue
        digit = _digit(head)
        if digit is None or (unit and _UNITS[unit] >= last) or (unit is None and rest):
            return None
        total += digit * (_UNITS[unit] if unit else last // 10 if last <= 1000 and not gap else 1)
        last = _UNITS[unit] if unit else 1
    return total


def _digit(head: str | None) -> Decimal | None:
    if head is None:
        return Decimal(1)
    if head[0].isdigit() and head.isascii():
        return Decimal(head)
    return Decimal(_DIGITS[head]) if head in _DIGITS else None


def spoken_sum(text: str) -> Decimal | None:
    """A sum in yuan: ``一万二``, ``3w5``, ``1.2万``, ``两千三百五十块六毛``, ``8k``; ``None`` where it is not one
    number.
    """
    plain = _VAGUE.sub("", fold(text).lower())
    plain = re.sub(r"^[¥￥]|人民币|(?:元|块钱?|圆)?[整正]$", "", plain).replace("w", "万").replace("k", "千")
    if re.search(r"[0-9一二三四五六七八九]{1}[、~到至-][0-9一二三四五六七八九]", plain) or _two_digits(plain):
        return None
    match = re.fullmatch(
        r"(.*?)(?:[元块圆]钱?(?:([0-9一二三四五六七八九])[角毛]?)?(?:([0-9一二三四五六七八九])分)?)?", plain
    )
    if match is None or not match.group(1):
        return None
    whole = _with_myriads(_ungrouped(match.group(1)))
    if whole is None:
        return None
    tenths, cents = (_digit(part) or Decimal(0) if part else Decimal(0) for part in match.groups()[1:])
    return whole + tenths / 10 + cents / 100


def _ungrouped(text: str) -> str:
    """Without the commas between thousands; a comma anywhere else stays, and makes it no number."""
    return re.sub(r"^[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])", lambda match: match.group(0).replace(",", ""), text)


def _two_digits(text: str) -> bool:
    """Whether two digits in a row mean a range: 一两万, 三五千."""
    return re.search(r"(?:^|[万千百])[一二三四五六七八九两]{2}[十百千万]", text) is not None


def _with_myriads(text: str) -> Decimal | None:
    head, myriad, rest = text, "", ""
    for char in _MYRIADS:
        if char in text:
            head, myriad, rest = text.partition(char)
            break
    if not myriad:
        return number(text)
    high = number(head)
    if high is None or (not rest and head in ("", "零")):
        return None
    if not rest:
        return high * _MYRIADS[myriad]
    if len(rest) == 1 and rest not in "零〇":  # 一万二 is 12,000
        low = number(rest)
        return None if low is None else high * _MYRIADS[myriad] + low * _MYRIADS[myriad] / 10
    low = number(rest.lstrip("零〇") if len(rest) > 1 else rest)
    return None if low is None else high * _MYRIADS[myriad] + low


_SPANS = {"年": 365, "个月": 30, "月": 30, "个星期": 7, "星期": 7, "个礼拜": 7, "礼拜": 7, "周": 7, "天": 1, "日": 1}
"""Days in each, as lenders count: a month is thirty."""


def spoken_days(text: str) -> int | None:
    """A span in days: ``四十五天``, ``两个月`` (60), ``一个半月``, ``半年`` (180), ``三周``; ``None`` for 三期 or
    M3.
    """
    plain = re.sub(r"逾期|拖了|欠了|拖欠|第(?=[0-9一二三四五六七八九十])|没还", "", _VAGUE.sub("", fold(text)))
    if plain in ("半年", "半年多"):
        return 180
    if plain in ("半个月", "半月"):
        return 15
    bare = number(plain)
    if bare is not None:
        return int(bare) if bare == int(bare) and bare < 100_000 else None
    if not plain:
        return None
    total, rest = Decimal(0), plain
    spans = "|".join(_SPANS)
    while rest:
        match = re.match(rf"零?({NUMERAL}+)(?:个(半)(月)|({spans})(半)?)", rest)
        count = number(match.group(1)) if match else None
        if match is None or count is None:
            return None
        days = _SPANS[match.group(4) or match.group(3)]
        total += count * days + (Decimal(days) / 2 if match.group(2) or match.group(5) else 0)
        rest = rest[match.end() :]
    return int(total) if total < 100_000 else None


_WEEKDAYS = {**{char: place for place, char in enumerate("一二三四五六日")}, "天": 6, "末": -1}
_AGO = {
    "今天": 0,
    "今日": 0,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "前天": 2,
    "大前天": 3,
    "明天": -1,
    "后天": -2,
    "大后天": -3,
}
_FEASTS = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "国庆": (10, 1),
    "国庆节": (10, 1),
    "双十一": (11, 11),
    "双11": (11, 11),
    "双十二": (12, 12),
    "双12": (12, 12),
}
_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}


def spoken_date(text: str, today: dt.date, *, ahead: bool = False) -> dt.date | None:
    """A day: ``昨天``, ``上周五``, ``上个月20号``, ``11月20日``, ``10/7``, ``20261007``, ``十月七号``, ``10天前``.

    A day without its year is the one that has been, with ``ahead`` the one to come; where that would be another year
    than this one, or where the words have two readings (礼拜三, 月底), ``None``: it is asked again.
    """
    plain = re.sub(r"^(?:大概|大约|好像|是|在)+|左右$|那天$|的?时候$|[,。.、]+$", "", fold(text))
    for read in (_by_word, _by_week, _by_month_before, _ago):
        day = read(plain, today)
        if day is not None:
            return day
    return _by_calendar(plain, today, ahead=ahead)


def _by_word(text: str, today: dt.date) -> dt.date | None:
    if text in _AGO:
        return today - dt.timedelta(days=_AGO[text])
    match = re.fullmatch(rf"({'|'.join(_YEARS)})?({'|'.join(_FEASTS)})节?", text)
    if match is None:
        return None
    day = dt.date(today.year + _YEARS.get(match.group(1) or "今年", 0), *_FEASTS[match.group(2)])
    return day if match.group(1) or day <= today else None


def _by_week(text: str, today: dt.date) -> dt.date | None:
    """A day of the last weeks or the next; without 上, 这 or 下 it may be either."""
    match = re.fullmatch(r"(上+|这|本|下)个?(?:周|星期|礼拜)([一二三四五六日天1-7])", text)
    if match is None:
        return None
    weeks = {"这": 0, "本": 0, "下": 1}.get(match.group(1), -len(match.group(1)))
    name = match.group(2)
    place = int(name) - 1 if name.isascii() else _WEEKDAYS[name]
    return today + dt.timedelta(days=place - today.weekday() + 7 * weeks)


def _by_month_before(text: str, today: dt.date) -> dt.date | None:
    match = re.fullmatch(rf"(上个?|这个?|本|当|下个?)月({NUMERAL}+)[号日]?", text)
    day = number(match.group(2)) if match else None
    if match is None or day is None:
        return None
    step = {"上": -1, "下": 1}.get(match.group(1)[0], 0)
    years, month = divmod(today.month - 1 + step, 12)
    return _date(today.year + years, month + 1, int(day))


def _ago(text: str, today: dt.date) -> dt.date | None:
    match = re.fullmatch(r"(.+?)(?:以前|之前|前)", text)
    days = spoken_days(match.group(1)) if match else None
    has_unit = match is not None and re.search(r"[天日周月年期拜]", match.group(1)) is not None
    return today - dt.timedelta(days=days) if days is not None and has_unit else None


_YEAR = rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}|[〇零一二三四五六七八九]{{4}}|{'|'.join(_YEARS)})"
_MONTH_AND_DAY = rf"(?P<month>{NUMERAL}{{1,3}})[月/.\-](?:份)?(?P<day>{NUMERAL}{{1,3}})[日号]?"
_DATED = re.compile(rf"{_YEAR}(?:[年/.\-]|(?<=年)){_MONTH_AND_DAY}")
_SEPARATED = re.compile(_MONTH_AND_DAY)
_TOGETHER = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_ONLY_DAY = re.compile(rf"(?P<day>{NUMERAL}{{1,3}})[日号]")


def _by_calendar(text: str, today: dt.date, *, ahead: bool) -> dt.date | None:
    """A day of the calendar; words after it may tell what it was, as long as they hold no other number."""
    if re.search(r"[初旬]|农历|阴历|腊月|正月", text):
        return None
    for pattern in (_TOGETHER, _DATED, _SEPARATED, _ONLY_DAY):
        match = pattern.match(text)
        if match and not re.search(rf"{NUMERAL}|[/\-]", text[match.end() :].replace("一下", "")):
            return _of_match(match.groupdict(), today, ahead=ahead)
    return None


def _of_match(parts: dict[str, str | None], today: dt.date, *, ahead: bool) -> dt.date | None:
    month, day = (number(parts.get(name) or "") for name in ("month", "day"))
    year = _year(parts.get("year"), today)
    if day is None or (month is None and parts.get("month")):
        return None
    found = _date(year or today.year, int(month or today.month), int(day))
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

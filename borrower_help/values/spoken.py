"""Numbers, sums and spans as people write them: 一万二, 两个月, 三期. What has two readings is not guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from borrower_help.values.patterns import pattern

_DIGITS = {
    **{char: value for value, char in enumerate("〇一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict(zip("两兩貳參陸", (2, 2, 2, 3, 6), strict=True)),
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}

NUMERAL = "[0-9〇零一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖十拾百佰千仟廿卅]"
"""A character of a whole number below ten thousand."""

_VAGUE = pattern(
    r"大概|大约|将近|接近|约|差不多|左右|上下|出头|来?多|来(?=[天个月年元块万])|已经|"
    r"(?:快|整整|足足|刚好|刚|满|整|超过)(?=[0-9一二三四五六七八九十百两半])|(?<=[天月年期周])(?:以上|整|\+)$|了$"
)
"""Words that leave a number as it is; what it is read as is said back."""

_AS_WRITTEN_HERE = str.maketrans("個號兩萬週禮後點塊錢節慶國雙時曰", "个号两万周礼后点块钱节庆国双时日")
"""The traditional characters of days and sums, and the character that is taken for 日."""


def fold(text: str) -> str:
    """Full-width characters as half-width ones, traditional ones of days and sums as simplified ones, a letter O among
    figures as a nought; without spaces and quotation marks.
    """
    plain = re.sub(r"[\s“”「」\"']+", "", unicodedata.normalize("NFKC", text)).translate(_AS_WRITTEN_HERE)
    return re.sub(r"(?<=[0-9])[oO](?=[0-9日号天月年元块])", "0", plain)


def number(text: str) -> Decimal | None:
    """``12``, ``3.5``, ``四十五``, ``一百二``, ``二〇二六``, ``3千5``; ``None`` for anything else, also for 三五, which
    is three to five.
    """
    if not text:
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,8})?", text):
        return Decimal(text)
    if re.fullmatch("[一二三四五六七八九两]{2}", text):
        return None
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
    plain = re.sub(r"^(?:[¥￥]|rmb|cny)|[,.。、!！]$|[¥￥]$|人民币|(?:元|块钱?|圆)?[整正]$", "", plain)
    plain = re.sub(r"个?w", "万", plain).replace("k", "千")
    if re.search(r"[0-9一二三四五六七八九]{1}[、~到至-][0-9一二三四五六七八九]", plain) or _two_digits(plain):
        return None
    match = re.fullmatch(
        r"(.*?)(?:[元块圆]钱?零?(?:([0-9一二三四五六七八九])[角毛]?)?(?:([0-9一二三四五六七八九])分)?)?", plain
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


_SPANS = {"年": 365, "个季度": 90, "季度": 90, "个月": 30, "月": 30, "期": 30}
_SPANS |= {"个星期": 7, "星期": 7, "个礼拜": 7, "礼拜": 7, "周": 7, "天": 1, "日": 1}
"""Days in each, as lenders count: a month is thirty, and so is an instalment, which mostly is one of a month."""

_AROUND_A_SPAN = pattern(
    rf"逾期了?|拖欠了?|[拖欠]了|断供|连[续着]|第(?={NUMERAL}+[天日]?$)|没[还有]|的?时间|(?:没还上?|没交|没还清)$"
)
"""What is said beside a span and leaves it as it is."""

_NOTHING_YET = ("没", "还没", "没有", "未", "还未", "没到期", "还没到期", "没到", "还没到")
"""What is left of 还没逾期 and the like: no day is overdue."""


def spoken_days(text: str) -> int | None:
    """A span in days: ``四十五天``, ``两个月`` (60), ``一个半月``, ``半年`` (180), ``三周``, ``三期`` (about 90),
    ``还没逾期`` (0). ``None`` for M3, which lenders count differently, and for 3月, which may be March.
    """
    said = _VAGUE.sub("", fold(text)).replace("俩月", "两月").replace("仨月", "三个月")
    said = said.replace("俩", "两").replace("仨", "三")
    if re.sub(r"逾期$", "", said) in _NOTHING_YET and said not in ("没", "没有"):
        return 0
    plain = _AROUND_A_SPAN.sub("", said)
    if plain in ("半年", "半个月", "半月"):
        return 180 if plain == "半年" else 15
    bare = number(plain)
    if bare is not None:
        return int(bare) if bare == int(bare) and bare < 100_000 else None
    if not plain or re.search(rf"(?!两月){NUMERAL}月", plain):  # 11月20日 is a day, 3月 may be March
        return None
    total, rest = Decimal(0), plain
    spans = "|".join(_SPANS)
    while rest:
        match = re.match(rf"[零又加和]?([0-9]+\.[0-9]+|{NUMERAL}+)(?:个(半)(月)|({spans})(半)?)", rest)
        count = number(match.group(1)) if match else None
        if match is None or count is None:
            return None
        days = _SPANS[match.group(4) or match.group(3)]
        total += count * days + (Decimal(days) / 2 if match.group(2) or match.group(5) else 0)
        rest = rest[match.end() :]
    return int(total) if total < 100_000 else None

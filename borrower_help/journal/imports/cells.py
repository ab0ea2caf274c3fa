"""Single cells of a list of contacts: numbers, lengths, and the words for who called whom."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from borrower_help.journal.model import MAX_SECONDS
from borrower_help.values.traditional import simplified

_OUTGOING = (
    *(
        "主叫",
        "呼出",
        "去电",
        "去话",
        "拨出",
        "拨打",
        "已拨",
        "打出",
        "外呼",
        "外拨",
        "发送",
        "发出",
        "已发",
        "上行",
        "发件",
    ),
    *("outgoing", "dialed", "dialled", "sent"),
)

_INCOMING = (
    *(
        "被叫",
        "呼入",
        "来电",
        "来话",
        "打入",
        "打进",
        "拨入",
        "拨进",
        "已接",
        "接听",
        "接收",
        "接受",
        "收到",
        "已收",
        "下行",
        "收件",
    ),
    *("incoming", "received", "answered"),
)

_FAILED = ("未接通", "没接通", "未应答", "无应答", "无人接听", "no answer")
"""Not connected, whoever called."""

_MISSED = ("未接", "拒接", "没接", "拦截", "missed", "rejected", "blocked")
"""Not taken: only who was called can miss a call."""

_SHORT_OUTGOING, _SHORT_INCOMING = ("out", "mo", "o"), ("in", "mt", "i")

_APART = ("语音信箱", "voicemail", "voice mail", "externally")
"""Nobody talked, or on another device: this one knows neither whether nor how long."""

_MESSAGES = ("短信", "彩信", "短消息", "sms", "mms", "short message", "text message")

_SENT_OR_RECEIVED = ("接收", "接受", "收到", "已收", "发送", "发出", "已发", "received", "sent")

_CALLS = ("通话", "语音", "电话", "call")


class CellKind(NamedTuple):
    """What a list says of a row: who began it (``None`` when it does not say), whether it was missed.

    ``message`` is ``True`` for messages, ``None`` for words that are used of messages more than of calls (接收);
    ``disputed`` tells that the words say both that the borrower called and that the other side did, ``apart`` that
    this phone does not know whether anybody talked.
    """

    outgoing: bool | None
    missed: bool
    message: bool | None
    disputed: bool = False
    apart: bool = False


class _Directions(NamedTuple):
    """Which words for who called are there."""

    out: bool
    into: bool

    @property
    def answer(self) -> bool | None:
        """Whether the borrower called; ``None`` where nothing says so, or both."""
        return None if self.out == self.into else self.out


@functools.lru_cache(maxsize=256)  # a list has thousands of rows and few words
def parse_kind(first: str, second: str = "") -> CellKind:
    """The words of the type columns; nothing is taken for incoming that does not say so.

    ``first`` are those of columns that tell who called; ``second`` those of further columns (a tariff, a
    service), whose words count only where the first ones have none.
    """
    words, more = _folded(first), _TARIFF.sub(" ", _folded(second))
    every = f"{words} {more}"
    failed, missed, _ = _without_failures(every)
    ways = (_directions(_TARIFF.sub(" ", words)), _directions(words), _directions(more))
    chosen = next((way for way in ways if any(way)), ways[0])
    message: bool | None = any(word in every for word in _MESSAGES)
    if not message and any(word in every for word in _SENT_OR_RECEIVED) and not any(word in every for word in _CALLS):
        message = None
    apart = any(word in every for word in _APART)
    outgoing = False if (missed or apart) and not any(chosen) else chosen.answer
    return CellKind(outgoing=outgoing, missed=missed or failed, message=message, disputed=all(chosen), apart=apart)


_OF_ANDROID = {"1": "incoming", "2": "outgoing", "3": "missed", "5": "rejected", "6": "blocked"}


def of_android(kind: str, values: Mapping[str, str]) -> str:
    """The words for the number by which Android tells a type, in a list that also tells times as Android does, in
    milliseconds; anything else as it is. Elsewhere 1 and 2 may mean the opposite. Of messages only 1 and 2 are known.
    """
    known = list(_OF_ANDROID)[:2] if "text" in values else list(_OF_ANDROID)
    if kind in known and any(re.fullmatch(r"\d{13}", values.get(name, "")) for name in ("time", "date")):
        return _OF_ANDROID[kind]
    return kind


_TARIFF = re.compile(r"\([^()]*(?:漫游|免费|、|,|/|或)[^()]*\)")
"""Brackets that say for which calls a price holds, as in 本地(非漫游、被叫); they tell nothing of this call."""


def _folded(text: str) -> str:
    return simplified(unicodedata.normalize("NFKC", text).casefold())


def _without_failures(words: str) -> tuple[bool, bool, str]:
    """Whether it failed, whether it was missed, and the other words."""
    failed, rest = _take(_FAILED, words)  # 未接通 is not 未接, and 未接听 not 接听
    missed, rest = _take(_MISSED, rest)
    return failed, missed, rest


def _directions(words: str) -> _Directions:
    rest = _without_failures(words)[2]
    out = any(word in rest for word in _OUTGOING) or any(word in rest.split() for word in _SHORT_OUTGOING)
    into = any(word in rest for word in _INCOMING) or any(word in rest.split() for word in _SHORT_INCOMING)
    return _Directions(out, into)


def _take(known: Sequence[str], words: str) -> tuple[bool, str]:
    """Whether any of these words is there, and what is left without them."""
    rest = functools.reduce(lambda text, word: text.replace(word, " "), known, words)
    return rest != words, rest


HIDDEN = (
    "隐藏号码",
    "未知号码",
    "未知",
    "隐藏",
    "无号码",
    "无主叫号码",
    "未显示号码",
    "号码未显示",
    "不显示号码",
    "私人号码",
    "匿名",
    "匿名号码",
    "保密号码",
    "未知来电",
    "私密号码",
    "私密",
    "号码保密",
    "无",
)

_HIDDEN_ABROAD = (
    "unknown",
    "private",
    "hidden",
    "withheld",
    "anonymous",
    "restricted",
    "null",
    "none",
    "n/a",
    "-",
    "--",
    "-1",
    "-2",
    "-3",
)

_AREA = re.compile(r"10(?!6)\d{8}|2\d\d{8}|(?!400|800|95[06-9]|96)[3-9]\d{2}\d{7,8}")
"""A fixed line behind +86: area code and number, the 0 before it left out."""


def is_hidden(text: str) -> bool:
    """Whether a list says in place of a number that there was none to be seen, or says nothing."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    return not folded or folded in HIDDEN or folded in _HIDDEN_ABROAD


_BEHIND = re.compile(r"(?:[,;pw].*|#)$", re.IGNORECASE)
"""What was dialled after the call was taken: an extension, a choice of a menu."""

_PREFIX = re.compile(r"^(?:17951|17911|17909|17901|12593|10193)(?=1[3-9]\d{9}$|0\d{9,11}$)")
"""Numbers dialled before the real one for a cheaper call."""


class Mangled(ValueError):
    """A number that a spreadsheet program made unreadable; the list can be saved again with it."""


@functools.lru_cache(maxsize=4096)
def parse_number(text: str) -> str:
    """A telephone number without spaces, dashes, +86 and what spreadsheets put around it. Raises ``ValueError``."""
    folded = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    folded = folded.lstrip("='").strip('"')
    short = re.fullmatch(r"(\d)(?:\.(\d+))?e\+?(\d+)", folded, re.IGNORECASE)
    if short and len(short[2] or "") == int(short[3]):  # no digit of it is lost
        folded = short[1] + short[2]
    elif short:
        raise Mangled(f"号码被表格软件写成了「{folded[:20]}」，原来的数字看不到了。请把那一列拉宽或设成文本，再存一次")
    digits = re.sub(r"[\s\-()（）.]", "", folded)
    if re.match(r"\+?\d{3,}", digits):
        digits = _BEHIND.sub("", digits)
    if abroad := re.match(r"\+86|0086", digits):
        digits = digits[abroad.end() :]
        digits = f"0{digits}" if _AREA.fullmatch(digits) and not re.fullmatch(r"1\d{10}", digits) else digits
    digits = _PREFIX.sub("", re.sub(r"^86(?=1\d{10}$)", "", digits))
    if not re.search(r"\d", digits) or len(digits) > 40 or not digits.isprintable() or any(map(str.isalpha, digits)):
        raise ValueError(f"号码「{text[:20]}」读不懂")
    return digits


class Number(NamedTuple):
    """The number in a cell, empty where there is none; ``odd`` is what stands there instead and cannot be read."""

    number: str
    odd: str = ""


@functools.lru_cache(maxsize=4096)
def number_in(text: str) -> Number:
    """The number of a cell, also beside a name; nobody's call is lost over it. Raises ``Mangled``."""
    if is_hidden(text):
        return Number("")
    try:
        return Number(parse_number(text))
    except Mangled:
        raise
    except ValueError:
        folded = unicodedata.normalize("NFKC", text)
        runs = re.findall(r"\+?\d[\d\-]{3,18}\d", folded)
        return Number(parse_number(runs[0])) if len(runs) == 1 else Number("", text)


_LENGTH = re.compile(r"(?:(\d+)(?:小时|时|h))?(?:(\d+)(?:分钟|分|min|m|'))?(?:(\d+)(?:秒|sec|s|\")?)?", re.IGNORECASE)

MILLISECONDS = 0
"""In place of the seconds of a unit that has less than one."""

_NO_LENGTH = ("", "-", "--", "null", "-1", "无", "/")

_NOT_CONNECTED = ("notconnected", "未接通", "未接", "没接通", "无应答", "拒接")
"""Words where a length should be: the call was made, and nobody took it."""


@functools.lru_cache(maxsize=4096)  # a list has thousands of rows and few lengths
def parse_length(text: str, unit: int = 1) -> int | None:
    """``1分23秒``, ``00:01:23``, ``1:23``, ``83``: seconds; ``None`` when the cell is empty. Raises ``ValueError``.

    A bare number counts in ``unit`` seconds: 60 where the heading says minutes; ``MILLISECONDS`` stands for those.
    """
    folded = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    if folded.casefold() in _NO_LENGTH:
        return None
    if folded.casefold() in _NOT_CONNECTED:
        return 0
    if len(folded) > 40:
        raise ValueError(f"时长「{text[:20]}」读不懂")
    folded = _plain_length(folded)
    if broken := re.fullmatch(r"(\d{1,4}\.\d{1,4})(小时|时|h|分钟|分|min)", folded, re.IGNORECASE):
        folded = str(round(float(broken[1]) * (60 if broken[2].casefold() in ("分钟", "分", "min") else 3600)))
    if re.fullmatch(r"\d{1,3}(?::[0-5]?\d){1,2}", folded):
        seconds = 0
        for part in folded.split(":"):
            seconds = seconds * 60 + int(part)
    elif unit == MILLISECONDS and re.fullmatch(r"\d{1,10}(?:\.\d{1,6})?", folded):
        seconds = round(float(folded) / 1000)
    elif unit > 1 and re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", folded):
        seconds = round(float(folded) * unit)
    elif (match := _LENGTH.fullmatch(folded.removesuffix(".0"))) and any(match.groups()):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    else:
        raise ValueError(f"时长「{text[:20]}」读不懂")
    if seconds > MAX_SECONDS:
        raise ValueError(f"时长「{text[:20]}」超过一天")
    return seconds


def _plain_length(folded: str) -> str:
    """A length without what only looks different: ’ and ” for ' and ", 秒钟, 0'1'20 for hours, minutes and seconds,
    65.00, 1,065.
    """
    plain = folded.translate(str.maketrans("’‘′”“″", "'''\"\"\"")).replace("''", '"').replace("秒钟", "秒")
    if clock := re.fullmatch(r"(\d{1,3})'([0-5]?\d)'([0-5]?\d)\"?", plain):
        return ":".join(clock.groups())
    whole = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d+)(\.0+)?", plain)
    return whole.group(1).replace(",", "") if whole else plain


def is_whole_minutes(text: str, unit: int) -> bool:
    """Whether a length was written as whole minutes, of which the last is hardly ever full."""
    return unit == 60 and bool(
        re.fullmatch(r"0*[1-9]\d*(?:\.0+)?(?:分钟|分)?", unicodedata.normalize("NFKC", text).strip())
    )

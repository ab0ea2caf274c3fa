"""The words of a list for what a row is: a call or a message, who began it, whether it failed."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

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

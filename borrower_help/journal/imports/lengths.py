"""The length of a call as lists write it: 1分23秒, 00:01:23, 83."""

from __future__ import annotations

import functools
import re
import unicodedata

from borrower_help.journal.model import MAX_SECONDS

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

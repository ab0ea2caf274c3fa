"""Telephone numbers as lists write, hide and mangle them."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

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

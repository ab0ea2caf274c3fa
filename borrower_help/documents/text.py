"""The encoding of a text, as its bytes show it: UTF-8, UTF-16 or GBK, and what else there is where none fits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

FEW = 10
"""Fewer broken letters than one in so many are damage; of another encoding nearly all would be broken."""

SURE = 6
"""So many Chinese letters in UTF-8 are not there by chance."""

SAMPLE = 1 << 16
"""So many bytes are looked at where the encoding must be guessed."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),  # what Excel calls Unicode text
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


MIXED = "gbk-among-utf8"
"""The name under which codecs know what to do with a run of GBK in a text that is UTF-8."""


def _gbk_among(error: UnicodeError) -> tuple[str, int]:
    """The run of letters that is no UTF-8, as GBK; it ends before the next sign of ASCII."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    run = re.match(rb"[^\x00-\x7f][^\x00-\x2f\x3a-\x3f\xff]*", error.object[error.start :])
    end = error.start + (run.end() if run else 1)
    return error.object[error.start : end].decode("gb18030", "replace"), end


codecs.register_error(MIXED, _gbk_among)


class Encoding(NamedTuple):
    """The name of an encoding, and what to do with bytes that are no letter of it."""

    name: str
    errors: str = "replace"


def decoded(data: bytes, declared: str = "") -> str:
    """The text of a file, whatever it says of itself.

    ``declared`` is the encoding it names; it counts only for Big5, whose bytes may look like GBK.
    """
    return "".join(decoded_pieces(lambda: iter([data]), declared))


def decoded_pieces(again: Callable[[], Iterable[bytes]], declared: str = "") -> Iterator[str]:
    """The text of a file piece by piece; ``again`` reads it from its beginning, for the encoding is found first."""
    again = partial(_unmarked, again)
    encoding = encoding_of(again, declared)
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    first = True
    for data in again():
        text = decoder.decode(data)
        if first and text:
            text, first = text.removeprefix("\ufeff"), False
        yield text
    yield decoder.decode(b"", final=True)


def _unmarked(again: Callable[[], Iterable[bytes]]) -> Iterator[bytes]:
    """The bytes without the mark of UTF-8, which some programs put before other encodings too."""
    for number, data in enumerate(again()):
        yield data if number else data.removeprefix(codecs.BOM_UTF8)


def encoding_of(again: Callable[[], Iterable[bytes]], declared: str = "") -> Encoding:
    """The encoding that the bytes show."""
    head = _head(again())
    if wide := wide_encoding(head):
        return Encoding(wide, "surrogatepass" if sum(map(len, again())) % 2 == 0 else "replace")
    whole = Encoding("utf-8", "surrogatepass")  # halves of an emoji are written so by some programs
    if _fits(again(), whole):
        return whole
    label = re.sub(r"[^0-9a-z]", "", declared.casefold())
    if (label.startswith("big5") or label == "cp950") and _fits(again(), Encoding("big5hkscs", "strict")):
        return Encoding("big5hkscs")
    if _is_damaged(again()):
        return Encoding("utf-8")
    if _is_mixed(head):
        return Encoding("utf-8", MIXED)
    if _fits(again(), Encoding("gb18030", "strict"), cut=True):
        return Encoding("gb18030")
    return Encoding(_guessed(head) or "gb18030")


def wide_encoding(head: bytes) -> str:
    """The name of UTF-16 or UTF-32 where the bytes are that, with a mark or without; else nothing."""
    if marked := next((name for mark, name in _MARKS if head.startswith(mark)), ""):
        return marked
    some = head[:2000]
    even, odd = some[0::2].count(0), some[1::2].count(0)
    if len(some) < 4 or even + odd < len(some) // 10:  # digits, commas and tags have a zero byte each
        return ""
    if even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if odd * 10 < even else ""


def _head(pieces: Iterable[bytes]) -> bytes:
    head = b""
    for piece in pieces:
        head += piece[: SAMPLE - len(head)]
        if len(head) >= SAMPLE:
            break
    return head


def _fits(pieces: Iterable[bytes], encoding: Encoding, *, cut: bool = False) -> bool:
    """Whether all is text in an encoding; ``cut`` allows that half a letter stands at the end."""
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    try:
        for piece in pieces:
            decoder.decode(piece)
        decoder.decode(b"", final=not cut)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged(pieces: Iterable[bytes]) -> bool:
    """Whether it is UTF-8 with a few broken letters (one cut in two), and not another encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = letters = 0
    for piece in (*pieces, b""):
        text = decoder.decode(piece, final=not piece)
        broken += text.count("\ufffd")
        letters += len(re.findall(r"[\u0080-\ufffc]", text))
    return broken * FEW < letters


def _is_mixed(head: bytes) -> bool:
    """Whether some lines are Chinese in UTF-8 and all others GBK, as where one list was put behind another.

    By chance GBK looks like a letter or two of UTF-8, but not like a line of them.
    """
    characters = 0
    for line in head.split(b"\n"):
        try:
            characters += len(re.findall(r"[\u4e00-\u9fff]", line.decode()))
        except UnicodeDecodeError:
            try:
                line.decode("gb18030")
            except UnicodeDecodeError:
                return False
    return characters >= SURE


def _guessed(head: bytes) -> str:
    """The encoding that a statistics of letters finds; empty where it finds none, or one that Python does not know."""
    from charset_normalizer import from_bytes

    best = from_bytes(head, threshold=0.3).best()
    try:
        return codecs.lookup(best.encoding).name if best is not None else ""
    except LookupError:
        return ""

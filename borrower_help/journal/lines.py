"""The lines of a log: a header, and one JSON object for every row added, changed or struck out."""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from borrower_help.journal.model import Contact
from borrower_help.values.record import Record

T = TypeVar("T")
VERSION = 1
MARK = b"\xef\xbb\xbf"
OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")
BEGINNING = 1 << 20
"""So much of a file tells whether it is a log."""


class Header(Record, frozen=True, kw_only=True):
    """The first line of a log."""

    borrower_help_log: int
    timezone: str = "Asia/Shanghai"


class LogLine(Record, frozen=True, kw_only=True):
    """One line: a row added, changed (the whole contact again) or struck out. Nothing is ever removed."""

    op: Literal["add", "edit", "strike"]
    row: int
    contact: Contact | None = None
    reason: str = ""


def is_like_log(data: bytes) -> bool:
    """Whether any line is one that only a log has; what an editor made of the encoding does not matter."""
    if data.startswith(OTHER_ENCODINGS):
        data = data.decode("utf-16", errors="ignore").encode(errors="ignore")
    return any(map(is_of_log, lines_of(data)[0]))


def is_of_log(numbered: tuple[int, bytes]) -> bool:
    """Whether a numbered line is one that only a log has."""
    return numbered[1].startswith(b'{"borrower_help_log"') or is_entry(numbered[1])


def is_half_header(data: bytes) -> bool:
    """Whether it is what a kill leaves of the very first write: nothing, or the beginning of a header."""
    return header().startswith(data)


def header() -> bytes:
    """The first line of a new log."""
    return msgspec.json.encode(Header(borrower_help_log=VERSION))


def lines_of(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The lines that were written whole, with their numbers, without blank ones and byte-order marks; and the half line
    at the end.

    A half line was never acknowledged, or was cut off by copying; a last line that only lacks its
    line break, as some editors leave it, is whole.
    """
    body, tail = split(data)
    if is_entry(tail):
        body, tail = data, b""
    unmarked = body.removeprefix(MARK).replace(
        b"\n" + MARK, b"\n"
    )  # inside a line it is a character of somebody's words
    lines = enumerate(unmarked.splitlines(), 1)
    return [(number, line) for number, line in lines if line and not line.isspace()], tail


def split(data: bytes) -> tuple[bytes, bytes]:
    """The whole lines, and the half line behind them."""
    end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
    return data[:end], data[end:]


def is_entry(line: bytes) -> bool:
    """Whether a line is a whole entry or a header."""
    return any(decoded(line.removeprefix(MARK), type_) is not None for type_ in (LogLine, Header))


def decoded(line: bytes, type_: type[T]) -> T | None:
    """The line as a record; ``None`` when it is none."""
    try:
        return msgspec.json.decode(line, type=type_)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None

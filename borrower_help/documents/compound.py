"""The container of old Office files, looked into before a library reads it: is it a workbook, locked, or too large?

Only what is needed for that: the table of sectors, the names of the streams, and where the cells of the workbook
stand. Nothing is believed: every number is checked against the size of the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from borrower_help.errors import UsageError

_END = 0xFFFFFFFA
"""Sector numbers from here on mean something else than a sector."""

_ENTRY = 128

_MINI = 4096
"""Streams smaller than this lie in another place, where no workbook is."""

_LOCKED = 0x2F

_CELLS = frozenset((0x06, 0x7E, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0xD6, 0xFD, 0xBD, 0xBE))
"""Records that hold a cell or a row of cells, and begin with its row and column."""

_SEVERAL = frozenset((0xBD, 0xBE))

_SHEET_BEGINS = 0x0809

MAX_COLUMN = 512


def check(data: bytes, path: Path, most_cells: int) -> None:
    """Refuse what is no workbook, is locked, or would need room for more cells than allowed.

    Raises ``UsageError``.
    """
    try:
        streams = dict(_streams(data))
    except (struct.error, IndexError, ValueError) as error:
        raise UsageError(f"{path} 坏了或不完整，读不了。请重新导出或下载一次。") from error
    if "EncryptedPackage" in streams:
        raise _locked(path)
    if "WordDocument" in streams or "PowerPoint Document" in streams:
        raise UsageError(f"{path} 是文字处理的文件，不是表格。请把里面的表复制到表格软件，存成 XLSX 或 CSV。")
    book = next((streams[name] for name in ("Workbook", "WORKBOOK", "Book", "BOOK") if name in streams), None)
    if book is None:
        raise UsageError(f"{path} 不是 Excel 文件。请用表格软件打开，另存为 XLSX 或 CSV，再试。")
    _check_cells(book, path, most_cells)


def _locked(path: Path) -> UsageError:
    return UsageError(f"{path} 加了密码。请用密码打开，另存一份没有密码的，再试。")


def _check_cells(book: bytes, path: Path, most_cells: int) -> None:
    rows = columns = place = 0
    total = 0
    while place + 4 <= len(book):
        record, length = struct.unpack_from("<HH", book, place)
        if record == _LOCKED:
            raise _locked(path)
        if record == _SHEET_BEGINS:
            total, rows, columns = total + rows * columns, 0, 0
        elif record in _CELLS and length >= 6 and place + 4 + length <= len(book):
            row, column = struct.unpack_from("<HH", book, place + 4)
            if record in _SEVERAL:
                column = max(column, *struct.unpack_from("<H", book, place + 2 + length))
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if columns > MAX_COLUMN or total + rows * columns > most_cells:
                raise UsageError(f"{path} 的表太大，不像是明细。请只留要用的行和列，再存一次。")
        place += 4 + length


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names of the streams, each with its bytes; those too small for a workbook without."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError(size)
    table = _table(data, size)
    (first,) = struct.unpack_from("<I", data, 48)
    folder = _chain(data, first, size, table)
    for place in range(0, len(folder) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", folder, place + 64)
        name = folder[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
        start, bytes_long = struct.unpack_from("<II", folder, place + 116)
        if kind == 2:
            yield name, _chain(data, start, size, table)[:bytes_long] if bytes_long >= _MINI else b""


def _table(data: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    places = [place for place in struct.unpack_from("<109I", data, 76) if place < _END]
    (more,) = struct.unpack_from("<I", data, 68)
    seen = set()
    while more < _END and more not in seen:
        seen.add(more)
        *some, following = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        places += [place for place in some if place < _END]
        more = following
    found: list[int] = []
    for place in places[: len(data) // size]:
        found += struct.unpack_from(f"<{size // 4}I", data, (place + 1) * size)
    return found


def _chain(data: bytes, first: int, size: int, table: list[int]) -> bytes:
    """The sectors from the first on, each once."""
    parts: list[bytes] = []
    sector = first
    while sector < len(table) and len(parts) <= len(data) // size:
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)

"""One table of a file, and how large it may be: what is larger is no list of a person's calls or payments."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from borrower_help.errors import UsageError

MAX_ROWS = 200_000
MAX_COLUMNS = 512
MAX_CELLS = 4_000_000
MAX_SHEETS = 100


class Sheet(NamedTuple):
    """One table of a file; a CSV has one without a name."""

    name: str
    rows: list[list[str]]


class Filling:
    """The rows of the tables of one file while they are read; none grows beyond the limits."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cells = 0
        self.sheets: list[Sheet] = []

    def sheet(self, name: str) -> Sheet:
        """Begin a table. Raises ``UsageError`` where there are too many."""
        if len(self.sheets) >= MAX_SHEETS:
            raise UsageError(f"{self.path} 里的表超过 {MAX_SHEETS} 张。请只留要用的几张，再试。")
        self.sheets.append(Sheet(name, []))
        return self.sheets[-1]

    def add(self, sheet: Sheet, cells: Iterable[str]) -> None:
        """Add a row. Raises ``UsageError`` where the table is too large."""
        row = list(cells)
        while len(row) > MAX_COLUMNS and not row[-1]:  # a format that was given to whole rows
            row.pop()
        self.cells += len(row) + 1
        if len(row) > MAX_COLUMNS:
            raise UsageError(f"{self.path} 的表超过 {MAX_COLUMNS} 列，不像是明细。请只留要用的列，再存一次。")
        if len(sheet.rows) >= MAX_ROWS or self.cells > MAX_CELLS:
            raise UsageError(f"{self.path} 的表太大（最多 {MAX_ROWS} 行）。请分成几个文件，比如一年一个。")
        sheet.rows.append(row)

    def done(self) -> list[Sheet]:
        """The tables without the empty rows below them."""
        for sheet in self.sheets:
            while sheet.rows and not any(sheet.rows[-1]):
                sheet.rows.pop()
        return self.sheets

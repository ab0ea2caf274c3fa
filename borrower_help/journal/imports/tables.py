"""Call-detail exports as operators give them: any table, whatever the encoding, headings and units.

Nothing is dropped silently: every row becomes a contact, is left out by name (totals, notes, a day above its
calls), or is a rejection with its row and reason; what the file does not tell (who called, how long, which
year) is told of the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from borrower_help.documents.opened import Opened, opened
from borrower_help.documents.sheets import Sheet
from borrower_help.documents.tables import is_note, sheets_of
from borrower_help.errors import UsageError, listed, quoted
from borrower_help.journal.imports.ends import own_number
from borrower_help.journal.imports.headings import Columns, find_heading, what_is_missing
from borrower_help.journal.imports.moments import NotYet, happened, order_of
from borrower_help.journal.imports.remarks import remarks_of, who_called
from borrower_help.journal.imports.result import Imported, Rejection
from borrower_help.journal.imports.rows import DAY, LAST_DAY, NOTE, Read, Reading, as_day, no_contact, read_row
from borrower_help.journal.imports.unnamed import columns_by_content
from borrower_help.journal.imports.years import years_of
from borrower_help.journal.model import Contact, harmless


def read_table(
    file: Path | Opened, columns: Mapping[str, str], year: int | None, until: dt.datetime | None = None, own: str = ""
) -> Imported:
    """Read a table, whatever the file is. ``columns`` names headings that are not recognised by themselves.

    ``year`` is that of the first row where the list writes none; a row later than ``until`` is rejected.
    Where neither is told, so is a row without a year. ``own`` is the borrower's number, for lists of callers and
    callees that do not show it by themselves. Where no sheet has a row of headings, the columns are known by what is in
    them. Raises ``UsageError`` when they cannot be.
    """
    document = opened(file) if isinstance(file, Path) else file
    sheets = [sheet for sheet in sheets_of(document) if any(cell.strip() for cells in sheet.rows for cell in cells)]
    found = [(sheet, find_heading(sheet.rows, columns)) for sheet in sheets]
    if not columns and not any(where for _, where in found):
        found = [(sheet, columns_by_content(sheet.rows)) for sheet in sheets]
    tables = [(sheet, *where) for sheet, where in found if where]
    if not sheets:
        raise UsageError(
            f"{document.path} 里没有表。请检查是不是选错了文件；详单要 CSV 或 XLSX，手机备份要备份软件导出的 XML。"
        )
    if not tables:
        raise UsageError(what_is_missing(sheets, columns))
    parts = [
        _read_sheet(sheet, first, table, document.name, year, until, own, alone=len(tables) == 1)
        for sheet, first, table in tables
    ]
    left = "、".join(quoted(sheet.name) for sheet, where in found if not where)
    return Imported(
        [contact for part in parts for contact in part.contacts],
        [rejection for part in parts for rejection in part.rejections],
        (
            *([f"这些工作表没有认出表头，没有读：{left}。"] if left else []),
            *dict.fromkeys(remark for part in parts for remark in part.remarks),
        ),
        "".join(dict.fromkeys(part.who_called for part in parts)),
        disputed=frozenset().union(*(part.disputed for part in parts)),
        left_out=sum(part.left_out for part in parts),
        rows=sum(part.rows for part in parts),
    )


class _Sorted:
    """The rows of one table: those that were read, those left out by their reason, and those that could not be."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.rows = 0
        self.read: list[Read] = []
        self.rejections: list[Rejection] = []
        self.left: dict[str, list[int]] = {}
        self.carried: list[int] = []

    def leave(self, number: int, reason: str) -> None:
        """A row that is no contact, and why."""
        self.left.setdefault(reason, []).append(number)

    @property
    def remarks(self) -> Iterator[str]:
        """What was left out, and the days that were taken from above."""
        where = f"工作表「{self.sheet}」" if self.sheet else ""
        yield from (f"{where}{listed(numbers)}{reason}。" for reason, numbers in self.left.items() if numbers)
        if self.carried:
            yield f"{where}{listed(self.carried)}没有写日期，用了上面最近一行的日期。"


def _read_sheet(
    sheet: Sheet,
    first: int,
    table: Columns,
    file: str,
    year: int | None,
    until: dt.datetime | None,
    own: str,
    *,
    alone: bool,
) -> Imported:
    name = "" if alone else quoted(sheet.name)
    below = sheet.rows[first + 1 :]
    times = [place for column, place in table.places.items() if column in ("time", "date")]
    orders = (order_of(cells[place] for cells in below if place < len(cells)) for place in times)
    reading = Reading(
        table=table,
        where=harmless(f"{file}:{sheet.name}" if name else file),
        own=own_number(below, table, own) if table.ends else "",
        order=next(filter(None, orders), ""),
    )
    rows = _sorted(sheet, first, reading, name)
    yearless = [entry.clock for entry in rows.read if entry.clock.year is None]
    years: list[int | None] = [year] * len(yearless) if until is None else [*years_of(yearless, until, year)]
    contacts, late = _dated(rows.read, years, until, name)
    return Imported(
        contacts,
        sorted([*rows.rejections, *late]),
        (*remarks_of(reading, rows.read, years), *rows.remarks),
        who_called(table, rows.read),
        disputed=frozenset(entry.fields["source"] for entry in rows.read if entry.disputed),
        left_out=sum(map(len, rows.left.values())),
        rows=rows.rows,
    )


def _sorted(sheet: Sheet, first: int, reading: Reading, name: str) -> _Sorted:
    """Every row below the headings: read, left out, or rejected; a day that is written once holds for those below."""
    rows, day, last = _Sorted(name), "", 0
    headings = sheet.rows[first] if first >= 0 else ()
    for number, cells in enumerate(sheet.rows[first + 1 :], first + 2):
        words = [cell.strip() for cell in cells]
        if not any(words):
            continue
        rows.rows, last = rows.rows + 1, number
        if reason := no_contact(words, headings, reading.table):
            if reason == DAY:
                day = next(filter(None, words))
            rows.leave(number, reason)
            continue
        try:
            entry, above = read_row(words, day, number, reading)
            rows.read.append(entry)
            if above:
                rows.carried.append(number)
        except ValueError as error:
            if is_note(words):
                rows.leave(number, NOTE)
            else:
                rows.rejections.append(Rejection(number, str(error), name))
        place = reading.table.places.get("date")
        if place is not None and place < len(words) and as_day(words[place]):
            day = words[place]
    if DAY in rows.left and rows.left[DAY][-1] == last:
        rows.left[DAY].pop()
        rows.leave(last, LAST_DAY)
    return rows


def _dated(
    read: Sequence[Read], years: Sequence[int | None], until: dt.datetime | None, sheet: str
) -> tuple[list[Contact], list[Rejection]]:
    """The contacts with their moments; those that cannot be, or not yet, are rejected."""
    contacts: list[Contact] = []
    rejections: list[Rejection] = []
    chosen = iter(years)
    for entry in read:
        try:
            moment = entry.clock.moment(next(chosen) if entry.clock.year is None else None)
            contacts.append(Contact(at=happened(moment, until), year_chosen=entry.clock.year is None, **entry.fields))
        except ValueError as error:
            rejections.append(Rejection(entry.number, str(error), sheet, isinstance(error, NotYet)))
    return contacts, rejections

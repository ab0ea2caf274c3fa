"""Rows of text cells from the tables people have, whatever the file is: CSV, XLSX, XLS, web pages, XML."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from borrower_help.documents.kinds import Kind
from borrower_help.documents.opened import Opened, opened
from borrower_help.documents.sheets import Filling, Sheet
from borrower_help.documents.text import decoded
from borrower_help.errors import UsageError
from borrower_help.values.traditional import simplified

SERIAL_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - the day 0 of spreadsheets, a clock on the wall

MAX_LINES = 3
"""A cell of more lines, each with cells of its own, is no cell."""

SAMPLE_ROWS = 30

DELIMITERS = "\t;|,"

TYPED = "，"
"""The comma of a Chinese keyboard; it divides cells only where no other delimiter does, for messages are full of it."""

_AS_TEXT = re.compile(r"""="([^"]*)"|'([-+=@0-9].*)""")
_MARKED = re.compile(r"""="|'[-+=@0-9]""")
"""A cell that is told to a spreadsheet program as text, lest it be taken for a number."""

_COUNTED = re.compile(r"[0-9]{1,5}\.[0-9]+(?:e-[0-9]+)?")

_RULE = re.compile(r"[:：]?[-=_─—+|]{2,}[:：]?")

MIN_SERIAL, MAX_SERIAL = 36_526, 73_051
"""Spreadsheets count days; only 2000 to 2099 is taken for a date, so that no amount becomes one."""

_NOTE = re.compile(
    r"(?:(?:[0-9]{4}年度?|[本全]年度?|本[月季]|第?[0-9一二三四]{1,2}(?:季度|页|月))?(?:合计|总计|小计|共计)|本页|备注|注[:：]|说明|打印|制表|导出|以上)"
)


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a workbook in its order, or the tables of any other file, their cells as text.

    Raises ``UsageError``, also for a file that is none of these, with what to do.
    """
    return sheets_of(opened(path))


def sheets_of(document: Opened) -> list[Sheet]:
    """Every table of an opened file. Raises ``UsageError``."""
    match document.kind:
        case Kind.ZIP | Kind.OLE:
            from borrower_help.documents.workbook import xls_sheets, xlsx_sheets

            return xlsx_sheets(document) if document.kind is Kind.ZIP else xls_sheets(document)
        case Kind.HTML | Kind.XML:
            from borrower_help.documents.markup import html_sheets, xml_sheets

            return html_sheets(document) if document.kind is Kind.HTML else xml_sheets(document)
        case _:
            return _csv_sheets(document)


def heading(cell: str) -> str:
    """A heading as it is compared: full width and traditional characters folded, lower case, without spaces and
    punctuation.
    """
    folded = simplified(unicodedata.normalize("NFKC", cell).casefold())
    return re.sub(r"[^0-9a-z\u4e00-\u9fff]", "", folded)


def two_rows(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Two rows of headings as one: what stands below names the column, where there is nothing what stands above.

    None where the row below is no row of headings under a heading for several columns.
    """
    if not any(map(str.strip, below)) or any(map(str.isdigit, "".join(below))):
        return []
    width = max(len(above), len(below))
    pairs = itertools.zip_longest(above, below, fillvalue="")
    headings = [(upper.strip(), lower.strip()) for upper, lower in itertools.islice(pairs, width)]
    if any(not upper and not lower for upper, lower in headings[:-1]) or not any(not upper for upper, _ in headings):
        return []
    return [lower or upper for upper, lower in headings]


def is_note(cells: Sequence[str]) -> bool:
    """Whether a row begins like a total or a note below a table, or is a line drawn through it."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if any(len(cell) > 2 for cell in filled) and all(map(_RULE.fullmatch, filled)):
        return True
    first = next((cell for cell in cells if cell.strip()), "")
    return bool(_NOTE.match(re.sub(r"\s", "", first)))


def formatted(text: str) -> str:
    """A moment or a time of day whose cell lost its format, as a date and time; anything else as it is.

    Only for columns of times and lengths: a spreadsheet counts days since 1899-12-30, a fraction for
    the time, and an amount looks the same.
    """
    if not _COUNTED.fullmatch(text):
        return text
    days = float(text)
    moment = SERIAL_ZERO + dt.timedelta(seconds=round(days * 86_400))
    if days < 1:
        return f"{moment:%H:%M:%S}"
    return f"{moment:%Y-%m-%d %H:%M:%S}" if MIN_SERIAL <= days < MAX_SERIAL else text


def serial_day(text: str) -> dt.date | None:
    """The day of a whole number as spreadsheets count days; ``None`` when it is none."""
    if re.fullmatch(r"[0-9]{5}", text) and MIN_SERIAL <= int(text) < MAX_SERIAL:
        return (SERIAL_ZERO + dt.timedelta(days=int(text))).date()
    return None


def _csv_sheets(document: Opened) -> list[Sheet]:
    text = decoded(document.data()).replace("\0", "")
    csv.field_size_limit(2**31 - 1)  # a long cell is cut to what a row of the log holds, not refused
    try:
        delimiter = max(DELIMITERS, key=lambda candidate: _fits(text, candidate))
        if not _fits(text, delimiter)[1]:
            if blanks := _divided_by_blanks(text):
                return _filled(document, blanks)
            delimiter = TYPED
        rows: Iterable[list[str]] = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        if _MARKED.search(text):
            rows = ([_AS_TEXT.sub(r"\1\2", cell) if _AS_TEXT.fullmatch(cell) else cell for cell in row] for row in rows)
        sheets = _filled(document, rows)
        if any(_is_swallowed(cell, delimiter) for sheet in sheets for row in sheet.rows for cell in row):
            plain = csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE)
            sheets = _filled(document, ([cell.strip('"') for cell in row] for row in plain))
    except csv.Error as error:
        raise UsageError(f"{document.path} 不是完好的 CSV 文件。请重新导出。") from error
    return sheets


def _is_swallowed(cell: str, delimiter: str) -> bool:
    """Whether a quote that nothing closes has made one cell of many rows."""
    return "\n" in cell and cell.count("\n") > MAX_LINES and cell.count(delimiter) > cell.count("\n")


def _divided_by_blanks(text: str) -> list[list[str]]:
    """The rows of a text in columns, as one that was copied from a page; none where it is no such text.

    Only lines with as many cells as most are divided: in others nobody knows which cell is empty.
    """
    lines = [re.split(r"[ \u3000]{2,}", line.strip()) for line in text.splitlines()]
    counted = Counter(len(cells) for cells in lines if cells != [""])
    width, rows = max(counted.items(), key=lambda entry: entry[1], default=(0, 0))
    if width < 2 or rows * 2 <= counted.total():
        return []
    return [cells if len(cells) == width else [" ".join(cells)] for cells in lines]


def _filled(document: Opened, rows: Iterable[list[str]]) -> list[Sheet]:
    filling = Filling(document.path)
    sheet = filling.sheet("")
    for cells in rows:
        filling.add(sheet, cells)
    return filling.done()


def _fits(text: str, delimiter: str) -> tuple[bool, int, int]:
    """How well a delimiter divides the first rows.

    Whether it leaves no other one at the ends of cells in most rows, how many rows have the commonest number of
    cells above one, and that number.
    """
    sample = list(itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SAMPLE_ROWS))
    other_delimiters = DELIMITERS.replace(delimiter, "")
    spoiled = sum(any(cell.strip().strip(other_delimiters) != cell.strip() for cell in row) for row in sample)
    cells, rows = max(
        Counter(len(row) for row in sample if len(row) > 1).items(),
        key=lambda entry: (entry[1], entry[0]),
        default=(0, 0),
    )
    return spoiled * 2 <= len(sample) and rows > 0, rows, cells

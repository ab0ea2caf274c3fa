"""Rows of text cells from the tables people have: CSV in UTF-8, UTF-16 or GBK, with any delimiter, and XLSX."""

from __future__ import annotations

import codecs
import contextlib
import csv
import datetime as dt
import io
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from borrower_help.errors import UsageError, trouble

MAX_BYTES = 64_000_000

SERIAL_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - the day 0 of spreadsheets, a clock on the wall

SAMPLE_ROWS = 30

DELIMITERS = "\t;|,"

FEW = 10
"""Fewer broken letters than one in so many are damage; of another encoding nearly all would be broken."""

MIN_SERIAL, MAX_SERIAL = 36_526, 73_051
"""Spreadsheets count days; only 2000 to 2099 is taken for a date, so that no amount becomes one."""

_NOTE = re.compile(r"(?:合计|总计|小计|共计|本页|备注|注[:：]|说明|打印|制表|导出|以上)")


class Sheet(NamedTuple):
    """One table of a file; a CSV has one without a name."""

    name: str
    rows: list[list[str]]


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a workbook in its order, or the one table of a CSV, its cells as text. Raises ``UsageError``."""
    return list(_sheets(path))


def _sheets(path: Path) -> Iterator[Sheet]:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        yield from _xlsx_sheets(path)
    else:
        yield Sheet("", list(_csv_rows(path)))


def heading(cell: str) -> str:
    """A heading as it is compared: full width folded, lower case, without spaces, punctuation and units in brackets."""
    folded = unicodedata.normalize("NFKC", cell).casefold()
    return re.sub(r"[^0-9a-z\u4e00-\u9fff]", "", folded)


def is_note(cells: Sequence[str]) -> bool:
    """Whether a row begins like a total or a note below a table."""
    first = next((cell for cell in cells if cell.strip()), "")
    return bool(_NOTE.match(re.sub(r"\s", "", first)))


def formatted(text: str) -> str:
    """A moment or a time of day whose cell lost its format, as a date and time; anything else as it is.

    Only for columns of times and lengths: a spreadsheet counts days since 1899-12-30, a fraction for
    the time, and an amount looks the same.
    """
    if not re.fullmatch(r"[0-9]{1,5}\.[0-9]+(?:e-[0-9]+)?", text):
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


def _csv_rows(path: Path) -> Iterator[list[str]]:
    text = decoded(read_bytes(path))
    csv.field_size_limit(2**31 - 1)  # a long cell is cut to what a row of the log holds, not refused
    try:
        delimiter = max(DELIMITERS, key=lambda candidate: _fits(text, candidate))
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UsageError(f"{path} 不是完好的 CSV 文件。请重新导出。") from error


def _fits(text: str, delimiter: str) -> tuple[bool, int, int]:
    """How well a delimiter divides the first rows.

    Whether it leaves no other one at the ends of cells in most rows, how many rows have the commonest number of
    cells above one, and that number.
    """
    sample = list(itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SAMPLE_ROWS))
    others = DELIMITERS.replace(delimiter, "")
    spoiled = sum(any(cell.strip().strip(others) != cell.strip() for cell in row) for row in sample)
    cells, rows = max(
        Counter(len(row) for row in sample if len(row) > 1).items(),
        key=lambda entry: (entry[1], entry[0]),
        default=(0, 0),
    )
    return spoiled * 2 <= len(sample) and rows > 0, rows, cells


def decoded(data: bytes, declared: str = "") -> str:
    """The text of a file: UTF-16, UTF-8 or GBK as its bytes show, whatever it says of itself.

    ``declared`` is the encoding it names; it counts only for Big5, whose bytes may look like GBK.
    """
    if wide := _wide(data):
        return data.decode(wide, errors="surrogatepass" if len(data) % 2 == 0 else "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig", errors="surrogatepass")  # halves of an emoji are written so by some programs
    except UnicodeDecodeError:
        return _of_bytes(data, declared)


def _wide(data: bytes) -> str:
    """The name of UTF-16 where the bytes are that, with its mark or without; else nothing."""
    if data.startswith((codecs.BOM_UTF16_LE, b"<\0")):  # the first is what Excel calls Unicode text
        return "utf-16-le"
    return "utf-16-be" if data.startswith((codecs.BOM_UTF16_BE, b"\0<")) else ""


def _of_bytes(data: bytes, declared: str) -> str:
    """The text of bytes that are not whole UTF-8."""
    told = re.sub(r"[^0-9a-z]", "", declared.casefold())
    if told.startswith("big5") or told == "cp950":
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("big5hkscs")
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") * FEW < len(
        re.findall(r"[\u0080-\ufffc]", text)
    ):  # a letter cut in two, not another encoding
        return text.removeprefix("\ufeff")
    return data.decode("gb18030", errors="replace")


def _xlsx_sheets(path: Path) -> Iterator[Sheet]:
    import openpyxl

    read_bytes(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        with contextlib.closing(book):
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # programs write a wrong size, and rows beyond it would be lost
                yield Sheet(sheet.title, [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)])
    except UsageError:
        raise
    except Exception as error:
        raise UsageError(
            f"{path} 不是能读的 XLSX 文件（{type(error).__name__}）。请重新导出，或另存为 CSV。"
        ) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file to import. Raises ``UsageError`` when it is too large or cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"{path} 太大（超过 64 MB）。请分成几个文件。")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不到 {path}（{trouble(error)}）。请检查路径。") from error

"""Workbooks: XLSX row by row, so that nothing larger than the limits is ever held; old XLS once its size is known."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import warnings
from collections.abc import Iterator
from typing import Any

from borrower_help.documents import compound
from borrower_help.documents.files import MAX_BYTES
from borrower_help.documents.opened import Opened
from borrower_help.documents.sheets import MAX_CELLS, Filling, Sheet
from borrower_help.errors import UsageError

LAST_ROW = 1_048_576
"""The format has no more."""

MAX_WALKED = 20_000_000
"""Empty cells included: some programs store formats for a whole sheet."""


def xlsx_sheets(document: Opened) -> list[Sheet]:
    """Every sheet of an XLSX in its order. Raises ``UsageError``."""
    import openpyxl

    filling = Filling(document.path)
    walked = 0
    with document.stream() as file, _one_sentence(document, "XLSX"):
        whole = io.BytesIO(file.read(MAX_BYTES + 1)) if document.member else file
        book = openpyxl.load_workbook(whole, read_only=True, data_only=True)
        with contextlib.closing(book):
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # programs write a wrong size, and rows beyond it would be lost
                filled = filling.sheet(sheet.title)
                for number, values in enumerate(sheet.iter_rows(values_only=True)):
                    walked += len(values)
                    if walked > MAX_WALKED or number > LAST_ROW:
                        raise UsageError(f"{document.path} 的空格子太多，或行号超出了范围。请只留要用的表，另存一次。")
                    if any(value is not None for value in values):
                        while len(filled.rows) < number:
                            filling.add(filled, ())
                        filling.add(filled, map(cell_text, values))
    return filling.done()


def xls_sheets(document: Opened) -> list[Sheet]:
    """Every sheet of an XLS in its order. Raises ``UsageError``, also for what only looks like one."""
    from python_calamine import CalamineWorkbook

    data = document.data()
    compound.check(data, document.path, MAX_CELLS)  # the reader makes room for all cells before it gives the first
    filling = Filling(document.path)
    with _one_sentence(document, "XLS"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            filled = filling.sheet(name)
            for values in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
                filling.add(filled, map(cell_text, values))
    return filling.done()


@contextlib.contextmanager
def _one_sentence(document: Opened, what: str) -> Iterator[None]:
    """One Chinese sentence for whatever a library says of a damaged workbook, or panics with."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library thinks of its styles is nothing for a person
            yield
    except (UsageError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise UsageError(
            f"{document.path} 不是完好的 {what} 文件，读不了。请重新导出，或用表格软件打开，另存为 CSV。"
        ) from error


def cell_text(value: Any) -> str:
    """A cell as it is shown: whole numbers without a point, moments as dates."""
    match value:
        case None:
            return ""
        case dt.datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S")
        case dt.timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case _:
            return str(value)

"""Tables of web pages and of XML: "Excel" files of operators and banks are often one of these."""

from __future__ import annotations

import html.parser
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from borrower_help.documents.opened import Opened
from borrower_help.documents.sheets import MAX_COLUMNS, Filling, Sheet
from borrower_help.documents.text import decoded
from borrower_help.documents.xml_text import mended
from borrower_help.errors import UsageError

MAX_OPEN = 100
"""Tables within tables within tables: no page has so many."""

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"

MAX_SPAN = 10_000


def html_sheets(document: Opened) -> list[Sheet]:
    """Every table of a web page in the order in which they end. Raises ``UsageError``."""
    text = decoded(document.data())
    reader = _Tables(Filling(document.path))
    reader.feed(re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", "", text))
    reader.close()
    while reader.open:
        reader.end_table()
    return [sheet for sheet in reader.filling.done() if any(sheet.rows)]


class _Table:
    """A table that is open: its rows, the cell that is being read, and cells that reach down from rows above."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.row: list[str] | None = None
        self.cell: list[str] | None = None
        self.spans: tuple[int, int] = (1, 1)
        self.down: dict[int, int] = {}

    def begin_row(self) -> None:
        self.end_row()
        self.row = []

    def end_row(self) -> None:
        self.end_cell()
        if self.row is not None:
            self._skip()
            self.rows.append(self.row)
            self.row = None

    def begin_cell(self, wide: int, high: int) -> None:
        self.end_cell()
        if self.row is None:
            self.row = []
        self.cell, self.spans = [], (wide, high)

    def end_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        self._skip()
        wide, high = self.spans
        words = " ".join("".join(self.cell).split())
        for place in range(len(self.row), len(self.row) + wide):
            if high > 1:
                self.down[place] = high - 1
        self.row += [words, *[""] * (wide - 1)]
        self.cell = None

    def _skip(self) -> None:
        """Leave room for the cells of rows above that reach down to this one."""
        assert self.row is not None
        while self.down.get(len(self.row), 0):
            self.down[len(self.row)] -= 1
            self.row.append("")


class _Tables(html.parser.HTMLParser):
    def __init__(self, filling: Filling) -> None:
        super().__init__(convert_charrefs=True)
        self.filling = filling
        self.open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            if len(self.open) >= MAX_OPEN:
                raise UsageError(f"{self.filling.path} 里的表一层套一层，读不了。请打开它，另存为 XLSX 或 CSV。")
            self.open.append(_Table())
        elif not self.open:
            return
        elif tag == "tr":
            self.open[-1].begin_row()
        elif tag in ("td", "th"):
            attributes = dict(attrs)
            wide, high = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
            self.open[-1].begin_cell(min(wide, MAX_COLUMNS), high)
        elif tag in ("br", "p", "div"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if not self.open:
            return
        if tag == "table":
            self.end_table()
        elif tag == "tr":
            self.open[-1].end_row()
        elif tag in ("td", "th"):
            self.open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].cell is not None:
            self.open[-1].cell.append(data)

    def end_table(self) -> None:
        """Keep the innermost table that is open."""
        table = self.open.pop()
        table.end_row()
        sheet = self.filling.sheet("")
        for row in table.rows:
            self.filling.add(sheet, row)


def _span(written: str | None) -> int:
    number = int(written) if written and re.fullmatch(r"[0-9]{1,6}", written.strip()) else 1
    return min(max(number, 1), MAX_SPAN)


def xml_sheets(document: Opened) -> list[Sheet]:
    """The sheets of an Excel 2003 XML; else the repeated elements of an XML as one table. Raises ``UsageError``."""
    root = parsed(document)
    filling = Filling(document.path)
    if root.tag == f"{{{SPREADSHEET}}}Workbook":
        for place, sheet in enumerate(root.iter(f"{{{SPREADSHEET}}}Worksheet"), 1):
            _fill(filling, sheet, place)
        return filling.done()
    records = _records(root)
    names = list(dict.fromkeys(name for record in records for name in _fields(record)))[: MAX_COLUMNS + 1]
    filled = filling.sheet("")
    if records:
        filling.add(filled, names)
    for record in records:
        fields = _fields(record)
        filling.add(filled, [fields.get(name, "") for name in names])
    return filling.done()


def parsed(document: Opened) -> Element:
    """The outermost element of an XML. Raises ``UsageError`` when it is damaged, or hides definitions."""
    import defusedxml
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(mended(decoded(document.data())))
    except defusedxml.DefusedXmlException as error:
        raise UsageError(f"{document.path} 里有不该有的定义，没有读它。请重新导出。") from error
    except ParseError as error:
        raise UsageError(f"{document.path} 不是完整的 XML（第 {error.position[0]} 行有误）。请重新导出。") from error


def _fill(filling: Filling, sheet: Element, place: int) -> None:
    filled = filling.sheet(sheet.get(f"{{{SPREADSHEET}}}Name", str(place)))
    for row in sheet.iter(f"{{{SPREADSHEET}}}Row"):
        for _ in range(len(filled.rows) + 1, _span(row.get(f"{{{SPREADSHEET}}}Index"))):
            filling.add(filled, ())
        cells: list[str] = []
        for cell in row.iter(f"{{{SPREADSHEET}}}Cell"):
            index = min(_span(cell.get(f"{{{SPREADSHEET}}}Index")), MAX_COLUMNS + 1)
            cells += [""] * (index - 1 - len(cells))
            text = "".join("".join(part.itertext()) for part in cell.iter(f"{{{SPREADSHEET}}}Data"))
            cells.append(re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.0+)?$", r"\1 \2", text.strip()))
            wide = cell.get(f"{{{SPREADSHEET}}}MergeAcross")
            cells += [""] * (min(_span(wide), MAX_COLUMNS) if wide else 0)
        filling.add(filled, cells)


def _records(root: Element) -> list[Element]:
    """The elements that stand side by side under one name most often."""
    best: list[Element] = []
    level: list[Element] = [root]
    for _ in range(4):
        for parent in level:
            counted = Counter(child.tag for child in parent)
            if counted and (most := counted.most_common(1)[0])[1] > len(best):
                best = [child for child in parent if child.tag == most[0]]
        level = [child for parent in level for child in parent if len(child)]
    return [record for record in best if _fields(record)]


def _fields(record: Element) -> dict[str, str]:
    """The attributes of an element, and its children that hold only text."""
    children: Iterable[tuple[Any, Any]] = ((child.tag, child.text) for child in record if not len(child))
    fields = {**record.attrib, **{name: text or "" for name, text in children}}
    return {re.sub(r"^\{[^}]*\}", "", str(name)): str(text).strip() for name, text in fields.items()}

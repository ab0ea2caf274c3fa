"""Call-detail exports as operators give them: CSV or XLSX, whatever the encoding, headings and units.

Nothing is dropped silently: every row becomes a contact, or a rejection with its row and reason; what
the file does not tell (who called, how long, which year) is told of the file.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from borrower_help.errors import UsageError, shown
from borrower_help.journal.model import MAX_WORDS, Contact, harmless
from borrower_help.journal.reading import (
    Clock,
    happened,
    is_hidden,
    is_whole_minutes,
    parse_clock,
    parse_kind,
    parse_length,
    parse_number,
)
from borrower_help.journal.years import years_of
from borrower_help.tabular import Sheet, formatted, heading, read_sheets, serial_day

_MESSAGE_TIMES = ("短信时间", "发送时间", "接收时间", "收发时间", "发送/接收时间")
_MESSAGE_KINDS = ("短信类型", "信息类型", "消息类型", "收发类型")
HEADINGS: dict[str, tuple[str, ...]] = {
    "time": (
        *("通话时间", "起始时间", "开始时间", "通话开始时间", "呼叫时间", "通话起始时间", "拨打时间", "来电时间", "日期时间"),
        *_MESSAGE_TIMES,
        *("时间", "time", "datetime"),
    ),
    "date": ("通话日期", "起始日期", "日期", "date"),
    "number": ("对方号码", "对端号码", "对方电话", "通话号码", "对方号", "联系号码", "来电号码", "对方电话号码", "电话号码", "号码", "number", "phone"),
    "kind": (
        *("呼叫类型", "主被叫", "主叫被叫", "主/被叫", "通信方式", "通话方式", "呼叫方式", "通话类型", "通信类型", "呼叫方向", "方向"),
        *_MESSAGE_KINDS,
        *("业务类型", "类型", "type", "direction"),
    ),
    "length": (
        *("通话时长", "通信时长", "时长", "通话时间长", "持续时间", "持续时长", "通话长度", "时间长度", "使用时长", "计费时长", "计费时间"),
        *("duration", "length", "seconds", "minutes"),
    ),
    "called": ("本机号码", "我方号码", "本机", "被叫号码", "called"),
    "text": ("短信内容", "消息内容", "内容", "信息内容", "正文", "text", "body"),
}
"""The columns we know, each with the headings operators use for it (punctuation and units do not count)."""

_SECOND_KINDS = frozenset(map(heading, ("通信类型", "通话类型", "业务类型", "类型", "漫游类型", "信息类型", "消息类型", "type")))
"""Headings of columns that may name a tariff or a service; who called is read there only where no other column says it."""

_UNITS = (
    *(("时分秒", 1), ("分秒", 1), ("hhmmss", 1), ("mmss", 1)),
    *(("分钟", 60), ("分", 60), ("minutes", 60), ("mins", 60), ("min", 60), ("小时", 3600), ("hours", 3600)),
    *(("秒钟", 1), ("秒", 1), ("seconds", 1), ("secs", 1), ("sec", 1), ("s", 1)),
)
"""Units at the end of a heading, in seconds."""


class Rejection(NamedTuple):
    """A row that could not be read: its number in the file, why, and its sheet where there are several."""

    row: int
    reason: str
    sheet: str = ""


class Imported(NamedTuple):
    """What a file held: contacts in order, every row that could not be read, and what the file does not tell.

    ``who_called`` is what to say where it does not tell who called; the borrower may know. ``copies``
    counts the rows that told of a contact once more; ``disputed`` are the sources of rows whose words
    contradict each other about who called, which nothing said of the whole file settles.
    """

    contacts: list[Contact]
    rejections: list[Rejection]
    remarks: tuple[str, ...] = ()
    who_called: str = ""
    copies: int = 0
    disputed: frozenset[str] = frozenset()


def still_open(imported: Imported, outgoing: bool | None) -> str:
    """What to say of the rows that nobody knows who called of, where ``outgoing`` was said of the whole file; empty when there are none."""
    if outgoing is None:
        return imported.who_called
    if not imported.disputed:
        return ""
    return f"有 {len(imported.disputed)} 行的类型自相矛盾（又像打出的，又像打来的），没有按你说的记。知道的话，用 log edit 行号 --incoming 或 --outgoing 写明。"


class _Columns(NamedTuple):
    """Where the columns of a table stand; ``unit`` is that of a bare length.

    ``kinds`` tell what a row is, ``more_kinds`` only where those do not.
    """

    places: dict[str, int]
    kinds: tuple[int, ...]
    more_kinds: tuple[int, ...]
    unit: int
    messages: bool
    unused: tuple[str, ...]


class _Read(NamedTuple):
    """A row that only lacks its year, where the list writes none."""

    number: int
    clock: Clock
    kind: str
    disputed: bool
    told: dict[str, Any]


def read_table(path: Path, columns: Mapping[str, str], year: int | None, until: dt.datetime | None = None) -> Imported:
    """Read a CSV or XLSX export. ``columns`` names headings that are not recognised by themselves.

    ``year`` is that of the first row where the list writes none; a row later than ``until`` is rejected.
    Where neither is told, so is a row without a year. Raises ``UsageError`` when no sheet has a row of headings.
    """
    sheets = [sheet for sheet in read_sheets(path) if any(cell.strip() for cells in sheet.rows for cell in cells)]
    found = [(sheet, _find_heading(sheet.rows, columns)) for sheet in sheets]
    tables = [(sheet, *where) for sheet, where in found if where]
    if not tables:
        raise UsageError(_no_headings(sheets, columns))
    parts = [_read_sheet(sheet, first, table, path.name, year, until, alone=len(tables) == 1) for sheet, first, table in tables]
    left = "、".join(shown(sheet.name) for sheet, where in found if not where)
    return Imported(
        [contact for part in parts for contact in part.contacts],
        [rejection for part in parts for rejection in part.rejections],
        (*([f"这些工作表没有认出表头，没有读：{left}。"] if left else []), *dict.fromkeys(remark for part in parts for remark in part.remarks)),
        "".join(dict.fromkeys(part.who_called for part in parts)),
        disputed=frozenset().union(*(part.disputed for part in parts)),
    )


def _no_headings(sheets: Sequence[Sheet], columns: Mapping[str, str]) -> str:
    rows = [cells for sheet in sheets for cells in sheet.rows[:50]]
    nearest = max(rows, key=lambda cells: len(_columns(cells, columns).places), default=[])
    known = "、".join(shown(cell) for cell in nearest if cell.strip()) or "没有"
    return f"没有认出「时间」和「对方号码」两列。文件里的列：{known}。请用 --column time=列名 --column number=列名 指明。"


def _find_heading(rows: Sequence[Sequence[str]], columns: Mapping[str, str]) -> tuple[int, _Columns] | None:
    """The row of headings (operators put a preface above it), and its columns; ``None`` when there is none."""
    candidates = ((index, _columns(cells, columns)) for index, cells in enumerate(rows[:50]))
    index, best = max(candidates, key=lambda found: len(found[1].places), default=(0, None))
    if best is None or not {"time", "date"} & set(best.places) or "number" not in best.places:
        return None
    return index, best


def _columns(cells: Sequence[str], columns: Mapping[str, str]) -> _Columns:
    names = [heading(cell) for cell in cells]
    bare = [_without_unit(name)[0] for name in names]
    places: dict[str, int] = {}
    for column, known in HEADINGS.items():
        wanted = [heading(columns[column])] if column in columns else [heading(name) for name in known]
        place = next((names.index(name) for name in wanted if name and name in names), None)
        if place is None and column == "length":
            place = next((bare.index(name) for name in wanted if name and name in bare), None)
        if place is not None and place not in places.values():
            places[column] = place
    kinds = {places["kind"]} if "kind" in places else set()
    if "kind" not in columns:  # one column may say 短信 and another 接收
        kinds |= {place for place, name in enumerate(names) if name in map(heading, HEADINGS["kind"])}
    kinds -= {place for column, place in places.items() if column != "kind"}
    second = set() if "kind" in columns else {place for place in kinds if names[place] in _SECOND_KINDS}
    told = {names[place] for place in (*kinds, *(places[column] for column in ("time",) if column in places))}
    used = {*places.values(), *kinds}
    return _Columns(
        places=places,
        kinds=tuple(sorted(kinds - second)),
        more_kinds=tuple(sorted(second)),
        unit=_without_unit(names[places["length"]])[1] if "length" in places else 1,
        messages=bool(told & set(map(heading, (*_MESSAGE_TIMES, *_MESSAGE_KINDS)))),
        unused=tuple(shown(cell.strip()) for place, cell in enumerate(cells) if cell.strip() and place not in used),
    )


def _without_unit(name: str) -> tuple[str, int]:
    """A heading without the unit at its end, and how many seconds the unit has."""
    for word, seconds in _UNITS:
        if name == word:
            return name, seconds
        if name.endswith(word):
            return name.removesuffix(word), seconds
    return name, 1


def _read_sheet(sheet: Sheet, first: int, table: _Columns, file: str, year: int | None, until: dt.datetime | None, *, alone: bool) -> Imported:
    name = "" if alone else shown(sheet.name)
    where = harmless(f"{file}:{sheet.name}" if name else file)
    read: list[_Read] = []
    rejections: list[Rejection] = []
    for number, cells in enumerate(sheet.rows[first + 1 :], first + 2):
        if not any(cell.strip() for cell in cells):
            continue
        values = {column: cells[place].strip() for column, place in table.places.items() if place < len(cells)}
        values["kind"], values["more_kinds"] = (_words(cells, places) for places in (table.kinds, table.more_kinds))
        try:
            read.append(_row(values, table, number, f"{where}:{number}"))
        except ValueError as error:
            rejections.append(Rejection(number, str(error), name))
    yearless = [entry.clock for entry in read if entry.clock.year is None]
    years: list[int | None] = [year] * len(yearless) if until is None else [*years_of(yearless, until, year)]
    contacts, late = _dated(read, years, until, name)
    rejections = sorted([*rejections, *late])
    return Imported(
        contacts,
        rejections,
        tuple(_remarks(table, read, years)),
        _who_called(table, read),
        disputed=frozenset(entry.told["source"] for entry in read if entry.disputed),
    )


def _words(cells: Sequence[str], places: Iterable[int]) -> str:
    return " ".join(cells[place].strip() for place in places if place < len(cells))


def _dated(read: Sequence[_Read], years: Sequence[int | None], until: dt.datetime | None, sheet: str) -> tuple[list[Contact], list[Rejection]]:
    """The contacts with their moments; those that cannot be, or not yet, are rejected."""
    contacts: list[Contact] = []
    rejections: list[Rejection] = []
    chosen = iter(years)
    for entry in read:
        try:
            moment = entry.clock.moment(next(chosen) if entry.clock.year is None else None)
            contacts.append(Contact(at=happened(moment, until), year_chosen=entry.clock.year is None, **entry.told))
        except ValueError as error:
            rejections.append(Rejection(entry.number, str(error), sheet))
    return contacts, rejections


def _row(values: Mapping[str, str], table: _Columns, number: int, source: str) -> _Read:
    """One row of a table. Raises ``ValueError`` with the reason when a cell cannot be read."""
    clock = _clock_of(formatted(values.get("date", "")), formatted(values.get("time", "")))
    kind = parse_kind(values["kind"], values["more_kinds"])
    length = values.get("length", "")
    seconds = parse_length(length if table.unit > 1 else formatted(length), table.unit)
    is_message = kind.message or (kind.message is None and not seconds) or (table.messages and not seconds) or ("text" in values and "length" not in values)
    missed = kind.missed and not is_message
    told: dict[str, Any] = {
        "channel": "sms" if is_message else "call",
        "outgoing": kind.outgoing,
        "number": "" if is_hidden(values.get("number", "")) else parse_number(values.get("number", "")),
        "called": parse_number(values["called"]) if values.get("called") else "",
        "connected": None if is_message else False if missed else seconds > 0 if seconds is not None else None,
        "seconds": None if is_message else 0 if missed else seconds,
        "rounded": not is_message and not missed and is_whole_minutes(length, table.unit),
        "said": harmless(values.get("text", ""))[:MAX_WORDS],
        "source": source[-MAX_WORDS:],
    }
    return _Read(number, clock, f"{values['kind']} {values['more_kinds']}".strip(), kind.disputed, told)


def _clock_of(day: str, time: str) -> Clock:
    """The moment of a row that has its day and its time in one cell or in two."""
    if not day:
        return parse_clock(time)
    if (counted := serial_day(day)) is not None:
        day = counted.isoformat()
    try:
        clock = parse_clock(time)  # a time that has its own day
    except ValueError:
        return parse_clock(f"{day.removesuffix(' 00:00:00')} {time}")
    if clock.year:
        return clock
    try:
        return parse_clock(f"{day.removesuffix(' 00:00:00')} {time}")
    except ValueError:
        return clock


def _remarks(table: _Columns, read: Sequence[_Read], years: Sequence[int | None]) -> Iterable[str]:
    """What the borrower should know of the file: what it does not tell, and what was taken instead."""
    if taken := sorted({year for year in years if year}):
        yield f"详单没写年份，按 {'、'.join(map(str, taken))} 年记的；不对的话，用 --year 写第一行的年份，再导入到一份新的记录里。"
    calls = [entry.told for entry in read if entry.told["channel"] == "call"]
    if calls and "length" not in table.places:
        yield "详单没有认出通话时长一列，不知道接没接通。有这一列的话，用 --column length=列名 指明。"
    if any(told["rounded"] for told in calls):
        yield "这份详单的时长按整分钟写，1 分钟可能只有几秒，这样的通话不作定论。"
    if table.unused:
        yield f"没有用到的列：{'、'.join(table.unused)}。"


def _who_called(table: _Columns, read: Sequence[_Read]) -> str:
    unsure = [entry for entry in read if entry.told["outgoing"] is None]
    if not unsure:
        return ""
    if not table.kinds and not table.more_kinds:
        return "详单没有主叫被叫一列，不知道是谁打的：这些行记下了，但不能算到对方头上。用 --column kind=列名 指明这一列；全是对方打来的，加 --incoming 再导入一次。"
    words = Counter(shown(entry.kind) or "空白" for entry in unsure)
    named = "、".join(f"「{word}」" for word, _ in words.most_common(5)) + ("等" if len(words) > 5 else "")
    return f"有 {len(unsure)} 行不知道是谁打的（类型写的是{named}）：记下了，但不能算到对方头上。知道的话，用 log edit 行号 --incoming 或 --outgoing 写明。"

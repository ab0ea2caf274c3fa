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

from borrower_help.documents.tables import Sheet, formatted, heading, is_note, read_sheets, serial_day
from borrower_help.errors import UsageError, quoted
from borrower_help.journal.imports.cells import (
    Timestamp,
    happened,
    is_hidden,
    is_whole_minutes,
    parse_kind,
    parse_length,
    parse_number,
    parse_timestamp,
)
from borrower_help.journal.imports.years import years_of
from borrower_help.journal.model import MAX_WORDS, Contact, harmless, number_key

_MESSAGE_TIMES = ("短信时间", "发送时间", "接收时间", "收发时间", "发送/接收时间")

_MESSAGE_KINDS = ("短信类型", "信息类型", "消息类型", "收发类型")

HEADINGS: dict[str, tuple[str, ...]] = {
    "time": (
        *(
            "通话时间",
            "起始时间",
            "开始时间",
            "通话开始时间",
            "呼叫时间",
            "通话起始时间",
            "拨打时间",
            "来电时间",
            "截获时间",
            "日期时间",
        ),
        *_MESSAGE_TIMES,
        *("时间", "time", "datetime"),
    ),
    "date": ("通话日期", "起始日期", "日期", "date"),
    "number": (
        *("对方号码", "对方手机号", "对方手机号码"),
        *(
            "对端号码",
            "对方电话",
            "通话号码",
            "对方号",
            "联系号码",
            "来电号码",
            "对方电话号码",
            "电话号码",
            "号码",
            "number",
            "phone",
        ),
    ),
    "kind": (
        *(
            "呼叫类型",
            "主被叫",
            "主叫被叫",
            "主/被叫",
            "通信方式",
            "通话方式",
            "呼叫方式",
            "通话类型",
            "通信类型",
            "呼叫方向",
            "方向",
            "calltype",
        ),
        *_MESSAGE_KINDS,
        *("业务类型", "类型", "type", "direction"),
    ),
    "length": (
        *(
            "通话时长",
            "通信时长",
            "时长",
            "通话时间长",
            "持续时间",
            "持续时长",
            "通话长度",
            "时间长度",
            "使用时长",
            "计费时长",
            "计费时间",
            "拨打秒数",
            "通话秒数",
        ),
        *("duration", "length", "seconds", "minutes"),
    ),
    "called": ("本机号码", "我方号码", "本机", "被叫号码", "called"),
    "text": ("短信内容", "消息内容", "内容", "信息内容", "正文", "text", "body"),
}
"""The columns we know, each with the headings operators use for it (punctuation and units do not count)."""

_SECOND_KINDS = frozenset(
    map(heading, ("通信类型", "通话类型", "业务类型", "类型", "漫游类型", "信息类型", "消息类型", "type"))
)
"""Headings of columns that may name a tariff or a service; who called is read there only where no other column says
it.
"""

_CALLER, _CALLEE = "主叫号码", "被叫号码"

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
    contradict each other about who called, which nothing said of the whole file settles; ``left_out``
    counts totals and notes, which a remark names.
    """

    contacts: list[Contact]
    rejections: list[Rejection]
    remarks: tuple[str, ...] = ()
    who_called: str = ""
    copies: int = 0
    disputed: frozenset[str] = frozenset()
    left_out: int = 0


def still_open(imported: Imported, outgoing: bool | None) -> str:
    """What to say of the rows that nobody knows who called of, where ``outgoing`` was said of the whole file; empty
    when there are none.
    """
    if outgoing is None:
        return imported.who_called
    if not imported.disputed:
        return ""
    return (
        f"有 {len(imported.disputed)} 行的类型自相矛盾（又像打出的，又像打来的），没有按你说的记。知道的话，用 log "
        f"edit 行号 --incoming 或 --outgoing 写明。"
    )


class _Columns(NamedTuple):
    """Where the columns of a table stand; ``unit`` is that of a bare length.

    ``ends`` are the columns of the caller's and the callee's number, where no column is that of the other side;
    ``kinds`` tell what a row is, ``more_kinds`` only where those do not.
    """

    places: dict[str, int]
    ends: tuple[int, int] | None
    kinds: tuple[int, ...]
    more_kinds: tuple[int, ...]
    width: int
    unit: int
    messages: bool
    unused: tuple[str, ...]


class _Read(NamedTuple):
    """A row that only lacks its year, where the list writes none."""

    number: int
    clock: Timestamp
    kind: str
    disputed: bool
    odd_length: str
    told: dict[str, Any]


def read_table(
    path: Path, columns: Mapping[str, str], year: int | None, until: dt.datetime | None = None, own: str = ""
) -> Imported:
    """Read a CSV or XLSX export. ``columns`` names headings that are not recognised by themselves.

    ``year`` is that of the first row where the list writes none; a row later than ``until`` is rejected.
    Where neither is told, so is a row without a year. ``own`` is the borrower's number, for lists of callers and
    callees that do not show it by themselves. Raises ``UsageError`` when no sheet has a row of headings.
    """
    sheets = [sheet for sheet in read_sheets(path) if any(cell.strip() for cells in sheet.rows for cell in cells)]
    found = [(sheet, _find_heading(sheet.rows, columns)) for sheet in sheets]
    tables = [(sheet, *where) for sheet, where in found if where]
    if not tables:
        raise UsageError(_no_headings(sheets, columns))
    parts = [
        _read_sheet(sheet, first, table, path.name, year, until, own, alone=len(tables) == 1)
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
    )


def _no_headings(sheets: Sequence[Sheet], columns: Mapping[str, str]) -> str:
    rows = [cells for sheet in sheets for cells in sheet.rows[:50]]
    nearest = max(rows, key=lambda cells: len(_columns(cells, columns).places), default=[])
    known = "、".join(quoted(cell) for cell in nearest if cell.strip()) or "没有"
    return (
        f"没有认出「时间」和「对方号码」两列。文件里的列：{known}。请用 --column time=列名 --column number=列名 指明。"
    )


def _find_heading(rows: Sequence[Sequence[str]], columns: Mapping[str, str]) -> tuple[int, _Columns] | None:
    """The row of headings (operators put a preface above it), and its columns; ``None`` when there is none."""
    candidates = ((index, _columns(cells, columns)) for index, cells in enumerate(rows[:50]))
    index, best = max(candidates, key=lambda found: len(found[1].places), default=(0, None))
    if best is None or not {"time", "date"} & set(best.places) or not ("number" in best.places or best.ends):
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
    ends = None
    if "number" not in places and {"number", "called"}.isdisjoint(columns) and {_CALLER, _CALLEE} <= set(names):
        ends = (names.index(_CALLER), names.index(_CALLEE))
        places.pop("called", None)
    kinds = {places["kind"]} if "kind" in places else set()
    if "kind" not in columns:  # one column may say 短信 and another 接收
        kinds |= {place for place, name in enumerate(names) if name in map(heading, HEADINGS["kind"])}
    kinds -= {place for column, place in places.items() if column != "kind"}
    second = set() if "kind" in columns else {place for place in kinds if names[place] in _SECOND_KINDS}
    told = {names[place] for place in (*kinds, *(places[column] for column in ("time",) if column in places))}
    used = {*places.values(), *kinds, *(ends or ())}
    return _Columns(
        places=places,
        ends=ends,
        kinds=tuple(sorted(kinds - second)),
        more_kinds=tuple(sorted(second)),
        width=len(cells),
        unit=_without_unit(names[places["length"]])[1] if "length" in places else 1,
        messages=bool(told & set(map(heading, (*_MESSAGE_TIMES, *_MESSAGE_KINDS)))),
        unused=tuple(quoted(cell.strip()) for place, cell in enumerate(cells) if cell.strip() and place not in used),
    )


def _without_unit(name: str) -> tuple[str, int]:
    """A heading without the unit at its end, and how many seconds the unit has."""
    for word, seconds in _UNITS:
        if name == word:
            return name, seconds
        if name.endswith(word):
            return name.removesuffix(word), seconds
    return name, 1


def _read_sheet(
    sheet: Sheet,
    first: int,
    table: _Columns,
    file: str,
    year: int | None,
    until: dt.datetime | None,
    own: str,
    *,
    alone: bool,
) -> Imported:
    name = "" if alone else quoted(sheet.name)
    where = harmless(f"{file}:{sheet.name}" if name else file)
    mine = _own_number(sheet.rows[first + 1 :], table, own) if table.ends else ""
    read: list[_Read] = []
    notes: list[int] = []
    rejections: list[Rejection] = []
    for number, cells in enumerate(sheet.rows[first + 1 :], first + 2):
        if not any(cell.strip() for cell in cells):
            continue
        values = {column: cells[place].strip() for column, place in table.places.items() if place < len(cells)}
        values["kind"], values["more_kinds"] = (_words(cells, places) for places in (table.kinds, table.more_kinds))
        try:
            _refuse_shifted(cells, table)
            if table.ends:
                values |= _other_end(cells, table.ends, mine, values["kind"])
            read.append(_row(values, table, number, f"{where}:{number}"))
        except ValueError as error:
            if is_note(cells):
                notes.append(number)
            else:
                rejections.append(Rejection(number, str(error), name))
    yearless = [entry.clock for entry in read if entry.clock.year is None]
    years: list[int | None] = [year] * len(yearless) if until is None else [*years_of(yearless, until, year)]
    contacts, late = _dated(read, years, until, name)
    rejections = sorted([*rejections, *late])
    return Imported(
        contacts,
        rejections,
        (*_remarks(table, read, years), *([_left_out(notes, name)] if notes else [])),
        _who_called(table, read),
        disputed=frozenset(entry.told["source"] for entry in read if entry.disputed),
        left_out=len(notes),
    )


def _at_the_end(cells: Sequence[str], place: int) -> str:
    """The number of one end of a call as numbers are compared; empty where there is none that can be read."""
    written = cells[place].strip() if place < len(cells) else ""
    try:
        return "" if is_hidden(written) else number_key(parse_number(written))
    except ValueError:
        return ""


def _own_number(rows: Sequence[Sequence[str]], table: _Columns, own: str) -> str:
    """The borrower's number in a list of callers and callees: as told, or the one in every row.

    Raises ``UsageError`` where two are.
    """
    if own or table.ends is None:
        return number_key(own)
    pairs = [
        tuple(_at_the_end(cells, place) for place in table.ends)
        for cells in rows
        if any(cell.strip() for cell in cells) and not is_note(cells)
    ]
    common = set.intersection(*map(set, pairs)) - {""} if pairs else set()
    ways = [parse_kind(_words(cells, table.kinds), _words(cells, table.more_kinds)).outgoing for cells in rows]
    told = {
        _at_the_end(cells, table.ends[0 if way else 1])
        for cells, way in zip(rows, ways, strict=True)
        if way is not None
    }
    found = common & told if len(common) > 1 else common
    if len(found) != 1:
        raise UsageError("详单有主叫号码和被叫号码两列，看不出哪个是你的号码。请加 --called 你的号码，再导入一次。")
    return found.pop()


def _other_end(cells: Sequence[str], ends: tuple[int, int], own: str, kind: str) -> dict[str, str]:
    """The number of the other side of a call and who called, where one end is the borrower's.

    Raises ``ValueError`` where none is.
    """
    numbers = [_at_the_end(cells, place) for place in ends]
    if own not in numbers:
        raise ValueError("主叫和被叫都不是你的号码")
    called_by_me = numbers[0] == own
    return {
        "number": cells[ends[1 if called_by_me else 0]].strip(),
        "kind": f"{kind} {'主叫' if called_by_me else '被叫'}",
    }


def _refuse_shifted(cells: Sequence[str], table: _Columns) -> None:
    """Raise ``ValueError`` for a row with more cells than headings: behind a comma that divides no cells, every cell
    stands in the wrong column.
    """
    if any(cell.strip() for cell in cells[table.width :]):
        raise ValueError("比表头多出一格，可能是姓名、内容或金额里有逗号。请给那一格加上英文引号，再导入一次")


def _left_out(notes: Sequence[int], sheet: str) -> str:
    where = f"工作表「{sheet}」" if sheet else ""
    return f"{where}第 {'、'.join(map(str, notes))} 行是合计或说明，没有记。"


def _words(cells: Sequence[str], places: Iterable[int]) -> str:
    return " ".join(cells[place].strip() for place in places if place < len(cells))


def _dated(
    read: Sequence[_Read], years: Sequence[int | None], until: dt.datetime | None, sheet: str
) -> tuple[list[Contact], list[Rejection]]:
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
    seconds, odd = _seconds(length, table.unit)
    is_message = (
        kind.message
        or (kind.message is None and not seconds)
        or (table.messages and not seconds)
        or ("text" in values and "length" not in values)
    )
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
    return _Read(number, clock, f"{values['kind']} {values['more_kinds']}".strip(), kind.disputed, odd, told)


def _seconds(length: str, unit: int) -> tuple[int | None, str]:
    """The length of a call, and the cell where it cannot be read: the call was made, however it is written how long."""
    try:
        return parse_length(length if unit > 1 else formatted(length), unit), ""
    except ValueError:
        return None, quoted(length)


def _clock_of(day: str, time: str) -> Timestamp:
    """The moment of a row that has its day and its time in one cell or in two."""
    if not day:
        return parse_timestamp(time)
    if (counted := serial_day(day)) is not None:
        day = counted.isoformat()
    try:
        clock = parse_timestamp(time)  # a time that has its own day
    except ValueError:
        return parse_timestamp(f"{day.removesuffix(' 00:00:00')} {time}")
    if clock.year:
        return clock
    try:
        return parse_timestamp(f"{day.removesuffix(' 00:00:00')} {time}")
    except ValueError:
        return clock


def _remarks(table: _Columns, read: Sequence[_Read], years: Sequence[int | None]) -> Iterable[str]:
    """What the borrower should know of the file: what it does not tell, and what was taken instead."""
    if taken := sorted({year for year in years if year}):
        yield (
            f"详单没写年份，按 {'、'.join(map(str, taken))} 年记的；不对的话，用 --year 写第一行的年份，再导入到一份"
            f"新的记录里。"
        )
    calls = [entry.told for entry in read if entry.told["channel"] == "call"]
    if calls and "length" not in table.places:
        yield "详单没有认出通话时长一列，不知道接没接通。有这一列的话，用 --column length=列名 指明。"
    if any(told["rounded"] for told in calls):
        yield "这份详单的时长按整分钟写，1 分钟可能只有几秒，这样的通话不作定论。"
    if odd := [entry.odd_length for entry in read if entry.odd_length]:
        named = "、".join(f"「{word}」" for word in list(dict.fromkeys(odd))[:5])
        yield (
            f"有 {len(odd)} 行的时长读不懂（写的是{named}）：记下了，时长不明。知道的话，用 log edit 行号 --length "
            f"写明。"
        )
    if table.unused:
        yield f"没有用到的列：{'、'.join(table.unused)}。"


def _who_called(table: _Columns, read: Sequence[_Read]) -> str:
    unsure = [entry for entry in read if entry.told["outgoing"] is None]
    if not unsure:
        return ""
    if not table.kinds and not table.more_kinds:
        return (
            "详单没有主叫被叫一列，不知道是谁打的：这些行记下了，但不能算到对方头上。用 --column kind=列名 指明这一"
            "列；全是对方打来的，加 --incoming 再导入一次。"
        )
    words = Counter(quoted(entry.kind) or "空白" for entry in unsure)
    named = "、".join(f"「{word}」" for word, _ in words.most_common(5)) + ("等" if len(words) > 5 else "")
    return (
        f"有 {len(unsure)} 行不知道是谁打的（类型写的是{named}）：记下了，但不能算到对方头上。知道的话，用 log edit "
        f"行号 --incoming 或 --outgoing 写明。"
    )

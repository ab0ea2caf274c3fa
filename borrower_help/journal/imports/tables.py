"""Call-detail exports as operators give them: any table, whatever the encoding, headings and units.

Nothing is dropped silently: every row becomes a contact, is left out by name (totals, notes, a day above its
calls), or is a rejection with its row and reason; what the file does not tell (who called, how long, which
year) is told of the file.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from borrower_help.documents.opened import Opened, opened
from borrower_help.documents.sheets import Sheet
from borrower_help.documents.tables import formatted, is_note, serial_day, sheets_of
from borrower_help.errors import UsageError, listed, quoted
from borrower_help.journal.imports.cells import (
    is_hidden,
    is_whole_minutes,
    number_in,
    parse_kind,
    parse_length,
    parse_number,
)
from borrower_help.journal.imports.headings import Columns, find_heading, is_heading_again, what_is_missing
from borrower_help.journal.imports.moments import Timestamp, day_alone, happened, is_day_first, parse_timestamp
from borrower_help.journal.imports.result import Imported, Rejection
from borrower_help.journal.imports.years import years_of
from borrower_help.journal.model import MAX_WORDS, Contact, harmless, number_key


class _Read(NamedTuple):
    """A row that only lacks its year, where the list writes none; ``odd`` are its cells that could not be read."""

    number: int
    clock: Timestamp
    kind: str
    disputed: bool
    odd_length: str
    odd_number: str
    told: dict[str, Any]


class _Reading(NamedTuple):
    """What is read alike for all rows of one table; ``own`` is the borrower's number among callers and callees."""

    table: Columns
    where: str
    own: str
    day_first: bool


def read_table(
    file: Path | Opened, columns: Mapping[str, str], year: int | None, until: dt.datetime | None = None, own: str = ""
) -> Imported:
    """Read a table, whatever the file is. ``columns`` names headings that are not recognised by themselves.

    ``year`` is that of the first row where the list writes none; a row later than ``until`` is rejected.
    Where neither is told, so is a row without a year. ``own`` is the borrower's number, for lists of callers and
    callees that do not show it by themselves. Raises ``UsageError`` when no sheet has a row of headings.
    """
    document = opened(file) if isinstance(file, Path) else file
    sheets = [sheet for sheet in sheets_of(document) if any(cell.strip() for cells in sheet.rows for cell in cells)]
    found = [(sheet, find_heading(sheet.rows, columns)) for sheet in sheets]
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
        self.read: list[_Read] = []
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
        yield from (f"{where}{listed(numbers)}{reason}。" for reason, numbers in self.left.items())
        if self.carried:
            yield f"{where}{listed(self.carried)}没有写日期，用了上面最近一行的日期。"


NOTE = "是合计或说明，没有记"
AGAIN = "又写了一遍表头，没有记"
DAY = "只有日期，当作下面几行的日期"
CHARGE = "没有号码、类型和时长，像是收费，没有记"


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
    reading = _Reading(
        table=table,
        where=harmless(f"{file}:{sheet.name}" if name else file),
        own=_own_number(below, table, own) if table.ends else "",
        day_first=is_day_first(cells[place] for cells in below for place in times if place < len(cells)),
    )
    rows = _sorted(sheet, first, reading, name)
    yearless = [entry.clock for entry in rows.read if entry.clock.year is None]
    years: list[int | None] = [year] * len(yearless) if until is None else [*years_of(yearless, until, year)]
    contacts, late = _dated(rows.read, years, until, name)
    return Imported(
        contacts,
        sorted([*rows.rejections, *late]),
        (*_remarks(reading, rows.read, years), *rows.remarks),
        _who_called(table, rows.read),
        disputed=frozenset(entry.told["source"] for entry in rows.read if entry.disputed),
        left_out=sum(map(len, rows.left.values())),
        rows=rows.rows,
    )


def _sorted(sheet: Sheet, first: int, reading: _Reading, name: str) -> _Sorted:
    """Every row below the headings: read, left out, or rejected; a day that is written once holds for those below."""
    rows, day = _Sorted(name), ""
    for number, cells in enumerate(sheet.rows[first + 1 :], first + 2):
        words = [cell.strip() for cell in cells]
        if not any(words):
            continue
        rows.rows += 1
        if reason := _no_contact(words, sheet.rows[first], reading.table):
            if reason == DAY:
                day = next(filter(None, words))
            rows.leave(number, reason)
            continue
        try:
            entry, above = _read_row(words, day, number, reading)
            rows.read.append(entry)
            if above:
                rows.carried.append(number)
        except ValueError as error:
            if is_note(words):
                rows.leave(number, NOTE)
            else:
                rows.rejections.append(Rejection(number, str(error), name))
        place = reading.table.places.get("date")
        if place is not None and place < len(words) and _as_day(words[place]):
            day = words[place]
    return rows


def _no_contact(words: Sequence[str], headings: Sequence[str], table: Columns) -> str:
    """Why a row is no contact by its looks alone; empty when it may be one."""
    if is_heading_again(words, headings):
        return AGAIN
    filled = [word for word in words if word]
    if len(filled) == 1 and _as_day(filled[0]):
        return DAY
    wanted = [table.places.get("number"), table.places.get("length"), *table.kinds, *table.more_kinds]
    told = [words[place] for place in wanted if place is not None and place < len(words)]
    if {"number", "length"} <= set(table.places) and table.kinds and all(word in ("", "-", "--", "/") for word in told):
        return CHARGE if not is_note(words) else NOTE
    return ""


def _as_day(word: str) -> str:
    """A cell that is nothing but a day, as text; empty for anything else."""
    counted = serial_day(word)
    return counted.isoformat() if counted else day_alone(word)


def _read_row(words: Sequence[str], day: str, number: int, reading: _Reading) -> tuple[_Read, bool]:
    """A row, and whether its day is that of a row above. Raises ``ValueError``."""
    table = reading.table
    if any(words[table.width :]):
        raise ValueError("比表头多出一格，可能是姓名、内容或金额里有逗号。请给那一格加上英文引号，再导入一次")
    values = {column: words[place] for column, place in table.places.items() if place < len(words)}
    values["kind"], values["more_kinds"] = (_words(words, places) for places in (table.kinds, table.more_kinds))
    if table.ends:
        values |= _other_end(words, table.ends, reading.own, values["kind"])
    source = f"{reading.where}:{number}"
    if day and not values.get("date"):
        try:
            return _row(values, reading, number, source), False
        except ValueError:
            return _row({**values, "date": day}, reading, number, source), True
    return _row(values, reading, number, source), False


def _at_the_end(cells: Sequence[str], place: int) -> str:
    """The number of one end of a call as numbers are compared; empty where there is none that can be read."""
    written = cells[place].strip() if place < len(cells) else ""
    try:
        return "" if is_hidden(written) else number_key(parse_number(written))
    except ValueError:
        return ""


def _own_number(rows: Sequence[Sequence[str]], table: Columns, own: str) -> str:
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


def _row(values: Mapping[str, str], reading: _Reading, number: int, source: str) -> _Read:
    """One row of a table. Raises ``ValueError`` with the reason when it cannot be read when it was."""
    table = reading.table
    clock = _clock_of(formatted(values.get("date", "")), formatted(values.get("time", "")), reading)
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
    theirs, ours = number_in(values.get("number", "")), number_in(values.get("called", ""))
    told: dict[str, Any] = {
        "channel": "sms" if is_message else "call",
        "outgoing": kind.outgoing,
        "number": theirs.number,
        "called": ours.number,
        "connected": None if is_message else False if missed else seconds > 0 if seconds is not None else None,
        "seconds": None if is_message else 0 if missed else seconds,
        "rounded": not is_message and not missed and is_whole_minutes(length, table.unit),
        "said": harmless(values.get("text", ""))[:MAX_WORDS],
        "source": source[-MAX_WORDS:],
    }
    words = f"{values['kind']} {values['more_kinds']}".strip()
    return _Read(number, clock, words, kind.disputed, odd, theirs.odd, told)


def _seconds(length: str, unit: int) -> tuple[int | None, str]:
    """The length of a call, and the cell where it cannot be read: the call was made, however it is written how long."""
    try:
        return parse_length(length if unit > 1 else formatted(length), unit), ""
    except ValueError:
        return None, quoted(length)


def _clock_of(day: str, time: str, reading: _Reading) -> Timestamp:
    """The moment of a row that has its day and its time in one cell or in two."""

    def parsed(text: str) -> Timestamp:
        return parse_timestamp(text, day_first=reading.day_first)

    if not day:
        return parsed(time)
    if (counted := serial_day(day)) is not None:
        day = counted.isoformat()
    if not time and _as_day(day):
        raise ValueError(f"时间「{day[:30]}」只有日期，没有几点")
    try:
        clock = parsed(time)  # a time that has its own day
    except ValueError:
        return parsed(f"{day.removesuffix(' 00:00:00')} {time}")
    if clock.year:
        return clock
    try:
        return parsed(f"{day.removesuffix(' 00:00:00')} {time}")
    except ValueError:
        return clock


def _remarks(reading: _Reading, read: Sequence[_Read], years: Sequence[int | None]) -> Iterable[str]:
    """What the borrower should know of the file: what it does not tell, and what was taken instead."""
    if taken := sorted({year for year in years if year}):
        yield (
            f"详单没写年份，按 {'、'.join(map(str, taken))} 年记的；不对的话，用 --year 写第一行的年份，再导入到一份"
            f"新的记录里。"
        )
    table = reading.table
    if reading.day_first:
        yield "这份文件的日期按「日-月-年」读（有的数字只能是日）。不对的话，请改成 2026-11-20 这样再导入。"
    calls = [entry.told for entry in read if entry.told["channel"] == "call"]
    if calls and "length" not in table.places:
        yield "详单没有认出通话时长一列，不知道接没接通。有这一列的话，用 --column length=列名 指明。"
    if any(told["rounded"] for told in calls):
        yield "这份详单的时长按整分钟写，1 分钟可能只有几秒，这样的通话不作定论。"
    if odd := [entry.odd_length for entry in read if entry.odd_length]:
        yield (
            f"有 {len(odd)} 行的时长读不懂（写的是{_as_written(odd)}）：记下了，时长不明。知道的话，用 log edit 行号 "
            f"--length 写明。"
        )
    if strange := [entry.odd_number for entry in read if entry.odd_number]:
        yield (
            f"有 {len(strange)} 行的号码读不懂（写的是{_as_written(strange)}）：记下了，号码空着。知道的话，用 log "
            f"edit 行号 --number 写明。"
        )
    if table.unused:
        yield f"没有用到的列：{'、'.join(table.unused)}。"


def _as_written(words: Sequence[str]) -> str:
    return "、".join(f"「{quoted(word)}」" for word in list(dict.fromkeys(words))[:5])


def _who_called(table: Columns, read: Sequence[_Read]) -> str:
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
        f"行号 --incoming 或 --outgoing 写明；全是对方打来的，加 --incoming 再导入一次。"
    )

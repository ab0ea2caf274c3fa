"""One row of a list of contacts: what its cells say, or why it is no contact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from borrower_help.documents.tables import formatted, is_note, serial_day
from borrower_help.errors import quoted
from borrower_help.journal.imports.call_kinds import of_android, parse_kind
from borrower_help.journal.imports.ends import other_end
from borrower_help.journal.imports.headings import Columns, is_heading_again, words_at
from borrower_help.journal.imports.lengths import is_whole_minutes, parse_length
from borrower_help.journal.imports.moments import Order, Timestamp, day_alone, parse_timestamp
from borrower_help.journal.imports.numbers import number_in
from borrower_help.journal.model import MAX_WORDS, harmless


class Read(NamedTuple):
    """A row that only lacks its year, where the list writes none; ``odd`` are its cells that could not be read."""

    number: int
    clock: Timestamp
    kind: str
    disputed: bool
    odd_length: str
    odd_number: str
    fields: dict[str, Any]


class Reading(NamedTuple):
    """What is read alike for all rows of one table; ``own`` is the borrower's number among callers and callees."""

    table: Columns
    where: str
    own: str
    order: Order


NOTE = "是合计或说明，没有记"
AGAIN = "又写了一遍表头，没有记"
DAY = "只有日期，当作下面几行的日期"
DATA = "是上网流量，不是联系，没有记"
LAST_DAY = "只有日期，后面没有通话，没有记"
_OF_DATA = re.compile(r"流量|上网|数据业务|gprs|wlan|[45]g(?![a-z])", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"\d{5}")
_OF_A_CONTACT = re.compile(r"通话|语音|短信|彩信|电话|主叫|被叫|call|sms|mms", re.IGNORECASE)
CHARGE = "没有号码、类型和时长，像是收费，没有记"
_NOTHING = ("", "-", "--", "/", "0")


def no_contact(words: Sequence[str], headings: Sequence[str], table: Columns) -> str:
    """Why a row is no contact by its looks alone; empty when it may be one."""
    if is_heading_again(words, headings):
        return AGAIN
    filled = [word for word in words if word]
    if len(filled) == 1 and as_day(filled[0]):
        return DAY
    wanted = [table.places.get("number"), table.places.get("length"), *table.kinds, *table.more_kinds]
    values = [words[place] for place in wanted if place is not None and place < len(words)]
    kinds = table.kinds or table.more_kinds
    if {"number", "length"} <= set(table.places) and kinds and all(word in _NOTHING for word in values):
        return CHARGE if not is_note(words) else NOTE
    place = table.places.get("number")
    if place is not None and place < len(words) and _OF_SOMEBODY.search(words[place]):
        return ""  # most rows end here
    kind = words_at(words, (*table.kinds, *table.more_kinds))
    if _OF_DATA.search(kind) and not _OF_A_CONTACT.search(kind):
        return DATA
    return ""


def as_day(word: str) -> str:
    """A cell that is nothing but a day, as text; empty for anything else."""
    counted = serial_day(word)
    return counted.isoformat() if counted else day_alone(word)


def read_row(words: Sequence[str], day: str, number: int, reading: Reading) -> tuple[Read, bool]:
    """A row, and whether its day is that of a row above. Raises ``ValueError``."""
    table = reading.table
    if any(words[table.width :]):
        raise ValueError("比表头多出一格，可能是姓名、内容或金额里有逗号。请给那一格加上英文引号，再导入一次")
    values = {column: words[place] for column, place in table.places.items() if place < len(words)}
    values["kind"], values["more_kinds"] = (words_at(words, places) for places in (table.kinds, table.more_kinds))
    if table.ends:
        values |= other_end(words, table, reading.own, values["kind"])
    source = f"{reading.where}:{number}"
    if day and not values.get("date"):
        try:
            return _row(values, reading, number, source), False
        except ValueError:
            return _row({**values, "date": day}, reading, number, source), True
    return _row(values, reading, number, source), False


def _row(values: Mapping[str, str], reading: Reading, number: int, source: str) -> Read:
    """One row of a table. Raises ``ValueError`` with the reason when it cannot be read when it was."""
    table = reading.table
    clock = _clock_of(formatted(values.get("date", "")), formatted(values.get("time", "")), reading)
    kind = parse_kind(of_android(values["kind"], values), of_android(values["more_kinds"], values))
    length = values.get("length", "")
    seconds, odd = _seconds(length, table.unit)
    is_message = (
        kind.message
        or (kind.message is None and not seconds)
        or (table.messages and not seconds)
        or ("text" in values and "length" not in values)
    )
    missed = kind.missed and not is_message
    apart = is_message or kind.apart
    theirs, ours = number_in(values.get("number", "")), number_in(values.get("called", ""))
    fields: dict[str, Any] = {
        "channel": "sms" if is_message else "call",
        "outgoing": kind.outgoing,
        "number": theirs.number,
        "called": ours.number,
        "connected": None if apart else False if missed else seconds > 0 if seconds is not None else None,
        "seconds": None if apart else 0 if missed else seconds,
        "rounded": not is_message and not missed and is_whole_minutes(length, table.unit),
        "said": harmless(values.get("text", ""))[:MAX_WORDS],
        "source": source[-MAX_WORDS:],
    }
    words = f"{values['kind']} {values['more_kinds']}".strip()
    return Read(number, clock, words, kind.disputed, odd, theirs.odd, fields)


def _seconds(length: str, unit: int) -> tuple[int | None, str]:
    """The length of a call, and the cell where it cannot be read: the call was made, however it is written how long."""
    try:
        return parse_length(length if unit > 1 else formatted(length), unit), ""
    except ValueError:
        return None, quoted(length)


def _clock_of(day: str, time: str, reading: Reading) -> Timestamp:
    """The moment of a row that has its day and its time in one cell or in two."""

    def parsed(text: str) -> Timestamp:
        return parse_timestamp(text, order=reading.order)

    if not day:
        return parsed(time)
    if (counted := serial_day(day)) is not None:
        day = counted.isoformat()
    if not time and as_day(day):
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

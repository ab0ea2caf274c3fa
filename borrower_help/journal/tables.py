"""Call-detail exports as operators give them: CSV or XLSX, whatever the encoding, headings and units.

Nothing is dropped silently: every row becomes a contact, or a rejection with its row and reason.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from borrower_help.errors import UsageError
from borrower_help.journal.model import MAX_SECONDS, Contact, china_time
from borrower_help.tabular import heading, read_rows, serial_day

HEADINGS: dict[str, tuple[str, ...]] = {
    "time": (
        "通话时间",
        "起始时间",
        "开始时间",
        "通话开始时间",
        "呼叫时间",
        "通话起始时间",
        "发送时间",
        "接收时间",
        "收发时间",
        "日期时间",
        "时间",
        "time",
        "datetime",
    ),
    "date": ("通话日期", "起始日期", "日期", "date"),
    "number": ("对方号码", "对端号码", "对方电话", "通话号码", "对方号", "联系号码", "来电号码", "号码", "number", "phone"),
    "kind": ("呼叫类型", "主被叫", "主叫被叫", "通信方式", "通话方式", "通话类型", "通信类型", "类型", "type"),
    "length": ("通话时长", "通信时长", "时长", "通话时长秒", "时长秒", "通话时间长", "持续时间", "duration", "seconds"),
    "called": ("本机号码", "我方号码", "本机", "被叫号码", "called"),
    "text": ("短信内容", "内容", "信息内容", "正文", "text", "body"),
}
"""The columns we know, each with the headings operators use for it (punctuation and units do not count)."""

OUTGOING = ("主叫", "呼出", "去电", "拨出", "发送", "发出", "outgoing", "sent")
MISSED = ("未接", "拒接", "拒绝", "未接通", "未应答", "missed", "rejected")


class Rejection(NamedTuple):
    """A row that could not be read: its number in the file, and why."""

    row: int
    reason: str


class Imported(NamedTuple):
    """What a file held: contacts in order, and every row that could not be read."""

    contacts: list[Contact]
    rejections: list[Rejection]


def read_table(path: Path, columns: Mapping[str, str], year: int | None) -> Imported:
    """Read a CSV or XLSX export. ``columns`` names headings that are not recognised by themselves.

    ``year`` completes dates that have none. Raises ``UsageError`` when no heading row is found.
    """
    rows = read_rows(path)
    first, places = _find_heading(rows, columns)
    contacts: list[Contact] = []
    rejections: list[Rejection] = []
    for number, cells in enumerate(rows[first + 1 :], first + 2):
        if not any(cell.strip() for cell in cells):
            continue
        values = {name: cells[place].strip() for name, place in places.items() if place < len(cells)}
        try:
            contacts.append(_contact(values, year, f"{path.name}:{number}"))
        except ValueError as error:
            rejections.append(Rejection(number, str(error)))
    return Imported(contacts, rejections)


def _find_heading(rows: Sequence[Sequence[str]], columns: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """The row of headings (operators put a preface above it), and the place of each column."""
    best: dict[str, int] = {}
    where = 0
    for index, cells in enumerate(rows[:50]):
        places = _places(cells, columns)
        if len(places) > len(best):
            best, where = places, index
    if not {"time", "date"} & set(best) or "number" not in best:
        known = "、".join(cell for cell in (rows[where] if rows else []) if cell.strip()) or "没有"
        raise UsageError(f"没有认出「时间」和「对方号码」两列。文件里的列：{known}。请用 --column time=列名 --column number=列名 指明。")
    return where, best


def _places(cells: Iterable[str], columns: Mapping[str, str]) -> dict[str, int]:
    names = [heading(cell) for cell in cells]
    places: dict[str, int] = {}
    for column, known in HEADINGS.items():
        wanted = [heading(columns[column])] if column in columns else [heading(name) for name in known]
        place = next((names.index(name) for name in wanted if name and name in names), None)
        if place is not None and place not in places.values():
            places[column] = place
    return places


def _contact(values: Mapping[str, str], year: int | None, source: str) -> Contact:
    """One row as a contact. Raises ``ValueError`` with the reason when a cell cannot be read."""
    kind = unicodedata.normalize("NFKC", values.get("kind", "")).casefold()
    seconds = parse_length(values.get("length", ""))
    is_message = "短信" in kind or "彩信" in kind or ("text" in values and "length" not in values)
    missed = any(word in kind for word in MISSED)
    return Contact(
        at=_moment_of(values.get("date", ""), values.get("time", ""), year),
        channel="sms" if is_message else "call",
        outgoing=any(word in kind for word in OUTGOING),
        number=parse_number(values.get("number", "")),
        called=parse_number(values["called"]) if values.get("called") else "",
        connected=None if is_message else False if missed else seconds > 0 if seconds is not None else None,
        seconds=None if is_message else 0 if missed else seconds,
        said=values.get("text", "")[:2000],
        source=source,
    )


def _moment_of(day: str, time: str, year: int | None) -> dt.datetime:
    """The moment of a row that has its day and its time in one cell or in two."""
    if not day:
        return parse_moment(time, year)
    if (counted := serial_day(day)) is not None:
        day = counted.isoformat()
    try:
        return parse_moment(time, year)  # a time that has its own day
    except ValueError:
        return parse_moment(f"{day.removesuffix(' 00:00:00')} {time}", year)


def parse_number(text: str) -> str:
    """A telephone number without spaces, dashes and +86. Raises ``ValueError`` when it has no digit."""
    digits = re.sub(r"[\s\-()（）.]", "", unicodedata.normalize("NFKC", text).strip().removesuffix(".0"))
    digits = re.sub(r"^(?:\+86|0086|86(?=1\d{10}$))", "", digits)
    if not re.search(r"\d", digits) or len(digits) > 40 or not digits.isprintable():
        raise ValueError(f"号码「{text[:20]}」读不懂")
    return digits


_LENGTH = re.compile(r"(?:(\d+)(?:小时|时|h))?(?:(\d+)(?:分钟|分|m|'))?(?:(\d+)(?:秒|s|\")?)?", re.IGNORECASE)


def parse_length(text: str) -> int | None:
    """``1分23秒``, ``00:01:23``, ``1:23``, ``83``: seconds; ``None`` when the cell is empty. Raises ``ValueError``."""
    folded = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    if not folded or folded in ("-", "--"):
        return None
    if len(folded) > 40:
        raise ValueError(f"时长「{text[:20]}」读不懂")
    if re.fullmatch(r"\d{1,3}(?::[0-5]?\d){1,2}", folded):
        seconds = 0
        for part in folded.split(":"):
            seconds = seconds * 60 + int(part)
    elif (match := _LENGTH.fullmatch(folded.removesuffix(".0"))) and any(match.groups()):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    else:
        raise ValueError(f"时长「{text[:20]}」读不懂")
    if seconds > MAX_SECONDS:
        raise ValueError(f"时长「{text[:20]}」超过一天")
    return seconds


_MOMENT = re.compile(r"(?:(\d{4})[-/.年]?)?(\d{1,2})[-/.月]?(\d{1,2})日?[ T]*(\d{1,2})[:时点]?(\d{2})(?:[:分]?(\d{2}))?秒?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?")


def parse_moment(text: str, year: int | None = None) -> dt.datetime:
    """A date and time as exports write them, as China time. Raises ``ValueError`` with the reason."""
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    match = _MOMENT.fullmatch(folded)
    if match is None or re.fullmatch(r"\d{9,11}|\d{13}", folded):
        raise ValueError(f"时间「{text[:30]}」读不懂")
    written, month, day, hour, minute, second, zone = match.groups()
    if written is None and year is None:
        raise ValueError(f"时间「{text[:30]}」没有年份，请加 --year")
    try:
        moment = dt.datetime(  # noqa: DTZ001 - China time, see china_time
            int(written or year or 0), int(month), int(day), int(hour), int(minute), int(second or 0)
        )
    except ValueError:
        raise ValueError(f"时间「{text[:30]}」不存在") from None
    if not 1990 <= moment.year <= 2100:
        raise ValueError(f"时间「{text[:30]}」的年份不对")
    if zone:
        offset = dt.datetime.strptime(zone.replace("Z", "+0000").replace(":", ""), "%z").tzinfo
        return china_time(moment.replace(tzinfo=offset))
    return moment

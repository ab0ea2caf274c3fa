"""Moments as lists write them: a day and a time, with or without a year, by the clock on the wall in China."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from borrower_help.journal.model import china_time

_MORNING = ("凌晨", "清晨", "早上", "早晨", "上午", "am")
_EVENING = ("下午", "傍晚", "晚上", "晚间", "pm")
_NOON = ("中午",)
_NIGHT = ("夜里", "夜间", "深夜", "半夜")

_HALF = rf"({'|'.join((*_MORNING[:-1], *_EVENING[:-1], *_NOON, *_NIGHT))}|AM|PM|A\.M\.|P\.M\.)"

_WEEKDAY = re.compile(r"[,(]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[,)]?")

_MOMENT = re.compile(
    r"(?:(\d{4})[-/.年]?)?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T]*|-)"
    rf"{_HALF}? ?(\d{{1,2}})[:时点]?(\d{{2}})(?:[:分.]?(\d{{2}}))?[分秒]?(?:\.\d+)? ?{_HALF}?(Z|[+-]\d{{2}}:?\d{{2}})?",
    re.IGNORECASE,
)

_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?|(\d{4})(\d{2})(\d{2})")

Order = Literal["", "day", "month"]
"""Whether a list writes the day or the month first; empty where the year comes first."""

_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?=$|[ T,])")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_CLOCK = r"(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)? ?(?:[ap]\.?m\.?)?)"
_ABROAD = (
    # Oct 22, 2026 at 10:31:00 PM
    (re.compile(rf"(?:[a-z]{{3,9}},? )?{_MONTH} (\d{{1,2}}),? (\d{{4}}),?(?: at)? {_CLOCK}"), (2, 0, 1, 3, None)),
    # Thu, 22-Oct-2026 22:31:00
    (re.compile(rf"(?:[a-z]{{3,9}},? )?(\d{{1,2}})[ -]{_MONTH}[ ,-]+(\d{{4}}),? {_CLOCK}"), (2, 1, 0, 3, None)),
    # Thu Oct 22 22:31:00 GMT+08:00 2026
    (
        re.compile(
            rf"[a-z]{{3}},? {_MONTH} (\d{{1,2}}) {_CLOCK} ?(?:cst|(?:gmt|utc)?([+-]\d{{2}}:?\d{{2}}))? ?(\d{{4}})"
        ),
        (4, 0, 1, 2, 3),
    ),
)
"""How programs in English write a moment, and which groups are its year, month, day, time and zone."""

_EPOCH = (946_684_800_000, 4_102_444_800_000)
"""Milliseconds since 1970 that lie between 2000 and 2100; nothing else has thirteen digits."""


class Timestamp(NamedTuple):
    """A day and a time as they were written; the year may be missing."""

    text: str
    year: int | None
    month: int
    day: int
    hour: int
    minute: int
    second: int
    zone: str

    def moment(self, year: int | None) -> dt.datetime:
        """China time, in ``year`` where none was written. Raises ``ValueError`` with the reason."""
        chosen = self.year or year
        if chosen is None:
            raise ValueError(f"时间「{self.text[:30]}」没有年份")
        try:
            moment = dt.datetime(chosen, self.month, self.day, self.hour, self.minute, self.second)  # noqa: DTZ001 - China time, see china_time
        except ValueError:
            raise ValueError(f"时间「{self.text[:30]}」不存在") from None
        if not 1990 <= moment.year <= 2100:
            raise ValueError(f"时间「{self.text[:30]}」的年份不对")
        return china_time(moment.replace(tzinfo=self._offset())) if self.zone else moment

    def _offset(self) -> dt.timezone:
        hours, minutes = int(self.zone[1:3] or 0), int(self.zone[-2:] or 0)
        if hours > 14 or minutes > 59:
            raise ValueError(f"时间「{self.text[:30]}」的时区不对")
        offset = dt.timedelta(hours=hours, minutes=minutes)
        return dt.timezone(-offset if self.zone.startswith("-") else offset)


def parse_timestamp(text: str, *, order: Order = "") -> Timestamp:
    """A day and a time as exports write them; ``order`` where the list is known to write 20-11-2026 or 11-20-2026.

    Raises ``ValueError`` with the reason.
    """
    folded = _folded(text)
    if re.fullmatch(r"\d{13}", folded) and _EPOCH[0] <= int(folded) < _EPOCH[1]:
        return _of_epoch(text, int(folded))
    if other_order := _YEAR_LAST.match(folded):
        if not order:
            raise ValueError(f"时间「{text[:30]}」分不清哪个是日、哪个是月")
        first, second, year = other_order.groups()
        day, month = (first, second) if order == "day" else (second, first)
        folded = f"{year}-{month}-{day}{folded[other_order.end() :].replace(',', ' ')}"
        folded = re.sub(r" +", " ", folded)
    match = _MOMENT.fullmatch(_of_english(folded))
    if match is None or re.fullmatch(r"\d{9,11}|\d{13}", folded):
        raise ValueError(f"时间「{text[:30]}」读不懂")
    year, month, day, before, hour, minute, second, after, zone = match.groups()
    return Timestamp(
        text=text,
        year=int(year) if year else None,
        month=int(month),
        day=int(day),
        hour=_of_day(int(hour), (before or after or "").casefold().replace(".", ""), text),
        minute=int(minute),
        second=int(second or 0),
        zone=(zone or "").upper().replace("Z", "+0000").replace(":", ""),
    )


def _folded(text: str) -> str:
    """Full width folded, without the day of the week."""
    if text.isascii():
        return " ".join(text.split())
    return re.sub(r"\s+", " ", _WEEKDAY.sub(" ", unicodedata.normalize("NFKC", text))).strip()


def _of_epoch(text: str, milliseconds: int) -> Timestamp:
    moment = china_time(dt.datetime.fromtimestamp(milliseconds / 1000, tz=dt.UTC))
    return Timestamp(text, moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, "")


def _of_english(folded: str) -> str:
    """A moment in English in the order that is read here; anything else as it is."""
    lower = folded.casefold()
    if not lower[:1].isalpha() and not re.match(r"\d{1,2}[ -][a-z]", lower):
        return folded
    for form, order in _ABROAD:
        if match := form.fullmatch(lower):
            year, month, day, clock, zone = (match.groups()[place] if place is not None else "" for place in order)
            return f"{year}-{_MONTHS.index(month) + 1}-{day} {clock}{zone or ''}"
    return folded


def order_of(texts: Iterable[str]) -> Order:
    """Whether a list that writes the year last writes the day before the month, or the month before the day.

    A number after the twelfth must show it; where both could be, it stays open. The month is only taken to come first
    where every cell is written so.
    """
    written = [text.strip() for text in texts if re.search(r"\d", text)]
    found = [match.groups() for text in written if (match := _YEAR_LAST.match(text))]
    first, second = (any(int(group[place]) > 12 for group in found) for place in (0, 1))
    if first and not second:
        return "day"
    return "month" if second and not first and len(found) == len(written) else ""


def day_alone(text: str) -> str:
    """A cell that holds nothing but a day, as it is put before a time; empty when it holds anything else."""
    folded = _folded(text)
    return folded if _DAY.fullmatch(folded) else ""


def _of_day(hour: int, half: str, text: str) -> int:
    """The hour of 24 of one that is told by its part of the day; 下午 22 点 stays 22.

    Raises ``ValueError`` for twelve at night, of which nobody knows the day.
    """
    if half in _MORNING:
        return 0 if hour == 12 else hour
    if half in _NOON:
        return hour + 12 if hour < 4 else hour
    if half in (*_EVENING[1:-1], *_NIGHT) and hour == 12:
        raise ValueError(f"时间「{text[:30]}」分不清是哪一天的零点")
    if half in _NIGHT:
        return hour + 12 if 6 <= hour < 12 else hour
    return hour + 12 if half in _EVENING and hour < 12 else hour


class NotYet(ValueError):
    """A moment that has not come."""


def happened(moment: dt.datetime, until: dt.datetime | None) -> dt.datetime:
    """The moment, where it is not later than ``until``. Raises ``NotYet``."""
    if until is not None and moment > until:
        raise NotYet(f"时间「{moment:%Y-%m-%d %H:%M:%S}」还没有到")
    return moment


def parse_moment(text: str, year: int | None = None) -> dt.datetime:
    """A date and time as exports write them, as China time. Raises ``ValueError`` with the reason."""
    return parse_timestamp(text).moment(year)

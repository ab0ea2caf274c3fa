"""Calendar files (RFC 5545): all-day events with alarms, for any calendar to read."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.errors import UsageError
from borrower_help.render.answer import Answer, Stamp

ALARMS = (dt.timedelta(hours=-63), dt.timedelta(hours=-15))
"""Nine in the morning three days before and the day before: an event without an hour begins at midnight."""


def answer_ics(answer: Answer, stamp: Stamp) -> bytes:
    """The days of an answer as a calendar. Raises ``UsageError`` where it has none."""
    if not answer.dates:
        raise UsageError(
            "这个回答里没有能写进日历的日子。文书要写收到的日期，如 --paper payment_order=2026-11-06；"
            "投诉交了以后，在情况文件里写哪天交的（complained: 2026-11-09）；"
            "算一个期限用 borrower-help deadline show 名字 --from 那一天。"
        )
    return to_ics(answer.dates, stamp.day or dt.date.min)


def to_ics(items: Iterable[DatedItemView], as_of: dt.date) -> bytes:
    """The items as one calendar; ``as_of`` is the day it was made. The same items always give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//borrower-help//zh-CN//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    made = dt.datetime.combine(as_of, dt.time(), dt.UTC)
    for item in items:
        calendar.add_component(_event(item, made))
    return bytes(calendar.to_ical())


def uid(item: DatedItemView) -> str:
    """The identity of an event: what it is about and never its day. Hashed, so that no lender's name can be read."""
    return hashlib.sha256("\x1f".join(item.uid).encode()).hexdigest()[:32] + "@borrower-help"


def _event(item: DatedItemView, made: dt.datetime):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a lazy import
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", uid(item))
    event.add("dtstamp", made)
    event.add("dtstart", item.day)
    event.add("dtend", item.day + dt.timedelta(days=1))
    event.add("summary", item.title)
    event.add("description", item.note)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        alarm.add("description", item.title)
        event.add_component(alarm)
    return event

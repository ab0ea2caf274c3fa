"""One contact of the log, in words a court would understand in ten years.

All times are China time (Asia/Shanghai, UTC+8, no summer time since 1991), to the second, without
an offset: a call-detail export gives them so, and a rule about 22:00 means the clock on the wall.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta

from borrower_help.knowledge.model import Record

CHINA = ZoneInfo("Asia/Shanghai")

Channel = Literal["call", "sms", "wechat", "app", "email", "letter", "visit"]
Person = Literal["me", "contact", "family", "colleague", "other"]

CHANNELS = {"call": "电话", "sms": "短信", "wechat": "微信", "app": "App 消息", "email": "邮件", "letter": "信函", "visit": "上门"}
PERSONS = {"me": "我本人", "contact": "紧急联系人", "family": "家人", "colleague": "单位同事", "other": "其他人"}

MAX_SECONDS = 86_400
Line = Annotated[str, Meta(max_length=2000)]


class Contact(Record, frozen=True, kw_only=True):
    """One attempt to reach somebody about the debt.

    ``at`` is when it began; ``connected`` and ``seconds`` are ``None`` where they are not known;
    ``number`` is theirs, ``called`` the number that was called; ``refused`` tells that the person
    asked them not to call again; ``collector`` is ``True`` or ``False`` where the number was
    tagged, else ``None``; ``source`` names the file and row an import came from.
    """

    at: dt.datetime
    channel: Channel
    person: Person = "me"
    outgoing: bool = False
    number: Line = ""
    called: Line = ""
    connected: bool | None = None
    seconds: Annotated[int, Meta(ge=0, le=MAX_SECONDS)] | None = None
    claimed: Line = ""
    said: Line = ""
    evidence: Line = ""
    lender: Line = ""
    refused: bool = False
    collector: bool | None = None
    source: Line = ""

    @property
    def day(self) -> dt.date:
        """The calendar day on which it began."""
        return self.at.date()

    @property
    def identity(self) -> str:
        """What makes two records the same contact, so that importing twice adds nothing.

        Same second, same channel, same direction, same two numbers, same length and same words.
        """
        parts = (self.at.isoformat(), self.channel, self.outgoing, self.number, self.called, self.seconds, self.said)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


class Row(Record, frozen=True, kw_only=True):
    """A contact with its number in the log; ``struck`` rows stay visible but prove nothing."""

    row: int
    contact: Contact
    struck: bool = False
    edited: bool = False
    reason: str = ""


def china_time(moment: dt.datetime) -> dt.datetime:
    """A moment as China time without an offset; one without an offset already is."""
    local = moment.astimezone(CHINA) if moment.tzinfo else moment
    return local.replace(tzinfo=None, microsecond=0)

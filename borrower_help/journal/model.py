"""One contact of the log, in words a court would understand in ten years.

All times are China time (Asia/Shanghai, UTC+8, no summer time since 1991), to the second, without
an offset: a call-detail export gives them so, and a rule about 22:00 means the clock on the wall.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.values.record import Record

CHINA = dt.timezone(dt.timedelta(hours=8))
"""No zone database is needed: there has been no summer time since 1991, and not every system has one."""

Channel = Literal["call", "sms", "wechat", "app", "email", "letter", "visit", "negotiation"]
Person = Literal["me", "contact", "family", "colleague", "other"]

CHANNELS = {
    "call": "电话",
    "sms": "短信",
    "wechat": "微信",
    "app": "App 消息",
    "email": "邮件",
    "letter": "信函",
    "visit": "上门",
    "negotiation": "协商",
}
Outcome = Literal["", "asked", "offered", "refused", "refused_with_reason", "agreed", "promised", "broken", "missed"]
OUTCOMES = {
    "asked": "我提了方案",
    "offered": "对方给了方案",
    "refused": "对方拒绝，没说理由",
    "refused_with_reason": "对方拒绝，说了理由",
    "agreed": "谈成了",
    "promised": "对方答应办一件事",
    "broken": "对方没照办",
    "missed": "我没能照付",
}
"""What came of a negotiation."""

DATED = ("letter", "negotiation")
"""Channels of which the day is enough: no rule asks for their hour."""

PERSONS = {"me": "我本人", "contact": "紧急联系人", "family": "家人", "colleague": "单位同事", "other": "其他人"}

MAX_SECONDS = 86_400
MAX_WORDS = 2000
Line = Annotated[str, Meta(max_length=MAX_WORDS)]

NOON = dt.time(12)
"""Stands for the hour of a letter, which has none."""


class Contact(Record, frozen=True, kw_only=True):
    """One attempt to reach somebody about the debt.

    ``at`` is when it began; ``outgoing`` is ``None`` where an import does not say who called;
    ``connected`` and ``seconds`` are ``None`` where they are not known, and ``rounded`` tells that
    the length is whole minutes, rounded up; ``number`` is theirs, empty where it was hidden or not
    noted, ``called`` the number that was called; ``refused`` tells that the person asked them not to
    call again; ``collector`` is ``True`` or ``False`` where the number was tagged, else ``None``;
    ``source`` names the file and row an import came from, ``year_chosen`` tells that its list wrote no
    year; ``at`` of a letter is noon where only the day is known. ``outcome`` is what came of a negotiation and
    ``until`` the day that was named for it.
    """

    at: dt.datetime
    channel: Channel
    person: Person = "me"
    outgoing: bool | None = False
    number: Line = ""
    called: Line = ""
    connected: bool | None = None
    seconds: Annotated[int, Meta(ge=0, le=MAX_SECONDS)] | None = None
    rounded: bool = False
    claimed: Line = ""
    said: Line = ""
    evidence: Line = ""
    lender: Line = ""
    refused: bool = False
    collector: bool | None = None
    source: Line = ""
    year_chosen: bool = False
    outcome: Outcome = ""
    until: dt.date | None = None

    @property
    def day(self) -> dt.date:
        """The calendar day on which it began."""
        return self.at.date()

    @property
    def file(self) -> str:
        """The file, or the sheet of it, that an import came from; empty where it was typed in."""
        return self.source.rpartition(":")[0]

    @property
    def hidden(self) -> bool:
        """Whether a list told of it without the number; of what was typed in, nobody knows whether there was one to be
        seen.
        """
        return bool(self.source) and not self.number


class Row(Record, frozen=True, kw_only=True):
    """A contact with its number in the log; ``struck`` rows stay visible but prove nothing.

    ``reason`` says why it was struck out, else why it was changed; ``original`` is the contact as it
    was first written, where it was changed since.
    """

    row: int
    contact: Contact
    struck: bool = False
    edited: bool = False
    reason: str = ""
    original: Contact | None = None

    @property
    def first(self) -> Contact:
        """The contact as it was first written."""
        return self.original or self.contact


def china_time(moment: dt.datetime) -> dt.datetime:
    """A moment as China time without an offset; one without an offset already is."""
    local = moment.astimezone(CHINA) if moment.tzinfo else moment
    return local.replace(tzinfo=None, microsecond=0)


def number_key(number: str) -> str:
    """A number as it is compared: phones drop the 0 before an area code behind +86, lists keep it."""
    return number.lstrip("0") or number


_ZERO_WIDTH_JOINER = "\u200d"
"""Joins the halves of many emojis; it commands nothing."""


def harmless(text: str) -> str:
    """Words of others without characters that command a terminal or hide what stands there; line breaks stay."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in "\n\t" + _ZERO_WIDTH_JOINER else _stand_in(char)
        for char in text.replace("\r\n", "\n")
    )


def _stand_in(char: str) -> str:
    match unicodedata.category(char):
        case "Zs":  # the wide space of Chinese text is no command
            return " "
        case "Zl" | "Zp":
            return "\n"
        case _:
            return "\n" if char == "\r" else "?"

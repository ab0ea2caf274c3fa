"""The log in the formats others open: CSV for Excel, and JSON."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import msgspec

from borrower_help.journal.model import CHANNELS, DATED, NOON, OUTCOMES, PERSONS, Contact, Row, harmless

COLUMNS = (
    *(
        "行号",
        "时间",
        "方式",
        "联系了谁",
        "对方号码",
        "被叫号码",
        "接通",
        "时长（秒）",
        "自称",
        "说了什么",
        "证据在哪里",
        "机构",
    ),
    *("是不是催收", "明确拒绝", "状态", "理由"),
)


def to_csv(rows: Sequence[Row]) -> str:
    """The log as CSV; a byte-order mark tells Excel that it is UTF-8, and no cell is taken for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows([_no_formula(cell) for cell in cells(row)] for row in rows)
    return "\ufeff" + buffer.getvalue()


def _no_formula(cell: str) -> str:
    """A cell that no spreadsheet program calculates; a number that begins with 0 keeps it."""
    begins = re.sub(r"^[\W_]*?(?=[=+\-@])|^\s+", "", unicodedata.normalize("NFKC", cell))
    risky = begins[:1] in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r", "\n")
    return f"'{cell}" if risky or re.fullmatch(r"0\d+", cell) or re.fullmatch(r"\d{12,}", cell) else cell


def to_data(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The log as plain data: the contact with all of its fields, its row and whether it is struck out."""
    return [
        {"row": row.row, "struck": row.struck, "edited": row.edited, "reason": row.reason, **_fields(row.contact)}
        for row in rows
    ]


def _fields(contact: Contact) -> dict[str, Any]:
    return {name: msgspec.to_builtins(getattr(contact, name)) for name in contact.__struct_fields__}


def cells(row: Row) -> list[str]:
    """One row in words, in the order of ``COLUMNS``; nothing in them commands a terminal."""
    contact = row.contact
    states = ["已划掉"] if row.struck else ["改过"] if row.edited else []
    states += ["我打出的"] if contact.outgoing else ["不知道是谁打的"] if contact.outgoing is None else []
    return [harmless(cell) for cell in _cells(row, contact, "，".join(states))]


def _when(contact: Contact) -> str:
    """When it was; noon of a letter is our stand-in for an hour that nobody noted."""
    return (
        f"{contact.at:%Y-%m-%d}"
        if contact.channel in DATED and contact.at.time() == NOON
        else f"{contact.at:%Y-%m-%d %H:%M:%S}"
    )


def _how(contact: Contact) -> str:
    """The way, and of a negotiation what came of it and until when."""
    details = [OUTCOMES[contact.outcome]] if contact.outcome else []
    details += [f"到 {contact.until}"] if contact.until else []
    return CHANNELS[contact.channel] + (f"（{'，'.join(details)}）" if details else "")


def _cells(row: Row, contact: Contact, state: str) -> list[str]:
    return [
        str(row.row),
        _when(contact),
        _how(contact),
        PERSONS[contact.person],
        contact.number,
        contact.called,
        {True: "接通", False: "没接通", None: "不知道"}[contact.connected]
        if contact.channel in ("call", "visit")
        else "",
        "" if contact.seconds is None else str(contact.seconds),
        contact.claimed,
        contact.said,
        contact.evidence or contact.source,
        contact.lender,
        {True: "是", False: "不是", None: ""}[contact.collector],
        "是" if contact.refused else "",
        state,
        row.reason,
    ]

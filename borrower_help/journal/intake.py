"""Contacts that come into a log from a file: which were picked, which are new, what is known of their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

import msgspec

from borrower_help.journal.model import Contact, Row


def pick(contacts: Iterable[Contact], *, numbers: Collection[str], collectors: Collection[str], lender: str, called: str) -> list[Contact]:
    """The contacts with one of these numbers (all, when none is named), completed by what was said of the file."""
    return [
        msgspec.structs.replace(
            contact,
            collector=True if contact.number in collectors else None,
            lender=lender,
            called=contact.called or called,
        )
        for contact in contacts
        if not numbers or contact.number in numbers
    ]


def new_ones(contacts: Iterable[Contact], rows: Sequence[Row]) -> list[Contact]:
    """The contacts that are not in the log yet, each once; a number tagged before keeps its newest tag."""
    known = {row.contact.identity for row in rows}
    edited = {_call_itself(row.contact) for row in rows if row.edited and row.contact.source}
    tags = {row.contact.number: row.contact.collector for row in rows if row.contact.collector is not None and row.contact.number}
    found = []
    for contact in contacts:
        if contact.identity in known or _call_itself(contact) in edited:
            continue
        known.add(contact.identity)
        tag = contact.collector if contact.collector is not None else tags.get(contact.number)
        found.append(msgspec.structs.replace(contact, collector=tag))
    return found


def _call_itself(contact: Contact) -> tuple[dt.datetime, str, bool, str]:
    """What stays the same when the words or the length of an imported row are completed by hand."""
    return contact.at, contact.channel, contact.outgoing, contact.number

"""Contacts that come into a log from a file: which were picked, which are new, what is known of their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence

import msgspec

from borrower_help.journal.model import Contact, Row, number_key


def pick(
    contacts: Iterable[Contact], *, numbers: Collection[str], collectors: Collection[str], lender: str, called: str, outgoing: bool | None = None
) -> list[Contact]:
    """The contacts with one of these numbers (all, when none is named), completed by what was said of the file.

    ``outgoing`` tells who called where the file does not.
    """
    wanted, collecting = ({number_key(number) for number in some} for some in (numbers, collectors))
    return [
        msgspec.structs.replace(
            contact,
            collector=True if number_key(contact.number) in collecting else None,
            outgoing=outgoing if contact.outgoing is None else contact.outgoing,
            lender=lender,
            called=contact.called or called,
        )
        for contact in contacts
        if not wanted or number_key(contact.number) in wanted
    ]


def not_found(numbers: Iterable[str], contacts: Iterable[Contact]) -> list[str]:
    """The numbers that no contact has, as they were typed."""
    known = {number_key(contact.number) for contact in contacts}
    return [number for number in numbers if number_key(number) not in known]


def new_ones(contacts: Iterable[Contact], rows: Sequence[Row]) -> list[Contact]:
    """The contacts that are not in the log yet; a number tagged before keeps its newest tag.

    Rows of one file are never each other's copies: where it has eight alike and the log one, seven are
    new. A row is compared as it was first imported, so that a change does not bring it back.
    """
    there: dict[Hashable, list[Contact]] = defaultdict(list)
    for row in rows:
        before = row.first if row.first.source else row.contact
        there[_call_itself(before)].append(before)
    tags = {number_key(row.contact.number): row.contact.collector for row in rows if row.contact.collector is not None and row.contact.number}
    found = []
    for contact in contacts:
        alike = there.get(_call_itself(contact), [])
        itself = (known for known in alike if known.source == contact.source)
        same = next(itself, None) or next((known for known in alike if _may_be(known, contact)), None)
        if same is not None:
            alike.remove(same)
            continue
        tag = contact.collector if contact.collector is not None else tags.get(number_key(contact.number))
        found.append(msgspec.structs.replace(contact, collector=tag))
    return found


def _call_itself(contact: Contact) -> Hashable:
    """What a list tells of a call; what the borrower said of the whole file (``--called``, ``--lender``) does not belong to it."""
    seconds = 0 if contact.connected is False else contact.seconds
    return contact.at, contact.channel, number_key(contact.number), seconds, "" if contact.channel == "call" else contact.said


def _may_be(known: Contact, contact: Contact) -> bool:
    """Whether two rows alike may be one: of one list they are, whatever was said of it; of two lists only if the called number agrees."""
    return known.file == contact.file or not known.called or not contact.called or known.called == contact.called

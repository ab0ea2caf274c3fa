"""Contacts that come into a log from a file: which were picked, which are new, what is known of their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from borrower_help.journal.model import Contact, Row, number_key


def pick(
    contacts: Iterable[Contact],
    *,
    numbers: Collection[str],
    collectors: Collection[str],
    lender: str,
    called: str,
    outgoing: bool | None = None,
    disputed: Collection[str] = (),
) -> list[Contact]:
    """The contacts with one of these numbers (all, when none is named), completed by what was said of the file.

    ``outgoing`` tells who called where the file does not; the rows whose source is ``disputed`` say it, in
    words that contradict each other, and stay open.
    """
    wanted, collecting = ({number_key(number) for number in some} for some in (numbers, collectors))
    return [
        msgspec.structs.replace(
            contact,
            collector=True if number_key(contact.number) in collecting else None,
            outgoing=outgoing if contact.outgoing is None and contact.source not in disputed else contact.outgoing,
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
    """The contacts that are not in the log yet; a number tagged before keeps its newest tag."""
    tags = {
        number_key(row.contact.number): row.contact.collector
        for row in rows
        if row.contact.collector is not None and row.contact.number
    }
    found = []
    for contact, recorded in _compared(contacts, rows):
        if recorded is None:
            tag = contact.collector if contact.collector is not None else tags.get(number_key(contact.number))
            found.append(msgspec.structs.replace(contact, collector=tag))
    return found


def completions(
    contacts: Iterable[Contact], rows: Sequence[Row], fields: Collection[str]
) -> list[tuple[Row, dict[str, Any]]]:
    """What was said of a file (its ``fields``) and its rows in the log do not know yet; what they know stays."""
    found = []
    for contact, recorded in _compared(contacts, rows):
        if recorded is None or recorded.struck:
            continue
        change = {
            field: value
            for field in sorted(fields)
            if getattr(recorded.contact, field) in (None, "") and (value := getattr(contact, field)) not in (None, "")
        }
        if change:
            found.append((recorded, change))
    return found


def _compared(contacts: Iterable[Contact], rows: Sequence[Row]) -> Iterator[tuple[Contact, Row | None]]:
    """Each contact with the row of the log that tells of it already, where there is one.

    Rows of one file are never each other's copies: where it has eight alike and the log one, seven are
    new. A row is compared as it was first imported, so that a change does not bring it back. Where the
    list wrote no year and we chose it, the same list read a year later is given another one: such rows
    of one file are compared without their year.
    """
    there: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        before = _before(row)
        there[_call_itself(before)].append(row)
        if before.year_chosen:
            there[before.file, _without_year(before)].append(row)
    taken: set[int] = set()
    for contact in contacts:
        keys: list[Hashable] = [
            _call_itself(contact),
            *([(contact.file, _without_year(contact))] if contact.year_chosen else []),
        ]
        alike = [row for key in keys for row in there.get(key, ()) if row.row not in taken]
        itself = (row for row in alike if _before(row).source == contact.source)
        recorded = next(itself, None) or next((row for row in alike if _may_be(_before(row), contact)), None)
        if recorded is not None:
            taken.add(recorded.row)
        yield contact, recorded


def _before(row: Row) -> Contact:
    return row.first if row.first.source else row.contact


def _call_itself(contact: Contact) -> Hashable:
    """What a list tells of a call; what the borrower said of the whole file (``--called``, ``--lender``) does not
    belong to it.
    """
    seconds = 0 if contact.connected is False else contact.seconds
    return (
        contact.at,
        contact.channel,
        number_key(contact.number),
        seconds,
        "" if contact.channel == "call" else contact.said,
    )


def _without_year(contact: Contact) -> Hashable:
    return _call_itself(msgspec.structs.replace(contact, at=contact.at.replace(year=LEAP_YEAR)))


LEAP_YEAR = 2000
"""A year that has every day."""


def _may_be(known: Contact, contact: Contact) -> bool:
    """Whether two rows alike may be one: of one list they are, whatever was said of it; of two lists only if the called
    number agrees.
    """
    return known.file == contact.file or not known.called or not contact.called or known.called == contact.called

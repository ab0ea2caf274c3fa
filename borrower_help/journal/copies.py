"""One call in several lists: a phone's backup and the operator's bill tell of the same call with a few seconds between
them.

Two rows are taken for one contact when they come from different files (or one was typed in), have the
same number, channel, direction and person, begin within a minute, and their lengths differ by no more
than five seconds or are not known. Rows of one file are never the same. Where the copies disagree, what
speaks for the other side stands: the shorter length, the time that is not night.

What was typed in within three minutes of a listed row, without a number or with the same one, may be
a copy of it: nobody can tell, so it is not merged, but it settles nothing beside that row.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from borrower_help.journal.model import Contact, Row, number_key

NEAR = dt.timedelta(seconds=60)

NEAR_LENGTH = 5

MAX_AT_ONCE = 50
"""Nobody reaches a number so often within a minute; of more only the last are compared."""

NEAR_TYPED = dt.timedelta(minutes=3)
"""How far a time that was typed in from memory may lie from the list."""

NIGHT_BEGINS, NIGHT_ENDS = dt.time(22), dt.time(8)


def is_night(moment: dt.datetime) -> bool:
    """Whether a contact that begins then begins between 22:00:00 and 07:59:59."""
    return moment.time() >= NIGHT_BEGINS or moment.time() < NIGHT_ENDS


class Merged(NamedTuple):
    """The contacts, each once, and the numbers of the rows that are further copies of one of them."""

    rows: list[Row]
    copies: tuple[int, ...]


def merge(rows: Iterable[Row], lender_of: Mapping[str, str]) -> Merged:
    """Each contact once, in order of time. ``lender_of`` tells which lender a name means."""
    events: list[list[Row]] = []
    near: dict[tuple[object, ...], list[list[Row]]] = defaultdict(list)
    ordered = sorted(rows, key=lambda row: (row.contact.at, row.row))
    files: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for row in ordered:
        files[_key(row.contact)].add(row.contact.file)
    for row in ordered:
        contact, key = row.contact, _key(row.contact)
        # Typed in without a number: nobody knows whose call it was. Told by one file only: there is no copy of it.
        if len(files[key]) == 1 or not (contact.number or contact.source):
            events.append([row])
            continue
        near[key] = [event for event in near[key][-MAX_AT_ONCE:] if contact.at - event[0].contact.at <= NEAR]
        copied = [
            event
            for event in near[key]
            if all(_is_same(contact, other.contact, lender_of) for other in event[-MAX_AT_ONCE:])
        ]
        if copied:
            taken = max(copied, key=lambda event: event[-1].contact.at)
            taken.append(row)
            if len(taken) == len(files[key]):  # every list has told of it
                near[key] = [event for event in near[key] if event is not taken]
        else:
            near[key].append([row])
            events.append(near[key][-1])
    several = [(event, _best(event)) for event in events if len(event) > 1]
    copies = [row.row for event, best in several for row in event if row is not best]
    merged = sorted(
        (_one(event) for event in events), key=lambda row: (row.contact.at, row.row)
    )  # a copy may have moved one
    return Merged(merged, tuple(sorted(copies)))


def possible_copies(typed: Iterable[Row], listed: Iterable[Row], lender_of: Mapping[str, str]) -> dict[int, int]:
    """Rows typed in that may tell of the same contact as a row of a list, each with that row: people round times and
    note no number.

    The rows of the list come in order of time.
    """
    by_kind: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in listed:
        by_kind[row.contact.channel, row.contact.person].append(row)
    found: dict[int, int] = {}
    for row in typed:
        alike = by_kind[row.contact.channel, row.contact.person]
        first = bisect.bisect_left(alike, row.contact.at - NEAR_TYPED, key=lambda other: other.contact.at)
        last = bisect.bisect_right(alike, row.contact.at + NEAR_TYPED, key=lambda other: other.contact.at)
        near = [other for other in alike[first:last] if _may_be_copy(row.contact, other.contact, lender_of)]
        if near:
            found[row.row] = min(near, key=lambda other: (abs(other.contact.at - row.contact.at), other.row)).row
    return found


def _may_be_copy(typed: Contact, listed: Contact, lender_of: Mapping[str, str]) -> bool:
    """Lengths and words are not compared: typed in, both are guesses."""
    return (
        (not typed.number or number_key(typed.number) == number_key(listed.number))
        and _agree(typed.outgoing, listed.outgoing)
        and _agree(typed.connected, listed.connected)
        and _agree(typed.called, listed.called)
        and _agree(lender_of.get(typed.lender, typed.lender), lender_of.get(listed.lender, listed.lender))
    )


def _key(contact: Contact) -> tuple[object, ...]:
    return number_key(contact.number), contact.channel, contact.person


def _is_same(one: Contact, other: Contact, lender_of: Mapping[str, str]) -> bool:
    return (
        one.file != other.file
        and _agree(one.outgoing, other.outgoing)
        and _agree(one.connected, other.connected)
        and (one.seconds is None or other.seconds is None or abs(one.seconds - other.seconds) <= NEAR_LENGTH)
        and _agree(one.called, other.called)
        and _agree(lender_of.get(one.lender, one.lender), lender_of.get(other.lender, other.lender))
        and (one.channel == "call" or _agree(one.said, other.said))
    )


def _agree(one: object, other: object) -> bool:
    """Whether two answers are the same, or one of them is missing."""
    return one in (None, "") or other in (None, "") or one == other


def _best(event: Sequence[Row]) -> Row:
    """The copy that tells most of the length; of several the first."""
    return min(
        event,
        key=lambda row: (row.contact.seconds is None, row.contact.rounded, row.contact.connected is None, row.row),
    )


def _one(event: Sequence[Row]) -> Row:
    best = _best(event)
    if len(event) == 1:
        return best
    contacts = [row.contact for row in event]
    lengths = [contact.seconds for contact in contacts if contact.seconds is not None and not contact.rounded]
    by_day = [contact.at for contact in contacts if not is_night(contact.at)]
    merged = msgspec.structs.replace(
        best.contact,
        at=best.contact.at if not by_day or not is_night(best.contact.at) else by_day[0],
        outgoing=next((contact.outgoing for contact in contacts if contact.outgoing is not None), None),
        seconds=min(lengths, default=best.contact.seconds),
        collector=_collector(contacts),
        refused=any(contact.refused for contact in contacts),
        **{
            name: next(filter(None, (getattr(contact, name) for contact in (best.contact, *contacts))), "")
            for name in _WORDS
        },
    )
    return msgspec.structs.replace(best, contact=merged)


_WORDS = ("called", "claimed", "said", "evidence", "lender", "source")


def _collector(contacts: Sequence[Contact]) -> bool | None:
    """The tag of any copy; what the borrower typed in is a collector unless tagged otherwise."""
    tags = {contact.collector for contact in contacts}
    if False in tags:
        return False
    return True if True in tags or any(not contact.source for contact in contacts) else None

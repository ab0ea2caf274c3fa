"""Copies inside one phone backup: a phone that was restored holds the same calls and messages twice.

Two items are one contact when they have the same number and the same millisecond (some programs cut
the milliseconds off, then the same second), or when both are conversations with one number that
overlap: nobody talks to one number twice at once. Two messages must also say the same. Where the
copies disagree, what speaks for the other side stands: the shorter length, no connection.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from borrower_help.journal.model import Contact, number_key

SECOND = 1000


class BackupItem(NamedTuple):
    """A contact with its moment in milliseconds since 1970."""

    moment: int
    contact: Contact


def each_once(items: Sequence[BackupItem]) -> list[Contact]:
    """The contacts in the order of the file, those told twice once, where they stand first."""
    kept: list[Contact | None] = [item.contact for item in items]
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    ends: dict[int, int] = {}
    for place in sorted(range(len(items)), key=lambda place: (items[place].moment, place)):
        item = items[place]
        near = seen[item.contact.channel, number_key(item.contact.number)]
        near[:] = [other for other in near if item.moment < max(items[other].moment + SECOND, ends[other])]
        twin = next((other for other in near if _is_copy(items[other], item, ends[other])), None)
        ends[place] = item.moment + SECOND * (item.contact.seconds or 0)
        if twin is None:
            near.append(place)
            continue
        first, later = sorted((twin, place))
        kept[first], kept[later] = _one(kept[twin], item.contact, items[first].contact), None
        ends[twin] = max(ends[twin], ends[place])
        if first != twin:  # the copy stands first in the file
            near[near.index(twin)] = first
            ends[first] = ends[twin]
    return [contact for contact in kept if contact is not None]


def _is_copy(known: BackupItem, item: BackupItem, end: int) -> bool:
    """Whether an item is a copy of one that began no later; ``end`` is when that one's conversation was over."""
    if item.contact.channel == "call":
        overlaps = bool(item.contact.number and known.contact.seconds and item.contact.seconds) and item.moment < end
        return overlaps or _same_moment(known.moment, item.moment)
    same_way = known.contact.outgoing == item.contact.outgoing
    return same_way and _same_moment(known.moment, item.moment) and _say_the_same(known.contact.said, item.contact.said)


def _same_moment(one: int, other: int) -> bool:
    return one == other or (one // SECOND == other // SECOND and 0 in (one % SECOND, other % SECOND))


def _say_the_same(one: str, other: str) -> bool:
    """Whether two messages have the same words; signs may be lost in a copy, and a picture's words too."""
    words = [re.sub(r"\W+", "", said) for said in (one, other)]
    return not all(words) or words[0] == words[1]


def _one(known: Contact | None, copy: Contact, first: Contact) -> Contact:
    """One contact of two copies; its place in the file is that of the ``first``."""
    both: Iterable[Contact] = [contact for contact in (known, copy) if contact is not None]
    lengths = [contact.seconds for contact in both]
    connections = [contact.connected for contact in both]
    directions = {contact.outgoing for contact in both}
    return msgspec.structs.replace(
        first,
        seconds=None if None in lengths else min(length for length in lengths if length is not None),
        connected=False if False in connections else None if None in connections else True,
        outgoing=first.outgoing if len(directions) == 1 else None,
        said=max((contact.said for contact in both), key=len),
    )

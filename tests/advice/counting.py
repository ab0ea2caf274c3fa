"""A second count of a log, written from the words of the rules and sharing nothing with the program.

It is slow and plain on purpose: for every day it walks over all rows again, as a person with a
pencil would. ``test_analysis.py`` holds ``analyse()`` against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from borrower_help.journal.model import Contact, Row

Counts = dict[str, set[tuple[str, int]]]
"""By behaviour and whether it is settled: (day, how often) for every day on which it happened."""

SETTLED = {True: "certain", False: "possible"}


class Noted(NamedTuple):
    """A contact on the paper of the person who counts, whether its row is beyond doubt, and whether it happened, noted
    once or twice.
    """

    contact: Contact
    sure: bool
    happened: bool


def hand_count(rows: Sequence[Row], lender_names: Sequence[str] = ()) -> Counts:
    """What a careful person counts for one lender."""
    a_collector_is_tagged = any(row.contact.collector is True and not row.struck for row in rows)
    named = {
        "asked" if row.contact.lender in lender_names else row.contact.lender
        for row in rows
        if row.contact.lender and not row.struck
    }
    several_lenders = len(named | ({"asked"} if lender_names else set())) > 1
    counted: list[Noted] = []
    for row in sorted(rows, key=lambda row: (row.contact.at, row.row)):
        contact = row.contact
        if row.struck or contact.outgoing is True or contact.collector is False:
            continue
        if a_collector_is_tagged and contact.source and not contact.collector:
            continue
        if lender_names and contact.lender and contact.lender not in lender_names:
            continue
        sure = contact.outgoing is False
        if contact.source and contact.collector is None:
            sure = False
        if several_lenders and not contact.lender:
            sure = False
        counted.append(Noted(contact, sure, sure))
    counted = [
        noted._replace(sure=noted.sure and not _noted_twice(noted.contact, counted, lender_names)) for noted in counted
    ]
    counts: Counts = {}
    for day in sorted({noted.contact.at.date() for noted in counted}):
        today = [noted for noted in counted if noted.contact.at.date() == day]
        _count_talks(today, day, counts)
        _count_unanswered(today, day, counts)
        _count_nights(today, day, counts)
        _count_visits(today, day, counts)
        _count_others(counted, day, counts)
        _count_refusals(counted, day, counts)
    _count_letters(counted, counts)
    return counts


def _noted_twice(typed: Contact, counted: Sequence[Noted], lender_names: Sequence[str]) -> bool:
    """Whether something typed in may be a call that a list tells of beyond doubt, three minutes earlier or later."""
    if typed.source:
        return False

    def alike(one: object, other: object) -> bool:
        return one in (None, "") or other in (None, "") or one == other

    def whose(lender: str) -> str:
        return "asked" if lender in lender_names else lender

    return any(
        noted.contact.source != ""
        and noted.happened
        and abs((noted.contact.at - typed.at).total_seconds()) <= 180
        and (noted.contact.channel, noted.contact.person) == (typed.channel, typed.person)
        and typed.number in ("", noted.contact.number)
        and alike(typed.connected, noted.contact.connected)
        and alike(typed.outgoing, noted.contact.outgoing)
        and alike(typed.called, noted.contact.called)
        and alike(whose(typed.lender), whose(noted.contact.lender))
        for noted in counted
    )


def _note(counts: Counts, behaviour: str, day: dt.date, count: int, *, settled: bool) -> None:
    counts.setdefault(f"{behaviour}, {SETTLED[settled]}", set()).add((day.isoformat(), count))


def _to_me(noted: Noted, channel: str) -> bool:
    return noted.contact.channel == channel and noted.contact.person == "me"


def _count_talks(today: list[Noted], day: dt.date, counts: Counts) -> None:
    sure: list[Contact] = []
    maybe = got_through = 0
    for noted in today:
        c = noted.contact
        if not _to_me(noted, "call") or c.connected is False:
            continue
        if (c.seconds is None and c.connected) or (c.seconds or 0) > 0:
            got_through += 1
        if c.seconds is None and c.connected:
            maybe += 1
        if c.seconds is not None and c.seconds >= 6:
            maybe += 1
            if c.seconds >= (79 if c.rounded else 20) and noted.sure:
                sure.append(c)
    companies = {c.claimed for c in sure if c.claimed}
    if len(companies) >= 2:
        sure = max(([c for c in sure if c.claimed == company] for company in sorted(companies)), key=len)
    if len(sure) >= 4:
        _note(counts, "connected_over_3", day, len(sure), settled=True)
    elif maybe >= 4:
        _note(counts, "connected_over_3", day, maybe, settled=False)
    if got_through >= 4:
        _note(counts, "notices", day, got_through, settled=False)


def _count_unanswered(today: list[Noted], day: dt.date, counts: Counts) -> None:
    for called in {noted.contact.called for noted in today}:
        missed = [
            noted
            for noted in today
            if _to_me(noted, "call") and noted.contact.connected is False and noted.contact.called == called
        ]
        sure = len([noted for noted in missed if noted.sure])
        if sure >= 7:
            _note(counts, "unanswered_over_6", day, sure, settled=True)
        elif len(missed) >= 7:
            _note(counts, "unanswered_over_6", day, len(missed), settled=False)
        elif len(missed) in (4, 5, 6):
            _note(counts, "calls_4_to_6_unanswered", day, len(missed), settled=False)


def _count_nights(today: list[Noted], day: dt.date, counts: Counts) -> None:
    for behaviour, channels in {
        "call_after_22": ["call"],
        "msg_after_22": ["sms", "wechat", "app", "email"],
        "visit_after_22": ["visit"],
    }.items():
        sure = unsure = 0
        for noted in today:
            clock = noted.contact.at.strftime("%H:%M:%S")
            if noted.contact.channel in channels and not "08:00:00" <= clock <= "21:59:59":
                sure += noted.sure
                unsure += not noted.sure
        if sure:
            _note(counts, behaviour, day, sure, settled=True)
        elif unsure:
            _note(counts, behaviour, day, unsure, settled=False)


def _count_visits(today: list[Noted], day: dt.date, counts: Counts) -> None:
    visits = [noted for noted in today if _to_me(noted, "visit") and noted.contact.connected is not False]
    met = [noted for noted in visits if noted.contact.connected and noted.sure]
    if len(met) >= 2:
        _note(counts, "visit_over_1", day, len(met), settled=True)
    elif len(visits) >= 2:
        _note(counts, "visit_over_1", day, len(visits), settled=False)


def _count_others(counted: list[Noted], day: dt.date, counts: Counts) -> None:
    found: dict[tuple[str, bool, object], int] = {}
    for noted in counted:
        other = noted.contact
        if other.person == "me" or other.at.date() != day:
            continue
        last_talk = None
        for earlier in counted:
            c = earlier.contact
            talked = _to_me(earlier, "call") and c.connected is not False and (c.seconds or 0) >= 6
            if talked and c.at < other.at and day - dt.timedelta(days=3) <= c.at.date():
                last_talk = earlier
        behaviour, settled = "ec_lost", False
        if last_talk is not None:
            failed = 0
            for place, between in enumerate(counted):
                after = place > next(index for index, entry in enumerate(counted) if entry is last_talk)
                failed += (
                    after
                    and _to_me(between, "call")
                    and between.contact.connected is False
                    and between.contact.at < other.at
                )
            if failed < 3:
                behaviour = "workplace_call" if other.person == "colleague" else "ec_reachable"
                settled = (
                    noted.sure
                    and last_talk.happened
                    and (other.channel in ("sms", "wechat", "letter") or other.connected is True)
                )
        answered = True if other.channel in ("sms", "wechat", "letter") else other.connected
        key = (behaviour, settled, (answered, True if answered else other.channel))
        found[key] = found.get(key, 0) + 1
    for (behaviour, settled, _), count in found.items():
        _note(counts, behaviour, day, count, settled=settled)


def _count_refusals(counted: list[Noted], day: dt.date, counts: Counts) -> None:
    again: dict[tuple[bool, int], int] = {}
    for place, noted in enumerate(counted):
        c = noted.contact
        if c.person == "me" or c.at.date() != day:
            continue
        refusals = [e for e in counted[:place] if e.contact.refused and e.contact.person == c.person]
        same = [e for e in refusals if c.called and e.contact.called == c.called]
        unknown = [e for e in refusals if not c.called or not e.contact.called]
        for first in (same or unknown)[:1]:
            settled = bool(same) and noted.sure and first.sure
            key = (settled, next(index for index, e in enumerate(counted) if e is first))
            again[key] = again.get(key, 0) + 1
    for (settled, _), count in again.items():
        _note(counts, "third_refused", day, count, settled=settled)


def _count_letters(counted: list[Noted], counts: Counts) -> None:
    previous: dt.date | None = None
    for noted in counted:
        c = noted.contact
        if c.channel == "letter":
            if previous is not None and c.at.date() - previous < dt.timedelta(days=7):
                _note(counts, "letter_under_7d", c.at.date(), 2, settled=False)
            previous = c.at.date()

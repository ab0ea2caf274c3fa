"""A second count of a log, written from the words of the rules and sharing nothing with the program.

It is slow and plain on purpose: for every day it walks over all rows again, as a person with a
pencil would. ``test_analysis.py`` holds ``analyse()`` against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from borrower_help.journal.model import Contact, Row

Counts = dict[str, set[tuple[str, int]]]
"""By behaviour: (day, how often) for every day on which it happened."""


def hand_count(rows: Sequence[Row], lender_names: Sequence[str] = ()) -> Counts:
    """What a careful person counts for one lender."""
    a_collector_is_tagged = any(row.contact.collector is True and not row.struck for row in rows)
    counted: list[Contact] = []
    for row in sorted(rows, key=lambda row: (row.contact.at, row.row)):
        contact = row.contact
        if row.struck or contact.outgoing or contact.collector is False:
            continue
        if a_collector_is_tagged and contact.source and not contact.collector:
            continue
        if lender_names and contact.lender and contact.lender not in lender_names:
            continue
        counted.append(contact)
    counts: Counts = {}
    for day in sorted({contact.at.date() for contact in counted}):
        _count_calls(counted, day, counts)
        _count_nights(counted, day, counts)
        _count_others(counted, day, counts)
        visits = [c for c in counted if c.channel == "visit" and c.person == "me" and c.at.date() == day and c.connected is not False]
        met = [c for c in visits if c.connected]
        if len(met) >= 2:
            _note(counts, "visit_over_1, certain", day, len(met))
        elif len(visits) >= 2:
            _note(counts, "visit_over_1, possible", day, len(visits))
    _count_letters(counted, counts)
    return counts


def _note(counts: Counts, behaviour: str, day: dt.date, count: int) -> None:
    counts.setdefault(behaviour, set()).add((day.isoformat(), count))


def _count_calls(counted: list[Contact], day: dt.date, counts: Counts) -> None:
    calls = [c for c in counted if c.channel == "call" and c.person == "me" and c.at.date() == day]
    sure = maybe = 0
    for c in calls:
        if c.connected is not False and c.seconds is not None and c.seconds >= 6:
            sure += 1
        if c.connected is True and c.seconds is None:
            maybe += 1
    if sure >= 4:
        _note(counts, "connected_over_3, certain", day, sure)
    elif sure + maybe >= 4:
        _note(counts, "connected_over_3, possible", day, sure + maybe)
    for called in {c.called for c in calls}:
        unanswered = len([c for c in calls if c.called == called and c.connected is False])
        if unanswered >= 7:
            _note(counts, "unanswered_over_6", day, unanswered)
        elif unanswered in (4, 5, 6):
            _note(counts, "calls_4_to_6_unanswered", day, unanswered)


def _count_nights(counted: list[Contact], day: dt.date, counts: Counts) -> None:
    for behaviour, channels in {"call_after_22": ["call"], "msg_after_22": ["sms", "wechat", "app", "email"], "visit_after_22": ["visit"]}.items():
        night = 0
        for c in counted:
            if c.at.date() == day and c.channel in channels and c.at.strftime("%H:%M:%S") not in _daytime(c):
                night += 1
        if night:
            _note(counts, behaviour, day, night)


def _daytime(contact: Contact) -> list[str]:
    """The clock of the contact where it lies between 08:00:00 and 21:59:59, else nothing."""
    clock = contact.at.strftime("%H:%M:%S")
    return [clock] if "08:00:00" <= clock <= "21:59:59" else []


def _count_others(counted: list[Contact], day: dt.date, counts: Counts) -> None:
    others = [c for c in counted if c.person != "me" and c.at.date() == day]
    if not others:
        return
    reachable = False
    for c in counted:
        conversation = c.channel == "call" and c.person == "me" and c.connected is not False and (c.seconds or 0) >= 6
        if conversation and day - dt.timedelta(days=3) <= c.at.date() <= day:
            reachable = True
    if not reachable:
        _note(counts, "ec_lost", day, len(others))
    elif {c.person for c in others} == {"colleague"}:
        _note(counts, "workplace_call", day, len(others))
    else:
        _note(counts, "ec_reachable", day, len(others))
    again: dict[tuple[str, dt.date], int] = {}
    for place, c in enumerate(counted):
        earlier = [e for e in counted[:place] if e.refused and (e.person, e.called) == (c.person, c.called)]
        if c.person != "me" and c.at.date() == day and earlier:
            sure = "third_refused, certain" if c.called else "third_refused, possible"
            refused_on = earlier[0].at.date()
            again[sure, refused_on] = again.get((sure, refused_on), 0) + 1
    for (behaviour, _), count in again.items():
        _note(counts, behaviour, day, count)


def _count_letters(counted: list[Contact], counts: Counts) -> None:
    previous: dt.date | None = None
    for c in counted:
        if c.channel == "letter":
            if previous is not None and c.at.date() - previous < dt.timedelta(days=7):
                _note(counts, "letter_under_7d", c.at.date(), 2)
            previous = c.at.date()

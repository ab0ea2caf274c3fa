"""What a contact log says of a case: the second thing that advice is given on, beside what the borrower told."""

from __future__ import annotations

import datetime as dt

from borrower_help.values.record import Record


class ProvedDay(Record, frozen=True, kw_only=True):
    """One day of a contact log: how often something happened, in a few words, and the rows that show it."""

    on: dt.date
    count: int
    rows: tuple[int, ...]
    text: str


class LoggedBehaviour(Record, frozen=True, kw_only=True):
    """A behaviour that a log shows: in words, day by day, the ``numbers`` called from, the ``rule`` it is counted by.

    ``condition`` is what must hold for it, of something unsettled the question to answer first.
    """

    id: str
    days: tuple[ProvedDay, ...]
    proof: str = ""
    numbers: tuple[str, ...] = ()
    rule: str = ""
    condition: str = ""


class LogResult(Record, frozen=True, kw_only=True):
    """What a log settles, what it leaves open, how many of its rows have an untagged number, and whom it names.

    ``lenders`` are ids where the lender is recorded, else the names written in the log; ``people`` are the others whom
    a collector surely contacted.
    """

    settled: tuple[LoggedBehaviour, ...] = ()
    unsettled: tuple[LoggedBehaviour, ...] = ()
    untagged: int = 0
    lenders: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

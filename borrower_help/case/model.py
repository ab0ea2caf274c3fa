"""What the borrower told us: the case file, and nothing that was not asked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from borrower_help.case.money import DebtAnswers, LoanAnswers
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.values.record import Record, Slug, WithAmounts


class ProvedDay(Record, frozen=True, kw_only=True):
    """One day of a contact log: how often something happened, in a few words, and the rows that show it."""

    on: dt.date
    count: int
    rows: tuple[int, ...]
    text: Annotated[str, Meta(max_length=500)]


class Happening(Record, frozen=True, kw_only=True):
    """Something collectors did: a behaviour id, and the day, so that the rules of that day judge it.

    What a contact log shows of it: ``proof`` in words, ``days`` one by one, the ``numbers`` called from,
    the ``rule`` it is counted by, and the ``condition`` under which it holds.
    """

    id: Slug
    on: dt.date | None = None
    proof: Annotated[str, Meta(max_length=500)] = ""
    days: tuple[ProvedDay, ...] = ()
    numbers: tuple[str, ...] = ()
    rule: str = ""
    condition: str = ""


class LogLeftOpen(Record, frozen=True, kw_only=True):
    """What a contact log leaves open: what it does not settle, and how many of its rows have an untagged number.

    The ``condition`` of an unsettled happening is the question to answer first.
    """

    unsettled: tuple[Happening, ...] = ()
    untagged: int = 0


class ReceivedPaper(Record, frozen=True, kw_only=True):
    """A paper or message received, and the day it was received (clocks run from it).

    ``dated`` is the day printed on it, ``hearing`` the day in court it names; no clock runs from these.
    """

    kind: Slug
    received: dt.date | None = None
    dated: dt.date | None = None
    hearing: dt.date | None = None


class Case(WithAmounts, frozen=True, kw_only=True):
    """The answers of one borrower about one loan. Every field may be missing.

    ``kind`` is the kind of institution the *contract* names as lender, where the borrower knows
    it; ``days_overdue`` counts calendar days after the due date (0 = due today or not yet due);
    amounts are yuan, ``income`` and ``essentials`` per month for the borrower and ``dependants`` others; ``complained``
    is the day a
    complaint was lodged with the lender; ``loan`` is what the loan cost, ``debts`` are all debts, where a plan
    for all is wanted; ``log`` is what a contact log leaves open.
    """

    safety: tuple[Slug, ...] = ()
    lender: str | None = None
    kind: InstitutionKind | None = None
    days_overdue: Annotated[int, Meta(ge=0, le=36500)] | None = None
    due: dt.date | None = None
    reachable: bool | None = None
    happened: tuple[Slug | Happening, ...] = ()
    papers: tuple[ReceivedPaper, ...] = ()
    hardship: tuple[Slug, ...] = ()
    goals: tuple[Slug, ...] = ()
    complained: dt.date | None = None
    outstanding: Decimal | None = None
    income: Decimal | None = None
    essentials: Decimal | None = None
    dependants: Annotated[int, Meta(ge=0, le=99)] | None = None
    loan: LoanAnswers | None = None
    debts: tuple[DebtAnswers, ...] = ()
    log: LogLeftOpen | None = None

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What happened, each with its day where it was given."""
        return tuple(item if isinstance(item, Happening) else Happening(id=item) for item in self.happened)

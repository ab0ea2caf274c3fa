"""What the borrower told us: the case file, and nothing that was not asked."""

import datetime as dt
import enum
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from borrower_help.case.money import DebtAnswers, LoanAnswers
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.values.record import Record, Slug, WithAmounts


class Happening(Record, frozen=True, kw_only=True):
    """Something collectors did: a behaviour id, and the day, so that the rules of that day judge it."""

    id: Slug
    on: dt.date | None = None


class ReceivedPaper(Record, frozen=True, kw_only=True):
    """A paper or message received, and the day it was received (clocks run from it).

    ``dated`` is the day printed on it, ``hearing`` the day in court it names; no clock runs from these.
    """

    kind: Slug
    received: dt.date | None = None
    dated: dt.date | None = None
    hearing: dt.date | None = None


class Role(enum.StrEnum):
    """Who is using it. ``family`` are also friends and colleagues who signed nothing; ``guarantor`` also who signed
    as a
    borrower together with another; ``helper`` is somebody who asks for one of the others.
    """

    BORROWER = "borrower"
    FAMILY = "family"
    GUARANTOR = "guarantor"
    SPOUSE = "spouse"
    HEIR = "heir"
    NOT_MINE = "not_mine"
    HELPER = "helper"


class LoanType(enum.StrEnum):
    """What was borrowed: a credit card, a cash loan, goods or a service by instalments, a car, money for a business."""

    CARD = "card"
    CASH = "cash"
    INSTALMENT = "instalment"
    CAR = "car"
    BUSINESS = "business"


class Creditor(Record, frozen=True, kw_only=True):
    """Who asks for the money now, where that is another than the lender of the contract.

    ``since`` is the day on which the claim is said to have passed; ``proof`` is what was shown of it, in words.
    """

    name: Annotated[str, Meta(max_length=60)] = ""
    kind: InstitutionKind | None = None
    since: dt.date | None = None
    proof: Annotated[str, Meta(max_length=500)] = ""


class LoanOfCase(WithAmounts, frozen=True, kw_only=True):
    """One loan of a case: who lent, what kind, how long overdue, what is owed (yuan); ``monthly`` is one instalment.

    ``rate`` is in per cent a year, as the contract writes it; ``sued``, ``guaranteed`` and ``secured`` as in a debt.
    """

    lender: Annotated[str, Meta(max_length=60)] | None = None
    kind: InstitutionKind | None = None
    product: LoanType | None = None
    days_overdue: Annotated[int, Meta(ge=0, le=36500)] | None = None
    due: dt.date | None = None
    outstanding: Decimal | None = None
    monthly: Decimal | None = None
    rate: Decimal | None = None
    sued: bool = False
    guaranteed: bool = False
    secured: bool = False
    creditor: Creditor | None = None


FIRST_LOAN = ("lender", "kind", "product", "days_overdue", "due", "outstanding", "creditor")
"""What a case tells of the loan it is about, and a loan of a list tells under the same name."""

MAX_LOANS = 50
"""Nobody borrows from more; a longer list is a slip or an attack."""


class Case(WithAmounts, frozen=True, kw_only=True):
    """The answers of one person. Every field may be missing.

    ``label`` tells the calendar of this case from that of another, as with two loans of one lender. ``role`` is who
    answers, ``for_role`` whom a helper asks for. ``kind`` is the kind of institution the *contract*
    names
    as lender, where it is known; ``creditor`` is who asks for the money now. ``days_overdue`` counts calendar days
    after
    the due date (0 = due today or not yet due); amounts are yuan, ``income`` and ``essentials`` per month for the
    borrower and ``dependants`` others; ``hearing`` is the day of a hearing; ``complained`` is the day a complaint was
    lodged with the lender; ``loan`` is what the loan cost, ``debts`` are all debts, where a plan for all is wanted.

    ``loans`` are several loans of one person. The case is about the first of them: what it says of that loan stands in
    the fields of the case as well, so that whoever reads a case of one loan reads this one, too.
    """

    label: Annotated[str, Meta(max_length=60)] | None = None
    role: Role | None = None
    for_role: Role | None = None
    safety: tuple[Slug, ...] = ()
    lender: str | None = None
    kind: InstitutionKind | None = None
    product: LoanType | None = None
    creditor: Creditor | None = None
    loans: Annotated[tuple[LoanOfCase, ...], Meta(max_length=MAX_LOANS)] = ()
    days_overdue: Annotated[int, Meta(ge=0, le=36500)] | None = None
    due: dt.date | None = None
    reachable: bool | None = None
    happened: tuple[Slug | Happening, ...] = ()
    papers: tuple[ReceivedPaper, ...] = ()
    hearing: dt.date | None = None
    hardship: tuple[Slug, ...] = ()
    goals: tuple[Slug, ...] = ()
    complained: dt.date | None = None
    outstanding: Decimal | None = None
    income: Decimal | None = None
    essentials: Decimal | None = None
    dependants: Annotated[int, Meta(ge=0, le=99)] | None = None
    loan: LoanAnswers | None = None
    debts: tuple[DebtAnswers, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.loans and all(getattr(self, name) is None for name in FIRST_LOAN):
            for name in FIRST_LOAN:
                msgspec.structs.force_setattr(self, name, getattr(self.loans[0], name))

    @property
    def whose(self) -> Role:
        """Whose duties and words are meant: the person's own, or of whom a helper asks for; the borrower's by
        default.
        """
        role = self.for_role if self.role is Role.HELPER else self.role
        return role or Role.BORROWER

    @property
    def day_in_court(self) -> dt.date | None:
        """The day of the hearing: as it was told, else the first that one of the papers names."""
        named = [paper.hearing for paper in self.papers if paper.hearing is not None]
        return self.hearing or min(named, default=None)

    @property
    def every_loan(self) -> tuple[LoanOfCase, ...]:
        """All loans told, the one the case is about first; that one alone where there is no list."""
        own = LoanOfCase(**{name: getattr(self, name) for name in FIRST_LOAN})
        return self.loans or ((own,) if own != LoanOfCase() else ())

    def about(self, place: int) -> "Case":
        """The same case about another of its loans, counted from 0; papers and happenings stay."""
        chosen = self.loans[place]
        rest = tuple(loan for index, loan in enumerate(self.loans) if index != place)
        return self.telling({name: getattr(chosen, name) for name in FIRST_LOAN} | {"loans": (chosen, *rest)})

    def telling(self, changes: Mapping[str, Any]) -> "Case":
        """The case with these answers in place of its own; what they say of its loan is said in the list, too."""
        case = msgspec.structs.replace(self, **changes)
        if not case.loans:
            return case
        own = {name: getattr(case, name) for name in FIRST_LOAN}
        return msgspec.structs.replace(case, loans=(msgspec.structs.replace(case.loans[0], **own), *case.loans[1:]))

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What happened, each with its day where it was given."""
        return tuple(item if isinstance(item, Happening) else Happening(id=item) for item in self.happened)

"""What the money section says, as records: the contract of its JSON."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from borrower_help.knowledge.records.base import Confidence
from borrower_help.money.loan import Loan
from borrower_help.money.overdue import PenaltyInterest
from borrower_help.money.rates import Rates
from borrower_help.values.record import Record


class FigureView(Record, frozen=True, kw_only=True):
    """Figures in a sentence, with the label before it; ``below`` tells that it explains the one before."""

    text: str
    label: str = ""
    below: bool = False


class LprView(Record, frozen=True, kw_only=True):
    """The one-year LPR a limit is a multiple of, in per cent; ``published`` is ``None`` where the borrower gave it."""

    percent: Decimal
    published: dt.date | None


class CapView(Record, frozen=True, kw_only=True):
    """A rule and how the loan stands to it.

    ``status``: ``over`` (``excess`` yuan above it, where the borrower can claim that), ``within``,
    ``applies`` (a rule without a number) or ``unknown`` (the LPR of that day is not known).
    ``compound_over`` tells that the loan is within by the nominal rate and over by the effective
    one. ``force`` is that of its strongest source; ``say`` names the nominal rate of this loan. ``heading`` and
    ``details`` are how the loan stands to it in words.
    """

    id: str
    name: str
    status: str
    limit: Decimal | None
    lpr: LprView | None
    excess: Decimal | None
    compound_over: bool
    force: str
    text: str
    say: str
    confidence: Confidence
    sources: tuple[str, ...]
    because: tuple[str, ...]
    heading: str = ""
    details: tuple[FigureView, ...] = ()


class LimitView(Record, frozen=True, kw_only=True):
    """A line that charges after the due date are held against, as a fraction of one a year.

    ``penalty_only``: it is about the penalty rate, not about all charges together; ``force`` is that
    of its strongest source, ``say`` how to invoke it.
    """

    name: str
    limit: Decimal
    penalty_only: bool = False
    force: str = ""
    say: str = ""
    confidence: Confidence
    sources: tuple[str, ...]


class AllowedView(Record, frozen=True, kw_only=True):
    """What a line leaves for all charges of the overdue days, and how much the lender asks beyond it.

    ``penalty_over`` tells whether the penalty rate alone lies above the line: ``no``, ``high`` (only
    the upper one) or ``yes``; ``excess`` is ``None`` where it is not known what the lender asks, or the
    line is not about all of it. ``text`` says all of it.
    """

    line: LimitView
    allowed: Decimal
    penalty_over: Literal["no", "high", "yes"]
    excess: Decimal | None
    text: str = ""


class AccountView(Record, frozen=True, kw_only=True):
    """What stands open on a day: overdue principal, interest of the loan's own time, penalty, and what the lender asks.

    ``charged`` is everything the lender asks for the overdue days (penalty, compound interest,
    default fee, collection fee), ``charged_rate`` the same as a rate a year. ``figures`` are all of these in words;
    ``not_compared`` tells what is missing where no line is about all charges.
    """

    principal: Decimal
    interest: Decimal
    days: int
    until: dt.date
    penalty: PenaltyInterest | None
    total_low: Decimal | None
    total_high: Decimal | None
    charged: Decimal | None
    charged_rate: Decimal | None
    total_asked: Decimal | None
    lines: tuple[AllowedView, ...]
    figures: tuple[FigureView, ...] = ()
    not_compared: str = ""


class FeeView(Record, frozen=True, kw_only=True):
    """What one fee costs in all, and how much it adds to the nominal annual rate."""

    name: str
    taken_by: str
    total: Decimal
    deducted: bool
    adds: Decimal
    text: str = ""


class CostNoteView(Record, frozen=True, kw_only=True):
    """A sentence of the knowledge that stands beside the figures."""

    id: str
    text: str
    confidence: Confidence
    sources: tuple[str, ...]


class CostView(Record, frozen=True, kw_only=True):
    """The answer of ``cost``: rates are fractions of one, amounts yuan to the fen.

    ``lpr_known_until`` is the last day of which the knowledge has the LPR; ``hidden`` names the rules
    left out because the day of the contract is not known. ``title``, ``opening``, ``paid_text`` and ``not_compared``
    are the conclusion, the figures, what was paid, and what could not be compared, in words; ``explain`` tells how
    every figure was found.
    """

    loan: Loan
    received: Decimal
    kept_back: Decimal
    total_paid: Decimal
    total_cost: Decimal
    rates: Rates
    contract_rate: Decimal | None
    fees: tuple[FeeView, ...]
    caps: tuple[CapView, ...]
    contract_date: dt.date | None
    lpr_known_until: dt.date
    hidden: tuple[str, ...]
    explained: tuple[CostNoteView, ...]
    beside: tuple[CostNoteView, ...]
    title: str = ""
    opening: tuple[FigureView, ...] = ()
    paid_text: str = ""
    not_compared: tuple[str, ...] = ()
    explain: tuple[str, ...] = ()

"""Caps, reference rates, and the words beside figures."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import Confidence, Entry, KnowledgeFile, Statement
from borrower_help.knowledge.records.refs import SourceRefs
from borrower_help.values.record import Record, Text


class MoneyFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/money/*.yaml: caps and charges in words, and what to fetch before negotiating."""

    statements: tuple[Statement, ...]
    figures_to_fetch: tuple[Statement, ...] = ()


class Cap(Entry, frozen=True, kw_only=True):
    """A rule that a loan's cost is held against.

    ``measure`` is ``percent`` (``limit`` per cent a year, nominal), ``lpr_times`` (``limit`` times the
    one-year LPR of the contract's day) or ``notice`` (no number: it applies or not).
    ``contract_from``/``contract_to`` bound the day of the contract; ``needs`` names what the loan
    must have for the rule to matter; ``product`` narrows it to cash loans or credit cards.
    ``claimable`` is false for a line that binds the lender's new business and gives the borrower no
    claim to what lies above it. ``say`` is how to invoke it.
    """

    name: Text
    measure: Literal["percent", "lpr_times", "notice"]
    limit: Decimal | None = None
    contract_from: dt.date | None = None
    contract_to: dt.date | None = None
    needs: Literal["", "fees", "kept_back"] = ""
    product: Literal["", "loan", "card"] = ""
    claimable: bool = True
    text: Text
    say: Text


class CapFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/money/caps.yaml"""

    caps: tuple[Cap, ...]


class CostFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/money/cost.yaml: the words beside the figures of ``cost``.

    ``rates`` explain the conventions; ``comparison`` stands below the rules, ``over`` where something
    lies above a line, ``fees`` where there are fees, ``before_civil_code`` for older contracts; ``penalty`` beside what
    runs after the due date,
    ``appropriation`` beside what a payment is set against, ``judgment`` beside the interest after a
    judgment.
    """

    rates: tuple[Statement, ...]
    comparison: tuple[Statement, ...]
    over: tuple[Statement, ...]
    fees: tuple[Statement, ...]
    before_civil_code: tuple[Statement, ...]
    penalty: tuple[Statement, ...]
    appropriation: tuple[Statement, ...]
    judgment: tuple[Statement, ...]


class LprRate(Record, frozen=True, kw_only=True):
    """The one-year LPR, in per cent, from the day it was published until the next one."""

    date: dt.date
    percent: Decimal


class LprFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/money/lpr.yaml: beyond ``known_until`` the rate is not known, and is never guessed."""

    known_until: dt.date
    sources: SourceRefs
    confidence: Confidence
    rates: Annotated[tuple[LprRate, ...], Meta(min_length=1)]


class PlanReason(Entry, frozen=True, kw_only=True):
    """Why a debt comes before another; ``id`` is the code the plan gives it."""

    name: Text
    text: Text


class OfferKind(Entry, frozen=True, kw_only=True):
    """A way to offer: what it is, what to ask for in return, what can go wrong."""

    name: Text
    what: Text
    demand: Text
    risk: Text


class PlanFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/money/plan.yaml: the words beside the figures of ``plan``.

    ``notes`` are sentences that the plan picks by their id, each where its figures call for it; ``week`` are those of
    the page for several lenders, whose ``{names}`` and sums the program fills in.
    """

    reasons: tuple[PlanReason, ...]
    offers: tuple[OfferKind, ...]
    nothing_left: tuple[Statement, ...]
    rules: tuple[Statement, ...]
    limitation: tuple[Statement, ...]
    notes: tuple[Statement, ...] = ()
    week: tuple[Statement, ...] = ()

"""Kinds of institution, and lenders with what is known and said of them."""

import enum
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import (
    Entry,
    InstitutionKind,
    KnowledgeFile,
    Sourced,
    Statement,
    Unknown,
)
from borrower_help.knowledge.records.refs import ChannelRef, SourceRef, SourceRefs
from borrower_help.values.record import Record, Slug, Text, WithAmounts

Moment = Annotated[str, Meta(pattern=r"^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")]
"""A day, a month or a year, as exactly as it is known: ``2025-07-25``, ``2025-05``, ``"2022"`` (in quotes)."""


class Likelihood(enum.StrEnum):
    """The word a source article uses for how likely its claim is."""

    WILL = "will"
    USUALLY = "usually"
    MOST_COMMON = "most_common"
    COMMON = "common"
    MAY = "may"
    NOT_EVERYONE = "not_everyone"
    DISPUTED = "disputed"
    MUST = "must"
    ASSERTED = "asserted"


class Branch(Sourced, frozen=True, kw_only=True):
    """For a loan-facilitation brand: what follows from who the contract names."""

    id: Slug
    kind: InstitutionKind
    if_text: Text
    then: Text


class Institution(Sourced, frozen=True, kw_only=True):
    """One kind of institution: how to tell it, who supervises it, which rules bind it.

    ``practice``, ``ask_first``, ``branches`` and ``unknowns`` hold for every lender of the kind, and
    stand here so that no lender repeats them; a lender's own stand before them.
    """

    id: InstitutionKind
    name: Text
    how_to_tell: Text
    regulator: Text
    rules: tuple[SourceRef, ...]
    complaint_route: tuple[ChannelRef, ...]
    differences: tuple[Statement, ...]
    practice: tuple[Statement, ...] = ()
    ask_first: tuple[Statement, ...] = ()
    branches: tuple[Branch, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


class InstitutionFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/institutions.yaml"""

    institutions: tuple[Institution, ...]


class LenderContact(Sourced, frozen=True, kw_only=True):
    """A way to reach a lender, with its own source and how it was verified."""

    kind: Literal["hotline", "website", "app"]
    value: Text
    verification: Text


class Contradiction(Record, frozen=True, kw_only=True):
    """Why a claim is wrong or doubtful, and what says so."""

    text: Text
    sources: SourceRefs


class Claim(Entry, frozen=True, kw_only=True):
    """What a source article says a lender does, recorded as a claim and confronted with the rules.

    ``treat`` decides what the report does with it: ``practice`` shows it beside what a rule gives
    the borrower, ``may_ask`` turns it into something one may ask for (``ask`` holds the wording),
    ``background`` shows it only in full reports, ``rejected`` shows only that it is wrong.
    """

    text: Text
    likelihood: Likelihood
    treat: Literal["practice", "may_ask", "background", "rejected"]
    ask: str = ""
    contradicted_by: tuple[Contradiction, ...] = ()


class LenderRole(enum.StrEnum):
    """What a company does in a loan: it lends, stands surety, runs the app, or asks for the money."""

    LENDS = "lends"
    GUARANTEES = "guarantees"
    SERVES = "serves"
    COLLECTS = "collects"


class Basis(enum.StrEnum):
    """How the supervisor of a lender is known: seen in a penalty, an approval or a list; inferred from the seat; or the
    contract decides.
    """

    SEEN = "seen"
    INFERRED = "inferred"
    CONTRACT = "contract"


class Topic(enum.StrEnum):
    """What a penalty was about, as far as it concerns a borrower in arrears."""

    COLLECTION = "collection"
    COMPLAINTS = "complaints"
    CREDIT_DATA = "credit_data"
    FEES = "fees"


class FormerName(Sourced, frozen=True, kw_only=True):
    """A name the company bore. ``until`` is when it was given up; empty where that is not known."""

    name: Text
    until: Moment | Literal[""] = ""


class Product(Sourced, frozen=True, kw_only=True):
    """A product or app a borrower knows the lender by."""

    name: Text


class Company(Sourced, frozen=True, kw_only=True):
    """A company named behind a brand, and what it does there. Another loan may name another company."""

    name: Text
    kind: InstitutionKind
    role: LenderRole
    note: str = ""


class Penalty(Sourced, WithAmounts, frozen=True, kw_only=True):
    """A penalty of the institution itself: never added to those of persons or of another authority.

    ``on`` is the day the source gives: of the decision, or with ``announced`` only of its publication, which
    may be months later; ``amount`` is in yuan.
    """

    id: Slug
    authority: Text
    on: Moment
    announced: bool = False
    amount: Decimal | None = None
    about: Text
    topics: Annotated[tuple[Topic, ...], Meta(min_length=1)]


class AgencyList(Sourced, frozen=True, kw_only=True):
    """That a list of collection agencies was published: when, of how many, where to look. Never the list: it changes
    within weeks.
    """

    on: Moment
    count: Annotated[int, Meta(ge=1)] | None = None
    where: Text


class Transfer(Sourced, WithAmounts, frozen=True, kw_only=True):
    """Claims offered for sale or sold. Amounts are in yuan: ``principal``, or ``total`` with the interest."""

    id: Slug
    seller: Text
    on: Moment
    done: Literal["listed", "sold"]
    principal: Decimal | None = None
    total: Decimal | None = None
    average_days: Annotated[int, Meta(ge=1)] | None = None
    sued: Literal["yes", "no", "mostly_no", "unknown"] = "unknown"
    note: str = ""


class Talk(Sourced, frozen=True, kw_only=True):
    """The regulator called the company in: who, when, about what."""

    id: Slug
    authority: Text
    on: Moment
    about: Text


class NotAlias(Record, frozen=True, kw_only=True):
    """A name that is confused with the lender's and is not the lender's; it never opens its report."""

    name: Text
    why: Text


class Bank(Record, frozen=True, kw_only=True):
    """A bank that is recognised by name as a bank, without facts of its own."""

    name: Text
    aliases: tuple[Text, ...] = ()


class BankFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/banks.yaml: names of banks of which nothing is recorded but that they are banks."""

    banks: tuple[Bank, ...]


class Lender(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/lenders/<id>.yaml: one lender or brand, in the order a reader wants it.

    ``aliases`` are names that mean this lender and no other; forms that follow from the legal name
    (without 有限公司, 消金 for 消费金融 …), former names and products are found without being listed.
    ``companies`` are those behind a brand. ``city`` is where the company is registered.
    """

    id: Slug
    name: Text
    legal_name: Text
    kind: InstitutionKind
    aliases: tuple[Text, ...]
    not_aliases: tuple[NotAlias, ...] = ()
    roles: Annotated[tuple[LenderRole, ...], Meta(min_length=1)]
    city: str = ""
    regulator: Text
    regulator_basis: Basis
    credit_authority: Text
    summary: Statement
    contacts: tuple[LenderContact, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    products: tuple[Product, ...] = ()
    companies: tuple[Company, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    talks: tuple[Talk, ...] = ()
    agency_lists: tuple[AgencyList, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    facts: tuple[Statement, ...] = ()
    practice: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    ask_first: tuple[Statement, ...] = ()
    branches: tuple[Branch, ...] = ()
    unknowns: tuple[Unknown, ...] = ()

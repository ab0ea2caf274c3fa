"""The records of the knowledge: one frozen Struct per kind of entry, and the only schema there is.

YAML is decoded with these types, the JSON Schema for editors is generated from them, and every
other module reads the knowledge through them. A field that is missing here cannot be written in
YAML; a field nobody reads should not be here.

Conventions: dates are ``datetime.date``; day counts are calendar days, day 1 is the day after the
due date; source references are ``document`` or ``document:article`` (``civil-code:585.2`` is
paragraph 2 of article 585).
"""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$")]
Text = Annotated[str, Meta(min_length=1, pattern=r"\S")]
SourceRef = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*(?::[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*)?$")]
SourceRefs = Annotated[tuple[SourceRef, ...], Meta(min_length=1)]
Day = Annotated[int, Meta(ge=0, le=36500)]
Moment = Annotated[str, Meta(pattern=r"^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")]
"""A day, a month or a year, as exactly as it is known: ``2025-07-25``, ``2025-05``, ``"2022"`` (in quotes)."""


class Confidence(enum.StrEnum):
    """How far a statement can be trusted: official text read, serious secondary source, weak source."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class InstitutionKind(enum.StrEnum):
    """What kind of institution the creditor is; it decides rules, regulator and complaint route."""

    CONSUMER_FINANCE = "consumer_finance"
    BANK = "bank"
    MICRO_LOAN = "micro_loan"
    LOAN_FACILITATOR = "loan_facilitator"
    FINANCING_GUARANTOR = "financing_guarantor"
    INSURER = "insurer"
    LEASING = "leasing"
    AMC = "amc"
    PRIVATE_ASSIGNEE = "private_assignee"
    UNLICENSED = "unlicensed"
    UNKNOWN = "unknown"


class Role(enum.StrEnum):
    """What a company does in a loan: it lends, stands surety, runs the app, or asks for the money."""

    LENDS = "lends"
    GUARANTEES = "guarantees"
    SERVES = "serves"
    COLLECTS = "collects"


class Basis(enum.StrEnum):
    """How the supervisor of a lender is known: seen in a penalty, an approval or a list; inferred from the seat; or the contract decides."""

    SEEN = "seen"
    INFERRED = "inferred"
    CONTRACT = "contract"


class Topic(enum.StrEnum):
    """What a penalty was about, as far as it concerns a borrower in arrears."""

    COLLECTION = "collection"
    COMPLAINTS = "complaints"
    CREDIT_DATA = "credit_data"
    FEES = "fees"


class Verdict(enum.StrEnum):
    """Whether collectors may do a thing."""

    PROHIBITED = "prohibited"
    LIMITED = "limited"
    ALLOWED = "allowed"
    DEPENDS = "depends"


class Nature(enum.StrEnum):
    """What kind of breach it is; only ``unlawful`` may be called 违法 on the screen."""

    UNLAWFUL = "unlawful"
    REGULATORY = "regulatory"
    STANDARD_OR_SELF_REGULATION = "standard_or_self_regulation"
    VERIFY_FIRST = "verify_first"


class DocumentKind(enum.StrEnum):
    """What a source document is; its force follows from it."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    JUDICIAL_POLICY = "judicial_policy"
    DEPARTMENTAL_RULE = "departmental_rule"
    NORMATIVE_DOCUMENT = "normative_document"
    NATIONAL_STANDARD = "national_standard"
    SELF_REGULATION = "self_regulation"
    NOTICE = "notice"
    COURT_CASE = "court_case"
    COMPANY = "company"
    PRESS = "press"
    DATASET = "dataset"
    ARTICLE = "article"
    PROJECT = "project"


class Seen(enum.StrEnum):
    """How the text of a document reached us."""

    OFFICIAL_TEXT = "official_text"
    EXCERPT = "excerpt"
    SECONDARY = "secondary"


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


class Section(enum.StrEnum):
    """The six questions of a borrower."""

    OUTLOOK = "outlook"
    CONDUCT = "conduct"
    MONEY = "money"
    NEGOTIATION = "negotiation"
    COMPLAINT = "complaint"
    PAPERS = "papers"


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything that is written in YAML: immutable, and unknown keys are errors."""


class WithAmounts(Record, frozen=True, kw_only=True):
    """Base of records that hold amounts: each is a finite sum, not below zero."""

    def __post_init__(self) -> None:
        for field in msgspec.structs.fields(self):
            amount = getattr(self, field.name)
            if isinstance(amount, Decimal) and not (amount.is_finite() and amount >= 0):
                raise ValueError(f"{field.name}：{amount} 不是金额。请写成 12000 或 905.33 这样。")


class KnowledgeFile(Record, frozen=True, kw_only=True):
    """Base of what one file holds; ``checked`` is the day its records were last held against their sources."""

    checked: dt.date


class Sourced(Record, frozen=True, kw_only=True):
    """Something that rests on sources. ``checked`` is inherited from the file when it is not written."""

    sources: SourceRefs
    confidence: Confidence
    checked: dt.date


class Entry(Sourced, frozen=True, kw_only=True):
    """A sourced entry that applies to some cases: all selectors that are given must match.

    ``days`` is an inclusive range of days overdue (``null`` = open end); ``kinds``, ``happened``,
    ``papers``, ``hardships`` and ``goals`` match when the case has any of them; ``when`` and
    ``unless`` are names of conditions (``borrower_help.conditions``), all of which must hold or
    fail. ``effective_from``/``effective_to`` bound the dates on which the entry is true.
    """

    id: Slug
    days: tuple[Day, Day | None] | None = None
    kinds: tuple[InstitutionKind, ...] = ()
    happened: tuple[Slug, ...] = ()
    papers: tuple[Slug, ...] = ()
    hardships: tuple[Slug, ...] = ()
    goals: tuple[Slug, ...] = ()
    when: tuple[Slug, ...] = ()
    unless: tuple[Slug, ...] = ()
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None


class Statement(Entry, frozen=True, kw_only=True):
    """One sentence or two that a borrower reads."""

    text: Text


# --- sources -----------------------------------------------------------------------------------


class Article(Record, frozen=True, kw_only=True):
    """A cited article: its gist in our own words and whether its text was read.

    ``effective_from``/``effective_to`` narrow the document's dates. ``binds`` narrows whom the
    document binds.
    """

    id: Annotated[str, Meta(pattern=r"^[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*$")]
    gist: Text
    read: bool
    binds: tuple[InstitutionKind, ...] | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None


class Document(Record, frozen=True, kw_only=True):
    """A law, rule, standard, press report or weak article that statements rest on.

    ``binds`` lists the institution kinds the document binds; empty means everyone (for a document
    that is a rule) or nobody in particular (for a report). ``effective_to`` is the last day it was
    in force; ``superseded_by`` names the document that took its place; ``short`` is the name used
    on the short screen.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    title: Text
    issuer: Text
    kind: DocumentKind
    seen: Seen
    confidence: Confidence
    checked: dt.date
    short: str = ""
    number: str = ""
    page: str = ""
    binds: tuple[InstitutionKind, ...] = ()
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    superseded_by: str = ""
    note: str = ""
    articles: tuple[Article, ...] = ()


class SourceFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/sources/*.yaml"""

    documents: tuple[Document, ...]


# --- institutions and lenders --------------------------------------------------------------------


class Unknown(Record, frozen=True, kw_only=True):
    """What could not be verified, and where the borrower can look."""

    id: Slug
    text: Text
    where: Text
    checked: dt.date


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
    complaint_route: tuple[Slug, ...]
    differences: tuple[Statement, ...]
    practice: tuple[Statement, ...] = ()
    ask_first: tuple[Statement, ...] = ()
    branches: tuple[Branch, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


class InstitutionFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/institutions.yaml"""

    institutions: tuple[Institution, ...]


class Contact(Sourced, frozen=True, kw_only=True):
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
    role: Role
    note: str = ""


class Penalty(Sourced, WithAmounts, frozen=True, kw_only=True):
    """A penalty of the institution itself: never added to those of persons or of another authority.

    ``on`` is the day it was decided or published, as the source gives it; ``amount`` is in yuan.
    """

    id: Slug
    authority: Text
    on: Moment
    amount: Decimal | None = None
    about: Text
    topics: Annotated[tuple[Topic, ...], Meta(min_length=1)]


class AgencyList(Sourced, frozen=True, kw_only=True):
    """That a list of collection agencies was published: when, of how many, where to look. Never the list: it changes within weeks."""

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
    roles: Annotated[tuple[Role, ...], Meta(min_length=1)]
    city: str = ""
    regulator: Text
    regulator_basis: Basis
    credit_authority: Text
    summary: Statement
    contacts: tuple[Contact, ...] = ()
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


class Bank(Record, frozen=True, kw_only=True):
    """A bank that is recognised by name as a bank, without facts of its own."""

    name: Text
    aliases: tuple[Text, ...] = ()


class BankFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/banks.yaml: names of banks of which nothing is recorded but that they are banks."""

    banks: tuple[Bank, ...]


# --- outlook ---------------------------------------------------------------------------------------


class Stage(Record, frozen=True, kw_only=True):
    """One stage of the industry's calendar: practice and entitlement side by side."""

    id: Slug
    letter: Annotated[str, Meta(pattern=r"^[A-I]$")]
    name: Text
    days: tuple[Day, Day | None]
    headline: Text
    practice: tuple[Statement, ...]
    entitlement: tuple[Statement, ...]
    first_action: Statement


class StageFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/outlook/stages.yaml"""

    stages: tuple[Stage, ...]


# --- conduct ---------------------------------------------------------------------------------------


class Rule(Record, frozen=True, kw_only=True):
    """A rule a behaviour is judged by. ``escalation`` rules apply only when ``condition`` is met.

    Whom it binds and since when comes from the document and article; ``bound`` narrows it here.
    """

    source: SourceRef
    role: Literal["basis", "escalation"] = "basis"
    condition: str = ""
    bound: tuple[InstitutionKind, ...] = ()


class Threshold(Record, frozen=True, kw_only=True):
    """A number in a rule, with what exactly it counts. Two rules that count different things stand apart."""

    id: Slug
    text: Text
    source: SourceRef
    limit: int | None = None
    unit: str = ""


class Behaviour(Record, frozen=True, kw_only=True):
    """One thing collectors do, and whether they may.

    ``kinds`` are the institutions it can be about, where not every kind can do it. ``hinges`` and
    ``find_out`` are for an answer that depends, always or for some lenders and days: on what, and
    how to find out. ``urgent`` puts what to tell the police before everything else.
    """

    id: Slug
    title: Text
    question: Text
    said: tuple[Text, ...]
    kinds: tuple[InstitutionKind, ...] = ()
    verdict: Verdict
    nature: Nature | None = None
    answer: Text
    hinges: str = ""
    find_out: str = ""
    thresholds: tuple[Threshold, ...] = ()
    rules: Annotated[tuple[Rule, ...], Meta(min_length=1)]
    evidence: tuple[Slug, ...] = ()
    say: str = ""
    complain: tuple[Slug, ...] = ()
    police: str = ""
    urgent: bool = False
    confidence: Confidence
    confidence_note: str = ""
    checked: dt.date

    def __post_init__(self) -> None:
        if bool(self.hinges) != bool(self.find_out):
            raise ValueError("写了 hinges（要看什么）就要写 find_out（怎么弄清），反过来也一样。")

    common: bool = False


class BehaviourFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/conduct/<theme>.yaml"""

    theme: Slug
    name: Text
    order: int
    behaviours: tuple[Behaviour, ...]


class EvidenceKind(Record, frozen=True, kw_only=True):
    """Something worth keeping: what it is and how to keep it so that it counts."""

    id: Slug
    name: Text
    how: Text
    sources: SourceRefs
    confidence: Confidence
    checked: dt.date


class EvidenceFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/conduct/evidence.yaml"""

    evidence: tuple[EvidenceKind, ...]


class Right(Entry, frozen=True, kw_only=True):
    """Something a borrower may insist on: who owes it, how to claim it, where it ends.

    ``said`` are words a borrower might use for it; ``behaviours`` are those that breach it. ``sources``
    support it; ``ends_sources`` are the rules that limit it, and stand beside ``ends``.
    """

    name: Text
    text: Text
    claim: Text
    ends: Text
    ends_sources: tuple[SourceRef, ...] = ()
    said: tuple[Text, ...]
    behaviours: tuple[Slug, ...] = ()
    complain: tuple[Slug, ...] = ()


class RightFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/conduct/rights.yaml: the rules read the other way, as what one may insist on."""

    rights: tuple[Right, ...]


# --- money -----------------------------------------------------------------------------------------


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
    lies above a line, ``fees`` where there are fees, ``before_civil_code`` for older contracts; ``penalty`` beside what runs after the due date,
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

    ``notes`` are sentences that the plan picks by their id, each where its figures call for it.
    """

    reasons: tuple[PlanReason, ...]
    offers: tuple[OfferKind, ...]
    nothing_left: tuple[Statement, ...]
    rules: tuple[Statement, ...]
    limitation: tuple[Statement, ...]
    notes: tuple[Statement, ...] = ()


# --- negotiation -----------------------------------------------------------------------------------


class Hardship(Entry, frozen=True, kw_only=True):
    """A kind of hardship, the papers that prove it, and what must never be handed in."""

    name: Text
    proofs: Annotated[tuple[Text, ...], Meta(min_length=1)]
    never: Text


class Option(Entry, frozen=True, kw_only=True):
    """Something one may ask the creditor for, with what is really known about it."""

    name: Text
    what: Text
    known: Text
    ask: Text
    cost: Text
    credit: str = ""
    risk: str = ""


class Timing(Entry, frozen=True, kw_only=True):
    """What is worth asking for at a stage, and how strong the borrower's position usually is."""

    stage: Text
    ask: Text
    note: Text


class Script(Entry, frozen=True, kw_only=True):
    """Words to say or write; blanks are ＿＿ for the borrower to fill in."""

    name: Text
    text: Text


class NeverSay(Entry, frozen=True, kw_only=True):
    """A sentence or an act that harms the borrower, why, and what to say instead."""

    wrong: Text
    why: Text
    better: Text


class NegotiationFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/negotiation/*.yaml: each file fills the lists it is about."""

    principles: tuple[Statement, ...] = ()
    hardships: tuple[Hardship, ...] = ()
    options: tuple[Option, ...] = ()
    timing: tuple[Timing, ...] = ()
    scripts: tuple[Script, ...] = ()
    never_say: tuple[NeverSay, ...] = ()
    agreement: tuple[Statement, ...] = ()
    after_settling: tuple[Statement, ...] = ()


# --- complaint -------------------------------------------------------------------------------------


class Channel(Entry, frozen=True, kw_only=True):
    """A body one can turn to: for what, with what, by when it answers, and what it does not do."""

    name: Text
    scope: Text
    does_not: Annotated[tuple[Text, ...], Meta(min_length=1)]
    bring: Text
    reach: Text
    deadline: Text
    outcome: Text
    mistakes: tuple[Text, ...] = ()
    phone: str = ""


class Step(Record, frozen=True, kw_only=True):
    """One step of a route. ``kinds`` narrows it to institution kinds; ``after`` names the clock that must run out first."""

    channel: Slug
    text: Text
    kinds: tuple[InstitutionKind, ...] = ()
    after: str = ""


class Route(Entry, frozen=True, kw_only=True):
    """For one problem: whom to tell, in order. Lower ``order`` is shown first."""

    problem: Text
    order: int
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    evidence: Text
    note: str = ""


class Clock(Entry, frozen=True, kw_only=True):
    """A time limit that runs from an event.

    ``length`` is counted in ``unit`` from ``starts``, the day of the event itself not counted.
    """

    name: Text
    starts: Literal["complaint_lodged", "regulator_complaint", "credit_objection", "credit_complaint", "received"]
    length: Annotated[int, Meta(ge=1)]
    unit: Literal["days", "working_days", "months", "years"]
    text: Text


class ComplaintFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/complaint/*.yaml: each file fills the lists it is about."""

    channels: tuple[Channel, ...] = ()
    routes: tuple[Route, ...] = ()
    clocks: tuple[Clock, ...] = ()
    principles: tuple[Statement, ...] = ()


# --- papers ----------------------------------------------------------------------------------------


class Paper(Entry, frozen=True, kw_only=True):
    """A paper or message a borrower receives: what it is, how to check it, what it starts."""

    name: Text
    what: Text
    verify: Text
    do: Annotated[tuple[Text, ...], Meta(min_length=1)]
    missed: Text
    clocks: tuple[Clock, ...] = ()


class PaperFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/papers/*.yaml"""

    paper_kinds: tuple[Paper, ...]


# --- what stands across the sections ------------------------------------------------------------------


class Action(Entry, frozen=True, kw_only=True):
    """A candidate for the three things to do today; the three with the lowest ``order`` are shown.

    At most one action per ``topic`` is chosen. ``within`` is the number of days from today by
    which it should be done.
    """

    topic: Slug
    order: int
    within: Day
    text: Text
    reason: Text


class ActionFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/first.yaml"""

    actions: tuple[Action, ...]


class Caution(Entry, frozen=True, kw_only=True):
    """A scam, a false claim that circulates, or a danger, shown beside the sections named."""

    kind: Literal["scam", "false_claim"]
    title: Text
    text: Text
    show_with: Annotated[tuple[Section, ...], Meta(min_length=1)]
    order: int = 100


class WarningFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/warnings.yaml"""

    warnings: tuple[Caution, ...]


class SafetyNumber(Sourced, frozen=True, kw_only=True):
    """A number to call in danger."""

    value: Text
    name: Text


class Danger(Sourced, frozen=True, kw_only=True):
    """A danger that comes before everything else: what to do first and whom to call.

    ``said`` are parts of sentences by which it is recognised in a borrower's own words.
    """

    id: Slug
    label: Text
    text: Text
    said: tuple[Text, ...] = ()
    numbers: Annotated[tuple[SafetyNumber, ...], Meta(min_length=1)]


class SafetyFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/safety.yaml"""

    dangers: tuple[Danger, ...]


class LimitsFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/limits.yaml: what this tool cannot do, and the one notice every output carries."""

    version: Text
    notice: Text
    human_help: Statement
    limits: tuple[Statement, ...]
    unknowns: tuple[Unknown, ...] = ()


class Choice(Record, frozen=True, kw_only=True):
    """One answer to a question."""

    id: Slug
    text: Text


class Question(Record, frozen=True, kw_only=True):
    """One question of the interview; ``field`` is the field of the case it fills.

    ``choices_from`` takes the choices from the knowledge instead of from the file. ``when`` and
    ``unless`` are conditions on what was answered so far.
    """

    id: Slug
    field: Slug
    flag: Annotated[str, Meta(pattern=r"^--[a-z-]+$")]
    text: Text
    why: Text
    kind: Literal["choice", "choices", "lender", "overdue", "papers"]
    help: str = ""
    choices: tuple[Choice, ...] = ()
    choices_from: Literal["", "dangers", "institutions", "behaviours", "paper_kinds", "hardships"] = ""
    when: tuple[Slug, ...] = ()
    unless: tuple[Slug, ...] = ()


class InterviewFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/interview.yaml"""

    questions: tuple[Question, ...]


FILE_TYPES: tuple[tuple[str, type[KnowledgeFile]], ...] = (
    ("sources/*.yaml", SourceFile),
    ("institutions.yaml", InstitutionFile),
    ("lenders/*.yaml", Lender),
    ("banks.yaml", BankFile),
    ("outlook/*.yaml", StageFile),
    ("conduct/evidence.yaml", EvidenceFile),
    ("conduct/rights.yaml", RightFile),
    ("conduct/*.yaml", BehaviourFile),
    ("money/caps.yaml", CapFile),
    ("money/lpr.yaml", LprFile),
    ("money/plan.yaml", PlanFile),
    ("money/cost.yaml", CostFile),
    ("money/*.yaml", MoneyFile),
    ("negotiation/*.yaml", NegotiationFile),
    ("complaint/*.yaml", ComplaintFile),
    ("papers/*.yaml", PaperFile),
    ("first.yaml", ActionFile),
    ("warnings.yaml", WarningFile),
    ("safety.yaml", SafetyFile),
    ("limits.yaml", LimitsFile),
    ("interview.yaml", InterviewFile),
)
"""Which file holds which records; the first pattern that matches wins."""

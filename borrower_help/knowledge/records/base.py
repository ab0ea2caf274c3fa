"""What every record of the knowledge has: sources, confidence, dates, the kinds of institution, and whom it
concerns.
"""

import datetime as dt
import enum
from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.refs import BehaviourRef, ConditionRef, GoalRef, HardshipRef, PaperRef, SourceRefs
from borrower_help.values.record import Record, Slug, Text

Day = Annotated[int, Meta(ge=0, le=36500)]


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


class Audience(enum.StrEnum):
    """For whom an entry is written: a role of a case, or everyone.

    A helper is no audience: what is said is said for the person they help.
    """

    BORROWER = "borrower"
    GUARANTOR = "guarantor"
    SPOUSE = "spouse"
    HEIR = "heir"
    FAMILY = "family"
    NOT_MINE = "not_mine"
    EVERYONE = "everyone"


SIGNED = (Audience.BORROWER, Audience.GUARANTOR)
"""Whoever put their name under the contract, or under a guarantee for it."""

ALL = (Audience.EVERYONE,)
"""The default of records that describe the world and tell nobody to do anything: channels, papers, clocks."""


class Section(enum.StrEnum):
    """The seven questions of a borrower."""

    OUTLOOK = "outlook"
    CONDUCT = "conduct"
    MONEY = "money"
    NEGOTIATION = "negotiation"
    COMPLAINT = "complaint"
    CREDIT = "credit"
    PAPERS = "papers"


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

    ``roles`` are those the entry is written for. Without them it is for whoever signed: the borrower and the guarantor.
    Nearly all of the knowledge tells somebody to pay, to ask for a plan or to open a contract; it must not reach a
    mother who signed nothing because nobody thought of her. Whatever is for the others, or for everyone, says so.
    """

    id: Slug
    days: tuple[Day, Day | None] | None = None
    kinds: tuple[InstitutionKind, ...] = ()
    happened: tuple[BehaviourRef, ...] = ()
    papers: tuple[PaperRef, ...] = ()
    hardships: tuple[HardshipRef, ...] = ()
    goals: tuple[GoalRef, ...] = ()
    roles: tuple[Audience, ...] = SIGNED
    when: tuple[ConditionRef, ...] = ()
    unless: tuple[ConditionRef, ...] = ()
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None


class Statement(Entry, frozen=True, kw_only=True):
    """One sentence or two that a borrower reads."""

    text: Text


class Unknown(Record, frozen=True, kw_only=True):
    """What could not be verified, and where the borrower can look."""

    id: Slug
    text: Text
    where: Text
    checked: dt.date

"""Kinds of institution, and lenders with what is known and said of them."""

from __future__ import annotations

import enum
from typing import Literal

from borrower_help.knowledge.records.base import Entry, InstitutionKind, KnowledgeFile, Sourced, SourceRef, SourceRefs, Statement, Unknown
from borrower_help.values.record import Record, Slug, Text


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


class Institution(Sourced, frozen=True, kw_only=True):
    """One kind of institution: how to tell it, who supervises it, which rules bind it."""

    id: InstitutionKind
    name: Text
    how_to_tell: Text
    regulator: Text
    rules: tuple[SourceRef, ...]
    complaint_route: tuple[Slug, ...]
    differences: tuple[Statement, ...]


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


class Branch(Sourced, frozen=True, kw_only=True):
    """For a loan-facilitation brand: what follows from who the contract names."""

    id: Slug
    kind: InstitutionKind
    if_text: Text
    then: Text


class Lender(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/lenders/<id>.yaml: one lender or brand, in the order a reader wants it."""

    id: Slug
    name: Text
    legal_name: Text
    kind: InstitutionKind
    aliases: tuple[Text, ...]
    regulator: Text
    credit_authority: Text
    summary: Statement
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Statement, ...] = ()
    practice: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    ask_first: tuple[Statement, ...] = ()
    branches: tuple[Branch, ...] = ()
    unknowns: tuple[Unknown, ...] = ()

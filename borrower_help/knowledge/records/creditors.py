"""Who stands behind a loan: the words by which contracts name each party, and what a chain of papers proves."""

import enum
from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.base import Entry, InstitutionKind, KnowledgeFile, Sourced, Statement
from borrower_help.values.record import Record, Text

Words = Annotated[tuple[Text, ...], Meta(min_length=1)]


class PartyRole(enum.StrEnum):
    """What a company is in a loan, by the papers."""

    LENDER = "lender"
    GUARANTOR = "guarantor"
    INSURER = "insurer"
    PLATFORM = "platform"
    SELLER = "seller"
    BUYER = "buyer"
    AGENCY = "agency"


class LinkKind(enum.StrEnum):
    """What makes a company one that may ask for the money: each needs a paper of its own."""

    LOAN = "loan"
    GUARANTEE = "guarantee"
    PAYMENT = "payment"
    ASSIGNMENT = "assignment"
    AGENCY = "agency"


class ProofName(enum.StrEnum):
    """How well something is proved, weakest first."""

    MISSING = "missing"
    SAID = "said"
    SHOWN = "shown"
    CONFIRMED = "confirmed"


class PartyWords(Sourced, frozen=True, kw_only=True):
    """One role: how papers name who has it, what it may do, and what to complain to whom about.

    ``labels`` stand before a name (``贷款人：…``); ``phrases`` are sentences with ``<公司>`` where the name stands.
    """

    role: PartyRole
    name: Text
    labels: tuple[Text, ...] = ()
    phrases: tuple[Text, ...] = ()
    text: Text
    complaints: Text


class LinkWords(Sourced, frozen=True, kw_only=True):
    """One link of the chain: the words that say it happened, and what to say at each strength.

    ``events`` say that it happened, ``clauses`` only that it may; ``clause`` is what is said of the latter. ``ask`` is
    what to ask for before paying.
    """

    link: LinkKind
    name: Text
    events: tuple[Text, ...] = ()
    clauses: tuple[Text, ...] = ()
    clause: str = ""
    text: Text
    ask: Text


class Conclusion(Sourced, frozen=True, kw_only=True):
    """What may be concluded where the weakest link is proved so well, and what to do."""

    proof: ProofName
    name: Text
    text: Text


class KindWords(Record, frozen=True, kw_only=True):
    """Words in a company's name by which its kind is told, where it is not recorded."""

    kind: InstitutionKind
    words: Words


class NameNote(Sourced, frozen=True, kw_only=True):
    """What holds for companies of a sort that is no kind of ours, told by words in their name."""

    words: Words
    regulator: Text
    text: Text


class CreditorBranch(Entry, frozen=True, kw_only=True):
    """What follows for one way of owing; ``signs`` are words of a paper that point to it."""

    name: Text
    text: Text
    signs: tuple[Text, ...] = ()


class CreditorFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/creditors.yaml"""

    parties: tuple[PartyWords, ...]
    links: tuple[LinkWords, ...]
    conclusions: tuple[Conclusion, ...]
    name_kinds: tuple[KindWords, ...]
    name_notes: tuple[NameNote, ...]
    pay: tuple[Statement, ...]
    branches: tuple[CreditorBranch, ...]

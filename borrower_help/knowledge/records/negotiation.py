"""What can be asked for, and what is said about it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.base import Entry, KnowledgeFile, Statement
from borrower_help.values.record import Text


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

"""What collectors do, the rules that judge it, how to prove it, and what the borrower may insist on."""

import datetime as dt
import enum
from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import (
    Audience,
    Confidence,
    Entry,
    InstitutionKind,
    KnowledgeFile,
)
from borrower_help.knowledge.records.refs import BehaviourRef, ChannelRef, EvidenceRef, SourceRef, SourceRefs
from borrower_help.values.record import Record, Slug, Text


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


class Rule(Record, frozen=True, kw_only=True):
    """A rule a behaviour is judged by. ``escalation`` rules apply only when ``condition`` is met.

    Whom it binds and since when comes from the document and article; ``bound`` narrows it here.
    """

    source: SourceRef
    role: Literal["basis", "escalation"] = "basis"
    condition: str = ""
    bound: tuple[InstitutionKind, ...] = ()


class EarlierLimit(Record, frozen=True, kw_only=True):
    """The number that held up to ``until`` (the last day), before a rule was changed."""

    until: dt.date
    limit: int


class Threshold(Record, frozen=True, kw_only=True):
    """A number in a rule, with what exactly it counts. Two rules that count different things stand apart.

    ``earlier`` are the numbers it had on days that have passed.
    """

    id: Slug
    text: Text
    source: SourceRef
    limit: int | None = None
    unit: str = ""
    earlier: tuple[EarlierLimit, ...] = ()

    def on(self, day: dt.date) -> int | None:
        """The number that holds on ``day``."""
        fitting = [entry for entry in self.earlier if day <= entry.until]
        return min(fitting, key=lambda entry: entry.until).limit if fitting else self.limit


class EarlierAnswer(Record, frozen=True, kw_only=True):
    """What holds for a day up to ``until`` (the last one), where today's answer names a rule that came later."""

    until: dt.date
    answer: Text


class Behaviour(Record, frozen=True, kw_only=True):
    """One thing collectors do, and whether they may; or one that a borrower is led to do, and what follows.

    ``kinds`` are the institutions it can be about, where not every kind can do it. ``hinges`` and
    ``find_out`` are for an answer that depends, always or for some lenders and days: on what, and
    how to find out. ``urgent`` puts what to tell the police before everything else.

    ``by`` is who does it: the ``lender`` and whoever acts for it, a ``stranger`` without its order (its act is not
    the lender's), ``unverified`` where only checking tells, or the ``borrower``, who asks what follows.
    ``not_owed`` holds where whoever reports it says that they owe nothing: never borrowed, or has paid.
    ``note_sources`` are articles that the answer or ``confidence_note`` names and the verdict does not rest on.
    ``common`` marks what borrowers ask most, ``asked_by`` who else asks it. ``earlier`` are answers for days before
    a rule that ``answer`` rests on.
    """

    id: Slug
    title: Text
    question: Text
    said: tuple[Text, ...]
    by: Literal["lender", "stranger", "unverified", "borrower"] = "lender"
    not_owed: bool = False
    kinds: tuple[InstitutionKind, ...] = ()
    verdict: Verdict
    nature: Nature | None = None
    answer: Text
    earlier: tuple[EarlierAnswer, ...] = ()
    hinges: str = ""
    find_out: str = ""
    thresholds: tuple[Threshold, ...] = ()
    rules: Annotated[tuple[Rule, ...], Meta(min_length=1)]
    evidence: tuple[EvidenceRef, ...] = ()
    say: str = ""
    complain: tuple[ChannelRef, ...] = ()
    police: str = ""
    urgent: bool = False
    confidence: Confidence
    confidence_note: str = ""
    note_sources: tuple[SourceRef, ...] = ()
    checked: dt.date

    def __post_init__(self) -> None:
        if bool(self.hinges) != bool(self.find_out):
            raise ValueError("写了 hinges（要看什么）就要写 find_out（怎么弄清），反过来也一样。")

    common: bool = False
    asked_by: tuple[Audience, ...] = ()


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
    support it; ``ends_sources`` are the rules that limit it, and stand beside ``ends``. ``question`` is how
    somebody asks for it.
    """

    name: Text
    text: Text
    claim: Text
    ends: Text
    ends_sources: tuple[SourceRef, ...] = ()
    said: tuple[Text, ...]
    behaviours: tuple[BehaviourRef, ...] = ()
    complain: tuple[ChannelRef, ...] = ()
    question: Text | None = None


class RightFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/conduct/rights.yaml: the rules read the other way, as what one may insist on."""

    rights: tuple[Right, ...]

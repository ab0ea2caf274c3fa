"""Whom to tell, and in which order."""

from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import ALL, Audience, Entry, InstitutionKind, KnowledgeFile, Statement
from borrower_help.knowledge.records.clocks import Clock
from borrower_help.knowledge.records.refs import ChannelRef, ClockRef, RungRef
from borrower_help.values.record import Record, Text


class Channel(Entry, frozen=True, kw_only=True):
    """A body one can turn to: for what, with what, by when it answers, and what it does not do."""

    roles: tuple[Audience, ...] = ALL
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
    """One step of a route. ``kinds`` narrows it to institution kinds; ``after`` names the clock that must run out
    first.
    """

    channel: ChannelRef
    text: Text
    kinds: tuple[InstitutionKind, ...] = ()
    after: ClockRef = ""


class Route(Entry, frozen=True, kw_only=True):
    """For one problem: whom to tell, in order. Lower ``order`` is shown first."""

    problem: Text
    order: int
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    evidence: Text
    note: str = ""


Talk = Literal["asked", "offered", "refused", "refused_with_reason", "agreed", "promised", "broken", "missed"]
"""What came of a negotiation, as the contact log has it."""


class Demand(Statement, frozen=True, kw_only=True):
    """One thing to ask for, in the complainant's own words; the first of ``channels`` that is for this kind of lender
    is asked first. With ``talks`` it stands only where the contact log has a negotiation that ended in one of them.
    """

    talks: tuple[Talk, ...] = ()

    channels: Annotated[tuple[ChannelRef, ...], Meta(min_length=1)]
    attach: Text


class Rung(Statement, frozen=True, kw_only=True):
    """One step of the ladder of a complaint, with its day.

    ``day`` is that of the complaint, today, or ``after`` the rung it ``follows``: at the end of ``clock`` counted from
    that rung's day, or the day after it without one. ``unknown`` where no rule gives a day.
    """

    path: Literal["complaint", "credit"]
    day: Literal["lodged", "today", "after", "unknown"]
    channel: ChannelRef
    follows: RungRef = ""
    clock: ClockRef = ""


class ComplaintFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/complaint/*.yaml: each file fills the lists it is about."""

    channels: tuple[Channel, ...] = ()
    routes: tuple[Route, ...] = ()
    clocks: tuple[Clock, ...] = ()
    principles: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()
    ladder: tuple[Rung, ...] = ()
    refused: tuple[Statement, ...] = ()
    abuse: tuple[Statement, ...] = ()
    collect: tuple[Statement, ...] = ()

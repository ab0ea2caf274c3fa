"""Whom to tell, in which order, and the clocks that run."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import (
    ALL,
    Audience,
    Entry,
    InstitutionKind,
    KnowledgeFile,
    Statement,
)
from borrower_help.values.record import Record, Slug, Text


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

    roles: tuple[Audience, ...] = ALL
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

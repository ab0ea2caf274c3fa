"""What stands across the sections: first actions, warnings, dangers, limits."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import Day, Entry, KnowledgeFile, Section, Sourced, Statement, Unknown
from borrower_help.values.record import Slug, Text


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

"""The stages of an overdue loan."""

from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.base import Day, KnowledgeFile, Statement
from borrower_help.values.record import Record, Slug, Text


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

"""The questions of the interview."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import KnowledgeFile
from borrower_help.values.record import Record, Slug, Text


class Choice(Record, frozen=True, kw_only=True):
    """One answer to a question."""

    id: Slug
    text: Text


class Question(Record, frozen=True, kw_only=True):
    """One question of the interview; ``field`` is the field of the case it fills.

    ``choices_from`` takes the choices from the knowledge instead of from the file. ``when`` and
    ``unless`` are conditions on what was answered so far. ``none`` is the line of a tick list that says none of these;
    the part before its comma is the answer as it is shown.
    """

    id: Slug
    field: Slug
    flag: Annotated[str, Meta(pattern=r"^--[a-z-]+$")]
    text: Text
    why: Text
    kind: Literal["choice", "choices", "lender", "overdue", "papers"]
    help: str = ""
    none: str = ""
    choices: tuple[Choice, ...] = ()
    choices_from: Literal["", "dangers", "institutions", "behaviours", "paper_kinds", "hardships"] = ""
    when: tuple[Slug, ...] = ()
    unless: tuple[Slug, ...] = ()


class InterviewFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/interview.yaml"""

    questions: tuple[Question, ...]

"""The questions of the interview, and what may have happened in the words of whoever it happened to."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from borrower_help.knowledge.records.base import KnowledgeFile
from borrower_help.knowledge.records.refs import BehaviourRef, ConditionRef, GoalRef, PaperRef, QuestionRef, RoleRef
from borrower_help.values.record import Record, Slug, Text


class Choice(Record, frozen=True, kw_only=True):
    """One answer to a question."""

    id: Slug
    text: Text


class Question(Record, frozen=True, kw_only=True):
    """One question of the interview; ``field`` is the field of the case it fills.

    A question that is ``part_of`` another has no number. ``choices_from`` takes the choices from
    the knowledge instead of from the file. It is asked of those in ``roles`` (none: of everyone), where one of
    ``goals`` was chosen (none: always), under the conditions ``when`` and ``unless``, and where ``when_field`` holds:
    what was answered to an earlier question, by its name. ``text_for_others`` is put to those who signed nothing.
    ``none`` is the line of a tick list that says none of these; ``none_kept`` is that answer as it is kept,
    where it is shorter.
    ``begin`` is the choice that Enter alone takes, only where that does no harm.
    """

    id: Slug
    field: Slug
    flag: Annotated[str, Meta(pattern=r"^--[a-z-]+$")]
    text: Text
    why: Text
    kind: Literal[
        "role",
        "choice",
        "choices",
        "lender",
        "overdue",
        "papers",
        "hearing",
        "happened",
        "creditor",
        "creditor_name",
        "loans",
        "sum",
    ]
    help: str = ""
    none: str = ""
    none_kept: str = ""
    begin: str = ""
    text_for_others: str = ""
    part_of: QuestionRef = ""
    choices: tuple[Choice, ...] = ()
    choices_from: Literal["", "dangers", "paper_kinds", "hardships"] = ""
    roles: tuple[RoleRef, ...] = ()
    goals: tuple[GoalRef, ...] = ()
    when: tuple[ConditionRef, ...] = ()
    unless: tuple[ConditionRef, ...] = ()
    when_field: dict[str, str] = msgspec.field(default_factory=dict)


class HappenedGroup(Record, frozen=True, kw_only=True):
    """Behaviours under the words of a borrower; one may stand in several groups, wherever it is looked for."""

    id: Slug
    text: Text
    behaviours: tuple[BehaviourRef, ...]


class PaperGroup(Record, frozen=True, kw_only=True):
    """Papers and messages by who sends them, in words of whoever got them; one may stand in several groups."""

    id: Slug
    text: Text
    papers: tuple[PaperRef, ...]


class InterviewFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/interview.yaml"""

    questions: tuple[Question, ...]
    groups: tuple[HappenedGroup, ...] = ()
    paper_groups: tuple[PaperGroup, ...] = ()

"""What about my credit record? What is reported, how long it stays, how to read and correct it, what follows."""

from __future__ import annotations

from collections.abc import Iterable

from borrower_help.advice.clocks import of_complaint
from borrower_help.advice.views.credit import (
    AccountKindView,
    CreditAnswerView,
    CreditEffectView,
    CreditView,
    LayoutView,
    MarkView,
)
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation, may_concern
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Audience
from borrower_help.knowledge.records.credit import CreditAnswer, CreditEffect
from borrower_help.values.named import GoalId, PaperId

ASKS = GoalId.CREDIT
"""The goal of whoever wants to know about their record."""

NOTICE = PaperId.CREDIT_NOTICE
"""The paper that says a record will be reported."""


def credit(situation: Situation, knowledge: Knowledge) -> CreditView:
    """The credit section for a situation; what the codes of a report mean is left out where only other goals were
    named.
    """
    case = situation.case
    legend = not case.goals or ASKS in case.goals
    return CreditView(
        asked=ASKS in case.goals
        or situation.audience is Audience.NOT_MINE
        or any(paper.kind == NOTICE for paper in case.papers),
        reporting=_answers(knowledge.credit(lambda file: file.reporting), situation),
        keeping=_answers(knowledge.credit(lambda file: file.keeping), situation),
        correcting=_answers(knowledge.credit(lambda file: file.correcting), situation),
        reading=_answers(knowledge.credit(lambda file: file.reading), situation),
        effects=tuple(
            _effect(entry, because)
            for entry, because in applying(knowledge.credit(lambda file: file.effects), situation)
        ),
        clocks=tuple(
            of_complaint(clock, situation, knowledge.published)
            for clock in knowledge.credit(lambda file: file.clocks)
            if may_concern(clock.kinds, situation.kind)
        ),
        layouts=_layouts(knowledge) if legend else (),
        accounts=_accounts(knowledge) if legend else (),
        marks=_marks(knowledge) if legend else (),
    )


def foremost(section: CreditView) -> tuple[CreditAnswerView, ...]:
    """The answers for a short screen, most important first: more where the record is what was asked about."""
    everything = (*section.reporting, *section.keeping, *section.correcting, *section.reading, *section.effects)
    return tuple(sorted(everything, key=lambda answer: answer.order)[: 4 if section.asked else 1])


def _answers(entries: Iterable[CreditAnswer], situation: Situation) -> tuple[CreditAnswerView, ...]:
    return tuple(
        CreditAnswerView(
            id=entry.id,
            text=entry.text,
            confidence=entry.confidence,
            sources=entry.sources,
            because=because,
            name=entry.name,
            order=entry.order,
            do=entry.do,
        )
        for entry, because in applying(entries, situation)
    )


def _effect(entry: CreditEffect, because: tuple[str, ...]) -> CreditEffectView:
    return CreditEffectView(
        id=entry.id,
        text=entry.text,
        confidence=entry.confidence,
        sources=entry.sources,
        because=because,
        name=entry.name,
        order=entry.order,
        do=entry.do,
        truth=entry.truth,
    )


def _layouts(knowledge: Knowledge) -> tuple[LayoutView, ...]:
    return tuple(
        LayoutView(
            id=entry.id,
            text=entry.text,
            confidence=entry.confidence,
            sources=entry.sources,
            name=entry.name,
            overdue=entry.overdue,
        )
        for entry in knowledge.credit(lambda file: file.layouts)
    )


def _accounts(knowledge: Knowledge) -> tuple[AccountKindView, ...]:
    return tuple(
        AccountKindView(
            id=entry.id,
            text=entry.text,
            confidence=entry.confidence,
            sources=entry.sources,
            name=entry.name,
            code=entry.code,
        )
        for entry in knowledge.credit(lambda file: file.accounts)
    )


def _marks(knowledge: Knowledge) -> tuple[MarkView, ...]:
    return tuple(
        MarkView(
            id=entry.id,
            text=entry.text,
            confidence=entry.confidence,
            sources=entry.sources,
            sign=entry.sign,
            late=entry.late,
        )
        for entry in knowledge.credit(lambda file: file.marks)
    )

"""The end of the report: warnings, and what is not known."""

from __future__ import annotations

from borrower_help.advice.views.report import UnknownView, WarningView
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Unknown

CONTRACT_PAGE = "《借款合同》首页，或 App 里的「我的借款」「借款合同」「担保合同」"


def warnings(situation: Situation, knowledge: Knowledge) -> tuple[WarningView, ...]:
    """The scams and false claims that concern this case."""
    return tuple(
        WarningView(
            id=entry.id,
            text=entry.text,
            confidence=entry.confidence,
            sources=entry.sources,
            because=because,
            kind=entry.kind,
            title=entry.title,
            show_with=tuple(section.value for section in entry.show_with),
        )
        for entry, because in applying(knowledge.warnings, situation)
    )


def unknowns(situation: Situation, knowledge: Knowledge) -> tuple[UnknownView, ...]:
    """What could not be found out, each with where to look."""
    return tuple(
        UnknownView(
            id=entry.id,
            text=entry.text,
            where=entry.where,
            checked=entry.checked,
            look=entry.where if entry.where.startswith("看") else f"看这里：{entry.where}",
        )
        for entry in _unknown(situation, knowledge)
    )


def _unknown(situation: Situation, knowledge: Knowledge) -> tuple[Unknown, ...]:
    """What could not be found out for this lender, most important first; nothing for whoever has no contract."""
    if not situation.signed:  # all of it is about a contract that is not theirs
        return ()
    checked = knowledge.limits.checked
    lender = situation.lender
    if lender is None:
        name = situation.case.lender or "这家机构"
        missing = Unknown(
            id="lender-not-recorded",
            text=f"知识库没有收录「{name}」的做法，下面是这一类机构的通用说法。",
            where=CONTRACT_PAGE,
            checked=checked,
        )
        return (missing, *knowledge.institutions[situation.kind].unknowns, *knowledge.limits.unknowns)
    institution = knowledge.institutions[lender.kind]
    ask = tuple(
        Unknown(id=entry.id, text=entry.text, where=CONTRACT_PAGE, checked=entry.checked)
        for entry, _ in applying((*institution.ask_first, *lender.ask_first), situation)
        if situation.kind is lender.kind
    )
    return (*ask, *lender.unknowns, *institution.unknowns)

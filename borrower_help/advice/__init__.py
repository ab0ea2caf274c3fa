"""From a case and the knowledge to advice: pure functions that know no terminal, no file and no clock."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.complaint import complaint
from borrower_help.advice.conduct import conduct
from borrower_help.advice.first import earliest, first, has_passed
from borrower_help.advice.model import (
    Advice,
    Conduct,
    Danger,
    Item,
    LenderView,
    Papers,
    SituationView,
    WarningView,
)
from borrower_help.advice.money import money
from borrower_help.advice.negotiation import negotiation
from borrower_help.advice.outlook import current_stage, outlook
from borrower_help.advice.papers import papers
from borrower_help.advice.select import item
from borrower_help.case import Case
from borrower_help.conditions import COURT_PAPERS
from borrower_help.danger import view as danger_view
from borrower_help.dates import show
from borrower_help.errors import UsageError
from borrower_help.knowledge.facts import regulator_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import InstitutionKind, Lender, Unknown
from borrower_help.selection import applying
from borrower_help.situation import Situation, days_and_due
from borrower_help.summary import describe
from borrower_help.validity import mistakes_in
from borrower_help.words import KINDS

__all__ = ["Advice", "advise", "situation_of"]

CONTRACT_PAGE = "《借款合同》首页，或 App 里的「我的借款」「借款合同」「担保合同」"


def advise(case: Case, knowledge: Knowledge, as_of: dt.date) -> Advice:
    """All advice for a case on ``as_of``. Raises ``UsageError`` when the case names what does not exist."""
    situation = situation_of(case, knowledge, as_of)
    received = papers(situation, knowledge)
    judged = conduct(situation, knowledge)
    return Advice(
        as_of=as_of,
        situation=_situation_view(situation, knowledge, judged, received),
        first=first(situation, knowledge, received),
        outlook=outlook(situation, knowledge),
        conduct=judged,
        money=money(situation, knowledge),
        negotiation=negotiation(situation, knowledge),
        complaint=complaint(situation, knowledge),
        papers=received,
        letters=(),
        warnings=_warnings(situation, knowledge),
        unknowns=_unknowns(situation, knowledge),
        human_help=item(knowledge.limits.human_help),
        notice=knowledge.limits.notice,
    )


def situation_of(case: Case, knowledge: Knowledge, as_of: dt.date) -> Situation:
    """The case seen with the knowledge. Raises ``UsageError`` naming every id that does not exist."""
    mistakes = mistakes_in(case, knowledge)
    if mistakes:
        raise UsageError("\n".join(message for _, message in mistakes))
    lender = knowledge.find_lender(case.lender) if case.lender else None
    bank = knowledge.find_bank(case.lender) if case.lender else None
    days, due = days_and_due(case, as_of)
    return Situation(
        case=case,
        as_of=as_of,
        lender=lender,
        kind=_kind(case, lender, bank=bank is not None),
        days=days,
        due=due,
        themes=frozenset(knowledge.theme_of[happening.id] for happening in case.happenings),
        names=knowledge.names,
    )


def _kind(case: Case, lender: Lender | None, *, bank: bool) -> InstitutionKind:
    """The kind the contract names where the borrower knows it, else that of the lender or of a bank's name, else unknown."""
    if case.kind not in (None, InstitutionKind.UNKNOWN):
        return case.kind or InstitutionKind.UNKNOWN
    if lender:
        return lender.kind
    return InstitutionKind.BANK if bank else InstitutionKind.UNKNOWN


def _situation_view(situation: Situation, knowledge: Knowledge, judged: Conduct, received: Papers) -> SituationView:
    institution = knowledge.institutions[situation.kind]
    stage = current_stage(situation, knowledge)
    lender = situation.lender
    return SituationView(
        headline=_headline(situation, knowledge, judged, received),
        lender=_lender_view(lender) if lender else None,
        lender_typed=situation.case.lender,
        kind=situation.kind,
        kind_name=KINDS[situation.kind],
        regulator=regulator_of(lender) if lender and lender.kind is situation.kind else institution.regulator,
        how_to_tell=institution.how_to_tell,
        days_overdue=situation.days,
        due=situation.due,
        stage=stage.id if stage else None,
        dangers=_dangers(situation, knowledge),
        answers=describe(situation.case, knowledge, situation.as_of),
    )


def _lender_view(lender: Lender) -> LenderView:
    contacts = tuple(
        Item(
            id=f"{lender.id}-{contact.kind}",
            text=f"{contact.value}（{contact.verification}）",
            confidence=contact.confidence,
            sources=contact.sources,
        )
        for contact in lender.contacts
    )
    return LenderView(
        id=lender.id,
        name=lender.name,
        legal_name=lender.legal_name,
        kind=lender.kind,
        regulator=regulator_of(lender),
        credit_authority=lender.credit_authority,
        contacts=contacts,
    )


def _headline(situation: Situation, knowledge: Knowledge, judged: Conduct, received: Papers) -> str:
    """The conclusion in one line: a running deadline, else what was broken, else the stage."""
    who = _who(situation)
    clock = earliest(tuple(clock for paper in received.received for clock in paper.clocks))
    if clock is not None and clock.date is not None:
        state = "已经过了" if has_passed(clock, situation.as_of) else "是"
        last = clock.legal if clock.legal and clock.date < situation.as_of else clock.date
        return f"{who}：先办文书，最早的期限{state} {show(last)}。"
    if any(paper.kind in COURT_PAPERS for paper in situation.case.papers):
        return f"{who}：先办收到的文书，期限看文书上写的和收到的日期。"
    if judged.findings:
        return f"{who}：{_verdict_in_short(judged)}"
    stage = current_stage(situation, knowledge)
    if stage:
        return f"{who}，逾期第 {situation.days} 天：{stage.headline}"
    if situation.days == 0:
        return f"{who}：现在还没有逾期，主动联系机构比等到逾期好谈。"
    return f"{who}：还不知道逾期多少天，下面按阶段列出。"


def _verdict_in_short(judged: Conduct) -> str:
    total = len(judged.findings)
    broken = sum(finding.outcome in ("broken", "limited") for finding in judged.findings)
    if not broken:
        return "你说的事要看具体情况，下面逐件说明。"
    if broken == total:
        return f"你说的 {total} 件事，都对应到禁止或限制它的规则。" if total > 1 else "你说的事，对应到禁止或限制它的规则。"
    return f"你说的 {total} 件事里，{broken} 件对应到禁止或限制它的规则，其余要看情况。"


def _who(situation: Situation) -> str:
    lender = situation.lender
    if lender and lender.kind is InstitutionKind.LOAN_FACILITATOR:
        return f"{lender.name}是助贷平台，不是放款人"
    return f"{situation.lender_name}（{KINDS[situation.kind]}）"


def _dangers(situation: Situation, knowledge: Knowledge) -> tuple[Danger, ...]:
    return tuple(danger_view(knowledge.dangers[name], "你说现在有这种危险") for name in situation.case.safety)


def _warnings(situation: Situation, knowledge: Knowledge) -> tuple[WarningView, ...]:
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


def _unknowns(situation: Situation, knowledge: Knowledge) -> tuple[Unknown, ...]:
    """What could not be found out for this lender, most important first."""
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

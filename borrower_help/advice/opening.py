"""The opening of the report: the situation in one sentence, and danger before it."""

from __future__ import annotations

from borrower_help.advice.danger import view as danger_view
from borrower_help.advice.first import earliest, has_passed
from borrower_help.advice.items import items
from borrower_help.advice.loans import has_day, why_urgent
from borrower_help.advice.outlook import current_stage
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.conduct import ConductView, FindingView, Outcome
from borrower_help.advice.views.papers import PapersView
from borrower_help.advice.views.situation import DangerView, LenderView, SituationView
from borrower_help.case.conditions import COURT_PAPERS
from borrower_help.case.model import Role
from borrower_help.case.situation import Situation
from borrower_help.case.summary import describe
from borrower_help.knowledge.facts import regulator_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Audience, InstitutionKind
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.knowledge.words import KINDS
from borrower_help.values.dates import WEEKDAYS, show
from borrower_help.values.named import SaidId

MOST_NAMED = 2
"""So many of the things reported are named in the conclusion, the rest are counted."""


def situation_view(
    situation: Situation, knowledge: Knowledge, judged: ConductView, received: PapersView
) -> SituationView:
    """What was told, the conclusion, and the danger."""
    institution = knowledge.institutions[situation.kind]
    stage = current_stage(situation, knowledge) if situation.signed else None
    lender = situation.lender
    return SituationView(
        headline=headline(situation, knowledge, judged, received),
        lender=lender_view(lender) if lender else None,
        lender_typed=situation.case.lender,
        kind=situation.kind,
        kind_name=KINDS[situation.kind],
        regulator=regulator_of(lender) if lender and lender.kind is situation.kind else institution.regulator,
        how_to_tell=institution.how_to_tell,
        days_overdue=situation.days,
        due=situation.due,
        stage=stage.id if stage else None,
        dangers=dangers(situation, knowledge),
        answers=describe(situation.case, knowledge, situation.as_of),
        role=Role(situation.audience.value),
        reassurance=reassurance(situation, knowledge),
    )


def reassurance(situation: Situation, knowledge: Knowledge) -> ItemView | None:
    """The one comfort that is true for this case; ``None`` where none is certain enough."""
    return next(iter(items(knowledge.first_words(lambda file: file.reassurances), situation)), None)


def lender_view(lender: Lender) -> LenderView:
    """The lender as the report names it."""
    contacts = tuple(
        ItemView(
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


def headline(situation: Situation, knowledge: Knowledge, judged: ConductView, received: PapersView) -> str:
    """The conclusion in one line: a hearing or a running deadline, else what was broken, else the stage.

    Whoever did not sign is told first what is theirs and what is not.
    """
    if not situation.signed:
        return _headline_of_others(situation, knowledge, judged, received)
    case = situation.case
    unclear = len(case.loans) > 1 and has_day(case) and not case.loans[0].sued
    who = knowledge.say(SaidId.PAPERS_OF_WHICH, count=str(len(case.loans))) if unclear else _who(situation)
    clock = earliest(tuple(clock for paper in received.received for clock in paper.clocks))
    hearing = _hearing(situation, knowledge)
    if clock is not None and clock.date is not None:
        if clock.assumed:
            return f"{who}：{knowledge.say(SaidId.FIRST_PAPERS_ASSUMED, day=show(clock.date))}{hearing}"
        if has_passed(clock, situation.as_of):
            return f"{who}：{knowledge.say(SaidId.DEADLINE_PASSED, day=show(clock.legal or clock.date))}{hearing}"
        last = clock.legal if clock.legal and clock.date < situation.as_of else clock.date
        return f"{who}：{knowledge.say(SaidId.FIRST_PAPERS, day=show(last))}{hearing}"
    if hearing:
        return f"{who}：{hearing}"
    if any(paper.kind in COURT_PAPERS for paper in situation.case.papers):
        return f"{who}：{knowledge.say(SaidId.FIRST_PAPERS_UNDATED)}"
    if urgent := why_urgent(situation, knowledge):
        return f"{who}{f'，逾期第 {situation.days} 天' if situation.days else ''}：{urgent.text}"
    if judged.findings and not of_the_lender(judged):
        swindled = any(finding.by == "stranger" for finding in judged.findings)
        return knowledge.say(SaidId.SWINDLE if swindled else SaidId.OWN_ACT)
    if situation.not_owed:
        return f"{situation.lender_name}：{knowledge.say(SaidId.NOT_OWED)}"
    if judged.findings:
        return f"{who}：{_verdict_in_short(judged, knowledge)}"
    own = next(iter(items(knowledge.first_words(lambda file: file.headlines), situation)), None)
    if own is not None:
        return own.text if situation.audience is Audience.GUARANTOR else f"{who}：{own.text}"
    stage = current_stage(situation, knowledge)
    if stage:
        return f"{who}，逾期第 {situation.days} 天：{stage.headline}"
    if situation.days == 0:
        return f"{who}：{knowledge.say(SaidId.NOT_OVERDUE)}"
    return f"{who}：{knowledge.say(SaidId.DAYS_UNKNOWN)}"


def _headline_of_others(situation: Situation, knowledge: Knowledge, judged: ConductView, received: PapersView) -> str:
    """What is theirs and what is not, then what has a day, then what was done to them."""
    said = next(iter(items(knowledge.first_words(lambda file: file.headlines), situation)))
    clock = earliest(tuple(clock for paper in received.received for clock in paper.clocks))
    hearing = situation.case.day_in_court
    if hearing and hearing >= situation.as_of:
        return said.text + knowledge.say(SaidId.HEARING_OF_ANOTHER, day=show(hearing))
    if clock is not None and clock.date is not None:
        state = "已经过了" if has_passed(clock, situation.as_of) else "最早到"
        return f"{said.text}收到的文书写着你名字的，期限{state} {show(clock.legal or clock.date)}。"
    return f"{said.text}{verdict(of_the_lender(judged)) if of_the_lender(judged) else ''}"


def _verdict_in_short(judged: ConductView, knowledge: Knowledge) -> str:
    own = of_the_lender(judged)
    swindled = any(finding.by == "stranger" for finding in judged.findings)
    swindle = knowledge.say(SaidId.SWINDLE_TOO) if swindled else ""
    return verdict(own) + swindle


def _hearing(situation: Situation, knowledge: Knowledge) -> str:
    """The day in court, to come or gone, in one sentence; nothing where none was told."""
    day = situation.case.day_in_court
    if day is None:
        return ""
    left = (day - situation.as_of).days
    if left < 0:
        return knowledge.say(SaidId.HEARING_PASSED, day=show(day))
    when = "今天" if left == 0 else f"{day.month} 月 {day.day} 日（周{WEEKDAYS[day.weekday()]}，还有 {left} 天）"
    return knowledge.say(SaidId.HEARING, when=when)


def _who(situation: Situation) -> str:
    if situation.claim_elsewhere:
        return _another(situation)
    lender = situation.lender
    if lender and lender.kind is InstitutionKind.LOAN_FACILITATOR:
        return f"{lender.name}是助贷平台，不是放款人"
    return f"{situation.lender_name}（{KINDS[situation.kind]}）"


def _another(situation: Situation) -> str:
    """Who asks for what another lent: 某某公司（买下债权的普通公司）来要在海尔消费金融借的钱."""
    creditor, kind = situation.case.creditor, KINDS[situation.asks]
    name = f"{creditor.name}（{kind}）" if creditor and creditor.name else kind
    lent = _with_its_old_name(situation) if situation.case.lender else ""
    return f"{name}来要在{lent}借的钱" if lent else f"{name}来要钱"


def _with_its_old_name(situation: Situation) -> str:
    """The lender's name, with the one that stands in an old contract: 京东消费金融（原来叫捷信消费金融有限公司）."""
    lender = situation.lender
    former = lender.former_names[-1].name if lender and lender.former_names else ""
    return f"{situation.lender_name}（原来叫{former}）" if former else situation.lender_name


def dangers(situation: Situation, knowledge: Knowledge) -> tuple[DangerView, ...]:
    """The dangers that were told, each with what to do."""
    return tuple(danger_view(knowledge.dangers[name], "你说现在有这种危险") for name in situation.case.safety)


def of_the_lender(judged: ConductView) -> list[FindingView]:
    """What is the lender's doing or may be; the act of a stranger or of the borrower says nothing about the lender."""
    return [finding for finding in judged.findings if finding.by not in ("stranger", "borrower")]


def verdict(findings: list[FindingView]) -> str:
    """The conclusion about what happened, in one sentence."""
    total = len(findings)
    broken = sum(finding.outcome.against for finding in findings)
    if all(finding.outcome is Outcome.ALLOWED for finding in findings):
        named = "、".join(finding.title for finding in findings[:MOST_NAMED])
        return f"{named}：守条件时可以做。条件看「他们能这样做吗」。"
    if not broken:
        return "你说的事要看具体情况，看「他们能这样做吗」。"
    against = [finding for finding in findings if finding.outcome.against]
    named = "".join(f"{finding.title}：{finding.label.partition('（')[0]}。" for finding in against[:MOST_NAMED])
    more = f"还有 {broken - MOST_NAMED} 件也不许，或有限制。" if broken > MOST_NAMED else ""
    return named + more + (f"另外 {total - broken} 件要看情况。" if total > broken else "")

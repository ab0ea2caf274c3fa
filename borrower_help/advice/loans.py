"""Several loans of one person: which one first and why, what comes next on each, and its part of the one budget."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.items import items
from borrower_help.advice.money.plan import share_text
from borrower_help.advice.money.section import debts_of_loans, money
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.report import Advice
from borrower_help.advice.views.urgency import LoanView
from borrower_help.case.conditions import COURT_PAPERS
from borrower_help.case.model import Case, LoanOfCase
from borrower_help.case.situation import Situation, situation_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.words import KINDS
from borrower_help.money.plan import DebtPlan
from borrower_help.values.amounts import ZERO, yuan
from borrower_help.values.dates import months_after
from borrower_help.values.named import LoanReasonId, SaidId

ORDER = (
    LoanReasonId.SECURED,
    LoanReasonId.SUED,
    LoanReasonId.NOT_OVERDUE,
    LoanReasonId.GUARANTEED,
    LoanReasonId.LICENSED,
    LoanReasonId.UNLICENSED,
)
"""Why a loan goes before another, the strongest first: what can be lost for good, what has a day, what is not late yet,
whom it would hurt; a lender without a licence comes last. The reasons stand under ``loan_order`` in the knowledge."""


def loans(situation: Situation, knowledge: Knowledge) -> tuple[LoanView, ...]:
    """The loans of a case in the order in which to look after them; empty where there is only one, or none is owed."""
    owed = situation.case.every_loan
    if len(owed) < 2 or not situation.signed:
        return ()
    seen = [situation_of(situation.case.about(index), knowledge, situation.as_of) for index in range(len(owed))]
    entries = {entry.id: entry for entry in items(knowledge.first_words(lambda file: file.loan_order), situation)}
    shares = _shares(situation, knowledge)
    order = sorted(range(len(owed)), key=lambda index: _key(owed[index], seen[index]))
    return tuple(
        _view(place, index, owed[index], seen[index], entries, shares.get(index), knowledge)
        for place, index in enumerate(order, 1)
    )


def urgent_first(situation: Situation, knowledge: Knowledge) -> Situation:
    """The situation of the loan that cannot wait: the one a court has where a day was told, else what is pledged and
    overdue, else the one a court has. Where none stands out, it stays about the first that was told.
    """
    index = _urgent(situation, knowledge)
    if index is None:
        return situation
    return situation_of(situation.case.about(index), knowledge, situation.as_of, situation.log)


def _urgent(situation: Situation, knowledge: Knowledge) -> int | None:
    case = situation.case
    if len(case.loans) < 2 or not situation.signed:
        return None
    sued = [index for index, loan in enumerate(case.loans) if loan.sued]
    if has_day(case):
        return sued[0] if len(sued) == 1 else None
    return next(iter((*_at_risk(situation, knowledge), *sued)), None)


def has_day(case: Case) -> bool:
    """Whether a court or an arbitration set a day, or will."""
    return case.day_in_court is not None or any(paper.kind in COURT_PAPERS for paper in case.papers)


def _at_risk(situation: Situation, knowledge: Knowledge) -> list[int]:
    """The loans for which a home or another thing is pledged and that are overdue, the shortest first."""
    seen = {
        index: situation_of(situation.case.about(index), knowledge, situation.as_of).days
        for index, loan in enumerate(situation.case.loans)
        if loan.secured
    }
    return sorted((index for index, days in seen.items() if days), key=lambda index: seen[index] or 0)


def why_urgent(situation: Situation, knowledge: Knowledge) -> ItemView | None:
    """Why the loan of the case goes before the others: it may cost the home, or a court has it; else nothing."""
    case = situation.case
    if len(case.loans) < 2 or not (case.loans[0].sued or (case.loans[0].secured and situation.days)):
        return None
    name = LoanReasonId.SECURED if case.loans[0].secured and situation.days else LoanReasonId.SUED
    words = items(knowledge.first_words(lambda file: file.loan_order), situation)
    return next((entry for entry in words if entry.id == name), None)


def _reason(loan: LoanOfCase, seen: Situation) -> LoanReasonId:
    facts = {
        LoanReasonId.UNLICENSED: seen.kind is InstitutionKind.UNLICENSED,
        LoanReasonId.SECURED: loan.secured,
        LoanReasonId.SUED: loan.sued,
        LoanReasonId.NOT_OVERDUE: seen.days == 0,
        LoanReasonId.GUARANTEED: loan.guaranteed,
    }
    return next((name for name in (LoanReasonId.UNLICENSED, *ORDER) if facts.get(name)), LoanReasonId.LICENSED)


def _key(loan: LoanOfCase, seen: Situation) -> tuple[int, int]:
    """By the reason, then the loan that is late for the shortest time: the least is lost there yet."""
    return ORDER.index(_reason(loan, seen)), seen.days if seen.days is not None else 36500


def _view(
    place: int,
    index: int,
    loan: LoanOfCase,
    seen: Situation,
    entries: dict[str, ItemView],
    share: DebtPlan | None,
    knowledge: Knowledge,
) -> LoanView:
    why = entries.get(_reason(loan, seen))
    date = _next_date(seen)
    return LoanView(
        place=place,
        index=index,
        name=seen.called,
        kind=seen.kind,
        kind_name=KINDS[seen.kind],
        days_overdue=seen.days,
        due=seen.due,
        outstanding=loan.outstanding,
        why=(why,) if why else (),
        next_date=date,
        next_step=_next_step(seen, date, knowledge),
        share=share.share if share else None,
        share_text=share_text(share, knowledge, alone=False) if share else "",
    )


def _next_date(seen: Situation) -> dt.date | None:
    """The next day on which something is due; with monthly instalments the same day of a coming month."""
    if seen.due is None:
        return None
    months = 0
    while (date := months_after(seen.due, months)) < seen.as_of:
        months += 1
    return date


def _next_step(seen: Situation, date: dt.date | None, knowledge: Knowledge) -> str:
    """What the next day is: the due day itself, or that of a coming month, which only the contract tells for sure."""
    if date is None:
        return "应还日没写，到官方 App 里看"
    return "应还日" if date == seen.due else knowledge.say(SaidId.NEXT_INSTALMENT)


def _shares(situation: Situation, knowledge: Knowledge) -> dict[int, DebtPlan]:
    """What the plan gives each loan, by its place in the case."""
    plan = money(situation, knowledge).plan
    if plan is None or situation.case.debts:
        return {}
    planned = {entry.debt.name: entry for entry in plan.debts}
    debts = debts_of_loans(situation.case)
    return {place: planned[debt.name] for place, debt in debts.items() if debt.name in planned}


def shares_text(advice: Advice) -> str:
    """What all shares come to, beside what there is, and where one page says what to do with it."""
    shares = [loan.share for loan in advice.loans if loan.share is not None]
    budget = advice.money.budget
    if not shares or budget is None:
        return ""
    return (
        f"各家的份额加起来 {yuan(sum(shares, ZERO))}，每月最多拿得出 {yuan(budget.offer)}。同一天对每家说同样的话；"
        f"这一周怎么做，一页：borrower-help plan --case 情况文件 --week"
    )

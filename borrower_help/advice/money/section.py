"""The money section of the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from borrower_help.advice.items import items
from borrower_help.advice.money.cost import price
from borrower_help.advice.money.plan_view import PlanView, plan_view
from borrower_help.advice.money.views import CostView
from borrower_help.advice.views.money import MoneyView
from borrower_help.case.conditions import COURT_PAPERS
from borrower_help.case.model import Case
from borrower_help.case.money import DebtAnswers
from borrower_help.case.situation import Situation
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.money.debts import Debt
from borrower_help.money.plan import Budget, Plan, budget_of, make_plan
from borrower_help.values.amounts import yuan
from borrower_help.values.named import SaidId

T = TypeVar("T")

OWN = "这笔借款"
"""What the debt of a case is called that names no lender."""


def money(situation: Situation, knowledge: Knowledge) -> MoneyView:
    """The money section. Figures that cannot be those of a loan become problems: the other answers do not wait for
    them.
    """
    problems: list[str] = []
    if not situation.signed:
        return _of_others(situation, knowledge)
    plan = _or_problem(lambda: _plan(situation, knowledge), problems)
    budget = None if situation.not_owed and plan is None else _budget(situation.case)
    own = _own_debt(plan, situation, knowledge)
    return MoneyView(
        cost=_or_problem(lambda: _cost(situation, knowledge), problems),
        budget=budget,
        budget_text=_spare(budget, plan, own, knowledge) if budget else "",
        plan=plan,
        own_debt=own,
        problems=tuple(problems),
        statements=items(knowledge.money(lambda file: file.statements), situation),
        figures_to_fetch=items(knowledge.money(lambda file: file.figures_to_fetch), situation),
    )


def _of_others(situation: Situation, knowledge: Knowledge) -> MoneyView:
    """What whoever did not sign has to know of the money; no budget, no plan, nothing to pay."""
    return MoneyView(
        cost=None,
        budget=None,
        budget_text="",
        plan=None,
        own_debt=None,
        problems=(),
        statements=items(knowledge.money(lambda file: file.statements), situation),
        figures_to_fetch=items(knowledge.money(lambda file: file.figures_to_fetch), situation),
    )


def _or_problem(reckon: Callable[[], T | None], problems: list[str]) -> T | None:
    try:
        return reckon()
    except UsageError as error:
        problems.append(str(error))
        return None


def _cost(situation: Situation, knowledge: Knowledge) -> CostView | None:
    loan = situation.case.loan
    if loan is None:
        return None
    return price(loan.to_loan(), situation, knowledge, loan.signed, loan.lpr)


def _budget(case: Case) -> Budget | None:
    if case.income is None or case.essentials is None:
        return None
    return budget_of(case.income, case.essentials, case.dependants or 0)


def _spare(budget: Budget, plan: Plan | None, own: str | None, knowledge: Knowledge) -> str:
    """What can be spared of a month, and what this lender's part of it is: nobody promises one lender what all of them
    share.
    """
    if budget.offer <= 0:
        lacking = f"，每月还差 {yuan(budget.deficit)}" if budget.deficit else ""
        return knowledge.say(SaidId.NOTHING_TO_SPARE, lacking=lacking)
    most = f"收入减去必需开支，再留一成备用，每月最多拿得出 {yuan(budget.offer)}。"
    if plan is None or len(plan.debts) == 1:
        return most + knowledge.say(SaidId.NOT_MORE)
    share = next((entry.share for entry in plan.debts if entry.debt.name == own), None)
    if own is None or share is None:
        return most + knowledge.say(SaidId.SHARED, count=len(plan.debts))
    return most + knowledge.say(SaidId.SHARED_PART, count=len(plan.debts), name=own, share=yuan(share))


def _plan(situation: Situation, knowledge: Knowledge) -> PlanView | None:
    """A plan where income, essentials and at least one debt are known; a debt that is disputed has no part in it."""
    case = situation.case
    debts = debts_of(case, knowledge)
    if case.income is None or case.essentials is None or not debts:
        return None
    plan = make_plan(
        case.income, case.essentials, case.dependants or 0, debts, situation.as_of, None, knowledge.published
    )
    return plan_view(plan, knowledge)


def _own_debt(plan: Plan | None, situation: Situation, knowledge: Knowledge) -> str | None:
    """The name of the debt that the case is about: that of its lender, else the only one of a case that names no
    lender.
    """
    names = [entry.debt.name for entry in plan.debts] if plan else []
    found = next((name for name in names if _is_own(name, situation.case, knowledge)), None)
    return names[0] if found is None and len(names) == 1 and situation.case.lender is None else found


def _is_own(name: str, case: Case, knowledge: Knowledge) -> bool:
    """Whether a debt's name means the lender of the case; a case without one calls its own debt ``OWN``."""
    if case.lender is None:
        return name == OWN
    return name == case.lender or knowledge.lender_id(name) == knowledge.lender_id(case.lender)


def denies_debt(case: Case, knowledge: Knowledge) -> bool:
    """Whether the case says that its debt is not owed: never borrowed, or paid."""
    return any(knowledge.behaviours[happening.id].not_owed for happening in case.happenings)


def debts_of(case: Case, knowledge: Knowledge) -> tuple[Debt, ...]:
    """The debts of a case: those it lists, and the one it is about where only its amount was told.

    What the case says of its own loan - days overdue, papers of a court, a lender without a licence -
    holds for the debt of that loan, too. A debt that the case says is not owed is none.
    """
    listed = tuple(answer.to_debt() for answer in case.debts) or tuple(debts_of_loans(case).values())
    if denies_debt(case, knowledge):
        return tuple(debt for debt in listed if not _is_own(debt.name, case, knowledge))
    if case.outstanding and not any(_is_own(debt.name, case, knowledge) for debt in listed):
        listed = (Debt(name=case.lender or OWN, balance=case.outstanding), *listed)
    return tuple(_with_facts(debt, case) if _is_own(debt.name, case, knowledge) else debt for debt in listed)


def debts_of_loans(case: Case) -> dict[int, Debt]:
    """The loans of a case as debts by their places, where their amounts were told: one month's money is shared among
    all of them. No two have one name.
    """
    names: dict[str, int] = {}
    found: dict[int, Debt] = {}
    for place, loan in enumerate(case.loans if len(case.loans) > 1 else ()):
        if not loan.outstanding:
            continue
        name = loan.lender or OWN
        names[name] = names.get(name, 0) + 1
        found[place] = DebtAnswers(
            name=name if names[name] == 1 else f"{name}（第 {names[name]} 笔）",
            balance=loan.outstanding,
            rate=loan.rate,
            days_overdue=loan.days_overdue,
            monthly=loan.monthly,
            secured=loan.secured,
            guaranteed=loan.guaranteed,
            sued=loan.sued,
            unlicensed=loan.kind is InstitutionKind.UNLICENSED,
        ).to_debt()
    return found


def _with_facts(debt: Debt, case: Case) -> Debt:
    return msgspec.structs.replace(
        debt,
        days_overdue=debt.days_overdue if debt.days_overdue is not None else case.days_overdue,
        sued=debt.sued or any(paper.kind in COURT_PAPERS for paper in case.papers),
        unlicensed=debt.unlicensed or case.kind is InstitutionKind.UNLICENSED,
    )

"""What do I really owe, and what can I offer: the caps that apply, and the figures where the case has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from borrower_help.advice.model import Money
from borrower_help.advice.select import items
from borrower_help.case import Case
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.cost import Cost, price
from borrower_help.money.debts import Debt
from borrower_help.money.plan import Budget, Plan, budget_of, make_plan
from borrower_help.situation import Situation

T = TypeVar("T")


def money(situation: Situation, knowledge: Knowledge) -> Money:
    """The money section. Figures that cannot be those of a loan become problems: the other answers do not wait for them."""
    problems: list[str] = []
    plan = _or_problem(lambda: _plan(situation), problems)
    return Money(
        cost=_or_problem(lambda: _cost(situation, knowledge), problems),
        budget=_budget(situation.case),
        plan=plan,
        own_debt=_own_debt(plan, situation, knowledge),
        problems=tuple(problems),
        statements=items(knowledge.money("statements"), situation),
        figures_to_fetch=items(knowledge.money("figures_to_fetch"), situation),
    )


def _or_problem(reckon: Callable[[], T | None], problems: list[str]) -> T | None:
    try:
        return reckon()
    except UsageError as error:
        problems.append(str(error))
        return None


def _cost(situation: Situation, knowledge: Knowledge) -> Cost | None:
    told = situation.case.loan
    if told is None:
        return None
    return price(told.to_loan(), situation, knowledge, told.signed, told.lpr)


def _budget(case: Case) -> Budget | None:
    if case.income is None or case.essentials is None:
        return None
    return budget_of(case.income, case.essentials, case.dependants or 0)


def _plan(situation: Situation) -> Plan | None:
    """A plan where income, essentials and at least one debt are known."""
    case = situation.case
    debts = debts_of(case)
    if case.income is None or case.essentials is None or not debts:
        return None
    return make_plan(case.income, case.essentials, case.dependants or 0, debts, situation.as_of, None)


def _own_debt(plan: Plan | None, situation: Situation, knowledge: Knowledge) -> str | None:
    """The name of the debt that the case is about: the only one, or the one with this lender's name."""
    names = [entry.debt.name for entry in plan.debts] if plan else []
    if len(names) == 1:
        return names[0]
    lender = situation.lender.id if situation.lender else situation.case.lender
    return next((name for name in names if lender and lender in (name, knowledge.lender_id(name))), None)


def debts_of(case: Case) -> tuple[Debt, ...]:
    """The debts of a case; a case about one loan is one debt."""
    if case.debts or not case.outstanding:
        return tuple(told.to_debt() for told in case.debts)
    return (Debt(name=case.lender or "这笔借款", balance=case.outstanding, days_overdue=case.days_overdue),)

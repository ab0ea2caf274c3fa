"""What do I really owe, and what can I offer: the caps that apply, and the figures where the case has them."""

from __future__ import annotations

from borrower_help.advice.model import Money
from borrower_help.advice.select import items
from borrower_help.case import Case
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.cost import Cost, price
from borrower_help.money.plan import Budget, Debt, Plan, budget_of, make_plan
from borrower_help.situation import Situation


def money(situation: Situation, knowledge: Knowledge) -> Money:
    """The money section. Raises ``UsageError`` when the figures of the case cannot be those of a loan."""
    return Money(
        cost=_cost(situation, knowledge),
        budget=_budget(situation.case),
        plan=_plan(situation),
        statements=items(knowledge.money("statements"), situation),
        figures_to_fetch=items(knowledge.money("figures_to_fetch"), situation),
    )


def _cost(situation: Situation, knowledge: Knowledge) -> Cost | None:
    told = situation.case.loan
    if told is None:
        return None
    return price(told.to_loan(), situation, knowledge, told.contract_date or told.start)


def _budget(case: Case) -> Budget | None:
    if case.income is None or case.essentials is None:
        return None
    return budget_of(case.income, case.essentials, 0)


def _plan(situation: Situation) -> Plan | None:
    """A plan where income, essentials and at least one debt are known."""
    case = situation.case
    debts = debts_of(case)
    if case.income is None or case.essentials is None or not debts:
        return None
    return make_plan(case.income, case.essentials, 0, debts, situation.as_of, None)


def debts_of(case: Case) -> tuple[Debt, ...]:
    """The debts of a case; a case about one loan is one debt."""
    if case.debts or not case.outstanding:
        return tuple(told.to_debt() for told in case.debts)
    return (Debt(name=case.lender or "这笔借款", balance=case.outstanding, days_overdue=case.days_overdue),)

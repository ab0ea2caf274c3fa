"""The section ``money``: cost, budget and plan in one place."""

from __future__ import annotations

from borrower_help.advice.money.plan_view import PlanView
from borrower_help.advice.money.views import CostView
from borrower_help.advice.views.base import ItemView, View
from borrower_help.money.plan import Budget


class MoneyView(View, frozen=True, kw_only=True):
    """What bounds the debt, what it costs, what can be offered, and which figures to fetch.

    ``budget_text`` says what can be spared, and that it is not for one lender alone; empty without a budget.
    ``problems`` are sentences about figures of the case that cannot be reckoned with; the rest of
    the advice stands without them. ``own_debt`` names the debt of the plan that this case is about.
    """

    cost: CostView | None
    budget: Budget | None
    budget_text: str
    plan: PlanView | None
    own_debt: str | None
    problems: tuple[str, ...]
    statements: tuple[ItemView, ...]
    figures_to_fetch: tuple[ItemView, ...]

"""From what was told of an offer and of oneself to what is judged: the debt's share of the money, the limitation."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from borrower_help.advice.money.section import money
from borrower_help.advice.offer_views import OLD, OfferAnswersView
from borrower_help.case.conditions import judged
from borrower_help.case.model import Case
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.debts import Debt
from borrower_help.money.limitation import limitation_of
from borrower_help.money.offer import Means, Terms
from borrower_help.money.plan import DebtPlan, Plan
from borrower_help.values.amounts import ZERO


def told_of(
    terms: Terms,
    situation: Situation,
    knowledge: Knowledge,
    *,
    cash: Decimal | None = None,
    words: str = "",
    has: frozenset[str] = frozenset(),
    traps: frozenset[str] = frozenset(),
    about: Debt | None = None,
) -> OfferAnswersView:
    """The offer beside the person's own figures; ``about`` tells the days from which the limitation is counted."""
    plan = money(situation, knowledge).plan
    own = _own(plan, situation, knowledge)
    case = situation.case
    return OfferAnswersView(
        terms=terms if terms.debt is not None or own is None else _owing(terms, own.debt.balance),
        means=Means(
            cash=cash,
            share=_share(plan, own, case),
            essentials=case.essentials,
            part=_part(plan, own),
        ),
        words=words,
        has=has,
        traps=traps,
        days_told=about is not None or situation.days is not None or judged(situation),
        limitation=limitation_state(about or (own.debt if own else None), situation, knowledge),
        debts=len(plan.debts) if plan else max(len(case.every_loan), 1),
        income=case.income,
        first_debts_short=bool(plan and any(entry.falls_short for entry in plan.debts)),
    )


def _owing(terms: Terms, debt: Decimal) -> Terms:
    return msgspec.structs.replace(terms, debt=debt)


def _own(plan: Plan | None, situation: Situation, knowledge: Knowledge) -> DebtPlan | None:
    name = money(situation, knowledge).own_debt
    return next((entry for entry in plan.debts if entry.debt.name == name), None) if plan else None


def _share(plan: Plan | None, own: DebtPlan | None, case: Case) -> Decimal | None:
    """What this debt gets a month; without its amount what is left of the income, for there is nothing to divide."""
    if own is not None:
        return own.share
    if plan is not None or case.income is None or case.essentials is None:
        return None
    from borrower_help.money.plan import budget_of

    return budget_of(case.income, case.essentials, 0).offer


def _part(plan: Plan | None, own: DebtPlan | None) -> Decimal:
    """What part of money that is paid at once falls to this debt: in proportion to the debts that share."""
    if plan is None or own is None or own.first:
        return Decimal(1)
    owed = sum((entry.debt.balance for entry in plan.debts if not entry.first and not entry.on_hold), ZERO)
    return own.debt.balance / owed if owed and not own.on_hold else Decimal(1)


def limitation_state(debt: Debt | None, situation: Situation, knowledge: Knowledge) -> str:
    """``passed`` where three years may be over, ``unknown`` where it may be so and the days are not told, else empty.

    After a judgment another period runs, and a lawsuit may have stopped this one (civil-code:195).
    """
    if judged(situation):
        return ""
    found = limitation_of(debt, situation.as_of, knowledge.published) if debt is not None else None
    if found is not None:
        return "" if not found.passed else "unknown" if found.sued else "passed"
    return "unknown" if situation.days is not None and situation.days >= OLD else ""

"""The plan with its words, as every command and every format holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from borrower_help.advice.money.plan import (
    debt_notes,
    limitation_notes,
    limitation_text,
    limitation_words,
    names_without_rate,
    needs_help,
    notes,
    offer_figures,
    share_text,
)
from borrower_help.advice.money.plan_steps import explained
from borrower_help.errors import quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence, Statement
from borrower_help.knowledge.records.money import PlanReason
from borrower_help.money.debts import monthly_interest
from borrower_help.money.offers import Offer
from borrower_help.money.plan import DebtPlan, Plan
from borrower_help.values.amounts import ZERO, percent, yuan
from borrower_help.values.dates import show
from borrower_help.values.named import PlanNoteId, SaidId


class PlanOfferView(Offer, frozen=True, kw_only=True):
    """A way to offer on one debt, in figures (``text``), and how: what to demand in return, what can go wrong."""

    name: str
    what: str
    demand: str
    risk: str
    text: str
    sources: tuple[str, ...]
    confidence: Confidence
    checked: dt.date


class PlanDebtView(DebtPlan, frozen=True, kw_only=True):
    """One debt of the plan with its words: why it stands here, what it gets, what to know, when it may be too old."""

    heading: str
    why: tuple[PlanReason, ...]
    falls_short: bool
    months_needed: int | None
    text: str
    notes: tuple[Statement, ...]
    limitation_text: str
    limitation_notes: tuple[Statement, ...]
    offers: tuple[PlanOfferView, ...]


class PlanView(Plan, frozen=True, kw_only=True):
    """The plan and all that is said of it.

    ``title`` and ``opening`` are the conclusion; ``sheet`` are the labels and figures that a lender is shown;
    ``order_notes`` go with the order of the debts, ``strategy_said`` and ``strategy_notes`` with the strategies.
    ``explain`` tells how every figure was found.
    """

    title: str
    opening: tuple[str, ...]
    sheet: tuple[tuple[str, str], ...]
    nothing_left: tuple[Statement, ...]
    debts: tuple[PlanDebtView, ...]
    order_notes: tuple[Statement, ...]
    strategy_notes: tuple[Statement, ...]
    strategy_said: tuple[str, ...]
    without_rate: tuple[str, ...]
    rules: tuple[Statement, ...]
    limitation: tuple[Statement, ...]
    explain: tuple[str, ...]


def plan_view(plan: Plan, knowledge: Knowledge) -> PlanView:
    """The plan with its words."""
    words = knowledge.plan
    choose = sum(entry.first and entry.debt.secured for entry in plan.debts) > 1 and _falls_short(plan)
    return PlanView(
        **_fields(plan, "debts"),
        title=_title(plan, knowledge),
        opening=tuple(_opening(plan, knowledge)),
        sheet=tuple(_sheet(plan, knowledge)),
        nothing_left=words.nothing_left if needs_help(plan) else (),
        debts=tuple(_debt(entry, knowledge, alone=len(plan.debts) == 1) for entry in plan.debts),
        order_notes=notes(words, PlanNoteId.SHORT_CHOOSE) if choose else (),
        strategy_notes=notes(words, PlanNoteId.STRATEGY_AGREED, PlanNoteId.STRATEGY_ORDER) if plan.strategies else (),
        strategy_said=tuple(_strategies(plan, knowledge)),
        without_rate=names_without_rate(plan.debts),
        rules=words.rules,
        limitation=limitation_words(plan, words),
        explain=tuple(explained(plan)),
    )


def _fields(record: msgspec.Struct, *without: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__ if name not in without}


def _falls_short(plan: Plan) -> bool:
    return any(entry.falls_short for entry in plan.debts)


def _debt(entry: DebtPlan, knowledge: Knowledge, *, alone: bool) -> PlanDebtView:
    words, debt = knowledge.plan, entry.debt
    rate = f"，年利率 {percent(debt.rate)}" if debt.rate is not None else ""
    days = f"，逾期 {debt.days_overdue} 天" if debt.days_overdue else ""
    place = "" if alone else f"第 {entry.place} 位："
    return PlanDebtView(
        **_fields(entry, "offers"),
        heading=f"{place}{quoted(debt.name)}，欠 {yuan(debt.balance)}{rate}{days}",
        why=tuple(reason for reason in words.reasons if reason.id in entry.reasons),
        falls_short=entry.falls_short,
        months_needed=entry.months_needed,
        text=share_text(entry, knowledge, alone=alone),
        notes=debt_notes(entry, words),
        limitation_text=limitation_text(entry.limitation, knowledge) if entry.limitation else "",
        limitation_notes=limitation_notes(entry, words),
        offers=tuple(_offer(offer, knowledge) for offer in entry.offers),
    )


def _offer(offer: Offer, knowledge: Knowledge) -> PlanOfferView:
    how = next(entry for entry in knowledge.plan.offers if entry.id == offer.kind)
    return PlanOfferView(
        **_fields(offer),
        name=how.name,
        what=how.what,
        demand=how.demand,
        risk=how.risk,
        text=offer_figures(offer, knowledge),
        sources=how.sources,
        confidence=how.confidence,
        checked=how.checked,
    )


def _title(plan: Plan, knowledge: Knowledge) -> str:
    budget, owed = plan.budget, f"一共欠 {yuan(plan.owed)}。"
    if budget.offer <= 0:
        short = f"没有余钱，每月还差 {yuan(budget.deficit)}。" if budget.deficit else "收入减去必需开支，没有余钱。"
        if plan.lump and budget.deficit:
            promise = knowledge.say(SaidId.PLAN_KEEP, lump=yuan(plan.lump))
        elif plan.lump:
            promise = knowledge.say(SaidId.PLAN_ONCE, lump=yuan(plan.lump))
        else:
            promise = knowledge.say(SaidId.PLAN_NO_FIGURE)
        return f"{short}{promise}{owed}"
    most = f"每月最多拿得出 {yuan(budget.offer)}，{owed}"
    if _falls_short(plan):
        return most + knowledge.say(SaidId.PLAN_FIRST_ONES)
    if needs_help(plan) and plan.rest <= 0:
        return most + knowledge.say(SaidId.PLAN_NONE_LEFT)
    if needs_help(plan) and not any(
        entry.share and not entry.first and not entry.without_instalments for entry in plan.debts
    ):
        return most + knowledge.say(SaidId.PLAN_TOO_LITTLE)
    return most + knowledge.say(SaidId.PLAN_MOST)


def _opening(plan: Plan, knowledge: Knowledge) -> Iterator[str]:
    """What money at hand is for where it is offered to nobody, and that interest outruns what can be paid."""
    if plan.lump and not plan.budget.deficit and all(entry.first for entry in plan.debts):
        yield knowledge.say(SaidId.PLAN_LUMP, lump=yuan(plan.lump))
    takers = [entry for entry in plan.debts if not entry.first and not entry.on_hold]
    interest = sum((monthly_interest(entry.debt) for entry in takers), ZERO)
    if interest > plan.rest > 0:
        yield knowledge.say(SaidId.PLAN_INTEREST, interest=yuan(interest), rest=yuan(plan.rest))


def _sheet(plan: Plan, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The lines of the income and expenditure sheet; those that are sentences have no label."""
    budget = plan.budget
    yield "日期", show(plan.as_of)
    yield "每月收入", yuan(budget.income)
    yield "每月必需开支", yuan(budget.essentials)
    yield ("每月还差", yuan(budget.deficit)) if budget.deficit else ("余下", yuan(budget.left))
    yield "留一成备用", yuan(budget.buffer)
    yield "可用来还款（取整）", yuan(budget.offer)
    if budget.dependants:
        yield "要养的人", f"{budget.dependants} 人，{knowledge.say(SaidId.PLAN_DEPENDANTS)}"
    yield "欠款", f"{len(plan.debts)} 家，一共 {yuan(plan.owed)}"
    if plan.due_each_month:
        with_monthly = sum(entry.debt.monthly is not None for entry in plan.debts)
        some = f"（只写了 {with_monthly} 家的）" if with_monthly < len(plan.debts) else ""
        yield "", f"各家合同每月一共要还 {yuan(plan.due_each_month)}{some}"
    if plan.interest_each_month:
        yield "", f"各家每月利息一共约 {yuan(plan.interest_each_month)}"
    yield from (("", text) for text in _without_rate(plan.debts))


def _without_rate(entries: Iterable[DebtPlan]) -> Iterator[str]:
    """One sentence that names the debts counted without interest because their rate was not told."""
    if names := names_without_rate(entries):
        yield f"没写利率的：{'、'.join(names)}。按不计息算，实际会更多。"


def _strategies(plan: Plan, knowledge: Knowledge) -> Iterator[str]:
    if not plan.strategies:
        return
    yield from _without_rate(entry for entry in plan.debts if entry.debt.name in plan.strategies[0].order)
    if any(strategy.months is None for strategy in plan.strategies):
        yield knowledge.say(SaidId.PLAN_NEVER_ENDS)
    yield f"每月一共 {yuan(plan.rest)}，按现在的利率，罚息没算。各家第几个还（金额：元）："

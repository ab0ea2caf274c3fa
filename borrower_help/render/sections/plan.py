"""The plan as lines: a sheet a lender accepts, the order of the debts, the offers, and the strategies side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from borrower_help.advice.money.plan_steps import STRATEGIES
from borrower_help.advice.money.plan_view import PlanDebtView, PlanView
from borrower_help.errors import quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.render.table import pad, table
from borrower_help.values.amounts import figure

BAR = 20


def plan_lines(plan: PlanView, knowledge: Knowledge, *, explain: bool) -> list[Line]:
    """The whole answer of ``plan``."""
    citations = Citations(knowledge, most=3)
    lines = [Line("title", plan.title), *(Line("item", text) for text in plan.opening), *plan_core(plan, citations)]
    if explain:
        lines += [Line("heading", "算法"), *(Line("item", text) for text in plan.explain)]
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]


def plan_core(plan: PlanView, citations: Citations) -> list[Line]:
    """The sheet, the debts in order, the offers and the strategies."""
    lines = [*_sheet(plan)]
    if plan.nothing_left:
        lines.append(Line("heading", "没有余钱时怎么办" if plan.budget.offer <= 0 else "余钱太少时怎么办"))
        lines += _said(plan.nothing_left, citations)
    for debt in plan.debts:
        lines += _debt(debt, citations, alone=len(plan.debts) == 1)
    lines += [*_order(plan, citations), *_how_to_offer(plan, citations), *_strategies(plan, citations)]
    return [*lines, Line("heading", "别忘了"), *_said((*plan.rules, *plan.limitation), citations)]


def _said(entries: Sequence[Statement], citations: Citations, before: str = "") -> Iterator[Line]:
    for entry in entries:
        yield Line("item", before + entry.text, marks=citations.marks(entry.sources, entry.confidence))


def _sheet(plan: PlanView) -> Iterator[Line]:
    """The income and expenditure sheet, to be shown to the lender as it is."""
    yield Line("heading", "收支表（可以照这个给机构看）")
    for label, text in plan.sheet:
        yield Line("item", text, label=label)
    yield Line("text", "各家欠款和每月排给它的（元）：")
    figures = [(_placed(entry), figure(entry.debt.balance), figure(entry.share)) for entry in plan.debts]
    yield from table(("名称", "欠款", "每月"), figures)


def _placed(entry: PlanDebtView) -> str:
    return f"{entry.place} {quoted(entry.debt.name)}"


def _debt(entry: PlanDebtView, citations: Citations, *, alone: bool) -> Iterator[Line]:
    yield Line("heading", entry.heading)
    names = [reason.name for reason in entry.why]
    if names:
        yield Line("item", "、".join(names) + "。", label="为什么排这里" if not alone else "注意")
    yield from _said(entry.notes[:1], citations, before=entry.text)  # in the same breath what to do about it
    if entry.text and not entry.notes:
        yield Line("item", entry.text)
    yield from _said(entry.notes[1:], citations)
    if entry.limitation_text:
        yield Line("item", entry.limitation_text, label="诉讼时效")
    yield from _said(entry.limitation_notes, citations)
    for offer in entry.offers:
        yield Line("item", offer.text, label=offer.name)


def _order(plan: PlanView, citations: Citations) -> Iterator[Line]:
    """Each reason once, in the order of the debts: what it means to have a debt in that place."""
    used = {reason.id: reason for entry in plan.debts for reason in entry.why}
    if used:
        yield Line("heading", "为什么这样排" if len(plan.debts) > 1 else "这一笔要注意")
    for reason in (reason for reason in citations.knowledge.plan.reasons if reason.id in used):
        yield Line("item", reason.text, label=reason.name, marks=citations.marks(reason.sources, reason.confidence))
    yield from _said(plan.order_notes, citations)


def _how_to_offer(plan: PlanView, citations: Citations) -> Iterator[Line]:
    """Each way to offer once: how, what to ask for in return, what can go wrong."""
    used = {offer.kind for debt in plan.debts for offer in debt.offers if offer.affordable}
    if used:
        yield Line("heading", "每种方案怎么谈")
    for kind in (kind for kind in citations.knowledge.plan.offers if kind.id in used):
        yield Line("item", kind.what, label=kind.name, marks=citations.marks(kind.sources, kind.confidence))
        yield Line("detail", kind.demand, label="要对方写明")
        yield Line("detail", kind.risk, label="风险")


def _strategies(plan: PlanView, citations: Citations) -> Iterator[Line]:
    """The debts and the strategies in one table and one picture; months and yuan side by side."""
    if not plan.strategies:
        return
    yield Line("heading", "谈成以后集中还，先还哪一笔")
    yield from _said(plan.strategy_notes, citations)
    entries = [entry for entry in plan.debts if entry.debt.name in plan.strategies[0].order]
    yield from (Line("item", text) for text in plan.strategy_said[:-1])
    yield from (Line("text", text) for text in plan.strategy_said[-1:])  # it leads to the table
    orders = [{name: str(place) for place, name in enumerate(strategy.order, 1)} for strategy in plan.strategies]
    rows = [(_placed(entry), *(order[entry.debt.name] for order in orders)) for entry in entries]
    rows.append(("要几个月", *(str(strategy.months or "还不完") for strategy in plan.strategies)))
    for name, field in (("利息", "interest"), ("一共付", "total")):
        rows.append(
            (name, *(figure(getattr(strategy, field)) if strategy.months else "-" for strategy in plan.strategies))
        )
    yield from table(("", *(STRATEGIES[strategy.name] for strategy in plan.strategies)), rows)
    if any(strategy.months for strategy in plan.strategies):
        yield Line("text", "要几个月，画出来：")
        yield from _picture(plan)


def _picture(plan: PlanView) -> Iterator[Line]:
    longest = max((strategy.months or 0 for strategy in plan.strategies), default=0)
    for strategy in plan.strategies:
        bar = "#" * max(round(strategy.months * BAR / longest), 1) if strategy.months else ""
        yield Line("pre", f"{pad(STRATEGIES[strategy.name], 8)} {bar:<{BAR}} {strategy.months or '还不完'}")

"""The plan as lines: a sheet a lender accepts, the order of the debts, the offers, and the strategies side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
from borrower_help.advice.money.plan_steps import STRATEGIES, explained
from borrower_help.errors import quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.money import PlanFile
from borrower_help.money.debts import monthly_interest
from borrower_help.money.offers import Offer
from borrower_help.money.plan import DebtPlan, Plan
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.render.table import pad, table
from borrower_help.values.amounts import ZERO, figure, percent, yuan
from borrower_help.values.dates import show
from borrower_help.values.named import PlanNoteId, SaidId

BAR = 20


def plan_lines(plan: Plan, knowledge: Knowledge, *, explain: bool) -> list[Line]:
    """The whole answer of ``plan``."""
    citations = Citations(knowledge, most=3)
    lines = [*_opening(plan, knowledge), *plan_core(plan, knowledge, citations)]
    if explain:
        lines += [Line("heading", "算法"), *(Line("item", text) for text in explained(plan))]
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]


def plan_core(plan: Plan, knowledge: Knowledge, citations: Citations) -> list[Line]:
    """The sheet, the debts in order, the offers and the strategies."""
    words = knowledge.plan
    lines = [*_sheet(plan), *_nothing_left(plan, words, citations)]
    for debt in plan.debts:
        lines += _debt(debt, knowledge, citations, alone=len(plan.debts) == 1)
    lines += [
        *_order(plan, words, citations),
        *_how_to_offer(plan, words, citations),
        *_strategies(plan, knowledge, citations),
    ]
    lines.append(Line("heading", "别忘了"))
    lines += [_said(entry, citations) for entry in words.rules]
    lines += [_said(entry, citations) for entry in limitation_words(plan, words)]
    return lines


def _said(entry: Statement, citations: Citations, before: str = "") -> Line:
    return Line("item", before + entry.text, marks=citations.marks(entry.sources, entry.confidence))


def _opening(plan: Plan, knowledge: Knowledge) -> Iterator[Line]:
    yield Line("title", _title(plan, knowledge))
    yield from _lump_first(plan, knowledge)
    takers = [entry for entry in plan.debts if not entry.first and not entry.on_hold]
    interest = sum((monthly_interest(entry.debt) for entry in takers), ZERO)
    if interest > plan.rest > 0:
        yield Line("item", knowledge.say(SaidId.PLAN_INTEREST, interest=yuan(interest), rest=yuan(plan.rest)))


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
    if any(entry.falls_short for entry in plan.debts):
        return most + knowledge.say(SaidId.PLAN_FIRST_ONES)
    if needs_help(plan) and plan.rest <= 0:
        return most + knowledge.say(SaidId.PLAN_NONE_LEFT)
    if needs_help(plan) and not any(
        entry.share and not entry.first and not entry.without_instalments for entry in plan.debts
    ):
        return most + knowledge.say(SaidId.PLAN_TOO_LITTLE)
    return most + knowledge.say(SaidId.PLAN_MOST)


def _lump_first(plan: Plan, knowledge: Knowledge) -> Iterator[Line]:
    """Where money at hand is offered to nobody: what it is for."""
    if plan.lump and not plan.budget.deficit and all(entry.first for entry in plan.debts):
        yield Line("item", knowledge.say(SaidId.PLAN_LUMP, lump=yuan(plan.lump)))


def _sheet(plan: Plan) -> Iterator[Line]:
    """The income and expenditure sheet, to be shown to the lender as it is."""
    budget = plan.budget
    yield Line("heading", "收支表（可以照这个给机构看）")
    yield Line("item", show(plan.as_of), label="日期")
    rows = (
        ("每月收入", budget.income),
        ("每月必需开支", budget.essentials),
        ("每月还差", budget.deficit) if budget.deficit else ("余下", budget.left),
        ("留一成备用", budget.buffer),
        ("可用来还款（取整）", budget.offer),
    )
    for name, amount in rows:
        yield Line("item", yuan(amount), label=name)
    if budget.dependants:
        yield Line("item", f"{budget.dependants} 人，附户口本或医疗、学费单据。", label="要养的人")
    yield Line("item", f"{len(plan.debts)} 家，一共 {yuan(plan.owed)}", label="欠款")
    if plan.due_each_month:
        told = sum(entry.debt.monthly is not None for entry in plan.debts)
        some = f"（只写了 {told} 家的）" if told < len(plan.debts) else ""
        yield Line("item", f"各家合同每月一共要还 {yuan(plan.due_each_month)}{some}")
    yield from _interest(plan)
    yield Line("text", "各家欠款和每月排给它的（元）：")
    figures = [(_placed(entry), figure(entry.debt.balance), figure(entry.share)) for entry in plan.debts]
    yield from table(("名称", "欠款", "每月"), figures)


def _interest(plan: Plan) -> Iterator[Line]:
    if plan.interest_each_month:
        yield Line("item", f"各家每月利息一共约 {yuan(plan.interest_each_month)}")
    yield from without_rate(plan.debts)


def without_rate(entries: Iterable[DebtPlan]) -> Iterator[Line]:
    """One line that names the debts counted without interest because their rate was not told."""
    names = names_without_rate(entries)
    if names:
        yield Line("item", f"没写利率的：{'、'.join(names)}。按不计息算，实际会更多。")


def _placed(entry: DebtPlan) -> str:
    return f"{entry.place} {quoted(entry.debt.name)}"


def _nothing_left(plan: Plan, words: PlanFile, citations: Citations) -> Iterator[Line]:
    if needs_help(plan):
        yield Line("heading", "没有余钱时怎么办" if plan.budget.offer <= 0 else "余钱太少时怎么办")
        yield from (_said(entry, citations) for entry in words.nothing_left)


def _debt(entry: DebtPlan, knowledge: Knowledge, citations: Citations, *, alone: bool) -> Iterator[Line]:
    words = knowledge.plan
    debt = entry.debt
    rate = f"，年利率 {percent(debt.rate)}" if debt.rate is not None else ""
    days = f"，逾期 {debt.days_overdue} 天" if debt.days_overdue else ""
    place = "" if alone else f"第 {entry.place} 位："
    yield Line("heading", f"{place}{quoted(debt.name)}，欠 {yuan(debt.balance)}{rate}{days}")
    names = [reason.name for reason in words.reasons if reason.id in entry.reasons]
    if names:
        yield Line("item", "、".join(names) + "。", label="为什么排这里" if not alone else "注意")
    said = debt_notes(entry, words)
    yield from _share(entry, said[:1], citations, alone=alone)
    yield from (_said(note, citations) for note in said[1:])
    yield from _limitation(entry, knowledge, citations)
    for offer in entry.offers:
        yield _offer(offer, knowledge)


def _share(entry: DebtPlan, most_important: list[Statement], citations: Citations, *, alone: bool) -> Iterator[Line]:
    """What this debt gets, and in the same breath what to do about it."""
    text = share_text(entry, citations.knowledge, alone=alone)
    yield from (_said(note, citations, before=text) for note in most_important)
    if text and not most_important:
        yield Line("item", text)


def _limitation(entry: DebtPlan, knowledge: Knowledge, citations: Citations) -> Iterator[Line]:
    if entry.limitation is None:
        return
    yield Line("item", limitation_text(entry.limitation, knowledge), label="诉讼时效")
    yield from (_said(note, citations) for note in limitation_notes(entry, knowledge.plan))


def _offer(offer: Offer, knowledge: Knowledge) -> Line:
    name = next(entry.name for entry in knowledge.plan.offers if entry.id == offer.kind)
    return Line("item", offer_figures(offer, knowledge), label=name)


def _order(plan: Plan, words: PlanFile, citations: Citations) -> Iterator[Line]:
    """Each reason once: what it means to have a debt in that place."""
    used = {code for entry in plan.debts for code in entry.reasons}
    if used:
        yield Line("heading", "为什么这样排" if len(plan.debts) > 1 else "这一笔要注意")
    for reason in words.reasons:
        if reason.id in used:
            yield Line("item", reason.text, label=reason.name, marks=citations.marks(reason.sources, reason.confidence))
    if (
        any(entry.falls_short for entry in plan.debts)
        and sum(entry.first and entry.debt.secured for entry in plan.debts) > 1
    ):
        yield from (_said(note, citations) for note in notes(words, PlanNoteId.SHORT_CHOOSE))


def _how_to_offer(plan: Plan, words: PlanFile, citations: Citations) -> Iterator[Line]:
    """Each way to offer once: how, what to ask for in return, what can go wrong."""
    used = {offer.kind for debt in plan.debts for offer in debt.offers if offer.affordable}
    if used:
        yield Line("heading", "每种方案怎么谈")
    for kind in words.offers:
        if kind.id in used:
            yield Line("item", kind.what, label=kind.name, marks=citations.marks(kind.sources, kind.confidence))
            yield Line("detail", kind.demand, label="要对方写明")
            yield Line("detail", kind.risk, label="风险")


def _strategies(plan: Plan, knowledge: Knowledge, citations: Citations) -> Iterator[Line]:
    """The debts and the strategies in one table and one picture; months and yuan side by side."""
    if not plan.strategies:
        return
    yield Line("heading", "谈成以后集中还，先还哪一笔")
    yield from (
        _said(note, citations) for note in notes(knowledge.plan, PlanNoteId.STRATEGY_AGREED, PlanNoteId.STRATEGY_ORDER)
    )
    entries = [entry for entry in plan.debts if entry.debt.name in plan.strategies[0].order]
    yield from without_rate(entries)
    if any(strategy.months is None for strategy in plan.strategies):
        yield Line("item", knowledge.say(SaidId.PLAN_NEVER_ENDS))
    yield Line("text", f"每月一共 {yuan(plan.rest)}，按现在的利率，罚息没算。各家第几个还（金额：元）：")
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


def _picture(plan: Plan) -> Iterator[Line]:
    longest = max((strategy.months or 0 for strategy in plan.strategies), default=0)
    for strategy in plan.strategies:
        bar = "#" * max(round(strategy.months * BAR / longest), 1) if strategy.months else ""
        yield Line("pre", f"{pad(STRATEGIES[strategy.name], 8)} {bar:<{BAR}} {strategy.months or '还不完'}")

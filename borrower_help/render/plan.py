"""The plan as lines: a sheet a lender accepts, the order of the debts, the offers, and the strategies side by side."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.dates import show
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Statement
from borrower_help.money.amounts import ZERO, percent, yuan
from borrower_help.money.plan import Budget, DebtPlan, Offer, Plan
from borrower_help.render.lines import Citations, Line, checked_line, source_lines

BAR = 20
_STRATEGIES = {"snowball": "先还最小的一笔", "avalanche": "先还利率最高的一笔"}


def plan_lines(plan: Plan, knowledge: Knowledge, *, explain: bool) -> list[Line]:
    """The whole answer of ``plan``."""
    citations = Citations(knowledge, most=3)
    lines = [*_opening(plan), *plan_core(plan, knowledge, citations)]
    if explain:
        lines += _method()
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]


def plan_core(plan: Plan, knowledge: Knowledge, citations: Citations) -> list[Line]:
    """The sheet, the debts in order, the offers and the strategies."""
    words = knowledge.plan
    lines = list(_sheet(plan.budget))
    if plan.budget.offer <= 0:
        lines.append(Line("heading", "没有余钱时怎么办"))
        lines += [_said(entry, citations) for entry in words.nothing_left]
    for debt in plan.debts:
        lines += _debt(debt, knowledge, citations, alone=len(plan.debts) == 1)
    lines += [*_how_to_offer(plan, knowledge, citations), *_strategies(plan)]
    lines.append(Line("heading", "别忘了"))
    lines += [_said(entry, citations) for entry in words.rules]
    if any(debt.limitation_from for debt in plan.debts):
        lines += [_said(entry, citations) for entry in words.limitation]
    return lines


def _said(entry: Statement, citations: Citations) -> Line:
    return Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence))


def _opening(plan: Plan) -> Iterator[Line]:
    offer = plan.budget.offer
    if offer <= 0:
        yield Line("title", f"收入减去必需开支，没有余钱。现在不要答应任何还款数。一共欠 {yuan(plan.owed)}。")
    else:
        yield Line("title", f"每月最多拿得出 {yuan(offer)}，一共欠 {yuan(plan.owed)}。任何方案都不要超过它。")
    if plan.interest_each_month > offer > 0:
        yield Line("item", f"每月利息约 {yuan(plan.interest_each_month)}，比拿得出的多。只有停息或减息，才还得完。")


def _sheet(budget: Budget) -> Iterator[Line]:
    """The income and expenditure sheet, to be shown to the lender as it is."""
    yield Line("heading", "收支表（可以照这个给机构看）")
    rows = (
        ("每月收入", budget.income),
        ("每月必需开支", budget.essentials),
        ("余下", budget.left),
        ("留一成备用", budget.buffer),
        ("可用来还款（取整）", budget.offer),
    )
    for name, amount in rows:
        yield Line("item", yuan(amount), label=name)
    if budget.dependants:
        yield Line("item", f"{budget.dependants} 人，附户口本或医疗、学费单据。", label="要养的人")


def _debt(entry: DebtPlan, knowledge: Knowledge, citations: Citations, *, alone: bool) -> Iterator[Line]:
    debt = entry.debt
    rate = f"，年利率 {percent(debt.rate)}" if debt.rate is not None else ""
    place = "" if alone else f"第 {entry.place} 位："
    yield Line("heading", f"{place}{debt.name}，欠 {yuan(debt.balance)}{rate}")
    if not alone:
        for reason in knowledge.plan.reasons:
            if reason.id in entry.reasons:
                marks = citations.marks(reason.sources, reason.confidence)
                yield Line("item", reason.text, label=reason.name, marks=marks)
    if entry.falls_short:
        yield Line("item", f"钱不够付它每月的 {yuan(debt.monthly or ZERO)}，先去谈降低月供；眼下排得出 {yuan(entry.share)}。")
    elif not alone:
        what = "这一笔先照常付，每月" if entry.in_full else "其余的按欠款比例分，这一家每月"
        yield Line("item", f"{what} {yuan(entry.share)}。")
    for offer in entry.offers:
        yield _offer(offer, knowledge)
    if entry.limitation_from:
        yield Line("item", f"诉讼时效最早从 {show(entry.limitation_from)} 起才可能届满。")


def _offer(offer: Offer, knowledge: Knowledge) -> Line:
    name = next(entry.name for entry in knowledge.plan.offers if entry.id == offer.kind)
    if offer.affordable:
        return Line("item", offer_figures(offer), label=name)
    return Line("item", f"光利息每月就要 {yuan(offer.first_monthly)}，超过这一家的份额，不能提。", label=name)


def _how_to_offer(plan: Plan, knowledge: Knowledge, citations: Citations) -> Iterator[Line]:
    """Each way to offer once: how, what to ask for in return, what can go wrong."""
    used = {offer.kind for debt in plan.debts for offer in debt.offers if offer.affordable}
    if used:
        yield Line("heading", "每种方案怎么谈")
    for kind in knowledge.plan.offers:
        if kind.id in used:
            yield Line("item", kind.what, label=kind.name, marks=citations.marks(kind.sources, kind.confidence))
            yield Line("detail", kind.demand, label="要对方写明")
            yield Line("detail", kind.risk, label="风险")


def offer_figures(offer: Offer) -> str:
    """One offer in figures: how much a month, how long, until when, how much in all."""
    match offer.kind:
        case "lump":
            return f"一次付 {yuan(offer.total)}，请对方减免其余。这笔钱只能用在一家。"
        case "interest_first":
            return (
                f"前 {offer.first_months} 个月每月付利息 {yuan(offer.first_monthly)}，之后每月 {yuan(offer.monthly)}、"
                f"{offer.months} 个月，{offer.ends} 还完，共 {yuan(offer.total)}。"
            )
        case "deferral":
            return f"停 {offer.first_months} 个月，之后每月 {yuan(offer.monthly)}、{offer.months} 个月，{offer.ends} 还完，共 {yuan(offer.total)}。"
        case _:
            return f"每月 {yuan(offer.monthly)}、{offer.months} 个月，{offer.ends} 还完，共 {yuan(offer.total)}。"


def _strategies(plan: Plan) -> Iterator[Line]:
    """The strategies in one list and one picture; months and yuan side by side."""
    if not plan.strategies:
        return
    yield Line("heading", "几笔债集中还，哪种快（按现在的利率，不停息）")
    longest = max((strategy.months or 0 for strategy in plan.strategies), default=0)
    for strategy in plan.strategies:
        name = _STRATEGIES[strategy.name]
        order = "、".join(strategy.order)
        if strategy.months is None:
            yield Line("item", f"{order}。利息比还得快，还不完，先谈停息。", label=name)
            continue
        yield Line("item", f"{order}。{strategy.months} 个月，利息 {yuan(strategy.interest)}，共 {yuan(strategy.total)}。", label=name)
        bar = "#" * max(round(strategy.months * BAR / longest), 1)
        yield Line("pre", f"    {bar:<{BAR}} {strategy.months}")


def _method() -> Iterator[Line]:
    yield Line("heading", "算法")
    for text in (
        "可用来还款 = （收入 - 必需开支）× 90%，舍去角分。",
        "有抵押的和必需的，写了月供的，先照月供留出。其余的钱 × 这家欠款 ÷ 其余欠款 = 这家的份额，算到分，余数给第一位。",
        "分期的月数 = 欠款 ÷ 份额，向上取整；日期从今天起按月数。",
        "集中还：每月先给每笔加一个月利息（年利率 ÷ 12），再把钱全部给排在最前、没还完的那一笔。",
    ):
        yield Line("item", text)

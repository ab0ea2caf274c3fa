"""The plan as lines: a sheet a lender accepts, the order of the debts, the offers, and the strategies side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borrower_help.errors import shown
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.money import PlanFile
from borrower_help.money.debts import due_each_month, monthly_interest
from borrower_help.money.limitation import Limitation
from borrower_help.money.offers import Offer
from borrower_help.money.plan import DebtPlan, Plan
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.render.plan_explain import STRATEGIES, explained
from borrower_help.render.table import pad, table
from borrower_help.values.amounts import ZERO, figure, percent, yuan
from borrower_help.values.dates import show

BAR = 20
LONG_MONTHS = 120
"""Beyond ten years instalments are arithmetic rather than an offer."""


def plan_lines(plan: Plan, knowledge: Knowledge, *, explain: bool) -> list[Line]:
    """The whole answer of ``plan``."""
    citations = Citations(knowledge, most=3)
    lines = [*_opening(plan), *plan_core(plan, knowledge, citations)]
    if explain:
        lines += [Line("heading", "算法"), *(Line("item", text) for text in explained(plan))]
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]


def plan_core(plan: Plan, knowledge: Knowledge, citations: Citations) -> list[Line]:
    """The sheet, the debts in order, the offers and the strategies."""
    words = knowledge.plan
    lines = [*_sheet(plan), *_nothing_left(plan, words, citations)]
    for debt in plan.debts:
        lines += _debt(debt, words, citations, alone=len(plan.debts) == 1)
    lines += [*_order(plan, words, citations), *_how_to_offer(plan, words, citations), *_strategies(plan, words, citations)]
    lines.append(Line("heading", "别忘了"))
    lines += [_said(entry, citations) for entry in words.rules]
    lines += [_said(entry, citations) for entry in limitation_words(plan, words)]
    return lines


def _said(entry: Statement, citations: Citations, before: str = "") -> Line:
    return Line("item", before + entry.text, marks=citations.marks(entry.sources, entry.confidence))


def notes(words: PlanFile, *ids: str) -> list[Statement]:
    """The sentences of these ids, in this order."""
    known = {entry.id: entry for entry in words.notes}
    return [known[name] for name in ids if name in known]


# --- the first lines and the sheet


def _opening(plan: Plan) -> Iterator[Line]:
    yield Line("title", _title(plan))
    yield from _lump_first(plan)
    takers = [entry for entry in plan.debts if not entry.first and not entry.on_hold]
    interest = sum((monthly_interest(entry.debt) for entry in takers), ZERO)
    if interest > plan.rest > 0:
        yield Line("item", f"要谈的几笔每月利息约 {yuan(interest)}，比拿得出的 {yuan(plan.rest)}多。只有停息或减息，才还得完。")


def _title(plan: Plan) -> str:
    budget, owed = plan.budget, f"一共欠 {yuan(plan.owed)}。"
    if budget.offer <= 0:
        short = f"没有余钱，每月还差 {yuan(budget.deficit)}。" if budget.deficit else "收入减去必需开支，没有余钱。"
        if plan.lump and budget.deficit:
            promise = f"手里的 {yuan(plan.lump)}先留着过日子，不要一次付出去，也不要答应按月还。"
        else:
            promise = f"不要答应按月还。手里的 {yuan(plan.lump)}只够用一次。" if plan.lump else "现在不要答应任何还款数。"
        return f"{short}{promise}{owed}"
    most = f"每月最多拿得出 {yuan(budget.offer)}，{owed}"
    if any(entry.falls_short for entry in plan.debts):
        return f"{most}必需的和有抵押的还不够付，先顾排在前面的。"
    if needs_help(plan) and plan.rest <= 0:
        return f"{most}付完必需的和有抵押的，没有余钱给别家。"
    if needs_help(plan) and not any(entry.share and not entry.first and not entry.without_instalments for entry in plan.debts):
        return f"{most}余钱太少，现在不要答应按月分期。"
    return f"{most}任何方案都不要超过它。"


def _lump_first(plan: Plan) -> Iterator[Line]:
    """Where money at hand is offered to nobody: what it is for."""
    if plan.lump and not plan.budget.deficit and all(entry.first for entry in plan.debts):
        yield Line("item", f"手里的 {yuan(plan.lump)}，先补必需的和有抵押的那几笔欠的期数，再留应急。")


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


def names_without_rate(entries: Iterable[DebtPlan]) -> list[str]:
    """The debts whose rate was not told; rent and water have none."""
    return [shown(entry.debt.name) for entry in entries if entry.debt.rate is None and not entry.debt.necessity]


def _placed(entry: DebtPlan) -> str:
    return f"{entry.place} {shown(entry.debt.name)}"


# --- nothing, or too little


def needs_help(plan: Plan) -> bool:
    """Whether some debt that takes part gets no instalments, because nothing or too little is left for it."""
    return plan.budget.offer <= 0 or any(entry.without_instalments for entry in plan.debts)


def _nothing_left(plan: Plan, words: PlanFile, citations: Citations) -> Iterator[Line]:
    if needs_help(plan):
        yield Line("heading", "没有余钱时怎么办" if plan.budget.offer <= 0 else "余钱太少时怎么办")
        yield from (_said(entry, citations) for entry in words.nothing_left)


# --- one debt


def _debt(entry: DebtPlan, words: PlanFile, citations: Citations, *, alone: bool) -> Iterator[Line]:
    debt = entry.debt
    rate = f"，年利率 {percent(debt.rate)}" if debt.rate is not None else ""
    days = f"，逾期 {debt.days_overdue} 天" if debt.days_overdue else ""
    place = "" if alone else f"第 {entry.place} 位："
    yield Line("heading", f"{place}{shown(debt.name)}，欠 {yuan(debt.balance)}{rate}{days}")
    names = [reason.name for reason in words.reasons if reason.id in entry.reasons]
    if names:
        yield Line("item", "、".join(names) + "。", label="为什么排这里" if not alone else "注意")
    said = debt_notes(entry, words)
    yield from _share(entry, said[:1], citations, alone=alone)
    yield from (_said(note, citations) for note in said[1:])
    yield from _limitation(entry, words, citations)
    for offer in entry.offers:
        yield _offer(offer, words)


def _share(entry: DebtPlan, most_important: list[Statement], citations: Citations, *, alone: bool) -> Iterator[Line]:
    """What this debt gets, and in the same breath what to do about it."""
    text = share_text(entry, alone=alone)
    yield from (_said(note, citations, before=text) for note in most_important)
    if text and not most_important:
        yield Line("item", text)


def share_text(entry: DebtPlan, *, alone: bool) -> str:
    """What a debt gets of a month, in one sentence; none for one debt with nothing to divide."""
    due = due_each_month(entry.debt)
    if entry.falls_short:
        return f"每月要付 {yuan(due)}，眼下排得出 {yuan(entry.share)}，还差 {yuan(due - entry.share)}。"
    if entry.in_full:
        return f"这一笔先照常付，每月 {yuan(entry.share)}。"
    if entry.on_hold:
        return "先弄清该还多少；弄清以前不排钱，也不报数。本金一般仍要还。"
    if entry.without_instalments:
        if entry.months_needed is None:
            return "眼下排不出钱给它，不要答应分期。"
        return f"每月 {yuan(entry.share)}要还约 {years(entry.months_needed)}，分期不是真方案。"
    shared = "" if alone else f"按欠款比例分，这一家每月 {yuan(entry.share)}。"
    slow = entry.months_needed is not None and entry.months_needed > LONG_MONTHS
    return shared + (f"这样要还约 {years(entry.months_needed or 0)}，多半谈不成，先谈减免。" if slow else "")


def years(months: int) -> str:
    """Months as whole years, rounded up."""
    return f"{-(-months // 12):,} 年"


def debt_notes(entry: DebtPlan, words: PlanFile) -> list[Statement]:
    """What there is to say about this debt beside its figures, the most important first."""
    debt = entry.debt
    wanted = {
        "plan-short-secured": entry.falls_short and debt.secured,
        "plan-short-necessity": entry.falls_short and not debt.secured,
        "plan-too-small": entry.without_instalments,
        "plan-first-overdue": entry.in_full and bool(debt.days_overdue),
        "plan-first-once": debt.necessity and not debt.secured,
        "plan-unlicensed": debt.unlicensed,
    }
    return notes(words, *(name for name, holds in wanted.items() if holds))


def _limitation(entry: DebtPlan, words: PlanFile, citations: Citations) -> Iterator[Line]:
    if entry.limitation is None:
        return
    yield Line("item", limitation_text(entry.limitation), label="诉讼时效")
    yield from (_said(note, citations) for note in limitation_notes(entry, words))


def limitation_text(found: Limitation) -> str:
    """The earliest end, the day it is counted from and why, and what is not known about holidays."""
    why = "最近一次还款、催款或答应" if found.because == "last_event" else "最后一期到期"
    counted = f"从 {found.counted_from}（{why}）算三年。"
    if found.sued and not found.passed:
        return f"已经起诉或仲裁，时效断了重算，不会在 {show(found.earliest)} 就过。{counted}"
    if found.passed:
        return f"最早 {show(found.earliest)}已可能届满。{counted}其间催过、起诉过、还过、答应过，就要重新算。{holidays_text(found)}"
    return f"最早从 {show(found.earliest)}起才可能届满。{counted}{holidays_text(found)}"


def holidays_text(found: Limitation) -> str:
    """Why the date may be another one where the holidays of that year are not published: nothing where they are."""
    if found.holidays_known:
        return ""
    # A weekend may be turned into working days, and then the last day does not move; a weekday can only become a day off.
    other = "那个周末若调休上班，会早一两天" if found.ends != found.three_years else "只可能更晚"
    return f"{found.ends.year} 年节假日未核实，{other}。"


def limitation_notes(entry: DebtPlan, words: PlanFile) -> list[Statement]:
    """What to know before answering, where the period may be over, and what to do in a lawsuit."""
    if entry.limitation is None or not entry.limitation.passed:
        return []
    return notes(words, "plan-limitation-passed", *(["plan-limitation-sued"] if entry.debt.sued else []))


def limitation_words(plan: Plan, words: PlanFile) -> tuple[Statement, ...]:
    """What to know about every limitation date, where one is told."""
    return words.limitation if any(entry.limitation for entry in plan.debts) else ()


# --- offers


def _offer(offer: Offer, words: PlanFile) -> Line:
    name = next(entry.name for entry in words.offers if entry.id == offer.kind)
    return Line("item", offer_figures(offer), label=name)


def offer_figures(offer: Offer) -> str:
    """One offer in figures: how much a month, how long, until when, how much in all."""
    if not offer.affordable:
        return f"光利息每月就要 {yuan(offer.first_monthly)}，超过这一家的份额，不能提。"
    end = f"，{offer.ends} 还完，共 {yuan(offer.total)}。"
    match offer.kind:
        case "lump" if offer.waived:
            return f"一次付 {yuan(offer.total)}，请对方减免其余 {yuan(offer.waived)}。同一笔钱不能答应两家。"
        case "lump":
            return f"一次付 {yuan(offer.total)}，就还清了。先请对方减免罚息和费用，付清后要结清证明。同一笔钱不能答应两家。"
        case "interest_first":
            return f"前 {offer.first_months} 个月每月付利息 {yuan(offer.first_monthly)}，之后停息，{_instalments(offer)}{end}"
        case "deferral":
            return f"停 {offer.first_months} 个月（也停息），之后{_instalments(offer)}{end}"
        case _:
            return f"停息后{_instalments(offer)}{end}"


def _instalments(offer: Offer) -> str:
    if offer.months == 1:
        return f"一个月付 {yuan(offer.last)}"
    last = f"（最后一个月 {yuan(offer.last)}）" if offer.last != offer.monthly else ""
    return f"每月 {yuan(offer.monthly)}、{offer.months} 个月{last}"


def _order(plan: Plan, words: PlanFile, citations: Citations) -> Iterator[Line]:
    """Each reason once: what it means to have a debt in that place."""
    used = {code for entry in plan.debts for code in entry.reasons}
    if used:
        yield Line("heading", "为什么这样排" if len(plan.debts) > 1 else "这一笔要注意")
    for reason in words.reasons:
        if reason.id in used:
            yield Line("item", reason.text, label=reason.name, marks=citations.marks(reason.sources, reason.confidence))
    if any(entry.falls_short for entry in plan.debts) and sum(entry.first and entry.debt.secured for entry in plan.debts) > 1:
        yield from (_said(note, citations) for note in notes(words, "plan-short-choose"))


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


# --- strategies


def _strategies(plan: Plan, words: PlanFile, citations: Citations) -> Iterator[Line]:
    """The debts and the strategies in one table and one picture; months and yuan side by side."""
    if not plan.strategies:
        return
    yield Line("heading", "谈成以后集中还，先还哪一笔")
    yield from (_said(note, citations) for note in notes(words, "plan-strategy-agreed", "plan-strategy-order"))
    entries = [entry for entry in plan.debts if entry.debt.name in plan.strategies[0].order]
    yield from without_rate(entries)
    if any(strategy.months is None for strategy in plan.strategies):
        yield Line("item", "还不完的，是利息比还得快。先谈停息。")
    yield Line("text", f"每月一共 {yuan(plan.rest)}，按现在的利率，罚息没算。各家第几个还（金额：元）：")
    orders = [{name: str(place) for place, name in enumerate(strategy.order, 1)} for strategy in plan.strategies]
    rows = [(_placed(entry), *(order[entry.debt.name] for order in orders)) for entry in entries]
    rows.append(("要几个月", *(str(strategy.months or "还不完") for strategy in plan.strategies)))
    for name, field in (("利息", "interest"), ("一共付", "total")):
        rows.append((name, *(figure(getattr(strategy, field)) if strategy.months else "-" for strategy in plan.strategies)))
    yield from table(("", *(STRATEGIES[strategy.name] for strategy in plan.strategies)), rows)
    if any(strategy.months for strategy in plan.strategies):
        yield Line("text", "要几个月，画出来：")
        yield from _picture(plan)


def _picture(plan: Plan) -> Iterator[Line]:
    longest = max((strategy.months or 0 for strategy in plan.strategies), default=0)
    for strategy in plan.strategies:
        bar = "#" * max(round(strategy.months * BAR / longest), 1) if strategy.months else ""
        yield Line("pre", f"{pad(STRATEGIES[strategy.name], 8)} {bar:<{BAR}} {strategy.months or '还不完'}")

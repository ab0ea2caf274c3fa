"""The cost of a loan as lines: the two rates by name, where the money goes, and the rules beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Confidence
from borrower_help.money.amounts import percent, points, yuan
from borrower_help.money.cost import CapResult, Cost
from borrower_help.money.loan import Loan
from borrower_help.money.overdue import Appropriation, Penalty
from borrower_help.render.lines import Citations, Line, checked_line, source_lines

BAR = 20

_STATUS = {"over": "超过", "within": "没有超过", "unknown": "算不出"}


def money_lines(cost: Cost | None, after: Mapping[str, Any], knowledge: Knowledge, *, explain: bool) -> list[Line]:
    """The whole answer of ``cost``: the loan, and what runs after the due date, each where it was asked for."""
    citations = Citations(knowledge, most=3)
    lines: list[Line] = []
    if cost is not None:
        lines += cost_lines(cost, citations, explain=explain)
    if "penalty" in after:
        lines += _penalty(after["penalty"], citations)
    if "appropriation" in after:
        lines += _appropriation(after["appropriation"], citations)
    if "delay_interest" in after:
        lines += _delay(after["delay_interest"], citations)
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]


def cost_lines(cost: Cost, citations: Citations, *, explain: bool) -> list[Line]:
    """What one loan costs and how it stands to the rules."""
    lines = [*_opening(cost), *_picture(cost), *_fees(cost)]
    lines.append(Line("heading", "和哪些规则比"))
    for cap in cost.caps:
        lines += _cap(cap, cost.rates.nominal, citations)
    if not cost.caps:
        lines.append(Line("item", "不知道是哪类机构，没有可比的规则。加 --lender 或 --kind。这不代表费用合规。"))
    if cost.contract_date is None:
        lines.append(Line("item", "没有合同日期，按日期才适用的规则没有列。加 --contract-date 或 --start。"))
    return [*lines, *(_formula(cost) if explain else ())]


def _penalty(found: Penalty, citations: Citations) -> Iterator[Line]:
    marks = citations.marks(("pbc-rates-2003:3",), Confidence.MEDIUM)
    yield Line("heading", "罚息")
    yield Line(
        "item",
        f"银行贷款的罚息，是合同利率上浮 30% 到 50%，就是年 {percent(found.rate_low)} 到 {percent(found.rate_high)}。别的机构看合同怎么写。",
        marks=marks,
    )
    yield Line("item", f"逾期本金 {yuan(found.principal)}，每天约 {yuan(found.a_day_low)} 到 {yuan(found.a_day_high)}。")
    yield Line("item", f"{found.days} 天合计约 {yuan(found.so_far_low)} 到 {yuan(found.so_far_high)}。对方报的数比这高，要它逐项列出来。")
    yield Line("detail", "低的数按上浮 30%、一年 365 天；高的数按上浮 50%、一年 360 天。按哪种，看合同。", label="算法")


def _appropriation(found: Appropriation, citations: Citations) -> Iterator[Line]:
    marks = citations.marks(("civil-code:561",))
    yield Line("heading", "这笔钱会先抵什么")
    yield Line("item", "没有别的约定时，先抵实现债权的费用，再抵利息，最后才抵本金。", marks=marks)
    for name, amount in (("抵费用", found.to_costs), ("抵利息", found.to_interest), ("抵本金", found.to_principal), ("多付", found.left_over)):
        if amount or name != "多付":
            yield Line("item", yuan(amount), label=name)
    yield Line("detail", "付之前书面约定「本次归还本金」，顺序就按约定。", label="可以改")


def _delay(found: Mapping[str, Any], citations: Citations) -> Iterator[Line]:
    marks = citations.marks(("civil-procedure-law:264", "spc-delay-interest:1"))
    yield Line("heading", "判决后没按期付，另加多少")
    text = f"{yuan(found['unpaid'])} × 0.0175% × {found['days']} 天 = {yuan(found['amount'])}。判决写的利息另算。"
    yield Line("item", text, marks=marks)


def _opening(cost: Cost) -> Iterator[Line]:
    rates = cost.rates
    yield Line("title", f"名义年利率 {percent(rates.nominal)}，有效年利率 {percent(rates.effective)}。")
    yield Line("item", f"名义：每月利率乘 12，合同和法院多用这个口径，{percent(rates.nominal)}。")
    yield Line("item", f"有效：每月利率按复利滚一年，{percent(rates.effective)}。两个数是同一笔借款，口径不同。")
    if rates.dated is not None:
        yield Line("item", f"按实际日期算的有效年利率：{percent(rates.dated)}。")
    if cost.contract_rate is not None:
        gap = rates.nominal - cost.contract_rate
        word = "高" if gap >= 0 else "低"
        yield Line("item", f"合同写 {percent(cost.contract_rate)}，按你付的钱算{word} {points(gap)}。")
    yield Line("item", f"到手 {yuan(cost.received)}，一共要付 {yuan(cost.total_paid)}，借款的代价是 {yuan(cost.total_cost)}。")
    if cost.kept_back > 0:
        yield Line("item", f"合同本金里有 {yuan(cost.kept_back)} 没有到手，利率按到手的钱算。")


def _picture(cost: Cost) -> Iterator[Line]:
    """Where the money goes: one bar a part, the length its share of all that is paid."""
    fees = sum((fee.total for fee in cost.fees), Decimal(0))
    parts = [("还到手的钱", min(cost.received, cost.total_paid)), ("利息", cost.total_paid - fees - cost.received), ("费用", fees)]
    yield Line("heading", "付的钱去了哪里")
    for name, amount in parts:
        if amount > 0:
            share = amount / cost.total_paid
            bar = "#" * max(int((share * BAR).to_integral_value()), 1)
            yield Line("pre", f"{name}{'　' * (5 - len(name))} {bar:<{BAR}} {percent(share)}")
    yield Line("text", f"共 {len(cost.loan.payments)} 期，合计 {yuan(cost.total_paid)}。")


def _fees(cost: Cost) -> Iterator[Line]:
    if not cost.fees:
        return
    yield Line("heading", "每项费用把年利率抬高了多少")
    for fee in cost.fees:
        taken = f"，{fee.taken_by}收" if fee.taken_by else ""
        yield Line("item", f"共 {yuan(fee.total)}{taken}，名义年利率因此高了 {points(fee.adds)}。", label=fee.name)


def _cap(cap: CapResult, nominal: Decimal, citations: Citations) -> Iterator[Line]:
    limit = f"（{percent(cap.limit)}）" if cap.limit is not None else ""
    words = f"：{_STATUS[cap.status]}" if cap.status in _STATUS else ""
    if cap.excess is not None:
        words += f"，超出的部分约 {yuan(cap.excess)}"
    marks = citations.marks(cap.sources, cap.confidence)
    yield Line("subheading", f"{cap.name}{limit}{words}")
    yield Line("item", cap.text, marks=marks, because=cap.because)
    if cap.status == "unknown":
        yield Line("detail", "不知道合同那天的一年期 LPR。查到后加 --lpr 3.0%，再算一次。", label="怎么办")
    if cap.status in ("over", "applies"):
        yield Line("quote", cap.say.replace("＿＿%", percent(nominal)), label="可以说")


def _formula(cost: Cost) -> Iterator[Line]:
    """Enough to follow every figure with a pocket calculator."""
    monthly = cost.rates.nominal / 12
    yield Line("heading", "算式")
    yield Line("item", f"月利率 r = 名义年利率 ÷ 12 = {monthly * 100:.4f}%。它使每期还款按 (1+r) 的期数次方折现后，合计等于到手的钱。")
    yield Line("item", f"核对：{_check_sum(cost.loan, monthly)}")
    yield Line("item", f"有效年利率 = (1 + r) 的 12 次方 - 1 = {percent((1 + monthly) ** 12 - 1)}。")
    yield Line("item", "超出上限的部分：按上限的月利率，从到手的钱开始逐月加息、减还款；减到 0 以后付的都是超出的。")
    yield Line("item", "金额四舍五入到分，利率四舍五入到万分之一。")


def _check_sum(loan: Loan, monthly: Decimal) -> str:
    flows = loan.flows()
    present = sum((-amount / (1 + monthly) ** month for month, _, amount in flows[1:]), Decimal(0))
    first = flows[1:4]
    shown = " + ".join(f"{-amount:.2f}÷(1+r)^{month}" for month, _, amount in first)
    more = " + ……" if len(flows) > 4 else ""
    return f"{shown}{more} = {yuan(present)}，到手（减去一开始收的费用）{yuan(flows[0][2])}。"

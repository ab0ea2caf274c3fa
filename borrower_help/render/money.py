"""The cost of a loan as lines: the two rates by name, where the money goes, and the rules beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from borrower_help.knowledge.library import Knowledge
from borrower_help.money.amounts import percent, yuan
from borrower_help.money.cost import CapResult, Cost
from borrower_help.money.loan import Loan
from borrower_help.render.lines import Citations, Line

BAR = 20

_STATUS = {"over": "超过", "within": "没有超过", "applies": "适用", "unknown": "算不出"}


def cost_lines(cost: Cost, loan: Loan, knowledge: Knowledge, *, explain: bool) -> list[Line]:
    """The whole answer of ``cost``."""
    citations = Citations(knowledge, most=3)
    lines = [*_opening(cost), *_picture(cost, loan), *_fees(cost)]
    lines.append(Line("heading", "和哪些规则比"))
    for cap in cost.caps:
        lines += _cap(cap, cost.rates.nominal, citations)
    if not cost.caps:
        lines.append(Line("item", "不知道是哪类机构，没有可比的规则。加 --lender 或 --kind。这不代表费用合规。"))
    if cost.contract_date is None:
        lines.append(Line("item", "没有合同日期，按日期才适用的规则没有列。加 --contract-date 或 --start。"))
    if explain:
        lines += _formula(cost, loan)
    lines += [Line("heading", "来源"), citations.run_on()]
    return [*lines, Line("text", f"知识核对到 {knowledge.checked}。{knowledge.limits.notice}")]


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
        yield Line("item", f"合同写 {percent(cost.contract_rate)}，按你付的钱算{word} {percent(abs(gap))}。")
    yield Line("item", f"到手 {yuan(cost.received)}，一共要付 {yuan(cost.total_paid)}，借款的代价是 {yuan(cost.total_cost)}。")
    if cost.kept_back > 0:
        yield Line("item", f"合同本金里有 {yuan(cost.kept_back)} 没有到手，利率按到手的钱算。")


def _picture(cost: Cost, loan: Loan) -> Iterator[Line]:
    """Where the money goes: one bar a part, the length its share of all that is paid."""
    fees = sum((fee.total for fee in cost.fees), Decimal(0))
    parts = [("还到手的钱", min(cost.received, cost.total_paid)), ("利息", cost.total_paid - fees - cost.received), ("费用", fees)]
    yield Line("heading", "付的钱去了哪里")
    for name, amount in parts:
        if amount > 0:
            share = amount / cost.total_paid
            bar = "#" * max(int((share * BAR).to_integral_value()), 1)
            yield Line("pre", f"{name}{'　' * (5 - len(name))} {bar:<{BAR}} {percent(share)}")
    yield Line("text", f"共 {len(loan.payments)} 期，合计 {yuan(cost.total_paid)}。")


def _fees(cost: Cost) -> Iterator[Line]:
    if not cost.fees:
        return
    yield Line("heading", "每项费用把年利率抬高了多少")
    for fee in cost.fees:
        taken = f"，{fee.taken_by}收" if fee.taken_by else ""
        yield Line("item", f"共 {yuan(fee.total)}{taken}，名义年利率因此高了 {percent(fee.adds)}。", label=fee.name)


def _cap(cap: CapResult, nominal: Decimal, citations: Citations) -> Iterator[Line]:
    limit = f"（{percent(cap.limit)}）" if cap.limit is not None else ""
    words = _STATUS[cap.status]
    if cap.excess is not None:
        words += f"，超出的部分约 {yuan(cap.excess)}"
    marks = citations.marks(cap.sources, cap.confidence)
    yield Line("subheading", f"{cap.name}{limit}：{words}")
    yield Line("item", cap.text, marks=marks, because=cap.because)
    if cap.status == "unknown":
        yield Line("detail", "不知道合同那天的一年期 LPR。查到后加 --lpr 3.0%，再算一次。", label="怎么办")
    if cap.status in ("over", "applies"):
        yield Line("quote", cap.say.replace("＿＿%", percent(nominal)), label="可以说")


def _formula(cost: Cost, loan: Loan) -> Iterator[Line]:
    """Enough to follow every figure with a pocket calculator."""
    monthly = cost.rates.nominal / 12
    yield Line("heading", "算式")
    yield Line("item", f"月利率 r = 名义年利率 ÷ 12 = {monthly * 100:.4f}%。它使每期还款按 (1+r) 的期数次方折现后，合计等于到手的钱。")
    yield Line("item", f"核对：{_check_sum(loan, monthly)}")
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

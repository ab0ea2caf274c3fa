"""How the figures of the cost come about, step by step."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from borrower_help.advice.money.views import AccountView, CostView
from borrower_help.money.excess import run_down
from borrower_help.money.loan import Loan
from borrower_help.money.overdue import DAY_BASES, DELAY_RATE, Appropriation, PenaltyInterest
from borrower_help.money.rates import is_simple
from borrower_help.values.amounts import percent, points, yuan

MANY = 36
"""Steps up to which each is told; of a longer loan the first and the last ones."""


def cost_steps(cost: CostView) -> list[str]:
    """The steps of the loan: the sums, the rates, what each fee adds, the limits, what lies above them."""
    return [
        *_sums(cost),
        *_rates(cost),
        *_fees(cost),
        *_limits(cost),
        *_excesses(cost),
        "金额四舍五入到分，利率四舍五入到万分之一；中间每一步不取整。",
    ]


def _sums(cost: CostView) -> Iterator[str]:
    groups = [
        (len(list(run)), amount) for amount, run in itertools.groupby(payment.amount for payment in cost.loan.payments)
    ]
    parts = [f"{count} × {amount:.2f}" if count > 1 else f"{amount:.2f}" for count, amount in groups[:6]]
    parts += ["……"] if len(groups) > 6 else []
    parts += [f"{fee.name} {fee.total:.2f}" for fee in cost.fees if not fee.deducted]
    yield f"一共要付 = {' + '.join(parts)} = {yuan(cost.total_paid)}。"
    yield f"借款的代价 = 一共要付 - 到手 = {cost.total_paid:.2f} - {cost.received:.2f} = {yuan(cost.total_cost)}。"
    if cost.kept_back > 0:
        yield (
            f"没有到手的 = 合同本金 - 到手 = {cost.received + cost.kept_back:.2f} - {cost.received:.2f} = "
            f"{yuan(cost.kept_back)}。"
        )


def _rates(cost: CostView) -> Iterator[str]:
    found, loan = cost.rates, cost.loan
    if loan.is_monthly:
        monthly = found.nominal / 12
        yield (
            f"月利率 r = 名义年利率 ÷ 12 = {monthly * 100:.6f}%。它使每期付的钱按 (1+r) 的期数次方折回去，合计等于到"
            f"手的钱。"
        )
        yield f"核对：{_present_value(loan, monthly)}"
        yield f"有效年利率 = (1 + r) 的 12 次方 - 1 = {percent(found.effective)}。"
    elif is_simple(loan):
        (_, start, arrived), (_, end, paid) = loan.flows()
        days = (end - start).days if start and end else 0
        yield (
            f"名义年利率 =（{-paid:.2f} - {arrived:.2f}）÷ {arrived:.2f} ÷ {days} 天 × 365 = {percent(found.nominal)}。"
        )
    else:
        yield (
            f"还款间隔不是整月，先按实际天数算有效年利率 {percent(found.effective)}，再折成月利率 r = (1 + 有效年利"
            f"率) 的 12 分之 1 次方 - 1。"
        )
        yield f"名义年利率 = 12 × r = {percent(found.nominal)}。"
    if found.dated is not None and loan.start is not None:
        yield f"按实际日期核对：{_present_value_on_dates(loan, loan.start, found.dated)}"
    if cost.contract_rate is not None:
        yield f"合同年利率按年写：日利率 × 365，月利率 × 12。这里是 {_fine(cost.contract_rate)}。"
        gap = found.nominal - cost.contract_rate
        yield (
            f"和合同的差 = {_fine(found.nominal)} - {_fine(cost.contract_rate)} = {'-' if gap < 0 else ''}"
            f"{points(gap)}。"
        )


def _present_value(loan: Loan, monthly: Decimal) -> str:
    (_, _, arrived), *paid = loan.flows()
    present = sum((-amount / (1 + monthly) ** month for month, _, amount in paid), Decimal(0))
    parts = [f"{-amount:.2f}÷(1+r)^{month}" for month, _, amount in paid[:3]]
    return (
        f"{' + '.join(parts)}{' + ……' if len(paid) > 3 else ''} = {yuan(present)}，到手（减去一开始另付的费用）"
        f"{yuan(arrived)}。"
    )


def _present_value_on_dates(loan: Loan, start: dt.date, annual: Decimal) -> str:
    (_, _, arrived), *paid = loan.flows()
    dated = [(-amount, (day - start).days) for _, day, amount in paid if day is not None]
    present = sum((amount / (1 + annual) ** (Decimal(days) / 365) for amount, days in dated), Decimal(0))
    parts = [f"{amount:.2f}÷(1+{percent(annual)})^({days}/365)" for amount, days in dated[:2]]
    return f"{' + '.join(parts)}{' + ……' if len(dated) > 2 else ''} = {yuan(present)}，到手 {yuan(arrived)}。"


def _fees(cost: CostView) -> Iterator[str]:
    for fee in cost.fees:
        without = cost.rates.nominal - fee.adds
        treatment = "当作到手" if fee.deducted else "去掉"
        yield (
            f"{fee.name}：{treatment}这一项再算一次，名义年利率 {_fine(without)}。{_fine(cost.rates.nominal)} - "
            f"{_fine(without)} = {points(fee.adds)}。"
        )


def _fine(rate: Decimal) -> str:
    """A rate with four places, so that a difference of two comes out to the second one."""
    return f"{rate * 100:.4f}%"


def _limits(cost: CostView) -> Iterator[str]:
    for cap in cost.caps:
        if cap.lpr is not None and cap.limit is not None:
            since = f"{cap.lpr.published} 公布" if cap.lpr.published else "你查到的"
            times = (cap.limit * 100 / cap.lpr.percent).normalize()
            yield (
                f"{cap.name} = {times:f} × {cap.lpr.percent}%（合同那天有效的一年期 LPR，{since}）= "
                f"{percent(cap.limit)}。"
            )


def _excesses(cost: CostView) -> Iterator[str]:
    """For each line that is passed: the loan run down at it, payment by payment."""
    passed = dict.fromkeys(cap.limit for cap in cost.caps if cap.excess and cap.limit is not None)
    for limit in passed:
        steps = run_down(cost.loan, limit)
        yield (
            f"超过 {percent(limit)} 的部分：按月利率 {percent(limit)} ÷ 12 = {limit / 12 * 100:.4f}%，从到手的钱开"
            f"始，每期先加息再减付的钱；减到 0 以后付的都是超出的。"
        )
        listed = range(len(steps)) if len(steps) <= MANY else [*range(12), *range(len(steps) - 3, len(steps))]
        for number in listed:
            step = steps[number]
            rest = f"还剩 {step.after:.2f}" if step.too_much == 0 else f"还剩 0，超出 {step.too_much:.2f}"
            yield f"第 {number + 1} 期：{step.before:.2f} × {step.growth:.6f} - {step.paid:.2f}，{rest}。"
        yield f"超出的加起来 = {yuan(sum((step.too_much for step in steps), Decimal(0)))}。"


def overdue_steps(data: Mapping[str, Any]) -> Iterator[str]:
    """The steps of what runs after the due date."""
    found: AccountView | None = data.get("account")
    if found is not None:
        yield from _account(found)
    if "appropriation" in data:
        yield from _appropriation(data["appropriation"])
    if "delay_interest" in data:
        late = data["delay_interest"]
        yield (
            f"判决后每天另加 = {late['unpaid']:.2f} × {(DELAY_RATE * 100).normalize()}% × {late['days']} 天 = "
            f"{yuan(late['amount'])}。"
        )


def _appropriation(found: Appropriation) -> Iterator[str]:
    used = {
        "costs": ("费用", found.to_costs),
        "interest": ("利息", found.to_interest),
        "principal": ("本金", found.to_principal),
    }
    left = found.to_costs + found.to_interest + found.to_principal + found.left_over
    for part in found.order:
        name, amount = used[part]
        yield f"手里 {left:.2f}，抵{name} {amount:.2f}，剩 {left - amount:.2f}。"
        left -= amount


def _account(found: AccountView) -> Iterator[str]:
    _, long = DAY_BASES
    if found.penalty is not None:
        yield from _penalty(found, found.penalty)
    if found.charged is not None and found.charged_rate is not None:
        yield (
            f"对方另收折成年利率 = {found.charged:.2f} ÷ {found.principal:.2f} ÷ {found.days} × {long} = "
            f"{percent(found.charged_rate)}。"
        )
    if found.charged is not None and found.total_asked is not None:
        yield (
            f"连本金一共要 = {found.principal:.2f} + {found.interest:.2f} + {found.charged:.2f} = "
            f"{yuan(found.total_asked)}。"
        )
    for entry in found.lines:
        yield (
            f"{entry.line.name} = {found.principal:.2f} × {percent(entry.line.limit)} ÷ {long} × {found.days} = "
            f"{yuan(entry.allowed)}。"
        )
        if entry.excess is not None:
            yield f"超出 = 对方另收 {found.charged:.2f} - {entry.allowed:.2f}，不够减就是 0 = {yuan(entry.excess)}。"


def _penalty(found: AccountView, due: PenaltyInterest) -> Iterator[str]:
    short, long = DAY_BASES
    rates = [
        (due.rate_low, long, due.so_far_low, due.compound_low, found.total_low),
        (due.rate_high, short, due.so_far_high, due.compound_high, found.total_high),
    ]
    if due.so_far_low == due.so_far_high:
        rates, names = rates[:1], [""]
    else:
        names = ["低的数，", "高的数，"]
    for name, (rate, year, amount, compound, total) in zip(names, rates, strict=True):
        yield f"{name}罚息 = {found.principal:.2f} × {percent(rate)} ÷ {year} × {found.days} = {yuan(amount)}。"
        if compound:
            yield (
                f"{name}复利 = 没付的利息 {found.interest:.2f} × {percent(rate)} ÷ {year} × {found.days} = "
                f"{yuan(compound)}。"
            )
        if total is not None:
            yield (
                f"{name}本息罚合计 = {found.principal:.2f} + {found.interest:.2f} + {amount:.2f} + {compound:.2f} = "
                f"{yuan(total)}。"
            )

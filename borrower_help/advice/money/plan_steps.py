"""How the figures of the plan come about, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from borrower_help.errors import quoted
from borrower_help.money.debts import Debt, due_each_month, monthly_interest
from borrower_help.money.limitation import Limitation
from borrower_help.money.offers import Offer
from borrower_help.money.plan import DebtPlan, Plan
from borrower_help.money.strategies import DebtMonth, Strategy, months_of
from borrower_help.values.amounts import FEN, ZERO, fen, figure, yuan
from borrower_help.values.named import OfferId

FIRST_MONTHS = 3

STRATEGIES = {"snowball": "先还最小", "avalanche": "先还最贵"}


def explained(plan: Plan) -> list[str]:
    """The sentences of ``--explain``, in the order of the screen."""
    parts = (_budget(plan), _sums(plan), _shares(plan), _offers(plan), _strategies(plan), _limitations(plan))
    return [text for part in parts for text in part]


def _rate(debt: Debt) -> str:
    """The rate with all its digits: a rounded one could not be followed."""
    return f"{((debt.rate or ZERO) * 100).normalize():f}%"


def _budget(plan: Plan) -> Iterator[str]:
    budget = plan.budget
    if budget.deficit:
        yield (
            f"每月还差 = 必需开支 {figure(budget.essentials)} - 收入 {figure(budget.income)} = {yuan(budget.deficit)}。"
        )
        return
    yield (
        f"余下 = 收入 {figure(budget.income)} - 必需开支 {figure(budget.essentials)} = {yuan(budget.left)}。"
        f"留一成备用 = {figure(budget.left)} × 10% = {yuan(budget.buffer)}。"
    )
    yield (
        f"可用来还款 =（收入 - 必需开支）× 90%，就是 {figure(budget.left)} - {figure(budget.buffer)} = "
        f"{figure(budget.left - budget.buffer)}，"
        f"舍去角分，得 {yuan(budget.offer)}。"
    )


def _sums(plan: Plan) -> Iterator[str]:
    """The sums of the sheet."""
    debts = [entry.debt for entry in plan.debts]
    if len(debts) > 1:
        yield f"一共欠 = {' + '.join(figure(debt.balance) for debt in debts)} = {yuan(plan.owed)}。"
    due = [figure(debt.monthly) for debt in debts if debt.monthly]
    if len(due) > 1:
        yield f"合同每月要还 = {' + '.join(due)} = {yuan(plan.due_each_month)}。"
    rated = [debt for debt in debts if debt.rate]
    for debt in rated:
        yield (
            f"{quoted(debt.name)}的月利息 = {figure(debt.balance)} × {_rate(debt)} ÷ 12 = "
            f"{yuan(monthly_interest(debt))}。"
        )
    if len(rated) > 1:
        yield (
            f"每月利息一共 = {' + '.join(figure(monthly_interest(debt)) for debt in rated)} = "
            f"{yuan(plan.interest_each_month)}。"
        )


def _shares(plan: Plan) -> Iterator[str]:
    """First what goes first, one after the other; then the rest in proportion."""
    money = plan.budget.offer
    for entry in plan.debts:
        if entry.first:
            reach = "够付" if entry.in_full else "不够，只付"
            yield (
                f"{quoted(entry.debt.name)}先付：每月该付 {figure(due_each_month(entry.debt))}，手里 {figure(money)}，"
                f"{reach} {figure(entry.share)}，剩 {yuan(money - entry.share)}。"
            )
            money -= entry.share
    takers = [entry for entry in plan.debts if not entry.first and not entry.on_hold]
    total = sum((fen(entry.debt.balance) for entry in takers), ZERO)
    if 0 < total <= plan.rest:
        yield f"剩下的 {yuan(plan.rest)}够一个月还清其余 {yuan(total)}，每家的份额就是欠款。"
        return
    for entry in takers if len(takers) > 1 and plan.rest > 0 else ():
        exact = (plan.rest * fen(entry.debt.balance) / total).quantize(FEN, rounding="ROUND_DOWN")
        more = (
            f"，加各家舍去的零头 {figure(entry.share - exact)}，得 {yuan(entry.share)}" if entry.share != exact else ""
        )
        yield (
            f"{quoted(entry.debt.name)}的份额 = {figure(plan.rest)} × {figure(entry.debt.balance)} ÷ "
            f"{figure(total)}，舍到分 = {yuan(exact)}{more}。"
        )


def _offers(plan: Plan) -> Iterator[str]:
    for entry in plan.debts:
        if entry.without_instalments and entry.share:
            yield f"{_months(entry)}，超过 600 个月，不算方案。"
        for offer in entry.offers:
            if offer.affordable:
                yield _offer(offer, entry, plan)


def _months(entry: DebtPlan) -> str:
    """A division with its remainder, as on paper: the remainder is the last instalment."""
    balance, share = fen(entry.debt.balance), entry.share
    whole, rest = divmod(balance, share)
    more = f"，余 {figure(rest)} 再付一个月" if rest else ""
    return (
        f"{quoted(entry.debt.name)}分期：{figure(balance)} ÷ {figure(share)} = {whole:,} 个月{more}，共 "
        f"{entry.months_needed:,} 个月"
    )


def _offer(offer: Offer, entry: DebtPlan, plan: Plan) -> str:
    name, balance = quoted(entry.debt.name), figure(entry.debt.balance)
    end = f"从 {plan.as_of} 起第 {offer.months + offer.first_months} 个月是 {offer.ends}"
    match offer.kind:
        case OfferId.LUMP:
            return (
                f"{name}一次付：手里 {figure(plan.lump or ZERO)}，欠 {balance}，取小的；其余 {balance} - "
                f"{figure(offer.total)} = {yuan(offer.waived)}。"
            )
        case OfferId.INTEREST_FIRST:
            return (
                f"{name}先付利息：{figure(offer.first_monthly)} × {offer.first_months} + {balance} = "
                f"{yuan(offer.total)}。{end}。"
            )
        case OfferId.DEFERRAL:
            return f"{name}延后：先停 {offer.first_months} 个月，再 {offer.months} 个月。{end}。"
        case _:
            return f"{_months(entry)}。{end}。"


def _strategies(plan: Plan) -> Iterator[str]:
    debts = {entry.debt.name: entry.debt for entry in plan.debts}
    for strategy in plan.strategies:
        yield from _strategy(strategy, [debts[name] for name in strategy.order], plan.rest)


def _strategy(strategy: Strategy, debts: list[Debt], budget: Decimal) -> Iterator[str]:
    """The first three months and the last one, line by line."""
    name = STRATEGIES[strategy.name]
    yield f"{name}：每月 {yuan(budget)}。每笔先加一个月利息（欠款 × 年利率 ÷ 12），钱全给排在最前、没还完的。"
    for month, steps in enumerate(months_of(debts, budget), 1):
        if month <= FIRST_MONTHS or month == strategy.months:
            yield f"{name}，第 {month} 个月：{'；'.join(_step(step) for step in steps if step.opening)}。"
        elif strategy.months is None:
            break
    if strategy.months is not None:
        debt = sum((fen(entry.balance) for entry in debts), ZERO)
        yield (
            f"{name}，一共付 = 欠款 {figure(debt)} + 各月利息之和 {figure(strategy.interest)} = "
            f"{yuan(strategy.total)}。"
        )


def _step(step: DebtMonth) -> str:
    return (
        f"{quoted(step.name)} {figure(step.opening)} + {figure(step.interest)} - {figure(step.paid)} = "
        f"{figure(step.closing)}"
    )


def _limitations(plan: Plan) -> Iterator[str]:
    for entry in plan.debts:
        if entry.limitation is not None:
            yield f"{quoted(entry.debt.name)}的时效：{_limitation(entry.limitation)}"


def _limitation(found: Limitation) -> str:
    why = "最近一次还款、催款或答应，比最后一期晚" if found.because == "last_event" else "最后一期到期"
    moved = f"那天休息，顺到 {found.ends}。" if found.ends != found.three_years else ""
    unknown = "" if found.holidays_known else f"{found.ends.year} 年的调休没有公布或不在表里，只看了周末和法定假日。"
    return (
        f"{found.counted_from}（{why}）加三年，是 {found.three_years}。{moved}{unknown}满了的第二天 {found.earliest}"
        f" 起才可能提。"
    )

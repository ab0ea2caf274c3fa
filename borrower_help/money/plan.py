"""What can be offered: never more than is left, to several creditors in proportion, and what each way costs.

Everything here is arithmetic the borrower can check; the words beside it come from the knowledge.
Months are counted from the month after today; interest runs monthly at a twelfth of the annual
rate; money is never borrowed to repay.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_DOWN, Decimal

from borrower_help.errors import UsageError, quoted
from borrower_help.money.debts import Debt, comes_first, due_each_month, monthly_interest, sharing
from borrower_help.money.limitation import Limitation, limitation_of
from borrower_help.money.offers import Offer, months_needed, offers_for
from borrower_help.money.strategies import Strategy, strategies_for
from borrower_help.values.amounts import FEN, MAX_AMOUNT, ZERO, fen, yuan
from borrower_help.values.dates import NOTHING_PUBLISHED, Published
from borrower_help.values.named import OfferId, ReasonId
from borrower_help.values.record import Record

BUFFER = Decimal("0.10")
"""The part of what is left that is kept for what nobody foresees."""


class Budget(Record, frozen=True, kw_only=True):
    """A month's money in yuan. ``offer`` is what is left after necessities and a buffer, never negative.

    ``deficit`` is by how much the necessities are more than the income.
    """

    income: Decimal
    essentials: Decimal
    dependants: int
    left: Decimal
    deficit: Decimal
    buffer: Decimal
    offer: Decimal


class DebtPlan(Record, frozen=True, kw_only=True):
    """One debt in the plan: its place, why, its share of what is left, and the offers.

    ``in_full`` debts get what is due each month before anything is offered to the others;
    ``falls_short`` ones come first too, but the money does not reach for what is due on them.
    ``on_hold``: the lender has no licence and others have, so nothing is offered yet.
    """

    debt: Debt
    place: int
    reasons: tuple[str, ...]
    in_full: bool
    on_hold: bool
    share: Decimal
    offers: tuple[Offer, ...]
    limitation_from: dt.date | None
    limitation: Limitation | None

    @property
    def first(self) -> bool:
        """Whether this debt is paid before anything is offered to others."""
        return comes_first(self.debt)

    @property
    def falls_short(self) -> bool:
        """Whether this debt goes first and its share is less than what is due each month."""
        return self.first and not self.in_full

    @property
    def without_instalments(self) -> bool:
        """Whether this debt takes part, and yet nothing that could be paid month by month can be offered on it."""
        return (
            not self.first and not self.on_hold and not any(offer.kind == OfferId.INSTALMENTS for offer in self.offers)
        )

    @property
    def months_needed(self) -> int | None:
        """How many months its share would take; ``None`` where it has no share."""
        return months_needed(self.debt, self.share)


class Plan(Record, frozen=True, kw_only=True):
    """The answer of ``plan``. ``rest`` is what of the budget is left for the debts that do not go first."""

    as_of: dt.date
    budget: Budget
    lump: Decimal | None
    owed: Decimal
    due_each_month: Decimal
    interest_each_month: Decimal
    rest: Decimal
    debts: tuple[DebtPlan, ...]
    strategies: tuple[Strategy, ...]


def make_plan(
    income: Decimal,
    essentials: Decimal,
    dependants: int,
    debts: tuple[Debt, ...],
    today: dt.date,
    lump: Decimal | None,
    published: Published = NOTHING_PUBLISHED,
) -> Plan:
    """The whole plan. ``lump`` is money that could be paid at once, ``published`` the days off that are known beside
    those of the library. Raises ``UsageError`` on what cannot be planned.
    """
    _check(income, essentials, debts, lump, today)
    budget = budget_of(income, essentials, dependants)
    ordered = sorted(debts, key=_urgency)
    takers = sharing(ordered)
    entries = [
        _entry(
            debt,
            place,
            share,
            debts,
            today,
            lump if not budget.deficit else None,
            takes_part=debt in takers,
            limitation=limitation_of(debt, today, published),
        )
        for place, (debt, share) in enumerate(zip(ordered, shares_of(ordered, budget.offer), strict=True), 1)
    ]
    rest = budget.offer - sum((entry.share for entry in entries if entry.first), ZERO)
    return Plan(
        as_of=today,
        budget=budget,
        lump=lump,
        owed=fen(sum((debt.balance for debt in debts), ZERO)),
        due_each_month=fen(sum((debt.monthly or ZERO for debt in debts), ZERO)),
        interest_each_month=fen(sum((monthly_interest(debt) for debt in debts), ZERO)),
        rest=rest,
        debts=tuple(entries),
        strategies=strategies_for(takers, rest),
    )


def _entry(
    debt: Debt,
    place: int,
    share: Decimal,
    debts: tuple[Debt, ...],
    today: dt.date,
    lump: Decimal | None,
    *,
    takes_part: bool,
    limitation: Limitation | None,
) -> DebtPlan:
    return DebtPlan(
        debt=debt,
        place=place,
        reasons=reasons_for(debt, debts),
        in_full=comes_first(debt) and share >= due_each_month(debt),
        on_hold=not takes_part and not comes_first(debt),
        share=share,
        offers=offers_for(debt, share, today, lump) if takes_part else (),
        limitation_from=limitation.earliest if limitation else None,
        limitation=limitation,
    )


def budget_of(income: Decimal, essentials: Decimal, dependants: int) -> Budget:
    """What is left of a month: income minus necessities, a tenth of it kept back, the rest to whole yuan."""
    left = max(income - essentials, ZERO)
    buffer = fen(left * BUFFER)
    return Budget(
        income=income,
        essentials=essentials,
        dependants=dependants,
        left=left,
        deficit=max(essentials - income, ZERO),
        buffer=buffer,
        offer=(left - buffer).quantize(Decimal(1), rounding=ROUND_DOWN),
    )


def shares_of(debts: list[Debt], amount: Decimal) -> list[Decimal]:
    """What each debt gets a month, ``debts`` being in order of urgency.

    Those that go first get what is due, one after the other, as far as the money reaches: half a
    rent and half a mortgage would lose both. The others divide the rest in proportion, none getting
    more than is owed to it.
    """
    shares: dict[str, Decimal] = {}
    rest = amount
    for debt in filter(comes_first, debts):
        shares[debt.name] = min(due_each_month(debt), rest)
        rest -= shares[debt.name]
    takers = sharing(debts)
    balances = [fen(debt.balance) for debt in takers]
    for debt, share in zip(takers, in_proportion(min(rest, sum(balances, ZERO)), balances), strict=True):
        shares[debt.name] = share
    return [fen(shares.get(debt.name, ZERO)) for debt in debts]


def in_proportion(amount: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """``amount`` divided by ``weights`` to the fen. The fen left over by rounding go one each to the shares that lost
    most by it, so that no share is more than a fen from its part.
    """
    total = sum(weights, ZERO)
    if total == 0:
        return [ZERO for _ in weights]
    exact = [amount * weight / total for weight in weights]
    shares = [part.quantize(FEN, rounding=ROUND_DOWN) for part in exact]
    left = amount - sum(shares, ZERO)
    for place in sorted(range(len(shares)), key=lambda place: shares[place] - exact[place]):
        fen_more = min(left, FEN)
        shares[place] += fen_more
        left -= fen_more
    return shares


# --- order of priority


_PRIORITIES = (
    (ReasonId.NECESSITY, lambda debt, _: debt.necessity),
    (ReasonId.SECURED, lambda debt, _: debt.secured),
    (ReasonId.SUED, lambda debt, _: debt.sued),
    (ReasonId.GUARANTEED, lambda debt, _: debt.guaranteed),
    (ReasonId.LICENSED, lambda debt, every: not debt.unlicensed and any(other.unlicensed for other in every)),
    (
        ReasonId.DEAREST,
        lambda debt, every: len(every) > 1 and not _waits(debt, every) and debt.rate == _highest_rate(every),
    ),
)
"""Why a debt comes first, most urgent first; the words for each code are in knowledge/money/plan.yaml."""


def _highest_rate(debts: tuple[Debt, ...]) -> Decimal:
    """The highest rate of the debts that are paid; a negative one when none is known, which equals no rate."""
    return max((debt.rate for debt in debts if debt.rate is not None and not _waits(debt, debts)), default=Decimal(-1))


def _waits(debt: Debt, debts: tuple[Debt, ...]) -> bool:
    """Whether nothing is offered on this debt yet, because its lender has no licence and others have."""
    return not comes_first(debt) and debt not in sharing(list(debts))


def reasons_for(debt: Debt, debts: tuple[Debt, ...]) -> tuple[str, ...]:
    """The codes of the reasons that put this debt where it is."""
    return tuple(code for code, holds in _PRIORITIES if holds(debt, debts))


def _urgency(debt: Debt) -> tuple[object, ...]:
    return (
        not comes_first(debt),
        not debt.necessity,
        not debt.secured or debt.unlicensed,
        not debt.sued,
        not debt.guaranteed,
        debt.unlicensed,
        -(debt.rate or ZERO),
        debt.balance,
        debt.name,
    )


# --- what cannot be meant


def _check(income: Decimal, essentials: Decimal, debts: tuple[Debt, ...], lump: Decimal | None, today: dt.date) -> None:
    amounts = [
        income,
        essentials,
        lump or ZERO,
        *(debt.balance for debt in debts),
        *(debt.monthly or ZERO for debt in debts),
    ]
    if not debts:
        raise UsageError("还没有写欠款。请用 --debt 名称:余额，例如 --debt 海尔:8000:24%")
    if any(amount < 0 or amount > MAX_AMOUNT for amount in amounts):
        raise UsageError(f"金额要在 0 到 {yuan(MAX_AMOUNT)} 之间。请检查小数点和正负号。")
    if any(fen(debt.balance) == 0 for debt in debts):
        raise UsageError("有一笔欠款是 0 元。已经还清的不用写。")
    if any((debt.rate or ZERO) > 10 for debt in debts):
        raise UsageError("有一笔年利率超过 1000%，请检查百分号和小数点。")
    if len({debt.name for debt in debts}) != len(debts):
        raise UsageError("两笔欠款的名称一样。请改成能分清的名字，例如「海尔一」「海尔二」。")
    for debt in debts:
        _check_one(debt, today)


def _check_one(debt: Debt, today: dt.date) -> None:
    name = quoted(debt.name)
    if comes_first(debt) and not debt.monthly:
        why, flag = ("有抵押", "secured") if debt.secured else ("是必需", "necessity")
        rate = f"{(debt.rate * 100).normalize():f}%" if debt.rate is not None else ""
        form = f"--debt {name}:{debt.balance:f}:{rate}:{debt.days_overdue or ''}:900,{flag}"
        raise UsageError(f"「{name}」{why}，要写月供，例如 {form}（900 换成每月该付的数；情况文件里写 monthly）。")
    if debt.last_event is not None and debt.last_event > today:
        raise UsageError(
            f"「{name}」最近一次还款或催款（event）写的是 {debt.last_event}，在 {today} 之后。请检查日期。"
        )

"""What can be offered: never more than is left, to several creditors in proportion, and what each way costs.

Everything here is arithmetic the borrower can check; the words beside it come from the knowledge.
Months are counted from the month after today; interest runs monthly at a twelfth of the annual
rate; money is never borrowed to repay.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_DOWN, Decimal
from typing import Annotated

from msgspec import Meta

from borrower_help.dates import months_after, next_working_day
from borrower_help.errors import UsageError
from borrower_help.knowledge.model import Record, WithAmounts
from borrower_help.money.amounts import FEN, MAX_AMOUNT, ZERO, fen, yuan

BUFFER = Decimal("0.10")
"""The part of what is left that is kept for what nobody foresees."""

MAX_MONTHS = 600
HOPELESS = Decimal(10) ** 12
"""A balance beyond it grows for ever; counting on would outgrow the digits of a Decimal."""
DEFERRAL_MONTHS = 3
INTEREST_ONLY_MONTHS = 6
LIMITATION_YEARS = 3


class Debt(WithAmounts, frozen=True, kw_only=True):
    """One debt: ``balance`` in yuan, ``rate`` a year as a fraction of one, ``monthly`` what is due each month.

    ``secured``: the home or another thing is pledged for it; ``guaranteed``: somebody else must pay
    if the borrower does not; ``sued``: a court or an arbitration is dealing with it;
    ``unlicensed``: the lender has no licence; ``necessity``: rent, water, power, gas.
    ``last_due`` is the day the last instalment fell due, ``last_event`` the last payment, demand or promise.
    """

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    balance: Decimal
    rate: Decimal | None = None
    days_overdue: Annotated[int, Meta(ge=0, le=36500)] | None = None
    monthly: Decimal | None = None
    secured: bool = False
    guaranteed: bool = False
    sued: bool = False
    unlicensed: bool = False
    necessity: bool = False
    last_due: dt.date | None = None
    last_event: dt.date | None = None


class DebtTold(Debt, frozen=True, kw_only=True):
    """A debt as a case file tells it: ``rate`` is in per cent a year (``24``), as the contract writes it."""

    def to_debt(self) -> Debt:
        """The debt to be planned with, its rate a fraction of one."""
        figures = {name: getattr(self, name) for name in Debt.__struct_fields__}
        return Debt(**figures | {"rate": self.rate / 100 if self.rate is not None else None})


class Budget(Record, frozen=True, kw_only=True):
    """A month's money in yuan. ``offer`` is what is left after necessities and a buffer, never negative."""

    income: Decimal
    essentials: Decimal
    dependants: int
    left: Decimal
    buffer: Decimal
    offer: Decimal


class Offer(Record, frozen=True, kw_only=True):
    """One way to offer: ``monthly`` yuan for ``months`` months ending in ``ends``, ``total`` in all.

    ``kind``: ``lump``, ``instalments``, ``interest_first`` or ``deferral``; ``first_months`` is how
    long the first phase lasts and ``first_monthly`` what is paid in it. ``affordable`` is false when
    even this is more than the debt's share.
    """

    kind: str
    monthly: Decimal
    months: int
    ends: dt.date
    total: Decimal
    first_months: int
    first_monthly: Decimal
    affordable: bool


class DebtPlan(Record, frozen=True, kw_only=True):
    """One debt in the plan: its place, why, its share of what is left, and the offers.

    ``in_full`` debts get what is due each month before anything is offered to the others;
    ``falls_short`` ones come first too, but the money does not reach for what is due on them.
    """

    debt: Debt
    place: int
    reasons: tuple[str, ...]
    in_full: bool
    share: Decimal
    offers: tuple[Offer, ...]
    limitation_from: dt.date | None

    @property
    def falls_short(self) -> bool:
        """Whether this debt goes first and its share is less than what is due each month."""
        return _goes_first(self.debt) and not self.in_full


class Strategy(Record, frozen=True, kw_only=True):
    """Paying the debts off one after the other: ``months`` is ``None`` when the interest outruns the budget."""

    name: str
    order: tuple[str, ...]
    months: int | None
    interest: Decimal
    total: Decimal


class Plan(Record, frozen=True, kw_only=True):
    """The answer of ``plan``."""

    budget: Budget
    owed: Decimal
    due_each_month: Decimal
    interest_each_month: Decimal
    debts: tuple[DebtPlan, ...]
    strategies: tuple[Strategy, ...]


def make_plan(income: Decimal, essentials: Decimal, dependants: int, debts: tuple[Debt, ...], today: dt.date, lump: Decimal | None) -> Plan:
    """The whole plan. ``lump`` is money that could be paid at once. Raises ``UsageError`` on absurd amounts."""
    _check(income, essentials, debts, lump)
    budget = budget_of(income, essentials, dependants)
    ordered = sorted(debts, key=_urgency)
    shares = shares_of(ordered, budget.offer)
    open_debts = tuple(debt for debt in debts if not _goes_first(debt))
    return Plan(
        budget=budget,
        owed=fen(sum((debt.balance for debt in debts), ZERO)),
        due_each_month=fen(sum((debt.monthly or ZERO for debt in debts), ZERO)),
        interest_each_month=fen(sum((_interest(debt) for debt in debts), ZERO)),
        debts=tuple(
            DebtPlan(
                debt=debt,
                place=place,
                reasons=reasons_for(debt, debts),
                in_full=_goes_first(debt) and share >= (debt.monthly or ZERO),
                share=share,
                offers=() if _goes_first(debt) else offers_for(debt, share, today, lump),
                limitation_from=limitation_from(debt),
            )
            for place, (debt, share) in enumerate(zip(ordered, shares, strict=True), 1)
        ),
        strategies=_strategies(open_debts, budget.offer - reserved(ordered, budget.offer)),
    )


def _goes_first(debt: Debt) -> bool:
    """Whether what is due each month on this debt is paid in full before anything is offered to others."""
    return debt.monthly is not None and (debt.secured or debt.necessity)


def reserved(debts: list[Debt], amount: Decimal) -> Decimal:
    """What the debts that go first take of ``amount``, at most all of it."""
    return min(sum((debt.monthly or ZERO for debt in debts if _goes_first(debt)), ZERO), amount)


def shares_of(debts: list[Debt], amount: Decimal) -> list[Decimal]:
    """What each debt gets a month: those that go first what is due, the others the rest in proportion."""
    first = [debt for debt in debts if _goes_first(debt)]
    others = [debt for debt in debts if not _goes_first(debt)]
    taken = in_proportion(reserved(debts, amount), [debt.monthly or ZERO for debt in first])
    rest = in_proportion(amount - sum(taken, ZERO), [debt.balance for debt in others])
    shares = dict(zip((debt.name for debt in (*first, *others)), (*taken, *rest), strict=True))
    return [shares[debt.name] for debt in debts]


def budget_of(income: Decimal, essentials: Decimal, dependants: int) -> Budget:
    """What is left of a month: income minus necessities, a tenth of it kept back, the rest to whole yuan."""
    left = max(income - essentials, ZERO)
    buffer = fen(left * BUFFER)
    offer = (left - buffer).quantize(Decimal(1), rounding=ROUND_DOWN)
    return Budget(income=income, essentials=essentials, dependants=dependants, left=left, buffer=buffer, offer=offer)


def in_proportion(amount: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """``amount`` divided by ``weights`` to the fen; the fen left over by rounding go to the first."""
    total = sum(weights, ZERO)
    if total == 0:
        return [ZERO for _ in weights]
    shares = [(amount * weight / total).quantize(FEN, rounding=ROUND_DOWN) for weight in weights]
    if shares:
        shares[0] += amount - sum(shares, ZERO)
    return shares


def offers_for(debt: Debt, share: Decimal, today: dt.date, lump: Decimal | None) -> tuple[Offer, ...]:
    """The ways to offer on one debt that its share allows; the first is always the plain instalments."""
    offers = [_instalments(debt, share, today), _interest_first(debt, share, today), _deferral(debt, share, today)]
    if lump:
        paid = min(lump, debt.balance)
        offers.append(_offer("lump", paid, 1, today, paid, affordable=True))
    return tuple(offer for offer in offers if offer is not None)


def _instalments(debt: Debt, share: Decimal, today: dt.date, *, kind: str = "instalments", after: int = 0) -> Offer | None:
    """Principal only, the waiver of further interest being what is asked for in return."""
    if share <= 0:
        return None
    months = int((debt.balance / share).to_integral_value(rounding="ROUND_CEILING"))
    if months + after > MAX_MONTHS:
        return None
    return _offer(kind, share, months, today, debt.balance, affordable=True, first_months=after)


def _deferral(debt: Debt, share: Decimal, today: dt.date) -> Offer | None:
    return _instalments(debt, share, today, kind="deferral", after=DEFERRAL_MONTHS)


def _interest_first(debt: Debt, share: Decimal, today: dt.date) -> Offer | None:
    interest = _interest(debt)
    if share <= 0 or interest <= 0:
        return None
    plain = _instalments(debt, share, today)
    if plain is None:
        return None
    total = fen(debt.balance + interest * INTEREST_ONLY_MONTHS)
    return _offer(
        "interest_first",
        share,
        plain.months,
        today,
        total,
        affordable=interest <= share,
        first_months=INTEREST_ONLY_MONTHS,
        first_monthly=interest,
    )


def _offer(
    kind: str,
    monthly: Decimal,
    months: int,
    today: dt.date,
    total: Decimal,
    *,
    affordable: bool,
    first_months: int = 0,
    first_monthly: Decimal = ZERO,
) -> Offer:
    return Offer(
        kind=kind,
        monthly=fen(monthly),
        months=months,
        ends=months_after(today, months + first_months),
        total=fen(total),
        first_months=first_months,
        first_monthly=fen(first_monthly),
        affordable=affordable,
    )


def _interest(debt: Debt) -> Decimal:
    """One month's interest on the balance, to the fen; 0 while the rate is not known."""
    return fen(debt.balance * (debt.rate or ZERO) / 12)


# --- order of priority


_PRIORITIES = (
    ("necessity", lambda debt, _: debt.necessity),
    ("secured", lambda debt, _: debt.secured),
    ("sued", lambda debt, _: debt.sued),
    ("guaranteed", lambda debt, _: debt.guaranteed),
    ("licensed", lambda debt, others: not debt.unlicensed and any(other.unlicensed for other in others)),
    ("dearest", lambda debt, others: not debt.unlicensed and debt.rate == _highest_rate(others)),
)
"""Why a debt comes first, most urgent first; the words for each code are in knowledge/money/plan.yaml."""


def _highest_rate(debts: tuple[Debt, ...]) -> Decimal:
    """The highest rate of the licensed debts; a negative one when none is known, which equals no rate."""
    return max((debt.rate for debt in debts if debt.rate is not None and not debt.unlicensed), default=Decimal(-1))


def reasons_for(debt: Debt, debts: tuple[Debt, ...]) -> tuple[str, ...]:
    """The codes of the reasons that put this debt where it is."""
    return tuple(code for code, holds in _PRIORITIES if holds(debt, debts))


def _urgency(debt: Debt) -> tuple[object, ...]:
    return (
        not debt.necessity,
        not debt.secured,
        not debt.sued,
        not debt.guaranteed,
        debt.unlicensed,
        -(debt.rate or ZERO),
        debt.balance,
        debt.name,
    )


# --- one after the other


def _strategies(debts: tuple[Debt, ...], budget: Decimal) -> tuple[Strategy, ...]:
    if len(debts) < 2 or budget <= 0:
        return ()
    smallest = sorted(debts, key=lambda debt: (debt.balance, debt.name))
    dearest = sorted(debts, key=lambda debt: (-(debt.rate or ZERO), debt.balance, debt.name))
    return (pay_off("snowball", smallest, budget), pay_off("avalanche", dearest, budget))


def pay_off(name: str, debts: list[Debt], budget: Decimal) -> Strategy:
    """Pay the whole budget each month to the first debt that is still open, then to the next."""
    balances = [debt.balance for debt in debts]
    interest = ZERO
    for month in range(1, MAX_MONTHS + 1):
        for index, debt in enumerate(debts):
            added = fen(balances[index] * (debt.rate or ZERO) / 12)
            balances[index] += added
            interest += added
        money = budget
        for index, balance in enumerate(balances):
            paid = min(money, balance)
            balances[index] -= paid
            money -= paid
        if max(balances) > HOPELESS:
            break
        if not any(balances):
            total = fen(sum((debt.balance for debt in debts), ZERO) + interest)
            return Strategy(name=name, order=_names(debts), months=month, interest=fen(interest), total=total)
    return Strategy(name=name, order=_names(debts), months=None, interest=ZERO, total=ZERO)


def _names(debts: list[Debt]) -> tuple[str, ...]:
    return tuple(debt.name for debt in debts)


# --- limitation


def limitation_from(debt: Debt) -> dt.date | None:
    """The earliest day from which the limitation defence could be raised; ``None`` when it cannot be counted.

    Three years (civil-code:188) from the day after the last instalment fell due (civil-code:189) or
    after the last event that starts it anew (civil-code:195); a last day that is no working day moves
    to the next one (civil-code:203). Every demand, payment or promise
    that the borrower does not remember makes it later, never earlier.
    """
    if debt.last_due is None:
        return None
    begins = max(debt.last_due, debt.last_event or debt.last_due)
    return next_working_day(months_after(begins, LIMITATION_YEARS * 12)) + dt.timedelta(days=1)


def _check(income: Decimal, essentials: Decimal, debts: tuple[Debt, ...], lump: Decimal | None) -> None:
    amounts = [income, essentials, lump or ZERO, *(debt.balance for debt in debts), *(debt.monthly or ZERO for debt in debts)]
    if not debts:
        raise UsageError("还没有写欠款。请用 --debt 名称:余额，例如 --debt 海尔:8000:24%")
    if any(amount < 0 or amount > MAX_AMOUNT for amount in amounts):
        raise UsageError(f"金额要在 0 到 {yuan(MAX_AMOUNT)} 之间。请检查小数点和正负号。")
    if any(debt.balance == 0 for debt in debts):
        raise UsageError("有一笔欠款是 0 元。已经还清的不用写。")
    if any((debt.rate or ZERO) > 10 for debt in debts):
        raise UsageError("有一笔年利率超过 1000%，请检查百分号和小数点。")
    if len({debt.name for debt in debts}) != len(debts):
        raise UsageError("两笔欠款的名称一样。请改成能分清的名字，例如「海尔一」「海尔二」。")

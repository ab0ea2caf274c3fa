"""Paying the debts off one after the other, month by month: smallest first, and dearest first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from borrower_help.money.debts import Debt, month_of_interest
from borrower_help.money.offers import MAX_MONTHS
from borrower_help.values.amounts import ZERO, fen
from borrower_help.values.record import Record

HOPELESS = Decimal(10) ** 12
"""A balance beyond it grows for ever; counting on would outgrow the digits of a Decimal."""


class Strategy(Record, frozen=True, kw_only=True):
    """Paying the debts off one after the other: ``months`` is ``None`` when the interest outruns the budget."""

    name: str
    order: tuple[str, ...]
    months: int | None
    interest: Decimal
    total: Decimal


class DebtMonth(NamedTuple):
    """One debt in one month: what was open, the interest added, what was paid."""

    name: str
    opening: Decimal
    interest: Decimal
    paid: Decimal

    @property
    def closing(self) -> Decimal:
        """What is still open at the end of the month."""
        return self.opening + self.interest - self.paid


def strategies_for(debts: list[Debt], budget: Decimal) -> tuple[Strategy, ...]:
    """Smallest first and dearest first, where there is an order to choose and money to pay with."""
    if len(debts) < 2 or budget <= 0:
        return ()
    smallest = sorted(debts, key=lambda debt: (debt.balance, debt.name))
    dearest = sorted(debts, key=lambda debt: (-(debt.rate or ZERO), debt.balance, debt.name))
    return (pay_off("snowball", smallest, budget), pay_off("avalanche", dearest, budget))


def pay_off(name: str, debts: list[Debt], budget: Decimal) -> Strategy:
    """Pay the whole budget each month to the first debt that is still open, then to the next."""
    order = tuple(debt.name for debt in debts)
    interest = ZERO
    for month, steps in enumerate(months_of(debts, budget), 1):
        interest += sum((step.interest for step in steps), ZERO)
        if not any(step.closing for step in steps):
            total = fen(sum((fen(debt.balance) for debt in debts), ZERO) + interest)
            return Strategy(name=name, order=order, months=month, interest=fen(interest), total=total)
    return Strategy(name=name, order=order, months=None, interest=ZERO, total=ZERO)


def months_of(debts: list[Debt], budget: Decimal) -> Iterator[list[DebtMonth]]:
    """Each month: interest on every debt to the fen, then all the money to the first that is open, until all are
    paid.
    """
    balances = [fen(debt.balance) for debt in debts]
    for _ in range(MAX_MONTHS):
        money = budget
        steps = []
        for debt, opening in zip(debts, balances, strict=True):
            interest = month_of_interest(debt, opening)
            paid = min(money, opening + interest)
            money -= paid
            steps.append(DebtMonth(debt.name, opening, interest, paid))
        yield steps
        balances = [step.closing for step in steps]
        if not any(balances) or max(balances) > HOPELESS:
            return

"""The debts a plan is made for, and which of them get paid before anything is offered."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from borrower_help.values.amounts import ZERO, fen
from borrower_help.values.record import WithAmounts


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


def comes_first(debt: Debt) -> bool:
    """Whether what is due each month is paid in full before anything is offered to others.

    A pledge to a lender without a licence is not enough: whether it holds must first be found out.
    """
    return debt.necessity or (debt.secured and not debt.unlicensed)


def due_each_month(debt: Debt) -> Decimal:
    """What a debt that goes first takes of a month, never more than is owed."""
    return fen(min(debt.monthly or ZERO, debt.balance))


def sharing(debts: list[Debt]) -> list[Debt]:
    """The debts among which the rest is divided: the ordinary ones, those without a licence only where there are no
    others.

    A lender without a licence that sues, or holds a guarantor, cannot be left waiting.
    """
    ordinary = [debt for debt in debts if not comes_first(debt)]
    return [debt for debt in ordinary if not debt.unlicensed or debt.sued or debt.guaranteed] or ordinary


def monthly_interest(debt: Debt) -> Decimal:
    """One month's interest on the balance, to the fen; 0 while the rate is not known."""
    return month_of_interest(debt, debt.balance)


def month_of_interest(debt: Debt, balance: Decimal) -> Decimal:
    """One month's interest of a debt of which ``balance`` is still open, to the fen."""
    return fen(balance * (debt.rate or ZERO) / 12)

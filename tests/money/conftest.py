"""What the tests of money share: loans in one line, and a second way to solve a rate that shares nothing with the
program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from borrower_help import Case, Knowledge
from borrower_help.advice.money.cost import price
from borrower_help.advice.money.views import CostView
from borrower_help.case.situation import situation_of
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.money.loan import Fee, Loan, dated_payments, monthly_payments

TODAY = dt.date(2026, 11, 21)
POINT = Decimal("0.0001")
"""A hundredth of a percentage point."""


def loan(
    received: object, *groups: tuple[int, object], fees: Sequence[Fee] = (), start: dt.date | None = None, **more: Any
) -> Loan:
    """``loan(10000, (12, "905.33"))``: money received, and so many monthly payments of so much."""
    payments = monthly_payments([(count, Decimal(str(amount))) for count, amount in groups], start)
    return Loan(received=Decimal(str(received)), payments=payments, fees=tuple(fees), start=start, **more)


def dated_loan(received: object, start: dt.date, *payments: tuple[dt.date, object]) -> Loan:
    """A loan with payments on dates."""
    rows = [(day, Decimal(str(amount))) for day, amount in payments]
    return Loan(received=Decimal(str(received)), payments=dated_payments(rows, start), start=start)


def annuity(principal: object, monthly_rate: Decimal, months: int) -> Decimal:
    """The equal payment of the textbook: principal x r / (1 - (1 + r)^-n)."""
    return Decimal(str(principal)) * monthly_rate / (1 - (1 + monthly_rate) ** -months)


def bisect_monthly(received: Decimal, payments: Sequence[Decimal]) -> Decimal:
    """The monthly rate at which the payments, a month apart, are worth what was received: halving an interval."""
    low, high = Decimal("-0.9"), Decimal(20)
    for _ in range(60):
        middle = (low + high) / 2
        factor = 1 + middle
        worth = Decimal(0)
        for payment in reversed(payments):
            worth = (worth + payment) / factor
        low, high = (middle, high) if worth > received else (low, middle)
        if high - low < Decimal("1e-7"):
            break
    return (low + high) / 2


def bisect_dated(received: Decimal, start: dt.date, payments: Sequence[tuple[dt.date, Decimal]]) -> Decimal:
    """The annual rate, actual days over 365, at which dated payments are worth what was received."""
    low, high = -0.99, 1000.0
    for _ in range(80):
        middle = (low + high) / 2
        worth = sum(float(amount) / (1 + middle) ** ((day - start).days / 365) for day, amount in payments)
        low, high = (middle, high) if worth > float(received) else (low, middle)
    return Decimal(str(round((low + high) / 2, 10)))


@pytest.fixture(name="priced", scope="session")
def price_a_loan(knowledge: Knowledge) -> Callable[..., CostView]:
    """``priced(loan, kind="bank", signed=…, lpr=…)``: what the loan costs, held against the rules of its kind and
    day.
    """

    def priced(
        told: Loan,
        kind: str | None = "consumer_finance",
        signed: dt.date | None = None,
        lpr: object = None,
        rules: Knowledge = knowledge,
    ) -> CostView:
        situation = situation_of(Case(kind=InstitutionKind(kind) if kind else None), rules, TODAY)
        return price(told, situation, rules, signed, Decimal(str(lpr)) if lpr is not None else None)

    return priced

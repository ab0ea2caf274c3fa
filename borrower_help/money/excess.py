"""How much of what is paid lies above a line: the loan run down payment by payment, so that it can be followed by
hand.
"""

from __future__ import annotations

from decimal import Decimal

from borrower_help.money.loan import Loan
from borrower_help.values.amounts import ZERO, fen
from borrower_help.values.record import Record


class ExcessStep(Record, frozen=True, kw_only=True):
    """One payment in the running down of a loan: what was open, the interest at the limit, what is open then, what was
    too much.
    """

    before: Decimal
    growth: Decimal
    paid: Decimal
    after: Decimal
    too_much: Decimal


def run_down(loan: Loan, limit: Decimal) -> list[ExcessStep]:
    """The money that arrived, run down payment by payment at ``limit`` (nominal, a fraction of one).

    ``growth`` is the factor since the payment before: one and a twelfth of the limit for a month.
    What is paid after the balance has reached nothing is too much. Nothing is rounded in between.
    """
    steps: list[ExcessStep] = []
    (last, _, balance), *paid = loan.flows()
    for month, _, amount in paid:
        growth = (1 + limit / 12) ** (month - last)
        left = balance * growth + amount
        steps.append(
            ExcessStep(before=balance, growth=growth, paid=-amount, after=max(left, ZERO), too_much=max(-left, ZERO))
        )
        last, balance = month, max(left, ZERO)
    return steps


def excess_over(loan: Loan, limit: Decimal) -> Decimal:
    """How much of what is paid lies above ``limit`` (nominal, a fraction of one), yuan to the fen."""
    return fen(sum((step.too_much for step in run_down(loan, limit)), ZERO))

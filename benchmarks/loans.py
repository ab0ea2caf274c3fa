"""How many loans are priced in a second.

    .venv/bin/python benchmarks/loans.py [--loans 2000] [--times 5]

Prints the median for the rates alone, for the rates on dates, and for the whole answer of ``cost``
with fees and every rule that applies.
"""
# ruff: noqa: INP001 - scripts, no package

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal

from borrower_help import Case, load_knowledge
from borrower_help.advice.money.cost import price
from borrower_help.case.situation import situation_of
from borrower_help.money.loan import Fee, Loan, monthly_payments
from borrower_help.money.rates import rates

TODAY = dt.date(2026, 11, 21)
START = dt.date(2025, 8, 15)


def made_up(count: int, start: dt.date | None) -> list[Loan]:
    """Loans of 6 to 36 payments with a monthly fee and one at the beginning, the same ones every time."""
    chance = random.Random(1)  # noqa: S311 - made-up loans, no secrets
    loans = []
    for _ in range(count):
        months, received = chance.randrange(6, 37), Decimal(chance.randrange(1_000, 200_000))
        payment = (received / months * Decimal(chance.randrange(101, 140)) / 100).quantize(Decimal("0.01"))
        fees = (Fee(name="担保费", amount=Decimal(20), monthly=True), Fee(name="服务费", amount=Decimal(50)))
        loans.append(
            Loan(received=received, payments=monthly_payments([(months, payment)], start), fees=fees, start=start)
        )
    return loans


def per_second(work: Callable[[Loan], object], loans: list[Loan], times: int) -> float:
    """The median of loans per second."""
    found = []
    for _ in range(times):
        begins = time.perf_counter()
        for loan in loans:
            work(loan)
        found.append(len(loans) / (time.perf_counter() - begins))
    return statistics.median(found)


def main() -> None:
    """Measure and print the medians."""
    parser = argparse.ArgumentParser(description="Time the pricing of loans.")
    parser.add_argument("--loans", type=int, default=2_000, help="how many loans (2000)")
    parser.add_argument("--times", type=int, default=5, help="how often (5)")
    told = parser.parse_args()
    knowledge = load_knowledge()
    situation = situation_of(Case(lender="haier"), knowledge, TODAY)
    undated, dated = made_up(told.loans, None), made_up(told.loans, START)
    rates(undated[0])  # the library that solves rates is loaded at the first use
    sys.stdout.write(f"{told.loans} loans, median of {told.times}\n")
    for name, work, loans in (
        ("rates", rates, undated),
        ("rates, on dates too", rates, dated),
        ("cost with fees and rules", lambda loan: price(loan, situation, knowledge, START), undated),
    ):
        sys.stdout.write(f"{name:<26} {per_second(work, loans, told.times):8.0f} loans a second\n")


if __name__ == "__main__":
    main()

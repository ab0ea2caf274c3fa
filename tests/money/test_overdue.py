"""After the due date: penalty interest, what a payment is set against, and interest after a judgment, by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help.errors import UsageError
from borrower_help.money.amounts import fen, percent, yuan
from borrower_help.money.overdue import appropriate, delay_interest, penalty

MONEY = st.decimals(0, 100_000, places=2)


def test_penalty_interest() -> None:
    """8,000 at 24 %: 31.2 to 36 % a year, 6.84 to 8.00 a day, 307.73 to 360.00 in 45 days."""
    found = penalty(Decimal(8000), Decimal("0.24"), 45)
    assert (found.rate_low, found.rate_high) == (Decimal("0.312"), Decimal("0.360"))
    assert (found.a_day_low, found.a_day_high) == (Decimal("6.84"), Decimal("8.00"))
    assert (found.so_far_low, found.so_far_high) == (Decimal("307.73"), Decimal("360.00"))


@settings(deadline=None, max_examples=60)
@given(
    principal=MONEY, rate=st.decimals(0, 1, places=4), days=st.integers(0, 3650), uplift=st.decimals("0.3", "0.5", places=2), base=st.sampled_from([360, 365])
)
def test_every_contract_within_the_rule_lies_between(principal: Decimal, rate: Decimal, days: int, uplift: Decimal, base: int) -> None:
    """Whatever the contract says within 30 to 50 % and either day count, its penalty lies between the two figures."""
    found = penalty(principal, rate, days)
    true = principal * rate * (1 + uplift) / base * days
    assert found.so_far_low - Decimal("0.01") <= true <= found.so_far_high + Decimal("0.01")


@pytest.mark.parametrize("days", [-1, 36_501])
def test_days_out_of_all_measure(days: int) -> None:
    """Days that cannot be meant are refused."""
    with pytest.raises(UsageError, match="36500"):
        penalty(Decimal(8000), Decimal("0.24"), days)


@pytest.mark.parametrize(
    ("paid", "costs", "interest", "principal", "expected"),
    [
        (500, 100, 300, 8000, (100, 300, 100, 0)),
        (50, 100, 300, 8000, (50, 0, 0, 0)),
        (350, 100, 300, 8000, (100, 250, 0, 0)),
        (9000, 100, 300, 8000, (100, 300, 8000, 600)),
        (8400, 100, 300, 8000, (100, 300, 8000, 0)),
        (0, 100, 300, 8000, (0, 0, 0, 0)),
        (500, 0, 0, 8000, (0, 0, 500, 0)),
    ],
)
def test_costs_then_interest_then_principal(paid: int, costs: int, interest: int, principal: int, expected: tuple[int, ...]) -> None:
    """Article 561: costs first, then interest, then principal; what is too much is left over."""
    found = appropriate(*map(Decimal, (paid, costs, interest, principal)))
    assert (found.to_costs, found.to_interest, found.to_principal, found.left_over) == expected


@settings(deadline=None, max_examples=100)
@given(paid=MONEY, costs=MONEY, interest=MONEY, principal=MONEY)
def test_nothing_is_lost(paid: Decimal, costs: Decimal, interest: Decimal, principal: Decimal) -> None:
    """Every fen of a payment goes somewhere, in order: nothing to the next before the one before is settled."""
    found = appropriate(paid, costs, interest, principal)
    assert found.to_costs + found.to_interest + found.to_principal + found.left_over == paid
    assert min(found.to_costs, found.to_interest, found.to_principal, found.left_over) >= 0
    assert found.to_interest == 0 or found.to_costs == costs
    assert found.to_principal == 0 or found.to_interest == interest
    assert found.left_over == 0 or found.to_principal == principal


@pytest.mark.parametrize(("unpaid", "days", "amount"), [("8000", 30, "42.00"), ("8000", 0, "0.00"), ("10000", 365, "638.75"), ("123456.78", 1, "21.60")])
def test_interest_after_a_judgment(unpaid: str, days: int, amount: str) -> None:
    """0.0175 % a day of what the judgment says and was not paid."""
    assert delay_interest(Decimal(unpaid), days) == Decimal(amount)


# --- amounts as they are shown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "shown"), [("0.005", "0.01"), ("0.004999", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("1e3", "1000.00")])
def test_rounding_to_the_fen(amount: str, shown: str) -> None:
    """Half a fen is rounded up, as on an invoice, never to the nearest even fen."""
    assert str(fen(Decimal(amount))) == shown


def test_how_amounts_and_rates_are_shown() -> None:
    """Amounts have commas and two places, rates two places."""
    assert (yuan(Decimal("1234567.8")), percent(Decimal("0.15582")), percent(Decimal("0.24"))) == ("1,234,567.80 元", "15.58%", "24.00%")

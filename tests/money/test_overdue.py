"""After the due date: penalty interest, what a payment is set against, and interest after a judgment, by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help.advice.money.overdue import account, uplifted
from borrower_help.advice.money.views import LimitView
from borrower_help.errors import UsageError
from borrower_help.knowledge.records.base import Confidence, InstitutionKind
from borrower_help.money.overdue import appropriate, delay_interest, penalty
from borrower_help.values.amounts import fen, percent, yuan

MONEY = st.decimals(0, 100_000, places=2)


BANK, UNLICENSED = InstitutionKind.BANK, InstitutionKind.UNLICENSED
DAY = dt.date(2026, 11, 21)
COURT = LimitView(
    name="线", limit=Decimal("0.24"), confidence=Confidence.MEDIUM, sources=("spc-financial-trials-2017:2",)
)


def bank_rates(rate: Decimal) -> tuple[Decimal, Decimal]:
    """The range of a bank's penalty rates above a contract rate."""
    found = uplifted(BANK, None, rate)
    assert found is not None
    return found


def test_penalty_interest() -> None:
    """8,000 at 24 %: 31.2 to 36 % a year, 6.84 to 8.00 a day, 307.73 to 360.00 in 45 days."""
    found = penalty(Decimal(8000), bank_rates(Decimal("0.24")), 45)
    assert (found.rate_low, found.rate_high) == (Decimal("0.312"), Decimal("0.360"))
    assert (found.a_day_low, found.a_day_high) == (Decimal("6.84"), Decimal("8.00"))
    assert (found.so_far_low, found.so_far_high) == (Decimal("307.73"), Decimal("360.00"))


@settings(deadline=None, max_examples=60)
@given(
    principal=MONEY,
    rate=st.decimals(0, 1, places=4),
    days=st.integers(0, 3650),
    uplift=st.decimals("0.3", "0.5", places=2),
    base=st.sampled_from([360, 365]),
)
def test_every_contract_within_the_rule_lies_between(
    principal: Decimal, rate: Decimal, days: int, uplift: Decimal, base: int
) -> None:
    """Whatever the contract says within 30 to 50 % and either day count, its penalty lies between the two figures."""
    found = penalty(principal, bank_rates(rate), days)
    true = principal * rate * (1 + uplift) / base * days
    assert found.so_far_low - Decimal("0.01") <= true <= found.so_far_high + Decimal("0.01")


@pytest.mark.parametrize("days", [-1, 36_501])
def test_days_out_of_all_measure(days: int) -> None:
    """Days that cannot be meant are refused."""
    with pytest.raises(UsageError, match="36500"):
        penalty(Decimal(8000), bank_rates(Decimal("0.24")), days)


@pytest.mark.parametrize("kind", [kind for kind in InstitutionKind if kind is not BANK])
def test_the_range_is_that_of_banks(kind: InstitutionKind) -> None:
    """30 to 50 % above the contract is a rule for banks' loans; of anybody else the contract's own penalty rate has to
    be known.
    """
    assert uplifted(kind, None, Decimal("0.24")) is None


def test_the_range_is_not_that_of_cards() -> None:
    """A card's agreement has rules of its own; and without a contract rate there is no range."""
    assert uplifted(BANK, "card", Decimal("0.24")) is None
    assert uplifted(BANK, "loan", None) is None


def test_a_rate_by_the_day_needs_no_year() -> None:
    """0.1 % a day on 8,000 is 8.00 a day and 360.00 in 45 days, not a range."""
    found = penalty(Decimal(8000), (Decimal("0.365"), Decimal("0.365")), 45, daily=True)
    assert (found.a_day_low, found.a_day_high, found.so_far_low, found.so_far_high) == (8, 8, 360, 360)


def test_interest_on_unpaid_interest() -> None:
    """At a bank 120 of interest not paid carry the penalty rate, too: 45 days at 36.5 % are 5.40; elsewhere nothing is
    added.
    """
    rates = (Decimal("0.365"), Decimal("0.365"))
    found = account(Decimal(8000), 45, DAY, rates=rates, daily=True, compound=True, interest=Decimal(120))
    assert found.penalty is not None
    assert (found.penalty.compound_low, found.total_low) == (Decimal("5.40"), Decimal("8485.40"))
    assert account(Decimal(8000), 45, DAY, rates=rates, daily=True, interest=Decimal(120)).total_low == 8480


def test_a_line_for_the_penalty_alone() -> None:
    """The upper end of a bank's range is held against the penalty rate, not against all charges together."""
    line = msgspec.structs.replace(COURT, limit=Decimal("0.108"), penalty_only=True)
    (held,) = account(
        Decimal(8000), 45, DAY, rates=(Decimal("0.1"), Decimal("0.12")), charged=Decimal(620), lines=[line]
    ).lines
    assert (held.allowed, held.excess, held.penalty_over) == (Decimal("106.52"), None, "high")


def test_charges_out_of_all_measure() -> None:
    """Ten times the principal in charges is a slipped point."""
    with pytest.raises(UsageError, match="小数点"):
        account(Decimal(8000), 45, DAY, rates=None, charged=Decimal(99_999_999))


def test_an_account_by_hand() -> None:
    """8,000 and 120 of interest, 45 days at 31.2 to 36 %, 620 asked: 24 % leaves 236.71, so that 383.29 are beyond it;
    62.86 % a year.
    """
    found = account(
        Decimal(8000),
        45,
        DAY,
        rates=bank_rates(Decimal("0.24")),
        interest=Decimal(120),
        charged=Decimal(620),
        lines=[COURT],
    )
    assert (found.total_low, found.total_high, found.total_asked) == (
        Decimal("8427.73"),
        Decimal("8480.00"),
        Decimal(8740),
    )
    assert found.charged_rate is not None
    assert percent(found.charged_rate) == "62.86%"
    (held,) = found.lines
    assert (held.allowed, held.excess, held.penalty_over) == (Decimal("236.71"), Decimal("383.29"), "yes")


def test_an_account_of_which_little_is_known() -> None:
    """Without a penalty rate and without what is asked only the line is reckoned; on the first day nothing is divided
    by nothing.
    """
    found = account(Decimal(8000), 0, DAY, rates=None, charged=Decimal(5), lines=[COURT])
    assert (found.penalty, found.total_low, found.charged_rate) == (None, None, None)
    assert (found.lines[0].allowed, found.lines[0].excess, found.lines[0].penalty_over) == (0, 5, "no")
    assert account(Decimal(8000), 45, DAY, rates=None, lines=[COURT]).lines[0].excess is None
    with pytest.raises(UsageError, match="大于 0"):
        account(Decimal(0), 45, DAY, rates=None)


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
def test_costs_then_interest_then_principal(
    paid: int, costs: int, interest: int, principal: int, expected: tuple[int, ...]
) -> None:
    """Article 561: costs first, then interest, then principal; what is too much is left over."""
    found = appropriate(*map(Decimal, (paid, costs, interest, principal)))
    assert (found.to_costs, found.to_interest, found.to_principal, found.left_over) == expected


def test_an_agreed_order() -> None:
    """Principal first, where that was agreed; an order that leaves something out is refused."""
    found = appropriate(*map(Decimal, (500, 100, 300, 8000)), order=("principal", "interest", "costs"))
    assert (found.agreed, found.to_principal, found.to_interest, found.to_costs) == (True, 500, 0, 0)
    assert not appropriate(*map(Decimal, (500, 100, 300, 8000))).agreed
    with pytest.raises(UsageError, match="三样"):
        appropriate(*map(Decimal, (500, 100, 300, 8000)), order=("principal", "interest"))


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


@pytest.mark.parametrize(
    ("unpaid", "days", "amount"),
    [("8000", 30, "42.00"), ("8000", 0, "0.00"), ("10000", 365, "638.75"), ("123456.78", 1, "21.60")],
)
def test_interest_after_a_judgment(unpaid: str, days: int, amount: str) -> None:
    """0.0175 % a day of what the judgment says and was not paid."""
    assert delay_interest(Decimal(unpaid), days) == Decimal(amount)


# --- amounts as they are shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0.005", "0.01"), ("0.004999", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("1e3", "1000.00")],
)
def test_rounding_to_the_fen(amount: str, shown: str) -> None:
    """Half a fen is rounded up, as on an invoice, never to the nearest even fen."""
    assert str(fen(Decimal(amount))) == shown


def test_how_amounts_and_rates_are_shown() -> None:
    """Amounts have commas and two places, rates two places."""
    assert (yuan(Decimal("1234567.8")), percent(Decimal("0.15582")), percent(Decimal("0.24"))) == (
        "1,234,567.80 元",
        "15.58%",
        "24.00%",
    )

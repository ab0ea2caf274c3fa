"""The annual rate of a loan by the three conventions in use, held against worked cases and a second solver."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from decimal import Decimal

import pytest

from borrower_help.errors import UsageError
from borrower_help.money.loan import Fee, check_loan
from borrower_help.money.rates import rates

from .conftest import POINT, annuity, bisect_dated, bisect_monthly, dated_loan, loan

START = dt.date(2026, 1, 5)


def near(rate: Decimal, percent: str, places: str = "0.005") -> bool:
    """Whether a rate is a percentage as it is quoted, to the last place that is quoted."""
    return abs(rate * 100 - Decimal(percent)) <= Decimal(places)


# --- worked cases -----------------------------------------------------------------------------------------------


def test_the_instalment_of_0_72_per_cent_a_month() -> None:
    """Twelve payments of 905.33 on 10,000: 15.58 % nominal and 16.74 % effective, the worked case of the evidence."""
    found = rates(loan(10000, (12, "905.33")))
    assert near(found.nominal, "15.58")
    assert near(found.effective, "16.74")
    assert found.dated is None


def test_the_same_instalment_every_thirty_days() -> None:
    """On dates thirty days apart the same loan costs 17.0 % a year, because twelve times thirty days are less than a
    year.
    """
    payments = [(START + dt.timedelta(days=30 * number), "905.33") for number in range(1, 13)]
    found = rates(dated_loan(10000, START, *payments))
    assert found.dated is not None
    assert near(found.dated, "17.0", "0.05")
    assert near(found.nominal, "15.58")


def test_the_rate_a_user_reckoned() -> None:
    """8,000 over twelve instalments at 38.44 %: the textbook payment for that rate leads back to it, and to 46 %
    effective.
    """
    payment = annuity(8000, Decimal("0.3844") / 12, 12).quantize(Decimal("0.01"))
    found = rates(loan(8000, (12, payment)))
    assert near(found.nominal, "38.44")
    assert near(found.effective, "45.99", "0.01")
    assert found.nominal > Decimal("0.36")


def test_a_deduction_in_advance_of_which_nothing_shows_in_the_contract_rate() -> None:
    """A contract of 10,000 at 24 % of which so much was kept back that it costs 54.3 %: the rate is that of the money
    that arrived.
    """
    payment = annuity(10000, Decimal("0.02"), 12).quantize(Decimal("0.01"))
    monthly = Decimal("0.543") / 12
    arrived = (payment * (1 - (1 + monthly) ** -12) / monthly).quantize(Decimal("0.01"))
    assert near(rates(loan(10000, (12, payment))).nominal, "24.00")
    assert near(rates(loan(arrived, (12, payment), principal=Decimal(10000))).nominal, "54.30")


def test_a_guarantee_fee_that_costs_more_than_the_interest() -> None:
    """18,100 yuan at a contract rate of 7 % with a monthly guarantee fee that makes it 35.93 %, as one borrower
    reported.
    """
    interest_only = annuity(18100, Decimal("0.07") / 12, 12).quantize(Decimal("0.01"))
    with_fee = annuity(18100, Decimal("0.3593") / 12, 12).quantize(Decimal("0.01"))
    fee = Fee(name="担保费", amount=with_fee - interest_only, monthly=True)
    told = loan(18100, (12, interest_only), fees=[fee])
    assert near(rates(told).nominal, "35.93")
    assert near(rates(told, without=fee).nominal, "7.00")


TABLE = [
    ("0.005", 60, "51.7256"),
    ("0.01", 12, "11.2551"),
    ("0.01", 36, "30.1075"),
    ("0.02", 12, "10.5753"),
    ("0.02", 24, "18.9139"),
    ("0.03", 12, "9.9540"),
]
TABLE += [("0.005", 360, "166.7916")]
"""Present value of one a period: monthly rate, periods, factor, as annuity tables print it."""


@pytest.mark.parametrize(("monthly", "months", "factor"), TABLE)
def test_published_annuity_tables(monthly: str, months: int, factor: str) -> None:
    """A loan of as much as the table's factor, repaid in payments of one, has the table's rate."""
    found = rates(loan(Decimal(factor) * 1000, (months, 1000)))
    assert abs(found.nominal - Decimal(monthly) * 12) < POINT
    assert abs(found.effective - ((1 + Decimal(monthly)) ** 12 - 1)) < POINT


def test_a_loan_without_interest() -> None:
    """Who pays back what arrived pays 0 %."""
    assert rates(loan(12000, (12, 1000))).nominal == 0


def test_one_payment_after_a_year() -> None:
    """One payment of 1,120 twelve months after 1,000 is 12 % effective, and 11.39 % nominal."""
    found = rates(loan(1000, (11, 0), (1, 1120)))
    assert near(found.effective, "12.00")
    assert near(found.nominal, "11.39")


def test_a_fee_at_the_beginning_is_not_received() -> None:
    """A fee taken on the first day makes the loan as dear as one of which so much less arrived."""
    assert rates(loan(10000, (12, 905), fees=[Fee(name="服务费", amount=Decimal(500))])) == rates(loan(9500, (12, 905)))


def test_a_monthly_fee_is_a_higher_payment() -> None:
    """A fee with every payment makes the loan as dear as one with payments that much higher."""
    assert rates(loan(10000, (12, 905), fees=[Fee(name="担保费", amount=Decimal(60), monthly=True)])) == rates(
        loan(10000, (12, 965))
    )


# --- a second solver ------------------------------------------------------------------------------------------------


def test_ten_thousand_loans() -> None:
    """On 10,000 random loans both monthly rates agree with an independent solver within a hundredth of a percentage
    point.
    """
    chance = random.Random(20261121)
    wrong = []
    for number in range(10_000):
        received = Decimal(chance.randrange(50_000, 20_000_000)) / 100
        months = chance.randrange(1, 37)
        even = received / months
        spread = chance.choice((1, 1, 3))
        payments = [
            (even * Decimal(chance.uniform(1.0, 1.0 + 0.6 * spread))).quantize(Decimal("0.01")) for _ in range(months)
        ]
        if chance.random() < 0.5:
            payments = [payments[0]] * months
        at_once = (
            (received * Decimal(chance.uniform(0, 0.2))).quantize(Decimal("0.01"))
            if chance.random() < 0.3
            else Decimal(0)
        )
        monthly = (
            (even * Decimal(chance.uniform(0, 0.1))).quantize(Decimal("0.01")) if chance.random() < 0.3 else Decimal(0)
        )
        fees = [Fee(name="甲", amount=at_once), Fee(name="乙", amount=monthly, monthly=True)]
        found = rates(loan(received, *((1, payment) for payment in payments), fees=fees))
        expected = bisect_monthly(received - at_once, [payment + monthly for payment in payments])
        if abs(found.nominal - expected * 12) > POINT or abs(
            found.effective - ((1 + expected) ** 12 - 1)
        ) > POINT * max(1, 1 + found.effective):
            wrong.append((number, found, expected * 12))
    assert wrong == []


def test_a_thousand_loans_on_dates() -> None:
    """On random dates the rate on dates agrees with an independent solver, too."""
    chance = random.Random(20261122)
    wrong = []
    for _ in range(1_000):
        received = Decimal(chance.randrange(100_000, 5_000_000)) / 100
        count = chance.randrange(1, 25)
        days = sorted(START + dt.timedelta(days=chance.randrange(20, 900)) for _ in range(count))
        payments = [
            (day, (received / count * Decimal(chance.uniform(1.0, 1.4))).quantize(Decimal("0.01"))) for day in days
        ]
        found = rates(dated_loan(received, START, *payments)).dated
        expected = bisect_dated(received, START, payments)
        if found is None or abs(found - expected) > POINT * max(1, 1 + expected):
            wrong.append((received, payments, found, expected))
    assert wrong == []


def test_the_three_rates_stand_in_order() -> None:
    """For a loan that costs anything the compounded rate is above the monthly rate times twelve."""
    for months, extra in itertools.product((1, 6, 12, 36), ("0.01", "0.1", "0.5")):
        found = rates(loan(12000, (months, Decimal(12000) / months * (1 + Decimal(extra)))))
        assert found.effective > found.nominal > 0


# --- what has no rate


def test_a_rate_nobody_means() -> None:
    """Beyond 10,000 % an amount is wrong, and the sentence says which kind of mistake to look for."""
    with pytest.raises(UsageError, match=r"10000%.*小数点"):
        rates(loan(100, (1, 9000)))
    assert rates(loan(100, (1, 900))).nominal == 96


@pytest.mark.parametrize("payment", ["800", "0.01"])
def test_less_paid_back_than_arrived(payment: str) -> None:
    """A loan that is paid back only in part has no rate to be told: a sentence says that payments are missing."""
    told = loan(10000, (12, payment))
    with pytest.raises(UsageError, match="少"):
        check_loan(told)


def test_a_loan_of_a_fortnight() -> None:
    """A loan repaid after ten days, the usual trap, has a rate on its dates: 1,000 and 1,020 after ten days are 106
    %.
    """
    found = rates(dated_loan(1000, START, (START + dt.timedelta(days=10), 1020)))
    assert found.dated is not None
    assert near(found.dated, "106.02", "0.05")


def test_payments_every_fortnight() -> None:
    """For payments every two weeks the monthly rates agree with the rate on dates instead of being half as high
    again.
    """
    days = [START + dt.timedelta(days=14 * number) for number in (1, 2)]
    found = rates(dated_loan(3000, START, *((day, 1600) for day in days)))
    assert found.dated is not None
    assert abs(found.effective - found.dated) < Decimal("0.2")

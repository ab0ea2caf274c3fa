"""A loan as it is told: groups and dates of payments, and every impossible loan refused in one clear sentence."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help.case.money import DatedPayment, LoanAnswers, payment_group
from borrower_help.errors import UsageError
from borrower_help.money.loan import Fee, Loan, Payment, check_loan, dated_payments, monthly_payments
from borrower_help.values.dates import months_after

from .conftest import dated_loan, loan

START = dt.date(2026, 1, 31)
FEE = Fee(name="服务费", amount=Decimal(100))


# --- payments ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["12x905.33", "12X905.33", "12×905.33", "12*905.33", " 12 x 905.33 "])
def test_groups_of_payments(word: str) -> None:
    """A group is written with any cross or star, with spaces or without."""
    assert payment_group(word) == (12, Decimal("905.33"))


def test_a_group_with_a_comma() -> None:
    """An amount may have commas between its thousands."""
    assert payment_group("3x1,234.50") == (3, Decimal("1234.50"))


@pytest.mark.parametrize(
    "word", ["", "12", "x905", "12x", "12x-5", "-1x5", "1000x5", "12x9.1.1", "12y5", "十二x五", "12x5元", "1.5x100"]
)
def test_groups_that_cannot_be_read(word: str) -> None:
    """Anything else is refused with an example of how to write it."""
    with pytest.raises(UsageError, match=r"12x905\.33"):
        payment_group(word)


@pytest.mark.parametrize(
    ("months", "day"),
    [
        (1, dt.date(2026, 2, 28)),
        (2, dt.date(2026, 3, 31)),
        (3, dt.date(2026, 4, 30)),
        (12, dt.date(2027, 1, 31)),
        (25, dt.date(2028, 2, 29)),
    ],
)
def test_months_end(months: int, day: dt.date) -> None:
    """A month without the 31st is due on its last day; the next one again on the 31st."""
    assert months_after(START, months) == day


@settings(deadline=None, max_examples=100)
@given(start=st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), months=st.integers(0, 120))
def test_months_are_counted(start: dt.date, months: int) -> None:
    """So many months later is so many months later, on the same day or the last one of a shorter month."""
    day = months_after(start, months)
    assert (day.year - start.year) * 12 + day.month - start.month == months
    assert day.day == start.day or (day.day < start.day and (day + dt.timedelta(days=1)).day == 1)


def test_regular_payments_with_a_start() -> None:
    """With a start every monthly payment has its date."""
    told = loan(1000, (2, 500), (1, 10), start=START)
    assert [(payment.amount, payment.month, payment.date) for payment in told.payments] == [
        (500, 1, dt.date(2026, 2, 28)),
        (500, 2, dt.date(2026, 3, 31)),
        (10, 3, dt.date(2026, 4, 30)),
    ]
    assert told.is_dated


def test_dated_payments_are_put_in_order() -> None:
    """A list of payments may stand in any order."""
    rows = [(dt.date(2026, 4, 30), Decimal(2)), (dt.date(2026, 2, 28), Decimal(1))]
    assert [(payment.amount, payment.month) for payment in dated_payments(rows, START)] == [(1, 1), (2, 3)]


def test_dated_payments_without_a_start() -> None:
    """Without a start the first payment ends the first month; what does not come by months needs the day of the
    money.
    """
    rows = [(dt.date(2026, 4, 30), Decimal(2)), (dt.date(2026, 2, 28), Decimal(1))]
    assert [payment.month for payment in dated_payments(rows, None)] == [1, 3]
    with pytest.raises(UsageError, match="--start"):
        dated_payments([(START, Decimal(1)), (START + dt.timedelta(days=14), Decimal(1))], None)


def test_payments_of_one_day_are_one() -> None:
    """Principal and interest in two rows of the same day are one payment."""
    rows = [(dt.date(2026, 2, 28), Decimal(500)), (dt.date(2026, 2, 28), Decimal(20))]
    assert [(payment.amount, payment.month) for payment in dated_payments(rows, START)] == [(520, 1)]


@pytest.mark.parametrize(
    ("days", "months"),
    [
        ((30, 60, 90), [1, 2, 3]),
        (tuple(range(30, 721, 30)), list(range(1, 25))),
        ((28, 62, 91), [1, 2, 3]),
        ((91, 183), [3, 6]),
        ((14, 28), [None, None]),
        ((10,), [None]),
        ((45,), [None]),
        ((31, 80), [None, None]),
    ],
    ids=[
        "every thirty days",
        "two years of thirty days",
        "around weekends",
        "quarters",
        "fortnights",
        "ten days",
        "six weeks",
        "a late one",
    ],
)
def test_what_counts_as_monthly(days: tuple[int, ...], months: list[int | None]) -> None:
    """Payments count in whole months where they come about a month after each other; else their days count."""
    payments = dated_payments([(START + dt.timedelta(days=day), Decimal(1)) for day in days], START)
    assert [payment.month for payment in payments] == months


def test_a_fee_that_was_deducted() -> None:
    """A fee that makes up what was kept back is not taken from the borrower a second time, whether it was said so or
    not.
    """
    fee = Fee(name="服务费", amount=Decimal(299))
    told = LoanAnswers(received=Decimal(9701), principal=Decimal(10000), payment=("12x905.33",), fees=(fee,)).to_loan()
    said = LoanAnswers(
        received=Decimal(9701),
        principal=Decimal(10000),
        payment=("12x905.33",),
        fees=(msgspec.structs.replace(fee, deducted=True),),
    ).to_loan()
    assert told == said
    assert told.fees[0].deducted
    assert told.flows()[0][2] == 9701
    assert told.total_paid() == Decimal("905.33") * 12
    assert told.flows(without=told.fees[0])[0][2] == 10000
    other = LoanAnswers(received=Decimal(9700), principal=Decimal(10000), payment=("12x905.33",), fees=(fee,)).to_loan()
    assert (other.fees[0].deducted, other.flows()[0][2]) == (False, 9401)


def test_a_loan_of_a_case_file() -> None:
    """A case file tells the contract rate in per cent and the payments in groups, or each with its date."""
    told = LoanAnswers(received=Decimal(1000), payment=("2x500", "1x10"), contract_rate=Decimal("7.2"), start=START)
    assert told.to_loan() == loan(1000, (2, 500), (1, 10), start=START, contract_rate=Decimal("0.072"))
    listed = LoanAnswers(
        received=Decimal(1000), payments=(DatedPayment(date=dt.date(2026, 2, 28), amount=Decimal(500)),), start=START
    )
    assert listed.to_loan() == dated_loan(1000, START, (dt.date(2026, 2, 28), 500))
    with pytest.raises(UsageError, match="只写一个"):
        LoanAnswers(received=Decimal(1000), payment=("2x500",), payments=listed.payments).to_loan()


# --- impossible loans

IMPOSSIBLE = {
    "nothing arrived": (loan(0, (12, 100)), "大于 0"),
    "no payments": (loan(1000), "还款计划"),
    "too many payments": (
        Loan(
            received=Decimal(1000), payments=tuple(Payment(amount=Decimal(5), month=number) for number in range(1, 602))
        ),
        "601 期",
    ),
    "a negative payment": (loan(1000, (1, 500), (1, -5), (1, 600)), "负数"),
    "payments of nothing": (loan(1000, (12, 0)), "都是 0 元"),
    "a slipped point in a payment": (loan(10000, (12, "90533")), "小数点"),
    "a slipped point in what arrived": (loan("100.00", (12, "905.33")), "小数点"),
    "an enormous amount": (loan(100_000_001, (12, 10_000_000)), "100,000,000.00 元"),
    "less lent than arrived": (loan(1000, (2, 600), principal=Decimal(999)), "填反"),
    "nothing lent": (loan(1000, (2, 600), principal=Decimal(0)), "填反"),
    "a payment before the loan": (
        Loan(
            received=Decimal(1000),
            payments=(Payment(amount=Decimal(1100), month=1, date=dt.date(2026, 1, 30)),),
            start=START,
        ),
        "2026-01-30.*早于放款日 2026-01-31",
    ),
    "more deducted than kept back": (
        loan(1000, (2, 600), fees=[Fee(name="费", amount=Decimal(100), deducted=True)]),
        "先扣",
    ),
    "a tenth of what was meant": (loan(10000, (12, "9053.30")), "小数点"),
    "fees as high as the loan": (loan(1000, (2, 600), fees=[Fee(name="费", amount=Decimal(1000))]), "费用"),
}


@pytest.mark.parametrize(("told", "says"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_impossible_loans(told: Loan, says: str) -> None:
    """What cannot be a loan is refused in one sentence that says what to correct."""
    with pytest.raises(UsageError, match=says) as error:
        check_loan(told)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith("。")


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity", "-Infinity"])
def test_amounts_that_are_none(amount: str) -> None:
    """What a case tells of a loan can hold no amount that is negative or no number."""
    for record, fields in ((Fee, {"name": "费"}), (DatedPayment, {"date": START})):
        with pytest.raises(ValueError, match="不是金额"):
            record(amount=Decimal(amount), **fields)
    with pytest.raises(ValueError, match="不是金额"):
        LoanAnswers(received=Decimal(amount))


POSSIBLE: dict[str, Any] = {
    "one payment": loan(1000, (1, 1010)),
    "a gap": loan(1000, (5, 0), (1, 1100)),
    "six hundred payments": loan(1000, (600, 5)),
    "fees": loan(1000, (2, 600), fees=[FEE]),
    "a payment on the first day": dated_loan(1000, START, (START, 10), (dt.date(2026, 3, 1), 1000)),
    "kept back": loan(1000, (2, 600), principal=Decimal(1200)),
    "a hundred million": loan(100_000_000, (12, 9_000_000)),
}


@pytest.mark.parametrize("told", POSSIBLE.values(), ids=POSSIBLE)
def test_possible_loans(told: Loan) -> None:
    """What is unusual but can be a loan is not refused."""
    check_loan(told)


def test_sums_of_a_loan() -> None:
    """The sums of a loan are its payments, its fees and what was kept back."""
    told = loan(
        1000, (2, 600), fees=[FEE, Fee(name="担保费", amount=Decimal(5), monthly=True)], principal=Decimal(1200)
    )
    assert (told.total_fees(), told.total_paid(), told.kept_back, told.is_dated) == (110, 1310, 200, False)
    assert told.flows() == [(0, None, 900), (1, None, -605), (2, None, -605)]
    assert told.flows(without=told.fees[0]) == [(0, None, 1000), (1, None, -605), (2, None, -605)]


@pytest.mark.parametrize("word", ["12x,", "12x905,33", "12x1,2", "12x9,0533"])
def test_a_comma_is_no_decimal_point(word: str) -> None:
    """A comma stands between thousands, or the group is refused: 905,33 is never 90,533 yuan."""
    with pytest.raises(UsageError, match=r"12x905\.33"):
        payment_group(word)
    assert payment_group("12x1,905.33") == (12, Decimal("1905.33"))


def test_every_four_weeks_is_not_monthly() -> None:
    """Two years of payments every 28 days run ahead of the months, so their days count; every thirty days is a
    month.
    """
    told = dated_loan(10000, START, *((START + dt.timedelta(days=28 * number), 520) for number in range(1, 25)))
    assert not told.is_monthly
    assert dated_loan(
        10000, START, *((START + dt.timedelta(days=30 * number), 520) for number in range(1, 25))
    ).is_monthly


def test_more_payments_than_a_life() -> None:
    """Thousands of payments in groups are refused before they are counted out."""
    with pytest.raises(UsageError, match="99900 期"):
        monthly_payments([(999, Decimal(1))] * 100, START)

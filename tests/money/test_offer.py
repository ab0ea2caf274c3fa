"""The sums of an offer and of what to offer instead, each by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from borrower_help.money.offer import Means, Terms, due_dates, sums_of

D = Decimal


def test_a_lump_sum() -> None:
    """18000 owed, 12000 paid: 6000 waived; of 15000 in hand 3000 stay, less than one month's 4500."""
    found = sums_of(
        Terms(form="lump", now=D(12000), debt=D(18000), principal=D(12500)), Means(cash=D(15000), essentials=D(4500))
    )
    assert (found.paid, found.waived, found.extra) == (12000, 6000, 0)
    assert (found.charges, found.above_principal) == (5500, -500)
    assert (found.cash_left, found.thin, found.short_cash) == (3000, True, 0)


def test_instalments_that_cost_more() -> None:
    """500 + 24 x 900 = 22100, with a fee of 300 it is 22400: 4400 more than 18000; 900 - 700 = 200 short."""
    terms = Terms(form="instalments", now=D(500), monthly=D(900), months=24, fee=D(300), debt=D(18000))
    found = sums_of(terms, Means(share=D(700), cash=D(600)))
    assert (found.paid, found.waived, found.extra) == (22400, 0, 4400)
    assert (found.short_month, found.short_cash) == (200, 200)
    assert found.months_to_save == 1


def test_months_that_differ() -> None:
    """6 x 500 + 12 x 1500 = 21000; the heaviest month is 420 above 1080, and each day has its own sum."""
    terms = Terms(
        form="instalments",
        monthly=D(500),
        months=6,
        then=((12, D(1500)),),
        debt=D(21000),
        first=dt.date(2027, 1, 31),
    )
    found = sums_of(terms, Means(share=D(1080)))
    assert (found.paid, found.waived, found.extra, found.short_month) == (21000, 0, 0, 420)
    days = due_dates(terms)
    assert (len(days), days[5], days[6], days[-1]) == (
        18,
        (dt.date(2027, 6, 30), 500),
        (dt.date(2027, 7, 31), 1500),
        (dt.date(2028, 6, 30), 1500),
    )


def test_instalments_without_a_sum_compare_nothing() -> None:
    """How many months alone tell neither what is waived nor what is paid above the debt."""
    found = sums_of(Terms(form="instalments", months=24, debt=D(12000)), Means(share=D(500)))
    assert (found.waived, found.extra, found.rest, found.short_month) == (None, None, None, None)


def test_a_part_that_never_reaches_the_principal() -> None:
    """15000 owed, 12000 of it principal: 3000 go to the charges, so of 2000 nothing reaches it, of 5000 2000."""
    small, larger = (
        sums_of(Terms(form="part", now=D(sum_), debt=D(15000), principal=D(12000)), Means()) for sum_ in (2000, 5000)
    )
    assert (small.to_principal, small.rest, small.waived) == (0, 13000, None)
    assert (larger.to_principal, larger.rest) == (2000, 10000)


def test_a_wait_with_interest() -> None:
    """20000 at 24 % a year for three months is 1200 of interest."""
    found = sums_of(Terms(form="deferral", wait=3, debt=D(20000), rate=D("0.24")), Means())
    assert found.running == 1200


def test_the_days_of_an_offer() -> None:
    """A first payment on 31 January is followed by the last day of February."""
    terms = Terms(form="instalments", now=D(100), monthly=D(50), months=2, first=dt.date(2027, 1, 31))
    assert due_dates(terms) == (
        (dt.date(2027, 1, 31), D(100)),
        (dt.date(2027, 2, 28), D(50)),
        (dt.date(2027, 3, 31), D(50)),
    )

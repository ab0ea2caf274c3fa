"""The sums of an offer and of what to offer instead, each by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from borrower_help.money.counter import counters, fits
from borrower_help.money.offer import Means, Terms, due_dates, sums_of
from borrower_help.money.wait import wait_of

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


TODAY = dt.date(2026, 11, 30)


def test_a_wait_at_a_rate_of_a_year() -> None:
    """20000 at 24 % a year for three months is 1200 of interest; without a rate nobody knows."""
    wait = wait_of(Terms(form="deferral", wait=3, debt=D(20000), rate=D("0.24")), Means(), stops=False)
    assert wait is not None
    assert (wait.running, wait.due, wait.more, wait.saved) == (1200, 21200, 1200, None)
    unknown = wait_of(Terms(form="deferral", wait=3, debt=D(20000)), Means(), stops=False)
    assert unknown is not None
    assert (unknown.running, unknown.due) == (None, None)


def test_a_wait_at_a_rate_of_a_day() -> None:
    """30 November and three months is 28 February, 90 days: 15000 x 0.05 % x 90 = 675; 3 x 1350 = 4050 can be saved.

    With 6000 in hand and 4500 of essentials 1500 more: 15675 - 5550 = 10125 are missing.
    """
    terms = Terms(form="deferral", wait=3, debt=D(15000), rate=D("0.1825"), rate_by="day", told_on=TODAY)
    wait = wait_of(terms, Means(share=D(1350)), stops=False)
    assert wait is not None
    assert (wait.days, wait.until, wait.running, wait.due) == (90, dt.date(2027, 2, 28), 675, 15675)
    assert (wait.saved, wait.short) == (4050, 11625)
    richer = wait_of(terms, Means(share=D(1350), cash=D(6000), essentials=D(4500)), stops=False)
    assert richer is not None
    assert (richer.spare, richer.saved, richer.short) == (1500, 5550, 10125)


def test_a_wait_with_a_sum_for_its_end() -> None:
    """15700 for 15000 after 90 days: 700 more, 700 / 15000 x 12 / 3 = 18.67 % a year; the rate gives 25 less."""
    terms = Terms(form="deferral", wait=3, debt=D(15000), due=D(15700), at_end=True, told_on=TODAY)
    wait = wait_of(terms, Means(share=D(1350)), stops=False)
    assert wait is not None
    assert (wait.more, wait.short, wait.differs) == (700, 11650, None)
    assert wait.a_year is not None
    assert wait.a_year.quantize(D("0.0001")) == D("0.1867")
    both = msgspec.structs.replace(terms, rate=D("0.1825"), rate_by="day")
    again = wait_of(both, Means(), stops=False)
    assert again is not None
    assert again.differs == 25


def test_a_wait_in_days_or_to_a_day() -> None:
    """60 days are two months of saving, 10 January is 41 days and one month; 8 yuan a day for 60 days are 480."""
    days = Terms(form="deferral", wait_days=60, debt=D(8000), daily=D(8), told_on=TODAY)
    wait = wait_of(days, Means(share=D(500)), stops=False)
    assert wait is not None
    assert (wait.until, wait.running, wait.due, wait.saved) == (dt.date(2027, 1, 29), 480, 8480, 1000)
    until = Terms(form="deferral", until=dt.date(2027, 1, 10), debt=D(8000), told_on=TODAY)
    wait = wait_of(until, Means(share=D(500)), stops=True)
    assert wait is not None
    assert (wait.days, wait.months, wait.due, wait.saved) == (41, 1, 8000, 500)


def test_a_sum_at_the_end_that_can_be_saved_is_not_raised() -> None:
    """3000 due after three months of 1350: 4050 can be saved, so nothing above the 2900 owed is offered."""
    terms = Terms(form="deferral", wait=3, debt=D(2900), due=D(3000), at_end=True, told_on=TODAY)
    assert fits(terms, Means(share=D(1350)))
    assert [entry.total for entry in counters(terms, Means(share=D(1350)))] == [2900]
    assert not fits(terms, Means(share=D(900)))


def test_the_days_of_an_offer() -> None:
    """A first payment on 31 January is followed by the last day of February."""
    terms = Terms(form="instalments", now=D(100), monthly=D(50), months=2, first=dt.date(2027, 1, 31))
    assert due_dates(terms) == (
        (dt.date(2027, 1, 31), D(100)),
        (dt.date(2027, 2, 28), D(50)),
        (dt.date(2027, 3, 31), D(50)),
    )

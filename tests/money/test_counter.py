"""What to offer instead, each by hand: never above the means, the debt or what is asked, and with room at first."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from borrower_help.money.counter import Counter, counters, fits, opening
from borrower_help.money.offer import Means, Terms

D = Decimal


def owing(debt: str, principal: str | None = None) -> Terms:
    """A debt of which nobody has named a sum yet."""
    return Terms(form="lump", debt=D(debt), principal=D(principal) if principal else None)


def told(entries: tuple[Counter, ...]) -> list[tuple[str, str, int, int, int]]:
    """Step, form, what a month takes, how many months, and the last one."""
    return [(entry.step, entry.form, int(entry.monthly), entry.months, int(entry.last)) for entry in entries]


@pytest.mark.parametrize(
    ("limit", "first"), [("1800", "1440"), ("4500", "3600"), ("900", "720"), ("2560", "2000"), ("9", "9")]
)
def test_the_first_sum_leaves_room(limit: str, first: str) -> None:
    """Four fifths, down to hundreds from 2000 on and to tens below: 1800 x 0.8 = 1440, 2560 x 0.8 = 2048 gives 2000."""
    assert opening(D(limit)) == D(first)


def test_what_to_offer_never_passes_what_there_is() -> None:
    """Of 900.50: 720 (900 x 0.8) on 12000 is 17 months (16 x 720 + 480), 900 on 18000 is 20; six leave 12600 open."""
    found = counters(owing("18000", "12000"), Means(share=D("900.50")))
    assert told(found) == [
        ("first", "principal", 720, 17, 480),
        ("limit", "balance", 900, 20, 900),
        ("other", "review", 900, 6, 900),
    ]
    assert (found[0].waived, found[2].open) == (6000, 12600)


def test_a_lump_sum_that_is_too_large_is_asked_for_in_instalments() -> None:
    """12000 for 20000: 9 months at 1440 (8 x 1440 + 480), 7 at 1800 (6 x 1800 + 1200); 8000 waived each time."""
    asked = Terms(form="lump", now=D(12000), debt=D(20000))
    found = counters(asked, Means(share=D(1800), cash=D(5000), essentials=D(4000)))
    assert told(found)[:2] == [("first", "same", 1440, 9, 480), ("limit", "same", 1800, 7, 1200)]
    assert [(entry.total, entry.waived) for entry in found[:2]] == [(12000, 8000)] * 2
    assert (found[2].form, found[2].step, found[2].total) == ("lump", "other", 1000)


def test_what_fits_is_not_outbid() -> None:
    """12000 of 40000 in hand, or 36 x 600 of a share of 1350, can be paid: nothing is offered instead."""
    lump = Terms(form="lump", now=D(12000), debt=D(20000))
    assert fits(lump, Means(cash=D(40000), essentials=D(4500)))
    assert counters(lump, Means(cash=D(40000), essentials=D(4500))) == ()
    months = Terms(form="instalments", monthly=D(600), months=36, debt=D(30000))
    assert counters(months, Means(share=D(1350), cash=D(40000), essentials=D(4500))) == ()


def test_what_fits_but_is_more_than_the_debt_is_cut_down_to_it() -> None:
    """24 x 900 = 21600 of 18000: the same 900 a month, 20 months, 18000 in all."""
    asked = Terms(form="instalments", monthly=D(900), months=24, debt=D(18000))
    assert told(counters(asked, Means(share=D(1350)))) == [("fitting", "balance", 900, 20, 900)]


def test_one_months_essentials_stay_in_the_pocket() -> None:
    """Of 9000 in hand 4500 stay: 3600, then 4500; where half of the debts are others', 1800, then 2250."""
    whole = counters(owing("18000"), Means(cash=D(9000), essentials=D(4500)))
    half = counters(owing("18000"), Means(cash=D(9000), essentials=D(4500), part=D("0.5")))
    assert [(entry.form, entry.now, entry.waived) for entry in whole] == [("lump", 3600, 14400), ("lump", 4500, 13500)]
    assert [entry.now for entry in half] == [1800, 2250]


def test_nothing_is_promised_that_there_is_not() -> None:
    """Without a share and without cash beyond a month's essentials there is nothing to offer."""
    assert counters(owing("18000", "12000"), Means(share=D(0), cash=D(1000), essentials=D(4500))) == ()


ASKED = (
    Terms(form="lump", debt=D(20000)),
    Terms(form="lump", now=D(12000), debt=D(20000), principal=D(15000)),
    Terms(form="lump", now=D(25000), debt=D(20000)),
    Terms(form="instalments", monthly=D(600), months=36, debt=D(20000), principal=D(15000)),
    Terms(form="instalments", monthly=D(2500), months=6, debt=D(20000)),
    Terms(form="instalments", now=D(3000), monthly=D(1000), months=12, debt=D(20000)),
    Terms(form="instalments", monthly=D(200), months=12, then=((1, D(10000)),), debt=D(10000)),
    Terms(form="deferral", wait=6, debt=D(20000)),
    Terms(form="part", now=D(2000), debt=D(20000), principal=D(15000)),
)


@pytest.mark.parametrize(("asked", "share", "cash"), [*product(ASKED, (0, 90, 800, 3000), (0, 5000, 60000))])
def test_no_counter_is_above_the_means_the_debt_or_what_is_asked(asked: Terms, share: int, cash: int) -> None:
    """Whatever is asked and whatever there is: no total and no month is above it, and each adds up to its total."""
    means = Means(share=D(share), cash=D(cash), essentials=D(4500))
    most = min(asked.asked or D(20000), asked.debt or D(20000))
    for entry in counters(asked, means):
        assert entry.total <= most
        assert entry.monthly <= min(share, asked.heaviest or share)
        assert entry.last <= entry.monthly
        assert entry.now <= max(cash - 4500, 0)
        assert entry.total == (entry.monthly * (entry.months - 1) + entry.last if entry.months else entry.now)
        assert entry.total + entry.waived + entry.open == asked.debt

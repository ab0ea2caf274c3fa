"""What can be offered: never more than is left, in proportion to the fen, with dates and limits a borrower can
check.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help.case.money import DebtAnswers
from borrower_help.errors import UsageError
from borrower_help.money.debts import Debt
from borrower_help.money.limitation import limitation_of
from borrower_help.money.offers import Offer
from borrower_help.money.plan import DebtPlan, Plan, budget_of, in_proportion, make_plan
from borrower_help.money.strategies import pay_off

from .conftest import TODAY

FEN = Decimal("0.01")


def debt(name: str, balance: object, rate: object = None, **more: Any) -> Debt:
    """A debt in one line; the rate in per cent a year."""
    return Debt(
        name=name, balance=Decimal(str(balance)), rate=Decimal(str(rate)) / 100 if rate is not None else None, **more
    )


def plan(income: object, essentials: object, *debts: Debt, lump: object = None, today: dt.date = TODAY) -> Plan:
    """A plan in one line."""
    return make_plan(
        Decimal(str(income)),
        Decimal(str(essentials)),
        0,
        debts,
        today,
        Decimal(str(lump)) if lump is not None else None,
    )


def offers(told: Plan, name: str) -> dict[str, Offer]:
    """The offers on one debt by kind."""
    (entry,) = (entry for entry in told.debts if entry.debt.name == name)
    return {offer.kind: offer for offer in entry.offers}


def entry(told: Plan, name: str) -> DebtPlan:
    """One debt in the plan."""
    (found,) = (found for found in told.debts if found.debt.name == name)
    return found


def shares(told: Plan) -> dict[str, Decimal]:
    """What each debt gets a month."""
    return {found.debt.name: found.share for found in told.debts}


# --- what is left ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("income", "essentials", "left", "buffer", "offer"),
    [
        ("6500", "4500", "2000", "200", "1800"),
        ("4000.55", "3500", "500.55", "50.06", "450"),
        ("3500", "3500", "0", "0", "0"),
        ("3000", "3500", "0", "0", "0"),
    ],
)
def test_the_sheet(income: str, essentials: str, left: str, buffer: str, offer: str) -> None:
    """Income less necessities, less a tenth for what nobody foresees, in whole yuan; never below nothing."""
    found = budget_of(Decimal(income), Decimal(essentials), 2)
    assert (found.left, found.buffer, found.offer, found.dependants) == (
        Decimal(left),
        Decimal(buffer),
        Decimal(offer),
        2,
    )


NAMES = ("甲", "乙", "丙", "丁", "戊")


def possible(told: Debt) -> Debt:
    """The debt with something due each month, where a plan cannot be made without."""
    return (
        msgspec.structs.replace(told, monthly=told.monthly or Decimal(900)) if told.secured or told.necessity else told
    )


BALANCES = st.decimals(1, 500_000, places=2)
DEBTS = st.lists(
    st.tuples(
        BALANCES,
        st.none() | st.decimals(0, 1, places=4),
        st.none() | st.decimals("0.01", 20_000, places=2),
        st.fixed_dictionaries(
            {flag: st.booleans() for flag in ("secured", "guaranteed", "sued", "unlicensed", "necessity")}
        ),
    ),
    min_size=1,
    max_size=5,
).map(
    lambda rows: [
        possible(Debt(name=name, balance=b, rate=r, monthly=m, **flags))
        for name, (b, r, m, flags) in zip(NAMES, rows, strict=False)
    ]
)
MONEY = st.decimals(0, 50_000, places=2)


@settings(deadline=None, max_examples=150)
@given(income=MONEY, essentials=MONEY, debts=DEBTS)
def test_never_more_than_is_left(income: Decimal, essentials: Decimal, debts: list[Debt]) -> None:
    """Whatever the debts, all that is paid or offered together in any month is at most what is left, to the fen."""
    told = make_plan(income, essentials, 0, tuple(debts), TODAY, None)
    assert told.budget.offer <= max(income - essentials, 0) * Decimal("0.9") + FEN
    assert sum(entry.share for entry in told.debts) <= told.budget.offer
    for entry in told.debts:
        assert entry.share >= 0
        for offer in entry.offers:
            assert offer.monthly <= entry.share
            assert offer.first_monthly <= entry.share or not offer.affordable


@settings(deadline=None, max_examples=150)
@given(amount=MONEY, weights=st.lists(BALANCES, min_size=1, max_size=6))
def test_shares_sum_to_the_fen(amount: Decimal, weights: list[Decimal]) -> None:
    """Shares are in proportion, sum to the amount exactly, and none is a whole fen from its part."""
    shares = in_proportion(amount, weights)
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - amount * weight / sum(weights)) < FEN
        assert share == share.quantize(FEN)


def test_shares_by_hand() -> None:
    """1,800 for 8,000, 12,000 and 3,000: 626.086, 939.130, 234.782; the fen left over goes to 626.08, which lost most.

    100 for 3, 3 and 1: 42.857, 42.857, 14.285: two fen are left over, one for each of the first two.
    """
    assert in_proportion(Decimal(1800), [Decimal(8000), Decimal(12000), Decimal(3000)]) == [
        Decimal("626.09"),
        Decimal("939.13"),
        Decimal("234.78"),
    ]
    assert in_proportion(Decimal(100), [Decimal(3), Decimal(3), Decimal(1)]) == [
        Decimal("42.86"),
        Decimal("42.86"),
        Decimal("14.28"),
    ]


def test_what_goes_first() -> None:
    """A secured debt and a necessity get what is due each month; only the rest is divided, in proportion."""
    told = plan(
        8000,
        4000,
        debt("卡", 12000, 18),
        debt("房贷", 260000, 3.9, secured=True, monthly=Decimal(2000)),
        debt("房租", 3000, necessity=True, monthly=Decimal(500)),
        debt("网贷", 6000, 24),
    )
    assert told.budget.offer == 3600
    shares = {entry.debt.name: (entry.in_full, entry.share) for entry in told.debts}
    assert shares == {
        "房租": (True, 500),
        "房贷": (True, 2000),
        "网贷": (False, Decimal("366.67")),
        "卡": (False, Decimal("733.33")),
    }


def test_not_enough_for_what_goes_first() -> None:
    """Where the money does not reach for what is due on a secured debt, the plan does not say that it is paid in
    full.
    """
    told = plan(6500, 4500, debt("房贷", 260000, 3.9, secured=True, monthly=Decimal(2500)), debt("网贷", 6000, 24))
    (first, _) = told.debts
    assert (first.debt.name, first.share, first.in_full) == ("房贷", 1800, False)


def test_one_after_the_other() -> None:
    """2,700 for a rent of 1,500, a car of 1,500 and a mortgage of 2,500: the rent is paid in full, not a part of
    everything.
    """
    told = plan(
        6000,
        3000,
        debt("房贷", 500_000, 3.9, secured=True, monthly=Decimal(2500)),
        debt("车贷", 80_000, 6, secured=True, monthly=Decimal(1500)),
        debt("房租", 1500, necessity=True, monthly=Decimal(1500)),
        debt("卡", 9000, 18),
    )
    assert shares(told) == {"房租": 1500, "车贷": 1200, "房贷": 0, "卡": 0}
    assert [found.in_full for found in told.debts] == [True, False, False, False]
    assert [found.falls_short for found in told.debts] == [False, True, True, False]


def test_no_more_than_is_owed() -> None:
    """What goes first takes no more than is owed on it, and an ordinary debt gets no share above its balance."""
    told = plan(
        9000, 4000, debt("房租", 400, necessity=True, monthly=Decimal(1500)), debt("卡", 900), debt("网贷", 600)
    )
    assert shares(told) == {"房租": 400, "卡": 900, "网贷": 600}


@settings(deadline=None, max_examples=150)
@given(income=MONEY, essentials=MONEY, debts=DEBTS)
def test_at_most_one_is_paid_in_part(income: Decimal, essentials: Decimal, debts: list[Debt]) -> None:
    """Of the debts that go first, all before the one the money ends at are paid in full, and all after it get
    nothing.
    """
    told = make_plan(income, essentials, 0, tuple(debts), TODAY, None)
    first = [found for found in told.debts if found.first]
    paid = [found.in_full for found in first]
    assert paid == sorted(paid, reverse=True)
    assert all(found.share == 0 for found in [found for found in first if found.falls_short][1:])
    if not all(paid):
        assert all(found.share == 0 for found in told.debts if not found.first)


# --- lenders without a licence


def test_unlicensed_beside_licensed() -> None:
    """While a licensed lender is there, an unlicensed one gets no share and no offer, and is no part of the
    strategies.
    """
    told = plan(
        6000, 4000, debt("高炮", 2000, 60, unlicensed=True), debt("卡", 9000, 18), debt("网贷", 6000, 24), lump=500
    )
    held = entry(told, "高炮")
    assert (held.share, held.offers, held.on_hold, held.place) == (0, (), True, 3)
    assert sum(shares(told).values()) == told.budget.offer == 1800
    assert [set(strategy.order) for strategy in told.strategies] == [{"卡", "网贷"}] * 2


def test_only_unlicensed() -> None:
    """Where only unlicensed lenders are owed, or beside them only what goes first, they share what is left."""
    told = plan(
        6000, 4000, debt("甲", 2000, 60, unlicensed=True), debt("房租", 800, necessity=True, monthly=Decimal(800))
    )
    assert shares(told) == {"房租": 800, "甲": 1000}
    assert not entry(told, "甲").on_hold
    assert entry(told, "甲").offers


def test_a_pledge_to_an_unlicensed_lender() -> None:
    """A pledge does not put a lender without a licence before the others, so no monthly sum is asked for."""
    told = plan(6000, 4000, debt("押车", 20_000, 60, unlicensed=True, secured=True), debt("卡", 9000, 18))
    assert (entry(told, "押车").share, entry(told, "押车").on_hold) == (0, True)


# --- order of priority


def test_the_order_and_its_reasons() -> None:
    """Necessities, security, courts, guarantors, licensed before unlicensed, then the dearest; each place with its
    reasons.
    """
    told = plan(
        9000,
        4000,
        debt("无牌", 2000, 60, unlicensed=True),
        debt("便宜", 9000, 8),
        debt("最贵", 9000, 24),
        debt("担保", 9000, 10, guaranteed=True),
        debt("被诉", 9000, 10, sued=True),
        debt("房贷", 9000, 4, secured=True, monthly=Decimal(900)),
        debt("房租", 900, necessity=True, monthly=Decimal(900)),
    )
    assert [entry.debt.name for entry in told.debts] == ["房租", "房贷", "被诉", "担保", "最贵", "便宜", "无牌"]
    assert [entry.place for entry in told.debts] == [1, 2, 3, 4, 5, 6, 7]
    assert [entry.reasons for entry in told.debts] == [
        ("necessity", "licensed"),
        ("secured", "licensed"),
        ("sued", "licensed"),
        ("guaranteed", "licensed"),
        ("licensed", "dearest"),
        ("licensed",),
        (),
    ]


def test_every_reason_and_offer_has_words(knowledge: Any) -> None:
    """Each reason and each way to offer is explained in the knowledge."""
    assert {reason.id for reason in knowledge.plan.reasons} >= {
        "necessity",
        "secured",
        "sued",
        "guaranteed",
        "licensed",
        "dearest",
    }
    assert {offer.id for offer in knowledge.plan.offers} >= {"lump", "instalments", "interest_first", "deferral"}
    risks = {offer.risk for offer in knowledge.plan.offers}
    assert len(risks) == len(knowledge.plan.offers)


@pytest.mark.parametrize("word", ["减免", "罚息", "违约金", "不再联系", "盖章", "书面", "怎么报征信"])
def test_every_offer_asks_for_the_same(knowledge: Any, word: str) -> None:
    """Whatever the offer, the waiver of penalties, peace for third parties, a stamped agreement and the credit report
    are asked for.
    """
    assert [offer.id for offer in knowledge.plan.offers if word not in offer.demand] == []


def test_interest_stops_after_interest_first(knowledge: Any) -> None:
    """The offer that pays interest first counts on its end, so it asks for it."""
    (kind,) = (offer for offer in knowledge.plan.offers if offer.id == "interest_first")
    assert "之后停息" in kind.demand


@settings(deadline=None, max_examples=100)
@given(debts=DEBTS, seed=st.randoms(use_true_random=False))
def test_the_order_told_does_not_matter(debts: list[Debt], seed: Any) -> None:
    """Whichever way round the debts are told, their places are the same: what keeps life going, pledges, courts,
    guarantors, then licensed ones.
    """
    shuffled = list(debts)
    seed.shuffle(shuffled)
    first, second = (
        make_plan(Decimal(9000), Decimal(5000), 0, tuple(order), TODAY, None) for order in (debts, shuffled)
    )
    assert [entry.debt.name for entry in first.debts] == [entry.debt.name for entry in second.debts]
    flags = [
        (
            e.first,
            e.debt.necessity,
            e.debt.secured and not e.debt.unlicensed,
            e.debt.sued,
            e.debt.guaranteed,
            not e.debt.unlicensed,
        )
        for e in first.debts
    ]
    assert flags == sorted(flags, reverse=True)


# --- offers


def test_the_offers_by_hand() -> None:
    """450 a month for 8,000 at 24 %: 18 months, six months of 160 first, or three months of nothing first; each with
    its end.
    """
    made = offers(plan(4000, 3500, debt("网贷", 8000, 24), lump=3000), "网贷")
    assert list(made) == ["instalments", "interest_first", "deferral", "lump"]
    plain, interest, later, lump = made.values()
    assert (plain.monthly, plain.months, plain.ends, plain.total) == (450, 18, dt.date(2028, 5, 21), 8000)
    assert (interest.first_months, interest.first_monthly, interest.total) == (6, 160, 8960)
    assert (interest.months, interest.ends) == (18, dt.date(2028, 11, 21))
    assert (later.first_months, later.first_monthly, later.ends, later.total) == (3, 0, dt.date(2028, 8, 21), 8000)
    assert (lump.total, lump.months, lump.waived) == (3000, 1, 5000)
    assert [offer.last for offer in (plain, interest, later)] == [350, 350, 350]
    assert all(offer.affordable for offer in made.values())


def test_the_end_of_a_month() -> None:
    """A plan that begins on the last day of a month ends on the last day of a month."""
    assert offers(plan(4000, 3000, debt("网贷", 2700), today=dt.date(2026, 11, 30)), "网贷")[
        "instalments"
    ].ends == dt.date(2027, 2, 28)


def test_interest_that_cannot_be_paid() -> None:
    """Where the interest alone is more than the share, paying interest first is marked as more than can be paid."""
    made = offers(plan(4000, 3500, debt("网贷", 50000, 24)), "网贷")
    assert (made["interest_first"].first_monthly, made["interest_first"].affordable) == (1000, False)


def test_without_a_rate_no_offer_about_interest() -> None:
    """A debt whose rate is not known gets no offer that would need it."""
    assert list(offers(plan(4000, 3500, debt("网贷", 8000)), "网贷")) == ["instalments", "deferral"]


def test_a_lump_sum_is_never_more_than_is_owed() -> None:
    """Money in hand beyond the debt is not offered."""
    made = offers(plan(4000, 3500, debt("网贷", 800), lump=3000), "网贷")["lump"]
    assert (made.total, made.waived) == (800, 0)


def test_no_instalment_above_the_debt() -> None:
    """13,500 a month for a debt of 8,000 is one payment of 8,000, and nobody pays interest first who could settle."""
    made = offers(plan(18_000, 3000, debt("网贷", 8000, 24)), "网贷")
    plain = made["instalments"]
    assert (plain.monthly, plain.months, plain.last, plain.total) == (8000, 1, 8000, 8000)
    assert "interest_first" not in made


def test_a_smaller_last_instalment() -> None:
    """2,700 a month for 8,000 is twice 2,700 and then 2,600."""
    made = offers(plan(6000, 3000, debt("网贷", 8000)), "网贷")["instalments"]
    assert (made.monthly, made.months, made.last) == (2700, 3, 2600)


def test_nothing_left() -> None:
    """With nothing left no monthly offer is made, only that of money in hand, and not even that where every month lacks
    something.
    """
    told = plan(3000, 3500, debt("网贷", 8000, 24), debt("卡", 900, 18))
    assert told.budget.offer == 0
    assert [(entry.share, entry.offers) for entry in told.debts] == [(0, ()), (0, ())]
    assert told.strategies == ()
    assert list(offers(plan(3000, 3000, debt("网贷", 8000, 24), lump=500), "网贷")) == ["lump"]
    assert offers(plan(3000, 3500, debt("网贷", 8000, 24), lump=500), "网贷") == {}


def test_an_unlicensed_lender_that_sues() -> None:
    """A court's dates do not wait: a lender without a licence that sues gets its share beside the licensed ones,
    another does not.
    """
    told = plan(
        4000,
        3000,
        debt("海尔", 8000, 24),
        debt("高炮", 2000, 36, unlicensed=True, sued=True),
        debt("张三", 1000, unlicensed=True),
    )
    assert [(entry.debt.name, entry.on_hold) for entry in told.debts] == [
        ("高炮", False),
        ("海尔", False),
        ("张三", True),
    ]
    assert "dearest" in told.debts[0].reasons
    assert "dearest" not in told.debts[1].reasons


def test_a_debt_of_a_lifetime() -> None:
    """What would take more than fifty years is not offered in instalments."""
    assert offers(plan(1001, 1000, debt("网贷", 8000)), "网贷") == {}
    assert offers(plan(1012, 1000, debt("网贷", 6001)), "网贷") == {}
    found = entry(plan(3005, 3000, debt("网贷", 8000, 24)), "网贷")
    assert (found.without_instalments, found.months_needed) == (True, 2000)


@settings(deadline=None, max_examples=100)
@given(income=MONEY, debts=DEBTS)
def test_every_offer_repays_the_debt(income: Decimal, debts: list[Debt]) -> None:
    """Instalments are as many as the balance needs and no more; their end lies as many months away as they take."""
    told = make_plan(income, Decimal(1000), 0, tuple(debts), TODAY, None)
    for entry in told.debts:
        for offer in entry.offers:
            assert (offer.months - 1) * offer.monthly < entry.debt.balance <= offer.months * offer.monthly
            months = (offer.ends.year - TODAY.year) * 12 + offer.ends.month - TODAY.month
            assert months == offer.months + offer.first_months
            assert (
                offer.total
                == offer.first_monthly * offer.first_months + offer.monthly * (offer.months - 1) + offer.last
            )
            assert 0 < offer.last <= offer.monthly
            assert offer.total >= entry.debt.balance


def test_totals() -> None:
    """What is owed, due and added in interest each month are the sums of the debts."""
    told = plan(
        9000, 4000, debt("甲", 8000, 24, monthly=Decimal("905.33")), debt("乙", "12000.50", 18), debt("丙", 100)
    )
    assert (told.owed, told.due_each_month) == (Decimal("20100.50"), Decimal("905.33"))
    assert told.interest_each_month == Decimal("160.00") + Decimal("180.01")


def test_a_deficit() -> None:
    """Necessities above the income are told by how much."""
    assert plan(3000, 3500, debt("网贷", 8000)).budget.deficit == 500
    assert plan(3500, 3000, debt("网贷", 8000)).budget.deficit == 0


# --- one after the other


def simulate(debts: list[Debt], budget: Decimal) -> tuple[int | None, Decimal]:
    """Month by month with a pencil: interest on every debt to the fen, then all the money to the first that is open."""
    open_debts = [[entry.balance, entry.rate or Decimal(0)] for entry in debts]
    paid = Decimal(0)
    for month in range(1, 601):
        for entry in open_debts:
            entry[0] += (entry[0] * entry[1] / 12).quantize(FEN, ROUND_HALF_UP)
        money = budget
        while money > 0 and open_debts:
            part = min(money, open_debts[0][0])
            open_debts[0][0] -= part
            money -= part
            paid += part
            if open_debts[0][0] == 0:
                open_debts.pop(0)
        if not open_debts:
            return month, paid
    return None, Decimal(0)


SMALL = st.lists(
    st.tuples(st.decimals(100, 20_000, places=2), st.decimals(0, "0.6", places=3)), min_size=2, max_size=4
).map(
    lambda rows: [
        Debt(name=name, balance=balance, rate=rate) for name, (balance, rate) in zip(NAMES, rows, strict=False)
    ]
)


@settings(deadline=None, max_examples=100)
@given(debts=SMALL, budget=st.integers(200, 8000).map(Decimal))
def test_months_and_yuan_agree_with_a_simulation(debts: list[Debt], budget: Decimal) -> None:
    """Months and total are those of an independent simulation, month by month; where interest wins, none are told."""
    found = pay_off("x", debts, budget)
    months, paid = simulate(debts, budget)
    assert found.months == months
    assert found.total == paid
    if months:
        assert found.total == sum(entry.balance for entry in debts) + found.interest


@settings(deadline=None, max_examples=150)
@given(debts=SMALL, budget=st.integers(500, 8000).map(Decimal))
def test_the_smallest_first_is_never_cheaper(debts: list[Debt], budget: Decimal) -> None:
    """Paying the dearest first costs no more than paying the smallest first, but for the fen of rounding."""
    told = make_plan(budget / Decimal("0.9") + 1000, Decimal(1000), 0, tuple(debts), TODAY, None)
    snowball, avalanche = told.strategies
    assert (snowball.name, avalanche.name) == ("snowball", "avalanche")
    assert set(snowball.order) == set(avalanche.order) == {entry.name for entry in debts}
    if snowball.months:
        assert avalanche.months is not None
        rounding = FEN * len(debts) * snowball.months
        assert avalanche.total <= snowball.total + rounding
        assert avalanche.months <= snowball.months + 1


def test_the_strategies_by_hand() -> None:
    """1,000 at 0 % and 2,000 at 12 % with 1,000 a month: four months either way, for 51.11 or 30.50 yuan of
    interest.
    """
    told = plan(2112, 1000, debt("小", 1000, 0), debt("贵", 2000, 12))
    assert told.budget.offer == 1000
    snowball, avalanche = told.strategies
    assert (snowball.order, avalanche.order) == (("小", "贵"), ("贵", "小"))
    # smallest first: 2,020.00; 2,040.20 - 1,000; 1,050.60 - 1,000; 51.11: interest 20.00 + 20.20 + 10.40 + 0.51
    assert (snowball.months, snowball.interest, snowball.total) == (4, Decimal("51.11"), Decimal("3051.11"))
    # dearest first: 2,020 - 1,000; 1,030.20 - 1,000; 30.50, then 969.50 of the other; 30.50 left: interest 20.00 +
    # 10.20 + 0.30
    assert (avalanche.months, avalanche.interest, avalanche.total) == (4, Decimal("30.50"), Decimal("3030.50"))


def test_interest_that_outruns_the_money() -> None:
    """Where the interest is more than the budget no end is told."""
    told = plan(2112, 1000, debt("甲", 90000, 24), debt("乙", 90000, 24))
    assert [strategy.months for strategy in told.strategies] == [None, None]


def test_no_strategy_for_one_debt() -> None:
    """One debt has no order; what goes first is no part of the strategies, nor is the money it takes."""
    assert plan(2112, 1000, debt("甲", 9000, 24)).strategies == ()
    told = plan(3112, 1000, debt("甲", 1000), debt("乙", 900), debt("房租", 500, necessity=True, monthly=Decimal(500)))
    assert told.budget.offer == 1900
    assert [set(strategy.order) for strategy in told.strategies] == [{"甲", "乙"}] * 2
    assert [strategy.months for strategy in told.strategies] == [2, 2]  # 1,400 a month for 1,900


# --- limitation


def limitation_from(told: Debt) -> dt.date | None:
    """The earliest day of the defence, wherever today lies."""
    found = limitation_of(told, dt.date.min)
    return found.earliest if found else None


@pytest.mark.parametrize(
    ("due", "event", "earliest"),
    [
        ("2023-05-12", None, "2026-05-13"),
        ("2023-05-10", "2024-06-01", "2027-06-02"),
        ("2023-05-12", "2022-01-01", "2026-05-13"),
        ("2023-05-12", "2023-05-12", "2026-05-13"),
        ("2023-12-31", None, "2027-01-01"),
        ("2025-02-28", None, "2028-02-29"),
    ],
)
def test_limitation(due: str, event: str | None, earliest: str) -> None:
    """Three years from the last instalment's day, or from the last payment, demand or promise after it; the day after
    that is the earliest.
    """
    told = debt(
        "网贷", 8000, last_due=dt.date.fromisoformat(due), last_event=dt.date.fromisoformat(event) if event else None
    )
    assert limitation_from(told) == dt.date.fromisoformat(earliest)


def test_limitation_from_a_leap_day() -> None:
    """From 29 February three years end on 28 February, where there is no other day: not raised on that day yet."""
    told = debt("网贷", 8000, last_due=dt.date(2024, 2, 29))
    found = limitation_from(told)
    assert found is not None
    assert found > dt.date(2027, 2, 28)


def test_limitation_that_ends_on_a_sunday() -> None:
    """The evidence's own case: interrupted on 2024-02-29, the period ends on Sunday 2027-02-28 and so on Monday
    2027-03-01.
    """
    assert limitation_from(
        debt("网贷", 8000, last_due=dt.date(2022, 1, 1), last_event=dt.date(2024, 2, 29))
    ) == dt.date(2027, 3, 2)


def test_limitation_that_cannot_be_counted() -> None:
    """Without the last instalment's day nothing is counted, whatever else is known."""
    assert limitation_from(debt("网贷", 8000, last_event=dt.date(2024, 2, 29))) is None


@settings(deadline=None, max_examples=60)
@given(due=st.dates(dt.date(2000, 1, 1), dt.date(2026, 1, 1)), later=st.integers(0, 2000))
def test_an_event_only_makes_it_later(due: dt.date, later: int) -> None:
    """A payment, demand or promise never brings the day nearer, and three whole years always lie in between."""
    without = limitation_from(debt("网贷", 8000, last_due=due))
    event = due + dt.timedelta(days=later)
    with_event = limitation_from(debt("网贷", 8000, last_due=due, last_event=event))
    assert without is not None
    assert with_event is not None
    assert with_event >= without
    assert (with_event - event).days >= 3 * 365


@pytest.mark.parametrize(
    ("due", "event", "counted_from", "because", "known", "passed"),
    [
        ("2023-05-12", None, "2023-05-12", "last_due", True, True),
        ("2023-05-12", "2022-01-01", "2023-05-12", "last_due", True, True),
        ("2023-05-10", "2024-06-03", "2024-06-03", "last_event", False, False),
        ("2023-11-20", None, "2023-11-20", "last_due", True, True),
        ("2023-11-21", None, "2023-11-21", "last_due", True, False),
        ("2027-01-05", None, "2027-01-05", "last_due", False, False),
    ],
)
def test_how_limitation_was_counted(
    due: str, event: str | None, counted_from: str, because: str, known: bool, passed: bool
) -> None:
    """The day it is counted from and why, whether the holidays were known, and whether the day has come."""
    told = debt(
        "网贷", 8000, last_due=dt.date.fromisoformat(due), last_event=dt.date.fromisoformat(event) if event else None
    )
    found = limitation_of(told, TODAY)
    assert found is not None
    assert (str(found.counted_from), found.because, found.holidays_known, found.passed) == (
        counted_from,
        because,
        known,
        passed,
    )


# --- absurd input

ABSURD = {
    "no debts": ((5000, 4000), {}, "--debt"),
    "a debt of nothing": ((5000, 4000, debt("甲", 0)), {}, "0 元"),
    "an enormous debt": ((5000, 4000, debt("甲", 100_000_001)), {}, "小数点"),
    "an enormous income": ((100_000_001, 4000, debt("甲", 10)), {}, "小数点"),
    "an enormous sum in hand": ((5000, 4000, debt("甲", 10)), {"lump": 100_000_001}, "小数点"),
    "an absurd rate": ((5000, 4000, debt("甲", 10, 1001)), {}, "1000%"),
    "a mortgage without a monthly sum": (
        (5000, 4000, debt("房贷", 260000, 3.9, secured=True)),
        {},
        "「房贷」有抵押，要写月供，例如 --debt 房贷:260000:3.9%::900,secured",
    ),
    "rent without a monthly sum": (
        (5000, 4000, debt("房租", 3000, necessity=True)),
        {},
        "「房租」是必需，要写月供，例如 --debt 房租:3000:::900,necessity",
    ),
    "a mortgage of nothing a month": (
        (5000, 4000, debt("房贷", 260000, secured=True, monthly=Decimal(0))),
        {},
        "要写月供",
    ),
    "an event ahead": (
        (5000, 4000, debt("网贷", 10, last_event=dt.date(2026, 11, 22))),
        {},
        "「网贷」.*2026-11-22，在 2026-11-21 之后",
    ),
    "one name twice": ((5000, 4000, debt("甲", 10), debt("甲", 20)), {}, "名称"),
}


@pytest.mark.parametrize(("given_", "more", "says"), ABSURD.values(), ids=ABSURD)
def test_absurd_input(given_: tuple[Any, ...], more: dict[str, Any], says: str) -> None:
    """What cannot be meant is refused in one sentence that says what to correct."""
    with pytest.raises(UsageError, match=says) as error:
        plan(*given_, **more)
    assert "\n" not in str(error.value)


def test_a_rate_of_a_case_below_one() -> None:
    """A case that says 0.24 for 24 % is asked, instead of planned with almost no interest."""
    with pytest.raises(UsageError, match=r"「甲」的年利率写百分数：24 就是 24%；写的是 0\.24"):
        DebtAnswers(name="甲", balance=Decimal(1), rate=Decimal("0.24")).to_debt()
    assert DebtAnswers(name="甲", balance=Decimal(1), rate=Decimal(0)).to_debt().rate == 0


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity"])
def test_amounts_that_are_none(amount: str) -> None:
    """A debt can hold no amount that is negative or no number."""
    for field in ("balance", "rate", "monthly"):
        with pytest.raises(ValueError, match="不是金额"):
            Debt(**{"name": "甲", "balance": Decimal(1), field: Decimal(amount)})

"""What a loan costs beside its rate: fees, what lies above a limit, and which rules it is held against on which day."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help import Case, Knowledge
from borrower_help.advice.money.caps import limits_for, lpr_on
from borrower_help.advice.money.views import CostView
from borrower_help.case.situation import situation_of
from borrower_help.errors import UsageError
from borrower_help.knowledge.records.base import Confidence, InstitutionKind
from borrower_help.knowledge.records.money import Cap, CapFile
from borrower_help.money.excess import excess_over
from borrower_help.money.loan import Fee, Loan
from borrower_help.money.rates import rates

from ...money.conftest import TODAY, annuity, dated_loan, loan

Priced = Callable[..., CostView]
DAY = dt.timedelta(days=1)

# --- sums and fees --------------------------------------------------------------------------------------------------


def test_sums(priced: Priced) -> None:
    """What arrived, what is paid in all and what the loan costs can be added up by hand."""
    fees = [
        Fee(name="担保费", amount=Decimal(60), monthly=True, taken_by="某某担保"),
        Fee(name="服务费", amount=Decimal(300)),
    ]
    cost = priced(loan(10000, (12, "905.33"), fees=fees, principal=Decimal(10500)))
    assert (cost.received, cost.kept_back) == (10000, 500)
    assert cost.total_paid == Decimal("905.33") * 12 + 60 * 12 + 300 == Decimal("11883.96")
    assert cost.total_cost == Decimal("1883.96")
    assert [(fee.name, fee.taken_by, fee.total) for fee in cost.fees] == [
        ("担保费", "某某担保", 720),
        ("服务费", "", 300),
    ]


def test_what_each_fee_adds(priced: Priced) -> None:
    """What a fee adds is the rate with it minus the rate without it, and every fee adds something."""
    guarantee, service = Fee(name="担保费", amount=Decimal(60), monthly=True), Fee(name="服务费", amount=Decimal(300))
    cost = priced(loan(10000, (12, "905.33"), fees=[guarantee, service]))
    without_guarantee = rates(loan(10000, (12, "905.33"), fees=[service])).nominal
    without_service = rates(loan(10000, (12, "905.33"), fees=[guarantee])).nominal
    assert [fee.adds for fee in cost.fees] == [
        cost.rates.nominal - without_guarantee,
        cost.rates.nominal - without_service,
    ]
    assert all(fee.adds > Decimal("0.02") for fee in cost.fees)


def test_two_fees_of_one_name(priced: Priced) -> None:
    """Two fees with the same name and amount are two fees."""
    fees = [Fee(name="服务费", amount=Decimal(100)), Fee(name="服务费", amount=Decimal(100))]
    cost = priced(loan(10000, (12, "905.33"), fees=fees))
    assert cost.total_paid == Decimal("11063.96")
    assert all(0 < fee.adds < cost.rates.nominal - rates(loan(10000, (12, "905.33"))).nominal for fee in cost.fees)


AMOUNTS = st.decimals(1, 5000, places=2)


@settings(deadline=None, max_examples=60)
@given(
    payment=st.decimals(850, 2000, places=2),
    once=AMOUNTS,
    monthly=st.decimals(0, 200, places=2),
    months=st.integers(12, 36),
)
def test_fees_add_up(priced: Priced, payment: Decimal, once: Decimal, monthly: Decimal, months: int) -> None:
    """Interest and fees together are the cost, whatever the amounts."""
    cost = priced(
        loan(10000, (months, payment), fees=[Fee(name="甲", amount=once), Fee(name="乙", amount=monthly, monthly=True)])
    )
    assert sum(fee.total for fee in cost.fees) == once + monthly * months
    assert cost.total_cost == cost.total_paid - 10000 == payment * months + once + monthly * months - 10000


# --- what lies above a limit ------------------------------------------------------------------------------------------


def test_an_excess_followed_by_hand() -> None:
    """1,000 at 24 %, 2 % a month: 1,020 - 600 = 420, then 428.40 - 600: 171.60 too much."""
    assert excess_over(loan(1000, (2, 600)), Decimal("0.24")) == Decimal("171.60")


def test_an_excess_with_fees_and_a_gap() -> None:
    """900 arrive after a fee of 100; at 1 % a month less a fee of 10 they are 899, then 907.99 against 1,210: 302.01
    too much.
    """
    fees = [Fee(name="甲", amount=Decimal(100)), Fee(name="乙", amount=Decimal(10), monthly=True)]
    told = loan(1000, (1, 0), (1, 1200), fees=fees)
    assert excess_over(told, Decimal("0.12")) == Decimal("302.01")


def test_an_excess_after_a_quarter() -> None:
    """Three months without a payment are three months of interest: 1,000 at 2 % is 1,061.21, so 138.79 of 1,200 is too
    much.
    """
    assert excess_over(
        dated_loan(1000, dt.date(2026, 1, 15), (dt.date(2026, 4, 15), 1200)), Decimal("0.24")
    ) == Decimal("138.79")


def test_what_is_paid_after_everything_is_repaid() -> None:
    """Once the debt is run down to nothing, every further payment is too much: 520, 30.40, then 31.01 - 500, and 500
    twice.
    """
    assert excess_over(loan(1000, (5, 500)), Decimal("0.24")) == Decimal("1468.99")


def test_no_excess_at_the_limit() -> None:
    """A loan exactly at 24 % has no excess beyond the rounding of its payments."""
    payment = annuity(10000, Decimal("0.02"), 12)
    assert excess_over(loan(10000, (12, payment)), Decimal("0.24")) == 0
    assert excess_over(loan(10000, (12, payment.quantize(Decimal("0.01")) + 1)), Decimal("0.24")) > 0


@settings(deadline=None, max_examples=100)
@given(payments=st.lists(st.decimals(0, 3000, places=2), min_size=1, max_size=24), limit=st.decimals(0, 1, places=3))
def test_the_excess_month_by_month(payments: list[Decimal], limit: Decimal) -> None:
    """Run down month by month with a second program of a few lines, the excess is the same to the fen."""
    owed, too_much = Decimal(10000), Decimal(0)
    for payment in payments:
        owed += owed * limit / 12
        set_against = min(owed, payment)
        owed -= set_against
        too_much += payment - set_against
    assert abs(excess_over(loan(10000, *((1, payment) for payment in payments)), limit) - too_much) <= Decimal("0.01")


# --- which rules apply

PERCENT_LIMITS = {
    "bank": "0.24",
    "consumer_finance": "0.24",
    "micro_loan": "0.24",
    "unlicensed": None,
}
"""Section 2.1 of the evidence: 24 % for licensed lenders and micro-loan companies, four times the LPR for everybody
else.
"""

DEAR = loan(10000, (12, 1000), fees=[Fee(name="担保费", amount=Decimal(60), monthly=True)], principal=Decimal(10500))


def limits(cost: CostView, measure: str, knowledge: Knowledge) -> set[Decimal | None]:
    """The limits of a kind that the loan was held against."""
    measures = {cap.id: cap.measure for cap in knowledge.caps}
    return {cap.limit for cap in cost.caps if measures[cap.id] == measure}


@pytest.mark.parametrize(("kind", "limit"), PERCENT_LIMITS.items())
def test_24_per_cent_for_whom(priced: Priced, knowledge: Knowledge, kind: str, limit: str | None) -> None:
    """The 24 % that a court may be asked to apply is shown for banks, consumer-finance and micro-loan companies
    only.
    """
    assert limits(priced(DEAR, kind), "percent", knowledge) == ({Decimal(limit)} if limit else set())


@pytest.mark.parametrize("kind", ["bank", "consumer_finance", "micro_loan"])
@pytest.mark.parametrize("signed", [dt.date(2020, 8, 20), dt.date(2024, 5, 1), dt.date(2026, 3, 1)])
def test_four_times_the_lpr_never_for_licensed_lenders(
    priced: Priced, knowledge: Knowledge, kind: str, signed: dt.date
) -> None:
    """Four times the LPR binds private lending; a licensed lender is never held against it as a limit."""
    assert limits(priced(DEAR, kind, signed), "lpr_times", knowledge) == set()


@pytest.mark.parametrize(
    ("signed", "limit"),
    [
        (dt.date(2020, 8, 19), set()),
        (dt.date(2020, 8, 20), {Decimal("0.154")}),
        (dt.date(2021, 12, 19), {Decimal("0.154")}),
        (dt.date(2021, 12, 20), {Decimal("0.152")}),
        (dt.date(2024, 10, 20), {Decimal("0.134")}),
        (dt.date(2024, 10, 21), {Decimal("0.124")}),
        (dt.date(2025, 5, 20), {Decimal("0.12")}),
        (dt.date(2026, 10, 19), {Decimal("0.12")}),
        (dt.date(2026, 10, 20), {None}),
        (dt.date(2026, 11, 21), {None}),
    ],
    ids=str,
)
def test_four_times_the_lpr_of_the_contract_day(
    priced: Priced, knowledge: Knowledge, signed: dt.date, limit: set[Decimal | None]
) -> None:
    """For private lending the limit is four times the LPR of the very day of the contract, and unknown beyond the last
    day known.
    """
    cost = priced(DEAR, "unlicensed", signed)
    assert limits(cost, "lpr_times", knowledge) == limit
    if limit == {None}:
        assert {cap.status for cap in cost.caps if cap.id.startswith("cap-lpr")} == {"unknown"}


def test_a_given_lpr(priced: Priced, knowledge: Knowledge) -> None:
    """Beyond the last day known the borrower's own figure is used."""
    assert limits(priced(DEAR, "unlicensed", dt.date(2026, 11, 1), lpr="2.9"), "lpr_times", knowledge) == {
        Decimal("0.116")
    }


DATED = {
    "disclosure form": ("cap-disclosure", "consumer_finance", dt.date(2026, 8, 1), None),
    "facilitation": ("cap-facilitation", "bank", dt.date(2025, 10, 1), None),
    "facilitation, brand": ("cap-facilitation", "loan_facilitator", dt.date(2025, 10, 1), None),
    "micro-loan guideline": ("cap-microloan-guideline", "micro_loan", dt.date(2025, 12, 19), None),
    "before the new private-lending limit": ("cap-lpr-before", "unlicensed", None, dt.date(2020, 8, 19)),
}


@pytest.mark.parametrize(("prefix", "kind", "first", "last"), DATED.values(), ids=DATED)
def test_rules_for_contracts_of_their_time(
    priced: Priced, prefix: str, kind: str, first: dt.date | None, last: dt.date | None
) -> None:
    """A rule for new contracts is shown for a contract of its first day and not for one of the day before."""

    def shown(signed: dt.date | None) -> bool:
        return any(cap.id.startswith(prefix) for cap in priced(DEAR, kind, signed).caps)

    if first:
        assert (shown(first - DAY), shown(first), shown(None)) == (False, True, False)
    if last:
        assert (shown(last), shown(last + DAY), shown(None)) == (True, False, False)


@pytest.mark.parametrize("kind", [kind.value for kind in InstitutionKind])
def test_interest_taken_in_advance(priced: Priced, kind: str) -> None:
    """Where less arrived than the contract says, every kind of lender is held against article 670; else none is."""
    kept, whole = (
        [cap.id for cap in priced(told, kind, TODAY).caps if "civil-code:670" in cap.sources]
        for told in (DEAR, loan(10000, (12, 1000)))
    )
    assert len(kept) == 1
    assert whole == []


def test_20_per_cent_is_no_limit(priced: Priced, knowledge: Knowledge) -> None:
    """The 20 % of consumer-finance companies is told as a report of low confidence, without a number to be over."""
    cost = priced(loan(10000, (12, "930")), "consumer_finance", dt.date(2026, 3, 1))
    assert Decimal("0.2") not in limits(cost, "percent", knowledge)
    (told,) = (cap for cap in cost.caps if "20%" in cap.name)
    assert (told.status, told.limit, told.excess, told.confidence) == ("applies", None, None, Confidence.LOW)


def test_no_contract_date(priced: Priced) -> None:
    """Without the day of the contract, rules that depend on it are left out instead of guessed."""
    assert [cap.id for cap in priced(DEAR, "unlicensed").caps if cap.id.startswith("cap-lpr")] == []


def test_every_rule_says_what_to_say(priced: Priced) -> None:
    """Each rule carries its sources, a confidence and words to invoke it; what applies by date says which date."""
    for kind in InstitutionKind:
        for cap in priced(DEAR, kind.value, dt.date(2026, 8, 1)).caps:
            assert cap.sources
            assert cap.say
            assert cap.text
        dated = [cap for cap in priced(DEAR, kind.value, dt.date(2026, 8, 1)).caps if "contract" in cap.id]
        assert all("2026-08-01" in " ".join(cap.because) for cap in dated)


# --- over, within, unknown


def with_caps(knowledge: Knowledge, *caps: Cap) -> Knowledge:
    """The knowledge with these caps instead of its own."""
    return dataclasses.replace(
        knowledge, files={**knowledge.files, "money/caps.yaml": CapFile(checked=TODAY, caps=caps)}
    )


def cap(**more: Any) -> Cap:
    """A rule of 24 % for everybody, changed as told."""
    given = {"id": "cap", "name": "线", "measure": "percent", "limit": Decimal(24), "text": "字", "say": "话"} | more
    return Cap(sources=("civil-code:680",), confidence=Confidence.HIGH, checked=TODAY, **given)


@pytest.mark.parametrize(
    ("payment", "status"),
    [("945.59", "within"), ("945.60", "within"), ("946.00", "over"), ("1000", "over"), ("850", "within")],
    ids=["just below", "at the limit", "just above", "far above", "far below"],
)
def test_over_or_within(priced: Priced, knowledge: Knowledge, payment: str, status: str) -> None:
    """A rate of 24.00 % is within 24 %, one that shows as more is over it; the excess is told only where there is
    one.
    """
    (held,) = priced(loan(10000, (12, payment)), rules=with_caps(knowledge, cap())).caps
    assert held.status == status
    assert (held.excess is not None) == (status == "over")
    if status == "over":
        assert held.excess == excess_over(loan(10000, (12, payment)), Decimal("0.24")) > 0


def test_a_line_that_gives_no_claim(priced: Priced, knowledge: Knowledge) -> None:
    """A line that binds new business only is told as passed, without an amount the borrower could ask for."""
    (held,) = priced(loan(10000, (12, "1000")), rules=with_caps(knowledge, cap(claimable=False))).caps
    assert (held.status, held.excess) == ("over", None)


def test_within_by_one_rate_and_over_by_the_other(priced: Priced, knowledge: Knowledge) -> None:
    """A loan of 23.46 % nominal and 26.16 % effective is within 24 % by one rate and over it by the other, and both are
    said.
    """
    (held,) = priced(loan(10000, (12, "943")), rules=with_caps(knowledge, cap())).caps
    assert (held.status, held.compound_over) == ("within", True)
    (low,) = priced(loan(10000, (12, "905.33")), rules=with_caps(knowledge, cap())).caps
    assert (low.status, low.compound_over) == ("within", False)


@pytest.mark.parametrize(("product", "shown"), [(None, True), ("card", True), ("loan", False)])
def test_rules_for_credit_cards(priced: Priced, knowledge: Knowledge, product: str | None, shown: bool) -> None:
    """A rule for credit cards is left out where the borrower says that it is a loan, and kept where they do not say."""
    told = msgspec.structs.replace(loan(10000, (12, "1000")), product=product)
    assert bool(priced(told, rules=with_caps(knowledge, cap(product="card"))).caps) == shown


def test_the_force_of_each_rule(priced: Priced) -> None:
    """Each rule says how strong it is: the 24 % rest on a judicial document, four times the LPR on an interpretation,
    article 670 on law.
    """
    forces = {
        cap.id: cap.force
        for kind in ("bank", "unlicensed", "consumer_finance")
        for cap in priced(DEAR, kind, dt.date(2026, 8, 1)).caps
    }
    assert forces["cap-court-24"] == "司法解释或司法文件"
    assert forces["cap-lpr-4"] == "司法解释或司法文件"
    assert forces["cap-interest-in-advance-unlicensed"] == "法律法规"
    assert forces["cap-consumer-finance-20"] == "报道或提示"


def test_lines_for_what_is_overdue(knowledge: Knowledge) -> None:
    """Overdue charges are held against the same lines as the loan: 24 % for a bank, four times the LPR for a private
    lender.
    """
    day = dt.date(2026, 7, 1)
    found = {}
    for kind in ("bank", "unlicensed", "micro_loan"):
        situation = situation_of(Case(kind=InstitutionKind(kind)), knowledge, TODAY)
        found[kind] = [entry.limit for entry in limits_for(situation, knowledge, day, None)]
    assert found == {"bank": [Decimal("0.24")], "unlicensed": [Decimal("0.12")], "micro_loan": [Decimal("0.24")]}


def test_a_loan_of_the_future(priced: Priced) -> None:
    """A loan whose money comes after today has a wrong year."""
    with pytest.raises(UsageError, match=r"2027-01-01.*年份"):
        priced(loan(1000, (2, 600), start=dt.date(2027, 1, 1)))


def test_it_is_the_nominal_rate_that_is_compared(priced: Priced, knowledge: Knowledge) -> None:
    """A loan of 23 % nominal and 25.6 % effective is within 24 %: the convention of courts is the nominal one."""
    payment = annuity(10000, Decimal("0.23") / 12, 12)
    cost = priced(loan(10000, (12, payment)), rules=with_caps(knowledge, cap()))
    assert cost.rates.effective > Decimal("0.255")
    assert cost.caps[0].status == "within"


@pytest.mark.parametrize(
    ("needs", "told", "shown"),
    [
        ("fees", loan(1000, (2, 600)), False),
        ("fees", loan(1000, (2, 600), fees=[Fee(name="费", amount=Decimal(1))]), True),
        ("kept_back", loan(1000, (2, 600)), False),
        ("kept_back", loan(1000, (2, 600), principal=Decimal(1000)), False),
        ("kept_back", loan(1000, (2, 600), principal=Decimal(1001)), True),
        ("", loan(1000, (2, 600)), True),
    ],
)
def test_what_a_rule_needs(priced: Priced, knowledge: Knowledge, needs: str, told: Loan, *, shown: bool) -> None:
    """A rule about fees, or about money kept back, is shown only where there is any."""
    assert bool(priced(told, rules=with_caps(knowledge, cap(needs=needs))).caps) == shown


# --- the LPR

PUBLISHED = [
    "2019-08-20",
    "4.25",
    "2019-09-20",
    "4.20",
    "2019-11-20",
    "4.15",
    "2020-02-20",
    "4.05",
    "2020-04-20",
    "3.85",
    "2021-12-20",
    "3.80",
    "2022-01-20",
    "3.70",
    "2022-08-22",
    "3.65",
    "2023-06-20",
    "3.55",
    "2023-08-21",
    "3.45",
    "2024-07-22",
    "3.35",
    "2024-10-21",
    "3.10",
    "2025-05-20",
    "3.00",
]
CHANGES = list(zip(map(dt.date.fromisoformat, PUBLISHED[::2]), map(Decimal, PUBLISHED[1::2]), strict=True))
"""The days on which the one-year LPR changed, from the table of the evidence."""


def known(day: dt.date, knowledge: Knowledge) -> Decimal | None:
    """The LPR of a day in per cent, where the knowledge has it."""
    found = lpr_on(day, knowledge)
    return found.percent if found else None


@pytest.mark.parametrize("number", range(1, len(CHANGES)), ids=[str(day) for day, _ in CHANGES[1:]])
def test_the_lpr_at_every_change(knowledge: Knowledge, number: int) -> None:
    """On the day of its publication the new rate holds, on the day before the old one."""
    (_, old), (day, new) = CHANGES[number - 1 : number + 1]
    assert (known(day - DAY, knowledge), known(day, knowledge)) == (old, new)
    found = lpr_on(day, knowledge)
    assert found is not None
    assert found.published == day


def test_the_lpr_where_it_is_not_known(knowledge: Knowledge) -> None:
    """Before the first day, after the last day read, and without a day the LPR is unknown; the last value is never
    taken for today's.
    """
    first = CHANGES[0][0]
    assert (known(first - DAY, knowledge), known(first, knowledge)) == (None, Decimal("4.25"))
    assert (known(dt.date(2026, 10, 19), knowledge), known(dt.date(2026, 10, 20), knowledge)) == (Decimal("3.00"), None)
    assert lpr_on(TODAY, knowledge) is None
    assert lpr_on(None, knowledge) is None


@pytest.mark.parametrize("published", [dt.date(2026, 8, 20), dt.date(2026, 9, 20)], ids=str)
def test_the_lpr_of_late_summer_2026(knowledge: Knowledge, published: dt.date) -> None:
    """The rates of August and September are there, each on its own day: 2026-09-20 was a Sunday that people worked."""
    found = lpr_on(published, knowledge)
    assert found is not None
    assert (found.published, found.percent) == (published, Decimal("3.00"))


def test_a_given_lpr_never_beats_the_published_one(priced: Priced) -> None:
    """Where the LPR of the contract's day is known, another one is refused with both figures and the day of
    publication.
    """
    with pytest.raises(UsageError, match=r"3\.45%（2024-05-20 公布）.*4\.9%"):
        priced(DEAR, "unlicensed", dt.date(2024, 6, 1), lpr="4.9")
    same = priced(DEAR, "unlicensed", dt.date(2024, 6, 1), lpr="3.45")
    (line,) = (entry for entry in same.caps if entry.lpr is not None)
    assert (line.limit, line.lpr.published if line.lpr else None) == (Decimal("0.138"), dt.date(2024, 5, 20))


def test_a_given_lpr_is_said_to_be_given(priced: Priced) -> None:
    """Beyond the last day known the borrower's own LPR is taken, without a day of publication."""
    (line,) = (
        entry for entry in priced(DEAR, "unlicensed", dt.date(2026, 11, 1), lpr="3").caps if entry.lpr is not None
    )
    assert line.lpr is not None
    assert (line.limit, line.lpr.percent, line.lpr.published) == (Decimal("0.12"), 3, None)


def test_the_lpr_table_is_in_order(knowledge: Knowledge) -> None:
    """The table runs forward, month by month, and ends before the last day for which it speaks."""
    days = [rate.date for rate in knowledge.lpr.rates]
    assert days == sorted(set(days))
    assert {(day.year, day.month) for day in days} == {
        (2019 + month // 12, month % 12 + 1) for month in range(7, 12 * 7 + 9)
    }
    assert days[-1] <= knowledge.lpr.known_until
    assert [msgspec.to_builtins(rate) for rate in knowledge.lpr.rates if not 2 < rate.percent < 5] == []

"""What about my credit record: which answers a case gets, and what stands first where there is little room."""

from __future__ import annotations

import datetime as dt

import pytest

from borrower_help import Advice, Case, Knowledge, advise
from borrower_help.advice.credit import foremost
from borrower_help.case.model import ReceivedPaper
from borrower_help.knowledge.records.base import InstitutionKind

DAY = dt.date(2026, 11, 30)


def advice_on(knowledge: Knowledge, **told: object) -> Advice:
    """The advice on a consumer-finance loan 40 days overdue, with more answers."""
    return advise(Case(**{"kind": InstitutionKind.CONSUMER_FINANCE, "days_overdue": 40, **told}), knowledge, DAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ({}, "credit-five-years"),
        ({"papers": (ReceivedPaper(kind="credit_notice"),)}, "credit-notice-paper"),
        ({"days_overdue": 0}, "credit-not-overdue"),
        ({"kind": InstitutionKind.UNLICENSED}, "credit-unlicensed"),
        ({"kind": InstitutionKind.UNKNOWN}, "credit-real-lender"),
        ({"papers": (ReceivedPaper(kind="assignment_notice"),)}, "credit-sold"),
        ({"happened": ("collect_no_debt",)}, "credit-not-mine"),
    ],
    ids=["nothing special", "notice", "not overdue", "unlicensed", "unknown lender", "sold", "not owed"],
)
def test_what_the_case_is_about_stands_first(knowledge: Knowledge, told: dict[str, object], first: str) -> None:
    """On a short screen the answer to this case comes before what holds for everyone."""
    assert foremost(advice_on(knowledge, **told).credit)[0].id == first


def test_whoever_asks_about_the_record_gets_more(knowledge: Knowledge) -> None:
    """The goal ``credit`` and the notice of reporting make the section longer; another goal leaves the codes out."""
    asked, other = (advice_on(knowledge, goals=(goal,)).credit for goal in ("credit", "plan"))
    assert (asked.asked, other.asked) == (True, False)
    assert len(foremost(asked)) > len(foremost(other)) == 1
    assert asked.marks
    assert asked.accounts
    assert asked.layouts
    assert not other.marks


def test_the_clocks_of_the_record_stand_with_it(knowledge: Knowledge) -> None:
    """Each clock is shown once: those of the record with the record, and the next step still follows the day after."""
    advice = advice_on(knowledge, goals=("credit",))
    own = {clock.id for clock in advice.credit.clocks}
    assert own == {"clock-credit-objection-20", "clock-credit-complaint-10", "clock-credit-complaint-30"}
    assert not own & {clock.id for clock in advice.complaint.clocks}
    objection = next(clock for clock in advice.credit.clocks if clock.id == "clock-credit-objection-20")
    route = next(route for route in advice.complaint.routes if route.id == "route-credit")
    assert objection.date is not None
    assert objection.date + dt.timedelta(days=1) in [step.date for step in route.steps]


def test_no_mark_of_a_month_without_payment_is_called_late(knowledge: Knowledge) -> None:
    """``*``, ``#`` and ``/`` are not late, and M is never read as 1."""
    late = {mark.sign: mark.late for mark in advice_on(knowledge).credit.marks}
    assert {sign: late[sign] for sign in "*#/NC"} == dict.fromkeys("*#/NC", "not_late")
    assert {late[sign] for sign in "1234567B"} == {"late"}
    assert late["M"] == late["G"] == "see"

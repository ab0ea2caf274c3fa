"""The resolver of time limits: the examples of the evidence, whose day leads, and what is never promised."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help import Knowledge, load_knowledge
from borrower_help.advice.clocks import resolve
from borrower_help.values.dates import months_after, next_working_day

D = dt.date
KNOWLEDGE = load_knowledge()
OWN = [clock for clock in KNOWLEDGE.clocks.values() if clock.own]
OTHERS = [clock for clock in KNOWLEDGE.clocks.values() if not clock.own]
often = settings(deadline=None, max_examples=150, database=None)


@pytest.mark.parametrize(
    ("name", "start", "safe", "rolled"),
    [
        ("clock-payment-order-objection", "2026-11-05", "2026-11-20", "2026-11-20"),
        ("clock-payment-order-objection", "2026-11-06", "2026-11-21", "2026-11-23"),
        ("clock-set-aside-award-3-months", "2026-11-30", "2027-02-28", "2027-03-01"),
        ("clock-retrial-6-months", "2026-08-31", "2027-02-28", "2027-03-01"),
        ("clock-limitation-3-years", "2024-02-29", "2027-02-28", "2027-03-01"),
        ("clock-credit-record-5-years", "2026-03-15", "2031-03-15", "2031-03-15"),
    ],
)
def test_the_examples_of_the_evidence(name: str, start: str, safe: str, rolled: str, knowledge: Knowledge) -> None:
    """The six dates worked out by hand: the day without extension, and the working day it runs on to."""
    clock = resolve(knowledge.clocks[name], D.fromisoformat(start), knowledge.published)
    assert clock.date == D.fromisoformat(safe)
    assert (next_working_day(clock.date) if knowledge.clocks[name].runs_on else clock.date) == D.fromisoformat(rolled)


def test_one_s_own_clock_leads_with_the_earlier_day(knowledge: Knowledge) -> None:
    """In a year whose swaps nobody knows one's own limit leads with the safe day, and says it is not verified."""
    clock = resolve(knowledge.clocks["clock-answer"], D(2026, 12, 17), knowledge.published)
    assert (clock.lead, clock.not_before, clock.holidays_known) == (D(2027, 1, 1), D(2027, 1, 4), False)


def test_another_s_clock_leads_with_the_later_day(knowledge: Knowledge) -> None:
    """The other side's limit is not called over before it surely is: on the day it runs on to, known year or not."""
    known = resolve(knowledge.clocks["clock-preservation-suit-30"], D(2026, 9, 5), knowledge.published)
    assert (known.date, known.lead) == (D(2026, 10, 5), D(2026, 10, 8))
    unknown = resolve(knowledge.clocks["clock-preservation-suit-30"], D(2026, 12, 2), knowledge.published)
    assert (unknown.date, unknown.lead) == (D(2027, 1, 1), D(2027, 1, 4))
    weekend = resolve(knowledge.clocks["clock-limitation-3-years"], D(2024, 2, 29), knowledge.published)
    assert (weekend.lead, weekend.holidays_known) == (D(2027, 3, 1), False)


def test_nothing_runs_on_where_the_rule_is_silent(knowledge: Knowledge) -> None:
    """Twenty days of a credit objection that end on a Sunday are not extended: the regulation does not say so."""
    clock = resolve(knowledge.clocks["clock-credit-objection-20"], D(2026, 11, 30), knowledge.published)
    assert (clock.date, clock.legal, clock.lead) == (D(2026, 12, 20), None, D(2026, 12, 20))


def test_working_days_of_a_known_year(knowledge: Knowledge) -> None:
    """Three working days to delete a name from the list skip the weekend."""
    assert resolve(knowledge.clocks["clock-dishonest-delete-3"], D(2026, 11, 19), knowledge.published).lead == D(
        2026, 11, 24
    )


@often
@given(st.sampled_from(OWN), st.dates(D(2020, 1, 1), D(2090, 1, 1)))
def test_no_own_day_is_later_than_the_law_s(clock, start: dt.date) -> None:
    """Whatever the clock and the year, the day one is told to act on is never after the last day."""
    view = resolve(clock, start, KNOWLEDGE.published)
    assert view.lead is not None
    assert start < view.lead <= (view.legal or view.not_before or view.lead)
    assert view.lead == view.date


@often
@given(st.sampled_from(OTHERS), st.dates(D(2020, 1, 1), D(2090, 1, 1)))
def test_no_other_day_is_earlier_than_the_law_s(clock, start: dt.date) -> None:
    """Nobody else's limit is called over before its last day, as far as that is known."""
    view = resolve(clock, start, KNOWLEDGE.published)
    assert view.lead is not None
    assert view.lead >= max(day for day in (view.date, view.legal, view.not_before) if day)


@often
@given(
    st.sampled_from([clock for clock in KNOWLEDGE.clocks.values() if clock.unit == "months"]),
    st.dates(D(2020, 1, 1), D(2090, 1, 1)),
)
def test_months_end_on_the_corresponding_day(clock, start: dt.date) -> None:
    """A limit of months ends on the corresponding day or the last of the month, never in the month after."""
    view = resolve(clock, start, KNOWLEDGE.published)
    assert view.date == months_after(start, clock.length)


def test_every_clock_says_all_that_belongs_to_it(knowledge: Knowledge) -> None:
    """Each has its event, for whom it runs, what missing it costs, and rests on a rule that was read."""
    for clock in knowledge.clocks.values():
        assert clock.confidence != "low"
        assert any(source.partition(":")[2] for source in clock.sources), clock.id
        assert clock.event.endswith(("那天", "日期", "书面申请的那天")) or "那天" in clock.event or "日" in clock.event
        if clock.last_day == "court":
            assert {
                "civil-procedure-law:85",
                "administrative-reconsideration-law:88",
                "administrative-reconsideration-law:20",
                "administrative-reconsideration-law:62",
            } & set(clock.sources), clock.id
        if clock.last_day == "civil":
            assert "civil-code:203" in clock.sources, clock.id

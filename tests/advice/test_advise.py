"""The advice as a whole: for any case that can be told it is given, is the same every time, and keeps its promises."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help import Advice, Case, Knowledge, advise
from borrower_help.advice.rules import counts
from borrower_help.case.model import Happening, ReceivedPaper
from borrower_help.case.money import DebtAnswers
from borrower_help.errors import UsageError
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Nature
from borrower_help.render.report import report_lines
from borrower_help.render.sections.page import Page

often = settings(deadline=None, max_examples=120, database=None)
TODAY = dt.date(2026, 11, 21)
dates = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
amounts = st.decimals(0, 100_000_000, places=2)


@pytest.fixture(name="cases", scope="session")
def every_case(knowledge: Knowledge) -> st.SearchStrategy[Case]:
    """Any case that names only what the knowledge has."""
    lenders = [name for lender in knowledge.lenders.values() for name in (lender.id, lender.name, *lender.aliases)]
    behaviours = st.sampled_from(sorted(knowledge.behaviours))
    happened = behaviours | st.builds(Happening, id=behaviours, on=st.none() | dates)
    papers = st.builds(ReceivedPaper, kind=st.sampled_from(sorted(knowledge.paper_kinds)), received=st.none() | dates)

    rates = st.none() | st.decimals(1, 360, places=2)
    balances = st.decimals("0.01", 100_000_000, places=2)
    debts = st.builds(
        DebtAnswers,
        name=st.sampled_from(["甲", "乙", "信用卡"]),
        balance=balances,
        rate=rates,
        monthly=st.none() | amounts,
        sued=st.booleans(),
        last_due=st.none() | dates,
    )
    told_days = st.one_of(
        st.just({}),
        st.builds(dict, days_overdue=st.integers(0, 36500)),
        st.builds(dict, due=dates),
    )

    def some(ids: object, most: int) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from(sorted(ids)), max_size=most, unique=True).map(tuple)

    return st.builds(
        lambda days, **answers: Case(**days, **answers),
        told_days,
        safety=some(knowledge.dangers, 2),
        lender=st.none()
        | st.sampled_from(lenders)
        | st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20),
        kind=st.none() | st.sampled_from(InstitutionKind),
        reachable=st.none() | st.booleans(),
        happened=st.lists(happened, max_size=4).map(tuple),
        papers=st.lists(papers, max_size=3).map(tuple),
        hardship=some(knowledge.hardships, 2),
        goals=some(knowledge.goals, 3),
        complained=st.none() | dates,
        outstanding=st.none() | amounts,
        income=st.none() | amounts,
        essentials=st.none() | amounts,
        debts=st.lists(debts, max_size=3, unique_by=lambda debt: debt.name).map(tuple),
    )


@pytest.fixture(name="answered", scope="session")
def answer_twice(knowledge: Knowledge) -> Callable[[Case, dt.date], Advice]:
    """The advice for a case and its reports; it fails when the same answers give another advice the second time."""

    def answered(case: Case, as_of: dt.date) -> Advice:
        advice = advise(case, knowledge, as_of)
        assert advice == advise(case, knowledge, as_of)
        for full in (False, True):
            assert report_lines(Page(advice, knowledge, full=full))
        return advice

    return answered


@often
@given(st.data(), dates)
def test_every_case_is_answered_and_the_answer_is_always_the_same(
    cases: st.SearchStrategy[Case], answered: Callable[[Case, dt.date], Advice], data: st.DataObject, as_of: dt.date
) -> None:
    """No answer to the questions makes the advice fail, and the same answers on the same day give the same advice."""
    case = data.draw(cases)
    keeps_its_promises(answered(case, as_of), case, as_of)


def keeps_its_promises(advice: Advice, case: Case, as_of: dt.date) -> None:
    """What holds for every advice, whatever was answered."""
    assert advice.situation.headline.endswith("。")
    assert 1 <= len(advice.first) <= 3
    assert all(action.date >= as_of for action in advice.first)
    assert [finding.id for finding in advice.conduct.findings] == [happening.id for happening in case.happenings]
    assert [paper.id for paper in advice.papers.received] == [paper.kind for paper in case.papers]
    assert bool(advice.conduct.common) is not bool(case.happened)
    assert advice.complaint.routes
    assert all(route.steps for route in advice.complaint.routes)
    assert advice.unknowns
    assert sum(stage.current for stage in advice.outlook.stages) == bool(advice.situation.days_overdue)
    for finding in (*advice.conduct.findings, *advice.conduct.common):
        counting = [rule for rule in finding.rules if rule.role == "basis" and counts(rule)]
        assert ("违法，看情节" in finding.label) is (finding.nature is Nature.UNLAWFUL)
        assert (finding.outcome == "no_rule") is ("这不等于对方做得对" in finding.label)
        assert counting or finding.outcome in ("no_rule", "depends")
        if finding.nature is Nature.UNLAWFUL:
            assert any(rule.force_name in ("法律法规", "司法解释或司法文件") for rule in counting)


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"happened": ("no_such",)}, "不认识的催收行为「no_such」"),
        ({"papers": (ReceivedPaper(kind="no-such"),)}, "不认识的文书「no-such」"),
        ({"hardship": ("no_such",)}, "不认识的困难「no_such」"),
        ({"goals": ("no_such",)}, "不认识的目标「no_such」"),
        ({"safety": ("no_such",)}, "不认识的危险「no_such」"),
        ({"essentials": Decimal(100_000_001)}, "每月必需开支"),
        ({"lender": "海尔\n极融"}, "lender"),
        ({"lender": ""}, "lender"),
        ({"due": dt.date(2026, 11, 1)}, "只写一个"),
        ({"complained": dt.date(9999, 12, 25)}, "9999-12-25"),
        ({"papers": (ReceivedPaper(kind="summons", received=dt.date(9999, 12, 25)),)}, "9999-12-25"),
        ({"happened": (Happening(id="insult", on=dt.date(1, 1, 1)),)}, "0001-01-01"),
    ],
)
def test_a_case_that_cannot_be_meant_is_refused(answers: dict[str, object], wrong: str, knowledge: Knowledge) -> None:
    """A mistyped id, an impossible amount or a year typed wrong is named, and no advice is given on it."""
    with pytest.raises(UsageError) as caught:
        advise(Case(**{"lender": "haier", "days_overdue": 5} | answers), knowledge, TODAY)
    assert wrong in str(caught.value)


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-1"])
def test_what_is_no_amount_never_becomes_a_case(amount: str) -> None:
    """A case holds only real amounts, so that nothing is ever computed from what is none."""
    with pytest.raises(ValueError, match="不是金额"):
        Case(income=Decimal(amount))


def test_all_wrong_ids_are_named_at_once(knowledge: Knowledge) -> None:
    """Two mistakes are two sentences, not two attempts."""
    with pytest.raises(UsageError) as caught:
        advise(Case(happened=("no_such",), goals=("nor_this",)), knowledge, TODAY)
    assert "no_such" in str(caught.value)
    assert "nor_this" in str(caught.value)


def test_a_debt_that_cannot_be_paid_off_is_still_answered(knowledge: Knowledge) -> None:
    """Whoever owes an unlicensed lender at 120 % a year gets a report like everybody else."""
    debts = (
        DebtAnswers(name="甲", balance=Decimal(100_000), rate=Decimal(120)),
        DebtAnswers(name="乙", balance=Decimal(20_000), rate=Decimal(20)),
    )
    assert advise(
        Case(kind=InstitutionKind.UNLICENSED, income=Decimal(5000), essentials=Decimal(3000), debts=debts),
        knowledge,
        TODAY,
    )


@pytest.mark.parametrize("days", [None, 0, 1, 3, 4, 30, 31, 90, 91, 180, 181, 2000, 36500])
@pytest.mark.parametrize("lender", ["haier", "jirong", "jinshang", None])
def test_three_things_to_do_whatever_the_day(lender: str | None, days: int | None, knowledge: Knowledge) -> None:
    """Whoever asks gets exactly three things to do, on different topics, none of them in the past."""
    actions = advise(Case(lender=lender, days_overdue=days), knowledge, TODAY).first
    topics = {action.id: action.topic for action in knowledge.actions}
    assert len(actions) == 3
    assert len({topics[action.id] for action in actions}) == 3
    assert [action.date for action in actions] == sorted(action.date for action in actions)


def test_a_due_date_and_a_count_of_days_mean_the_same(knowledge: Knowledge) -> None:
    """Told by date or by number, the situation, the stages and their dates are the same."""
    by_date = advise(Case(lender="haier", due=dt.date(2026, 11, 1)), knowledge, TODAY)
    by_count = advise(Case(lender="haier", days_overdue=20), knowledge, TODAY)
    assert by_date.situation.days_overdue == 20
    assert by_count.situation.due == dt.date(2026, 11, 1)
    assert by_date.outlook == by_count.outlook
    assert by_date.first == by_count.first


@pytest.mark.parametrize("day", [3, 4, 7, 8, 30, 31, 60, 61, 90, 91, 180, 181, 1095, 1096, 1825, 1826])
def test_the_dates_of_the_stages_meet_without_gap(day: int, knowledge: Knowledge) -> None:
    """Every stage begins the day after the one before ends, and the current one contains today."""
    stages = advise(Case(lender="haier", days_overdue=day), knowledge, TODAY).outlook.stages
    for before, after in itertools.pairwise(stages):
        assert before.to_date is not None
        assert after.from_date == before.to_date + dt.timedelta(days=1)
    (current,) = [stage for stage in stages if stage.current]
    assert current.from_date is not None
    assert current.from_date <= TODAY <= (current.to_date or dt.date.max)

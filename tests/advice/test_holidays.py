"""A published year of days off is one file: it changes the dates of a report without a release."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from borrower_help import Case, Knowledge, advise, load_knowledge
from borrower_help.advice.views.clocks import ClockView
from borrower_help.case.model import ReceivedPaper
from borrower_help.knowledge.files import knowledge_dir

MADE_UP = """checked: 2026-12-01
year: 2027
sources: [holidays-regulation:2]
confidence: high
breaks:
  - {name: 元旦, first: 2027-01-01, last: 2027-01-04}
  - {name: 春节, first: 2027-02-05, last: 2027-02-11}
  - {name: 清明节, first: 2027-04-03, last: 2027-04-05}
  - {name: 劳动节, first: 2027-05-01, last: 2027-05-05}
  - {name: 端午节, first: 2027-06-09, last: 2027-06-09}
  - {name: 中秋节, first: 2027-09-15, last: 2027-09-15}
  - {name: 国庆节, first: 2027-10-01, last: 2027-10-07}
worked: [2027-02-14]
"""
"""Invented for this test: no notice for 2027 is known."""


@pytest.fixture(name="with_2027", scope="module")
def knowledge_with_2027(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The knowledge with a made-up notice for 2027 laid beside it."""
    root = tmp_path_factory.mktemp("knowledge") / "knowledge"
    shutil.copytree(knowledge_dir(), root)
    (root / "holidays" / "2027.yaml").write_text(MADE_UP, encoding="utf-8")
    return load_knowledge(root)


def answer_clock(knowledge: Knowledge, received: str) -> ClockView:
    """The clock for the answer to a summons received on that day."""
    case = Case(papers=(ReceivedPaper(kind="summons", received=dt.date.fromisoformat(received)),))
    report = advise(case, knowledge, dt.date.fromisoformat(received))
    (paper,) = report.papers.received
    return next(clock for clock in paper.clocks if clock.id == "clock-answer")


@pytest.mark.parametrize(
    ("received", "legal"),
    [
        ("2026-12-17", "2027-01-05"),  # ends on New Year's Day, in the middle of a break
        ("2027-01-22", "2027-02-12"),  # ends in the made-up spring break
        ("2027-01-30", "2027-02-14"),  # ends on a Sunday that is worked in exchange
        ("2027-02-05", "2027-02-22"),  # ends on an ordinary Saturday
    ],
)
def test_a_published_year_moves_the_last_day(
    knowledge: Knowledge, with_2027: Knowledge, received: str, legal: str
) -> None:
    """Without the file of 2027 the last day is not known; with it, it is the working day that the notice leaves."""
    before, after = answer_clock(knowledge, received), answer_clock(with_2027, received)
    assert (before.legal, before.holidays_known) == (None, False)
    assert (after.date, after.legal, after.holidays_known) == (before.date, dt.date.fromisoformat(legal), True)


def test_the_file_of_2026_says_what_was_known(knowledge: Knowledge) -> None:
    """The file of 2026 agrees with the calendar library on every day of that year, so that either may go."""
    import chinese_calendar

    day, wrong = dt.date(2026, 1, 1), []
    while day.year == 2026:
        if knowledge.published.works(day) is not bool(chinese_calendar.is_workday(day)):
            wrong.append(day)
        day += dt.timedelta(days=1)
    assert wrong == []

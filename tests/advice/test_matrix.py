"""Paper × role × clocks: every cell of ``tests/matrix.yaml`` says what report, ``deadline`` and calendar say."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from icalendar import Calendar

from borrower_help import Case, Knowledge, advise
from borrower_help.advice.calendar import dated_items
from borrower_help.advice.deadlines import limit
from borrower_help.advice.model import PaperView
from borrower_help.case.model import ReceivedPaper, Role
from borrower_help.render.formats.ics import to_ics
from borrower_help.render.formats.terminal import to_text
from borrower_help.render.report import report_lines
from borrower_help.render.sections.page import Page
from borrower_help.values.dates import show

RECEIVED, AS_OF = dt.date(2026, 11, 6), dt.date(2026, 11, 7)
ROLES = [role for role in Role if role is not Role.HELPER]


@functools.cache
def matrix() -> list[dict[str, Any]]:
    """The rows of the matrix."""
    rows: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).resolve().parents[1] / "matrix.yaml").read_text(encoding="utf-8")
    )
    return rows


def received(kind: str, role: Role, knowledge: Knowledge) -> PaperView:
    """The paper as the report of somebody in that role has it."""
    case = Case(role=role, lender="haier", days_overdue=400, papers=(ReceivedPaper(kind=kind, received=RECEIVED),))
    (paper,) = advise(case, knowledge, AS_OF).papers.received
    return paper


def test_every_paper_has_a_row_and_every_role_a_cell(knowledge: Knowledge) -> None:
    """No paper is left out, and no cell is empty without a reason."""
    assert [row["paper"] for row in matrix()] == list(knowledge.paper_kinds)
    for row in matrix():
        assert ("clocks" in row) is not bool(row.get("no_clocks")), row["paper"]
        assert ("side_clocks" in row) is not bool(row.get("no_side_clocks")), row["paper"]
        assert set(row["roles"]) == set(ROLES)
        assert all(row["roles"].values())


@pytest.mark.parametrize("row", matrix(), ids=lambda row: row["paper"])
def test_the_clocks_are_those_of_the_matrix_on_the_same_day_everywhere(
    row: dict[str, Any], knowledge: Knowledge
) -> None:
    """For every role the report has the clocks of the row, and each on the day that ``deadline`` gives."""
    for role in ROLES:
        paper = received(row["paper"], role, knowledge)
        assert [clock.id for clock in paper.clocks] == row.get("clocks", [])
        assert [clock.id for clock in paper.side_clocks] == row.get("side_clocks", [])
        for clock in (*paper.clocks, *paper.side_clocks):
            alone = limit(knowledge.clocks[clock.id], knowledge, clock.start).clock
            assert alone == clock


@pytest.mark.parametrize("row", matrix(), ids=lambda row: row["paper"])
def test_report_and_calendar_name_the_same_days(row: dict[str, Any], knowledge: Knowledge) -> None:
    """Every day of the calendar stands in the whole report, and every leading clock in the calendar."""
    case = Case(lender="haier", days_overdue=400, papers=(ReceivedPaper(kind=row["paper"], received=RECEIVED),))
    advice = advise(case, knowledge, AS_OF)
    (paper,) = advice.papers.received
    whole = to_text(report_lines(Page(advice, knowledge, full=True)), 1_000_000)
    events = Calendar.from_ical(to_ics(dated_items(advice, knowledge), AS_OF)).walk("VEVENT")
    days = sorted(event.decoded("dtstart") for event in events)
    assert days == sorted(clock.lead for clock in (*paper.clocks, *paper.side_clocks) if clock.lead)
    assert all(show(day) in whole for day in days)


@pytest.mark.parametrize("role", [Role.FAMILY, Role.SPOUSE])
def test_who_takes_in_a_paper_is_told_whose_limits_run(role: Role, knowledge: Knowledge) -> None:
    """A mother who signs for a payment order reads that the limit is her daughter's and runs from her signature."""
    for full in (False, True):
        case = Case(role=role, lender="haier", papers=(ReceivedPaper(kind="payment_order", received=RECEIVED),))
        lines = report_lines(Page(advise(case, knowledge, AS_OF), knowledge, full=full))
        assert any("文书写的是谁，期限就是谁的" in line.text for line in lines)
    own = received("payment_order", Role.BORROWER, knowledge)
    assert not any(note.id == "note-household-receipt" for note in own.notes)


def test_the_borrower_with_a_payment_order(knowledge: Knowledge) -> None:
    """Received on 2026-11-06: 2026-11-21 is the safe day, Monday 2026-11-23 the last."""
    (clock,) = received("payment_order", Role.BORROWER, knowledge).clocks
    assert (clock.lead, clock.date, clock.legal) == (
        dt.date(2026, 11, 21),
        dt.date(2026, 11, 21),
        dt.date(2026, 11, 23),
    )


def test_three_days_of_a_paper_are_kept_apart(knowledge: Knowledge) -> None:
    """Without the day of receipt the day on the paper gives only the earliest end; the hearing starts no clock."""
    case = Case(
        lender="haier",
        days_overdue=400,
        papers=(ReceivedPaper(kind="summons", dated=dt.date(2026, 10, 1), hearing=dt.date(2026, 12, 7)),),
    )
    advice = advise(case, knowledge, dt.date(2026, 11, 20))
    (paper,) = advice.papers.received
    assert {clock.date for clock in paper.clocks} == {dt.date(2026, 10, 16)}
    assert all(clock.assumed for clock in paper.clocks)
    assert "没说哪天收到" in advice.situation.headline
    assert "已经过了" not in advice.situation.headline
    assert {"clock-answer", "first-hearing"} <= {action.id for action in advice.first}
    beside = msgspec.structs.replace(case, papers=(ReceivedPaper(kind="summons"),), hearing=dt.date(2026, 12, 7))
    assert advise(beside, knowledge, AS_OF).papers.received[0].hearing == dt.date(2026, 12, 7)

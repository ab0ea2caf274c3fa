"""Papers: whose time limits they are, and the three days of a paper kept apart. The cells stand in ``matrix.yaml``."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from borrower_help import Case, Knowledge, advise
from borrower_help.advice.views.papers import PaperView
from borrower_help.case.model import ReceivedPaper, Role
from borrower_help.render.report import report_lines
from borrower_help.render.sections.page import Page

RECEIVED, AS_OF = dt.date(2026, 11, 6), dt.date(2026, 11, 7)


def received(kind: str, role: Role, knowledge: Knowledge) -> PaperView:
    """The paper as the report of somebody in that role has it."""
    case = Case(role=role, lender="haier", days_overdue=400, papers=(ReceivedPaper(kind=kind, received=RECEIVED),))
    (paper,) = advise(case, knowledge, AS_OF).papers.received
    return paper


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

"""Paper × role × letters: every cell of ``tests/matrix.yaml`` says which letters answer a paper."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Any

import pytest
import yaml

from borrower_help import Case, Knowledge, advise
from borrower_help.advice.letters.write import fitting_letters, write_letter
from borrower_help.case.model import ReceivedPaper, Role
from borrower_help.case.situation import situation_of

RECEIVED, AS_OF = dt.date(2026, 11, 6), dt.date(2026, 11, 7)


@functools.cache
def matrix() -> list[dict[str, Any]]:
    """The rows of the matrix."""
    path = Path(__file__).resolve().parents[2] / "matrix.yaml"
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


EVERY_ROW = pytest.mark.parametrize("row", matrix(), ids=lambda row: row["paper"])


def told(paper: str, role: Role) -> Case:
    """Somebody in this role who received a paper."""
    return Case(role=role, lender="haier", days_overdue=400, papers=(ReceivedPaper(kind=paper, received=RECEIVED),))


@EVERY_ROW
def test_every_paper_has_letters_or_a_reason(row: dict[str, Any], knowledge: Knowledge) -> None:
    """A paper names the letters that answer it, and where there are none it is said why."""
    assert ("letters" in row) is not bool(row.get("no_letters"))
    assert list(knowledge.paper_kinds[row["paper"]].letters) == row.get("letters", [])


@EVERY_ROW
@pytest.mark.parametrize("role", [Role.BORROWER, Role.GUARANTOR, Role.SPOUSE, Role.FAMILY, Role.HEIR, Role.NOT_MINE])
def test_the_letters_of_a_paper_are_offered(row: dict[str, Any], role: Role, knowledge: Knowledge) -> None:
    """Whoever the paper is for is offered the letters; who owes nothing is not made to sign as the borrower."""
    offered = fitting_letters(situation_of(told(row["paper"], role), knowledge, AS_OF), knowledge)
    wanted = {name for name in row.get("letters", []) if knowledge.letters[name].by == "borrower"}
    if role is Role.FAMILY:
        wanted = set()
    if role is Role.HEIR:  # who may be sued for what was left
        wanted = {
            name for name in wanted if knowledge.letters[name].papers and not knowledge.letters[name].acknowledges
        }
    assert {name for name in offered if name in row.get("letters", [])} == wanted


@EVERY_ROW
def test_letter_and_report_name_the_same_days(row: dict[str, Any], knowledge: Knowledge) -> None:
    """A limit that stands in a letter stands in the report of the same paper on the same days."""
    case = told(row["paper"], Role.BORROWER)
    (paper,) = advise(case, knowledge, AS_OF).papers.received
    clocks = {clock.id: (clock.date, clock.legal) for clock in (*paper.clocks, *paper.side_clocks)}
    for name in row.get("letters", []):
        letter = write_letter(knowledge.letters[name], situation_of(case, knowledge, AS_OF), knowledge)
        for date in letter.dates:
            if date.own:
                assert (date.date, date.legal) == clocks[date.clock]

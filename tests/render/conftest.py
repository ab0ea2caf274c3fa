"""What the tests of the formats share: many cases, each with its advice and its lines, made once."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from borrower_help import Advice, Case, Knowledge, advise
from borrower_help.case.model import ReceivedPaper
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.render.lines import Line
from borrower_help.render.report import report_lines
from borrower_help.render.sections.page import Page

TODAY = dt.date(2026, 11, 21)
LENDERS = ("haier", "jirong", "jinshang")
STAGES = (None, 0, 1, 5, 20, 45, 75, 120, 400, 1200, 2000)
"""A day of every stage, not overdue, and the day not known."""

ORDINARY_CASES = [f"{lender}, day {day}" for lender in LENDERS for day in STAGES]
SCREEN_CASES = [*ORDINARY_CASES, "everything, haier", "everything, jirong", "danger only", "nothing told"]
CASES = [*SCREEN_CASES, *(f"everything, {kind}" for kind in InstitutionKind)]
"""The names of all cases; ``made`` makes them. Those for the screen leave out what is alike there."""


class Made(NamedTuple):
    """One case, its advice, and the lines of its short and of its full report."""

    case: Case
    advice: Advice
    short: list[Line]
    full: list[Line]


@pytest.fixture(name="made", scope="session")
def make_reports(knowledge: Knowledge) -> Callable[[str], Made]:
    """``made("haier, day 5")``: the case of that name with its reports."""
    kept: dict[str, Made] = {}

    def made(name: str) -> Made:
        if name not in kept:
            case = _case(name, knowledge)
            advice = advise(case, knowledge, TODAY)
            short, full = (report_lines(Page(advice, knowledge, full=full)) for full in (False, True))
            kept[name] = Made(case, advice, short, full)
        return kept[name]

    return made


def _case(name: str, knowledge: Knowledge) -> Case:
    if name == "nothing told":
        return Case()
    if name == "danger only":
        return Case(safety=tuple(knowledge.dangers))
    who, _, day = name.partition(", day ")
    if day:
        return Case(lender=who, days_overdue=None if day == "None" else int(day))
    who = name.removeprefix("everything, ")
    return Case(
        safety=tuple(knowledge.dangers),
        lender=who if who in knowledge.lenders else None,
        kind=None if who in knowledge.lenders else InstitutionKind(who),
        days_overdue=120,
        reachable=False,
        happened=tuple(knowledge.behaviours),
        papers=tuple(ReceivedPaper(kind=kind, received=dt.date(2026, 11, 13)) for kind in knowledge.paper_kinds),
        hardship=tuple(knowledge.hardships),
        goals=tuple(knowledge.goals),
        complained=dt.date(2026, 11, 11),
        outstanding=Decimal("12345.67"),
        income=Decimal(5000),
        essentials=Decimal("4999.99"),
    )


GOLDEN = Path(__file__).resolve().parents[1] / "golden"
GOLDEN_CASES = sorted(path.stem for path in (GOLDEN / "cases").glob("*.yaml"))
"""The chosen cases of tests/golden: each file begins with what it guards."""

Told = Callable[..., Any]


@pytest.fixture(name="told", scope="session")
def run_on_a_golden_case(run: Callable[..., Any]) -> Told:
    """``told("advise", "log", "--full")``: what a command answers on a case of tests/golden, each asked once.

    A contact log that lies beside the case belongs to its report.
    """

    @functools.cache
    def told(command: str, name: str, *more: str) -> Any:
        log = GOLDEN / "cases" / f"{name}.jsonl"
        beside = ("--log", log) if command == "advise" and log.exists() else ()
        result = run(command, "--case", GOLDEN / "cases" / f"{name}.yaml", *beside, "--as-of", TODAY, *more)
        assert result.code == 0, result.err
        return result

    return told

"""The first screen and the short report keep their length for whatever people tell."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from decimal import Decimal

import pytest

from borrower_help import Case, Knowledge, advise
from borrower_help.case.model import Creditor, Happening, ReceivedPaper, Role
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.render.formats.terminal import text_lines
from borrower_help.render.lines import Line
from borrower_help.render.report import short_report
from borrower_help.render.screen import conclusion_lines, screen_lines
from borrower_help.render.sections.page import Page

TODAY = dt.date(2026, 11, 30)

LENDERS = ("海尔", "极融", "招商银行", "马上消费金融", "花呗", "某某小贷", "某某科技有限公司", None)
CREDITORS = (
    None,
    Creditor(kind=InstitutionKind.AMC),
    Creditor(kind=InstitutionKind.INSURER),
    Creditor(kind=InstitutionKind.FINANCING_GUARANTOR, name="智永慧科"),
    Creditor(kind=InstitutionKind.PRIVATE_ASSIGNEE, name="某某资产管理有限公司深圳分公司"),
)


def made_up(chance: random.Random, knowledge: Knowledge) -> Case:
    """What an ordinary person may tell of one loan: up to three things that happened, up to two papers."""

    def some(ids: Iterable[str], most: int) -> list[str]:
        return chance.sample(sorted(ids), chance.randint(0, most))

    def received() -> dt.date | None:
        return chance.choice((None, TODAY - dt.timedelta(days=chance.randint(0, 60))))

    plan = chance.random() < 0.5
    return Case(
        role=chance.choice([role for role in Role if role is not Role.HELPER]),
        lender=chance.choice(LENDERS),
        days_overdue=chance.choice((None, 0, 1, 20, 60, 121, 300, 900, 1500)),
        creditor=chance.choice(CREDITORS),
        happened=tuple(Happening(id=name) for name in some(knowledge.behaviours, 3)),
        papers=tuple(ReceivedPaper(kind=kind, received=received()) for kind in some(knowledge.paper_kinds, 2)),
        hearing=chance.choice((None, None, TODAY + dt.timedelta(days=9), TODAY - dt.timedelta(days=3))),
        goals=tuple(some(knowledge.goals, 2)),
        hardship=tuple(some(knowledge.hardships, 1)),
        income=Decimal(6000) if plan else None,
        essentials=Decimal(5200) if plan else None,
        outstanding=Decimal(26000) if plan else None,
    )


def height(lines: list[Line], width: int) -> int:
    """How many lines of a terminal they take."""
    return len(list(text_lines(lines, width)))


@pytest.mark.parametrize("seed", range(60))
def test_first_screen_and_short_report_fit_whatever_is_told(seed: int, knowledge: Knowledge) -> None:
    """At most 16 lines at 80 columns and 24 at 40, at most 60 in the short report (80 where nothing is left to pay with
    or three papers came), and the conclusion last.
    """
    advice = advise(made_up(random.Random(seed), knowledge), knowledge, TODAY)
    page = Page(advice, knowledge, full=False, bare=True)
    assert height(screen_lines(page, 80), 80) <= 16
    assert height(screen_lines(page, 40), 40) <= 24
    lines = short_report(advice, knowledge)
    budget = advice.money.budget
    much = len(advice.papers.received) >= 3 or (budget is not None and budget.offer <= 0)
    assert height(lines, 80) <= (80 if much else 60)
    assert lines[-len(conclusion_lines(page)) :] == conclusion_lines(page)
    assert [action for action in advice.first if action.text not in "".join(line.text for line in lines)] == []

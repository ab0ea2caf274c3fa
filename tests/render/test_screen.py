"""The first screen and the short report: what is read by whoever reads nothing else."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from borrower_help import Case, Knowledge, advise
from borrower_help.advice.first import earliest
from borrower_help.advice.views.report import Advice
from borrower_help.case.file import read_case
from borrower_help.case.forms import understood
from borrower_help.case.model import ReceivedPaper
from borrower_help.render.formats.terminal import text_lines, to_text
from borrower_help.render.lines import Line
from borrower_help.render.report import report_lines, short_report
from borrower_help.render.screen import THREE, conclusion_lines, screen_lines
from borrower_help.render.sections.page import Page

TODAY = dt.date(2026, 11, 30)

PERSONS = {
    "day 1": "lender: 海尔\ndays_overdue: 1\nhardship: [illness]\ngoals: [plan]",
    "60 days, harassed": "lender: 洋钱罐\ndays_overdue: 60\nhappened: [ec_reachable, threat_police]",
    "card, summons": "lender: 招商银行\nproduct: card\ndays_overdue: 200\nhearing: 2026-12-08\n"
    "papers: [{kind: summons, received: 2026-11-20}, mediation_message]\ngoals: [court, plan]",
    "mother": "role: family\nlender: 极融\nhappened: [third_refused]",
    "guarantor": "role: guarantor\nlender: 极融\ndays_overdue: 100\npapers: [lawyer_letter]",
    "never borrowed": "role: not_mine\nlender: 极融\nhappened: [collect_no_debt]",
    "payment order": "lender: 海尔\ndays_overdue: 120\npapers: [{kind: payment_order, received: 2026-11-06}]",
    "sold debt": "lender: 海尔\ndays_overdue: 900\ncreditor: {kind: amc}",
    "figures": "lender: 海尔\ndays_overdue: 60\nincome: 3000\nessentials: 2800\noutstanding: 26000\ngoals: [plan]",
    "three loans": "loans: [{lender: 海尔, days_overdue: 60, outstanding: 8000}, "
    "{lender: 招商银行, product: card, days_overdue: 30, outstanding: 12000}, {lender: 极融, days_overdue: 10}]\n"
    "income: 5800\nessentials: 3000",
}
"""The people that the terminal was tried with, as case files."""


@pytest.fixture(name="advised", scope="module")
def advised_persons(knowledge: Knowledge) -> dict[str, Advice]:
    """The advice for each of them."""

    def case(text: str) -> Case:
        return read_case(text, "case.yaml", lambda data: understood(data, knowledge, TODAY))

    return {name: advise(case(text), knowledge, TODAY) for name, text in PERSONS.items()}


def height(lines: list[Line], width: int) -> int:
    """How many lines of a terminal they take."""
    return len(list(text_lines(lines, width)))


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize(("width", "most"), [(80, 16), (40, 24)])
def test_the_first_screen_fits(
    name: str, width: int, most: int, advised: dict[str, Advice], knowledge: Knowledge
) -> None:
    """At 80 and at 40 columns the conclusion and the three things stand on one screen, the menu below them."""
    page = Page(advised[name], knowledge, full=False, bare=True)
    assert height(screen_lines(page, width), width) <= most


@pytest.mark.parametrize("name", PERSONS)
def test_a_narrow_screen_says_whom_to_call(name: str, advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """At 40 columns every number, or where it stands, and the words of the first thing that has some are kept: sources
    and comfort give way before.
    """
    lines = screen_lines(Page(advised[name], knowledge, full=False, bare=True), 40)
    wanted = {action.phone for action in advised[name].first if action.phone and action.phone not in action.text}
    assert sum(line.label == "电话" for line in lines) == len(wanted)
    said = [line.text for line in lines if line.role == "quote"]
    words = [action.say for action in advised[name].first if action.say and len(action.say) <= 80]
    assert said[:1] == words[:1]


def test_a_narrow_screen_keeps_the_caution_of_a_number(advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """A number never stands alone: where there is little room, one line says to hold it against the App."""
    page = Page(advised["day 1"], knowledge, full=False, bare=True)
    texts = [[text for text, _ in text_lines(screen_lines(page, 40, height), 40)] for height in (14, 24)]
    assert "  电话：400-018-7777（先在 App 里核对）" in texts[0]
    assert any(text.startswith("  电话：400-018-7777（") for text in texts[1])


@pytest.mark.parametrize("name", PERSONS)
def test_a_low_terminal_keeps_the_three_things(name: str, advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """Where the window is low the details go, never the conclusion or one of the things."""
    page = Page(advised[name], knowledge, full=False, bare=True)
    texts = "\n".join(line.text for line in screen_lines(page, 80, 8))
    assert advised[name].situation.headline in texts
    assert [action.text for action in advised[name].first if action.text not in texts] == []


@pytest.mark.parametrize("name", PERSONS)
def test_the_short_report_ends_on_the_conclusion(name: str, advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """At most sixty lines, the last of which repeat the conclusion and the three things with their days."""
    lines = short_report(advised[name], knowledge)
    page = Page(advised[name], knowledge, full=False)
    assert height(lines, 80) <= (60 if name != "three loans" else 85)
    last = conclusion_lines(page)
    assert [line.text for line in lines[-len(last) :]] == [line.text for line in last]
    assert len(last) == 1 + len(advised[name].first)


def test_no_running_day_gives_way_to_room(knowledge: Knowledge) -> None:
    """However many papers came: the day of each that still runs stands in the short report."""
    kinds = ("summons", "payment_order", "preservation_order", "judgment", "arbitration_notice", "enforcement_notice")
    papers = tuple(ReceivedPaper(kind=kind, received=TODAY - dt.timedelta(days=3)) for kind in kinds)
    advice = advise(Case(lender="海尔", days_overdue=200, happened=("insult",), papers=papers), knowledge, TODAY)
    text = to_text(short_report(advice, knowledge)).replace("\n", "").replace(" ", "")
    days = {clock.lead for paper in advice.papers.received if (clock := earliest(paper.clocks)) and clock.lead}
    assert len(days) >= 3
    assert [day for day in days if day.isoformat() not in text] == []


def test_what_is_left_out_is_counted(advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """Each section says how much more there is, and which option shows it."""
    text = to_text(short_report(advised["day 1"], knowledge))
    assert "条：--section complaint）" in text
    assert "条：--section outlook）" in text


def test_sources_are_bare_numbers_and_weak_things_say_so(advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """Behind a sentence stands the number of its source alone; what rests on web articles is told in words."""
    lines = short_report(advised["day 1"], knowledge)
    assert {line.marks for line in lines if "中" in line.marks or "低" in line.marks or ":" in line.marks} == set()
    assert any("据网上说法，没有核实" in line.text for line in lines)
    assert not any("网文称" in line.label for line in lines)


def test_a_passed_deadline_speaks_as_passed_everywhere(advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """No section of the short report treats a time limit as running that is over."""
    text = to_text(short_report(advised["payment order"], knowledge)).replace("\n", "")
    assert "已经过了" in text
    assert "最晚 2026-11-2" not in text


def test_nothing_is_announced_that_is_not_there(advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """No heading stands above nothing."""
    for advice in advised.values():
        roles = [line.role for line in short_report(advice, knowledge)]
        assert ("heading", "heading") not in set(itertools.pairwise(roles))


def test_the_mother_is_told_nothing_that_is_not_hers(advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """Who signed nothing reads of no contract, no plan and no loan of hers, and that nothing is owed."""
    text = to_text(short_report(advised["mother"], knowledge)).replace("\n", "")
    assert "不用还" in text
    assert THREE in text
    assert [word for word in ("你的借款", "你的合同", "还款方案", "每月能还") if word in text] == []


def test_who_never_borrowed_is_offered_no_plan(advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """No plan, no option to ask for, no word that admits."""
    text = to_text(short_report(advised["never borrowed"], knowledge)).replace("\n", "")
    assert [word for word in ("可以问", "可以提出", "延期", "分期", "每月能还") if word in text] == []


@pytest.mark.parametrize("name", PERSONS)
def test_no_label_denies_what_is_already_denied(name: str, advised: dict[str, Advice], knowledge: Knowledge) -> None:
    """「它不做：不替你判定」 would say that it does: no label that denies stands before words that deny."""
    lines = report_lines(Page(advised[name], knowledge, full=True))
    twice = [line for line in lines if re.search("不[做管]?$", line.label) and line.text.startswith("不")]
    assert twice == []

"""Paper × role × clocks × letters: every cell of ``matrix.yaml``, in every format, names the same days and sums."""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from icalendar import Calendar

from borrower_help import Advice, Case, Knowledge, advise
from borrower_help.advice.calendar import dated_items
from borrower_help.advice.deadlines import limit
from borrower_help.advice.letters.choices import fitting_letters
from borrower_help.advice.letters.views import LetterView
from borrower_help.advice.letters.write import write_letter
from borrower_help.advice.views.clocks import ClockView
from borrower_help.case.model import Happening, ReceivedPaper, Role
from borrower_help.case.money import LoanAnswers
from borrower_help.case.situation import situation_of
from borrower_help.cli.report_answer import advice_data
from borrower_help.render.answer import Answer, Stamp
from borrower_help.render.answers.letter import letter_blocks, letter_lines
from borrower_help.render.formats.registry import FORMATS
from borrower_help.render.formats.terminal import to_text
from borrower_help.render.report import report_lines, short_report
from borrower_help.render.sections.page import Page
from borrower_help.values.dates import show

RECEIVED, AS_OF = dt.date(2026, 11, 6), dt.date(2026, 11, 7)
ROLES = [role for role in Role if role is not Role.HELPER]
TOLD = {"12,000.00", "10,000.00", "9,500.00", "5,000.00", "3,800.00", "1,200.00", "500.00"}
"""What was told and what is left of it; whoever owes nothing reads no sums in the report."""

WIDE = 1_000_000
ON_PAPER = ("text", "markdown", "html", "docx")


@functools.cache
def matrix() -> list[dict[str, Any]]:
    """The rows of the matrix."""
    path = Path(__file__).with_name("matrix.yaml")
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


EVERY_ROW = pytest.mark.parametrize("row", matrix(), ids=lambda row: row["paper"])


def told(paper: str, role: Role) -> Case:
    """Somebody in this role with a paper, who told so much that no letter is withheld for want of a fact."""
    return Case(
        role=role,
        lender="haier",
        days_overdue=400,
        papers=(ReceivedPaper(kind=paper, received=RECEIVED),),
        happened=(Happening(id="threat_police", on=dt.date(2026, 11, 5)), Happening(id="disclose_debt", on=RECEIVED)),
        hardship=("job_loss",),
        outstanding=Decimal(12000),
        income=Decimal(5000),
        essentials=Decimal(3800),
        loan=LoanAnswers(
            received=Decimal(9500), principal=Decimal(10000), payment=("12x1050",), start=dt.date(2025, 1, 5)
        ),
    )


def letters_of(row: dict[str, Any], role: Role) -> list[str]:
    """The letters with which somebody in this role answers the paper, by the matrix."""
    left_out = row.get("not_for", {}).get(role, {}).get("letters", ())
    return [name for name in row.get("letters", ()) if name not in left_out]


# --- what a reader of one format sees


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def seen(name: str, written: str | bytes) -> str:
    """The words of a file of this format, without its marks and line breaks."""
    if isinstance(written, bytes):
        text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(written)).paragraphs)
    elif name == "html":
        parser = _Text()
        parser.feed(written)
        text = "".join(parser.parts)
    elif name == "markdown":
        text = re.sub(r"\\(.)", r"\1", written)
    else:
        text = written
    return re.sub(r"\s", "", text)


def days_and_sums(text: str) -> set[str]:
    """Every day and every amount in a text, days as numbers."""
    found = re.findall(r"(20\d\d)[-年](\d{1,2})[-月](\d{1,2})", text)
    days = {"-".join(f"{int(part):02}" for part in day) for day in found}
    return days | set(re.findall(r"\d[\d,]*\.\d\d(?=元|%)", text))


def both_days(clock: ClockView) -> Iterator[str]:
    """The day to reckon with and the last one, as a report writes them."""
    for day in (clock.lead, clock.legal):
        if day:
            yield re.sub(r"\s", "", show(day))


# --- the cells


@EVERY_ROW
def test_no_cell_is_empty_without_a_reason(row: dict[str, Any], knowledge: Knowledge) -> None:
    """Clocks, letters and each role of a paper are told, or why there are none; the letters are those of the paper."""
    assert [each["paper"] for each in matrix()] == list(knowledge.paper_kinds)
    for what in ("clocks", "side_clocks", "letters"):
        assert (what in row) is not bool(row.get(f"no_{what}")), what
    assert list(knowledge.paper_kinds[row["paper"]].letters) == row.get("letters", [])
    assert set(row["roles"]) == set(ROLES)
    assert all(row["roles"].values())
    for role, left_out in row.get("not_for", {}).items():
        assert role in ROLES
        assert left_out["letters"]
        assert set(left_out["letters"]) <= set(row["letters"])
        assert left_out["why"]


@EVERY_ROW
@pytest.mark.parametrize("role", ROLES)
def test_every_full_cell_says_the_same_in_every_format(row: dict[str, Any], role: Role, knowledge: Knowledge) -> None:
    """Report (screen, Markdown, JSON), ``deadline``, calendar and every letter that answers the paper (text, Markdown,
    Word, web page) name the same days and sums.
    """
    situation = situation_of(told(row["paper"], role), knowledge, AS_OF)
    advice = advise(situation.case, knowledge, AS_OF)
    (paper,) = advice.papers.received
    clocks = {clock.id: clock for clock in (*paper.clocks, *paper.side_clocks)}
    assert [clock.id for clock in paper.clocks] == row.get("clocks", [])
    assert [clock.id for clock in paper.side_clocks] == row.get("side_clocks", [])
    for clock in clocks.values():
        assert limit(knowledge.clocks[clock.id], knowledge, clock.start).clock == clock
    report = _report(advice, clocks, knowledge)
    offered = [name for name in fitting_letters(situation, knowledge) if name in row.get("letters", ())]
    assert sorted(offered) == sorted(letters_of(row, role))
    for name in letters_of(row, role):
        _letter(write_letter(knowledge.letters[name], situation, knowledge), clocks, report, knowledge)


def _report(advice: Advice, clocks: dict[str, ClockView], knowledge: Knowledge) -> set[str]:
    """The days and sums of the whole report, which all its formats share; the calendar has a day for each clock."""
    stamp = Stamp("advise", knowledge, AS_OF)
    answer = Answer(
        advice_data(advice),
        report_lines(Page(advice, knowledge, full=True)),
        dated_items(advice, knowledge),
        explain=False,
    )
    screen = seen("text", to_text(answer.lines, WIDE))
    expected = days_and_sums(screen)
    assert days_and_sums(seen("markdown", FORMATS["markdown"].write(answer, stamp))) == expected
    assert days_and_sums(seen("text", to_text(short_report(advice, knowledge), WIDE))) <= expected
    assert all(day in screen for clock in clocks.values() for day in both_days(clock))
    data = json.loads(FORMATS["json"].write(answer, stamp))["data"]["papers"]["received"][0]
    assert {each["id"]: (each["lead"], each["legal"]) for each in (*data["clocks"], *data["side_clocks"])} == {
        name: (str(clock.lead) if clock.lead else None, str(clock.legal) if clock.legal else None)
        for name, clock in clocks.items()
    }
    days = sorted(clock.lead for clock in clocks.values() if clock.lead)
    if days:
        calendar = FORMATS["ics"].write(answer, stamp)
        assert sorted(event.decoded("dtstart") for event in Calendar.from_ical(calendar).walk("VEVENT")) == days
    return expected


def _letter(letter: LetterView, clocks: dict[str, ClockView], report: set[str], knowledge: Knowledge) -> None:
    """One letter: its formats agree, its own limits are those of the paper, its sums are those of the report."""
    assert letter.withheld == ()
    stamp, blocks = Stamp("letter write", knowledge, AS_OF), letter_blocks(letter)
    answer = Answer(letter, letter_lines(blocks), letter.calendar, paper=blocks)
    texts = {name: seen(name, FORMATS[name].write(answer, stamp)) for name in ON_PAPER}
    named = {name: days_and_sums(text) for name, text in texts.items()}
    assert len({frozenset(found) for found in named.values()}) == 1, letter.id
    assert named["text"] <= days_and_sums(seen("json", FORMATS["json"].write(answer, stamp)))
    for date in letter.dates:
        if date.own:
            assert (date.date, date.legal) == (clocks[date.clock].date, clocks[date.clock].legal)
    assert {sum_ for sum_ in named["text"] if "." in sum_} <= report | TOLD, letter.id

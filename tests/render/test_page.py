"""Answers as pages to send, and as words to paste: nothing lost, nothing told of anybody, nothing that needs a host."""

from __future__ import annotations

import datetime as dt
import getpass
import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from borrower_help import Knowledge, advise
from borrower_help.advice.calendar import dated_items
from borrower_help.advice.log import analyse
from borrower_help.case.file import load_case
from borrower_help.case.model import Case
from borrower_help.case.situation import situation_of
from borrower_help.journal.model import Contact, Row
from borrower_help.knowledge.reader import decode
from borrower_help.knowledge.records.base import Audience
from borrower_help.render.lines import Line
from borrower_help.render.message import MOST, message
from borrower_help.render.web.body import html_text, page_body
from borrower_help.render.web.draw import lines_of, width_of
from borrower_help.render.web.figure import Web
from borrower_help.render.web.timeline import timeline
from borrower_help.render.web.weeks import log_web
from borrower_help.values.record import Record

from .conftest import CASES, GOLDEN_CASES, TODAY

DAY = ("--as-of", TODAY)
ROOT = Path(__file__).resolve().parents[2]
SUMMONS = ("advise", "--case", ROOT / "examples" / "court-summons.yaml", "--no-input", *DAY)


class Texts(HTMLParser):
    """What a reader of a page reads, without spaces; where its links and its marks for them are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._hidden = 0
        self.parts: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember links and ids; what stands in a style or script is not read."""
        found = dict(attrs)
        self._hidden += tag in ("style", "script")
        self.links += [found["href"] or ""] if "href" in found else []
        self.ids += [found["id"] or ""] if "id" in found else []

    def handle_endtag(self, tag: str) -> None:
        """What comes after a style or script is read again."""
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        """Remember what is read."""
        if not self._hidden:
            self.parts.append(data)

    @property
    def solid(self) -> str:
        """All of it without spaces."""
        return solid("".join(self.parts))


def solid(text: str) -> str:
    """The text without spaces and line ends."""
    return re.sub(r"\s", "", text)


_SIGNS = re.compile(r"^(> |#+ |\s*- (\[\d+\] )?|\d+\. )| \[[^\[\]]*\]$|^\[[^\[\]]*\] 是来源 [^。]*。")
"""What begins a line of Markdown, and the numbers of its sources and the one that is explained, which are others where
the order is another.
"""


_ARTICLES = re.compile(r"第 [\d.、-]+ [条节](?=（)")
"""The articles of a source, which stand in the order in which they are cited."""


# --- the report as a page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOLDEN_CASES)
def test_a_page_holds_all_that_the_full_report_says(name: str, told: Any) -> None:
    """Every sentence of the full report stands on the page that is sent, and its links lead to what is there."""
    page = Texts(told("advise", name, "--format", "html").out)
    text = told("advise", name, "--format", "markdown").out
    lines = [re.sub(r"\\(.)", r"\1", line.replace("**", "")) for line in text.splitlines()]
    said = [_SIGNS.sub("", line) for line in lines if line.strip()]
    assert [line for line in said if any(solid(part) not in page.solid for part in _ARTICLES.split(line))] == []
    assert {link for link in page.links if not link.startswith(("#", "tel:"))} == set()
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)


@pytest.mark.parametrize("form", [(), ("--short",)])
def test_the_page_opens_as_the_terminal_does(form: tuple[str, ...], run: Any) -> None:
    """The conclusion and the three things with their days stand on the page before anything else, in their order."""
    screen = run(*SUMMONS).out
    page = Texts(run(*SUMMONS, "--format", "html", *form).out).solid
    things = re.findall(r"^\d\. ((?:.|\n )+?)(?: \[\d+\])?$", screen.split("你说的情况")[0], re.MULTILINE)
    conclusion = solid(screen.split("今天先做的三件事")[0])
    places = [page.index(conclusion, page.index("12356")), *(page.index(solid(thing)) for thing in things)]
    assert len(places) == 4
    assert places == sorted(places)
    assert places[-1] < page.index("时间线") < page.index("接下来会发生什么")


def test_a_page_tells_nothing_of_whoever_made_it(run: Any, tmp_path: Path) -> None:
    """A page that is sent names no person, no folder and no machine, and is the same for the same case."""
    path = tmp_path / "report.html"
    assert run(*SUMMONS, "-o", path).code == 0
    page = path.read_text(encoding="utf-8")
    assert page == run(*SUMMONS, "--format", "html").out
    assert str(tmp_path) not in page
    assert str(ROOT) not in page
    assert not re.search(r"<link|<img|<iframe|\ssrc=|url\(|@import|fetch\(|XMLHttpRequest", page)
    assert getpass.getuser() not in re.sub(r"<[^>]*>", "", page) or getpass.getuser() in ("root", "runner")


def test_a_short_page_names_no_commands(run: Any) -> None:
    """Whoever gets the short page has no program, and is told that there is a longer report."""
    page = Texts(run("advise", "--lender", "海尔", "--days-overdue", "45", *DAY, "--format", "html", "--short").out)
    assert "borrower-help" not in page.solid
    assert "--" not in page.solid
    assert "条在完整的报告里" in page.solid


@pytest.mark.parametrize(
    "words",
    [
        ("--short", "--full"),
        ("--short", "--format", "json"),
        ("--short", "--section", "money"),
        ("--short", "-o", "a.ics"),
    ],
)
def test_short_and_whole_do_not_go_together(words: tuple[str, ...], run: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """Who asks for the short form of what has none, or for both forms, is told so in one sentence."""
    monkeypatch.chdir(tmp_path)
    result = run("advise", "--lender", "海尔", "--days-overdue", "3", *DAY, *words)
    assert result.code == 2
    assert "--short" in (result.err or result.out)
    assert list(tmp_path.glob("*.ics")) == []


def test_what_somebody_typed_is_text(run: Any) -> None:
    """A name that looks like a tag is shown and does nothing."""
    page = run("advise", "--lender", "<script>alert(1)</script>贷", "--days-overdue", "3", *DAY, "--format", "html").out
    assert "<script>alert" not in page
    assert html.escape("<script>alert(1)</script>贷") in page


def test_every_line_of_any_answer_has_its_place() -> None:
    """Lines of every role come out in order, with their labels, marks and what belongs to them."""
    lines = [
        Line("alert", "报警", label="110"),
        Line("title", "题"),
        Line("text", "一段", marks="[1:2、7 中]"),
        Line("heading", "一"),
        Line("item", "甲", label="名", because=("你说过",)),
        Line("detail", "细", label="为什么"),
        Line("quote", "话", label="可以说"),
        Line("pre", "a  b"),
        Line("pre", "c"),
        Line("subheading", "小题"),
        Line("number", "文件", label="[1]"),
    ]
    page = str(page_body(lines, Web(folds=True), explain=True))
    assert Texts(page).solid == (
        "110：报警题一段[1:2、7中]一3条名：甲（选中的理由：你说过）为什么：细可以说：「话」abc小题[1]文件"
    )
    assert '<a href="#source-1">1:2</a>、7\u00a0中' in page  # a line is not broken between them
    assert "<pre" in page
    assert "a  b\nc" in page
    assert "你说过" not in str(page_body(lines, Web()))


def test_days_numbers_and_options_are_not_torn() -> None:
    """What is read as one thing stands on one line, whatever stands around it is text, and nothing is escaped twice."""
    text = "2026-11-25 前打 400-018-7777，加 --days-overdue 或 letter write never-borrowed；<b>&1-2"
    assert str(html_text(text)) == (
        '<span class="nb">2026-11-25</span> 前打 <span class="nb">400-018-7777</span>，'
        '加 <span class="nb">--days-overdue</span> 或 letter write <span class="nb">never-borrowed</span>；'
        '&lt;b&gt;&amp;<span class="nb">1-2</span>'
    )


# --- the timeline -------------------------------------------------------------------------------------------


def test_the_timeline_holds_stages_today_and_deadlines(knowledge: Knowledge) -> None:
    """The picture shows today, every stage ahead with its day, and every day on which a time ends; whoever hears the
    page is told the same in the same order.
    """
    advice = advise(load_case(ROOT / "examples" / "court-summons.yaml"), knowledge, TODAY)
    figure = timeline(advice, dated_items(advice, knowledge), knowledge, after="")
    assert figure is not None
    drawn = Texts(str(figure.drawing)).solid
    said = "".join(figure.said)
    ahead = [stage for stage in advice.outlook.stages if stage.to_date is None or stage.to_date >= TODAY]
    assert len(ahead) == 3
    for stage in ahead:
        assert stage.name in drawn
        assert stage.from_date.isoformat() in drawn  # type: ignore[union-attr]
    assert "2026-11-21今天" in solid(said.replace("：", "")) or "2026-11-21：今天" in said
    assert "前面6段已经过去" in drawn
    days = {item.day for item in dated_items(advice, knowledge)}
    assert dt.date(2026, 11, 25) in days
    assert all(day.isoformat() in drawn for day in days)
    order = [entry.partition("：")[0] for entry in figure.said]
    assert order == sorted(order)


def test_a_timeline_without_days_has_no_dates(knowledge: Knowledge) -> None:
    """Where nobody said how long it is overdue, the stages stand with their days and no date but today's is drawn."""
    advice = advise(Case(lender="海尔"), knowledge, TODAY)
    figure = timeline(advice, dated_items(advice, knowledge), knowledge, after="")
    assert figure is not None
    drawn = str(figure.drawing)
    assert "第 1 天" in drawn
    later = {action.date.isoformat() for action in advice.first}
    assert set(re.findall(r"\d{4}-\d\d-\d\d", drawn)) <= {TODAY.isoformat(), *later}
    assert "没有说逾期几天" in figure.note


def test_a_timeline_without_stages_says_nothing_of_them(knowledge: Knowledge) -> None:
    """Whoever borrowed nothing has days to keep and no stages ahead: the picture does not say that he left out how long
    it is overdue, which he told.
    """
    case = Case(role=Audience.FAMILY, lender="haier", days_overdue=60)
    advice = advise(case, knowledge, TODAY)
    figure = timeline(advice, dated_items(advice, knowledge), knowledge, after="")
    assert figure is not None
    assert "逾期第 60 天" in str(figure.drawing)
    assert figure.note == ""


def test_a_line_beside_a_drawing_is_never_wider_than_its_room() -> None:
    """Words with telephone numbers and days in them are broken before the edge, and none is lost."""
    words = "银行、消费金融公司还可打 12378，别的找地方金融管理局；2026-11-24 到 2026-12-24 打 400-018-7777 问"
    for room in (120, 210, 236):
        lines = lines_of(words, room, 14)
        assert max(width_of(each, 14) for each in lines) <= room
        assert solid("".join(lines)) == solid(words)


# --- the log ------------------------------------------------------------------------------------------------


def rows(*contacts: Contact) -> list[Row]:
    """Rows of a log, numbered from 1."""
    return [Row(row=number, contact=contact) for number, contact in enumerate(contacts, 1)]


def call(at: str, seconds: int = 60) -> Contact:
    """A collector's call that was answered."""
    return Contact(at=dt.datetime.fromisoformat(at), channel="call", connected=True, seconds=seconds, collector=True)


def test_the_weeks_show_what_was_counted(knowledge: Knowledge) -> None:
    """A week's contacts and conversations are the log's, the day with four conversations is marked, and the limit is
    drawn with its rule.
    """
    log = rows(
        *(call(f"2026-11-12T{hour}:00:00") for hour in ("09", "10", "11", "14")), call("2026-11-18T10:00:00", seconds=3)
    )
    analysis = analyse(log, situation_of(Case(lender="haier"), knowledge, TODAY), knowledge)
    weeks, evidence = log_web(analysis, log, knowledge).figures
    assert weeks.table is not None
    assert list(weeks.table.rows) == [("2026-11-09", "4", "4", "11-12"), ("2026-11-16", "1", "0", "没有")]
    assert "通话一天不超过3次" in Texts(str(weeks.drawing)).solid
    assert len(weeks.said) == 2
    assert evidence.table is not None
    assert [row[0] for row in evidence.table.rows] == ["1", "2", "3", "4"]
    assert "一天接通催收电话超过三次" in evidence.table.rows[0][3]


def test_an_empty_log_has_no_pictures(knowledge: Knowledge) -> None:
    """Where nothing was counted there is nothing to draw, and the page says so."""
    analysis = analyse([], situation_of(Case(lender="haier"), knowledge, TODAY), knowledge)
    assert log_web(analysis, [], knowledge).figures == []


# --- words to paste -----------------------------------------------------------------------------------------


class Scenario(Record, frozen=True, kw_only=True):
    """What is needed here of a scenario: the case and its day."""

    name: str
    as_of: dt.date
    answers: Case
    expect: Any = None
    known_bug: str = ""


def checked_message(advice: Any, knowledge: Knowledge) -> str:
    """The message of an advice, which is short, plain, and holds what may not be left out."""
    text = message(advice, knowledge)
    assert len(text) <= MOST
    assert not re.search(r"[\[\]*#_|`<>{}]|\u001b", text)
    assert text.endswith("\n")
    assert "\n\n" not in text
    assert advice.situation.headline in text
    for action in advice.first:
        assert action.text.rstrip("。") in text
        assert action.by in text
    for danger in advice.situation.dangers:
        assert all(value in text for value, _ in danger.numbers)
    assert {"12348", "12356", "110"} <= set(re.findall(r"\d+", text))
    assert "完整的报告" in text
    assert str(knowledge.checked) in text
    return text


@pytest.mark.parametrize("name", CASES)
def test_words_to_paste_fit_and_keep_what_matters(name: str, made: Any, knowledge: Knowledge) -> None:
    """Of every case at most 900 plain characters: danger, conclusion, three things with days, numbers, the rest."""
    checked_message(made(name).advice, knowledge)


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_words_to_paste_of_every_scenario(path: Path, knowledge: Knowledge) -> None:
    """So it is for every scenario that somebody wrote down."""
    scenarios, problems = decode(path.read_text(encoding="utf-8"), tuple[Scenario, ...], path.name)
    assert not problems
    for scenario in scenarios or ():
        checked_message(advise(scenario.answers, knowledge, scenario.as_of), knowledge)


def test_the_command_prints_the_words(run: Any, knowledge: Knowledge) -> None:
    """``--format text --short`` prints them as they are, without a broken line, and a file holds the same."""
    result = run(*SUMMONS, "--format", "text", "--short")
    advice = advise(load_case(ROOT / "examples" / "court-summons.yaml"), knowledge, TODAY)
    assert result.out == message(advice, knowledge)

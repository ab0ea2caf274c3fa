"""Every lender at every stage in every format: readable, complete, sourced, and promising nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.cells import cell_len

from borrower_help import Knowledge
from borrower_help.advice.views.conduct import FindingView
from borrower_help.cli.report_answer import advice_data
from borrower_help.knowledge.records.conduct import Nature
from borrower_help.knowledge.words import SECTIONS, SHORT_NATURES
from borrower_help.render.formats.json import envelope, to_json
from borrower_help.render.formats.markdown import to_markdown
from borrower_help.render.formats.terminal import to_text
from borrower_help.render.lines import Line
from borrower_help.render.report import short_report
from borrower_help.render.wrap import GOES_ON

from .conftest import CASES, LENDERS, ORDINARY_CASES, SCREEN_CASES, STAGES, Made

ONE_LINE = 1_000_000
"""A width at which no paragraph is broken."""

Make = Callable[[str], Made]
each_case = pytest.mark.parametrize("name", CASES)


def solid(text: str) -> str:
    """The text without spaces and line ends."""
    return re.sub(r"\s", "", text)


def json_text(made: Made, knowledge: Knowledge) -> str:
    """The report as ``--format json`` prints it."""
    return to_json(envelope("advise", advice_data(made.advice), knowledge, made.advice.as_of))


# --- on the screen ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCREEN_CASES)
def test_every_window_shows_the_same_words(name: str, made: Make) -> None:
    """In a wide, narrow or very narrow window no line runs over the edge or begins with 。

    ，、）, and no word is lost.
    """
    fits(made(name).short, (100, 80, 40, 30))
    fits(made(name).full, (100, 80, 40, 30) if name in IN_FULL_EVERYWHERE else (80,))


IN_FULL_EVERYWHERE = (
    "haier, day 20",
    "jirong, day 120",
    "jinshang, day None",
    "everything, haier",
    "everything, jirong",
)
"""Cases whose full report is shown in every window; the others differ from them in a few lines."""


def fits(lines: list[Line], widths: tuple[int, ...]) -> None:
    """The lines in windows of these widths: none too wide, none beginning with a closing mark, and no character
    lost.
    """
    for width in widths:
        text = to_text(lines, width)
        shown = text.splitlines()
        assert not [
            line for line in shown if cell_len(line) > width and not line.lstrip().startswith("http")
        ]  # an address is never cut
        assert not [line for line in shown if line.lstrip()[:1] in set("。，、；：！？）」』》】")]
        assert not [line for line in shown if line != line.rstrip()]
        assert solid(text.replace(GOES_ON + "\n", "\n")) == solid("".join(_told(line) for line in lines))


def _told(line: Line) -> str:
    """Everything one paragraph must tell, in order."""
    marks = {"item": "- ", "alert": "!! "}.get(line.role, "")
    label = line.label if line.role == "number" else f"{line.label}：" * bool(line.label)
    return marks + label + (f"「{line.text}」" if line.role == "quote" else line.text) + line.marks


@pytest.mark.parametrize("name", SCREEN_CASES)
def test_old_consoles_can_show_every_character(name: str, made: Make, knowledge: Knowledge) -> None:
    """Every format can be shown where only GBK is known, and carries no escape sequence."""
    one = made(name)
    for text in (to_text(one.short, explain=True), to_markdown(one.full, explain=True), json_text(one, knowledge)):
        assert text.encode("gbk")
        assert text.endswith("\n")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


@pytest.mark.parametrize("name", ORDINARY_CASES)
def test_the_report_on_the_screen_is_short(name: str, made: Make, knowledge: Knowledge) -> None:
    """An ordinary case takes at most sixty lines at 80 columns where nobody turns pages."""
    assert len(to_text(short_report(made(name).advice, knowledge), 80).splitlines()) <= 60


@each_case
def test_the_seven_questions_stand_in_order_in_every_format(name: str, made: Make) -> None:
    """The conclusion comes first, then the seven sections, the sources and the notice, in every text format."""
    one = made(name)
    for lines in (one.short, one.full):
        headings = [line.text for line in lines if line.role == "heading"]
        wanted = [
            "今天先做的三件事",
            *(f"{number}、{SECTIONS[section]}" for number, section in zip("一二三四五六七", SECTIONS, strict=True)),
        ]
        found = [heading.partition("（")[0] for heading in headings]
        assert found[:8] == wanted
        assert found[-2:] == ["来源", "说明"]
        assert [line.text for line in lines if line.role == "title"] == [one.advice.situation.headline]
        assert one.advice.notice in lines[-2 - (lines is one.short)].text
    markdown = to_markdown(one.full)
    assert [line for line in markdown.splitlines() if line.startswith("# ")] == ["# " + one.advice.situation.headline]
    assert [line[3:] for line in markdown.splitlines() if line.startswith("## ")] == [
        line.text for line in one.full if line.role == "heading"
    ]


@pytest.mark.parametrize("name", ["danger only", "everything, haier", "everything, jirong"])
def test_danger_stands_before_everything_else(name: str, made: Make, knowledge: Knowledge) -> None:
    """Whoever is in danger sees the numbers to call before the first word about money."""
    for lines in (made(name).short, made(name).full):
        alerts = [index for index, line in enumerate(lines) if line.role == "alert"]
        assert alerts == list(range(len(alerts)))
        numbers = {number.value for danger in knowledge.dangers.values() for number in danger.numbers}
        assert numbers <= {lines[index].label for index in alerts}


# --- what it rests on -----------------------------------------------------------------------------------

MARKS = re.compile(r"\[((?:\d+(?::[\w.-]+)?、?)+)(?: [中低])?\]$", re.MULTILINE)


def cited_in(text: str) -> list[tuple[int, str]]:
    """Every (number, article) in the marks at the ends of paragraphs."""
    refs = [ref.partition(":") for marks in MARKS.findall(text) for ref in marks.split("、")]
    return [(int(number), article) for number, _, article in refs]


def test_marks_are_recognised() -> None:
    """The test below sees every form of mark that a report uses, and not the example in the legend."""
    text = "甲 [3:56、4 中]\n乙 [12]\n丙「丁」 [1:5.3.2.1、2:253-1 低]\n[3:56] 指来源 3 的第 56 条。\n[1] 《民法典》"
    assert cited_in(text) == [(3, "56"), (4, ""), (12, ""), (1, "5.3.2.1"), (2, "253-1")]


@each_case
def test_every_number_in_a_full_report_is_listed_and_every_listed_source_is_cited(name: str, made: Make) -> None:
    """Whoever looks up [7:56] finds source 7 and its article 56; no source is listed that nothing cites."""
    text = to_markdown(made(name).full).replace("\\", "")
    _, _, end = text.partition("\n## 来源\n")
    listed = {
        (int(number), article)
        for number, articles in re.findall(r"^- \[(\d+)\] 《.*?》(?:第 ([^（]*?) [条节])?（", end, re.MULTILINE)
        for article in articles.split("、")
    }
    cited = cited_in(text)
    assert {number for number, _ in cited} == {number for number, _ in listed}
    assert {(number, article) for number, article in cited if article} == {
        (number, article) for number, article in listed if article
    }


@each_case
def test_every_number_on_the_short_screen_is_listed(name: str, made: Make) -> None:
    """On the short screen, too, every number can be looked up, and none is listed in vain."""
    text = to_text(made(name).short, ONE_LINE)
    _, _, end = text.partition("\n来源\n")
    listed = {int(number) for number in re.findall(r"\[(\d+)\] ", end.partition("[3:56]")[0])}
    assert {number for number, _ in cited_in(text)} == listed


@each_case
def test_every_source_in_the_json_is_listed(name: str, made: Make, knowledge: Knowledge) -> None:
    """A program finds each reference of ``data`` under ``sources``, with its document and article, and no other."""
    found = json.loads(json_text(made(name), knowledge))
    refs = {
        ref
        for node in nodes(found["data"])
        for ref in (*(node.get("sources") or ()), *filter(None, [node.get("source")]))
        if isinstance(ref, str)
    }
    assert refs == {source["ref"] for source in found["sources"]}
    assert len(found["sources"]) == len(refs)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in plain data."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)


NOT_ITEMS = {
    "where": {"id", "text", "where", "checked"},  # what is not known
    "channel": {"channel", "text", "sources", "confidence"},  # a step of a route
    "source": {"id", "text", "source"},  # a number in a rule
}
"""What carries a text without being an item: the key by which it is told, and what it must carry instead."""


def is_item(node: dict[str, Any]) -> bool:
    """Whether a part of the JSON must say what it rests on: whatever has a text, but for those kinds and
    contradictions.
    """
    told_by = next((key for key in NOT_ITEMS if key in node), None)
    if "text" not in node or set(node) == {"text", "sources"}:
        return False
    assert told_by is None or NOT_ITEMS[told_by] <= set(node)
    return told_by is None


@each_case
def test_every_item_in_the_json_says_what_it_rests_on(name: str, made: Make, knowledge: Knowledge) -> None:
    """Everything told to the borrower has an id, a confidence and at least one source, also for programs."""
    items = [node for node in nodes(json.loads(json_text(made(name), knowledge))["data"]) if is_item(node)]
    assert len(items) > 100
    for item in items:
        assert item["id"]
        assert item["text"]
        assert item["confidence"] in ("high", "medium", "low")
        assert item["sources"]


# --- the right words ------------------------------------------------------------------------------------

NOT_SAID_OF_ANYBODY = re.compile(
    r"「[^」]*」"  # somebody else's claim, quoted
    r"|不等于违法|不叫违法|不算违法|是否违法|不得违法违规"  # the opposite, a question, a prohibition
    r"|违法(?:所得|行为|线索|事实|违约|和不良信息)"  # names of things: a fine, a petition, a hotline
    r"|管个人信息的部门（网信等）：违法收集|违法催收找公安"  # whom to turn to if it is
)


def calls_unlawful(text: str) -> bool:
    """Whether a text calls what somebody does 违法."""
    return "违法" in NOT_SAID_OF_ANYBODY.sub("", text)


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("不可以（违法，看情节，由公安或法院认定）", True),
        ("扣人、不让你离开，违法", True),
        ("不符合国家标准或行业自律，还不等于违法", False),
        ("「一天打 7 次就是治安违法」。条文没有写次数", False),
        ("没收违法所得", False),
        ("「20% 就违法」，这样收就是违法", True),
    ],
)
def test_negated_and_quoted_forms_are_told_apart(text: str, calls: bool) -> None:
    """The test below sees the word where it is an accusation, and only there."""
    assert calls_unlawful(text) is calls


@each_case
def test_only_what_breaks_a_law_is_called_unlawful(name: str, made: Make) -> None:
    """违法 is said of a behaviour only where a law that binds this lender says so; the rest breaks a rule or a
    standard.
    """
    one = made(name)
    findings = (*one.advice.conduct.findings, *one.advice.conduct.common)
    for lines in (one.short, one.full):
        before_sources = lines[: [line.text for line in lines].index("来源")]
        accusing = [line for line in before_sources if calls_unlawful(f"{line.label}：{line.text}")]
        wrong = [
            line
            for line in accusing
            if not any(is_about(line, finding) for finding in findings if finding.nature is Nature.UNLAWFUL)
        ]
        assert [(line.role, line.label, line.text) for line in wrong] == []


def is_about(line: Line, finding: FindingView) -> bool:
    """Whether a line is part of a finding: its heading, its answer, its one line on the short screen, or its rules."""
    return (
        line.text == f"{finding.title}：{finding.label}"
        or line.text in (finding.text, finding.police, finding.say)
        or (line.label == finding.title and SHORT_NATURES[Nature.UNLAWFUL] in line.text)
        or (line.label == "依据" and any(rule.gist and rule.gist in line.text for rule in finding.rules))
    )


def test_a_platform_is_not_said_to_be_bound_by_the_rules_for_lenders(made: Make) -> None:
    """Which regulator's rule binds depends on the lender in the contract, and the full report says so rule by rule."""
    assert not [line.text for line in made("everything, jirong").full if "监管规章，约束这家机构" in line.text]


PROMISES = re.compile(
    r"保证(?:你|能|可以|成功|减免|通过|批|不)|一定(?:能|会|可以|成功)|肯定(?:能|会)|免还|洗白|官方合作|必赢|必然|包过|百分之百|100%|成功率"
)
QUOTED = ("小心骗局", "别信这种说法", "别说", "网文说法（不可采信）")
"""Labels behind which a false promise is quoted in order to refute it."""


@each_case
def test_nothing_is_promised(name: str, made: Make) -> None:
    """No line promises an outcome, and none but a refutation repeats a promise."""
    for lines in (made(name).short, made(name).full):
        assert not [
            line.text
            for line in lines
            if line.label not in QUOTED and re.search(PROMISES, re.sub("「[^」]*」|不一定|保证人", "", line.text))
        ]


NEVER = ("15070879527", "3590931873", "4000627626", "400-168-5858", "95105520", "400-699-9999", "9548/9558")
"""A private telephone and mailbox from the footers of the first articles, and hotlines that nobody verified."""


@each_case
def test_no_unverified_telephone_is_shown(name: str, made: Make, knowledge: Knowledge) -> None:
    """Nobody is sent to a number that was copied from a footer or invented by an article."""
    one = made(name)
    for text in (to_markdown(one.full), json_text(one, knowledge)):
        assert not [number for number in NEVER if number in text]


@pytest.mark.parametrize("lender", LENDERS)
def test_the_borrower_is_shown_both_what_is_said_and_what_the_rules_give(lender: str, made: Make) -> None:
    """Practice and entitlement stand side by side in every stage, marked apart."""
    for day in STAGES:
        one = made(f"{lender}, day {day}")
        labels = [line.label for line in one.full]
        assert "做法" in labels
        assert "规则" in labels
        for stage in one.advice.outlook.stages:
            assert stage.practice
            assert stage.entitlement

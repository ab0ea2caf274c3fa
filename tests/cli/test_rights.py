"""``rights``: the same rules read the other way, as what one may insist on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rich.cells import cell_len

DAY = ("--as-of", "2026-11-21")
PROMISED = {
    "identity": "身份",
    "records": "记录",
    "statement": "明细",
    "contract": "合同",
    "no-third-party": "无关的人",
    "deletion": "删除",
    "explanation": "答复",
    "complaint": "投诉",
    "mediation": "调解",
    "court": "法庭",
}
"""What the issue promises: identity, records, statement, contract, no third party, deletion, explanation, complaint, mediation, court."""


def test_all_that_was_promised(run: Any) -> None:
    """The list holds every right that a borrower may claim, each with a short id."""
    result = run("rights", "list", *DAY)
    assert (result.code, result.err) == (0, "")
    for identifier in PROMISED:
        assert f"- {identifier}：" in result.out


@pytest.mark.parametrize("identifier", PROMISED)
def test_one_right(run: Any, identifier: str) -> None:
    """Each right says what it is, how to claim it, where it ends and on which rule it rests."""
    result = run("rights", "show", identifier, *DAY)
    assert (result.code, result.err) == (0, "")
    for part in ("怎么主张：", "到哪里为止：", "来源"):
        assert part in result.out


@pytest.mark.parametrize("written", ["statement", "right-statement", " statement "])
def test_ways_to_write_it(run: Any, written: str) -> None:
    """The id may be written with or without its prefix."""
    result = run("rights", "show", written, *DAY)
    assert (result.code, result.out) == (0, run("rights", "show", "statement", *DAY).out)


def test_underscores(run: Any) -> None:
    """Who writes an underscore for a dash is understood."""
    assert run("rights", "show", "no_third_party", *DAY).code == 0


@pytest.mark.parametrize(("words", "identifier"), [("要明细", "statement"), ("删除我的信息", "deletion"), ("别打给我家人", "no-third-party")])
def test_in_own_words(run: Any, words: str, identifier: str) -> None:
    """A right asked for in one's own words is offered by its id; nothing is shown as if it had been meant."""
    result = run("rights", "show", words, *DAY)
    assert (result.code, result.out) == (2, "")
    assert f"{identifier}（" in result.err


def test_no_such_right(run: Any) -> None:
    """Words that lead nowhere lead to the list."""
    result = run("rights", "show", "火星", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "rights list" in result.err


def test_for_programs(run: Any, knowledge: Any) -> None:
    """In JSON every right has its sources and its confidence, and the sources are described."""
    envelope = json.loads(run("rights", "list", *DAY, "--format", "json").out)
    assert envelope["command"] == "rights list"
    assert {right["id"] for right in envelope["data"]} == set(knowledge.rights)
    assert all(right["sources"] and right["confidence"] and right["claim"] for right in envelope["data"])
    shown = json.loads(run("rights", "show", "statement", *DAY, "--format", "json").out)
    assert (shown["command"], shown["data"]["id"]) == ("rights show", "right-statement")
    assert {source["ref"] for source in shown["sources"]} == set(shown["data"]["sources"])


@pytest.mark.parametrize("identifier", ["statement", "no-third-party", "quiet-hours"])
def test_a_right_stands_beside_its_breach(run: Any, knowledge: Any, identifier: str) -> None:
    """Beside a behaviour that breaches a right, ``check`` names that right."""
    right = knowledge.rights[f"right-{identifier}"]
    assert right.behaviours
    assert any(right.name in run("check", behaviour, "--lender", "海尔", *DAY).out.replace("\n  ", "") for behaviour in right.behaviours)


def test_markdown(run: Any) -> None:
    """Markdown begins with the name of the right."""
    assert run("rights", "show", "statement", *DAY, "--format", "markdown").out.startswith("# ")


@pytest.mark.parametrize("words", [("list",), ("show", "statement"), ("show", "no-third-party")], ids=" ".join)
def test_forty_columns(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """In a window of forty columns no line is wider."""
    monkeypatch.setenv("COLUMNS", "40")
    assert [line for line in run("rights", *words, *DAY).out.splitlines() if cell_len(line) > 40] == []


def test_no_command(run: Any) -> None:
    """``rights`` alone says in Chinese that something is missing."""
    result = run("rights")
    assert (result.code, result.out) == (2, "")
    assert "子命令" in result.err

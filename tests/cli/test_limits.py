"""``limits``: what this tool cannot do."""

from __future__ import annotations

import json
from typing import Any


def test_limits(run: Any, knowledge: Any) -> None:
    """The limits say what is not done, what is not verified, and where a person can help, with sources."""
    result = run("limits", "--as-of", "2026-11-21")
    assert (result.code, result.err) == (0, "")
    assert [
        line for line in ("这个工具做不到的事", "还没有核实的事", "来源") if line not in result.out.splitlines()
    ] == []
    data = json.loads(run("limits", "--as-of", "2026-11-21", "--format", "json").out)["data"]
    assert [entry["id"] for entry in data["limits"]] == [entry.id for entry in knowledge.limits.limits]
    assert data["human_help"]["text"]


def test_the_notice_is_the_one_every_answer_carries(run: Any) -> None:
    """The notice that nobody here is a lawyer or an agent stands in the limits and in every report."""
    notice = json.loads(run("limits", "--as-of", "2026-11-21", "--format", "json").out)["notice"]
    for words in (("limits",), ("advise", "--lender", "海尔", "--no-input")):
        assert notice in run(*words, "--as-of", "2026-11-21").out.replace("\n", "")


def test_drafts_are_called_drafts(run: Any) -> None:
    """Nobody is left to believe that a draft is law, or that the newest LPR and days off are known."""
    out = run("limits", "--as-of", "2026-11-30").out.replace("\n", "").replace(" ", "")
    assert [
        words for words in ("都还是草案", "13个法定假日由法律定好了", "只读到2026年9月公布的") if words not in out
    ] == []

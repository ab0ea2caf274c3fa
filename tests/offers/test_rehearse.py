"""``rehearse``: the hardest sentences of a collector."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

AS_OF = ("--as-of", "2026-11-30")


def test_a_pipe_gets_all_ten(run: Any) -> None:
    """Without a terminal all ten sentences are printed with their answers, and how to tell the family."""
    out = run("rehearse", *AS_OF).out
    assert len(re.findall(r"^\d+\. 对方说", out, re.MULTILINE)) == 10
    assert "怎么和家里说" in out


def test_every_sentence_has_one_good_answer(run: Any) -> None:
    """Each sentence has exactly one good answer, and every answer says what it costs."""
    data = json.loads(run("rehearse", *AS_OF, "--format", "json").out)["data"]
    for sentence in data["sentences"]:
        assert len([choice for choice in sentence["choices"] if choice.get("good")]) == 1, sentence["id"]
        assert all(choice["cost"] for choice in sentence["choices"])


@pytest.mark.parametrize("columns", [80, 40])
def test_it_fits_the_screen(run: Any, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line is wider than the screen."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(columns))
    out = run("rehearse", *AS_OF).out
    assert [line for line in out.splitlines() if cell_len(line) > columns] == []


def test_the_good_answer_is_read_first(run: Any) -> None:
    """Of every sentence the good answer stands before the bad ones: the first thing read is what sticks."""
    out = run("rehearse", *AS_OF).out
    for part in re.split(r"^\d+\. 对方说", out, flags=re.MULTILINE)[1:]:
        labels = re.findall(r"^\W*(好|不好)：", part, re.MULTILINE)
        assert labels == ["好", "不好", "不好"], part


def test_a_good_answer_says_what_happens_then(run: Any) -> None:
    """No answer is said to cost nothing: it says what the collector may do next and what is kept."""
    out = run("rehearse", *AS_OF).out
    assert "没有坏处" not in out
    assert "他可能还催，你没多认一分钱" in out


def test_whoever_is_near_three_years_has_words_of_their_own(run: Any) -> None:
    """A good answer that names a sum or promises one has other words beside it for a claim that may be too old."""
    sentences = json.loads(run("rehearse", *AS_OF, "--format", "json").out)["data"]["sentences"]
    for sentence in sentences:
        good = next(choice["text"] for choice in sentence["choices"] if choice.get("good"))
        if "＿＿元" in good or "还多少" in good:
            assert sentence.get("near_limit"), sentence["id"]
    out = run("rehearse", *AS_OF).out
    sixth = out.partition("6. 对方说")[2].partition("7. 对方说")[0]
    assert "拖了快三年或更久，改说：「我先核对日期和明细，再书面答复。」" in re.sub(r"\s", "", sixth)


def test_the_marks_are_explained_before_the_first(run: Any) -> None:
    """What a mark says stands before the first sentence that has one, and names a mark of this page."""
    out = re.sub(r"\s", "", run("rehearse", *AS_OF).out)
    explained = re.search(r"\[(\d+:\d+)\]是来源\d+第\d+条", out)
    assert explained
    assert explained[1] in out[explained.end() :]
    assert explained.start() < out.index("1.对方说")

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

"""Offers of different shapes, judged as a lawyer of a debt-advice charity would: the cases stand in offers.yaml."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
OFFERS, LATER, READ_AGAIN = (
    yaml.load((HERE / name).read_text(encoding="utf-8"), yaml.BaseLoader)
    for name in ("offers.yaml", "later_offers.yaml", "read_again_offers.yaml")
)
AS_OF = ("--as-of", "2026-11-30")


def words_of(case: dict[str, Any]) -> list[str]:
    """The command line of a case."""
    flags = [word for name, value in case.get("flags", {}).items() for word in (f"--{name}", value)]
    return ["offer", "check", case["said"], *flags, *(w for name in case.get("has", ()) for w in ("--has", name))]


def joined(text: str) -> str:
    """A screen without its line breaks and the spaces of wrapping."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("case", [*OFFERS, *LATER, *READ_AGAIN], ids=lambda case: case["name"])
def test_every_offer_is_judged_as_a_lawyer_would(run: Any, case: dict[str, Any]) -> None:
    """The verdict is the expected one, and the screen names the sums, the trap or what is missing."""
    result = run(*words_of(case), *AS_OF, "--no-input")
    data = json.loads(run(*words_of(case), *AS_OF, "--no-input", "--format", "json").out)["data"]
    screen = joined(result.out)
    assert result.code == 0
    assert data["verdict"] == case["verdict"], data["headline"]
    assert [words for words in case["in"] if joined(words) not in screen] == []
    assert [words for words in case.get("out", ()) if joined(words) in screen] == []


def test_there_are_twenty_offers_and_half_are_traps() -> None:
    """The collection keeps its size, its traps, and the arithmetic by hand."""
    assert len(OFFERS) >= 20
    assert len([case for case in OFFERS if case["verdict"] == "do_not_sign"]) >= 10
    assert all(case["by_hand"] for case in OFFERS)


@pytest.mark.parametrize("columns", [80, 40])
def test_an_answer_fits_the_screen(run: Any, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line is wider than the screen, and the verdict stands in the first line."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(columns))
    out = run(*words_of(OFFERS[2]), *AS_OF, "--no-input").out
    assert [line for line in out.splitlines() if cell_len(line) > columns] == []
    assert out.startswith("别签，也别付。")

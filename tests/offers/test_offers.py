"""Offers of different shapes, judged as a lawyer of a debt-advice charity would: the cases stand in offers.yaml."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
OFFERS, LATER, READ_AGAIN, SPOKEN = (
    yaml.load((HERE / name).read_text(encoding="utf-8"), yaml.BaseLoader)
    for name in ("offers.yaml", "later_offers.yaml", "read_again_offers.yaml", "spoken_offers.yaml")
)
AS_OF = ("--as-of", "2026-11-30")


def words_of(case: dict[str, Any]) -> list[str]:
    """The command line of a case."""
    flags = [word for name, value in case.get("flags", {}).items() for word in (f"--{name}", value)]
    return ["offer", "check", case["said"], *flags, *(w for name in case.get("has", ()) for w in ("--has", name))]


def joined(text: str) -> str:
    """A screen without its line breaks and the spaces of wrapping."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("case", [*OFFERS, *LATER, *READ_AGAIN, *SPOKEN], ids=lambda case: case["name"])
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


MEANS = ("--debt", "20000", "--income", "6000", "--essentials", "4000", "--cash", "5000", *AS_OF)


def test_a_counter_hears_what_is_asked(run: Any) -> None:
    """12000 in one sum: the same sum in 9 months of 1440 (8 x 1440 + 480), then in 7 of 1800; nothing says 20000."""
    screen = joined(run("offer", "counter", "一次还12000结清", *MEANS).out)
    assert screen.startswith("同样还12,000.00元，改成每月1,440.00元、9个月")
    assert "1,800.00元×80%=1,440.00元" in screen
    assert "每月1,800.00元、7个月（最后一个月1,200.00元）" in screen
    assert "20,000.00" not in screen


def test_a_counter_without_an_ask_says_not_to_pass_it(run: Any) -> None:
    """Nobody knows what they ask: the first sum leaves room, and the screen says not to pass what is asked."""
    screen = joined(run("offer", "counter", *MEANS).out)
    assert "别还得比它要的高" in screen
    assert "先提：一次付800.00元全部结清" in screen
    assert "退一步：一次付1,000.00元全部结清" in screen
    assert "再退一步" not in screen


def test_a_counter_beside_a_summons_says_that_the_court_does_not_wait(run: Any, tmp_path: Path) -> None:
    """Whoever has a summons and only asks what to offer is told that answer and hearing go on; without one, not."""
    told = tmp_path / "case.yaml"
    told.write_text("lender: 海尔\npapers: [{kind: summons, received: 2026-11-27}]\n", encoding="utf-8")
    assert "谈判不会让法院的期限停下" in joined(run("offer", "counter", "--case", str(told), *MEANS).out)
    assert "谈判不会让法院的期限停下" not in joined(run("offer", "counter", *MEANS).out)


@pytest.mark.parametrize(
    ("told", "asked", "not_asked"),
    [
        (("--debt", "9000"), ("--income", "--essentials"), "--debt"),
        (("--debt", "9000", "--income", "6000"), ("--essentials",), "--income"),
        (("--income", "6000", "--essentials", "4500"), ("--debt",), "--income"),
    ],
)
def test_only_what_is_missing_is_asked_for(
    run: Any, told: tuple[str, ...], asked: tuple[str, ...], not_asked: str
) -> None:
    """Whoever told the debt is asked for the income and not for the debt, and the other way round."""
    out = run("offer", "counter", *told, *AS_OF).out
    assert [flag for flag in asked if flag not in out] == []
    assert not_asked not in out

"""Whole reports, word for word: a change of any text shows up as a difference that somebody has to look at.

``pytest tests/render/test_golden.py --update-golden`` writes the files anew; look at ``git diff tests/golden`` before committing.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
LENDERS = ("haier", "jirong", "jinshang")
DAYS = (1, 5, 20, 75, 200, 800)
FORMATS = ("terminal", "text", "markdown", "json")
MOST_LINES = 60
"""No more lines of difference than one can look at."""

Run = Callable[..., Any]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("lender", LENDERS)
def test_report_is_word_for_word_the_golden_one(lender: str, day: int, format_: str, run: Run, request: pytest.FixtureRequest) -> None:
    """A borrower at this lender on this day gets exactly the report that was looked at last."""
    path = GOLDEN / f"{lender}-{day}.{format_}"
    code, out, err = run("advise", "--lender", lender, "--days-overdue", day, "--as-of", "2026-11-21", "--format", format_)
    assert (code, err) == (0, "")
    if request.config.getoption("--update-golden"):
        path.write_text(out, encoding="utf-8", newline="\n")
        return
    if not path.is_file():
        pytest.fail(f"{path.name} does not exist; write it with --update-golden", pytrace=False)
    difference = compared(path.read_text(encoding="utf-8"), out, path.name)
    if difference:
        pytest.fail(f"{difference}\n(if this is meant: pytest tests/render/test_golden.py --update-golden)", pytrace=False)


def compared(expected: str, got: str, name: str) -> str:
    """The first lines of the difference, as ``diff -u`` shows it; empty where there is none."""
    if expected == got:
        return ""
    lines = list(difflib.unified_diff(expected.splitlines(), got.splitlines(), f"golden/{name}", "now", n=1, lineterm=""))
    more = f"\n… and {len(lines) - MOST_LINES} more lines" if len(lines) > MOST_LINES else ""
    return "\n".join(lines[:MOST_LINES] or ["the files differ in their line ends only"]) + more


def test_a_difference_is_readable() -> None:
    """Whoever changed a text sees the old and the new line and the file, not two whole reports."""
    expected = "".join(f"第 {number} 行\n" for number in range(200))
    assert compared(expected, expected, "haier-1.text") == ""
    assert compared(expected, expected.replace("第 7 行", "改了"), "haier-1.text").splitlines() == [
        "--- golden/haier-1.text",
        "+++ now",
        "@@ -7,3 +7,3 @@",
        " 第 6 行",
        "-第 7 行",
        "+改了",
        " 第 8 行",
    ]
    assert compared(expected, expected.replace("第", "另"), "haier-1.text").endswith("more lines")
    assert compared("一\n", "一", "haier-1.text")


def test_there_is_no_golden_file_too_many() -> None:
    """A golden file that nothing compares would only look like a test."""
    known = {f"{lender}-{day}.{format_}" for lender in LENDERS for day in DAYS for format_ in FORMATS}
    assert {path.name for path in GOLDEN.iterdir()} <= known

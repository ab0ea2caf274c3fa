"""The ten people whose terminal was written down: their transcripts are there, and some are played again."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

FOLDER = Path(__file__).parent

_spec = importlib.util.spec_from_file_location("replay", FOLDER / "replay.py")
assert _spec is not None
assert _spec.loader is not None
replay: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(replay)

MOST = {80: 16, 40: 24}


def _figures(transcript: str) -> tuple[int, list[str]]:
    """The number of questions, and the parts between the headings of the screens."""
    questions = re.search(r"(\d+) 题", transcript.partition("\n")[0])
    assert questions is not None
    return int(questions.group(1)), re.split(r"──── .+ ────\n", transcript)


@pytest.mark.parametrize("person", replay.PEOPLE)
@pytest.mark.parametrize("mode", ["arrows", "plain"])
@pytest.mark.parametrize("columns", [80, 40])
def test_everybody_was_played_to_the_end(person: str, mode: str, columns: int) -> None:
    """Each has a transcript for both widths and both ways of answering, of at most ten questions, which ends on the
    conclusion or, in danger, on the numbers.
    """
    transcript = (FOLDER / f"{person}-{mode}-{columns}.txt").read_text(encoding="utf-8")
    questions, parts = _figures(transcript)
    assert questions <= 10
    assert "结论：" in parts[-1] or "12356" in parts[-1]
    assert "Traceback" not in transcript
    assert all(cell_len(line) <= columns + 1 for line in parts[-1].splitlines())


@pytest.mark.parametrize(
    ("person", "mode", "columns"),
    [("04-mother", "plain", 40), ("06-student-in-danger", "arrows", 40), ("09-payment-order", "arrows", 80)],
)
def test_they_are_played_again(person: str, mode: str, columns: int) -> None:
    """Played now, the same person gets through with the same number of questions and keys, and the first screen stands
    in the window whole, from its first line to the line that is typed.
    """
    transcript, _ = replay.play(person, columns, plain=mode == "plain")
    committed = (FOLDER / f"{person}-{mode}-{columns}.txt").read_text(encoding="utf-8")
    figures = re.compile(r"\d+ 题|共 \d+ 键")
    assert figures.findall(transcript.partition("\n")[0]) == figures.findall(committed.partition("\n")[0])
    _, parts = _figures(transcript)
    if len(parts) > 2:
        assert "今天先做的三件事" in parts[1]
        assert len(parts[1].partition("> 请输入：")[2].partition("\n1 接下来")[0].splitlines()) <= MOST[columns] + 2

"""One property of every command: whatever is typed and whatever is in a file, an answer or a sentence."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from .tree import CODES, command_line, commands, is_path

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "200"))
SEED = int(os.environ.get("FUZZ_SEED", "17"))
MOST = 1_000_000
"""Characters of the longest answer there is (all of the knowledge) with room to spare."""

WATCHED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "urllib.", "webbrowser.")
_seen: list[str] = []


def _watch(event: str, _args: Any) -> None:
    if event.startswith(WATCHED):
        _seen.append(event)


def wrong(result: Any, line: list[str]) -> str:
    """What is wrong with an answer; empty when nothing is."""
    both = result.out + result.err
    if result.code not in CODES:
        return f"exit code {result.code}"
    if re.search(r"Traceback|程序出错|[A-Z][a-z]+Error", both) or (
        "用法：" in both and line and not line[0].startswith("-")
    ):
        return "the machinery shows"
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", both):
        return "a control character"
    if len(both) > MOST:
        return f"{len(both)} characters"
    if result.code in (2, 3) and not re.search(r"[\u4e00-\u9fff]", both):
        return "no Chinese sentence"
    if "--help" not in line and result.out.startswith("{") and "--format" in line:
        json.loads(result.out)
    return ""


def half_written(folder: Path) -> list[str]:
    """Temporary files that a command left behind."""
    return [path.name for path in folder.rglob("*") if path.name.startswith(".borrower-help-")]


def test_any_command_line(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Any flags with any values and any files: an allowed exit code, a Chinese sentence or an answer, bounded; no
    traceback, nothing half-written, no socket and no process. ``make fuzz`` runs many thousands.
    """
    sys.addaudithook(_watch)
    chance = random.Random(SEED)
    known, codes = commands(), Counter[int]()
    monkeypatch.chdir(tmp_path)
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        line = command_line(chance, known[number % len(known)], folder)
        stdin = chance.choice(("", "lender: 海尔\n", "删除\n", "\x00\xff"))
        _seen.clear()
        result = run(*line, stdin=stdin)
        codes[result.code] += 1
        said = wrong(result, line) or ", ".join(_seen) or ", ".join(half_written(tmp_path))
        assert not said, (SEED, number, said, line, result.code, (result.out + result.err)[-600:])
        shutil.rmtree(folder)
    with capsys.disabled():
        if "FUZZ_ROUNDS" in os.environ:
            told = ", ".join(f"{count} ended with {code}" for code, count in sorted(codes.items()))
            sys.stdout.write(f"\n{ROUNDS} command lines of {len(known)} commands, seed {SEED}: {told}.\n")


def test_every_command_is_tried() -> None:
    """The tree is walked down to its leaves: all commands the help names are among those that are tried."""
    found = {" ".join(command.words) for command in commands()}
    assert {"", "advise", "cost", "log import", "log purge", "knowledge check", "faq build", "lender find"} <= found
    assert len(found) <= ROUNDS
    assert {parameter.name for command in commands() for parameter in command.parameters if is_path(parameter)} >= {
        *("log", "file", "case_file", "payments", "output", "knowledge_dir", "out", "save_case")
    }

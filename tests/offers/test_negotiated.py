"""What was negotiated is recorded, and the next step has a day."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

AS_OF = ("--as-of", "2026-11-30")


def add(run: Any, log: Path, *words: str) -> None:
    """Record one negotiation."""
    result = run("log", "add", "--log", log, "--channel", "negotiation", *words, "--no-input")
    assert result.code == 0, result.err


def test_the_last_word_of_each_lender_decides(run: Any, tmp_path: Path) -> None:
    """Refused without a reason: ask for it within three days; what was said before stays in sight."""
    log = tmp_path / "log.jsonl"
    add(run, log, "--at", "2026-11-10", "--outcome", "asked", "--lender", "海尔", "--said", "每月600")
    add(run, log, "--at", "2026-11-20", "--outcome", "refused", "--lender", "海尔消费金融")
    add(run, log, "--at", "2026-11-28", "--outcome", "promised", "--until", "2026-12-05", "--lender", "招联")
    steps = json.loads(run("log", "next", "--log", log, *AS_OF, "--format", "json").out)["data"]
    assert [(step["by"], step["late"], step["what"]["id"]) for step in steps] == [
        ("2026-11-23", True, "refused"),
        ("2026-12-06", False, "promised"),
    ]
    assert steps[0]["history"] == ["2026-11-10 我提了方案"]
    assert "书面写明理由" in steps[0]["say"]


def test_it_goes_into_a_calendar_and_a_list(run: Any, tmp_path: Path) -> None:
    """The next steps are days of a calendar, and the rows of the log say what came of the talk."""
    log = tmp_path / "log.jsonl"
    add(run, log, "--at", "2026-11-28", "--outcome", "对方给了方案", "--until", "2026-12-10", "--lender", "招联")
    out = run("log", "next", "--log", log, *AS_OF, "--format", "ics").out
    assert "DTSTART;VALUE=DATE:20261201" in out
    assert "协商（对方给了方案，到2026-12-10）" in re.sub(r"\s", "", run("log", "list", "--log", log).out)


def test_a_negotiation_is_no_harassment(run: Any, tmp_path: Path) -> None:
    """What was said about paying is not counted as pressure of a collector."""
    log = tmp_path / "log.jsonl"
    for day in range(10, 20):
        add(run, log, "--at", f"2026-11-{day} 23:30", "--outcome", "asked", "--lender", "海尔")
    data = json.loads(run("log", "check", "--log", log, *AS_OF, "--format", "json").out)["data"]
    assert data["counted"] == 0
    assert data["findings"] == []


def test_an_outcome_belongs_to_a_negotiation(run: Any, tmp_path: Path) -> None:
    """A call has no outcome of a negotiation; the mistake says what to add."""
    words = ("--at", "2026-11-20 10:00", "--channel", "call", "--outcome", "agreed", "--no-input")
    result = run("log", "add", "--log", tmp_path / "log.jsonl", *words)
    assert result.code == 2
    assert "negotiation" in result.err


def test_nothing_negotiated_yet(run: Any, tmp_path: Path) -> None:
    """An empty log says how to record the first talk."""
    out = run("log", "next", *AS_OF).out
    assert "还没有记过协商" in out


def test_a_complaint_tells_how_it_came_to_it(run: Any, tmp_path: Path) -> None:
    """The talks with that lender stand in the complaint, with the rows that show them; those with others do not."""
    log = tmp_path / "log.jsonl"
    add(run, log, "--at", "2026-11-10", "--outcome", "asked", "--lender", "海尔", "--said", "每月600")
    add(run, log, "--at", "2026-11-12", "--outcome", "refused", "--lender", "海尔消费金融")
    add(run, log, "--at", "2026-11-13", "--outcome", "refused", "--lender", "招联")
    words = ("complain", "--lender", "海尔", "--log", log, *AS_OF)
    out = re.sub(r"\s", "", run(*words).out)
    assert "2026-11-10我提了方案：每月600（记录第1行）" in out
    assert "2026-11-12对方拒绝，没说理由（记录第2行）" in out
    assert "2026-11-13" not in out
    assert len(json.loads(run(*words, "--format", "json").out)["data"]["talks"]) == 2

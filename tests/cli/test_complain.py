"""``complain``: demands of what happened, whom first, dated steps, the log as evidence, what abuse costs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from borrower_help.knowledge.records.base import InstitutionKind

DAY = ("--as-of", "2026-11-30")
HAPPENED = "lender: 海尔\ndays_overdue: 40\nhappened: [collect_from_relative, call_after_22]\n"


def kit(run: Any, tmp_path: Path, case: str, *more: str) -> dict[str, Any]:
    """The complaint of a case, for programs."""
    file = tmp_path / "case.yaml"
    file.write_text(case, encoding="utf-8")
    result = run("complain", "--case", str(file), "--format", "json", *DAY, *more)
    assert result.code == 0, result.err
    data: dict[str, Any] = json.loads(result.out)["data"]
    return data


def days(ladder: list[dict[str, Any]]) -> dict[str, str | None]:
    """The day of each step."""
    return {rung["id"]: rung["date"] for rung in ladder}


def test_a_demand_a_line_with_whom_first_and_what_to_attach(run: Any, tmp_path: Path) -> None:
    """What happened is asked to stop, each with its body and its proofs; what did not happen is not claimed."""
    data = kit(run, tmp_path, HAPPENED)
    assert [demand["id"] for demand in data["demands"]] == ["demand-only-me", "demand-hours", "demand-written-answer"]
    assert {demand["channel"] for demand in data["demands"]} == {"lender"}
    assert all(demand["attach"] and "\n" not in demand["text"] for demand in data["demands"])


def test_the_ladder_from_the_day_it_was_lodged(run: Any, tmp_path: Path) -> None:
    """Fifteen days for the lender, then the regulator: its seven working days, its two months, sixty days to review."""
    data = kit(run, tmp_path, HAPPENED + "complained: 2026-11-10\n")
    ladder = days(data["ladder"])
    assert data["lodged"] == ladder["rung-lodge"] == "2026-11-10"
    assert ladder["rung-answer-15"] == "2026-11-25"
    assert ladder["rung-regulator"] == "2026-11-30"  # its day has come; it can be taken today
    assert ladder["rung-forward"] == "2026-12-09"
    assert ladder["rung-answer-60"] == "2027-01-09"
    assert ladder["rung-investigate"] == "2027-01-30"
    assert ladder["rung-reconsider"] == "2027-03-31"


def test_the_credit_path_stands_apart(run: Any, tmp_path: Path) -> None:
    """Objection, twenty days, complaint to the central bank, ten working days, thirty days."""
    data = kit(run, tmp_path, HAPPENED)
    assert days(data["credit"]) == {
        "rung-credit-objection": "2026-11-30",
        "rung-credit-answer": "2026-12-20",
        "rung-credit-complaint": "2026-12-21",
        "rung-credit-review": "2027-01-05",
        "rung-credit-result": "2027-02-04",
    }
    assert not {rung["id"] for rung in data["ladder"]} & set(days(data["credit"]))


def test_a_micro_lender_goes_to_the_local_authority(run: Any, tmp_path: Path) -> None:
    """No fifteen days are promised; sixty days for the authority, sixty to ask for review."""
    data = kit(run, tmp_path, "kind: micro_loan\nhappened: [insult]\n")
    ladder = days(data["ladder"])
    assert "rung-answer-15" not in ladder
    assert (ladder["rung-local"], ladder["rung-local-60"], ladder["rung-local-reconsider"]) == (
        "2026-11-30",
        "2027-01-29",
        "2027-03-30",
    )
    assert "nfra_12378" not in {body["id"] for body in data["bodies"]}


@pytest.mark.parametrize("kind", InstitutionKind)
def test_every_kind_of_lender_has_a_way(run: Any, tmp_path: Path, kind: InstitutionKind) -> None:
    """Whoever lends: there are demands, steps that can be taken, what each body never does, and an answer to a no."""
    data = kit(run, tmp_path, f"kind: {kind}\nhappened: [bodily_threat, disclose_debt]\n")
    assert data["demands"]
    assert data["ladder"]
    assert data["ladder"][0]["date"]
    assert all(body["does_not"] and body["deadline"] for body in data["bodies"])
    assert data["refused"]
    assert len(data["abuse"]) == 4
    assert data["demands"][0]["channel"] == "police"


def test_without_facts_it_says_what_to_collect(run: Any, tmp_path: Path) -> None:
    """Nothing told: no demand is made up, and the first thing is to collect."""
    data = kit(run, tmp_path, "lender: 海尔\ndays_overdue: 40\n")
    assert data["demands"] == []
    assert data["collect"][0]["id"] == "collect-first"


def test_the_evidence_is_the_log_with_its_rows(run: Any, tmp_path: Path) -> None:
    """Each day and thing the log shows is a line of a table, with the rows that show it."""
    log = tmp_path / "log.csv"
    for minute in range(5):
        told = ("--channel", "call", "--person", "me", "--connected", "--lender", "海尔", "--number", "02100000001")
        added = run("log", "add", "--log", str(log), "--at", f"2026-11-18 23:0{minute}", *told, "--no-input")
        assert added.code == 0, added.err
    data = kit(run, tmp_path, "lender: 海尔\ndays_overdue: 40\n", "--log", str(log))
    assert data["evidence"]
    assert {row["on"] for row in data["evidence"]} == {"2026-11-18"}
    assert data["evidence"][0]["rows"] == [1, 2, 3, 4, 5]
    assert data["demands"]


def test_the_screen(run: Any, tmp_path: Path) -> None:
    """A person reads demands first, and the last lines say what a false complaint costs."""
    file = tmp_path / "case.yaml"
    file.write_text(HAPPENED, encoding="utf-8")
    out = run("complain", "--case", str(file), *DAY).out
    assert out.index("要求（一行一个") < out.index("一步一步") < out.index("征信另走一条路")
    assert out.index("征信另走一条路") < out.index("被拒绝以后") < out.index("乱投诉的代价")
    assert "敲诈勒索" in out


def test_the_calendar_of_a_lodged_complaint(run: Any, tmp_path: Path) -> None:
    """The steps stand in a calendar once the complaint was lodged; before, their days are not real and none is written.

    What ``advise`` writes for the same complaint is the same event.
    """
    file = tmp_path / "case.yaml"
    file.write_text(HAPPENED + "complained: 2026-11-10\n", encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for words in (("complain",), ("advise", "--no-input")):
        out = tmp_path / f"{words[0]}.ics"
        assert run(*words, "--case", str(file), "--output", str(out), *DAY).code == 0
        events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
        found[words[0]] = {str(event["uid"]): f"{event.decoded('dtstart')}" for event in events}
    assert "2026-11-25" in found["complain"].values()
    shared = found["complain"].keys() & found["advise"].keys()
    assert len(shared) == 2
    assert all(found["complain"][each] == found["advise"][each] for each in shared)
    file.write_text(HAPPENED, encoding="utf-8")
    result = run("complain", "--case", str(file), "--format", "ics", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "没有能写进日历的日子" in result.err


def test_a_case_that_cannot_be_read(run: Any, tmp_path: Path) -> None:
    """A wrong name in the case is one sentence with its line."""
    file = tmp_path / "case.yaml"
    file.write_text("lender: 海尔\nhappened: [qqq]\n", encoding="utf-8")
    result = run("complain", "--case", str(file), *DAY)
    assert (result.code, result.out) == (2, "")
    assert "qqq" in result.err

"""The JSON that other programs read: one envelope, a committed schema, every source listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

DAY = ("--as-of", "2026-11-21", "--no-input", "--format", "json")
ENVELOPE = {
    "borrower_help",
    "command",
    "status",
    "as_of",
    "knowledge",
    "data",
    "sources",
    "problems",
    "warnings",
    "notice",
}
ADVICE = {
    "human_help",
    "loans",
    "situation",
    "first",
    "outlook",
    "conduct",
    "money",
    "negotiation",
    "complaint",
    "credit",
    "papers",
    "letters",
    "warnings",
    "unknowns",
}

SITUATIONS = {
    "first day": ("--lender", "海尔", "--days-overdue", "1", "--reachable", "--goal", "plan"),
    "facilitator": ("--lender", "极融", "--days-overdue", "45"),
    "not overdue": ("--lender", "晋商", "--days-overdue", "0"),
    "years overdue": ("--lender", "晋商", "--days-overdue", "2000", "--hardship", "illness"),
    "harassed": (
        "--lender",
        "晋商",
        "--happened",
        "threat_police=2025-12-30",
        "--happened",
        "disclose_debt",
        "--complained",
        "2026-11-02",
    ),
    "sued": (
        "--lender",
        "海尔",
        "--days-overdue",
        "200",
        "--paper",
        "summons=2026-11-10",
        "--paper",
        "lawyer_letter",
        "--paper",
        "arbitration_notice",
    ),
    "figures": (
        "--kind",
        "bank",
        "--due",
        "2026-08-01",
        "--outstanding",
        "30000",
        "--income",
        "6000.5",
        "--essentials",
        "4500",
    ),
    "unknown app": ("--lender", "快快借", "--kind", "micro_loan", "--days-overdue", "10", "--unreachable"),
    "only a paper": ("--paper", "payment_order"),
    "danger": ("--safety", "at_door", "--safety", "self_harm"),
}
EVERY_SITUATION = pytest.mark.parametrize("flags", SITUATIONS.values(), ids=SITUATIONS)


def pairs(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in plain data with the keys that lead to it."""
    if isinstance(value, dict):
        yield path, value
        for key, below in value.items():
            yield from pairs(below, f"{path}.{key}")
    elif isinstance(value, list):
        for below in value:
            yield from pairs(below, path)


@pytest.fixture(name="schema", scope="module")
def advise_schema(run: Any) -> dict[str, Any]:
    """The schema of ``advise``, as the command prints it."""
    result = run("knowledge", "schema", "advise")
    assert (result.code, result.err) == (0, "")
    schema: dict[str, Any] = json.loads(result.out)
    return schema


@EVERY_SITUATION
def test_envelope_and_sections(run: Any, flags: tuple[str, ...]) -> None:
    """The envelope and the data of ``advise`` have exactly the keys that the design promises."""
    envelope = json.loads(run("advise", *flags, *DAY).out)
    assert set(envelope) == ENVELOPE
    assert set(envelope["data"]) == ADVICE
    assert (envelope["borrower_help"], envelope["command"], envelope["as_of"]) == (1, "advise", "2026-11-21")
    assert envelope["status"] == ("danger" if "--safety" in flags else "ok")
    assert set(envelope["knowledge"]) == {"version", "checked"}
    assert envelope["notice"]


@EVERY_SITUATION
def test_valid_against_the_schema(run: Any, schema: dict[str, Any], flags: tuple[str, ...]) -> None:
    """What ``advise`` prints is what its schema says."""
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(json.loads(run("advise", *flags, *DAY).out))] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: answer.pop("status"),
        lambda answer: answer["data"].pop("unknowns"),
        lambda answer: answer["data"]["situation"].update(kind="pawnshop"),
        lambda answer: answer["data"]["first"][0].pop("sources"),
        lambda answer: answer.update(status=0),
    ],
    ids=["no status", "no section", "unknown kind", "no sources", "wrong type"],
)
def test_the_schema_can_refuse(run: Any, schema: dict[str, Any], spoil: Any) -> None:
    """The schema is no mere formality: an answer with something missing or wrong does not pass it."""
    answer = json.loads(run("advise", *SITUATIONS["harassed"], *DAY).out)
    spoil(answer)
    assert not jsonschema.Draft202012Validator(schema).is_valid(answer)


@EVERY_SITUATION
def test_every_reference_is_listed(run: Any, flags: tuple[str, ...]) -> None:
    """Every source that the data cites is described under ``sources``, once, and nothing else is."""
    envelope = json.loads(run("advise", *flags, *DAY).out)
    cited = {
        ref
        for _, item in pairs(envelope["data"])
        for ref in (*(item.get("sources") or ()), *([item["source"]] if "source" in item else ()))
    }
    listed = [source["ref"] for source in envelope["sources"]]
    assert set(listed) == cited
    assert len(listed) == len(set(listed))
    assert all(source["title"] and source["checked"] for source in envelope["sources"])


@EVERY_SITUATION
def test_every_item_says_how_sure_it_is(run: Any, flags: tuple[str, ...]) -> None:
    """Whatever cites sources has a confidence, and whatever has a confidence has a text or a name."""
    data = json.loads(run("advise", *flags, *DAY).out)["data"]
    items = [(path, item) for path, item in pairs(data) if "confidence" in item]
    assert items
    assert [path for path, item in items if item["confidence"] not in ("high", "medium", "low")] == []
    assert [path for path, item in items if not item["text"]] == []
    assert [
        path
        for path, item in pairs(data)
        if item.get("sources") and "confidence" not in item and "contradicted_by" not in path
    ] == []


@EVERY_SITUATION
def test_spelling_of_the_json(run: Any, flags: tuple[str, ...]) -> None:
    """Keys are sorted, Chinese is readable, the text is indented and ends with one newline: good for ``diff``."""
    out = run("advise", *flags, *DAY).out
    assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert "\\u" not in out


def test_answers_of_two_days_differ_in_their_dates_only_where_they_must(run: Any) -> None:
    """The day of the answer is the one asked for, so that an old answer can be repeated."""
    first, second = (
        json.loads(run("advise", "--lender", "海尔", "--due", "2026-11-01", *DAY, "--as-of", day).out)
        for day in ("2026-11-21", "2026-11-22")
    )
    assert (first["as_of"], second["as_of"]) == ("2026-11-21", "2026-11-22")
    assert first["data"]["situation"]["days_overdue"] + 1 == second["data"]["situation"]["days_overdue"]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("advise", "--lender", "海尔", "--due", "never", *DAY), "advise"),
        (("lender", "show", "不存在", "--format", "json"), "lender"),
        (("advise", "--lender", "海尔", "--knowledge", "nowhere", *DAY), "advise"),
    ],
    ids=["bad date", "unknown lender", "no knowledge"],
)
def test_envelope_of_an_error(run: Any, words: tuple[str, ...], command: str) -> None:
    """An error has the same envelope with status ``error``, and its sentence under ``data.message``."""
    result = run(*words)
    envelope = json.loads(result.out)
    assert result.code in (2, 3)
    assert result.err == ""
    assert set(envelope) == ENVELOPE
    assert envelope["status"] == "error"
    assert envelope["command"].split()[0] == command
    assert envelope["data"]["message"]
    assert result.out == json.dumps(envelope, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

"""``deadline``: by when must I act? Names as people know them, days as they write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

DAY = ("--as-of", "2026-11-20")


@pytest.mark.parametrize(
    "name", ["支付令异议", "clock-payment-order-objection", "payment-order-objection", "交书面异议或还清", "支付令15日"]
)
@pytest.mark.parametrize("day", ["2026-11-06", "2026年11月6日", "2026/11/6", "11月6日"])
def test_one_limit_by_any_of_its_names(run: Any, name: str, day: str) -> None:
    """A payment order received on 2026-11-06: the safe day first, the Monday it runs on to beside it."""
    result = run("deadline", "show", name, "--from", day, *DAY)
    assert (result.code, result.err) == (0, "")
    assert "最晚 2026-11-21（周六），还有 1 天；那天休息，顺延到 2026-11-23（周一）" in result.out.replace("\n   ", "")


def test_the_same_for_programs(run: Any) -> None:
    """JSON has both days, whose limit it is and the sources."""
    result = run("deadline", "show", "支付令异议", "--from", "2026-11-06", "--format", "json", *DAY)
    data = json.loads(result.out)["data"]
    assert (data["clock"]["lead"], data["clock"]["legal"]) == ("2026-11-21", "2026-11-23")
    assert (data["length"], data["whose"]) == ("15 天", "你")
    assert "civil-procedure-law:227" in data["clock"]["sources"]


def test_without_a_day_it_says_how_to_count(run: Any) -> None:
    """Nobody is given a date that was not asked for."""
    result = run("deadline", "show", "再审", *DAY)
    assert result.code == 0
    assert "最晚" not in result.out
    assert "--from" in result.out


def test_what_has_no_length_is_no_clock(run: Any) -> None:
    """The time for evidence is set by the court: it is explained, and counting it is refused in one sentence."""
    assert "没有天数" in run("deadline", "show", "举证期限", *DAY).out
    result = run("deadline", "show", "举证期限", "--from", "2026-11-06", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "算不出日子" in result.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "复议", "--from", "2026-11-06"), "可能是这几个期限"),
        (("show", "qqqq"), "没有找到期限"),
        (("list", "qqqq"), "没有和「qqqq」有关的期限"),
        (("show", "支付令异议", "--from", "2026-02-30"), "--from"),
    ],
)
def test_mistakes_are_one_sentence(run: Any, words: tuple[str, ...], says: str) -> None:
    """What cannot be answered is said, with what to do, and nothing is guessed."""
    result = run("deadline", *words, *DAY)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert "Traceback" not in result.err


def test_the_list(run: Any, knowledge: Any) -> None:
    """All limits are listed, each by its name; words narrow the list."""
    whole = run("deadline", "list", *DAY, "--format", "json")
    assert len(json.loads(whole.out)["data"]) == len(knowledge.clocks) + len(knowledge.clock_notes)
    some = json.loads(run("deadline", "list", "失信", *DAY, "--format", "json").out)["data"]
    assert {entry["id"] for entry in some} == {
        "clock-dishonest-correction-15",
        "clock-dishonest-review-10",
        "clock-dishonest-delete-3",
        "clock-dishonest-term-2-years",
    }


def test_every_limit_can_be_shown_by_its_name_or_id(run: Any, knowledge: Any) -> None:
    """No name leads to another limit."""
    for entry in (*knowledge.clocks.values(), *knowledge.clock_notes.values()):
        shown = json.loads(run("deadline", "show", entry.id, "--format", "json", *DAY).out)["data"]
        assert shown["id"] == entry.id
    names = [entry.name for entry in knowledge.clocks.values()]
    assert len(names) == len(set(names))


def test_report_deadline_and_calendar_agree(run: Any, tmp_path: Path) -> None:
    """The test of the whole: a payment order received on 2026-11-06 ends on the same days wherever one looks."""
    told = ("--lender", "haier", "--days-overdue", "400", "--paper", "payment_order=2026-11-06", "--no-input")
    advice = json.loads(run("advise", *told, "--format", "json", *DAY).out)["data"]
    (clock,) = advice["papers"]["received"][0]["clocks"]
    alone = json.loads(run("deadline", "show", "支付令异议", "--from", "2026-11-06", "--format", "json", *DAY).out)
    assert (clock["date"], clock["legal"]) == ("2026-11-21", "2026-11-23")
    assert alone["data"]["clock"] == clock
    for words in (("advise", *told), ("deadline", "show", "支付令异议", "--from", "2026-11-06")):
        file = tmp_path / f"{words[0]}.ics"
        assert run(*words, "--output", str(file), *DAY).code == 0
        (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        assert str(event.decoded("dtstart")) == "2026-11-21"
        assert "2026-11-23（周一）" in str(event["description"])

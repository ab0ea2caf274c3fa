"""Calendars of several cases side by side: two loans of one lender never overwrite each other's days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar import Calendar

AS_OF = ("--as-of", "2026-11-10")
ORDER = "lender: 海尔\ndays_overdue: 100\npapers:\n  - {kind: payment_order, received: 2026-11-06}\n"
SUMMONS = "lender: 海尔\ndays_overdue: 300\npapers:\n  - {kind: payment_order, received: 2026-11-03}\n"


def days(run: Any, out: Path, *words: object) -> dict[str, dt.date]:
    """The days of a calendar by their UID, on which two independent readers agree."""
    assert run(*words, *AS_OF, "-o", out, "--force").code == 0
    data = out.read_bytes()
    one = {str(event["uid"]): event.decoded("dtstart") for event in Calendar.from_ical(data).walk("VEVENT")}
    other = {
        event.uid.value: event.dtstart.value for event in vobject.readOne(data.decode()).contents.get("vevent", [])
    }
    assert one == other
    assert one
    return one


def report(run: Any, tmp_path: Path, name: str, text: str) -> dict[str, dt.date]:
    """The calendar of the report of a case file of this name."""
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return days(run, tmp_path / "out.ics", "advise", "--case", file, "--no-input")


def test_two_loans_of_one_lender_in_two_files(run: Any, tmp_path: Path) -> None:
    """Two payment orders of one lender, each in its own case file: both safe days stay in the calendar."""
    both = report(run, tmp_path, "a.yaml", ORDER) | report(run, tmp_path, "b.yaml", SUMMONS)
    assert sorted(both.values()) == [dt.date(2026, 11, 18), dt.date(2026, 11, 21)]


def test_a_label_tells_files_of_one_name_apart(run: Any, tmp_path: Path) -> None:
    """Files of one name in two folders are told apart by their label, and a file with a label may be renamed."""
    one = report(run, tmp_path, "x/case.yaml", "label: 第一笔\n" + ORDER)
    two = report(run, tmp_path, "y/case.yaml", "label: 尾号 8831\n" + ORDER)
    assert not one.keys() & two.keys()
    assert report(run, tmp_path, "renamed.yaml", "label: 第一笔\n" + ORDER) == one


def test_a_corrected_day_moves_the_event_of_its_own_case_alone(run: Any, tmp_path: Path) -> None:
    """With another day of receipt the event keeps its UID and moves; that of the other case stays where it was."""
    before, other = report(run, tmp_path, "a.yaml", ORDER), report(run, tmp_path, "b.yaml", ORDER)
    after = report(run, tmp_path, "a.yaml", ORDER.replace("11-06", "11-09"))
    assert before.keys() == after.keys()
    assert set((before | other | after).values()) == {dt.date(2026, 11, 21), dt.date(2026, 11, 24)}


@pytest.mark.parametrize("label", ["", "label: 张三的卡\n"])
def test_no_name_of_a_person_in_any_calendar(run: Any, tmp_path: Path, label: str) -> None:
    """Neither the name of the file nor the label can be read in the calendar: it is often shared."""
    report(run, tmp_path, "张三.yaml", label + ORDER)
    text = (tmp_path / "out.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert "张三" not in text
    assert "海尔" not in text


def test_report_letter_and_complaint_share_their_events(run: Any, tmp_path: Path) -> None:
    """The same day of the same case is one event, whichever command wrote it."""
    text = ORDER + "complained: 2026-11-02\nhappened: [{id: threat_police, on: 2026-11-01}]\n"
    whole = report(run, tmp_path, "a.yaml", text)
    words = ("--case", tmp_path / "a.yaml")
    letter = days(run, tmp_path / "letter.ics", "letter", "write", "payment-order-objection", *words)
    complaint = days(run, tmp_path / "complaint.ics", "complain", *words)
    assert letter.items() <= whole.items()
    assert len(complaint.items() & whole.items()) >= 2


def test_several_loans_of_two_people(run: Any, tmp_path: Path) -> None:
    """Two people with two loans of the same lenders each: none of the days of one is an event of the other."""
    loans = "income: 5000\nessentials: 3000\nloans:\n" + "".join(
        f"  - {{lender: 海尔, outstanding: {sum_}, due: 2026-12-0{sum_[0]}}}\n" for sum_ in ("8000", "9000")
    )
    found = []
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(loans, encoding="utf-8")
        words = ("plan", "--week", "--case", tmp_path / f"{name}.yaml")
        found.append(days(run, tmp_path / f"{name}.ics", *words))
    assert not found[0].keys() & found[1].keys()
    assert {dt.date(2026, 12, 8), dt.date(2026, 12, 9)} <= set(found[0].values())


def test_the_talks_of_two_logs(run: Any, tmp_path: Path) -> None:
    """What comes next with one lender in two logs are two events."""
    found = []
    for name in ("a", "b"):
        log = tmp_path / f"{name}.jsonl"
        words = ("--channel", "negotiation", "--at", "2026-11-02", "--outcome", "refused", "--lender", "海尔")
        assert run("log", "add", "--log", log, *words, "--no-input").code == 0
        found.append(days(run, tmp_path / "out.ics", "log", "next", "--log", log))
    assert not found[0].keys() & found[1].keys()

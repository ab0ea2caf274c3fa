"""Importing again, and one call in several lists: nothing is added twice, nothing is lost, and one call counts once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from borrower_help.journal.intake import new_ones, not_found, pick
from borrower_help.journal.model import Contact, Row

from .conftest import COLLECTOR, Found, contact, missed, numbered, talk

Analysed = Callable[..., Found]


def of_file(entries: Sequence[Contact], file: str = "a.csv") -> list[Contact]:
    """The contacts as rows 2, 3, … of a file, all with one number unless they have their own."""
    return [
        msgspec.structs.replace(entry, source=f"{file}:{place}", number=entry.number or COLLECTOR)
        for place, entry in enumerate(entries, 2)
    ]


def added(contacts: Sequence[Contact], rows: Sequence[Row]) -> int:
    """How many of the contacts an import would add to a log."""
    return len(new_ones(contacts, rows))


# --- importing again ---------------------------------------------------------------------------------------------


def test_rows_of_one_file_are_never_copies() -> None:
    """Eight missed calls of one minute in a list that knows no seconds are eight calls."""
    eight = of_file([missed("2026-11-20 10:05")] * 8)
    assert added(eight, []) == 8
    assert added(eight, numbered(eight)) == 0


@pytest.mark.parametrize("there", range(9))
def test_how_often_it_is_there_counts(there: int) -> None:
    """Where the log has one of eight calls that look alike, seven are new, whichever file the one came from."""
    eight = of_file([missed("2026-11-20 10:05")] * 8)
    assert added(eight, numbered(of_file([missed("2026-11-20 10:05")] * there, "b.csv"))) == 8 - there
    assert added(eight, numbered(eight[:there])) == 8 - there


def test_another_number_of_the_borrower_for_the_same_file() -> None:
    """The same list, imported again with another --called, adds nothing: it was one list all along."""
    calls = of_file([talk("2026-11-20 10:05:07")])
    first, second = (
        pick(calls, numbers=(), collectors=(), lender="", called=called) for called in ("13800000008", "13800000009")
    )
    assert added(second, numbered(first)) == 0


def test_the_same_minute_on_two_numbers_of_the_borrower() -> None:
    """Calls of one minute on two numbers of the borrower, from two lists, are two calls."""
    one, other = (
        of_file([missed("2026-11-20 10:05", called=called)], file)
        for called, file in (("13800000008", "a.csv"), ("13800000009", "b.csv"))
    )
    assert added(other, numbered(one)) == 1


@pytest.mark.parametrize(
    "change",
    [{"at": dt.datetime.fromisoformat("2026-11-20 10:07")}, {"number": "13900000000"}, {"seconds": 61}, {"said": "还"}],
    ids=str,
)
def test_a_changed_row_does_not_come_back(change: dict[str, Any]) -> None:
    """A row that was corrected after its import is still known as the row of that list, and stays one."""
    (call,) = of_file([talk("2026-11-20 10:05:07")])
    row = Row(row=1, contact=msgspec.structs.replace(call, **change), edited=True, original=call)
    assert added([call], [row]) == 0
    assert added(of_file([talk("2026-11-20 10:05:07")], "renamed.csv"), [row]) == 0


def test_a_call_at_the_corrected_time_is_new() -> None:
    """Where a row was corrected to another time, a call of the list at that time is another call."""
    call, later = of_file([talk("2026-11-20 10:05:07"), talk("2026-11-20 10:07")])
    row = Row(row=1, contact=msgspec.structs.replace(call, at=later.at), edited=True, original=call)
    assert added([call, later], [row]) == 1


def test_the_zero_before_an_area_code() -> None:
    """A fixed line is the same with and without the 0 that phones drop."""
    with_zero, without = (
        talk("2026-11-20 10:05:07", number="02100000001"),
        talk("2026-11-20 10:05:07", number="2100000001"),
    )
    assert added([without], numbered([with_zero])) == 0
    assert pick([without], numbers=(), collectors=("02100000001",), lender="", called="")[0].collector is True
    assert not_found(["02100000001", "13900000000"], [without]) == ["13900000000"]


def test_what_is_said_of_the_file() -> None:
    """Who called can be told for a whole list that does not say it, and changes no row that does."""
    calls = of_file([talk("2026-11-20 10:00", outgoing=None), talk("2026-11-20 11:00", outgoing=True)])
    assert [
        entry.outgoing for entry in pick(calls, numbers=(), collectors=(), lender="", called="", outgoing=False)
    ] == [False, True]


# --- one call in two lists ------------------------------------------------------------------------------------------


def counted(found: Analysed, *lists: Sequence[Contact]) -> tuple[int, int]:
    """How many contacts count, and how many rows were further copies."""
    entries = [
        msgspec.structs.replace(entry, collector=True) if entry.source else entry
        for entries in lists
        for entry in entries
    ]
    analysis = found(entries).analysis
    return analysis.counted, analysis.merged


BACKUP = [talk("2026-11-20 10:05:07", 83), missed("2026-11-20 11:00:30"), talk("2026-11-20 12:00:00", 30)]
BILL = [talk("2026-11-20 10:05:12", 84), missed("2026-11-20 11:00:00"), talk("2026-11-20 12:00:59", 26)]


def test_a_backup_and_a_bill(found: Analysed) -> None:
    """The calls of a phone's backup and of the operator's bill, a few seconds apart, count once, and the copies are
    named.
    """
    assert counted(found, of_file(BACKUP, "backup.xml"), of_file(BILL, "bill.csv")) == (3, 3)
    assert found([*of_file(BACKUP, "backup.xml"), *of_file(BILL, "bill.csv")]).analysis.merged_rows == (4, 5, 6)


def test_not_four_conversations_from_two(found: Analysed) -> None:
    """Two conversations told by two lists are no violation."""
    calls = [talk("2026-11-20 10:05:07", 83), talk("2026-11-20 12:00:00", 83)]
    later = [msgspec.structs.replace(entry, at=entry.at + dt.timedelta(seconds=3)) for entry in calls]
    assert found([*of_file(calls, "a.xml"), *of_file(later, "b.csv")]).analysis.findings == ()


APART = {
    "sixty seconds": (talk("2026-11-20 10:06:00", 60), 1),
    "sixty-one seconds": (talk("2026-11-20 10:06:01", 60), 2),
    "five seconds longer": (talk("2026-11-20 10:05:00", 65), 1),
    "six seconds longer": (talk("2026-11-20 10:05:00", 66), 2),
    "of an unknown length": (talk("2026-11-20 10:05:00", None), 1),
    "not known whether connected": (contact("2026-11-20 10:05:00"), 1),
    "not connected": (missed("2026-11-20 10:05:00"), 2),
    "of another number": (talk("2026-11-20 10:05:00", 60, number="13800000002"), 2),
    "to another person": (talk("2026-11-20 10:05:00", 60, person="family"), 2),
    "to another number": (talk("2026-11-20 10:05:00", 60, called="13800000009"), 2),
    "of another lender": (talk("2026-11-20 10:05:00", 60, lender="晋商"), 2),
    "a list that does not say who called": (talk("2026-11-20 10:05:00", 60, outgoing=None), 1),
}


@pytest.mark.parametrize(("other", "count"), APART.values(), ids=APART)
def test_what_is_one_call(found: Analysed, other: Contact, count: int) -> None:
    """The same number, direction and person within a minute, lengths within five seconds or unknown, is one call;
    anything else is two.
    """
    one = talk("2026-11-20 10:05:00", 60, called="13800000008", lender="海尔")
    assert sum(counted(found, of_file([one], "a.xml"), of_file([other], "b.csv"))) == 2
    assert counted(found, of_file([one], "a.xml"), of_file([other], "b.csv"))[0] == count
    assert counted(found, of_file([other], "b.csv"), of_file([one], "a.xml"))[0] == count


def test_one_file_has_no_copies(found: Analysed) -> None:
    """Calls of one minute in one list are all of them calls."""
    assert counted(found, of_file([missed("2026-11-20 10:05")] * 8)) == (8, 0)


def test_two_calls_a_minute_in_two_lists(found: Analysed) -> None:
    """Two calls in one minute, told by two lists, stay two."""
    seconds = of_file([missed("2026-11-20 10:05:10"), missed("2026-11-20 10:05:40")], "a.xml")
    minutes = of_file([missed("2026-11-20 10:05"), missed("2026-11-20 10:05")], "b.csv")
    assert counted(found, seconds, minutes) == (2, 2)


def test_three_lists(found: Analysed) -> None:
    """A call in three lists counts once."""
    assert counted(
        found, *(of_file([talk(f"2026-11-20 10:05:0{place}", 60)], f"{place}.csv") for place in range(3))
    ) == (1, 2)


def test_typed_in_and_imported(found: Analysed) -> None:
    """A call that was typed in and imported later counts once, with the words of one and the length of the other, and
    needs no tag.
    """
    typed = contact("2026-11-20 23:05", number=COLLECTOR, connected=True, claimed="某某法务")
    result = found([typed, *of_file([talk("2026-11-20 23:05:20", 60)])])
    (finding,) = result.findings
    assert (result.analysis.counted, finding.certain, finding.proofs[0].rows) == (1, True, (2,))


def test_typed_in_without_a_number(found: Analysed) -> None:
    """Nobody knows whose call it was that was noted without a number: it is merged with none."""
    assert counted(
        found, [contact("2026-11-20 10:05", connected=True)], of_file([talk("2026-11-20 10:05:20", 60)])
    ) == (2, 0)


NEAR = {
    "two minutes later, without a number": (talk("2026-11-20 12:02", 60), False),
    "three minutes earlier, without a number": (talk("2026-11-20 11:57", 60), False),
    "the same minute, without a number": (talk("2026-11-20 12:00", 60), False),
    "two minutes later, the same number": (talk("2026-11-20 12:02", 60, number=COLLECTOR), False),
    "the same minute, of another length": (talk("2026-11-20 12:00", 90, number=COLLECTOR), False),
    "four minutes later": (talk("2026-11-20 12:04", 60), True),
    "another number": (talk("2026-11-20 12:02", 60, number="13900000000"), True),
}


@pytest.mark.parametrize(("typed", "certain"), NEAR.values(), ids=NEAR)
def test_typed_in_near_a_listed_call(found: Analysed, typed: Contact, *, certain: bool) -> None:
    """A call noted from memory near a call of the list is not the fourth of the day; the question names both rows."""
    calls = of_file([talk(f"2026-11-20 1{hour}:00", 60, collector=True) for hour in range(3)])
    finding = found([*calls, typed]).only("connected_over_3")
    assert (finding.certain, finding.proofs[0].count) == (certain, 4)
    question = "第 4 行和第 3 行是不是同一次？是的话用 log remove 划掉一行。"
    assert (question in finding.open_question) != certain


def test_a_possible_copy_beside_an_untagged_row(found: Analysed) -> None:
    """What was typed in still settles what it says where the list's row settles nothing anyway."""
    finding = found([*of_file([talk("2026-11-20 23:00", 60)]), talk("2026-11-20 23:02", 60)]).only("call_after_22")
    assert (finding.certain, finding.proofs[0].rows) == (True, (2,))


def test_a_copy_still_shows_that_the_borrower_was_reached(found: Analysed) -> None:
    """Whether noted once or twice, the conversation took place: it shows that there was no need to call the mother."""
    rows = [
        *of_file([talk("2026-11-20 10:00", 60, collector=True)]),
        talk("2026-11-20 10:01:30", 60),
        talk("2026-11-20 15:00", person="family"),
    ]
    assert found(rows).only("ec_reachable").certain


def test_copies_speak_for_the_other_side(found: Analysed) -> None:
    """Where two lists disagree about six seconds or ten at night, the mildest of them stands."""
    calls = [talk(f"2026-11-20 1{hour}:00", 60) for hour in range(3)]
    backup = of_file([*calls, talk("2026-11-20 15:00", 22), talk("2026-11-20 22:00:01", 60)], "a.xml")
    bill = of_file([talk("2026-11-20 15:00", 18), talk("2026-11-20 21:59:59", 60)], "b.csv")
    result = found([msgspec.structs.replace(entry, collector=True) for entry in (*backup[:4], bill[0])])
    assert [finding.certain for finding in result.of("connected_over_3")] == [False]
    assert (
        "call_after_22"
        not in found([msgspec.structs.replace(entry, collector=True) for entry in (backup[4], bill[1])]).ids()
    )

"""The files of ``examples/`` that a log imports: what a person counts by hand in them is what the program finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from borrower_help.journal.imports.backups import read_backup
from borrower_help.journal.imports.result import Imported
from borrower_help.journal.imports.tables import read_table
from borrower_help.journal.model import Contact, Row

from ..journal.conftest import Found, numbered
from .counting import hand_count

COLLECTORS = ("13800000001", "13800000002", "13800000003")

BY_HAND = {
    ("connected_over_3", "limited"): {
        "2026-01-15": ["09:02:11", "10:40:03", "16:05:22", "19:48:09"],
        "2026-02-03": ["09:05:31", "11:30:09", "15:20:44", "18:45:57"],
        "2026-02-06": ["08:55:20", "10:31:48", "15:47:05", "20:12:39"],
    },
    ("unanswered_over_6", "no_rule"): {
        "2026-01-20": ["09:00:05", "09:35:17", "10:20:41", "11:55:02", "14:10:33", "16:42:50", "18:30:28"],
    },
    ("unanswered_over_6", "limited"): {
        "2026-02-10": ["08:20:10", "09:05:44", "10:11:03", "11:30:59", "14:45:21", "17:02:08", "19:33:47"],
        "2026-02-20": ["08:31:07", "09:14:25", "10:49:38", "13:05:11", "14:36:54", "16:20:02", "17:58:43", "19:41:30"],
    },
    ("calls_4_to_6_unanswered", "depends"): {
        "2026-02-11": ["09:15:00", "10:25:12", "11:40:33", "14:05:27", "16:50:41", "18:20:15"],
        "2026-02-12": ["09:48:19", "13:27:50", "16:16:16", "19:05:05"],
    },
    ("call_after_22", "broken"): {
        "2026-01-22": ["06:30:12"],
        "2026-02-15": ["22:00:00"],
        "2026-02-17": ["07:59:59"],
        "2026-02-27": ["22:40:18", "23:05:49"],
    },
}
"""Counted with a pencil in ``calls-gbk.csv``, for the three numbers that collect, under the rules of each day.

Not in it, and looked at with care: a call of less than twenty seconds on 2026-01-15; three conversations and one
call of five seconds on 2026-02-05;
three unanswered calls on 2026-02-13; a call of ten minutes that began at 21:59:00 on 2026-02-16;
one at 08:00:00 on 2026-02-18; a call that the borrower made at 23:30 on 2026-02-19 and five more on
2026-03-02; and 135 calls of friends, some of them at night.
"""


@pytest.fixture(name="two_hundred", scope="module")
def the_operators_file(root: Path) -> Imported:
    """``calls-gbk.csv`` as it is imported."""
    return read_table(root / "examples" / "calls-gbk.csv", {}, None)


@pytest.fixture(name="rows", scope="module")
def rows_with_collectors_tagged(two_hundred: Imported) -> list[Row]:
    """The two hundred rows, the three collecting numbers tagged."""
    return numbered(
        [
            msgspec.structs.replace(entry, collector=True if entry.number in COLLECTORS else None)
            for entry in two_hundred.contacts
        ]
    )


def test_two_hundred_rows(two_hundred: Imported, root: Path) -> None:
    """Every row of the operator's file is read; only the line of the sum is left out, and named."""
    assert len(two_hundred.contacts) == 200
    assert (two_hundred.rejections, two_hundred.left_out) == ([], 1)
    assert "第 205 行是合计或说明，没有记。" in two_hundred.remarks
    assert two_hundred.contacts[0].source == "calls-gbk.csv:5"
    with pytest.raises(UnicodeDecodeError):
        (root / "examples" / "calls-gbk.csv").read_text(encoding="utf-8")


def test_what_a_person_counts(found: Callable[..., Found], rows: list[Row]) -> None:
    """The findings are those of a count by hand: the same days, the same calls to the second, under the rules of the
    day.
    """
    at = {row.row: f"{row.contact.at:%H:%M:%S}" for row in rows}
    told: dict[tuple[str, str], dict[str, list[str]]] = {}
    result = found(rows, lender="haier")
    for finding in result.findings:
        days = told.setdefault((finding.id, finding.finding.outcome), {})
        days.update({proof.day.isoformat(): sorted(at[row] for row in proof.rows) for proof in finding.proofs})
    assert told == BY_HAND
    assert (result.analysis.counted, result.analysis.left_out) == (59, 141)


def test_the_second_count_agrees(rows: list[Row]) -> None:
    """The independent count of ``counting.py`` comes to the same days."""
    counted = {
        (name.partition(",")[0], day, count)
        for name, days in hand_count(rows).items()
        for day, count in days
        if "notices" not in name
    }
    assert counted == {
        (behaviour, day, len(times)) for (behaviour, _), days in BY_HAND.items() for day, times in days.items()
    }


def test_without_tags_friends_count_too(found: Callable[..., Found], two_hundred: Imported) -> None:
    """Before the numbers are tagged the friends' calls are in the count, and the program asks for the tags."""
    analysis = found(two_hundred.contacts, lender="haier").analysis
    assert analysis.counted > 59
    assert any("log tag" in advice for advice in analysis.stronger)
    assert {finding.certain for finding in analysis.findings} == {False}


@pytest.mark.parametrize(
    ("name", "channel", "incoming", "outgoing"),
    [("calls.xlsx", "call", 8, 1), ("calls-backup.xml", "call", 8, 1), ("messages-backup.xml", "sms", 4, 1)],
)
def test_every_format_has_an_example(root: Path, name: str, channel: str, incoming: int, outgoing: int) -> None:
    """Each of the other example files is read without a rejected row."""
    path = root / "examples" / name
    imported = read_backup(path) if path.suffix == ".xml" else read_table(path, {}, None)
    assert imported.rejections == []
    assert Counter((entry.channel, entry.outgoing) for entry in imported.contacts) == {
        (channel, False): incoming,
        (channel, True): outgoing,
    }


def test_examples_together(found: Callable[..., Found], root: Path) -> None:
    """The other examples together: four conversations, seven unanswered calls, and the edges of the night."""
    folder = root / "examples"
    entries: list[Contact] = read_table(folder / "calls.xlsx", {}, None).contacts
    entries += read_backup(folder / "calls-backup.xml").contacts + read_backup(folder / "messages-backup.xml").contacts
    result = found(
        [msgspec.structs.replace(entry, collector=True) for entry in entries if entry.number != "13800000021"],
        lender="haier",
    )
    assert result.counts("connected_over_3") == [("2026-11-09", 4)]
    assert result.counts("unanswered_over_6") == [("2026-11-14", 7)]
    assert result.counts("call_after_22") == [("2026-11-10", 1), ("2026-11-15", 1)]
    assert result.counts("msg_after_22") == [("2026-11-13", 1), ("2026-11-14", 1)]
    assert result.ids() == {"connected_over_3", "unanswered_over_6", "call_after_22", "msg_after_22"}


def test_made_up_numbers_only(root: Path) -> None:
    """The examples hold no telephone number of a real person."""
    folder = root / "examples"
    entries = [
        *read_table(folder / "calls-gbk.csv", {}, None).contacts,
        *read_table(folder / "calls.xlsx", {}, None).contacts,
        *read_backup(folder / "calls-backup.xml").contacts,
        *read_backup(folder / "messages-backup.xml").contacts,
    ]
    assert {entry.number[:7] for entry in entries} <= {"1380000", "1069000"}

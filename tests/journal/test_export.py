"""The log in the formats others open: what Excel, another program and a complaint get to see."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help.journal.export import COLUMNS, to_csv, to_data
from borrower_help.journal.model import Contact, Row, harmless
from borrower_help.render.answers.log_rows import to_markdown_table

from .conftest import contact, missed, numbered, talk

EVENING = talk(
    "2026-11-20 21:59:07",
    83,
    number="13800000001",
    called="13800000009",
    claimed="某某法务",
    said="今天不还就上门",
    evidence="录音 3.m4a",
    lender="海尔",
    person="me",
)


def csv_rows(text: str) -> list[list[str]]:
    """The cells of a CSV as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# --- CSV ------------------------------------------------------------------------------------------------------------


def test_excel_knows_the_encoding() -> None:
    """The CSV begins with the mark by which Excel recognises UTF-8, once."""
    text = to_csv(numbered([EVENING]))
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")
    assert text.count("\ufeff") == 1


def test_one_row_in_words() -> None:
    """A row of the CSV says in words when, how, who, connected or not, how long, what was said and where the proof
    is.
    """
    heading, row = csv_rows(to_csv(numbered([EVENING])))
    assert tuple(heading) == COLUMNS
    assert row == [
        "1",
        "2026-11-20 21:59:07",
        "电话",
        "我本人",
        "13800000001",
        "13800000009",
        "接通",
        "83",
        "某某法务",
        "今天不还就上门",
        "录音 3.m4a",
        "海尔",
        "",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("entry", "column", "shown"),
    [
        (missed("2026-11-20 09:00"), "接通", "没接通"),
        (contact("2026-11-20 09:00"), "接通", "不知道"),
        (contact("2026-11-20 09:00"), "时长（秒）", ""),
        (contact("2026-11-20 09:00", channel="sms"), "接通", ""),
        (contact("2026-11-20 09:00", channel="visit", connected=True), "接通", "接通"),
        (contact("2026-11-20 09:00", outgoing=True), "状态", "我打出的"),
        (contact("2026-11-20 09:00", source="a.csv:7"), "证据在哪里", "a.csv:7"),
        (contact("2026-11-20 09:00", person="colleague"), "联系了谁", "单位同事"),
        (contact("2026-11-20 09:00", outgoing=None), "状态", "不知道是谁打的"),
        (contact("2026-11-20 09:00", refused=True, person="family"), "明确拒绝", "是"),
        (contact("2026-11-20 09:00", collector=True), "是不是催收", "是"),
        (contact("2026-11-20 09:00", collector=False), "是不是催收", "不是"),
    ],
)
def test_cells(entry: Contact, column: str, shown: str) -> None:
    """What is not known is not invented, and what does not apply is empty."""
    _, row = csv_rows(to_csv(numbered([entry])))
    assert row[COLUMNS.index(column)] == shown


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (Row(row=1, contact=EVENING, struck=True), "已划掉"),
        (Row(row=1, contact=EVENING, edited=True), "改过"),
        (Row(row=1, contact=EVENING, edited=True, struck=True), "已划掉"),
        (Row(row=1, contact=contact("2026-11-20 09:00", outgoing=True), struck=True), "已划掉，我打出的"),
    ],
)
def test_states(row: Row, state: str) -> None:
    """A row that was struck out or changed says so."""
    assert csv_rows(to_csv([row]))[1][COLUMNS.index("状态")] == state


def test_the_reason_is_shown() -> None:
    """Why a row was struck out stands in the CSV and in the table of evidence."""
    row = Row(row=1, contact=EVENING, struck=True, reason="打错的")
    assert csv_rows(to_csv([row]))[1][COLUMNS.index("理由")] == "打错的"
    assert "~~打错的~~" in to_markdown_table([row])


@pytest.mark.parametrize("command", ["\x1b[31m", "\x9b31m", "\x07", "\u202e"])
def test_nothing_commands_a_terminal(command: str) -> None:
    """What an older log holds of commands for a terminal reaches neither the CSV nor the table."""
    rows = numbered(
        [
            contact(
                "2026-11-20 09:00",
                channel="sms",
                said=f"还{command}钱",
                claimed=command,
                evidence=command,
                number=command,
            )
        ]
    )
    for text in (to_csv(rows), to_markdown_table(rows)):
        assert command[0] not in text
        assert "还?" in text


@settings(deadline=None, max_examples=100)
@given(
    said=st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
    | st.from_regex(r"[=+\-@\t\r].{0,9}", fullmatch=True)
)
def test_no_cell_is_a_formula(said: str) -> None:
    """Whatever a collector wrote, no cell of the CSV is taken for a formula, and the words survive but for commands."""
    _, row = csv_rows(
        to_csv(numbered([contact("2026-11-20 09:00", channel="sms", said=said, claimed=said, evidence=said)]))
    )
    for cell in row:
        assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert row[COLUMNS.index("说了什么")].removeprefix("'") == harmless(said).removeprefix("'")


def test_an_empty_log() -> None:
    """An empty log is a heading and nothing else."""
    assert csv_rows(to_csv([])) == [list(COLUMNS)]
    assert len(to_markdown_table([]).splitlines()) == 2
    assert to_data([]) == []


# --- Markdown and plain data ------------------------------------------------------------------------------------------


def test_markdown_is_one_table() -> None:
    """The evidence table has one line a row and as many cells as columns."""
    lines = to_markdown_table(numbered([EVENING, missed("2026-11-20 23:00")])).splitlines()
    assert len(lines) == 4
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in lines] == [len(COLUMNS) + 1] * 4
    assert "今天不还就上门" in lines[2]


def test_struck_rows_are_struck_through() -> None:
    """A row struck out is shown struck through in every cell that says something."""
    line = to_markdown_table([Row(row=1, contact=EVENING, struck=True)]).splitlines()[2]
    assert "~~今天不还就上门~~" in line
    assert "~~~~" not in line


@pytest.mark.parametrize("said", ["a|b", "<b>x</b>", "第一行\n第二行", "`code`", "*x* _y_ [z](w)", "~~x~~", "\\|"])
def test_words_are_no_markup(said: str) -> None:
    """What a collector wrote cannot break the table or become markup."""
    line = to_markdown_table(numbered([contact("2026-11-20 09:00", channel="sms", said=said)])).splitlines()
    assert len(line) == 3
    unescaped = re.sub(r"\\[\\`*_{}<>#|~\[\]]", "", line[2])
    assert unescaped.count("|") == len(COLUMNS) + 1
    assert not re.search(r"[<>`*\[\]]", unescaped)


def test_carriage_returns_do_not_break_the_table() -> None:
    """A message with the line ends of another system stays in its cell."""
    assert "\r" not in to_markdown_table(numbered([contact("2026-11-20 09:00", channel="sms", said="一\r\n二\r三")]))


def test_data_keeps_everything() -> None:
    """The JSON has the contact as it was told, with its row and state, for a program to read."""
    row = Row(row=7, contact=EVENING, struck=True, edited=True, reason="重复")
    (data,) = json.loads(json.dumps(to_data([row])))
    assert (data["row"], data["struck"], data["edited"], data["reason"]) == (7, True, True, "重复")
    assert (data["at"], data["channel"], data["seconds"], data["said"]) == (
        "2026-11-20T21:59:07",
        "call",
        83,
        "今天不还就上门",
    )

"""Call-detail exports as people really have them: what is read, and that nothing is dropped without a word."""
# ruff: noqa: DTZ001 - times of a log are China time without an offset

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_help.errors import UsageError
from borrower_help.journal.imports.lengths import parse_length
from borrower_help.journal.imports.moments import parse_moment
from borrower_help.journal.imports.numbers import parse_number
from borrower_help.journal.imports.result import Imported
from borrower_help.journal.imports.tables import read_table
from borrower_help.journal.model import Contact

Write = Callable[..., Imported]
HEAD = ("通话时间", "对方号码", "呼叫类型", "通话时长")
ONE = ("2026-11-20 22:15:07", "13800000001", "被叫", "1分23秒")


def as_text(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as a table file has them."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


@pytest.fixture(name="table")
def read_a_table(tmp_path: Path) -> Write:
    """``table(rows, encoding=…, delimiter=…)``: the rows written to a file and read back."""

    def table(
        rows: Sequence[Sequence[str]],
        *,
        encoding: str = "utf-8",
        delimiter: str = ",",
        year: int | None = None,
        **columns: str,
    ) -> Imported:
        path = tmp_path / "详单.csv"
        path.write_bytes(as_text(rows, delimiter).encode(encoding))
        return read_table(path, columns, year)

    return table


@pytest.fixture(name="sheet")
def read_a_sheet(tmp_path: Path) -> Write:
    """``sheet(rows)``: the rows written as an XLSX workbook and read back."""

    def sheet(rows: Sequence[Sequence[Any]], year: int | None = None, **columns: str) -> Imported:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        path = tmp_path / "详单.xlsx"
        book.save(path)
        return read_table(path, columns, year)

    return sheet


def only(imported: Imported) -> Contact:
    """The one contact of a file without a rejected row."""
    assert imported.rejections == []
    (entry,) = imported.contacts
    return entry


# --- encodings, separators, headings -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"], ids=["comma", "tab", "semicolon", "bar"])
def test_encodings_and_separators(table: Write, encoding: str, delimiter: str) -> None:
    """A table is read whatever the operator's encoding and separator are."""
    entry = only(table([HEAD, ONE], encoding=encoding, delimiter=delimiter))
    assert entry == Contact(
        at=dt.datetime(2026, 11, 20, 22, 15, 7),
        channel="call",
        number="13800000001",
        connected=True,
        seconds=83,
        source="详单.csv:2",
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends(tmp_path: Path, ending: str) -> None:
    """The line ends of any system are read."""
    path = tmp_path / "a.csv"
    path.write_bytes(as_text([HEAD, ONE, ONE]).replace("\n", ending).encode())
    assert len(read_table(path, {}, None).contacts) == 2


TIMES = ("通话时间", "起始时间", "开始时间", "通话开始时间", "呼叫时间", "通话起始时间", "日期时间", "时间", "Time")
PHONES = ("对方号码", "对端号码", "对方电话", "通话号码", "来电号码", "号码", "Number")


@pytest.mark.parametrize(
    ("time", "number"), [*((name, "号码") for name in TIMES), *(("时间", name) for name in PHONES)]
)
def test_headings_of_time_and_number(table: Write, time: str, number: str) -> None:
    """The names that operators give to the time and to the other number are known."""
    assert only(table([(time, number), ONE[:2]])).number == "13800000001"


@pytest.mark.parametrize(
    "heading", ["通话时长", "时长", "通话时长(秒)", "通话时长（秒）", "时长 (秒)", "持续时间", "Duration"]
)
def test_headings_of_the_length(table: Write, heading: str) -> None:
    """The length is found with or without its unit in the heading, in either kind of brackets."""
    assert only(table([(*HEAD[:3], heading), ONE])).seconds == 83


@pytest.mark.parametrize("heading", ["呼叫类型", "通话类型", "主被叫", "通信类型", "通信方式", "类型"])
def test_headings_of_the_direction(table: Write, heading: str) -> None:
    """Who called whom is found under its usual names."""
    assert only(table([(*HEAD[:2], heading, HEAD[3]), (*ONE[:2], "主叫", "5")])).outgoing


CHINA_MOBILE = ("起始时间", "通信地点", "通信方式", "对方号码", "通信时长", "通信类型", "套餐优惠", "实收通信费(元)")


def test_the_list_of_the_largest_operator(table: Write) -> None:
    """In China Mobile's own columns the direction and the length are found: a call the borrower made is not held
    against anybody.
    """
    entry = only(
        table([CHINA_MOBILE, ("2026-11-20 22:15:07", "上海", "主叫", "13800000001", "1分23秒", "本地", "", "0.00")])
    )
    assert (entry.outgoing, entry.connected, entry.seconds) == (True, True, 83)


def test_the_list_of_another_operator(table: Write) -> None:
    """Where one column says who called and another what it cost, the first is the direction."""
    head = ("起始时间", "通话时长", "呼叫类型", "对方号码", "本机通话地", "对方归属地", "通话类型")
    entry = only(table([head, ("2026-11-20 22:15:07", "1分23秒", "主叫", "13800000001", "上海", "北京", "国内通话")]))
    assert (entry.outgoing, entry.seconds, entry.called) == (True, 83, "")


def test_spaces_and_full_width_in_headings(table: Write) -> None:
    """Spaces, colons and full-width letters in a heading do not matter."""
    assert only(table([(" 通话 时间：", "对方号码 ", "ＴＹＰＥ", "通话时长："), ONE])).seconds == 83


def test_a_preface_above_the_headings(table: Write) -> None:
    """The lines that operators print above the table are skipped, and rows keep their numbers in the file."""
    preface = [
        ("某某移动通信有限公司 通话详单",),
        ("机主：张某", "号码：138****0000"),
        ("查询时间：2026-11-21 10:00:00",),
        (),
    ]
    assert only(table([*preface, HEAD, ONE])).source == "详单.csv:6"


def test_empty_lines_and_more_columns(table: Write) -> None:
    """Empty lines between rows and columns nobody needs do no harm; short rows are read as far as they go."""
    head = ("序号", "通话地点", *HEAD, "费用")
    imported = table([head, ("1", "上海", *ONE, "0.00"), (), ("", "", "", ""), ("2", "上海", *ONE[:2])])
    assert imported.rejections == []
    assert [(entry.seconds, entry.connected) for entry in imported.contacts] == [(83, True), (None, None)]


def test_date_and_time_in_two_columns(table: Write) -> None:
    """A day in one column and a time in another are put together."""
    head = ("通话日期", "通话时间", "对方号码", "通话时长")
    assert only(table([head, ("2026-11-20", "22:15:07", "13800000001", "83")])).at == dt.datetime(
        2026, 11, 20, 22, 15, 7
    )


def test_a_day_column_beside_a_full_time(table: Write) -> None:
    """A column with the day beside one with day and time does not make every row unreadable."""
    head = ("日期", "起始时间", "对方号码", "通话时长")
    assert only(table([head, ("2026-11-20", "2026-11-20 22:15:07", "13800000001", "83")])).at == dt.datetime(
        2026, 11, 20, 22, 15, 7
    )


def test_a_day_column_beside_a_time_of_digits(table: Write) -> None:
    """A time that is a run of digits stays the time of its own day, also where a year is given for other rows."""
    head = ("通话日期", "通话时间", "对方号码", "通话时长")
    assert only(table([head, ("2026-11-20", "221507", "13800000001", "83")], year=2026)).at == dt.datetime(
        2026, 11, 20, 22, 15, 7
    )


def test_columns_named_by_the_borrower(table: Write) -> None:
    """Headings nobody knows are read when the borrower says what they are."""
    head = ("几点打的", "谁打的", "方向", "打了多久")
    entry = only(table([head, ONE], time="几点打的", number="谁打的", kind="方向", length="打了多久"))
    assert (entry.number, entry.seconds, entry.outgoing) == ("13800000001", 83, False)


def test_a_named_column_comes_first(table: Write) -> None:
    """The column that the borrower names is used although another one has a known heading."""
    assert (
        only(
            table([("时间", "真实时间", "号码"), ("2020-01-01 00:00", "2026-11-20 22:15", "138")], time="真实时间")
        ).at.year
        == 2026
    )


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([("姓名", "金额"), ("甲", "1")], "姓名、金额"),
        ([("对方号码",), ("138",)], "对方号码"),
        ([("通话时间",), ("2026",)], "通话时间"),
    ],
    ids=["neither", "no time", "no number"],
)
def test_headings_that_are_not_recognised(table: Write, rows: Sequence[Sequence[str]], named: str) -> None:
    """Where time or number cannot be found, the sentence lists the columns there are and how to name them."""
    with pytest.raises(UsageError, match="没有认出") as error:
        table(rows)
    assert f"文件里的列：{named}。" in str(error.value)
    assert ("--column time=" in str(error.value)) == (named != "通话时间")
    assert ("--column number=" in str(error.value)) == (named != "对方号码")


# --- what a row says --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "length", "outgoing", "connected", "seconds"),
    [
        ("被叫", "83", False, True, 83),
        ("主叫", "83", True, True, 83),
        ("呼出", "0", True, False, 0),
        ("去电", "5", True, True, 5),
        ("被叫", "0", False, False, 0),
        ("被叫", "", False, None, None),
        ("未接", "", False, False, 0),
        ("被叫未接通", "25", False, False, 0),
        ("拒接", "0", False, False, 0),
        ("", "6", None, True, 6),
        ("Outgoing", "6", True, True, 6),
        ("Missed", "", False, False, 0),
    ],
)
def test_direction_and_connection(
    table: Write, kind: str, length: str, outgoing: object, connected: object, seconds: object
) -> None:
    """Who called, whether it was connected and for how long; what is not known stays unknown."""
    entry = only(table([HEAD, ("2026-11-20 22:15", "13800000001", kind, length)]))
    assert (entry.channel, entry.outgoing, entry.connected, entry.seconds) == ("call", outgoing, connected, seconds)


WORDS = {
    True: [
        "主叫",
        "呼出",
        "去电",
        "去话",
        "拨打",
        "拨出",
        "已拨电话",
        "打出",
        "打出电话",
        "外呼",
        "主叫未接通",
        "Dialed",
        "OUT",
    ],
    False: [
        "被叫",
        "呼入",
        "来电",
        "来话",
        "打入",
        "已接",
        "已接来电",
        "接听",
        "未接",
        "未接来电",
        "未接听",
        "拒接",
        "被叫未接通",
        "Incoming",
        "IN",
    ],
    None: ["", "未接通", "无人接听", "呼叫", "呼叫转移", "呼转", "国内通话", "本地", "1", "主叫被叫", "?"],
}


@pytest.mark.parametrize(
    ("word", "outgoing"), [(word, outgoing) for outgoing, words in WORDS.items() for word in words]
)
def test_words_for_who_called(table: Write, word: str, *, outgoing: bool | None) -> None:
    """The operators' words for who called are known; what says neither leaves it open and is never taken for
    incoming.
    """
    imported = table([HEAD, ("2026-11-20 22:15", "13800000001", word, "40秒")])
    assert only(imported).outgoing is outgoing
    assert ("不知道是谁打的" in imported.who_called) == (outgoing is None)


def test_no_column_for_who_called(table: Write) -> None:
    """A list that does not say who called says so, with the ways out."""
    imported = table([("通话时间", "对方号码", "通话时长"), (ONE[0], ONE[1], ONE[3])])
    assert only(imported).outgoing is None
    assert "详单没有主叫被叫一列" in imported.who_called
    assert "--incoming" in imported.who_called


def test_a_missed_call_came_in(table: Write) -> None:
    """Who missed a call was called."""
    assert only(table([HEAD, ("2026-11-20 22:15", "138", "未接", "")])).outgoing is False


SMS_BILLS = {
    "信息类型": (("发送时间", "对方号码", "信息类型"), ("2026-11-20 22:15:07", "10690001", "接收"), False),
    "短信类型": (
        ("通信时间", "通话时间", "对方号码", "短信类型"),
        ("x", "2026-11-20 22:15:07", "10690001", "发送"),
        True,
    ),
    "业务类型": (
        ("起始时间", "对方号码", "业务类型", "通信方式"),
        ("2026-11-20 22:15:07", "10690001", "短信", "接收"),
        False,
    ),
    "彩信": (("时间", "对方号码", "业务类型"), ("2026-11-20 22:15:07", "10690001", "彩信发送"), True),
    "nothing but the heading of the time": (("接收时间", "对方号码"), ("2026-11-20 22:15:07", "10690001"), None),
}


@pytest.mark.parametrize(("head", "row", "outgoing"), SMS_BILLS.values(), ids=SMS_BILLS)
def test_bills_of_messages(table: Write, head: Sequence[str], row: Sequence[str], *, outgoing: bool | None) -> None:
    """The operators' lists of messages are read as messages, sent or received."""
    entry = only(table([head, row]))
    assert (entry.channel, entry.outgoing, entry.connected, entry.seconds) == ("sms", outgoing, None, None)


def test_calls_among_messages_by_their_type(table: Write) -> None:
    """Where one column says 语音 or 短信 and another who began it, both count."""
    head = ("起始时间", "对方号码", "业务类型", "通信方式", "通话时长")
    rows = [("2026-11-20 22:15:07", "138", "语音", "被叫", "60"), ("2026-11-20 22:16:07", "138", "短信", "接收", "0")]
    assert [(entry.channel, entry.outgoing) for entry in table([head, *rows]).contacts] == [
        ("call", False),
        ("sms", False),
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "seconds", "rounded"),
    [
        ("通话时长(分钟)", "2", 120, True),
        ("通话时长（分钟）", "1.5", 90, False),
        ("通话时长(分钟)", "1分23秒", 83, False),
        ("通话时长(分)", "00:01:23", 83, False),
        ("计费时长(分)", "3", 180, True),
        ("计费时长（秒）", "83", 83, False),
        ("时长（秒）", "83", 83, False),
        ("时长（小时）", "1", 3600, False),
        ("通话时长(时:分:秒)", "00:01:23", 83, False),
        ("Duration (s)", "83", 83, False),
        ("duration_seconds", "83", 83, False),
        ("通话时长(分钟)", "0", 0, False),
    ],
)
def test_units_in_the_heading_of_the_length(
    table: Write, heading: str, cell: str, seconds: int, *, rounded: bool
) -> None:
    """The length counts in the unit of its heading, unless the cell has one; whole minutes are known to be rounded."""
    imported = table([(*HEAD[:3], heading), (*ONE[:3], cell)])
    assert (only(imported).seconds, only(imported).rounded) == (seconds, rounded)
    assert any("整分钟" in remark for remark in imported.remarks) == rounded


def test_the_unit_of_a_column_named_by_the_borrower(table: Write) -> None:
    """A length column that the borrower names counts in the unit of its heading too."""
    assert only(table([(*HEAD[:3], "打了多久(分)"), (*ONE[:3], "2")], length="打了多久(分)")).seconds == 120


def test_columns_that_were_not_used(table: Write) -> None:
    """Columns that were not recognised are named, and a missing length is said: without it nothing is known of a
    conversation.
    """
    imported = table([("通话时间", "对方号码", "呼叫类型", "说了多久", "通话地点"), (*ONE[:3], "83", "上海")])
    assert only(imported).connected is None
    assert "没有用到的列：说了多久、通话地点。" in imported.remarks
    assert any("没有认出通话时长一列" in remark and "--column length=" in remark for remark in imported.remarks)
    assert table([HEAD, ONE]).remarks == ()


def test_messages(table: Write) -> None:
    """A list of messages keeps their words, and nothing is said about connection or length."""
    entry = only(
        table(
            [
                ("发送时间", "对方号码", "通信类型", "短信内容"),
                ("2026-11-20 23:15", "1069000012345", "接收", "今天不还就上门"),
            ]
        )
    )
    assert (entry.channel, entry.said, entry.connected, entry.seconds, entry.outgoing) == (
        "sms",
        "今天不还就上门",
        None,
        None,
        False,
    )


def test_messages_among_calls(table: Write) -> None:
    """In a list of both, a row that says 短信 is a message, whatever stands in the length."""
    imported = table([HEAD, ONE, ("2026-11-20 22:20:00", "13800000001", "短信接收", "0")])
    assert [entry.channel for entry in imported.contacts] == ["call", "sms"]


def test_own_number(table: Write) -> None:
    """The number that was called is kept, because attempts are counted per number called."""
    assert only(table([(*HEAD, "本机号码"), (*ONE, "+86 138 0000 0009")])).called == "13800000009"


def test_no_commands_in_messages(table: Write) -> None:
    """What commands a terminal is replaced when a message is read; line breaks, wide spaces and joined emojis stay
    readable.
    """
    said = "还\x1b[31m钱\x07\u202e快\u3000点\n\U0001f468\u200d\U0001f469"
    assert (
        only(table([("发送时间", "对方号码", "短信内容"), ("2026-11-20 23:15", "138", said)])).said
        == "还?[31m钱??快 点\n\U0001f468\u200d\U0001f469"
    )


def test_long_messages_are_cut_to_what_a_log_holds(table: Write) -> None:
    """A very long message is kept as far as a row of the log can hold it."""
    assert (
        only(table([("发送时间", "对方号码", "短信内容"), ("2026-11-20 23:15", "138", "催" * 5000)])).said
        == "催" * 2000
    )


def test_a_field_of_enormous_length(table: Write) -> None:
    """A field longer than the csv module likes is read like any other, and leaves no trace in what is read after it."""
    assert (
        only(table([("发送时间", "对方号码", "短信内容"), ("2026-11-20 23:15", "138", "催" * 140_000)])).said
        == "催" * 2000
    )
    before = csv.field_size_limit()
    table([HEAD, ONE])
    assert csv.field_size_limit() >= min(before, 131_072)


def test_rejected_rows_are_listed(table: Write) -> None:
    """Every row that cannot be read is listed by its row in the file, with the reason; the others are kept, also
    without a length, and totals are named.
    """
    rows = [
        HEAD,
        ONE,
        ("昨天晚上", *ONE[1:]),
        ("2026-02-30 10:00", *ONE[1:]),
        ("11-20 10:00", *ONE[1:]),
        (ONE[0], "1.38E+10", *ONE[2:]),
        (*ONE[:3], "很久"),
        (*ONE[:3], "90000"),
        ("1871-01-01 10:00", *ONE[1:]),
        ("合计：7 次",),
        ONE,
    ]
    imported = table(rows)
    assert [contact.seconds for contact in imported.contacts] == [83, None, None, 83]
    assert [rejection.row for rejection in imported.rejections] == [3, 4, 5, 6, 9]
    expected = ["昨天晚上", "不存在", "没有年份", "1.38E+10", "年份不对"]
    assert {
        "第 10 行是合计或说明，没有记。",
        (
            "有 2 行的时长读不懂（写的是「很久」、「90000」）：记下了，时长不明。知道的话，用 log edit 行号 "
            "--length 写明。"
        ),
    } <= set(imported.remarks)
    assert all(word in rejection.reason for word, rejection in zip(expected, imported.rejections, strict=True))


@settings(deadline=None, max_examples=60)
@given(
    rows=st.lists(st.tuples(*[st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)] * 4), max_size=6)
)
def test_no_row_is_dropped(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]) -> None:
    """Whatever stands in the cells, every row that is not empty becomes a contact or a rejection, or is counted as a
    note.
    """
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_text(as_text([HEAD, *rows]), encoding="utf-8", newline="")
    imported = read_table(path, {}, None)
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert len(imported.contacts) + len(imported.rejections) + imported.left_out == filled


# --- times ------------------------------------------------------------------------------------------------------------

MOMENTS = {
    "2026-11-20 22:15:07": (20, 22, 15, 7),
    "2026-11-20 22:15": (20, 22, 15, 0),
    "2026/11/20 22:15:07": (20, 22, 15, 7),
    "2026.11.20 22:15:07": (20, 22, 15, 7),
    "2026年11月20日 22:15:07": (20, 22, 15, 7),
    "2026年11月20日22时15分07秒": (20, 22, 15, 7),
    "20261120221507": (20, 22, 15, 7),
    "20261120 221507": (20, 22, 15, 7),
    "2026-11-20T22:15:07": (20, 22, 15, 7),
    "2026-11-20 22:15:07.0": (20, 22, 15, 7),
    "２０２６－１１－２０　２２：１５：０７": (20, 22, 15, 7),
    "2026-11-20T14:15:07Z": (20, 22, 15, 7),
    "2026-11-20T22:15:07+08:00": (20, 22, 15, 7),
    "2026-11-20T16:00:00+0000": (21, 0, 0, 0),
    "2026-11-20 下午 10:15:07": (20, 22, 15, 7),
    "2026/11/20 上午 10:15:07": (20, 10, 15, 7),
    "2026-11-20 上午12:15": (20, 0, 15, 0),
    "2026-11-20 下午 12:15": (20, 12, 15, 0),
    "2026-11-20 下午 22:15": (20, 22, 15, 0),
    "2026-11-20 10:15:07 PM": (20, 22, 15, 7),
    "2026-11-20 10:15 a.m.": (20, 10, 15, 0),
}


@pytest.mark.parametrize(("text", "expected"), MOMENTS.items(), ids=MOMENTS)
def test_times_as_exports_write_them(text: str, expected: tuple[int, int, int, int]) -> None:
    """Every usual way to write a day and a time is read as China time."""
    assert parse_moment(text) == dt.datetime(2026, 11, *expected)


@pytest.mark.parametrize("text", ["11-20 22:15:07", "11月20日22:15:07", "11/20 22:15:07"])
def test_times_without_a_year(text: str) -> None:
    """A time without a year needs one from the borrower; it is never guessed."""
    assert parse_moment(text, 2025) == dt.datetime(2025, 11, 20, 22, 15, 7)
    with pytest.raises(ValueError, match="没有年份"):
        parse_moment(text)


def test_a_year_that_was_written_is_kept() -> None:
    """``--year`` completes dates that have none and changes no other."""
    assert parse_moment("2026-11-20 22:15", 2025).year == 2026


NO_MOMENTS = [
    "2026-11-20",
    "22:15",
    "2026-11-20 24:00:00",
    "2026-13-01 10:00",
    "2026-02-30 10:00",
    "2026-11-20 晚上 12:15",
    "昨天",
    "",
    "176364720000",
]


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_times_that_cannot_be_read(text: str) -> None:
    """A time that is incomplete or does not exist is refused with the text as it stands in the file."""
    with pytest.raises(ValueError, match=text[:30] or "时间「」"):
        parse_moment(text)


@pytest.mark.parametrize("text", ["2026112022", "20261120221"])
def test_digits_that_may_mean_two_things(text: str) -> None:
    """A run of digits that is no whole day and time is refused instead of becoming some other day."""
    with pytest.raises(ValueError, match="读不懂"):
        parse_moment(text)


@settings(deadline=None, max_examples=100)
@given(moment=st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 12, 31)))
def test_times_survive(moment: dt.datetime) -> None:
    """Every second between 1990 and 2100 is read as it was written."""
    moment = moment.replace(microsecond=0)
    for form in ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y%m%d%H%M%S"):
        assert parse_moment(moment.strftime(form)) == moment


# --- lengths and numbers

LENGTHS = {
    "1分23秒": 83,
    "01分23秒": 83,
    "1 分 23 秒": 83,
    "1分23": 83,
    "１分２３秒": 83,
    "1小时2分3秒": 3723,
    "2分": 120,
    "83秒": 83,
    "00:01:23": 83,
    "1:23": 83,
    "01:02:03": 3723,
    "83": 83,
    "83.0": 83,
    "1'23\"": 83,
    "1m23s": 83,
    "0": 0,
    "00:00:00": 0,
    "24:00:00": 86400,
    "": None,
    "-": None,
    "--": None,
    " ": None,
}


@pytest.mark.parametrize(("text", "seconds"), LENGTHS.items(), ids=repr)
def test_lengths(text: str, seconds: int | None) -> None:
    """A length is read in every usual form; an empty one stays unknown."""
    assert parse_length(text) == seconds


def test_a_length_of_very_many_digits() -> None:
    """A run of digits without end is refused in the same words as any other length that makes no sense."""
    with pytest.raises(ValueError, match="时长"):
        parse_length("1" * 5000)


@pytest.mark.parametrize("text", ["很久", "83.5", "-5", "1:2:3:4", "25:00:00", "86401", "1e3", "分"])
def test_lengths_that_cannot_be_read(text: str) -> None:
    """A length that makes no sense is refused, never guessed."""
    with pytest.raises(ValueError, match="时长"):
        parse_length(text)


NUMBERS = {
    "13800000001": "13800000001",
    "+8613800000001": "13800000001",
    "+86 138-0000-0001": "13800000001",
    "008613800000001": "13800000001",
    "8613800000001": "13800000001",
    "138 0000 0001": "13800000001",
    "１３８００００００01": "13800000001",
    "(021)0000-0001": "02100000001",
    "86000001": "86000001",
    "95500": "95500",
    "+85200000001": "+85200000001",
    "138****0001": "138****0001",
    '="02100000001"': "02100000001",
    "'02100000001": "02100000001",
    "=02100000001": "02100000001",
    "+86 21 0000 0001": "02100000001",
    "+86 021 0000 0001": "02100000001",
    "+861000000001": "01000000001",
    "+8657100000001": "057100000001",
    "+864000000001": "4000000001",
    "+8695500": "95500",
    "+861069000000001": "1069000000001",
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items(), ids=NUMBERS)
def test_numbers(text: str, number: str) -> None:
    """The same telephone number is the same, however it is written."""
    assert parse_number(text) == number


def test_a_number_that_a_spreadsheet_made_a_fraction() -> None:
    """A number that a spreadsheet wrote as 13800000001.0 is still that number."""
    assert parse_number("13800000001.0") == "13800000001"


@pytest.mark.parametrize("text", ["138\x1b[31m", "1\x0038", "138\u202e0000"])
def test_numbers_with_commands_for_a_terminal(text: str) -> None:
    """What is stored as a number holds nothing that commands a terminal or hides what stands there."""
    try:
        assert parse_number(text).isprintable()
    except ValueError:
        return


@pytest.mark.parametrize("text", ["1.38E+10", "1.38e10", "1E+10", "1.38000000001E+10"])
def test_numbers_that_a_spreadsheet_spoiled(text: str) -> None:
    """A number of which a spreadsheet kept the first digits only is refused, with what to do in the spreadsheet."""
    with pytest.raises(ValueError, match="拉宽或设成文本"):
        parse_number(text)


@pytest.mark.parametrize("text", ["隐藏号码", "未知号码", "未知", "私人号码", "Unknown", "匿名", "", " "])
def test_hidden_numbers_are_kept(table: Write, text: str) -> None:
    """A call from a hidden number is a call: it is kept without a number."""
    assert only(table([HEAD, (ONE[0], text, *ONE[2:])])).number == ""


@pytest.mark.parametrize("text", ["", "未知", "隐藏号码", "0" * 41, "录音1.m4a", "wxid_123", "微信1"])
def test_numbers_that_cannot_be_read(text: str) -> None:
    """What has no digit, or has letters, is no number, and is named."""
    with pytest.raises(ValueError, match="号码"):
        parse_number(text)


# --- XLSX


def test_a_sheet_of_text(sheet: Write) -> None:
    """A workbook of text cells is read like a CSV."""
    assert only(sheet([HEAD, ONE])) == Contact(
        at=dt.datetime(2026, 11, 20, 22, 15, 7),
        channel="call",
        number="13800000001",
        connected=True,
        seconds=83,
        source="详单.xlsx:2",
    )


@pytest.mark.parametrize(
    "moment",
    [
        dt.datetime(2026, 11, 20, 22),
        dt.datetime(2026, 11, 20, 21, 59, 59),
        dt.datetime(2026, 11, 20, 8),
        dt.datetime(2026, 1, 1),
    ],
)
def test_real_times_in_a_sheet(sheet: Write, moment: dt.datetime) -> None:
    """A cell that holds a real time is read to the second, at the edges of the night too."""
    assert only(sheet([HEAD, (moment, 13800000001, "被叫", 83)])).at == moment


@pytest.mark.parametrize("length", [83, 83.0, "83", "1分23秒", dt.time(0, 1, 23), dt.timedelta(seconds=83)], ids=repr)
def test_lengths_in_a_sheet(sheet: Write, length: object) -> None:
    """A length is read as a number, a text, a time of day or a duration."""
    assert only(sheet([HEAD, (ONE[0], ONE[1], "被叫", length)])).seconds == 83


@pytest.mark.parametrize("number", [13800000001, 13800000001.0, "13800000001", "+86 13800000001"], ids=repr)
def test_numbers_in_a_sheet(sheet: Write, number: object) -> None:
    """A telephone number is read as a number and as a text."""
    assert only(sheet([HEAD, (ONE[0], number, "被叫", 83)])).number == "13800000001"


def test_day_and_time_in_a_sheet(sheet: Write) -> None:
    """A real day and a real time of day in two columns are put together."""
    head = ("通话日期", "通话时间", "对方号码", "通话时长")
    row = (dt.date(2026, 11, 20), dt.time(22, 15, 7), 13800000001, 83)
    assert only(sheet([head, row])).at == dt.datetime(2026, 11, 20, 22, 15, 7)


def serial(moment: dt.datetime) -> float:
    """A moment as spreadsheets count it: days since 1899-12-30."""
    return (moment - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)


@pytest.mark.parametrize(
    "moment",
    [dt.datetime(2026, 11, 20, 22, 15), dt.datetime(2026, 11, 20, 21, 59, 59), dt.datetime(2026, 1, 1, 0, 0, 1)],
)
def test_serial_numbers_in_a_sheet(sheet: Write, moment: dt.datetime) -> None:
    """A time that lost its format and is the number 46346.927… is that time to the second, days counted from
    1899-12-30.
    """
    assert only(sheet([HEAD, (serial(moment), 13800000001, "被叫", 83)])).at == moment


def test_serial_numbers_of_day_time_and_length(sheet: Write) -> None:
    """A day, a time of day and a length that lost their formats are read, too."""
    moment = dt.datetime(2026, 11, 20, 22, 15, 7)
    day, length = int(serial(moment)), 83 / 86_400
    contact = only(
        sheet([("通话日期", "通话时间", "对方号码", "通话时长"), (day, serial(moment) - day, 13800000001, length)])
    )
    assert (contact.at, contact.seconds) == (moment, 83)


def test_a_preface_and_rejections_in_a_sheet(sheet: Write) -> None:
    """Rows keep their numbers in the workbook, above and below what cannot be read."""
    imported = sheet([("通话详单",), (None, None), HEAD, ONE, ("昨天", *ONE[1:]), (None,), ONE])
    assert [entry.source for entry in imported.contacts] == ["详单.xlsx:4", "详单.xlsx:7"]
    assert [rejection.row for rejection in imported.rejections] == [5]


def workbook(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def test_every_sheet_is_read(tmp_path: Path) -> None:
    """A workbook with a cover and a sheet a month is read whole; a sheet without headings is named, and so are places
    in sheets.
    """
    cover, october, november = (
        ("封面", [("某某通信",), ("张某",)]),
        ("十月", [HEAD, ONE]),
        ("十一月", [HEAD, ONE, ("昨天", *ONE[1:])]),
    )
    imported = read_table(workbook(tmp_path / "a.xlsx", cover, october, november, ("空", [])), {}, None)
    assert [entry.source for entry in imported.contacts] == ["a.xlsx:十月:2", "a.xlsx:十一月:2"]
    assert [(rejection.sheet, rejection.row) for rejection in imported.rejections] == [("十一月", 3)]
    assert imported.remarks == ("这些工作表没有认出表头，没有读：封面。",)


def test_a_cover_before_the_only_list(tmp_path: Path) -> None:
    """A cover sheet does not hide the list behind it."""
    imported = read_table(workbook(tmp_path / "a.xlsx", ("封面", [("某某通信",)]), ("详单", [HEAD, ONE])), {}, None)
    assert [entry.source for entry in imported.contacts] == ["a.xlsx:2"]


@pytest.mark.parametrize("wrong", ["A1", "A1:B1", "A1:D2"])
def test_a_wrong_size_in_a_sheet(tmp_path: Path, wrong: str) -> None:
    """A program that writes a wrong size into a sheet does not lose rows or columns by it."""
    path = workbook(tmp_path / "a.xlsx", ("详单", [HEAD, ONE, ONE, ONE]))
    content = {}
    with zipfile.ZipFile(path) as old:
        content = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    content[sheet] = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{wrong}"'.encode(), content[sheet])
    with zipfile.ZipFile(path, "w") as new:
        for name, data in content.items():
            new.writestr(name, data)
    assert f'ref="{wrong}"'.encode() in content[sheet]
    assert len(read_table(path, {}, None).contacts) == 3


# --- years, and what has not happened yet

NOW = dt.datetime(2026, 11, 22, 12)


def years_read(tmp_path: Path, days: Sequence[str], year: int | None = None) -> list[int]:
    """The years in which a list of days without years is read, today being 2026-11-22."""
    path = tmp_path / "a.csv"
    path.write_text(as_text([HEAD, *((f"{day} 10:00:00", *ONE[1:]) for day in days)]), encoding="utf-8")
    imported = read_table(path, {}, year, NOW)
    assert imported.rejections == []
    assert any(
        "没写年份" in remark and all(str(entry.at.year) in remark for entry in imported.contacts)
        for remark in imported.remarks
    )
    return [entry.at.year for entry in imported.contacts]


LISTS = {
    "this autumn": (["10-30", "11-02", "11-21"], [2026, 2026, 2026]),
    "last December": (["12-01", "12-24"], [2025, 2025]),
    "over New Year": (["12-30", "01-02"], [2025, 2026]),
    "over New Year, newest first": (["01-03", "01-02", "12-31", "12-30"], [2026, 2026, 2025, 2025]),
    "not quite in order": (["11-03", "11-02", "11-05", "11-04", "11-21"], [2026] * 5),
    "over New Year, not quite in order": (
        ["12-30", "12-29", "12-31", "01-02", "01-01", "01-05"],
        [2025] * 3 + [2026] * 3,
    ),
    "a long gap forward": (["01-05", "01-06", "01-07", "11-20"], [2026] * 4),
    "a long gap backward": (["11-20", "11-19", "01-05", "01-04"], [2026] * 4),
    "29 February": (["02-28", "02-29", "03-01"], [2024] * 3),
    "two winters": (["12-30", "01-02", "06-01", "12-01", "12-30", "01-02"], [2024, 2025, 2025, 2025, 2025, 2026]),
    "today": (["11-22"], [2026]),
    "tomorrow a year ago": (["11-23"], [2025]),
}


@pytest.mark.parametrize(("days", "years"), LISTS.values(), ids=LISTS)
def test_years_that_were_not_written(tmp_path: Path, days: list[str], years: list[int]) -> None:
    """A list without years gets the latest ones that keep its order and put nothing into the future, and says which."""
    assert years_read(tmp_path, days) == years


@pytest.mark.parametrize(("year", "years"), [(2025, [2025, 2026]), (2026, [2025, 2026]), (2024, [2024, 2025])])
def test_a_year_given_for_a_list_over_new_year(tmp_path: Path, year: int, years: list[int]) -> None:
    """The year of a list that crosses New Year is that of its first row, unless the rest would not have happened
    yet.
    """
    assert years_read(tmp_path, ["12-30", "01-02"], year) == years


def test_the_future_is_refused(tmp_path: Path) -> None:
    """A row that has not happened yet is no contact: it is listed with its row."""
    path = tmp_path / "a.csv"
    path.write_text(
        as_text([HEAD, ("2026-11-22 12:00:01", *ONE[1:]), ("2026-11-22 12:00:00", *ONE[1:])]), encoding="utf-8"
    )
    imported = read_table(path, {}, None, NOW)
    assert [(rejection.row, "还没有到" in rejection.reason) for rejection in imported.rejections] == [(2, True)]
    assert len(imported.contacts) == 1


# --- files that are none


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "是空的"), (b"no workbook", "没有认出"), (b"PK\x03\x04 broken", "坏了或不完整")],
    ids=["empty", "text", "broken"],
)
def test_a_workbook_that_is_none(tmp_path: Path, content: bytes, says: str) -> None:
    """A file that only has the name of a workbook is refused in one sentence that says what it is."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=says):
        read_table(path, {}, None)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A wrong path is named."""
    for name in ("a.csv", "a.xlsx"):
        with pytest.raises(UsageError, match=f"读不到.*{name}"):
            read_table(tmp_path / name, {}, None)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """A file far larger than any call list is refused before it is read."""
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(as_text([HEAD, ONE] * 100).encode())
        file.truncate(64_000_001)
    with pytest.raises(UsageError, match="太大"):
        read_table(path, {}, None)

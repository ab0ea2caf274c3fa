"""The strict reader: what is written is what is read, and every mistake has a line."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from borrower_help.case.file import dump_case
from borrower_help.case.model import Case
from borrower_help.knowledge.reader import decode
from borrower_help.knowledge.records.conduct import BehaviourFile
from borrower_help.knowledge.records.sources import SourceFile
from borrower_help.knowledge.text import read_text


def problems_of(text: str, type_: type[Any] = Case) -> list[tuple[int, str]]:
    """(line, message) of every problem of ``text``; fails when it decodes."""
    record, problems = decode(text, type_, "case.yaml")
    assert record is None
    assert problems
    assert all(problem.path == "case.yaml" for problem in problems)
    return [(problem.line, problem.message) for problem in problems]


def case_of(text: str) -> Case:
    """``text`` as a case; fails on any problem."""
    case, problems = decode(text, Case, "case.yaml")
    assert problems == []
    assert case is not None
    return case


# --- what plain YAML corrupts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "22:00",
        "0571",
        "0o17",
        "0x1F",
        "1_000",
        "no",
        "yes",
        "on",
        "off",
        "No",
        "True",
        "NULL",
        "1.10",
        "905.33",
        "1e3",
        ".inf",
        "2026-02-30",
        "2026-11-21",
        "=",
        "<<",
    ],
)
def test_what_plain_yaml_would_change_stays_text(written: str) -> None:
    """A time, an area code or a 「no」 means what the volunteer typed, as a value and as a key."""
    assert decode(f"value: {written}\n{written}: key", dict[str, str], "x") == ({"value": written, written: "key"}, [])


def test_plain_yaml_does_change_them() -> None:
    """The list above is not idle: the usual loader turns these into numbers, booleans and dates."""
    assert yaml.safe_load("[22:00, 0571, 1_000, no, 1.10, 2026-11-21]") != [
        "22:00",
        "0571",
        "1_000",
        "no",
        "1.10",
        "2026-11-21",
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("12", 12),
        ("-3", -3),
        ('"12"', "12"),
        ("'true'", "true"),
    ],
)
def test_only_true_false_null_and_whole_numbers_are_typed(written: str, value: object) -> None:
    """The few words with a meaning have it, and quotes take it away."""
    record, problems = decode(f"value: {written}", dict[str, Any], "x")
    assert problems == []
    assert record is not None
    assert record["value"] == value
    assert type(record["value"]) is type(value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("reachable: yes", "true 或 false"),
        ("reachable: True", "true 或 false"),
        ("days_overdue: 1_000", "一个整数"),
        ("days_overdue: 007", "一个整数"),
        ("days_overdue: 3.0", "一个整数"),
        ('days_overdue: "3"', "一个整数"),
        ("days_overdue: -1", "超出范围"),
        ("days_overdue: 36501", "超出范围"),
        ("due: 2026-02-30", "不是有效日期"),
        ("due: 2026-1-1", "不是有效日期"),
        ("due: 2026-01-01T00:00:00", "不是有效日期"),
        ("due: 昨天", "不是有效日期"),
        ("due: 20260101", "due"),
        ('due: "20260101"', "不是有效日期"),
        ("outstanding: 12,000", "不是金额"),
        ("outstanding: 一万二", "不是金额"),
        ("kind: Bank", "不在可选范围内"),
        ("happened: call_after_22", "一个列表"),
        ("happened: [Call After 22]", "的写法不对"),
        ("papers: [{received: 2026-11-01}]", "缺少「kind」"),
        ("papers: [{kind: summons, recieved: 2026-11-01}]", "不认识的键「recieved」"),
        ("lender: [海尔]", "一段文字"),
        ("lendor: 海尔", "不认识的键「lendor」"),
    ],
)
def test_a_wrong_answer_is_named(line: str, words: str) -> None:
    """A borrower who mistypes one answer is told which line and what would be right."""
    ((number, message),) = problems_of(f"# 我的情况\n{line}")
    assert number == 2
    assert words in message


def test_a_date_of_weeks_is_explained_in_chinese() -> None:
    """A date in a rare form of the standard is refused in words a borrower understands."""
    ((_, message),) = problems_of("due: 2026-W01-1")
    assert "不是有效日期" in message


# --- repeated keys, several problems -------------------------------------------------------------------------


def test_a_repeated_key_is_an_error_with_both_lines() -> None:
    """Of two answers to one question none wins silently."""
    assert problems_of("lender: 海尔\ndue: 2026-10-07\nlender: 极融\n") == [
        (3, "重复的键「lender」，第 1 行已经写过。请删掉一个。")
    ]


def test_repeated_keys_are_found_at_any_depth() -> None:
    """A repetition inside a list item is found, and the same key in two items is none."""
    text = (
        "papers:\n  - {kind: summons, received: 2026-11-01, kind: judgment}\n  - kind: summons\n    received: "
        "2026-11-02\n    received: 2026-11-03\n"
    )
    assert [(line, message[:8]) for line, message in problems_of(text)] == [(2, "重复的键「kin"), (5, "重复的键「rec")]
    assert len(case_of("papers: [{kind: summons}, {kind: summons}]").papers) == 2


def test_all_problems_come_in_one_pass_in_order_of_lines() -> None:
    """One run of the program names everything that is wrong with a file, from top to bottom."""
    text = """\
lender: 海尔
kind: credit_card
due: 2026-02-30
lender: 极融
papers:
  - kind: summons
  - kind: judgment
    received: 昨天
income: 很少
shoe_size: 42
"""
    found = problems_of(text)
    assert [line for line, _ in found] == [2, 3, 4, 8, 9, 10]
    for (_, message), word in zip(
        found, ["credit_card", "2026-02-30", "重复的键", "昨天", "很少", "shoe_size"], strict=True
    ):
        assert word in message


@pytest.mark.parametrize(
    ("written", "line", "words"), [("on: 昨天", 3, "不是有效日期"), ("onn: 2026-11-01", 3, "不认识的键「onn」")]
)
def test_a_mistake_in_what_happened_is_explained(written: str, line: int, words: str) -> None:
    """Who writes a day beside what happened learns what is wrong with the day."""
    ((number, message),) = problems_of(f"happened:\n  - id: call_after_22\n    {written}\n")
    assert number == line
    assert words in message


def test_missing_keys_are_named_once() -> None:
    """A record without three of its keys is one problem, not the same sentence three times."""
    assert len(problems_of("papers: [{kind: summons}, {}]\nhappened: [{}]")) == 2
    assert len(problems_of("documents: [{id: a, title: b, issuer: c}]\nchecked: 2026-11-21", SourceFile)) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("", 1, "文件是空的", id="empty"),
        pytest.param("# 只有注释\n", 1, "文件是空的", id="comment"),
        pytest.param("- 海尔", 1, "一组「键: 值」", id="list"),
        pytest.param("海尔", 1, "一组「键: 值」", id="text"),
        pytest.param("lender: [海尔\ndue: 2026-10-07\n", 2, "YAML 写法有误", id="open list"),
        pytest.param('lender: "海尔\n', 2, "YAML 写法有误", id="open quote"),
        pytest.param("lender: 海尔\n  due: 2026-10-07\n", 2, "YAML 写法有误", id="indentation"),
        pytest.param("lender: 海尔\n\tdue: 2026-10-07\n", 2, "YAML 写法有误", id="tab"),
        pytest.param("lender: 海尔\n---\nlender: 极融\n", 2, "只能有一份内容", id="two documents"),
        pytest.param("lender: 海尔\x00", 1, "YAML 写法有误", id="control character"),
        pytest.param("lender: &name 海尔\ndue: 2026-10-07", 1, "锚点", id="anchor"),
        pytest.param("lender: 海尔\ndue: *name", 2, "锚点", id="alias"),
        pytest.param("lender: 海尔\ndue: !!timestamp 2026-10-07", 2, "类型标记", id="tag"),
        pytest.param("lender: 海尔\ngoals: !mine []", 2, "类型标记", id="tag on a list"),
        pytest.param("lender: 海尔\ngoals: " + "[" * 40, 2, "嵌套", id="deep nesting"),
        pytest.param("lender: \ud800", 1, "不能用的字符", id="half a character"),
        pytest.param("<<: {lender: 海尔}", 1, "不认识的键「<<」", id="merge key"),
        pytest.param("1: 海尔", 1, "不认识的键「1」", id="number as key"),
        pytest.param("~: 海尔", 1, "不认识的键", id="null as key"),
    ],
)
def test_what_is_no_record_is_one_problem(text: str, line: int, words: str) -> None:
    """A file that is no record at all is explained in one sentence with its line."""
    ((number, message),) = problems_of(text)
    assert number == line
    assert words in message


# --- encodings and JSON --------------------------------------------------------------------------------------


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    """A case saved by Windows Notepad is read, and its first key is known."""
    path = tmp_path / "case.yaml"
    path.write_bytes("\ufefflender: 海尔\r\ndays_overdue: 3\r\n".encode())
    text, problems = read_text(path)
    assert problems == []
    assert text.startswith("lender")
    assert (case_of(text).lender, case_of(text).days_overdue) == ("海尔", 3)
    assert case_of("\ufefflender: 海尔").lender == "海尔"


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"\xff\xfe", 1), ("lender: a\nkind: bank # 银行".encode("gbk"), 2), (b"a: 1\nb: 2\nc: \xe6\xb5", 3)],
    ids=["utf-16", "gbk", "cut off"],
)
def test_wrong_bytes_are_a_problem_with_a_line(tmp_path: Path, content: bytes, line: int) -> None:
    """A file in another encoding is named with the line of the first wrong byte."""
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    text, (problem,) = read_text(path)
    assert (text, problem.path, problem.line) == ("", str(path), line)
    assert "UTF-8" in problem.message


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_what_cannot_be_opened_is_a_problem(tmp_path: Path, name: str) -> None:
    """A missing file, or a folder, is a sentence and not a traceback."""
    text, (problem,) = read_text(tmp_path / name)
    assert text == ""
    assert "读不到这个文件" in problem.message


ANSWERS = {
    "lender": "海尔",
    "days_overdue": 45,
    "reachable": True,
    "due": None,
    "outstanding": 905.33,
    "happened": ["call_after_22", {"id": "door_blocked"}],
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps(ANSWERS), id="escaped"),
        pytest.param(json.dumps(ANSWERS, ensure_ascii=False, indent=2), id="indented"),
        pytest.param(json.dumps(ANSWERS, ensure_ascii=False, indent="\t"), id="tabs"),
        pytest.param(json.dumps(ANSWERS, ensure_ascii=False, indent="\t").replace("\n", "\r\n"), id="tabs and CRLF"),
        pytest.param(json.dumps(ANSWERS, separators=(",", ":")), id="compact"),
        pytest.param("\ufeff" + json.dumps(ANSWERS), id="byte-order mark"),
    ],
)
def test_json_is_read_like_yaml(text: str) -> None:
    """A script may hand over JSON however it is laid out."""
    case = case_of(text)
    assert (case.lender, case.days_overdue, case.reachable, case.due) == ("海尔", 45, True, None)
    assert case.outstanding == Decimal("905.33")
    assert [happening.id for happening in case.happenings] == ["call_after_22", "door_blocked"]


def test_a_mistake_in_json_has_its_line() -> None:
    """A script's author learns the line of the mistake too."""
    ((line, message),) = problems_of('{\n\t"lender": "海尔",\n\t"days_overdue": "3"\n}')
    assert line == 3
    assert "一个整数" in message


# --- amounts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "0",
        "0.1",
        "905.33",
        "1.10",
        "12000",
        "0.1000000000000000055511151231257827",
        "123456789012345678.99",
        "33333333333333333333",
    ],
)
@pytest.mark.parametrize(
    "form", ["outstanding: {}", 'outstanding: "{}"', '{{"outstanding": {}}}'], ids=["plain", "quoted", "json"]
)
def test_amounts_never_pass_through_a_float(written: str, form: str) -> None:
    """The amount in the report is to the last digit the amount that was typed."""
    assert str(case_of(form.format(written)).outstanding) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=2))
@settings(deadline=None, max_examples=60)
def test_a_saved_amount_is_read_back_exactly(amount: Decimal) -> None:
    """Saving a case and reading it again changes no amount by a fen."""
    case = Case(outstanding=amount, income=amount)
    assert case_of(dump_case(case)) == case


@pytest.mark.parametrize("written", ["NaN", "sNaN", "Infinity", "-Infinity", "-5"])
def test_an_amount_is_a_finite_sum(written: str) -> None:
    """A sum that is no sum of money is refused instead of spoiling every calculation after it."""
    ((line, message),) = problems_of(f"lender: 海尔\noutstanding: {written}\n")
    assert line == 2
    assert "不是金额" in message


# --- checked -----------------------------------------------------------------------------------------------------

DOCUMENTS = """\
checked: 2026-11-21
documents:
  - {id: first-law, title: 甲, issuer: 乙, kind: law, seen: official_text, confidence: high}
  - {id: second-law, title: 甲, issuer: 乙, kind: law, seen: official_text, confidence: high, checked: 2026-01-02}
"""


def test_checked_is_inherited_from_the_file_unless_written() -> None:
    """A volunteer writes the date once, and a record checked on another day keeps its own."""
    file, problems = decode(DOCUMENTS, SourceFile, "sources/x.yaml")
    assert problems == []
    assert file is not None
    assert [str(document.checked) for document in file.documents] == ["2026-11-21", "2026-01-02"]


def test_without_a_date_of_the_file_nothing_is_inherited() -> None:
    """A file without `checked` is refused, for no record may be undated."""
    ((line, message),) = problems_of(DOCUMENTS.removeprefix("checked: 2026-11-21\n"), SourceFile)
    assert line == 1
    assert "缺少「checked」" in message


def test_an_impossible_date_of_the_file_is_named_once() -> None:
    """One typing mistake at the top is one problem, however many records inherit it."""
    ((line, message),) = problems_of(DOCUMENTS.replace("2026-11-21", "2026-13-01"), SourceFile)
    assert line == 1
    assert "不是有效日期" in message


def test_a_case_inherits_nothing() -> None:
    """`checked` means nothing in a case and is an unknown key."""
    assert "不认识的键「checked」" in problems_of("checked: 2026-11-21\nlender: 海尔")[0][1]


# --- hostile files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "lender: &a [*a]",
        "&a\nlender: *a",
        "lender: " + "[" * 900 + "]" * 900,
        "{a: " * 5000 + "1" + "}" * 5000,
        "days_overdue: " + "9" * 5000,
        "outstanding: " + "9" * 5000,
        "days_overdue: !!int many",
        "lender: !!binary aGVsbG8=",
        "goals: !!omap [plan: 1]",
        "lender: {{name}}",
        "? [a]\n: b",
        "[]:",
        "&a\n? *a\n: 1",
        "reachable: !!bool maybe",
        "due: !!timestamp tomorrow",
        'days_overdue: !!int ""',
        "days_overdue: !!int +",
        "lender: !!binary é",
        'lender: !!python/object/apply:os.system ["true"]',
        "lender: !local a",
    ],
    ids=lambda text: text[:24],
)
def test_hostile_yaml_is_a_problem(text: str) -> None:
    """A strange file, also one left over from a template, gives a sentence and never a traceback."""
    assert problems_of(text)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghijk", "bcdefghijkl", strict=True)
)

CHILD = """\
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (3, 3))
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from borrower_help.case.model import Case
from borrower_help.knowledge.reader import decode
record, problems = decode(sys.stdin.read(), Case, "case.yaml")
print(len(problems))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the child process need POSIX")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BOMB, id="bomb under unknown keys"),
        pytest.param("x: &a [*a]", id="list in itself"),
        pytest.param("[" * 100_000, id="100000 brackets"),
        pytest.param("- " * 100_000, id="100000 dashes"),
        pytest.param(f"{BOMB}lender: *l", id="bomb as a text"),
        pytest.param(f"{BOMB}happened: *l", id="bomb as a list"),
        pytest.param(f"checked: 1\n{BOMB}", id="bomb beside checked"),
        pytest.param("checked: 1\nx: &a [*a]", id="list in itself beside checked"),
    ],
)
def test_a_bomb_does_not_take_the_program_down(text: str) -> None:
    """A file made to exhaust or crash a program is refused like any other, within three seconds of computing and two
    gigabytes.
    """
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=text, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 0


TYPES = pytest.mark.parametrize("type_", [Case, SourceFile])


@TYPES
@given(text=st.text(max_size=60))
@example(text="\ufeff")
@example(text="%YAML 1.1")
@settings(deadline=None, max_examples=200)
def test_any_text_is_decoded_or_explained(type_: type[Any], text: str) -> None:
    """Whatever stands in a file, the program answers with a record or with problems."""
    record, problems = decode(text, type_, "any.yaml")
    assert (record is None) == bool(problems)
    assert all(1 <= problem.line <= len(text.splitlines()) + 2 for problem in problems)


WORDS = [
    "checked",
    "lender",
    "days_overdue",
    "due",
    "happened",
    "papers",
    "documents",
    "id",
    "on",
    "kind",
    "2026-02-30",
    "22:00",
    "-1",
    "true",
    "null",
    "海尔",
]
SIGNS = [
    ": ",
    ":",
    "- ",
    "? ",
    ", ",
    "\n",
    "\n  ",
    "\n    ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a ",
    "<<: ",
    "# ",
    "|\n",
    ">-\n",
    "'",
    '"',
    "!!str ",
    "!!int ",
    "!!bool ",
    "!x ",
    "%",
    "@",
    "---\n",
]


@TYPES
@given(text=st.lists(st.sampled_from(WORDS + SIGNS), max_size=25).map("".join))
@settings(deadline=None, max_examples=300)
def test_anything_like_yaml_is_decoded_or_explained(type_: type[Any], text: str) -> None:
    """The same for texts made of the signs that mean something in YAML."""
    record, problems = decode(text, type_, "any.yaml")
    assert (record is None) == bool(problems)
    assert all(1 <= problem.line <= len(text.splitlines()) + 2 for problem in problems)


# --- records that contradict themselves


@pytest.mark.parametrize("field", ["hinges", "find_out"])
def test_on_what_it_depends_and_how_to_find_out(root: Path, field: str) -> None:
    """A behaviour that says on what it depends says how to find out, too, and the other way round; the mistake has its
    line.
    """
    text = (root / "knowledge" / "conduct" / "visits.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(index for index, line in enumerate(lines) if line.startswith(f"    {field}: "))
    del lines[number]
    ((line, message),) = problems_of("\n".join(lines), BehaviourFile)
    assert "find_out" in message
    assert lines[line - 1].startswith("  - id: ")

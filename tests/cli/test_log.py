"""``log``: the contact log on the command line, from the first entry to what it proves in the report."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from borrower_help import Case, load_case
from borrower_help.case.model import Happening

DAY = ("--as-of", "2026-11-21")
JSON = (*DAY, "--format", "json")
POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no such permissions or limits")

Log = Callable[..., Any]


@pytest.fixture(name="path")
def path_of_the_log(tmp_path: Path) -> Path:
    """Where the log of a test lies."""
    return tmp_path / "log.jsonl"


@pytest.fixture(name="log")
def log_command(run: Any, path: Path) -> Log:
    """``log("add", …)`` runs a subcommand on the log of the test."""

    def log(command: str, *words: object, stdin: str = "") -> Any:
        return run("log", command, *words, "--log", path, stdin=stdin)

    return log


def called(log: Log, *moments: str, **more: str) -> None:
    """Record connected calls of a minute at these moments; further flags as told."""
    for moment in moments:
        flags = [word for name, value in more.items() for word in (f"--{name}", value)]
        assert (
            log(
                "add", "--at", moment, "--channel", "call", *(() if "length" in more else ("--length", "60")), *flags
            ).code
            == 0
        )


def rows(log: Log) -> list[dict[str, Any]]:
    """The rows of the log as programs get them."""
    result = log("list", *JSON)
    assert (result.code, result.err) == (0, "")
    data: list[dict[str, Any]] = json.loads(result.out)["data"]
    return data


def one_line(result: Any) -> str:
    """What is on the screen, without the breaks of its lines."""
    return re.sub(r"\n *", "", result.out)


def found(log: Log, *words: object) -> dict[str, dict[str, Any]]:
    """The findings of ``log check`` by id, without those of calls that got through, which are a question of their
    own.
    """
    result = log("check", *words, *JSON)
    assert (result.code, result.err) == (0, "")
    findings = json.loads(result.out)["data"]["findings"]
    return {finding["id"]: finding for finding in findings if finding["counter"] != "connected_over_3-notice"}


def dense(text: str) -> str:
    """A text without any white space, which the wrapping of a screen may put anywhere."""
    return "".join(text.split())


HEAD = "通话时间,对方号码,呼叫类型,通话时长\n"


def write_calls(path: Path, *lines: str) -> Path:
    """A CSV of calls."""
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


# --- add -----------------------------------------------------------------------------------------------------------


def test_add_with_flags(log: Log, path: Path) -> None:
    """Everything about a contact can be told by flags; the answer names the row and the file."""
    told = ("--person", "family", "--number", "+86 138-0000-0001", "--called", "13800000007", "--length", "1分23秒")
    result = log(
        "add",
        "--at",
        "2026-11-20 22:15",
        "--channel",
        "call",
        *told,
        "--claimed",
        "某某法务",
        "--said",
        "让他还钱",
        "--evidence",
        "录音 1",
        "--refused",
    )
    assert (result.code, result.out) == (0, "")
    assert "第 1 行" in result.err
    assert str(path) in result.err
    (row,) = rows(log)
    expected = {
        "at": "2026-11-20T22:15:00",
        "person": "family",
        "number": "13800000001",
        "called": "13800000007",
        "connected": True,
        "seconds": 83,
        "claimed": "某某法务",
        "said": "让他还钱",
        "evidence": "录音 1",
        "refused": True,
    }
    assert {key: row[key] for key in expected} == expected


def test_add_in_chinese(log: Log) -> None:
    """Ways and persons may be named by their Chinese words."""
    assert (
        log("add", "--at", "2026年11月20日 22:15", "--channel", "上门", "--person", "单位同事", "--connected").code == 0
    )
    (row,) = rows(log)
    assert (row["channel"], row["person"], row["connected"]) == ("visit", "colleague", True)


@pytest.mark.parametrize(
    ("flags", "connected", "seconds"),
    [
        ((), None, None),
        (("--unanswered",), False, None),
        (("--connected",), True, None),
        (("--length", "83"), True, 83),
        (("--length", "0"), False, 0),
    ],
    ids=["nothing told", "unanswered", "connected", "a length", "no length"],
)
def test_connected_or_not(log: Log, flags: tuple[str, ...], connected: object, seconds: object) -> None:
    """What was not told stays unknown; a length says that it was connected."""
    assert log("add", "--at", "2026-11-20 22:15", "--channel", "call", *flags).code == 0
    (row,) = rows(log)
    assert (row.get("connected"), row.get("seconds")) == (connected, seconds)


@pytest.mark.parametrize("length", ["-", ""])
def test_a_length_that_is_not_known(log: Log, length: str) -> None:
    """Who writes that the length is not known has not said that nobody answered."""
    assert log("add", "--at", "2026-11-20 22:15", "--channel", "call", "--length", length).code in (0, 2)
    assert [row for row in rows(log) if row.get("connected") is False] == []


WRONG = {
    "no day": (("--at", "昨晚"), "2026-11-20 22:15"),
    "no such day": (("--at", "2026-02-30 10:00"), "不存在"),
    "no year": (("--at", "11-20 10:00"), "--at"),
    "a strange way": (("--channel", "smoke"), "call（电话）"),
    "a strange person": (("--person", "dog"), "family（家人）"),
    "no number": (("--number", "未知"), "--number"),
    "no length": (("--length", "很久"), "--length"),
    "a contradiction": (("--unanswered", "--length", "83"), "不会有通话时长"),
    "too many words": (("--said", "催" * 2001), "2000"),
    "strange words": (("--said", "\x1b[31m"), "--said"),
    "the future": (("--at", "2099-11-20 22:15"), "还没有到"),
}


@pytest.mark.parametrize(("flags", "says"), WRONG.values(), ids=WRONG)
def test_add_refuses(log: Log, path: Path, flags: tuple[str, ...], says: str) -> None:
    """What cannot be meant is refused in one Chinese sentence that says how to write it, and nothing is written."""
    result = log("add", "--at", "2026-11-20 22:15", "--channel", "call", *flags)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert "\x1b" not in result.err
    assert not path.exists()


def test_add_without_anybody_to_ask(log: Log) -> None:
    """In a script the missing flags are named with an example."""
    for flags in ((), ("--at", "2026-11-20 22:15"), ("--channel", "call"), ("--no-input",)):
        result = log("add", *flags)
        assert (result.code, result.out) == (2, "")
        assert "--at" in result.err
        assert "--channel" in result.err


def test_the_log_is_private(log: Log, path: Path) -> None:
    """The file that the command makes is closed to everybody else."""
    called(log, "2026-11-20 10:00")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_usual_place(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``--log`` everything happens in the place that the platform keeps for it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert run("log", "add", "--at", "2026-11-20 22:15", "--channel", "call").code == 0
    assert json.loads(run("log", "list", *JSON).out)["data"][0]["at"] == "2026-11-20T22:15:00"
    if sys.platform.startswith("linux"):
        assert (tmp_path / "data" / "borrower-help" / "contacts.jsonl").exists()


# --- add at a terminal -----------------------------------------------------------------------------------------------


def test_add_by_questions(sit_at: Any, log: Log, path: Path) -> None:
    """At a terminal the contact is asked for, question by question, and then recorded."""
    terminal = sit_at("log", "add", "--plain", "--log", path, plain=True)
    terminal.answer("什么时候", "2026-11-20 22:15")
    terminal.see("用什么方式")
    terminal.enter("1")
    terminal.see("联系了谁")
    terminal.enter("3")
    terminal.see("明确拒绝")
    terminal.enter("1")
    terminal.answer("对方的号码", "138 0000 0001")
    terminal.answer("他的哪个号码", "13800000099")
    terminal.see("接通了吗")
    terminal.enter("1")
    terminal.answer("通话多久", "1分23秒")
    terminal.answer("自称是谁", "某某法务")
    terminal.answer("说了什么", "让我儿子还钱")
    terminal.answer("证据存在哪里")
    terminal.answer("是哪家机构的", "海尔")
    screen = terminal.end()
    assert terminal.code == 0
    assert "第 1 行" in screen
    (row,) = rows(log)
    assert row["lender"] == "海尔"
    told = [
        row[key]
        for key in ("at", "channel", "person", "refused", "number", "called", "connected", "seconds", "claimed", "said")
    ]
    assert told == [
        "2026-11-20T22:15:00",
        "call",
        "family",
        True,
        "13800000001",
        "13800000099",
        True,
        83,
        "某某法务",
        "让我儿子还钱",
    ]


def test_only_what_belongs_to_the_channel_is_asked(sit_at: Any, log: Log, path: Path) -> None:
    """An unanswered call is not asked for its length, and a call to the borrower not whether somebody else refused."""
    terminal = sit_at("log", "add", "--plain", "--log", path, "--channel", "call", "--unanswered", plain=True)
    terminal.answer("什么时候", "2026-11-20 22:15")
    terminal.see("联系了谁")
    terminal.enter("1")
    for _ in range(5):
        terminal.enter()
    screen = terminal.end()
    assert "号码是多少" in screen
    assert "多久" not in screen
    assert "拒绝" not in screen
    (row,) = rows(log)
    assert (row["connected"], row["seconds"], row["number"]) == (False, None, "")


def test_a_length_that_cannot_be_read_is_asked_again(sit_at: Any, log: Log, path: Path) -> None:
    """A number or a length that cannot be read is explained and asked for again; nothing typed before is lost."""
    terminal = sit_at(
        "log", "add", "--plain", "--log", path, "--channel", "call", "--person", "me", "--connected", plain=True
    )
    terminal.answer("什么时候", "2026-11-20 22:15")
    terminal.answer("号码是多少", "不知道")
    terminal.see("读不懂")
    terminal.answer("号码是多少", "录音1.m4a")
    terminal.see("读不懂")
    terminal.answer("号码是多少", "02100000001")
    terminal.answer("通话多久", "好久")
    terminal.see("读不懂")
    terminal.answer("通话多久", "00:01:23")
    for _ in range(4):
        terminal.enter()
    terminal.end()
    assert terminal.code == 0
    (row,) = rows(log)
    assert (row["number"], row["seconds"]) == ("02100000001", 83)


def test_a_wrong_time_is_asked_again(sit_at: Any, log: Log, path: Path) -> None:
    """A time that cannot be read is explained, and asked for again; what was given by flags is not asked."""
    terminal = sit_at("log", "add", "--plain", "--log", path, "--channel", "sms", plain=True)
    terminal.answer("什么时候", "昨天晚上")
    terminal.see("读不懂")
    terminal.answer("什么时候", "2026-11-20 22:15")
    for _ in range(6):
        terminal.enter()
    screen = terminal.end()
    assert terminal.code == 0
    assert "用什么方式" not in screen
    assert "接通了吗" not in screen
    (row,) = rows(log)
    assert (row["channel"], row.get("person", "me")) == ("sms", "me")


def test_stopped_in_the_middle(sit_at: Any, run: Any, log: Log, path: Path) -> None:
    """Ctrl-C records nothing, and shows the command that goes on with what was answered; it works as it stands."""
    terminal = sit_at("log", "add", "--plain", "--log", path, columns=200, plain=True)
    terminal.answer("什么时候", "2026-11-20 22:15")
    terminal.see("用什么方式")
    terminal.enter("1")
    terminal.see("联系了谁")
    terminal.enter("3")
    terminal.see("明确拒绝")
    terminal.enter("2")
    terminal.see("对方的号码")
    terminal.press("c")
    screen = terminal.end()
    assert terminal.code == 130
    assert "没有记下" in screen
    assert not path.exists()
    (command,) = re.findall(r"接着记：\s*borrower-help (log add (?:[^\r\n]*\\\r?\n)*[^\r\n]+)", screen)
    assert run(*shlex.split(re.sub(r"\\\r?\n", "", command))).code == 0  # into the same log
    (row,) = rows(log)
    assert (row["at"], row["channel"], row["person"], row["refused"]) == (
        "2026-11-20T22:15:00",
        "call",
        "family",
        False,
    )


def test_the_way_cannot_be_skipped(sit_at: Any, log: Log, path: Path) -> None:
    """Who skips the question how it was hears that this one needs an answer; of a letter the day is enough."""
    terminal = sit_at("log", "add", "--plain", "--log", path, "--person", "me", "--lender", "海尔", plain=True)
    terminal.answer("什么时候", "2026-11-14")
    terminal.see("用什么方式")
    terminal.enter()
    terminal.see("这一题要选一个")
    terminal.see("用什么方式")
    terminal.enter("6")
    for _ in range(3):
        terminal.enter()
    assert "哪家机构" not in terminal.end()
    assert (rows(log)[0]["channel"], rows(log)[0]["at"][:10]) == ("letter", "2026-11-14")


def test_only_a_letter_has_no_hour(sit_at: Any, log: Log, path: Path) -> None:
    """Who tells only the day of a call is asked again for the hour."""
    terminal = sit_at("log", "add", "--plain", "--log", path, "--person", "me", plain=True)
    terminal.answer("什么时候", "2026-11-14")
    terminal.see("用什么方式")
    terminal.enter("7")
    terminal.see("除了信函和协商，都要写几点")
    terminal.answer("什么时候", "2026-11-14 09:00")
    for _ in range(5):
        terminal.enter()
    terminal.end()
    assert (rows(log)[0]["channel"], rows(log)[0]["at"]) == ("visit", "2026-11-14T09:00:00")


def test_a_letter_of_a_day(log: Log) -> None:
    """A letter may be noted with its day only; it is listed without an hour and is never a contact at night."""
    assert log("add", "--at", "2026-11-14", "--channel", "letter").code == 0
    assert log("add", "--at", "2026-11-14", "--channel", "visit").code == 2
    assert log("edit", "1", "--at", "2026年11月13日").code == 0
    assert "1. 2026-11-13，信函" in one_line(log("list", *DAY))
    assert found(log) == {}


def test_add_with_arrow_keys(sit_at: Any, log: Log, path: Path) -> None:
    """On a capable terminal arrow keys choose."""
    terminal = sit_at("log", "add", "--log", path, "--at", "2026-11-20 22:15")
    terminal.see("用什么方式")
    terminal.pick("短信")
    terminal.see("你选了：短信")
    for question in ("联系了谁", "号码是多少", "自称是谁", "说了什么", "证据存在哪里", "是哪家机构的"):
        terminal.answer(question)
    terminal.end()
    assert terminal.code == 0
    assert rows(log)[0]["channel"] == "sms"


# --- list, edit, remove, tag


def test_list(log: Log) -> None:
    """Each row is one line with its number, in words."""
    called(log, "2026-11-20 10:00", number="13800000001", said="请还款")
    log("add", "--at", "2026-11-20 11:00", "--channel", "sms")
    out = one_line(log("list", *DAY))
    assert "1. 2026-11-20 10:00:00，电话，我本人，13800000001，接通，60 秒，说了什么：请还款" in out
    assert "2. 2026-11-20 11:00:00，短信，我本人" in out


def test_list_of_one_lender(log: Log) -> None:
    """The rows of one lender can be listed alone, with their own numbers."""
    called(log, "2026-11-20 10:00", lender="海尔")
    called(log, "2026-11-20 11:00", lender="晋商")
    assert [row["row"] for row in json.loads(log("list", "--lender", "晋商", *JSON).out)["data"]] == [2]


def test_an_empty_log(run: Any) -> None:
    """Where there is no log yet in its usual place, listing and checking say so and make none."""
    assert "还没有记录" in one_line(run("log", "list", *DAY))
    assert "log add" in one_line(run("log", "check", *DAY))
    assert "没有记录" in run("log", "purge").err


@pytest.mark.parametrize(
    "words",
    [("list", *DAY), ("check", *DAY), ("export",), ("edit", "1", "--said", "x"), ("remove", "1"), ("tag", "138")],
    ids=" ".join,
)
def test_a_log_that_was_named_must_be_there(log: Log, path: Path, words: tuple[str, ...]) -> None:
    """A log that was named and is not there is said, as everywhere: an empty one would look like an answer."""
    result = log(*words)
    assert (result.code, result.out) == (2, "")
    assert f"找不到联系记录 {path}" in result.err
    assert not path.exists()


@POSIX
@pytest.mark.parametrize("place", ["/dev/full", "/dev/null", "/proc/self/status", "/proc/new.jsonl", "/tmp"])
def test_places_that_keep_no_log(run: Any, place: str) -> None:
    """A device, a file of the system or a folder is refused at once, in one sentence, whatever is asked of it."""
    for words in (("add", "--at", "2026-11-20 10:00", "--channel", "call"), ("purge", "--yes")):
        result = run("log", *words, "--log", place)
        if not (words[0] == "purge" and place == "/proc/new.jsonl"):
            assert (result.code, result.out) == (2, "")
            assert "不是普通文件" in result.err


def test_no_sources_no_heading(log: Log) -> None:
    """Where nothing was cited there is no list of sources."""
    called(log, "2026-11-20 10:00")
    assert "来源" not in log("check", *DAY).out


def test_edit(log: Log) -> None:
    """A row can be completed later; it says that it was changed."""
    called(log, "2026-11-20 10:00")
    assert log("edit", "1", "--evidence", "录音 1.m4a", "--length", "75").code == 0
    (row,) = rows(log)
    assert (row["evidence"], row["seconds"], row["edited"]) == ("录音 1.m4a", 75, True)
    assert "（改过）" in one_line(log("list", *DAY))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("1",), "没有写要改什么"),
        (("7", "--said", "x"), "没有第 7 行"),
        (("1", "--unanswered"), "不会有通话时长"),
        (("1", "--at", "x"), "--at"),
        (("1", "--at", "2099-01-01 10:00"), "还没有到"),
    ],
    ids=["nothing to change", "no such row", "a contradiction", "a wrong time", "the future"],
)
def test_edit_refuses(log: Log, words: tuple[str, ...], says: str) -> None:
    """A change that makes no sense is refused, and the row stays as it was."""
    called(log, "2026-11-20 10:00")
    before = rows(log)
    result = log("edit", *words)
    assert (result.code, says in result.err) == (2, True)
    assert rows(log) == before


def test_remove(log: Log) -> None:
    """A removed row is struck out: it stays visible and is no longer counted."""
    called(log, *(f"2026-11-20 1{hour}:00" for hour in range(4)))
    assert "connected_over_3" in found(log)
    result = log("remove", "2", "3", "--reason", "打错的")
    assert "第 2、3 行" in result.err
    assert [row["struck"] for row in rows(log)] == [False, True, True, False]
    assert one_line(log("list", *DAY)).count("（已划掉：打错的）") == 2
    assert found(log) == {}
    log("edit", "2", "--said", "喂")
    assert one_line(log("list", *DAY)).count("（已划掉：打错的）") == 2


def test_list_shows_everything(log: Log) -> None:
    """The number that was called, a refusal and a tag are in the list, the CSV and the table of evidence."""
    log(
        "add",
        "--at",
        "2026-11-20 10:00",
        "--channel",
        "call",
        "--person",
        "family",
        "--called",
        "13800000007",
        "--number",
        "13800000001",
        "--refused",
    )
    log("tag", "13800000001")
    line = one_line(log("list", *DAY))
    for word in ("打到 13800000007", "当时明确拒绝过", "标为催收"):
        assert word in line
    for wanted in ("csv", "markdown"):
        out = log("export", "--format", wanted).out
        for word in ("明确拒绝", "是不是催收", "13800000007"):
            assert word in out


def test_remove_what_is_not_there(log: Log) -> None:
    """A row that does not exist is named, and none is struck out."""
    called(log, "2026-11-20 10:00")
    result = log("remove", "1", "9")
    assert (result.code, "没有第 9 行" in result.err) == (2, True)
    assert [row["struck"] for row in rows(log)] == [False]


@pytest.mark.parametrize(
    "words", [("remove", "abc"), ("edit", "abc", "--said", "x"), ("remove", "40000")], ids=" ".join
)
def test_a_row_number_that_is_none(log: Log, words: tuple[str, ...]) -> None:
    """The sentence about a wrong row number speaks of row numbers."""
    called(log, "2026-11-20 10:00")
    result = log(*words)
    assert result.code == 2
    assert "逾期" not in result.err


def test_tag(log: Log, tmp_path: Path) -> None:
    """Tagged numbers count, others of the import no longer; a number that is not there is named."""
    log(
        "import",
        write_calls(
            tmp_path / "a.csv", "2026-11-20 23:00:00,13800000001,被叫,60", "2026-11-20 23:30:00,13800000021,被叫,60"
        ),
        *DAY,
    )
    result = log("tag", "138-0000-0001", "13900000000", "--claimed", "某某法务", "--lender", "海尔")
    assert "标了 1 行" in result.err
    assert "13900000000" in result.err
    assert [(row.get("collector"), row.get("claimed"), row.get("lender")) for row in rows(log)] == [
        (True, "某某法务", "海尔"),
        (None, "", ""),
    ]
    assert found(log)["call_after_22"]["proofs"][0]["rows"] == [1]
    assert found(log)["call_after_22"]["certain"]


def test_a_private_number_is_no_collector(log: Log, run: Any, path: Path, tmp_path: Path) -> None:
    """Six calls of a friend, imported and not tagged, accuse nobody: not in the title, not in the findings, not in the
    report.
    """
    calls = (f"2026-11-20 1{hour}:00:00,13800000021,被叫,60" for hour in range(5))
    log("import", write_calls(tmp_path / "a.csv", *calls, "2026-11-20 23:00:00,13800000021,被叫,60"), *DAY)
    title = log("check", "--lender", "海尔", *DAY).out.split("\n\n")[0]
    assert "6 次不知道是不是催收，还不能下结论" in one_line(log("check", *DAY))
    assert "13800000021" in title
    assert "超出了规则" not in log("check", "--lender", "海尔", *DAY).out
    findings = found(log, "--lender", "海尔")
    assert set(findings) == {"connected_over_3", "call_after_22"}
    for finding in findings.values():
        assert not finding["certain"]
        assert "这些号码是不是催收？用 log tag 标出来" in finding["open_question"]
    words = ("advise", "--lender", "海尔", "--days-overdue", "20", "--no-input", "--log", path)
    envelope = json.loads(run(*words, *JSON).out)
    data = envelope["data"]
    assert data["conduct"]["findings"] == []
    assert [entry["certain"] for entry in data["complaint"]["from_log"]] == [False] * 3
    assert data["complaint"]["untagged"] == 6
    assert [warning for warning in envelope["warnings"] if "log tag" in warning and "6 行" in warning] != []
    report = run(*words, *DAY)
    assert report.err.count("log tag") == 1
    assert "可以照抄进投诉" not in report.out


def test_tag_as_none(log: Log, tmp_path: Path) -> None:
    """A friend's number is tagged as no collector and left out."""
    log(
        "import",
        write_calls(
            tmp_path / "a.csv", "2026-11-20 23:00:00,13800000001,被叫,60", "2026-11-20 23:30:00,13800000021,被叫,60"
        ),
        *DAY,
    )
    assert log("tag", "--not", "13800000021").code == 0
    assert not found(log)["call_after_22"]["certain"]
    assert found(log)["call_after_22"]["proofs"][0]["rows"] == [1]


def test_hidden_numbers_are_tagged_together(log: Log, tmp_path: Path) -> None:
    """Calls without a number are kept, and one word tags all of them; what was typed in without a number stays as it
    is.
    """
    file = write_calls(
        tmp_path / "a.csv",
        *(f"2026-11-20 23:0{minute}:00,{word},被叫,60" for minute, word in enumerate(("未知号码", "", "13800000021"))),
    )
    assert "读到 3 行，新记下 3 行" in log("import", file, *DAY).out
    called(log, "2026-11-19 10:00")
    assert "标了 2 行" in log("tag", "隐藏", "--claimed", "某某法务").err
    assert [row["collector"] for row in rows(log)] == [True, True, None, None]
    assert found(log)["call_after_22"]["proofs"][0]["rows"] == [1, 2]
    assert log("tag", "").code == 2


def test_no_hidden_number_to_tag(log: Log) -> None:
    """Where every call has its number, tagging the hidden ones says that there are none."""
    called(log, "2026-11-19 10:00")
    assert "记录里没有这些号码：隐藏号码" in log("tag", "隐藏").err


def test_one_row_is_tagged(log: Log, tmp_path: Path) -> None:
    """One call of a hidden number can be tagged alone, as a collector's or as none."""
    log(
        "import",
        write_calls(tmp_path / "a.csv", *(f"2026-11-{day} 23:00:00,未知号码,被叫,60" for day in (18, 19))),
        *DAY,
    )
    assert "log tag 隐藏" in one_line(log("check", *DAY))
    assert log("edit", "2", "--collector").code == 0
    assert [proof["rows"] for proof in found(log)["call_after_22"]["proofs"]] == [[2]]
    assert log("edit", "2", "--not-collector").code == 0
    assert rows(log)[1]["collector"] is False


def test_a_tag_holds_for_the_next_import(log: Log, tmp_path: Path) -> None:
    """A number that was tagged as a collector is one in next month's import too."""
    log("import", write_calls(tmp_path / "october.csv", "2026-10-20 23:00:00,13800000001,被叫,60"), *DAY)
    log("tag", "13800000001")
    log("import", write_calls(tmp_path / "november.csv", "2026-11-20 23:00:00,13800000001,被叫,60"), *DAY)
    assert [proof["day"] for proof in found(log)["call_after_22"]["proofs"]] == ["2026-10-20", "2026-11-20"]


# --- import


def test_import_and_check_in_a_script(log: Log, root: Path) -> None:
    """The operator's file of two hundred rows goes in by one command, and a second says what it proves, with ids."""
    collectors = [
        word for number in ("138-0000-0001", "13800000002", "+86 13800000003") for word in ("--collector", number)
    ]
    result = log("import", root / "examples" / "calls-gbk.csv", *collectors, *JSON)
    assert (result.code, result.err) == (0, "")
    envelope = json.loads(result.out)
    assert envelope["command"] == "log import"
    numbers = {key: envelope["data"][key] for key in ("file", "read", "added", "already_there", "not_picked")}
    assert numbers == {"file": "calls-gbk.csv", "read": 200, "added": 200, "already_there": 0, "not_picked": 0}
    assert (envelope["data"]["rejected"], envelope["data"]["left_out"]) == ([], 1)
    assert "第 205 行是合计或说明，没有记。" in envelope["data"]["remarks"]
    assert set(found(log, "--lender", "haier")) == {
        "connected_over_3",
        "unanswered_over_6",
        "calls_4_to_6_unanswered",
        "call_after_22",
    }


@pytest.mark.parametrize("name", ["calls-gbk.csv", "calls.xlsx", "calls-backup.xml", "messages-backup.xml"])
def test_importing_twice_adds_nothing(log: Log, root: Path, name: str) -> None:
    """Every format can be imported again without a row being there twice."""
    first, second = (json.loads(log("import", root / "examples" / name, *JSON).out)["data"] for _ in range(2))
    assert first["added"] == first["read"] == second["already_there"]
    assert second["added"] == 0
    assert "没有重复记" in one_line(log("import", root / "examples" / name, *DAY))
    assert len(rows(log)) == first["read"]


def test_a_struck_row_does_not_come_back(log: Log, tmp_path: Path) -> None:
    """What was struck out is not added again by the next import."""
    file = write_calls(tmp_path / "a.csv", "2026-11-20 23:00:00,13800000001,被叫,60")
    log("import", file, *DAY)
    log("remove", "1")
    log("import", file, *DAY)
    assert [row["struck"] for row in rows(log)] == [True]


@pytest.mark.parametrize(
    "change",
    [("--said", "要我今天还"), ("--at", "2026-11-20 22:58"), ("--number", "13900000000"), ("--length", "61")],
    ids=" ".join,
)
def test_an_edited_row_does_not_come_back(log: Log, tmp_path: Path, change: tuple[str, ...]) -> None:
    """What was completed or corrected after an import is not added again by the next one."""
    file = write_calls(tmp_path / "a.csv", "2026-11-20 23:00:00,13800000001,被叫,60")
    log("import", file, *DAY)
    log("edit", "1", *change)
    log("import", file, "--called", "13800000009", *DAY)
    assert len(rows(log)) == 1


def test_eight_calls_of_a_minute(log: Log, tmp_path: Path) -> None:
    """A list that knows no seconds may have the same row eight times: eight calls, and over the limit."""
    file = write_calls(tmp_path / "a.csv", *["2026-11-20 10:05,13800000001,未接,0"] * 8)
    result = log("import", file, "--collector", "13800000001", *DAY)
    assert "读到 8 行，新记下 8 行" in result.out
    assert found(log)["unanswered_over_6"]["proofs"][0]["count"] == 8
    assert "8 行已经记过" in log("import", file, *DAY).out


def test_a_backup_and_a_bill(log: Log, tmp_path: Path) -> None:
    """The phone's backup and the operator's bill of the same calls are counted once, and the answer says how many were
    merged.
    """
    for name, second in (("phone.csv", "07"), ("bill.csv", "11")):
        calls = (f"2026-11-20 1{hour}:00:{second},13800000001,被叫,60" for hour in range(2))
        log("import", write_calls(tmp_path / name, *calls), "--collector", "13800000001", *DAY)
    out = one_line(log("check", *DAY))
    assert "2 次联系里" in out
    assert "有 2 行和别的来源里的同一次联系只差几秒" in out
    assert "第 3、4 行" in out
    assert found(log) == {}


def test_numbers_that_are_not_in_the_file(log: Log, tmp_path: Path) -> None:
    """A number that was named and that no row has is said: a typing mistake would leave a collector untagged."""
    file = write_calls(tmp_path / "a.csv", "2026-11-20 10:00:00,02100000001,被叫,60")
    assert (
        "文件里没有这些号码：13800000001"
        in log("import", file, "--collector", "13800000001", "--collector", "21 0000 0001", *DAY).out
    )
    assert rows(log)[0]["collector"] is True


def test_a_list_that_does_not_say_who_called(log: Log, tmp_path: Path) -> None:
    """Such rows settle nothing until the borrower says that they came in, for the whole list or a row."""
    file = tmp_path / "a.csv"
    file.write_text("通话时间,对方号码,通话时长\n2026-11-20 23:00:00,13800000001,60\n", encoding="utf-8")
    result = log("import", file, "--collector", "13800000001", *DAY)
    assert "详单没有主叫被叫一列" in one_line(result)
    assert "（不知道是谁打的）" in one_line(log("list", *DAY))
    assert not found(log)["call_after_22"]["certain"]
    assert log("edit", "1", "--incoming").code == 0
    assert found(log)["call_after_22"]["certain"]
    other = write_calls(tmp_path / "b.csv", "2026-11-19 23:00:00,13800000001,呼转,60")
    assert "「呼转」" in one_line(log("import", other, *DAY))
    third = write_calls(tmp_path / "c.csv", "2026-11-18 23:00:00,13800000001,呼转,60")
    assert "谁打的" not in one_line(log("import", third, "--incoming", *DAY))
    assert rows(log)[2]["outgoing"] is False


def test_what_is_told_of_a_file_later(log: Log, tmp_path: Path) -> None:
    """A file imported before and again with --incoming and --lender completes the rows that are there, and says how
    many.
    """
    file = tmp_path / "a.csv"
    lines = [f"2026-11-{day} 23:00,13800000001,60\n" for day in (17, 18, 19, 20)]
    file.write_text("通话时间,对方号码,通话时长\n" + "".join(lines), encoding="utf-8")
    log("import", file, "--collector", "13800000001", *DAY)
    log("edit", "1", "--outgoing", "--lender", "晋商")
    log("remove", "2")
    out = one_line(log("import", file, "--incoming", "--lender", "海尔", *DAY))
    assert "其中 2 行原来不知道是谁打的，现在写明了" in out
    assert "其中 2 行原来没写是哪家，现在写上了" in out
    assert [(row["outgoing"], row["lender"]) for row in rows(log)] == [
        (True, "晋商"),
        (None, ""),
        (False, "海尔"),
        (False, "海尔"),
    ]
    assert found(log)["call_after_22"]["certain"]
    again = one_line(log("import", file, "--incoming", "--lender", "海尔", *DAY))
    assert "4 行已经记过" in again
    assert "原来" not in again


def test_a_list_without_years_a_year_later(log: Log, tmp_path: Path) -> None:
    """The same list read again after its days have come round is given another year by us, and still adds nothing."""
    file = tmp_path / "a.csv"
    file.write_text(HEAD + "11-20 23:00,13800000001,被叫,60\n11-22 23:00,13800000001,被叫,60\n", encoding="utf-8")
    assert "新记下 2 行" in log("import", file, *DAY).out
    before = rows(log)
    assert [row["at"][:4] for row in before] == ["2025", "2025"]
    assert "2 行已经记过" in log("import", file, "--as-of", "2026-11-23").out
    assert rows(log) == before
    other = tmp_path / "b.csv"
    other.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    assert "新记下 2 行" in log("import", other, "--as-of", "2026-11-23").out


def test_columns_and_years_that_were_taken(log: Log, tmp_path: Path) -> None:
    """The answer of an import names the columns it did not use and the years it took."""
    file = tmp_path / "a.csv"
    file.write_text(
        "通话时间,对方号码,呼叫类型,说了多久\n12-30 23:00,138,被叫,60\n01-02 23:00,138,被叫,60\n", encoding="utf-8"
    )
    out = one_line(log("import", file, *DAY))
    assert "没有用到的列：说了多久" in out
    assert "没有认出通话时长一列" in out
    assert "按 2025、2026 年记的" in out
    assert [row["at"][:4] for row in rows(log)] == ["2025", "2026"]


def test_what_has_not_happened_is_not_imported(log: Log, tmp_path: Path) -> None:
    """A row of the future is listed with its number."""
    result = log(
        "import",
        write_calls(tmp_path / "a.csv", "2026-11-22 00:00:00,138,被叫,60", "2026-11-21 23:59:59,138,被叫,60"),
        *DAY,
    )
    assert "第 2 行：时间「2026-11-22 00:00:00」还没有到" in result.out
    assert len(rows(log)) == 1


def test_the_same_call_from_two_files(log: Log, tmp_path: Path) -> None:
    """A call that stands in two exports is one call."""
    line = "2026-11-20 23:00:00,13800000001,被叫,60"
    log("import", write_calls(tmp_path / "a.csv", line), *DAY)
    log("import", write_calls(tmp_path / "b.csv", line, "2026-11-20 23:01:00,13800000001,被叫,60"), *DAY)
    assert len(rows(log)) == 2


def test_only_some_numbers(log: Log, tmp_path: Path) -> None:
    """Only the numbers that were picked are imported; the others are counted in the answer."""
    file = write_calls(
        tmp_path / "a.csv", *(f"2026-11-20 1{place}:00:00,1380000000{place},被叫,60" for place in range(4))
    )
    result = log("import", file, "--number", "138-0000-0001", "--number", "+8613800000002", *DAY)
    assert "2 行不是你选的号码" in result.out
    assert [row["number"] for row in rows(log)] == ["13800000001", "13800000002"]


def test_columns_year_lender_and_own_number(log: Log, tmp_path: Path) -> None:
    """Columns can be named, a missing year given, and the lender and the called number noted for the whole file."""
    file = tmp_path / "a.csv"
    file.write_text("几点,谁,几秒\n11-20 23:00,13800000001,60\n", encoding="utf-8")
    columns = ("--column", "time=几点", "--column", "number=谁", "--column", "length=几秒")
    result = log("import", file, *columns, "--year", "2025", "--lender", "海尔", "--called", "13800000009", *DAY)
    assert result.code == 0
    (row,) = rows(log)
    assert [row[key] for key in ("at", "seconds", "lender", "called")] == [
        "2025-11-20T23:00:00",
        60,
        "海尔",
        "13800000009",
    ]


def test_rejected_rows_are_listed(log: Log, tmp_path: Path) -> None:
    """What could not be read is listed by row on the screen, not only counted."""
    result = log(
        "import",
        write_calls(tmp_path / "a.csv", "2026-11-20 23:00:00,13800000001,被叫,60", "昨天,13800000001,被叫,60"),
        *DAY,
    )
    assert result.code == 0
    assert "有 1 行没有记" in result.out
    assert "第 3 行：时间「昨天」读不懂" in result.out


@pytest.mark.parametrize(
    ("name", "content", "more", "says"),
    [
        ("none.csv", None, (), "读不到"),
        ("a.csv", "甲,乙\n1,2\n", (), "--column time="),
        ("a.xlsx", "x", (), "没有认出"),
        ("a.xml", "<html/>", (), "没有表"),
        ("a.csv", HEAD, ("--column", "zeit=a"), "zeit=a"),
        ("a.csv", HEAD, ("--number", "未知"), "--number"),
        ("a.csv", HEAD, ("--year", "neu"), "--year"),
    ],
)
def test_import_refuses(
    log: Log, path: Path, tmp_path: Path, name: str, content: str | None, more: tuple[str, ...], says: str
) -> None:
    """A file or flag that cannot be used is named in one sentence, and no log is made."""
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = log("import", tmp_path / name, *more, *DAY)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert not path.exists()
    assert json.loads(log("import", tmp_path / name, *more, *JSON).out)["status"] == "error"


def test_import_of_an_enormous_field(log: Log, tmp_path: Path) -> None:
    """A damaged file is no reason to send anything to the maintainers."""
    (tmp_path / "a.csv").write_text(HEAD + "2026-11-20 23:00:00,138,被叫," + "很久" * 100_000 + "\n", encoding="utf-8")
    result = log("import", tmp_path / "a.csv", *DAY)
    assert result.code == 0
    assert "有 1 行的时长读不懂" in result.out
    assert len(result.out) < 1000


def test_words_of_others_paint_no_screen(log: Log, tmp_path: Path) -> None:
    """What a collector wrote is shown without the characters that command a terminal."""
    (tmp_path / "a.csv").write_text(
        "发送时间,对方号码,短信内容\n2026-11-20 23:00:00,138,\x1b[31m还钱\n", encoding="utf-8"
    )
    log("import", tmp_path / "a.csv", *DAY)
    assert "\x1b" not in log("list", *DAY).out


@pytest.mark.parametrize(
    "text",
    [f"{HEAD}x\x1b[m,138,被叫,1\n", f"{HEAD}2026-11-20 10:00,未知\x1b[m,被叫,1\n", "a\x1b[m,b\n"],
    ids=["time", "number", "heading"],
)
def test_a_strange_file_paints_no_screen(log: Log, tmp_path: Path, text: str) -> None:
    """What stands in a strange file is quoted without the characters that command a terminal."""
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    result = log("import", tmp_path / "a.csv", *DAY)
    assert "[m" in result.out + result.err
    assert "\x1b" not in result.out + result.err


# --- export


def test_export_for_excel(log: Log, tmp_path: Path) -> None:
    """The CSV opens in Excel: its encoding is marked, and no cell is taken for a formula."""
    called(log, "2026-11-20 10:00", said="=HYPERLINK(1)")
    path = tmp_path / "证据.csv"
    assert log("export", "--output", path).code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    heading, row = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    assert row[heading.index("说了什么")] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("ending", "begins"), [(".csv", "\ufeff行号"), (".json", "["), (".md", "| 行号"), (".txt", "\ufeff行号")]
)
def test_the_ending_decides(log: Log, tmp_path: Path, ending: str, begins: str) -> None:
    """The ending of the file decides the format of the export."""
    called(log, "2026-11-20 10:00")
    path = tmp_path / f"a{ending}"
    log("export", "--output", path)
    assert path.read_text(encoding="utf-8").startswith(begins)


@POSIX
@pytest.mark.parametrize("words", [("export",), ("list", *DAY), ("check", *DAY)], ids=lambda words: words[0])
def test_what_is_written_is_private(log: Log, tmp_path: Path, words: tuple[str, ...]) -> None:
    """A file with the contacts is closed to everybody else, also where an older one was open."""
    called(log, "2026-11-20 10:00")
    new, old = tmp_path / "new.md", tmp_path / "old.md"
    old.write_text("x", encoding="utf-8")
    old.chmod(0o644)
    for path in (new, old):
        assert log(*words, "--output", path, "--force").code == 0
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("wanted", ["csv", "json", "markdown"])
def test_export_to_the_screen(log: Log, wanted: str) -> None:
    """Every format can go into a pipe."""
    called(log, "2026-11-20 10:00", said="请还款")
    result = log("export", "--format", wanted)
    assert (result.code, result.err) == (0, "")
    assert "请还款" in result.out
    if wanted == "json":
        assert json.loads(result.out)[0]["row"] == 1


def test_export_in_an_unknown_format(log: Log) -> None:
    """A format that does not exist is refused with those that do."""
    called(log, "2026-11-20 10:00")
    result = log("export", "--format", "pdf")
    assert (result.code, "csv、json、markdown" in result.err) == (2, True)


# --- check


def record_a_bad_day(log: Log) -> None:
    """Four conversations, seven unanswered calls, one at night, and a call to the mother."""
    called(log, "2026-11-18 09:00", "2026-11-18 10:00", "2026-11-18 11:00", "2026-11-18 12:00")
    for minute in range(7):
        log("add", "--at", f"2026-11-19 10:0{minute}", "--channel", "call", "--unanswered")
    called(log, "2026-11-19 23:00")
    called(log, "2026-11-20 15:00", person="family")


def test_findings_carry_ids_rows_and_rules(log: Log) -> None:
    """Every finding has the id of the catalogue, its threshold, its days with count and rows, and how it is judged."""
    record_a_bad_day(log)
    findings = found(log, "--lender", "haier")
    assert {
        name: (finding["threshold"], finding["proofs"][0]["day"], finding["proofs"][0]["count"])
        for name, finding in findings.items()
    } == {
        "connected_over_3": (3, "2026-11-18", 4),
        "unanswered_over_6": (6, "2026-11-19", 7),
        "call_after_22": (None, "2026-11-19", 1),
        "ec_reachable": (None, "2026-11-20", 1),
    }
    assert findings["connected_over_3"]["proofs"][0]["rows"] == [1, 2, 3, 4]
    for finding in findings.values():
        assert finding["finding"]["sources"]
        assert finding["finding"]["outcome"] in ("broken", "limited")


def test_check_on_the_screen(log: Log) -> None:
    """The screen shows each finding with its limit, days, rows, rule and force, a picture of the weeks, and what would
    help.
    """
    record_a_bad_day(log)
    result = log("check", "--lender", "haier", *DAY)
    assert (result.code, result.err) == (0, "")
    for part in (
        "界限是 3 次",
        "2026-11-18：接通 4 次（第 1、2、3、4 行）",
        "国家推荐标准",
        "行业自律",
        "怎样让证据更有力",
        "来源",
    ):
        assert part in result.out
    assert re.search(r"^11-18 三 \.{8}\|\.1111\.{9}\|\.\.$", result.out, re.MULTILINE)
    assert re.search(r"^11-19 四 \.{8}\|\.\.7\.{11}\|\.1$", result.out, re.MULTILINE)


def test_the_headline_counts_behaviours(log: Log) -> None:
    """The first line counts kinds of behaviour, not groups of days."""
    called(log, *(f"{day} 1{hour}:00" for day in ("2026-01-15", "2026-02-15") for hour in range(4)))
    assert "有 1 类行为超出了规则" in one_line(log("check", "--lender", "haier", *DAY))


def test_the_headline_says_that_there_are_conditions(log: Log) -> None:
    """Where something settled holds on a condition only, the first line says so; where nothing does, it does not."""
    called(log, *(f"2026-11-18 1{hour}:00" for hour in range(4)))
    assert "有 1 类行为超出了规则。" in one_line(log("check", "--lender", "haier", *DAY))
    called(log, "2026-11-18 23:00")
    assert "有 2 类行为超出了规则（有的有前提，见下）。" in one_line(log("check", "--lender", "haier", *DAY))


def test_a_settled_finding_shows_its_condition(log: Log) -> None:
    """What holds on a condition says which one, instead of asking as if it were open."""
    called(log, "2026-11-20 10:00")
    called(log, "2026-11-20 15:00", person="family")
    out = one_line(log("check", "--lender", "haier", *DAY))
    assert "前提：当时你的电话能打通，他不是担保人、共同借款人，也不是你的配偶" in out
    assert "要先弄清" not in out


def test_the_basis_is_that_of_the_limit(log: Log) -> None:
    """Beside a limit stand only the rule that sets it and what defines its words: no rule without a number for
    connected calls.
    """
    called(log, *(f"2026-11-18 1{hour}:00" for hour in range(4)))
    out = one_line(log("check", "--lender", "haier", *DAY))
    talks, notices = (
        part.partition("依据：")[2].partition("找谁")[0] for part in out.split("一天接通催收电话超过三次")[1:3]
    )
    assert talks.startswith("国标 GB/T 45251 5.3.2.2.2 条（国家推荐标准）；国标 GB/T 45251 3 条（国家推荐标准）")
    assert notices.startswith("国标 GB/T 45251 5.3.2.1 条（国家推荐标准）")
    assert "；" not in notices.partition("（国家推荐标准）")[2][:1]
    assert "银行业协会" not in talks + notices
    called(log, *(f"2026-01-18 1{hour}:00" for hour in range(4)))
    for minute in range(7):
        log("add", "--at", f"2026-01-19 10:0{minute}", "--channel", "call", "--unanswered")
    out = one_line(log("check", "--lender", "haier", *DAY))
    assert out.count("日期：银行业协会催收指引 14 条，那几天还没有施行") == 1
    assert "20 秒是本工具取的线" in out


def test_the_picture_says_which_year_and_what_it_leaves_out(log: Log) -> None:
    """The days of a picture stand under their year, and the days without a contact are counted."""
    called(log, "2025-12-30 10:00", "2026-01-02 10:00")
    out = log("check", *DAY).out
    assert re.search(r"^2025 年\n12-30 二 .*\n2026 年\n01-02 五 ", out, re.MULTILINE)
    assert "中间有 2 天没有记录，没有画。" in out
    called(log, *(f"2026-0{month}-{day:02} 10:00" for month in (2, 3) for day in range(1, 16)))
    assert "更早还有 4 天有记录，用 --full 看全部。" in one_line(log("check", *DAY))


@pytest.mark.parametrize("command", ["check", "list"])
def test_a_list_of_calls_is_no_log(log: Log, path: Path, root: Path, command: str) -> None:
    """Who takes the operator's list for the log is told so in one sentence, with the command that reads it."""
    path.write_bytes((root / "examples" / "calls-gbk.csv").read_bytes())
    result = log(command, *DAY)
    assert (result.code, result.out) == (2, "")
    assert "这不是联系记录，是详单？用 log import 导入" in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_unclear_is_not_allowed(log: Log) -> None:
    """Where the log does not tell whether the borrower could be reached, nothing is called allowed."""
    called(log, "2026-11-20 15:00", person="family")
    out = one_line(log("check", "--lender", "海尔", *DAY))
    assert "要看情况" in out
    assert "：可以" not in out


def test_each_finding_names_its_lender(log: Log) -> None:
    """Without a lender asked for, the log of two lenders says of each finding whose it is, on the screen and in
    JSON.
    """
    for lender, day in (("海尔", "18"), ("晋商", "19")):
        called(log, f"2026-11-{day} 23:00", lender=lender)
    data = json.loads(log("check", *JSON).out)["data"]
    assert [(finding["lender"], finding["proofs"][0]["rows"]) for finding in data["findings"]] == [
        ("haier", [1]),
        ("jinshang", [2]),
    ]
    out = one_line(log("check", *DAY))
    assert "海尔消费金融：深夜或清晨" in out
    assert "晋商消费金融：深夜或清晨" in out


def test_a_hundred_rows_are_not_a_screen(log: Log, tmp_path: Path) -> None:
    """On the screen a long list of rows and times ends with how many there are; in full it is whole."""
    calls = (f"2026-11-20 22:{minute:02}:00,13800000001,未接,0" for minute in range(15))
    log("import", write_calls(tmp_path / "a.csv", *calls), "--collector", "13800000001", *DAY)
    short, full = one_line(log("check", *DAY)), one_line(log("check", *DAY, "--full"))
    assert "第 1、2、3、4、5、6、7、8、9、10、11、12 行等 15 行" in short
    assert "22:05:00等 15 次" in short
    assert "12、13、14、15 行）" in full
    assert "）（" not in short


def test_no_rule_cites_none(log: Log) -> None:
    """Where no rule was in force on those days, none is named as the ground of a finding, nor its limit."""
    called(log, *(f"2024-11-20 1{hour}:00" for hour in range(4)))
    out = one_line(log("check", "--lender", "haier", *DAY))
    assert "没查到管这件事的规则，这不等于对方做得对" in out
    assert "依据：" not in out
    assert "界限是" not in out


def test_nothing_found_is_no_approval(log: Log) -> None:
    """Where nothing is over a limit, the answer says that this approves nothing."""
    called(log, "2026-11-18 09:00")
    assert "这不代表对方合规" in one_line(log("check", *DAY))


def test_every_day_on_request(log: Log) -> None:
    """The screen shows the last days of a long list; ``--full`` shows all, and says so."""
    for day in range(1, 9):
        called(log, f"2026-10-0{day} 23:00")
    short, full = one_line(log("check", *DAY)), one_line(log("check", "--full", *DAY))
    assert "2026-10-01：23:00" not in short
    assert "还有 3 天，用 --full" in short
    assert "2026-10-01：23:00" in full


def test_check_for_other_readers(log: Log) -> None:
    """Markdown has headings, every day and the picture as it is."""
    record_a_bad_day(log)
    out = log("check", "--lender", "haier", *DAY, "--format", "markdown").out
    assert out.startswith("# 2026-11-18 到 2026-11-20")
    assert "## 未接来电一天超过六次：" in out
    assert "    11-19 四" in out


@pytest.mark.parametrize("command", ["list", "check"])
def test_forty_columns(log: Log, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """In a window of forty columns no line is wider, the picture included."""
    record_a_bad_day(log)
    monkeypatch.setenv("COLUMNS", "40")
    assert [line for line in log(command, *DAY).out.splitlines() if cell_len(line) > 40] == []


def test_a_chinese_console(log: Log, process: Any, path: Path) -> None:
    """On a console that knows only GBK the findings and the picture can be read."""
    record_a_bad_day(log)
    done = process("log", "check", "--log", path, "--lender", "haier", *DAY, env={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    assert "没接通 7 次" in done.stdout.decode("gbk")


def test_a_damaged_log(log: Log, run: Any, path: Path) -> None:
    """A damaged line is named by file and number, in words and in JSON; all others are read, and a new row is
    written.
    """
    called(log, "2026-11-18 09:00")
    path.write_text(path.read_text(encoding="utf-8") + "kaputt\n", encoding="utf-8")
    assert log("add", "--at", "2026-11-20 10:00", "--channel", "call").code == 0
    for words in (("list", *DAY), ("check", *DAY), ("export",)):
        result = log(*words)
        assert result.code == 0
        assert f"{path}:3: " in result.err
        assert "11-18" in result.out
        assert "11-20" in result.out
    for command in ("list", "check"):
        assert f"{path}:3: " in json.loads(log(command, *JSON).out)["warnings"][0]
    assert f"{path}:3: " in log_in_report(run, path).err


def log_in_report(run: Any, path: Path) -> Any:
    """The report with the log."""
    return run("advise", "--lender", "海尔", "--days-overdue", "20", "--no-input", "--log", path, *DAY)


def test_many_damaged_lines(log: Log, path: Path) -> None:
    """Of a thousand damaged lines the first are named and the others counted."""
    called(log, "2026-11-18 09:00")
    path.write_text(path.read_text(encoding="utf-8") + "kaputt\n" * 1000, encoding="utf-8")
    told = log("list", *DAY).err.splitlines()
    assert len(told) == 21
    assert "还有 980 处" in told[-1]


@pytest.mark.parametrize(
    "lines",
    [("{header}", "{row}"), ("{row}",), ("x{header}", "{row}")],
    ids=["mark", "header deleted", "header damaged"],
)
def test_no_advice_deletes_the_log(log: Log, path: Path, lines: tuple[str, ...]) -> None:
    """After a byte-order mark, without its header or with a damaged one a log is read, added to and purged, and nobody
    is told to delete a line.
    """
    called(log, "2026-11-18 09:00")
    header, row = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line.replace("{header}", header).replace("{row}", row) for line in lines)
    path.write_text(f"\ufeff{text}\n\n \n", encoding="utf-8", newline="\r\n")
    listed = log("list", *DAY)
    assert (listed.code, "11-18" in listed.out) == (0, True)
    assert "删掉" not in listed.err
    assert (listed.err == "") == (len(lines) == 2 and not lines[0].startswith("x"))
    called(log, "2026-11-19 09:00")
    assert [entry["row"] for entry in json.loads(log("export", "--format", "json").out)] == [1, 2]
    assert log("purge", "--yes").code == 0
    assert not path.exists()


@pytest.mark.parametrize("content", ['{"a":1}', "一行字", '{"a":1}\r{"b":2}\r', "\n\n"])
def test_what_is_no_log_is_not_empty(log: Log, run: Any, path: Path, content: str) -> None:
    """A file that is no log is refused as such, also where it has no line break; it is never said to be empty, and
    never changed.
    """
    path.write_text(content, encoding="utf-8", newline="")
    results = [
        log(*words)
        for words in (
            ("list", *DAY),
            ("check", *DAY),
            ("export",),
            ("add", "--at", "2026-11-20 10:00", "--channel", "call"),
        )
    ]
    for result in [*results, log_in_report(run, path)]:
        assert (result.code, result.out) == (2, "")
        assert "不是联系记录" in result.err
    assert path.read_text(encoding="utf-8") == content.replace("\r", "\n")


@pytest.mark.parametrize("cut", [lambda data: data[:-5], lambda data: data + b"\x00" * 40], ids=["cut", "NUL"])
def test_half_a_line_is_remarked(log: Log, path: Path, cut: Callable[[bytes], bytes]) -> None:
    """A log of which the end was cut off, or is nothing but zeros, is read with a remark that something is left out."""
    called(log, "2026-11-18 09:00", "2026-11-19 09:00")
    path.write_bytes(cut(path.read_bytes()))
    result = log("list", *DAY)
    assert (result.code, "11-18" in result.out, "半行没有写完" in result.err) == (0, True, True)


def test_two_rows_of_one_number(log: Log, path: Path) -> None:
    """Where joined copies give one number to two contacts both lines are named with a number that is free; done so,
    both are read.
    """
    called(log, "2026-11-18 09:00", "2026-11-19 09:00")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[2].replace("-19T", "-20T")]) + "\n", encoding="utf-8")
    for command in ("list", "check"):
        result = log(command, *DAY)
        assert (result.code, result.out) == (2, "")
        assert f"{path}:4: " in result.err
        assert "第 3 行" in result.err
        assert '"row":3' in result.err
    path.write_text(
        "\n".join([*lines, lines[2].replace("-19T", "-20T").replace('"row":2', '"row":3')]) + "\n", encoding="utf-8"
    )
    assert [row["at"][8:10] for row in rows(log)] == ["18", "19", "20"]


REFUSED = {
    "format": (("--format", "xml"), 2),
    "knowledge": (("--knowledge", "nope"), 3),
    "folder": (("-o", "nodir/x.md"), 2),
    "ending": (("-o", "x.xlsx"), 2),
    "the list": (("-o", "calls.csv"), 2),
    "the log": (("-o", "log.jsonl", "--force"), 2),
    "an old file": (("-o", "old.md"), 2),
}


@pytest.mark.parametrize(("words", "code"), REFUSED.values(), ids=REFUSED)
def test_a_refused_import_stores_nothing(
    log: Log, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int
) -> None:
    """An import that ends with an error has stored nothing and changed no file."""
    monkeypatch.chdir(tmp_path)
    calls = write_calls(tmp_path / "calls.csv", "2026-11-19 10:00:00,13800000001,被叫,60")
    (tmp_path / "old.md").write_text("old", encoding="utf-8")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    result = log("import", calls, *words)
    assert (result.code, result.out) == (code, "")
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before
    assert not path.exists()


def test_a_refused_entry_stores_nothing(run: Any, path: Path) -> None:
    """Words that cannot be looked at for danger, because the knowledge is missing, are not half answered: nothing is
    stored.
    """
    result = run(
        "--knowledge",
        "nope",
        "log",
        "add",
        "--log",
        path,
        "--at",
        "2026-11-20 10:00",
        "--channel",
        "call",
        "--said",
        "还钱",
    )
    assert (result.code, path.exists()) == (3, False)


def test_a_list_with_a_name_in_no_encoding(log: Log, tmp_path: Path) -> None:
    """A file whose name is no text is imported, and the answer for programs can be written."""
    source = write_calls(tmp_path / os.fsdecode(b"\xff.csv"), "2026-11-19 10:00:00,13800000001,被叫,60")
    result = log("import", source, *JSON)
    assert (result.code, json.loads(result.out)["data"]["added"]) == (0, 1)


@pytest.mark.parametrize(
    "words",
    [("list",), ("check",), ("add", "--at", "2026-11-20 10:00", "--channel", "call")],
    ids=lambda words: words[0],
)
def test_no_log_in_a_stream(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """``--log -`` is refused in one sentence, and no file of that name appears."""
    monkeypatch.chdir(tmp_path)
    result = run("log", *words, "--log", "-")
    assert (result.code, result.out) == (2, "")
    assert len(result.err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_failed_first_entry_leaves_nothing(shell: Any, tmp_path: Path) -> None:
    """Where the very first row cannot be written neither an empty log nor its lock stays."""
    done = shell("ulimit -f 0; $BH log add --log new.jsonl --at '2026-11-20 10:00' --channel call", cwd=tmp_path)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_long_chinese_name(run: Any, tmp_path: Path) -> None:
    """A log may have as long a name as the system takes."""
    path = tmp_path / ("录" * 84)
    assert run("log", "add", "--log", path, "--at", "2026-11-20 10:00", "--channel", "call").code == 0
    assert path.exists()


# --- in the report


def test_the_report_uses_the_log(log: Log, run: Any, path: Path) -> None:
    """``advise --log`` judges what the log shows, each with its day and rows, and the complaint follows from it."""
    record_a_bad_day(log)
    advise = ("advise", "--lender", "海尔", "--days-overdue", "20", "--no-input")
    data = json.loads(run(*advise, "--log", path, *JSON).out)["data"]
    told = {finding["id"]: (finding["on"], finding["proof"]) for finding in data["conduct"]["findings"]}
    assert {name: on for name, (on, _) in told.items()} == {
        "connected_over_3": "2026-11-18",
        "unanswered_over_6": "2026-11-19",
        "call_after_22": "2026-11-19",
        "ec_reachable": "2026-11-20",
    }
    assert "第 1、2、3、4 行" in told["connected_over_3"][1]
    without = json.loads(run(*advise, *JSON).out)["data"]
    assert without["conduct"]["findings"] == []
    assert data["complaint"] != without["complaint"]
    assert "你的记录：" in run(*advise, "--log", path, *DAY).out


def test_the_complaint_has_the_facts(log: Log, run: Any, path: Path) -> None:
    """``advise --log`` carries the days, counts, rows, numbers and rule of each behaviour into the complaint, ready to
    copy.
    """
    for day in ("04", "05", "06", "07"):
        called(log, *(f"2026-11-{day} 1{hour}:00" for hour in range(4 + (day == "05"))), number="02100000001")
    called(log, "2026-11-08 23:00", number="13800000002")
    log("add", "--at", "2026-11-09 15:00", "--channel", "call", "--person", "family")
    words = ("advise", "--lender", "海尔", "--days-overdue", "20", "--no-input", "--log", path)
    entries = json.loads(run(*words, *JSON).out)["data"]["complaint"]["from_log"]
    talks, night = (
        next(entry for entry in entries if entry["id"] == name and entry["certain"])
        for name in ("connected_over_3", "call_after_22")
    )
    assert [(day["on"], day["count"], day["rows"]) for day in talks["days"]][:2] == [
        ("2026-11-04", 4, [1, 2, 3, 4]),
        ("2026-11-05", 5, [5, 6, 7, 8, 9]),
    ]
    assert (talks["numbers"], talks["sources"], night["numbers"]) == (
        ["02100000001"],
        ["gbt-45251-2025:5.3.2.2.2"],
        ["13800000002"],
    )
    assert talks["text"].startswith(
        "2026-11-04 接通 4 次（第 1、2、3、4 行）；2026-11-05 接通 5 次（第 5、6、7、8、9 行）；"
    )
    assert "共 4 天。对方号码：02100000001。" in talks["text"]
    assert night["text"].endswith(
        "我没有同意过夜里联系，合同也没有约定别的时段。不符合国标 GB/T 45251（国家推荐标准）。"
    )
    assert night["condition"].startswith("你没有同意过夜里联系")
    short, full = dense(run(*words, *DAY).out), dense(run(*words, *DAY, "--full").out)
    assert dense("2026-11-07 接通 4 次（第 14、15、16、17 行）……共 4 天") in short
    assert dense("2026-11-05 接通 5 次") not in short
    assert dense("2026-11-05 接通 5 次（第 5、6、7、8、9 行）") in full
    assert "2026-11-05 接通 5 次（第 5、6、7、8、9 行）" in run(*words, *DAY, "--format", "markdown").out
    assert "先别说违规的：一天接通催收电话超过三次（另外的日子）" in short
    assert dense("先确认：你没有同意过夜里联系") in short
    assert dense("不符合国标 GB/T 45251 5.3.2.2.2 条（国家推荐标准）。") in short
    for text in (full, dense(run(*words, *DAY, "--format", "markdown").out)):
        assert all(dense(f"2026-11-{day} 接通") in text for day in ("04", "05", "06", "07"))


def test_the_facts_of_what_was_told(log: Log, run: Any, path: Path) -> None:
    """A behaviour that the borrower named keeps its day, and gets the days of the log for the complaint."""
    record_a_bad_day(log)
    words = (
        "advise",
        "--lender",
        "海尔",
        "--days-overdue",
        "20",
        "--happened",
        "call_after_22=2026-10-01",
        "--no-input",
        "--log",
        path,
    )
    data = json.loads(run(*words, *JSON).out)["data"]
    assert [finding["on"] for finding in data["conduct"]["findings"] if finding["id"] == "call_after_22"] == [
        "2026-10-01"
    ]
    assert [entry["days"][0]["on"] for entry in data["complaint"]["from_log"] if entry["id"] == "call_after_22"] == [
        "2026-11-19"
    ]


def test_a_saved_case_holds_what_was_told(log: Log, run: Any, path: Path, tmp_path: Path) -> None:
    """A case saved beside a log has the answers alone, and leads to the same report with the log again."""
    record_a_bad_day(log)
    case = tmp_path / "情况.yaml"
    told = ("--lender", "海尔", "--days-overdue", "20", "--happened", "call_after_22=2026-10-01")
    first = run("advise", *told, "--no-input", "--log", path, "--save-case", case, *JSON)
    assert load_case(case) == Case(
        lender="海尔", days_overdue=20, happened=(Happening(id="call_after_22", on=dt.date(2026, 10, 1)),)
    )
    second = run("advise", "--case", case, "--no-input", "--log", path, *JSON)
    assert json.loads(first.out)["data"] == json.loads(second.out)["data"]


def test_a_lender_of_the_log_is_not_saved(log: Log, run: Any, path: Path, tmp_path: Path) -> None:
    """The lender that only the log names is no answer of the borrower: the log is asked for it again."""
    log("add", "--at", "2026-11-19 10:00", "--channel", "call", "--lender", "haier")
    case = tmp_path / "情况.yaml"
    words = ("--no-input", "--log", path, *JSON)
    first = run("advise", "--days-overdue", "20", *words, "--save-case", case)
    assert load_case(case) == Case(days_overdue=20)
    second = run("advise", "--case", case, *words)
    assert json.loads(second.out)["data"] == json.loads(first.out)["data"]
    assert "只有一家机构：海尔消费金融" in second.err


OLD_CASE = """lender: 海尔
days_overdue: 20
happened:
- {id: insult, on: 2026-11-18}
- {id: connected_over_3, on: 2026-11-18, proof: 2026-11-18：接通 4 次（联系记录第 1、2、3、4 行）, rule: 'x:1',
   condition: '', days: [{on: 2026-11-18, count: 4, rows: [1, 2, 3, 4], text: 接通 4 次}], numbers: ['02100000001']}
log:
  unsettled: []
  untagged: 2
"""


def test_a_case_that_an_earlier_version_saved(run: Any, tmp_path: Path) -> None:
    """A file that still holds what a log had shown is read: the things and their days stay, the log is asked again."""
    case = tmp_path / "旧.yaml"
    case.write_text(OLD_CASE, encoding="utf-8")
    data = json.loads(run("advise", "--case", case, "--no-input", *JSON).out)["data"]
    assert [(entry["id"], entry["on"], entry["proof"]) for entry in data["conduct"]["findings"]] == [
        ("insult", "2026-11-18", ""),
        ("connected_over_3", "2026-11-18", ""),
    ]
    assert data["complaint"]["from_log"] == []


def test_a_log_written_into_a_case_by_hand(run: Any, tmp_path: Path) -> None:
    """A log named in the case file is refused with its line, not passed over."""
    case = tmp_path / "情况.yaml"
    case.write_text("lender: 海尔\ndays_overdue: 20\nlog: 联系记录.csv\n", encoding="utf-8")
    result = run("advise", "--case", case, "--no-input")
    assert result.code == 2
    assert "第 3 行：" in result.err
    assert "log" in result.err


def test_the_only_lender_of_a_log(log: Log, run: Any, path: Path) -> None:
    """Who names no lender gets the report for the one that the log names, by its name, with its kind and its route."""
    for hour in range(7):
        log("add", "--at", f"2026-11-19 1{hour}:00", "--channel", "call", "--unanswered", "--lender", "haier")
    words = ("advise", "--days-overdue", "20", "--no-input", "--log", path)
    result = run(*words, *JSON)
    data = json.loads(result.out)["data"]
    assert "只有一家机构：海尔消费金融" in result.err
    assert (data["situation"]["lender"]["name"], data["situation"]["kind"]) == ("海尔消费金融", "consumer_finance")
    named = json.loads(run(*words, "--lender", "海尔", *JSON).out)["data"]
    assert (data["complaint"], data["conduct"]) == (named["complaint"], named["conduct"])
    other = json.loads(run(*words, "--lender", "晋商", *JSON).out)["data"]
    assert other["conduct"]["findings"] == []


def test_your_record_names_the_lender(log: Log, run: Any, path: Path) -> None:
    """With several lenders in the log what was recorded is told under the name of the lender, never under our id."""
    for lender, day in (("haier", "18"), ("jinshang", "17")):
        called(log, f"2026-11-{day} 23:00", lender=lender)
    out = dense(run("advise", "--kind", "bank", "--days-overdue", "20", "--no-input", "--log", path, *DAY).out)
    assert "你的记录：海尔消费金融，2026-11-18" in out
    assert "haier" not in out
    assert "haier" not in log("check", *DAY).out


def test_several_lenders_and_none_asked_for(log: Log, run: Any, path: Path) -> None:
    """A report from a log of several lenders says that one should be named."""
    for lender in ("海尔", "晋商"):
        called(log, "2026-11-18 23:00", lender=lender)
    assert (
        "加 --lender" in run("advise", "--kind", "bank", "--days-overdue", "20", "--no-input", "--log", path, *DAY).err
    )


def test_what_was_told_comes_before_the_log(log: Log, run: Any, path: Path) -> None:
    """What the borrower says of a behaviour is not told a second time from the log."""
    record_a_bad_day(log)
    words = (
        "advise",
        "--lender",
        "海尔",
        "--days-overdue",
        "20",
        "--happened",
        "call_after_22=2026-10-01",
        "--no-input",
        "--log",
        path,
    )
    findings = json.loads(run(*words, *JSON).out)["data"]["conduct"]["findings"]
    assert [finding["on"] for finding in findings if finding["id"] == "call_after_22"] == ["2026-10-01"]


def test_what_is_not_certain_is_not_in_the_report(log: Log, run: Any, path: Path) -> None:
    """Four unanswered calls, and a letter six days after another, are no accusation."""
    for minute in range(4):
        log("add", "--at", f"2026-11-19 10:0{minute}", "--channel", "call", "--unanswered")
    for day in ("10", "16"):
        log("add", "--at", f"2026-11-{day} 10:00", "--channel", "letter")
    words = ("advise", "--lender", "海尔", "--days-overdue", "20", "--no-input", "--log", path)
    assert json.loads(run(*words, *JSON).out)["data"]["conduct"]["findings"] == []


def test_a_log_that_is_not_there(run: Any, path: Path) -> None:
    """A report with a log that does not exist is refused: an empty log would look like an answer."""
    result = run("advise", "--lender", "海尔", "--days-overdue", "20", "--log", path, *DAY)
    assert (result.code, result.out) == (2, "")
    assert str(path) in result.err


# --- purge


def test_purge_asks(sit_at: Any, log: Log, path: Path) -> None:
    """At a terminal the log goes only after its owner has typed the word."""
    called(log, "2026-11-18 09:00")
    for typed, code_word in (("", "没有删"), ("y", "没有删"), ("删除", "已删掉")):
        terminal = sit_at("log", "purge", "--log", path)
        terminal.see("输入「删除」确认：")
        terminal.child.send(typed + "\r")
        assert code_word in terminal.end()
        assert path.exists() == (typed != "删除")


def test_purge_in_a_script(log: Log, path: Path) -> None:
    """A script must say ``--yes``; then log and lock are gone."""
    called(log, "2026-11-18 09:00")
    result = log("purge")
    assert (result.code, "--yes" in result.err, path.exists()) == (2, True, True)
    assert log("purge", "--yes").code == 0
    assert [file.name for file in path.parent.iterdir() if file.name.startswith("log.jsonl")] == []


def test_purge_deletes_nothing_but_logs(log: Log, path: Path) -> None:
    """A file that is no contact log is refused, whatever was confirmed, and stays as it is."""
    path.write_text("我唯一的一份证据\n", encoding="utf-8")
    result = log("purge", "--yes")
    assert (result.code, "不是联系记录，没有删" in result.err) == (2, True)
    assert path.read_text(encoding="utf-8") == "我唯一的一份证据\n"


# --- real processes


def test_several_commands_at_once(log: Log, path: Path) -> None:
    """Entries made by several processes at the same time all have their own row."""
    words = [sys.executable, "-m", "borrower_help", "log", "add", "--log", str(path), "--channel", "sms", "--at"]
    children = [
        subprocess.Popen([*words, f"2026-11-20 10:0{place}"], stderr=subprocess.PIPE, text=True) for place in range(4)
    ]
    told = sorted(re.findall(r"第 (\d+) 行", child.communicate(timeout=60)[1])[0] for child in children)
    assert told == ["1", "2", "3", "4"]
    assert sorted(row["at"][-5:-3] for row in rows(log)) == ["00", "01", "02", "03"]


@POSIX
def test_a_full_disk(log: Log, shell: Any, path: Path) -> None:
    """When nothing more can be written the command says so, and the earlier rows are all there."""
    called(log, "2026-11-18 09:00", "2026-11-18 10:00")
    before = path.read_bytes()
    done = shell(f'ulimit -f 0; $BH log add --log "{path}" --at "2026-11-20 10:00" --channel call')
    assert done.returncode == 2
    assert "没有写进去（文件太大，写不下了）" in done.stderr.decode()
    assert path.read_bytes() == before


def test_log_alone(run: Any) -> None:
    """``log`` without a subcommand says in Chinese that one is missing."""
    result = run("log")
    assert (result.code, result.out) == (2, "")
    assert "可以写：" in result.err


def test_a_struck_row_leaves_a_saved_case(log: Log, run: Any, path: Path, tmp_path: Path) -> None:
    """What a log proved in a saved case is asked of the log again: rows struck out since then prove nothing any
    more.
    """
    for hour in range(4):
        log("add", "--at", f"2026-11-20 1{hour}:00", "--channel", "call", "--connected", "--length", "60")
    saved = tmp_path / "case.yaml"
    words = ("advise", "--lender", "海尔", "--days-overdue", "20", "--no-input", "--log", path, *JSON)
    before = json.loads(run(*words, "--save-case", saved).out)["data"]["complaint"]["from_log"]
    assert "connected_over_3" in [entry["id"] for entry in before if entry["certain"]]
    log("remove", "1", "2", "3")
    after = json.loads(run("advise", "--case", saved, "--no-input", "--log", path, *JSON).out)["data"]
    assert [entry["id"] for entry in after["complaint"]["from_log"]] == []
    assert after["conduct"]["findings"] == []


def test_a_lender_that_is_not_recorded_is_remarked(log: Log) -> None:
    """An unknown lender is remarked beside the answer of the log, on stderr."""
    log("add", "--at", "2026-11-20 10:00", "--channel", "call", "--connected")
    assert "没有收录「不存在网贷」" in log("check", "--lender", "不存在网贷", *DAY).err

"""What an attacker or an accident does to the program: the attacks that files alone do not show."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from borrower_help.cli.failures import in_chinese
from borrower_help.journal import copies, store
from borrower_help.journal.export import to_csv
from borrower_help.journal.model import Contact, Row
from borrower_help.render.formats.markdown import to_markdown
from borrower_help.render.lines import Line
from borrower_help.values.safe_text import escaped, one_line, printable

DAY = ("--as-of", "2026-11-30")
HEADER = '{"borrower_help_log":1,"timezone":"Asia/Shanghai"}\n'
COMMANDING = "\x1b[2J\x9b31m\x7f\u202e还钱\u2066"


def log_of(path: Path, contacts: Sequence[dict[str, Any]]) -> Path:
    """A log of calls on one evening."""
    entries = [
        {"op": "add", "row": number, "contact": {"at": "2026-11-20T22:00:00", "channel": "call", **more}}
        for number, more in enumerate(contacts, 1)
    ]
    path.write_text(HEADER + "".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


# --- what is read ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
@pytest.mark.parametrize(
    "words",
    [("advise", "--no-input", "--case"), ("cost", "--received", "1", "--payments"), ("log", "import")],
    ids=["case", "payments", "import"],
)
def test_only_files_are_read(run: Any, tmp_path: Path, kind: str, words: tuple[str, ...]) -> None:
    """A pipe that nobody writes into, an endless device and a folder are refused at once, in one sentence."""
    path = tmp_path / "a"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    result = run(*words, Path("/dev/zero") if kind == "device" else path)
    assert (result.code, result.out) == (2, "")
    assert "读不到" in result.err


def test_a_pipe_among_the_knowledge(run: Any, base: Path) -> None:
    """A pipe in the folder of the knowledge is a problem of one line, and not waited for."""
    os.mkfifo(base / "warnings2.yaml")
    result = run("limits", "--knowledge", base)
    assert result.code == 3
    assert "warnings2.yaml" in result.err


def test_an_endless_case(run: Any) -> None:
    """Of a stream no more is read than a case may have."""
    result = run("advise", "--no-input", "--case", "-", stdin=b"a: b\n" * 1_000_000)
    assert result.code == 2
    assert "太大了" in result.err


def test_knowledge_that_is_too_large(run: Any, base: Path) -> None:
    """A file of knowledge far larger than any is named and not read."""
    (base / "lenders" / "big.yaml").write_bytes(b"- a\n" * 1_100_000)
    result = run("limits", "--knowledge", base)
    assert result.code == 3
    assert "太大了" in result.err


def test_a_folder_that_is_no_knowledge(run: Any, tmp_path: Path) -> None:
    """A folder with thousands of files is refused as a whole, not file by file."""
    for number in range(3100):
        (tmp_path / f"{number}.yaml").touch()
    result = run("limits", "--knowledge", tmp_path)
    assert (result.code, result.err.count("\n")) == (3, 2)
    assert "文件太多" in result.err


@pytest.mark.parametrize("sources", [2, 2000], ids=["two lists", "as many lists as rows"])
def test_rows_of_one_second(sources: int) -> None:
    """However many rows a log has of one second, each is compared with few others."""
    rows = [
        Row(row=number, contact=Contact(at=copies_at(), channel="call", number="138", source=f"{number % sources}:1"))
        for number in range(1, 2001)
    ]
    with mock.patch.object(copies, "_is_same", wraps=copies._is_same) as compared:
        copies.merge(rows, {})
    assert compared.call_count < 2000 * copies.MAX_AT_ONCE * 2


def copies_at() -> Any:
    """One second of one evening."""
    import datetime as dt

    return dt.datetime(2026, 11, 20, 22)  # noqa: DTZ001 - China time


# --- what is shown --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["terminal", "text", "markdown", "json"])
@pytest.mark.parametrize("words", [("log", "list"), ("log", "check"), ("log", "export")], ids=" ".join)
def test_no_command_reaches_the_screen(run: Any, tmp_path: Path, words: tuple[str, ...], form: str) -> None:
    """What somebody wrote commands no terminal, in any format, and hides nothing."""
    log = log_of(tmp_path / "a.jsonl", [{"said": COMMANDING, "number": "138", "claimed": COMMANDING}])
    if words[1] == "export" and form in ("terminal", "text"):
        form = "csv"
    result = run(*words, "--log", log, "--format", form)
    assert result.code == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.out.replace("\r\n", "\n"))


def test_json_says_the_same() -> None:
    """What a terminal would obey is written as an escape, so that programs read the same text."""
    text = json.dumps({"said": COMMANDING}, ensure_ascii=False)
    assert json.loads(escaped(text)) == {"said": COMMANDING}
    assert printable(escaped(text)) == escaped(text)


def test_reasons_and_pictures_are_neutralised() -> None:
    """The reasons of ``--explain`` and what stands in a picture lose their commands as everything else."""
    lines = [Line("item", "a", because=(COMMANDING,)), Line("pre", COMMANDING)]
    from borrower_help.render.formats.terminal import to_text

    for text in (to_text(lines, explain=True), to_markdown(lines, explain=True)):
        assert not re.search(r"[\x1b\x7f-\x9f\u202e\u2066]", text)


def test_no_row_of_evidence_is_forged(run: Any, tmp_path: Path) -> None:
    """A message with line breaks is one row in Markdown; nothing in it is a heading, a list or a link."""
    said = "请还款\n2. 2026-11-21 09:00:00，电话\nTITLE\n===\nhttps://example.invalid www.example.invalid"
    log = log_of(tmp_path / "a.jsonl", [{"said": said}])
    out = run("log", "list", "--log", log, "--format", "markdown").out
    assert len([line for line in out.splitlines() if line.strip()]) == 2
    assert not re.search(r"https?://|(?<!\\)www\.", out)
    assert "https\\://example" in out


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t=", "\n=", "\r=", "＝", "＋", "－", "＠", "\u200d=", "\xa0=", "\u3000="]
)
def test_no_cell_is_a_formula(begin: str) -> None:
    """Whatever a message begins with, a spreadsheet program takes it for text."""
    import datetime as dt

    row = Row(row=1, contact=Contact(at=dt.datetime(2026, 11, 20), channel="sms", said=f"{begin}1+1"))  # noqa: DTZ001
    assert "'" in to_csv([row]).splitlines()[1]


def test_numbers_keep_their_zero() -> None:
    """A fixed line in the evidence keeps the 0 before its area code in a spreadsheet."""
    assert "'057112345678" in to_csv(
        [Row(row=1, contact=Contact(at=copies_at(), channel="call", number="057112345678"))]
    )


def test_a_name_in_one_line() -> None:
    """A file name with line breaks does not look like a second sentence."""
    assert one_line("a\nb\r\x1bc") == "a b ?c"


# --- what is said ---------------------------------------------------------------------------------------------------


def test_a_command_with_a_quote(run: Any) -> None:
    """A command that does not exist is named whole, and nothing of the library's own words is shown."""
    result = run("it's")
    assert result.code == 2
    assert "没有「it's」这个命令" in result.err
    assert "Did you mean" not in result.err


@pytest.mark.parametrize(
    "said",
    ["Invalid value for '--case': path 'un.yaml' is not readable.", "Something the library will say tomorrow."],
)
def test_every_refusal_is_chinese(said: str) -> None:
    """Whatever a library says of the command line, a person reads Chinese."""
    error = mock.Mock(option_name="--case", format_message=lambda: said)
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", in_chinese(error))


@pytest.mark.parametrize("text", ["a: b: c\n", "a: [1\n", "a: 'b\n", "a:\n\t- b\n", "- a\nb: c\n", "a: @b\n"])
def test_mistakes_of_yaml_are_chinese(run: Any, text: str) -> None:
    """A mistake of YAML itself is told in Chinese, with its line."""
    result = run("advise", "--no-input", "--case", "-", stdin=text)
    assert result.code == 2
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", result.err)


@pytest.mark.parametrize("zone", ["+99:99", "+15:00", "-12:99"])
def test_a_zone_that_does_not_exist(run: Any, tmp_path: Path, zone: str) -> None:
    """A zone that cannot be is told in Chinese, and nothing is recorded."""
    log = tmp_path / "a.jsonl"
    result = run("log", "add", "--log", log, "--channel", "call", "--at", f"2026-11-20 10:00 {zone}")
    assert result.code == 2
    assert "时区" in result.err or "读不懂" in result.err
    assert not log.exists()


def test_a_clock_that_runs_behind(run: Any) -> None:
    """An answer for a day long before the knowledge says so, and asks for the clock."""
    for words in (("advise", "--lender", "海尔", "--no-input"), ("limits",), ("rights", "list")):
        if words[0] != "limits":
            assert "请看看电脑的日期" in run(*words, "--as-of", "1990-01-01").err


def test_a_list_of_the_future(run: Any, tmp_path: Path) -> None:
    """Where nothing of a list has happened yet, the clock is asked for before the list is blamed."""
    path = tmp_path / "a.csv"
    path.write_text("通话时间,对方号码,类型\n2026-11-20 22:00,138,被叫\n", encoding="utf-8")
    result = run("log", "import", path, "--log", tmp_path / "a.jsonl", "--as-of", "2026-01-01")
    assert result.code == 1
    assert "请看看电脑的日期" in result.out


def test_nobody_waits_for_words_to_complete(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that a shell left behind does not change what a command does."""
    monkeypatch.setenv("_BORROWER_HELP_COMPLETE", "complete_bash")
    assert run("limits").code == 0


def test_a_log_goes_on_after_damage(run: Any, tmp_path: Path) -> None:
    """Whatever the old rows look like, a new one is written, and every whole one is read."""
    log = tmp_path / "a.jsonl"
    log.write_text(HEADER + "x\n" + '{"op":"add","row":1,"contact":{"at":"2026-11-20T22:00', encoding="utf-8")
    added = run("log", "add", "--log", log, "--channel", "call", "--at", "2026-11-20 10:00")
    assert added.code == 0
    assert [row.contact.at.hour for row in store.read_log(log)] == [10]


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_what_is_written_is_nobody_elses(run: Any, tmp_path: Path) -> None:
    """A report made from a log, and the log itself, are closed to others."""
    log = log_of(tmp_path / "a.jsonl", [{"number": "138"}])
    run("log", "add", "--log", log, "--channel", "call", "--at", "2026-11-20 10:00")
    run("advise", "--lender", "海尔", "--no-input", "--log", log, "--output", tmp_path / "r.md", *DAY)
    assert {path.stat().st_mode & 0o777 for path in (log, tmp_path / "r.md")} == {0o600}


# --- what is passed on ----------------------------------------------------------------------------------------------


HIDDEN = ("13900000511", "6222000000000000123", "110101199003071234", "张三")
"""A telephone, a card, an identity and a name, as a person may have typed them anywhere."""
TOLD = f"我叫{HIDDEN[3]}，证件{HIDDEN[2]}，卡{HIDDEN[1]}，催收{HIDDEN[0]}天天骂人"
FOR_OTHERS = (
    ("log", "export"),
    ("log", "export", "--format", "json"),
    ("log", "list"),
    ("log", "list", "--format", "json"),
    ("log", "check", "--full", "--lender", "海尔"),
    ("log", "next"),
    ("advise", "--lender", "海尔", "--no-input", "--full", "--log"),
    ("advise", "--no-input", "--format", "json", "--case"),
    ("complain", "--format", "json", "--log"),
    ("complain", "--case"),
    ("letter", "write", "complaint-lender", "--case"),
    ("letter", "write", "complaint-lender", "--lender", "海尔", "--log"),
    ("ask", TOLD, "--format", "json"),
    ("check", TOLD, "--no-input", "--format", "json"),
    ("agreement", "check", f"还款协议：甲方{TOLD}，一次还8000元结清，签字后三日内付款。", "--format", "json"),
    ("offer", "check", f"{TOLD}，一次还3000结清", "--debt", "8000", "--lender", "海尔", "--format", "json"),
    ("plan", "--income", "5000", "--essentials", "3000", "--debt", f"{HIDDEN[0]}:8000", "--format", "json"),
    ("log", "import", "list.csv"),
)


@pytest.mark.parametrize("words", FOR_OTHERS, ids=" ".join)
def test_a_copy_for_others(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """With ``--redact`` no number and no name of a person is in an answer, and it is said how many were."""
    monkeypatch.chdir(tmp_path)
    log = log_of(tmp_path / "a.jsonl", [{"number": HIDDEN[0], "said": TOLD, "lender": "海尔"}] * 2)
    case = {
        "lender": f"张三经理{HIDDEN[0]}",
        "kind": "bank",
        "days_overdue": 40,
        "happened": [{"id": "insult", "on": "2026-11-20"}],
    }
    (tmp_path / "case.yaml").write_text(json.dumps(case), encoding="utf-8")
    rows = (f"2026-11-20 10:00,{HIDDEN[0]},被叫,60", f"2026-11-20 10:00,{HIDDEN[0]}x,被叫,1")
    listed = "\n".join(("通话时间,对方号码,通话类型,通话时长", *rows, ""))
    (tmp_path / "list.csv").write_text(listed, encoding="utf-8")
    given = {"--log": (log,), "--case": ("case.yaml",)}.get(words[-1], ())
    if words[0] == "log":
        given = ("--log", log)
    result = run(*words, *given, "--redact", *(() if words[1] == "export" else DAY))
    assert result.code == 0, result.err
    assert not [word for word in HIDDEN if word in result.out + result.err]
    assert "已打码" in result.err


def test_purge_says_what_else_there_is(run: Any, tmp_path: Path) -> None:
    """Without being told where, purge removes the log at the usual place; another one is named when it stays."""
    run("log", "add", "--channel", "call", "--at", "2026-11-20 10:00")
    log = log_of(tmp_path / "a.jsonl", [{}])
    assert "还有一份联系记录" in run("log", "purge", "--log", log, "--yes").err
    usual = store.default_path()
    assert usual.exists()
    assert "请自己删" in run("log", "purge", "--yes").err
    assert not usual.exists()

"""The command in pipes, in other encodings and in narrow windows, as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

ADVISE = ("advise", "--lender", "极融", "--days-overdue", "45", "--as-of", "2026-11-21", "--no-input")
HARASSED = (
    "advise",
    "--lender",
    "jinshang",
    "--happened",
    "threat_police",
    "--happened",
    "disclose_debt",
    "--as-of",
    "2026-11-21",
    "--no-input",
)


@pytest.mark.parametrize(
    "words",
    [(*ADVISE, "--full"), HARASSED, ("lender", "show", "海尔", "--as-of", "2026-11-21")],
    ids=["full", "harassed", "lender"],
)
def test_a_gbk_console_loses_nothing(process: Any, run: Any, words: tuple[str, ...]) -> None:
    """On a GBK console the same characters arrive, none of them replaced by a question mark."""
    gbk = process(*words, env={"PYTHONIOENCODING": "gbk"})
    assert (gbk.returncode, gbk.stderr) == (0, b"")
    assert gbk.stdout.decode("gbk") == run(*words).out


def test_a_console_without_chinese_does_not_fail(process: Any) -> None:
    """Where a console cannot show Chinese at all the command still ends well, with the numbers and ids readable."""
    done = process(*ADVISE, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2026-11-21" in done.stdout
    mistake = process("advise", "--lender", "海尔", "--days-overdue", "很久", env={"PYTHONIOENCODING": "ascii"})
    assert mistake.returncode == 2
    assert b"--days-overdue" in mistake.stderr
    assert b"Traceback" not in mistake.stderr


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "LANG": ""}, {"LANG": "C.UTF-8"}], ids=["C", "POSIX", "C.UTF-8"]
)
def test_any_locale_gives_the_same_answer(process: Any, run: Any, env: dict[str, str]) -> None:
    """Whatever the locale is, a Chinese name is understood and the answer is the same UTF-8."""
    done = process(*ADVISE, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8") == run(*ADVISE).out


def test_a_case_from_a_pipe_in_any_locale(process: Any, run: Any) -> None:
    """A UTF-8 case from standard input is understood under ``LC_ALL=C`` too."""
    case = "lender: 极融\ndays_overdue: 45\n".encode()
    done = process("advise", "--case", "-", "--as-of", "2026-11-21", stdin=case, env={"LC_ALL": "C"})
    assert done.stdout.decode() == run(*ADVISE).out


PLAIN = {
    "pipe": {},
    "dumb terminal": {"TERM": "dumb"},
    "no colour": {"NO_COLOR": "1"},
    "accessible": {"ACCESSIBLE": "1"},
    "colour forced for others": {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"},
}


@pytest.mark.parametrize("env", PLAIN.values(), ids=PLAIN)
def test_no_escapes_in_a_pipe(process: Any, env: dict[str, str]) -> None:
    """What is piped into a file or another program is text alone."""
    for words in (ADVISE, ("advise", "--colour")):
        done = process(*words, env=env)
        assert b"\x1b" not in done.stdout + done.stderr
        assert b"\r" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "env",
    [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"BORROWER_HELP_PLAIN": "1"}, {"ACCESSIBLE": "1"}],
    ids=lambda env: next(iter(env)),
)
def test_no_escapes_on_a_terminal_that_asks_for_none(sit_at: Any, env: dict[str, str]) -> None:
    """On a terminal colour goes away by the usual variables."""
    assert "\x1b" not in _screen(sit_at(*ADVISE, env=env))


def test_plain_on_a_terminal(sit_at: Any) -> None:
    """``--plain`` means no escape at all on a terminal."""
    assert "\x1b" not in _screen(sit_at(*ADVISE, "--plain"))


def test_colour_on_a_terminal_is_decoration(sit_at: Any) -> None:
    """A capable terminal gets bold headings; without them the words are the same."""
    coloured = sit_at(*ADVISE)
    assert "\x1b[1m" in _screen(coloured)
    assert coloured.end() == sit_at(*ADVISE, "--plain").end()


def _screen(terminal: Any) -> str:
    terminal.end()
    seen: str = terminal.seen
    return seen


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_width_of_a_real_terminal(sit_at: Any, columns: int) -> None:
    """Lines fit the window they are printed in; a very wide one is not filled, because long lines are hard to read."""
    lines = sit_at(*ADVISE, columns=columns).end().splitlines()
    widest = max(map(cell_len, lines))
    assert widest <= min(columns, 100)
    assert widest > min(columns, 100) - 8


def test_columns_in_a_pipe(process: Any) -> None:
    """``COLUMNS=40`` narrows what is piped."""
    out = process(*ADVISE, env={"COLUMNS": "40"}).stdout.decode()
    assert 36 < max(map(cell_len, out.splitlines())) <= 40


@pytest.mark.parametrize("columns", ["0", "-5", "abc", "1", "999999"])
def test_absurd_columns(run: Any, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """A terminal that claims an absurd width still gets a report."""
    monkeypatch.setenv("COLUMNS", columns)
    result = run(*ADVISE)
    assert (result.code, result.err) == (0, "")
    assert "极融" in result.out.replace("\n", "")


@pytest.mark.skipif(os.name != "posix", reason="pipes are closed differently elsewhere")
@pytest.mark.parametrize("lines", [1, 0], ids=["head -1", "never read"])
@pytest.mark.parametrize(
    "words",
    [(*ADVISE, "--full"), (*ADVISE, "--format", "json"), ("knowledge", "schema")],
    ids=["report", "JSON", "schema"],
)
def test_a_closed_pipe(words: tuple[str, ...], lines: int) -> None:
    """A reader that goes away, as ``| head -1`` does, ends the command quietly: no traceback, no complaint, no exit
    code of a problem.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "borrower_help", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as child:
        assert child.stdout
        assert child.stderr
        for _ in range(lines):
            assert child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(timeout=60) in (0, -signal.SIGPIPE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_a_redirection(shell: Any) -> None:
    """When stdout cannot be written the exit code says so, and no traceback is shown."""
    done = shell("$BH advise --lender 海尔 --days-overdue 3 --no-input > /dev/full")
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr


def test_answers_on_stdout_remarks_on_stderr(process: Any) -> None:
    """With a lender that is not recorded the remark is on stderr, so that a redirected report is clean."""
    done = process("advise", "--lender", "快快借", "--days-overdue", "3", "--no-input", "--as-of", "2026-11-21")
    assert "没有收录" in done.stderr.decode()
    assert "没有收录「快快借」，按机构类型" not in done.stdout.decode()


def test_the_real_thing_in_json(process: Any) -> None:
    """The JSON that a process prints can be loaded as it is."""
    done = process(*ADVISE, "--format", "json")
    assert json.loads(done.stdout)["data"]["situation"]["kind"] == "loan_facilitator"


def test_python_without_optimised_asserts(shell: Any) -> None:
    """With ``python -O`` nothing that matters goes away with the asserts, and no warning but another library's
    deprecation appears with ``-W error``.
    """
    quiet = "-W ignore::DeprecationWarning -W ignore::PendingDeprecationWarning"
    done = shell(
        f"{sys.executable} -O -W error {quiet} -m borrower_help advise --lender 海尔 --days-overdue 3 "
        f"--no-input --as-of 2026-11-21"
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_programs_read_is_utf_8(process: Any) -> None:
    """On a console that speaks another encoding the JSON on a pipe is UTF-8 all the same; a person's text is in the
    console's.
    """
    words = ("advise", "--lender", "海尔", "--days-overdue", "1", "--no-input", "--as-of", "2026-11-21")
    told = process(*words, "--format", "json", env={"PYTHONIOENCODING": "gbk"})
    assert json.loads(told.stdout.decode("utf-8"))["data"]["situation"]["lender"]["name"] == "海尔消费金融"
    assert "海尔" in process(*words, env={"PYTHONIOENCODING": "gbk"}).stdout.decode("gbk")


def test_an_exported_log_is_utf_8(process: Any, tmp_path: Path) -> None:
    """The CSV of the log on a pipe is UTF-8 with its byte-order mark, so that Excel opens it, whatever the console
    speaks.
    """
    log = tmp_path / "log.jsonl"
    process("log", "add", "--log", str(log), "--at", "2026-11-20 10:15", "--channel", "call", "--said", "请还款")
    exported = process("log", "export", "--log", str(log), env={"PYTHONIOENCODING": "gbk"}).stdout
    assert exported.startswith(b"\xef\xbb\xbf")
    assert "请还款" in exported.decode("utf-8-sig")


# --- streams that are closed, full or strange --------------------------------------------------------------

LOG_ADD = "$BH log add --log a.jsonl --at '2026-11-20 10:00' --channel call --said 请还款"


@pytest.mark.skipif(os.name != "posix", reason="streams are closed differently elsewhere")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$BH limits >/dev/full", 2),
        ("$BH limits --format json >/dev/full", 2),
        ("$BH --help >/dev/full", 2),
        ("$BH --version >/dev/full", 2),
        ("$BH limits >&-", 2),
        ("$BH limits --format json >&-", 2),
        ("$BH --version >&-", 2),
        ("$BH advise --due x --format json >/dev/full", 2),
        ("$BH advise --due x --format json >&-", 2),
        ("$BH advise <&-", 2),
        ("$BH log add <&-", 2),
        ("$BH advise --case - <&-", 2),
        ("$BH advise --no-input --case $'\\xff.yaml'", 2),
        ("$BH log list --log nofolder/a.jsonl", 2),
    ],
)
def test_a_mistake_or_a_stream_that_fails_is_one_sentence(shell: Any, tmp_path: Path, line: str, code: int) -> None:
    """Whatever is closed, full or no UTF-8, a person reads a Chinese sentence and a script gets the code of bad
    usage.
    """
    done = shell(line, cwd=tmp_path)
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b"")
    assert told.strip()
    assert "程序出错" not in told
    assert "Traceback" not in told
    assert "Exception" not in told


@pytest.mark.skipif(os.name != "posix", reason="streams are closed differently elsewhere")
@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full", "2>&- <&- >&-"])
def test_a_success_without_stderr_is_a_success(shell: Any, tmp_path: Path, stderr: str) -> None:
    """A contact that was recorded is not reported as failed because nobody could be told: a script would record it
    twice.
    """
    assert shell(f"{LOG_ADD} {stderr}", cwd=tmp_path).returncode == 0
    assert len((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert (
        shell(f"$BH limits {stderr.partition(' ')[0]}", cwd=tmp_path).stdout.decode().startswith("这个工具做不到的事")
    )


@pytest.mark.skipif(os.name != "posix", reason="streams are closed differently elsewhere")
@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
def test_a_mistake_without_stderr_keeps_its_code(shell: Any, stderr: str) -> None:
    """A script that hears nothing still gets the code of bad usage."""
    assert shell(f"$BH advise --due x {stderr}").returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="names that are no UTF-8 need POSIX")
@pytest.mark.parametrize(
    "line",
    [
        "$BH advise --no-input --format json --case $'\\xff.yaml'",
        "$BH plan --format json --case $'\\xff.yaml'",
        "$BH cost --format json --payments $'\\xff.txt'",
        "$BH knowledge check --format json --knowledge $'\\xff'",
        "$BH check --no-input --format json $'\\xff'",
        "PYTHONIOENCODING=gbk $BH advise --due x --format json",
        "PYTHONIOENCODING=ascii $BH advise --due x --format json",
        "PYTHONIOENCODING=gbk $BH knowledge check --format json --knowledge nowhere",
    ],
)
def test_json_is_utf_8_whatever_the_name_and_the_console(shell: Any, line: str) -> None:
    """An error or an answer in JSON can be read as UTF-8 also where the console speaks another encoding, or a name has
    none.
    """
    done = shell(line)
    assert done.stderr == b""
    told = json.loads(done.stdout.decode("utf-8"))
    assert told["status"] in ("error", "problems", "ok")
    assert "程序出错" not in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="pipes are closed differently elsewhere")
@pytest.mark.parametrize(
    ("line", "code"), [("$BH advise --due x --format json", 2), ("$BH --help", 0), ("$BH limits --format json", 0)]
)
def test_a_reader_that_has_gone(shell: Any, line: str, code: int) -> None:
    """With nobody to read the error keeps its code, and a success is none; nothing is said on stderr."""
    done = shell(f"{line} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (code, b"")


def test_a_log_of_a_strange_name_can_be_listed_into_a_file(shell: Any, tmp_path: Path) -> None:
    """A log whose name is no UTF-8 is listed on the screen, in JSON and into a file."""
    shell(f"{LOG_ADD}; mv a.jsonl $'\\xfc.jsonl'", cwd=tmp_path)
    done = shell(
        "$BH log list --log $'\\xfc.jsonl' -o a.md && $BH log list --log $'\\xfc.jsonl' --format json", cwd=tmp_path
    )
    assert done.returncode == 0
    assert "请还款" in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert json.loads(done.stdout)["command"] == "log list"

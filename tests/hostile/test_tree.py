"""One property of every command: whatever is typed and whatever is in a file, an answer or a sentence."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import socket
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from borrower_help.cli.table import COMMANDS, Place

from .tree import CODES, command_line, commands, is_path

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "200"))
SEED = int(os.environ.get("FUZZ_SEED", "17"))
MOST = 1_000_000
"""Characters of the longest answer there is (all of the knowledge) with room to spare."""

SECONDS = 60
"""Of the processor's time for one command line; the slowest takes a few."""

WATCHED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "urllib.", "webbrowser.")
_seen: list[str] = []
_watching: list[Any] = []


def _watch(event: str, _args: Any) -> None:
    if event.startswith(WATCHED):
        _seen.append(event)


def wrong(result: Any, line: list[str]) -> str:
    """What is wrong with an answer; empty when nothing is."""
    both = result.out + result.err
    if result.code not in CODES:
        return f"exit code {result.code}"
    if re.search(r"Traceback|程序出错|[A-Z][a-z]+Error", both) or (
        "用法：" in both and line and not line[0].startswith("-")
    ):
        return "the machinery shows"
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", both):
        return "a control character"
    if len(both) > MOST:
        return f"{len(both)} characters"
    if result.code in (2, 3) and not re.search(r"[\u4e00-\u9fff]", both):
        return "no Chinese sentence"
    if "--help" not in line and result.out.startswith("{") and "--format" in line:
        json.loads(result.out)
    return ""


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes; the locks of logs have none and may stay."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def half_written(before: dict[str, bytes], after: dict[str, bytes], result: Any) -> list[str]:
    """Temporary files that a command left behind; of a refused one every file that is not as it was."""
    left = [name for name in after if Path(name).name.startswith(".borrower-help-")]
    refused = result.code in (2, 3) and not re.search(
        "已存|已导入|已写入|已记|已改|已划|写不出去", result.out + result.err
    )
    return left + [name for name in {*before, *after} if refused and before.get(name) != after.get(name)]


class _Endless(BaseException):
    """A command goes on and on; whatever it catches, it does not catch this."""


@pytest.fixture(name="bounded")
def no_endless_command() -> Iterator[Callable[[int], None]]:
    """``bounded(seconds)`` ends what goes on using the processor, however loaded the machine is."""
    if not hasattr(signal, "ITIMER_VIRTUAL"):
        yield lambda _seconds: None
        return

    def stop(_number: int, _frame: Any) -> None:
        raise _Endless

    before = signal.signal(signal.SIGVTALRM, stop)
    yield lambda seconds: signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def tried(run: Any, bounded: Callable[[int], None], line: list[str], stdin: str, folder: Path) -> tuple[Any, str]:
    """What one command line answers, and what is wrong with it."""
    if _watch not in _watching:
        sys.addaudithook(_watch)
        _watching.append(_watch)
    before = files_in(folder)
    _seen.clear()
    bounded(SECONDS)
    try:
        result = run(*line, stdin=stdin)
    except _Endless:
        return None, "it does not end"
    finally:
        bounded(0)
    seen = ", ".join(_seen)
    return result, wrong(result, line) or seen or ", ".join(half_written(before, files_in(folder), result))


def test_any_command_line(
    run: Any,
    bounded: Callable[[int], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Any flags with any values and any files: an allowed exit code, a Chinese sentence or an answer, bounded; no
    traceback, nothing half-written, nothing written by a refused command, no socket and no process. ``make fuzz`` runs
    many thousands.
    """
    chance = random.Random(SEED)
    known, codes = commands(), Counter[int]()
    monkeypatch.chdir(tmp_path)
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        line = command_line(chance, known[number % len(known)], folder)
        stdin = chance.choice(("", "lender: 海尔\n", "删除\n", "\x00\xff"))
        result, said = tried(run, bounded, line, stdin, tmp_path)
        assert not said, (SEED, number, said, line, result)
        codes[result.code] += 1
        shutil.rmtree(folder)
    with capsys.disabled():
        if "FUZZ_ROUNDS" in os.environ:
            told = ", ".join(f"{count} ended with {code}" for code, count in sorted(codes.items()))
            sys.stdout.write(f"\n{ROUNDS} command lines of {len(known)} commands, seed {SEED}: {told}.\n")


def _fails(path: Path) -> None:
    raise RuntimeError(path)


def _speaks_english(_path: Path) -> None:
    raise typer.Exit(2)


def _writes_and_refuses(path: Path) -> None:
    path.write_text("a", encoding="utf-8")
    sys.stderr.write("写法不对。\n")
    raise typer.Exit(2)


def _leaves_half_a_file(path: Path) -> None:
    path.with_name(".borrower-help-x").write_text("a", encoding="utf-8")


def _opens_a_socket(_path: Path) -> None:
    socket.socket().close()


def _starts_a_process(_path: Path) -> None:
    os.system("true")


def _has_a_code_of_its_own(_path: Path) -> None:
    raise typer.Exit(7)


def _commands_the_terminal(_path: Path) -> None:
    sys.stdout.write("\x1b[2J\n")


def _never_ends(_path: Path) -> None:
    while True:
        pass


BAD = (
    *(_fails, _speaks_english, _writes_and_refuses, _leaves_half_a_file, _opens_a_socket, _starts_a_process),
    *(_has_a_code_of_its_own, _commands_the_terminal, _never_ends),
)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.__name__.strip("_"))
def test_a_new_command_without_it_fails(
    run: Any,
    bounded: Callable[[int], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    bad: Callable[[Path], None],
) -> None:
    """A command that is added to the tree is tried without being written down, and one without the property fails."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(f"{__name__}.SECONDS", 1)
    name = f"new-{bad.__name__.strip('_')}".replace("_", "-")
    module = types.ModuleType(f"borrower_help.cli.commands.{name}")
    vars(module)["register"] = lambda app: app.command(name)(lambda: bad(tmp_path / "a"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(COMMANDS, name, Place(name, "新命令"))
    assert (name,) in [command.words for command in commands()]
    assert tried(run, bounded, [name], "", tmp_path)[1]


def test_every_command_is_tried() -> None:
    """The tree is walked down to its leaves: all commands the help names are among those that are tried."""
    found = {" ".join(command.words) for command in commands()}
    assert {"", "advise", "cost", "log import", "log purge", "knowledge check", "faq build", "lender find"} <= found
    assert len(found) <= ROUNDS
    assert {parameter.name for command in commands() for parameter in command.parameters if is_path(parameter)} >= {
        *("log", "file", "case_file", "payments", "output", "knowledge_dir", "out", "save_case")
    }

"""Attacks on whoever is asked: commands for the terminal in questions and answers, strange bytes, signals, sockets; and
places that may not be read or written.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and rights of files")
COMMANDS = re.compile(r"\x1b\[2J|\x9b|\u202e")
"""What somebody wrote to clear the screen or to turn the text round."""

WATCHED = """
import os, sys
def watch(event, args):
    if event.startswith("socket."):
        sys.stderr.write("a socket was opened")
        sys.stderr.flush()
        os._exit(99)
sys.addaudithook(watch)
from borrower_help.__main__ import run
run()
"""

SET_APART = "setpriv --bounding-set=-all --inh-caps=-all" if getattr(os, "geteuid", int)() == 0 else ""
"""Root may read everything; without its powers it is like anybody else."""


def may_be_refused() -> bool:
    """Whether a command can be run to which something is forbidden."""
    return os.name == "posix" and (not SET_APART or shutil.which("setpriv") is not None)


FORBIDDEN = pytest.mark.skipif(not may_be_refused(), reason="nothing can be forbidden here")


def test_no_socket_while_asking(sit_at: Any) -> None:
    """The lists of the arrow keys open no socket, not even to themselves."""
    terminal = sit_at(command=[sys.executable, "-c", WATCHED, "advise"])
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.see("第 3 题")
    terminal.press("c")
    assert "a socket was opened" not in terminal.end()
    assert terminal.code == 130


@POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("plain", [False, True], ids=["arrows", "plain"])
def test_the_terminal_is_given_back(sit_at: Any, name: str, *, plain: bool) -> None:
    """Ended from outside at a question, the program leaves a terminal that shows what is typed."""
    terminal = sit_at("advise", *(["--plain"] if plain else []), plain=plain)
    terminal.see("第 1 题")
    terminal.ready()
    os.kill(terminal.child.pid, getattr(signal, name))
    terminal.child.wait()
    assert terminal.child.getecho()
    assert terminal.child.signalstatus == getattr(signal, name)


def test_questions_command_no_terminal(sit_at: Any, damaged: Callable[..., Path]) -> None:
    """A question of a strange knowledge is shown without what a terminal would obey."""
    old = "text: 你或家人现在有危险吗？报警打 110，不想活了打 12356。"
    knowledge = damaged("interview.yaml", old, 'text: "危险吗\\e[2J\\x9b\\u202e？"')
    terminal = sit_at("advise", "--plain", "--knowledge", knowledge, plain=True)
    terminal.see("危险吗")
    terminal.ready()
    terminal.child.sendcontrol("c")
    terminal.end()
    assert not COMMANDS.search(terminal.seen)


@pytest.mark.parametrize("typed", [b"\xb4\xf2", b"\x1b[2J\xe5\x95\x8a", b"\xc2\x9b31m", b"\xff\xfe"])
def test_strange_bytes_lose_no_answer(sit_at: Any, typed: bytes) -> None:
    """What is no UTF-8, or would command the terminal, is asked again; nothing before it is lost."""
    terminal = sit_at("advise", "--plain", plain=True, env={"PYTHONIOENCODING": "utf-8:strict"})
    terminal.answer("第 1 题")
    terminal.see("第 2 题")
    terminal.ready()
    terminal.child.setecho(False)  # what the terminal itself shows of it is not ours
    os.write(terminal.child.child_fd, typed + b"\r")
    terminal.ready()
    before = len(terminal.seen)
    terminal.child.sendcontrol("c")
    terminal.end()
    assert terminal.code == 130
    assert "程序出错" not in terminal.seen
    assert not COMMANDS.search(terminal.seen[before:])


def test_the_name_of_a_log_commands_no_terminal(sit_at: Any, tmp_path: Path) -> None:
    """Before something is deleted, its name is shown as it can be read."""
    log = tmp_path / "a\x1b[2J\u202eb.jsonl"
    log.write_text('{"borrower_help_log":1,"timezone":"Asia/Shanghai"}\n', encoding="utf-8")
    terminal = sit_at("log", "purge", "--log", log, plain=True)
    terminal.see("确认：")
    terminal.child.sendcontrol("c")
    terminal.end()
    assert not COMMANDS.search(terminal.seen)
    assert log.exists()


def test_commands_in_the_knowledge_are_found(run: Any, damaged: Callable[..., Path]) -> None:
    """``knowledge check`` names a text that would command a terminal, in every form it is asked for."""
    knowledge = damaged("interview.yaml", "text: 是谁在用？", 'text: "是谁在用\\e[2J"')
    for form in ("terminal", "text", "markdown", "json"):
        result = run("knowledge", "check", "--knowledge", knowledge, "--format", form)
        assert result.code == 1
        assert "U+001B" in result.out
        assert "\x1b" not in result.out


@FORBIDDEN
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("advise --no-input --case a", 2),
        ("cost --received 1 --payments a", 2),
        ("log import a --log b", 2),
        ("log list --log a", 2),
        ("log list --log closed/a", 2),
        ("log add --log a --channel call --at '2026-11-20 10:00'", 2),
        ("agreement check --file a", 2),
        ("limits --output closed/a.md", 2),
        ("faq build --out closed/a", 2),
        ("limits --knowledge closed", 3),
        ("--install-completion bash", 2),
    ],
)
def test_what_is_forbidden(shell: Any, tmp_path: Path, line: str, code: int) -> None:
    """A place that may not be read or written is named in one Chinese sentence with the code of its cause; nothing is
    written.
    """
    (tmp_path / "a").write_text("lender: 海尔\n", encoding="utf-8")
    for name in ("closed", "home"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name).chmod(0o500 if name == "home" else 0)
    (tmp_path / "a").chmod(0)
    done = shell(f"{SET_APART} $BH {line}", cwd=tmp_path)
    said = done.stderr.decode()
    (tmp_path / "closed").chmod(0o700)
    assert (done.returncode, done.stdout) == (code, b"")
    assert "没有权限" in said
    assert not re.search(r"程序出错|[a-z]+ [a-z]+ [a-z]+ [a-z]+", said)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "closed", "home"]


@FORBIDDEN
def test_a_file_that_may_only_be_written(shell: Any, tmp_path: Path) -> None:
    """With ``--force`` a file is replaced that may be written and not read."""
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    (tmp_path / "a.md").chmod(0o200)
    assert shell(f"{SET_APART} $BH limits --force --output a.md", cwd=tmp_path).returncode == 0

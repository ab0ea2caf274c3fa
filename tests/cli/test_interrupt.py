"""Ctrl-C at chosen moments of a command: while it loads, while it answers, and after it has saved something."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals need POSIX")

ADVISE = ("advise", "--lender", "海尔", "--days-overdue", "3", "--no-input", "--as-of", "2026-11-21")
ADD = ("log", "add", "--log", "a.jsonl", "--at", "2026-11-20 10:00", "--channel", "call")

BEGIN = """
import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
def press():
    os.kill(os.getpid(), signal.SIGINT)
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            press()
sys.meta_path.insert(0, Watch())
{more}
sys.argv[1:] = {words!r}
runpy.run_module("borrower_help", run_name="__main__", alter_sys=True)
"""

Interrupted = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(name="interrupted")
def interrupted_in_a_process(tmp_path: Path) -> Interrupted:
    """Run a command that gets SIGINT when it begins to import ``module``, or where ``more`` calls ``press()``."""

    def interrupted(*words: str, module: str = "", more: str = "") -> subprocess.CompletedProcess[bytes]:
        code = BEGIN.format(module=module, more=more, words=list(words))
        return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60, cwd=tmp_path)

    return interrupted


EARLY = [
    "borrower_help.cli",
    "borrower_help.cli.main",
    "typer",
    "borrower_help.cli.table",
]

NAMED = ["borrower_help.cli.commands.advise", "msgspec", "borrower_help.advice.advise"]
"""What is imported once the command is known."""


@pytest.mark.parametrize("module", EARLY)
def test_while_the_program_loads(interrupted: Interrupted, module: str) -> None:
    """Before the first question there is nothing to say: the command ends without a word and with the code of an
    interruption.
    """
    done = interrupted(*ADVISE, module=module)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("module", NAMED)
def test_while_the_command_loads(interrupted: Interrupted, module: str) -> None:
    """Once the command is named, its end is one true sentence."""
    done = interrupted(*ADVISE, module=module)
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr.decode() == "已停止，没有保存任何东西。\n"


def test_while_it_answers(interrupted: Interrupted) -> None:
    """While the answer is worked out, one sentence says that nothing was saved."""
    more = "import borrower_help.cli.commands.advise as advise\nadvise.advise = lambda *a, **k: press()"
    done = interrupted(*ADVISE, more=more)
    assert done.returncode == 130
    assert done.stderr.decode() == "已停止，没有保存任何东西。\n"


def test_where_no_exception_can_be_raised(interrupted: Interrupted) -> None:
    """Ctrl-C while an object is taken down is not lost and shows no traceback: the command stops all the same."""
    more = (
        "import borrower_help.cli.commands.advise as advise\nGone = type('Gone', (), {'__del__': lambda self: "
        "press()})\nreal = advise.report\nadvise.report = lambda *a, **k: (Gone(), real(*a, **k))[1]"
    )
    done = interrupted(*ADVISE, more=more)
    assert done.returncode == 130
    assert done.stderr.decode() == "已停止，没有保存任何东西。\n"


def test_while_the_report_is_printed_after_saving(interrupted: Interrupted, tmp_path: Path) -> None:
    """When the answers are already in a file, stopping the report names the file; that nothing was saved would be
    untrue.
    """
    more = "import borrower_help.cli.commands.advise as advise\nadvise.report = lambda *a, **k: press()"
    done = interrupted(*ADVISE, "--save-case", "mine.yaml", more=more)
    told = done.stderr.decode()
    assert done.returncode == 130
    assert (tmp_path / "mine.yaml").exists()
    assert "已停止，已存到 mine.yaml。" in told
    assert "没有保存任何东西" not in told


def test_while_a_contact_is_written(interrupted: Interrupted, tmp_path: Path) -> None:
    """When the row may already be on the disk, that is what is said."""
    done = interrupted(*ADD, more="sync = os.fsync\nos.fsync = lambda handle: (sync(handle), press())")
    told = done.stderr.decode()
    assert done.returncode == 130
    assert "可能已存到 a.jsonl，请看一下" in told
    assert "没有保存任何东西" not in told


def test_an_error_after_saving_says_so(interrupted: Interrupted) -> None:
    """An error of the program, too, claims nothing about saving that is not so."""
    more = (
        "import borrower_help.cli.commands.log.write as log\ndef fail(*a, **k):\n    raise RuntimeError\nlog.note "
        "= fail"
    )
    done = interrupted(*ADD, more=more)
    told = done.stderr.decode()
    assert "程序出错了（RuntimeError），已存到 a.jsonl" in told
    assert "没有保存任何东西" not in told


def test_a_full_disk_after_saving_says_so(shell: Any, tmp_path: Path) -> None:
    """Where the answer cannot be shown but the case was saved, the sentence names the file."""
    done = shell("$BH advise --lender 海尔 --days-overdue 3 --no-input --save-case mine.yaml >/dev/full", cwd=tmp_path)
    assert done.returncode == 2
    assert "已存到 mine.yaml" in done.stderr.decode()
    assert "没有保存任何东西" not in done.stderr.decode()


def test_an_interruption_ignored_by_the_parent_stays_ignored(shell: Any) -> None:
    """A command started in the background by a script, where Ctrl-C is meant for others, goes on to its end."""
    done = shell("trap '' INT; $BH limits & wait $!")
    code = (
        "import signal; from borrower_help.__main__ import run; before = signal.getsignal(signal.SIGINT); "
        "print(before == signal.SIG_IGN)"
    )
    assert done.returncode == 0
    assert b"True" in shell(f"trap '' INT; {sys.executable} -c '{code}'").stdout

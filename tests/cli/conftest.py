"""The command line as another process sees it: in a pipe, and on a terminal."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


@pytest.fixture(name="process")
def run_in_a_process() -> Process:
    """Run ``python -m borrower_help`` in a process of its own; ``env`` is added to the fixed environment."""

    def process(
        *argv: object, stdin: bytes = b"", env: dict[str, str] | None = None, timeout: int = 60
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "borrower_help", *map(str, argv)]
        return subprocess.run(
            command, input=stdin, capture_output=True, check=False, timeout=timeout, env={**os.environ, **(env or {})}
        )

    return process


@pytest.fixture(name="shell")
def run_in_a_shell() -> Process:
    """Run a shell line in which ``$BH`` is the command; for pipes and limits."""

    def shell(line: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
        env = {**os.environ, "BH": f"{sys.executable} -m borrower_help"}
        return subprocess.run(["/bin/bash", "-c", line], capture_output=True, check=False, timeout=60, env=env, **more)

    return shell


class Terminal:
    """A person at a terminal: sees what is printed, types answers."""

    def __init__(self, child: Any, *, plain: bool) -> None:
        self.child = child
        self.plain = plain
        self.seen = ""

    def see(self, text: str) -> None:
        """Wait until ``text`` is on the screen; where a narrow screen may break it, between any two characters."""
        self.child.expect(r"\s*".join(re.escape(char) for char in text.replace(" ", "")))
        self.seen += self.child.before + self.child.after

    def answer(self, question: str, typed: str = "") -> None:
        """Wait until ``question`` waits for its answer, type it, and press Enter."""
        self.see(question)
        self.enter(typed)

    def number_of(self, choice: str) -> str:
        """Wait until ``choice`` is listed, and return its number."""
        self.see(choice)
        return str(re.findall(r"^ *(\d+)\. ", self.seen, re.MULTILINE)[-1])

    def enter(self, typed: str = "") -> None:
        """Wait for the prompt, type, and press Enter."""
        self.ready()
        self.child.send(typed + "\r")

    def pick(self, choice: str) -> None:
        """With arrow keys, go down the list to ``choice`` and press Enter."""
        self.ready()
        start = len(self.seen)
        self.see(choice)
        self.child.send("\x1b[B" * (self.seen[start:].count("\n") - 1) + "\r")

    def ready(self) -> None:
        """Wait until the program reads the keyboard."""
        self.child.expect("\n> " if self.plain else "请输入[：，]|上下键")
        self.seen += self.child.before + self.child.after

    def press(self, key: str) -> None:
        """Press Ctrl and ``key`` once the program reads the keyboard."""
        self.ready()
        self.child.sendcontrol(key)

    def end(self) -> str:
        """All that was on the screen, once the program has ended."""
        import pexpect

        if not self.child.closed:
            self.child.expect(pexpect.EOF)
            self.seen += self.child.before
            self.child.close()
        return self.shown

    @property
    def shown(self) -> str:
        """All that was on the screen so far."""
        return ESCAPES.sub("", self.seen)

    @property
    def code(self) -> int | None:
        """The exit code, ``None`` when a signal ended the program."""
        code: int | None = self.child.exitstatus
        return code


def _hear_ctrl_c() -> None:
    """Whoever runs the suite in the background has Ctrl-C ignored, and would hand that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(name="sit_at")
def sit_at_a_terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the command on a terminal of its own: ``sit_at("advise", columns=40, plain=True)``."""
    pexpect = pytest.importorskip("pexpect", reason="pexpect is not installed")
    if not hasattr(pexpect, "spawn"):
        pytest.skip("this system has no pseudo-terminals")
    children = []

    def sit_at(
        *argv: object,
        columns: int = 80,
        plain: bool = False,
        env: dict[str, str] | None = None,
        command: list[str] | None = None,
    ) -> Terminal:
        words = command or [sys.executable, "-m", "borrower_help", *map(str, argv)]
        # Nobody answers the terminal's cursor-position request here, so that prompt_toolkit must not wait for it.
        environment = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", **(env or {})}
        environment.pop("COLUMNS", None)
        child = pexpect.spawn(
            words[0],
            words[1:],
            env=environment,
            dimensions=(24, columns),
            encoding="utf-8",
            timeout=30,
            cwd=str(tmp_path),
            preexec_fn=_hear_ctrl_c,
        )
        child.delaybeforesend = None
        child.delayafterclose = child.ptyproc.delayafterclose = 0
        children.append(child)
        return Terminal(child, plain=plain)

    yield sit_at
    for child in children:
        child.close(force=True)


@pytest.fixture(name="damaged")
def copy_of_the_knowledge(root: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the knowledge in which ``old`` is replaced by ``new`` once in ``file``."""

    def damaged(file: str = "", old: str = "", new: str = "") -> Path:
        copy = tmp_path / "knowledge"
        shutil.copytree(root / "knowledge", copy)
        if file:
            text = (copy / file).read_text(encoding="utf-8")
            assert old in text, f"{old!r} is not in {file}"
            (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return copy

    return damaged

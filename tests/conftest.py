"""What every test shares: a fixed environment, no network, and the command line run in process."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import chinese_calendar
import pytest
import typer.main

from borrower_help import Knowledge, load_knowledge
from borrower_help.cli.main import main
from borrower_help.knowledge import files as knowledge_files

AS_OF = "2026-11-21"
ROOT = Path(__file__).resolve().parents[1]
BAD = ROOT / "tests" / "bad"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes the golden files anew instead of comparing with them."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        default=False,
        help="write the golden files anew instead of comparing with them",
    )


# --- environment -------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def fixed_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same terminal, language and empty home on every machine, whatever the developer's own settings."""
    unset = re.compile(
        r"BORROWER_HELP_.*|CI|NO_COLOR|FORCE_COLOR|CLICOLOR.*|ACCESSIBLE|LINES|PYTHONIOENCODING|PYTHONUTF8|LANGUAGE|LC_.*|TTY_.*"
    )
    for name in list(os.environ):
        if unset.fullmatch(name):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    for name, folder in (
        ("HOME", ""),
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_DATA_HOME", ".local/share"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    for name, value in (("LANG", "C.UTF-8"), ("TZ", "Asia/Shanghai"), ("TERM", "xterm"), ("COLUMNS", "80")):
        monkeypatch.setenv(name, value)


@pytest.fixture(name="published", scope="session", autouse=True)
def holidays_published_up_to_2026() -> Iterator[None]:
    """A newer release of the calendar knows more years; what is expected here is what today's knowledge gives."""
    is_workday = chinese_calendar.is_workday

    def known(day: dt.date) -> bool:
        if day.year > 2026:
            raise NotImplementedError(day.year)
        return bool(is_workday(day))

    with mock.patch.object(chinese_calendar, "is_workday", known):
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever tries to reach the network fails its test, even where the error would be caught."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        pytest.fail("something tried to reach the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


# --- the project --------------------------------------------------------------------------------------


@pytest.fixture(name="root", scope="session")
def project_root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(name="knowledge", scope="session")
def whole_knowledge() -> Knowledge:
    """The knowledge of this project, read once."""
    return load_knowledge(ROOT / "knowledge")


class Result(NamedTuple):
    """What a user gets from one command: the exit code, and the text on each stream."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def _read_once() -> Callable[[Path], Any]:
    """``read_files`` that reads the project's own knowledge only once, and every other folder anew."""
    read, own, kept = knowledge_files.read_files, ROOT / "knowledge", {}

    def read_files(root: Path) -> tuple[dict[str, Any], list[Any]]:
        if root != own:
            return read(root)
        if own not in kept:
            kept[own] = read(own)
        files, problems = kept[own]
        return dict(files), list(problems)

    return read_files


@pytest.fixture(name="run", scope="session")
def run_in_process() -> Iterator[Run]:
    """Run a command line in this process: ``run("advise", "--lender", "海尔", stdin="")`` returns (code, out, err).

    The streams are neither terminals nor strict, as in a pipe. For speed the project's knowledge is decoded
    and the parser of the command line built once for the whole session; ``--knowledge`` and the environment
    variable read as always.
    """

    def run(*argv: object, stdin: str | bytes = "") -> Result:
        out, err = io.BytesIO(), io.BytesIO()
        typed = stdin.encode() if isinstance(stdin, str) else stdin
        streams = {
            "stdin": io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"),
            "stdout": io.TextIOWrapper(out, encoding="utf-8", errors="replace", write_through=True),
            "stderr": io.TextIOWrapper(err, encoding="utf-8", errors="replace", write_through=True),
        }
        with contextlib.ExitStack() as stack:
            for name, stream in streams.items():
                stack.enter_context(mock.patch.object(sys, name, stream))
            code = main([str(word) for word in argv])
            for name in ("stdout", "stderr"):
                streams[name].flush()
        return Result(code, out.getvalue().decode(), err.getvalue().decode())

    parser_once = functools.cache(typer.main.get_command)
    with (
        mock.patch.object(knowledge_files, "read_files", _read_once()),
        mock.patch.object(typer.main, "get_command", parser_once),
    ):
        yield run


Edit = Callable[[str, str, str], None]


@pytest.fixture(name="bad", scope="session")
def folder_of_broken_knowledge() -> Path:
    """tests/bad: a valid knowledge in base/, and one folder of broken files per mistake."""
    return BAD


@pytest.fixture(name="today", scope="session")
def day_of_the_check() -> dt.date:
    """The day on which tests/bad is judged."""
    return dt.date(2026, 11, 21)


@pytest.fixture(name="base")
def copy_of_valid_knowledge(tmp_path: Path) -> Path:
    """A copy of the small valid knowledge."""
    return Path(shutil.copytree(BAD / "base", tmp_path / "knowledge"))


@pytest.fixture(name="edit")
def edit_one_place(base: Path) -> Edit:
    """``edit(file, old, new)`` changes the one place of ``base`` that reads ``old``."""

    def edit(file: str, old: str, new: str) -> None:
        text = (base / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
        (base / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit

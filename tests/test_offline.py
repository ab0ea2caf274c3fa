"""Nothing is sent anywhere: no network code of ours, and no command that would need it."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

import borrower_help
from borrower_help.cli.main import app

NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "telnetlib",
    "xmlrpc",
    "webbrowser",
}
PACKAGE = Path(borrower_help.__file__).parent
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages([str(PACKAGE)], "borrower_help.")
    if not module.name.endswith("__main__")
)
COMMANDS = {
    "advise": [
        "advise",
        "--lender",
        "海尔",
        "--days-overdue",
        "3",
        "--paper",
        "summons=2026-11-10",
        "--happened",
        "insult",
        "--no-input",
        "--full",
    ],
    "advise as JSON": ["advise", "--lender", "极融", "--days-overdue", "45", "--no-input", "--format", "json"],
    "advise with danger": ["advise", "--safety", "at_door", "--no-input"],
    "lender list": ["lender", "list"],
    "lender show": ["lender", "show", "晋商"],
    "lender find": ["lender", "find", "够花"],
    "source list": ["source", "list"],
    "source show": ["source", "show", "civil-code:676"],
    "knowledge check": ["knowledge", "check"],
    "knowledge schema": ["knowledge", "schema"],
    "knowledge stats": ["knowledge", "stats"],
    "faq build": ["faq", "build", "--out", "pages", "--lender", "海尔"],
    "limits": ["limits"],
    "ask": ["ask", "半夜打电话催我可以吗"],
    "check": ["check", "call_after_22"],
    "check in words": ["check", "半夜打电话", "--no-input"],
    "rights list": ["rights", "list"],
    "cost": ["cost", "--received", "10000", "--payment", "12x905.33"],
    "plan": ["plan", "--income", "6000", "--essentials", "4500", "--debt", "海尔:30000"],
    "offer check": ["offer", "check", "欠18000，一次还12000结清", "--no-input"],
    "agreement check": ["agreement", "check", "甲方某公司，乙方分3期偿还，自愿放弃诉讼时效抗辩。"],
    "rehearse": ["rehearse", "--no-input"],
    "letter list": ["letter", "list", "--lender", "海尔"],
    "complain": ["complain", "--lender", "海尔"],
    "deadline list": ["deadline", "list"],
    "log list": ["log", "list"],
    "log check": ["log", "check"],
    "help": ["--help"],
    "version": ["--version"],
    "mistake": ["advise", "--lender", "海尔", "--due", "never", "--no-input"],
}

# Any use of a socket ends this process at once: an audit hook sees what C code does as well, and cannot be caught.
WATCHED = """
import os, sys
def watch(event, args):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")):
        sys.stderr.write(f"network: {event}\\n")
        sys.stderr.flush()
        os._exit(99)
sys.addaudithook(watch)
"""


def python(code: str, *argv: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run Python code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *argv],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=cwd,
        env=dict(os.environ),
    )


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("192.0.2.1", 80)),
        lambda: socket.getaddrinfo("example.invalid", 80),
        lambda: socket.socket().connect(("192.0.2.1", 80)),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 80)),
    ],
    ids=["create_connection", "getaddrinfo", "connect", "sendto"],
)
def test_the_guard_of_these_tests_works(reach: Any, recwarn: pytest.WarningsRecorder) -> None:
    """Whatever tries to reach the network in this test suite fails its test, even if it catches every exception."""
    with pytest.raises(pytest.fail.Exception, match="network"), contextlib.suppress(Exception):
        reach()


def test_the_watch_of_processes_works(tmp_path: Path) -> None:
    """The process in which the commands run below ends when anything opens a connection."""
    done = python(WATCHED + "import socket\nsocket.create_connection(('192.0.2.1', 80), 1)", cwd=tmp_path)
    assert done.returncode == 99
    assert b"network: socket." in done.stderr


def test_every_command_works_without_a_network(tmp_path: Path) -> None:
    """No command opens a socket, looks up a name or opens a browser, in a process that would end if it did."""
    code = WATCHED + (
        "import json\nfrom borrower_help.cli.main import main\nprint(json.dumps([main([*words]) for words in "
        "json.loads(sys.argv[1])]), file=sys.stderr)"
    )
    done = python(code, json.dumps(list(COMMANDS.values())), cwd=tmp_path)
    codes = dict(zip(COMMANDS, json.loads(done.stderr.decode().splitlines()[-1]), strict=True))
    assert {
        name: code
        for name, code in codes.items()
        if code not in {"mistake": (2,), "knowledge check": (0, 1)}.get(name, (0,))
    } == {}
    assert b"network:" not in done.stderr


def test_no_command_is_forgotten() -> None:
    """The list of commands that are run here has one for every command and group of the program."""
    assert set(typer.main.get_command(app).commands) - {words[0] for words in COMMANDS.values()} == set()


def test_the_modules_are_found() -> None:
    """The two tests below look at every module, also those of commands and renderers."""
    assert {
        "borrower_help.cli.commands.advise",
        "borrower_help.upkeep.check",
        "borrower_help.interview.prompts",
        "borrower_help.render.formats.json",
    } <= set(MODULES)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_imports_the_network(path: Path) -> None:
    """No module of ours imports anything that speaks to the network, not even inside a function."""
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            imported |= {
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            }
    assert {name for name in imported if name in NETWORK or name.split(".")[0] in NETWORK} == set()


def test_importing_everything_brings_no_network_of_ours(tmp_path: Path) -> None:
    """After importing every module of ours, the network modules loaded are those that the dependencies had loaded
    already.
    """
    code = """
import importlib, json, sys
ours, network = json.loads(sys.argv[1])
importers = {}
class Finder:
    def find_spec(self, name, path=None, target=None):
        frame = sys._getframe(1)
        while frame and frame.f_globals.get("__name__", "").startswith(("importlib", "_frozen_importlib")):
            frame = frame.f_back
        importers.setdefault(name, frame.f_globals.get("__name__") if frame else None)
sys.meta_path.insert(0, Finder())
for name in ours:
    importlib.import_module(name)
loaded = [name for name in sys.modules if name in network or name.split(".")[0] in network]
print(json.dumps({name: importers.get(name) for name in loaded}))
"""
    done = python(code, json.dumps([MODULES, sorted(NETWORK)]), cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    importers = json.loads(done.stdout)
    assert {
        name: importer
        for name, importer in importers.items()
        if (importer or "").startswith(("borrower_help", "__main__"))
    } == {}


def test_nothing_is_written_by_reading(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No command leaves a file in the folder or in the home of the user unless it is asked to write one."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name, words in COMMANDS.items():
        if name not in ("faq build", "knowledge check"):
            run(*words)
    assert list(tmp_path.rglob("*")) == [work]

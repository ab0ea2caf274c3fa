"""Commands that are imported when they are named."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

CODE = """
import json, sys
from borrower_help.cli.main import main
code = main(sys.argv[1:])
slow = ("yaml", "msgspec", "borrower_help.knowledge.library")
heavy = [name for name in sys.modules if name.startswith("borrower_help.cli.commands.") or name in slow]
print(json.dumps([code, heavy]))
"""


def imported(*words: str) -> tuple[int, list[str]]:
    """The exit code of a command line, and which commands and slow libraries it imported."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, *words], capture_output=True, text=True, check=True, encoding="utf-8", timeout=60
    )
    code, heavy = json.loads(done.stdout.splitlines()[-1])
    return code, heavy


@pytest.mark.parametrize(("words", "code"), [(["--version"], 0), (["--help"], 0), (["--zzz"], 2)])
def test_nothing_is_imported_before_a_command_is_named(words: list[str], code: int) -> None:
    """The version, the help and a command that is not there import no command, no YAML and no knowledge."""
    assert imported(*words) == (code, [])


def test_an_unknown_command_in_json_imports_no_command() -> None:
    """An error in JSON needs the names of the commands, and none of their modules."""
    code, heavy = imported("zzz", "--format", "json")
    assert code == 2
    assert [name for name in heavy if name.startswith("borrower_help.cli.commands.")] == []


def test_one_command_imports_no_other() -> None:
    """A command that is named is imported alone."""
    _, heavy = imported("limits")
    assert [name for name in heavy if name.startswith("borrower_help.cli.commands.")] == [
        "borrower_help.cli.commands.limits"
    ]

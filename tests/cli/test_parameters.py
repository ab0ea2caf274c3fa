"""What is read as it is typed is what Typer itself would have made of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer._coercion import TypeDescriptor, build_runtime_param
from typer.core import TyperOption
from typer.models import OptionInfo

from borrower_help.cli.parameters import AsTyped

WORDS = ("", "-", "海尔", "2026-11-21", "no such file", "半夜打电话\udce4", "a\nb", " x ", "~/x", "/", "a" * 5000)


def outcome(way: Any, value: Any, option: TyperOption) -> object:
    """What comes of it: a value with its type, or the error with its words."""
    try:
        made = way._coerce_value(value, option, None)
    except Exception as error:  # noqa: BLE001 - whatever it is, both ways must raise it
        return type(error).__name__, str(error)
    return type(made), made


@pytest.mark.parametrize("asked", [{}, {"readable": False}, {"exists": True}, {"dir_okay": False}, {"writable": True}])
@pytest.mark.parametrize("wanted", [str, Path, list[str], list[Path], bool, int])
def test_what_is_typed_becomes_what_typer_makes_of_it(tmp_path: Path, wanted: Any, asked: dict[str, bool]) -> None:
    """Text and paths, alone and in lists, whatever is asked of them: the same value or the same error."""
    closed = tmp_path / "closed"
    closed.touch(mode=0)
    info = OptionInfo(**asked)
    descriptor = TypeDescriptor(wanted, info, None)
    option = TyperOption(param_decls=["--x"], type_descriptor=descriptor)
    ours, theirs = AsTyped(info, wanted, descriptor), build_runtime_param(descriptor)
    for word in (*WORDS, str(tmp_path), str(closed)):
        for value in (word, [word, word], (word,), [], None, True):
            assert outcome(ours, value, option) == outcome(theirs, value, option), (wanted, value)


def test_a_command_that_is_given_words_and_paths_loads_no_validator() -> None:
    """Whoever waits for a list of lenders does not wait for pydantic."""
    code = (
        "import sys; from borrower_help.cli.main import main; "
        "main(['lender', 'list', '海尔', '--as-of', '2026-11-21']); sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0

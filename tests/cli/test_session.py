"""What every command shares: five options, and formats that are rows of one table."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from borrower_help.cli.main import app
from borrower_help.cli.session import SHARED
from borrower_help.render.answer import Answer, Stamp
from borrower_help.render.formats.registry import FORMATS, Format

DAY = ("--as-of", "2026-11-21")

OWN_FORMATS = {"faq build", "log export"}
"""Commands that write files of their own kind, with formats of their own."""

CALLS: dict[str, tuple[str, ...]] = {
    "advise": ("advise", "--lender", "海尔", "--days-overdue", "3", "--no-input", *DAY),
    "check": ("check", "insult", *DAY),
    "rights list": ("rights", "list", *DAY),
    "rights show": ("rights", "show", "statement", *DAY),
    "cost": ("cost", "--received", "10000", "--payment", "12x905.33", *DAY),
    "plan": ("plan", "--income", "6000", "--essentials", "4000", "--debt", "海尔:8000", *DAY),
    "lender list": ("lender", "list", *DAY),
    "lender show": ("lender", "show", "海尔", *DAY),
    "lender find": ("lender", "find", "海尔", *DAY),
    "source list": ("source", "list", *DAY),
    "source show": ("source", "show", "civil-code", *DAY),
    "knowledge stats": ("knowledge", "stats", *DAY),
    "limits": ("limits", *DAY),
}


def write(answer: Answer, stamp: Stamp) -> bytes:
    """A made-up format: the command and how many lines there are, as bytes."""
    return f"<{stamp.command}|{stamp.day}|{len(answer.lines)}>".encode()


@pytest.fixture(name="made_up")
def made_up_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new format: one row of the table."""
    monkeypatch.setitem(FORMATS, "made-up", Format("made-up", (".madeup",), write))


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("name", CALLS)
def test_a_new_format_is_one_row_and_appears_in_every_command(run: Any, name: str, tmp_path: Any) -> None:
    """Ten lines added to the table write the answer of every command, by name and by the ending of the file."""
    assert run(*CALLS[name], "--format", "made-up").out.startswith(f"<{name}|2026-11-21|")
    path = tmp_path / "answer.madeup"
    assert run(*CALLS[name], "-o", path).code == 0
    assert path.read_bytes().startswith(f"<{name}|".encode())


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command of the program by its full name."""
    for name in group.list_commands(None):
        command = group.commands[name]
        if hasattr(command, "list_commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def test_every_answering_command_has_the_shared_options() -> None:
    """No command copies or forgets one of the five: whoever has --format has the other four."""
    flags = {"--as-of", "--format", "--output", "--plain", "--knowledge"}
    for name, command in commands(typer.main.get_command(app)):
        own = {flag for parameter in command.params for flag in parameter.opts}
        if "--format" in own and name not in OWN_FORMATS:
            assert flags <= own, name
    assert len(SHARED) == len(flags)


def test_every_missing_answer_is_a_problem_of_its_own(run: Any) -> None:
    """A program learns of each missing answer which field and which flag it is, not only a sentence."""
    result = run("plan", "--format", "json", *DAY)
    problems = json.loads(result.out)["problems"]
    assert [(each["field"], each["flag"]) for each in problems] == [
        ("income", "--income"),
        ("essentials", "--essentials"),
        ("debts", "--debt"),
    ]
    assert all(each["message"] for each in problems)


def test_a_wrong_option_is_named_in_the_problems(run: Any) -> None:
    """A flag that cannot be read is told by field and flag."""
    result = run("advise", "--lender", "海尔", "--due", "2026-02-30", "--format", "json", "--no-input", *DAY)
    (problem,) = json.loads(result.out)["problems"]
    assert (problem["field"], problem["flag"]) == ("due", "--due")


def test_the_decorator_keeps_the_name_and_the_words_of_a_command() -> None:
    """What the library shows as help is the function's own."""
    from borrower_help.cli.commands.limits import _limits

    assert _limits.__name__ == "_limits"
    assert "session" not in inspect.signature(_limits).parameters

"""Exit codes, and the sentence for every failure."""

from __future__ import annotations

import difflib
import re
import sys
from typing import Any

import typer

from borrower_help.cli.hearing import wants_json
from borrower_help.cli.saved import in_one_line
from borrower_help.cli.streams import discard, emit, note
from borrower_help.cli.table import COMMANDS
from borrower_help.cli.whole_files import ReaderGone
from borrower_help.errors import MOST, BorrowerHelpError, FileError, MissingAnswers, quoted
from borrower_help.values.patterns import pattern

OK, PROBLEMS, USAGE, NO_KNOWLEDGE, INTERRUPTED = 0, 1, 2, 3, 130


def fail(argv: list[str], message: str, code: int, error: BorrowerHelpError | None = None) -> int:
    """Print an error where it belongs: a sentence on stderr, or the envelope where JSON was asked for. Never raises."""
    if not wants_json(argv):
        note(message)
        return code
    from borrower_help.render.formats.json import error_envelope, to_json
    from borrower_help.values.safe_text import printable

    message = in_one_line(message)
    problems = error.problems[:MOST] if isinstance(error, FileError) else []
    missing = error.missing if isinstance(error, MissingAnswers) else []
    try:
        emit(to_json(error_envelope(command(argv), printable(message), problems, missing)), None, for_programs=True)
    except ReaderGone:
        discard(sys.stdout)
    except OSError:
        discard(sys.stdout)
        note(message)
    return code


def command(argv: list[str]) -> str:
    return next((word for word in argv if word in COMMANDS), "")


def in_chinese(error: typer.TyperException) -> str:
    """Typer's own usage errors in Chinese; they have no codes, so they are told apart by class and text."""
    option = getattr(error, "option_name", "")
    name = type(error).__name__
    if name == "NoSuchOption":
        near = "、".join(getattr(error, "possibilities", None) or [])
        return f"没有「{option}」这个选项。" + (f"是不是想写 {near}？" if near else "用 --help 看全部选项。")
    if name == "MissingParameter":
        parameter = getattr(error, "param", None)
        wanted = parameter.get_error_hint().strip("'") if parameter is not None else ""
        return f"缺少 {wanted}。用 --help 看写法。"
    text = error.format_message()
    if "No such command" in text:
        found = re.match(r"No such command (['\"])(.*?)\1\.", text, re.DOTALL)
        return _no_such_command(found.group(2) if found else "", error)
    if "does not take a value" in text:
        return f"选项 {option} 后面不能跟值。用 --help 看写法。"
    if name == "BadOptionUsage":
        return f"选项 {option} 后面要跟一个值。用 --help 看写法。"
    if "unexpected extra argument" in text:
        extra = text.rpartition("(")[2].rstrip(").")
        return f"多了不认识的内容：{extra}。名字里有空格时请加引号。"
    if "Missing command" in text:
        return "还要写是哪一个，可以写：\n" + "\n".join(_subcommands(error))
    if found := _UNUSABLE.search(text):
        why = _WHY.get(found.group(2).lower(), "不是普通文件")
        return f"{quoted(found.group(1))} 不能用（{why}）。请检查路径和权限。"
    said = f"（{option}）" if option else ""
    return f"命令写法有误{said}：{text if _CHINESE.search(text) else '有的选项或值认不出来。用 --help 看写法。'}"


def _no_such_command(typed: str, error: typer.TyperException) -> str:
    """The command that was probably meant, else where all of them stand."""
    known = [line.split()[1] for line in _subcommands(error, indent=False)] or list(COMMANDS)
    near = difflib.get_close_matches(typed, known, 1)
    then = f"是不是 {near[0]}？" if near else "用 borrower-help --help 看全部命令。"
    return f"没有「{quoted(typed)}」这个命令。{then}"


def _subcommands(error: typer.TyperException, *, indent: bool = True) -> list[str]:
    """The commands of the group that was named, a line each with what it is for."""
    context = getattr(error, "ctx", None)
    group: Any = getattr(context, "command", None)
    if context is None or not hasattr(group, "list_commands") or context.parent is None:
        return []
    names = group.list_commands(context)
    commands = ((name, group.get_command(context, name)) for name in names)
    path = f"{context.command_path.rpartition(' ')[2]} "
    return [
        f"{'  ' * indent}{path}{name}" + (f"  {command.get_short_help_str(60)}" if indent else "")
        for name, command in commands
        if command is not None
    ]


_UNUSABLE = pattern(
    r"(?:path|file|directory) '(.*)' (is not readable|is not writable|does not exist|is a )", re.IGNORECASE
)
_WHY = {"is not readable": "没有权限读", "is not writable": "没有权限写", "does not exist": "没有这个文件"}
_CHINESE = pattern("[\u4e00-\u9fff]")

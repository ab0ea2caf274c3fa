"""The person at the terminal: whether there is one, how wide and how plain it is, and what is typed there."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from borrower_help.render.formats.terminal import TEXT_WIDTH
from borrower_help.render.wrap import wrap
from borrower_help.values.safe_text import printable

if TYPE_CHECKING:
    from borrower_help.interview.prompts import PlainPrompter


MAX_WIDTH = 100


def prompter(*, plain: bool, listen: Callable[[str], None] | None = None) -> PlainPrompter:
    """Who asks: arrow keys where the terminal can show them, else numbered lines.

    ``listen`` gets what is typed on a list of the arrow keys, where nothing is to be typed.
    """
    from borrower_help.interview.prompts import ArrowPrompter, PlainPrompter

    if is_plain(plain):
        return PlainPrompter(read_line, show_on_terminal)
    return ArrowPrompter(read_line, show_on_terminal, listen)


def is_plain(plain: bool) -> bool:
    """Whether to avoid colour and everything that moves: asked for, or the terminal cannot."""
    env = os.environ
    return bool(
        plain
        or env.get("BORROWER_HELP_PLAIN")
        or env.get("ACCESSIBLE")
        or env.get("NO_COLOR")
        or env.get("TERM") == "dumb"
        or not sys.stdout.isatty()
    )


def can_ask(*, no_input: bool) -> bool:
    """Whether a person sits at a terminal and may be asked."""
    return bool(
        not no_input
        and not os.environ.get("CI")
        and sys.stdin.isatty()
        and (sys.stdout.isatty() or sys.stderr.isatty())
    )


def screen_width() -> int:
    """Columns of the terminal, at most 100; 80 where there is none and COLUMNS is not set."""
    return min(shutil.get_terminal_size((TEXT_WIDTH, 24)).columns, MAX_WIDTH)


@contextlib.contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[], None]]:
    """``step()`` moves a bar on by one; where nobody watches, or nothing may move, there is none."""
    if is_plain(plain=False) or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def clear_screen() -> None:
    """Take everything off the terminal, also what has scrolled away; where it cannot be taken off, move it far up."""
    clear = "\n" * 100 if os.environ.get("TERM") == "dumb" else "\x1b[H\x1b[2J\x1b[3J"
    stream = sys.stdout if sys.stdout.isatty() else sys.stderr
    stream.write(clear)
    stream.flush()


def read_line() -> str:
    """A line typed at the terminal, or the lines pasted at once. Raises ``EOFError`` when there is none."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    while line.strip() and _more_is_there() and (more := sys.stdin.readline()):
        line += more
    return line


_AT_ONCE = 0.03
"""Seconds within which the lines of one paste follow each other; nobody types so fast."""


def _more_is_there() -> bool:
    """Whether another line stands ready on the terminal."""
    if not sys.stdin.isatty() or sys.platform == "win32":
        return False
    try:
        return bool(select.select([sys.stdin], [], [], _AT_ONCE)[0])
    except (OSError, ValueError):
        return False


def show_on_terminal(text: str) -> None:
    """A remark on the terminal, wrapped; each line that begins further right goes on further right still."""
    lines: list[str] = []
    for line in printable(text).split("\n"):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        lines += wrap(line.lstrip(" "), screen_width(), indent, indent + "   " * bool(indent))
    sys.stderr.write("\n".join(lines) + "\n")
    sys.stderr.flush()

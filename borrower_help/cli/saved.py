"""What a command remembers until it ends: the files it saved, and typed names that would break a line."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from borrower_help.values.safe_text import one_line

_saved: dict[str, str] = {}


_broken: list[str] = []


def begin(argv: Sequence[str]) -> None:
    """Begin a command: nothing is saved yet, and names with line breaks in them are remembered."""
    _saved.clear()
    words = [part for word in argv for part in (word, word.partition("=")[2]) if not part.isprintable()]
    _broken[:] = sorted({name for word in words for name in (word, str(Path(word)))}, key=len, reverse=True)


def in_one_line(text: str) -> str:
    """A message of ours in which a file name that was typed does not look like another line of it."""
    for name in _broken:
        text = text.replace(name, one_line(name))
    return text


@contextlib.contextmanager
def saving(path: Path, done: str = "存到") -> Iterator[None]:
    """Remember that a file is being changed, and then that it is, for whoever stops the command."""
    _saved[str(path)] = f"可能已{done} {path}，请看一下"
    yield
    _saved[str(path)] = f"已{done} {path}"


def what_was_saved() -> str:
    """What a command that ends early has kept: half a sentence."""
    return "，".join(_saved.values()) or "没有保存任何东西"

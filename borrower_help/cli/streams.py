"""Where answers and remarks go: answers to stdout or a file, everything else to stderr."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from borrower_help.errors import UsageError
from borrower_help.render.formats.terminal import text_lines
from borrower_help.render.wrap import wrap
from borrower_help.values.safe_text import printable

if TYPE_CHECKING:
    from borrower_help.render.lines import Line
from borrower_help.cli.saved import in_one_line
from borrower_help.cli.terminal import is_plain, screen_width
from borrower_help.cli.whole_files import ReaderGone, write_whole


def prepare_streams() -> None:
    """Streams that never fail over a character, and stand-ins where the caller has closed one.

    Nobody can be asked on a closed stdin, and a remark on a closed stderr is lost; a closed stdout refuses what is
    written, because an answer that nobody gets is no success.
    """
    for number, name, mode in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            _stand_in(number, name, mode)
    for stream in (sys.stdout, sys.stderr, *([sys.stdin] if sys.stdin.isatty() else [])):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _stand_in(number: int, name: str, mode: int) -> None:
    """A stream on the null device, under the number that the next file opened would otherwise get."""
    null = os.open(os.devnull, mode)
    if null != number:
        os.dup2(null, number)
        os.close(null)
    setattr(sys, name, open(number, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - lives as long as the process


def discard(stream: TextIO) -> None:
    """Let a stream that cannot be written end in nothing, so that the interpreter does not fail again while it flushes
    it.
    """
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def print_lines(lines: list[Line], *, plain: bool, explain: bool = False) -> None:
    """Lines on stdout, in colour only on a terminal that shows it."""
    styled = list(text_lines(lines, screen_width(), explain=explain))
    if is_plain(plain):
        emit("\n".join(text for text, _ in styled) + "\n", None)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
    with _reader_may_leave():
        for text, style in styled:
            console.print(Text(text, style=style))


def emit(text: str | bytes, output: Path | None, *, for_programs: bool = False, mode: int | None = None) -> None:
    """Text to a file, whole or not at all, or to stdout. Raises ``UsageError`` when it cannot be written.

    What programs read is UTF-8 whatever the console speaks; a person's terminal is left as it is.
    ``mode`` are the rights of the file, those of the old one or the usual ones where it is not told.
    """
    if output is None or str(output) == "-":
        if for_programs and not sys.stdout.isatty() and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        with _reader_may_leave():
            if isinstance(text, bytes):
                _emit_bytes(text)
            else:
                sys.stdout.write(text)
            sys.stdout.flush()
        return
    write_whole(output, text, mode)
    note(f"已写入 {output}")


def _emit_bytes(data: bytes) -> None:
    """A file that is no text, to stdout; never into the face of a person. Raises ``UsageError``."""
    if sys.stdout.isatty():
        raise UsageError("这种格式不是给屏幕看的。请加 -o 文件名，写进文件。")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    """Turn a closed pipe into ``ReaderGone``, which Typer does not take for a failure."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error


def note(text: str) -> None:
    """A remark for the person, on stderr; control characters that were typed or read do not reach the screen.

    Where nobody can be told nothing happens: what succeeded stays a success.
    """
    line = printable(in_one_line(text))
    try:
        sys.stderr.write((_wrapped(line) if sys.stderr.isatty() else line) + "\n")
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)


def _wrapped(text: str) -> str:
    """The text in the width of the terminal; what continues an indented line is indented further."""
    lines: list[str] = []
    for line in text.split("\n"):
        body = line.lstrip(" ")
        lead = line[: len(line) - len(body)]
        lines += wrap(body, screen_width(), lead, lead + "  " * bool(lead))
    return "\n".join(lines)

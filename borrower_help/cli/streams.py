"""Streams and files: answers go to stdout or a file, everything else to stderr."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import select
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from borrower_help.cli.targets import check_target, is_stream, own_handle, running_paths, target_of, unwritable
from borrower_help.errors import UsageError
from borrower_help.render.formats.terminal import TEXT_WIDTH, text_lines
from borrower_help.render.wrap import wrap
from borrower_help.values.shown import one_line, printable

if TYPE_CHECKING:
    from borrower_help.interview.prompts import PlainPrompter
    from borrower_help.render.lines import Line

MAX_WIDTH = 100


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


class ReaderGone(Exception):
    """Whoever read stdout has closed it; there is nobody to tell anything."""


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    """Turn a closed pipe into ``ReaderGone``, which Typer does not take for a failure."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error


PRIVATE = 0o600


def write_whole(
    path: Path, text: str | bytes, mode: int | None = None, *, renews: Callable[[Path], bool] | None = None
) -> None:
    """Write a file so that it is either the old one or the new one, never a part; a device or pipe is written into.
    Raises ``UsageError``.

    What is written of a person's own files is closed to others unless ``mode`` says otherwise. ``renews``
    tells of a file that is there whether it may be replaced without ``--force``.
    """
    check_target(path, renews=renews)
    data = text if isinstance(text, bytes) else text.encode(errors="replace")
    try:
        if is_stream(path):
            _write_into(path, data)
        else:
            with saving(path):
                _replace(target_of(path), data, PRIVATE if mode is None and running_paths().private else mode)
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        raise unwritable(path, error) from error


def _write_into(path: Path, data: bytes) -> None:
    sys.stdout.flush()
    handle = own_handle(path)
    with path.open("ab", buffering=0) if handle is None else os.fdopen(os.dup(handle), "wb", buffering=0) as stream:
        view = memoryview(data)
        while view:
            view = view[stream.write(view) :]


def _replace(path: Path, data: bytes, mode: int | None) -> None:
    """Put a new file in the place of the old one once all of it is on the disk; nothing half written stays behind."""
    from borrower_help.journal.locking import sync_folder

    temporary = path.parent / f".borrower-help-{secrets.token_hex(8)}"  # the name itself may leave no room for more
    if mode is None:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    with _ending_later():
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(handle)
            temporary.chmod(mode)
            temporary.replace(path)
            sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _ending_later() -> Iterator[None]:
    """A closed terminal or a request to end waits until the block is over, so that no temporary file with answers
    stays.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda number, _frame: heard.append(number)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        for number in heard:
            signal.raise_signal(number)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def note(text: str) -> None:
    """A remark for the person, on stderr; control characters that were typed or read do not reach the screen.

    Where nobody can be told nothing happens: what succeeded stays a success.
    """
    shown = printable(in_one_line(text))
    try:
        sys.stderr.write((_wrapped(shown) if sys.stderr.isatty() else shown) + "\n")
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
    from borrower_help.render.wrap import wrap

    text = printable(text)
    indent = " " * (len(text) - len(text.lstrip(" ")))
    sys.stderr.write("\n".join(wrap(text.lstrip(" "), screen_width(), indent, indent + "   " * bool(indent))) + "\n")
    sys.stderr.flush()

"""Files that are written whole or not at all, also when the terminal is closed meanwhile."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from borrower_help.cli.saved import saving
from borrower_help.cli.write_guard import check_target, is_stream, own_handle, running_paths, target_of, unwritable


class ReaderGone(Exception):
    """Whoever read stdout has closed it; there is nobody to tell anything."""


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

    temporary = path.parent / f".borrower-help-{os.urandom(8).hex()}"  # the name itself may leave no room for more
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

"""One writer of a log at a time, by whatever name the log is called; and what reaches the disk."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from borrower_help.errors import UsageError, trouble

if sys.platform != "win32":
    import fcntl

PRIVATE = 0o600
WAIT = 30.0
"""Seconds to wait for another writer."""

_NO_FILES = ("/proc", "/sys", "/dev")
"""Folders of the system in which nothing is kept, though some of their entries look like files."""


def check_place(path: Path) -> None:
    """Refuse at once what cannot be a log: a folder, a device, a file of the system itself. Raises ``UsageError``."""
    if str(path) == "-":
        raise UsageError("联系记录要存在一个文件里，「-」不是文件名。例如：--log 记录.jsonl")
    try:
        there = path.resolve()
        odd = (
            path.is_dir()
            or (path.exists() and not path.is_file())
            or any(there.is_relative_to(folder) for folder in _NO_FILES)
        )
    except (OSError, RuntimeError, ValueError) as error:  # a chain of links, a name the system does not take
        raise UsageError(f"{path} 不能用来存联系记录。请换一个文件：--log FILE。") from error
    if odd and not there.is_relative_to("/dev/shm"):  # noqa: S108 - a folder like any other
        raise UsageError(f"{path} 不是普通文件，不能用来存联系记录。请换一个文件：--log FILE。")


def sync_folder(folder: Path) -> None:
    """Flush a folder to the disk, so that a name just given survives a power cut; where the system cannot, nothing is
    lost by trying.
    """
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


MAX_NAME = 255
"""Bytes of a file name on nearly every system."""


def lock_path(path: Path) -> Path:
    """The lock beside a log, under a name that fits."""
    name = path.name + ".lock"
    if len(os.fsencode(name)) > MAX_NAME:  # Chinese takes three bytes a character
        name = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:32] + ".lock"
    return path.with_name(name)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """One writer at a time, by whatever name; a log that was made and got no row does not stay.

    The folder is made private where it does not exist yet.
    """
    import filelock

    check_place(path)
    real = path.resolve()
    lock = lock_path(real)
    try:
        real.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(real.parent, os.W_OK):
            raise UsageError(f"写不了联系记录 {path}（没有权限写这个文件夹）。请换一个位置：--log FILE。")
        try:
            with filelock.FileLock(lock, timeout=WAIT, mode=PRIVATE), _new_one_gone(real), _held(real):
                yield
        finally:
            if not real.exists():
                lock.unlink(missing_ok=True)
    except filelock.Timeout as error:
        raise _busy(path) from error
    except OSError as error:
        raise UsageError(f"写不了联系记录 {path}（{trouble(error)}）。请换一个位置：--log FILE。") from error


def _busy(path: Path) -> UsageError:
    return UsageError(f"另一个程序正在写 {path}，等了 30 秒还没有写完。请稍后再试。")


@contextlib.contextmanager
def _new_one_gone(path: Path) -> Iterator[None]:
    """A log that was not there before and is empty afterwards is removed."""
    new = not path.exists()
    try:
        yield
    finally:
        if new and path.exists() and path.stat().st_size == 0:
            path.unlink()


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the file itself, which has one lock however many names (hard links) it has. Raises ``UsageError``."""
    if sys.platform == "win32":
        yield
        return
    until = time.monotonic() + WAIT
    while True:
        handle = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
        try:
            _hold(handle, path, until)
            if _is_still(handle, path):
                yield
                return
        finally:
            os.close(handle)


def _hold(handle: int, path: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise _busy(path) from None
            time.sleep(0.02)
        except OSError:  # a file system without such locks; the lock beside the file is held already
            return
        else:
            return


def _is_still(handle: int, path: Path) -> bool:
    """Whether the path still names the file that was opened, and not one made after another program had purged it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False

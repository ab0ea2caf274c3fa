"""The log on disk: one JSON object a line, only ever appended, private to its owner.

A row is acknowledged after it has been written whole and flushed to the disk. Whatever happens at
any moment - a kill, a full disk - no earlier row is lost: a half line at the end is removed by the next
writer, and a new row is written whatever the old ones look like.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from borrower_help.errors import UsageError, trouble
from borrower_help.journal.lines import LogLine, header, is_entry, split
from borrower_help.journal.locking import PRIVATE, locked, sync_folder
from borrower_help.journal.model import Contact, Row
from borrower_help.journal.salvage import LogError, Salvage, is_log, read, read_log, scan

__all__ = [
    "PRIVATE",
    "LogError",
    "Salvage",
    "add",
    "default_path",
    "edit",
    "is_log",
    "purge",
    "read",
    "read_log",
    "strike",
]


def default_path() -> Path:
    """Where the log is kept by the convention of the platform."""
    import platformdirs

    return platformdirs.user_data_path("borrower-help", appauthor=False) / "contacts.jsonl"


Added = Callable[[list[Row]], Sequence[Contact]]
Changed = Callable[[list[Row]], Sequence[tuple[int, Contact]]]
"""What to write, told from the rows as they are while nobody else can write."""


def add(path: Path, contacts: Sequence[Contact] | Added) -> list[int]:
    """Append contacts and return their row numbers once they are on the disk. Raises ``UsageError``."""
    with locked(path):
        wanted = contacts(read_log(path)) if callable(contacts) else contacts
        first = scan(path).last + 1
        entries = [LogLine(op="add", row=first + offset, contact=contact) for offset, contact in enumerate(wanted)]
        _append(path, entries)
    return [entry.row for entry in entries]


def edit(path: Path, changed: Sequence[tuple[int, Contact]] | Changed, reason: str = "") -> list[int]:
    """Append the changed contacts of rows and return their numbers. Raises ``UsageError`` when a row does not exist."""
    with locked(path):
        rows = read_log(path)
        wanted = changed(rows) if callable(changed) else changed
        numbers = [row for row, _ in wanted]
        _check_rows(rows, numbers)
        _append(path, [LogLine(op="edit", row=row, contact=contact, reason=reason) for row, contact in wanted])
    return numbers


def strike(path: Path, numbers: Sequence[int], reason: str) -> None:
    """Strike rows out: they stay in the log and are no longer counted. Raises ``UsageError``."""
    with locked(path):
        _check_rows(read_log(path), numbers)
        _append(path, [LogLine(op="strike", row=row, reason=reason) for row in numbers])


def purge(path: Path) -> None:
    """Remove the log and its lock from the disk, also where the path is a link to it.

    Raises ``UsageError`` when it is no log.
    """
    if path.exists() and not is_log(path):
        raise UsageError(f"{path} 不是联系记录，没有删。请检查 --log 后面的文件。")
    try:
        with locked(path):  # whoever is writing finishes first, and no half of a log is left behind
            for file in (path.resolve(), path):
                file.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"删不掉 {path}（{trouble(error)}）。") from error


def _check_rows(rows: Sequence[Row], numbers: Sequence[int]) -> None:
    known = {row.row for row in rows}
    missing = [str(number) for number in numbers if number not in known]
    if missing:
        raise UsageError(f"联系记录里没有第 {'、'.join(missing)} 行。用 borrower-help log list 看行号。")


def _append(path: Path, entries: Sequence[LogLine]) -> None:
    """Write whole lines at the end and flush them to the disk; on any failure leave the file as it was."""
    if not entries:
        return
    encoder = msgspec.json.Encoder()
    text = b"".join(encoder.encode(entry) + b"\n" for entry in entries)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
    except OSError as error:
        raise UsageError(f"写不了联系记录 {path}（{trouble(error)}）。请检查权限。") from error
    try:
        _close_to_others(handle)
        body, tail = split(_content(handle))
        if is_entry(tail):
            body, text = body + tail, b"\n" + text
        keep = len(body)
        if keep == 0:
            text = header() + b"\n" + text
        try:
            os.ftruncate(handle, keep)
            os.lseek(handle, keep, os.SEEK_SET)
            _write_all(handle, text)
            os.fsync(handle)
            if keep == 0:
                sync_folder(path.resolve().parent)
        except OSError as error:
            os.ftruncate(handle, keep)
            raise UsageError(f"联系记录没有写进去（{trouble(error)}），原来的记录都在。请腾出空间再试。") from error
    finally:
        os.close(handle)


def _close_to_others(handle: int) -> None:
    """A log that others could read, because it was copied or made by hand, is closed to them."""
    if hasattr(os, "fchmod") and os.fstat(handle).st_mode & 0o077:
        with contextlib.suppress(OSError):  # the file of another owner stays as that owner made it
            os.fchmod(handle, PRIVATE)


def _write_all(handle: int, text: bytes) -> None:
    view = memoryview(text)
    while view:
        view = view[os.write(handle, view) :]


def _content(handle: int) -> bytes:
    chunks = []
    os.lseek(handle, 0, os.SEEK_SET)
    while chunk := os.read(handle, 1 << 20):
        chunks.append(chunk)
    return b"".join(chunks)

"""The log on disk: one JSON object a line, only ever appended, private to its owner.

A row is acknowledged after it has been written whole and flushed to the disk. Whatever happens at
any moment - a kill, a full disk - no earlier row is lost: a half line at the end, which only an
unacknowledged write can leave, is ignored by the reader and removed by the next writer.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from borrower_help.errors import FileError, Problem, UsageError, trouble
from borrower_help.journal.model import Contact, Row, china_time
from borrower_help.values.record import Record

VERSION = 1
PRIVATE = 0o600


class Header(Record, frozen=True, kw_only=True):
    """The first line of a log."""

    borrower_help_log: int
    timezone: str = "Asia/Shanghai"


class Entry(Record, frozen=True, kw_only=True):
    """One line: a row added, changed (the whole contact again) or struck out. Nothing is ever removed."""

    op: Literal["add", "edit", "strike"]
    row: int
    contact: Contact | None = None
    reason: str = ""


class LogError(FileError):
    """A log that cannot be read."""


def default_path() -> Path:
    """Where the log is kept by the convention of the platform."""
    import platformdirs

    return platformdirs.user_data_path("borrower-help", appauthor=False) / "contacts.jsonl"


def read_log(path: Path) -> list[Row]:
    """All rows, struck ones too, in order of their numbers. Raises ``LogError`` naming every bad line, ``UsageError`` where it is no log."""
    _check_place(path)
    if not path.exists():
        return []
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LogError(path, [Problem(str(path), 0, f"读不到联系记录（{trouble(error)}）。")]) from error
    lines = _whole_lines(data)
    if lines and not any(map(_is_entry, lines)):  # a list of calls has hundreds of lines that no log has
        raise UsageError(f"{path}：这不是联系记录，是详单？用 log import 导入。")
    rows: dict[int, Row] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        try:
            if number == 1:
                _check_header(msgspec.json.decode(line, type=Header))
                continue
            _apply(msgspec.json.decode(line, type=Entry), rows)
        except (msgspec.MsgspecError, KeyError, ValueError) as error:
            problems.append(Problem(str(path), number, f"这一行读不懂（{error}）。请恢复备份，或删掉这一行。"))
    if problems:
        raise LogError(path, problems)
    return [rows[row] for row in sorted(rows)]


_NO_FILES = ("/proc", "/sys", "/dev")
"""Folders of the system in which nothing is kept, though some of their entries look like files."""


def _check_place(path: Path) -> None:
    """Refuse at once what cannot be a log: a folder, a device, a file of the system itself. Raises ``UsageError``."""
    try:
        there = path.resolve()
        odd = path.is_dir() or (path.exists() and not path.is_file()) or any(there.is_relative_to(folder) for folder in _NO_FILES)
    except (OSError, RuntimeError, ValueError) as error:  # a chain of links, a name the system does not take
        raise UsageError(f"{path} 不能用来存联系记录。请换一个文件：--log FILE。") from error
    if odd and not there.is_relative_to("/dev/shm"):  # noqa: S108 - a folder like any other
        raise UsageError(f"{path} 不是普通文件，不能用来存联系记录。请换一个文件：--log FILE。")


def is_log(path: Path) -> bool:
    """Whether a file is a contact log, whole or damaged, or what a kill left of its first write. Raises ``UsageError``."""
    _check_place(path)
    try:
        with path.open("rb") as file:
            first = file.readline(1000)
    except OSError as error:
        raise UsageError(f"读不到 {path}（{trouble(error)}）。") from error
    with contextlib.suppress(msgspec.MsgspecError):
        msgspec.json.decode(first, type=Header)
        return True
    return _header().startswith(first) and (bool(first) or _lock_path(path).exists())


def _header() -> bytes:
    return msgspec.json.encode(Header(borrower_help_log=VERSION))


def _whole_lines(data: bytes) -> list[bytes]:
    """The lines that were written whole.

    A half line at the end was never acknowledged and is left out; a last line that only lacks its
    line break, as some editors leave it, is whole.
    """
    body, tail = _split(data)
    return [*body.splitlines(), *([tail] if _is_entry(tail) else [])]


def _split(data: bytes) -> tuple[bytes, bytes]:
    end = data.rfind(b"\n") + 1
    return data[:end], data[end:]


def _is_entry(line: bytes) -> bool:
    for type_ in (Entry, Header):
        with contextlib.suppress(msgspec.MsgspecError):
            msgspec.json.decode(line, type=type_)
            return True
    return False


def _check_header(header: Header) -> None:
    if header.borrower_help_log != VERSION:
        raise ValueError(f"版本 {header.borrower_help_log} 不认识")


def _apply(entry: Entry, rows: dict[int, Row]) -> None:
    if entry.op == "strike":
        before = rows[entry.row]
        reason = entry.reason or (before.reason if before.struck else "")
        rows[entry.row] = msgspec.structs.replace(before, struck=True, reason=reason)
        return
    if entry.contact is None:
        raise ValueError(f"{entry.op} 缺少内容")
    contact = msgspec.structs.replace(entry.contact, at=china_time(entry.contact.at))
    if entry.op == "add":
        rows[entry.row] = Row(row=entry.row, contact=contact)
    else:
        before = rows[entry.row]
        reason = before.reason if before.struck else entry.reason  # why it was struck out stays to be read
        rows[entry.row] = msgspec.structs.replace(before, contact=contact, edited=True, reason=reason, original=before.first)


Added = Callable[[list[Row]], Sequence[Contact]]
Changed = Callable[[list[Row]], Sequence[tuple[int, Contact]]]
"""What to write, told from the rows as they are while nobody else can write."""


def add(path: Path, contacts: Sequence[Contact] | Added) -> list[int]:
    """Append contacts and return their row numbers once they are on the disk. Raises ``UsageError``."""
    with _locked(path):
        rows = read_log(path)
        first = max((row.row for row in rows), default=0) + 1
        wanted = contacts(rows) if callable(contacts) else contacts
        entries = [Entry(op="add", row=first + offset, contact=contact) for offset, contact in enumerate(wanted)]
        _append(path, entries)
    return [entry.row for entry in entries]


def edit(path: Path, changed: Sequence[tuple[int, Contact]] | Changed, reason: str = "") -> list[int]:
    """Append the changed contacts of rows and return their numbers. Raises ``UsageError`` when a row does not exist."""
    with _locked(path):
        rows = read_log(path)
        wanted = changed(rows) if callable(changed) else changed
        numbers = [row for row, _ in wanted]
        _check_rows(rows, numbers)
        _append(path, [Entry(op="edit", row=row, contact=contact, reason=reason) for row, contact in wanted])
    return numbers


def strike(path: Path, numbers: Sequence[int], reason: str) -> None:
    """Strike rows out: they stay in the log and are no longer counted. Raises ``UsageError``."""
    with _locked(path):
        _check_rows(read_log(path), numbers)
        _append(path, [Entry(op="strike", row=row, reason=reason) for row in numbers])


def purge(path: Path) -> None:
    """Remove the log and its lock from the disk, also where the path is a link to it. Raises ``UsageError`` when it is no log."""
    if path.exists() and not is_log(path):
        raise UsageError(f"{path} 不是联系记录，没有删。请检查 --log 后面的文件。")
    try:
        with _locked(path):  # whoever is writing finishes first, and no half of a log is left behind
            for file in (path.resolve(), path):
                file.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"删不掉 {path}（{trouble(error)}）。") from error
    with contextlib.suppress(OSError):
        _lock_path(path).unlink()


def _check_rows(rows: Sequence[Row], numbers: Sequence[int]) -> None:
    known = {row.row for row in rows}
    missing = [str(number) for number in numbers if number not in known]
    if missing:
        raise UsageError(f"联系记录里没有第 {'、'.join(missing)} 行。用 borrower-help log list 看行号。")


def _append(path: Path, entries: Sequence[Entry]) -> None:
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
        body, tail = _split(_content(handle))
        first_line = _header()
        if not body and not _is_entry(tail) and not first_line.startswith(tail):
            raise UsageError(f"{path} 不是联系记录，没有改动它。请换一个文件：--log FILE。")
        if _is_entry(tail):
            body, text = body + tail, b"\n" + text
        keep = len(body)
        if keep == 0:
            text = first_line + b"\n" + text
        try:
            os.ftruncate(handle, keep)
            os.lseek(handle, keep, os.SEEK_SET)
            _write_all(handle, text)
            os.fsync(handle)
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


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time; the folder is made private where it does not exist yet."""
    import filelock

    _check_place(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(path.parent, os.W_OK):
            raise UsageError(f"写不了联系记录 {path}（没有权限写这个文件夹）。请换一个位置：--log FILE。")
        with filelock.FileLock(_lock_path(path), timeout=30, mode=PRIVATE):
            yield
    except filelock.Timeout as error:
        raise UsageError(f"另一个程序正在写 {path}，等了 30 秒还没有写完。请稍后再试。") from error
    except OSError as error:
        raise UsageError(f"写不了联系记录 {path}（{trouble(error)}）。请换一个位置：--log FILE。") from error

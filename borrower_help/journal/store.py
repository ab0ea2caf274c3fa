"""The log on disk: one JSON object a line, only ever appended, private to its owner.

A row is acknowledged after it has been written whole and flushed to the disk. Whatever happens at
any moment - a kill, a full disk - no earlier row is lost: a half line at the end, which only an
unacknowledged write or a cut copy can leave, is named by the reader and removed by the next writer.

Editors add a byte-order mark, blank lines and other line ends; none of these is damage. A line that
is damaged is named, and all others are read; a new row is written whatever the old ones look like.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

import msgspec

from borrower_help.errors import FileError, Problem, UsageError, trouble
from borrower_help.journal.model import Contact, Row, china_time
from borrower_help.values.parse import EARLIEST, LATEST
from borrower_help.values.record import Record

if sys.platform != "win32":
    import fcntl

T = TypeVar("T")
VERSION = 1
PRIVATE = 0o600
WAIT = 30.0
"""Seconds to wait for another writer."""

_MARK = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")
_BEGINNING = 1 << 20
"""So much of a file tells whether it is a log."""


class Header(Record, frozen=True, kw_only=True):
    """The first line of a log."""

    borrower_help_log: int
    timezone: str = "Asia/Shanghai"


class LogLine(Record, frozen=True, kw_only=True):
    """One line: a row added, changed (the whole contact again) or struck out. Nothing is ever removed."""

    op: Literal["add", "edit", "strike"]
    row: int
    contact: Contact | None = None
    reason: str = ""


class LogError(FileError):
    """A log that cannot be read without leaving out what nobody could name."""


class Reading(NamedTuple):
    """The rows of a log in order of their numbers, struck ones too, and what of the file is not among them."""

    rows: list[Row]
    problems: list[Problem]


def default_path() -> Path:
    """Where the log is kept by the convention of the platform."""
    import platformdirs

    return platformdirs.user_data_path("borrower-help", appauthor=False) / "contacts.jsonl"


def read_log(path: Path) -> list[Row]:
    """The rows that can be read. Raises like ``read``, which also tells what cannot."""
    return read(path).rows


def read(path: Path) -> Reading:
    """Every whole row, and each line that is none.

    Raises ``LogError`` where rows would hide each other, ``UsageError`` where it is no log.
    """
    scan = _scan(path)
    if scan.repeated:
        raise LogError(path, [*scan.repeated, *scan.problems])
    return Reading([scan.rows[row] for row in sorted(scan.rows)], scan.problems)


class _Scan:
    """What the lines of a log say, one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: dict[int, Row] = {}
        self.problems: list[Problem] = []
        self.repeated: list[Problem] = []
        self.last = 0  # the highest number that any line has or, unreadable, may have
        self._added: dict[int, int] = {}  # in which line a row was added
        self._decoder = msgspec.json.Decoder(LogLine)

    def problem(self, number: int, message: str) -> None:
        """Remember what is wrong with a line."""
        self.problems.append(Problem(str(self.path), number, message))

    def first(self, number: int, line: bytes) -> None:
        """The first line: the header, or what is left of it."""
        header = _decoded(line, Header)
        if header is not None and header.borrower_help_log != VERSION:
            message = (
                f"这份联系记录的版本是 {header.borrower_help_log}，这个程序只认识版本 {VERSION}。请用写它的那个程序"
                f"打开，不要删这一行。"
            )
            raise LogError(self.path, [Problem(str(self.path), number, message)])
        if header is not None:
            return
        whole = _header().decode()
        if _decoded(line, LogLine) is not None:
            self.problem(number, f"最前面缺了文件头，记录都照样读了。请在最前面加回这一行：{whole}")
            self.line(number, line)
        else:
            self.problem(number, f"文件头坏了，下面的记录都照样读了。不要删这一行，把它改成：{whole}")

    def line(self, number: int, line: bytes) -> None:
        """Any other line: a row added, changed or struck out."""
        try:
            entry = self._decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            if _decoded(line, Header) is None:  # the header of a log that was joined to this one says nothing new
                self.problem(
                    number, "这一行读不懂，没有算进来，其余的都读了。有备份就照备份改好这一行，没有就留着它，不用删。"
                )
                found = re.search(rb'"row":(\d{1,9})\b', line)
                self.last = max(self.last, int(found[1])) if found else self.last + 1
            return
        if entry.op != "strike":
            self.last = max(self.last, entry.row)
        try:
            self._apply(number, entry)
        except ValueError as error:
            self.problem(number, f"{error}，没有算进来，其余的都读了。有备份就照备份改好这一行，没有就留着它，不用删。")

    def _apply(self, number: int, entry: LogLine) -> None:
        before = self.rows.get(entry.row)
        if entry.op == "strike":
            if before is None:
                raise ValueError(f"这一行要划掉第 {entry.row} 条，读到的记录里没有它")
            reason = entry.reason or (before.reason if before.struck else "")
            self.rows[entry.row] = msgspec.structs.replace(before, struck=True, reason=reason)
            return
        if entry.contact is None:
            raise ValueError("这一行缺少内容")
        contact = entry.contact
        if contact.at.tzinfo is not None or contact.at.microsecond:
            contact = msgspec.structs.replace(contact, at=_of_the_log(contact.at))
        if not EARLIEST.year <= contact.at.year <= LATEST.year:
            raise ValueError("这一行的日期超出了范围")
        if entry.op == "add":
            self._add(number, entry.row, contact)
        elif before is None:  # what was added is damaged; what it became is whole
            self.rows[entry.row] = Row(row=entry.row, contact=contact, edited=True, reason=entry.reason)
        else:
            reason = before.reason if before.struck else entry.reason  # why it was struck out stays to be read
            self.rows[entry.row] = msgspec.structs.replace(
                before, contact=contact, edited=True, reason=reason, original=before.first
            )

    def _add(self, number: int, row: int, contact: Contact) -> None:
        if row not in self._added:
            self._added[row] = number
            if row not in self.rows:
                self.rows[row] = Row(row=row, contact=contact)
            return
        earlier = self._added[row]
        if contact == self.rows[row].first:
            self.problem(number, f"这一行和第 {earlier} 行一模一样，只算一次。")
        else:
            self.repeated.append(
                Problem(str(self.path), number, f'这一行和第 {earlier} 行都写着 "row":{row}，却是两次联系。{{}}')
            )

    def end(self) -> None:
        """Name a free number for every row whose number another one has."""
        self.repeated = [
            Problem(
                problem.path,
                problem.line,
                problem.message.format(f'请把这一行的号码改成 "row":{self.last + place}，两次就都在。'),
            )
            for place, problem in enumerate(self.repeated, 1)
        ]


def _of_the_log(moment: dt.datetime) -> dt.datetime:
    try:
        return china_time(moment)
    except OverflowError:
        raise ValueError("这一行的日期超出了范围") from None


def _scan(path: Path) -> _Scan:
    """All lines of a log, good or bad.

    Raises ``LogError`` where it cannot be read at all, ``UsageError`` where it is no log.
    """
    _check_place(path)
    scan = _Scan(path)
    if not path.exists():
        return scan
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LogError(path, [Problem(str(path), 0, f"读不到联系记录（{trouble(error)}）。")]) from error
    if data.startswith(_OTHER_ENCODINGS) and _is_like_log(data):
        raise LogError(
            path, [Problem(str(path), 1, "文件被存成了 UTF-16 编码，记录都还在。请用记事本打开，另存为 UTF-8 再试。")]
        )
    lines, tail = _lines(data)
    if not any(map(_is_of_log, lines)) and not _is_half_header(
        data
    ):  # a list of calls has hundreds of lines that no log has
        raise UsageError(f"{path}：这不是联系记录，是详单？用 log import 导入。")
    for place, (number, line) in enumerate(lines):
        (scan.line if place else scan.first)(number, line)
    if lines and tail.strip():
        number = len(data.splitlines())
        scan.problem(
            number, "最后这半行没有写完，没有算进来（写的时候断了，或者复制时少了一截）。有更完整的副本，就用那一份。"
        )
    scan.end()
    return scan


_NO_FILES = ("/proc", "/sys", "/dev")
"""Folders of the system in which nothing is kept, though some of their entries look like files."""


def _check_place(path: Path) -> None:
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


def is_log(path: Path) -> bool:
    """Whether a file is a contact log, whole or damaged, or what a kill left of its first write.

    Raises ``UsageError``.
    """
    _check_place(path)
    try:
        with path.open("rb") as file:
            data = file.read(_BEGINNING)
    except OSError as error:
        raise UsageError(f"读不到 {path}（{trouble(error)}）。") from error
    return _is_like_log(data) or (_is_half_header(data) and (bool(data) or _lock_path(path.resolve()).exists()))


def _is_like_log(data: bytes) -> bool:
    """Whether any line is one that only a log has; what an editor made of the encoding does not matter."""
    if data.startswith(_OTHER_ENCODINGS):
        data = data.decode("utf-16", errors="ignore").encode(errors="ignore")
    return any(map(_is_of_log, _lines(data)[0]))


def _is_of_log(numbered: tuple[int, bytes]) -> bool:
    return numbered[1].startswith(b'{"borrower_help_log"') or _is_entry(numbered[1])


def _is_half_header(data: bytes) -> bool:
    """Whether it is what a kill leaves of the very first write: nothing, or the beginning of a header."""
    return _header().startswith(data)


def _header() -> bytes:
    return msgspec.json.encode(Header(borrower_help_log=VERSION))


def _lines(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The lines that were written whole, with their numbers, without blank ones and byte-order marks; and the half line
    at the end.

    A half line was never acknowledged, or was cut off by copying; a last line that only lacks its
    line break, as some editors leave it, is whole.
    """
    body, tail = _split(data)
    if _is_entry(tail):
        body, tail = data, b""
    unmarked = body.removeprefix(_MARK).replace(
        b"\n" + _MARK, b"\n"
    )  # inside a line it is a character of somebody's words
    lines = enumerate(unmarked.splitlines(), 1)
    return [(number, line) for number, line in lines if line and not line.isspace()], tail


def _split(data: bytes) -> tuple[bytes, bytes]:
    end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
    return data[:end], data[end:]


def _is_entry(line: bytes) -> bool:
    return any(_decoded(line.removeprefix(_MARK), type_) is not None for type_ in (LogLine, Header))


def _decoded(line: bytes, type_: type[T]) -> T | None:
    try:
        return msgspec.json.decode(line, type=type_)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


Added = Callable[[list[Row]], Sequence[Contact]]
Changed = Callable[[list[Row]], Sequence[tuple[int, Contact]]]
"""What to write, told from the rows as they are while nobody else can write."""


def add(path: Path, contacts: Sequence[Contact] | Added) -> list[int]:
    """Append contacts and return their row numbers once they are on the disk. Raises ``UsageError``."""
    with _locked(path):
        wanted = contacts(read_log(path)) if callable(contacts) else contacts
        first = _scan(path).last + 1
        entries = [LogLine(op="add", row=first + offset, contact=contact) for offset, contact in enumerate(wanted)]
        _append(path, entries)
    return [entry.row for entry in entries]


def edit(path: Path, changed: Sequence[tuple[int, Contact]] | Changed, reason: str = "") -> list[int]:
    """Append the changed contacts of rows and return their numbers. Raises ``UsageError`` when a row does not exist."""
    with _locked(path):
        rows = read_log(path)
        wanted = changed(rows) if callable(changed) else changed
        numbers = [row for row, _ in wanted]
        _check_rows(rows, numbers)
        _append(path, [LogLine(op="edit", row=row, contact=contact, reason=reason) for row, contact in wanted])
    return numbers


def strike(path: Path, numbers: Sequence[int], reason: str) -> None:
    """Strike rows out: they stay in the log and are no longer counted. Raises ``UsageError``."""
    with _locked(path):
        _check_rows(read_log(path), numbers)
        _append(path, [LogLine(op="strike", row=row, reason=reason) for row in numbers])


def purge(path: Path) -> None:
    """Remove the log and its lock from the disk, also where the path is a link to it.

    Raises ``UsageError`` when it is no log.
    """
    if path.exists() and not is_log(path):
        raise UsageError(f"{path} 不是联系记录，没有删。请检查 --log 后面的文件。")
    try:
        with _locked(path):  # whoever is writing finishes first, and no half of a log is left behind
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
        body, tail = _split(_content(handle))
        if _is_entry(tail):
            body, text = body + tail, b"\n" + text
        keep = len(body)
        if keep == 0:
            text = _header() + b"\n" + text
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


def _lock_path(path: Path) -> Path:
    name = path.name + ".lock"
    if len(os.fsencode(name)) > MAX_NAME:  # Chinese takes three bytes a character
        name = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:32] + ".lock"
    return path.with_name(name)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time, by whatever name; a log that was made and got no row does not stay.

    The folder is made private where it does not exist yet.
    """
    import filelock

    _check_place(path)
    real = path.resolve()
    lock = _lock_path(real)
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

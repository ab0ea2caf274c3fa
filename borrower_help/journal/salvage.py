"""Reading a log, whole or damaged: what is whole is read, and every line that is not is named.

Editors add a byte-order mark, blank lines and other line ends; none of these is damage. A half line at the end,
which only an unacknowledged write or a cut copy can leave, is named too.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import NamedTuple

import msgspec

from borrower_help.errors import FileError, Problem, UsageError, trouble
from borrower_help.journal.lines import (
    BEGINNING,
    OTHER_ENCODINGS,
    VERSION,
    Header,
    LogLine,
    decoded,
    header,
    is_half_header,
    is_like_log,
    is_of_log,
    lines_of,
)
from borrower_help.journal.locking import check_place, lock_path
from borrower_help.journal.model import Contact, Row, china_time
from borrower_help.values.parse import EARLIEST, LATEST, MAX_NAME


class LogError(FileError):
    """A log that cannot be read without leaving out what nobody could name."""


class Salvage(NamedTuple):
    """The rows of a log in order of their numbers, struck ones too, and what of the file is not among them."""

    rows: list[Row]
    problems: list[Problem]


def read_log(path: Path) -> list[Row]:
    """The rows that can be read. Raises like ``read``, which also tells what cannot."""
    return read(path).rows


def read(path: Path) -> Salvage:
    """Every whole row, and each line that is none.

    Raises ``LogError`` where rows would hide each other, ``UsageError`` where it is no log.
    """
    found = scan(path)
    if found.repeated:
        raise LogError(path, [*found.repeated, *found.problems])
    return Salvage([found.rows[row] for row in sorted(found.rows)], found.problems)


class Scan:
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
        found = decoded(line, Header)
        if found is not None and found.borrower_help_log != VERSION:
            message = (
                f"这份联系记录的版本是 {found.borrower_help_log}，这个程序只认识版本 {VERSION}。请用写它的那个程序"
                f"打开，不要删这一行。"
            )
            raise LogError(self.path, [Problem(str(self.path), number, message)])
        if found is not None:
            return
        whole = header().decode()
        if decoded(line, LogLine) is not None:
            self.problem(number, f"最前面缺了文件头，记录都照样读了。请在最前面加回这一行：{whole}")
            self.line(number, line)
        else:
            self.problem(number, f"文件头坏了，下面的记录都照样读了。不要删这一行，把它改成：{whole}")

    def line(self, number: int, line: bytes) -> None:
        """Any other line: a row added, changed or struck out."""
        try:
            entry = self._decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            if decoded(line, Header) is None:  # the header of a log that was joined to this one says nothing new
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
        if len(contact.lender) > MAX_NAME or not contact.lender.isprintable():
            contact = msgspec.structs.replace(contact, lender="")
            self.problem(
                number, f"这一行的机构名不能用（要一行、不超过 {MAX_NAME} 个字），当作没写机构，其余的都读了。"
            )
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


def scan(path: Path) -> Scan:
    """All lines of a log, good or bad.

    Raises ``LogError`` where it cannot be read at all, ``UsageError`` where it is no log.
    """
    check_place(path)
    found = Scan(path)
    if not path.exists():
        return found
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LogError(path, [Problem(str(path), 0, f"读不到联系记录（{trouble(error)}）。")]) from error
    if data.startswith(OTHER_ENCODINGS) and is_like_log(data):
        raise LogError(
            path, [Problem(str(path), 1, "文件被存成了 UTF-16 编码，记录都还在。请用记事本打开，另存为 UTF-8 再试。")]
        )
    lines, tail = lines_of(data)
    if not any(map(is_of_log, lines)) and not is_half_header(
        data
    ):  # a list of calls has hundreds of lines that no log has
        raise UsageError(f"{path}：这不是联系记录，是详单？用 log import 导入。")
    for place, (number, line) in enumerate(lines):
        (found.line if place else found.first)(number, line)
    if lines and tail.strip():
        number = len(data.splitlines())
        found.problem(
            number, "最后这半行没有写完，没有算进来（写的时候断了，或者复制时少了一截）。有更完整的副本，就用那一份。"
        )
    found.end()
    return found


def is_log(path: Path) -> bool:
    """Whether a file is a contact log, whole or damaged, or what a kill left of its first write.

    Raises ``UsageError``.
    """
    check_place(path)
    try:
        with path.open("rb") as file:
            data = file.read(BEGINNING)
    except OSError as error:
        raise UsageError(f"读不到 {path}（{trouble(error)}）。") from error
    return is_like_log(data) or (is_half_header(data) and (bool(data) or lock_path(path.resolve()).exists()))

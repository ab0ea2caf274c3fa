"""A file as it is read: what it is, and its bytes; a zip with one file in it is that file."""

from __future__ import annotations

import contextlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from borrower_help.documents.files import MAX_BYTES, MAX_STREAMED, bounded, in_words, open_file, pieces
from borrower_help.documents.kinds import HEAD, Kind, is_refused, kind_of, refuse
from borrower_help.errors import UsageError, quoted

MAX_UNPACKED = 200_000_000
"""Bytes of all parts of a workbook."""

MAX_PARTS = 1_000
"""Parts of a workbook, or files in a zip."""

_LISTED = 5


class Opened(NamedTuple):
    """A file, or the ``member`` of a zip that is read instead of it; ``path`` is what was named."""

    path: Path
    kind: Kind
    member: str = ""

    @property
    def name(self) -> str:
        """What the file is called."""
        return PurePosixPath(self.member).name or self.path.name

    @contextlib.contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """The bytes as an open file. Raises ``UsageError``."""
        with open_file(self.path) as file:
            if not self.member:
                yield file
                return
            with _zip(file, self.path) as archive, _unpacking(self.path), archive.open(self.member) as member:
                yield member  # type: ignore[misc]  # it reads bytes as a file does

    def data(self, most: int = MAX_BYTES) -> bytes:
        """All bytes. Raises ``UsageError``, also where they are more than ``most``."""
        with self.stream() as file, _unpacking(self.path):
            return bounded(file, self.path, most)

    def pieces(self) -> Iterable[bytes]:
        """All bytes piece by piece, from the beginning each time. Raises ``UsageError``."""
        with self.stream() as file, _unpacking(self.path):
            yield from pieces(file, self.path)


def opened(path: Path) -> Opened:
    """What a file is. Raises ``UsageError`` for one that is not read, with what to do."""
    with open_file(path) as file:
        kind = kind_of(file.read(HEAD))
        if kind is Kind.ZIP:
            file.seek(0)
            return _unzipped(file, path)
    if is_refused(kind):
        raise refuse(path, kind)
    return Opened(path, kind)


def _unzipped(file: BinaryIO, path: Path) -> Opened:
    """A workbook as it is; the one file of any other zip."""
    with _zip(file, path) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise UsageError(f"{path} 里有 {len(parts)} 个文件，不像是表格。请解压以后只选一个。")
        names = {part.filename for part in parts}
        if any(name.startswith("xl/workbook") for name in names) and "xl/workbook.bin" not in names:
            return _workbook(parts, path)
        if "xl/workbook.bin" in names or "mimetype" in names or "Index/Document.iwa" in names:
            raise UsageError(f"{path} 是别的表格格式（XLSB、ODS 或 Numbers）。请打开它，另存为 XLSX 或 CSV，再试。")
        if any(name.startswith(("word/", "ppt/")) for name in names):
            raise refuse(path, Kind.WORD)
        files = [part for part in parts if not part.is_dir() and not _is_hidden(part.filename)]
        if not files:
            raise UsageError(f"{path} 是空的压缩文件。请重新下载或导出。")
        if len(files) > 1:
            named = "、".join(quoted(PurePosixPath(part.filename).name) for part in files[:_LISTED])
            more = "等" if len(files) > _LISTED else ""
            raise UsageError(f"{path} 里有 {len(files)} 个文件：{named}{more}。请解压，再选其中一个。")
        return _member(archive, files[0], path)


def _is_hidden(name: str) -> bool:
    """Whether it is what systems put into a zip beside the files."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in (".DS_Store", "Thumbs.db", "desktop.ini")


def _workbook(parts: Iterable[zipfile.ZipInfo], path: Path) -> Opened:
    if (size := sum(part.file_size for part in parts)) > MAX_UNPACKED:
        raise UsageError(
            f"{path} 解开以后有 {in_words(size)}，太大了（最多 {in_words(MAX_UNPACKED)}）。请只留要用的表，再存一次。"
        )
    return Opened(path, Kind.ZIP)


def _member(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> Opened:
    if part.flag_bits & 1:
        raise UsageError(f"{path} 加了密码（发件人一般把密码写在邮件或短信里）。请先用密码解压，再选里面的文件。")
    if part.file_size > MAX_STREAMED:
        raise UsageError(f"{path} 里的文件解开以后超过 {in_words(MAX_STREAMED)}，没有读。")
    with _unpacking(path), archive.open(part) as file:
        head = file.read(HEAD)
    kind = kind_of(head)
    if kind is Kind.ZIP:  # a workbook sent in a zip
        if part.file_size > MAX_BYTES:
            raise UsageError(f"{path} 里的文件太大（超过 {in_words(MAX_BYTES)}）。")
        with _unpacking(path), archive.open(part) as file:
            inner = io.BytesIO(file.read(MAX_BYTES + 1))
        with _zip(inner, path) as book:
            if not any(name.startswith("xl/workbook.xml") for name in book.namelist()):
                raise UsageError(f"{path} 里面还是压缩文件。请解压，再选里面的表格。")
            _workbook(book.infolist(), path)
    elif is_refused(kind):
        raise refuse(f"{path} 里的 {quoted(PurePosixPath(part.filename).name)}", kind)
    return Opened(path, kind, part.filename)


@contextlib.contextmanager
def _zip(file: BinaryIO, path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError, OverflowError) as error:
        raise UsageError(f"{path} 坏了或不完整，解不开。请重新导出或下载一次。") from error
    with archive:
        yield archive


@contextlib.contextmanager
def _unpacking(path: Path) -> Iterator[None]:
    """One sentence for whatever a damaged zip does while it is unpacked."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UsageError(f"{path} 坏了或不完整，解不开。请重新导出或下载一次。") from error

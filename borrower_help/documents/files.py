"""Files that others hand over, opened with care: regular files only, and never more bytes than the limit."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from borrower_help.errors import UsageError, trouble

MAX_BYTES = 64_000_000
"""Of a table; a list of a year's calls has one or two million."""

MAX_STREAMED = 4_000_000_000
"""Of a phone backup, which is read piece by piece: pictures make it large, and they are passed over."""

PIECE = 1 << 18


class Unreadable(UsageError):
    """A file that cannot be opened, with the ``reason`` in a few words."""

    def __init__(self, path: Path, reason: str, how: str) -> None:
        self.reason = reason
        super().__init__(f"读不到 {path}（{reason}）。{how}")


def open_file(path: Path) -> BinaryIO:
    """A regular file opened to read; nothing waits for a pipe, and a device is not read.

    Raises ``UsageError``.
    """
    try:
        # A pipe that nobody writes into would let ``open`` wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        reason = trouble(error) if isinstance(error, OSError) else "文件名不能用"
        raise Unreadable(path, reason, "请检查路径。") from error
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        what = "这是一个文件夹" if stat.S_ISDIR(mode) else "这是设备或管道，不是文件"
        raise Unreadable(path, what, "请先存成一个文件，再写它的路径。")
    return os.fdopen(handle, "rb")


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises ``UsageError`` where it has more than ``most``, or cannot be read."""
    with open_file(path) as file:
        return bounded(file, path, most)


def bounded(file: BinaryIO, path: Path, most: int = MAX_BYTES) -> bytes:
    """What is left of an open file. Raises ``UsageError`` where that is more than ``most`` bytes."""
    try:
        data = file.read(most + 1)
    except OSError as error:
        raise UsageError(f"读不到 {path}（{trouble(error)}）。请检查路径。") from error
    if len(data) > most:
        raise UsageError(f"{path} 太大（超过 {in_words(most)}）。请只留要用的部分，或分成几个文件。")
    return data


def pieces(file: BinaryIO, path: Path, most: int = MAX_STREAMED) -> Iterator[bytes]:
    """An open file piece by piece. Raises ``UsageError`` once there are more than ``most`` bytes."""
    seen = 0
    while True:
        try:
            piece = file.read(PIECE)
        except OSError as error:
            raise UsageError(f"读不到 {path}（{trouble(error)}）。请检查路径。") from error
        if not piece:
            return
        seen += len(piece)
        if seen > most:
            raise UsageError(f"{path} 太大（超过 {in_words(most)}）。导出时不要带图片，或只导出最近一年。")
        yield piece


def in_words(count: int) -> str:
    """So many bytes as people say it: 64 MB."""
    return f"{count // 1_000_000_000} GB" if count >= 1_000_000_000 else f"{count // 1_000_000} MB"

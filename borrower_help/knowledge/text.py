"""A file as text, before anything is read out of it: apart from YAML, whose library takes its time to be imported."""

from __future__ import annotations

from pathlib import Path

from borrower_help.documents.files import Unreadable, open_file
from borrower_help.errors import Problem, trouble

MAX_BYTES = 4_000_000
"""No file of knowledge, and no case, is nearly as large."""


def read_text(path: Path, name: str = "") -> tuple[str, list[Problem]]:
    """Read a file as UTF-8 (a byte-order mark is dropped); a problem, under ``name``, instead of an exception."""
    name = name or str(path)
    try:
        with open_file(path) as file:
            data = file.read(MAX_BYTES + 1)
    except Unreadable as error:
        return "", [Problem(name, 0, f"读不到这个文件（{error.reason}）。请检查路径和权限。")]
    except OSError as error:
        return "", [Problem(name, 0, f"读不到这个文件（{trouble(error)}）。请检查路径和权限。")]
    return in_utf8(data, name)


def in_utf8(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Bytes as text (a byte-order mark is dropped); a problem, under ``name``, where they are none or too many."""
    if len(data) > MAX_BYTES:
        return "", [Problem(name, 0, f"太大了（超过 {MAX_BYTES // 1_000_000} MB），没有读。请检查是不是选错了文件。")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [Problem(name, line, "内容不是 UTF-8 编码。请用 UTF-8 重新保存。")]

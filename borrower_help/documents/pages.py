"""The text of a contract, a notice or a message: a text file, or the first pages of a PDF."""

from __future__ import annotations

from pathlib import Path

from borrower_help.documents.files import read_bytes
from borrower_help.documents.text import decoded
from borrower_help.errors import UsageError

PAGES = 3
"""So many pages of a PDF are read: the parties stand at the beginning."""

MAX_CHARACTERS = 20_000
"""So much of a text is read; a contract names its parties long before."""


def read_text_of(path: Path, pages: int = PAGES, most: int = MAX_CHARACTERS) -> str:
    """The text of the first ``pages`` of a file, at most ``most`` characters.

    Raises ``UsageError`` where there is none or it cannot be read.
    """
    text = _pdf(path, pages) if path.suffix.lower() == ".pdf" else _plain(path)
    if not text.strip():
        raise UsageError(f"{path} 里没有读到文字。是图片或扫描件的，请把首页的字打出来，存成文本文件再试。")
    return text[:most]


def _plain(path: Path) -> str:
    data = read_bytes(path)
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG", b"\xd0\xcf\x11\xe0")):
        raise UsageError(f"{path} 不是文本文件。请复制里面的文字，存成 .txt 再试；PDF 的文件名要以 .pdf 结尾。")
    return decoded(data)


def _pdf(path: Path, pages: int) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise UsageError(
            f"读 PDF 要另装一个部件：pip install 'borrower-help[pdf]'。不装也行：把 {path.name} 首页的文字复制出来，"
            f"存成 .txt 再试。"
        ) from None
    read_bytes(path)
    try:
        reader = PdfReader(path)
        return "\n".join(page.extract_text() or "" for page in reader.pages[:pages])
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{path} 不是能读的 PDF（{type(error).__name__}），可能加了密码或损坏了。请把首页的文字存成 .txt 再试。"
        ) from error

"""The text of contracts: files of text in any encoding, PDF with the extra, and one sentence for everything else."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from borrower_help.documents.pages import read_text_of
from borrower_help.errors import UsageError

CONTENT = "贷款人：样例银行"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_text_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Whatever program wrote the text, its words are read."""
    path = tmp_path / "合同.txt"
    path.write_bytes(CONTENT.encode(encoding))
    assert read_text_of(path).strip() == CONTENT


@pytest.mark.parametrize("data", [b"", b"  \n ", b"PK\x03\x04rest", b"\xff\xd8\xffrest", b"%PDF-1.7 rest"])
def test_what_holds_no_text_is_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    """An empty file, a picture and a Word file are named, with what to do instead."""
    path = tmp_path / "合同.txt"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"合同\.txt .*文(字|本)"):
        read_text_of(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A slip in the path is one sentence."""
    with pytest.raises(UsageError, match="没有这个文件"):
        read_text_of(tmp_path / "没有.txt")


def test_a_pdf_without_the_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the part that reads PDF is not installed, the sentence names it and the way without it."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pypdf"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"borrower-help\[pdf\].*\.txt"):
        read_text_of(tmp_path / "合同.pdf")


def pdf(words: str) -> bytes:
    """A PDF of one page with some Latin words."""
    stream = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R"
            b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, entry in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, entry)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


def test_a_pdf_is_read_where_the_extra_is_installed(tmp_path: Path) -> None:
    """The words of the first page come out; a damaged file and one without words are one sentence."""
    pytest.importorskip("pypdf")
    path = tmp_path / "contract.pdf"
    path.write_bytes(pdf("Lender: Sample Bank"))
    assert "Lender: Sample Bank" in read_text_of(path)
    path.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(UsageError, match="不是能读的 PDF"):
        read_text_of(path)
    path.write_bytes(pdf(""))
    with pytest.raises(UsageError, match="扫描件"):
        read_text_of(path)

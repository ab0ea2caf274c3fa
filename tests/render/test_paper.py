"""Any answer as a web page and as a Word file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from borrower_help.render.formats.docx import to_docx
from borrower_help.render.formats.html import to_html
from borrower_help.render.lines import Line
from borrower_help.render.paper import Block, blocks_of

COMMANDS = [("limits",), ("rights", "list"), ("advise", "--lender", "海尔", "--days-overdue", "3", "--no-input")]


@pytest.mark.parametrize("words", COMMANDS)
def test_any_answer_on_paper(run: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    """A web page and a Word file hold every line that the text file holds."""
    text = tmp_path / "answer.txt"
    assert run(*words, "--as-of", "2026-11-21", "-o", text).code == 0
    first = text.read_text(encoding="utf-8").splitlines()[0]
    for ending in ("html", "docx"):
        path = tmp_path / f"answer.{ending}"
        assert run(*words, "--as-of", "2026-11-21", "-o", path).code == 0
    page = (tmp_path / "answer.html").read_text(encoding="utf-8")
    document = docx.Document(str(tmp_path / "answer.docx"))
    assert first in page.replace("\n", "")
    assert document.paragraphs[0].text.startswith(first)


def test_a_page_loads_nothing() -> None:
    """A page names no address and runs no program, and what it shows is escaped."""
    page = to_html([Block("title", "<script>alert(1)</script>"), Block("text", "甲 & 乙 \u202e\x00")])
    assert "<script" not in page
    assert "http" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "甲 &amp; 乙 ??" in page


def test_a_word_file_holds_what_xml_cannot() -> None:
    """Characters that XML forbids do not break the Word file."""
    document = docx.Document(io.BytesIO(to_docx([Block("title", "甲\x00乙"), Block("text", "\x1b[31m<w:p>")])))
    assert [paragraph.text for paragraph in document.paragraphs] == ["甲?乙", "?[31m<w:p>"]


def test_lines_keep_their_labels_and_marks() -> None:
    """What stands before and behind a line on the screen stands there on paper."""
    lines = [
        Line("title", "题"),
        Line("item", "一条", label="名", marks="[1:2]"),
        Line("quote", "一句"),
        Line("number", "来源", label="[1]"),
    ]
    assert [block.text for block in blocks_of(lines)] == ["题", "- 名：一条 [1:2]", "「一句」", "[1] 来源"]

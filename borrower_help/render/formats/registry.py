"""The formats there are, and which one an answer is written in. A new format is one file and one row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from borrower_help.errors import UsageError, quoted
from borrower_help.render.answer import Answer, Stamp


class Format(NamedTuple):
    """One way of writing an answer, as text or as bytes.

    ``for_programs``: always UTF-8, and the warnings stand in it. ``short``: the short form unless the full one is asked
    for. ``pictures``: it shows figures beside the lines. ``write`` raises ``UsageError`` where the answer has nothing
    that this format could hold.
    """

    name: str
    endings: tuple[str, ...]
    write: Callable[[Answer, Stamp], str | bytes]
    for_programs: bool = False
    short: bool = False
    pictures: bool = False


def _json(answer: Answer, stamp: Stamp) -> str:
    from borrower_help.render.formats.json import answer_json

    return answer_json(answer, stamp)


def _markdown(answer: Answer, _stamp: Stamp) -> str:
    from borrower_help.render.formats.markdown import to_markdown

    return to_markdown(answer.lines, explain=answer.explain)


def _text(answer: Answer, _stamp: Stamp) -> str:
    from borrower_help.render.formats.terminal import to_text

    return answer.message or to_text(answer.lines, explain=answer.explain)


def _html(answer: Answer, stamp: Stamp) -> str:
    if answer.paper:
        from borrower_help.render.formats.html import to_html

        return to_html(answer.paper)
    from borrower_help.render.formats.page import to_page

    return to_page(answer.lines, answer.web, stamp.knowledge, explain=answer.explain)


def _docx(answer: Answer, _stamp: Stamp) -> bytes:
    from borrower_help.render.formats.docx import to_docx
    from borrower_help.render.paper import blocks_of

    return to_docx(answer.paper or blocks_of(answer.lines))


def _ics(answer: Answer, stamp: Stamp) -> bytes:
    from borrower_help.render.formats.ics import answer_ics

    return answer_ics(answer, stamp)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("terminal", (), _text, short=True),
        Format("text", (".txt",), _text),
        Format("markdown", (".md",), _markdown),
        Format("json", (".json",), _json, for_programs=True),
        Format("html", (".html", ".htm"), _html, pictures=True),
        Format("docx", (".docx",), _docx),
        Format("ics", (".ics",), _ics),
    )
}
"""Every format by its name; a file's ending names one, too."""

_NOT_YET = (".pdf", ".csv", ".xlsx")


def choose_format(wanted: str | None, output: Path | None) -> Format:
    """The format asked for, else the one the file's ending names, else the terminal. Raises ``UsageError``."""
    if wanted is None:
        ending = output.suffix.lower() if output else ""
        named = next((each for each in FORMATS.values() if ending and ending in each.endings), None)
        if named is None and ending in _NOT_YET:
            endings = "、".join(ending for each in FORMATS.values() for ending in each.endings)
            raise UsageError(f"还不能写 {ending} 文件。可以用：{endings}。")
        return named or FORMATS["text" if output else "terminal"]
    if wanted not in FORMATS:
        raise UsageError(f"--format 不认识「{quoted(wanted)}」。可以用：{'、'.join(FORMATS)}。")
    return FORMATS[wanted]

"""An answer on paper: paragraphs with a look, from which the Word file and the web page are made."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Literal

from borrower_help.render.lines import Line

Look = Literal["title", "to", "heading", "text", "item", "box", "sign", "attachment", "page", "label", "note"]


@dataclasses.dataclass(frozen=True)
class Block:
    """One paragraph on paper: ``look`` is how it stands there, ``page`` begins a new page."""

    look: Look
    text: str


def blocks_of(lines: Iterable[Line]) -> list[Block]:
    """The lines of any answer as paragraphs."""
    return [Block(_LOOKS.get(line.role, "text"), _whole(line)) for line in lines]


_LOOKS: dict[str, Look] = {
    "title": "title",
    "heading": "heading",
    "subheading": "label",
    "item": "item",
    "number": "item",
    "detail": "note",
    "quote": "note",
    "alert": "heading",
    "pre": "note",
}


def _whole(line: Line) -> str:
    """The line with what stands before and behind its text."""
    text = f"「{line.text}」" if line.role == "quote" else line.text
    mark = "- " if line.role == "item" else ""
    between = " " if line.role == "number" else "："
    before = f"{line.label}{between}" if line.label else ""
    return f"{mark}{before}{text}{' ' + line.marks if line.marks else ''}"

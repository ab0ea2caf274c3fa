"""What stands in a window at once: rows, pages, and what is left behind."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rich.cells import cell_len

from borrower_help.render.formats.terminal import text_lines
from borrower_help.render.lines import Line
from borrower_help.render.screen import conclusion_lines
from borrower_help.render.sections.page import Page


def left_standing(page: Page, width: int, room: int) -> list[Line]:
    """The conclusion as it is left behind in a window with ``room`` for so many lines beside what stands above it.

    Where it would push that out it stands without the line before it, and then the longest thing to do loses its last
    sentence, which the first screen has, until it fits.
    """
    lines = conclusion_lines(page)
    if height(lines, width) <= room:
        return lines
    lines[0] = dataclasses.replace(lines[0], role="title")
    while height(lines, width) > room:
        longest = max(range(1, len(lines)), key=lambda place: height([lines[place]], width), default=0)
        text, _, _ = lines[longest].text.rstrip("。").rpartition("。")
        if not longest or not text:
            break
        lines[longest] = dataclasses.replace(lines[longest], text=text)
    return lines


def height(lines: Sequence[Line], width: int) -> int:
    """How many lines of a window so wide they take."""
    return len(list(text_lines(lines, width)))


def in_rows(parts: Sequence[str], width: int) -> list[str]:
    """The parts two blanks apart, in rows no wider than ``width``; none is broken."""
    rows: list[str] = []
    for part in parts:
        if rows and cell_len(rows[-1]) + 2 + cell_len(part) <= width:
            rows[-1] += f"  {part}"
        else:
            rows.append(part)
    return rows


def paged(lines: Sequence[Line], width: int, most: int) -> list[list[Line]]:
    """The lines in pages of at most ``most`` screen lines; a line longer than that has a page of its own."""
    pages: list[list[Line]] = [[]]
    for line in lines:
        if pages[-1] and height([*pages[-1], line], width) > most:
            pages.append([])
        pages[-1].append(line)
    return pages

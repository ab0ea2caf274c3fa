"""Wrap Chinese text by cell width: no 。 at a line start, no （ at a line end, no split number or word.

A Chinese character is two cells wide. Runs of ASCII letters and digits (dates, telephone numbers,
ids) stay whole unless they are wider than the line itself, and an option keeps its value beside it
where both fit. An address is never cut: one that is wider than the line stands whole on its own.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

from borrower_help.values.patterns import pattern

NO_START = "。，、；：！？）」』》〕】…·])"
NO_END = "（「『《〔【"

_VALUE = r"(?!-)[!-~]+|[\u4e00-\u9fff]{1,6}(?=\s|$)"
_TOKEN = pattern(
    rf"--[a-z][a-z-]*(?: (?:{_VALUE})|(?![!-~]))|https?://[!-~]+|[!-~]+?(?=https?://)|[!-~]+|＿+|.", re.DOTALL
)
_ADDRESS = pattern(r"https?://.")


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The lines of ``text``, none wider than ``width`` cells, ``first`` before the first, ``rest`` before the
    others.
    """
    rest = " " * cell_len(first) if rest is None else rest
    lines: list[str] = []
    for paragraph in text.split("\n"):
        for line in _fill(paragraph, max(width - max(cell_len(first), cell_len(rest)), 4)):
            lines.append((rest if lines else first) + line)
    return [line.rstrip() for line in lines] or [first.rstrip()]


def _fill(text: str, width: int) -> list[str]:
    lines: list[list[str]] = [[]]
    room = width
    for token in _tokens(text, width):
        if cell_len(token) > room:
            lines.append(_carry(lines[-1], token, width))
            room = width - sum(map(cell_len, lines[-1]))
        if token.isspace() and not lines[-1] and len(lines) > 1:
            continue  # a space at which the line was broken
        lines[-1].append(token)
        room -= cell_len(token)
    return ["".join(line) for line in lines]


def _tokens(text: str, width: int) -> list[str]:
    """Words and single characters; an option wider than the line with its value is taken apart, and a word wider than
    the line is cut.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        parts = re.split("( )", word) if cell_len(word) > width else [word]
        for part in parts:
            found += (
                [part]
                if _ADDRESS.match(part)
                else [part[start : start + width] for start in range(0, len(part), width)]
            )
    return found


def _carry(line: list[str], token: str, width: int) -> list[str]:
    """Take from the end of ``line`` what must stand on the next line before ``token``, and return it."""
    carried: list[str] = []
    while len(line) > 1 and len(carried) < 3 and ((carried or [token])[0][0] in NO_START or line[-1][-1] in NO_END):
        if cell_len(line[-1]) + sum(map(cell_len, carried)) + cell_len(token) > width:
            break
        carried.insert(0, line.pop())
    return carried

"""Wrap Chinese text by cell width: no 。 at a line start, no （ at a line end, no split number or word.

A Chinese character is two cells wide. Runs of ASCII letters and digits (dates, telephone numbers,
ids) stay whole unless they are wider than the line itself, and an option keeps its value beside it
where both fit. An address is never cut: one that is wider than the line stands whole on its own.

A command of ours is there to be copied: it stands on one line where it fits, else it is broken between its options
alone, each line but the last with the mark by which a shell goes on reading.
"""

from __future__ import annotations

import os
import re

from rich.cells import cell_len

from borrower_help.values.patterns import pattern

NO_START = "。，、；：！？）」』》〕】…·])"
NO_END = "（「『《〔【"

_VALUE = r"(?!-)[!-~]+|[\u4e00-\u9fff]{1,6}(?=\s|$)"
_QUOTED = r"'[^'\n]*'"
_WORD = rf"(?!\[)(?:{_QUOTED}|[!-~]|[\u4e00-\u9fff]{{1,8}}(?=[!-~\s]|$)|(?<= )[\u4e00-\u9fff]{{1,8}}(?=（))+"
_COMMAND = rf"borrower-help(?: {_WORD})+"
_TOKEN = pattern(
    rf"{_COMMAND}|--[a-z][a-z-]*(?: (?:{_VALUE})|(?![!-~]))|https?://[!-~]+|[!-~]+?(?=https?://)|[!-~]+|＿+|.",
    re.DOTALL,
)
_ADDRESS = pattern(r"https?://.")

GOES_ON = " \\" if os.name != "nt" else ""
"""By what a shell knows that a command goes on in the next line. Those of Windows differ in it: there a command that is
wider than the line stays whole, and the window wraps it.
"""


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
        if cell_len(token) > room or (lines[-1] and _begins_lines(token)):
            lines.append(_carry(lines[-1], token, width))
            room = width - sum(map(cell_len, lines[-1]))
        if token.isspace() and not lines[-1] and len(lines) > 1:
            continue  # a space at which the line was broken
        lines[-1].append(token)
        room -= cell_len(token)
    return ["".join(line) for line in lines]


def _begins_lines(token: str) -> bool:
    """Whether it is the first of the lines of a command, which begins a line, so that all of it is easily marked."""
    return bool(GOES_ON) and token.startswith("borrower-help ") and token.endswith(GOES_ON)


def _tokens(text: str, width: int) -> list[str]:
    """Words and single characters; an option wider than the line with its value is taken apart, and a word wider than
    the line is cut.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word.startswith("borrower-help "):
            found += command_lines(word, width)
            continue
        parts = re.split("( )", word) if cell_len(word) > width else [word]
        for part in parts:
            found += (
                [part]
                if _ADDRESS.match(part)
                else [part[start : start + width] for start in range(0, len(part), width)]
            )
    return found


_UNIT = pattern(rf"--[a-z][a-z-]* (?!-){_WORD}|{_WORD}")


def command_lines(command: str, width: int) -> list[str]:
    """A command in lines no wider than ``width`` that a shell reads as one; an option stays beside its value where both
    fit, and what is quoted is never broken, however wide.
    """
    if cell_len(command) <= width or not GOES_ON:
        return [command]
    room = width - cell_len(GOES_ON)
    units = [
        unit for whole in _UNIT.findall(command) for unit in (_apart(whole) if cell_len(whole) > room else [whole])
    ]
    lines = [units[0]]
    for place, unit in enumerate(units[1:], 2):
        last = width if place == len(units) else room
        if cell_len(lines[-1]) + 1 + cell_len(unit) <= last:
            lines[-1] += f" {unit}"
        else:
            lines.append(unit)
    return [*(line + GOES_ON for line in lines[:-1]), lines[-1]]


def _apart(unit: str) -> list[str]:
    """An option and its value."""
    return unit.split(" ", 1) if unit.startswith("--") else [unit]


def _carry(line: list[str], token: str, width: int) -> list[str]:
    """Take from the end of ``line`` what must stand on the next line before ``token``, and return it."""
    carried: list[str] = []
    while len(line) > 1 and len(carried) < 3 and ((carried or [token])[0][0] in NO_START or line[-1][-1] in NO_END):
        if cell_len(line[-1]) + sum(map(cell_len, carried)) + cell_len(token) > width:
            break
        carried.insert(0, line.pop())
    return carried

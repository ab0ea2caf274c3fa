"""Lists without a row of headings: which column is which, by what stands in every cell of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from borrower_help.journal.imports.call_kinds import parse_kind
from borrower_help.journal.imports.headings import Columns
from borrower_help.journal.imports.moments import order_of, parse_timestamp

SAMPLE = 200
FEWEST = 2
"""One row alone shows no column."""

EARLIEST = "1262304000000"
"""Thirteen digits below 2010 are no milliseconds but the number of a sender of messages."""

_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?|(?:\d+(?:小时|时))?(?:\d+分)?\d+秒")
_SECONDS = re.compile(r"\d{1,5}")
_NUMBER = re.compile(r"\+?[\d\-() ]{5,25}")


def columns_by_content(rows: Sequence[Sequence[str]]) -> tuple[int, Columns] | None:
    """The columns of a list whose very first row is a contact; ``None`` where that cannot be told for certain.

    Of two columns of numbers nobody knows which is the caller's.
    """
    filled = [[cell.strip() for cell in cells] for cells in rows[:SAMPLE] if any(map(str.strip, cells))]
    width = max(map(len, filled), default=0)
    if len(filled) < FEWEST or any(len(cells) != width for cells in filled):
        return None
    columns = [[cells[place] for cells in filled] for place in range(width)]
    moments = [place for place, cells in enumerate(columns) if _are(_is_moment(cells), cells)]
    rest = [place for place in range(width) if place not in moments]
    numbers = [place for place in rest if _are(_is_number, columns[place])]
    kinds = [place for place in rest if place not in numbers and _are(_is_kind, columns[place])]
    unread = [place for place in rest if place not in (*numbers, *kinds)]
    clocks = [place for place in unread if _are(_whole(_CLOCK), columns[place])]
    seconds = [place for place in unread if _are(_whole(_SECONDS), columns[place])]
    lengths = clocks or (seconds if kinds or len(numbers) == len(_TWO) else [])
    words = [] if lengths else [place for place in unread if place not in seconds]
    if len(moments) != 1 or len(numbers) not in (1, len(_TWO)) or not (kinds or lengths or words):
        return None
    places = {"time": moments[0]}
    if len(numbers) == 1:
        places["number"] = numbers[0]
    if lengths:
        places["length"] = lengths[0]
    if words:
        places["text"] = max(words, key=lambda place: sum(map(len, columns[place])))
    return -1, Columns(
        places=places,
        ends=(numbers[0], numbers[1]) if len(numbers) == len(_TWO) else None,
        kinds=tuple(kinds[:1]),
        more_kinds=(),
        width=width,
        unit=1,
        messages=bool(words),
        unused=(),
        directed=False,
        named=False,
    )


_TWO = ("caller", "callee")


def _are(test: Callable[[str], bool], cells: Sequence[str]) -> bool:
    """Whether a column is of one kind: no cell is of another, and most say something."""
    said = [cell for cell in cells if cell]
    return len(said) * 2 > len(cells) and all(map(test, said))


def _is_moment(cells: Sequence[str]) -> Callable[[str], bool]:
    order = order_of(cells)

    def is_moment(cell: str) -> bool:
        if cell.isdigit() and cell < EARLIEST:
            return False
        try:
            return parse_timestamp(cell, order=order).year is not None
        except ValueError:
            return False

    return is_moment


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(unicodedata.normalize("NFKC", cell))) and len(re.sub(r"\D", "", cell)) > 4


def _is_kind(cell: str) -> bool:
    kind = parse_kind(cell)
    return len(cell) <= 20 and (kind.outgoing is not None or kind.missed)


def _whole(form: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: bool(form.fullmatch(unicodedata.normalize("NFKC", cell)))

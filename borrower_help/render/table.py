"""A small table of one column of names and columns of figures, aligned by cell width, never wider than forty
columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from borrower_help.render.lines import Line

WIDTH = 40
"""The narrowest window there is: a table cannot be wrapped, so it fits everywhere."""
CUT = ".."


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    """``header`` and ``rows`` as lines; figures are never cut, the names in the first column are where they must be."""
    everything = [header, *rows]
    widths = [max(cell_len(row[column]) for row in everything) for column in range(len(header))]
    widths[0] = min(widths[0], WIDTH - sum(width + 1 for width in widths[1:]))
    for row in everything:
        figures = (pad(text, width, right=True) for text, width in zip(row[1:], widths[1:], strict=True))
        yield Line("pre", " ".join((pad(row[0], widths[0]), *figures)))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly ``width`` cells, cut where it is longer, with blanks after it or, if ``right``, before it."""
    if cell_len(text) > width:
        while cell_len(text) > width - len(CUT):
            text = text[:-1]
        text += CUT
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks

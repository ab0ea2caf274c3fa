"""Parts of drawings: texts that are escaped, in lines that fit, and marks. Colours are classes of the style."""

from __future__ import annotations

from markupsafe import Markup
from rich.cells import cell_len

from borrower_help.render.wrap import wrap
from borrower_help.values.safe_text import printable

FIGURE, SPACE = 0.62, 0.3
"""So wide is a figure or a letter, and a space, beside its height in the wider of the usual fonts."""

NARROW = 12
"""No line is made narrower than so many cells."""


def text(x: float, y: float, words: str, look: str = "", anchor: str = "") -> Markup:
    """One line of words with its baseline at ``y``."""
    return Markup('<text x="{}" y="{}"{}{}>{}</text>\n').format(
        _short(x),
        _short(y),
        Markup(' class="{}"').format(look) if look else "",
        Markup(' text-anchor="{}"').format(anchor) if anchor else "",
        printable(words),
    )


def lines_of(words: str, room: float, size: float) -> list[str]:
    """The words in lines that are no wider than ``room``, in letters of ``size``.

    A Chinese character is as wide as it is high. Figures are wider than half of that in many fonts, and what stands
    beside a drawing is cut off: a line with a telephone number takes fewer characters.
    """
    cells = int(room / (size / 2))
    lines = wrap(words, cells)
    while cells > NARROW and any(width_of(each, size) > room for each in lines):
        cells -= 1
        lines = wrap(words, cells)
    return lines


def width_of(words: str, size: float) -> float:
    """How wide a line is at most, in letters of ``size``."""
    return sum(size if cell_len(char) > 1 else size * (SPACE if char == " " else FIGURE) for char in words)


def rect(x: float, y: float, width: float, height: float, look: str) -> Markup:
    """A bar."""
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>\n').format(
        *map(_short, (x, y, width, height)), look
    )


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Markup:
    """A line."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>\n').format(*map(_short, (x1, y1, x2, y2)), look)


def circle(x: float, y: float, radius: float, look: str) -> Markup:
    """A dot."""
    return Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>\n').format(*map(_short, (x, y, radius)), look)


def diamond(x: float, y: float, size: float, look: str) -> Markup:
    """A mark for a day on which something ends."""
    points = " ".join(
        f"{_short(px)},{_short(py)}" for px, py in ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    )
    return Markup('<polygon points="{}" class="{}"/>\n').format(points, look)


def _short(number: float) -> str:
    """A number without needless digits."""
    return f"{number:.1f}".removesuffix(".0")

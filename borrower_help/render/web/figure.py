"""What only a page shows beside the lines of an answer: pictures with their words, tables, and what is folded."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True)
class Table:
    """A table that stays readable on a telephone: where it is ``wide``, a row becomes a few lines there."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    wide: bool = False


@dataclasses.dataclass(frozen=True)
class Figure:
    """A picture under a heading of its own.

    ``drawing`` is the inside of an SVG of the size ``width`` by ``height``, made by our own code and escaped there;
    ``said`` are the same facts in sentences, for whoever hears the page. ``after`` is the heading of the lines
    behind which it stands, empty: behind the opening. ``note`` stands below it, ``table`` after that.
    """

    title: str
    after: str = ""
    drawing: str = ""
    width: int = 0
    height: int = 0
    said: tuple[str, ...] = ()
    note: str = ""
    table: Table | None = None


@dataclasses.dataclass(frozen=True)
class Web:
    """How an answer stands on a page: its figures, and whether everything but the headings in ``open`` is folded."""

    figures: Sequence[Figure] = ()
    folds: bool = False
    open: tuple[str, ...] = ()

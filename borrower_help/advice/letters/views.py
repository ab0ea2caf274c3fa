"""A letter as every format shows it, and the list of those that can be written."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import DatedItemView


class ParagraphView(ItemView, frozen=True, kw_only=True):
    """One paragraph of a letter; ``number`` counts the items that stand together, 0 for everything else."""

    style: Literal["heading", "text", "item", "box"]
    number: int


class LetterDateView(View, frozen=True, kw_only=True):
    """A day that matters to a letter: ``date`` is the safe one, ``legal`` the last, ``None`` where it is not known.

    ``own`` tells that the sender has to act by it; ``passed`` that even the last day is over.
    """

    clock: str
    name: str
    text: str
    date: dt.date
    legal: dt.date | None
    holidays_known: bool
    own: bool
    passed: bool
    sources: tuple[str, ...]


class LetterView(ItemView, frozen=True, kw_only=True):
    """A letter ready to be signed, and what its sender has to know: ``text`` says what it is for.

    Where ``withheld`` gives reasons, nothing of the letter itself is written: no addressee, paragraphs or dates.
    ``fill_in`` says what was left blank, and where to find it.
    ``calendar`` are its dates as a calendar takes them.
    """

    name: str
    title: str
    to: str
    at: Literal["top", "end", "none"]
    by: Literal["borrower", "other"]
    acknowledges: bool
    admits: tuple[ItemView, ...]
    withheld: tuple[ItemView, ...]
    fill_in: tuple[ItemView, ...] = ()
    paragraphs: tuple[ParagraphView, ...]
    attachments: tuple[ItemView, ...]
    signs: tuple[str, ...]
    use: str
    avoid: str
    dates: tuple[LetterDateView, ...]
    calendar: tuple[DatedItemView, ...]
    send: tuple[ItemView, ...]
    after: tuple[ItemView, ...]
    always: tuple[ItemView, ...]


class LetterChoiceView(ItemView, frozen=True, kw_only=True):
    """A letter in the list: ``fits`` tells that the case calls for it, ``withheld`` why it cannot be written yet, and
    ``fillable`` that it can be with blanks for what is lacking.
    """

    name: str
    fits: bool
    acknowledges: bool
    withheld: tuple[ItemView, ...]
    fillable: bool = False
    date: LetterDateView | None

"""The section ``papers``: what was received, and the papers there are."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import ClockView, NoteView


class PaperView(ItemView, frozen=True, kw_only=True):
    """A paper received: what it is, how to check it, by when to act.

    ``received`` is the day it was received, ``dated`` the day printed on it, ``hearing`` the day in court it names:
    three days that are easily taken for each other. ``clocks`` lead, ``side_clocks`` do not; ``letters`` are ids.
    """

    name: str
    received: dt.date | None
    dated: dt.date | None
    hearing: dt.date | None
    may_have_hearing: bool
    verify: str
    follows: str
    do: tuple[str, ...]
    missed: str
    not_mean: str
    counts: str
    clocks: tuple[ClockView, ...]
    side_clocks: tuple[ClockView, ...]
    notes: tuple[NoteView, ...]
    letters: tuple[str, ...]


class PapersView(View, frozen=True, kw_only=True):
    """The papers received, ``none`` what is said without any; ``kinds`` are all papers the tool knows, for
    orientation.
    """

    received: tuple[PaperView, ...]
    none: str
    kinds: tuple[ItemView, ...]

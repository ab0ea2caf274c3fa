"""Time limits with their dates, and what belongs into a calendar."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.views.base import ItemView, View


class ClockView(ItemView, frozen=True, kw_only=True):
    """A time limit with its dates: ``date`` is the safe one, ``legal`` after extension over days off.

    ``lead`` is the day to reckon with: the safe one where the reader has to act (``own``), else the later. ``start`` is
    the day of the ``event``; ``assumed`` that it is only the earliest it can be. Where the swapped days of that year
    are not known but the safe day is a holiday by law, ``not_before`` is the first day on which the limit can end.
    ``missed`` is what follows when it has passed.
    """

    name: str
    event: str
    starts: str
    start: dt.date | None
    assumed: bool
    own: bool
    missed: str
    lead: dt.date | None
    date: dt.date | None
    legal: dt.date | None
    holidays_known: bool
    not_before: dt.date | None = None


class NoteView(ItemView, frozen=True, kw_only=True):
    """A moment that matters and has no length to count."""

    name: str
    event: str
    missed: str


class DatedItemView(View, frozen=True, kw_only=True):
    """Something with a day, ready for a calendar.

    ``day`` is the one to act on, ``last`` the day to which the limit runs on, where it is known. ``uid`` names case,
    paper and clock and never a day, so that a corrected day moves the item.
    """

    title: str
    day: dt.date
    last: dt.date | None
    note: str
    uid: tuple[str, ...]

"""What comes first: the things to do first, and which of several loans."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from borrower_help.advice.views.base import ItemView, View
from borrower_help.knowledge.records.base import InstitutionKind


class FirstView(ItemView, frozen=True, kw_only=True):
    """One of the things to do first.

    ``date`` is the day to reckon with, of one's own time limit the safe one, ``last`` the day to which it runs on; a
    limit that has ``passed`` has today. ``days_left`` counts from today to ``date``, ``by`` says all that in words.
    ``phone`` is the number to call with its caution, or where it stands, ``phone_short`` the same where room is scarce;
    ``say`` are ready words.
    """

    date: dt.date
    reason: str
    days_left: int
    by: str
    last: dt.date | None = None
    passed: bool = False
    phone: str = ""
    phone_short: str = ""
    say: str = ""


class LoanView(View, frozen=True, kw_only=True):
    """One of several loans, in the order in which to look after them: ``place`` is 1 for the first, ``index`` its place
    in the case.

    ``why`` says why it stands there, ``next_date`` and ``next_step`` what comes next. ``share`` is its part of the one
    monthly budget of all loans in yuan, ``None`` where the figures for that are missing.
    """

    place: int
    index: int
    name: str
    kind: InstitutionKind
    kind_name: str
    days_overdue: int | None
    due: dt.date | None
    outstanding: Decimal | None
    why: tuple[ItemView, ...]
    next_date: dt.date | None
    next_step: str
    share: Decimal | None
    share_text: str

"""What is told of an offer, and the answer: plain data, judged in ``offer``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from borrower_help.advice.items import item
from borrower_help.advice.offer_counter import CounterView
from borrower_help.advice.views.base import ItemView, View
from borrower_help.knowledge.records.base import Statement
from borrower_help.money.offer import Means, OfferSums, Terms
from borrower_help.money.wait import Wait

OLD = 1000
"""Days overdue from which three years may be over: knowledge/negotiation asks for the dates from there, too."""

FORMS = {
    "lump": "一次付清",
    "instalments": "分期还",
    "deferral": "延后再还",
    "part": "先付一笔，剩下的再谈",
}


class OfferAnswersView(View, frozen=True, kw_only=True):
    """What was told of an offer: its terms, its words, what it has (``has``) and which traps are in it, by id.

    ``limitation`` tells whether three years may be over: ``passed``, ``unknown``, or nothing to worry about;
    ``days_told`` is false where nobody said how long it is overdue, so that nothing can be known of it; ``day_open``
    tells that the day by which to pay has been, or that nobody can tell which it is.
    """

    terms: Terms
    means: Means
    words: str = ""
    has: frozenset[str] = frozenset()
    traps: frozenset[str] = frozenset()
    limitation: str = ""
    days_told: bool = True
    debts: int = 1
    income: Decimal | None = None
    first_debts_short: bool = False
    day_open: bool = False


class TrapView(ItemView, frozen=True, kw_only=True):
    """A trap: its name, the words that showed it, what to ask for instead."""

    name: str
    change: str
    words: str
    grave: bool


class PointView(ItemView, frozen=True, kw_only=True):
    """Something an offer must have, and how to ask for it."""

    name: str
    change: str
    must: bool


class OfferView(View, frozen=True, kw_only=True):
    """The answer: the verdict and its line first, then why, the sums in words, and what to say. ``no_trap`` says that
    none was heard, which does not mean that there is none.
    """

    verdict: str
    headline: str
    advice: ItemView
    form: str
    reasons: tuple[str, ...]
    asks: tuple[PointView, ...]
    missing: tuple[PointView, ...]
    present: tuple[str, ...]
    traps: tuple[TrapView, ...]
    figures: tuple[tuple[str, str], ...]
    no_trap: ItemView | None
    effects: tuple[ItemView, ...]
    notes: tuple[ItemView, ...]
    say: ItemView
    counter: CounterView | None
    terms: Terms
    sums: OfferSums
    wait: Wait | None


def item_fields(entry: Statement) -> dict[str, Any]:
    """The fields that every item of an answer has, of a statement."""
    view = item(entry)
    return {name: getattr(view, name) for name in ItemView.__struct_fields__}

"""The section ``credit``: what the credit record says and how to read it."""

from __future__ import annotations

from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import ClockView
from borrower_help.knowledge.records.credit import Truth


class CreditAnswerView(ItemView, frozen=True, kw_only=True):
    """An answer about the credit record: ``name`` in a few words, ``do`` what to do about it.

    Where there is little room, those with the lowest ``order`` are shown.
    """

    name: str
    order: int
    do: str


class CreditEffectView(CreditAnswerView, frozen=True, kw_only=True):
    """A saying about what follows from a bad record, and what of it is so."""

    truth: Truth


class LayoutView(ItemView, frozen=True, kw_only=True):
    """A layout of the credit report: how to tell it, and where it shows what is overdue."""

    name: str
    overdue: str


class AccountKindView(ItemView, frozen=True, kw_only=True):
    """A kind of account in a credit report, by its code."""

    code: str
    name: str


class MarkView(ItemView, frozen=True, kw_only=True):
    """A monthly mark of a credit report: ``late``, ``not_late``, or ``see`` where other columns decide."""

    sign: str
    late: str


class CreditView(View, frozen=True, kw_only=True):
    """The credit record: what is reported, how long it stays, how to correct and to read it, what follows from it.

    ``asked`` tells that the record is what the borrower asked about. What the codes of a report mean is left out
    for whoever only wants something else.
    """

    asked: bool
    reporting: tuple[CreditAnswerView, ...]
    keeping: tuple[CreditAnswerView, ...]
    correcting: tuple[CreditAnswerView, ...]
    reading: tuple[CreditAnswerView, ...]
    effects: tuple[CreditEffectView, ...]
    clocks: tuple[ClockView, ...]
    layouts: tuple[LayoutView, ...] = ()
    accounts: tuple[AccountKindView, ...] = ()
    marks: tuple[MarkView, ...] = ()

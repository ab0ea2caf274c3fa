"""The whole advice on one case and one day."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.complaint import ComplaintView
from borrower_help.advice.views.conduct import ConductView
from borrower_help.advice.views.credit import CreditView
from borrower_help.advice.views.money import MoneyView
from borrower_help.advice.views.negotiation import NegotiationView
from borrower_help.advice.views.outlook import OutlookView
from borrower_help.advice.views.papers import PapersView
from borrower_help.advice.views.situation import SituationView
from borrower_help.advice.views.urgency import FirstView, LoanView


class WarningView(ItemView, frozen=True, kw_only=True):
    """A scam or a false claim, and the sections it belongs to."""

    kind: str
    title: str
    show_with: tuple[str, ...]


class UnknownView(View, frozen=True, kw_only=True):
    """What could not be verified, and ``where`` to look; ``look`` is that as a sentence."""

    id: str
    text: str
    where: str
    checked: dt.date
    look: str


class Advice(View, frozen=True, kw_only=True):
    """Everything the tool has to say about one case on one day."""

    as_of: dt.date
    situation: SituationView
    first: tuple[FirstView, ...]
    loans: tuple[LoanView, ...]
    outlook: OutlookView
    conduct: ConductView
    money: MoneyView
    negotiation: NegotiationView
    complaint: ComplaintView
    credit: CreditView
    papers: PapersView
    letters: tuple[str, ...]
    warnings: tuple[WarningView, ...]
    unknowns: tuple[UnknownView, ...]
    human_help: ItemView
    notice: str

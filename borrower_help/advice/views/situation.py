"""What the advice starts from: who asks, which lender, what is dangerous."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.views.base import ItemView, View
from borrower_help.case.model import Role
from borrower_help.knowledge.records.base import InstitutionKind


class DangerView(ItemView, frozen=True, kw_only=True):
    """A danger and the numbers to call; comes before everything else.

    ``stop`` is all that is said where it stands alone.
    """

    label: str
    stop: str
    numbers: tuple[tuple[str, str], ...]


class LenderView(View, frozen=True, kw_only=True):
    """Who the lender is."""

    id: str
    name: str
    legal_name: str
    kind: InstitutionKind
    regulator: str
    credit_authority: str
    contacts: tuple[ItemView, ...] = ()


class SituationView(View, frozen=True, kw_only=True):
    """What the advice starts from: ``role`` is whose duties and words are meant, ``reassurance`` the one comfort that
    is true for this case, where there is one.
    """

    headline: str
    lender: LenderView | None
    lender_typed: str | None
    kind: InstitutionKind
    kind_name: str
    regulator: str
    how_to_tell: str
    days_overdue: int | None
    due: dt.date | None
    stage: str | None
    dangers: tuple[DangerView, ...]
    answers: dict[str, str]
    role: Role
    reassurance: ItemView | None

"""The section ``outlook``: stages, practice and entitlement, and what weak articles claim."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.views.base import ItemView, View
from borrower_help.knowledge.records.lenders import Contradiction, Likelihood


class ClaimView(ItemView, frozen=True, kw_only=True):
    """What a weak article says of the lender, beside what contradicts it; ``label`` is how much it is worth."""

    label: str
    likelihood: Likelihood
    treat: str
    contradicted_by: tuple[Contradiction, ...] = ()


class StageView(View, frozen=True, kw_only=True):
    """A stage of the calendar, with dates where the due date is known; no ``first_action`` for whoever owes nothing."""

    id: str
    letter: str
    name: str
    days: tuple[int, int | None]
    from_date: dt.date | None
    to_date: dt.date | None
    current: bool
    practice: tuple[ItemView, ...]
    entitlement: tuple[ItemView, ...]
    first_action: ItemView | None


class OutlookView(View, frozen=True, kw_only=True):
    """What happens next: practice and entitlement apart."""

    summary: ItemView | None
    claims: tuple[ClaimView, ...]
    practice: tuple[ItemView, ...]
    facts: tuple[ItemView, ...]
    stages: tuple[StageView, ...]
    branches: tuple[ItemView, ...]
    differences: tuple[ItemView, ...]

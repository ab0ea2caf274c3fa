"""All that is said of one lender, as ``lender show`` has it."""

from __future__ import annotations

from borrower_help.advice.views.base import ItemView, NamedView, View
from borrower_help.advice.views.outlook import ClaimView


class LenderPageView(View, frozen=True, kw_only=True):
    """All that is known and said of a lender, its own before what all of its kind share."""

    title: str
    who: str
    summary: ItemView
    not_aliases: tuple[NamedView, ...]
    contacts: tuple[NamedView, ...]
    ask_first: tuple[ItemView, ...]
    practice: tuple[ItemView, ...]
    facts: tuple[ItemView, ...]
    branches: tuple[NamedView, ...]
    claims: tuple[ClaimView, ...]
    unknowns: tuple[str, ...]

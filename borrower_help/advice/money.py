"""What do I really owe? For now: the caps that apply, what to fetch, and what is left to offer."""

from __future__ import annotations

from borrower_help.advice.model import Money
from borrower_help.advice.select import items
from borrower_help.knowledge.library import Knowledge
from borrower_help.situation import Situation


def money(situation: Situation, knowledge: Knowledge) -> Money:
    """Caps and charges for this kind of institution, and the figures still to be fetched."""
    return Money(
        left_to_offer=_left_to_offer(situation),
        statements=items(knowledge.money("statements"), situation),
        figures_to_fetch=items(knowledge.money("figures_to_fetch"), situation),
    )


def _left_to_offer(situation: Situation) -> str | None:
    """Income minus essentials, yuan a month to the fen; ``None`` while either is unknown."""
    case = situation.case
    if case.income is None or case.essentials is None:
        return None
    return f"{max(case.income - case.essentials, 0):.2f}"

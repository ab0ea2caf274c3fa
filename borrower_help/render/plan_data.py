"""The plan for programs: its figures, and beside each the words and sources that a person would read."""

from __future__ import annotations

from typing import Any

from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.money import PlanFile
from borrower_help.money.offers import Offer
from borrower_help.money.plan import DebtPlan, Plan
from borrower_help.render.plan import (
    debt_notes,
    limitation_notes,
    limitation_text,
    limitation_words,
    names_without_rate,
    needs_help,
    notes,
    offer_figures,
    share_text,
)
from borrower_help.render.plan_explain import explained


def plan_data(plan: Plan, knowledge: Knowledge, *, explain: bool) -> dict[str, Any]:
    """The fields of the plan, with words; ``explain`` adds how every figure was found."""
    words = knowledge.plan
    data = {name: getattr(plan, name) for name in plan.__struct_fields__} | {
        "debts": [_debt(entry, words, alone=len(plan.debts) == 1) for entry in plan.debts],
        "nothing_left": words.nothing_left if needs_help(plan) else (),
        "strategy_notes": notes(words, "plan-strategy-agreed", "plan-strategy-order") if plan.strategies else (),
        "without_rate": names_without_rate(plan.debts),
        "rules": words.rules,
        "limitation": limitation_words(plan, words),
    }
    return data | ({"explain": explained(plan)} if explain else {})


def _debt(entry: DebtPlan, words: PlanFile, *, alone: bool) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__} | {
        "why": [reason for reason in words.reasons if reason.id in entry.reasons],
        "falls_short": entry.falls_short,
        "months_needed": entry.months_needed,
        "text": share_text(entry, alone=alone),
        "notes": (*debt_notes(entry, words), *limitation_notes(entry, words)),
        "limitation_text": limitation_text(entry.limitation) if entry.limitation else "",
        "offers": [_offer(offer, words) for offer in entry.offers],
    }


def _offer(offer: Offer, words: PlanFile) -> dict[str, Any]:
    kind = next(entry for entry in words.offers if entry.id == offer.kind)
    told = ("name", "what", "demand", "risk", "sources", "confidence", "checked")
    return {name: getattr(offer, name) for name in offer.__struct_fields__} | {name: getattr(kind, name) for name in told} | {"text": offer_figures(offer)}

"""The command that says more than the short answer of a record."""

from __future__ import annotations

from typing import Any

from borrower_help.case.situation import Situation
from borrower_help.knowledge.records.across import Caution
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.records.complaint import Channel, Route
from borrower_help.knowledge.records.conduct import Behaviour, Right
from borrower_help.knowledge.records.credit import CreditAnswer
from borrower_help.knowledge.records.lenders import Institution
from borrower_help.knowledge.records.letters import LetterKind
from borrower_help.knowledge.records.money import Cap, OfferKind, PlanReason
from borrower_help.knowledge.records.negotiation import Hardship, NeverSay, Option, Script, Timing
from borrower_help.knowledge.records.outlook import Stage
from borrower_help.knowledge.records.papers import Paper

_SECTION_OF: tuple[tuple[tuple[type, ...], Section], ...] = (
    ((CreditAnswer,), Section.CREDIT),
    ((Paper,), Section.PAPERS),
    ((Channel, Route), Section.COMPLAINT),
    ((Option, NeverSay, Script, Hardship, Timing), Section.NEGOTIATION),
    ((Cap,), Section.MONEY),
    ((Stage, Institution), Section.OUTLOOK),
)


def command_for(record: Any, situation: Situation) -> str:
    """The command that says more than the short answer."""
    lender = f" --lender {situation.lender.id}" if situation.lender else ""
    if isinstance(record, Behaviour):
        return f"borrower-help check {record.id}{lender}"
    if isinstance(record, Right):
        return f"borrower-help rights show {record.id.removeprefix('right-')}{lender}"
    if isinstance(record, PlanReason | OfferKind) or str(record.id).startswith("plan-"):
        return "borrower-help plan"
    role = _ROLES.get(str(record.id).removeprefix("money-role-").partition("-other")[0].removesuffix("-share"), "")
    if role and str(record.id).startswith("money-role-"):
        return f"borrower-help advise{lender} --i-am {role}"
    if isinstance(record, LetterKind):
        return f"borrower-help letter {record.id}"
    if isinstance(record, Caution):
        return f"borrower-help advise{lender} --section {record.show_with[0].value}"
    section = next((section for types, section in _SECTION_OF if isinstance(record, types)), None)
    if section is None:
        section = _by_name(str(record.id))
    return f"borrower-help advise{lender}" + (f" --section {section.value}" if section else "")


_ROLES = {"heir": "继承人", "spouse": "配偶", "guarantor": "担保人", "family": "家人", "not-mine": "没借过"}
"""Who is meant by a sentence about one role, as ``--i-am`` is written."""


_BY_BEGINNING = {
    "money-": Section.MONEY,
    "penalty-": Section.MONEY,
    "principle-": Section.NEGOTIATION,
    "agree-": Section.NEGOTIATION,
    "after-": Section.NEGOTIATION,
    "complain-": Section.COMPLAINT,
    "stage-": Section.OUTLOOK,
    "inst-": Section.OUTLOOK,
    "clock-": Section.COMPLAINT,
}


def _by_name(identifier: str) -> Section | None:
    return next((section for begin, section in _BY_BEGINNING.items() if identifier.startswith(begin)), None)

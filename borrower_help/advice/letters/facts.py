"""What a letter may say of a case: every fact by its name, empty where nobody told it.

A template sees these names and nothing else. Amounts and days are reckoned here, once, for all letters and formats.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from borrower_help.advice.letters.contacts import (
    ContactedPersonView,
    clean,
    contacts_of_others,
    day_in_words,
    told_contacts,
)
from borrower_help.advice.letters.events import BLANK, events_of
from borrower_help.advice.letters.talks import TALKS, talk_facts
from borrower_help.advice.money.section import money
from borrower_help.advice.money.views import CostView
from borrower_help.advice.papers import papers
from borrower_help.advice.views.money import MoneyView
from borrower_help.advice.views.papers import PaperView
from borrower_help.case.conditions import limitation_near
from borrower_help.case.creditors import only_claims
from borrower_help.case.model import Role
from borrower_help.case.situation import Situation
from borrower_help.journal.model import Row
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.lenders import Basis
from borrower_help.values.amounts import percent, yuan

LISTS = (
    *TALKS,
    "events",
    "own_events",
    "other_events",
    "regulated_events",
    "undated",
    "contacts",
    "log_of_others",
    "caps_over",
    "fees",
    "hardships",
    "proofs",
)


SINGLE = (
    "today",
    "lender",
    "creditor",
    "platform",
    "regulator",
    "nfra_supervised",
    "local_supervised",
    "reachable",
    "settled",
    "from_log",
    "days",
    "due",
    "outstanding",
    "income",
    "essentials",
    "dependants",
    "left",
    "offer",
    "no_money_left",
    "complained",
    "contract_date",
    "principal",
    "received",
    "kept_back",
    "rate",
    "limitation_near",
    "called_number",
    "refused_talk",
    "hearing",
    "chased_since",
)


_NFRA = (InstitutionKind.BANK, InstitutionKind.CONSUMER_FINANCE, InstitutionKind.INSURER, InstitutionKind.AMC)
"""Kinds that the financial regulator itself supervises (nfra-petitions:47)."""


_LOCAL = (InstitutionKind.MICRO_LOAN, InstitutionKind.FINANCING_GUARANTOR, InstitutionKind.LEASING)
"""Kinds that the local financial authorities supervise."""


def fact_names(knowledge: Knowledge) -> frozenset[str]:
    """All names a template may use.

    ``paper_…`` is the day on which a paper was received, a blank where it was not told; ``late_…`` tells that the last
    of its time limits is over.
    """
    papers_of = (f"{what}_{kind}" for kind in knowledge.paper_kinds for what in ("paper", "late"))
    return frozenset((*LISTS, *SINGLE, *papers_of))


def facts_of(
    situation: Situation,
    knowledge: Knowledge,
    people: Sequence[ContactedPersonView] = (),
    person: ContactedPersonView | None = None,
    rows: Sequence[Row] = (),
) -> dict[str, Any]:
    """The facts of a case, each empty where it is not known; ``person`` is the one of ``people`` whose own letter it
    is, ``rows`` are those of the contact log, for what was negotiated.
    """
    events, undated = events_of(situation, knowledge)
    facts: dict[str, Any] = dict.fromkeys(fact_names(knowledge), "")
    facts |= dict.fromkeys(LISTS, ())
    facts |= {
        "today": day_in_words(situation.as_of),
        "called_number": clean(person.called) if person else "",
        "contacts": told_contacts(person.rows) if person else (),
        "log_of_others": contacts_of_others(people),
        "from_log": bool(people) or any(happening.logged for happening in situation.happenings),
        "events": events,
        "own_events": tuple(event for event in events if not event.of_others),
        "other_events": tuple(event for event in events if event.of_others),
        "regulated_events": tuple(event for event in events if event.regulated),
        "undated": undated,
    }
    counted = money(situation, knowledge)
    return (
        facts
        | _of_lender(situation)
        | _of_case(situation, knowledge)
        | _of_budget(situation, counted)
        | _of_papers(situation, knowledge)
        | _of_cost(counted.cost)
        | talk_facts(rows, situation, knowledge)
    )


def _of_lender(situation: Situation) -> dict[str, Any]:
    """Whom to write to: a platform that only arranged the loan is never taken for the lender of the contract."""
    case, known = situation.case, situation.lender
    platform = known is not None and known.kind is InstitutionKind.LOAN_FACILITATOR
    name = clean(known.legal_name if known else case.lender or "")
    return {
        "lender": "" if platform else name,
        "platform": name if platform else "",
        "creditor": clean(case.creditor.name) if case.creditor and not only_claims(case.creditor.name) else "",
        "regulator": known.regulator if known and known.regulator_basis is Basis.SEEN else "",
        "nfra_supervised": situation.kind in _NFRA,
        "local_supervised": situation.kind in _LOCAL,
    }


def _of_case(situation: Situation, knowledge: Knowledge) -> dict[str, Any]:
    case = situation.case
    chased = [happening.on for happening in case.happenings if happening.id == "collect_no_debt" and happening.on]
    hardships = [knowledge.hardships[name] for name in case.hardship]
    return {
        "days": f"{situation.days}天" if situation.days else "",
        "due": day_in_words(situation.due) if situation.due and case.due else "",
        "complained": day_in_words(situation.lodged) if situation.lodged else "",
        "chased_since": day_in_words(min(chased)) if chased else "",
        "hearing": day_in_words(case.day_in_court) if case.day_in_court else "",
        "reachable": bool(case.reachable),
        "settled": case.outstanding == 0 or situation.not_owed or case.whose is Role.NOT_MINE,
        "limitation_near": limitation_near(situation),
        "hardships": tuple(hardship.name for hardship in hardships),
        "proofs": tuple(dict.fromkeys(proof for hardship in hardships for proof in hardship.proofs)),
    }


def _of_budget(situation: Situation, counted: MoneyView) -> dict[str, Any]:
    """What was earned, needed and is left; ``offer`` is the share of the plan for all debts, where there is one."""
    case = situation.case
    figures = {"outstanding": case.outstanding, "income": case.income, "essentials": case.essentials}
    facts: dict[str, Any] = {name: yuan(amount) for name, amount in figures.items() if amount is not None}
    facts["dependants"] = f"{case.dependants}人" if case.dependants else ""
    if counted.budget is None:
        return facts
    offer = _share(counted)
    offer = counted.budget.offer if offer is None else offer
    return facts | {
        "left": yuan(counted.budget.left),
        "no_money_left": counted.budget.offer <= 0,
        "offer": yuan(offer) if offer > 0 else "",
    }


def _share(counted: MoneyView) -> Decimal | None:
    """What the plan for all debts leaves for this one."""
    plan, own = counted.plan, counted.own_debt
    return next((entry.share for entry in plan.debts if entry.debt.name == own), None) if plan and own else None


def _of_papers(situation: Situation, knowledge: Knowledge) -> dict[str, Any]:
    received = papers(situation, knowledge).received
    days = {f"paper_{paper.id}": day_in_words(paper.received) if paper.received else BLANK for paper in received}
    return days | {f"late_{paper.id}": _is_late(paper, situation.as_of) for paper in received}


def _is_late(paper: PaperView, today: dt.date) -> bool:
    """Whether every time limit of a paper is surely over; one without a date may still run."""
    ends = [clock.legal or clock.not_before or clock.date for clock in paper.clocks]
    return bool(ends) and all(end is not None and end < today for end in ends)


def _of_cost(cost: CostView | None) -> dict[str, Any]:
    """The figures of the loan, where the case has it."""
    if cost is None:
        return {}
    return {
        "contract_date": day_in_words(cost.contract_date) if cost.contract_date else "",
        "principal": yuan(cost.received + cost.kept_back) if cost.kept_back > 0 else "",
        "received": yuan(cost.received),
        "kept_back": yuan(cost.kept_back) if cost.kept_back > 0 else "",
        "rate": percent(cost.rates.nominal) if cost.rates.nominal is not None else "",
        "caps_over": tuple(dict.fromkeys(cap.say for cap in cost.caps if cap.status == "over" and cap.say)),
        "fees": tuple(f"{clean(fee.name)}共{yuan(fee.total)}" for fee in cost.fees),
    }

"""What a letter may say of a case: every fact by its name, empty where nobody told it.

A template sees these names and nothing else. Amounts and days are reckoned here, once, for all letters and formats.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec

from borrower_help.advice.conduct import judge
from borrower_help.advice.facts import fact, from_log
from borrower_help.advice.letters.others import ContactedPerson, clean, contacts_of_others, day_in_words, told_contacts
from borrower_help.advice.letters.talks import TALKS, talk_facts
from borrower_help.advice.model import FindingView, LogFactView, MoneyView, PaperView, View
from borrower_help.advice.money.section import money
from borrower_help.advice.money.views import CostView
from borrower_help.advice.papers import papers
from borrower_help.advice.rules import that_count
from borrower_help.case.conditions import limitation_near
from borrower_help.case.creditors import only_claims
from borrower_help.case.model import Role
from borrower_help.case.situation import Situation
from borrower_help.journal.model import Row
from borrower_help.journal.tally import SHOWN_ROWS
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Nature
from borrower_help.knowledge.records.lenders import Basis
from borrower_help.values.amounts import percent, yuan
from borrower_help.values.named import ThemeId

BLANK = "＿＿＿＿"
"""What the sender writes by hand: names, identity and telephone numbers are never asked for."""

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


class LetterEvent(View, frozen=True, kw_only=True):
    """Something that happened on a day, as the sender tells it, and the rule it is held against, which may be none.

    ``when`` is its day in words; ``regulated`` tells that it is against a law or a regulator's rule, not a standard
    alone; ``condition`` is what the sender must make sure of before signing, empty where nothing is in doubt.
    """

    id: str
    day: dt.date
    text: str
    basis: str
    of_others: bool
    regulated: bool
    when: str
    condition: str = ""


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
    people: Sequence[ContactedPerson] = (),
    person: ContactedPerson | None = None,
    rows: Sequence[Row] = (),
) -> dict[str, Any]:
    """The facts of a case, each empty where it is not known; ``person`` is the one of ``people`` whose own letter it
    is, ``rows`` are those of the contact log, for what was negotiated.
    """
    told, undated = _events(situation, knowledge)
    facts: dict[str, Any] = dict.fromkeys(fact_names(knowledge), "")
    facts |= dict.fromkeys(LISTS, ())
    facts |= {
        "today": day_in_words(situation.as_of),
        "called_number": clean(person.called) if person else "",
        "contacts": told_contacts(person.rows) if person else (),
        "log_of_others": contacts_of_others(people),
        "from_log": bool(people) or any(happening.shown for happening in situation.happenings),
        "events": told,
        "own_events": tuple(event for event in told if not event.of_others),
        "other_events": tuple(event for event in told if event.of_others),
        "regulated_events": tuple(event for event in told if event.regulated),
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
    told = {"outstanding": case.outstanding, "income": case.income, "essentials": case.essentials}
    facts: dict[str, Any] = {name: yuan(amount) for name, amount in told.items() if amount is not None}
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


# --- events


def _events(situation: Situation, knowledge: Knowledge) -> tuple[tuple[LetterEvent, ...], tuple[str, ...]]:
    """What the lender did on known days against a rule, in order of days; and the titles of what has no day."""
    shown = {entry.id: entry for entry in from_log(situation, knowledge) if entry.certain}
    events: list[LetterEvent] = []
    undated: list[str] = []
    for happening in situation.happenings:
        finding = judge(knowledge.behaviours[happening.id], situation, knowledge, happening.on)
        if finding.by != "lender" or not finding.outcome.against:
            continue
        if happening.id in shown:
            events.append(_from_log(shown[happening.id], finding, knowledge))
        elif happening.on is not None:
            events.append(_as_told(finding, happening.on, knowledge))
        else:
            undated.append(finding.title)
    return tuple(sorted(events, key=lambda event: (event.day, event.id))), tuple(undated)


def _from_log(entry: LogFactView, finding: FindingView, knowledge: Knowledge) -> LetterEvent:
    return LetterEvent(
        id=entry.id,
        day=entry.days[-1].on,
        text=f"{in_the_first_person(entry.title)}：{_in_the_log(entry)}",
        basis="",  # the sentence of the log names its rule itself
        of_others=of_others(entry.id, knowledge),
        regulated=regulated(finding),
        when=day_in_words(entry.days[-1].on),
        condition=in_the_first_person(clean(entry.condition)),
    )


_SHORT = {"most_days": 4, "most_numbers": 4, "most_rows": SHOWN_ROWS}
"""How much of a log one sentence of a letter tells; the log itself is attached."""

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b", re.ASCII)
_HOUR = re.compile(r"\b(\d\d):(\d\d):(\d\d)\b", re.ASCII)
_SPACE_AT_CHINESE = re.compile(r"(?<=[\u3001-\u9fff（）]) | (?=[\u3001-\u9fff（）])")


def _in_the_log(entry: LogFactView) -> str:
    """The sentence of the log without its condition, which only the sender can affirm; days, hours and spaces as the
    rest of a letter has them.
    """
    told = clean(fact(msgspec.structs.replace(entry, condition=""), **_SHORT)).replace("（第 ", "（联系记录第 ")
    told = _DAY.sub(lambda day: day_in_words(dt.date.fromisoformat(day[0])), told)
    told = _HOUR.sub(lambda hour: f"{int(hour[1])}时{hour[2]}分" + (f"{hour[3]}秒" if hour[3] != "00" else ""), told)
    return _SPACE_AT_CHINESE.sub("", told)


def _as_told(finding: FindingView, on: dt.date, knowledge: Knowledge) -> LetterEvent:
    return LetterEvent(
        id=finding.id,
        day=on,
        text=f"{day_in_words(on)}：{in_the_first_person(finding.title)}。经过（几点、号码、原话）：{BLANK}{BLANK}。",
        basis=_basis(finding, knowledge),
        of_others=of_others(finding.id, knowledge),
        regulated=regulated(finding),
        when=day_in_words(on),
    )


def of_others(name: str, knowledge: Knowledge) -> bool:
    """Whether a behaviour is done to somebody else than the borrower."""
    return knowledge.theme_of[name] == ThemeId.THIRD_PARTIES


_REGULATED = (Nature.UNLAWFUL, Nature.REGULATORY)


def regulated(finding: FindingView) -> bool:
    """Whether it is against a law or a regulator's rule, not a standard alone."""
    return finding.nature in _REGULATED


_AGAINST = {
    Nature.UNLAWFUL: "我认为涉嫌违反",
    Nature.REGULATORY: "我认为违反",
    Nature.STANDARD_OR_SELF_REGULATION: "我认为不符合",
}


def _basis(finding: FindingView, knowledge: Knowledge) -> str:
    """The strongest rule that counts against this lender on that day, with a verb of its force; empty without one."""
    verb = _AGAINST.get(finding.nature) if finding.nature else None
    rules = [rule for rule in that_count(finding.rules) if rule.role == "basis"]
    if not verb or not rules:
        return ""
    cited = knowledge.cite(rules[0].source)
    assert cited is not None, "the check resolves every reference"
    article = rules[0].source.partition(":")[2]
    named = f"第{article}条" if article.isdecimal() else ""
    only = "（合同贷款人属于它管的机构时）" if rules[0].depends else ""
    return f"{verb}《{cited.document.title}》{named}{only}。"


def in_the_first_person(title: str) -> str:
    """The title of a behaviour as the sender of a letter says it."""
    return title.replace("你", "我")

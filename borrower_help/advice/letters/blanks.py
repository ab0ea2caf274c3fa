"""What may be left blank in a letter: facts that the sender knows, and that a pen adds as well as an answer here.

Whether a debt is settled is none of them, nor what kind of institution a lender of a known kind is: these decide
whether the letter is the right one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from borrower_help.advice.conduct import judge
from borrower_help.advice.letters.events import BLANK, LetterEventView, in_the_first_person, of_others, regulated
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.letters import LetterNeed

BLANK_DAY = "＿＿＿＿年＿＿月＿＿日"

_SUM = f"{BLANK}元"

_SUPERVISED = ("nfra_supervised", "local_supervised")

_OPEN_KINDS = (InstitutionKind.UNKNOWN, InstitutionKind.LOAN_FACILITATOR)
"""Kinds by which nobody can tell yet who supervises the lender of the contract."""


def blanks(needs: Iterable[LetterNeed], facts: Mapping[str, Any], situation: Situation, knowledge: Knowledge) -> Any:
    """What stands for the facts that a letter lacks, by their names; ``None`` where one of them cannot be left blank.

    A paper is left blank where it is the only one that the letter answers.
    """
    lacking = [need for need in needs if not any(facts[name] for name in need.any_of)]
    offered: dict[str, Any] = _events(situation, knowledge) | {
        "hardships": (BLANK * 2,),
        "proofs": (BLANK * 2,),
        "income": _SUM,
        "essentials": _SUM,
        "offer": _SUM,
    }
    if situation.kind in _OPEN_KINDS:
        offered |= dict.fromkeys(_SUPERVISED, True)
    for need in lacking:
        if len(need.any_of) == 1 and need.any_of[0].startswith("paper_"):
            offered[need.any_of[0]] = BLANK_DAY
    if not all(any(offered.get(name) for name in need.any_of) for need in lacking):
        return None
    wanted = {name for need in lacking for name in need.any_of}
    related = next((set(group) for group in _TOGETHER if wanted.intersection(group)), set())
    return {name: value for name, value in offered.items() if name in wanted | related and value and not facts[name]}


_TOGETHER = (("events", "other_events"), ("hardships", "proofs"), ("offer", "income", "essentials"))
"""Facts of which a letter that lacks one shows the others, too."""


def _events(situation: Situation, knowledge: Knowledge) -> dict[str, Any]:
    """What was told without a day, each with blanks for day and course; where nothing was told, all of it is blank.

    The rule of a day that nobody knows is not cited.
    """
    undated: list[LetterEventView] = []
    for happening in situation.happenings:
        finding = judge(knowledge.behaviours[happening.id], situation, knowledge, happening.on)
        if happening.on is None and finding.by == "lender" and finding.outcome.against:
            undated.append(
                _blank(
                    happening.id,
                    f"{BLANK_DAY}：{in_the_first_person(finding.title)}。经过（几点、号码、原话）：{BLANK}{BLANK}。",
                    situation,
                    third_party=of_others(finding.id, knowledge),
                    ruled=regulated(finding),
                )
            )
    text = f"{BLANK_DAY}＿＿时＿＿分，号码{BLANK}，对方做的事和原话：{BLANK}{BLANK}。"
    anything = _blank("blank", text, situation, third_party=True, ruled=False)
    return {
        "events": tuple(undated) or (anything,),
        "other_events": tuple(event for event in undated if event.of_others) or (anything,),
        "regulated_events": tuple(event for event in undated if event.regulated),
    }


def _blank(name: str, text: str, situation: Situation, *, third_party: bool, ruled: bool) -> LetterEventView:
    return LetterEventView(
        id=name, day=situation.as_of, text=text, basis="", of_others=third_party, regulated=ruled, when=BLANK_DAY
    )

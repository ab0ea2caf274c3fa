"""What must be said before an answer that was written for the usual case: which rules do not count here, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from borrower_help.advice.views.conduct import RuleView
from borrower_help.case.situation import OPEN_KINDS, Situation
from borrower_help.knowledge.force import Force
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Behaviour
from borrower_help.knowledge.words import KINDS
from borrower_help.values.named import SaidId, ThemeId

LICENSED = (InstitutionKind.BANK, InstitutionKind.CONSUMER_FINANCE, InstitutionKind.MICRO_LOAN)

_YOU = re.compile("你(?!们)")

FEW = 3
"""More kinds than these are not listed one by one."""


def spoken_to(text: str, situation: Situation) -> str:
    """An answer as whoever reads it hears it: 你 is the borrower, so to somebody else it says 借款人."""
    theirs = situation.signed or situation.not_owed
    return text if theirs else _YOU.sub("借款人", text)


def titled(behaviour: Behaviour, situation: Situation, knowledge: Knowledge) -> str:
    """The title of a behaviour; where others were contacted, 我 in it is the borrower and not who reads it."""
    theirs = situation.signed or situation.not_owed or knowledge.theme_of[behaviour.id] != ThemeId.THIRD_PARTIES
    return behaviour.title if theirs else behaviour.title.replace("我", "借款人")


def only_one_bound(bound: InstitutionKind, kinds: Sequence[InstitutionKind], knowledge: Knowledge) -> str:
    """That the rules bind only one of the two: the lender, or whoever asks for the money now."""
    lender, asks = kinds
    who, other = ("放款的", "现在来要钱的") if bound is lender else ("现在来要钱的", "放款的")
    rest = asks if bound is lender else lender
    return knowledge.say(SaidId.ONE_IS_BOUND, who=who, kind=KINDS[bound], other=other, rest=KINDS[rest])


def warns(rule: RuleView) -> bool:
    """Whether this is a report or an alert: it binds nobody, and may still be what an answer rests on."""
    return rule.force is Force.NONE


def reaches(rule: RuleView) -> bool:
    """Whether a rule binds this lender, or is a warning for everyone."""
    return rule.binds or warns(rule)


def no_rule_caveat(left_out: Collection[RuleView], kind: InstitutionKind, day: dt.date, knowledge: Knowledge) -> str:
    """Before an answer of which no rule counts."""
    by_day, by_kind = any(reaches(rule) for rule in left_out), any(not reaches(rule) for rule in left_out)
    usual = "通常的情况" if by_day and by_kind else "施行以后的情况" if by_day else "受这些规则约束的机构"
    return f"{_nothing_found(left_out, kind, day, knowledge)}下面说的是{usual}。"


def right_caveat(left_out: Collection[RuleView], kind: InstitutionKind, day: dt.date, knowledge: Knowledge) -> str:
    """Before a right for which no rule counts."""
    missing = _nothing_found(left_out, kind, day, knowledge) if left_out else ""
    return missing + knowledge.say(SaidId.CONTRACT_ONLY)


def _nothing_found(left_out: Collection[RuleView], kind: InstitutionKind, day: dt.date, knowledge: Knowledge) -> str:
    when = f"在 {day} " if any(reaches(rule) for rule in left_out) else ""
    whom = "管这件事" if kind in OPEN_KINDS else f"约束{KINDS[kind]}"
    return f"没有收录到{when}{whom}的规则：{'；'.join(_reasons(left_out, kind, knowledge))}。"


def weaker_caveat(
    left_out: Collection[RuleView], kind: InstitutionKind, day: dt.date, knowledge: Knowledge, *, weaker: bool
) -> str:
    """Before an answer of which the stronger rules do not count; ``weaker`` where the conclusion is another for it."""
    reasons = "；".join(_reasons(left_out, kind, knowledge))
    when = f"在 {day} " if any(reaches(rule) for rule in left_out) else ""
    conclusion = "所以结论比通常的弱。" if weaker else ""
    return f"下面说到的规定，有的{when}管不到这里：{reasons}。{conclusion}" if reasons else ""


def other_kind_caveat(kinds: tuple[InstitutionKind, ...], situation: Situation) -> str:
    """Before an answer that cannot be about this kind of lender."""
    kind, lender = situation.kind, situation.lender
    licensed = "持牌的" if kind in LICENSED else ""
    known = lender is not None and lender.kind is kind
    subject = f"{lender.name}是{licensed}{KINDS[kind]}" if lender and known else f"你说的是{KINDS[kind]}"
    return f"{subject}，这一条说的是{kind_names(kinds)}。"


def kind_names(kinds: Collection[InstitutionKind]) -> str:
    """The names of kinds in a sentence, the first few of many."""
    names = [KINDS[kind] for kind in kinds]
    if len(names) > FEW:
        return "、".join(names[:FEW]) + "等"
    return "和".join(["、".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _reasons(left_out: Iterable[RuleView], kind: InstitutionKind, knowledge: Knowledge) -> Iterator[str]:
    """One reason for each addressee and each day, with the names of the rules it holds for."""
    found: dict[str, dict[str, None]] = {}
    for rule in left_out:
        found.setdefault(_reason(rule, kind), {})[_short(rule.source, knowledge)] = None
    for reason, names in found.items():
        listed = "、".join(names)
        yield f"{listed} {reason}" if listed[-1].isascii() else f"{listed}{reason}"


def _reason(rule: RuleView, kind: InstitutionKind) -> str:
    if not reaches(rule):
        return f"只约束{kind_names(rule.bound)}" if len(rule.bound) <= FEW else f"不约束{KINDS[kind]}"
    return f"到 {rule.effective_to} 为止" if rule.effective_to else f"到 {rule.effective_from} 才施行"


def _short(source: str, knowledge: Knowledge) -> str:
    cited = knowledge.cite(source)
    assert cited is not None, "the check resolves every reference"
    return cited.document.called

"""May they do that? Behaviours judged by the rules that bind this lender and were in force that day."""

from __future__ import annotations

import dataclasses
import datetime as dt

import msgspec

from borrower_help.advice.caveat import (
    kind_names,
    no_rule_caveat,
    only_one_bound,
    other_kind_caveat,
    spoken_to,
    titled,
    weaker_caveat,
)
from borrower_help.advice.dated import answer_on, said_on
from borrower_help.advice.rules import (
    WEAKEST_FIRST,
    basis_rules,
    counts,
    is_open_to,
    later,
    later_text,
    nature_of,
    nature_under,
    rule_view,
    that_count,
)
from borrower_help.advice.views.conduct import ConductView, EvidenceView, FindingView, Outcome, RuleView
from borrower_help.case.log import LoggedBehaviour
from borrower_help.case.situation import OPEN_KINDS, Happened, Situation, may_concern
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Behaviour, Nature, Verdict
from borrower_help.knowledge.words import (
    KINDS,
    LIKE_A_FRAUD,
    NATURES,
    NO_RULE,
    NOT_FOR_THE_POLICE,
    NOT_THIS_KIND,
    STOP_FIRST,
    VERDICTS,
)
from borrower_help.values.named import ChannelId, SaidId
from borrower_help.values.patterns import pattern

ANTIFRAUD = ChannelId.ANTIFRAUD
"""The channel of entries that may be a fraud: whoever asks about them must stop before they check."""


def conduct(situation: Situation, knowledge: Knowledge) -> ConductView:
    """Everything reported, judged; when nothing was reported, the commonest behaviour of each theme."""
    findings = tuple(
        judge(knowledge.behaviours[happening.id], situation, knowledge, happening.on)
        if happening.logged is None
        else _with_proof(happening, happening.logged, situation, knowledge)
        for happening in situation.happenings
    )
    common = (
        () if findings else tuple(judge(behaviour, situation, knowledge) for behaviour in _asked(situation, knowledge))
    )
    kept = {entry.id: entry for finding in findings for entry in finding.evidence}
    return ConductView(findings=findings, common=common, evidence=tuple(kept.values()))


def _with_proof(
    happening: Happened, logged: LoggedBehaviour, situation: Situation, knowledge: Knowledge
) -> FindingView:
    """What a log shows, judged on the day that was told, else on the last day of the log."""
    finding = judge(knowledge.behaviours[happening.id], situation, knowledge, happening.on)
    because = finding.because if happening.stated else ("联系记录里有这件事",)
    return msgspec.structs.replace(finding, proof=logged.proof, because=because)


def judge(behaviour: Behaviour, situation: Situation, knowledge: Knowledge, on: dt.date | None = None) -> FindingView:
    """Judge one behaviour on the day it happened (today when the day is not known)."""
    seen = _Judged.of(behaviour, situation, knowledge, on or situation.as_of)
    hinges, find_out = seen.hinges()
    text, speaks_of_later = seen.answer()
    caveat = seen.caveat()
    channels = tuple(name for name in behaviour.complain if is_open_to(knowledge.channels[name], situation))
    coming = [rule for rule in later(seen.rules) if not (caveat and rule.role == "basis")]
    return FindingView(
        id=behaviour.id,
        text=spoken_to(text, situation),
        confidence=behaviour.confidence,
        sources=tuple(rule.source for rule in that_count(seen.rules)),
        because=("你说发生过这件事",) if on or _was_reported(behaviour, situation) else ("常见问题",),
        title=titled(behaviour, situation, knowledge),
        question=behaviour.question,
        by=behaviour.by,
        on=on,
        verdict=behaviour.verdict,
        nature=seen.nature,
        outcome=seen.outcome,
        weakened=seen.nature is not behaviour.nature,
        caveat=caveat,
        proof="",
        label=seen.label(),
        hinges=spoken_to(hinges, situation),
        find_out=spoken_to(find_out, situation),
        thresholds=behaviour.thresholds,
        rules=seen.rules,
        evidence=tuple(_evidence(knowledge, name) for name in behaviour.evidence),
        say=seen.say(),
        complain=channels,
        complain_names=tuple(knowledge.channels[name].name for name in channels),
        police=seen.police(),
        urgent=behaviour.urgent,
        confidence_note=behaviour.confidence_note,
        later=later_text(coming, spoken_of=speaks_of_later),
    )


_USUAL = {
    Verdict.PROHIBITED: Outcome.BROKEN,
    Verdict.LIMITED: Outcome.LIMITED,
    Verdict.ALLOWED: Outcome.ALLOWED,
    Verdict.DEPENDS: Outcome.DEPENDS,
}
"""The outcome where all rules of the usual answer count."""

_INVOKES = pattern(r"第[0-9]+条|期限|已满")
"""Words by which a sentence to say relies on a rule."""

SAID_BY_OTHERS = "（由"
"""How words begin that somebody else than the borrower says: 由被打扰的人说."""

_ORDERED = pattern(r"第[0-9]+条|责令")
"""Words by which the sentence about the police relies on a rule."""


@dataclasses.dataclass(frozen=True)
class _Judged:
    """A behaviour beside the rules of one lender and day, and what follows for the words of the answer."""

    behaviour: Behaviour
    situation: Situation
    knowledge: Knowledge
    day: dt.date
    rules: tuple[RuleView, ...]
    nature: Nature | None
    outcome: Outcome

    @classmethod
    def of(cls, behaviour: Behaviour, situation: Situation, knowledge: Knowledge, day: dt.date) -> _Judged:
        rules = tuple(rule_view(rule, situation.kinds, day, knowledge) for rule in behaviour.rules)
        if _is_about_others(behaviour, situation):
            nature = Nature.VERIFY_FIRST if behaviour.nature else None
            return cls(behaviour, situation, knowledge, day, rules, nature, Outcome.DEPENDS)
        nature = nature_under(behaviour, rules)
        return cls(behaviour, situation, knowledge, day, rules, nature, _outcome(behaviour, rules, nature))

    @property
    def about_others(self) -> bool:
        return _is_about_others(self.behaviour, self.situation)

    def answer(self) -> tuple[str, bool]:
        """The answer in the law of the day, and whether it may still speak of a later rule."""
        written = answer_on(self.behaviour, self.day)
        return (written, False) if written else said_on(self.behaviour.answer, self.rules, self.knowledge)

    def label(self) -> str:
        if self.about_others:
            return NOT_THIS_KIND
        return _label(self.behaviour, self.nature, self.outcome, self.situation.kind)

    def caveat(self) -> str:
        """What comes before the answer: whom its rules bind, and which of its rules do not count here."""
        return self._who_is_bound() + self._weaker()

    def _who_is_bound(self) -> str:
        """Where the lender and whoever asks are of two kinds: whom the strongest rules bind, if only one."""
        basis = basis_rules(self.rules)
        strongest = max((WEAKEST_FIRST.index(nature_of(rule)) for rule in basis), default=-1)
        bound = [rule for rule in basis if WEAKEST_FIRST.index(nature_of(rule)) == strongest]
        if len(self.situation.kinds) < 2 or not bound or not all(rule.bound for rule in bound):
            return ""
        reached = [kind for kind in self.situation.kinds if any(may_concern(rule.bound, kind) for rule in bound)]
        return only_one_bound(reached[0], self.situation.kinds, self.knowledge) if len(reached) == 1 else ""

    def _weaker(self) -> str:
        """Which rules do not count here, where the answer was written for another kind or for a later day."""
        if self.about_others:
            return other_kind_caveat(self.behaviour.kinds, self.situation)
        usual = _USUAL[self.behaviour.verdict]
        weaker = (self.outcome, self.nature) != (usual, self.behaviour.nature)
        if not weaker and basis_rules(self.rules):
            return ""
        where = (self._left_out(), self.situation.kind, self.day, self.knowledge)
        return no_rule_caveat(*where) if self.outcome is Outcome.NO_RULE else weaker_caveat(*where, weaker=weaker)

    def _left_out(self) -> list[RuleView]:
        """The rules of the usual answer that do not count here and are stronger than those that do."""
        basis = [rule for rule in self.rules if rule.role == "basis" and not counts(rule)]
        left = basis_rules(self.rules)
        strongest = max((WEAKEST_FIRST.index(nature_of(rule)) for rule in left), default=-1)
        return [
            rule
            for rule in basis
            if WEAKEST_FIRST.index(nature_of(rule)) > strongest and (not rule.effective_to or not left)
        ]

    def hinges(self) -> tuple[str, str]:
        """On what it depends, and how to find out; empty for every other outcome."""
        if self.outcome is not Outcome.DEPENDS:
            return "", ""
        if self.about_others:
            asked = self.behaviour.kinds[0] if len(self.behaviour.kinds) == 1 else self.situation.kind
            signs = self.knowledge.institutions[asked].how_to_tell
            return f"放款的到底是不是{kind_names(self.behaviour.kinds)}。", f"{KINDS[asked]}这样认：{signs}"
        if self.behaviour.hinges:
            return self.behaviour.hinges, self.behaviour.find_out
        conditions = dict.fromkeys(rule.condition for rule in self.rules if counts(rule) and rule.condition)
        kept = "、".join(self.knowledge.evidence[name].name for name in self.behaviour.evidence)
        return (
            f"有没有这些情形：{'；'.join(conditions)}。",
            self.knowledge.say(SaidId.HELD_AGAINST, kept=kept),
        )

    def say(self) -> str:
        """The sentence to say, unless it relies on a rule that does not count here, or is another's to say."""
        if self.about_others or self.outcome is Outcome.NO_RULE:
            return ""
        if not self.situation.signed and not self.behaviour.say.startswith(SAID_BY_OTHERS):
            return ""
        return "" if self._weaker() and _INVOKES.search(self.behaviour.say) else self.behaviour.say

    def police(self) -> str:
        """What to tell the police; nothing in it may rest on a rule that came after the day."""
        came_later = any(rule.binds and not rule.in_force and rule.effective_to is None for rule in self.rules)
        if came_later and _ORDERED.search(self.behaviour.police):
            return self.knowledge.say(SaidId.POLICE_THEN)
        return self.behaviour.police


def _is_about_others(behaviour: Behaviour, situation: Situation) -> bool:
    """Whether it can be about neither the lender nor whoever asks for the money."""
    kinds = set(situation.kinds)
    return bool(behaviour.kinds) and not kinds.intersection(behaviour.kinds) and not kinds.intersection(OPEN_KINDS)


def _outcome(behaviour: Behaviour, rules: tuple[RuleView, ...], nature: Nature | None) -> Outcome:
    basis = basis_rules(rules)
    if not basis:
        return Outcome.DEPENDS if any(map(counts, rules)) else Outcome.NO_RULE
    if behaviour.verdict is not Verdict.PROHIBITED and nature is Nature.VERIFY_FIRST:
        return Outcome.DEPENDS
    return _USUAL[behaviour.verdict]


def _label(behaviour: Behaviour, nature: Nature | None, outcome: Outcome, kind: InstitutionKind) -> str:
    if outcome is Outcome.NO_RULE:
        return NO_RULE
    if (outcome, nature) == (Outcome.BROKEN, Nature.VERIFY_FIRST):  # only warnings of fraud carry it
        return LIKE_A_FRAUD
    if outcome is Outcome.DEPENDS and ANTIFRAUD in behaviour.complain:
        return STOP_FIRST
    if (outcome, nature) == (Outcome.BROKEN, Nature.UNLAWFUL) and not behaviour.police:
        return f"{VERDICTS[behaviour.verdict]}（{NOT_FOR_THE_POLICE}）"
    verdict = VERDICTS[Verdict.DEPENDS if outcome is Outcome.DEPENDS else behaviour.verdict]
    open_kind = kind in OPEN_KINDS and nature in (Nature.REGULATORY, Nature.STANDARD_OR_SELF_REGULATION)
    which = "；适用哪条要看合同里的贷款人" if open_kind else ""
    return f"{verdict}（{NATURES[nature]}{which}）" if nature else verdict


def _was_reported(behaviour: Behaviour, situation: Situation) -> bool:
    return any(happening.id == behaviour.id for happening in situation.happenings)


def _evidence(knowledge: Knowledge, name: str) -> EvidenceView:
    kind = knowledge.evidence[name]
    return EvidenceView(
        id=kind.id, name=kind.name, text=f"{kind.name}：{kind.how}", confidence=kind.confidence, sources=kind.sources
    )


def _asked(situation: Situation, knowledge: Knowledge) -> list[Behaviour]:
    """What is asked most: by a borrower one of every theme, by the people around one what is done to them."""
    if situation.signed or situation.not_owed:
        return _commonest(knowledge)
    return [behaviour for behaviour in knowledge.behaviours.values() if situation.audience in behaviour.asked_by]


def _commonest(knowledge: Knowledge) -> list[Behaviour]:
    firsts = (
        next((behaviour for behaviour in theme.behaviours if behaviour.common), None) for theme in knowledge.themes
    )
    return [behaviour for behaviour in firsts if behaviour is not None]

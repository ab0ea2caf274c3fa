"""May they do that? Behaviours judged by the rules that bind this lender and were in force that day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from borrower_help.advice.caveat import POLICE_THEN, counts, kind_names, no_rule_caveat, other_kind_caveat, right_caveat, weaker_caveat
from borrower_help.advice.model import Conduct, Finding, Item, RightView, RuleView
from borrower_help.knowledge.law import Force, force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Behaviour, Channel, InstitutionKind, Nature, Right, Rule, Verdict
from borrower_help.situation import OPEN_KINDS, Situation, may_concern
from borrower_help.words import FORCES, KINDS, LIKE_A_FRAUD, NATURES, NO_RULE, NOT_FOR_THE_POLICE, NOT_THIS_KIND, STOP_FIRST, VERDICTS

_NATURE_OF_FORCE = {
    Force.LAW: Nature.UNLAWFUL,
    Force.JUDICIAL: Nature.UNLAWFUL,
    Force.RULE: Nature.REGULATORY,
    Force.NORMATIVE: Nature.REGULATORY,
    Force.STANDARD: Nature.STANDARD_OR_SELF_REGULATION,
    Force.SELF_REGULATION: Nature.STANDARD_OR_SELF_REGULATION,
}
ANTIFRAUD = "antifraud_96110"
"""The channel of entries that may be a fraud: whoever asks about them must stop before they check."""

LIMIT = "limit"
"""The role of a rule that limits a right."""

_WEAKEST_FIRST = (Nature.VERIFY_FIRST, Nature.STANDARD_OR_SELF_REGULATION, Nature.REGULATORY, Nature.UNLAWFUL)


def conduct(situation: Situation, knowledge: Knowledge) -> Conduct:
    """Everything reported, judged; when nothing was reported, the commonest behaviour of each theme."""
    findings = tuple(judge(knowledge.behaviours[happening.id], situation, knowledge, happening.on, happening.proof) for happening in situation.case.happenings)
    common = () if findings else tuple(judge(behaviour, situation, knowledge) for behaviour in _commonest(knowledge))
    kept = {entry.id: entry for finding in findings for entry in finding.evidence}
    return Conduct(findings=findings, common=common, evidence=tuple(kept.values()))


def judge(
    behaviour: Behaviour,
    situation: Situation,
    knowledge: Knowledge,
    on: dt.date | None = None,
    proof: str = "",
) -> Finding:
    """Judge one behaviour on the day it happened (today when the day is not known)."""
    seen = _Judged.of(behaviour, situation, knowledge, on or situation.as_of)
    hinges, find_out = seen.hinges()
    return Finding(
        id=behaviour.id,
        text=behaviour.answer,
        confidence=behaviour.confidence,
        sources=tuple(rule.source for rule in _that_count(seen.rules)),
        because=("你说发生过这件事",) if on or _was_reported(behaviour, situation) else ("常见问题",),
        title=behaviour.title,
        question=behaviour.question,
        by=behaviour.by,
        on=on,
        verdict=behaviour.verdict,
        nature=seen.nature,
        outcome=seen.outcome,
        weakened=seen.nature is not behaviour.nature,
        caveat=seen.caveat(),
        proof=proof,
        label=seen.label(),
        hinges=hinges,
        find_out=find_out,
        thresholds=behaviour.thresholds,
        rules=seen.rules,
        evidence=tuple(_evidence(knowledge, name) for name in behaviour.evidence),
        say=seen.say(),
        complain=tuple(name for name in behaviour.complain if _is_open_to(knowledge.channels[name], situation)),
        police=seen.police(),
        urgent=behaviour.urgent,
        confidence_note=behaviour.confidence_note,
    )


_INVOKES = re.compile(r"第[0-9]+条|期限|已满")
"""Words by which a sentence to say relies on a rule."""

_ORDERED = re.compile(r"第[0-9]+条|责令")
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
    outcome: str

    @classmethod
    def of(cls, behaviour: Behaviour, situation: Situation, knowledge: Knowledge, day: dt.date) -> _Judged:
        rules = tuple(_view(rule, situation.kind, day, knowledge) for rule in behaviour.rules)
        if _is_about_others(behaviour, situation.kind):
            nature = Nature.VERIFY_FIRST if behaviour.nature else None
            return cls(behaviour, situation, knowledge, day, rules, nature, "depends")
        nature = _nature(behaviour, rules)
        return cls(behaviour, situation, knowledge, day, rules, nature, _outcome(behaviour, rules, nature))

    @property
    def about_others(self) -> bool:
        return _is_about_others(self.behaviour, self.situation.kind)

    def label(self) -> str:
        if self.about_others:
            return NOT_THIS_KIND
        return _label(self.behaviour, self.nature, self.outcome, self.situation.kind)

    def caveat(self) -> str:
        """What comes before the answer where it was written for another kind, or for a later day."""
        if self.about_others:
            return other_kind_caveat(self.behaviour.kinds, self.situation)
        usual = "broken" if self.behaviour.verdict is Verdict.PROHIBITED else self.behaviour.verdict.value
        weaker = (self.outcome, self.nature) != (usual, self.behaviour.nature)
        if not weaker and _basis(self.rules):
            return ""
        where = (self._left_out(), self.situation.kind, self.day, self.knowledge)
        return no_rule_caveat(*where) if self.outcome == "no_rule" else weaker_caveat(*where, weaker=weaker)

    def _left_out(self) -> list[RuleView]:
        """The rules of the usual answer that do not count here and are stronger than those that do."""
        basis = [rule for rule in self.rules if rule.role == "basis" and not counts(rule)]
        left = _basis(self.rules)
        strongest = max((_WEAKEST_FIRST.index(_nature_of(rule)) for rule in left), default=-1)
        return [rule for rule in basis if _WEAKEST_FIRST.index(_nature_of(rule)) > strongest and (not rule.effective_to or not left)]

    def hinges(self) -> tuple[str, str]:
        """On what it depends, and how to find out; empty for every other outcome."""
        if self.outcome != "depends":
            return "", ""
        if self.about_others:
            asked = self.behaviour.kinds[0] if len(self.behaviour.kinds) == 1 else self.situation.kind
            told = self.knowledge.institutions[asked].how_to_tell
            return f"放款的到底是不是{kind_names(self.behaviour.kinds)}。", f"{KINDS[asked]}这样认：{told}"
        if self.behaviour.hinges:
            return self.behaviour.hinges, self.behaviour.find_out
        conditions = dict.fromkeys(rule.condition for rule in self.rules if counts(rule) and rule.condition)
        kept = "、".join(self.knowledge.evidence[name].name for name in self.behaviour.evidence)
        return f"有没有这些情形：{'；'.join(conditions)}。", f"拿{kept}对照，写下时间和原话。够不够，由公安、法院或监管部门认定。"

    def say(self) -> str:
        """The sentence to say, unless it relies on a rule that does not count here."""
        if self.about_others or self.outcome == "no_rule":
            return ""
        return "" if self.caveat() and _INVOKES.search(self.behaviour.say) else self.behaviour.say

    def police(self) -> str:
        """What to tell the police; nothing in it may rest on a rule that came after the day."""
        came_later = any(rule.binds and not rule.in_force and rule.effective_to is None for rule in self.rules)
        return POLICE_THEN if came_later and _ORDERED.search(self.behaviour.police) else self.behaviour.police


def _is_about_others(behaviour: Behaviour, kind: InstitutionKind) -> bool:
    return bool(behaviour.kinds) and kind not in behaviour.kinds and kind not in OPEN_KINDS


def _is_open_to(channel: Channel, situation: Situation) -> bool:
    return not channel.kinds or situation.kind in channel.kinds


def _view(rule: Rule, kind: InstitutionKind, day: dt.date, knowledge: Knowledge, role: str = "") -> RuleView:
    cited = knowledge.cite(rule.source)
    assert cited is not None, "the check resolves every reference before anything is judged"
    bound = rule.bound or cited.binds
    force = force_of(cited.document)
    return RuleView(
        source=rule.source,
        force=FORCES[force],
        role=role or rule.role,
        condition=rule.condition,
        bound=bound,
        binds=force is not Force.NONE and may_concern(bound, kind),
        depends=bool(bound) and kind not in bound and kind in OPEN_KINDS,
        in_force=cited.in_force(day),
        effective_from=cited.effective_from,
        effective_to=cited.effective_to,
        gist=cited.article.gist if cited.article else "",
    )


def claimable(right: Right, situation: Situation, knowledge: Knowledge) -> RightView:
    """A right against this kind of lender on this day, on the rules that count there; those that limit it support nothing."""
    kind, day = situation.kind, situation.as_of
    views = [_view(Rule(source=source), kind, day, knowledge) for source in right.sources]
    if any(view.binds and not view.in_force for view in views):
        views += _in_their_place(right, kind, day, knowledge)
    rules = tuple(view for view in views if view.force != FORCES[Force.NONE])
    limits = tuple(_view(Rule(source=source), kind, day, knowledge, LIMIT) for source in right.ends_sources)
    return RightView(
        id=right.id,
        text=right.text,
        confidence=right.confidence,
        sources=tuple(view.source for view in views if counts(view)),
        name=right.name,
        claim=right.claim,
        ends=right.ends,
        caveat="" if any(map(counts, rules)) else right_caveat(rules, kind, day, knowledge),
        rules=(*rules, *limits),
        behaviours=right.behaviours,
        complain=tuple(name for name in right.complain if _is_open_to(knowledge.channels[name], situation)),
    )


def _in_their_place(right: Right, kind: InstitutionKind, day: dt.date, knowledge: Knowledge) -> list[RuleView]:
    """Rules no longer in force today that judged the breaches of a right on an earlier day."""
    breaches = (knowledge.behaviours[name] for name in right.behaviours)
    basis = (_view(rule, kind, day, knowledge) for breach in breaches for rule in breach.rules if rule.role == "basis")
    return list({view.source: view for view in basis if counts(view) and view.effective_to}.values())


def _that_count(rules: tuple[RuleView, ...]) -> list[RuleView]:
    """The rules the verdict rests on, the strongest first: the basis, else the escalations, else all there are."""
    strength = list(FORCES.values())
    counting = _basis(rules) or [rule for rule in rules if counts(rule)] or list(rules)
    return sorted(counting, key=lambda rule: strength.index(rule.force))


def _basis(rules: tuple[RuleView, ...]) -> list[RuleView]:
    return [rule for rule in rules if rule.role == "basis" and counts(rule)]


def _nature_of(rule: RuleView) -> Nature:
    """What a breach of this rule alone would be."""
    force = next(force for force, name in FORCES.items() if name == rule.force)
    return _NATURE_OF_FORCE.get(force, Nature.VERIFY_FIRST)


def _nature(behaviour: Behaviour, rules: tuple[RuleView, ...]) -> Nature | None:
    """The nature of the breach, no stronger than the rules that bind this lender on that day support."""
    if behaviour.nature is None:
        return None
    strongest = max(map(_nature_of, _basis(rules)), key=_WEAKEST_FIRST.index, default=Nature.VERIFY_FIRST)
    return min(behaviour.nature, strongest, key=_WEAKEST_FIRST.index)


def _outcome(behaviour: Behaviour, rules: tuple[RuleView, ...], nature: Nature | None) -> str:
    basis = _basis(rules)
    if not basis:
        return "depends" if any(map(counts, rules)) else "no_rule"
    if behaviour.verdict is Verdict.PROHIBITED:
        return "broken"
    return behaviour.verdict.value if nature is not Nature.VERIFY_FIRST else "depends"


def _label(behaviour: Behaviour, nature: Nature | None, outcome: str, kind: InstitutionKind) -> str:
    if outcome == "no_rule":
        return NO_RULE
    if (outcome, nature) == ("broken", Nature.VERIFY_FIRST):  # only warnings of fraud carry it
        return LIKE_A_FRAUD
    if outcome == "depends" and ANTIFRAUD in behaviour.complain:
        return STOP_FIRST
    if (outcome, nature) == ("broken", Nature.UNLAWFUL) and not behaviour.police:
        return f"{VERDICTS[behaviour.verdict]}（{NOT_FOR_THE_POLICE}）"
    verdict = VERDICTS[Verdict.DEPENDS if outcome == "depends" else behaviour.verdict]
    open_kind = kind in OPEN_KINDS and nature in (Nature.REGULATORY, Nature.STANDARD_OR_SELF_REGULATION)
    which = "；适用哪条要看合同里的贷款人" if open_kind else ""
    return f"{verdict}（{NATURES[nature]}{which}）" if nature else verdict


def _was_reported(behaviour: Behaviour, situation: Situation) -> bool:
    return any(happening.id == behaviour.id for happening in situation.case.happenings)


def _evidence(knowledge: Knowledge, name: str) -> Item:
    kind = knowledge.evidence[name]
    return Item(id=kind.id, text=f"{kind.name}：{kind.how}", confidence=kind.confidence, sources=kind.sources)


def _commonest(knowledge: Knowledge) -> list[Behaviour]:
    firsts = (next((behaviour for behaviour in theme.behaviours if behaviour.common), None) for theme in knowledge.themes)
    return [behaviour for behaviour in firsts if behaviour is not None]

"""May they do that? Behaviours judged by the rules that bind this lender and were in force that day."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.model import Conduct, Finding, Item, RuleView
from borrower_help.knowledge.law import Force, force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Behaviour, Channel, InstitutionKind, Nature, Rule, Verdict
from borrower_help.situation import OPEN_KINDS, Situation, may_concern
from borrower_help.words import FORCES, NATURES, NO_RULE, VERDICTS

_NATURE_OF_FORCE = {
    Force.LAW: Nature.UNLAWFUL,
    Force.JUDICIAL: Nature.UNLAWFUL,
    Force.RULE: Nature.REGULATORY,
    Force.NORMATIVE: Nature.REGULATORY,
    Force.STANDARD: Nature.STANDARD_OR_SELF_REGULATION,
    Force.SELF_REGULATION: Nature.STANDARD_OR_SELF_REGULATION,
}
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
    day = on or situation.as_of
    rules = tuple(_view(rule, situation.kind, day, knowledge) for rule in behaviour.rules)
    nature = _nature(behaviour, rules)
    outcome = _outcome(behaviour, rules, nature)
    return Finding(
        id=behaviour.id,
        text=behaviour.answer,
        confidence=behaviour.confidence,
        sources=tuple(rule.source for rule in _that_count(rules)),
        because=("你说发生过这件事",) if on or _was_reported(behaviour, situation) else ("常见问题",),
        title=behaviour.title,
        question=behaviour.question,
        on=on,
        verdict=behaviour.verdict,
        nature=nature,
        outcome=outcome,
        weakened=nature is not behaviour.nature,
        proof=proof,
        label=_label(behaviour, nature, outcome, situation.kind),
        thresholds=behaviour.thresholds,
        rules=rules,
        evidence=tuple(_evidence(knowledge, name) for name in behaviour.evidence),
        say=behaviour.say,
        complain=tuple(name for name in behaviour.complain if _is_open_to(knowledge.channels[name], situation)),
        police=behaviour.police,
        confidence_note=behaviour.confidence_note,
    )


def _is_open_to(channel: Channel, situation: Situation) -> bool:
    return not channel.kinds or situation.kind in channel.kinds


def _view(rule: Rule, kind: InstitutionKind, day: dt.date, knowledge: Knowledge) -> RuleView:
    cited = knowledge.cite(rule.source)
    assert cited is not None, "the check resolves every reference before anything is judged"
    bound = rule.bound or cited.binds
    return RuleView(
        source=rule.source,
        force=FORCES[force_of(cited.document)],
        role=rule.role,
        condition=rule.condition,
        binds=may_concern(bound, kind),
        depends=bool(bound) and kind not in bound and kind in OPEN_KINDS,
        in_force=cited.in_force(day),
        effective_from=cited.effective_from,
        effective_to=cited.effective_to,
        gist=cited.article.gist if cited.article else "",
    )


def binding_sources(sources: tuple[str, ...], situation: Situation, knowledge: Knowledge) -> tuple[str, ...]:
    """Of these sources those that bind this kind of lender, or may, and are in force today."""
    found = ((source, knowledge.cite(source)) for source in sources)
    return tuple(source for source, cited in found if cited and cited.in_force(situation.as_of) and may_concern(cited.binds, situation.kind))


def _that_count(rules: tuple[RuleView, ...]) -> list[RuleView]:
    """The rules the verdict rests on, the strongest first: the basis, else the escalations, else all there are."""
    strength = list(FORCES.values())
    counting = _basis(rules) or [rule for rule in rules if rule.binds and rule.in_force] or list(rules)
    return sorted(counting, key=lambda rule: strength.index(rule.force))


def _basis(rules: tuple[RuleView, ...]) -> list[RuleView]:
    return [rule for rule in rules if rule.role == "basis" and rule.binds and rule.in_force]


def _nature(behaviour: Behaviour, rules: tuple[RuleView, ...]) -> Nature | None:
    """The nature of the breach, no stronger than the rules that bind this lender on that day support."""
    if behaviour.nature is None:
        return None
    force_names = {name: force for force, name in FORCES.items()}
    supported = [_NATURE_OF_FORCE.get(force_names[rule.force], Nature.VERIFY_FIRST) for rule in _basis(rules)]
    strongest = max(supported, key=_WEAKEST_FIRST.index, default=Nature.VERIFY_FIRST)
    return min(behaviour.nature, strongest, key=_WEAKEST_FIRST.index)


def _outcome(behaviour: Behaviour, rules: tuple[RuleView, ...], nature: Nature | None) -> str:
    basis = _basis(rules)
    if not basis:
        escalates = any(rule.binds and rule.in_force for rule in rules)
        return "depends" if escalates else "no_rule"
    if behaviour.verdict is Verdict.PROHIBITED:
        return "broken"
    return behaviour.verdict.value if nature is not Nature.VERIFY_FIRST else "depends"


def _label(behaviour: Behaviour, nature: Nature | None, outcome: str, kind: InstitutionKind) -> str:
    if outcome == "no_rule":
        return NO_RULE
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

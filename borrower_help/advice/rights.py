"""What the borrower may insist on, for this lender on that day."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.caveat import right_caveat
from borrower_help.advice.dated import said_on
from borrower_help.advice.rules import counts, is_open_to, later, later_text, rule_view
from borrower_help.advice.views.conduct import RightView, RuleView
from borrower_help.case.situation import Situation
from borrower_help.knowledge.force import Force
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Right, Rule

LIMIT = "limit"
"""The role of a rule that limits a right."""

BESIDE = 2
"""So many rights stand beside a behaviour."""


def claimable(right: Right, situation: Situation, knowledge: Knowledge) -> RightView:
    """A right against this kind of lender on this day, on the rules that count there; those that limit it support
    nothing.
    """
    kind, kinds, day = situation.kind, situation.kinds, situation.as_of
    views = [rule_view(Rule(source=source), kinds, day, knowledge) for source in right.sources]
    if any(view.binds and not view.in_force for view in views):
        views += _in_their_place(right, kinds, day, knowledge)
    rules = tuple(view for view in views if view.force is not Force.NONE)
    limits = tuple(rule_view(Rule(source=source), kinds, day, knowledge, LIMIT) for source in right.ends_sources)
    caveat = "" if any(map(counts, rules)) else right_caveat(rules, kind, day, knowledge)
    channels = tuple(name for name in right.complain if is_open_to(knowledge.channels[name], situation))
    return RightView(
        id=right.id,
        text=said_on(right.text, views, knowledge)[0],
        confidence=right.confidence,
        sources=tuple(view.source for view in views if counts(view)),
        name=right.name,
        claim=right.claim,
        ends=right.ends,
        caveat=caveat,
        later="" if caveat else later_text(later(rules)),
        rules=(*rules, *limits),
        behaviours=right.behaviours,
        behaviour_titles=tuple(knowledge.behaviours[name].title for name in right.behaviours),
        complain=channels,
        complain_names=tuple(knowledge.channels[name].name for name in channels),
    )


def rights_beside(behaviour: str, situation: Situation, knowledge: Knowledge) -> tuple[RightView, ...]:
    """Two of the rights that a behaviour concerns, on what binds this lender that day; none that rests on no rule
    there.
    """
    concerned = [right for right in knowledge.rights.values() if behaviour in right.behaviours]
    views = (claimable(right, situation, knowledge) for right in concerned)
    return tuple(view for view in views if not view.caveat)[:BESIDE]


def _in_their_place(
    right: Right, kinds: tuple[InstitutionKind, ...], day: dt.date, knowledge: Knowledge
) -> list[RuleView]:
    """Rules no longer in force today that judged the breaches of a right on an earlier day."""
    breaches = (knowledge.behaviours[name] for name in right.behaviours)
    basis = (
        rule_view(rule, kinds, day, knowledge) for breach in breaches for rule in breach.rules if rule.role == "basis"
    )
    return list({view.source: view for view in basis if counts(view) and view.effective_to}.values())

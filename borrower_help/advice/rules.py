"""Rules seen for one case: which bind, which count, and what nature a breach has under them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from borrower_help.advice.caveat import reaches
from borrower_help.advice.views.conduct import RuleView
from borrower_help.case.situation import OPEN_KINDS, Situation, may_concern
from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.complaint import Channel
from borrower_help.knowledge.records.conduct import Behaviour, Nature, Rule
from borrower_help.knowledge.words import FORCES


def strongest(sources: Iterable[str], knowledge: Knowledge) -> str:
    """The name of the greatest force among the sources."""
    forces = (force_of(knowledge.documents[source.partition(":")[0]]) for source in sources)
    return FORCES[min(forces, key=lambda force: force.place)]


def counts(rule: RuleView) -> bool:
    """Whether a rule that reaches this lender was in force on the day judged."""
    return reaches(rule) and rule.in_force


_NATURE_OF_FORCE = {
    Force.LAW: Nature.UNLAWFUL,
    Force.JUDICIAL: Nature.UNLAWFUL,
    Force.RULE: Nature.REGULATORY,
    Force.NORMATIVE: Nature.REGULATORY,
    Force.STANDARD: Nature.STANDARD_OR_SELF_REGULATION,
    Force.SELF_REGULATION: Nature.STANDARD_OR_SELF_REGULATION,
}

WEAKEST_FIRST = (Nature.VERIFY_FIRST, Nature.STANDARD_OR_SELF_REGULATION, Nature.REGULATORY, Nature.UNLAWFUL)


def is_open_to(channel: Channel, situation: Situation) -> bool:
    """Whether a channel takes complaints about this kind of institution."""
    return not channel.kinds or bool(set(situation.kinds).intersection(channel.kinds))


def rule_view(
    rule: Rule, kinds: Sequence[InstitutionKind], day: dt.date, knowledge: Knowledge, role: str = ""
) -> RuleView:
    """A rule seen for a kind of institution on a day: whether it was in force, whom it binds, what it says.

    ``kinds`` are the lender's and, where another asks for the money, that one's: a rule counts if it binds either.
    """
    cited = knowledge.cite(rule.source)
    assert cited is not None, "the check resolves every reference before anything is judged"
    bound = rule.bound or cited.binds
    force = force_of(cited.document)
    return RuleView(
        source=rule.source,
        force=force,
        force_name=FORCES[force],
        role=role or rule.role,
        condition=rule.condition,
        bound=bound,
        binds=force is not Force.NONE and any(may_concern(bound, kind) for kind in kinds),
        depends=bool(bound) and not set(kinds).intersection(bound) and any(kind in OPEN_KINDS for kind in kinds),
        in_force=cited.in_force(day),
        effective_from=cited.effective_from,
        effective_to=cited.effective_to,
        gist=cited.article.gist if cited.article else "",
    )


def that_count(rules: tuple[RuleView, ...]) -> list[RuleView]:
    """The rules the verdict rests on, the strongest first: the basis, else the escalations, else all there are."""
    counting = basis_rules(rules) or [rule for rule in rules if counts(rule)] or list(rules)
    return sorted(counting, key=lambda rule: rule.force.place)


def basis_rules(rules: tuple[RuleView, ...]) -> list[RuleView]:
    """The rules a verdict rests on: those that count here and were not named beside it."""
    return [rule for rule in rules if rule.role == "basis" and counts(rule)]


def nature_of(rule: RuleView) -> Nature:
    """What a breach of this rule alone would be."""
    return _NATURE_OF_FORCE.get(rule.force, Nature.VERIFY_FIRST)


def nature_under(behaviour: Behaviour, rules: tuple[RuleView, ...]) -> Nature | None:
    """The nature of the breach, no stronger than the rules that bind this lender on that day support."""
    if behaviour.nature is None:
        return None
    strongest = max(map(nature_of, basis_rules(rules)), key=WEAKEST_FIRST.index, default=Nature.VERIFY_FIRST)
    return min(behaviour.nature, strongest, key=WEAKEST_FIRST.index)


def later(rules: Iterable[RuleView]) -> list[RuleView]:
    """The rules that bind this lender today and were not yet in force on the day judged; the answer may name them."""
    return [rule for rule in rules if rule.binds and not rule.in_force and rule.effective_to is None]


def later_text(rules: Sequence[RuleView], *, spoken_of: bool = True) -> str:
    """What is said behind the names of such rules, empty where there are none; ``spoken_of`` where the answer may mean
    them.
    """
    if not rules:
        return ""
    return "那一天还没有施行，没有用来判断。" + ("上面的话里说到它的，那一天不算数。" if spoken_of else "")

"""What can I ask for? Options with what is really known of them, words to say, and what never to say."""

from __future__ import annotations

from operator import attrgetter

from borrower_help.advice.items import items
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.negotiation import HardshipView, NegotiationView, NeverSayView, OptionView, ScriptView
from borrower_help.case.conditions import not_owed
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Audience


def negotiation(situation: Situation, knowledge: Knowledge) -> NegotiationView:
    """The negotiation section for a situation; to whoever owes nothing only what was written for them."""
    if situation.not_owed:
        return _dispute(situation, knowledge)
    return NegotiationView(
        timing=_timing(situation, knowledge),
        principles=items(knowledge.negotiation(lambda file: file.principles), situation),
        hardships=_hardships(situation, knowledge) if situation.signed else (),
        options=_options(situation, knowledge),
        asks=_asks(situation),
        scripts=_scripts(situation, knowledge),
        never_say=_never_say(situation, knowledge),
        agreement=items(knowledge.negotiation(lambda file: file.agreement), situation),
        after_settling=items(knowledge.negotiation(lambda file: file.after_settling), situation),
    )


def _dispute(situation: Situation, knowledge: Knowledge) -> NegotiationView:
    """Words to dispute a debt with, and no way to pay it: a plan, a budget or a promise could be taken for an
    admission.
    """
    return NegotiationView(
        timing=(),
        principles=(),
        hardships=(),
        options=(),
        asks=(),
        scripts=tuple(
            view for view in _scripts(situation, knowledge) if view.id in _written_for_it(knowledge, "scripts")
        ),
        never_say=tuple(
            view for view in _never_say(situation, knowledge) if view.id in _written_for_it(knowledge, "never_say")
        ),
        agreement=(),
        after_settling=(),
    )


def _written_for_it(knowledge: Knowledge, part: str) -> set[str]:
    return {
        entry.id
        for entry in knowledge.negotiation(attrgetter(part))
        if not_owed.__name__ in entry.when or Audience.NOT_MINE in entry.roles
    }


def _timing(situation: Situation, knowledge: Knowledge) -> tuple[ItemView, ...]:
    return tuple(
        ItemView(
            id=entry.id,
            text=f"{entry.stage}：{entry.ask}。{entry.note}".replace("。。", "。"),
            confidence=entry.confidence,
            sources=entry.sources,
            because=because,
        )
        for entry, because in applying(knowledge.negotiation(lambda file: file.timing), situation)
    )


def _hardships(situation: Situation, knowledge: Knowledge) -> tuple[HardshipView, ...]:
    chosen = situation.case.hardship or tuple(knowledge.hardships)
    return tuple(
        HardshipView(
            id=entry.id,
            text=entry.name,
            confidence=entry.confidence,
            sources=entry.sources,
            because=("你说了这种困难",) if situation.case.hardship else (),
            proofs=entry.proofs,
            never=entry.never,
        )
        for entry in (knowledge.hardships[name] for name in chosen)
    )


def _options(situation: Situation, knowledge: Knowledge) -> tuple[OptionView, ...]:
    return tuple(
        OptionView(
            id=entry.id,
            text=entry.what,
            confidence=entry.confidence,
            sources=entry.sources,
            because=because,
            name=entry.name,
            known=entry.known,
            ask=entry.ask,
            cost=entry.cost,
            credit=entry.credit,
            risk=entry.risk,
        )
        for entry, because in applying(knowledge.negotiation(lambda file: file.options), situation)
    )


def _asks(situation: Situation) -> tuple[ItemView, ...]:
    """What unsourced success stories can at most be used for: a question to the lender."""
    lender = situation.lender
    if lender is None:
        return ()
    return tuple(
        ItemView(id=claim.id, text=claim.ask, confidence=claim.confidence, sources=claim.sources, because=because)
        for claim, because in applying(lender.claims, situation)
        if claim.treat == "may_ask"
    )


def _scripts(situation: Situation, knowledge: Knowledge) -> tuple[ScriptView, ...]:
    return tuple(
        ScriptView(
            id=entry.id,
            text=entry.text,
            confidence=entry.confidence,
            sources=entry.sources,
            because=because,
            name=entry.name,
        )
        for entry, because in applying(knowledge.negotiation(lambda file: file.scripts), situation)
    )


def _never_say(situation: Situation, knowledge: Knowledge) -> tuple[NeverSayView, ...]:
    return tuple(
        NeverSayView(
            id=entry.id,
            text=entry.wrong,
            confidence=entry.confidence,
            sources=entry.sources,
            because=because,
            why=entry.why,
            better=entry.better,
        )
        for entry, because in applying(knowledge.negotiation(lambda file: file.never_say), situation)
    )

"""The traps of an offer: those told by name, and those that its words name."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.offer_views import OfferAnswersView, TrapView, item_fields
from borrower_help.documents.phrases import found
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.negotiation import Trap


def traps_heard(words: str, knowledge: Knowledge) -> list[Trap]:
    """The traps that the words of an offer name, the grave ones first: also where its sums cannot be read."""
    return [entry for entry in _by_gravity(knowledge) if found(words, entry.said, entry.unless_said)]


def _by_gravity(knowledge: Knowledge) -> list[Trap]:
    entries: tuple[Trap, ...] = knowledge.negotiation(lambda file: file.offer_traps)
    return sorted(entries, key=lambda trap: not trap.grave)


def traps_of(offer: OfferAnswersView, knowledge: Knowledge) -> Iterator[TrapView]:
    """The traps told by name, and those heard in the words; the grave ones first."""
    entries = _by_gravity(knowledge)
    shared = any(found(offer.words, entry.said, entry.unless_said) for entry in entries if entry.id == "fee_share")
    for entry in entries:
        words = found(offer.words, entry.said, entry.unless_said)
        fee = entry.id == "fee_first" and offer.terms.fee > 0 and not shared
        if entry.unless_has and offer.has.issuperset(entry.unless_has):
            continue
        if entry.id in offer.traps or words or fee:
            yield TrapView(
                **item_fields(entry), name=entry.name, change=entry.change, words=words or "", grave=entry.grave
            )

"""What an offer must have: what of it is missing, how to ask for it, and what was told to be there."""

from __future__ import annotations

from borrower_help.advice.offer_views import OfferAnswersView, PointView, item_fields
from borrower_help.documents.phrases import found
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.negotiation import OfferPoint

URGENT_OF_A_WAIT = ("due_sum", "written", "stop_interest", "after_wait")
"""What makes a wait dear, or ends it with a sum nobody has: asked for before the other musts."""


def points_of(
    offer: OfferAnswersView, knowledge: Knowledge, traps: set[str]
) -> tuple[tuple[PointView, ...], tuple[str, ...]]:
    """What is missing, the musts first, and the names of what is there. What was not told is missing."""
    missing, present = [], []
    for entry in knowledge.negotiation(lambda file: file.offer_points):
        if offer.terms.form not in entry.forms or not _asked(entry.id, offer, knowledge):
            continue
        if _has(entry, offer, traps):
            present.append(entry.name)
        else:
            missing.append(
                PointView(**item_fields(entry), name=entry.name, change=entry.change, must=_is_must(entry, offer))
            )
    urgent = URGENT_OF_A_WAIT if offer.terms.form == "deferral" else ()
    return tuple(sorted(missing, key=lambda point: (not point.must, point.id not in urgent))), tuple(present)


def points_heard(words: str, knowledge: Knowledge) -> frozenset[str]:
    """The points that the words of an offer say are there."""
    points: tuple[OfferPoint, ...] = knowledge.negotiation(lambda file: file.offer_points)
    return frozenset(entry.id for entry in points if found(words, entry.said, entry.unless_said))


def _asked(point: str, offer: OfferAnswersView, knowledge: Knowledge) -> bool:
    """Whether a point is about this offer: what is waived, what is above the debt, what the wait costs."""
    terms = offer.terms
    match point:
        case "waived":
            return _waives(offer)
        case "difference":
            return terms.debt is not None and terms.on_debt > terms.debt
        case "due_sum":
            return terms.due is None and (terms.charged or not stops_interest(offer, knowledge))
        case "stop_interest" | "after_wait" if terms.form == "deferral":
            return terms.due is None or not terms.at_end
        case "closes" if terms.form == "deferral":
            return terms.at_end
    return True


def stops_interest(offer: OfferAnswersView, knowledge: Knowledge) -> bool:
    """Whether it is told that no interest is taken, or no more of it."""
    points: tuple[OfferPoint, ...] = knowledge.negotiation(lambda file: file.offer_points)
    return any(_has(entry, offer, set()) for entry in points if entry.id == "stop_interest")


def _waives(offer: OfferAnswersView) -> bool:
    terms = offer.terms
    if terms.form == "deferral":
        return bool(terms.waived) or (terms.asked is not None and terms.debt is not None and terms.asked < terms.debt)
    return bool(terms.waived) or terms.debt is None or terms.on_debt < terms.debt


def _is_must(entry: OfferPoint, offer: OfferAnswersView) -> bool:
    return bool(entry.must or (entry.id == "waived" and offer.terms.form == "lump"))


def _has(entry: OfferPoint, offer: OfferAnswersView, traps: set[str]) -> bool:
    if entry.id == "company_account" and "private_account" in traps:
        return False
    if entry.id == "waived" and offer.terms.waived:
        return True
    return entry.id in offer.has or bool(found(offer.words, entry.said, entry.unless_said))

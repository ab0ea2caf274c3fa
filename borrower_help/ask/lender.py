"""What is asked of one lender, answered from its own facts: what is known, how well, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.items import dated
from borrower_help.ask.compose import Piece
from borrower_help.knowledge.facts import facts_of, regulator_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence, Statement
from borrower_help.knowledge.records.faq import LenderAsked
from borrower_help.knowledge.records.lenders import Claim, Lender
from borrower_help.knowledge.words import KINDS, claim_label

_STRENGTH = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)

FEW = 2
"""So many statements about one thing stand in a short answer; the others may be left out."""


def lender_pieces(asked: LenderAsked, lender: Lender, knowledge: Knowledge) -> tuple[Piece, ...]:
    """The lender's own part of the answer; where nothing is known, that is said."""
    own = [*_parts(asked, lender, knowledge), *_about(asked, lender)]
    if own:
        return tuple(own)
    return (Piece("why", asked.unknown.replace("{name}", lender.name)),)


def _parts(asked: LenderAsked, lender: Lender, knowledge: Knowledge) -> Iterator[Piece]:
    for part in asked.parts:
        match part:
            case "who":
                summary = lender.summary
                yield Piece("short", f"{lender.legal_name}，{KINDS[lender.kind]}。")
                yield Piece("why", summary.text, summary.sources, summary.confidence)
            case "regulator":
                yield Piece("short", f"{regulator_of(lender)}。", label="归谁管")
                institution = knowledge.institutions[lender.kind]
                yield Piece("why", institution.regulator, institution.sources, institution.confidence)
            case "contacts":
                for contact in lender.contacts:
                    text = f"{contact.value}（{contact.verification.rstrip('。')}）"
                    yield Piece("why", text, contact.sources, contact.confidence)
            case "ask_first":
                ask = (*lender.ask_first, *knowledge.institutions[lender.kind].ask_first)
                yield from (Piece("do", entry.text, entry.sources, entry.confidence) for entry in ask[:1])


def _about(asked: LenderAsked, lender: Lender) -> Iterator[Piece]:
    """Its facts, its practice and what is claimed of it, the best known first; a claim with what contradicts it."""
    if not asked.words:
        return
    statements: list[tuple[Statement, str]] = [(fact, dated(fact)) for fact in facts_of(lender)]
    statements += [(entry, entry.text) for entry in lender.practice]
    found = [(entry, text) for entry, text in statements if any(word in text for word in asked.words)]
    found.sort(key=lambda pair: _STRENGTH.index(pair[0].confidence))
    for number, (entry, text) in enumerate(found):
        yield Piece("why" if number < FEW else "more", text, entry.sources, entry.confidence)
    claims = [claim for claim in lender.claims if any(word in claim.text for word in asked.words)]
    for number, claim in enumerate(claims):
        yield _claim(claim, "why" if number + len(found) < FEW else "more")


def _claim(claim: Claim, role: str) -> Piece:
    against = "".join(f"但是：{entry.text}" for entry in claim.contradicted_by)
    text = f"{claim_label(claim)}：{claim.text}{against}"
    sources = (*claim.sources, *(source for entry in claim.contradicted_by for source in entry.sources))
    return Piece("why" if role == "why" else "more", text, tuple(dict.fromkeys(sources)), claim.confidence)

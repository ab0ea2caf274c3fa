"""What of an agreement was not understood: words that bind whoever signs and that no rule knows.

They are shown, so that silence about a clause is never taken for its being harmless.
"""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.documents.phrases import clauses, holds, sentences
from borrower_help.knowledge.library import Knowledge

SHORTEST = 8
"""Characters; less binds nobody to anything."""

SUM = ("#元",)
"""A clause about a sum is read with the figures."""


def unread_words(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The sentences, and parts of sentences, that burden whoever signs and hold no word that is looked for."""
    points = knowledge.negotiation(lambda file: file.agreement)
    traps = knowledge.negotiation(lambda file: file.agreement_traps)
    burdens = knowledge.negotiation(lambda file: file.burdens_said)
    known = [
        *knowledge.negotiation(lambda file: file.plain_said),
        *(phrase for point in points for phrase in point.said),
        *(phrase for trap in traps if trap.above_percent_a_year is None for phrase in (*trap.said, *trap.unless_said)),
        *SUM,
    ]
    return tuple(dict.fromkeys(_unread(text, burdens, known)))


def _unread(text: str, burdens: tuple[str, ...], known: list[str]) -> Iterator[str]:
    for sentence in sentences(text):
        if not holds(sentence, burdens):
            continue
        if not holds(sentence, known):
            yield sentence
            continue
        for part in clauses(sentence):
            condition = part.endswith("的")
            if len(part) >= SHORTEST and not condition and holds(part, burdens) and not holds(part, known):
                yield part

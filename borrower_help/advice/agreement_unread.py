"""What of an agreement was not understood: words that no rule knows.

They are shown, so that silence about a clause is never taken for its being harmless.
"""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.documents.phrases import clauses, holds, occurring, sentences
from borrower_help.knowledge.library import Knowledge

SHORTEST = 8
"""Characters; less binds nobody to anything."""

UNFINISHED = ("的", "时", "后", "甲方", "乙方", "债权人", "债务人", "借款人", "贷款人", "出借人", "承诺人")
"""How a part ends that only says when or who."""

TELLING = 4
"""Characters of a phrase of denial; a shorter one (不会) says nothing of what is denied."""


def unread_words(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The sentences that hold no word that is looked for, and such parts of the others as burden whoever signs."""
    points = knowledge.negotiation(lambda file: file.agreement)
    traps = knowledge.negotiation(lambda file: file.agreement_traps)
    burdens = knowledge.negotiation(lambda file: file.burdens_said)
    looked_for = [trap for trap in traps if trap.above_percent_a_year is None]
    known = [
        *knowledge.negotiation(lambda file: file.plain_said),
        *(phrase for point in points for phrase in point.said),
        *(phrase for trap in looked_for for phrase in trap.said),
        *(phrase for trap in looked_for for phrase in trap.unless_said if len(phrase) >= TELLING),
    ]
    return tuple(dict.fromkeys(_unread(text, occurring(text, burdens), occurring(text, known))))


def _unread(text: str, burdens: tuple[str, ...], known: tuple[str, ...]) -> Iterator[str]:
    for sentence in sentences(text):
        if len(sentence) < SHORTEST:
            continue
        if not holds(sentence, known):
            yield sentence
            continue
        for part in clauses(sentence):
            whole = len(part) >= SHORTEST and not part.endswith(UNFINISHED)
            if whole and holds(part, burdens) and not holds(part, known):
                yield part

"""What a condition is that the knowledge calls by its name, and how a function becomes one.

The conditions themselves stand in ``case.conditions`` (the moment, the papers, the figures) and ``case.owing`` (how the
money was lent, and who asks for it now).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from borrower_help.case.situation import Situation

Test = Callable[[Situation], bool]


class Condition(NamedTuple):
    """A registered condition."""

    test: Test
    says: str
    uses: tuple[str, ...]


CONDITIONS: dict[str, Condition] = {}


def condition(says: str, *uses: str) -> Callable[[Test], Test]:
    """Register the decorated function under its own name."""

    def register(test: Test) -> Test:
        CONDITIONS[test.__name__] = Condition(test, says, uses)
        return test

    return register


def has_paper(situation: Situation, *kinds: str) -> bool:
    """Whether a paper of one of these kinds was received."""
    return any(paper.kind in kinds for paper in situation.case.papers)


def has_happened(situation: Situation, *names: str) -> bool:
    """Whether one of these behaviours was reported."""
    return any(happening.id in names for happening in situation.happenings)

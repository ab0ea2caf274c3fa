"""Which question is asked, by likeness alone: every known wording beside the words typed, nearest first.

The pages search so, and ``ask`` where nothing was learned from the wordings (``learned``). A wording is near by the
weight of the pairs and characters that both have (rare ones weigh more, unknown ones weigh most and make everything
farther).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from borrower_help.ask.reading import ReadQuestion, features, whole_of
from borrower_help.ask.sounds import KnownSounds, Sounds

ALONE = 0.3
"""How much a single character weighs beside a pair."""

WHOLE = 0.5
"""How much it counts that the question's words stand anywhere in a record's wordings, beside one near wording."""

SATURATED, LONG = 1.2, 0.3
"""How fast more of the same word stops counting, and how much a record with many wordings is held back (BM25)."""

CLAUSE = 0.92
"""How much a clause by itself counts beside the whole question."""

COMMON = 0.4
"""How much a word weighs that only asks (能不能, 怎么办, 有用吗), beside one that tells what is asked about."""

MANY = 4
"""From so many clauses on it is a story: one clause alone decides less, and what the rest tells decides more."""

STORY_CLAUSE, STORY_WHOLE = 0.65, 0.6
"""How much the nearest clause of a story counts, and how much all of it."""

TELLING = 22.0
"""So much must a clause weigh to count by itself; 要写什么 alone tells too little."""

SURE_ALIKE = 0.68
"""Nearer than this it is answered; measured, see docs/ask.md."""

NEAR_ALIKE = 0.33
"""Nearer than this it is offered by its title, and nothing is answered."""


class Found(NamedTuple):
    """A question found, and how near it is, from 0 to 1."""

    id: str
    near: float


class Wordings:
    """The wordings of all questions, ready to be searched."""

    def __init__(
        self,
        documents: Iterable[tuple[str, Iterable[str]]],
        common: Iterable[str] = (),
        sounds: Sounds | None = None,
    ) -> None:
        """Each question with its wordings, as they are read."""
        self._sounds = sounds or Sounds("")
        self._spread: dict[str, int] = {}
        self._common = {pair for word in common for pair in features(word) if len(pair) > 1}
        self._ids: list[str] = []
        self._rows: list[int] = []
        self._vectors: list[dict[str, float]] = []
        spread = self._spread
        self._union: list[dict[str, float]] = []
        self._length: list[float] = []
        for number, (identifier, texts) in enumerate(documents):
            self._ids.append(identifier)
            union: dict[str, float] = {}
            for text in dict.fromkeys(texts):
                vector = features(text)
                if vector:
                    self._vectors.append(vector)
                    self._rows.append(number)
                    for feature, times in vector.items():
                        union[feature] = union.get(feature, 0.0) + times
            self._union.append(union)
            self._length.append(sum(union.values()))
            for feature in union:
                spread[feature] = spread.get(feature, 0) + 1
        self._mean = sum(self._length) / max(1, len(self._length))
        self._most = math.log(1 + len(self._ids))
        self._weight = {feature: math.log(1 + len(self._ids) / count) for feature, count in spread.items()}
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for row, vector in enumerate(self._vectors):
            weighed = self._weigh(vector)
            length = math.sqrt(sum(value * value for value in weighed.values()))
            for feature, value in weighed.items():
                self._postings.setdefault(feature, []).append((row, value / length))

    def _weigh(self, vector: dict[str, float]) -> dict[str, float]:
        return {
            feature: self._weight.get(feature, self._most)
            * (ALONE if len(feature) == 1 else COMMON if feature in self._common else 1.0)
            * (math.sqrt(count) if count > 1 else count)
            for feature, count in vector.items()
        }

    def _telling(self, vector: dict[str, float]) -> float:
        """How much a clause by itself tells, at most 1."""
        return min(1.0, sum(self._weigh(vector).values()) / TELLING)

    def find(self, question: ReadQuestion, most: int = 4) -> list[Found]:
        """The questions nearest to the one asked, nearest first."""
        best = self._near(whole_of(question, self._heard))
        if len(question.clauses) > 1:
            few = len(question.clauses) < MANY
            for number, near in self._by_clause(question).items():
                beside = best.get(number, 0.0)
                best[number] = max(beside, near * CLAUSE if few else near * STORY_CLAUSE + beside * STORY_WHOLE)
        found = [Found(self._ids[number], round(near, 4)) for number, near in best.items()]
        return sorted(found, key=lambda entry: -entry.near)[:most]

    def _by_clause(self, question: ReadQuestion) -> dict[int, float]:
        """How near the questions are to the nearest clause that asks, by how much it tells."""
        nearest: dict[int, float] = {}
        for clause in question.clauses:
            if clause.weight < 1:
                continue
            own = features(clause.text)
            telling = self._telling(own)
            for number, near in self._near(own).items():
                nearest[number] = max(nearest.get(number, 0.0), near * telling)
        return nearest

    @cached_property
    def _heard(self) -> KnownSounds:
        return KnownSounds(self._sounds, self._spread.items())

    def _near(self, vector: dict[str, float]) -> dict[int, float]:
        """How near every question is that shares anything: by its nearest wording, and by all of its wordings."""
        weighed = self._weigh(vector)
        length = math.sqrt(sum(value * value for value in weighed.values()))
        if not length:
            return {}
        rows: dict[int, float] = {}
        for feature, value in weighed.items():
            for row, other in self._postings.get(feature, ()):
                rows[row] = rows.get(row, 0.0) + value * other / length
        best: dict[int, float] = {}
        for row, near in rows.items():
            number = self._rows[row]
            if near > best.get(number, 0.0):
                best[number] = near
        total = sum(value for value in weighed.values())
        return {
            number: near * (1 - WHOLE)
            + WHOLE
            * sum(
                value * self._held(feature, number)
                for feature, value in weighed.items()
                if feature in self._union[number]
            )
            / total
            for number, near in best.items()
        }

    def _held(self, feature: str, number: int) -> float:
        """How much a record is about a word: more where many of its wordings have it, less where it has many words."""
        times = self._union[number][feature]
        return times * (SATURATED + 1) / (times + SATURATED * (1 - LONG + LONG * self._length[number] / self._mean))

"""Which question is meant, and whether that is sure enough to answer it.

The search finds the question; what is said stands in the record and is decided there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from borrower_help.ask.documents import KnownQuestion, few
from borrower_help.ask.index import NEAR_ALIKE, SURE_ALIKE, Found, Wordings
from borrower_help.ask.learned import Features, Learned, Near, fingerprint, kept_for
from borrower_help.ask.reading import Reader, ReadQuestion, to_the_point, whole_of
from borrower_help.ask.sounds import KnownSounds
from borrower_help.knowledge.library import Knowledge

ELSEWHERE = "elsewhere"
"""Stands for every question of another field: where it comes nearest, nothing is answered."""

APART = 1.0
"""How much it counts by likeness that the nearest question is nearer than what any other record answers."""

OF_ITS_OWN = 0.25
"""How much nearer, by likeness, a question about the lender that was named comes, for it is meant."""

OF_ITS_OWN_TAUGHT = 0.6
"""The same by what the wordings teach."""

MOST = 40
"""So many questions are looked at: the nearest."""

SURE = 0.47
"""The chance from which on it is answered; measured, see docs/ask.md."""

NEAR = 0.4
"""Nearer than this it is offered by its title, and nothing is answered."""


class Certainty(NamedTuple):
    """What tells how sure it is that the nearest question is meant, and how much each part counts; docs/ask.md."""

    weight: float = 1.62
    ahead: float = 0.62
    elsewhere: float = -6.13
    chance: float = 2.12
    words: float = 0.66
    begin: float = -4.07


CERTAINTY = Certainty()


class Match(NamedTuple):
    """The questions that come near, nearest first; whether the first is meant; from where on they may be offered."""

    found: list[Found]
    sure: bool
    offered: float


class Matcher:
    """All questions, ready to be matched. With ``most`` so many wordings of each, as the pages know them."""

    def __init__(
        self,
        knowledge: Knowledge,
        reader: Reader,
        documents: Mapping[str, KnownQuestion],
        of_lenders: Mapping[str, KnownQuestion],
        most: int | None = None,
    ) -> None:
        self._words = knowledge.words
        self._stages = [stage.id for stage in knowledge.stages]
        self._reader = reader
        self._documents = documents
        self.of_lenders = of_lenders
        self._most = most

    @cached_property
    def learned(self) -> Learned | None:
        """What the wordings teach, where it was kept for them."""
        return kept_for(self.made_from())

    def made_from(self) -> bytes:
        """What decides what the wordings teach."""
        written = (f"{name}\0{self.lead(name)}\0{text}" for name, texts in self.said().items() for text in texts)
        return fingerprint((*written, msgspec.json.encode(self._words).decode()))

    def lead(self, identifier: str) -> str:
        """The record that answers a question first; two questions of one record are no rivals, nor are the stages, for
        which of them is meant only the days tell.
        """
        if identifier in self._stages:
            return self._stages[0]
        document = self._documents.get(identifier)
        return document.answers[0] if document and document.answers else identifier

    def said(self, most: int | None = None) -> dict[str, tuple[str, ...]]:
        """Each question with its wordings, those of other fields last; with ``most`` so many of each."""
        every = {**self._documents, **self.of_lenders}
        said = {name: few(each.said, most) if most else each.said for name, each in every.items()}
        elsewhere = self._words.elsewhere
        return {**said, ELSEWHERE: few(elsewhere, len(elsewhere)) if most else elsewhere}

    def asked(self, text: str) -> Features:
        """The words of a wording, read as if somebody asked it."""
        return whole_of(to_the_point(self._reader.question(text)))

    def match(self, question: ReadQuestion, *, lender: bool) -> Match:
        """The questions nearest to one; those about one lender only where one is known."""
        if self.learned is None:
            return self._alike(question, lender=lender)
        return self._taught(question, self.learned, lender=lender)

    @cached_property
    def _wordings(self) -> Wordings:
        said = self.said(self._most)
        together = "\n".join(text for texts in said.values() for text in texts)  # read once, all of them
        read = iter(self._reader.plain(self._reader.simple(together)).split("\n"))
        common = map(self._reader.plain, self._words.asking)
        return Wordings(
            ((name, [next(read) for _ in texts]) for name, texts in said.items()), common, self._reader.sounds
        )

    def _alike(self, question: ReadQuestion, *, lender: bool) -> Match:
        """By likeness alone."""
        found = [
            Found(entry.id, entry.near + (OF_ITS_OWN if entry.id in self.of_lenders else 0.0))
            for entry in self._wordings.find(question, most=MOST)
            if lender or entry.id not in self.of_lenders
        ]
        found.sort(key=lambda entry: -entry.near)
        if not found or found[0].id == ELSEWHERE:
            return Match(found, sure=False, offered=NEAR_ALIKE)
        first, lead = found[0].near, self.lead(found[0].id)
        beside = next((entry.near for entry in found[1:] if self.lead(entry.id) != lead), 0.0)
        return Match(found, first + APART * (first - beside) >= SURE_ALIKE, NEAR_ALIKE)

    @cached_property
    def _heard(self) -> KnownSounds:
        assert self.learned is not None
        return KnownSounds(self._reader.sounds, ((word, -rarity) for word, rarity in self.learned.rarity.items()))

    def _taught(self, question: ReadQuestion, learned: Learned, *, lender: bool) -> Match:
        """By what the wordings teach."""
        asked = whole_of(to_the_point(question), self._heard if question.syllables else None)
        if not asked:
            return Match([], sure=False, offered=NEAR)
        among = {*self._documents, ELSEWHERE, *(self.of_lenders if lender else ())}
        near = {
            name: Near(each.weight + (OF_ITS_OWN_TAUGHT if name in self.of_lenders else 0.0), each.chance)
            for name, each in learned.near(asked, among).items()
        }
        ranked = sorted(near, key=lambda name: -near[name].whole)
        sure = ranked[0] != ELSEWHERE and self._certainty(asked, near, ranked[0]) >= SURE
        return Match([Found(name, round(near[name].whole, 4)) for name in ranked[:MOST]], sure, NEAR)

    def _certainty(self, asked: Features, near: Mapping[str, Near], first: str) -> float:
        """The chance that the first question is meant."""
        lead = self.lead(first)
        beside = max((each.weight for name, each in near.items() if self.lead(name) != lead), default=0.0)
        parts = Certainty(
            weight=near[first].weight,
            ahead=near[first].weight - beside,
            elsewhere=near[ELSEWHERE].chance if ELSEWHERE in near else 0.0,
            chance=sum(each.chance for name, each in near.items() if self.lead(name) == lead),
            words=math.log(1 + sum(count for word, count in asked.items() if len(word) > 1)),
            begin=1.0,
        )
        return 1 / (1 + math.exp(-sum(part * counts for part, counts in zip(parts, CERTAINTY, strict=True))))

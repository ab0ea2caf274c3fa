"""What many wordings teach: which question a person's words mean, and how sure that is.

Two things are kept of every word. What it counts for each question by itself decides between questions that are near
each other; its place among all words, as a few numbers, lets words that nobody used for a question count for it where
they are used like those that somebody did. It knows no law and decides nothing but which question is meant.

Learning (``upkeep.learning``) takes seconds and numpy. So it is done when the program is built, and what is kept is
used only for the very wordings it was learned from. Where nothing is kept for them, likeness alone is counted.
"""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from operator import mul
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

Features: TypeAlias = Mapping[str, float]

PLACE = Path(__file__).resolve().parents[1] / "_learned.bin"

_HOME = Path(__file__).parent
_CODE = (_HOME / "learned.py", _HOME / "reading.py", _HOME.parent / "upkeep" / "learning.py")

_MARK = 32
"""So many bytes at the begin of what is kept tell which wordings it was learned from."""

COMMON = 0.05
"""A word that stands in more than this part of all wordings (我, 不, 怎么) tells no question from another and is left
out.
"""

FEW = 10
"""Where there are few wordings, so many of them with one word are no sign that it is common."""

FINE = 1000
"""Weights are kept as whole thousandths: a thousandth decides nothing."""

STEPS = 127
"""Places are kept as whole numbers up to this."""

SHARP = 16.0
"""How sharply one direction is told from another when chances are reckoned."""

CHANCE = 0.5
"""How much the chance of a question counts for how near it is, beside the weights of its words."""


class Word(msgspec.Struct, frozen=True, array_like=True):
    """How rare a word is; what it counts for which question, in pairs; its place, and the size of one step there."""

    rarity: float
    weights: bytes
    place: bytes
    step: float


class Near(NamedTuple):
    """How near a question is: by the weights of the words, and the chance that it is meant, from 0 to 1."""

    weight: float
    chance: float

    @property
    def whole(self) -> float:
        """Both together: what questions are ordered by."""
        return self.weight + CHANCE * self.chance


class Learned(msgspec.Struct, frozen=True, dict=True):
    """The words, and the questions by id with their places and how often each is asked at all."""

    made_from: bytes
    questions: list[str]
    words: dict[str, Word]
    places: list[bytes]
    begins: list[float]

    def near(self, features: Features, among: Collection[str]) -> dict[str, Near]:
        """How near each of the questions ``among`` is."""
        weights: dict[int, float] = {}
        place = [0.0] * len(self.places[0])
        for name, value in scaled(features, self.rarity, self._rarest).items():
            word = self.words.get(name)
            if word is None:
                continue
            kept = array("h", word.weights)
            for number, weight in zip(kept[::2], kept[1::2], strict=True):
                weights[number] = weights.get(number, 0.0) + value * weight / FINE
            if word.place:
                size = value * word.step
                place = [sum_ + size * step for sum_, step in zip(place, array("b", word.place), strict=True)]
        length = math.sqrt(sum(map(mul, place, place))) or 1.0
        raised = {
            question: math.exp(self._begin(number, place, length) - SHARP)
            for number, question in enumerate(self.questions)
            if question in among
        }
        every = sum(raised.values()) or 1.0
        return {
            question: Near(weights.get(number, 0.0), raised[question] / every)
            for number, question in enumerate(self.questions)
            if question in raised
        }

    def _begin(self, number: int, place: list[float], length: float) -> float:
        along: float = sum(map(mul, place, array("b", self.places[number])))
        return SHARP * along / length / STEPS + self.begins[number]

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How rare each word is; 0 for those that are left out."""
        return {name: word.rarity for name, word in self.words.items()}

    @cached_property
    def _rarest(self) -> float:
        return max(self.rarity.values(), default=1.0)


def rarities(rows: Collection[Features]) -> dict[str, float]:
    """How rare each word is among all wordings; 0 for words too common to tell anything."""
    spread: dict[str, int] = {}
    for features in rows:
        for word in features:
            spread[word] = spread.get(word, 0) + 1
    return {
        word: math.log((1 + len(rows)) / (1 + count)) + 1 if count <= max(COMMON * len(rows), FEW) else 0.0
        for word, count in spread.items()
    }


def scaled(features: Features, rarity: Mapping[str, float], rarest: float) -> dict[str, float]:
    """The features by how rare they are, as a vector of length 1, without the common ones; unknown words count as the
    ``rarest`` of all and make it farther from everything.
    """
    found = {
        word: (1 + math.log(times) if times > 1 else times) * rare
        for word, times in features.items()
        if (rare := rarity.get(word, rarest))
    }
    length = math.sqrt(sum(value * value for value in found.values()))
    return {word: value / length for word, value in found.items()}


def kept_for(made_from: bytes) -> Learned | None:
    """What was kept of these wordings; ``None`` where nothing was, or where they have changed since, which is seen
    before anything is decoded.
    """
    try:
        with PLACE.open("rb") as file:
            if file.read(_MARK) != _mark(made_from):
                return None
            kept = msgspec.msgpack.decode(file.read(), type=Learned)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept if kept.made_from == made_from else None


def keep(learned: Learned) -> bytes:
    """The bytes to keep at ``PLACE``."""
    return _mark(learned.made_from) + msgspec.msgpack.encode(learned)


def _mark(made_from: bytes) -> bytes:
    return hashlib.sha256(made_from).digest()


def fingerprint(texts: Iterable[str]) -> bytes:
    """What is learned depends on: the wordings, each behind its question and the record that answers it, how they are
    read, and the code that reads them.
    """
    whole = hashlib.sha256()
    for path in _CODE:
        whole.update(path.read_bytes())
    for text in texts:
        whole.update((text + "\0").encode())
    return whole.digest()

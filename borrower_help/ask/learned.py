"""What many wordings teach: which words decide between questions that are near each other.

Likeness alone takes every rare word for telling. Here each wording is asked of all the others' weights; where
another question comes out as near, the words of the wording count more for its own question and less for the other
(passive-aggressive learning, Crammer and others 2006; several rounds, of which the mean is kept: what only the last
wordings moved weighs less). It knows no law and decides nothing but which question is meant.

Learning takes seconds. So it is done when the program is built, and what is kept is used only for the very wordings
that it was learned from. Where nothing is kept for them, likeness alone is counted.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import msgspec

Features: TypeAlias = Mapping[str, float]
Row: TypeAlias = tuple[int, Features]
"""The number of a question, and the features of one of its wordings."""

PLACE = Path(__file__).resolve().parents[1] / "_learned.bin"

_HOME = Path(__file__).parent
_CODE = ("learned.py", "reading.py")

_MARK = 32
"""So many bytes at the begin of what is kept tell which wordings it was learned from."""

BEGIN = 0.2
"""What a wording's words count for its own question before anything is compared."""

STEP = 0.5
"""At most so much is learned from one wording."""

MARGIN = 1.0
"""So much nearer than any other its own question should be."""

ROUNDS = 2
"""So often every wording is asked: a third time finds the first question no oftener."""

COMMON = 0.05
"""A word that stands in more than this part of all wordings (我, 不, 怎么) tells no question from another and is left
out: without them it is wrong less often, and learned three times as fast.
"""

FEW = 10
"""Where there are few wordings, so many of them with one word are no sign that it is common."""

_STRIDE = 7919
"""The wordings are taken in one fixed order that keeps those of one question apart: a prime."""

_FINE = 1000
"""Weights are whole thousandths: a thousandth decides nothing, and as whole numbers they take a third of the room."""


class Learned(msgspec.Struct, frozen=True):
    """For each word what it counts for which question, and how rare it is among all wordings."""

    made_from: bytes
    rarity: dict[str, float]
    weights: dict[str, dict[int, int]]

    def near(self, features: Features) -> dict[int, float]:
        """How much the words count for each question, 1 where it is surely meant; they may count against it."""
        found: dict[int, float] = {}
        for word, value in _scaled(features, self.rarity).items():
            for number, weight in self.weights.get(word, {}).items():
                found[number] = found.get(number, 0.0) + value * weight / _FINE
        return found


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


def fingerprint(texts: Iterable[tuple[str, ...]]) -> bytes:
    """What is learned depends on: the wordings, each with its question and the record that answers it, and the code
    that reads them.
    """
    whole = hashlib.sha256()
    for name in _CODE:
        whole.update((_HOME / name).read_bytes())
    for text in texts:
        whole.update("\0".join((*text, "")).encode())
    return whole.digest()


def learn(
    rows: Sequence[Row],
    apart: Collection[int] = (),
    made_from: bytes = b"",
    leads: Mapping[int, int] = MappingProxyType({}),
) -> Learned:
    """Ask every wording ``ROUNDS`` times; learn where its own question is not nearer than every other by ``MARGIN``.

    Questions ``apart`` are compared among themselves. Questions with one number in ``leads`` are answered by one record
    and take nothing from each other.
    """
    spread: dict[str, int] = {}
    for _, features in rows:
        for word in features:
            spread[word] = spread.get(word, 0) + 1
    rarity = {
        word: math.log((1 + len(rows)) / (1 + count)) + 1 if count <= max(COMMON * len(rows), FEW) else 0.0
        for word, count in spread.items()
    }
    scaled = [(number, _scaled(features, rarity)) for number, features in rows]
    weights: dict[str, dict[int, float]] = {}
    for number, words in scaled:
        _add(weights, words, number, BEGIN)
    order = sorted(range(len(scaled)), key=lambda place: place * _STRIDE % len(scaled))
    summed: dict[str, dict[int, float]] = {}
    for _ in range(ROUNDS):
        for place in order:
            number, words = scaled[place]
            _compare(weights, number, words, apart, leads)
        for word, of in weights.items():
            sums = summed.setdefault(word, {})
            for number, weight in of.items():
                sums[number] = sums.get(number, 0.0) + weight
    fine = {
        word: {number: whole for number, weight in of.items() if (whole := round(weight * _FINE / ROUNDS))}
        for word, of in summed.items()
    }
    return Learned(made_from, rarity, fine)


def _compare(
    weights: dict[str, dict[int, float]],
    number: int,
    words: Features,
    apart: Collection[int],
    leads: Mapping[int, int],
) -> None:
    """Move the weights until the wording's own question is nearer than the nearest other, at most by ``STEP``."""
    near: dict[int, float] = {}
    for word, value in words.items():
        for other, weight in weights[word].items():
            near[other] = near.get(other, 0.0) + value * weight
    own, own_apart = near.pop(number, 0.0), number in apart
    lead = leads.get(number, number)
    compared = [other for other in near if (other in apart) is own_apart and leads.get(other, other) != lead]
    if not compared:
        return
    nearest = max(compared, key=lambda other: (near[other], other))
    missing = MARGIN - (own - near[nearest])
    if missing > 0:
        step = min(STEP, missing / 2)
        _add(weights, words, number, step)
        _add(weights, words, nearest, -step)


def _add(weights: dict[str, dict[int, float]], words: Features, number: int, by: float) -> None:
    for word, value in words.items():
        of = weights.setdefault(word, {})
        of[number] = of.get(number, 0.0) + by * value


def _scaled(features: Features, rarity: Mapping[str, float]) -> dict[str, float]:
    """The features by how rare they are, as a vector of length 1, without the common ones; unknown words are rarest of
    all and make it farther from everything.
    """
    unknown = max(rarity.values(), default=1.0)
    scaled = {
        word: (1 + math.log(times) if times > 1 else times) * rare
        for word, times in features.items()
        if (rare := rarity.get(word, unknown))
    }
    length = math.sqrt(sum(value * value for value in scaled.values()))
    return {word: value / length for word, value in scaled.items()}

"""Learn from the wordings which words mean which question; needs numpy, and seconds. Only building does it.

The weights: each wording is asked of all the others' weights; where another question comes out as near, the words of
the wording count more for its own question and less for the other (passive-aggressive learning, Crammer and others
2006; two rounds, of which the mean is kept: what only the last wordings moved weighs less).

The places: every word and every question gets a place in a room of few dimensions, so that a wording, the sum of its
words, points to its own question (softmax over cosines, AdaGrad by row). Words and dimensions are left out at random
while it learns, so that no single one is relied on.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from borrower_help.ask.learned import FINE, SHARP, STEPS, Features, Learned, Word, rarities, scaled

Row: TypeAlias = tuple[int, Features]
"""The number of a question, and the features of one of its wordings."""

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

BEGIN = 0.2
"""What a wording's words count for its own question before anything is compared."""

STEP = 0.5
"""At most so much is learned from one wording."""

MARGIN = 1.0
"""So much nearer than any other its own question should be."""

ROUNDS = 2
"""So often every wording is asked for the weights: a third time finds the first question no oftener."""

_STRIDE = 7919
"""The wordings are taken in one fixed order that keeps those of one question apart: a prime."""

DIMENSIONS = 128
"""Twice as many learn no better."""

EPOCHS = 15
"""So often every wording is asked for the places."""

LEFT_OUT = 0.3
"""This part of the words, and of the dimensions, is left out each time."""

RATE = 0.1
"""How far a place moves at first."""

TOGETHER = 128
"""So many wordings are learned from at once."""

OWN = 0.5
"""How much a wording's own question counts as the goal; the rest is shared with those that the same record answers."""

_TINY = 1e-8


@dataclasses.dataclass(frozen=True)
class _Wordings:
    """All wordings as sparse rows: where each begins, its words by number, how much each counts; the own question of
    each; and of every question whether it stands ``apart`` and which record (``lead``) answers it.
    """

    begins: Ints
    words: Ints
    values: Floats
    questions: Ints
    apart: Flags
    leads: Ints

    def __len__(self) -> int:
        return len(self.questions)


def learn(
    questions: Sequence[str],
    rows: Sequence[Row],
    made_from: bytes = b"",
    apart: Collection[str] = (),
    leads: Mapping[str, str] | None = None,
) -> Learned:
    """Learn from the wordings of all questions.

    Questions ``apart`` are compared among themselves. Questions with one record in ``leads`` are answered by it and
    take nothing from each other.
    """
    rarity = rarities([features for _, features in rows])
    names = list(rarity)
    wordings = _wordings(questions, rows, rarity, apart, leads or {})
    weights = _weights(wordings, len(names))
    often = np.bincount(wordings.words, minlength=len(names)) > 1
    words, places, begins = _places(wordings, len(names))
    steps = np.abs(words).max(axis=1) / STEPS + _TINY
    whole = np.rint(words / steps[:, None]).astype(np.int8)
    kept = {
        name: Word(
            rarity[name],
            _pairs(weights[number]) if rarity[name] else b"",
            whole[number].tobytes() if often[number] else b"",
            float(steps[number]),
        )
        for number, name in enumerate(names)
    }
    unit, _ = _unit(places)
    return Learned(
        made_from,
        list(questions),
        kept,
        [np.rint(place * STEPS).astype(np.int8).tobytes() for place in unit],
        [round(float(begin), 4) for begin in begins],
    )


def _wordings(
    questions: Sequence[str],
    rows: Sequence[Row],
    rarity: Mapping[str, float],
    apart: Collection[str],
    leads: Mapping[str, str],
) -> _Wordings:
    number = {word: place for place, word in enumerate(rarity)}
    rarest = max(rarity.values(), default=1.0)
    vectors = [scaled(features, rarity, rarest) for _, features in rows]
    lead_of = [leads.get(question, question) for question in questions]
    first = {lead: place for place, lead in enumerate(lead_of)}
    return _Wordings(
        np.cumsum([0, *map(len, vectors)]),
        np.array([number[word] for vector in vectors for word in vector], dtype=np.int64),
        np.array([value for vector in vectors for value in vector.values()], dtype=np.float32),
        np.array([question for question, _ in rows], dtype=np.int64),
        np.array([question in apart for question in questions]),
        np.array([first[lead] for lead in lead_of], dtype=np.int64),
    )


def _pairs(weights: Floats) -> bytes:
    """The weights of a word that are not nothing, each behind the number of its question."""
    fine = np.clip(np.rint(weights * FINE), -32768, 32767).astype(np.int16)
    held = np.flatnonzero(fine).astype(np.int16)
    return np.stack([held, fine[held]], axis=1).tobytes()


def _weights(wordings: _Wordings, words: int) -> Floats:
    """What every word counts for every question."""
    weights = np.zeros((words, len(wordings.leads)), np.float32)
    spans = [slice(*wordings.begins[place : place + 2]) for place in range(len(wordings))]
    for place, span in enumerate(spans):
        weights[wordings.words[span], wordings.questions[place]] += BEGIN * wordings.values[span]
    summed = np.zeros_like(weights)
    order = sorted(range(len(wordings)), key=lambda place: place * _STRIDE % len(wordings))
    for _ in range(ROUNDS):
        for place in order:
            _compare(weights, wordings, spans[place], int(wordings.questions[place]))
        summed += weights
    return summed / np.float32(ROUNDS)


def _compare(weights: Floats, wordings: _Wordings, span: slice, own: int) -> None:
    """Move the weights until the wording's own question is nearer than the nearest other, at most by ``STEP``."""
    words, values = wordings.words[span], wordings.values[span]
    near = values @ weights[words]
    rivals = (wordings.apart == wordings.apart[own]) & (wordings.leads != wordings.leads[own])
    if not rivals.any():
        return
    nearest = int(np.argmax(np.where(rivals, near, np.float32(-np.inf)), axis=0))
    missing = MARGIN - float(near[own] - near[nearest])
    if missing > 0:
        step = np.float32(min(STEP, missing / 2))
        weights[words, own] += step * values
        weights[words, nearest] -= step * values


def _places(wordings: _Wordings, words: int) -> tuple[Floats, Floats, Floats]:
    """The places of words and questions, and how often each question is asked at all."""
    chance = np.random.default_rng(0)
    size = 1 / math.sqrt(DIMENSIONS)
    word = chance.normal(0, size, (words, DIMENSIONS)).astype(np.float32)
    place = chance.normal(0, size, (len(wordings.leads), DIMENSIONS)).astype(np.float32)
    begin = np.zeros(len(wordings.leads), np.float32)
    moved = (np.zeros(words, np.float32), np.zeros(len(place), np.float32), np.zeros(len(begin), np.float32))
    for rate, rows in _batches(chance, len(wordings)):
        used, values = _batch(chance, wordings, rows)
        kept = (chance.random((len(rows), DIMENSIONS)) >= LEFT_OUT).astype(np.float32) / (1 - LEFT_OUT)
        summed = (values @ word[used]) * kept
        unit, length = _unit(summed)
        towards, size_of = _unit(place)
        error = _error(wordings, wordings.questions[rows], SHARP * (unit @ towards.T) + begin)
        back = _through(SHARP * (error @ towards), unit, length) * kept
        _move(place, moved[1], slice(None), _through(SHARP * (error.T @ unit), towards, size_of), rate)
        _move(word, moved[0], used, values.T @ back, rate)
        _move(begin, moved[2], slice(None), error.sum(axis=0), rate)
    return word, place, begin


def _batches(chance: np.random.Generator, count: int) -> Iterator[tuple[float, Ints]]:
    """All wordings again and again, in lots, each with how far places move now."""
    lots = math.ceil(count / TOGETHER)
    for epoch in range(EPOCHS):
        order = chance.permutation(count)
        for lot in range(lots):
            past = (epoch * lots + lot + 1) / (EPOCHS * lots)
            yield RATE * (1 - past) + 1e-4, order[lot * TOGETHER : (lot + 1) * TOGETHER]


def _batch(chance: np.random.Generator, wordings: _Wordings, rows: Ints) -> tuple[Ints, Floats]:
    """The words that these wordings have, and how much each counts in each; some are left out."""
    begins, ends = wordings.begins[rows], wordings.begins[rows + 1]
    at = np.concatenate([np.arange(begin, end) for begin, end in zip(begins, ends, strict=True)])
    used, column = np.unique(wordings.words[at], return_inverse=True)
    values = np.zeros((len(rows), len(used)), np.float32)
    held = chance.random(len(at)) >= LEFT_OUT
    values[np.repeat(np.arange(len(rows)), ends - begins), column] = wordings.values[at] * held
    return used, values


def _error(wordings: _Wordings, own: Ints, logits: Floats) -> Floats:
    """How far the chances are from the goal, for each wording and question."""
    logits[wordings.apart[own][:, None] != wordings.apart[None, :]] = -1e4
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances = raised / raised.sum(axis=1, keepdims=True)
    goal = chances * (wordings.leads[own][:, None] == wordings.leads[None, :])
    goal *= (1 - OWN) / (goal.sum(axis=1, keepdims=True) + _TINY)
    goal[np.arange(len(own)), own] += OWN
    error: Floats = (chances - goal) / np.float32(len(own))
    return error


def _unit(vectors: Floats) -> tuple[Floats, Floats]:
    """The directions of vectors, and their lengths."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True) + np.float32(_TINY)
    return vectors / length, length


def _through(slope: Floats, unit: Floats, length: Floats) -> Floats:
    """The slope by a vector, from the slope by its direction."""
    across = slope - (slope * unit).sum(axis=1, keepdims=True) * unit
    found: Floats = (across / length).astype(np.float32, copy=False)
    return found


def _move(values: Floats, moved: Floats, where: slice | Ints, slope: Floats, rate: float) -> None:
    """Move against the slope: less where a row has moved much already."""
    moved[where] += (slope * slope).mean(axis=1) if slope.ndim > 1 else slope * slope
    size = np.sqrt(moved[where]) + np.float32(1e-6)
    values[where] -= np.float32(rate) * slope / (size[:, None] if slope.ndim > 1 else size)

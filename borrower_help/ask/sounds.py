"""How words sound, for questions that are typed in pinyin.

The readings are data (``sounds`` in knowledge/faq/words.yaml).
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

LONGEST = 6
"""Letters of the longest syllable: zhuang."""

PAIR = 2
"""Two characters together tell a word by its sound; one alone does not."""

_ENTRY = re.compile(r"([a-z]+)([^a-z\s]+)")
_ALIKE = re.compile(r"^([zcs])h|(?<=[ie])ng$")
"""What many speakers do not keep apart: zh and z, ing and in."""


class Sounds:
    """The readings of the common characters."""

    def __init__(self, written: str) -> None:
        self._written = written

    @cached_property
    def _syllables(self) -> frozenset[str]:
        return frozenset(syllable for syllable, _ in _ENTRY.findall(self._written))

    @cached_property
    def _read(self) -> dict[str, tuple[str, ...]]:
        read: dict[str, tuple[str, ...]] = {}
        for syllable, characters in _ENTRY.findall(self._written):
            for character in characters:
                read[character] = (*read.get(character, ()), _folded(syllable))
        return read

    def of(self, pair: str) -> Iterator[tuple[str, ...]]:
        """Every way in which the characters may be read; none where one of them is not common."""
        return itertools.product(*(self._read.get(character, ()) for character in pair))

    def split(self, letters: str) -> list[str]:
        """The fewest syllables that the letters are made of; empty where they are no pinyin. Time is linear."""
        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(letters) + 1):
            ways = [
                (*before, letters[start:end])
                for start in range(max(0, end - LONGEST), end)
                if (before := best[start]) is not None and letters[start:end] in self._syllables
            ]
            best.append(min(ways, key=len) if ways else None)
        return [_folded(syllable) for syllable in best[-1] or ()]


class KnownSounds:
    """Known pairs of characters by how they sound."""

    def __init__(self, sounds: Sounds, words: Iterable[tuple[str, float]]) -> None:
        """``words`` with how common each is: of those that sound alike the commonest is meant."""
        self._pair_of: dict[tuple[str, ...], tuple[float, str]] = {}
        for word, common in words:
            for sound in sounds.of(word) if len(word) == PAIR and not word.isascii() else ():
                self._pair_of[sound] = max(self._pair_of.get(sound, (-math.inf, "")), (common, word))

    def spelled(self, syllables: list[str]) -> Iterator[str]:
        """The known pairs that the syllables spell, two and two."""
        for sound in itertools.pairwise(syllables):
            if sound in self._pair_of:
                yield self._pair_of[sound][1]


def _folded(syllable: str) -> str:
    return _ALIKE.sub(lambda match: match[1] or "n", syllable)

"""Finding what a text says by plain phrases that volunteers can write: ``…`` stands for a few characters."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

GAP = 14
"""So many characters may stand where a phrase has ``…``."""


_LINE_GOES_ON = re.compile(
    r"(?<![。;；!！?？\n])\n(?!\s*(?:第?[一二三四五六七八九十0-9]{1,3}(?:条|[、.)])|[(][一二三四五六七八九十0-9]{1,2}[)]|\n|$))"
)
"""A line break inside a sentence, as pages are set: neither behind a full stop nor before a numbered clause."""


def sentences(text: str) -> Iterator[str]:
    """The sentences and clauses of a text, without the spaces that a PDF puts between characters."""
    folded = _LINE_GOES_ON.sub("", unicodedata.normalize("NFKC", text).replace("\r\n", "\n"))
    for part in re.split(r"[。;；!！?？\n]", folded):
        if sentence := re.sub(r"\s+", "", part).strip("、,，:："):
            yield sentence


def clauses(text: str) -> Iterator[str]:
    """The parts of a text between any marks, so that a word of denial reaches no further than it was meant."""
    for sentence in sentences(text):
        yield from (part for part in re.split(r"[,，:：]", sentence) if part)


@functools.cache
def _pattern(phrase: str) -> re.Pattern[str]:
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", phrase).replace("...", "…"))
    return re.compile(f"[^。]{{0,{GAP}}}".join(map(re.escape, folded.split("…"))), re.IGNORECASE)


def holds(sentence: str, phrases: Iterable[str]) -> bool:
    """Whether a sentence holds one of the phrases."""
    return any(_pattern(phrase).search(sentence) for phrase in phrases)


def found(text: str, said: Iterable[str], unless: Iterable[str] = ()) -> str | None:
    """The first clause, else sentence, that holds one of ``said`` and none of ``unless``; ``None`` without one.

    A phrase of ``unless`` that begins with ``…`` counts anywhere in the sentence, the others in the clause alone.
    """
    said, unless = tuple(said), tuple(unless)
    wide = tuple(phrase for phrase in unless if phrase.startswith("…"))
    told = [sentence for sentence in sentences(text) if not holds(sentence, wide)]
    for parts in ([part for sentence in told for part in clauses(sentence)], told):
        for part in parts:
            if holds(part, said) and not holds(part, unless):
                return part
    return None

"""Finding what a text says by plain phrases that volunteers can write.

``…`` stands for a few characters, ``{亲属|同事}`` for one word or the other.
"""

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


_MARKS = "。;!?,:"
_HIDDEN = str.maketrans(_MARKS, "\ue000\ue001\ue002\ue003\ue004\ue005")
_SHOWN = {hidden: mark for mark, hidden in _HIDDEN.items()}
_BRACKETED = re.compile(r"\([^()\n]{1,80}\)")
"""What stands in brackets belongs to the words before it: its marks end neither a sentence nor a clause."""


def _split(marks: str, text: str) -> Iterator[str]:
    hidden = _BRACKETED.sub(lambda match: match[0].translate(_HIDDEN), text)
    yield from (part.translate(_SHOWN) for part in re.split(marks, hidden))


def sentences(text: str) -> Iterator[str]:
    """The sentences and clauses of a text, without the spaces that a PDF puts between characters."""
    folded = _LINE_GOES_ON.sub("", unicodedata.normalize("NFKC", text).replace("\r\n", "\n"))
    for part in _split(r"[。;；!！?？\n]", folded):
        if sentence := re.sub(r"\s+", "", part).strip("、,，:："):
            yield sentence


def clauses(text: str) -> Iterator[str]:
    """The parts of a text between any marks, so that a word of denial reaches no further than it was meant.

    The comma of a thousand is no such mark.
    """
    for sentence in sentences(text):
        yield from (part for part in _split(r"(?<![0-9]),|,(?![0-9]{3})|[，:：]", sentence) if part)


@functools.cache
def _pattern(phrase: str) -> re.Pattern[str]:
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", phrase).replace("...", "…"))
    parts = (_either(part) if part.startswith("{") else _gaps(part) for part in re.split(r"(\{[^{}]*\})", folded))
    return re.compile("".join(parts), re.IGNORECASE)


def _gaps(words: str) -> str:
    return f"[^。]{{0,{GAP}}}".join(map(re.escape, words.split("…")))


def _either(braced: str) -> str:
    return f"(?:{'|'.join(map(_gaps, braced[1:-1].split('|')))})"


def holds(sentence: str, phrases: Iterable[str]) -> bool:
    """Whether a sentence holds one of the phrases."""
    return any(_pattern(phrase).search(sentence) for phrase in phrases)


def found(text: str, said: Iterable[str], unless: Iterable[str] = (), beside: Iterable[str] = ()) -> str | None:
    """The first clause, else sentence, that holds one of ``said`` and none of ``unless``; ``None`` without one.

    A phrase of ``unless`` that begins with ``…`` counts anywhere in the sentence, the others in the clause alone.
    With ``beside``, only a sentence that also holds one of those counts.
    """
    said, unless, beside = tuple(said), tuple(unless), tuple(beside)
    wide = tuple(phrase for phrase in unless if phrase.startswith("…"))
    kept = [sentence for sentence in sentences(text) if not holds(sentence, wide)]
    kept = [sentence for sentence in kept if not beside or holds(sentence, beside)]
    for parts in ([part for sentence in kept for part in clauses(sentence)], kept):
        for part in parts:
            if holds(part, said) and not holds(part, unless):
                return part
    return None

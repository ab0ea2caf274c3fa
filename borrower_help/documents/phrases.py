"""Finding what a text says by plain phrases that volunteers can write.

``…`` stands for a few characters, ``~`` for fewer and within one clause, ``{亲属|同事}`` for one word or the other,
``#`` for a figure, also in words.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

GAP = 14
"""So many characters may stand where a phrase has ``…``."""

NEAR = 8
"""So many may stand where it has ``~``, and no mark among them."""


_FIGURE = "[0-9〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]"
"""What ``#`` stands for: one figure."""


_LINE_GOES_ON = re.compile(
    r"(?<![。;；!！?？\n])\n(?!\s*(?:第?[一二三四五六七八九十0-9]{1,3}(?:条|[、.)])|[(][一二三四五六七八九十0-9]{1,2}[)]|\n|$))"
)
"""A line break inside a sentence, as pages are set: neither behind a full stop nor before a numbered clause."""


_STOP = re.compile(r"[。;!?]")
LINES_A_STOP = 4
"""A text with fewer full stops than one in so many lines is a chat: there, the end of a line is that of a sentence."""

_MARKS = "。;!?,:"
_HIDDEN = str.maketrans(_MARKS, "\ue000\ue001\ue002\ue003\ue004\ue005")
_SHOWN = {hidden: mark for mark, hidden in _HIDDEN.items()}
_BRACKETED = re.compile(r"\([^()\n]{1,80}\)")
"""What stands in brackets belongs to the words before it: its marks end neither a sentence nor a clause."""


def _split(marks: str, text: str) -> Iterator[str]:
    hidden = _BRACKETED.sub(lambda match: match[0].translate(_HIDDEN), text)
    yield from (part.translate(_SHOWN) for part in re.split(marks, hidden))


@functools.lru_cache(maxsize=4)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without the spaces that a PDF puts between characters. Every rule asks for them anew."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFKC", text).replace("\r\n", "\n")
    if len(_STOP.findall(folded)) * LINES_A_STOP >= folded.strip().count("\n"):
        folded = _LINE_GOES_ON.sub("", folded)
    for part in _split(r"[。;；!！?？\n]", folded):
        if sentence := re.sub(r"\s+", "", part).strip("、,，:："):
            yield sentence


def clauses(text: str) -> Iterator[str]:
    """The parts of a text between any marks, so that a word of denial reaches no further than it was meant.

    The comma of a thousand is no such mark.
    """
    for sentence in _sentences(text):
        yield from (part for part in _split(r"(?<![0-9]),|,(?![0-9]{3})|[，:：]", sentence) if part)


@functools.cache
def _pattern(phrase: str) -> re.Pattern[str]:
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", phrase).replace("...", "…"))
    parts = (_either(part) if part.startswith("{") else _gaps(part) for part in re.split(r"(\{[^{}]*\})", folded))
    return re.compile("".join(parts), re.IGNORECASE)


def _gaps(words: str) -> str:
    near = f"[^。,:;!?]{{0,{NEAR}}}"
    parts = (
        near.join(re.escape(piece).replace(r"\#", _FIGURE) for piece in part.split("~")) for part in words.split("…")
    )
    return f"[^。]{{0,{GAP}}}".join(parts)


def _either(braced: str) -> str:
    return f"(?:{'|'.join(map(_gaps, braced[1:-1].split('|')))})"


def holds(sentence: str, phrases: Iterable[str]) -> bool:
    """Whether a sentence holds one of the phrases."""
    return any(_pattern(phrase).search(sentence) for phrase in phrases)


def occurring(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Those of the phrases that may stand in a sentence of the text: so that no sentence is held against the others."""
    whole = "\n".join(sentences(text))
    return tuple(phrase for phrase in phrases if _pattern(phrase).search(whole))


def found(
    text: str,
    said: Iterable[str],
    unless: Iterable[str] = (),
    beside: Iterable[str] = (),
    *,
    even_if: Iterable[str] = (),
    spared: Callable[[str], bool] | None = None,
) -> str | None:
    """The first clause, else sentence, that holds one of ``said`` and none of ``unless``; ``None`` without one.

    A phrase of ``unless`` that begins with ``…`` counts anywhere in the sentence, the others in the clause alone; no
    sentence that ``spared`` is true of counts. A sentence that holds one of ``even_if`` counts all the same.
    With ``beside``, only a sentence that also holds one of those counts.
    """
    said = occurring(text, said)
    if not said:
        return None
    unless, beside, even_if = occurring(text, unless), tuple(beside), occurring(text, even_if)
    wide = tuple(phrase for phrase in unless if phrase.startswith("…"))
    left = [
        sentence
        for sentence in sentences(text)
        if (even_if and holds(sentence, even_if)) or not (holds(sentence, wide) or (spared and spared(sentence)))
    ]
    left = [sentence for sentence in left if not beside or holds(sentence, beside)]
    for parts in ([part for sentence in left for part in clauses(sentence)], left):
        for part in parts:
            if holds(part, said) and (not holds(part, unless) or holds(part, even_if)):
                return part
    return None

"""Danger in a person's own words: which, and how sure.

All words are data (knowledge/safety.yaml, where the way they are written is explained). Time is linear in the text:
a phrase has gaps of at most eight characters and no other repetition.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from borrower_help.knowledge.records.across import Danger, SafetyFile
from borrower_help.values.patterns import pattern
from borrower_help.values.traditional import simplified


class Degree(enum.StrEnum):
    """How sure it is that there is danger: ``certain`` stops everything else, ``possible`` puts one line before the
    answer.
    """

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclasses.dataclass(frozen=True)
class Heard:
    """A danger that was heard, and how sure it is."""

    danger: Danger
    degree: Degree


def hear(text: str, safety: SafetyFile) -> tuple[Heard, ...]:
    """The dangers that ``text`` speaks of: the certain ones first, and of these the most urgent."""
    return _ear(safety).hear(text)


def certain(heard: tuple[Heard, ...]) -> tuple[Danger, ...]:
    """Those that stop everything else."""
    return tuple(entry.danger for entry in heard if entry.degree is Degree.CERTAIN)


@functools.lru_cache(maxsize=4)
def _ear(safety: SafetyFile) -> _Ear:
    return _Ear(safety)


_SEPARATORS = pattern(r"[，。！？；：,!?;:\n\r]+")

_NOT_TEXT = pattern(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003ffff，_]+")

_GAP, _HARMLESS_GAP = "[^，]{0,8}?", "[^，我抢砸摔夺推踢]{0,8}?"

_AROUND = 20
"""How far to the left and right a word changes what a phrase means."""

_NEAR = 40
"""So many characters hold all parts of a phrase that are joined by +."""

_MARK = pattern("[…<(|)]")
"""What makes a phrase more than a word."""

_LATIN = pattern(r"[a-z]+")


class _Text:
    """A text as phrases are sought in it; remembers which words it holds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._held: dict[str, bool] = {}

    def holds(self, word: str) -> bool:
        if word not in self._held:
            self._held[word] = word in self.text
        return self._held[word]


Span = tuple[int, int]


class _Part:
    """A phrase, or a part of one. It is compiled only for a text that holds a word of each of its pieces."""

    def __init__(self, written: str, lists: dict[str, tuple[str, ...]], gap: str) -> None:
        self._written, self._lists, self._gap = written, lists, gap

    @functools.cached_property
    def needs(self) -> list[tuple[str, ...]]:
        """One of each of these must stand in the text."""
        if not _MARK.search(self._written):
            return [(self._written,)]
        needs, depth, group = [], 0, ""
        for piece in _pieces(self._written):
            if piece == "(":
                depth, group = depth + 1, group if depth else ""
            elif piece == ")":
                depth -= 1
                if not depth and group and "<" not in group and "…" not in group and all(group.split("|")):
                    needs.append(tuple(group.split("|")))
            elif depth:
                group += piece
            elif piece.startswith("<"):
                needs.append(self._lists[piece[1:-1]])
            elif piece != "…":
                needs.append((piece,))
        return needs

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as a pattern; what ends in Latin letters ends with the word."""
        found = "".join(self._pattern_of(piece) for piece in _pieces(self._written))
        return re.compile(found + "(?![a-z])" if _LATIN.search(self._written) else found)

    def _pattern_of(self, piece: str) -> str:
        if piece.startswith("<"):
            return "(?:" + "|".join(map(re.escape, self._lists[piece[1:-1]])) + ")"
        return {"…": self._gap, "(": "(?:", ")": ")", "|": "|"}.get(piece, re.escape(piece))

    def may_stand_in(self, text: _Text) -> bool:
        return all(any(text.holds(word) for word in need) for need in self.needs)


class _Phrase:
    """A phrase of the knowledge: one part, or several that stand near each other in any order."""

    def __init__(self, written: str, lists: dict[str, tuple[str, ...]]) -> None:
        self.parts = [_Part(part, lists, _GAP) for part in written.split(" + ")]

    def spans(self, text: _Text, denied: Callable[[Span], bool]) -> Iterator[Span]:
        """Where the phrase stands and is not denied. Each part is sought once, so time is linear in the text."""
        if not all(part.may_stand_in(text) for part in self.parts):
            return
        found = [
            [(*span, place) for span in _spans(part, text) if not denied(span)] for place, part in enumerate(self.parts)
        ]
        if not all(found):
            return
        last: dict[int, Span] = {}
        for start, end, place in sorted(itertools.chain.from_iterable(found)):
            last[place] = (start, end)
            first = min(begun for begun, _ in last.values())
            if len(last) == len(self.parts) and max(ended for _, ended in last.values()) - first <= _NEAR:
                yield first, max(ended for _, ended in last.values())


def _spans(part: _Part, text: _Text) -> list[Span]:
    return [match.span() for match in part.pattern.finditer(text.text)]


def _pieces(written: str) -> list[str]:
    return [piece for piece in re.split(r"(…|<[^<>]+>|[()|])", written) if piece]


_BEGIN = pattern(r"^(?:\(([^()<…\n]+)\)|<([^<>\n]+)>|([^…<(|)\n]+?)(?= \+ |[…<(|)\n]|\Z)|.*)", re.MULTILINE)
"""What each of many phrases, one a line, begins with: words to choose from, a list, or a word."""


class _Index:
    """Phrases by words of which one must stand wherever the phrase does, so that a text is held against few of them.

    What is asked of a text is less than what its phrases ask: it never leaves out a phrase that could be found. The
    words are those that a phrase begins with, which are seen quickly: most texts are a name, and are heard once.
    """

    def __init__(self, phrases: Sequence[str], lists: dict[str, tuple[str, ...]]) -> None:
        self._by_words: dict[str, list[int]] = {}
        begins = _BEGIN.findall("\n".join(phrases)) if phrases else []
        for number, (written, (several, named, word)) in enumerate(zip(phrases, begins, strict=True)):
            words = word or several or "|".join(lists.get(named, ()))
            if not words or "_" in words or not all(words.split("|")):
                words = _slowly(written, lists)
            self._by_words.setdefault(words, []).append(number)
        self._words = set("|".join(self._by_words).split("|")) - {""}

    def possible(self, text: str) -> list[int]:
        """The numbers of the phrases that may stand in a text, in order."""
        held = {word for word in self._words if word in text}
        found = self._by_words.get("", [])
        if held:
            several = [
                numbers for words, numbers in self._by_words.items() if words and not held.isdisjoint(words.split("|"))
            ]
            found = sorted(itertools.chain(found, *several))
        return found


def _slowly(written: str, lists: dict[str, tuple[str, ...]]) -> str:
    """Words of which one stands wherever the phrase does, none where it names none. The mark that stands for what was
    harmless is in no text to begin with: of a word with it, the longest of its parts.
    """
    needs = _Part(written.partition(" + ")[0], lists, _GAP).needs
    words = [max(word.split("_"), key=len) for word in needs[0]] if needs else []
    return "|".join(words) if all(words) else ""


class _Ear:
    """Everything of the knowledge that is needed to hear; a phrase is made ready when a text may hold it."""

    def __init__(self, safety: SafetyFile) -> None:
        self._lists = {entry.name: entry.words for entry in safety.words}
        self._spellings = [(written, entry.meant) for entry in safety.spellings for written in entry.written]
        self._harmless = safety.harmless
        self._harmless_index = _Index(self._harmless, self._lists)
        self._denied = (
            pattern(f"(?<![会是有要能])(?:{'|'.join(sorted(map(re.escape, safety.denials), key=len, reverse=True))})$")
            if safety.denials
            else None
        )
        self._phrases = [
            (danger, degree, phrase)
            for danger in safety.dangers
            for degree in Degree
            for phrase in (danger.certain if degree is Degree.CERTAIN else danger.possible)
        ]
        self._index = _Index([phrase for _, _, phrase in self._phrases], self._lists)
        self._ready: dict[str, _Phrase] = {}

    def hear(self, text: str) -> tuple[Heard, ...]:
        spoken = self._without_harmless(self._normalised(text))
        possible = [self._phrases[number] for number in self._index.possible(spoken.text)]
        found = [
            Heard(danger, degree)
            for danger, phrases in _by_danger(possible)
            if (degree := self._degree(danger, phrases, spoken)) is not None
        ]
        return tuple(sorted(found, key=lambda heard: (heard.degree is Degree.POSSIBLE, heard.danger.urgency)))

    def _normalised(self, text: str) -> str:
        """Simplified, without spaces and signs that keep a word from being found; one ， at every end of a clause."""
        plain = simplified(unicodedata.normalize("NFKC", text).casefold())
        heard = "，" + _NOT_TEXT.sub("", _SEPARATORS.sub("，", plain)) + "，"
        for written, meant in self._spellings:
            heard = heard.replace(written, meant)
        return heard

    def _without_harmless(self, heard: str) -> _Text:
        text = _Text(heard)
        for number in self._harmless_index.possible(heard):  # what is cleared leaves no word that was not there before
            phrase = _Part(self._harmless[number], self._lists, _HARMLESS_GAP)
            if phrase.may_stand_in(text) and (cleared := phrase.pattern.sub(_cleared, text.text)) != text.text:
                text = _Text(cleared)
        return text

    def _degree(self, danger: Danger, phrases: Sequence[tuple[Degree, str]], spoken: _Text) -> Degree | None:
        found: Degree | None = None
        for degree, written in phrases:
            for span in self._made_ready(written).spans(spoken, lambda span: self._is_denied(span, spoken.text)):
                found = self._weighed(danger, degree, span, spoken.text)
                if found is Degree.CERTAIN:
                    return found
        return found

    def _made_ready(self, written: str) -> _Phrase:
        if written not in self._ready:
            self._ready[written] = _Phrase(written, self._lists)
        return self._ready[written]

    def _is_denied(self, span: Span, heard: str) -> bool:
        return self._denied is not None and self._denied.search(heard[max(span[0] - 8, 0) : span[0]]) is not None

    @staticmethod
    def _weighed(danger: Danger, degree: Degree, span: Span, heard: str) -> Degree:
        start, end = span
        before = heard[max(start - _AROUND, 0) : start]
        if any(word in before + heard[start : end + _AROUND] for word in danger.now):
            return Degree.CERTAIN
        clause = before.rpartition("，")[2] + heard[start:end]
        return Degree.POSSIBLE if any(word in clause for word in danger.softened) else degree


def _by_danger(
    phrases: Iterable[tuple[Danger, Degree, str]],
) -> Iterator[tuple[Danger, list[tuple[Degree, str]]]]:
    """Each danger with its phrases, in their order."""
    for _, together in itertools.groupby(phrases, key=lambda entry: id(entry[0])):
        entries = list(together)
        yield entries[0][0], [(degree, written) for _, degree, written in entries]


def _cleared(match: re.Match[str]) -> str:
    """What stands for a harmless phrase: a mark, and the ends of clauses it took along."""
    found = match.group()
    return "，" * found.startswith("，") + "_" + "，" * found.endswith("，")

"""The questions as pages: one for each topic, one for what is different for a kind of lender, one for each lender.

No answer is copied for every lender: a lender's page holds what is its own, and names the pages of its kind.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter

from borrower_help.ask.answer import Asking
from borrower_help.ask.compose import Piece
from borrower_help.ask.documents import KnownQuestion
from borrower_help.ask.lender import lender_pieces
from borrower_help.case.model import Case
from borrower_help.case.situation import Situation, situation_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence, InstitutionKind
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.knowledge.records.letters import LetterKind
from borrower_help.knowledge.words import KINDS

_LETTERS = "letter-"

_STRENGTH = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)

TOPICS = {
    "rights": "你可以坚持的事",
    "papers": "收到的文书",
    "clocks": "期限",
    "institutions": "各类机构归谁管",
}
"""Names of topics that no file of the knowledge names."""


@dataclasses.dataclass(frozen=True)
class PageEntry:
    """A question with its answer. ``id`` is its anchor, unique in all pages; ``also`` are other wordings."""

    id: str
    question: str
    answer: tuple[Piece, ...]
    also: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class FaqPage:
    """One file. ``kind`` or ``lender`` tell for whom it is, where it is not for everybody; ``see`` are other pages.

    ``name`` is what it is called in a list of pages for the same people.
    """

    id: str
    title: str
    topic: str
    entries: tuple[PageEntry, ...]
    kind: str = ""
    lender: str = ""
    see: tuple[str, ...] = ()
    name: str = ""


@dataclasses.dataclass(frozen=True)
class Wanted:
    """Which pages are wanted; empty means all."""

    lenders: tuple[Lender, ...] = ()
    kinds: tuple[InstitutionKind, ...] = ()
    topics: tuple[str, ...] = ()
    least: Confidence = Confidence.LOW

    @property
    def all(self) -> bool:
        """Whether nothing was left out by name."""
        return not (self.lenders or self.kinds or self.topics)


def topics(knowledge: Knowledge) -> dict[str, str]:
    """The names of the topics, by id in the order of their pages."""
    asked = {file.topic: file.name for file in knowledge.asked}
    themes = {theme.theme: theme.name for theme in knowledge.themes}
    return {**asked, **{key: name for key, name in themes.items() if key not in asked}, **TOPICS}


def build_pages(knowledge: Knowledge, as_of: dt.date, wanted: Wanted) -> list[FaqPage]:
    """The pages in a stable order; pages without a question are left out, and so is what is weaker than wanted."""
    asking = Asking(knowledge)
    found: list[FaqPage] = []
    names = topics(knowledge)
    if wanted.topics or not wanted.lenders:
        general = situation_of(Case(), knowledge, as_of)
        kinds = wanted.kinds or tuple(dict.fromkeys(lender.kind for lender in wanted.lenders)) or tuple(InstitutionKind)
        for topic in wanted.topics or names:
            page = _topic_page(asking, topic, names[topic], general, wanted.least)
            of_kinds = [
                _kind_page(asking, page, kind, as_of, wanted.least)
                for kind in kinds
                if kind is not InstitutionKind.UNKNOWN
            ]
            found += [page, *of_kinds]
    found += [_lender_page(asking, lender, wanted.least) for lender in _lenders(knowledge, wanted)]
    pages = [page for page in found if page.entries]
    held = {page.id for page in pages}
    return [dataclasses.replace(page, see=tuple(name for name in page.see if name in held)) for page in pages]


def _lenders(knowledge: Knowledge, wanted: Wanted) -> Iterator[Lender]:
    """The lenders that get a page: those named; without a name all of the kinds wanted, where no topic is."""
    if wanted.lenders or not wanted.topics:
        for lender in wanted.lenders or knowledge.lenders.values():
            if wanted.lenders or not wanted.kinds or lender.kind in wanted.kinds:
                yield lender


def _anchor(identifier: str) -> str:
    """An id as it stands in a file's name. Anchors are the ids of the knowledge as they are: some differ only here."""
    return identifier.replace("_", "-")


def _topic_page(asking: Asking, topic: str, name: str, situation: Situation, least: Confidence) -> FaqPage:
    asked = [
        document
        for document in asking.documents.values()
        if document.topic == topic and document.id != InstitutionKind.UNKNOWN.value
    ]
    times = Counter(document.title for document in asked)
    entries = []
    for document in asked:
        if pieces := _answer(asking, document.id, situation, least):
            title = document.title if times[document.title] == 1 else _told_apart(asking, document)
            entries.append(PageEntry(document.id, title, pieces, tuple(dict.fromkeys(document.said))))
    return FaqPage(_anchor(topic), name, topic, tuple(entries))


def _answer(asking: Asking, identifier: str, situation: Situation, least: Confidence) -> tuple[Piece, ...]:
    """The answer as it stands on a page, where there is room for the rest of a letter."""
    return _strong((*asking.reply(identifier, situation)[1], *_letter(asking, identifier)), least)


def _told_apart(asking: Asking, document: KnownQuestion) -> str:
    """A question that others on the page are worded like, with what its record adds to its name: 一般 15 日."""
    name, _, adds = str(asking.records[document.id].name).partition("：")
    return document.title.replace(name, f"{name}（{adds}）", 1) if adds else document.title


def _letter(asking: Asking, identifier: str) -> Iterator[Piece]:
    """What else must be known of a letter: what it admits, where its words come from, how it is handed in, what
    follows.
    """
    letter = asking.records[identifier] if identifier.startswith(_LETTERS) else None
    if not isinstance(letter, LetterKind):
        return
    knowledge = asking.knowledge
    if letter.acknowledges:
        for word in knowledge.letter_words(attrgetter("admits")):
            yield Piece("why", word.text, word.sources, word.confidence, label="小心")
    yield Piece("do", f"按你的情况写好，空着的地方手写：borrower-help letter write {letter.id}", label="正文")
    ways = {word.id: word for word in knowledge.letter_words(attrgetter("ways"))}
    for way in map(ways.__getitem__, letter.send):
        yield Piece("do", way.text, way.sources, way.confidence, label="怎么交")
    for step in letter.after:
        yield Piece("more", step.text, step.sources, step.confidence, label="交了以后")


def _kind_page(asking: Asking, general: FaqPage, kind: InstitutionKind, as_of: dt.date, least: Confidence) -> FaqPage:
    """The questions of a topic that are answered otherwise for this kind of lender."""
    situation = situation_of(Case(kind=kind), asking.knowledge, as_of)
    usual = {entry.id: entry for entry in general.entries}
    entries = []
    for document in asking.documents.values():
        entry = usual.get(document.id)
        if entry is None:
            continue
        pieces = _answer(asking, document.id, situation, least)
        if pieces and pieces != entry.answer:
            identifier = f"{kind.value}--{entry.id}"
            entries.append(PageEntry(identifier, f"{KINDS[kind]}：{entry.question}", pieces))
    title = f"{general.title}：放款的是{KINDS[kind]}时"
    identifier = f"{general.id}--{_anchor(kind.value)}"
    return FaqPage(
        identifier, title, general.topic, tuple(entries), kind=kind.value, see=(general.id,), name=general.title
    )


def _lender_page(asking: Asking, lender: Lender, least: Confidence) -> FaqPage:
    entries = []
    for asked in asking.knowledge.asked_of_lenders:
        pieces = _strong(lender_pieces(asked, lender, asking.knowledge), least)
        if pieces:
            title = asked.title.replace("{name}", lender.name)
            entries.append(PageEntry(f"{lender.id}--{asked.id}", title, pieces))
    unverified = tuple(
        Piece("why", f"{unknown.text} 看这里：{unknown.where}")
        for unknown in (*lender.unknowns, *asking.knowledge.institutions[lender.kind].unknowns)
    )
    if unverified:
        entries.append(PageEntry(f"{lender.id}--unknown", f"关于{lender.name}，还有什么没有核实？", unverified))
    kind = _anchor(lender.kind.value)
    see = tuple(f"{_anchor(topic)}--{kind}" for topic in topics(asking.knowledge))
    return FaqPage(f"lender-{_anchor(lender.id)}", lender.name, "lenders", tuple(entries), lender=lender.id, see=see)


def _strong(pieces: Iterable[Piece], least: Confidence) -> tuple[Piece, ...]:
    """The paragraphs that are at least so strong; none where nothing that has a source is left."""
    had = tuple(pieces)
    kept = tuple(piece for piece in had if _STRENGTH.index(piece.confidence) >= _STRENGTH.index(least))
    cited = any(piece.sources for piece in kept)
    return kept if kept and (cited or not any(piece.sources for piece in had)) else ()


def counted(pages: Collection[FaqPage]) -> int:
    """How many questions the pages hold."""
    return sum(1 for _ in _entries(pages))


def _entries(pages: Iterable[FaqPage]) -> Iterator[PageEntry]:
    for page in pages:
        yield from page.entries

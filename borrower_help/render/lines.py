"""What a report is made of before it has a format: lines with a role, numbered sources, marks of confidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Literal

from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.knowledge.records.sources import Document, DocumentKind, Seen
from borrower_help.knowledge.words import CONFIDENCE, DOCUMENT_SEEN

Role = Literal["title", "heading", "subheading", "text", "item", "number", "detail", "quote", "alert", "pre"]


@dataclasses.dataclass(frozen=True)
class Line:
    """One paragraph of a report.

    ``marks`` are source numbers and confidence, ``label`` stands before the text, ``because`` says
    which answers selected it, ``anchor`` is what a link points to; ``foreign`` tells that there are words of
    somebody else in it, of which nothing may look like a line or a link of ours.
    """

    role: Role
    text: str
    label: str = ""
    marks: str = ""
    because: tuple[str, ...] = ()
    anchor: str = ""
    foreign: bool = False


def within_section(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that stand alone elsewhere, one level lower: titles and headings become subheadings."""
    for line in lines:
        yield dataclasses.replace(line, role="subheading") if line.role in ("title", "heading") else line


class Citations:
    """Numbers the documents in the order in which a report cites them, and remembers which articles."""

    def __init__(self, knowledge: Knowledge, most: int = 9, *, bare: bool = False) -> None:
        """``most`` documents are named behind a sentence; ``bare`` marks are numbers and nothing else."""
        self._knowledge = knowledge
        self._most = most
        self._bare = bare
        self._cited: dict[str, list[str]] = {}

    @property
    def knowledge(self) -> Knowledge:
        """What is cited."""
        return self._knowledge

    def marks(self, sources: Iterable[str], confidence: Confidence = Confidence.HIGH) -> str:
        """``[3:56、4 中]``: document 3, article 56; document 4; the confidence where it is not high."""
        numbers = [self._number(source) for source in list(sources)[: self._most]]
        if self._bare:
            return f"[{'、'.join(dict.fromkeys(number.partition(':')[0] for number in numbers))}]" if numbers else ""
        weak = f" {CONFIDENCE[confidence]}" if confidence is not Confidence.HIGH else ""
        return f"[{'、'.join(numbers)}{weak}]" if numbers else ""

    def _number(self, source: str) -> str:
        document, _, article = source.partition(":")
        articles = self._cited.setdefault(document, [])
        if article and article not in articles:
            articles.append(article)
        number = list(self._cited).index(document) + 1
        return f"{number}:{article}" if article else str(number)

    @property
    def cited(self) -> dict[str, list[str]]:
        """The documents and articles cited so far; what is set to it later takes back what was cited since."""
        return {document: list(articles) for document, articles in self._cited.items()}

    @cited.setter
    def cited(self, cited: dict[str, list[str]]) -> None:
        self._cited = cited

    @property
    def any(self) -> bool:
        """Whether anything was cited."""
        return bool(self._cited)

    def example(self) -> str:
        """What the first mark with an article says, else the first mark: "[1:85] 是来源 1 第 85 条"."""
        found = ((number, *entry) for number, entry in enumerate(self._cited.items(), 1))
        number, document, articles = min(found, key=lambda entry: not entry[2], default=(1, "", []))
        if self._bare or not articles:
            return f"[{number}] 是来源 {number}"
        known = self._knowledge.documents.get(document)
        unit = _unit(known) if known else "条"
        return f"[{number}:{articles[0]}] 是来源 {number} 第 {articles[0]} {unit}"

    def name(self, *sources: str) -> str:
        """Sources of one document by its short name and their articles."""
        parts = [source.partition(":") for source in sources]
        return self._describe(parts[0][0], [article for _, _, article in parts if article], full=False)

    def listed(self, *, gists: bool = True) -> Iterator[Line]:
        """The documents cited so far, a line each, with the gist of every article cited where it is wanted."""
        for number, (document, articles) in enumerate(self._cited.items(), 1):
            yield Line("number", self._describe(document, articles, full=True), label=f"[{number}]")
            for article in articles if gists else ():
                cited = self._knowledge.cite(f"{document}:{article}")
                if cited and cited.article:
                    yield Line("detail", cited.article.gist, label=_article_name(cited.document, article))

    def run_on(self) -> Line:
        """The documents cited so far in one paragraph, for a short screen."""
        named = (
            f"[{number}] {self._describe(document, articles, full=False)}"
            for number, (document, articles) in enumerate(self._cited.items(), 1)
        )
        return Line("text", "；".join(named) + "。")

    def _describe(self, document_id: str, articles: list[str], *, full: bool) -> str:
        document = self._knowledge.documents.get(document_id)
        if document is None:
            return document_id
        unit = _unit(document)
        if not full:
            title = document.called
            return title + (f" {'、'.join(articles)} {unit}" if articles else "")
        name = f"《{document.title}》" + (f"第 {'、'.join(articles)} {unit}" if articles else "")
        facts = [document.number] if document.number else []
        if document.effective_from:
            facts.append(f"{document.effective_from} 起")
        if document.seen is not Seen.OFFICIAL_TEXT and document.kind is not DocumentKind.PROJECT:
            facts.append(DOCUMENT_SEEN[document.seen])
        facts.append(f"{document.checked} 核对")
        return f"{name}（{'，'.join(facts)}）" + (f" {document.page}" if document.page else "")


def legend(citations: Citations) -> Line:
    """What the marks behind a sentence say, by one that is there."""
    return Line("text", f"{citations.example()}。「中」可靠转述，「低」来源较弱，不标的读过原文。")


def source_lines(citations: Citations, *, full: bool, gists: bool = True, explained: bool = False) -> list[Line]:
    """The list of sources below an answer: all of it, or one paragraph; nothing when nothing was cited.

    ``explained`` tells that the ``legend`` stands before the first mark already.
    """
    listed = list(citations.listed(gists=gists)) if full else [citations.run_on()]
    below = [] if explained else [legend(citations)]
    return [Line("heading", "来源"), *listed, *below] if citations.any else []


def checked_line(knowledge: Knowledge) -> Line:
    """The last line of an answer: how old the knowledge is, and what it is not."""
    return Line("text", f"知识核对到 {knowledge.checked}。{knowledge.limits.notice}")


def _unit(document: Document) -> str:
    return "节" if document.kind is DocumentKind.ARTICLE else "条"


def _article_name(document: Document, article: str) -> str:
    return f"第 {article} {_unit(document)}"

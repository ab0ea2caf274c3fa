"""The FAQ as Markdown and JSON pages, its index, and one file for programs that answer questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from borrower_help.ask.pages import FaqPage
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.render.formats.json import Envelope, envelope, to_json
from borrower_help.render.formats.markdown import to_markdown
from borrower_help.render.lines import Citations, Line, source_lines

COMMAND = "faq build"


class PieceView(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of an answer."""

    role: str
    label: str
    text: str
    sources: tuple[str, ...]
    confidence: Confidence


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """A question: its id is unique in all pages, ``also`` are other wordings."""

    id: str
    question: str
    also: tuple[str, ...]
    answer: tuple[PieceView, ...]


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """The ``data`` of one page."""

    id: str
    title: str
    topic: str
    kind: str
    lender: str
    see: tuple[str, ...]
    entries: tuple[EntryView, ...]


class BotEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A question for a program that answers questions: where it stands, how it is asked, what is answered."""

    id: str
    page: str
    kind: str
    lender: str
    questions: tuple[str, ...]
    answer: str
    sources: tuple[str, ...]


class BotsView(msgspec.Struct, frozen=True, kw_only=True):
    """The ``data`` of questions.json. ``danger`` is to be said first to whoever is in danger, whatever was asked."""

    danger: str
    entries: tuple[BotEntry, ...]


def faq_schema() -> dict[str, Any]:
    """The JSON Schema of a page and of questions.json."""
    (outer, page, bots), components = msgspec.json.schema_components(
        [Envelope, PageView, BotsView], ref_template="#/$defs/{name}"
    )
    components["Envelope"]["properties"]["data"] = {"anyOf": [page, bots]}
    return {**outer, "$defs": components}


def page_view(page: FaqPage) -> PageView:
    """A page as data."""
    entries = tuple(
        EntryView(
            id=entry.id,
            question=entry.question,
            also=entry.also,
            answer=tuple(
                PieceView(
                    role=piece.role,
                    label=piece.label,
                    text=piece.text,
                    sources=piece.sources,
                    confidence=piece.confidence,
                )
                for piece in entry.answer
            ),
        )
        for entry in page.entries
    )
    return PageView(
        id=page.id,
        title=page.title,
        topic=page.topic,
        kind=page.kind,
        lender=page.lender,
        see=page.see,
        entries=entries,
    )


def page_json(page: FaqPage, knowledge: Knowledge, as_of: dt.date) -> str:
    """A page in the envelope of every command."""
    return to_json(envelope(COMMAND, page_view(page), knowledge, as_of))


def bots_json(pages: Iterable[FaqPage], knowledge: Knowledge, as_of: dt.date) -> str:
    """Every question with its wordings and its answer in words, in one file."""
    entries = tuple(
        BotEntry(
            id=entry.id,
            page=page.id,
            kind=page.kind,
            lender=page.lender,
            questions=tuple(dict.fromkeys((entry.question, *entry.also))),
            answer="\n".join(f"{piece.label}：{piece.text}" if piece.label else piece.text for piece in entry.answer),
            sources=tuple(dict.fromkeys(source for piece in entry.answer for source in piece.sources)),
        )
        for page in pages
        for entry in page.entries
    )
    return to_json(envelope(COMMAND, BotsView(danger=danger_line(knowledge), entries=entries), knowledge, as_of))


def stamp(knowledge: Knowledge, as_of: dt.date) -> str:
    """Version, age and notice: the last lines of every page."""
    return f"知识版本 {knowledge.version}，核对到 {knowledge.checked}，按 {as_of} 生成。{knowledge.limits.notice}"


def danger_line(knowledge: Knowledge) -> str:
    """What stands on every page for whoever is in danger: the numbers, each once."""
    named = {number.value: number.name for danger in knowledge.dangers.values() for number in danger.numbers}
    return "有危险、不想活了，先打：" + "；".join(f"{value}（{name}）" for value, name in named.items()) + "。"


def page_markdown(page: FaqPage, knowledge: Knowledge, as_of: dt.date, titles: dict[str, str]) -> str:
    """A page as Markdown, with its sources."""
    citations = Citations(knowledge)
    lines = [Line("title", page.title), Line("alert", danger_line(knowledge), label="先看")]
    for entry in page.entries:
        lines.append(Line("heading", entry.question, anchor=entry.id))
        lines += [
            Line("item", piece.text, label=piece.label, marks=citations.marks(piece.sources, piece.confidence))
            for piece in entry.answer
        ]
    lines += source_lines(citations, full=True)
    text = to_markdown([*lines, Line("text", stamp(knowledge, as_of))])
    links = "".join(f"- [{titles[name]}]({name}.md)\n" for name in page.see)
    return text.replace("\n", f"\n\n另见：\n\n{links}", 1) if links else text


def index_markdown(pages: Sequence[FaqPage], knowledge: Knowledge, as_of: dt.date) -> str:
    """The list of all pages: by topic, by kind, by lender."""
    head = to_markdown([Line("title", "常见问题"), Line("alert", danger_line(knowledge), label="先看")])
    parts = [head]
    for name, of in groups(pages):
        parts.append(f"\n## {name}\n\n" + "".join(f"- [{page.title}]({page.id}.md)\n" for page in of))
    return "".join(parts) + "\n" + to_markdown([Line("text", stamp(knowledge, as_of))])


def groups(pages: Sequence[FaqPage]) -> list[tuple[str, list[FaqPage]]]:
    """The pages as an index lists them."""
    found = [
        ("按问题", [page for page in pages if not page.kind and not page.lender]),
        ("按放款机构的类型", [page for page in pages if page.kind]),
        ("按机构", [page for page in pages if page.lender]),
    ]
    return [(name, of) for name, of in found if of]

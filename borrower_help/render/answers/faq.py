"""The FAQ as pages."""

from __future__ import annotations

import datetime as dt

from borrower_help.ask.entries import FaqPage
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.formats.json import envelope, to_json
from borrower_help.render.formats.markdown import to_markdown
from borrower_help.render.lines import Citations, Line, source_lines


def render_page(page: FaqPage, knowledge: Knowledge, as_of: dt.date, format_: str) -> str:
    """A page as Markdown or JSON text."""
    if format_ == "json":
        data = {
            "id": page.id,
            "title": page.title,
            "entries": [
                {
                    "id": entry.id,
                    "question": entry.question,
                    "answer": [
                        {"text": part.text, "sources": part.sources, "confidence": part.confidence.value}
                        for part in entry.answer
                    ],
                }
                for entry in page.entries
            ],
        }
        return to_json(envelope("faq build", data, knowledge, as_of))
    return _markdown(page, knowledge, as_of)


def _markdown(page: FaqPage, knowledge: Knowledge, as_of: dt.date) -> str:
    citations = Citations(knowledge)
    lines = [Line("title", page.title)]
    for entry in page.entries:
        lines.append(Line("heading", entry.question, anchor=entry.id))
        lines += [
            Line("item", part.text, marks=citations.marks(part.sources, part.confidence)) for part in entry.answer
        ]
    lines += source_lines(citations, full=True)
    lines.append(
        Line(
            "text",
            f"知识版本 {knowledge.version}，核对到 {knowledge.checked}，按 {as_of} 生成。{knowledge.limits.notice}",
        )
    )
    return to_markdown(lines)

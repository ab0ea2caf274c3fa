"""How a source looks."""

from __future__ import annotations

from borrower_help.knowledge.cited import Cited
from borrower_help.knowledge.force import force_of
from borrower_help.knowledge.words import DOCUMENT_SEEN, FORCES, KINDS
from borrower_help.render.lines import Line


def cited_lines(cited: Cited) -> list[Line]:
    """A document, or one article of it."""
    document = cited.document
    force = force_of(document)
    bound = "、".join(KINDS[kind] for kind in cited.binds)
    facts = (
        ("文号", document.number),
        ("发布", document.issuer),
        ("性质", FORCES[force]),
        (
            "约束谁",
            bound
            or ("所有人" if document.kind in ("law", "administrative_regulation", "judicial_interpretation") else ""),
        ),
        ("生效", str(cited.effective_from or "")),
        ("失效", str(cited.effective_to or "")),
        ("被代替", document.superseded_by),
        ("怎么看到的", DOCUMENT_SEEN[document.seen]),
        ("核对日期", str(document.checked)),
        ("官方页面", document.page),
        ("注意", document.note),
    )
    lines = [Line("title", document.title)]
    lines += [Line("item", text, label=label) for label, text in facts if text]
    articles = [cited.article] if cited.article else list(document.articles)
    if articles:
        lines.append(Line("heading", "条文大意（我们自己的话，不是原文）"))
        lines += [
            Line("item", f"{article.gist}{'' if article.read else '（未读到原文）'}", label=f"第 {article.id} 条")
            for article in articles
        ]
    return lines

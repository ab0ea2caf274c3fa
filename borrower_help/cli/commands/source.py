"""``source list|show``: what the advice relies on."""

from __future__ import annotations

from typing import Annotated

import typer

from borrower_help.cli.session import Session, answering
from borrower_help.cli.write_guard import Application
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.force import force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.words import DOCUMENT_SEEN, FORCES
from borrower_help.render.answer import Answer
from borrower_help.render.answers.source import cited_lines
from borrower_help.render.lines import Line

app = Application(rich_markup_mode=None, no_args_is_help=False, help="依据：列表、查看")


@app.command("list", short_help="列出全部依据", help="列出知识库依据的全部文件，按力度从强到弱。")
@answering("source list")
def list_sources(session: Session) -> Answer:
    knowledge = session.knowledge
    documents = sorted(knowledge.documents.values(), key=lambda document: (force_of(document).place, document.id))
    data = [
        {
            "id": document.id,
            "title": document.title,
            "kind": document.kind,
            "effective_from": document.effective_from,
            "effective_to": document.effective_to,
            "confidence": document.confidence,
            "checked": document.checked,
            "articles": len(document.articles),
        }
        for document in documents
    ]
    lines = [Line("title", f"依据 {len(documents)} 份文件")] + [
        Line(
            "item",
            f"{document.title}（{FORCES[force_of(document)]}，{DOCUMENT_SEEN[document.seen]}）",
            label=document.id,
        )
        for document in documents
    ]
    return Answer(data, lines)


@app.command("show", short_help="查看一份依据", help="一份文件或其中一条，例如 civil-code:676。")
@answering("source show")
def show_source(
    session: Session,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="编号，如 civil-code 或 civil-code:676", show_default=False)
    ],
) -> Answer:
    knowledge = session.knowledge
    cited = knowledge.cite(ref.strip())
    if cited is None:
        raise UsageError(_not_found(ref.strip(), knowledge))
    data = {"document": cited.document, "article": cited.article, "source": ref.strip()}
    return Answer(data, cited_lines(cited))


def _not_found(ref: str, knowledge: Knowledge) -> str:
    document = knowledge.documents.get(ref.partition(":")[0])
    if document is None:
        return f"没有编号「{quoted(ref)}」的依据。用 borrower-help source list 看全部编号。"
    articles = "、".join(article.id for article in document.articles) or "没有单独登记的条文"
    return f"《{document.title}》没有登记这一条。登记了的：{articles}。"

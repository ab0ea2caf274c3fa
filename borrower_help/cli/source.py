"""``source list|show``: what the advice relies on."""

from __future__ import annotations

from typing import Annotated

import typer

from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.present import present
from borrower_help.cli.targets import Application
from borrower_help.errors import UsageError, shown
from borrower_help.knowledge.law import force_of
from borrower_help.knowledge.library import Cited, Knowledge
from borrower_help.render.lines import Line
from borrower_help.words import DOCUMENT_SEEN, FORCES, KINDS

app = Application(rich_markup_mode=None, no_args_is_help=False, help="依据：列表、查看")


@app.command("list", short_help="列出全部依据", help="列出知识库依据的全部文件，按力度从强到弱。")
def list_sources(
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    documents = sorted(knowledge.documents.values(), key=lambda document: (force_of(document), document.id))
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
        Line("item", f"{document.title}（{FORCES[force_of(document)]}，{DOCUMENT_SEEN[document.seen]}）", label=document.id) for document in documents
    ]
    present("source list", data, lines, knowledge, day, format_, output, plain=plain)


@app.command("show", short_help="查看一份依据", help="一份文件或其中一条，例如 civil-code:676。")
def show_source(
    ref: Annotated[str, typer.Argument(metavar="REF", help="编号，如 civil-code 或 civil-code:676", show_default=False)],
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    cited = knowledge.cite(ref.strip())
    if cited is None:
        raise UsageError(_not_found(ref.strip(), knowledge))
    data = {"document": cited.document, "article": cited.article, "source": ref.strip()}
    present("source show", data, _source_lines(cited), knowledge, day, format_, output, plain=plain)


def _not_found(ref: str, knowledge: Knowledge) -> str:
    document = knowledge.documents.get(ref.partition(":")[0])
    if document is None:
        return f"没有编号「{shown(ref)}」的依据。用 borrower-help source list 看全部编号。"
    articles = "、".join(article.id for article in document.articles) or "没有单独登记的条文"
    return f"《{document.title}》没有登记这一条。登记了的：{articles}。"


def _source_lines(cited: Cited) -> list[Line]:
    document = cited.document
    force = force_of(document)
    bound = "、".join(KINDS[kind] for kind in cited.binds)
    facts = (
        ("文号", document.number),
        ("发布", document.issuer),
        ("性质", FORCES[force]),
        ("约束谁", bound or ("所有人" if document.kind in ("law", "administrative_regulation", "judicial_interpretation") else "")),
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
        lines += [Line("item", f"{article.gist}{'' if article.read else '（未读到原文）'}", label=f"第 {article.id} 条") for article in articles]
    return lines

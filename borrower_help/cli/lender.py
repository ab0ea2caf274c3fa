"""``lender list|show|find``: who the lenders are and what is known of them."""

from __future__ import annotations

from typing import Annotated

import typer

from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.present import present
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Lender, Statement
from borrower_help.parse import parse_name
from borrower_help.render.lines import Citations, Line, dated, source_lines
from borrower_help.words import KINDS, LIKELIHOODS, WHERE_THE_LENDER_STANDS

app = typer.Typer(rich_markup_mode=None, no_args_is_help=False, help="机构：列表、查看、查找")

CONTACTS = {"hotline": "客服电话", "website": "官网", "app": "App"}

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="机构、品牌或 App 的名字", show_default=False)]


@app.command("list", short_help="列出全部机构", help="列出知识库里的全部机构。")
def list_lenders(
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    lenders = list(knowledge.lenders.values())
    data = [{"id": lender.id, "name": lender.name, "legal_name": lender.legal_name, "kind": lender.kind, "aliases": lender.aliases} for lender in lenders]
    lines = [Line("title", f"收录 {len(lenders)} 家")] + [
        Line("item", f"{lender.legal_name}，{KINDS[lender.kind]}；也叫 {'、'.join(lender.aliases[:4])}", label=lender.name) for lender in lenders
    ]
    present("lender list", data, lines, knowledge, day, format_, output, plain=plain)


@app.command("show", short_help="查看一家机构", help="一家机构的全部资料，每条都有来源。")
def show_lender(
    name: NameArgument,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    lender = _found(name, knowledge)
    present("lender show", lender, _lender_lines(lender, knowledge), knowledge, day, format_, output, plain=plain)


@app.command("find", short_help="按名字查找", help="按名字、品牌、App 或拼音查找机构。")
def find_lender(
    name: NameArgument,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    typed = parse_name(name, "NAME")
    lender = knowledge.find_lender(typed)
    similar = [] if lender else knowledge.similar_lenders(typed)
    data = {
        "found": {"id": lender.id, "name": lender.name, "kind": lender.kind} if lender else None,
        "similar": [{"id": other.id, "name": other.name} for other in similar],
    }
    if lender:
        lines = [Line("title", f"{lender.name}：{lender.legal_name}，{KINDS[lender.kind]}")]
    else:
        near = "、".join(other.name for other in similar)
        lines = [
            Line("title", f"没有收录「{typed}」。" + (f"是不是 {near}？" if near else f"{WHERE_THE_LENDER_STANDS}知道是哪类机构的，用 --kind 看通用说明。"))
        ]
    present("lender find", data, lines, knowledge, day, format_, output, plain=plain)


def _found(name: str, knowledge: Knowledge) -> Lender:
    typed = parse_name(name, "NAME")
    lender = knowledge.find_lender(typed)
    if lender is None:
        near = "、".join(other.name for other in knowledge.similar_lenders(typed))
        raise UsageError(f"没有收录「{typed}」。" + (f"是不是 {near}？" if near else f"{WHERE_THE_LENDER_STANDS}全部机构：borrower-help lender list。"))
    return lender


def _lender_lines(lender: Lender, knowledge: Knowledge) -> list[Line]:
    citations = Citations(knowledge)

    def line(entry: Statement, label: str = "") -> Line:
        return Line("item", dated(entry), label, citations.marks(entry.sources, entry.confidence))

    lines = [
        Line("title", f"{lender.name}：{lender.legal_name}"),
        Line("text", f"{KINDS[lender.kind]}。监管：{lender.regulator}。征信：{lender.credit_authority}。"),
        line(lender.summary),
    ]
    lines += [
        Line("item", f"{contact.value}（{contact.verification}）", CONTACTS[contact.kind], citations.marks(contact.sources, contact.confidence))
        for contact in lender.contacts
    ]
    for heading, entries in (("先问清", lender.ask_first), ("做法", lender.practice), ("事实", lender.facts)):
        if entries:
            lines += [Line("heading", heading), *(line(entry) for entry in entries)]
    if lender.branches:
        lines.append(Line("heading", "合同里的贷款人不同，路也不同"))
        lines += [Line("item", branch.then, branch.if_text, citations.marks(branch.sources, branch.confidence)) for branch in lender.branches]
    lines.append(Line("heading", "网络文章的说法"))
    for claim in lender.claims:
        lines.append(Line("item", claim.text, LIKELIHOODS[claim.likelihood], citations.marks(claim.sources, claim.confidence)))
        lines += [Line("detail", contradiction.text, "但是", citations.marks(contradiction.sources)) for contradiction in claim.contradicted_by]
    lines.append(Line("heading", "我们不知道的"))
    lines += [Line("item", f"{unknown.text} 看这里：{unknown.where}") for unknown in lender.unknowns]
    return [*lines, *source_lines(citations, full=True)]

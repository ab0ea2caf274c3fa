"""``lender list|show|find``: who the lenders are and what is known of them."""

from __future__ import annotations

from typing import Annotated

import typer

from borrower_help.cli.session import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, present, today
from borrower_help.cli.targets import Application
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.knowledge.words import KINDS, WHERE_THE_LENDER_STANDS
from borrower_help.render.answers.lender import lender_lines
from borrower_help.render.lines import Line
from borrower_help.values.parse import parse_name

app = Application(rich_markup_mode=None, no_args_is_help=False, help="机构：列表、查看、查找")

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
    present("lender show", lender, lender_lines(lender, knowledge), knowledge, day, format_, output, plain=plain)


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

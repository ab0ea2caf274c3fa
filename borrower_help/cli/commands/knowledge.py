"""``knowledge check|schema|stats|changes|new``: for those who keep the knowledge."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from borrower_help.cli.chosen import KnowledgeOption, knowledge_root
from borrower_help.cli.failures import NO_KNOWLEDGE, OK, PROBLEMS
from borrower_help.cli.session import AsOfOption, NoInputOption, OutputOption, PlainOption, Session, answering, today
from borrower_help.cli.streams import emit
from borrower_help.cli.terminal import can_ask
from borrower_help.cli.write_guard import Application
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.words import CONFIDENCE
from borrower_help.render.answer import Answer
from borrower_help.render.lines import Line
from borrower_help.values.named import DocumentId
from borrower_help.values.parse import parse_date

if TYPE_CHECKING:
    from borrower_help.upkeep.stats import LenderStats

app = Application(rich_markup_mode=None, no_args_is_help=False, help="检查知识库")


@app.command("check", short_help="检查知识库", help="检查知识库，列出全部问题，每条有文件和行号。有错误时退出码为 1。")
@answering("knowledge check")
def check(
    session: Session,
    strict: Annotated[bool, typer.Option("--strict", help="警告也算错误", show_default=False)] = False,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="DIR", help="拿这个文件夹里的条文，逐条核对引用", show_default=False),
    ] = None,
) -> Answer:
    from borrower_help.knowledge.files import knowledge_dir as default_dir
    from borrower_help.upkeep.check import check_knowledge

    root = session.root or default_dir()
    problems = check_knowledge(root, session.day)
    if texts is not None:
        from borrower_help.upkeep.texts import check_texts

        problems = sorted({*problems, *check_texts(root, texts, session.day)})
    errors = [problem for problem in problems if problem.level == "error" or strict]
    warnings = [problem for problem in problems if problem not in errors]
    lines = [
        Line("item", str(problem), label=label)
        for label, group in (("错误", errors), ("警告", warnings))
        for problem in group
    ]
    lines.append(Line("text", f"错误 {len(errors)} 个，警告 {len(warnings)} 个。" if lines else "没有发现问题。"))
    data = {
        name: [{"path": problem.path, "line": problem.line, "message": problem.message} for problem in group]
        for name, group in (("errors", errors), ("warnings", warnings))
    }
    readable = root.is_dir() and os.access(root, os.R_OK | os.X_OK)
    code = (PROBLEMS if readable else NO_KNOWLEDGE) if errors else OK
    return Answer(data, lines, status="problems" if errors else "ok", code=code)


@app.command("schema", short_help="知识文件的格式", help="知识文件或 JSON 输出的 JSON Schema。")
def schema(
    name: Annotated[
        str,
        typer.Argument(metavar="FILE", help="文件位置，如 lenders/*.yaml；case 或 advise 也可以", show_default=False),
    ] = "",
) -> None:
    from borrower_help.upkeep.schema import schemas

    known = schemas()
    if name and name not in known:
        raise UsageError(f"没有「{name}」的格式。可以用：{'、'.join(known)}。")
    chosen = known[name] if name else known
    emit(
        msgspec.json.format(msgspec.json.encode(chosen, order="sorted"), indent=2).decode() + "\n",
        None,
        for_programs=True,
    )


@app.command(
    "stats",
    short_help="知识有多少，哪家该再看",
    help="各类知识和各级可信度的条数；每家机构有多少条、可信到哪一级、哪天核对、哪天该再看一遍。",
)
@answering("knowledge stats")
def stats(session: Session) -> Answer:
    from borrower_help.upkeep.corpus import count_records
    from borrower_help.upkeep.stats import COVERED, lender_stats

    day, knowledge = session.day, session.knowledge
    counts, lenders = count_records(knowledge), lender_stats(knowledge, day)
    due = [entry for entry in lenders if entry.is_due(day)]
    covered = Counter(field for entry in lenders for field in entry.covered)
    levels = "，".join(f"{name} {counts['confidence'].get(level, 0)}" for level, name in CONFIDENCE.items())
    lines = [
        Line("title", f"知识版本 {knowledge.version}，核对到 {knowledge.checked}"),
        Line("item", levels, label="可信度"),
        Line("item", "，".join(f"{name} {covered[field]} 家" for field, name in COVERED.items()), label="机构里有"),
        Line("heading", f"机构 {len(lenders)} 家，该再看一遍的 {len(due)} 家"),
        *(Line("item", _stats_of(entry, day), label=entry.name) for entry in lenders),
        Line("heading", "各类记录的条数，名字和 knowledge schema 里一样"),
        *(Line("item", str(number), label=name) for name, number in counts["kinds"].items()),
    ]
    data = {**counts, "lenders": lenders, "due": [entry.id for entry in due]}
    return Answer(data, lines)


def _stats_of(entry: LenderStats, day: dt.date) -> str:
    from borrower_help.upkeep.stats import COVERED

    levels = "".join(f"{name} {entry.confidence[level]} " for level, name in CONFIDENCE.items()).strip()
    due = f"{entry.due} 该再看" + ("，到期了" if entry.is_due(day) else "")
    known = "、".join(COVERED[field] for field in entry.covered)
    counted = f"{sum(entry.confidence.values())} 条（{levels}）{f'，有{known}' if known else ''}"
    return f"{counted}，没弄清 {entry.unknowns} 条；{entry.checked} 核对，{due}"


@app.command(
    "changes",
    short_help="从某天起变了什么",
    help="从这一天起（含当天）核对过、开始施行或不再有效的记录，按文件排。",
)
@answering("knowledge changes")
def changes(
    session: Session,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="从哪天起，例如 2026-11-21")],
) -> Answer:
    from borrower_help.upkeep.stats import changes_since

    first = parse_date(since, "--since")
    found = changes_since(session.knowledge, first)
    said = {"checked": "核对", "begins": "开始", "ends": "到期"}
    lines = [Line("title", f"从 {first} 起，{len(found)} 处" if found else f"从 {first} 起没有变动。")]
    path = ""
    for change in found:
        if change.path != path:
            path = change.path
            lines.append(Line("heading", path))
        named = f"{change.id}：{change.text}" if change.id else change.text or "整个文件"
        lines.append(Line("item", named, label=f"{change.on} {said[change.what]}"))
    return Answer(found, lines)


@app.command(
    "new",
    short_help="新建一家机构的文件",
    help="knowledge new lender：问几件事，写一个带说明的 lenders/编号.yaml，再检查一遍。没有终端时用选项写全。",
)
def new(
    what: Annotated[str, typer.Argument(metavar="lender", help="新建什么：lender（机构）")],
    identifier: Annotated[
        str, typer.Option("--id", metavar="ID", help="编号，小写字母、数字、下划线", show_default=False)
    ] = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="报告里怎么叫它", show_default=False)] = "",
    legal_name: Annotated[
        str, typer.Option("--legal-name", metavar="NAME", help="合同上的全称", show_default=False)
    ] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="机构类型", show_default=False)] = "",
    summary: Annotated[
        str, typer.Option("--summary", metavar="TEXT", help="一句话说清它是谁", show_default=False)
    ] = "",
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="NAME", help="借款人会打的名字，可以写几次")
    ] = None,
    city: Annotated[
        str, typer.Option("--city", metavar="CITY", help="登记在哪里，不知道就不写", show_default=False)
    ] = "",
    source: Annotated[
        str, typer.Option("--source", metavar="ID", help="sources/ 里登记过的来源")
    ] = DocumentId.PRACTICE,
    unknown: Annotated[
        list[str] | None,
        typer.Option("--unknown", metavar="'事|去处'", help="没弄清的事和去哪里看，至少两条", show_default=False),
    ] = None,
    as_of: AsOfOption = None,
    no_input: NoInputOption = False,
    plain: PlainOption = False,
    output: OutputOption = None,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    from borrower_help.cli.commands.new_lender import write_lender

    if what != "lender":
        raise UsageError(f"只能新建 lender（机构），写的是「{quoted(what)}」。")
    answers = {"id": identifier, "name": name, "legal_name": legal_name, "kind": kind, "summary": summary, "city": city}
    write_lender(
        answers,
        tuple(alias or ()),
        tuple(unknown or ()),
        source,
        day=today(as_of),
        root=knowledge_root(knowledge_dir),
        output=output,
        asks=can_ask(no_input=no_input),
        plain=plain,
    )

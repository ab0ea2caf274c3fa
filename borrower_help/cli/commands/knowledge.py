"""``knowledge check|schema|stats``: for those who keep the knowledge."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from borrower_help.cli.failures import NO_KNOWLEDGE, OK, PROBLEMS
from borrower_help.cli.session import Session, answering
from borrower_help.cli.streams import emit
from borrower_help.cli.targets import Application
from borrower_help.errors import UsageError
from borrower_help.render.answer import Answer
from borrower_help.render.lines import Line

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
    code = (NO_KNOWLEDGE if not root.is_dir() else PROBLEMS) if errors else OK
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


@app.command("stats", short_help="各类知识有多少", help="各类知识和各级可信度的条数。")
@answering("knowledge stats")
def stats(session: Session) -> Answer:
    from borrower_help.upkeep.corpus import count_records

    knowledge = session.knowledge
    counts = count_records(knowledge)
    names = {"kinds": "类别", "confidence": "可信度"}
    lines = [Line("title", f"知识版本 {knowledge.version}，核对到 {knowledge.checked}")]
    for group, numbers in counts.items():
        lines.append(Line("heading", names[group]))
        lines += [Line("item", str(number), label=name) for name, number in numbers.items()]
    return Answer(counts, lines)

"""``deadline show|list``: by when must I act?"""

from __future__ import annotations

from typing import Annotated

import typer

from borrower_help.advice.deadlines import limit
from borrower_help.ask.limits import limit_meant, limits_about
from borrower_help.cli.session import (
    AsOfOption,
    FormatOption,
    KnowledgeOption,
    OutputOption,
    PlainOption,
    load,
    present,
    today,
)
from borrower_help.cli.targets import Application
from borrower_help.errors import UsageError, quoted
from borrower_help.render.answers.deadline import limit_lines, list_lines
from borrower_help.values.parse import parse_date

app = Application(rich_markup_mode=None, no_args_is_help=False, help="期限：算日子、列表")


@app.command("show", short_help="算一个期限", help="一个期限：从哪天算、到哪天、遇休息日怎么办、错过会怎样。")
def show_deadline(
    name: Annotated[str, typer.Argument(metavar="NAME", help="期限的名字或编号，如 支付令异议", show_default=False)],
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="从哪天算，例如收到文书的那天", show_default=False),
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    view = limit(limit_meant(name, knowledge), knowledge, parse_date(start, "--from", day) if start else None)
    if start and view.clock is None:
        raise UsageError(f"「{view.name}」没有天数，算不出日子：{view.event}。去掉 --from 看说明。")
    present("deadline show", view, limit_lines(view, knowledge, day), knowledge, day, format_, output, plain=plain)


@app.command("list", short_help="列出期限", help="全部期限；写几个字，只列和它有关的。")
def list_deadlines(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="几个字，如 执行、再审", show_default=False)
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    wanted = " ".join(words or ())
    found = limits_about(wanted, knowledge)
    if not found:
        raise UsageError(f"没有和「{quoted(wanted)}」有关的期限。用 borrower-help deadline list 看全部。")
    views = [limit(entry, knowledge) for entry in found]
    present("deadline list", views, list_lines(views, wanted), knowledge, day, format_, output, plain=plain)

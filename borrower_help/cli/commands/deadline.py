"""``deadline show|list``: by when must I act?"""

from __future__ import annotations

from typing import Annotated

import typer

from borrower_help.advice.calendar import of_clock
from borrower_help.advice.deadlines import limit
from borrower_help.ask.limits import limit_meant, limits_about
from borrower_help.cli.session import Session, answering
from borrower_help.cli.write_guard import Application
from borrower_help.errors import UsageError, quoted
from borrower_help.render.answer import Answer
from borrower_help.render.answers.deadline import limit_lines, list_lines
from borrower_help.values.parse import parse_date

app = Application(rich_markup_mode=None, no_args_is_help=False, help="期限：算日子、列表")


@app.command("show", short_help="算一个期限", help="一个期限：从哪天算、到哪天、遇休息日怎么办、错过会怎样。")
@answering("deadline show")
def show_deadline(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="期限的名字或编号，如 支付令异议", show_default=False)],
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="从哪天算，例如收到文书的那天", show_default=False),
    ] = None,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    view = limit(limit_meant(name, knowledge), knowledge, parse_date(start, "--from", day) if start else None)
    if start and view.clock is None:
        raise UsageError(f"「{view.name}」没有天数，算不出日子：{view.event}。去掉 --from 看说明。")
    item = of_clock(view.clock, view.event, ("deadline",)) if view.clock else None
    return Answer(view, limit_lines(view, knowledge, day), (item,) if item else ())


@app.command("list", short_help="列出期限", help="全部期限；写几个字，只列和它有关的。")
@answering("deadline list")
def list_deadlines(
    session: Session,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="几个字，如 执行、再审", show_default=False)
    ] = None,
) -> Answer:
    wanted = " ".join(words or ())
    found = limits_about(wanted, session.knowledge)
    if not found:
        raise UsageError(f"没有和「{quoted(wanted)}」有关的期限。用 borrower-help deadline list 看全部。")
    views = [limit(entry, session.knowledge) for entry in found]
    return Answer(views, list_lines(views, wanted))

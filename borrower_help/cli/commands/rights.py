"""``rights``: what may I insist on?"""

from __future__ import annotations

from typing import Annotated

import typer

from borrower_help.advice.rights import claimable
from borrower_help.ask.meant import right_meant
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
from borrower_help.cli.told import KindOption, LenderOption, situation_for
from borrower_help.render.answers.check import right_line
from borrower_help.render.lines import Citations, Line, source_lines
from borrower_help.render.sections.conduct import right_lines

rights_app = Application(rich_markup_mode=None, no_args_is_help=False, help="你可以坚持的事：列表、查看")


@rights_app.command("list", short_help="列出全部权利", help="你可以坚持的事，每条有依据。说了机构或日期，就按它判断。")
def list_rights(
    lender: LenderOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    situation, remarks = situation_for(lender, kind, knowledge, day)
    rights = [claimable(right, situation, knowledge) for right in knowledge.rights.values()]
    lines = [Line("title", f"你可以坚持的 {len(rights)} 件事")]
    lines += [right_line(right) for right in rights]
    lines.append(Line("text", "看一条：borrower-help rights show 编号，或用自己的话。"))
    present("rights list", rights, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


@rights_app.command(
    "show", short_help="查看一项权利", help="一项权利：依据、怎么主张、到哪里为止。说了机构或日期，就按它判断。"
)
def show_right(
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="编号或自己的话，如 statement 或「要明细」", show_default=False)
    ],
    lender: LenderOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    situation, remarks = situation_for(lender, kind, knowledge, day)
    right = claimable(right_meant(topic, knowledge), situation, knowledge)
    citations = Citations(knowledge)
    lines = [*right_lines(right, knowledge, citations, situation), *source_lines(citations, full=True)]
    present("rights show", right, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)

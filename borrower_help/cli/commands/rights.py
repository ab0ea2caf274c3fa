"""``rights``: what may I insist on?"""

from __future__ import annotations

from typing import Annotated

import typer

from borrower_help.advice.rights import claimable
from borrower_help.ask.meant import right_meant
from borrower_help.cli.case_input import KindOption, LenderOption, situation_for
from borrower_help.cli.session import Session, answering
from borrower_help.cli.write_guard import Application
from borrower_help.render.answer import Answer
from borrower_help.render.answers.check import right_line
from borrower_help.render.lines import Citations, Line, source_lines
from borrower_help.render.sections.conduct import right_lines

app = Application(rich_markup_mode=None, no_args_is_help=False, help="你可以坚持的事：列表、查看")


@app.command("list", short_help="列出全部权利", help="你可以坚持的事，每条有依据。说了机构或日期，就按它判断。")
@answering("rights list")
def list_rights(
    session: Session,
    lender: LenderOption = None,
    kind: KindOption = None,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    situation, remarks = situation_for(lender, kind, knowledge, day)
    rights = [claimable(right, situation, knowledge) for right in knowledge.rights.values()]
    lines = [Line("title", f"你可以坚持的 {len(rights)} 件事")]
    lines += [right_line(right) for right in rights]
    lines.append(Line("text", "看一条：borrower-help rights show 编号，或用自己的话。"))
    return Answer(rights, lines, warnings=remarks)


@app.command(
    "show", short_help="查看一项权利", help="一项权利：依据、怎么主张、到哪里为止。说了机构或日期，就按它判断。"
)
@answering("rights show")
def show_right(
    session: Session,
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="编号或自己的话，如 statement 或「要明细」", show_default=False)
    ],
    lender: LenderOption = None,
    kind: KindOption = None,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    situation, remarks = situation_for(lender, kind, knowledge, day)
    right = claimable(right_meant(topic, knowledge), situation, knowledge)
    citations = Citations(knowledge)
    lines = [*right_lines(right, citations, situation), *source_lines(citations, full=True)]
    return Answer(right, lines, warnings=remarks)

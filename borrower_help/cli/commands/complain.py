"""``complain``: what to ask for, of whom, and by when an answer is due."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from borrower_help.advice.complain import complain
from borrower_help.cli.logged import with_log
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
from borrower_help.cli.told import CaseOption, KindOption, LenderOption, case_from, situation_for
from borrower_help.render.answers.complain import complain_lines
from borrower_help.render.formats.registry import choose_format


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "complain",
        short_help="投诉：要求、顺序、日子",
        help="按你的情况列出投诉的要求、先找谁、附什么、哪天该有回音、被拒绝怎么办。不替你发出去。",
    )(_complain)


def _complain(
    case_file: CaseOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="FILE", help="联系记录，证据表从它来", show_default=False)
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    full: Annotated[bool, typer.Option("--full", help="屏幕上也显示全部内容", show_default=False)] = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    case = case_from(case_file, knowledge, day)
    situation, remarks = situation_for(lender, kind, knowledge, day, case)
    if log is not None:
        situation, remarks = situation_for(None, None, knowledge, day, with_log(situation.case, log, knowledge, day))
    kit = complain(situation, knowledge)
    whole = full or choose_format(format_, output) in ("markdown", "text")
    lines = complain_lines(kit, knowledge, full=whole)
    present("complain", kit, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)

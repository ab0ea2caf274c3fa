"""``complain``: what to ask for, of whom, and by when an answer is due."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from borrower_help.advice.calendar import rung_items
from borrower_help.advice.complaint_kit import complain
from borrower_help.cli.case_input import CaseOption, KindOption, LenderOption, calendar_label, case_from
from borrower_help.cli.logged import situation_with
from borrower_help.cli.session import FullOption, Session, answering
from borrower_help.render.answer import Answer
from borrower_help.render.answers.complain import complain_lines


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "complain",
        short_help="投诉：要求、顺序、日子",
        help="按你的情况列出投诉的要求、先找谁、附什么、哪天该有回音、被拒绝怎么办。不替你发出去。",
    )(_complain)


@answering("complain", redacts=True)
def _complain(
    session: Session,
    case_file: CaseOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="FILE", help="联系记录，证据表从它来", show_default=False)
    ] = None,
    full: FullOption = False,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    case = case_from(case_file, knowledge, day)
    situation, rows, remarks = situation_with(log, lender, kind, knowledge, day, case, session.masked)
    kit = complain(situation, knowledge, rows)
    lines = complain_lines(kit, knowledge, full=session.is_full(full=full))
    return Answer(kit, lines, rung_items(kit, calendar_label(case, case_file)), warnings=remarks)

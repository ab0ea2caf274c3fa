"""``letter``: which letters fit, and each of them written from a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from borrower_help.cli.case_input import CaseOption, KindOption, LenderOption, calendar_label, case_from
from borrower_help.cli.logged import situation_with
from borrower_help.cli.session import Session, answering
from borrower_help.cli.whole_files import PRIVATE
from borrower_help.cli.write_guard import Application
from borrower_help.errors import UsageError
from borrower_help.render.answer import Answer
from borrower_help.render.lines import Citations, source_lines

app = Application(rich_markup_mode=None, no_args_is_help=False, help="文书：列表、写一份")

LogOption = Annotated[
    Path | None,
    typer.Option("--log", metavar="FILE", help="联系记录，信里写它数出来的事", show_default=False),
]


@app.command("list", short_help="能写哪些文书", help="能写哪些信和文书。给了情况文件，合你情况的排在前面。")
@answering("letter list")
def list_letters(
    session: Session,
    case_file: CaseOption = None,
    log: LogOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
) -> Answer:
    from borrower_help.advice.letters.choices import letter_choices
    from borrower_help.render.answers.letter import choice_lines

    case = case_from(case_file, session.knowledge, session.day)
    situation, rows, remarks = situation_with(log, lender, kind, session.knowledge, session.day, case)
    choices = letter_choices(situation, session.knowledge, rows)
    citations = Citations(session.knowledge)
    lines = [*choice_lines(choices, citations), *source_lines(citations, full=False)]
    return Answer(choices, lines, warnings=remarks)


@app.command(
    "write",
    short_help="写一份文书",
    help="照情况文件写一份文书，存成 .docx、.html、.md 或 .txt。姓名、证件号、电话留空手写。最后一页给自己看，不寄出。",
)
@answering("letter write", redacts=True)
def write(
    session: Session,
    which: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="编号或名字，如 payment-order-objection 或「支付令异议」", show_default=False
        ),
    ],
    case_file: CaseOption = None,
    log: LogOption = None,
    whose: Annotated[
        str,
        typer.Option(
            "--whose", metavar="PERSON", help="替谁写：contact、family、colleague、other 或他的号码", show_default=False
        ),
    ] = "",
    lender: LenderOption = None,
    kind: KindOption = None,
    blanks: Annotated[bool, typer.Option("--blanks", help="还缺的地方留空白，自己用笔填", show_default=False)] = False,
) -> Answer:
    from borrower_help.advice.letters.choices import letter_meant
    from borrower_help.advice.letters.write import write_letter
    from borrower_help.render.answers.letter import letter_blocks, letter_lines

    wanted = letter_meant(which, session.knowledge)
    case = case_from(case_file, session.knowledge, session.day)
    situation, rows, remarks = situation_with(log, lender, kind, session.knowledge, session.day, case, session.masked)
    whom, label = session.masked(whose), calendar_label(case, case_file)
    letter = write_letter(wanted, situation, session.knowledge, rows, whom, label, blank=blanks)
    if letter.withheld:
        reasons = "\n".join(f"  {reason.text}" for reason in letter.withheld)
        filled = write_letter(wanted, situation, session.knowledge, rows, whom, label, blank=True)
        how = "" if filled.withheld else "\n也可以先写一份，缺的地方留空白，自己用笔填：加 --blanks。"
        raise UsageError(f"「{letter.name}」现在不写：\n{reasons}{how}")
    blocks = letter_blocks(letter)
    return Answer(letter, letter_lines(blocks), dates=letter.calendar, warnings=remarks, mode=PRIVATE, paper=blocks)

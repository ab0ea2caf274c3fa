"""``letter``: which letters fit, and each of them written from a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from borrower_help.cli.commands.advise import with_log
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
from borrower_help.cli.streams import PRIVATE, emit, note, write_whole
from borrower_help.cli.targets import Application
from borrower_help.cli.told import CaseOption, KindOption, LenderOption, case_from, situation_for
from borrower_help.errors import UsageError
from borrower_help.render.lines import Citations, source_lines

if TYPE_CHECKING:
    import datetime as dt

    from borrower_help.advice.letters.views import Letter
    from borrower_help.case.situation import Situation
    from borrower_help.journal.model import Row
    from borrower_help.knowledge.library import Knowledge

letter_app = Application(rich_markup_mode=None, no_args_is_help=False, help="文书：列表、写一份")

LogOption = Annotated[
    Path | None,
    typer.Option("--log", metavar="FILE", help="联系记录，信里写它数出来的事", show_default=False),
]


@letter_app.command("list", short_help="能写哪些文书", help="能写哪些信和文书。给了情况文件，合你情况的排在前面。")
def list_letters(
    case_file: CaseOption = None,
    log: LogOption = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    from borrower_help.advice.letters.write import letter_choices
    from borrower_help.render.answers.letter import choice_lines

    day, knowledge = today(as_of), load(knowledge_dir)
    situation, rows, remarks = _told(case_file, log, lender, kind, knowledge, day)
    choices = letter_choices(situation, knowledge, rows)
    citations = Citations(knowledge)
    lines = [*choice_lines(choices, citations), *source_lines(citations, full=False)]
    present("letter list", choices, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


@letter_app.command(
    "write",
    short_help="写一份文书",
    help="照情况文件写一份文书，存成 .docx、.html、.md 或 .txt。姓名、证件号、电话留空手写。最后一页给自己看，不寄出。",
)
def write(
    which: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="编号或名字，如 payment_order_objection 或「支付令异议」", show_default=False
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
    as_of: AsOfOption = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="terminal、text、markdown、html、docx 或 json", show_default=False
        ),
    ] = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    from borrower_help.advice.letters.write import letter_meant, write_letter
    from borrower_help.render.answers.letter import letter_lines

    day, knowledge = today(as_of), load(knowledge_dir)
    wanted = letter_meant(which, knowledge)
    situation, rows, remarks = _told(case_file, log, lender, kind, knowledge, day)
    letter = write_letter(wanted, situation, knowledge, rows, whose)
    if letter.withheld:
        raise UsageError(f"「{letter.name}」现在不写：\n" + "\n".join(f"  {reason.text}" for reason in letter.withheld))
    if (paper := _paper(format_, output)) is not None:
        _write_paper(letter, paper, output)
        return
    present(
        "letter write", letter, letter_lines(letter), knowledge, day, format_, output, plain=plain, warnings=remarks
    )


def _told(
    case_file: Path | None, log: Path | None, lender: str | None, kind: str | None, knowledge: Knowledge, day: dt.date
) -> tuple[Situation, list[Row], list[str]]:
    """The situation with what a contact log shows, and the rows of the log. Raises ``FileError``."""
    from borrower_help.journal.store import read

    case = case_from(case_file, knowledge, day)
    situation, remarks = situation_for(lender, kind, knowledge, day, case)
    if log is None:
        return situation, [], remarks
    situation, remarks = situation_for(None, None, knowledge, day, with_log(situation.case, log, knowledge, day))
    return situation, read(log)[0], remarks


_PAPERS = {".docx": "docx", ".html": "html", ".htm": "html"}


def _paper(format_: str | None, output: Path | None) -> str | None:
    """``docx`` or ``html`` where one of them is asked for, by name or by the ending of the file."""
    if format_ is not None:
        return format_ if format_ in _PAPERS.values() else None
    return _PAPERS.get(output.suffix.lower()) if output else None


def _write_paper(letter: Letter, paper: str, output: Path | None) -> None:
    """Raises ``UsageError`` where a Word file would go to the screen."""
    from borrower_help.render.answers.letter import letter_blocks, letter_html
    from borrower_help.render.formats.docx import to_docx

    if paper == "html":
        emit(letter_html(letter), output, mode=PRIVATE)
        return
    if output is None or str(output) == "-":
        raise UsageError("Word 文件要写进文件。请加 -o 文件名.docx。")
    write_whole(output, to_docx(letter_blocks(letter), letter.title), PRIVATE)
    note(f"已写入 {output}")

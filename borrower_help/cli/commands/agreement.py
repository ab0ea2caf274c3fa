"""``agreement check``: what of this agreement is missing, and what is against me?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from borrower_help.advice.agreement import agreement_dates, check_agreement
from borrower_help.case.forms import parse_role
from borrower_help.cli.session import FullOption, Session, answering
from borrower_help.cli.write_guard import Application
from borrower_help.documents.pages import read_text_of
from borrower_help.errors import UsageError
from borrower_help.render.answer import Answer
from borrower_help.render.answers.agreement import agreement_lines

app = Application(rich_markup_mode=None, no_args_is_help=False, help="协议：逐条看缺什么、哪里不利")

PAGES, MOST = 40, 80_000
"""An agreement is read to its end; a longer text is no agreement on one loan."""

SHORTEST = 20
"""Characters; less is a title and no agreement."""


@app.command("check", short_help="协议逐条看", help="逐条看协议：缺什么、哪里对你不利、数目对不对、要改成什么。")
@answering("agreement check", redacts=True)
def check(
    session: Session,
    text: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]", help="协议的文字", show_default=False)] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="协议文件：文本或 PDF", show_default=False)
    ] = None,
    i_am: Annotated[
        str | None, typer.Option("--i-am", metavar="WHO", help="谁来签，如 本人、家人、没借过", show_default=False)
    ] = None,
    full: FullOption = False,
) -> Answer:
    words = " ".join(text or ())
    if file is not None and words:
        raise UsageError("协议的文字和 --file 只写一个。")
    if file is not None:
        words = read_text_of(file, PAGES, MOST)
    if len(words.strip()) < SHORTEST:
        raise UsageError("请给出协议的全文：borrower-help agreement check --file 协议.txt，或者把文字写在命令后面。")
    role = parse_role(i_am, "--i-am") if i_am is not None else None
    view = session.masked(
        check_agreement(words, session.knowledge, role)
    )  # the names are compared before they get stars
    lines = agreement_lines(view, session.knowledge, full=session.is_full(full=full))
    return Answer(view, lines, agreement_dates(view, file.stem if file is not None else "agreement"))

"""``ask``: one question in one's own words, answered in a few lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NoReturn

import typer

from borrower_help.ask.answer import Asking
from borrower_help.case.forms import parse_role
from borrower_help.case.model import Case
from borrower_help.cli.case_input import KindOption, LenderOption, situation_for
from borrower_help.cli.hearing import listening_prompter, only_danger
from borrower_help.cli.session import FullOption, NoInputOption, Session, answering
from borrower_help.cli.streams import note, print_lines
from borrower_help.cli.terminal import can_ask
from borrower_help.errors import UsageError
from borrower_help.render.answer import Answer
from borrower_help.render.answers.ask import asked_data, asked_lines
from borrower_help.values.parse import parse_days


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "ask",
        short_help="用自己的话问一句",
        help="用自己的话问一个问题，给最对得上的回答和来源。不写问题，就一句一句地问，直到你停下。",
    )(_ask)


@answering("ask", redacts=True)
def _ask(
    session: Session,
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="问题", help="如「催收给我妈打电话合法吗」", show_default=False),
    ] = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    i_am: Annotated[
        str | None, typer.Option("--i-am", metavar="WHO", help="你是谁，如 担保人、配偶、家人", show_default=False)
    ] = None,
    days_overdue: Annotated[
        str | None, typer.Option("--days-overdue", metavar="N", help="逾期天数", show_default=False)
    ] = None,
    no_input: NoInputOption = False,
    full: FullOption = False,
) -> Answer:
    answers = Case()
    if i_am is not None:
        answers = answers.telling({"role": parse_role(i_am, "--i-am")})
    if days_overdue is not None:
        answers = answers.telling({"days_overdue": parse_days(days_overdue, "--days-overdue")})
    situation, remarks = situation_for(lender, kind, session.knowledge, session.day, answers)
    asking = Asking(session.knowledge)

    def answer(typed: str) -> Answer:
        asked = asking.answer(typed, situation.case, session.day)
        if not asked.id:
            only_danger(typed, session.root)
        lines = asked_lines(asked, session.knowledge, full=session.is_full(full=full))
        return Answer(asked_data(asked), lines, warnings=remarks)

    typed = session.masked(" ".join(question or ()).strip())
    if typed:
        return answer(typed)
    if not can_ask(no_input=no_input) or session.format_was_told or session.output is not None:
        raise UsageError("要写上问题，例如：borrower-help ask 催收给我妈打电话合法吗")
    return _on_and_on(answer, session)


def _on_and_on(answer: Callable[[str], Answer], session: Session) -> NoReturn:
    """Ask for one question after the other until none comes."""
    prompter = listening_prompter(plain=session.plain, root=session.root)
    while True:
        try:
            typed = prompter.text("想问什么？（直接回车就结束）", "一次问一件事，用自己的话。").strip()
        except (KeyboardInterrupt, EOFError):
            break
        if not typed:
            break
        print_lines(list(answer(typed).lines), plain=session.plain)
    note("结束了。")
    raise typer.Exit

"""Asking for what a report still needs: who is asked, what is missing, and what a person keeps who stops."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from borrower_help.case.file import dump_case
from borrower_help.case.log import LogResult
from borrower_help.case.model import Case, Role
from borrower_help.cli.case_input import (
    ANSWERS,
    as_flags,
    options_left,
)
from borrower_help.cli.hearing import listening_prompter
from borrower_help.cli.shell import spelled
from borrower_help.cli.streams import note
from borrower_help.cli.terminal import can_ask
from borrower_help.cli.whole_files import PRIVATE, write_whole
from borrower_help.errors import MissingAnswers, Stopped, UsageError, quoted
from borrower_help.knowledge.library import Knowledge

if TYPE_CHECKING:
    from borrower_help.interview.prompts import Prompter


def complete(
    case: Case,
    knowledge: Knowledge,
    day: dt.date,
    *,
    no_input: bool,
    plain: bool,
    save: Path | None = None,
    ask: bool = False,
    logged: LogResult | None = None,
    put: frozenset[str] = frozenset(),
) -> Case:
    """Ask for what is missing, with ``ask`` for all that was not answered, or say what is missing.

    A contact log may tell the lender, and what happened; ``put`` are questions that were put before and are not put
    again. Raises ``MissingAnswers``.
    """
    names_one = logged is not None and len(logged.lenders) == 1
    knows_lender = case.lender is not None or case.kind is not None or names_one
    knows_days = case.days_overdue is not None or case.due is not None or case.whose not in SIGNERS
    if case.safety or (knows_lender and knows_days and not ask):
        return case
    if can_ask(no_input=no_input):
        return interview(case, knowledge, day, listening_prompter(plain=plain), save, ask=ask, put=put)
    happened = case.happened or (logged and logged.settled)
    if knows_lender or happened or case.papers or (ask and knows_days) or _signed_nothing(case):
        return case
    missing = [
        (f"{question.flag} …", question.text)
        for question in knowledge.questions
        if (question.id == "lender" and not knows_lender)
        or (question.id == "overdue" and not knows_days)
        or (question.id == "for_role" and case.role is Role.HELPER and case.for_role is None)
    ]
    raise MissingAnswers(missing, asks=no_input)


def _signed_nothing(case: Case) -> bool:
    """Whether it is enough to know who asks: what holds for everyone who did not sign can be said without more."""
    return case.whose not in (Role.BORROWER, Role.GUARANTOR)


SIGNERS = (Role.BORROWER, Role.GUARANTOR, Role.SPOUSE)
"""Whose report depends on how long the loan is overdue; of all others it is not asked."""


def questions_named(names: Sequence[str], knowledge: Knowledge) -> frozenset[str]:
    """The ids of questions named on the command line. Raises ``UsageError``."""
    known = {question.id for question in knowledge.questions}
    if wrong := [name for name in names if name not in known]:
        raise UsageError(f"--asked 不认识「{quoted(wrong[0])}」。照停下时给的命令写，或去掉它。")
    return frozenset(names)


def interview(
    case: Case,
    knowledge: Knowledge,
    day: dt.date,
    asks: Prompter,
    save: Path | None = None,
    *,
    ask: bool = False,
    put: frozenset[str] = frozenset(),
) -> Case:
    """Ask a person at the terminal. On Ctrl-C nothing is lost: the answers so far are named or saved."""
    from borrower_help.interview.case import Interview

    talk = Interview(knowledge, asks, day, case, may_stop=not ask, given=put)
    asks.say("免费、离线，不保存你的回答。每题都可以跳过。← 或输入 b 回上一题，Ctrl-C 退出，Ctrl-L 清屏并立刻离开。")
    try:
        return talk.run()
    except (KeyboardInterrupt, EOFError):
        _stopped(talk.case, save, talk.left_empty)
        raise Stopped from None


def _stopped(case: Case, save: Path | None, left_empty: Sequence[str]) -> None:
    """Say what became of the answers, and the command that goes on with the next question: what was put and left no
    answer in the case (``left_empty``) is not put again.
    """
    kept = options_left(sys.argv[1:], ANSWERS) + [word for name in left_empty for word in ("--asked", name)]
    if save and case != Case():
        write_whole(save, dump_case(case), PRIVATE)
        go_on = spelled(["--case", str(save), *options_left(kept, ("--case",)), "--ask"])
        note(f"\n已停止。到目前的回答存在 {save}。接着答可以用：borrower-help advise {go_on}")
    elif case != Case():
        flags = " ".join(filter(None, (as_flags(case, sums=True), spelled(kept), "--ask")))
        note(f"\n已停止，没有保存任何东西。接着答可以用：borrower-help advise {flags}")
    else:
        note("\n已停止，没有保存任何东西。")

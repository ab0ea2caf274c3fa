"""A contact log beside a case, as the commands take it with ``--log``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from borrower_help.case.situation import Situation, situation_of
from borrower_help.cli.case_input import situation_for, unknown_lender
from borrower_help.cli.streams import note
from borrower_help.errors import UsageError, named
from borrower_help.knowledge.library import Knowledge

if TYPE_CHECKING:
    from borrower_help.case.log import LogResult
    from borrower_help.case.model import Case
    from borrower_help.journal.model import Row


def rows_of(log: Path) -> list[Row]:
    """The rows of a log; what cannot be read of it is noted. Raises ``UsageError`` without a log, ``FileError``."""
    from borrower_help.journal.store import read

    if not log.exists():
        raise UsageError(f"找不到联系记录 {log}。请检查路径，或用 borrower-help log add 记一条。")
    rows, problems = read(log)
    for problem in named(problems):
        note(problem)
    return rows


def situation_with(
    log: Path | None,
    lender: str | None,
    kind: str | None,
    knowledge: Knowledge,
    day: dt.date,
    case: Case,
    masked: Callable[[Any], Any] = lambda record: record,
) -> tuple[Situation, list[Row], list[str]]:
    """The situation with what a log shows, the rows of the log, and remarks about a lender that is not recorded.

    ``masked`` is what is done with all that was told or recorded before anything is made of it.

    Raises ``UsageError``, ``FileError``.
    """
    situation, remarks = situation_for(masked(lender), kind, knowledge, day, masked(case))
    if log is None:
        return situation, [], remarks
    rows, answers = masked(rows_of(log)), situation.case
    logged = shown_by(rows, answers, knowledge, day)
    note_lenders(logged, answers, knowledge)
    situation = situation_of(answers, knowledge, day, logged)
    return situation, rows, unknown_lender(situation.case.lender, knowledge) if situation.lender is None else []


def shown_by(rows: Sequence[Row] | None, case: Case, knowledge: Knowledge, day: dt.date) -> LogResult | None:
    """What the rows show of this case; nothing without rows."""
    from borrower_help.advice.log import analyse
    from borrower_help.advice.log_result import result_of

    return None if rows is None else result_of(analyse(rows, situation_of(case, knowledge, day), knowledge))


def note_lenders(log: LogResult | None, case: Case, knowledge: Knowledge) -> None:
    """Say whose rows were counted, where nobody told the lender."""
    if log is None or case.lender is not None:
        return
    if len(log.lenders) == 1:
        name = knowledge.lender_called(log.lenders[0])
        note(f"联系记录里只有一家机构：{name}，按它来看。不是的话，加 --lender 机构名。")
    elif log.lenders:
        note("联系记录里不止一家机构。加 --lender 机构名，只看一家的。")

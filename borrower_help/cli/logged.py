"""A case together with a contact log."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from borrower_help.case.model import Case, Happening
from borrower_help.case.situation import situation_of
from borrower_help.cli.streams import note
from borrower_help.errors import UsageError, named
from borrower_help.knowledge.library import Knowledge


def with_log(case: Case, log: Path, knowledge: Knowledge, day: dt.date) -> Case:
    """The case with what its contact log shows, each with the rows that prove it. Raises ``FileError``.

    What the borrower told stays as it was told; the log adds its days to it, and the lender where it names only one.
    """
    from borrower_help.advice.log import analyse, happenings, left_open
    from borrower_help.journal.store import read

    if not log.exists():
        raise UsageError(f"找不到联系记录 {log}。请检查路径，或用 borrower-help log add 记一条。")
    rows, problems = read(log)
    for problem in named(problems):
        note(problem)
    analysis = analyse(rows, situation_of(case, knowledge, day), knowledge)
    if case.lender is None and len(analysis.lenders) == 1:
        known = knowledge.lenders.get(analysis.lenders[0])
        name = known.name if known else analysis.lenders[0]
        note(f"联系记录里只有一家机构：{name}，按它来看。不是的话，加 --lender 机构名。")
        case = msgspec.structs.replace(case, lender=name)
        analysis = analyse(rows, situation_of(case, knowledge, day), knowledge)
    shown = {happening.id: happening for happening in happenings(analysis)}
    told = [
        _proved_by(happening, shown.pop(happening.id, None)) for happening in case.happenings if _is_told(happening)
    ]
    if len(analysis.lenders) > 1 and case.lender is None:
        note("联系记录里不止一家机构。加 --lender 机构名，只看一家的。")
    return msgspec.structs.replace(case, happened=(*told, *shown.values()), log=left_open(analysis))


def _is_told(happening: Happening) -> bool:
    """Whether the borrower told it; what only a log had shown, in a case saved earlier, is asked of the log again."""
    return not happening.days or not happening.proof


def _proved_by(happening: Happening, found: Happening | None) -> Happening:
    """What the borrower told, with what the log shows of it now and nothing of what it showed before."""
    if found is None:
        return msgspec.structs.replace(happening, days=(), numbers=(), rule="", condition="")
    return msgspec.structs.replace(
        happening, days=found.days, numbers=found.numbers, rule=found.rule, condition=found.condition
    )

"""What a contact log settles of a case and what it leaves open, as ``advise`` takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from borrower_help.advice.log import Analysis, LogFinding
from borrower_help.advice.views.conduct import Outcome
from borrower_help.case.log import LoggedBehaviour, LogResult, ProvedDay
from borrower_help.journal.tally import rows_in_words


def result_of(analysis: Analysis) -> LogResult:
    """What the log settles and leaves open, as ``advise`` takes it beside a case.

    Of each settled behaviour there is one entry, with all days and the rows that prove them. Where several lenders did
    the same, it is that of the lender with the last day: a complaint is about one of them. What is not settled has the
    question to answer first in place of its condition.
    """
    by_id: dict[str, list[LogFinding]] = defaultdict(list)
    for found in analysis.findings:
        if found.settled:
            by_id[found.id].append(found)
    several = len(analysis.lenders) > 1
    return LogResult(
        settled=tuple(_logged(_of_last_lender(found), several=several) for found in by_id.values()),
        unsettled=tuple(
            msgspec.structs.replace(_logged([found], several=False), proof="", condition=found.open_question)
            for found in analysis.findings
            if not found.settled and found.finding.outcome is not Outcome.NO_RULE
        ),
        untagged=analysis.untagged,
        lenders=analysis.lenders,
        people=analysis.people,
    )


def _of_last_lender(found: Sequence[LogFinding]) -> list[LogFinding]:
    last = max(found, key=lambda entry: entry.proofs[-1].day)
    return [entry for entry in found if entry.lender == last.lender]


def _logged(found: Sequence[LogFinding], *, several: bool) -> LoggedBehaviour:
    proofs = sorted((proof for entry in found for proof in entry.proofs), key=lambda proof: proof.day)
    last, days = proofs[-1], len({proof.day for proof in proofs})
    condition = found[-1].condition
    text = f"{found[-1].lender_name}，" if several and found[-1].lender else ""
    text += f"{last.day}：{last.text}（联系记录{rows_in_words(last.rows)}）"
    text += f"；这样的日子共 {days} 天" if days > 1 else ""
    text += f"。前提：{condition}" if condition else ""
    return LoggedBehaviour(
        id=found[-1].id,
        proof=text,
        days=tuple(ProvedDay(on=proof.day, count=proof.count, rows=proof.rows, text=proof.text) for proof in proofs),
        numbers=tuple(dict.fromkeys(number for proof in proofs for number in proof.numbers)),
        rule=found[-1].rule,
        condition=condition,
    )

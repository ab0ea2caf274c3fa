"""Ids that the program names: each must be in the knowledge, and what only the program can call must be called."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from borrower_help.errors import Problem
from borrower_help.knowledge.files import FILE_TYPES
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.across import SaidFile
from borrower_help.upkeep.corpus import Corpus, Found
from borrower_help.values import named

WHERE_THEY_STAND = "borrower_help/values/named.py"


class Named(NamedTuple):
    """The ids of one kind: what they are called in a sentence, the file to look in, and where they are known.

    ``every`` tells that nothing but the program picks these records, so that one it does not name is never shown.
    """

    ids: type[enum.StrEnum]
    what: str
    file: str
    known: Callable[[Knowledge], Iterable[str]]
    every: bool = False


NAMED = (
    Named(named.BehaviourId, "催收行为", "conduct/frequency.yaml", lambda knowledge: knowledge.behaviours),
    Named(
        named.ThresholdId,
        "界限（要有 limit）",
        "conduct/frequency.yaml",
        lambda knowledge: (
            limit.id
            for entry in knowledge.behaviours.values()
            for limit in entry.thresholds
            if limit.limit is not None or limit.id == named.ThresholdId.SIX_SECONDS
        ),
    ),
    Named(
        named.ThemeId,
        "催收行为的主题",
        "conduct/frequency.yaml",
        lambda knowledge: (theme.theme for theme in knowledge.themes),
    ),
    Named(named.PaperId, "文书", "papers/papers.yaml", lambda knowledge: knowledge.paper_kinds),
    Named(
        named.ReasonId,
        "排先后的理由",
        "money/plan.yaml",
        lambda knowledge: (entry.id for entry in knowledge.plan.reasons),
        every=True,
    ),
    Named(
        named.OfferId,
        "还款方案",
        "money/plan.yaml",
        lambda knowledge: (entry.id for entry in knowledge.plan.offers),
        every=True,
    ),
    Named(
        named.PlanNoteId,
        "方案里的话",
        "money/plan.yaml",
        lambda knowledge: (entry.id for entry in knowledge.plan.notes),
        every=True,
    ),
    Named(
        named.LoanReasonId,
        "几笔借款排先后的理由",
        "first.yaml",
        lambda knowledge: (entry.id for entry in knowledge.first_words(lambda file: file.loan_order)),
        every=True,
    ),
    Named(named.SaidId, "程序要说的话", "said.yaml", lambda knowledge: knowledge.said, every=True),
    Named(named.CapId, "利率上限", "money/caps.yaml", lambda knowledge: (cap.id for cap in knowledge.caps)),
    Named(named.ChannelId, "投诉渠道", "complaint/channels.yaml", lambda knowledge: knowledge.channels),
    Named(
        named.RouteId,
        "投诉路线",
        "complaint/routes.yaml",
        lambda knowledge: (route.id for route in knowledge.routes),
    ),
    Named(named.ClockNoteId, "时限提示", "clocks/court.yaml", lambda knowledge: knowledge.clock_notes),
    Named(
        named.PayId,
        "付款前的话",
        "creditors.yaml",
        lambda knowledge: (entry.id for entry in knowledge.creditors.pay),
        every=True,
    ),
    Named(
        named.CreditorBranchId,
        "欠法",
        "creditors.yaml",
        lambda knowledge: (branch.id for branch in knowledge.creditor_branches),
    ),
    Named(named.GoalId, "目标", "interview.yaml", lambda knowledge: knowledge.goals),
    Named(named.DocumentId, "文件", "sources/reports.yaml", lambda knowledge: knowledge.documents),
)


SINGLE = frozenset(pattern for pattern, _ in FILE_TYPES if "*" not in pattern)


def ids_of_the_program(corpus: Corpus) -> Found:
    """An id that the program names is in the knowledge, and a sentence that only the program can pick is picked.

    Otherwise a renamed record would take its sentence out of the advice, and nobody would see it.
    """
    for group in NAMED:
        if group.file in SINGLE and group.file not in corpus.files:
            continue  # missing_files says so
        known, wanted = set(group.known(corpus.knowledge)), {str(name) for name in group.ids}
        for name in sorted(wanted - known):
            message = f"程序要用叫「{name}」的{group.what}，这里没有。改了名的话，请在 {WHERE_THEY_STAND} 里一起改。"
            yield Problem(group.file, 1, message)
        for name in sorted(known - wanted) if group.every else ():
            message = f"程序不会用到叫「{name}」的{group.what}。请删掉它，或在 {WHERE_THEY_STAND} 里用上它。"
            yield Problem(group.file, 1, message)
    yield from _unknown_fields(corpus)


def _unknown_fields(corpus: Corpus) -> Found:
    """A sentence may hold only what the program fills in, or it would stop in front of a borrower."""
    fields = {str(name): fields for name, fields in named.SAID_FIELDS.items()}
    for file, record in corpus.files.items():
        if isinstance(record, SaidFile):
            for index, entry in enumerate(record.said):
                for field in sorted(
                    {found.strip("{}") for found in _FIELD.findall(entry.text)} - fields.get(entry.id, frozenset())
                ):
                    message = (
                        f"「{field}」不是程序会填的。能写的：{'、'.join(sorted(fields.get(entry.id, ()))) or '没有'}。"
                    )
                    yield corpus.problem(file, ("said", index, "text"), message)


_FIELD = re.compile(r"[{}][^{}]*}?")

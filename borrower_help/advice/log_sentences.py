"""What the contact log shows, as sentences for a complaint."""

from __future__ import annotations

import msgspec

from borrower_help.advice.views.complaint import LogFactView
from borrower_help.case.log import LoggedBehaviour, ProvedDay
from borrower_help.case.situation import Situation
from borrower_help.journal.tally import SHOWN_ROWS, rows_in_words
from borrower_help.knowledge.force import force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.words import FORCES


def from_log(situation: Situation, knowledge: Knowledge) -> tuple[LogFactView, ...]:
    """What the contact log settles, then what it leaves open."""
    settled = [(happening.logged, True) for happening in situation.happenings if happening.logged]
    unsettled = [(logged, False) for logged in (situation.log.unsettled if situation.log else ())]
    return tuple(_shown_in_log(logged, knowledge, certain=certain) for logged, certain in (*settled, *unsettled))


def _shown_in_log(logged: LoggedBehaviour, knowledge: Knowledge, *, certain: bool) -> LogFactView:
    behaviour = knowledge.behaviours[logged.id]
    entry = LogFactView(
        id=logged.id,
        text="",
        confidence=behaviour.confidence,
        sources=(logged.rule,) if logged.rule else (),
        title=behaviour.title,
        certain=certain,
        basis=_basis(logged, knowledge) if certain else "",
        condition=logged.condition,
        days=logged.days,
        numbers=logged.numbers,
    )
    return msgspec.structs.replace(entry, text=fact(entry))


def _basis(logged: LoggedBehaviour, knowledge: Knowledge) -> str:
    """The rule of a fact and its force, in words; of days before it only the later ones are held against it."""
    cited = knowledge.cite(logged.rule) if logged.rule else None
    if cited is None:
        return ""
    document, article = cited.document, logged.rule.partition(":")[2]
    name = document.called + (f" {article} 条" if article else "")
    begins = cited.effective_from
    since = f"{begins} 起的" if begins and any(day.on < begins for day in logged.days) else ""
    return f"{since}不符合{name}（{FORCES[force_of(document)]}）"


def fact(
    entry: LogFactView, most_days: int | None = None, most_numbers: int | None = None, most_rows: int | None = None
) -> str:
    """The sentence for a complaint: each day with how often and which rows, how many days, who called, and against
    which rule.

    Where it would be too long for a screen, the last days are told and the rest is counted.
    """
    days = entry.days if most_days is None else entry.days[-most_days:]
    dated = "；".join(_day(day, most_rows) for day in days)
    number = len({day.on for day in entry.days})
    left = "……" if len(days) < len(entry.days) else "，"
    numbers = entry.numbers if most_numbers is None else entry.numbers[:most_numbers]
    more = f"等 {len(entry.numbers)} 个" if len(numbers) < len(entry.numbers) else ""
    parts = [dated + (f"{left}共 {number} 天" if number > 1 else "")]
    parts += [f"对方号码：{'、'.join(numbers)}{more}"] if numbers else []
    parts += [_as_me(entry.condition)] if entry.certain and entry.condition else []
    parts += [entry.basis] if entry.basis else []
    return "。".join(parts) + "。"


def _day(day: ProvedDay, most_rows: int | None) -> str:
    return f"{day.on} {_as_me(day.text)}（{rows_in_words(day.rows, most_rows)}）"


def _as_me(text: str) -> str:
    """Our own words to the borrower, as the borrower says them to somebody else."""
    return text.replace("你", "我")


SHORT = {"most_days": 2, "most_numbers": 3, "most_rows": SHOWN_ROWS}
"""How much of a fact a short screen shows."""

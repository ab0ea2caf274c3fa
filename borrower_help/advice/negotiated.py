"""What was negotiated, and what comes next by which day: the last word of each lender decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from borrower_help.advice.items import item
from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.journal.model import OUTCOMES, Row, harmless
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.dates import show

UNNAMED = "没写哪一家"


class NextStepView(View, frozen=True, kw_only=True):
    """The next step with one lender: what came of the last talk, what to do, by when, and the words.

    ``late`` tells that the day has passed; ``history`` are the earlier talks in words, the oldest first.
    """

    lender: str
    row: int
    happened: dt.date
    outcome: str
    by: dt.date
    late: bool
    what: ItemView
    say: str
    said: str
    history: tuple[str, ...]


def next_steps(rows: Sequence[Row], knowledge: Knowledge, today: dt.date) -> tuple[NextStepView, ...]:
    """The next step with each lender that was negotiated with, the earliest day first."""
    return tuple(sorted(_steps(rows, knowledge, today), key=lambda step: (step.by, step.lender)))


def _steps(rows: Sequence[Row], knowledge: Knowledge, today: dt.date) -> Iterator[NextStepView]:
    words = {entry.id: entry for entry in knowledge.negotiation(lambda file: file.followups)}
    talks: dict[str, list[Row]] = {}
    for row in rows:
        if row.contact.channel == "negotiation" and not row.struck and row.contact.outcome:
            talks.setdefault(_name(row.contact.lender, knowledge), []).append(row)
    for lender, talked in talks.items():
        talked.sort(key=lambda row: (row.contact.at, row.row))
        last = talked[-1]
        contact = last.contact
        entry = words[contact.outcome.replace("_", "-")]
        by = contact.day + dt.timedelta(days=entry.within)
        if contact.until is not None:
            by = contact.until + dt.timedelta(days=1) if entry.after_named else min(by, contact.until)
        yield NextStepView(
            lender=lender,
            row=last.row,
            happened=contact.day,
            outcome=OUTCOMES[contact.outcome],
            by=by,
            late=by < today,
            what=item(entry),
            say=entry.say,
            said=contact.said,
            history=tuple(f"{row.contact.day} {OUTCOMES[row.contact.outcome]}" for row in talked[:-1]),
        )


def in_words(talks: Sequence[Row]) -> tuple[str, ...]:
    """Negotiations in one sentence each: what a complaint tells of how it came to it."""
    return tuple(_in_words(row) for row in talks)


def talks_with(rows: Sequence[Row], knowledge: Knowledge, lender: str = "") -> list[Row]:
    """The rows of negotiations by day; with ``lender`` only those with that one and those that name none."""
    talks = sorted(
        (row for row in rows if row.contact.channel == "negotiation" and row.contact.outcome and not row.struck),
        key=lambda row: (row.contact.at, row.row),
    )
    return [row for row in talks if not lender or _name(row.contact.lender, knowledge) in (lender, UNNAMED)]


def _in_words(row: Row) -> str:
    contact = row.contact
    until = f"，说到 {contact.until}" if contact.until else ""
    said = f"：{harmless(contact.said)}" if contact.said else ""
    return f"{contact.day} {OUTCOMES[contact.outcome]}{until}{said}（记录第 {row.row} 行）"


def _name(typed: str, knowledge: Knowledge) -> str:
    found = knowledge.find_lender(typed) if typed else None
    return found.name if found else typed or UNNAMED


def negotiated_dates(steps: Sequence[NextStepView], label: str) -> tuple[DatedItemView, ...]:
    """Each next step as an item of a calendar; ``label`` tells one log from another."""
    return tuple(
        DatedItemView(
            title=f"协商：{step.lender}（{step.outcome}）",
            day=step.by,
            last=None,
            note=f"{show(step.happened)}{step.outcome}。{step.what.text}",
            uid=(label, "negotiation", step.lender),
        )
        for step in steps
    )

"""One time limit by itself: when it ends if it starts on a day, and which there are."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.clocks import resolve
from borrower_help.advice.papers import note_view
from borrower_help.advice.views.base import View
from borrower_help.advice.views.clocks import ClockView, NoteView
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.clocks import Clock, ClockNote, RunsFor
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

UNITS = {"days": "天", "working_days": "个工作日", "months": "个月", "years": "年"}

WHOSE: dict[RunsFor, str] = {
    "borrower": "你",
    "family": "你的家人",
    "guarantor": "担保人",
    "both": "双方一起",
    "creditor": "对方（要钱的一方）",
    "lender": "机构",
    "authority": "监管或复议机关",
    "court": "法院",
    "record": "只是到期，不要谁做什么",
}

LAST_DAY = {
    "court": SaidId.LAST_DAY_COURT,
    "civil": SaidId.LAST_DAY_CIVIL,
    "none": SaidId.LAST_DAY_NONE,
    "not_written": SaidId.LAST_DAY_NOT_WRITTEN,
}


class DeadlineView(View, frozen=True, kw_only=True):
    """A clock or a note with what is known of it in words; ``length`` is empty for a note, ``clock`` then ``None``."""

    id: str
    name: str
    event: str
    length: str
    whose: str
    first_day: str
    last_day: str
    papers: tuple[str, ...]
    clock: ClockView | None
    note: NoteView | None


def limit(entry: Clock | ClockNote, knowledge: Knowledge, start: dt.date | None = None) -> DeadlineView:
    """One time limit counted from ``start``, the day of its event; without it only what it is."""
    papers = tuple(
        kind.name
        for kind in knowledge.paper_kinds.values()
        if entry.id in (*kind.clocks, *kind.side_clocks, *kind.notes)
    )
    if isinstance(entry, ClockNote):
        return DeadlineView(
            id=entry.id,
            name=entry.name,
            event=entry.event,
            length="",
            whose=WHOSE[entry.runs_for],
            first_day="",
            last_day="",
            papers=papers,
            clock=None,
            note=note_view(entry),
        )
    return DeadlineView(
        id=entry.id,
        name=entry.name,
        event=entry.event,
        length=f"{entry.length} {UNITS[entry.unit]}",
        whose=WHOSE[entry.runs_for],
        first_day="那天不算，从第二天数"
        if entry.first_day == "next_day"
        else knowledge.say(SaidId.FIRST_DAY_NOT_WRITTEN),
        last_day=knowledge.say(LAST_DAY[entry.last_day]),
        papers=papers,
        clock=resolve(entry, start, knowledge.published),
        note=None,
    )


def until(clock: ClockView, today: dt.date) -> str:
    """The end of a clock in one sentence: the day to act by, the day it runs on to, and how long there is."""
    if clock.lead is None or clock.date is None:
        return ""
    left = (clock.lead - today).days
    away = "就是今天" if left == 0 else (f"还有 {left} 天" if left > 0 else f"过去 {-left} 天了")
    said = f"{'最晚' if clock.own else '到'} {show(clock.lead)}，{away}"
    if clock.own and clock.legal and clock.legal != clock.date:
        said += f"；那天休息，顺延到 {show(clock.legal)}"
    if clock.own and clock.not_before:
        said += f"；那天放假，会顺延，不早于 {show(clock.not_before)}"
    if not clock.holidays_known:
        said += "；节假日未核实（调休没有公布或不在表里）"
    return said + "。"

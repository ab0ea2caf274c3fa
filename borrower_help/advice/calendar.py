"""What belongs into a calendar: one item a clock on the day to reckon with, and every hearing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from borrower_help.advice.complaint_kit import ComplaintKitView
from borrower_help.advice.views.clocks import ClockView, DatedItemView
from borrower_help.advice.views.papers import PaperView
from borrower_help.advice.views.report import Advice
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId


def dated_items(advice: Advice, knowledge: Knowledge, label: str = "") -> tuple[DatedItemView, ...]:
    """The clocks and hearings of the papers and the clocks of a complaint that was lodged, by day.

    ``label`` tells the cases of one person apart, two loans of one lender too; without one the lender's id stands for
    it.
    """
    lender = advice.situation.lender
    case = label or _label(lender.id if lender else "", advice.situation.kind)
    seen: Counter[str] = Counter()
    found: list[DatedItemView] = []
    for paper in advice.papers.received:
        seen[paper.id] += 1
        found += _of_paper(paper, (case, paper.id, str(seen[paper.id])), knowledge)
    if not advice.complaint.lodged_is_assumed:
        lodged = [clock for clock in advice.complaint.clocks if clock.starts == "complaint_lodged"]
        found += [entry for clock in lodged if (entry := of_clock(clock, "投诉", (case, "complaint")))]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.uid)))


def case_label(situation: Situation) -> str:
    """What tells the calendar of a case from that of another where no label is given."""
    return _label(situation.lender.id if situation.lender else "", situation.kind)


def _label(lender: str, kind: InstitutionKind) -> str:
    return lender or str(kind)


def _of_paper(paper: PaperView, where: tuple[str, ...], knowledge: Knowledge) -> Iterator[DatedItemView]:
    if paper.hearing:
        yield DatedItemView(
            title=f"开庭：{paper.name}",
            day=paper.hearing,
            last=None,
            note=knowledge.say(SaidId.ATTEND_HEARING),
            uid=(*where, "hearing"),
        )
    for clock in (*paper.clocks, *paper.side_clocks):
        entry = of_clock(clock, paper.name, where)
        if entry:
            yield entry


def of_clock(clock: ClockView, about: str, where: tuple[str, ...]) -> DatedItemView | None:
    """A clock as an item; ``None`` while its days are not known. No day is part of its ``uid``."""
    if clock.lead is None:
        return None
    return DatedItemView(
        title=f"{'最晚' if clock.own else '到期'}：{clock.name}（{about}）",
        day=clock.lead,
        last=clock.legal,
        note=f"{clock.text}{_last(clock, clock.lead)}错过：{clock.missed}",
        uid=(*where, clock.id),
    )


def _last(clock: ClockView, day: dt.date) -> str:
    """What is to be said of the last day beside the one the item stands on."""
    said = [f"从{show(clock.start)}起算。"] if clock.start else []
    if clock.assumed:
        said = ["没说哪天收到，先从文书上的日期算。"]
    if clock.legal and clock.legal != day:
        said.append(f"那天休息，可顺延到 {show(clock.legal)}，别拖到那天。")
    if not clock.holidays_known:
        said.append("节假日未核实。")
    return "".join(said)


def rung_items(kit: ComplaintKitView, label: str = "") -> tuple[DatedItemView, ...]:
    """The steps of a complaint that was lodged, whose days are real; the credit path only begins when it is walked."""
    if kit.lodged_is_assumed:
        return ()
    return tuple(
        DatedItemView(
            title=f"{'最晚' if rung.own else '投诉'}：{rung.name}",
            day=rung.date,
            last=None,
            note=rung.text,
            uid=(label or kit.label, "complaint", rung.clock or rung.id),
        )
        for rung in kit.ladder
        if rung.date and not rung.lodges
    )

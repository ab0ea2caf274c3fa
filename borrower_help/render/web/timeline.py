"""The course of an overdue loan as a picture: the stages with their days, today, and every day on which a time ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from markupsafe import Markup

from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.advice.views.outlook import StageView
from borrower_help.advice.views.report import Advice
from borrower_help.case.selection import day_range
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.web.draw import circle, diamond, line, lines_of, text
from borrower_help.render.web.figure import Figure
from borrower_help.values.dates import WEEKDAYS, show
from borrower_help.values.named import SaidId

TITLE = "时间线"

WIDTH, AXIS, WORDS = 326, 91, 106
"""As wide as the text of a page on a telephone, so that a letter of the drawing is as large as it says."""

SIZE = 14
"""The height of a letter."""

STEP, LEADING = 18, 20

Kind = Literal["past", "stage", "now", "today", "due"]


class Mark(NamedTuple):
    """One mark on the line: when, and what."""

    kind: Kind
    when: str
    words: str


def timeline(advice: Advice, dates: Sequence[DatedItemView], knowledge: Knowledge, after: str) -> Figure | None:
    """The figure of the stages and of the days of the calendar, behind the heading ``after``; ``None`` where there is
    nothing to draw.
    """
    rows = list(_rows(advice, dates))
    if len(rows) < 2:
        return None
    drawing, height = _draw(rows)
    return Figure(
        title=TITLE,
        after=after,
        drawing=drawing,
        width=WIDTH,
        height=height,
        said=tuple(f"{row.when}：{row.words}。".replace("。。", "。") for row in rows),
        note=_note(advice, knowledge),
    )


def _note(advice: Advice, knowledge: Knowledge) -> str:
    """How far the stages are to be believed; nothing, where none is drawn, as for whoever owes nothing."""
    stages = advice.outlook.stages
    if not stages:
        return ""
    dated = any(stage.from_date for stage in stages)
    days = "哪天开始，按你说的逾期天数算。" if dated else "没有说逾期几天，所以没有写哪天开始。"
    return knowledge.say(SaidId.USUAL_COURSE) + days


def _rows(advice: Advice, dates: Sequence[DatedItemView]) -> Iterator[Mark]:
    """The stages behind us as one mark, then everything by its day."""
    stages = advice.outlook.stages
    now = next((number for number, stage in enumerate(stages) if stage.current), 0)
    if now:
        first = stages[0]
        yield Mark("past", _day(first.from_date, first), f"前面 {now} 段已经过去")
    ahead = stages[now:]
    dated = [stage for stage in ahead if stage.from_date is not None]
    if dated != list(ahead):
        yield _today(advice)
        yield from (Mark("due", day.isoformat(), words) for day, words in _dues(advice, dates))
        yield from (Mark("stage", _day(stage.from_date, stage), _stage(stage)) for stage in ahead)
        return
    marks: list[tuple[dt.date, int, Mark]] = [
        (stage.from_date, 0, Mark("now" if stage.current else "stage", _day(stage.from_date, stage), _stage(stage)))
        for stage in ahead
        if stage.from_date is not None
    ]
    marks.append((advice.as_of, 1, _today(advice)))
    marks += [(day, 2, Mark("due", day.isoformat(), words)) for day, words in _dues(advice, dates)]
    yield from (row for _, _, row in sorted(marks, key=lambda mark: mark[:2]))


def _today(advice: Advice) -> Mark:
    days = advice.situation.days_overdue
    late = f"，逾期第 {days} 天" if days else ""
    return Mark("today", advice.as_of.isoformat(), f"今天（周{WEEKDAYS[advice.as_of.weekday()]}）{late}")


def _stage(stage: StageView) -> str:
    return f"{'现在：' if stage.current else ''}{stage.name}（{day_range(stage.days)}）"


def _day(day: dt.date | None, stage: StageView) -> str:
    return day.isoformat() if day else f"第 {stage.days[0]} 天"


def _dues(advice: Advice, dates: Sequence[DatedItemView]) -> list[tuple[dt.date, str]]:
    """The things to do first that have a later day, and every time limit and hearing with its day."""
    today = advice.as_of
    found = [(action.date, f"{action.by}：{action.text}") for action in advice.first if action.date > today]
    said = {(action.id, action.date) for action in advice.first}
    for item in dates:
        if (item.uid[-1], item.day) in said:
            continue
        over = "（已经过了）" if (item.last or item.day) < today else ""
        ends = f"，遇休息日可顺延到 {show(item.last)}" if item.last and item.last != item.day else ""
        found.append((item.day, f"周{WEEKDAYS[item.day.weekday()]}，{item.title}{ends}{over}"))
    return sorted(dict.fromkeys(found))


def _draw(rows: list[Mark]) -> tuple[Markup, int]:
    parts: list[Markup] = []
    y = 22
    places = []
    for row in rows:
        places.append(y)
        looks = _LOOKS[row.kind]
        parts.append(text(AXIS - 12, y + 5, row.when, looks.when, "end"))
        for words in lines_of(row.words, WIDTH - WORDS, SIZE):
            parts.append(text(WORDS, y + 5, words, looks.words))
            y += LEADING
        y += STEP
    marks = [_mark(row.kind, place) for row, place in zip(rows, places, strict=True)]
    axis = line(AXIS, places[0], AXIS, places[-1], "axis")
    return Markup().join([axis, *marks, *parts]), y - STEP + 4


class _Look(NamedTuple):
    when: str
    words: str


_LOOKS: dict[Kind, _Look] = {
    "past": _Look("when soft", "soft"),
    "stage": _Look("when soft", ""),
    "now": _Look("when soft", "strong"),
    "today": _Look("when todaytext strong", "todaytext strong"),
    "due": _Look("when duetext strong", "duetext"),
}


def _mark(kind: Kind, y: float) -> Markup:
    match kind:
        case "due":
            return diamond(AXIS, y, 7, "due")
        case "today":
            return circle(AXIS, y, 7, "now")
        case "now":
            return circle(AXIS, y, 6, "now")
        case _:
            return circle(AXIS, y, 5, "dot")

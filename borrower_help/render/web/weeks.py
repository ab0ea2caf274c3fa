"""A contact log as a picture of its weeks, and the rows that prove something as a table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from borrower_help.advice.log import Analysis
from borrower_help.advice.views.conduct import Outcome
from borrower_help.journal.model import Row
from borrower_help.journal.tally import CONVERSATION_SECONDS
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.answers.log import HOURS, found_name, whose
from borrower_help.render.answers.log_rows import row_in_words
from borrower_help.render.lines import Citations
from borrower_help.render.web.draw import circle, line, lines_of, rect, text
from borrower_help.render.web.figure import Figure, Table, Web
from borrower_help.values.named import SaidId, ThresholdId

WIDTH, LEFT = 360, 24
SLOT, GAP = 11.4, 4
"""The room of a day, and what is between two weeks."""

PLOT, LEGEND, LEADING, LETTER = 84, 24, 18, 13.5
"""The height of the bars, of an entry of the legend, of a line of it, and of its letters."""

WEEKS = 4
"""So many weeks stand beside each other on a telephone."""

WEEK = dt.timedelta(days=7)


class Day(NamedTuple):
    """A day with contacts: all of them, those that were conversations, and what is found of it."""

    contacts: int
    talks: int
    over: bool
    unclear: bool


def log_web(analysis: Analysis, rows: Sequence[Row], knowledge: Knowledge) -> Web:
    """How ``log check`` stands on a page: the weeks behind the conclusion, the table of evidence behind the hours."""
    days = _days(analysis)
    figures = [_weeks(days, _limit(analysis, knowledge))] if days else []
    proved = list(_proved(analysis, rows, knowledge))
    if proved:
        table = Table(("行号", "时间", "联系", "用在哪一条"), proved, wide=True)
        note = "行号是联系记录里的号。" + knowledge.say(SaidId.KEEP_WITH_TABLE)
        figures.append(Figure("证据表", after=HOURS, note=note, table=table))
    return Web(figures=figures)


def _days(analysis: Analysis) -> dict[dt.date, Day]:
    over = {proof.day for found in analysis.findings if found.settled for proof in found.proofs}
    unclear = {
        proof.day
        for found in analysis.findings
        if not found.settled and found.finding.outcome is not Outcome.NO_RULE
        for proof in found.proofs
    }
    return {
        (day := dt.date.fromisoformat(name)): Day(
            sum(hours.values()), analysis.talks.get(name, 0), day in over, day in unclear - over
        )
        for name, hours in analysis.hours.items()
    }


class _Limit(NamedTuple):
    """The number of conversations a day, and the rule that states it."""

    number: int
    source: str


def _limit(analysis: Analysis, knowledge: Knowledge) -> _Limit | None:
    """The limit of the last day; ``None`` where several lenders are counted together, each of which has its own."""
    if analysis.last_day is None or (not analysis.asked and len(analysis.lenders) > 1):
        return None
    for behaviour in knowledge.behaviours.values():
        for threshold in behaviour.thresholds:
            if threshold.id == ThresholdId.INTERACTIVE and (number := threshold.on(analysis.last_day)):
                return _Limit(number, Citations(knowledge).name(threshold.source))
    return None


def _weeks(days: dict[dt.date, Day], limit: _Limit | None) -> Figure:
    begins = sorted({day - dt.timedelta(days=day.weekday()) for day in days})
    panels = [begins[at : at + WEEKS] for at in range(0, len(begins), WEEKS)]
    most = max(*(day.contacts for day in days.values()), (limit.number if limit else 0) + 1)
    parts: list[Markup] = []
    y = 8.0
    for panel in panels:
        parts += _panel(panel, days, limit, most, y)
        y += PLOT + 44
    for look, words in _legend(limit):
        parts += _key(look, y)
        for each in lines_of(words, WIDTH - LEFT - 18, LETTER):
            parts.append(text(LEFT + 18, y + 5, each, "legend"))
            y += LEADING
        y += LEGEND - LEADING
    table = Table(("周一", "联系", f"接通 {CONVERSATION_SECONDS} 秒以上", "有超出的日子"), _by_week(begins, days))
    return Figure(
        title="每周的联系",
        drawing=Markup().join(parts),
        width=WIDTH,
        height=round(y),
        said=tuple(
            f"{week} 起：联系 {contacts} 次，接通 {CONVERSATION_SECONDS} 秒以上 {talks} 次，有超出的日子：{over}。"
            for week, contacts, talks, over in table.rows
        ),
        note="没有联系的周没有画。" if len(begins) <= (begins[-1] - begins[0]).days // 7 else "",
        table=table,
    )


def _by_week(begins: Sequence[dt.date], days: dict[dt.date, Day]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for begin in begins:
        week = {day: of for day, of in days.items() if begin <= day < begin + WEEK}
        over = "、".join(f"{day:%m-%d}" for day, of in week.items() if of.over) or "没有"
        contacts, talks = (sum(of.contacts for of in week.values()), sum(of.talks for of in week.values()))
        rows.append((begin.isoformat(), str(contacts), str(talks), over))
    return rows


def _panel(
    begins: Sequence[dt.date], days: dict[dt.date, Day], limit: _Limit | None, most: int, top: float
) -> Iterator[Markup]:
    """Some weeks beside each other: a bar a day, in it the conversations, a dot above a day with a finding."""
    floor = top + PLOT + 10
    unit = PLOT / most
    right = LEFT + len(begins) * (7 * SLOT + GAP) - GAP
    yield line(LEFT, floor, right, floor, "axis")
    yield text(LEFT - 6, floor - most * unit + 9, str(most), "legend soft", "end")
    for number, begin in enumerate(begins):
        at = LEFT + number * (7 * SLOT + GAP)
        year = f"{begin.year}-" if number == 0 else ""
        yield text(at, floor + 18, f"{year}{begin:%m-%d}", "tick soft")
        for weekday in range(7):
            day = days.get(begin + dt.timedelta(days=weekday))
            if day is not None:
                yield from _bar(day, at + weekday * SLOT, floor, unit)
    if limit is not None:
        height = floor - limit.number * unit
        yield line(LEFT, height, right, height, "limit")
        if limit.number != most:
            yield text(LEFT - 6, height + 5, str(limit.number), "legend", "end")


def _bar(day: Day, x: float, floor: float, unit: float) -> Iterator[Markup]:
    yield rect(x + 1, floor - day.contacts * unit, SLOT - 2, day.contacts * unit, "all")
    if day.talks:
        yield rect(x + 1, floor - day.talks * unit, SLOT - 2, day.talks * unit, "talk")
    if day.over or day.unclear:
        yield circle(x + SLOT / 2, floor - day.contacts * unit - 6, 3.5, "over" if day.over else "open")


def _legend(limit: _Limit | None) -> Iterator[tuple[str, str]]:
    yield "all", "一天的全部联系，一格一天，从周一起"
    yield "talk", f"其中接通 {CONVERSATION_SECONDS} 秒以上的通话"
    if limit is not None:
        yield "limit", f"{limit.source}：通话一天不超过 {limit.number} 次"
    yield "over", "那天有超出规则的事（哪一条看下面）"
    yield "open", "那天有要先弄清的事，还不能下结论"


def _key(look: str, y: float) -> Iterator[Markup]:
    match look:
        case "limit":
            yield line(LEFT - 8, y, LEFT + 12, y, "limit")
        case "over" | "open":
            yield circle(LEFT + 2, y, 4, look)
        case _:
            yield rect(LEFT - 4, y - 6, 12, 12, look)


def _proved(analysis: Analysis, rows: Sequence[Row], knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    """Every row that a finding rests on, in order, with what it is used for."""
    uses: dict[int, dict[str, None]] = defaultdict(dict)
    for found in analysis.findings:
        if found.finding.outcome is Outcome.NO_RULE:
            continue
        unclear = "" if found.settled else "（要先弄清）"
        for proof in found.proofs:
            for number in proof.rows:
                uses[number][f"{found_name(found, whose(found, analysis, knowledge))}{unclear}"] = None
    for row in rows:
        if row.row in uses:
            at = f"{row.contact.at:%Y-%m-%d %H:%M}"
            yield str(row.row), at, row_in_words(row, timed=False), "；".join(uses[row.row])

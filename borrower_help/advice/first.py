"""The three things to do today: court deadlines first, then the most urgent action of each topic."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.model import ClockView, FirstView, Papers, PaperView
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.dates import show

HOW_MANY = 3


def first(situation: Situation, knowledge: Knowledge, papers: Papers) -> tuple[FirstView, ...]:
    """At most three actions, each with a date and a reason; one a topic."""
    deadlines = _deadlines(papers, situation.as_of)
    topics: set[str] = {"papers"} if deadlines else set()
    chosen: list[FirstView] = []
    for action, because in applying(knowledge.actions, situation):
        if action.topic in topics:
            continue
        topics.add(action.topic)
        chosen.append(
            FirstView(
                id=action.id,
                text=action.text,
                confidence=action.confidence,
                sources=action.sources,
                because=because,
                date=situation.as_of + dt.timedelta(days=action.within),
                reason=action.reason,
            )
        )
    room = max(HOW_MANY - len(deadlines), 0)
    return tuple((*deadlines, *sorted(chosen[:room], key=lambda action: action.date))[:HOW_MANY])


def _deadlines(papers: Papers, today: dt.date) -> list[FirstView]:
    """The earliest clock of every paper received and every hearing, the most urgent first."""
    found = [_deadline(paper, clock, today) for paper in papers.received if (clock := earliest(paper.clocks))]
    found += [_hearing(paper, paper.hearing, today) for paper in papers.received if paper.hearing]
    return sorted(found, key=lambda action: action.date)


def _hearing(paper: PaperView, hearing: dt.date, today: dt.date) -> FirstView:
    """To go to the hearing; where its day has passed, to ask what came of it."""
    over = hearing < today
    return FirstView(
        id=f"hearing-{paper.id}",
        text=f"开庭日 {show(hearing)} 已过。没去的，马上问承办法官或仲裁机构，还能做什么"
        if over
        else f"{show(hearing)} 开庭：按通知到庭，去不了提前书面说明理由",
        confidence=paper.confidence,
        sources=paper.sources,
        because=("你说了开庭的日子",),
        date=today if over else hearing,
        reason="没有正当理由不到庭，可以缺席判决或裁决，你的理由可能没人说。",
    )


def earliest(clocks: tuple[ClockView, ...]) -> ClockView | None:
    """The clock that runs out first; ``None`` when none has a date."""
    dated = [clock for clock in clocks if clock.date is not None]
    return min(dated, key=lambda clock: clock.date or dt.date.max, default=None)


LONGEST_BREAK = dt.timedelta(days=10)
"""No run of days off is longer; where the holidays of a year are not known, nothing is called passed before it."""


def has_passed(clock: ClockView, today: dt.date) -> bool:
    """Whether a time limit is over beyond doubt: counted from a known day, also after it has run on over days off."""
    if clock.date is None or clock.assumed:
        return False
    last = clock.legal or (clock.date if clock.holidays_known else clock.date + LONGEST_BREAK)
    return last < today


def _runs_on(clock: ClockView) -> str:
    """To which day a limit runs on, as far as it is known."""
    if clock.legal:
        return f"顺延到 {show(clock.legal)}"
    return (
        f"顺延到不早于 {show(clock.not_before)}，调休未核实" if clock.not_before else "遇节假日可能顺延，节假日未核实"
    )


def _deadline(paper: PaperView, clock: ClockView, today: dt.date) -> FirstView:
    ends = clock.date or today
    passed = has_passed(clock, today)
    if passed:
        text = (
            f"{paper.name}的期限算到 {show(clock.legal or ends)} 已过。马上带着文书和收件记录去问办案法院，还能做什么"
        )
    elif clock.assumed:
        text = f"{paper.do[0].rstrip('。')}。没说哪天收到：从文书上的日期算，最早 {show(ends)} 就到，先弄清收到的日子"
    elif ends < today:
        until = _runs_on(clock)
        text = f"{paper.do[0].rstrip('。')}。期限本到 {show(ends)}，{until}，今天就办"
    else:
        text = paper.do[0].rstrip("。")
    return FirstView(
        id=clock.id,
        text=text,
        confidence=clock.confidence,
        sources=clock.sources,
        because=("你说收到了它",),
        date=max(ends, today) if not passed else today,
        reason=paper.missed,
    )

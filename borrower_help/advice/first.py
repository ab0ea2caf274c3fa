"""The three things to do today: court deadlines first, then the most urgent action of each topic."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.model import First, Papers, PaperView
from borrower_help.advice.select import applying
from borrower_help.dates import show
from borrower_help.knowledge.library import Knowledge
from borrower_help.situation import Situation

HOW_MANY = 3


def first(situation: Situation, knowledge: Knowledge, papers: Papers) -> tuple[First, ...]:
    """At most three actions, each with a date and a reason; one a topic."""
    deadlines = _deadlines(papers, situation.as_of)
    topics: set[str] = {"papers"} if deadlines else set()
    chosen: list[First] = []
    for action, because in applying(knowledge.actions, situation):
        if action.topic in topics:
            continue
        topics.add(action.topic)
        chosen.append(
            First(
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


def _deadlines(papers: Papers, today: dt.date) -> list[First]:
    """The first clock of every paper received, the earliest first."""
    found = [_deadline(paper, today) for paper in papers.received if paper.clocks and paper.clocks[0].date]
    return sorted(found, key=lambda action: action.date)


def _deadline(paper: PaperView, today: dt.date) -> First:
    clock = paper.clocks[0]
    ends = clock.date or today
    passed = ends < today
    text = f"{paper.name}的期限算到 {show(ends)} 已过。马上带着文书和收件记录去问办案法院，还能做什么" if passed else paper.do[0].rstrip("。")
    return First(
        id=clock.id,
        text=text,
        confidence=clock.confidence,
        sources=clock.sources,
        because=("你说收到了它",),
        date=today if passed else ends,
        reason=paper.missed,
    )

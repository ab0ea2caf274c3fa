"""What is this paper? What it is, how to check it, and by when to act."""

from __future__ import annotations

import msgspec

from borrower_help.advice.clocks import clock_view
from borrower_help.advice.first import has_passed
from borrower_help.advice.model import ClockView, ItemView, Papers, PaperView
from borrower_help.case.model import ReceivedPaper
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge


def papers(situation: Situation, knowledge: Knowledge) -> Papers:
    """The papers received, each with its clocks, and all kinds of paper for orientation."""
    return Papers(
        received=tuple(_paper(paper, situation, knowledge) for paper in situation.case.papers),
        kinds=tuple(
            ItemView(id=kind.id, text=f"{kind.name}：{kind.what}", confidence=kind.confidence, sources=kind.sources)
            for kind in knowledge.paper_kinds.values()
        ),
    )


def _paper(paper: ReceivedPaper, situation: Situation, knowledge: Knowledge) -> PaperView:
    kind = knowledge.paper_kinds[paper.kind]
    clocks = tuple(_told(clock_view(clock, situation, paper.received), situation) for clock in kind.clocks)
    over = bool(clocks) and all(has_passed(clock, situation.as_of) for clock in clocks)
    return PaperView(
        id=kind.id,
        text=kind.what,
        confidence=kind.confidence,
        sources=kind.sources,
        because=("你说收到了它",),
        name=kind.name,
        received=paper.received,
        verify=kind.verify,
        do=(TOO_LATE, *kind.do[1:]) if over else kind.do,
        missed=kind.missed,
        clocks=clocks,
    )


TOO_LATE = "期限已经过了：今天就带着文书和收件记录去问办案法院，还能做什么。"
"""What to do first where every time limit of a paper is over."""


def _told(clock: ClockView, situation: Situation) -> ClockView:
    """A clock whose time is over says so before anything else."""
    if not has_passed(clock, situation.as_of):
        return clock
    return msgspec.structs.replace(clock, text=f"已经过了。{clock.text}")

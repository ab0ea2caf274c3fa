"""What is this paper? What it is, how to check it, and by when to act."""

from __future__ import annotations

from borrower_help.advice.clocks import clock_view
from borrower_help.advice.model import ItemView, Papers, PaperView
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
    return PaperView(
        id=kind.id,
        text=kind.what,
        confidence=kind.confidence,
        sources=kind.sources,
        because=("你说收到了它",),
        name=kind.name,
        received=paper.received,
        verify=kind.verify,
        do=kind.do,
        missed=kind.missed,
        clocks=tuple(clock_view(clock, situation, knowledge.published, paper.received) for clock in kind.clocks),
    )

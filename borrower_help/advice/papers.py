"""The section ``papers``: what each paper received is, how to check it, and by when to act."""

from __future__ import annotations

import msgspec

from borrower_help.advice.clocks import of_paper
from borrower_help.advice.first import has_passed
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.clocks import ClockView, NoteView
from borrower_help.advice.views.papers import PapersView, PaperView
from borrower_help.case.model import Case, ReceivedPaper, Role
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.clocks import ClockNote
from borrower_help.values.named import ClockNoteId, SaidId

HOUSEHOLD = (Role.FAMILY, Role.SPOUSE)
"""Who may take in a paper that names another; its limits stay the other's."""

TAKEN_IN = ClockNoteId.HOUSEHOLD_RECEIPT


def papers(situation: Situation, knowledge: Knowledge) -> PapersView:
    """The papers received, each with its clocks, and all kinds of paper for orientation."""
    received = tuple(_paper(paper, situation, knowledge) for paper in _with_hearing(situation.case, knowledge))
    return PapersView(
        received=received,
        none="" if received else knowledge.say(SaidId.NO_PAPER),
        kinds=tuple(
            ItemView(id=kind.id, text=f"{kind.name}：{kind.what}", confidence=kind.confidence, sources=kind.sources)
            for kind in knowledge.paper_kinds.values()
        ),
    )


def _with_hearing(case: Case, knowledge: Knowledge) -> tuple[ReceivedPaper, ...]:
    """The papers; a hearing told beside them belongs to the first that may name one and has none of its own."""
    papers = list(case.papers)
    for place, paper in enumerate(papers if case.hearing else ()):
        if knowledge.paper_kinds[paper.kind].hearing and paper.hearing is None:
            papers[place] = msgspec.structs.replace(paper, hearing=case.hearing)
            break
    return tuple(papers)


def _paper(paper: ReceivedPaper, situation: Situation, knowledge: Knowledge) -> PaperView:
    kind = knowledge.paper_kinds[paper.kind]
    clocks = tuple(
        _passed_first(of_paper(knowledge.clocks[name], paper, knowledge.published), situation) for name in kind.clocks
    )
    over = bool(clocks) and all(has_passed(clock, situation.as_of) for clock in clocks)
    whose = situation.case.whose
    taken_in = (TAKEN_IN,) if whose in HOUSEHOLD and kind.clocks and TAKEN_IN in knowledge.clock_notes else ()
    return PaperView(
        id=kind.id,
        text=kind.what,
        confidence=kind.confidence,
        sources=kind.sources,
        because=("你说收到了它",),
        name=kind.name,
        received=paper.received,
        dated=paper.dated,
        hearing=paper.hearing,
        may_have_hearing=kind.hearing,
        verify=kind.verify,
        follows=kind.follows,
        do=(knowledge.say(SaidId.TOO_LATE), *kind.do[1:]) if over else kind.do,
        missed=kind.missed,
        not_mean=kind.not_mean,
        counts=kind.counts,
        clocks=clocks,
        side_clocks=tuple(of_paper(knowledge.clocks[name], paper, knowledge.published) for name in kind.side_clocks),
        notes=tuple(note_view(knowledge.clock_notes[name]) for name in (*taken_in, *kind.notes)),
        letters=kind.letters,
    )


def note_view(note: ClockNote) -> NoteView:
    """A moment without a length."""
    return NoteView(
        id=note.id,
        text=note.text,
        confidence=note.confidence,
        sources=note.sources,
        name=note.name,
        event=note.event,
        missed=note.missed,
    )


def _passed_first(clock: ClockView, situation: Situation) -> ClockView:
    """A clock whose time is over says so before anything else."""
    if not has_passed(clock, situation.as_of):
        return clock
    return msgspec.structs.replace(clock, text=f"已经过了。{clock.text}")

"""What the papers of a court or an arbitration add to the page for several lenders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from borrower_help.advice.items import item
from borrower_help.advice.views.base import ItemView, NamedView
from borrower_help.advice.views.report import Advice
from borrower_help.advice.views.urgency import FirstView
from borrower_help.advice.week_step import WeekStepView, step
from borrower_help.case.conditions import ARBITRATION, COURT_PAPERS
from borrower_help.case.model import Case
from borrower_help.knowledge.records.base import Statement
from borrower_help.values.named import PaperId

VERIFY_COURT = "first-verify-court-paper"
JURISDICTION = "clock-jurisdiction-objection"

HEARD = ARBITRATION | {PaperId.SUMMONS}
"""Papers after which one has to appear; no other paper of a court names a day for that."""


def is_heard(case: Case) -> bool:
    """Whether one of the papers calls the person to a hearing."""
    return any(paper.kind in HEARD for paper in case.papers)


def from_court(case: Case) -> bool:
    """Whether a court or an arbitration wrote."""
    return any(paper.kind in COURT_PAPERS for paper in case.papers)


def court_steps(advice: Advice, words: Mapping[str, Statement], *, unnamed: bool) -> Iterator[WeekStepView]:
    """What the papers want with their days, how to check that they are real, and until when the court itself can be
    objected to. ``unnamed`` tells that nobody said of which loan they are.
    """
    if not advice.papers.received:
        return
    said = {action.phone for action in advice.first if action.id == VERIFY_COURT}
    for action in advice.first:
        yield _verified(action, words) if action.id == VERIFY_COURT else _first(action, said)
    if unnamed:
        yield step(advice.as_of, "今天", item(words["week-whose-paper"]))
    for clock in (clock for paper in advice.papers.received for clock in paper.clocks if clock.id == JURISDICTION):
        if clock.lead is None:
            yield step(advice.as_of, "和答辩状同一期限", item(words["week-jurisdiction"]))
        elif clock.lead >= advice.as_of:
            yield step(clock.lead, f"{clock.lead:%m-%d} 前", item(words["week-jurisdiction"]))


def _first(action: FirstView, said: set[str]) -> WeekStepView:
    """One of the things to do first; a number that was ``said`` beside the check is not said again."""
    what = ItemView(id=action.id, text=action.text, confidence=action.confidence, sources=action.sources)
    return WeekStepView(day=action.date, by=action.by, what=what, phone="" if action.phone in said else action.phone)


def _verified(action: FirstView, words: Mapping[str, Statement]) -> WeekStepView:
    """The check of a court's paper, with the ways to make it in place of the number alone."""
    how = item(words["week-verify"])
    what = ItemView(
        id=action.id,
        text=action.text,
        confidence=action.confidence,
        sources=tuple(dict.fromkeys((*action.sources, *how.sources))),
    )
    return WeekStepView(day=action.date, by=action.by, what=what, reach=(NamedView(name="核实", text=how.text),))

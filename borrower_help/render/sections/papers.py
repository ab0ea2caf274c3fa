"""What the papers mean."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.first import passed_papers
from borrower_help.advice.papers import TAKEN_IN
from borrower_help.advice.views.papers import PaperView
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.lines import Line
from borrower_help.render.sections.page import Page
from borrower_help.values.dates import show


def papers_lines(page: Page) -> Iterator[Line]:
    """The papers received, with their clocks; else what to do when one comes."""
    papers = page.advice.papers
    yield Line("heading", f"七、{SECTIONS[Section.PAPERS]}")
    for paper in papers.received:
        yield from _paper_lines(page, paper)
    if papers.none:
        yield Line("item", papers.none)
    if page.full:
        for kind in papers.kinds:
            yield page.line(kind)
    yield from page.warnings("papers", 0)


def _paper_lines(page: Page, paper: PaperView) -> Iterator[Line]:
    received = f"（{paper.received} 收到）" if paper.received else ""
    yield Line("subheading", f"{paper.name}{received}")
    yield page.line(paper)
    yield Line("detail", paper.verify, label="核实")
    if paper.hearing:
        yield Line("item", show(paper.hearing), label="开庭")
    for note in paper.notes if not page.full else ():
        if note.id == TAKEN_IN:
            yield page.note(note)
    for clock in paper.clocks:
        yield page.clock(clock)
    passed = paper.id in passed_papers(page.advice.papers, page.advice.as_of)
    for entry in page.few(paper.do, 1 if passed else 2):
        yield Line("item", entry, label="做")
    yield Line("detail", paper.missed, label="不理会的后果")
    if page.full:
        yield from _more_lines(page, paper)


def _more_lines(page: Page, paper: PaperView) -> Iterator[Line]:
    """What only the whole report has room for."""
    yield Line("detail", paper.follows, label="接下来")
    yield Line("detail", paper.not_mean, label="它不表示")
    yield Line("detail", paper.counts, label="哪天算收到")
    for clock in paper.side_clocks:
        yield page.clock(clock)
    for note in paper.notes:
        yield page.note(note)

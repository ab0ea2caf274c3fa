"""What the papers mean."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.model import PaperView
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.lines import Line
from borrower_help.render.sections.page import Page


def papers_lines(page: Page) -> Iterator[Line]:
    """The papers received, with their clocks; else what to do when one comes."""
    papers = page.advice.papers
    yield Line("heading", f"七、{SECTIONS[Section.PAPERS]}")
    for paper in papers.received:
        yield from _paper_lines(page, paper)
    if not papers.received:
        yield Line("item", "你没有说收到文书。收到传票、支付令、仲裁通知，先打 12368 或问仲裁机构核实，再看期限。")
    if page.full:
        for kind in papers.kinds:
            yield page.line(kind)
    yield from page.warnings("papers", 0)


def _paper_lines(page: Page, paper: PaperView) -> Iterator[Line]:
    received = f"（{paper.received} 收到）" if paper.received else ""
    yield Line("subheading", f"{paper.name}{received}")
    yield page.line(paper)
    yield Line("detail", paper.verify, label="核实")
    for clock in paper.clocks:
        yield page.clock(clock)
    for entry in page.few(paper.do, 2):
        yield Line("item", entry, label="做")
    yield Line("detail", paper.missed, label="不处理")

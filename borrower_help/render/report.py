"""The report as lines: the sections in their order."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator

from borrower_help.advice.views.report import Advice
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Section
from borrower_help.render.brief import COUNTED, brief_lines
from borrower_help.render.lines import Line, checked_line
from borrower_help.render.screen import first_lines_to_send, told_lines
from borrower_help.render.sections.closing import closing_lines, sources_lines, unknowns_lines
from borrower_help.render.sections.complaint import complaint_lines
from borrower_help.render.sections.conduct import conduct_lines
from borrower_help.render.sections.credit import credit_lines
from borrower_help.render.sections.money import money_lines
from borrower_help.render.sections.negotiation import negotiation_lines
from borrower_help.render.sections.opening import first_lines, loans_lines, opening_lines
from borrower_help.render.sections.outlook import outlook_lines
from borrower_help.render.sections.page import Page
from borrower_help.render.sections.papers import papers_lines

SECTION_LINES: dict[Section, Callable[[Page], Iterator[Line]]] = {
    Section.OUTLOOK: outlook_lines,
    Section.CONDUCT: conduct_lines,
    Section.MONEY: money_lines,
    Section.NEGOTIATION: negotiation_lines,
    Section.COMPLAINT: complaint_lines,
    Section.CREDIT: credit_lines,
    Section.PAPERS: papers_lines,
}
"""The seven questions, in the order of the report."""


def filled(lines: Iterable[Line]) -> list[Line]:
    """The lines without a heading that has nothing below it: what does not concern this person is not announced."""
    kept: list[Line] = []
    for line in lines:
        if line.role == "heading" and kept and kept[-1].role == "heading":
            kept.pop()
        kept.append(line)
    return kept


def sections_lines(page: Page, chosen: Collection[Section]) -> list[Line]:
    """Some sections alone: danger and the conclusion before them, their sources after them."""
    parts = (lines(page) for section, lines in SECTION_LINES.items() if section in chosen)
    lines = [*opening_lines(page), *(line for part in parts for line in part)]
    return [*lines, *sources_lines(page), checked_line(page.knowledge)]


def short_report(advice: Advice, knowledge: Knowledge, *, sent: bool = False) -> list[Line]:
    """The short report, which ends on the conclusion; what it leaves out of each section is counted.

    What is ``sent`` to somebody else names no commands.
    """

    @functools.cache
    def things(section: Section) -> int:  # the report is tried in several lengths, and this is the same in all of them
        whole = Page(advice, knowledge, full=True)
        return sum(line.role in COUNTED for line in SECTION_LINES[section](whole))

    return brief_lines(Page(advice, knowledge, full=False, bare=True), things, sent=sent)


def report_lines(page: Page, *, sent: bool = False) -> list[Line]:
    """The whole report; what is ``sent`` as a page opens with the first screen of the terminal."""
    opening = (first_lines_to_send(page), told_lines(page)) if sent else (opening_lines(page), first_lines(page))
    parts = (
        *opening,
        loans_lines(page),
        *(lines(page) for lines in SECTION_LINES.values()),
        unknowns_lines(page),
    )
    lines = filled(line for part in parts for line in part)
    closing = list(closing_lines(page))  # cites too, so it is composed before the sources are listed
    return [*lines, *sources_lines(page), *closing]

"""The report as lines: the sections in their order."""

from __future__ import annotations

from borrower_help.render.lines import Line
from borrower_help.render.sections.closing import closing_lines, sources_lines, unknowns_lines
from borrower_help.render.sections.complaint import complaint_lines
from borrower_help.render.sections.conduct import conduct_lines
from borrower_help.render.sections.credit import credit_lines
from borrower_help.render.sections.money import money_lines
from borrower_help.render.sections.negotiation import negotiation_lines
from borrower_help.render.sections.opening import first_lines, opening_lines
from borrower_help.render.sections.outlook import outlook_lines
from borrower_help.render.sections.page import Page
from borrower_help.render.sections.papers import papers_lines


def report_lines(page: Page) -> list[Line]:
    """The whole report."""
    parts = (
        opening_lines(page),
        first_lines(page),
        outlook_lines(page),
        conduct_lines(page),
        money_lines(page),
        negotiation_lines(page),
        complaint_lines(page),
        credit_lines(page),
        papers_lines(page),
        unknowns_lines(page),
    )
    lines = [line for part in parts for line in part]
    closing = list(closing_lines(page))  # cites too, so it is composed before the sources are listed
    return [*lines, *sources_lines(page), *closing]

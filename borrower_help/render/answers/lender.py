"""How a lender looks."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.views.base import ItemView, NamedView
from borrower_help.advice.views.lender import LenderPageView
from borrower_help.advice.views.outlook import ClaimView
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line, source_lines


def lender_lines(page: LenderPageView, knowledge: Knowledge) -> list[Line]:
    """What is known and said of a lender, each with its source."""
    citations = Citations(knowledge)
    lines = [Line("title", page.title), Line("text", page.who), _item(page.summary, citations)]
    lines += [_named(entry, citations) for entry in (*page.not_aliases, *page.contacts)]
    for heading, entries in (("先问清", page.ask_first), ("做法", page.practice), ("事实", page.facts)):
        if entries:
            lines += [Line("heading", heading), *(_item(entry, citations) for entry in entries)]
    if page.branches:
        lines.append(Line("heading", "合同里的贷款人不同，路也不同"))
        lines += [_named(branch, citations) for branch in page.branches]
    if page.claims:
        lines.append(Line("heading", "网络文章的说法"))
    for claim in page.claims:
        lines += _claim(claim, citations)
    lines.append(Line("heading", "我们不知道的"))
    lines += [Line("item", unknown) for unknown in page.unknowns]
    return [*lines, *source_lines(citations, full=True)]


def _item(entry: ItemView, citations: Citations) -> Line:
    return Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence))


def _named(entry: NamedView, citations: Citations) -> Line:
    return Line("item", entry.text, entry.name, citations.marks(entry.sources, entry.confidence))


def _claim(claim: ClaimView, citations: Citations) -> Iterator[Line]:
    yield Line("item", claim.text, claim.label, citations.marks(claim.sources, claim.confidence))
    for contradiction in claim.contradicted_by:
        yield Line("detail", contradiction.text, "但是", citations.marks(contradiction.sources))

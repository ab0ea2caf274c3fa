"""What is not known, the sources, the notice."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.render.lines import Line, source_lines
from borrower_help.render.sections.page import Page

CLOSING = "说明"
"""The heading above the age of the knowledge and the notice."""


def unknowns_lines(page: Page) -> Iterator[Line]:
    """What could not be found out, and where to look."""
    if not page.advice.unknowns:
        return
    yield Line("heading", "我们不知道的")
    for unknown in page.few(page.advice.unknowns, 2):
        yield Line("item", f"{unknown.text}{unknown.look}")


def sources_lines(page: Page) -> Iterator[Line]:
    """The sources that were cited."""
    yield from source_lines(page.citations, full=page.full, gists=False)


def closing_lines(page: Page) -> Iterator[Line]:
    """How old the knowledge is, the notice, and who helps further."""
    advice = page.advice
    yield Line("heading", CLOSING)
    yield Line("text", f"知识核对到 {page.knowledge.checked}，按 {advice.as_of} 计算。{advice.notice}")
    yield page.line(advice.human_help, role="text")
    if not page.full:
        yield Line("text", "看全部加 --full；查依据用 borrower-help source；做不到的事见 limits。")

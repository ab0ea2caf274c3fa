"""The opening: danger, the conclusion, the first things to do."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.case.summary import LABELS
from borrower_help.render.lines import Line
from borrower_help.render.sections.page import Page
from borrower_help.values.dates import show


def opening_lines(page: Page) -> Iterator[Line]:
    """Danger first, then the conclusion and what was told."""
    situation = page.advice.situation
    yield from dangers_lines(page)
    yield Line("title", situation.headline)
    told = "；".join(f"{LABELS[field]}：{words}" for field, words in situation.answers.items() if field != "safety")
    if told:
        yield Line("text", f"你说的情况：{told}。")


def dangers_lines(page: Page) -> Iterator[Line]:
    """What to do about a danger, and the numbers."""
    for danger in page.advice.situation.dangers:
        marks = page.citations.marks(danger.sources, danger.confidence)
        yield Line("alert", danger.text, label=danger.label, marks=marks)
        for value, name in danger.numbers:
            yield Line("alert", name, label=value)


def first_lines(page: Page) -> Iterator[Line]:
    """The three things to do first, each with its day."""
    if not page.advice.first:
        return
    yield Line("heading", "今天先做的三件事")
    for number, action in enumerate(page.advice.first, 1):
        when = "今天" if action.date == page.advice.as_of else f"{show(action.date)}前"
        yield page.line(action, text=f"{when}：{action.text}", label=f"{number}.", role="number")
        yield Line("detail", action.reason, label="为什么")

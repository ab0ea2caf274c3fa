"""The first screen: the conclusion, three things with their day and the number or words they need, one reassurance.

It is short enough to stand on a screen whole, and its short form is what every answer ends with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from borrower_help.advice.model import FirstView
from borrower_help.case.summary import LABELS
from borrower_help.render.formats.terminal import text_lines
from borrower_help.render.lines import Line
from borrower_help.render.sections.opening import dangers_lines
from borrower_help.render.sections.page import Page

THREE = "今天先做的三件事"

MOST_LINES, MOST_NARROW, NARROW = 16, 24, 60
"""So many lines at 80 columns, so many at 40; narrower than ``NARROW`` columns is narrow."""

SAY = 80
"""Ready words longer than this stand in their section."""


def screen_lines(page: Page, width: int = 80, height: int = 0) -> list[Line]:
    """The first screen, with as much detail as fits the ``height`` (0: the lines that are always allowed)."""
    most = MOST_NARROW if width < NARROW else MOST_LINES
    most = min(most, height) if height else most
    for detail in ("all", "phones", "none"):
        lines = [*_opening(page), *_things(page, detail)]
        if len(list(text_lines(lines, width))) <= most:
            break
    return lines


def first_lines_to_send(page: Page) -> list[Line]:
    """The first screen with every detail, and why each thing comes first: a page has room for them."""
    return [*_opening(page), *_things(page, "reasons")]


def conclusion_lines(page: Page) -> list[Line]:
    """What is left standing at the end: the conclusion and the three things, a line each."""
    situation = page.advice.situation
    lines = [Line("heading", f"结论：{situation.headline}")]
    for number, action in enumerate(page.advice.first, 1):
        lines.append(Line("number", f"{action.by}：{action.text}", label=f"{number}."))
    return lines


def told_lines(page: Page) -> Iterator[Line]:
    """What was told, in one paragraph."""
    answers = page.advice.situation.answers
    told = "；".join(f"{LABELS[field]}：{words}" for field, words in answers.items() if field != "safety")
    if told:
        yield Line("text", f"你说的情况：{told}。")


def _opening(page: Page) -> Iterator[Line]:
    situation = page.advice.situation
    yield from dangers_lines(page)
    yield Line("title", situation.headline)


def _things(page: Page, detail: str) -> Iterator[Line]:
    if page.advice.first:
        yield Line("heading", THREE)
    called: set[str] = set()
    for number, action in enumerate(page.advice.first, 1):
        yield Line("number", f"{action.by}：{action.text}", label=f"{number}.", marks=_marks(page, action))
        if detail == "reasons":
            yield Line("detail", action.reason, label="为什么")
        if action.phone and action.phone not in (*called, *_numbers(action.text)) and detail != "none":
            called.add(action.phone)
            yield Line("detail", action.phone, label="电话")
        if action.say and (detail == "reasons" or (detail == "all" and len(action.say) <= SAY)):
            yield Line("quote", action.say, label="可以说")
    comfort = page.advice.situation.reassurance
    if comfort is not None:
        yield page.line(comfort, role="text")


def _numbers(text: str) -> list[str]:
    """The telephone numbers that a sentence names itself."""
    return re.findall(r"\d{5}", text)


def _marks(page: Page, action: FirstView) -> str:
    return page.citations.marks(action.sources, action.confidence)

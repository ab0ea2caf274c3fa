"""The first screen: the conclusion, three things with their day and the number or words they need, one reassurance.

It is short enough to stand on a screen whole, and its short form is what every answer ends with.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Literal

from borrower_help.advice.views.urgency import FirstView
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


@dataclasses.dataclass(frozen=True)
class Detail:
    """What stands beside the three things: the numbers of the sources, the reassurance, the ready words of so many of
    them, the telephone numbers with their whole caution, in short or not at all; ``reasons`` where room is no matter.
    """

    marks: bool = True
    comfort: bool = True
    words: int = 3
    phones: Literal["whole", "short", ""] = "whole"
    reasons: bool = False


DETAILS = (
    Detail(),
    Detail(marks=False),
    Detail(marks=False, comfort=False),
    *(Detail(marks=False, comfort=False, words=words, phones="short") for words in (3, 2, 1, 0)),
    Detail(marks=False, comfort=False, words=0, phones=""),
)
"""What is given up where there is no room, the dearest last: whom to call and what to say help more than a source or a
comfort, which stand in the sections.
"""


def screen_lines(page: Page, width: int = 80, height: int = 0, *, cited: bool = False) -> list[Line]:
    """The first screen, with as much detail as fits the ``height`` (0: the lines that are always allowed). Where no
    section follows that names the sources, it is ``cited`` itself.
    """
    most = MOST_NARROW if width < NARROW else MOST_LINES
    most = min(most, height) if height else most
    before = page.citations.cited
    lines: list[Line] = []
    for detail in DETAILS:
        page.citations.cited = before  # what was tried and did not fit cites nothing
        kept = dataclasses.replace(detail, marks=detail.marks or cited)
        lines = [*_opening(page), *_things(page, kept)]
        if len(list(text_lines(lines, width))) <= most:
            break
    return lines


def helpful(lines: list[Line]) -> int:
    """How many lines say whom to call or what to say."""
    return sum(line.role in ("detail", "quote") for line in lines)


def first_lines_to_send(page: Page) -> list[Line]:
    """The first screen with every detail, and why each thing comes first: a page has room for them."""
    return [*_opening(page), *_things(page, Detail(reasons=True))]


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
    answered = "；".join(f"{LABELS[field]}：{words}" for field, words in answers.items() if field != "safety")
    if answered:
        yield Line("text", f"你说的情况：{answered}。")


def _opening(page: Page) -> Iterator[Line]:
    situation = page.advice.situation
    yield from dangers_lines(page)
    yield Line("title", situation.headline)


def _things(page: Page, detail: Detail) -> Iterator[Line]:
    if page.advice.first:
        yield Line("heading", THREE)
    called: set[str] = set()
    for number, action in enumerate(page.advice.first, 1):
        marks = _marks(page, action) if detail.marks else ""
        yield Line("number", f"{action.by}：{action.text}", label=f"{number}.", marks=marks)
        if detail.reasons:
            yield Line("detail", action.reason, label="为什么")
        if action.phone and action.phone not in (*called, *_numbers(action.text)) and detail.phones:
            called.add(action.phone)
            phone = action.phone if detail.phones == "whole" else action.phone_short
            yield Line("detail", phone, label="电话")
        if action.say and (detail.reasons or (number <= detail.words and len(action.say) <= SAY)):
            yield Line("quote", action.say, label="可以说")
    comfort = page.advice.situation.reassurance
    if comfort is not None and detail.comfort:
        yield page.line(comfort, role="text") if detail.marks else Line("text", comfort.text)


def _numbers(text: str) -> list[str]:
    """The telephone numbers that a sentence names itself."""
    return re.findall(r"\d{5}", text)


def _marks(page: Page, action: FirstView) -> str:
    return page.citations.marks(action.sources, action.confidence)

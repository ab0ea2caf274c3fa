"""The report as words to paste into WeChat: at most 900 characters, nothing but plain characters, no line wrapped.

What may not be left out comes first: danger, the conclusion, the three things with their days, the numbers, where the
rest is. What there is room for stands between.
"""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.views.report import Advice
from borrower_help.advice.views.urgency import FirstView
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.render.lines import Citations
from borrower_help.render.screen import THREE
from borrower_help.render.sections.page import WEAK
from borrower_help.values.safe_text import one_line

MOST = 900
"""So many characters WeChat shows without folding them away."""


def message(advice: Advice, knowledge: Knowledge) -> str:
    """The words to send, ending in a newline."""
    needed = [*_danger(advice), advice.situation.headline, *_things(advice), *_end(advice, knowledge)]
    added: dict[int, str] = {}
    room = MOST - sum(len(line) + 1 for line in needed)
    for place, line in _wished(advice, knowledge, needed):
        if len(line) < room:
            added[place] = line if place not in added else f"{added[place]}\n{line}"
            room -= len(line) + 1
    lines = [text for number, line in enumerate(needed) for text in (line, added.get(number, "")) if text]
    return "\n".join(one_line(text) for line in lines for text in line.split("\n")) + "\n"


def _danger(advice: Advice) -> Iterator[str]:
    """What comes before everything else, in its short form, and each number once."""
    dangers = advice.situation.dangers
    if dangers:
        yield dangers[0].stop
        named = {value: name for danger in dangers for value, name in danger.numbers}
        yield "；".join(f"{value} {name}" for value, name in named.items()) + "。"


def _things(advice: Advice) -> Iterator[str]:
    if advice.first:
        yield f"{THREE}："
    called: set[str] = set()
    for number, action in enumerate(advice.first, 1):
        weak = WEAK if action.confidence is Confidence.LOW else ""
        phone = f"电话：{action.phone}。" if action.phone and action.phone not in called else ""
        called.add(action.phone)
        yield f"{number}. {action.by}：{action.text.rstrip('。')}。{weak}{phone}"


def _end(advice: Advice, knowledge: Knowledge) -> Iterator[str]:
    """Who helps, where the rest is, how old it is and what it is not."""
    yield advice.human_help.text
    yield "这里只有最要紧的。会发生什么、能要求什么、怎么投诉，在完整的报告里：向发给你的人要，或用 borrower-help 看。"
    yield f"按 {advice.as_of} 算，知识核对到 {knowledge.checked}。{advice.notice}"


def _wished(advice: Advice, knowledge: Knowledge, needed: list[str]) -> Iterator[tuple[int, str]]:
    """What is added while there is room, the most useful first, with the line behind which it stands."""
    before_the_end = len(needed) - 4
    comfort = advice.situation.reassurance
    if comfort is not None:
        yield before_the_end, comfort.text + (WEAK if comfort.confidence is Confidence.LOW else "")
    for action in advice.first:
        if action.say:
            place = next(number for number, line in enumerate(needed) if action.text.rstrip("。") in line)
            yield place, f"可以说：「{action.say}」"
    if advice.first:
        yield before_the_end, f"依据：{_sources(advice.first, knowledge)}。"


def _sources(first: tuple[FirstView, ...], knowledge: Knowledge) -> str:
    """What the three things rest on, by the short names of the documents."""
    citations = Citations(knowledge)
    by_document: dict[str, list[str]] = {}
    for source in dict.fromkeys(source for action in first for source in action.sources):
        by_document.setdefault(source.partition(":")[0], []).append(source)
    return "；".join(citations.name(*sources) for sources in by_document.values())

"""Which records a person means by their own words: candidates to choose from, never applied."""

from __future__ import annotations

import re

from borrower_help.ask.search import Hit, Index
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.name_forms import normalise
from borrower_help.knowledge.records.conduct import Right
from borrower_help.knowledge.records.papers import Paper

CANDIDATES = 5

AHEAD = 2
"""How many more pairs the first candidate must share than any other to be named as the example."""


def candidates(typed: str, knowledge: Knowledge) -> list[str]:
    """Behaviours whose words come near, nearest first. They are offered, never applied."""
    return [hit.id for hit in hits(typed, knowledge)]


def hits(typed: str, knowledge: Knowledge) -> list[Hit]:
    """The behaviours that share pairs of characters with the words, with how many."""
    index = Index((entry.id, (entry.title, entry.question, *entry.said)) for entry in knowledge.behaviours.values())
    return index.find(typed, CANDIDATES)


LAWYER_LETTER = "lawyer_letter"


def papers_meant(typed: str, knowledge: Knowledge) -> list[Paper]:
    """The papers whose names stand in the words: whoever asks about 传票 asks about a paper, not about a fake one.

    Papers that start a clock, and the letter of a lawyer: of a call or a message it is asked what the caller may do.
    """
    wanted = normalise(typed)
    names = {
        part: paper
        for paper in sorted(knowledge.paper_kinds.values(), key=lambda paper: -paper.order)
        for part in re.split(r"[、或（）「」]", paper.name)
        if (paper.clocks or paper.hearing or paper.id == LAWYER_LETTER)
        and len(part) > 1
        and not part.endswith(("电话", "短信"))
    }
    found = {paper.id: paper for name, paper in names.items() if normalise(name) in wanted}
    return list(found.values())


def right_meant(topic: str, knowledge: Knowledge) -> Right:
    """The right named by its id, else ``UsageError`` with the nearest ones."""
    wanted = topic.strip().replace("_", "-")
    right = knowledge.rights.get(f"right-{wanted}") or knowledge.rights.get(wanted)
    if right is not None:
        return right
    index = Index((entry.id, (entry.name, *entry.said)) for entry in knowledge.rights.values())
    near = [knowledge.rights[hit.id] for hit in index.find(topic, CANDIDATES)]
    if not near:
        raise UsageError(f"没有找到「{quoted(topic)}」。用 borrower-help rights list 看全部。")
    names = "、".join(f"{entry.id.removeprefix('right-')}（{entry.name}）" for entry in near)
    raise UsageError(f"没有编号「{quoted(topic)}」。是不是：{names}？")

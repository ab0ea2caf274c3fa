"""How the rehearsal looks: each hard sentence with its answers, what each costs, and which is better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.negotiation import HardSentence
from borrower_help.render.lines import Citations, Line, checked_line, legend, source_lines
from borrower_help.values.named import SaidId

NEAR_LIMIT = "拖了快三年或更久，改说"
"""What stands before the words for whoever could lose the defence of the three years."""


def whole_lines(sentences: Iterable[HardSentence], knowledge: Knowledge) -> list[Line]:
    """All of it at once, for a pipe or a file; the good answer first, because the first is what sticks."""
    citations = Citations(knowledge, most=2)
    how = "好的答法前面写「好」。" + knowledge.say(SaidId.REHEARSE)
    lines = [Line("title", "排练：最难接的十句话"), Line("text", how)]
    for number, sentence in enumerate(sentences, 1):
        lines.append(Line("heading", f"{number}. 对方说：「{sentence.text}」"))
        for choice in sorted(sentence.choices, key=lambda entry: not entry.good):
            lines.append(Line("item", choice.text, label="好" if choice.good else "不好"))
            lines.append(Line("detail", choice.cost, label="会怎样"))
            if choice.good and sentence.near_limit:
                lines.append(Line("detail", f"「{sentence.near_limit}」", label=NEAR_LIMIT))
        lines.append(Line("text", sentence.why, marks=citations.marks(sentence.sources, sentence.confidence)))
    lines += family_lines(knowledge, citations)
    lines.insert(2, legend(citations))
    return [*lines, *source_lines(citations, full=False, explained=True), checked_line(knowledge)]


def family_lines(knowledge: Knowledge, citations: Citations) -> Iterator[Line]:
    """How to tell the family."""
    yield Line("heading", "怎么和家里说")
    entries: tuple[Statement, ...] = knowledge.negotiation(lambda file: file.telling_family)
    for entry in entries:
        yield Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence))


def answered_text(sentence: HardSentence, chosen: int) -> str:
    """What the chosen answer (counted from 0) costs, and what is better."""
    choice = sentence.choices[chosen]
    near = [f"{NEAR_LIMIT}：「{sentence.near_limit}」"] if sentence.near_limit else []
    if choice.good:
        return "\n".join((f"答得好。{choice.cost}", *near, sentence.why))
    better = next(entry for entry in sentence.choices if entry.good)
    return "\n".join((f"会怎样：{choice.cost}", f"更好：「{better.text}」", *near, sentence.why))


def closing_lines(good: int, asked: int, knowledge: Knowledge) -> list[Line]:
    """What stands at the end of a rehearsal on a terminal."""
    citations = Citations(knowledge, most=2)
    counted = f"{asked} 句里答好 {good} 句。" + ("没答好的，再练一次就记住了。" if good < asked else "")
    none = "这次一句也没答，不要紧。想看每句的答法：加 --no-input。"
    lines = [Line("title", f"练完了：{counted}" if asked else none)]
    return [*lines, *family_lines(knowledge, citations), *source_lines(citations, full=False), checked_line(knowledge)]

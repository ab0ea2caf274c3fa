"""How a time limit looks by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from borrower_help.advice.deadlines import DeadlineView, until
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line, source_lines
from borrower_help.values.dates import show


def limit_lines(view: DeadlineView, knowledge: Knowledge, today: dt.date) -> list[Line]:
    """One time limit: its end first, then how it is counted, and what missing it costs."""
    citations = Citations(knowledge)
    about = view.clock or view.note
    assert about is not None
    lines = [Line("title", view.name)]
    if view.clock and view.clock.start:
        lines.append(Line("alert", until(view.clock, today)))
    lines.append(Line("text", about.text, marks=citations.marks(about.sources, about.confidence)))
    facts = (
        ("从哪天算", f"{view.event}，{show(view.clock.start)}" if view.clock and view.clock.start else view.event),
        ("多长", view.length or "没有天数，算不出日子"),
        ("谁要做", view.whose),
        ("首日", view.first_day),
        ("末日", view.last_day),
        ("错过", about.missed),
        ("和它有关的文书", "、".join(view.papers)),
    )
    lines += [Line("item", text, label=label) for label, text in facts if text]
    if view.clock and view.clock.start is None:
        lines.append(Line("text", f"算日子：borrower-help deadline show {view.id} --from 那一天"))
    return [*lines, *source_lines(citations, full=True)]


def list_lines(views: Iterable[DeadlineView], words: str) -> list[Line]:
    """The time limits, a line each: those to count first, then the moments without a length."""
    views = list(views)
    lines = [Line("title", f"期限 {len(views)} 个" + (f"，和「{words}」有关" if words else ""))]
    for heading, wanted in (("能算日子的", True), ("没有天数的时间点", False)):
        found = [view for view in views if bool(view.length) is wanted]
        if found:
            lines.append(Line("heading", heading))
            lines += [
                Line("item", f"{view.event}起，{view.length}；{view.whose}" if wanted else view.event, label=view.name)
                for view in found
            ]
    lines.append(Line("text", "看一个：borrower-help deadline show 名字 --from 那一天"))
    return lines

"""How the next steps of negotiations look."""

from __future__ import annotations

from collections.abc import Sequence

from borrower_help.advice.negotiated import NextStepView
from borrower_help.journal.model import harmless
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId


def next_lines(steps: Sequence[NextStepView], knowledge: Knowledge) -> list[Line]:
    """The whole answer of ``log next``."""
    if not steps:
        return [
            Line("title", "还没有记过协商。"),
            Line(
                "text",
                "记一次：borrower-help log add --channel negotiation --at 2026-11-20 --outcome offered --lender 名字"
                " --said 原话",
            ),
        ]
    citations = Citations(knowledge, most=2)
    lines = [Line("title", f"{len(steps)} 家在谈。最先办：{show(steps[0].by)}，{harmless(steps[0].lender)}。")]
    for number, step in enumerate(steps, 1):
        late = "，已经过了，今天办" if step.late else ""
        lines.append(Line("number", f"{show(step.by)}{late}：{harmless(step.lender)}", label=f"{number}."))
        said = f"：{harmless(step.said)}" if step.said else ""
        lines.append(Line("detail", f"{step.happened} {step.outcome}{said}（第 {step.row} 行）", label="上次"))
        if step.history:
            lines.append(Line("detail", "；".join(step.history), label="以前"))
        marks = citations.marks(step.what.sources, step.what.confidence)
        lines.append(Line("detail", step.what.text, label="下一步", marks=marks))
        lines.append(Line("quote", step.say, label="可以说"))
    lines.append(Line("text", "存进日历：加 --output 协商.ics。" + knowledge.say(SaidId.TALKS_INTO_LETTERS)))
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]

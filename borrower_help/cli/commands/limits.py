"""``limits``: what this tool cannot do."""

from __future__ import annotations

import typer

from borrower_help.cli.session import Session, answering
from borrower_help.render.answer import Answer
from borrower_help.render.lines import Citations, Line, source_lines


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("limits", short_help="这个工具做不到的事", help="这个工具做不到的事，和还没有核实的事。")(_limits)


@answering("limits")
def _limits(session: Session) -> Answer:
    knowledge = session.knowledge
    limits, citations = knowledge.limits, Citations(knowledge)
    lines = [Line("title", "这个工具做不到的事"), Line("text", limits.notice)]
    lines += [
        Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence)) for entry in limits.limits
    ]
    lines += [Line("heading", "还没有核实的事")]
    lines += [Line("item", f"{unknown.text} 看这里：{unknown.where}") for unknown in limits.unknowns]
    human = limits.human_help
    lines += [Line("text", human.text, marks=citations.marks(human.sources, human.confidence))]
    lines += source_lines(citations, full=False)
    return Answer(limits, lines)

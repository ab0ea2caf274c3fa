"""``check``: may they do that?"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from borrower_help.advice.conduct import judge
from borrower_help.advice.danger import views
from borrower_help.advice.rights import rights_beside
from borrower_help.ask.meant import candidates, papers_meant
from borrower_help.case.danger import hear
from borrower_help.cli.case_input import KindOption, LenderOption, situation_for
from borrower_help.cli.hearing import listening_prompter
from borrower_help.cli.session import Session, answering
from borrower_help.cli.streams import note
from borrower_help.cli.terminal import can_ask
from borrower_help.errors import Stopped, quoted
from borrower_help.interview.typed import NONE
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.answer import Answer
from borrower_help.render.answers.check import (
    candidate_data,
    candidate_lines,
    every_behaviour_lines,
    findings_lines,
    paper_lines,
)
from borrower_help.render.lines import Citations, Line, source_lines


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "check",
        short_help="他们能这样做吗",
        help="判断一种催收行为：写编号，或用自己的话说。用自己的话时先列出候选，由你确认。",
    )(_check)


@answering("check", redacts=True)
def _check(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID或你的话", help="编号如 call_after_22，或「半夜打电话」", show_default=False),
    ] = None,
    lender: LenderOption = None,
    kind: KindOption = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="不提问，只列候选", show_default=False)] = False,
    full: Annotated[bool, typer.Option("--full", help="列出每一条规则", show_default=False)] = False,
) -> Answer:
    day, knowledge = session.day, session.knowledge
    data: dict[str, Any]
    situation, remarks = situation_for(lender, kind, knowledge, day)
    if not words:
        listed = [{"id": each.id, "title": each.title} for each in knowledge.behaviours.values()]
        data = {"question": "", "dangers": (), "candidates": listed, "findings": [], "papers": []}
        return Answer(data, every_behaviour_lines(knowledge))
    words = session.masked(words)
    chosen = [word.strip() for word in words]
    if not all(word in knowledge.behaviours for word in chosen):
        typed = " ".join(chosen)
        dangers = views(entry.danger for entry in hear(typed, knowledge.safety))
        papers = papers_meant(typed, knowledge)
        if papers:
            citations = Citations(knowledge, most=3)
            lines = [*paper_lines(papers, citations), *_also(typed, knowledge), *source_lines(citations, full=False)]
            data = {"question": typed, "dangers": dangers, "candidates": [], "findings": [], "papers": papers}
            return Answer(data, lines, warnings=remarks)
        near = candidates(typed, knowledge)
        chosen = _confirm(typed, near, knowledge, no_input=no_input or session.format_was_told, plain=session.plain)
        if chosen == [NONE]:
            chosen, near = [], []
        if not chosen:
            lines = candidate_lines(typed, near, knowledge)
            data = {
                "question": typed,
                "dangers": dangers,
                "candidates": candidate_data(near, knowledge),
                "findings": [],
                "papers": [],
            }
            return Answer(data, lines, warnings=remarks)
    findings = [judge(knowledge.behaviours[identifier], situation, knowledge) for identifier in chosen]
    rights = {finding.id: rights_beside(finding.id, situation, knowledge) for finding in findings}
    data = {"question": " ".join(words), "dangers": (), "candidates": [], "findings": findings, "papers": []}
    data["rights"] = rights
    lines = findings_lines(findings, rights, situation, knowledge, full=session.is_full(full=full))
    return Answer(data, lines, warnings=remarks)


PRETENCES = ("strange_papers", "arrest", "sued")
"""The groups of what may have happened in which a paper is a pretence or a threat."""


def _also(typed: str, knowledge: Knowledge) -> list[Line]:
    """Behaviours that come near the words: that somebody pretends there is such a paper."""
    pretended = {name for group in knowledge.happened_groups if group.id in PRETENCES for name in group.behaviours}
    near = [name for name in candidates(typed, knowledge) if name in pretended][:3]
    titles = "、".join(f"{knowledge.behaviours[name].title}（{name}）" for name in near)
    return [Line("text", f"怀疑是假的、是吓唬人的：{titles}，用 borrower-help check 编号 看。")] if near else []


def _confirm(typed: str, near: list[str], knowledge: Knowledge, *, no_input: bool, plain: bool) -> list[str]:
    """Ask the person at the terminal which of the candidates they mean."""
    if not near or no_input or not can_ask(no_input=no_input):
        return []
    choices = [(identifier, knowledge.behaviours[identifier].title) for identifier in near]
    try:
        return listening_prompter(plain=plain).choose_many(
            f"你说的「{quoted(typed)}」，是下面哪一种？",
            "判断要落到具体的行为上，由你来选。",
            choices,
            none="都不是",
            begin="choices",
        )
    except (KeyboardInterrupt, EOFError):
        note("已停止。")
        raise Stopped from None

"""``check`` and ``rights``: may they do that, and what may I insist on?"""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import typer

from borrower_help.advice.conduct import binding_sources, judge
from borrower_help.advice.model import Finding
from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.output import can_ask, choose_format, note, prompter
from borrower_help.cli.present import present
from borrower_help.cli.situation import KindOption, LenderOption, situation_for
from borrower_help.errors import Stopped, UsageError, shown
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Right
from borrower_help.render.conduct import finding_lines
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.search import Index
from borrower_help.situation import Situation

rights_app = typer.Typer(rich_markup_mode=None, no_args_is_help=False, help="你可以坚持的事：列表、查看")

CANDIDATES = 5


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "check",
        short_help="他们能这样做吗",
        help="判断一种催收行为：写编号，或用自己的话说。用自己的话时先列出候选，由你确认。",
    )(_check)


def _check(
    words: Annotated[list[str], typer.Argument(metavar="ID或你的话", help="编号如 call_after_22，或「半夜打电话」", show_default=False)],
    lender: LenderOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="不提问，只列候选", show_default=False)] = False,
    plain: PlainOption = False,
    full: Annotated[bool, typer.Option("--full", help="列出每一条规则", show_default=False)] = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    situation, remarks = situation_for(lender, kind, knowledge, day)
    chosen = [word.strip() for word in words]
    if not all(word in knowledge.behaviours for word in chosen):
        typed = " ".join(chosen)
        near = candidates(typed, knowledge)
        chosen = _confirm(typed, near, knowledge, no_input=no_input or format_ is not None, plain=plain)
        if not chosen:
            lines = _candidate_lines(typed, near, knowledge)
            data: dict[str, Any] = {"question": typed, "candidates": _candidate_data(near, knowledge), "findings": []}
            present("check", data, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)
            return
    findings = [judge(knowledge.behaviours[identifier], situation, knowledge) for identifier in chosen]
    data = {"question": " ".join(words), "candidates": [], "findings": findings}
    lines = _finding_lines(findings, situation, knowledge, full=full or choose_format(format_, output) in ("markdown", "text"))
    for remark in remarks:
        note(remark)
    present("check", data, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


def candidates(typed: str, knowledge: Knowledge) -> list[str]:
    """Behaviours whose words come near, nearest first. They are offered, never applied."""
    index = Index((entry.id, (entry.title, entry.question, *entry.said)) for entry in knowledge.behaviours.values())
    return [hit.id for hit in index.find(typed, CANDIDATES)]


def _confirm(typed: str, near: list[str], knowledge: Knowledge, *, no_input: bool, plain: bool) -> list[str]:
    """Ask the person at the terminal which of the candidates they mean."""
    if not near or no_input or not can_ask(no_input=no_input):
        return []
    choices = [(identifier, knowledge.behaviours[identifier].title) for identifier in near]
    try:
        return prompter(plain=plain).choose_many(f"你说的「{shown(typed)}」，是下面哪一种？", "判断要落到具体的行为上，由你来选。", choices)
    except (KeyboardInterrupt, EOFError):
        note("已停止。")
        raise Stopped from None


def _candidate_lines(typed: str, near: list[str], knowledge: Knowledge) -> list[Line]:
    if not near:
        return [
            Line("title", f"没有找到和「{shown(typed)}」相近的行为。这不代表对方合规。"),
            Line("text", "换几个词再试，比如「半夜打电话」「打给家人」「说要抓我」。或运行 borrower-help advise 逐题回答。"),
        ]
    lines = [Line("title", f"「{shown(typed)}」可能是下面几种，请选一种再看结论：")]
    lines += [Line("item", knowledge.behaviours[identifier].title, label=identifier) for identifier in near]
    lines.append(Line("text", f"看结论：borrower-help check {near[0]}"))
    return lines


def _candidate_data(near: list[str], knowledge: Knowledge) -> list[dict[str, str]]:
    return [{"id": identifier, "title": knowledge.behaviours[identifier].title} for identifier in near]


def _finding_lines(findings: list[Finding], situation: Situation, knowledge: Knowledge, *, full: bool) -> list[Line]:
    citations = Citations(knowledge, most=9 if full else 3)
    lines: list[Line] = [] if len(findings) == 1 else [Line("title", f"{len(findings)} 种做法，逐个看：")]
    for finding in findings:
        lines += finding_lines(finding, knowledge, citations, full=full)
        lines += _rights_beside(finding, situation, knowledge, citations)
    if len(findings) == 1:  # the conclusion is the first line, and the title of a document
        lines[0] = dataclasses.replace(lines[0], role="title")
    if situation.case.lender is None and situation.case.kind is None:
        lines.append(Line("text", "没有说是哪家机构，按「不清楚」判断。加 --lender 或 --kind 会更准。"))
    return [*lines, *source_lines(citations, full=full), checked_line(knowledge)]


def _rights_beside(finding: Finding, situation: Situation, knowledge: Knowledge, citations: Citations) -> list[Line]:
    """The rights this behaviour concerns, one line each, on what binds this lender that day."""
    concerned = ((right, binding_sources(right.sources, situation, knowledge)) for right in knowledge.rights.values() if finding.id in right.behaviours)
    return [Line("item", f"{right.name}。{right.claim}", "你可以坚持", citations.marks(sources, right.confidence)) for right, sources in concerned if sources][
        :2
    ]


@rights_app.command("list", short_help="列出全部权利", help="你可以坚持的事，每条有依据。")
def list_rights(
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    rights = list(knowledge.rights.values())
    lines = [Line("title", f"你可以坚持的 {len(rights)} 件事")]
    lines += [Line("item", right.name, label=right.id.removeprefix("right-")) for right in rights]
    lines.append(Line("text", "看一条：borrower-help rights show 编号，或用自己的话。"))
    present("rights list", rights, lines, knowledge, day, format_, output, plain=plain)


@rights_app.command("show", short_help="查看一项权利", help="一项权利：依据、怎么主张、到哪里为止。")
def show_right(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="编号或自己的话，如 statement 或「要明细」", show_default=False)],
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    right = _found(topic, knowledge)
    citations = Citations(knowledge)
    marks = citations.marks(right.sources, right.confidence)
    lines = [
        Line("title", right.name),
        Line("text", right.text, marks=marks),
        Line("item", right.claim, label="怎么主张"),
        Line("item", right.ends, label="到哪里为止"),
    ]
    titles = "、".join(knowledge.behaviours[identifier].title for identifier in right.behaviours)
    channels = "、".join(knowledge.channels[identifier].name for identifier in right.complain)
    lines += [Line("item", titles, label="这些做法碰到它")] if titles else []
    lines += [Line("item", channels, label="不理你时找谁")] if channels else []
    lines += source_lines(citations, full=True)
    present("rights show", right, lines, knowledge, day, format_, output, plain=plain)


def _found(topic: str, knowledge: Knowledge) -> Right:
    wanted = topic.strip().replace("_", "-")
    right = knowledge.rights.get(f"right-{wanted}") or knowledge.rights.get(wanted)
    if right is not None:
        return right
    index = Index((entry.id, (entry.name, *entry.said)) for entry in knowledge.rights.values())
    near = [knowledge.rights[hit.id] for hit in index.find(topic, CANDIDATES)]
    if not near:
        raise UsageError(f"没有找到「{shown(topic)}」。用 borrower-help rights list 看全部。")
    names = "、".join(f"{entry.id.removeprefix('right-')}（{entry.name}）" for entry in near)
    raise UsageError(f"没有编号「{shown(topic)}」。是不是：{names}？")

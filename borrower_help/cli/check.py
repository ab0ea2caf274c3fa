"""``check`` and ``rights``: may they do that, and what may I insist on?"""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import typer

from borrower_help.advice.conduct import claimable, judge
from borrower_help.advice.model import Danger, Finding, RightView
from borrower_help.cli.options import AsOfOption, FormatOption, KnowledgeOption, OutputOption, PlainOption, load, today
from borrower_help.cli.output import can_ask, choose_format, note, prompter
from borrower_help.cli.present import present
from borrower_help.cli.situation import KindOption, LenderOption, situation_for
from borrower_help.danger import dangers_in
from borrower_help.errors import Stopped, UsageError, shown
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Right, Verdict
from borrower_help.prompts import NONE
from borrower_help.render.conduct import danger_lines, finding_lines, right_lines
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.search import Hit, Index
from borrower_help.situation import Situation

rights_app = typer.Typer(rich_markup_mode=None, no_args_is_help=False, help="你可以坚持的事：列表、查看")

CANDIDATES = 5
AHEAD = 2
"""How many more pairs the first candidate must share than any other to be named as the example."""


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
        dangers = dangers_in(typed, knowledge)
        near = [name for name in candidates(typed, knowledge) if not dangers or _fits(name, dangers, knowledge)]
        chosen = [] if dangers else _confirm(typed, near, knowledge, no_input=no_input or format_ is not None, plain=plain)
        if chosen == [NONE]:
            chosen, near = [], []
        if not chosen:
            lines = _danger_lines(typed, dangers, near, knowledge) if dangers else _candidate_lines(typed, near, knowledge)
            data: dict[str, Any] = {"question": typed, "dangers": dangers, "candidates": _candidate_data(near, knowledge), "findings": []}
            present("check", data, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)
            return
    findings = [judge(knowledge.behaviours[identifier], situation, knowledge) for identifier in chosen]
    data = {"question": " ".join(words), "dangers": (), "candidates": [], "findings": findings}
    lines = _finding_lines(findings, situation, knowledge, full=full or choose_format(format_, output) in ("markdown", "text"))
    present("check", data, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


def candidates(typed: str, knowledge: Knowledge) -> list[str]:
    """Behaviours whose words come near, nearest first. They are offered, never applied."""
    return [hit.id for hit in _hits(typed, knowledge)]


def _hits(typed: str, knowledge: Knowledge) -> list[Hit]:
    index = Index((entry.id, (entry.title, entry.question, *entry.said)) for entry in knowledge.behaviours.values())
    return index.find(typed, CANDIDATES)


def _how_to_choose(typed: str, near: list[str], knowledge: Knowledge) -> Line:
    """How to read the verdict of a candidate. One is named only where it is clearly nearer, and none that is allowed above one that is not."""
    shared = {hit.id: hit.shared for hit in _hits(typed, knowledge)}
    first, others = near[0], near[1:]
    ahead = all(shared[first] >= shared[other] + AHEAD for other in others)
    verdicts = {knowledge.behaviours[other].verdict for other in others}
    misleading = knowledge.behaviours[first].verdict is Verdict.ALLOWED and Verdict.PROHIBITED in verdicts
    example = f"，比如 borrower-help check {first}" if ahead and not misleading else "（编号是每行开头的英文）"
    return Line("text", f"看结论：borrower-help check 编号{example}")


def _confirm(typed: str, near: list[str], knowledge: Knowledge, *, no_input: bool, plain: bool) -> list[str]:
    """Ask the person at the terminal which of the candidates they mean."""
    if not near or no_input or not can_ask(no_input=no_input):
        return []
    choices = [(identifier, knowledge.behaviours[identifier].title) for identifier in near]
    try:
        return prompter(plain=plain).choose_many(
            f"你说的「{shown(typed)}」，是下面哪一种？", "判断要落到具体的行为上，由你来选。", choices, none="都不是", begin="choices"
        )
    except (KeyboardInterrupt, EOFError):
        note("已停止。")
        raise Stopped from None


def _danger_lines(typed: str, dangers: tuple[Danger, ...], near: list[str], knowledge: Knowledge) -> list[Line]:
    """The numbers to call before anything else; nothing is asked, and what collectors may do comes after."""
    citations = Citations(knowledge)
    lines = list(danger_lines(dangers, citations))
    if near:
        lines.append(Line("text", "先顾安全。平安了再看对方能不能这样做，可能是下面几种："))
        lines += [Line("item", knowledge.behaviours[identifier].title, label=identifier) for identifier in near]
        lines.append(_how_to_choose(typed, near, knowledge))
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]


def _fits(name: str, dangers: tuple[Danger, ...], knowledge: Knowledge) -> bool:
    """Whether a behaviour may stand below these dangers: one for the police; none beside thoughts of death alone; any where a doctor is needed."""
    found = {danger.id for danger in dangers}
    return "self_harm" not in found if found <= {"injured", "self_harm"} else bool(knowledge.behaviours[name].police)


def _candidate_lines(typed: str, near: list[str], knowledge: Knowledge) -> list[Line]:
    if not near:
        return [
            Line("title", f"没有找到和「{shown(typed)}」相近的行为。这不代表对方合规。"),
            Line("text", "这里只判断催收的做法。换几个词再试，比如「半夜打电话」「打给家人」「说要抓我」。别的问题，运行 borrower-help advise 逐题回答。"),
            Line("text", knowledge.limits.human_help.text),
        ]
    lines = [Line("title", f"「{shown(typed)}」可能是下面几种，请选一种再看结论：")]
    lines += [Line("item", knowledge.behaviours[identifier].title, label=identifier) for identifier in near]
    lines.append(_how_to_choose(typed, near, knowledge))
    lines.append(Line("text", "都不是：换几个词再试，或运行 borrower-help advise 逐题回答。"))
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
    """Two of the rights this behaviour concerns, on what binds this lender that day; none that rests on no rule there."""
    concerned = [right for right in knowledge.rights.values() if finding.id in right.behaviours]
    held = [view for view in (claimable(right, situation, knowledge) for right in concerned) if not view.caveat]
    return [Line("item", f"{view.name}。{view.claim}", "你可以坚持", citations.marks(view.sources, view.confidence)) for view in held[:2]]


@rights_app.command("list", short_help="列出全部权利", help="你可以坚持的事，每条有依据。说了机构或日期，就按它判断。")
def list_rights(
    lender: LenderOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    situation, remarks = situation_for(lender, kind, knowledge, day)
    rights = [claimable(right, situation, knowledge) for right in knowledge.rights.values()]
    lines = [Line("title", f"你可以坚持的 {len(rights)} 件事")]
    lines += [_listed(right) for right in rights]
    lines.append(Line("text", "看一条：borrower-help rights show 编号，或用自己的话。"))
    present("rights list", rights, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


def _listed(right: RightView) -> Line:
    basis = "（这里没有对应到规则，只靠合同和好的做法）" if right.caveat else ""
    return Line("item", f"{right.name}{basis}", label=right.id.removeprefix("right-"))


@rights_app.command("show", short_help="查看一项权利", help="一项权利：依据、怎么主张、到哪里为止。说了机构或日期，就按它判断。")
def show_right(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="编号或自己的话，如 statement 或「要明细」", show_default=False)],
    lender: LenderOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    plain: PlainOption = False,
    knowledge_dir: KnowledgeOption = None,
) -> None:
    day, knowledge = today(as_of), load(knowledge_dir)
    situation, remarks = situation_for(lender, kind, knowledge, day)
    right = claimable(_found(topic, knowledge), situation, knowledge)
    citations = Citations(knowledge)
    lines = [*right_lines(right, knowledge, citations, situation), *source_lines(citations, full=True)]
    present("rights show", right, lines, knowledge, day, format_, output, plain=plain, warnings=remarks)


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

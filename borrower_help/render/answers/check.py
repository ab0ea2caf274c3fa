"""How ``check`` and ``rights`` look."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

from borrower_help.advice.views.conduct import FindingView, RightView
from borrower_help.ask.meant import AHEAD, hits
from borrower_help.case.situation import Situation
from borrower_help.errors import quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.conduct import Verdict
from borrower_help.knowledge.records.papers import Paper
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.render.sections.conduct import finding_lines


def how_to_choose(typed: str, near: list[str], knowledge: Knowledge) -> Line:
    """How to read the verdict of a candidate.

    One is named only where it is clearly nearer, and none that is allowed above one that is not.
    """
    shared = {hit.id: hit.shared for hit in hits(typed, knowledge)}
    first, rivals = near[0], near[1:]
    ahead = all(shared[first] >= shared[other] + AHEAD for other in rivals)
    verdicts = {knowledge.behaviours[other].verdict for other in rivals}
    misleading = knowledge.behaviours[first].verdict is Verdict.ALLOWED and Verdict.PROHIBITED in verdicts
    example = f"，比如 borrower-help check {first}" if ahead and not misleading else "（编号是每行开头的英文）"
    return Line("text", f"看结论：borrower-help check 编号{example}")


def paper_lines(papers: Sequence[Paper], citations: Citations) -> list[Line]:
    """What a paper is, how to check it, and the commands that reckon its days: before any behaviour like it."""
    lines: list[Line] = []
    for paper in papers:
        lines.append(
            Line("title", f"{paper.name}：{paper.what}", marks=citations.marks(paper.sources, paper.confidence))
        )
        lines.append(Line("item", paper.verify, label="先核实"))
        lines += [Line("item", step, label="要做") for step in paper.do[:2]]
        lines.append(Line("item", paper.missed, label="不理会的后果"))
        lines.append(Line("text", f"算日子：borrower-help advise --paper {paper.called or paper.name}=收到的那天"))
    return lines


def every_behaviour_lines(knowledge: Knowledge) -> list[Line]:
    """What can be asked, by theme, each by the words it can be asked with."""
    lines = [Line("title", "可以问这些事能不能做。写编号，或用自己的话：borrower-help check 半夜打电话")]
    for theme in knowledge.themes:
        lines.append(Line("subheading", theme.name))
        lines += [Line("item", behaviour.title, label=behaviour.id) for behaviour in theme.behaviours]
    return lines


def candidate_lines(typed: str, near: list[str], knowledge: Knowledge) -> list[Line]:
    """What may be meant, to choose from; never a verdict."""
    if not near:
        return [
            Line("title", f"没有找到和「{quoted(typed)}」相近的行为。这不代表对方合规。"),
            Line(
                "text",
                (
                    "这里只判断催收的做法。换几个词再试，比如「半夜打电话」「打给家人」「说要抓我」。别的问题，运行"
                    " borrower-help advise 逐题回答。"
                ),
            ),
            Line("text", knowledge.limits.human_help.text),
        ]
    lines = [Line("title", f"「{quoted(typed)}」可能是下面几种，请选一种再看结论：")]
    lines += [Line("item", knowledge.behaviours[identifier].title, label=identifier) for identifier in near]
    lines.append(how_to_choose(typed, near, knowledge))
    lines.append(Line("text", "都不是：换几个词再试，或运行 borrower-help advise 逐题回答。"))
    return lines


def candidate_data(near: list[str], knowledge: Knowledge) -> list[dict[str, str]]:
    """The same for programs."""
    return [{"id": identifier, "title": knowledge.behaviours[identifier].title} for identifier in near]


def findings_lines(
    findings: list[FindingView],
    rights: Mapping[str, Iterable[RightView]],
    situation: Situation,
    knowledge: Knowledge,
    *,
    full: bool,
) -> list[Line]:
    """What is judged, one after another, with the ``rights`` beside it, by behaviour."""
    citations = Citations(knowledge, most=9 if full else 3)
    lines: list[Line] = [] if len(findings) == 1 else [Line("title", f"{len(findings)} 种做法，逐个看：")]
    for finding in findings:
        lines += finding_lines(finding, citations, full=full)
        lines += _rights(rights[finding.id], citations)
    if len(findings) == 1:  # the conclusion is the first line, and the title of a document
        lines[0] = dataclasses.replace(lines[0], role="title")
    if situation.case.lender is None and situation.case.kind is None:
        lines.append(Line("text", "没有说是哪家机构，按「不清楚」判断。加 --lender 或 --kind 会更准。"))
    return [*lines, *source_lines(citations, full=full), checked_line(knowledge)]


def _rights(rights: Iterable[RightView], citations: Citations) -> Iterator[Line]:
    for view in rights:
        marks = citations.marks(view.sources, view.confidence)
        yield Line("item", f"{view.name}。{view.claim}", "你可以坚持", marks)


def right_line(right: RightView) -> Line:
    """One right of the list."""
    """What is judged, one after another, with the rights beside it."""
    """The same for programs."""
    """What may be meant, to choose from; never a verdict."""
    basis = "（这里没查到管这件事的规则，只靠合同和好的做法）" if right.caveat else ""
    return Line("item", f"{right.name}{basis}", label=right.id.removeprefix("right-"))

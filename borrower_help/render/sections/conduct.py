"""May they do that?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from borrower_help.advice.caveat import warns
from borrower_help.advice.rights import LIMIT
from borrower_help.advice.rules import counts, later
from borrower_help.advice.views.conduct import FindingView, Outcome, RightView, RuleView
from borrower_help.case.situation import OPEN_KINDS, Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.records.conduct import Verdict
from borrower_help.knowledge.words import KINDS, NO_RULE, SECTIONS, SHORT_NATURES, VERDICTS
from borrower_help.render.lines import Citations, Line
from borrower_help.render.sections.page import Page
from borrower_help.values.named import SaidId


def finding_lines(finding: FindingView, citations: Citations, *, full: bool) -> Iterator[Line]:
    """All that is said of one behaviour; ``full`` adds every rule and number."""
    happened = f"（{finding.on}）" if finding.on else ""
    yield Line("subheading", f"{finding.title}{happened}：{finding.label}")
    if finding.police and finding.urgent:
        yield Line("item", finding.police, label="报警")
    if finding.caveat:
        yield Line("item", finding.caveat, label="先说明")
    yield Line("item", finding.text, because=finding.because)
    if finding.hinges:
        yield Line("detail", finding.hinges, label="要看")
    if finding.find_out:
        yield Line("detail", finding.find_out, label="怎么弄清")
    if finding.proof:
        yield Line("detail", finding.proof, label="你的记录")
    if not full:
        yield from _rules_in_short(finding, citations)
    coming = [rule for rule in later(finding.rules) if not (finding.caveat and rule.role == "basis")]
    yield from _later_lines(coming, finding.later, citations)
    names = "、".join(entry.name for entry in finding.evidence)
    if names:
        yield Line("detail", names, label="留证据")
    if finding.say:
        yield Line("quote", finding.say, label="可以说")
    if finding.police and not finding.urgent:
        yield Line("detail", finding.police, label="报警")
    if finding.complain_names:
        yield Line("detail", "、".join(finding.complain_names), label="找谁")
    if full:
        yield from _every_rule(finding, citations)


def right_lines(right: RightView, citations: Citations, situation: Situation) -> Iterator[Line]:
    """A right: what it is, on which rules it rests here, how to claim it and where it ends."""
    yield Line("title", right.name)
    if right.caveat:
        yield Line("item", right.caveat, label="先说明")
    yield Line("text", right.text, marks=citations.marks(right.sources, right.confidence))
    supporting = [rule for rule in right.rules if rule.role != LIMIT]
    limiting = [rule.source for rule in right.rules if rule.role == LIMIT and counts(rule)]
    counting = "；".join(f"{citations.name(rule.source)}（{rule.force_name}）" for rule in supporting if counts(rule))
    if counting and situation.kind not in OPEN_KINDS:
        yield Line("detail", counting, label=f"对{KINDS[situation.kind]}算数的")
    yield from _later_lines(later(supporting), right.later, citations)
    yield Line("item", right.claim, label="怎么主张")
    yield Line("item", right.ends, label="到哪里为止", marks=citations.marks(limiting))
    if right.behaviour_titles:
        yield Line("item", "、".join(right.behaviour_titles), label="这些做法碰到它")
    if right.complain_names:
        yield Line("item", "、".join(right.complain_names), label="不理你时找谁")


def _rules_in_short(finding: FindingView, citations: Citations) -> Iterator[Line]:
    """The strongest three rules by name and force, so that the force can be told at the door; and the law of an earlier
    day.
    """
    if finding.outcome is not Outcome.NO_RULE:
        rules = {rule.source: rule for rule in finding.rules}
        visible = [
            *finding.sources[:3],
            *(
                source
                for source, rule in rules.items()
                if counts(rule) and rule.effective_to and source not in finding.sources[:3]
            ),
        ]
        named = (f"{citations.name(source)}（{_force(rules[source], finding.hinges)}）" for source in visible)
        marks = "".join(citations.marks(part, finding.confidence) for part in (visible[:3], visible[3:]))
        yield Line("detail", "；".join(named), label="依据", marks=marks)


def _later_lines(rules: Sequence[RuleView], text: str, citations: Citations) -> Iterator[Line]:
    """The rules which were not yet in force, where there are any, and what is said of them."""
    if text:
        names = "；".join(citations.name(rule.source) for rule in rules)
        yield Line("detail", f"{names}，{text}", label="日期")


def _reach(rule: RuleView, by: str, knowledge: Knowledge) -> str:
    if warns(rule):
        return "只是提示，不是规则"
    if by in ("stranger", "borrower"):
        return "管做这件事的人"
    if rule.depends:
        return knowledge.say(SaidId.BOUND_BY_CONTRACT)
    return "约束这家机构" if rule.binds else "不约束这类机构"


def _time(rule: RuleView) -> str:
    if rule.in_force:
        return ""
    return "，那一天还没有施行" if rule.effective_to is None else "，那一天不在有效期内"


def _force(rule: RuleView, said: str) -> str:
    """The force, with the condition unless that was said already."""
    return f"{rule.force_name}，{rule.condition}" if rule.condition and rule.condition not in said else rule.force_name


def _every_rule(finding: FindingView, citations: Citations) -> Iterator[Line]:
    for threshold in finding.thresholds:
        yield Line("detail", threshold.text, label="数字", marks=citations.marks((threshold.source,)))
    for rule in finding.rules:
        condition = f"；条件：{rule.condition}" if rule.condition else ""
        reach = _reach(rule, finding.by, citations.knowledge)
        text = f"{citations.name(rule.source)}（{rule.force_name}）：{reach}{_time(rule)}{condition}"
        yield Line("detail", text, label="依据", marks=citations.marks((rule.source,)))
    if finding.confidence_note:
        yield Line("detail", finding.confidence_note, label="可信度")


def conduct_lines(page: Page) -> Iterator[Line]:
    """What happened, judged; else the commonest questions at a _glance."""
    conduct = page.advice.conduct
    yield Line("heading", f"二、{SECTIONS[Section.CONDUCT]}")
    for finding in conduct.findings:
        yield from _finding_part_lines(page, finding)
    for finding in page.few(conduct.common, 5):
        yield glance(page, finding)
    if conduct.findings and page.full:
        yield Line("subheading", "证据怎么留")
        for entry in conduct.evidence:
            yield page.line(entry)
    yield from page.warnings("conduct", 0)


def glance(page: Page, finding: FindingView) -> Line:
    """A behaviour and its verdict on one line."""
    if finding.outcome is Outcome.NO_RULE:
        return Line("item", NO_RULE, label=finding.title)
    verdict = Verdict.DEPENDS if finding.outcome is Outcome.DEPENDS else finding.verdict
    nature = f"，{SHORT_NATURES[finding.nature]}" if finding.nature else ""
    return page.line(finding, text=f"{VERDICTS[verdict]}{nature}", label=finding.title)


def _finding_part_lines(page: Page, finding: FindingView) -> Iterator[Line]:
    yield from finding_lines(finding, page.citations, full=page.full)

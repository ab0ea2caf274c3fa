"""May they do that?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borrower_help.advice.caveat import warns
from borrower_help.advice.model import FindingView, Outcome, RightView, RuleView
from borrower_help.advice.rights import LIMIT
from borrower_help.advice.rules import counts
from borrower_help.case.situation import OPEN_KINDS, Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.records.conduct import Verdict
from borrower_help.knowledge.words import KINDS, NO_RULE, SECTIONS, SHORT_NATURES, VERDICTS
from borrower_help.render.lines import Citations, Line
from borrower_help.render.sections.page import Page
from borrower_help.values.named import SaidId


def finding_lines(finding: FindingView, knowledge: Knowledge, citations: Citations, *, full: bool) -> Iterator[Line]:
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
    yield from later_line(
        [rule for rule in later_rules(finding) if not (finding.caveat and rule.role == "basis")],
        citations,
        spoken_of=finding.speaks_of_later,
    )
    names = "、".join(entry.text.partition("：")[0] for entry in finding.evidence)
    if names:
        yield Line("detail", names, label="留证据")
    if finding.say:
        yield Line("quote", finding.say, label="可以说")
    if finding.police and not finding.urgent:
        yield Line("detail", finding.police, label="报警")
    channels = "、".join(knowledge.channels[name].name for name in finding.complain)
    if channels:
        yield Line("detail", channels, label="找谁")
    if full:
        yield from _every_rule(finding, citations)


def right_lines(right: RightView, knowledge: Knowledge, citations: Citations, situation: Situation) -> Iterator[Line]:
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
    if not right.caveat:
        yield from later_line(_later(supporting), citations)
    yield Line("item", right.claim, label="怎么主张")
    yield Line("item", right.ends, label="到哪里为止", marks=citations.marks(limiting))
    titles = "、".join(knowledge.behaviours[identifier].title for identifier in right.behaviours)
    channels = "、".join(knowledge.channels[identifier].name for identifier in right.complain)
    if titles:
        yield Line("item", titles, label="这些做法碰到它")
    if channels:
        yield Line("item", channels, label="不理你时找谁")


def _rules_in_short(finding: FindingView, citations: Citations) -> Iterator[Line]:
    """The strongest three rules by name and force, so that the force can be told at the door; and the law of an earlier
    day.
    """
    if finding.outcome is not Outcome.NO_RULE:
        rules = {rule.source: rule for rule in finding.rules}
        shown = [
            *finding.sources[:3],
            *(
                source
                for source, rule in rules.items()
                if counts(rule) and rule.effective_to and source not in finding.sources[:3]
            ),
        ]
        named = (f"{citations.name(source)}（{_force(rules[source], finding.hinges)}）" for source in shown)
        marks = "".join(citations.marks(part, finding.confidence) for part in (shown[:3], shown[3:]))
        yield Line("detail", "；".join(named), label="依据", marks=marks)


def later_rules(finding: FindingView) -> list[RuleView]:
    """The rules that bind this lender today and were not yet in force on the day judged; the answer may name them."""
    return _later(finding.rules)


def _later(rules: Iterable[RuleView]) -> list[RuleView]:
    return [rule for rule in rules if rule.binds and not rule.in_force and rule.effective_to is None]


def later_line(later: list[RuleView], citations: Citations, *, spoken_of: bool = True) -> Iterator[Line]:
    """A line that names the rules which were not yet in force, where there are any; ``spoken_of`` where the answer may
    mean them.
    """
    if later:
        names = "；".join(citations.name(rule.source) for rule in later)
        more = "上面的话里说到它的，那一天不算数。" if spoken_of else ""
        yield Line("detail", f"{names}，那一天还没有施行，没有用来判断。{more}", label="日期")


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
    yield from finding_lines(finding, page.knowledge, page.citations, full=page.full)

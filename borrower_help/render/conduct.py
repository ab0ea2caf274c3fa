"""A judged behaviour as lines: the verdict, the answer, what it rests on, what to keep, say and do."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.model import Finding, RuleView
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line


def finding_lines(finding: Finding, knowledge: Knowledge, citations: Citations, *, full: bool) -> Iterator[Line]:
    """All that is said of one behaviour; ``full`` adds every rule and number."""
    happened = f"（{finding.on}）" if finding.on else ""
    yield Line("subheading", f"{finding.title}{happened}：{finding.label}")
    yield Line("item", finding.text, because=finding.because)
    if finding.proof:
        yield Line("detail", finding.proof, label="你的记录")
    if not full:
        yield from _rules_in_short(finding, citations)
    if later := later_rules(finding):
        names = "；".join(citations.name(rule.source) for rule in later)
        yield Line("detail", f"{names}，那一天还没有施行，没有用来判断。上面的话里说到它的，那一天不算数。", label="日期")
    names = "、".join(entry.text.partition("：")[0] for entry in finding.evidence)
    if names:
        yield Line("detail", names, label="留证据")
    if finding.say:
        yield Line("quote", finding.say, label="可以说")
    if finding.police:
        yield Line("detail", finding.police, label="报警")
    channels = "、".join(knowledge.channels[name].name for name in finding.complain)
    if channels:
        yield Line("detail", channels, label="找谁")
    if full:
        yield from _every_rule(finding, citations)


def _rules_in_short(finding: Finding, citations: Citations) -> Iterator[Line]:
    """The strongest three rules by name and force, so that the force can be told at the door."""
    if finding.outcome != "no_rule":
        rules = {rule.source: rule for rule in finding.rules}
        named = (f"{citations.name(source)}（{_force(rules[source])}）" for source in finding.sources[:3])
        marks = citations.marks(finding.sources, finding.confidence)
        yield Line("detail", "；".join(named), label="依据", marks=marks)
    if finding.weakened:
        yield Line("detail", "上面说的规定，有的不约束这类机构或那天还没施行，所以结论比通常的弱。", label="注意")


def later_rules(finding: Finding) -> list[RuleView]:
    """The rules that bind this lender today and were not yet in force on the day judged; the answer may name them."""
    return [rule for rule in finding.rules if rule.binds and not rule.in_force and rule.effective_to is None]


def _reach(rule: RuleView) -> str:
    if rule.depends:
        return "约束不约束，要看合同里的贷款人是哪类机构"
    return "约束这家机构" if rule.binds else "不约束这类机构"


def _time(rule: RuleView) -> str:
    if rule.in_force:
        return ""
    return "，那一天还没有施行" if rule.effective_to is None else "，那一天不在有效期内"


def _force(rule: RuleView) -> str:
    return f"{rule.force}，{rule.condition}" if rule.condition else rule.force


def _every_rule(finding: Finding, citations: Citations) -> Iterator[Line]:
    for threshold in finding.thresholds:
        yield Line("detail", threshold.text, label="数字", marks=citations.marks((threshold.source,)))
    for rule in finding.rules:
        condition = f"；条件：{rule.condition}" if rule.condition else ""
        text = f"{citations.name(rule.source)}（{rule.force}）：{_reach(rule)}{_time(rule)}{condition}"
        yield Line("detail", text, label="依据", marks=citations.marks((rule.source,)))
    if finding.confidence_note:
        yield Line("detail", finding.confidence_note, label="可信度")

"""How ``log check`` looks: findings, a picture of the weeks, what would make the evidence stronger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from borrower_help.advice.log import Analysis, LogFinding
from borrower_help.advice.rules import later
from borrower_help.advice.views.conduct import Outcome, RuleView
from borrower_help.journal.tally import SHOWN_ROWS, rows_in_words
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.values.dates import WEEKDAYS
from borrower_help.values.named import BehaviourId, ThresholdId

SHOWN_DAYS = 28


SHOWN_PROOFS = 5


HOURS = "哪天几点联系的（竖线之间是白天 8 点到 22 点；数字是次数，9 表示 9 次以上）"
"""The heading above the picture of the hours."""


def log_lines(analysis: Analysis, knowledge: Knowledge, *, full: bool) -> list[Line]:
    """The whole answer of ``log check``."""
    citations = Citations(knowledge, most=9 if full else 2)
    lines = [*_opening(analysis)]
    for found in analysis.findings:
        lines += _finding(found, whose(found, analysis, knowledge), citations, full=full)
    lines += _picture(analysis, full=full)
    if analysis.stronger:
        lines.append(Line("heading", "怎样让证据更有力"))
        lines += [Line("item", text) for text in analysis.stronger]
    return [*lines, *source_lines(citations, full=full), checked_line(knowledge)]


def _opening(analysis: Analysis) -> Iterator[Line]:
    if not analysis.counted:
        yield Line("title", "联系记录里没有可以计算的行。用 log add 记一条，或用 log import 导入详单。")
        if analysis.left_out or analysis.struck:
            yield _not_counted(analysis)
        return
    yield Line(
        "title", f"{analysis.first_day} 到 {analysis.last_day} 的 {analysis.counted} 次联系里，{_verdict(analysis)}。"
    )
    if analysis.untagged:
        numbers = "、".join(analysis.untagged_numbers)
        hint = f"先标号码：borrower-help log tag 号码（不是催收的加 --not）。来得最多的是：{numbers}。"
        yield Line("text", hint if numbers else _NO_NUMBERS)
    if analysis.left_out or analysis.struck:
        yield _not_counted(analysis)
    if analysis.merged:
        yield Line(
            "text",
            (
                f"有 {analysis.merged} 行和别的来源里的同一次联系只差几秒，算作同一次，没有重复数（"
                f"{rows_in_words(analysis.merged_rows)}）。"
            ),
        )


_NO_NUMBERS = (
    "这些来电没有号码：全是催收的话，用 borrower-help log tag 隐藏 标出来；一行行标，用 log edit 行号 --collector。"
)


def _verdict(analysis: Analysis) -> str:
    broken = len({found.id for found in analysis.findings if found.settled})
    open_ones = len(
        {found.id for found in analysis.findings if not found.settled and found.finding.outcome is not Outcome.NO_RULE}
    )
    untagged = f"{analysis.untagged} 次不知道是不是催收" if analysis.untagged else ""
    if broken:
        conditional = (
            "（有的有前提，见下）" if any(found.settled and found.condition for found in analysis.findings) else ""
        )
        return f"有 {broken} 类行为超出了规则{conditional}" + (f"；另有{untagged}，没有算进去" if untagged else "")
    if untagged:
        return f"{untagged}，还不能下结论"
    if open_ones:
        return f"还没有能下结论的，有 {open_ones} 类要先弄清；这不代表对方合规"
    return "没有数出超出规则的行为，这不代表对方合规"


def _not_counted(analysis: Analysis) -> Line:
    return Line(
        "text", f"另有 {analysis.left_out} 行不计（你打出的、没标成催收的、别家的），{analysis.struck} 行已划掉。"
    )


_UNSETTLED = "还不能下结论，先弄清下面的问题"


def whose(found: LogFinding, analysis: Analysis, knowledge: Knowledge) -> str:
    """The lender of a finding before its title, where none was asked for."""
    if analysis.asked or not analysis.lenders:
        return ""
    known = knowledge.lenders.get(found.lender)
    return f"{known.name if known else found.lender or '没写是哪家'}："


def found_name(found: LogFinding, whose: str) -> str:
    """What was found of whom, without how it is judged."""
    notice = "（只作通知的语音）" if found.counter == ThresholdId.NOTICE else ""
    return f"{whose}{found.finding.title}{notice}"


def _title(found: LogFinding, whose: str) -> str:
    """What was found of whom, and how it is judged; where the log settles nothing, no word of permission or guilt."""
    if found.id == BehaviourId.EC_LOST:
        return f"{whose}联系了别人，你当时能不能联系上还不清楚：要看情况"
    label = (
        found.finding.label
        if found.certain or found.finding.outcome in (Outcome.NO_RULE, Outcome.DEPENDS)
        else _UNSETTLED
    )
    return f"{found_name(found, whose)}：{label}"


def _limit(found: LogFinding) -> str:
    if not found.threshold or found.finding.outcome is Outcome.NO_RULE:
        return ""
    unit = "天" if found.id == BehaviourId.LETTER_UNDER_7D else "次"
    return f"界限是 {found.threshold} {unit}{_HOW_COUNTED.get(found.counter, '')}。"


_HOW_COUNTED: dict[str, str] = {
    ThresholdId.INTERACTIVE: "，只数 6 秒以上的，20 秒以上才下结论（20 秒是本工具取的线）",
    ThresholdId.NOTICE: "，接通就数",
}


def _finding(found: LogFinding, of: str, citations: Citations, *, full: bool) -> Iterator[Line]:
    finding = found.finding
    yield Line("heading", _title(found, of))
    ruled = finding.outcome is not Outcome.NO_RULE
    marks = citations.marks([rule.source for rule in _telling(found)], finding.confidence) if ruled else ""
    yield Line("text", f"{_limit(found)}共 {found.days} 天有这种情况。", marks=marks)
    proofs = found.proofs if full else found.proofs[-SHOWN_PROOFS:]
    for proof in proofs:
        yield Line(
            "item", f"{proof.text}（{rows_in_words(proof.rows, None if full else SHOWN_ROWS)}）", label=str(proof.day)
        )
    if hidden := found.days - len({proof.day for proof in proofs}):
        yield Line("detail", f"还有 {hidden} 天，用 --full 看全部。")
    if found.certain and found.condition:  # the condition answers the question
        yield Line("detail", found.condition, label="前提")
    elif found.open_question:
        yield Line("detail", found.open_question, label="要先弄清")
    if ruled:
        names = "；".join(f"{citations.name(rule.source)}（{rule.force_name}）" for rule in _telling(found))
        yield Line("detail", names, label="依据")
    if coming := [rule for rule in later(finding.rules) if not found.counter or rule.source == found.rule]:
        names = "；".join(citations.name(rule.source) for rule in coming)
        yield Line("detail", f"{names}，那几天还没有施行，没有用来判断。", label="日期")
    if finding.complain_names and found.certain:
        yield Line("detail", "、".join(finding.complain_names), label="找谁")


def _telling(found: LogFinding) -> list[RuleView]:
    """The rule of the limit that was counted, and what defines its words; where nothing was counted the strongest
    three.
    """
    rules = {rule.source: rule for rule in found.finding.rules}
    limits = {limit.id: limit.source for limit in found.finding.thresholds}
    own = dict.fromkeys((found.rule, limits.get(_DEFINED_BY.get(found.counter, ""), ""))) if found.counter else {}
    telling = [source for source in own if source in found.finding.sources] or found.finding.sources[:3]
    return [rules[source] for source in telling]


_DEFINED_BY: dict[str, str] = {ThresholdId.INTERACTIVE: ThresholdId.SIX_SECONDS}
"""The threshold of the catalogue that says what another one counts."""


def _picture(analysis: Analysis, *, full: bool) -> Iterator[Line]:
    """Contacts by day and hour: one row a day, one column an hour, a digit for how many."""
    if not analysis.hours:
        return
    days = list(analysis.hours)
    visible = days if full else days[-SHOWN_DAYS:]
    yield Line("heading", HOURS)
    yield Line("pre", "         " + _columns(f"{hour // 10}" if hour % 4 == 0 else " " for hour in range(24)))
    yield Line("pre", "         " + _columns(f"{hour % 10}" if hour % 4 == 0 else " " for hour in range(24)))
    year = ""
    for day in visible:
        if day[:4] != year:
            year = day[:4]
            yield Line("pre", f"{year} 年")
        counts = analysis.hours[day]
        weekday = WEEKDAYS[dt.date.fromisoformat(day).weekday()]
        cells = _columns(str(min(counts[f"{hour:02}"], 9)) if f"{hour:02}" in counts else "." for hour in range(24))
        yield Line("pre", f"{day[5:]} {weekday} {cells}")
    if left := _left_out(days, visible):
        yield Line("text", left)


def _left_out(days: Sequence[str], visible: Sequence[str]) -> str:
    """What the picture does not show: earlier days, and those between on which nothing was recorded."""
    first, last = dt.date.fromisoformat(visible[0]), dt.date.fromisoformat(visible[-1])
    empty, earlier = (last - first).days + 1 - len(visible), len(days) - len(visible)
    parts = [f"中间有 {empty} 天没有记录，没有画"] if empty else []
    parts += [f"更早还有 {earlier} 天有记录，用 --full 看全部"] if earlier else []
    return f"{'；'.join(parts)}。" if parts else ""


def _columns(cells: Iterable[str]) -> str:
    """24 cells with bars at 8 and 22 o'clock."""
    texts = list(cells)
    return "".join(texts[:8]) + "|" + "".join(texts[8:22]) + "|" + "".join(texts[22:])

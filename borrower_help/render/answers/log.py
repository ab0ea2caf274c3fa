"""The log as lines: its rows, what an import did, and what it proves - findings, a picture of the weeks, what would
help.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from borrower_help.advice.log import Analysis, LogFinding
from borrower_help.advice.rules import later
from borrower_help.advice.views.conduct import Outcome, RuleView
from borrower_help.errors import MOST
from borrower_help.journal.export import COLUMNS, cells
from borrower_help.journal.model import Row
from borrower_help.journal.tally import SHOWN_ROWS, rows_in_words
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.formats.markdown import escape
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.values.dates import WEEKDAYS
from borrower_help.values.named import BehaviourId, ThresholdId
from borrower_help.values.safe_text import one_line

SHOWN_DAYS = 28

SHOWN_PROOFS = 5

HOURS = "哪天几点联系的（竖线之间是白天 8 点到 22 点；数字是次数，9 表示 9 次以上）"
"""The heading above the picture of the hours."""


def row_lines(rows: Sequence[Row], path: Path) -> list[Line]:
    """The answer of ``log list``: every row in words, struck-out ones too."""
    name = one_line(str(path))
    title = f"{name}：{len(rows)} 行" if rows else f"{name} 里还没有记录。"
    return [
        Line("title", title),
        *(Line("number", row_in_words(row), label=f"{row.row}.", foreign=True) for row in rows),
    ]


def row_in_words(row: Row, *, timed: bool = True) -> str:
    """A row in words; without its time where that stands beside it."""
    named = dict(zip(COLUMNS, cells(row), strict=True))
    columns = ("时间",) * timed + ("方式", "联系了谁", "对方号码", "接通")
    parts = [named[name] for name in columns if named[name]]
    parts += [f"{named['时长（秒）']} 秒"] if named["时长（秒）"] not in ("", "0") else []
    parts += [f"打到 {named['被叫号码']}"] if named["被叫号码"] else []
    parts += [f"{name}：{named[name]}" for name in ("自称", "说了什么", "证据在哪里", "机构") if named[name]]
    parts += ["当时明确拒绝过"] if named["明确拒绝"] else []
    parts += [{"是": "标为催收", "不是": "标为不是催收"}[named["是不是催收"]]] if named["是不是催收"] else []
    state = f"{named['状态']}：{named['理由']}" if named["理由"] else named["状态"]
    return "，".join(parts) + (f"（{state}）" if state else "")


def to_markdown_table(rows: Sequence[Row]) -> str:
    """The log as a table of evidence, struck-out rows struck through."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    for row in rows:
        texts = [" ".join(escape(cell, foreign=True).split()) for cell in cells(row)]
        lines.append("| " + " | ".join(f"~~{text}~~" if row.struck and text else text for text in texts) + " |")
    return "\n".join(lines) + "\n"


def import_lines(data: dict[str, Any], path: Path) -> list[Line]:
    """The answer of ``log import``: how many rows came in, and which could not be read."""
    there = data["added"] or data["already_there"]
    heading = (
        f"读到 {data['read']} 行，新记下 {data['added']} 行，存在 {one_line(str(path))}。"
        if there
        else "一行也没有记下，原因见下面。"
    )
    lines = [Line("title", heading), Line("item", _balance(data))]
    if data["copies"]:
        lines.append(
            Line(
                "item", f"{data['copies']} 行是同一份备份里的重复（同一号码、同一时刻，或通话时间重叠），每次只记一次。"
            )
        )
    if data["already_there"]:
        lines.append(Line("item", f"{data['already_there']} 行已经记过，没有重复记。"))
    if data["direction_filled_in"]:
        lines.append(Line("item", f"其中 {data['direction_filled_in']} 行原来不知道是谁打的，现在写明了。"))
    if data["lender_filled_in"]:
        lines.append(Line("item", f"其中 {data['lender_filled_in']} 行原来没写是哪家，现在写上了。"))
    if data["not_picked"]:
        lines.append(Line("item", f"{data['not_picked']} 行不是你选的号码，没有记。"))
    if data["numbers_not_found"]:
        lines.append(Line("item", f"文件里没有这些号码：{'、'.join(data['numbers_not_found'])}。请检查号码。"))
    lines += [Line("item", remark) for remark in data["remarks"]]
    if data["rejected"]:
        lines.append(Line("subheading", f"有 {len(data['rejected'])} 行没有记："))
        rejects = data["rejected"][:MOST]
        lines += [Line("item", rejected["reason"], label=_place(rejected), foreign=True) for rejected in rejects]
        if (more := len(data["rejected"]) - MOST) > 0:
            lines.append(Line("item", f"还有 {more} 行没有记，没有列出。用 --format json 看全部。"))
    if not there:
        return lines if data["rows"] else [Line("title", "一行也没有记下：文件里没有联系记录。")]
    lines.append(
        Line("text", "下一步：borrower-help log tag 号码 标出催收的号码，再用 borrower-help log check 看结果。")
    )
    return lines


def _balance(data: dict[str, Any]) -> str:
    """Every row of the file by what became of it: together they are all of them."""
    became = {
        "新记下": data["added"],
        "已经记过": data["already_there"],
        "重复": data["copies"],
        "不是你选的号码": data["not_picked"],
        "不是联系": data["left_out"],
        "读不懂": len(data["rejected"]),
    }
    return (
        f"文件里一共 {data['rows']} 行："
        + "，".join(f"{what} {count} 行" for what, count in became.items() if count or what == "新记下")
        + "。"
    )


def _place(rejected: dict[str, Any]) -> str:
    sheet = f"工作表「{rejected['sheet']}」" if rejected["sheet"] else ""
    return f"{sheet}第 {rejected['row']} 行"


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

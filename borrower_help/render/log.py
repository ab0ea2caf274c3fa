"""The log as lines: its rows, what an import did, and what it proves - findings, a picture of the weeks, what would help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from borrower_help.advice.model import RuleView
from borrower_help.dates import WEEKDAYS
from borrower_help.journal.analysis import Analysis, LogFinding
from borrower_help.journal.export import COLUMNS, cells
from borrower_help.journal.model import Row
from borrower_help.journal.tables import Rejection
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.conduct import later_rules
from borrower_help.render.lines import Citations, Line, checked_line, source_lines

SHOWN_DAYS = 28
SHOWN_PROOFS = 5


def row_lines(rows: Sequence[Row], path: Path) -> list[Line]:
    """The answer of ``log list``: every row in words, struck-out ones too."""
    title = f"{path}：{len(rows)} 行" if rows else f"{path} 里还没有记录。"
    return [Line("title", title), *(Line("number", _in_words(row), label=f"{row.row}.") for row in rows)]


def _in_words(row: Row) -> str:
    named = dict(zip(COLUMNS, cells(row), strict=True))
    parts = [named[name] for name in ("时间", "方式", "联系了谁", "对方号码", "接通") if named[name]]
    parts += [f"{named['时长（秒）']} 秒"] if named["时长（秒）"] not in ("", "0") else []
    parts += [f"{name}：{named[name]}" for name in ("自称", "说了什么", "证据在哪里", "机构") if named[name]]
    return "，".join(parts) + (f"（{named['状态']}）" if named["状态"] else "")


def import_lines(data: dict[str, Any], rejections: Sequence[Rejection], path: Path) -> list[Line]:
    """The answer of ``log import``: how many rows came in, and which could not be read."""
    lines = [Line("title", f"读到 {data['read']} 行，新记下 {data['added']} 行，存在 {path}。")]
    if data["already_there"]:
        lines.append(Line("item", f"{data['already_there']} 行已经记过，没有重复记。"))
    if data["not_picked"]:
        lines.append(Line("item", f"{data['not_picked']} 行不是你选的号码，没有记。"))
    if rejections:
        lines.append(Line("subheading", f"有 {len(rejections)} 行读不懂，没有记："))
        lines += [Line("item", rejection.reason, label=f"第 {rejection.row} 行") for rejection in rejections]
    lines.append(Line("text", "下一步：borrower-help log tag 号码 标出催收的号码，再用 borrower-help log check 看结果。"))
    return lines


def log_lines(analysis: Analysis, knowledge: Knowledge, *, full: bool) -> list[Line]:
    """The whole answer of ``log check``."""
    citations = Citations(knowledge, most=9 if full else 2)
    lines = [*_opening(analysis)]
    for found in analysis.findings:
        lines += _finding(found, knowledge, citations, full=full)
    lines += _picture(analysis, full=full)
    if analysis.stronger:
        lines.append(Line("heading", "怎样让证据更有力"))
        lines += [Line("item", text) for text in analysis.stronger]
    if any(found.finding.outcome != "no_rule" for found in analysis.findings):
        lines += source_lines(citations, full=full)
    return [*lines, checked_line(knowledge)]


def _opening(analysis: Analysis) -> Iterator[Line]:
    if not analysis.counted:
        yield Line("title", "联系记录里没有可以计算的行。用 log add 记一条，或用 log import 导入详单。")
        return
    broken = len({found.id for found in analysis.findings if found.finding.outcome in ("broken", "limited") and found.certain})
    verdict = f"有 {broken} 类行为超出了规则" if broken else "没有数出超出规则的行为，这不代表对方合规"
    yield Line("title", f"{analysis.first_day} 到 {analysis.last_day} 的 {analysis.counted} 次联系里，{verdict}。")
    if analysis.left_out or analysis.struck:
        yield Line("text", f"另有 {analysis.left_out} 行不计（你打出的、不是催收的、别家的），{analysis.struck} 行已划掉。")


def _finding(found: LogFinding, knowledge: Knowledge, citations: Citations, *, full: bool) -> Iterator[Line]:
    finding = found.finding
    yield Line("heading", f"{finding.title}：{finding.label}")
    unit = "天" if found.id == "letter_under_7d" else "次"
    ruled = finding.outcome != "no_rule"
    limit = f"界限是 {found.threshold} {unit}，" if found.threshold and ruled else ""
    marks = citations.marks(finding.sources, finding.confidence) if ruled else ""
    yield Line("text", f"{limit}共 {found.days} 天有这种情况。", marks=marks)
    proofs = found.proofs if full else found.proofs[-SHOWN_PROOFS:]
    for proof in proofs:
        yield Line("item", f"{proof.text}（第 {'、'.join(map(str, proof.rows))} 行）", label=str(proof.day))
    if len(proofs) < found.days:
        yield Line("detail", f"还有 {found.days - len(proofs)} 天，用 --full 看全部。")
    if found.open_question:
        yield Line("detail", found.open_question, label="要先弄清")
    if ruled:
        names = "；".join(f"{citations.name(rule.source)}（{rule.force}）" for rule in _telling(found))
        yield Line("detail", names, label="依据")
    if later := later_rules(finding):
        names = "；".join(citations.name(rule.source) for rule in later)
        yield Line("detail", f"{names}，那几天还没有施行，没有用来判断。", label="日期")
    channels = "、".join(knowledge.channels[name].name for name in finding.complain)
    if channels:
        yield Line("detail", channels, label="找谁")


def _telling(found: LogFinding) -> list[RuleView]:
    rules = {rule.source: rule for rule in found.finding.rules}
    return [rules[source] for source in found.finding.sources[:3]]


def _picture(analysis: Analysis, *, full: bool) -> Iterator[Line]:
    """Contacts by day and hour: one row a day, one column an hour, a digit for how many."""
    if not analysis.hours:
        return
    days = list(analysis.hours)
    shown = days if full else days[-SHOWN_DAYS:]
    yield Line("heading", "哪天几点联系的（竖线之间是白天 8 点到 22 点；数字是次数，9 表示 9 次以上）")
    yield Line("pre", "         " + _columns(f"{hour // 10}" if hour % 4 == 0 else " " for hour in range(24)))
    yield Line("pre", "         " + _columns(f"{hour % 10}" if hour % 4 == 0 else " " for hour in range(24)))
    for day in shown:
        counts = analysis.hours[day]
        weekday = WEEKDAYS[dt.date.fromisoformat(day).weekday()]
        cells = _columns(str(min(counts[f"{hour:02}"], 9)) if f"{hour:02}" in counts else "." for hour in range(24))
        yield Line("pre", f"{day[5:]} {weekday} {cells}")


def _columns(cells: Iterable[str]) -> str:
    """24 cells with bars at 8 and 22 o'clock."""
    texts = list(cells)
    return "".join(texts[:8]) + "|" + "".join(texts[8:22]) + "|" + "".join(texts[22:])

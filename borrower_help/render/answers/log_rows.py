"""How ``log list`` and ``log export`` look: the rows of the log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from borrower_help.journal.export import COLUMNS, cells
from borrower_help.journal.model import Row
from borrower_help.render.formats.markdown import escape
from borrower_help.render.lines import Line
from borrower_help.values.safe_text import one_line


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

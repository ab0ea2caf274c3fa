"""Lines as Markdown: headings, lists and escaped text, the same for the same input."""

from __future__ import annotations

import re
from collections.abc import Iterable

from borrower_help.render.lines import Line
from borrower_help.values.safe_text import one_line, printable

_SPECIAL = re.compile(r"([\\`*_{}<>#|~\[\]])")


_LINK = re.compile(r"(?i)(https?|ftp)(?=:)|(?<![\w.])(www)(?=\.)")


def escape(text: str, *, foreign: bool = False) -> str:
    """Text in one line in which nothing is taken for Markdown or HTML; of ``foreign`` words nothing becomes a link."""
    plain = _SPECIAL.sub(r"\\\1", one_line(text))
    plain = re.sub(r"^(\s*)([-+=]|\d+[.)])(?=\s|[-=]|$)", r"\1\\\2", plain) if foreign else plain
    return _LINK.sub(lambda match: f"{match.group()}\\", plain) if foreign else plain


def to_markdown(lines: Iterable[Line], *, explain: bool = False) -> str:
    """The lines as a Markdown document ending in a newline."""
    out: list[str] = []
    previous = ""
    for line in lines:
        if _is_block(line.role) or _is_block(previous) or (line.role == "pre") != (previous == "pre"):
            out.append("")
        out.append(_render(line))
        if explain and line.because:
            indent = "  " if line.role in ("item", "number", "detail", "quote") else ""
            out.append(f"{indent}- *选中的理由：{escape('；'.join(line.because))}*")
        previous = line.role
    return "\n".join(out).strip("\n") + "\n"


def _is_block(role: str) -> bool:
    return role in ("title", "heading", "subheading", "text", "alert")


def _render(line: Line) -> str:
    text = escape(line.text, foreign=line.foreign)
    marks = f" {line.marks}" if line.marks else ""
    label = f"**{escape(line.label)}**：" if line.label else ""
    match line.role:
        case "title":
            return f"# {text}"
        case "heading":
            return f'<a id="{line.anchor}"></a>\n## {text}' if line.anchor else f"## {text}"
        case "subheading":
            return f"### {label}{text}{marks}"
        case "item":
            return f"- {label}{text}{marks}"
        case "number":
            return f"{_ordinal(line.label)} {text}{marks}"
        case "detail":
            return f"  - {label}{text}{marks}"
        case "quote":
            return f"  - {label}「{text}」{marks}"
        case "pre":
            return "\n".join(f"    {part}" for part in printable(line.text).split("\n"))
        case "alert":
            return f"> **{escape(line.label)}**：{text}{marks}"
        case _:
            return f"{label}{text}{marks}"


def _ordinal(label: str) -> str:
    """``1.`` starts an ordered item; ``[1]`` is a source number and stays visible."""
    return label if label.endswith(".") else f"- {label}"

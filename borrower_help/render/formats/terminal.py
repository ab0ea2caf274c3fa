"""Lines on a screen or in a plain text file: wrapped by cell width, no boxes, colour only as decoration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from borrower_help.render.wrap import wrap
from borrower_help.values.safe_text import printable

if TYPE_CHECKING:
    from borrower_help.render.lines import Line

MIN_WIDTH = 20

TEXT_WIDTH = 80

_STYLES = {"title": "bold", "heading": "bold", "subheading": "underline", "alert": "bold red"}


def text_lines(lines: Iterable[Line], width: int, *, explain: bool = False) -> Iterator[tuple[str, str]]:
    """Every screen line with its style name (empty for plain text)."""
    width = max(width, MIN_WIDTH)
    for line in lines:
        if line.role == "heading":
            yield "", ""
        style = _STYLES.get(line.role, "")
        if line.role == "pre":  # a picture: its columns are its meaning, so it is never wrapped
            yield printable(line.text), ""
            continue
        prefix, body = _shape(line, width)
        yield from ((piece, style) for piece in wrap(printable(body), width, prefix))
        if explain and line.because:
            indent = "    " if width >= 60 else "  "
            reasons = printable(f"（选中的理由：{'；'.join(line.because)}）")
            yield from ((piece, "") for piece in wrap(reasons, width, indent))


def _shape(line: Line, width: int) -> tuple[str, str]:
    """The prefix of the first screen line, and the text after it."""
    deep, shallow = ("    ", "- ") if width >= 60 else ("  ", "- ")
    label = f"{line.label}：" if line.label else ""
    marks = f" {line.marks}" if line.marks else ""
    match line.role:
        case "item":
            return shallow, f"{label}{line.text}{marks}"
        case "number":
            return f"{line.label} ", f"{line.text}{marks}"
        case "detail":
            return deep, f"{label}{line.text}{marks}"
        case "quote":
            return deep, f"{label}「{line.text}」{marks}"
        case "alert":
            return "!! ", f"{label}{line.text}{marks}"
        case _:
            return "", f"{label}{line.text}{marks}"


def to_text(lines: Iterable[Line], width: int = TEXT_WIDTH, *, explain: bool = False) -> str:
    """The lines as plain text ending in a newline."""
    return "\n".join(text for text, _ in text_lines(lines, width, explain=explain)) + "\n"

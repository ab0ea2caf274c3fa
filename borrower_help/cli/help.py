"""Help pages measured in cells: a Chinese character is two wide, and a window may have only forty columns."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from typer.core import TyperCommand

from borrower_help.cli.terminal import screen_width
from borrower_help.render.formats.terminal import TEXT_WIDTH
from borrower_help.render.wrap import wrap
from borrower_help.values.patterns import pattern

MIN_TEXT = 24
"""Where fewer columns are left, an explanation stands below its option, not beside it."""

MAX_TERM = 30
INDENT = "  "

_IN_CHINESE = {
    "Show this message and exit.": "显示这段说明",
    "Install completion for the current shell.": "给现在用的 shell 装上补全",
    "Show completion for the current shell, to copy it or customize the installation.": "显示补全脚本，可以自己改",
}
"""What the library says of its own options."""

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "要写的"}
"""What the library calls the parts of a help page."""

_TYPE = pattern(r" <[a-z\[\]]+>$")
"""The Python type that the library writes behind an argument."""


class CellFormatter:
    """Does what the library's own formatter does, which counts characters instead of cells."""

    def __init__(self, width: int | None = None, max_width: int | None = None) -> None:
        self.width = width or min(screen_width(), max_width or TEXT_WIDTH)
        self._parts: list[str] = []
        self._depth = 0

    def write(self, string: str) -> None:
        """Append text as it is."""
        self._parts.append(string)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line: how the command is written."""
        written = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
        self._lines(f"{prog} {written}", prefix or "用法：", INDENT * 2)

    def write_heading(self, heading: str) -> None:
        """The name of a section."""
        self._lines(f"{_HEADINGS.get(heading, heading)}：", INDENT * self._depth)

    def write_paragraph(self) -> None:
        """An empty line between parts."""
        if self._parts:
            self.write("\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, divided by empty lines."""
        paragraphs = [" ".join(paragraph.split("\n")) for paragraph in text.split("\n\n")]
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.write("\n")
            self._lines(paragraph, INDENT * self._depth)

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = MAX_TERM, col_spacing: int = 2) -> None:
        """Options or commands with what they do."""
        lead = INDENT * self._depth
        beside = max((width for term, _ in rows if (width := cell_len(_TYPE.sub("", term))) <= col_max), default=0)
        column = len(lead) + beside + col_spacing
        narrow = self.width - column < MIN_TEXT
        for written, explained in rows:
            term = _TYPE.sub("", written)
            text = _IN_CHINESE.get(explained, explained).replace("  [required]", "（必填）")
            if narrow or cell_len(term) > beside:
                self._lines(term, lead, lead + INDENT)
                self._lines(text, " " * (len(lead) + 4 if narrow else column))
            else:
                self._lines(text, lead + term + " " * (column - len(lead) - cell_len(term)), " " * column)

    @contextlib.contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A heading with what belongs to it indented below."""
        self.write_paragraph()
        self.write_heading(name)
        with self.indentation():
            yield

    @contextlib.contextmanager
    def indentation(self) -> Iterator[None]:
        """What is written inside is indented."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def getvalue(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def _lines(self, text: str, first: str = "", rest: str | None = None) -> None:
        if text.strip():
            self.write("\n".join(wrap(text, self.width, first, rest)) + "\n")


def install() -> None:
    """Let every command format its help by cells; the context class is shared by all of them."""
    TyperCommand.context_class.formatter_class = CellFormatter  # type: ignore[assignment]

"""Options that all commands share, and how a small command answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from borrower_help.cli.chosen import knowledge_root
from borrower_help.cli.hearing import beside
from borrower_help.cli.streams import emit, note, print_lines
from borrower_help.knowledge.files import load_knowledge
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.formats.json import envelope, to_json
from borrower_help.render.formats.markdown import to_markdown
from borrower_help.render.formats.registry import choose_format
from borrower_help.render.formats.terminal import to_text
from borrower_help.render.lines import Line
from borrower_help.values.parse import parse_date

KnowledgeOption = Annotated[
    Path | None, typer.Option("--knowledge", metavar="DIR", help="用这个文件夹里的知识库", show_default=False)
]

AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="按这一天计算，例如 2026-11-21", show_default=False)
]

FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="terminal、text、markdown 或 json", show_default=False),
]

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="写入文件，- 表示屏幕", show_default=False)
]

PlainOption = Annotated[bool, typer.Option("--plain", help="纯文字：无颜色，编号选择", show_default=False)]


SLACK = dt.timedelta(days=31)
"""So far may a day lie before the knowledge was checked: people look back."""

CLOCK = "请看看电脑的日期对不对；要按过去的某一天算，结果只作参考。"


def today(as_of: str | None) -> dt.date:
    """The day to answer for: ``--as-of``, else today. The only place that asks the clock."""
    return parse_date(as_of, "--as-of") if as_of else dt.date.today()  # noqa: DTZ011 - the borrower's own day


def load(root: Path | None) -> Knowledge:
    """Load the knowledge asked for. Raises ``KnowledgeError``."""
    return load_knowledge(knowledge_root(root))


def present(
    command: str,
    data: Any,
    lines: list[Line],
    knowledge: Knowledge,
    day: dt.date,
    format_: str | None,
    output: Path | None,
    *,
    plain: bool,
    warnings: Sequence[str] = (),
    mode: int | None = None,
) -> None:
    """``data`` for programs, ``lines`` for people; the format decides which. Raises ``UsageError``.

    ``warnings`` stand in the envelope, or on stderr beside what a person reads; ``mode`` are the
    rights of a file that is written.
    """
    chosen = choose_format(format_, output)
    if day < knowledge.checked - SLACK:
        warnings = [*warnings, f"今天按 {day} 算，比知识核对的日子（{knowledge.checked}）还早。{CLOCK}"]
    for warning in warnings if chosen != "json" else ():
        note(warning)
    match chosen:
        case "json":
            emit(
                to_json(envelope(command, data, knowledge, day, warnings=[*beside(), *warnings])),
                output,
                for_programs=True,
                mode=mode,
            )
        case "markdown":
            emit(to_markdown(lines), output, mode=mode)
        case "terminal" if output is None:
            print_lines(lines, plain=plain)
        case _:
            emit(to_text(lines), output, mode=mode)

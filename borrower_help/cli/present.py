"""Print the answer of a small command: lines in a text format, or its data in the envelope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from borrower_help.cli.hearing import beside
from borrower_help.cli.output import choose_format, emit, note, print_lines
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.data import envelope, to_json
from borrower_help.render.lines import Line
from borrower_help.render.markdown import to_markdown
from borrower_help.render.terminal import to_text


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
    for warning in warnings if chosen != "json" else ():
        note(warning)
    match chosen:
        case "json":
            emit(to_json(envelope(command, data, knowledge, day, warnings=[*beside(), *warnings])), output, for_programs=True, mode=mode)
        case "markdown":
            emit(to_markdown(lines), output, mode=mode)
        case "terminal" if output is None:
            print_lines(lines, plain=plain)
        case _:
            emit(to_text(lines), output, mode=mode)

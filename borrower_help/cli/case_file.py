"""The case file that several commands take: read, checked against the knowledge, every mistake with its line."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from borrower_help.case import Case, read_case
from borrower_help.errors import CaseError, Problem
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.reader import Loc, line_in, read_text
from borrower_help.parse import parse_name
from borrower_help.validity import days_to_come, mistakes_in, to_come

CaseOption = Annotated[Path | None, typer.Option("--case", metavar="FILE", help="情况文件（YAML 或 JSON），- 从标准输入读", show_default=False)]


def case_from(path: Path | None, knowledge: Knowledge, day: dt.date) -> Case:
    """The case file (``-`` is standard input), checked against the knowledge and the ``day`` of the answer; an empty case without one. Raises ``CaseError`` with the line of every mistake."""
    if path is None:
        return Case()
    name = "标准输入" if str(path) == "-" else str(path)
    text, problems = read_text(path) if str(path) != "-" else _standard_input(name)
    if problems:
        raise CaseError(name, problems)
    case = read_case(text, name)
    told = [*mistakes_in(case, knowledge), *((place, f"{_field(place)}：{to_come(on, day)}") for place, on in days_to_come(case, day))]
    mistakes = [Problem(name, line_in(text, place), message) for place, message in told]
    if mistakes:
        raise CaseError(name, mistakes)
    return msgspec.structs.replace(case, lender=parse_name(case.lender, "lender")) if case.lender else case


def _field(place: Loc) -> str:
    """A place in the case by the names of its file: ``papers 第 1 项 received``."""
    return " ".join(f"第 {part + 1} 项" if isinstance(part, int) else part for part in place)


def _standard_input(name: str) -> tuple[str, list[Problem]]:
    data = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [Problem(name, line, "内容不是 UTF-8 编码。请用 UTF-8 重新保存。")]

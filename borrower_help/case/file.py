"""A case file: read strictly, every mistake with its line; written so that it can be read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from borrower_help.case.model import FIRST_LOAN, Case
from borrower_help.case.written_values import as_written
from borrower_help.errors import CaseError, Problem
from borrower_help.knowledge.reader import decode
from borrower_help.knowledge.text import read_text

if TYPE_CHECKING:
    from borrower_help.knowledge.mistakes import Naming

MAX_CASE_BYTES = 1_000_000
"""A case is a page of answers; anything larger is not a case and is not read."""


def read_case(text: str, path: str, prepare: Callable[[Any], Any] = lambda data: data) -> Case:
    """Decode the YAML or JSON text of a case file. Raises ``CaseError`` with every mistake in it.

    ``prepare`` turns the forms people write into the plain ones, see ``case.forms``.
    """
    if len(text.encode("utf-8", "replace")) > MAX_CASE_BYTES:
        raise CaseError(path, [Problem(path, 1, "文件太大，不像是一份情况记录。请检查是不是选错了文件。")])
    case, problems = decode(text, Case, path, lambda data: as_written(prepare(data), Case), _naming)
    if case is None:
        raise CaseError(path, problems)
    return case


def _naming() -> Naming:
    from borrower_help.case.naming import CaseNaming  # needed only where something is wrong

    return CaseNaming()


def load_case(path: Path) -> Case:
    """Read a case file from disk. Raises ``CaseError``."""
    text, problems = read_text(path)
    if problems:
        raise CaseError(path, problems)
    return read_case(text, str(path))


def dump_case(case: Case) -> str:
    """The case as YAML that ``load_case`` reads back to an equal case."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Quotes what plain or folded YAML would read back as another text."""

    def quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        breaks = any(char in text for char in "\x85\u2028\u2029")  # line breaks to YAML, and to nobody else
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if breaks else None)

    Dumper.add_representer(str, quoted)
    header = "# borrower-help 的情况记录：里面是你的欠款情况，请保管好，不要发到群里。\n"
    fields = msgspec.to_builtins(case)
    if case.loans:  # what is said of the first stands in its place of the list
        fields = {field: value for field, value in fields.items() if field not in FIRST_LOAN}
    return header + str(yaml.dump(fields, Dumper=Dumper, allow_unicode=True, sort_keys=False))

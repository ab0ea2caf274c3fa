"""Names that a stranger understands: no word for four things, a first line for each module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "borrower_help"
BETTER = {
    "told": "what the borrower said is `answers` or `stated`, what a command got `flags`, a record's values `fields`",
    "shown": "what a reader sees is `visible`, what the contact log has `logged`, words made harmless `safe_text`",
    "others": "say who: `rivals`, `third_parties`, `rest`, `other_payees`",
    "same": "say in what: `recorded` already, a `twin`, a `namesake`, `copied` rows",
}
"""Words that stood for four things each, and the exact ones."""
STILL = (
    "advice/offer",
    "advice/agree",
    "ask/",
    "cli/commands/ask",
    "cli/commands/offer",
    "interview/",
    "render/answers/a",
)
"""Modules that are being rebuilt: they follow."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the package with its place in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, name) of whatever a module gives a name to: functions, classes, parameters, variables, attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case ast.alias(asname=str() as name):
                yield getattr(node, "lineno", 0), name
            case _:
                pass


def test_no_name_is_a_word_for_four_things() -> None:
    """``told``, ``shown``, ``others`` and ``same`` are no names, in no module: the message names the better words."""
    wrong = [
        f"{place}:{line}: {name}: {BETTER[name.strip('_')]}"
        for place, tree in modules()
        if not place.startswith(STILL)
        for line, name in [(0, Path(place).stem), *names(tree)]
        if name.strip("_") in BETTER
    ]
    assert wrong == []


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    """A module and a folder begin with a sentence."""
    assert [place for place, tree in modules() if not (ast.get_docstring(tree) or "").splitlines()] == []

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
LONGEST = 300
"""Lines of a module that is still read in one go."""
LONGER = {
    "values/named.py": "a list of ids and nothing else, one for each name in the knowledge that the program calls",
}
"""Modules that are longer, and why each of them reads better whole."""
LONGEST_BODY = 50
"""Lines of a function; the options of a command, which stand in its signature, are not counted."""


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
        for line, name in [(0, Path(place).stem), *names(tree)]
        if name.strip("_") in BETTER
    ]
    assert wrong == []


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    """A module and a folder begin with a sentence."""
    assert [place for place, tree in modules() if not (ast.get_docstring(tree) or "").splitlines()] == []


def test_no_module_is_longer_than_can_be_read_in_one_go() -> None:
    """Whoever opens a module sees all of it: what grows beyond the limit is split by what it is about."""
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    longer = {place: lines for place, lines in lengths.items() if lines > LONGEST}
    assert longer.keys() == LONGER.keys(), longer


def test_no_function_does_many_things_one_after_the_other() -> None:
    """A function is read in one screen; the signature of a command is its help page and may be longer."""
    long = {
        f"{place}:{node.lineno} {node.name}"
        for place, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and (body := node.body[ast.get_docstring(node) is not None :])
        and (body[-1].end_lineno or 0) - body[0].lineno >= LONGEST_BODY
    }
    assert {entry.partition(" ")[2] for entry in long} <= {"_advise", "lender_yaml"}, long


def test_views_end_in_view() -> None:
    """Every record of the advice says by its name that it is one; only ``Advice``, which holds them all, does not."""
    views = {
        node.name
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id.endswith("View") for base in node.bases)
    }
    assert {name for name in views if not name.endswith("View")} == {"Advice"}

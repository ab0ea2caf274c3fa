"""What the program says of law or advises stands in the knowledge, with source, confidence and date.

A Chinese sentence in ``advice`` or ``render`` that is not on the reviewed list beside this file is a statement without
a source. The list holds what needs none: figures and their reckoning, messages about what was typed, headings.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

PACKAGE = Path(__file__).resolve().parents[1] / "borrower_help"
REVIEWED = Path(__file__).with_name("uncited.yaml")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LONGEST_LABEL = 14
"""More Chinese characters than these make a sentence, also without a full stop."""


def sentences(path: Path) -> Iterator[str]:
    """The Chinese sentences among the strings of a module, its docstrings left out; what is filled in is ``{}``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    skipped |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if CHINESE.search(text) and ("。" in text or len(CHINESE.findall(text)) > LONGEST_LABEL):
            yield text


def found() -> dict[str, set[str]]:
    """The sentences of every module of the two rooms, by module."""
    modules = {
        path.relative_to(PACKAGE).as_posix(): set(sentences(path))
        for room in ("advice", "render")
        for path in (PACKAGE / room).rglob("*.py")
    }
    return {module: texts for module, texts in modules.items() if texts}


def reviewed() -> dict[str, set[str]]:
    """The sentences that a person has looked at, by module."""
    (modules,) = groups().values()
    return {module: set(texts) for module, texts in modules.items()}


def groups() -> dict[str, dict[str, list[str]]]:
    """The whole list, by why its sentences need no source."""
    return dict(yaml.safe_load(REVIEWED.read_text(encoding="utf-8")))


def test_no_sentence_of_law_or_advice_stands_in_python() -> None:
    """A new Chinese sentence in advice or render goes into the knowledge with its source, or is looked at first."""
    known = reviewed()
    new = {module: sorted(texts - known.get(module, set())) for module, texts in found().items()}
    assert {module: texts for module, texts in new.items() if texts} == {}


def test_the_reviewed_list_holds_nothing_else() -> None:
    """A sentence that moved or was reworded leaves the list, so that the list can be read."""
    now = found()
    gone = {module: sorted(texts - now.get(module, set())) for module, texts in reviewed().items()}
    assert {module: texts for module, texts in gone.items() if texts} == {}


def test_no_statement_waits_to_be_moved() -> None:
    """The list has one reason why a sentence needs no source; a second group for what ought to have one is refused."""
    assert list(groups()) == ["figures_and_messages"]


def test_an_uncited_sentence_is_found(tmp_path: Path) -> None:
    """A sentence in a string, a filled one and a long one without a full stop are seen; a docstring and a label not."""
    path = tmp_path / "module.py"
    path.write_text(
        '"""说明。"""\nA = "先报警。"\nB = f"还差{A}元。"\nC = "标签"\n'
        'D = "收到传票以后十五天里可以写答辩状交给法院"\n',
        encoding="utf-8",
    )
    assert list(sentences(path)) == ["先报警。", "还差{}元。", "收到传票以后十五天里可以写答辩状交给法院"]

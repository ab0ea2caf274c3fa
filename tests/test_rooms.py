"""The rooms of the house: which may import which. DESIGN draws this table; nothing else holds it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "borrower_help"
GROUND = "errors values documents"
MAY_IMPORT = {
    "errors": "",
    "values": "errors",
    "documents": "errors values",
    "knowledge": GROUND,
    "money": GROUND,
    "journal": GROUND,
    "case": "errors values knowledge money",
    "advice": f"{GROUND} knowledge money journal case",
    "interview": "errors values knowledge case journal",
    "ask": "errors values knowledge case advice",
    "render": f"{GROUND} knowledge money journal case advice ask",
    "upkeep": f"{GROUND} knowledge money journal case advice ask render",
    "cli": f"{GROUND} knowledge money journal case advice interview ask render upkeep",
}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, room) of every import of ours in a module, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            whole = node.module == "borrower_help"
            names = [f"{node.module}.{alias.name}" for alias in node.names] if whole else [node.module or ""]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from ((node.lineno, name.split(".")[1]) for name in names if name.startswith("borrower_help."))


def test_every_room_imports_only_from_rooms_below_it() -> None:
    """No arrow runs upward and no two rooms import each other: every import of ours is in the table."""
    rooms = {
        path.stem if path.is_file() else path.name
        for path in PACKAGE.iterdir()
        if path.is_dir() or path.suffix == ".py"
    }
    assert rooms - {"__init__", "__main__", "__pycache__"} == set(MAY_IMPORT)
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line}: {room} -> {other}"
        for room, allowed in MAY_IMPORT.items()
        for path in [*(PACKAGE / room).rglob("*.py"), *PACKAGE.glob(f"{room}.py")]
        for line, other in imports(path)
        if other != room and other not in allowed.split()
    ]
    assert wrong == []


def test_no_two_public_classes_have_one_name() -> None:
    """Whoever looks for a class by its name finds one."""
    homes: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, set()).add(path.relative_to(PACKAGE).as_posix())
    assert {name for name, places in homes.items() if len(places) > 1} == set()

"""Decode YAML into records: fast, and only on a mistake once more slowly to name all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from borrower_help.errors import Problem

if TYPE_CHECKING:
    from borrower_help.knowledge.mistakes import Naming

T = TypeVar("T")


def decode(
    text: str,
    type_: type[T],
    path: str,
    prepare: Callable[[Any], Any] | None = None,
    naming: Callable[[], Naming] | None = None,
) -> tuple[T | None, list[Problem]]:
    """Decode YAML text into ``type_``; on any mistake return ``None`` and every problem found.

    ``prepare`` turns the plain data into what the records ask for, and leaves every part in its place; records of
    knowledge inherit the day of their file. ``naming`` makes the words for its places, where something is wrong.
    """
    import yaml  # slow to import, and not needed where the knowledge is encoded

    from borrower_help.knowledge.strict import StrictLoader, hostile, inherit_checked

    prepare = prepare or inherit_checked
    problems = hostile(text, path)
    if problems:
        return None, problems
    try:
        data = yaml.load(text, Loader=StrictLoader)  # noqa: S506 - StrictLoader is a SafeLoader
        return msgspec.convert(prepare(data), type_), []
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError, ValueError, TypeError):
        from borrower_help.knowledge.mistakes import diagnose

        return None, diagnose(text, type_, path, prepare, naming() if naming else None)

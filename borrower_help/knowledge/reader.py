"""Decode YAML into records: fast, and only on a mistake once more slowly to name all of them."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from borrower_help.errors import Problem

T = TypeVar("T")


def decode(text: str, type_: type[T], path: str) -> tuple[T | None, list[Problem]]:
    """Decode YAML text into ``type_``; on any mistake return ``None`` and every problem found."""
    import yaml

    from borrower_help.knowledge.strict import StrictLoader, hostile, inherit_checked

    problems = hostile(text, path)
    if problems:
        return None, problems
    try:
        data = yaml.load(text, Loader=StrictLoader)  # noqa: S506 - StrictLoader is a SafeLoader
        return msgspec.convert(inherit_checked(data), type_), []
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError, ValueError, TypeError):
        from borrower_help.knowledge.mistakes import diagnose

        return None, diagnose(text, type_, path)

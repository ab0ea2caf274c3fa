"""Decode YAML into records: fast, and only on a mistake once more slowly to name all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import yaml

from borrower_help.errors import Problem
from borrower_help.knowledge.mistakes import diagnose
from borrower_help.knowledge.strict import StrictLoader, hostile, inherit_checked

T = TypeVar("T")


def decode(
    text: str, type_: type[T], path: str, forms: Callable[[Any, type[Any]], Any] | None = None
) -> tuple[T | None, list[Problem]]:
    """Decode YAML text into ``type_``; on any mistake return ``None`` and every problem found.

    ``forms`` brings values that a person wrote in another form into the one that is decoded.
    """
    problems = hostile(text, path)
    if problems:
        return None, problems
    try:
        data = yaml.load(text, Loader=StrictLoader)  # noqa: S506 - StrictLoader is a SafeLoader
        plain = inherit_checked(data)
        return msgspec.convert(forms(plain, type_) if forms else plain, type_), []
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError, ValueError, TypeError):
        return None, diagnose(text, type_, path, forms)

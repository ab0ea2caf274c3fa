"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import borrower_help
from borrower_help.values.patterns import _WhenUsed, pattern


def test_it_does_what_the_compiled_one_does() -> None:
    """Flags are kept, and every method and attribute is that of the compiled pattern, the first time and again."""
    late, early = pattern(r"(?P<number>\d+)x", re.IGNORECASE), re.compile(r"(?P<number>\d+)x", re.IGNORECASE)
    for _ in range(2):
        assert late.findall("12X 3x") == early.findall("12X 3x")
        assert late.sub("-", "12X 3x") == early.sub("-", "12X 3x")
        assert (late.pattern, late.flags, late.groupindex) == (early.pattern, early.flags, early.groupindex)
    with pytest.raises(AttributeError):
        late.nothing  # type: ignore[attr-defined]  # noqa: B018 - the access is the test


def test_every_pattern_of_the_package_compiles() -> None:
    """A mistake that would show only when the pattern is used is found here."""
    for module in pkgutil.walk_packages(borrower_help.__path__, "borrower_help."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = [each for each in gc.get_objects() if type(each) is _WhenUsed]
    assert len(found) > 20
    for each in found:
        re.compile(each._written, each._flags)

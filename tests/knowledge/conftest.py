"""The made-up knowledge of tests/bad/base, copied so that a test may break it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

BAD = Path(__file__).resolve().parents[1] / "bad"

Edit = Callable[[str, str, str], None]


@pytest.fixture(name="bad", scope="session")
def folder_of_broken_knowledge() -> Path:
    """tests/bad: a valid knowledge in base/, and one folder of broken files per mistake."""
    return BAD


@pytest.fixture(name="today", scope="session")
def day_of_the_check() -> dt.date:
    """The day on which tests/bad is judged."""
    return dt.date(2026, 11, 21)


@pytest.fixture(name="base")
def copy_of_valid_knowledge(tmp_path: Path) -> Path:
    """A copy of the small valid knowledge."""
    return Path(shutil.copytree(BAD / "base", tmp_path / "knowledge"))


@pytest.fixture(name="edit")
def edit_one_place(base: Path) -> Edit:
    """``edit(file, old, new)`` changes the one place of ``base`` that reads ``old``."""

    def edit(file: str, old: str, new: str) -> None:
        text = (base / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
        (base / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit

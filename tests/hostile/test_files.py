"""Malformed files: each of ``files`` gives the verdict of its row in ``verdicts.yaml``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
FILES = HERE / "files"
VERDICTS: list[dict[str, Any]] = yaml.safe_load((HERE / "verdicts.yaml").read_text(encoding="utf-8"))
MOST = 8000
"""Characters of an answer to a broken file; a person reads no more."""

COMMANDS = {
    "case": ("advise", "--no-input", "--case"),
    "payments": ("cost", "--received", "6000", "--payments"),
    "import": ("log", "import"),
    "list": ("log", "list", "--log"),
    "check": ("log", "check", "--log"),
}


def test_every_file_has_a_verdict() -> None:
    """No file lies in the folder without a row, and no row without a file."""
    assert sorted(path.name for path in FILES.iterdir()) == sorted(row["file"] for row in VERDICTS)


@pytest.mark.parametrize("row", VERDICTS, ids=lambda row: row["file"])
def test_malformed_files(run: Any, tmp_path: Path, row: dict[str, Any]) -> None:
    """A malformed file is refused, or read as far as it goes, in a few plain sentences; nothing is left behind."""
    path = Path(shutil.copy(FILES / row["file"], tmp_path))
    more = ("--log", tmp_path / "new.jsonl") if row["command"] == "import" else ()
    result = run(*COMMANDS[row["command"]], path, *more, "--as-of", "2026-11-30")
    both = result.out + result.err
    assert result.code == row["code"], both
    assert row["says"] in both.replace("\n  ", "").replace("\n", "")
    assert len(both) < MOST
    assert not re.search(r"Traceback|程序出错|[a-z]+ [a-z]+ [a-z]+ [a-z]+", both)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", both)
    assert path.read_bytes() == (FILES / row["file"]).read_bytes()
    if result.code == 2:
        assert [entry.name for entry in tmp_path.iterdir()] == [path.name]

"""Encoded knowledge: the same records, or else the YAML."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from unittest import mock

import pytest

from borrower_help.errors import KnowledgeError
from borrower_help.knowledge import compiled, files
from borrower_help.knowledge.compiled import Parts
from borrower_help.knowledge.files import load_knowledge, load_yaml
from borrower_help.upkeep.compile import compile_knowledge


@pytest.fixture(name="kept")
def kept_beside(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the knowledge that is the default one, and its encoded file."""
    monkeypatch.delenv("BORROWER_HELP_KNOWLEDGE", raising=False)
    shutil.copytree(root / "knowledge", tmp_path / "knowledge")
    place = tmp_path / "_compiled.bin"
    compile_knowledge(tmp_path / "knowledge", place)
    monkeypatch.setattr(compiled, "PLACE", place)
    monkeypatch.setattr(files, "knowledge_dir", lambda: tmp_path / "knowledge")
    return place


def test_encoded_records_are_those_of_the_yaml(kept: Path) -> None:
    """Every record that was encoded comes back equal, and so does the date of the oldest check."""
    knowledge = load_knowledge()
    yaml = load_yaml(kept.parent / "knowledge")
    assert isinstance(knowledge.files, Parts)
    assert dict(knowledge.files) == yaml
    assert knowledge.checked == min(file.checked for file in yaml.values())


def test_a_changed_sentence_is_read_from_the_yaml(kept: Path) -> None:
    """A YAML file that changed after encoding is what the program says, even where its size is the same."""
    limits = kept.parent / "knowledge" / "limits.yaml"
    version = load_knowledge().version
    other = version[:-1] + ("1" if version[-1] != "1" else "2")
    limits.write_text(limits.read_text(encoding="utf-8").replace(version, other), encoding="utf-8")
    assert load_knowledge().version == other


def test_changed_records_are_read_from_the_yaml(kept: Path) -> None:
    """What was encoded for other records or another library is not decoded."""
    with mock.patch("msgspec.__version__", "another"):
        assert not isinstance(load_knowledge().files, Parts)
    assert isinstance(load_knowledge().files, Parts)


@pytest.mark.parametrize("damage", ["absent", "empty", "short", "random", "one bit"])
def test_a_damaged_file_is_not_used(kept: Path, damage: str) -> None:
    """Whatever is wrong with the encoded file, the YAML is read, and the file is left as it is."""
    whole = kept.read_bytes()
    damaged = {
        "empty": b"",
        "short": whole[:200],
        "random": random.Random(1).randbytes(len(whole)),
        "one bit": whole[:200] + bytes([whole[200] ^ 1]) + whole[201:],
    }
    kept.unlink() if damage == "absent" else kept.write_bytes(damaged[damage])
    knowledge = load_knowledge()
    assert not isinstance(knowledge.files, Parts)
    assert knowledge.limits.version
    assert (kept.read_bytes() if kept.exists() else None) == damaged.get(damage)


@pytest.mark.parametrize("damage", ["truncated", "bits", "moved"])
def test_a_damaged_part_is_read_from_its_yaml(kept: Path, damage: str) -> None:
    """Where the contents are whole and the records behind them are not, those records come from the YAML."""
    whole = kept.read_bytes()
    middle, picked = len(whole) // 2, random.Random(2)
    bits = bytearray(whole)
    for place in picked.sample(range(middle, len(whole)), 20):
        bits[place] ^= 1 << picked.randrange(8)
    damaged = {"truncated": whole[:middle], "bits": bytes(bits), "moved": whole[:middle] + b"x" + whole[middle:-1]}
    kept.write_bytes(damaged[damage])
    assert dict(load_knowledge().files) == load_yaml(kept.parent / "knowledge")
    assert kept.read_bytes() == damaged[damage]


def test_a_damaged_part_whose_yaml_has_gone_is_an_error(kept: Path) -> None:
    """Where neither the encoded record nor its YAML can be read any more, the file is named and nothing is guessed."""
    kept.write_bytes(kept.read_bytes()[:-1])
    knowledge = load_knowledge()
    (kept.parent / "knowledge" / "warnings.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"warnings\.yaml"):
        _ = knowledge.warnings


def test_a_folder_that_was_named_is_read_as_yaml(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--knowledge`` and the environment variable never use the encoded file."""
    folder = kept.parent / "knowledge"
    assert not isinstance(load_knowledge(folder).files, Parts)
    monkeypatch.setitem(os.environ, "BORROWER_HELP_KNOWLEDGE", str(folder))
    assert not isinstance(load_knowledge().files, Parts)

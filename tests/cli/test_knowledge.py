"""``knowledge``: for those who keep it."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest

DAY = ("--as-of", "2026-11-21")


# --- check ------------------------------------------------------------------------------------------------


def test_the_knowledge_of_this_project_has_no_errors(run: Any) -> None:
    """``knowledge check`` finds no error in what we ship; a warning would be printed but not fail."""
    result = run("knowledge", "check", "--format", "json", "--as-of", "2026-11-30")
    envelope = json.loads(result.out)
    assert envelope["data"]["errors"] == []
    assert (result.code, result.err, envelope["status"]) == (0, "", "ok")


def test_a_broken_file_fails_with_its_line(run: Any, damaged: Any) -> None:
    """A date that does not exist fails the check with exit code 1, naming file and line."""
    folder = damaged("lenders/jirong.yaml", "\nchecked: 2026-", "\nchecked: 2026-02-30 # 2026-")
    lines = (folder / "lenders/jirong.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "2026-02-30" in text)
    result = run("knowledge", "check", "--knowledge", folder, *DAY)
    assert (result.code, result.err) == (1, "")
    assert f"错误：lenders/jirong.yaml:{line}: " in result.out
    assert "2026-02-30" in result.out


def test_all_broken_files_are_named_at_once(run: Any, damaged: Any) -> None:
    """Two mistakes in two files are both found in one run."""
    folder = damaged("safety.yaml", "\n    label:", "\n    lable:")
    (folder / "lenders" / "haier.yaml").write_text("id: haier\nname: [\n", encoding="utf-8")
    result = run("knowledge", "check", "--knowledge", folder, "--format", "json", *DAY)
    errors = json.loads(result.out)["data"]["errors"]
    assert result.code == 1
    assert {error["path"] for error in errors} == {"safety.yaml", "lenders/haier.yaml"}
    assert all(error["line"] >= 1 for error in errors)


def test_a_source_that_does_not_exist(run: Any, damaged: Any) -> None:
    """A reference that leads nowhere fails the check at its line, even though the file can be read."""
    folder = damaged("warnings.yaml", "sources: [", "sources: [no-such-law:7, ")
    lines = (folder / "warnings.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "no-such-law" in text)
    result = run("knowledge", "check", "--knowledge", folder, *DAY)
    assert result.code == 1
    assert re.search(rf"错误：warnings\.yaml:{line}:\s+来源「no-such-law:7」", result.out)


def test_a_file_in_no_place(run: Any, damaged: Any) -> None:
    """A YAML file where none belongs is an error, so that nothing written is silently ignored."""
    folder = damaged()
    (folder / "notes.yaml").write_text("a: b\n", encoding="utf-8")
    result = run("knowledge", "check", "--knowledge", folder, *DAY)
    assert result.code == 1
    assert "notes.yaml:1:" in result.out


def test_no_folder(run: Any, tmp_path: Any) -> None:
    """A folder that does not exist is exit code 3: there is nothing to check."""
    result = run("knowledge", "check", "--knowledge", tmp_path / "nowhere", *DAY)
    assert result.code == 3
    assert "nowhere" in result.out + result.err


# --- schema -----------------------------------------------------------------------------------------------


def test_every_schema_is_one(run: Any) -> None:
    """Every schema that is printed is a valid JSON Schema, for the knowledge, the case and the answer."""
    result = run("knowledge", "schema")
    schemas = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert {"case", "advise", "lenders/*.yaml", "limits.yaml"} <= set(schemas)
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", ["case", "advise", "lenders/*.yaml"])
def test_one_schema(run: Any, name: str) -> None:
    """A schema can be asked for by name, and is the one from the whole list."""
    assert json.loads(run("knowledge", "schema", name).out) == json.loads(run("knowledge", "schema").out)[name]


def test_the_examples_follow_the_case_schema(run: Any, root: Any) -> None:
    """The example case in JSON is valid against the schema of cases, and a misspelt one is not."""
    validator = jsonschema.Draft202012Validator(json.loads(run("knowledge", "schema", "case").out))
    case = json.loads((root / "examples" / "minimal.json").read_text(encoding="utf-8"))
    validator.validate(case)
    assert not validator.is_valid({**case, "lendr": "海尔"})


# --- stats ------------------------------------------------------------------------------------------------


def test_stats(run: Any, knowledge: Any) -> None:
    """The statistics count what there is, by kind and by confidence, and name version and date."""
    counts = json.loads(run("knowledge", "stats", "--format", "json", *DAY).out)["data"]
    assert {"high", "medium", "low"} == set(counts["confidence"])
    assert len(knowledge.lenders) in counts["kinds"].values()
    assert len(knowledge.behaviours) in counts["kinds"].values()
    out = run("knowledge", "stats", *DAY).out
    assert knowledge.version in out.splitlines()[0]
    assert str(knowledge.checked) in out.splitlines()[0]

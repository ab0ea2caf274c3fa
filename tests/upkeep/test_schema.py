"""The JSON Schemas that editors and scripts use."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from borrower_help.case.file import dump_case
from borrower_help.case.model import Case, Happening, ReceivedPaper
from borrower_help.knowledge.files import FILE_TYPES, knowledge_files
from borrower_help.knowledge.strict import StrictLoader, inherit_checked
from borrower_help.upkeep.schema import schemas

ROOT = Path(__file__).resolve().parents[2]
PLACES = [place for place, _ in FILE_TYPES]
FILES = [path.relative_to(ROOT / "knowledge").as_posix() for path, _ in knowledge_files(ROOT / "knowledge")]


@pytest.fixture(name="all_schemas", scope="module")
def every_schema() -> dict[str, dict[str, Any]]:
    """Every schema by name as an editor gets it: through JSON."""
    return dict(json.loads(json.dumps(schemas())))


def mistakes(data: Any, schema: dict[str, Any]) -> list[str]:
    """What a JSON Schema validator finds wrong with ``data``."""
    return [
        error.json_path + ": " + error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)
    ]


def written(file: str) -> Any:
    """The plain data of a file of the real knowledge, as it is written."""
    return yaml.load((ROOT / "knowledge" / file).read_text(encoding="utf-8"), Loader=StrictLoader)  # a SafeLoader


def schema_for(file: str, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema of the place where ``file`` is."""
    types = {
        path.relative_to(ROOT / "knowledge").as_posix(): type_ for path, type_ in knowledge_files(ROOT / "knowledge")
    }
    return next(known[place] for place, type_ in FILE_TYPES if type_ is types[file])


def references(node: Any) -> Iterator[str]:
    """Every ``$ref`` of a schema."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_there_is_a_schema_for_everything_a_person_or_script_writes_or_reads(
    all_schemas: dict[str, dict[str, Any]],
) -> None:
    """Every kind of knowledge file, the case and the JSON of `advise` and `faq build` have a schema."""
    assert set(all_schemas) == {*PLACES, "case", "advise", "faq"}


@pytest.mark.parametrize("name", [*PLACES, "case", "advise"])
def test_each_schema_is_valid(all_schemas: dict[str, dict[str, Any]], name: str) -> None:
    """An editor can load every schema: it is Draft 2020-12, and every reference leads somewhere."""
    schema = all_schemas[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(references(schema)) <= {f"#/$defs/{definition}" for definition in schema["$defs"]}


@pytest.mark.parametrize("file", FILES)
def test_every_knowledge_file_is_valid(all_schemas: dict[str, dict[str, Any]], file: str) -> None:
    """What the program accepts, the schema accepts: once the records have inherited the date of their file."""
    assert mistakes(inherit_checked(written(file)), schema_for(file, all_schemas)) == []


@pytest.mark.parametrize("file", FILES)
def test_an_unknown_key_is_a_mistake_in_every_file(all_schemas: dict[str, dict[str, Any]], file: str) -> None:
    """An editor underlines a mistyped key at the top of a file and in a record of it."""
    schema, data = schema_for(file, all_schemas), inherit_checked(written(file))
    top, inner = {**data, "mistyped": 1}, copy.deepcopy(data)
    record = next(
        (value[0] for value in inner.values() if isinstance(value, list) and isinstance(value[0], dict)), None
    )
    assert any("mistyped" in mistake for mistake in mistakes(top, schema))
    assert record is not None
    record["mistyped"] = 1
    assert mistakes(inner, schema)


def test_an_editor_accepts_the_files_as_they_are_written(all_schemas: dict[str, dict[str, Any]]) -> None:
    """A volunteer's editor does not underline a correct file."""
    assert {
        file: found for file in FILES if (found := mistakes(written(file), schema_for(file, all_schemas))[:1])
    } == {}


FULL_CASE = Case(
    safety=("at_door",),
    lender="海尔",
    days_overdue=45,
    due=dt.date(2026, 10, 7),
    reachable=True,
    happened=("call_after_22", Happening(id="door_blocked", on=dt.date(2026, 11, 1))),
    papers=(ReceivedPaper(kind="summons", received=dt.date(2026, 11, 2)),),
)


def test_the_schema_of_a_case_accepts_what_the_program_saves(all_schemas: dict[str, dict[str, Any]]) -> None:
    """A case saved by the program is valid for the editor."""
    assert mistakes(yaml.load(dump_case(FULL_CASE), Loader=StrictLoader), all_schemas["case"]) == []
    assert mistakes({}, all_schemas["case"]) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"lendor": "海尔"},
        {"days_overdue": -1},
        {"days_overdue": "45"},
        {"kind": "credit_card"},
        {"happened": ["Call After 22"]},
        {"papers": [{"received": "2026-11-01"}]},
        {"outstanding": True},
    ],
    ids=str,
)
def test_the_schema_of_a_case_refuses_mistakes(all_schemas: dict[str, dict[str, Any]], answer: dict[str, Any]) -> None:
    """The editor underlines what the program would refuse."""
    assert mistakes(answer, all_schemas["case"])


@pytest.mark.parametrize("amount", ["905.33", "12000", 12000])
def test_amounts_may_be_text_or_whole_numbers(all_schemas: dict[str, dict[str, Any]], amount: object) -> None:
    """An amount may be written with and without quotes."""
    assert mistakes({"outstanding": amount}, all_schemas["case"]) == []


def test_the_json_of_advise_is_valid(
    all_schemas: dict[str, dict[str, Any]], run: Callable[..., Any], bad: Path
) -> None:
    """A script can rely on the published schema of `advise`, and the schema does constrain something; reports of the
    real knowledge are golden.
    """
    words = (
        "--lender",
        "甲消费金融",
        "--days-overdue",
        "45",
        "--happened",
        "door_blocked",
        "--paper",
        "summons=2026-11-10",
        "--as-of",
        "2026-11-21",
    )
    result = run("advise", *words, "--no-input", "--format", "json", "--knowledge", bad / "base")
    answer = json.loads(result.out)
    assert mistakes(answer, all_schemas["advise"]) == []
    for name in answer["data"]:
        assert mistakes({**answer, "data": {**answer["data"], name: 17}}, all_schemas["advise"]), name


def test_the_json_of_an_error_is_valid(all_schemas: dict[str, dict[str, Any]], run: Callable[..., Any]) -> None:
    """The published schema holds for an error, too."""
    result = run("advise", "--days-overdue", "viele", "--no-input", "--format", "json")
    answer = json.loads(result.out)
    assert answer["status"] == "error"
    assert mistakes(answer, all_schemas["advise"]) == []


@pytest.mark.parametrize("name", ["advise", "faq"])
def test_the_committed_schema(
    all_schemas: dict[str, dict[str, Any]], name: str, root: Path, request: pytest.FixtureRequest
) -> None:
    """The schemas of `advise` and of the pages in the repository allow what the program's schemas allow, so that a
    change of the contract is seen.
    """
    path = root / "docs" / f"{name}.schema.json"
    now = all_schemas[name]
    if request.config.getoption("--update-golden") and structure(
        json.loads(path.read_text(encoding="utf-8"))
    ) != structure(now):
        path.write_text(json.dumps(now, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    assert structure(json.loads(path.read_text(encoding="utf-8"))) == structure(now)


def structure(schema: Any, *, names: bool = False) -> Any:
    """What a schema allows: without descriptions, and alternatives in one order, for releases of msgspec write both
    differently.

    Below ``properties`` and ``$defs`` the keys are names, not words of the schema: a field may be called description.
    """
    if isinstance(schema, list):
        return [structure(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: structure(value, names=not names and key in ("properties", "$defs"))
        for key, value in schema.items()
        if names or key != "description"
    }
    if not names and "anyOf" in kept:
        kept["anyOf"] = sorted(kept["anyOf"], key=lambda choice: json.dumps(choice, sort_keys=True))
    return kept


SCHEMA = {
    "description": "a",
    "properties": {"description": {"anyOf": [{"type": "null"}, {"type": "string"}]}},
    "required": ["description"],
}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({**SCHEMA, "description": "b"}, True),
        ({**SCHEMA, "properties": {"description": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}, True),
        ({**SCHEMA, "properties": {}}, False),
        ({**SCHEMA, "required": []}, False),
        ({**SCHEMA, "properties": {"description": {"anyOf": [{"type": "string"}]}}}, False),
    ],
    ids=["another description", "another order", "a field less", "an answer less required", "an alternative less"],
)
def test_what_counts_as_the_same_schema(other: dict[str, Any], *, same: bool) -> None:
    """Only the taste of the library is forgiven; a field, a requirement or an alternative less is seen."""
    assert (structure(other) == structure(SCHEMA)) is same

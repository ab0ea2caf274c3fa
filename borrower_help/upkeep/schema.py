"""The JSON Schemas that editors and programs use: of every knowledge file, of a case, of the output."""

from __future__ import annotations

from typing import Any

import msgspec

from borrower_help.advice.views.report import Advice
from borrower_help.case.model import Case
from borrower_help.knowledge.files import FILE_TYPES
from borrower_help.knowledge.mistakes import schema_of
from borrower_help.render.answers.faq import faq_schema
from borrower_help.render.formats.json import Envelope, Failure


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the place of its file; ``case`` for case files, ``advise`` for the JSON of ``advise``."""
    found = {place: schema_of(type_) for place, type_ in FILE_TYPES}
    return {**found, "case": schema_of(Case), "advise": advise_schema(), "faq": faq_schema()}


def advise_schema() -> dict[str, Any]:
    """The envelope with the advice as its ``data``, or what went wrong."""
    (envelope, data, failure), components = msgspec.json.schema_components(
        [Envelope, Advice, Failure], ref_template="#/$defs/{name}"
    )
    advice = components["Advice"]
    outside = {"as_of", "notice"}
    advice["properties"] = {name: value for name, value in advice["properties"].items() if name not in outside}
    advice["required"] = [name for name in advice["required"] if name not in outside]
    components["Envelope"]["properties"]["data"] = {"anyOf": [data, failure]}
    return {**envelope, "$defs": components}

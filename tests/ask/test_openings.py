"""Openings of contracts and notices by somebody who had not read the program: each leads to its chain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from borrower_help import Knowledge
from borrower_help.advice.chain import chain
from borrower_help.ask.chain import read

OPENINGS: list[dict[str, Any]] = [
    opening
    for part in yaml.safe_load((Path(__file__).parent / "openings.yaml").read_text(encoding="utf-8")).values()
    for opening in part
]


@pytest.mark.parametrize("opening", OPENINGS, ids=[opening["name"] for opening in OPENINGS])
def test_an_opening_written_by_another_leads_to_its_chain(knowledge: Knowledge, opening: dict[str, Any]) -> None:
    """Every party in its role and nobody else, the links, whom it is owed, how strong that is, and the way of owing."""
    reading = read(opening["text"], knowledge)
    view = chain(reading.parties, reading.links, knowledge, clauses=reading.clauses, branches=reading.branches)
    roles: dict[str, set[str]] = {}
    for party in view.parties:
        if party.name not in opening.get("may", {}).get(party.role.value, ()):
            roles.setdefault(party.role.value, set()).add(party.name)
    may = {name for names in opening.get("may", {}).values() for name in names}
    links = [link.kind.value for link in view.links if link.taker not in may]
    assert roles == {role: set(names) for role, names in opening["parties"].items()}
    assert links == opening["links"]
    assert view.owed == opening["owed"]
    assert view.proof.value == opening.get("proof", view.proof.value)
    assert set(opening.get("branches", ())) <= {branch.id for branch in view.branches}

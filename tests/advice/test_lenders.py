"""Every recorded lender at five stages: a report without gaps, and nothing in it that its kind does not support."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from borrower_help import Knowledge, advise, load_knowledge
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.report import Advice
from borrower_help.case.model import Case, ReceivedPaper
from borrower_help.case.situation import OPEN_KINDS
from borrower_help.knowledge.facts import facts_of
from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.render.report import report_lines
from borrower_help.render.sections.page import Page

TODAY = dt.date(2026, 11, 30)
SUMMONS = ReceivedPaper(kind="summons", received=dt.date(2026, 11, 25))
STAGES: dict[str, dict[str, Any]] = {
    "not overdue": {"days_overdue": 0},
    "day 1": {"days_overdue": 1},
    "day 30": {"days_overdue": 30},
    "day 90": {"days_overdue": 90},
    "day 200": {"days_overdue": 200},
    "sued": {"days_overdue": 400, "papers": (SUMMONS,)},
    "years": {"days_overdue": 1100},
}
LENDERS = load_knowledge().lenders
HEADINGS = ("title", "heading", "subheading")


def items(part: Any) -> Iterator[ItemView]:
    """Every item in a part of an advice, however deep."""
    if isinstance(part, ItemView):
        yield part
    if isinstance(part, msgspec.Struct):
        for field in part.__struct_fields__:
            yield from items(getattr(part, field))
    elif isinstance(part, (tuple, list)):
        for entry in part:
            yield from items(entry)


def said_of_the_lender(advice: Advice) -> Iterator[ItemView]:
    """What the report says holds for this lender: not the branches of a brand, not warnings of what others say."""
    for part in (
        advice.first,
        advice.outlook.differences,
        [stage.entitlement for stage in advice.outlook.stages],
        advice.money,
        advice.negotiation,
    ):
        yield from items(part)


def empty_parts(advice: Advice, *, sued: bool) -> list[str]:
    """The parts of a report in which nothing is said."""
    parts = {
        "first": advice.first,
        "outlook": [*advice.outlook.stages, *advice.outlook.practice],
        "rules of the stages": [entry for stage in advice.outlook.stages for entry in stage.entitlement],
        "conduct": list(items(advice.conduct)),
        "money": list(items(advice.money)),
        "negotiation": list(items(advice.negotiation)),
        "complaint": advice.complaint.routes,
        "credit": list(items(advice.credit)),
        "unknowns": advice.unknowns,
        "warnings": advice.warnings,
    } | ({"papers": advice.papers.received, "clocks": advice.papers.received[0].clocks} if sued else {})
    return [name for name, said in parts.items() if not said]


@pytest.mark.parametrize("lender", LENDERS)
def test_a_report_of_a_lender_has_no_gap(knowledge: Knowledge, lender: str) -> None:
    """Short or full, at each stage, every section says something, no heading is bare and no line is empty."""
    for stage, told in STAGES.items():
        advice = advise(Case(lender=lender, **told), knowledge, TODAY)
        assert advice.situation.lender is not None
        assert advice.situation.lender.id == lender
        assert empty_parts(advice, sued=stage == "sued") == [], stage
        for full in (False, True):
            lines = report_lines(Page(advice, knowledge, full=full))
            assert all(line.text.strip() for line in lines)
            bare = [
                first.text
                for first, second in itertools.pairwise(lines)
                if first.role == "heading" and second.role in ("title", "heading")
            ]
            assert bare == []
            assert lines[-1].role not in HEADINGS


@pytest.mark.parametrize("lender", [name for name, entry in LENDERS.items() if entry.kind not in OPEN_KINDS])
def test_a_report_rests_on_rules_that_bind_the_lenders_kind(knowledge: Knowledge, lender: str) -> None:
    """A small-loan company is not told by the rules for banks: whatever cites rules cites one that binds this kind or
    everyone.
    """
    kind = LENDERS[lender].kind
    wrong = set()
    for told in STAGES.values():
        for entry in said_of_the_lender(advise(Case(lender=lender, **told), knowledge, TODAY)):
            cited = [source for ref in entry.sources if (source := knowledge.cite(ref))]
            rules = [source for source in cited if force_of(source.document) is not Force.NONE]
            if (
                rules
                and len(rules) == len(cited)
                and not any(not source.binds or kind in source.binds for source in rules)
            ):
                wrong.add(entry.id)
    assert wrong == set()


@pytest.mark.parametrize("lender", LENDERS)
def test_what_is_told_of_a_lender_is_its_own(knowledge: Knowledge, lender: str) -> None:
    """The facts of a lender stand in its report with sources, and its unknowns before those of its kind."""
    advice = advise(Case(lender=lender, days_overdue=75), knowledge, TODAY)
    told = {
        fact.id for fact in facts_of(LENDERS[lender]) if fact.effective_from is None or fact.effective_from <= TODAY
    }
    assert {fact.id for fact in advice.outlook.facts} == told
    assert all(fact.sources for fact in advice.outlook.facts)
    own = [unknown.id for unknown in LENDERS[lender].unknowns]
    assert [unknown.id for unknown in advice.unknowns if unknown.id in own] == own
    assert len(own) >= 2


def test_a_bank_without_an_entry_is_judged_as_a_bank(knowledge: Knowledge) -> None:
    """Whoever types 招商银行信用卡 gets the rules for banks, and is told that nothing of this bank is recorded."""
    advice = advise(Case(lender="招商银行信用卡", days_overdue=20), knowledge, TODAY)
    assert advice.situation.kind is InstitutionKind.BANK
    assert advice.situation.lender is None
    assert any("招商银行信用卡" in unknown.text for unknown in advice.unknowns)

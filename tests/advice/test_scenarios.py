"""Scenarios that a lawyer adds without Python: ``tests/scenarios/*.yaml``, explained in the README beside them.

The expectations were worked out by hand from the evidence and the laws, not copied from what the program prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from borrower_help import Advice, Case, Knowledge, advise
from borrower_help.advice.complaint_kit import WHOSE, complain
from borrower_help.advice.views.clocks import ClockView
from borrower_help.advice.views.conduct import FindingView
from borrower_help.case.situation import situation_of
from borrower_help.knowledge.reader import decode
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Nature
from borrower_help.knowledge.records.refs import SourceRef
from borrower_help.knowledge.text import read_text
from borrower_help.render.formats.terminal import to_text
from borrower_help.render.report import report_lines
from borrower_help.render.sections.page import Page
from borrower_help.values.record import Record, Slug

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
ONE_LINE = 1_000_000
"""A width at which no paragraph is broken, so that a text can be searched."""


class ExpectedFinding(Record, frozen=True, kw_only=True):
    """How one behaviour must be judged. ``rules`` are those that bind this lender and were in force on that day."""

    outcome: Literal["broken", "limited", "depends", "allowed", "no_rule"]
    nature: Nature | None
    label_contains: str = ""
    rules_include: tuple[SourceRef, ...] = ()
    rules_exclude: tuple[SourceRef, ...] = ()


class ExpectedDate(Record, frozen=True, kw_only=True):
    """A clock in full: the safe date, the one after extension over days off, and whether the holidays are known."""

    date: dt.date
    legal: dt.date | None
    holidays_known: bool = True


Dates = dict[Slug, dt.date | ExpectedDate | None]
"""By clock id: the safe date, or more of it; ``null`` where there must be no such clock."""


class Expected(Record, frozen=True, kw_only=True):
    """What the advice must say; what is not mentioned is not compared.

    ``first``, ``steps`` and ``ladder`` stand in this order, ``steps`` from the first one on; others may stand between.
    ``demands`` are all that ``complain`` gives, in this order; every one of them is of whoever asks.
    """

    headline_contains: str = ""
    kind: InstitutionKind | None = None
    stage: Slug | None = None
    first: tuple[Slug, ...] = ()
    first_exclude: tuple[Slug, ...] = ()
    findings: dict[str, ExpectedFinding] = {}  # noqa: RUF012 - msgspec copies it
    routes_start_with: Slug | None = None
    demands: tuple[Slug, ...] | None = None
    ladder: tuple[Slug, ...] = ()
    ladder_exclude: tuple[Slug, ...] = ()
    steps: tuple[Slug, ...] = ()
    steps_exclude: tuple[Slug, ...] = ()
    dates: Dates = {}  # noqa: RUF012
    papers: dict[Slug, Dates] = {}  # noqa: RUF012
    unknowns_include: tuple[Slug, ...] = ()
    warnings_include: tuple[Slug, ...] = ()
    warnings_exclude: tuple[Slug, ...] = ()
    present_texts: tuple[str, ...] = ()
    absent_texts: tuple[str, ...] = ()


class Scenario(Record, frozen=True, kw_only=True):
    """One case, on one day, and what must follow. ``known_bug`` says why it fails today; it must be removed once it
    does not.
    """

    name: str
    as_of: dt.date
    answers: Case
    expect: Expected
    known_bug: str = ""


def read_scenarios(text: str, name: str) -> tuple[tuple[Scenario, ...], list[str]]:
    """The scenarios of one file, and everything wrong with it."""
    scenarios, problems = decode(text, tuple[Scenario, ...], name)
    found = scenarios or ()
    mistakes = [str(problem) for problem in problems]
    names = [scenario.name for scenario in found]
    mistakes += [
        f"{name}: 「{repeated}」 is the name of two scenarios"
        for repeated in sorted({each for each in names if names.count(each) > 1})
    ]
    mistakes += [f"{name}: 「{scenario.name}」 expects nothing" for scenario in found if scenario.expect == Expected()]
    return found, mistakes


def differences(scenario: Scenario, knowledge: Knowledge) -> list[str]:
    """Every way in which the advice is not what the scenario expects."""
    advice, wanted = advise(scenario.answers, knowledge, scenario.as_of), scenario.expect
    route = advice.complaint.routes[0]
    first, steps = [action.id for action in advice.first], [step.channel for step in route.steps]
    found = [
        *_differs("headline", wanted.headline_contains, advice.situation.headline, contains=True),
        *_differs("kind", wanted.kind, advice.situation.kind),
        *_differs("stage", wanted.stage, advice.situation.stage),
        *_out_of_order("first", wanted.first, first),
        *_unwanted("first", wanted.first_exclude, first),
        *_differs("first route", wanted.routes_start_with, route.id),
        *_out_of_order(f"steps of {route.id}", wanted.steps, steps),
        *_differs(f"steps of {route.id}", wanted.steps[:1], tuple(steps[:1])),
        *_unwanted(f"steps of {route.id}", wanted.steps_exclude, steps),
        *_missing("unknowns", wanted.unknowns_include, [entry.id for entry in advice.unknowns]),
        *_missing("warnings", wanted.warnings_include, [entry.id for entry in advice.warnings]),
        *_unwanted("warnings", wanted.warnings_exclude, [entry.id for entry in advice.warnings]),
        *_finding_differences(wanted, advice),
        *_clock_differences("complaint", wanted.dates, (*advice.complaint.clocks, *advice.credit.clocks)),
        *_text_differences(wanted, advice, knowledge),
        *_complaint_differences(scenario, knowledge),
    ]
    received = {paper.id: paper.clocks for paper in advice.papers.received}
    for kind, dates in wanted.papers.items():
        found += _clock_differences(kind, dates, received.get(kind, ()))
    return found


def _complaint_differences(scenario: Scenario, knowledge: Knowledge) -> Iterator[str]:
    """What ``complain`` asks for in this role, and which steps it names."""
    wanted = scenario.expect
    if wanted.demands is None and not wanted.ladder and not wanted.ladder_exclude:
        return
    situation = situation_of(scenario.answers, knowledge, scenario.as_of)
    kit = complain(situation, knowledge)
    ladder = [rung.id for rung in (*kit.ladder, *kit.credit)]
    if wanted.demands is not None and wanted.demands != tuple(demand.id for demand in kit.demands):
        yield f"demands: expected {list(wanted.demands)}, got {[demand.id for demand in kit.demands]}"
    yield from _out_of_order("ladder", wanted.ladder, ladder)
    yield from _unwanted("ladder", wanted.ladder_exclude, ladder)
    whose = WHOSE[situation.audience]
    yield from (f"{demand.id} is not said to be of {whose}" for demand in kit.demands if demand.whose != whose)
    if not kit.demands and not kit.collect:
        yield "complain: neither a demand nor what to collect"


def _differs(what: str, wanted: Any, got: Any, *, contains: bool = False) -> Iterator[str]:
    if wanted in (None, "", ()) or (wanted in got if contains else wanted == got):
        return
    yield f"{what}: expected {wanted}, got {got}"


def _missing(what: str, wanted: tuple[str, ...], got: list[str]) -> Iterator[str]:
    yield from (f"{what}: {name} is missing, there are {got}" for name in wanted if name not in got)


def _out_of_order(what: str, wanted: tuple[str, ...], got: list[str]) -> Iterator[str]:
    rest = iter(got)
    if not all(name in rest for name in wanted):
        yield f"{what}: expected {list(wanted)} in this order, got {got}"


def _unwanted(what: str, unwanted: tuple[str, ...], got: list[str]) -> Iterator[str]:
    yield from (f"{what}: {name} must not be there" for name in unwanted if name in got)


def _finding_differences(wanted: Expected, advice: Advice) -> Iterator[str]:
    findings = {
        name: finding for finding in advice.conduct.findings for name in (finding.id, f"{finding.id}={finding.on}")
    }
    for name, expected in wanted.findings.items():
        finding = findings.get(name)
        if finding is None:
            yield f"{name}: was not judged, only {list(findings)}"
            continue
        counting = [rule.source for rule in finding.rules if rule.binds and rule.in_force]
        yield from _differs(f"{name}: outcome", expected.outcome, finding.outcome)
        if finding.nature is not expected.nature:
            yield f"{name}: expected nature {expected.nature}, got {finding.nature}"
        yield from _differs(f"{name}: label", expected.label_contains, finding.label, contains=True)
        yield from _missing(f"{name}: rules", expected.rules_include, counting)
        yield from _unwanted(f"{name}: rules", expected.rules_exclude, counting)
        yield from _unwanted(f"{name}: sources", expected.rules_exclude, _named(finding))


def _named(finding: FindingView) -> list[str]:
    """What the short screen names as 依据; nothing where no rule counts."""
    return [] if finding.outcome == "no_rule" else list(finding.sources)


def _clock_differences(what: str, wanted: Dates, clocks: tuple[ClockView, ...]) -> Iterator[str]:
    shown = {clock.id: clock for clock in clocks}
    for name, expected in wanted.items():
        clock = shown.get(name)
        if expected is None or clock is None:
            if (expected is None) != (clock is None):
                yield f"{what}: {name} {'must not be there' if clock else f'is missing, there are {list(shown)}'}"
        elif isinstance(expected, ExpectedDate):
            got = ExpectedDate(date=clock.date or dt.date.min, legal=clock.legal, holidays_known=clock.holidays_known)
            yield from _differs(f"{what}: {name}", expected, got)
        else:
            yield from _differs(f"{what}: {name}", expected, clock.date)


def _text_differences(wanted: Expected, advice: Advice, knowledge: Knowledge) -> Iterator[str]:
    """Present in the full report; absent from the full report and from the short one."""
    full, short = (to_text(report_lines(Page(advice, knowledge, full=full)), ONE_LINE) for full in (True, False))
    yield from (f"the full report does not say 「{text}」" for text in wanted.present_texts if text not in full)
    yield from (f"the report says 「{text}」" for text in wanted.absent_texts if text in full or text in short)


def _collect() -> Iterator[Any]:
    """Every scenario as a test of its own; a file that cannot be read becomes one failing test."""
    for path in sorted(SCENARIOS.glob("*.yaml")):
        text, problems = read_text(path)
        scenarios, mistakes = (
            ((), [str(problem) for problem in problems]) if problems else read_scenarios(text, path.name)
        )
        if mistakes or not scenarios:
            yield pytest.param(
                path.name, None, mistakes or [f"{path.name}: no scenarios"], id=f"{path.stem}-unreadable"
            )
        for scenario in scenarios:
            marks = pytest.mark.xfail(reason=scenario.known_bug, strict=True) if scenario.known_bug else ()
            yield pytest.param(path.name, scenario, [], id=f"{path.stem}-{scenario.name}", marks=marks)


@pytest.mark.parametrize(("file", "scenario", "mistakes"), list(_collect()))
def test_scenario(file: str, scenario: Scenario | None, mistakes: list[str], knowledge: Knowledge) -> None:
    """A borrower in this situation gets what the rules of that day and the right route give."""
    if scenario is None or mistakes:
        pytest.fail("\n".join(mistakes), pytrace=False)
    found = differences(scenario, knowledge)
    if found:
        pytest.fail("\n  ".join([f"{file}, 「{scenario.name}」:", *found]), pytrace=False)


# --- the scenarios as a whole, and the runner itself ------------------------------------------------------


def _all() -> list[Scenario]:
    return [
        scenario
        for path in SCENARIOS.glob("*.yaml")
        for scenario in read_scenarios(path.read_text("utf-8"), path.name)[0]
    ]


def test_scenarios_cover_every_kind_of_lender_and_theme(knowledge: Knowledge) -> None:
    """No lender known in depth, kind of institution, theme of conduct or court paper is without a scenario."""
    scenarios = _all()
    cases = [scenario.answers for scenario in scenarios]
    lenders = {lender.id for case in cases if case.lender and (lender := knowledge.find_lender(case.lender))}
    judged = {name.partition("=")[0] for scenario in scenarios for name in scenario.expect.findings}
    assert len(scenarios) >= 40
    assert lenders >= {"haier", "jinshang", "jirong"}  # the others, of which less is known: test_lenders
    assert {case.kind for case in cases} >= set(InstitutionKind)
    assert {knowledge.theme_of[name] for name in judged} >= {theme.theme for theme in knowledge.themes}
    assert {kind.id for kind in knowledge.paper_kinds.values() if kind.clocks} <= {
        paper for scenario in scenarios for paper in scenario.expect.papers
    }


MINIMAL = """
- name: a
  as_of: 2026-11-21
  answers: {lender: haier, days_overdue: 5, happened: [call_after_22], papers: [{kind: summons, received: 2026-11-10}]}
  expect: %s
"""


@pytest.mark.parametrize(
    ("expect", "says"),
    [
        ("{headline: 海尔}", "headline"),
        ("{findings: {call_after_22: {outcome: broken}}}", "nature"),
        ("{findings: {call_after_22: {outcome: forbidden, nature: null}}}", "forbidden"),
        ("{dates: {clock-lender-15: soon}}", "soon"),
        ("{}", "expects nothing"),
    ],
    ids=["unknown key", "missing nature", "unknown outcome", "not a date", "nothing expected"],
)
def test_mistakes_in_a_scenario_are_named(expect: str, says: str) -> None:
    """A lawyer who mistypes a key learns which one, instead of getting a test that proves nothing."""
    _, mistakes = read_scenarios(MINIMAL % expect, "file.yaml")
    assert mistakes
    assert all(mistake.startswith("file.yaml") for mistake in mistakes)
    assert says in mistakes[0]


def test_two_scenarios_of_one_name_are_a_mistake() -> None:
    """A copied scenario whose name was not changed is found."""
    one = MINIMAL % "{stage: stage-b}"
    assert read_scenarios(one + one, "file.yaml")[1] == ["file.yaml: 「a」 is the name of two scenarios"]


@pytest.mark.parametrize(
    ("expect", "says"),
    [
        ("{headline_contains: 晋商}", "headline"),
        ("{kind: bank}", "kind"),
        ("{stage: stage-i}", "stage"),
        ("{first: [first-keep-evidence, clock-answer]}", "first"),
        ("{first_exclude: [clock-answer]}", "first"),
        ("{routes_start_with: route-default}", "first route"),
        ("{steps: [court_12368, court_12368]}", "steps of"),
        ("{steps: [nfra_12378]}", "steps of"),
        ("{steps_exclude: [court_12368]}", "steps of"),
        ("{unknowns_include: [nothing-known]}", "unknowns"),
        ("{warnings_include: [warn-nothing]}", "warnings"),
        ("{warnings_exclude: [warn-safe-account]}", "warnings"),
        ("{findings: {stalking: {outcome: broken, nature: null}}}", "was not judged"),
        ("{findings: {call_after_22: {outcome: no_rule, nature: standard_or_self_regulation}}}", "outcome"),
        ("{findings: {call_after_22: {outcome: broken, nature: null}}}", "nature"),
        (
            "{findings: {call_after_22: {outcome: broken, nature: standard_or_self_regulation, label_contains: 合规}}}",
            "label",
        ),
        (
            (
                "{findings: {call_after_22: {outcome: broken, nature: standard_or_self_regulation, rules_include: "
                "['civil-code:1']}}}"
            ),
            "rules",
        ),
        (
            (
                "{findings: {call_after_22: {outcome: broken, nature: standard_or_self_regulation, rules_exclude: "
                "[gbt-45251-2025]}}}"
            ),
            "rules",
        ),
        ("{dates: {clock-lender-15: 2026-12-05}}", "clock-lender-15"),
        ("{dates: {clock-lender-15: null}}", "must not be there"),
        ("{dates: {clock-nothing: 2026-12-05}}", "is missing"),
        ("{papers: {summons: {clock-answer: 2026-11-24}}}", "clock-answer"),
        ("{papers: {summons: {clock-answer: {date: 2026-11-25, legal: 2026-11-26}}}}", "clock-answer"),
        ("{papers: {judgment: {clock-appeal-judgment: 2026-11-25}}}", "is missing"),
        ("{present_texts: [不存在的话]}", "does not say"),
        ("{absent_texts: [海尔消费金融]}", "says"),
    ],
)
def test_the_runner_sees_every_difference(expect: str, says: str, knowledge: Knowledge) -> None:
    """A scenario whose expectation is wrong fails, whatever it is about."""
    scenarios, mistakes = read_scenarios(MINIMAL % expect, "file.yaml")
    assert mistakes == []
    found = differences(scenarios[0], knowledge)
    assert len(found) >= 1
    assert says in found[0]

"""All eighty rows of the table of conduct: the knowledge gives the verdict, the nature and the bound institutions of
the evidence.

``catalogue.yaml`` is that table as data. What must follow from it on another day, or for another
kind of lender, is worked out here from the dates and addressees of its rules.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from borrower_help import Knowledge
from borrower_help.advice.conduct import judge
from borrower_help.advice.rules import counts
from borrower_help.advice.views.conduct import FindingView
from borrower_help.knowledge.records.base import InstitutionKind

Judged = Callable[..., FindingView]
TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "catalogue.yaml").read_text(encoding="utf-8"))
CHANGED: dict[str, dict[str, Any]] = {row["id"]: row for row in TABLE["changed"]}
JUDGEMENT = ("verdict", "nature")
ROWS: dict[str, dict[str, Any]] = {
    row["id"]: row | {key: CHANGED.get(row["id"], row).get(key, row[key]) for key in JUDGEMENT} for row in TABLE["rows"]
}
ROW = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)

WEAKEST_FIRST = ("verify_first", "standard_or_self_regulation", "regulatory", "unlawful")
OPEN_KINDS = ("loan_facilitator", "unknown")
"""Behind these another institution stands; which rules bind is seen in the contract, so all of them may."""

NOT_UNDER_THE_STANDARD = ("unlicensed", "insurer", "leasing")
"""Kinds that the national standard does not bind, or for which that was not read."""

DEFINITE_KINDS = [kind.value for kind in InstitutionKind if kind.value not in OPEN_KINDS]
TODAY = dt.date(2026, 11, 21)
CHANGES = {
    "consumer-finance measures": dt.date(2024, 4, 18),
    "micro-loan measures": dt.date(2025, 1, 17),
    "national standard": dt.date(2025, 2, 28),
    "public-security law": dt.date(2026, 1, 1),
    "association guideline": dt.date(2026, 1, 30),
}
"""The days on which the rules for collection changed."""


def rule(name: str) -> dict[str, Any]:
    """What the table says of a rule, or of the family it belongs to."""
    found: dict[str, Any] = TABLE["rules"].get(name) or TABLE["rules"][name.split("-", maxsplit=1)[0]]
    return found


def kinds(bound: str | list[str] | None) -> list[str]:
    """The definite kinds that ``binds`` or ``bound`` of the table stands for."""
    if bound in (None, "everyone"):
        return DEFINITE_KINDS
    return [
        kind
        for kind in DEFINITE_KINDS
        if (kind not in NOT_UNDER_THE_STANDARD if bound == "licensed" else kind in (bound or ""))
    ]


def natures_of(row: dict[str, Any], kind: str, day: dt.date) -> list[str]:
    """What a breach would be under each rule of the row that binds this kind and was in force on that day."""
    basis = [rule(name) for name in CHANGED.get(row["id"], row)["basis"]]
    in_force = [entry for entry in basis if entry["since"] <= day <= entry.get("until", day)]
    return [entry["nature"] for entry in in_force if kind in kinds(entry.get("binds"))]


def nature_expected(row: dict[str, Any], natures: list[str], kind: str) -> str | None:
    """The row's nature, no stronger than the strongest rule that is left."""
    if row["nature"] is None:
        return None
    if not is_about(row, kind):
        return "verify_first"
    strongest = max(natures, key=WEAKEST_FIRST.index, default="verify_first")
    return min(row["nature"], strongest, key=WEAKEST_FIRST.index)


def is_about(row: dict[str, Any], kind: str) -> bool:
    """Whether this kind of institution can do what the row is about."""
    return kind in CHANGED.get(row["id"], {}).get("about", DEFINITE_KINDS)


def outcomes_expected(row: dict[str, Any], natures: list[str], kind: str) -> tuple[str, ...]:
    """What the borrower may be told: never that a rule is broken where none binds, or by whom the row is not about."""
    if not is_about(row, kind):
        return ("depends",)
    if not natures:
        return ("depends", "no_rule")
    if row["verdict"] == "prohibited":
        return ("broken",)
    return ("depends",) if nature_expected(row, natures, kind) == "verify_first" else (row["verdict"],)


def basis_of(finding: FindingView) -> list[str]:
    """What a finding rests on: the basis that binds, or warns everyone, and was in force."""
    return [entry.source for entry in finding.rules if entry.role == "basis" and counts(entry)]


@pytest.fixture(name="judged", scope="module")
def judge_a_row(knowledge: Knowledge, situation: Any) -> Judged:
    """``judged(row, kind, day)``: the behaviour of a row, done by a lender of this kind on that day."""
    of = functools.cache(lambda kind: situation(kind=InstitutionKind(kind)))

    def judged(row: dict[str, Any], kind: str, day: dt.date = TODAY) -> FindingView:
        return judge(knowledge.behaviours[row["id"]], of(kind), knowledge, day)

    return judged


def test_every_row_is_a_behaviour(knowledge: Knowledge) -> None:
    """None of the eighty behaviours of the table is missing from the knowledge."""
    assert len(ROWS) == len(TABLE["rows"]) == 80
    assert set(ROWS) <= set(knowledge.behaviours)


def test_every_change_says_why() -> None:
    """A row in which the knowledge departs from the table is one of the table, and the reason is written down."""
    assert set(CHANGED) <= set(ROWS)
    assert [
        row["id"] for row in CHANGED.values() if not row["reason"].strip() or row["basis"] == ROWS[row["id"]]["basis"]
    ] == []


@ROW
def test_verdict_and_nature(knowledge: Knowledge, row: dict[str, Any]) -> None:
    """The verdict, and the word for the breach, are those of the evidence."""
    behaviour = knowledge.behaviours[row["id"]]
    assert (behaviour.verdict.value, behaviour.nature and behaviour.nature.value) == (row["verdict"], row["nature"])


@ROW
def test_bound_institutions(judged: Judged, row: dict[str, Any]) -> None:
    """Today the behaviour is judged on its own rules exactly where these bind the institution."""
    bound = [kind for kind in DEFINITE_KINDS if basis_of(judged(row, kind))]
    assert bound == kinds(CHANGED.get(row["id"], row)["bound"])


@ROW
def test_judged_for_each_kind(judged: Judged, row: dict[str, Any]) -> None:
    """Each institution is told what its own rules say, in words no stronger than these."""
    for kind in DEFINITE_KINDS:
        finding = judged(row, kind)
        natures = natures_of(row, kind, TODAY)
        assert finding.outcome in outcomes_expected(row, natures, kind), kind
        assert (finding.nature and finding.nature.value) == nature_expected(row, natures, kind), kind
        assert ("违法，" in finding.label) == (nature_expected(row, natures, kind) == "unlawful"), kind
        assert ("说的不是这类机构" in finding.label) == (not is_about(row, kind)), kind


@ROW
def test_an_answer_for_others_says_so_first(judged: Judged, row: dict[str, Any]) -> None:
    """Where the outcome, its force or what it rests on is not the usual one, a sentence before the answer names the
    rules that do not count.
    """
    usual = "broken" if row["verdict"] == "prohibited" else row["verdict"]
    days = [TODAY, *CHANGES.values(), *(day - dt.timedelta(days=1) for day in CHANGES.values())]
    for day, kind in itertools.product(days, DEFINITE_KINDS):
        finding = judged(row, kind, day)
        same = (finding.outcome, finding.nature and finding.nature.value) == (usual, row["nature"]) and is_about(
            row, kind
        )
        assert bool(finding.caveat) == (not same or not basis_of(finding)), f"{kind} on {day}"
        assert ("比通常的弱" in finding.caveat) <= (not same), f"{kind} on {day}"
        assert not finding.caveat or re.search(r"只约束|不约束|才施行|为止|这一条说的是", finding.caveat), (
            finding.caveat
        )


@ROW
def test_a_sentence_to_say_relies_on_no_rule_that_does_not_count(judged: Judged, row: dict[str, Any]) -> None:
    """Where no rule counts for a lender, the borrower is given no sentence that invokes one."""
    for kind in DEFINITE_KINDS:
        finding = judged(row, kind)
        assert not (finding.outcome == "no_rule" and finding.say), kind


@ROW
def test_on_what_it_depends(judged: Judged, row: dict[str, Any]) -> None:
    """Whoever is told that it depends is told on what and how to find out, for every kind and day; nobody else is."""
    for day, kind in itertools.product(
        (TODAY, dt.date(2024, 4, 17), dt.date(2025, 12, 31)), [*DEFINITE_KINDS, *OPEN_KINDS]
    ):
        finding = judged(row, kind, day)
        assert (bool(finding.hinges), bool(finding.find_out)) == (finding.outcome == "depends",) * 2, f"{kind} on {day}"


@ROW
def test_no_rule_of_another_institution(knowledge: Knowledge, judged: Judged, row: dict[str, Any]) -> None:
    """Nothing an institution is told rests on a rule for another kind; where no rule is left, that is said."""
    for kind in DEFINITE_KINDS:
        finding = judged(row, kind)
        if finding.outcome == "no_rule":
            assert "不等于对方做得对" in finding.label
            continue
        for source in finding.sources:
            cited = knowledge.cite(source)
            assert cited is not None
            assert not cited.binds or InstitutionKind(kind) in cited.binds, (
                f"{row['id']}: {source} does not bind {kind}"
            )


@ROW
def test_open_kinds(judged: Judged, row: dict[str, Any]) -> None:
    """Where the lender of record is not known, every rule may apply, and the answer says that the contract decides."""
    for kind in OPEN_KINDS:
        finding = judged(row, kind)
        assert (finding.nature and finding.nature.value) == row["nature"]
        open_question = row["nature"] in ("regulatory", "standard_or_self_regulation")
        assert ("要看合同里的贷款人" in finding.label) == open_question


@ROW
def test_the_rules_of_that_day(judged: Judged, row: dict[str, Any]) -> None:
    """On the day before a rule came into force it judges nothing, and on the day itself it does, for every kind."""
    days = [day for changed in CHANGES.values() for day in (changed - dt.timedelta(days=1), changed)]
    for day, kind in itertools.product(days, DEFINITE_KINDS):
        finding = judged(row, kind, day)
        natures = natures_of(row, kind, day)
        assert bool(basis_of(finding)) == bool(natures), f"{kind} on {day}"
        assert finding.outcome in outcomes_expected(row, natures, kind), f"{kind} on {day}"
        assert (finding.nature and finding.nature.value) == nature_expected(row, natures, kind), f"{kind} on {day}"


@pytest.mark.parametrize(
    ("behaviour", "kind", "before", "after", "changed"),
    [
        ("stalking", "bank", "unlawful", "unlawful", "public-security law"),
        ("fake_police_court", "micro_loan", "unlawful", "unlawful", "public-security law"),
        ("bodily_threat", "unlicensed", "unlawful", "unlawful", "public-security law"),
        ("call_bomb", "bank", "verify_first", "unlawful", "public-security law"),
        ("call_bomb", "consumer_finance", "regulatory", "unlawful", "public-security law"),
        ("call_after_22", "micro_loan", "verify_first", "standard_or_self_regulation", "national standard"),
        ("unanswered_over_6", "bank", "verify_first", "standard_or_self_regulation", "association guideline"),
        ("insult", "consumer_finance", "regulatory", "regulatory", "consumer-finance measures"),
        ("insult", "micro_loan", "verify_first", "regulatory", "micro-loan measures"),
    ],
)
def test_words_before_and_after(
    judged: Judged, behaviour: str, kind: str, before: str, after: str, changed: str
) -> None:
    """The same behaviour before and after a change is named by the rules of its own day, worked out by hand."""
    day = CHANGES[changed]
    found = [judged(ROWS[behaviour], kind, on).nature for on in (day - dt.timedelta(days=1), day)]
    assert found == [before, after]


NEW, OLD = "public-security-penalties-law", "public-security-penalties-law-2012"


@pytest.mark.parametrize(
    ("behaviour", "old", "new"),
    [
        ("bodily_threat", "42", "50"),
        ("ps_or_private_photos", "42", "50"),
        ("detain_person", "40", "47"),
        ("enter_home", "40", "47"),
        ("assault", "43", "51"),
        ("seize_property", "26", "30"),
        ("fake_police_court", "51", "62"),
        ("fake_documents", "52", "63"),
    ],
)
def test_each_day_has_its_own_articles(judged: Judged, behaviour: str, old: str, new: str) -> None:
    """The same behaviour on 2025-12-31 and on 2026-01-01 is unlawful under different articles, each cited for its own
    day only.
    """
    last, first = (judged(ROWS[behaviour], "bank", day) for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1)))
    assert (last.nature, first.nature) == ("unlawful", "unlawful")
    assert (f"{OLD}:{old}" in basis_of(last), f"{NEW}:{new}" in basis_of(last)) == (True, False)
    assert (f"{OLD}:{old}" in basis_of(first), f"{NEW}:{new}" in basis_of(first)) == (False, True)


ARTICLE = re.compile(r"(?P<before>.{0,16})第\d+条")


def test_every_article_of_an_answer_is_one_of_its_day(judged: Judged, knowledge: Knowledge) -> None:
    """No answer for a day in 2025 names an article of the law of 2026 as if it held: it names that of the old law, or
    the day; and no article is left standing without the name of its law.
    """
    wrong = []
    for name, row in ROWS.items():
        text = judged(row, "consumer_finance", dt.date(2025, 12, 31)).text
        for match in ARTICLE.finditer(text):
            before = match["before"]
            undated = before.endswith("治安管理处罚法") and "2026-01-01 起施行的" not in text
            alone = not re.search(r"[法典例定程释则）》、和款]$", before)
            if text != knowledge.behaviours[name].answer and (undated or alone):
                wrong.append((name, match.group()))
    assert wrong == []


def test_a_bombardment_in_2025(judged: Judged) -> None:
    """The law of 2012 forbade messages that disturb, not calls: in 2025 it depends, and the article is named with its
    condition.
    """
    finding = judged(ROWS["call_bomb"], "bank", dt.date(2025, 12, 31))
    (rule,) = [rule for rule in finding.rules if rule.source == f"{OLD}:42"]
    assert (finding.outcome, rule.in_force, "发信息" in rule.condition) == ("depends", True, True)


def test_no_article_of_the_law_before_its_time(judged: Judged) -> None:
    """No article of the law of 2025 judges anything done in 2025, and none of the law of 2012 anything done in 2026."""
    for row in ROWS.values():
        for day, wrong in ((dt.date(2025, 12, 31), NEW), (dt.date(2026, 1, 1), OLD)):
            rules = judged(row, "bank", day).rules
            assert [entry.source for entry in rules if entry.in_force and entry.source.partition(":")[0] == wrong] == []

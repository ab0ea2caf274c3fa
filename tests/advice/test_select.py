"""Which entries apply to a situation: one selector at a time, all together, and the reasons given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from borrower_help import Knowledge
from borrower_help.advice.items import items
from borrower_help.case.conditions import CONDITIONS, Condition
from borrower_help.case.model import Happening, ReceivedPaper
from borrower_help.case.selection import applying, day_range, reasons
from borrower_help.case.situation import Situation
from borrower_help.knowledge.records.base import Confidence, InstitutionKind, Statement

CHECKED = dt.date(2026, 11, 21)


def entry(name: str = "entry", **selectors: object) -> Statement:
    """A statement with the given selectors."""
    return Statement(
        id=name,
        text="一句话。",
        sources=("project-practice",),
        confidence=Confidence.HIGH,
        checked=CHECKED,
        **selectors,
    )


@pytest.mark.parametrize(
    ("days", "overdue", "applies"),
    [
        ((1, 3), 0, False),
        ((1, 3), 1, True),
        ((1, 3), 3, True),
        ((1, 3), 4, False),
        ((1, 3), None, False),
        ((31, None), 30, False),
        ((31, None), 31, True),
        ((31, None), 36500, True),
        ((31, None), None, False),
        ((0, 0), 0, True),
        ((0, 0), 1, False),
    ],
)
def test_days_are_an_inclusive_range_that_may_be_open(
    days: tuple[int, int | None], overdue: int | None, applies: bool, situation: Callable[..., Situation]
) -> None:
    """Both ends of a range of days count, an open end has none, and an unknown day matches no range."""
    assert (reasons(entry(days=days), situation(days_overdue=overdue)) is not None) is applies


@pytest.mark.parametrize(
    ("selectors", "matching", "other", "because"),
    [
        ({"days": (4, 7)}, {"days_overdue": 5}, {"days_overdue": 8}, "逾期第 5 天，在第 4 到 7 天"),
        ({"days": (4, None)}, {"days_overdue": 5}, {"days_overdue": 3}, "逾期第 5 天，在第 4 天以后"),
        ({"kinds": (InstitutionKind.BANK,)}, {"kind": InstitutionKind.BANK}, {"lender": "haier"}, "适用于这一类机构"),
        ({"kinds": (InstitutionKind.CONSUMER_FINANCE,)}, {"lender": "haier"}, {"lender": "jirong"}, "适用于这一类机构"),
        ({"kinds": (InstitutionKind.UNKNOWN,)}, {}, {"lender": "haier"}, "适用于这一类机构"),
        ({"happened": ("insult",)}, {"happened": ("insult",)}, {"happened": ("stalking",)}, "你说发生过"),
        ({"happened": ("insult",)}, {"happened": (Happening(id="insult", on=CHECKED),)}, {}, "你说发生过"),
        (
            {"papers": ("summons",)},
            {"papers": (ReceivedPaper(kind="summons"),)},
            {"papers": (ReceivedPaper(kind="judgment"),)},
            "你收到了",
        ),
        ({"hardships": ("illness",)}, {"hardship": ("illness",)}, {"hardship": ("job_loss",)}, "你的困难是"),
        ({"goals": ("plan",)}, {"goals": ("plan",)}, {"goals": ("complain",)}, "你想要"),
        ({"when": ("unreachable",)}, {"reachable": False}, {"reachable": True}, "你说对方联系不上你"),
    ],
)
def test_each_selector_matches_and_says_why(
    selectors: dict[str, object],
    matching: dict[str, object],
    other: dict[str, object],
    because: str,
    situation: Callable[..., Situation],
) -> None:
    """An entry is shown to whom it was written for, with one reason, and to nobody else."""
    given = reasons(entry(**selectors), situation(**matching))
    assert given is not None
    assert len(given) == 1
    assert given[0].startswith(because)
    assert reasons(entry(**selectors), situation(**other)) is None


def test_an_entry_without_selectors_always_applies_and_gives_no_reason(situation: Callable[..., Situation]) -> None:
    """What holds for everybody is shown to everybody, without an invented reason."""
    assert reasons(entry(), situation()) == ()


def test_the_names_in_a_reason_are_chinese_and_only_those_that_match(
    knowledge: Knowledge, situation: Callable[..., Situation]
) -> None:
    """``--explain`` names what the borrower told in words, never as an id, and nothing they did not tell."""
    given = reasons(
        entry(happened=("insult", "stalking", "assault")), situation(happened=("stalking", "call_after_22", "insult"))
    )
    assert given == (f"你说发生过：{knowledge.behaviours['stalking'].title}、{knowledge.behaviours['insult'].title}",)


@pytest.mark.parametrize(
    ("goals", "applies"), [((), True), (("plan",), True), (("plan", "court"), True), (("court",), False)]
)
def test_goals_that_were_not_told_exclude_nothing(
    goals: tuple[str, ...], applies: bool, situation: Callable[..., Situation]
) -> None:
    """Whoever did not say what they want sees everything; whoever did sees what fits."""
    assert (reasons(entry(goals=("plan", "know_amount")), situation(goals=goals)) is not None) is applies


@pytest.mark.parametrize(("hardship", "applies"), [((), False), (("illness",), True)])
def test_hardships_that_were_not_told_match_nothing(
    hardship: tuple[str, ...], applies: bool, situation: Callable[..., Situation]
) -> None:
    """Words about an illness are not shown to someone who did not mention one."""
    assert (reasons(entry(hardships=("illness",)), situation(hardship=hardship)) is not None) is applies


@pytest.mark.parametrize(
    ("as_of", "applies"),
    [("2026-03-30", False), ("2026-03-31", True), ("2026-08-01", True), ("2026-08-02", False)],
)
def test_effective_dates_are_inclusive(as_of: str, applies: bool, situation: Callable[..., Situation]) -> None:
    """A fact is shown from its first to its last day, both included, and not a day longer."""
    dated = entry(effective_from=dt.date(2026, 3, 31), effective_to=dt.date(2026, 8, 1))
    assert (reasons(dated, situation(dt.date.fromisoformat(as_of))) is not None) is applies


@pytest.mark.parametrize(
    ("bounds", "as_of", "applies"),
    [
        ({"effective_from": dt.date(2026, 1, 1)}, "2025-12-31", False),
        ({"effective_from": dt.date(2026, 1, 1)}, "2099-01-01", True),
        ({"effective_to": dt.date(2026, 1, 1)}, "1990-01-01", True),
        ({"effective_to": dt.date(2026, 1, 1)}, "2026-01-02", False),
    ],
)
def test_effective_dates_may_be_open(
    bounds: dict[str, dt.date], as_of: str, applies: bool, situation: Callable[..., Situation]
) -> None:
    """A fact with one date only is bounded on that side only."""
    assert (reasons(entry(**bounds), situation(dt.date.fromisoformat(as_of))) is not None) is applies


@pytest.fixture(name="conditions")
def two_conditions(monkeypatch: pytest.MonkeyPatch) -> None:
    """One condition that always holds, one more, and one that never does."""
    for name, holds in (("holds", True), ("holds_too", True), ("fails", False)):
        monkeypatch.setitem(CONDITIONS, name, Condition(lambda _, holds=holds: holds, f"因为 {name}", ()))


@pytest.mark.usefixtures("conditions")
@pytest.mark.parametrize(
    ("when", "unless", "because"),
    [
        (("holds", "holds_too"), (), ("因为 holds", "因为 holds_too")),
        (("holds", "fails"), (), None),
        (("fails",), (), None),
        (("holds",), ("fails",), ("因为 holds",)),
        (("holds",), ("holds_too",), None),
        ((), ("fails",), ()),
        ((), ("fails", "holds"), None),
    ],
)
def test_all_of_when_and_none_of_unless(
    when: tuple[str, ...], unless: tuple[str, ...], because: tuple[str, ...] | None, situation: Callable[..., Situation]
) -> None:
    """Every condition under ``when`` must hold; a single one under ``unless`` is enough to leave the entry out."""
    assert reasons(entry(when=when, unless=unless), situation()) == because


def test_all_selectors_together_give_one_reason_each(situation: Callable[..., Situation]) -> None:
    """An entry for a narrow situation needs all of it, and says all of it."""
    narrow = entry(
        days=(1, 30),
        kinds=(InstitutionKind.CONSUMER_FINANCE,),
        happened=("insult",),
        goals=("complain",),
        when=("unreachable",),
    )
    told = {"lender": "haier", "days_overdue": 5, "happened": ("insult",), "goals": ("complain",), "reachable": False}
    found = reasons(narrow, situation(**told))
    assert found is not None
    assert len(found) == 5
    for missing in ("lender", "days_overdue", "happened", "reachable"):
        assert reasons(narrow, situation(**{key: value for key, value in told.items() if key != missing})) is None


def test_applying_keeps_the_order_of_the_knowledge(situation: Callable[..., Situation]) -> None:
    """What the editors put first is read first."""
    entries = [entry("b"), entry("no", days=(1, 3)), entry("a"), entry("c")]
    assert [found.id for found, _ in applying(entries, situation())] == ["b", "a", "c"]
    assert [found.id for found in items(entries, situation())] == ["b", "a", "c"]


def test_an_item_carries_what_it_rests_on(situation: Callable[..., Situation]) -> None:
    """Text, confidence, sources and the reason reach the reader unchanged."""
    (found,) = items([entry(days=(1, None))], situation(days_overdue=2))
    assert (found.text, found.confidence, found.sources) == ("一句话。", Confidence.HIGH, ("project-practice",))
    assert found.because == ("逾期第 2 天，在第 1 天以后",)


@pytest.mark.parametrize(
    ("days", "says"),
    [((1, 3), "第 1 到 3 天"), ((1826, None), "第 1826 天以后"), ((5, 5), "第 5 天")],
)
def test_a_range_of_days_in_words(days: tuple[int, int | None], says: str) -> None:
    """A borrower reads a range of days as one would say it."""
    assert day_range(days) == says

"""The first screen and the short report keep their length for whatever people tell."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from decimal import Decimal

import msgspec
import pytest

from borrower_help import Case, Knowledge, advise
from borrower_help.case.model import Creditor, Happening, LoanOfCase, ReceivedPaper, Role
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.render.brief import brief_lines
from borrower_help.render.formats.terminal import text_lines, to_text
from borrower_help.render.lines import Line
from borrower_help.render.report import short_report
from borrower_help.render.screen import conclusion_lines, screen_lines
from borrower_help.render.sections.opening import loans_lines
from borrower_help.render.sections.page import Page

TODAY = dt.date(2026, 11, 30)

LENDERS = ("海尔", "极融", "招商银行", "马上消费金融", "花呗", "某某小贷", "某某科技有限公司", None)
CREDITORS = (
    None,
    Creditor(kind=InstitutionKind.AMC),
    Creditor(kind=InstitutionKind.INSURER),
    Creditor(kind=InstitutionKind.FINANCING_GUARANTOR, name="智永慧科"),
    Creditor(kind=InstitutionKind.PRIVATE_ASSIGNEE, name="某某资产管理有限公司深圳分公司"),
)


def made_up(chance: random.Random, knowledge: Knowledge) -> Case:
    """What an ordinary person may tell of one loan: up to three things that happened, up to two papers."""

    def some(ids: Iterable[str], most: int) -> list[str]:
        return chance.sample(sorted(ids), chance.randint(0, most))

    def received() -> dt.date | None:
        return chance.choice((None, TODAY - dt.timedelta(days=chance.randint(0, 60))))

    plan = chance.random() < 0.5
    return Case(
        role=chance.choice([role for role in Role if role is not Role.HELPER]),
        lender=chance.choice(LENDERS),
        days_overdue=chance.choice((None, 0, 1, 20, 60, 121, 300, 900, 1500)),
        creditor=chance.choice(CREDITORS),
        happened=tuple(Happening(id=name) for name in some(knowledge.behaviours, 3)),
        papers=tuple(ReceivedPaper(kind=kind, received=received()) for kind in some(knowledge.paper_kinds, 2)),
        hearing=chance.choice((None, None, TODAY + dt.timedelta(days=9), TODAY - dt.timedelta(days=3))),
        goals=tuple(some(knowledge.goals, 2)),
        hardship=tuple(some(knowledge.hardships, 1)),
        income=Decimal(6000) if plan else None,
        essentials=Decimal(5200) if plan else None,
        outstanding=Decimal(26000) if plan else None,
    )


def height(lines: list[Line], width: int) -> int:
    """How many lines of a terminal they take."""
    return len(list(text_lines(lines, width)))


def with_papers(chance: random.Random, case: Case, knowledge: Knowledge) -> Case:
    """The same person with three to six papers, some of a known day."""
    kinds = chance.sample(sorted(knowledge.paper_kinds), chance.randint(3, 6))
    days = [chance.choice((None, TODAY - dt.timedelta(days=chance.randint(0, 60)))) for _ in kinds]
    papers = tuple(ReceivedPaper(kind=kind, received=day) for kind, day in zip(kinds, days, strict=True))
    return msgspec.structs.replace(case, papers=papers)


def with_loans(chance: random.Random, case: Case, _knowledge: Knowledge) -> Case:
    """The same person with two to six loans."""
    loans = tuple(
        LoanOfCase(
            lender=chance.choice(LENDERS[:-1]),
            days_overdue=chance.choice((0, 20, 60, 300, 1500)),
            outstanding=chance.choice((None, Decimal(9000))),
            secured=chance.random() < 0.2,
            sued=chance.random() < 0.2,
        )
        for _ in range(chance.randint(2, 6))
    )
    return Case(loans=loans, **{name: getattr(case, name) for name in OF_THE_PERSON})


OF_THE_PERSON = ("role", "happened", "papers", "hearing", "goals", "hardship", "income", "essentials")

COMBINED = {"one loan": lambda _chance, case, _: case, "many papers": with_papers, "many loans": with_loans}


@pytest.mark.parametrize("seed", range(45))
@pytest.mark.parametrize("more", COMBINED)
def test_first_screen_and_short_report_fit_whatever_is_told(seed: int, more: str, knowledge: Knowledge) -> None:
    """At most 16 lines at 80 columns and 24 at 40; at most 60 in the short report (80 where nothing is left to pay with
    or three papers came) and what is told of several loans; what stands last fits a narrow window.
    """
    chance = random.Random(seed if more == "one loan" else seed + 1000)
    case = COMBINED[more](chance, made_up(chance, knowledge), knowledge)
    advice = advise(case, knowledge, TODAY)
    page = Page(advice, knowledge, full=False, bare=True)
    assert height(screen_lines(page, 80), 80) <= 16
    assert height(screen_lines(page, 40), 40) <= 24
    lines = short_report(advice, knowledge)
    budget = advice.money.budget
    much = len(advice.papers.received) >= 3 or (budget is not None and budget.offer <= 0)
    assert height(lines, 80) <= (80 if much else 60) + height(list(loans_lines(page)), 80)
    last = conclusion_lines(page)
    assert lines[-len(last) :] == last
    assert height(last, 40) < 24
    assert [action for action in advice.first if action.text not in "".join(line.text for line in lines)] == []


def test_a_section_without_room_is_named_with_its_command(knowledge: Knowledge) -> None:
    """Where even one thing of each section is too much, the last ones stand by name, with how much they hold and the
    command that shows it; the papers, which have days, never do.
    """
    for seed in range(141, 143):
        chance = random.Random(seed)
        case = with_loans(chance, with_papers(chance, made_up(chance, knowledge), knowledge), knowledge)
        lines = brief_lines(
            Page(advise(case, knowledge, TODAY), knowledge, full=False, bare=True), lambda _: 9, room=30
        )
        named = next(line.text for line in lines if line.text.startswith("这里没有写的："))
        assert "征信怎么办（9 条：--section credit）" in named
        assert "--section papers" not in named


DRAFTERS = ("对应到规则", "抗辩", "除斥", "事实上", "主体", "标的", "予以", "该笔", "承担担保责任的范围", "标准或自律")
"""Words of those who draft rules, which say nothing to whoever is called about a debt."""


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("more", COMBINED)
def test_no_screen_speaks_as_drafters_do(seed: int, more: str, knowledge: Knowledge) -> None:
    """Neither the first screen nor the short report has such a word, whatever is told; where a court needs the term of
    limitation it stands in brackets behind plain words.
    """
    chance = random.Random(seed)
    case = COMBINED[more](chance, made_up(chance, knowledge), knowledge)
    advice = advise(case, knowledge, TODAY)
    page = Page(advice, knowledge, full=False, bare=True)
    text = to_text([*screen_lines(page, 80), *short_report(advice, knowledge)], 400)
    text = text.replace("（时效抗辩）", "").replace("（提出时效抗辩）", "")
    assert [word for word in DRAFTERS if word in text] == []

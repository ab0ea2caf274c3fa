"""Several loans of one person: the report is about the one that cannot wait, and says whose it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from borrower_help import Case, Knowledge, advise
from borrower_help.case.model import LoanOfCase, ReceivedPaper, Role
from borrower_help.knowledge.records.base import InstitutionKind

TODAY = dt.date(2026, 11, 30)

PLAIN = LoanOfCase(lender="海尔", days_overdue=40)
HOME = LoanOfCase(lender="招商银行", kind=InstitutionKind.BANK, days_overdue=3, secured=True)
SUED = LoanOfCase(lender="晋商", days_overdue=200, sued=True)
SUMMONS = (ReceivedPaper(kind="summons", received=dt.date(2026, 11, 20)),)


@pytest.mark.parametrize(
    ("loans", "more", "named", "says"),
    [
        ((PLAIN, HOME, SUED), {"papers": SUMMONS, "hearing": dt.date(2026, 12, 10)}, "晋商消费金融", "开庭，要去"),
        ((PLAIN, HOME, SUED), {"hearing": dt.date(2026, 12, 10)}, "晋商消费金融", "开庭，要去"),
        ((PLAIN, HOME, SUED), {}, "招商银行", "有抵押的先保"),
        ((PLAIN, SUED), {}, "晋商消费金融", "先办文书"),
        ((PLAIN, msgspec.structs.replace(HOME, days_overdue=0)), {}, "海尔消费金融", "逾期第 40 天"),
        ((PLAIN, LoanOfCase(lender="晋商", days_overdue=200)), {}, "海尔消费金融", "逾期第 40 天"),
        ((PLAIN, HOME), {"papers": SUMMONS}, "你有 2 笔借款", "先看文书写的是哪一家"),
    ],
    ids=["court day", "hearing alone", "home", "sued", "not at risk yet", "none stands out", "whose paper is not told"],
)
def test_the_headline_speaks_of_the_loan_that_cannot_wait(
    loans: tuple[LoanOfCase, ...], more: dict[str, Any], named: str, says: str, knowledge: Knowledge
) -> None:
    """A day at court before a home, a home before what was told first; who lent is named, and whose paper it is only
    where that was told.
    """
    said = advise(Case(loans=loans, **more), knowledge, TODAY).situation.headline
    assert said.startswith(named)
    assert says in said


def test_the_number_to_call_is_that_of_the_loan_in_the_headline(knowledge: Knowledge) -> None:
    """No telephone number of another lender stands below the headline."""
    advice = advise(Case(loans=(PLAIN, HOME)), knowledge, TODAY)
    haier = knowledge.find_lender("海尔")
    assert haier is not None
    numbers = {contact.value for contact in haier.contacts}
    assert not [action for action in advice.first if any(number in action.phone for number in numbers)]


def test_each_loan_keeps_its_place_in_what_was_told(knowledge: Knowledge) -> None:
    """Whoever looks up a loan of the list by its place finds that loan, whatever the report is about."""
    loans = (PLAIN, SUED, HOME)
    advice = advise(Case(loans=loans), knowledge, TODAY)
    assert [(loans[view.index].lender or "") in view.name for view in advice.loans] == [True] * 3


def test_who_owes_nothing_has_no_loan_in_the_headline(knowledge: Knowledge) -> None:
    """A relative is not told which loan cannot wait."""
    said = advise(Case(role=Role.FAMILY, loans=(PLAIN, HOME)), knowledge, TODAY).situation.headline
    assert "有抵押" not in said

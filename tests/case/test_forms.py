"""The forms in which a case may be written."""

from __future__ import annotations

import datetime as dt

import pytest

from borrower_help import Knowledge
from borrower_help.case.file import dump_case, read_case
from borrower_help.case.forms import parse_product, parse_role, understood
from borrower_help.case.model import Case, Creditor, Happening, LoanOfCase, LoanType, ReceivedPaper, Role
from borrower_help.case.parse import parse_creditor, parse_happening, parse_names, parse_paper
from borrower_help.case.validity import mistakes_in
from borrower_help.errors import CaseError, UsageError
from borrower_help.knowledge.records.base import InstitutionKind

TODAY = dt.date(2026, 11, 30)


def read(text: str, knowledge: Knowledge) -> Case:
    """The case of a text in any of the forms."""
    return read_case(text, "case.yaml", lambda data: understood(data, knowledge, TODAY))


def test_happenings_and_papers_by_id_and_title(knowledge: Knowledge) -> None:
    """An id, its title, and a word that people use for it name the same thing; the day may be said in words."""
    late = Happening(id="call_after_22", on=dt.date(2026, 11, 29))
    title = knowledge.behaviours["call_after_22"].title
    assert parse_happening("call_after_22=2026-11-29", "--happened", knowledge, TODAY) == late
    assert parse_happening(f"{title}=昨天", "--happened", knowledge, TODAY) == late
    summons = ReceivedPaper(kind="summons", received=dt.date(2026, 11, 27))
    assert parse_paper("传票=上周五", "--paper", knowledge, TODAY) == summons
    assert parse_paper("summons", "--paper", knowledge, TODAY) == ReceivedPaper(kind="summons")


@pytest.mark.parametrize("text", ["", "was_rude", "../etc/passwd", "=2026-11-10"])
def test_a_word_that_names_nothing_shows_titles(text: str, knowledge: Knowledge) -> None:
    """What is not understood is answered with Chinese titles and their ids, not with a wall of ids."""
    with pytest.raises(UsageError, match=r"可以用：.*（[a-z_0-9]+）") as caught:
        parse_happening(text, "--happened", knowledge, TODAY)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("text", "role"), [("家人", Role.FAMILY), ("not_mine", Role.NOT_MINE), ("担保", Role.GUARANTOR)]
)
def test_who_is_using_it(text: str, role: Role) -> None:
    """A role is named by its id or as people say it."""
    assert parse_role(text, "--i-am") is role


def test_what_was_borrowed() -> None:
    """信用卡 and 车贷 are understood."""
    assert (parse_product("信用卡", "--product"), parse_product("车贷", "--product")) == (LoanType.CARD, LoanType.CAR)


def test_who_demands() -> None:
    """Who asks for the money is a kind of institution where that was said, else a name."""
    assert parse_creditor("资产管理公司", "--creditor") == Creditor(kind=InstitutionKind.AMC)
    assert parse_creditor("某某信息咨询", "--creditor") == Creditor(name="某某信息咨询")


def test_goals_by_title(knowledge: Knowledge) -> None:
    """The words of the interview are understood on the command line."""
    assert parse_names([knowledge.goals["plan"]], "goals", "--goal", knowledge) == ("plan",)


def test_a_case_in_words(knowledge: Knowledge) -> None:
    """A case file may say everything as people say it."""
    text = """
        role: 家人
        lender: 海尔
        kind: 消费金融公司
        days_overdue: 两个月
        outstanding: 一万二
        hearing: 12月8日
        happened: [半夜打电话, {id: 骂人、侮辱, on: 昨天}]
        papers: [{kind: 传票, received: 上周五}, 律师函]
        goals: [谈一个还得起的方案]
    """
    text = text.replace("半夜打电话", knowledge.behaviours["call_after_22"].title)
    text = text.replace("骂人、侮辱", knowledge.behaviours["insult"].title)
    text = text.replace("谈一个还得起的方案", knowledge.goals["plan"])
    text = text.replace("律师函", knowledge.paper_kinds["lawyer_letter"].name)
    case = read(text, knowledge)
    assert case.role is Role.FAMILY
    assert (case.days_overdue, case.outstanding, case.hearing) == (60, 12000, dt.date(2026, 12, 8))
    assert case.happenings == (Happening(id="call_after_22"), Happening(id="insult", on=dt.date(2026, 11, 29)))
    assert [paper.kind for paper in case.papers] == ["summons", "lawyer_letter"]
    assert case.papers[0].received == dt.date(2026, 11, 27)
    assert case.goals == ("plan",)


def test_what_is_not_understood_is_refused_with_its_line(knowledge: Knowledge) -> None:
    """A form that nothing can be made of is named with its line, as any other mistake."""
    with pytest.raises(CaseError) as caught:
        read("lender: 海尔\ndays_overdue: 好久了\n", knowledge)
    assert [problem.line for problem in caught.value.problems] == [2]


LOANS = """
loans:
  - {lender: 海尔, days_overdue: 两个月, outstanding: 8千}
  - {lender: 招商银行信用卡, kind: 银行, product: 信用卡, due: 10/7}
"""


def test_a_case_of_two_loans(knowledge: Knowledge) -> None:
    """The case speaks of the first loan of the list, and can be turned to another one."""
    case = read(LOANS, knowledge)
    assert mistakes_in(case, knowledge) == []
    assert (case.lender, case.days_overdue, case.outstanding) == ("海尔", 60, 8000)
    other = case.about(1)
    assert (other.lender, other.product, other.due) == ("招商银行信用卡", LoanType.CARD, dt.date(2026, 10, 7))
    assert [loan.lender for loan in other.every_loan] == ["招商银行信用卡", "海尔"]


def test_a_flag_changes_the_first_loan(knowledge: Knowledge) -> None:
    """What a flag says of the loan is said in the list, too, and the case is written back without saying it twice."""
    case = read(LOANS, knowledge).telling({"days_overdue": 90})
    assert case.loans[0].days_overdue == 90
    assert read_case(dump_case(case), "case.yaml") == case
    assert dump_case(case).count("海尔") == 1


def test_one_loan_said_twice_and_otherwise(knowledge: Knowledge) -> None:
    """A file that names one lender in the list and another beside it is asked which."""
    case = read(LOANS + "lender: 极融\n", knowledge)
    assert ("lender",) in [place for place, _ in mistakes_in(case, knowledge)]


def test_a_case_without_a_list_has_one_loan() -> None:
    """Whoever goes through all loans finds the one of a case of today."""
    assert Case(lender="海尔", days_overdue=3).every_loan == (LoanOfCase(lender="海尔", days_overdue=3),)
    assert Case().every_loan == ()


def test_whose_duties_are_meant() -> None:
    """A helper's case is about whom they help; who says nothing has borrowed."""
    assert Case().whose is Role.BORROWER
    assert Case(role=Role.HELPER, for_role=Role.FAMILY).whose is Role.FAMILY


@pytest.mark.parametrize(
    "entry", ["{kind: 传票, received: 11月20日}", "{kind: 传票, on: 11月20日}", "{id: summons, on: 2026-11-20}"]
)
def test_one_spelling_does_for_papers_and_for_what_happened(entry: str, knowledge: Knowledge) -> None:
    """A paper may be written as a thing that happened is, and the other way round."""
    text = f"lender: 海尔\npapers: [{entry}]\nhappened: [{{kind: 半夜打电话, received: 2026-11-20}}]\n"
    case = read_case(text, "case.yaml", lambda data: understood(data, knowledge, dt.date(2026, 11, 30)))
    assert [(paper.kind, paper.received) for paper in case.papers] == [("summons", dt.date(2026, 11, 20))]
    assert [(item.id, item.on) for item in case.happenings] == [("call_after_22", dt.date(2026, 11, 20))]

"""What papers tell of a loan becomes answers of a case, and nothing that a person told is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from borrower_help import Case, Knowledge
from borrower_help.ask.chain import read
from borrower_help.ask.papers import together
from borrower_help.case.chain import last_asker, standing
from borrower_help.case.from_papers import loan_told, with_happenings, with_loan
from borrower_help.case.model import Creditor, LoanOfCase
from borrower_help.knowledge.records.base import InstitutionKind

CONTRACTS = Path(__file__).resolve().parents[2] / "examples" / "contracts"
NOTICE = "债权转让通知书\n转让方：北岸样例消费金融有限公司\n受让方：中原样例商务咨询有限公司\n转让日期：2026-05-01"


def told_by(knowledge: Knowledge, *texts: str) -> tuple[LoanOfCase | None, Any, Any]:
    """The loan that texts tell of, their parties and links."""
    parties, links = together([read(text, knowledge) for text in texts])
    return loan_told(parties, links, standing(links, last_asker(links)), knowledge), parties, links


def example(name: str) -> str:
    """One of the contract openings."""
    return (CONTRACTS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "lender", "kind", "creditor"),
    [
        ("consumer-finance-direct", "招联消费金融股份有限公司", "consumer_finance", None),
        ("bank-joint-platform", "南方样例银行股份有限公司", "bank", None),
        ("micro-loan-guarantor", "广州样例小额贷款有限公司", "micro_loan", None),
        ("lease-disguised", "天津样例融资租赁有限公司", "leasing", None),
        ("trust-loan", "华东样例信托有限公司", None, None),
        ("agency-sms", "北岸样例消费金融有限公司", "consumer_finance", None),
        ("assignment-notice", "北岸样例消费金融有限公司", "consumer_finance", ("private_assignee", "2026-06-30")),
        ("insurer-guarantee", "北方样例银行股份有限公司", "bank", ("insurer", "2026-09-15")),
    ],
)
def test_each_example_becomes_the_right_answers(
    knowledge: Knowledge, name: str, lender: str, kind: str | None, creditor: tuple[str, str] | None
) -> None:
    """Lender and kind are those of the contract; who asks is written only where it paid or bought, with day and
    paper. A clause, a guarantee and an agency make no creditor.
    """
    loan, _, _ = told_by(knowledge, example(name))
    assert loan is not None
    assert (loan.lender, loan.kind) == (lender, kind)
    if creditor is None:
        assert loan.creditor is None
        return
    assert loan.creditor is not None
    assert (loan.creditor.kind, str(loan.creditor.since)) == creditor
    assert loan.creditor.name
    assert "书面材料" in loan.creditor.proof or "它自己说" in loan.creditor.proof


def test_nothing_told_is_overwritten(knowledge: Knowledge) -> None:
    """Where the case says another thing, its answer stays and a remark names both; what it lacks is filled in."""
    loan, parties, _ = told_by(knowledge, NOTICE)
    assert loan is not None
    told = Case(
        lender="北岸样例消费金融有限公司",
        kind=InstitutionKind.BANK,
        creditor=Creditor(name="另一家公司"),
        days_overdue=300,
        income=None,
    )
    case, remarks = with_loan(told, loan, parties, knowledge)
    assert (case.kind, case.creditor, case.days_overdue) == (InstitutionKind.BANK, Creditor(name="另一家公司"), 300)
    assert len(case.every_loan) == 1
    assert [("没有改" in remark) for remark in remarks] == [True, True]
    assert "中原样例商务咨询有限公司" in "".join(remarks)
    filled, said = with_loan(Case(lender="北岸样例消费金融有限公司", days_overdue=300), loan, parties, knowledge)
    assert said == []
    assert filled.creditor is not None
    assert (filled.creditor.name, filled.creditor.since) == ("中原样例商务咨询有限公司", dt.date(2026, 5, 1))
    assert (filled.kind, filled.days_overdue) == (InstitutionKind.CONSUMER_FINANCE, 300)


def test_another_lender_is_a_further_loan(knowledge: Knowledge) -> None:
    """A contract of another lender stands beside the loans that were told, which stay the first; that is said."""
    loan, parties, _ = told_by(knowledge, NOTICE)
    assert loan is not None
    case, remarks = with_loan(Case(lender="招联", days_overdue=40), loan, parties, knowledge)
    assert [one.lender for one in case.loans] == ["招联", "北岸样例消费金融有限公司"]
    assert (case.lender, case.days_overdue, case.creditor) == ("招联", 40, None)
    assert "另记成一笔" in "".join(remarks)


def test_a_brand_that_the_contract_names_is_the_same_loan(knowledge: Knowledge) -> None:
    """Who told only the app keeps it, and learns the kind of the lender that the contract names."""
    text = "借款合同\n贷款人：广州样例小额贷款有限公司\n平台运营机构：上海淇毓信息科技有限公司\n借款人：冯某"
    loan, parties, _ = told_by(knowledge, text)
    assert loan is not None
    case, remarks = with_loan(Case(lender="360借条", days_overdue=40), loan, parties, knowledge)
    assert len(case.every_loan) == 1
    assert (case.lender, case.kind) == ("360借条", InstitutionKind.MICRO_LOAN)
    assert "广州样例小额贷款有限公司" in "".join(remarks)


def test_several_that_lent_together_are_told_as_such(knowledge: Knowledge) -> None:
    """A joint loan is one loan, and the case says that several lent it; a second time changes nothing."""
    _, parties, links = told_by(knowledge, example("bank-joint-platform"))
    once = with_happenings(Case(), parties, links)
    assert once.happened == ("joint_lenders",)
    assert with_happenings(once, parties, links) == once


def test_papers_without_a_lender_tell_no_loan(knowledge: Knowledge) -> None:
    """A text that names nobody who lent becomes no answer."""
    assert told_by(knowledge, "请尽快处理您的欠款，否则后果自负。")[0] is None

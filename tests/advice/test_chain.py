"""Who stands behind a loan: what the report says of a way of owing, and what is said of a chain."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from borrower_help import Case, Knowledge, advise
from borrower_help.advice.chain import chain
from borrower_help.ask.chain import read
from borrower_help.ask.papers import together
from borrower_help.case.chain import Proof, confirmed
from borrower_help.case.model import ReceivedPaper
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import LinkKind

TODAY = dt.date(2026, 11, 30)


def branches(knowledge: Knowledge, **case: Any) -> list[str]:
    """The ways of owing that a report tells."""
    found = advise(Case(days_overdue=200, **case), knowledge, TODAY).outlook.branches
    return [branch.id for branch in found if branch.id.startswith("creditor-")]


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ({"kind": InstitutionKind.AMC}, ["creditor-assigned-amc"]),
        ({"kind": InstitutionKind.PRIVATE_ASSIGNEE}, ["creditor-assigned-private"]),
        ({"kind": InstitutionKind.INSURER}, ["creditor-insurer-paid"]),
        ({"kind": InstitutionKind.UNLICENSED}, ["creditor-unlicensed"]),
        ({"kind": InstitutionKind.LEASING}, ["creditor-lease"]),
        ({"kind": InstitutionKind.BANK}, []),
        ({"lender": "招联"}, []),
        ({"lender": "极融", "papers": (ReceivedPaper(kind="subrogation_notice"),)}, ["creditor-guarantor-paid"]),
        ({"kind": InstitutionKind.AMC, "happened": ("collect_no_debt",)}, []),
    ],
)
def test_the_report_tells_the_way_of_owing(knowledge: Knowledge, case: dict[str, Any], told: list[str]) -> None:
    """What became of the debt is told first where kind or paper show it, and to nobody who owes nothing."""
    assert branches(knowledge, **case) == told
    all_of_them = advise(Case(days_overdue=200, **case), knowledge, TODAY).outlook.branches
    assert [branch.id for branch in all_of_them[: len(told)]] == told


def test_every_strength_says_something_of_its_own(knowledge: Knowledge) -> None:
    """The better a chain is proved, the other the conclusion; only the last says that one may deal with who asks."""
    reading = read("借款合同\n贷款人：北方样例银行股份有限公司", knowledge)
    parties, links = together([reading])
    texts = [
        chain(parties, given, knowledge, asker=asker).conclusion.text
        for given, asker in (
            (links, "nobody"),
            (read("【北方样例银行】您欠北方样例银行股份有限公司的钱", knowledge).links, ""),
            (links, ""),
            (confirmed(links, [LinkKind.LOAN]), ""),
        )
    ]
    assert len(set(texts)) == 4
    assert [("可以和它谈" in text) for text in texts] == [False, False, False, True]


def test_a_trust_company_has_its_supervisor(knowledge: Knowledge) -> None:
    """A company of a sort that is no kind of ours is told of by what is known of the sort."""
    parties, links = together([read("贷款人：华东样例信托有限公司", knowledge)])
    view = chain(parties, links, knowledge)
    (supervisor,) = view.supervisors
    assert "国家金融监督管理总局" in supervisor.regulator
    assert supervisor.note is not None
    assert not any("从名字看不出来" in sentence for sentence in view.unclear)


def test_everything_that_is_said_has_sources(knowledge: Knowledge) -> None:
    """Each item of the answer cites something that is recorded."""
    notice = "债权转让通知书\n转让方：北岸样例消费金融有限公司\n受让方：中原样例商务咨询有限公司\n请向受让方还款。"
    parties, links = together([read(notice, knowledge)])
    view = chain(parties, links, knowledge)
    items = [*view.parties, *view.links, *view.ask, *view.pay, *view.branches, view.conclusion]
    assert items
    assert all(knowledge.cite(source) for entry in items for source in entry.sources)
    assert all(entry.sources for entry in items)
    assert view.proof == Proof.SAID.named

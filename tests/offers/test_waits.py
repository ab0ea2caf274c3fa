"""A wait in many words: how long, what runs on, what is due. Each sum by hand; told on 30 November 2026."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from borrower_help.cli.offer_words import read_told, terms_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.offer import Means
from borrower_help.money.wait import wait_of

TODAY = dt.date(2026, 11, 30)

WAITS = {
    "欠15000，延三个月，一天万分之五照算": ("2027-02-28", "675", "15675", False),  # x 0.05 % x 90
    "给你宽限两个月，日息万五，到时候一把还清，欠15000": ("2027-01-30", "457.50", "15457.50", True),  # x 61
    "欠12000，缓到明年2月28号，到期一次还清12600": ("2027-02-28", "600", "12600", True),
    "三个月后一次还15700，欠15000": ("2027-02-28", "700", "15700", True),
    "欠15000，三个月后还1.57万": ("2027-02-28", "700", "15700", True),
    "这三个月先不收您的款，三个月后再加700一起还，欠15000": ("2027-02-28", "700", "15700", True),
    "欠20000，停还半年，月息一分五照常算": ("2027-05-30", "1800", "21800", False),  # x 1.5 % x 6
    "欠8000，推迟60天，每天8块钱利息": ("2027-01-29", "480", "8480", False),
    "欠15000，缓三个月，每天利息7块5": ("2027-02-28", "675", "15675", False),  # 7.5 x 90
    "欠18000，延一个季度，年化24%，到期本息一起还": ("2027-02-28", "1080", "19080", True),  # / 12 x 3
    "欠9000，先不用还，三个月以后再还，利息一共450": ("2027-02-28", "450", "9450", False),
    "欠10000，展期90天，利息每天0.05%": ("2027-02-28", "450", "10450", False),
    "账期往后挪两期，每期多收350利息，欠15000": ("2027-01-30", "700", "15700", False),  # 2 x 350
    "欠15000，延90天，日费率0.06%": ("2027-02-28", "810", "15810", False),
    "欠15000，缓缴3期，费用每期1.2%": ("2027-02-28", "540", "15540", False),
    "欠15000，先歇三个月，到时候本息15675一把清": ("2027-02-28", "675", "15675", True),
    "两个月之内不用还，两个月后还15600就行了，欠15000": ("2027-01-30", "600", "15600", True),
    "延期90天，利息675，欠15000": ("2027-02-28", "675", "15675", False),
    "欠15000，延三个月，期间每月只还利息225，三个月后本金一次还清": ("2027-02-28", "675", "15675", True),  # 3 x 225
    "贷款展期一年，欠15000，年化18%，到期一次还本付息": ("2027-11-30", "2700", "17700", True),
    "延期半年没问题，每个月只收1%的延期费，欠10000，到期再说": ("2027-05-30", "600", "10600", False),
    "欠8000，展期到3月1号，展期费400，到期还8000": ("2027-03-01", "400", "8400", True),
    "欠15000，延三个月，利息照算": ("2027-02-28", None, None, False),
}


@pytest.mark.parametrize("said", WAITS)
def test_what_a_wait_costs(knowledge: Knowledge, said: str) -> None:
    """The day on which it is over, what it adds and what is due then, and whether all is due at once."""
    until, more, due, at_end = WAITS[said]
    terms = terms_of(read_told(said, {}, knowledge, TODAY), TODAY)
    wait = wait_of(terms, Means(), stops=False)
    assert terms.form == "deferral"
    assert terms.now == 0
    assert terms.at_end is at_end
    assert wait is not None
    assert wait.until == dt.date.fromisoformat(until)
    assert (wait.more, wait.due) == (Decimal(more) if more else None, Decimal(due) if due else None)


@pytest.mark.parametrize(
    "said", ["欠9000，缓一缓，有钱了再还", "欠15000，可以给您宽限到春节后，利息照算", "欠8000，缓到过完年再还"]
)
def test_a_wait_of_which_nobody_says_how_long(knowledge: Knowledge, said: str) -> None:
    """It is a wait all the same, and nothing is reckoned."""
    terms = terms_of(read_told(said, {}, knowledge, TODAY), TODAY)
    assert terms.form == "deferral"
    assert wait_of(terms, Means(), stops=False) is None


@pytest.mark.parametrize(
    "said",
    [
        "欠18000，分20期每期900，晚还3天就算违约",
        "欠18000，一次还12000结清，三个月内有效",
        "逾期三个月，欠9000，一次还6000结清",
        "欠9000，已经延期三个月了，一次还6000结清",
    ],
)
def test_what_is_no_wait(knowledge: Knowledge, said: str) -> None:
    """How late one is, how long an offer stands and what counts as late are no waits."""
    terms = terms_of(read_told(said, {}, knowledge, TODAY), TODAY)
    assert terms.form != "deferral"
    assert terms.days_waited == 0

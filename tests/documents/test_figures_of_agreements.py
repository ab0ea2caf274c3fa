"""The sums, days, waivers, payees and grace of an agreement, in every way in which papers write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from borrower_help.documents.grace import late_days
from borrower_help.documents.instalments import figures_in
from borrower_help.documents.numerals import in_figures
from borrower_help.documents.payees import lender_in, payees_in
from borrower_help.documents.waivers import waived_in


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("三千元整", "3000元"),
        ("人民币壹万贰仟元整", "人民币12000元"),
        ("1.2万元", "12000元"),
        ("贰万肆仟伍佰元整", "24500元"),
        ("3千元", "3000元"),
        ("一千零五十元", "1050元"),
        ("壹萬元", "10000元"),
        ("五百元五角", "500.5元"),
        ("￥1,200.50", "1,200.50元"),
        ("￥ 900，每期", "900元,每期"),
        ("每月十五日", "每月15日"),
        ("每月二十八号", "每月28号"),
        ("二〇二七年一月十五日", "2027年1月15日"),
        ("二○二六年十二月三十一日", "2026年12月31日"),
        ("12,000.00元", "12,000.00元"),
        ("第一期", "第一期"),
        ("千分之五", "千分之五"),
        ("三五千元", "三五千元"),
    ],
)
def test_sums_and_days_in_words(written: str, read: str) -> None:
    """What is one number becomes figures; what has two readings stays as it is written."""
    assert in_figures(written) == read


@pytest.mark.parametrize(
    ("text", "count", "first", "last", "counted"),
    [
        ("乙方自2027年1月起共12期，每月十五日付一千元", 12, "2027-01-15", "2027-12-15", 12000),
        ("分十期，每期人民币壹仟贰佰元整，首期二〇二七年一月十五日", 10, "2027-01-15", "2027-10-15", 12000),
        ("分12期偿还，前11期每期1000元，最后一期800元，首期2027年1月5日", 12, "2027-01-05", "2027-12-05", 11800),
        ("第一期至第五期每期2000元，第一期2027年3月1日，末期1500元，共6期", 6, "2027-03-01", "2027-08-01", 11500),
        ("2027年1月10日前还三千元，2027年2月10日前还叁仟元整", 2, "2027-01-10", "2027-02-10", 6000),
        ("于2027年1月5日、2027年2月5日及2027年3月5日各付1.5万元", 3, "2027-01-05", "2027-03-05", 45000),
        ("每期本金900元及手续费30元，共10期，首期2027年1月18日", 10, "2027-01-18", "2027-10-18", 9300),
        ("期数：6期。每期还款￥500.00，首次还款日2027年2月28日", 6, "2027-02-28", "2027-07-28", 3000),
        ("自2026年12月20日起停止计息。分3期，每期100元，首期2027年1月31日", 3, "2027-01-31", "2027-03-31", 300),
        (
            "首付2000元于2026年12月10日前支付，余款分10期，每期1000元，自2027年1月起每月10日付",
            11,
            "2026-12-10",
            "2027-10-10",
            12000,
        ),
        ("前6期每期500元，后12期每期1000元，首期2027年1月5日，共18期", 18, "2027-01-05", "2028-06-05", 15000),
        ("第1至6期每期500元、第7至12期每期1000元，首期2027年1月5日", 12, "2027-01-05", "2027-12-05", 9000),
        ("自2027年1月15日起每月15日还500元，共24个月，最后一个月还300元", 24, "2027-01-15", "2028-12-15", 11800),
        ("期数12，每期1000元，首期还款日：2027/1/15", 12, "2027-01-15", "2027-12-15", 12000),
        ("自二〇二七年二月起分四期，每月八日前付两千五百元", 4, "2027-02-08", "2027-05-08", 10000),
    ],
)
def test_instalments(text: str, count: int, first: str, last: str, counted: int) -> None:
    """The days and the sums of all instalments, however they are written; the last may be another sum."""
    read = figures_in(text)
    days = [entry.day for entry in read.instalments]
    assert (len(days), days[0], days[-1]) == (count, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert read.counted == counted


@pytest.mark.parametrize(
    "loan",
    ["于2025年3月向某某公司借款", "于2025年3月在App申请分期", "自2025年3月起逾期，"],
    ids=["lent", "asked", "late"],
)
def test_the_month_of_the_loan_is_no_first_month(loan: str) -> None:
    """The month in which a loan was made starts no plan of today; the months count, with the first sum before them."""
    read = figures_in(f"本人{loan}。本人承诺于2026年12月1日先还500元，余款分12期，每月1日还1520元。")
    assert (read.instalments, read.months, read.each) == ((), 12, Decimal(1520))
    assert (read.down, read.counted) == (Decimal(500), Decimal(18740))


@pytest.mark.parametrize(
    ("text", "things", "total"),
    [
        ("甲方免去利息1,000.00元", [("利息", 1000)], 1000),
        ("利息1,000.00元不再收取", [("利息", 1000)], 1000),
        ("罚息600元、违约金400元均予以豁免", [("罚息", 600), ("违约金", 400)], 1000),
        ("剩余3300元给您核销", [("剩余", 3300)], 3300),
        ("甲方让利1500元", [("", 1500)], 1500),
        ("甲方减免利息和罚息共1200元", [("利息和罚息", 1200)], 1200),
        ("甲方减免罚息600.00元及利息900.00元，合计1,500.00元", [("罚息", 600), ("利息", 900)], 1500),
        ("违约金800元由甲方核销", [("违约金", 800)], 800),
        ("滞纳金200元甲方不再主张", [("滞纳金", 200)], 200),
        ("本行豁免全部利息及罚息共2,000元", [("利息及罚息", 2000)], 2000),
        ("债权人放弃利息2000元", [("利息", 2000)], 2000),
        ("余款5,000元免除", [("余款", 5000)], 5000),
        ("乙方逾期的，已减免的利息1000元恢复", [], None),
        ("乙方可申请减免利息1000元", [], None),
        ("如按期还款，甲方减免利息1000元作废", [], None),
        ("甲方不予减免利息1000元", [], None),
        ("乙方尚欠利息1000元", [], None),
        ("本金20000元，减免后一次性还15000元", [], None),
        ("本金10000元，罚息800元，甲方减免罚息800元", [("罚息", 800)], 800),
        ("乙方放弃异议后还款1000元", [], None),
    ],
)
def test_what_is_waived(text: str, things: list[tuple[str, int]], total: int | None) -> None:
    """A waiver is read with its name and sum, before or behind its verb; a condition or its revocation is none."""
    read, whole = waived_in(in_figures(text))
    assert [(thing.name, thing.amount) for thing in read] == [(name, Decimal(amount)) for name, amount in things]
    assert whole == total


@pytest.mark.parametrize(
    "text",
    [
        "第一年每月还500元，第二年每月还800元，共24个月，首期2027年1月5日",
        "每月还800元，直至还清24000元",
        "每周还200元，共20周",
    ],
)
def test_a_plan_that_is_not_understood_makes_no_calendar(text: str) -> None:
    """Several sums of which nobody says when, or no count of months, give no instalments rather than wrong ones."""
    assert figures_in(text).instalments == ()


def test_words_and_figures_that_differ_are_told() -> None:
    """A sum in words and another one in figures beside it are both given."""
    assert figures_in("还款人民币壹万贰仟元整（￥21,000.00）").twice == ((Decimal(12000), Decimal(21000)),)
    assert figures_in("还款人民币壹万贰仟元整（￥12,000.00）").twice == ()


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("任何一期逾期一日即全部到期", 1),
        ("逾期超过十日经催告仍未付的", 10),
        ("连续两期未还的", 60),
        ("迟延满一个月", 30),
        ("任何一期未还的", None),
        ("宽限期5日", 5),
        ("逾期一天的，应在十日内付清", 1),
        ("两周内付清", None),
    ],
)
def test_how_long_a_clause_waits(sentence: str, days: int | None) -> None:
    """The fewest days late that a sentence names; one instalment (任何一期) is no time to wait."""
    assert late_days(sentence) == days


@pytest.mark.parametrize(
    ("text", "payees"),
    [
        ("甲方：某某银行股份有限公司\n户名：李四", [("李四", "person")]),
        ("甲方：某某银行股份有限公司\n户名：某某银行股份有限公司", []),
        ("甲方（出借人）：王某\n乙方：赵敏\n款项打到王某的账户", []),
        ("甲方：某某银行股份有限公司\n乙方：赵敏\n还款卡户名：赵敏", []),
        ("甲方：某某消费金融有限公司\n收款单位：某某咨询有限公司", [("某某咨询有限公司", "company")]),
        ("收款单位：某某咨询有限公司", []),
        ("甲方：某某担保有限公司\n甲方已向某某银行支付代偿款", []),
        ("汇至陈建国名下", [("陈建国", "person")]),
        ("付至全部还清为止", []),
        ("切勿转给张三", []),
    ],
)
def test_who_is_paid(text: str, payees: list[tuple[str, str]]) -> None:
    """A person, or a company beside the creditor; never the creditor, the borrower's own card or an earlier payment."""
    assert [(payee.name, payee.kind) for payee in payees_in(text)] == payees


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲方（债权人）：马上消费金融股份有限公司\n乙方：李大勇", "甲方(债权人):马上消费金融股份有限公司"),
        ("出借人：王某\n", "出借人:王某"),
        ("甲方指定的个人账户（李四，工商银行6222）", ""),
        ("甲方可以委托第三方公司催收", ""),
    ],
)
def test_who_lent(text: str, words: str) -> None:
    """The words that name the creditor, and nothing where only his bank or his collector is named."""
    assert lender_in(text) == words

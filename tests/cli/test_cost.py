"""``cost``: in one command, what a loan really costs and which part of it is disputable."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.cells import cell_len

DAY = ("--as-of", "2026-11-21")
JSON = (*DAY, "--format", "json")
PLAIN = ("cost", "--received", "10000", "--payment", "12x905.33")
DEAR = (
    *PLAIN,
    "--fee",
    "某某担保:担保费=60/month",
    "--fee",
    "服务费=300",
    "--principal",
    "10500",
    "--lender",
    "海尔",
    "--start",
    "2025-08-15",
)


def one_line(text: str) -> str:
    """A text without the breaks of its lines."""
    return re.sub(r"\s+", "", text)


def data(result: Any) -> dict[str, Any]:
    """The data of a JSON answer."""
    assert (result.code, result.err) == (0, "")
    envelope = json.loads(result.out)
    assert (envelope["command"], envelope["status"]) == ("cost", "ok")
    told: dict[str, Any] = envelope["data"]
    return told


# --- the rates ------------------------------------------------------------------------------------------------------


def test_two_rates_both_named(run: Any) -> None:
    """The first line has both rates, each with its name: 15.58 % and 16.74 %."""
    result = run(*PLAIN, *DAY)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("名义年利率 15.58%，有效年利率 16.74%。")
    assert "每月利率乘12" in result.out
    assert "复利" in result.out
    assert "借款的代价是863.96元" in one_line(result.out)


def test_for_programs(run: Any) -> None:
    """In JSON the rates are fractions of one and the amounts yuan to the fen, as texts that lose nothing."""
    cost = data(run(*PLAIN, *JSON))["cost"]
    assert round(Decimal(cost["rates"]["nominal"]), 4) == Decimal("0.1558")
    assert round(Decimal(cost["rates"]["effective"]), 4) == Decimal("0.1674")
    assert cost["rates"]["dated"] is None
    assert (cost["received"], cost["total_paid"], cost["total_cost"]) == ("10000", "10863.96", "863.96")


def test_on_dates(run: Any, root: Path) -> None:
    """A list of payments on dates gives a third rate, beside the other two."""
    result = run(
        "cost", "--received", "10000", "--start", "2025-08-15", "--payments", root / "examples" / "payments.csv", *DAY
    )
    assert result.code == 0
    assert "按实际日期算的有效年利率：" in one_line(result.out)
    cost = data(
        run(
            "cost",
            "--received",
            "10000",
            "--start",
            "2025-08-15",
            "--payments",
            root / "examples" / "payments.csv",
            *JSON,
        )
    )["cost"]
    assert abs(Decimal(cost["rates"]["dated"]) - Decimal("0.1674")) < Decimal("0.001")


def test_the_rate_of_the_contract(run: Any) -> None:
    """Beside a contract rate stands how much more is really paid."""
    out = one_line(run(*PLAIN, "--contract-rate", "7.2%", *DAY).out)
    assert "合同写7.20%" in out
    assert "8.38个百分点" in out  # 15.58 less 7.20


def test_several_groups_of_payments(run: Any) -> None:
    """Payments may change: six of 500 and then six of 1,400 are twelve payments."""
    cost = data(run("cost", "--received", "10000", "--payment", "6x500", "--payment", "6x1400", *JSON))["cost"]
    assert (len(cost["loan"]["payments"]), cost["total_paid"]) == (12, "11400.00")


def test_many_groups_of_payments(run: Any) -> None:
    """Sixty single payments are sixty payments, or refused; none is dropped without a word."""
    words = [word for _ in range(60) for word in ("--payment", "1x200")]
    result = run("cost", "--received", "10000", *words, *JSON)
    assert result.code == 2 or len(data(result)["cost"]["loan"]["payments"]) == 60


def test_the_loan_of_a_case_file(run: Any, root: Path) -> None:
    """A loan that stands in a case file need not be told again; an option beats what the file says about the same
    thing.
    """
    words = ("cost", "--case", root / "examples" / "money.yaml")
    told = data(run(*words, *JSON))["cost"]
    assert (told["received"], told["total_paid"], told["contract_date"]) == ("10000", "11583.96", "2025-08-15")
    assert "cap-court-24" in [cap["id"] for cap in told["caps"]]
    other = data(run(*words, "--payment", "12x950", "--fee", "会员费=10/month", *JSON))["cost"]
    assert (other["total_paid"], [fee["name"] for fee in other["fees"]]) == ("11520.00", ["会员费"])


def test_a_case_file_with_a_mistake(run: Any, tmp_path: Path) -> None:
    """A mistake in the case file is named with its line."""
    path = tmp_path / "case.yaml"
    path.write_text("lender: 海尔\nloan:\n  received: viel\n", encoding="utf-8")
    result = run("cost", "--case", path, *DAY)
    assert result.code == 2
    assert "\n第 3 行：" in result.err


# --- fees, deductions, rules


def test_fees_by_name_and_taker(run: Any) -> None:
    """Each fee is named with who took it, its sum, and by how much it raises the rate."""
    out = one_line(run(*DEAR, *DAY).out)
    assert "担保费：共720.00元，某某担保收，名义年利率因此高了" in out
    assert "服务费：共300.00元" in out
    fees = data(run(*DEAR, *JSON))["cost"]["fees"]
    assert [(fee["name"], fee["taken_by"], fee["total"]) for fee in fees] == [
        ("担保费", "某某担保", "720.00"),
        ("服务费", "", "300.00"),
    ]


def test_differences_are_percentage_points(run: Any) -> None:
    """A rate of 28 % that would be 16 % without the fee is twelve percentage points higher, not 12 %."""
    assert "个百分点" in run(*DEAR, *DAY).out


def test_a_fee_taken_in_advance(run: Any) -> None:
    """A fee that was deducted is named once: 9,701 of 10,000 at 12 x 905.33 cost 21.44 %, not 27.56 %."""
    words = (
        "cost",
        "--received",
        "9701",
        "--principal",
        "10000",
        "--payment",
        "12x905.33",
        "--kind",
        "consumer_finance",
        "--fee",
    )
    for fee in ("海尔:服务费=299", "海尔:服务费=299/先扣"):
        out = one_line(run(*words, fee, *DAY).out)
        assert "名义年利率21.44%" in out
        assert "借款的代价是1,162.96元" in out
        assert "先扣的服务费，没有重复算" in out


def test_the_force_of_each_rule(run: Any) -> None:
    """Below each comparison stand the rules it rests on, with their force."""
    assert "依据：金融审判意见（2017）2条（司法解释或司法文件）" in one_line(run(*DEAR, "--kind", "bank", *DAY).out)


def test_both_rates_and_a_line_between_them(run: Any) -> None:
    """Where the nominal rate is within 24 % and the effective one is not, the answer does not reassure."""
    out = one_line(run("cost", "--received", "10000", "--payment", "12x943", "--kind", "consumer_finance", *DAY).out)
    assert "没有超过" in out
    assert "按有效年利率26.16%看，已经高于这条线" in out
    assert "--overdue" in out


def test_a_rate_that_is_hard_to_believe(run: Any) -> None:
    """Above a hundred per cent a year the answer asks to check the decimal points first."""
    assert "小数点" in run("cost", "--received", "1000", "--payment", "3x600", *DAY).out


def test_a_credit_card(run: Any) -> None:
    """A card's daily rate is read as such, and a card is a bank's unless another lender is named."""
    cost = data(
        run(
            "cost",
            "--received",
            "10000",
            "--payment",
            "12x905.33",
            "--product",
            "信用卡",
            "--contract-rate",
            "0.05%/日",
            *JSON,
        )
    )["cost"]
    assert Decimal(cost["contract_rate"]) == Decimal("0.1825")
    assert "cap-bank-card" in [cap["id"] for cap in cost["caps"]]
    assert "cap-penalty-interest" not in [cap["id"] for cap in cost["caps"]]


def test_nothing_is_left_to_fill_in(run: Any) -> None:
    """The words to say carry the rate of this loan, for programs too."""
    caps = data(run(*DEAR, "--kind", "bank", *JSON))["cost"]["caps"]
    assert "＿＿%" not in "".join(cap["say"] for cap in caps)


def test_where_the_money_goes(run: Any) -> None:
    """The picture shows what is repaid, what is interest and what are fees; the parts make a hundred per cent."""
    out = run(*DEAR, *DAY).out
    parts = re.findall(r"^(还到手的钱|利息|费用)　* #+ +([\d.]+)%$", out, re.MULTILINE)
    assert [name for name, _ in parts] == ["还到手的钱", "利息", "费用"]
    assert abs(sum(Decimal(share) for _, share in parts) - 100) <= Decimal("0.02")


def test_over_the_line_a_court_may_draw(run: Any) -> None:
    """Where the rate is above 24 % the answer says so, by how much in yuan, with its force and words to say."""
    out = run(*DEAR, *DAY).out
    assert re.search(r"（24\.00%）：超过，超出的部分约 [\d.]+ 元", out)
    assert "请求调减" in out
    assert "可以说：" in out


def test_within_the_line(run: Any) -> None:
    """Where it is not above, no excess is claimed and nothing is put into the borrower's mouth."""
    caps = data(run(*PLAIN, "--kind", "bank", *JSON))["cost"]["caps"]
    (court,) = (cap for cap in caps if cap["limit"] == "0.24")
    assert (court["status"], court["excess"]) == ("within", None)
    assert "超出的部分" not in run(*PLAIN, "--kind", "bank", *DAY).out


def test_kept_back(run: Any) -> None:
    """Where less arrived than the contract says, the answer says how much, and that it is reckoned with what
    arrived.
    """
    out = one_line(run(*DEAR, *DAY).out)
    assert "500.00元没有到手" in out
    assert "没有到手" not in one_line(run(*PLAIN, *DAY).out)


def test_the_lpr_is_never_guessed(run: Any) -> None:
    """For a contract beyond the last LPR known nothing is reckoned until the borrower gives it."""
    words = (
        "cost",
        "--received",
        "1000",
        "--payment",
        "12x100",
        "--kind",
        "unlicensed",
        "--contract-date",
        "2026-11-01",
    )
    out = run(*words, *DAY).out
    assert "还不能比" in out
    assert "只核到 2026-10-19" in out
    assert "--lpr" in out
    given = run(*words, "--lpr", "3.0%", *DAY).out
    assert "四倍LPR（12.00%）：超过" in given


def test_no_lender_and_no_day(run: Any) -> None:
    """Without the day of the contract the answer says which rules were left out, and how to have them."""
    without = one_line(run(*PLAIN, "--lender", "海尔", *DAY).out)
    assert "--contract-date" in without
    assert "合同要写明年化利率" in without.split("没有合同日期")[1]
    assert "四倍LPR" not in without.split("没有合同日期")[1]
    assert "四倍LPR" in one_line(run(*PLAIN, "--kind", "个人", *DAY).out).split("没有合同日期")[1]
    for flag in ("--contract-date", "--start"):
        assert "没有合同日期" not in one_line(run(*PLAIN, "--lender", "海尔", flag, "2025-01-01", *DAY).out)


def test_a_lender_that_is_not_recorded(run: Any) -> None:
    """An unknown lender is remarked beside the answer."""
    result = run(*PLAIN, "--lender", "快快借", *DAY)
    assert result.code == 0
    assert "没有收录「快快借」" in result.err
    assert json.loads(run(*PLAIN, "--lender", "快快借", *JSON).out)["warnings"]


def test_the_formula_on_request(run: Any) -> None:
    """With ``--explain`` the printed monthly rate really discounts the payments to what arrived."""
    out = one_line(run(*PLAIN, "--explain", *DAY).out)
    (monthly,) = re.findall(r"月利率r=名义年利率÷12=([\d.]+)%", out)
    rate = 1 + Decimal(monthly) / 100
    worth = sum(Decimal("905.33") / rate**month for month in range(1, 13))
    assert abs(worth - 10000) < Decimal("0.1")
    assert "905.33÷(1+r)^1+905.33÷(1+r)^2" in out
    assert "=10,000.00元" in out
    assert "算式" not in run(*PLAIN, *DAY).out


def test_every_figure_can_be_followed(run: Any) -> None:
    """The steps lead to the figures: what a fee adds, what lies above 24 % month by month, four times the LPR."""
    out = one_line(run(*DEAR, "--kind", "unlicensed", "--start", "2024-06-01", "--explain", *DAY).out)
    assert re.search(r"担保费：去掉这一项再算一次，名义年利率[\d.]+%。", out)
    before, without, adds = (
        Decimal(found) for found in re.findall(r"名义年利率[\d.]+%。([\d.]+)%-([\d.]+)%=([\d.]+)个百分点", out)[0]
    )
    assert abs(before - without - adds) <= Decimal("0.01")
    assert "=4×3.45%（合同那天有效的一年期LPR，2024-05-20公布）=13.80%" in out
    steps = re.findall(r"第(\d+)期：([\d.]+)×([\d.]+)-([\d.]+)，还剩([\d.]+?)(?:。|，超出([\d.]+)。)", out)
    assert [int(step[0]) for step in steps] == list(range(1, 13))
    for _, open_before, growth, paid, after, too_much in steps:
        left = Decimal(open_before) * Decimal(growth) - Decimal(paid)
        assert abs(left - (Decimal(after) - Decimal(too_much or 0))) <= Decimal("0.02")
    (told,) = re.findall(r"超出的部分约([\d,.]+)元", out)
    assert abs(sum(Decimal(step[5] or 0) for step in steps) - Decimal(told.replace(",", ""))) <= Decimal("0.05")


def test_steps_for_programs(run: Any) -> None:
    """The same steps are in the JSON where they were asked for."""
    assert any("月利率 r" in step for step in data(run(*PLAIN, "--explain", *JSON))["explain"])
    assert "explain" not in data(run(*PLAIN, *JSON))


# --- after the due date


def test_penalty_interest(run: Any) -> None:
    """8,000 overdue for 45 days at 24 %: 31.2 to 36 % a year, 6.84 to 8.00 a day, 307.73 to 360.00 in all."""
    out = one_line(run("cost", "--overdue", "8000:45", "--contract-rate", "24", "--kind", "银行", *DAY).out)
    assert "年31.20%到36.00%" in out
    assert "每天约6.84元到8.00元" in out
    assert "45天约307.73元到360.00元" in out
    assert "罚息利率已经超过这条线" in out


def test_what_the_lender_asks(run: Any) -> None:
    """Of 620 asked for 45 days on 8,000 the line of 24 % leaves 236.71; the answer tells the rest, the rate it makes,
    and the account.
    """
    words = ("cost", "--overdue", "8000:45", "--charged", "620", "--interest-due", "120", "--lender", "海尔")
    out = one_line(run(*words, *DAY).out)
    assert "折成年利率62.86%" in out
    assert "连本金一共要8,740.00元" in out
    assert "45天是236.71元" in out
    assert "多383.29元" in out
    assert "司法解释或司法文件" in out
    assert "可以说：「各项息费合计折成年利率约为62.86%" in out
    assert "还不知道罚息利率" in out
    account = data(run(*words, *JSON))["account"]
    assert (account["charged"], account["lines"][0]["excess"]) == ("620", "383.29")


def test_the_penalty_of_the_contract(run: Any) -> None:
    """0.05 % a day is 18.25 % a year; a private lender's is held against four times the LPR of the contract's day."""
    words = (
        "cost",
        "--overdue",
        "8000:45",
        "--penalty-rate",
        "0.05%/日",
        "--kind",
        "个人",
        "--contract-date",
        "2026-07-01",
    )
    out = one_line(run(*words, *DAY).out)
    assert "罚息：年18.25%" in out
    assert "四倍LPR（司法解释或司法文件）：按年12.00%算" in out
    assert "每天约4.00元。" in out
    assert "罚息利率已经超过这条线" in out
    assert "spc-private-lending:28" in json.dumps(data(run(*words, *JSON)))


def test_days_from_the_due_date(run: Any) -> None:
    """The day it was due may be told instead of the days; a day that has not come is refused."""
    told = ("cost", "--penalty-rate", "18%", "--overdue")
    assert data(run(*told, "8000:2026-10-07", *JSON))["account"]["days"] == 45
    assert "还没有到" in run(*told, "8000:2027-10-07", *DAY).err
    assert data(run("cost", "--judgment", "8000:2026-10-22", *JSON))["delay_interest"]["days"] == 30


def test_a_penalty_rate_beyond_a_banks_range(run: Any) -> None:
    """A bank's 36.5 % on a contract of 7.2 % is held against one and a half times the contract rate, for the penalty
    alone.
    """
    words = (
        "cost",
        "--overdue",
        "8000:45",
        "--kind",
        "银行",
        "--contract-rate",
        "7.2%",
        "--penalty-rate",
        "0.1%/日",
        "--charged",
        "300",
    )
    out = one_line(run(*words, *DAY).out)
    assert "银行的逾期罚息（合同利率的1.5倍）（监管文件）：按年10.80%算，45天是106.52元。罚息利率已经超过这条线" in out


def test_an_overdue_card(run: Any) -> None:
    """A card has no range of penalty rates, whichever way it was said that it is one."""
    for words in (("--product", "card"), ("--kind", "信用卡")):
        out = one_line(run("cost", "--overdue", "8000:45", "--contract-rate", "万分之五/日", *words, *DAY).out)
        assert "还不知道罚息利率" in out


def test_a_private_lender_without_a_day(run: Any) -> None:
    """Where the line cannot be known without the day of the contract, the answer says so instead of showing none."""
    out = one_line(run("cost", "--overdue", "8000:45", "--charged", "700", "--kind", "个人", *DAY).out)
    assert "还不能比" in out
    assert "--contract-date" in out


def test_steps_after_the_due_date(run: Any) -> None:
    """Compound interest, sums and the order of payment can be followed step by step."""
    words = (
        "cost",
        "--overdue",
        "8000:45",
        "--kind",
        "银行",
        "--contract-rate",
        "24%",
        "--interest-due",
        "120",
        "--paying",
        "500:100:300:8000",
        "--explain",
    )
    out = one_line(run(*words, *DAY).out)
    assert "低的数，罚息=8000.00×31.20%÷365×45=307.73元" in out
    assert "高的数，复利=没付的利息120.00×36.00%÷360×45=5.40元" in out
    assert "高的数，本息罚合计=8000.00+120.00+360.00+5.40=8,485.40元" in out
    assert "手里500.00，抵费用100.00，剩400.00" in out
    assert "手里100.00，抵本金100.00，剩0.00" in out


def test_an_agreed_order(run: Any) -> None:
    """Where it was agreed, the payment goes to the principal first."""
    words = ("cost", "--paying", "500:100:300:8000", "--agreed-order", "本金,利息,费用")
    out = one_line(run(*words, *DAY).out)
    assert "按你们约定的顺序：本金、利息、费用" in out
    assert "抵本金：500.00元" in out


def test_what_a_payment_is_set_against(run: Any) -> None:
    """500 paid against 100 of costs, 300 of interest and 8,000: 100 to the principal, and what an agreement can
    change.
    """
    out = one_line(run("cost", "--paying", "500:100:300:8000", *DAY).out)
    assert "抵费用：100.00元" in out
    assert "抵利息：300.00元" in out
    assert "抵本金：100.00元" in out
    assert "本次先还本金" in out


def test_interest_after_a_judgment(run: Any) -> None:
    """8,000 for 30 days at 0.0175 % a day are 42 yuan."""
    assert "8,000.00元×0.0175%×30天=42.00元" in one_line(run("cost", "--judgment", "8000:30", *DAY).out)
    assert data(run("cost", "--judgment", "8000:30", *JSON))["delay_interest"] == {
        "amount": "42.00",
        "days": 30,
        "unpaid": "8000",
        "text": "8,000.00 元 × 0.0175% × 30 天 = 42.00 元。判决写的利息另算。",
    }


def test_everything_at_once(run: Any) -> None:
    """The loan and what runs after the due date stand in one answer when both are asked for."""
    words = (
        *PLAIN,
        "--contract-rate",
        "7.2",
        "--overdue",
        "8000：45",
        "--paying",
        "500:100:300:8000",
        "--judgment",
        "8000:30",
    )
    assert set(data(run(*words, *JSON))) == {"cost", "account", "appropriation", "delay_interest", "words"}


# --- what cannot be a loan

WRONG = {
    "nothing told": (("cost",), "--received"),
    "no payments": (("cost", "--received", "10000"), "12x905.33"),
    "nothing arrived": (("cost", "--received", "0", "--payment", "12x905"), "大于 0"),
    "a negative amount": (("cost", "--received", "-5", "--payment", "12x905"), "--received"),
    "a slipped point": (("cost", "--received", "10000", "--payment", "12x90533"), "小数点"),
    "payments of nothing": (("cost", "--received", "10000", "--payment", "12x0"), "0 元"),
    "a strange group": (("cost", "--received", "10000", "--payment", "12905"), "12x905.33"),
    "a strange fee": ((*PLAIN, "--fee", "60"), "担保费=100/month"),
    "a fee each year": ((*PLAIN, "--fee", "费=60/year"), "担保费=100/month"),
    "fees as high as the loan": ((*PLAIN, "--fee", "费=10000"), "费用"),
    "less lent than arrived": ((*PLAIN, "--principal", "9000"), "填反"),
    "a strange day": ((*PLAIN, "--start", "2026-02-30"), "--start"),
    "a strange rate": ((*PLAIN, "--contract-rate", "viel"), "--contract-rate"),
    "a strange LPR": ((*PLAIN, "--lpr", "x"), "--lpr"),
    "a slipped LPR": ((*PLAIN, "--contract-date", "2026-10-01", "--lpr", "30"), "小数点"),
    "charges out of all measure": (("cost", "--overdue", "8000:45", "--charged", "9999999"), "小数点"),
    "charges without anything overdue": ((*PLAIN, "--charged", "620"), "--overdue"),
    "an order without a payment": ((*PLAIN, "--agreed-order", "本金,利息,费用"), "--paying"),
    "a strange order": (("cost", "--paying", "1:2:3:4", "--agreed-order", "本金,利息"), "三样"),
    "a strange product": ((*PLAIN, "--product", "房贷"), "信用卡"),
    "a rate that may be two": ((*PLAIN, "--contract-rate", "0.072"), "百分数"),
    "a rate by the week": ((*PLAIN, "--contract-rate", "0.1%/周"), "0.05%/日"),
    "a tenth of what was meant": (("cost", "--received", "10000", "--payment", "12x9053.3"), "小数点"),
    "money of the future": ((*PLAIN, "--start", "2027-01-01"), "还没有到"),
    "penalty without days": (("cost", "--overdue", "8000", "--contract-rate", "24"), "本金:天数"),
    "a payment in three parts": (("cost", "--paying", "1:2:3"), "付款:费用:利息:本金"),
    "a judgment for ever": (("cost", "--judgment", "8000:99999"), "36500"),
    "a file that is not there": (("cost", "--received", "1000", "--payments", "none.csv"), "none.csv"),
    "both ways to tell payments": ((*PLAIN, "--payments", "none.csv"), "只用一个"),
}


@pytest.mark.parametrize(("words", "says"), WRONG.values(), ids=WRONG)
def test_impossible_loans(run: Any, words: tuple[str, ...], says: str) -> None:
    """What cannot be a loan is refused in a Chinese sentence that says what to correct, in JSON too."""
    result = run(*words, *DAY)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    envelope = json.loads(run(*words, *JSON).out)
    assert (envelope["status"], says in envelope["data"]["message"]) == ("error", True)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("日期,金额\n2026-02-01,abc\n", 2, "abc"),
        ("日期,金额\n2026-02-30,500\n", 2, "2026-02-30"),
        ("2026-02-01,500\n2026-03-01\n", 2, "两列"),
        ("2026-02-01,500\nx,-5\n", 2, "x"),
    ],
)
def test_bad_lines_of_a_list(run: Any, tmp_path: Path, text: str, line: int, says: str) -> None:
    """Every line of a payment list that cannot be read is named by file and line."""
    path = tmp_path / "payments.csv"
    path.write_text(text, encoding="utf-8")
    result = run("cost", "--received", "1000", "--payments", path, *DAY)
    assert (result.code, result.out) == (2, "")
    assert f"{path}:{line}: " in result.err
    assert says in result.err


def test_a_payment_before_the_loan(run: Any, tmp_path: Path) -> None:
    """A payment before the money arrived is named with both dates."""
    path = tmp_path / "payments.csv"
    path.write_text("2025-12-01,600\n2026-02-01,600\n", encoding="utf-8")
    result = run("cost", "--received", "1000", "--start", "2026-01-01", "--payments", path, *DAY)
    assert result.code == 2
    assert "2025-12-01" in result.err
    assert "2026-01-01" in result.err


LISTS = {
    "principal and interest apart": "日期,应还本金,应还利息\n2026-02-01,500,20\n2026-03-01,500,10\n",
    "the sum beside its parts": (
        "期数,应还日期,应还总额,应还本金,应还利息,剩余本金\n1,2026-02-01,520,500,20,500\n2,2026-03-01,510,500,10,0\n"
    ),
    "what is due beside what was paid": (
        "还款日,应还本金,应还利息,实还本金,实还利息\n2026-02-01,500,20,500,20\n2026-03-01,500,10,0,0\n"
    ),
    "a preface, marks and a sum": (
        '还款计划表\n\n还款日期,月供（元）\n2026/2/1,￥520.00\n2026年3月1日,"¥510"\n合计,1030\n'
    ),
    "no heading": "2026-02-01,520\n2026-03-01,510\n",
    "tabs": "还款日期\t还款金额\n2026-02-01 00:00:00\t520\n2026-03-01\t510\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_lists_as_lenders_give_them(run: Any, tmp_path: Path, text: str, encoding: str) -> None:
    """A payment is the whole of what is due, however the list is laid out and encoded."""
    path = tmp_path / "payments.csv"
    path.write_bytes(text.encode(encoding))
    cost = data(run("cost", "--received", "1000", "--payments", path, *JSON))["cost"]
    assert [payment["amount"] for payment in cost["loan"]["payments"]] in (["520", "510"], ["520.00", "510"])


def test_a_list_in_a_workbook(run: Any, tmp_path: Path) -> None:
    """A workbook with real dates and numbers is read like a CSV."""
    path = tmp_path / "payments.xlsx"
    book = openpyxl.Workbook()
    for row in (("应还日期", "应还本金", "应还利息"), (dt.date(2026, 2, 1), 500, 20), (dt.date(2026, 3, 1), 500, 10.5)):
        book.active.append(row)
    book.save(path)
    assert data(run("cost", "--received", "1000", "--payments", path, *JSON))["cost"]["total_paid"] == "1030.50"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-02-01,500,20\n", "表头"),
        ("日期,备注\n2026-02-01,好\n", "还款金额"),
        ("", "是空的"),
        ("nonsense\n", "两列"),
    ],
    ids=["which column?", "no amount", "empty", "no list"],
)
def test_lists_that_cannot_be_used(run: Any, tmp_path: Path, text: str, says: str) -> None:
    """A list of which the amounts cannot be told is refused in a sentence that says what to do."""
    path = tmp_path / "payments.csv"
    path.write_text(text, encoding="utf-8")
    result = run("cost", "--received", "1000", "--payments", path, *DAY)
    assert (result.code, result.out) == (2, "")
    assert says in result.err


def test_payments_that_are_not_monthly(run: Any, tmp_path: Path) -> None:
    """A loan of ten days is priced by its days: 1,020 for 1,000 is 106 % a year, and the answer says that days were
    counted.
    """
    path = tmp_path / "payments.csv"
    path.write_text("2026-01-15,1020\n", encoding="utf-8")
    out = one_line(
        run("cost", "--received", "1000", "--start", "2026-01-05", "--payments", path, "--explain", *DAY).out
    )
    assert "名义年利率73.00%，有效年利率106.02%" in out
    assert "名义按单利折成一年" in out
    assert "名义年利率=（1020.00-1000.00）÷1000.00÷10天×365=73.00%" in out
    assert "(10/365)" in out


def test_a_trap_of_a_week(run: Any, tmp_path: Path) -> None:
    """700 that are 1,000 after a week: simple interest has a figure, the compounded one is only called large."""
    path = tmp_path / "payments.csv"
    path.write_text("2026-01-12,1000\n", encoding="utf-8")
    out = one_line(
        run("cost", "--received", "700", "--start", "2026-01-05", "--payments", path, "--kind", "个人", *DAY).out
    )
    assert "名义年利率2234.69%，有效年利率超过10000%" in out


def test_fortnights(run: Any, tmp_path: Path) -> None:
    """Payments every two weeks are reckoned by their days, and the answer says so."""
    path = tmp_path / "payments.csv"
    path.write_text("2026-01-19,1600\n2026-02-02,1600\n", encoding="utf-8")
    told = run("cost", "--received", "3000", "--start", "2026-01-05", "--payments", path, *DAY)
    assert "利率按实际天数算" in told.out


# --- formats


def test_markdown(run: Any) -> None:
    """Markdown keeps the picture as it is and numbers its sources."""
    out = run(*DEAR, *DAY, "--format", "markdown").out
    assert out.startswith("# 名义年利率")
    assert re.search(r"^    利息　　　 #", out, re.MULTILINE)
    assert "## 来源" in out


@pytest.mark.parametrize(
    "words", [DEAR, (*DEAR, "--explain"), ("cost", "--paying", "500:100:300:8000"), ("cost", "--judgment", "8000:30")]
)
def test_forty_columns(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """In a window of forty columns no line is wider, the picture and the formula included."""
    monkeypatch.setenv("COLUMNS", "40")
    assert [line for line in run(*words, *DAY).out.splitlines() if cell_len(line) > 40] == []


def test_a_chinese_console(process: Any) -> None:
    """On a console that knows only GBK the answer can be read, the picture included."""
    done = process(*DEAR, "--explain", *DAY, env={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    text = done.stdout.decode("gbk")
    assert "名义年利率" in text
    assert "?" not in text


def test_every_source_is_listed(run: Any) -> None:
    """Every source that the answer cites is described in the envelope."""
    envelope = json.loads(run(*DEAR, *JSON).out)
    cited = {source for cap in envelope["data"]["cost"]["caps"] for source in cap["sources"]}
    assert cited == {source["ref"] for source in envelope["sources"]}


# --- one loan, one set of terms


def test_one_contract_day_for_everything(run: Any, tmp_path: Path) -> None:
    """The loan and what is overdue are held against the lines of the same day: the contract's, wherever it was told."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "kind: unlicensed\nloan: {received: 10000, payment: ['12x905.33'], contract_date: 2019-01-01}\n",
        encoding="utf-8",
    )
    told = data(run("cost", "--case", path, "--start", "2025-01-05", "--overdue", "8000:45", *JSON))
    assert told["cost"]["contract_date"] == "2019-01-01"
    assert [line["line"]["name"] for line in told["account"]["lines"]] == []


def test_a_card_of_a_case_file(run: Any, tmp_path: Path) -> None:
    """A card is a bank's whether the option or the case says so, and stays the named lender's where there is one."""
    path = tmp_path / "case.yaml"
    loan = "loan: {received: 10000, payment: ['12x905.33'], product: card, start: 2025-01-05}\n"
    path.write_text(loan, encoding="utf-8")
    caps = [cap["id"] for cap in data(run("cost", "--case", path, *JSON))["cost"]["caps"]]
    assert "cap-bank-card" in caps
    assert not any(name.startswith("cap-lpr") for name in caps)
    path.write_text("lender: 海尔\n" + loan, encoding="utf-8")
    assert "cap-consumer-finance-20" in [cap["id"] for cap in data(run("cost", "--case", path, *JSON))["cost"]["caps"]]


def test_payments_without_what_arrived(run: Any) -> None:
    """Payments told beside something overdue are not passed over in silence: what arrived is missing."""
    result = run("cost", "--payment", "12x905.33", "--overdue", "8000:45", *DAY)
    assert result.code == 2
    assert "--received" in result.err


def test_amounts_of_a_workbook_stay_amounts(run: Any, tmp_path: Path) -> None:
    """Half a yuan of interest is no time of day, and forty thousand yuan and a half are no date."""
    path = tmp_path / "payments.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ("应还日期", "应还本金", "应还利息"),
        (dt.date(2026, 2, 1), 40000.5, 0.5),
        (dt.date(2026, 3, 1), 500, 10.5),
    ):
        book.active.append(row)
    book.save(path)
    assert data(run("cost", "--received", "40000", "--payments", path, *JSON))["cost"]["total_paid"] == "40511.50"


def test_a_list_with_semicolons_and_thousands(run: Any, tmp_path: Path) -> None:
    """The sign between the columns is the one that divides every row alike, not the most frequent one."""
    path = tmp_path / "payments.csv"
    path.write_text("2026-02-01;1,000.00\n2026-03-01;1,010.00\n", encoding="utf-8")
    assert data(run("cost", "--received", "2000", "--payments", path, *JSON))["cost"]["total_paid"] == "2010.00"


def test_what_is_shown_to_others_names_nobody(run: Any, tmp_path: Path) -> None:
    """``--redact`` puts stars over names and numbers in fees and lender, on the screen and for programs; sums stay."""
    path = tmp_path / "case.yaml"
    fee = "{name: 张大明经理13812345678服务费, amount: 100, taken_by: 李小红经理}"
    path.write_text(f"loan:\n  received: 10000\n  payment: [12x905.33]\n  fees: [{fee}]\n", encoding="utf-8")
    for more in ((), ("--format", "json")):
        result = run("cost", "--case", path, "--lender", "王小明先生的贷款", "--redact", *more, *DAY)
        assert result.code == 0
        assert "13812345678" not in result.out + result.err
        assert "大明" not in result.out
        assert "小红" not in result.out
        assert "小明" not in result.out + result.err
        assert "100" in result.out

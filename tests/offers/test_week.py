"""Six loans, 5,800 of income and a summons: one page that says what to do this week, with sums that add up."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.cells import cell_len

CASE = Path(__file__).parent / "six-loans.yaml"
WORDS = ("plan", "--case", str(CASE), "--week", "--as-of", "2026-11-30")


def test_the_sums_add_up(run: Any) -> None:
    """By hand: 5800 - 4300 = 1500, a tenth kept back, 1350 left; the shares add up to it and the debts to 71,000."""
    data = json.loads(run(*WORDS, "--format", "json").out)["data"]
    shares = [Decimal(str(entry["share"])) for entry in data["shares"]]
    owed = [Decimal(str(entry["owed"])) for entry in data["shares"]]
    assert sum(shares) == Decimal(str(data["offered"])) == Decimal(str(data["offer"])) == Decimal(1350)
    assert sum(owed) == Decimal(str(data["owed"])) == 18000 + 12000 + 9000 + 21000 + 6000 + 5000
    assert shares[:5] == [Decimal(share) for share in ("368.18", "122.73", "429.55", "184.09", "245.45")]
    # 1350 x 18000, 6000, 21000, 9000, 12000 / 66000 = 368.1818, 122.7272, 429.5454, 184.0909, 245.4545: two fen are
    # left over and go to 122.72 and 429.54, which lost 0.72 and 0.54 of one
    assert shares[-1] == 0  # a lender without a licence waits until it is clear what was received


def test_the_week_is_in_order_of_days(run: Any) -> None:
    """The court comes first, the calls of the same day after it, the answer and the hearing on their days."""
    data = json.loads(run(*WORDS, "--format", "json").out)["data"]
    days = [step["day"] for step in data["steps"]]
    assert days == sorted(days)
    said = [step["what"]["text"] for step in data["steps"]]
    assert "12368" in said[0]
    assert "2026-12-11" in days
    assert "2026-12-18" in days
    assert "晋商消费金融还没逾期" in " ".join(said)


@pytest.mark.parametrize("columns", [80, 40])
def test_it_is_one_page(run: Any, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line is wider than the screen, and at 80 columns it is no longer than a page."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run(*WORDS).out.splitlines()
    assert [line for line in lines if cell_len(line) > columns] == []
    assert columns == 40 or len(lines) <= 60


def test_one_calendar_holds_everything(run: Any) -> None:
    """The answer to the court, the hearing, each loan's next day and the day to look again are in one calendar."""
    out = run(*WORDS, "--format", "ics").out.replace("\r\n ", "")
    assert len(re.findall("BEGIN:VEVENT", out)) == 10  # two time limits, the hearing, six loans, one day to look again
    assert [words for words in ("看各家的答复", "开庭", "交答辩状", "晋商消费金融：应还日") if words not in out] == []


def test_the_report_says_what_the_shares_come_to(run: Any) -> None:
    """``advise`` adds the shares of the loans up and names the page."""
    out = re.sub(r"\s", "", run("advise", "--case", CASE, "--as-of", "2026-11-30", "--no-input").out)
    assert "各家的份额加起来1,350.00元，每月最多拿得出1,350.00元" in out


def test_one_loan_gets_no_such_page(run: Any) -> None:
    """Where there are not several loans the command says what it needs."""
    result = run("plan", "--week", "--income", "5800", "--essentials", "4300")
    assert result.code == 2
    assert "loans" in result.err


BLIND: dict[str, Any] = {
    "income": 5800,
    "essentials": 4450,
    "loans": [
        {"lender": "招联", "days_overdue": 45, "outstanding": 12000},
        {"lender": "微粒贷", "days_overdue": 30, "outstanding": 15000},
        {"lender": "花呗", "days_overdue": 90, "outstanding": 8000},
        {"lender": "海尔", "days_overdue": 60, "outstanding": 9000},
        {"lender": "极融", "days_overdue": 120, "outstanding": 10000},
        {"lender": "捷信", "days_overdue": 300, "outstanding": 17000},
    ],
    "papers": [{"kind": "summons", "received": "2026-11-26"}],
    "hearing": "2026-12-18",
}
"""Six loans under the names people use, and a summons of which nobody said whose it is."""


@pytest.fixture(name="page")
def page_of_a_case(run: Any, tmp_path: Path) -> Any:
    """The page of a case as one string without white space, or as data."""

    def read(case: dict[str, Any], *words: str) -> Any:
        path = tmp_path / "case.yaml"
        path.write_text(yaml.safe_dump(case, allow_unicode=True), encoding="utf-8")
        out = run("plan", "--case", path, "--week", "--as-of", "2026-11-30", *words).out
        return json.loads(out)["data"] if words else re.sub(r"\s", "", out)

    return read


def test_every_lender_called_says_how(page: Any) -> None:
    """A verified number stands with its caution, every other lender with where its number stands: never another."""
    data = page(BLIND, "--format", "json")
    call = next(step for step in data["steps"] if step["what"]["id"] == "week-call")
    ways = {way["name"]: way["text"] for way in call["reach"]}
    assert ways["海尔"].startswith("400-018-7777（两处核对一致")
    assert "合同首页写的电话" in ways["微粒贷、招联、花呗、捷信"]
    assert "极融" not in "".join(ways)
    out = page(BLIND)
    assert "微粒贷、招联、花呗、捷信：官方App里" in out


def test_a_lender_keeps_the_name_it_was_given(page: Any) -> None:
    """The name typed stands first, behind it who that is, and that it was renamed; a part of the name needs none."""
    out = page(BLIND)
    assert [name for name in ("微粒贷（微众银行）", "花呗（蚂蚁消费金融）") if name not in out] == []
    assert "捷信（现在叫京东消费金融）" in out
    assert "招联（" not in out
    whole = BLIND["loans"][0] | {"lender": "招联消费金融股份有限公司"}
    assert "招联消费金融股份有限公司、" in page(BLIND | {"loans": [whole, *BLIND["loans"][1:]]})
    names = [entry["name"] for entry in page(BLIND, "--format", "json")["shares"]]
    assert names == ["微粒贷", "招联", "海尔", "花呗", "极融", "捷信"]


def test_a_summons_of_nobody_knows_whom_is_looked_at_first(page: Any) -> None:
    """It says to find the plaintiff, and what holds for that one; once a loan is told as sued it names that one."""
    out = page(BLIND)
    assert out.index("看上面的原告") < out.index("写好收支表")
    assert "在情况文件那一笔下面加一行sued:true" in out  # it says how to tell it, and the file told so is believed
    assert "告你的那一家：先答辩、按时到庭" in out
    told = BLIND | {"loans": [BLIND["loans"][0] | {"sued": True}, *BLIND["loans"][1:]]}
    out = page(told)
    assert "看上面的原告" not in out
    assert "告你的那一家" not in out
    assert "招联消费金融已经到法院：先答辩、到庭" in out
    assert "照样到庭" in out


def test_an_order_to_pay_names_no_hearing(page: Any) -> None:
    """A paper without a hearing asks whose it is, and sends nobody to court."""
    case = {key: value for key, value in BLIND.items() if key != "hearing"}
    out = page(case | {"papers": [{"kind": "payment_order", "received": "2026-11-26"}]})
    assert "看上面的原告（申请人）" in out
    assert "照样到庭" not in out


def test_a_platform_is_not_paid(page: Any) -> None:
    """A platform's share is kept until the contract's lender is known, and no sum is named to it."""
    data = page(BLIND, "--format", "json")
    row = next(entry for entry in data["shares"] if entry["name"] == "极融")
    assert row["note"] == "先查贷款人，钱留着，别付给平台"
    assert Decimal(row["share"]) > 0
    told = {step["what"]["id"]: step["what"]["text"] for step in data["steps"]}
    assert "极融自己不放款" in told["week-brand"]
    assert "极融" not in told["week-call"]
    calendar = [entry for entry in data["dates"] if "极融" in entry["title"]]
    assert [entry["note"] for entry in calendar] == [row["note"]] * len(calendar)


def test_what_is_not_overdue_at_a_platform_is_paid_as_the_contract_says(page: Any) -> None:
    """Nobody is made to default: the money is held back only of what is overdue already."""
    loan = {"lender": "极融", "due": "2026-12-08", "outstanding": 10000, "monthly": 100}
    out = page(BLIND | {"loans": [*BLIND["loans"][:4], loan]})
    assert "极融自己不放款：打开借款合同" in out
    assert "照合同写的扣款方式付" in out
    assert "别付给平台" not in out


def test_a_name_of_which_nobody_knows_whether_it_lends_is_looked_up(page: Any) -> None:
    """A name that is not recorded may be a platform's: the contract is read before a sum is named."""
    loan = {"lender": "某某快借", "days_overdue": 20, "outstanding": 3000}
    out = page(BLIND | {"loans": [*BLIND["loans"], loan]})
    assert "某某快借没查到是不是放款的：先看借款合同的贷款人是不是它" in out


def test_an_old_loan_is_asked_about_first(page: Any) -> None:
    """Of a loan half a year late it is asked whether the claim was sold, before the sum is told; not of the others."""
    out = page(BLIND)
    assert out.index("捷信（现在叫京东消费金融）拖得久") < out.index("对每一家说同样的话")
    assert "花呗（蚂蚁消费金融）拖得久" not in out


def test_the_sums_say_how_long_and_in_what_order(page: Any) -> None:
    """By hand: 71,000 / 1,215 = 58.4, so 59 months; nothing was rounded, so nothing says so."""
    out = page(BLIND)
    assert "大约59个月还完（71,000.00元÷每月1,215.00元）" in out
    assert "取整" not in out
    assert "零头" not in out
    assert "表按逾期天数从少到多排，不是先付谁" in out
    assert "去掉不到一元的零头，拿得出1,214.00元" in page(BLIND | {"income": 5799})


def test_the_marks_are_explained_by_one_of_the_page(page: Any) -> None:
    """What a mark says stands before the steps and names a mark that is there."""
    out = page(BLIND)
    explained = re.search(r"\[(\d+:\d+)\]是来源\d+第\d+条", out)
    assert explained
    assert explained.start() < out.index("这一周，按顺序")
    assert explained[1] in out[explained.end() :]


def test_no_share_is_more_than_a_fen_from_its_part(page: Any) -> None:
    """By hand: 1,215 for debts of 71,000; the two fen left over go to 171.1268 and 290.9155, not to the first row."""
    loans = [loan | {"lender": "马上"} if loan["lender"] == "海尔" else loan for loan in BLIND["loans"]]
    data = page(BLIND | {"loans": loans}, "--format", "json")
    shares = {entry["name"]: entry["share"] for entry in data["shares"]}
    assert {name: Decimal(str(share)) for name, share in shares.items()} == {
        "微粒贷": Decimal("256.69"),
        "招联": Decimal("205.35"),
        "马上": Decimal("154.01"),
        "花呗": Decimal("136.90"),
        "极融": Decimal("171.13"),
        "捷信": Decimal("290.92"),
    }


def test_a_summons_tells_how_to_check_it_whom_to_ask_and_that_the_court_may_be_the_wrong_one(page: Any) -> None:
    """How to check it and the free number stand under today, the objection on the last day of the defence."""
    data = page(BLIND, "--format", "json")
    steps = {step["what"]["id"]: step for step in data["steps"]}
    assert steps["week-legal-aid"]["day"] == "2026-11-30"
    assert steps["week-jurisdiction"]["day"] == "2026-12-11"
    assert steps["week-jurisdiction"]["by"] == "12-11 前"
    out = page(BLIND)
    assert [
        words
        for words in ("法院公布的电话", "别打短信里的号码", "打12348问，免费", "书面提管辖异议")
        if words not in out
    ] == []
    assert out.count("电话：12368") == 0


def test_no_objection_to_the_court_without_a_summons(page: Any) -> None:
    """An order to pay knows no such objection, and where nobody sued there is none either; 12348 is always named."""
    case = {key: value for key, value in BLIND.items() if key != "hearing"}
    for papers in ([{"kind": "payment_order", "received": "2026-11-26"}], []):
        out = page(case | {"papers": papers})
        assert "管辖异议" not in out
        assert "12348" in out


def test_a_summons_of_an_unknown_day_tells_the_objection_too(page: Any) -> None:
    """Whoever does not know when it came is told that the objection has the same time limit as the defence."""
    case = {key: value for key, value in BLIND.items() if key != "hearing"}
    out = page(case | {"papers": [{"kind": "summons"}]})
    assert "和答辩状同一期限：认为这家法院管不着的" in out


DEBTS = """income: 6000
essentials: 3000
debts:
  - {name: 海尔消费金融, balance: 8000.50, rate: 24%, days_overdue: 20, sued: true}
  - {name: 花呗, balance: 5000}
  - {name: 老王, balance: 3000, unlicensed: true}
  - {name: 房租, balance: 1500, necessity: true}
"""


def test_debts_of_a_file_are_shown_as_the_loans_to_write(run: Any, tmp_path: Path) -> None:
    """A file that holds debts is told so, with the lines to write instead; the file with these lines gives the page."""
    case = tmp_path / "我的.yaml"
    case.write_text(DEBTS, encoding="utf-8")
    result = run("plan", "--week", "--case", str(case))
    assert result.code == 2
    assert "我的.yaml" in result.err
    assert "debts 里写了 4 笔，--week 读的是 loans" in result.err
    assert "房租是过日子必需的" in result.err
    block = result.err[result.err.index("loans:") : result.err.index("房租是")]
    loans = yaml.safe_load(block)["loans"]
    assert loans[0] == {"lender": "海尔消费金融", "outstanding": 8000.5, "rate": 24, "days_overdue": 20, "sued": True}
    case.write_text(DEBTS[: DEBTS.index("debts:")] + block, encoding="utf-8")
    assert "3 家一共欠 16,000.50 元" in run("plan", "--week", "--case", str(case)).out


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"income": 5000, "essentials": 3000}, "没写 loans"),
        ({"income": 5000, "essentials": 3000, "loans": [{"lender": "海尔", "outstanding": 1}]}, "只写了 1 笔借款"),
        ({"essentials": 3000, "loans": BLIND["loans"]}, "没写 income（每月到手收入）"),
        (BLIND | {"loans": [*BLIND["loans"], {"lender": "借呗"}]}, "笔没写 outstanding（欠多少）"),
    ],
)
def test_what_a_file_lacks_for_the_page_is_named(run: Any, tmp_path: Path, data: Any, says: str) -> None:
    """Whatever is missing for the page is said by its name in the file, and how to write it."""
    case = tmp_path / "case.yaml"
    case.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    result = run("plan", "--week", "--case", str(case))
    assert (result.code, says in result.err) == (2, True), result.err


def test_more_than_three_years_are_called_long(page: Any) -> None:
    """Sums that take longer than three years say what that means and whose line it is; shorter ones do not."""
    said = "超过3年（本工具的线）算长：协议要管满这么久"
    long, short = page(BLIND | {"essentials": 4800}), page(BLIND | {"income": 9000})
    months = [int(re.search(r"大约(\d+)个月还完", out)[1]) for out in (long, short)]  # type: ignore[index]
    assert (months[0] > 36 >= months[1], said in long, said in short) == (True, True, False)

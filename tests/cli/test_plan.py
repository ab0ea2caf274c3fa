"""``plan``: what is left to offer, to whom first, and what each way of paying costs; and both inside the report."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

DAY = ("--as-of", "2026-11-21")
JSON = (*DAY, "--format", "json")
ONE = ("plan", "--income", "4000", "--essentials", "3500", "--debt", "网贷:8000:24%")
DEBTS = ("海尔:8000:24%:20:905", "信用卡:12000:18%,sued", "房贷:260000:3.9%::900,secured", "无牌:2000:60%,unlicensed")
SEVERAL = ("plan", "--income", "6500", "--essentials", "4500", *(word for debt in DEBTS for word in ("--debt", debt)))


def one_line(text: str) -> str:
    """A text without the breaks of its lines."""
    return re.sub(r"\s+", "", text)


def data(result: Any) -> dict[str, Any]:
    """The data of a JSON answer."""
    assert (result.code, result.err) == (0, "")
    envelope = json.loads(result.out)
    assert (envelope["command"], envelope["status"]) == ("plan", "ok")
    told: dict[str, Any] = envelope["data"]
    return told


# --- one debt ---------------------------------------------------------------------------------------------------------


def test_the_first_line_and_the_sheet(run: Any) -> None:
    """The first line is the most that can be offered; the sheet below can be shown to a lender as it is."""
    result = run(*ONE, *DAY)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("每月最多拿得出 450.00 元，一共欠 8,000.00 元。")
    for line in ("每月收入：4,000.00 元", "每月必需开支：3,500.00 元", "余下：500.00 元", "留一成备用：50.00 元", "可用来还款（取整）：450.00 元"):
        assert f"- {line}" in result.out


def test_offers_with_dates(run: Any) -> None:
    """Each way to offer says how much a month, how long, until when and how much in all."""
    out = one_line(run(*ONE, "--lump", "3000", *DAY).out)
    assert "每月450.00元、18个月，2028-05-21还完，共8,000.00元" in out
    assert "前6个月每月付利息160.00元，之后每月450.00元、18个月，2028-11-21还完，共8,960.00元" in out
    assert "停3个月，之后每月450.00元、18个月，2028-08-21还完，共8,000.00元" in out
    assert "一次付3,000.00元" in out
    for part in ("要对方写明：", "风险："):
        assert out.count(part) == 4


def test_never_borrow_to_repay(run: Any) -> None:
    """Every plan says not to borrow for it, and what a part payment does."""
    out = one_line(run(*ONE, *DAY).out)
    assert "不要借新的来还旧的" in out
    assert "诉讼时效就重新算" in out


def test_nothing_left(run: Any) -> None:
    """With nothing left the plan promises nothing: what to write, and where to find help."""
    result = run("plan", "--income", "3000", "--essentials", "3500", "--debt", "网贷:8000:24%", *DAY)
    assert result.code == 0
    out = one_line(result.out)
    assert "没有余钱" in out
    assert "12348" in out
    assert "还完" not in out
    assert data(run("plan", "--income", "3000", "--essentials", "3500", "--debt", "网贷:8000:24%", *JSON))["budget"]["offer"] == "0"


def test_limitation(run: Any) -> None:
    """With the last due day the earliest end of the limitation is told, as a defence and never as a reason to be silent."""
    out = one_line(run("plan", "--income", "4000", "--essentials", "3500", "--debt", "网贷:8000,due=2023-05-10,event=2024-06-03", *DAY).out)
    assert "2027-06-04" in out
    assert "不能当成不回应的理由" in out
    assert "届满" not in run(*ONE, *DAY).out


def test_the_method_on_request(run: Any) -> None:
    """With ``--explain`` every figure can be followed."""
    assert "算法" not in run(*ONE, *DAY).out
    out = one_line(run(*ONE, "--explain", *DAY).out)
    assert "（收入-必需开支）×90%" in out


# --- several debts ------------------------------------------------------------------------------------------------------


def test_order_shares_and_reasons(run: Any) -> None:
    """The debts stand in order of urgency; what is secured is paid as due, the rest is shared in proportion to the fen."""
    plan = data(run(*SEVERAL, *JSON))
    assert [entry["debt"]["name"] for entry in plan["debts"]] == ["房贷", "信用卡", "海尔", "无牌"]
    assert [entry["place"] for entry in plan["debts"]] == [1, 2, 3, 4]
    # 1,800 less 900 for the mortgage: 900 in proportion to 12,000, 8,000 and 2,000, the two fen left over to the first
    assert [entry["share"] for entry in plan["debts"]] == ["900.00", "490.92", "327.27", "81.81"]
    assert sum(Decimal(entry["share"]) for entry in plan["debts"]) == 1800
    assert [entry["in_full"] for entry in plan["debts"]] == [True, False, False, False]


def test_places_on_the_screen(run: Any) -> None:
    """On the screen each debt has its place, its reasons with sources, and its share."""
    out = run(*SEVERAL, *DAY).out
    places = re.findall(r"^第 (\d) 位：(.+?)，", out, re.MULTILINE)
    assert places == [("1", "房贷"), ("2", "信用卡"), ("3", "海尔"), ("4", "无牌")]
    assert "有抵押：" in out
    assert re.search(r"\[\d+:\d+", out)


def test_strategies_side_by_side(run: Any) -> None:
    """Smallest first and dearest first are compared in months and yuan, with a picture."""
    out = run("plan", "--income", "8000", "--essentials", "4500", "--debt", "小:3000:8%", "--debt", "贵:9000:24%", *DAY).out
    assert re.search(r"先还最小的一笔：小、贵。\d+ 个月，利息 [\d.,]+ 元，共 [\d.,]+ 元", out)
    assert re.search(r"先还利率最高的一笔：贵、小。\d+ 个月", out)
    assert len(re.findall(r"^    #+ +\d+$", out, re.MULTILINE)) == 2


def test_interest_outruns_the_money(run: Any) -> None:
    """Where interest grows faster than it can be paid, the plan says that only a halt of interest helps."""
    out = one_line(run("plan", "--income", "4000", "--essentials", "3500", "--debt", "甲:90000:24%", "--debt", "乙:9000:24%", *DAY).out)
    assert "比拿得出的多" in out
    assert "先谈停息" in out


def test_a_mortgage_that_cannot_be_paid(run: Any) -> None:
    """Where the money does not reach for the mortgage, the plan says so instead of calling a part of it "as always"."""
    out = one_line(run("plan", "--income", "6500", "--essentials", "4500", "--debt", "房贷:260000:3.9%::2500,secured", "--debt", "网贷:8000", *DAY).out)
    assert "照常付，每月1,800.00元" not in out


# --- where the figures come from --------------------------------------------------------------------------------------------


def test_from_a_case_file(run: Any, root: Path) -> None:
    """Income, necessities and debts may stand in a case file; a flag comes before the file."""
    case = root / "examples" / "money.yaml"
    plan = data(run("plan", "--case", case, *JSON))
    assert (plan["budget"]["income"], plan["budget"]["offer"], len(plan["debts"])) == ("6500", "1800", 4)
    assert data(run("plan", "--case", case, "--income", "7500", *JSON))["budget"]["income"] == "7500"
    assert [entry["debt"]["name"] for entry in data(run("plan", "--case", case, "--debt", "甲:100", *JSON))["debts"]] == ["甲"]


def test_a_case_about_one_loan(run: Any, tmp_path: Path) -> None:
    """A case with one outstanding amount is a plan for one debt."""
    path = tmp_path / "case.yaml"
    path.write_text("lender: 海尔\ndays_overdue: 20\noutstanding: 8000\nincome: 4000\nessentials: 3500\n", encoding="utf-8")
    (entry,) = data(run("plan", "--case", path, *JSON))["debts"]
    assert (entry["debt"]["name"], entry["debt"]["balance"]) == ("海尔", "8000")


def test_rates_of_a_case_are_written_alike(run: Any, tmp_path: Path) -> None:
    """Who writes 7.2 for a rate of 7.2 %, as in the same file's loan, is not told of 720 %."""
    path = tmp_path / "case.yaml"
    path.write_text("income: 4000\nessentials: 3500\ndebts:\n  - {name: 甲, balance: 8000, rate: 7.2}\n", encoding="utf-8")
    result = run("plan", "--case", path, *DAY)
    assert "720.00%" not in result.out


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("甲:8000", {"balance": "8000"}),
        ("甲：8000：24%", {"balance": "8000", "rate": "0.24"}),
        ("甲:0.8万:24", {"balance": "8000.0", "rate": "0.24"}),
        ("甲:8000:24%:20:905", {"days_overdue": 20, "monthly": "905"}),
        ("甲:8000:::905", {"monthly": "905"}),
        ("甲:8000,有抵押，在打官司", {"secured": True, "sued": True}),
        ("甲:8000,guaranteed,unlicensed,necessity", {"guaranteed": True, "unlicensed": True, "necessity": True}),
        ("甲:8000,due=2023-05-10", {"last_due": "2023-05-10"}),
    ],
)
def test_ways_to_write_a_debt(run: Any, word: str, expected: dict[str, Any]) -> None:
    """A debt is told in one word, with full-width or ordinary colons, flags in English or Chinese."""
    (entry,) = data(run("plan", "--income", "5000", "--essentials", "3500", "--debt", word, *JSON))["debts"]
    assert {key: entry["debt"].get(key) for key in expected} == expected


# --- what cannot be a plan ----------------------------------------------------------------------------------------------------

SUMS = ("plan", "--income", "5000", "--essentials", "3500")
WRONG = {
    "no debt": (SUMS, "--debt"),
    "no balance": ((*SUMS, "--debt", "甲"), "名称:余额"),
    "no name": ((*SUMS, "--debt", ":8000"), "名称"),
    "a debt of nothing": ((*SUMS, "--debt", "甲:0"), "0 元"),
    "a negative debt": ((*SUMS, "--debt", "甲:-1"), "--debt"),
    "an enormous debt": ((*SUMS, "--debt", "甲:100000001"), "1 亿"),
    "an absurd rate": ((*SUMS, "--debt", "甲:8000:2400%"), "--debt"),
    "too many parts": ((*SUMS, "--debt", "甲:1:2:3:4:5"), "名称:余额"),
    "a strange flag": ((*SUMS, "--debt", "甲:8000,schnell"), "schnell"),
    "a strange day": ((*SUMS, "--debt", "甲:8000,due=gestern"), "gestern"),
    "one name twice": ((*SUMS, "--debt", "甲:8000", "--debt", "甲:900"), "一样"),
    "a strange income": (("plan", "--income", "viel", "--essentials", "1", "--debt", "甲:1"), "--income"),
    "a case that is not there": (("plan", "--case", "none.yaml"), "none.yaml"),
}


@pytest.mark.parametrize(("words", "says"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant(run: Any, words: tuple[str, ...], says: str) -> None:
    """What cannot be meant is refused in Chinese with the form it should have, in JSON too."""
    result = run(*words, *DAY)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert json.loads(run(*words, *JSON).out)["status"] == "error"


def test_everything_that_is_missing(run: Any) -> None:
    """All missing figures are listed at once, each with its flag."""
    result = run("plan", *DAY)
    assert (result.code, result.out) == (2, "")
    for flag in ("--income", "--essentials", "--debt"):
        assert flag in result.err


def test_no_advice_that_does_not_help(run: Any) -> None:
    """A command that never asks does not advise to be asked."""
    assert "--no-input" not in run("plan", *DAY).err


def test_a_strange_number_of_dependants(run: Any) -> None:
    """The sentence about a wrong number of dependants speaks of dependants."""
    result = run(*ONE, "--dependants", "viele", *DAY)
    assert result.code == 2
    assert "逾期" not in result.err


# --- formats -----------------------------------------------------------------------------------------------------------------------


def test_markdown(run: Any) -> None:
    """Markdown has the sheet, the places and the picture."""
    out = run(*SEVERAL, *DAY, "--format", "markdown").out
    assert out.startswith("# 每月最多拿得出")
    assert "## 收支表" in out
    assert "## 来源" in out


@pytest.mark.parametrize("words", [ONE, (*SEVERAL, "--explain"), ("plan", "--income", "1", "--essentials", "2", "--debt", "甲:1")])
def test_forty_columns(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """In a window of forty columns no line is wider, the picture included."""
    monkeypatch.setenv("COLUMNS", "40")
    assert [line for line in run(*words, *DAY).out.splitlines() if cell_len(line) > 40] == []


def test_a_chinese_console(process: Any) -> None:
    """On a console that knows only GBK the plan can be read."""
    done = process(*SEVERAL, *DAY, env={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    assert "每月最多拿得出 1,800.00 元" in done.stdout.decode("gbk")


# --- inside the report ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(name="report")
def report_of_a_case_with_figures(run: Any, root: Path) -> Any:
    """``report("--format", "json")``: the report of ``examples/money.yaml``."""
    return lambda *words: run("advise", "--case", root / "examples" / "money.yaml", "--no-input", *DAY, *words)


def test_figures_in_the_report(report: Any) -> None:
    """A case with figures has its cost, its budget and its plan in the money section, the same as the commands give."""
    money = json.loads(report("--format", "json").out)["data"]["money"]
    assert (money["cost"]["received"], money["cost"]["kept_back"], money["cost"]["total_paid"]) == ("10000", "500.00", "11583.96")
    assert round(Decimal(money["cost"]["rates"]["nominal"]), 4) == Decimal("0.2806")
    assert (money["budget"]["offer"], len(money["plan"]["debts"])) == ("1800", 4)


@pytest.mark.parametrize("wanted", ["terminal", "text", "markdown"])
def test_figures_in_every_format(report: Any, wanted: str) -> None:
    """Rate and most that can be offered stand in every format of the report, and the numbers in the negotiation."""
    result = report("--format", wanted)
    assert (result.code, result.err) == (0, "")
    out = one_line(result.out)
    assert "名义年利率28.06%" in out
    assert "1,800.00元" in out


def test_numbers_in_the_negotiation(report: Any) -> None:
    """What to ask for comes with the amount, the months and the end, not with blanks alone."""
    out = one_line(report().out)
    assert re.search(r"可以提出：.+?每月[\d,.]+元、\d+个月，\d{4}-\d\d-\d\d还完", out)


def test_the_report_at_forty_columns(report: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with figures no line of the report is wider than the window."""
    monkeypatch.setenv("COLUMNS", "40")
    for words in ((), ("--full",)):
        assert [line for line in report(*words).out.splitlines() if cell_len(line) > 40] == []


def test_the_report_on_a_chinese_console(process: Any, root: Path) -> None:
    """On a console that knows only GBK the figures can be read."""
    done = process("advise", "--case", root / "examples" / "money.yaml", "--no-input", "--full", *DAY, env={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    assert "28.06%" in done.stdout.decode("gbk")


def test_figures_to_fetch(run: Any) -> None:
    """A case without figures is told which ones to fetch."""
    money = json.loads(run("advise", "--lender", "海尔", "--days-overdue", "20", "--no-input", *JSON).out)["data"]["money"]
    assert (money["cost"], money["plan"]) == (None, None)
    assert money["figures_to_fetch"]


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ("loan: {received: 10000}", "还款计划"),
        ("loan: {received: 10000, payment: ['12905']}", "12x905.33"),
        ("income: 5000\nessentials: 1\ndebts: [{name: 甲, balance: 0}]", "0 元"),
    ],
)
def test_figures_that_cannot_be_meant(run: Any, tmp_path: Path, figures: str, says: str) -> None:
    """Figures of a case that cannot be those of a loan are refused in one sentence."""
    path = tmp_path / "case.yaml"
    path.write_text(f"lender: 海尔\ndays_overdue: 20\n{figures}\n", encoding="utf-8")
    result = run("advise", "--case", path, "--no-input", *DAY)
    assert (result.code, result.out) == (2, "")
    assert says in result.err

"""The figures inside the report: what the loan costs, whose share is whose, and what happens when figures cannot be
true.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

DAY = ("--no-input", "--as-of", "2026-11-21")
DEBTS = """debts:
  - {name: 海尔, balance: 8000, rate: 24}
  - {name: 信用卡, balance: 12000, rate: 18}
"""


def one_line(text: str) -> str:
    """A text without the breaks of its lines."""
    return re.sub(r"\s+", "", text)


@pytest.fixture(name="case")
def write_a_case(tmp_path: Path) -> Any:
    """``case("income: 5000")``: the path of a case about haier with these lines."""

    def write(lines: str, lender: str = "海尔") -> Path:
        path = tmp_path / "case.yaml"
        path.write_text(f"lender: {lender}\ndays_overdue: 20\n{lines}\n", encoding="utf-8")
        return path

    return write


def test_the_share_of_this_lender(run: Any, case: Any) -> None:
    """Of several debts the report names the share of the lender it is about, and offers no more than that to it."""
    path = case(f"income: 6000\nessentials: 4000\n{DEBTS}")
    out = one_line(run("advise", "--case", path, *DAY).out)
    assert "每月最多拿得出1,800.00元。这是2家合起来的数，海尔只占720.00元" in out
    assert "可以提出：海尔，" in out
    assert "可以提出：信用卡" not in out


def test_a_lender_under_another_name(run: Any, case: Any) -> None:
    """The debt of this lender is found under any of its names."""
    path = case(f"income: 6000\nessentials: 4000\n{DEBTS}", lender="够花")
    assert "海尔只占" in one_line(run("advise", "--case", path, *DAY).out)


def test_one_debt_is_told_as_one(run: Any, case: Any) -> None:
    """With one debt nothing is divided, and nothing is said of several."""
    out = one_line(run("advise", "--case", case("income: 6000\nessentials: 4000\noutstanding: 8000"), *DAY).out)
    assert "每月最多拿得出1,800.00元。答应的数不要超过它" in out


def test_nothing_left(run: Any, case: Any) -> None:
    """Where nothing is left the report says by how much it does not reach, promises nothing, and names help."""
    out = one_line(run("advise", "--case", case("income: 3000\nessentials: 3500\noutstanding: 8000"), *DAY).out)
    assert "没有余钱，每月还差500.00元" in out
    assert "低保" in out
    assert "0.00元。答应" not in out


FIGURES = {
    "a loan repaid in part": "loan: {received: 10000, payment: ['3x905.33']}",
    "two debts of one name": "income: 6000\nessentials: 4000\ndebts: [{name: 甲, balance: 5}, {name: 甲, balance: 6}]",
}


@pytest.mark.parametrize("lines", FIGURES.values(), ids=FIGURES)
def test_wrong_figures_take_nothing_else_away(run: Any, case: Any, lines: str) -> None:
    """Figures that cannot be true are named in the report and on stderr; all the other advice stands."""
    result = run("advise", "--case", case(f"{lines}\npapers: [{{kind: summons, received: 2026-11-10}}]"), *DAY)
    assert result.code == 0
    assert "有数字对不上，这部分没算" in one_line(result.out)
    assert "有数字对不上，这部分没算" in result.err
    assert "2026-11-25" in result.out  # the last day for an answer to the court
    envelope = json.loads(run("advise", "--case", case(lines), *DAY, "--format", "json").out)
    assert envelope["data"]["money"]["problems"]
    assert any("对不上" in warning for warning in envelope["warnings"])


def test_danger_before_wrong_figures(run: Any, case: Any) -> None:
    """Who is threatened and mistypes an amount still sees 110 first."""
    out = run(
        "advise", "--case", case("safety: [threatened]\nloan: {received: 10000, payment: ['3x905.33']}"), *DAY
    ).out
    assert "110" in out.splitlines()[0] + out.splitlines()[1]


def test_limitation_before_an_offer(run: Any, case: Any) -> None:
    """Where the period may be over, the report says so before it names an offer: agreeing to pay loses the defence."""
    lines = "income: 6000\nessentials: 4000\ndebts: [{name: 海尔, balance: 8000, last_due: 2020-01-15}]"
    out = one_line(run("advise", "--case", case(lines), *DAY).out)
    assert "先看诉讼时效" in out
    assert out.index("先看诉讼时效") < out.index("可以提出：海尔")


def test_an_lpr_that_is_not_known(run: Any, case: Any) -> None:
    """A private loan of a day beyond the last LPR known is not called within or over; the case file can carry the
    LPR.
    """
    loan = "loan: {received: 1000, payment: ['12x100'], start: 2026-10-25%s}"
    path = case(loan % "", lender="某某")
    words = ("advise", "--case", path, "--kind", "unlicensed", *DAY)
    assert "只核到2026-10-19" in one_line(run(*words).out)
    path.write_text(path.read_text(encoding="utf-8").replace("2026-10-25}", "2026-10-25, lpr: 3}"), encoding="utf-8")
    assert "四倍LPR：超过" in one_line(run(*words).out)


def test_the_debt_of_the_case_is_not_lost(run: Any, case: Any) -> None:
    """A case about one lender that lists only another debt keeps its own: its amount, its summons, its days; nothing of
    it goes to the other.
    """
    lines = (
        "income: 6000\nessentials: 4000\noutstanding: 8000\npapers: [{kind: summons, received: 2026-11-10}"
        "]\ndebts: [{name: 高炮, balance: 2000, rate: 300, unlicensed: true}]"
    )
    path = case(lines)
    out = one_line(run("advise", "--case", path, *DAY).out)
    assert "可以提出：海尔，" in out
    assert "可以提出：高炮" not in out
    plan = json.loads(run("plan", "--case", path, "--as-of", "2026-11-21", "--format", "json").out)["data"]
    assert plan["owed"] == "10000.00"
    own = next(entry["debt"] for entry in plan["debts"] if entry["debt"]["name"] == "海尔")
    assert (own["sued"], own["days_overdue"]) == (True, 20)


def test_a_lender_without_a_licence_in_the_plan(run: Any, case: Any) -> None:
    """What the case says of its lender's licence holds for its debt in the plan."""
    path = case("kind: unlicensed\nincome: 6000\nessentials: 4000\noutstanding: 8000", lender="某某")
    plan = json.loads(run("plan", "--case", path, "--as-of", "2026-11-21", "--format", "json").out)["data"]
    assert plan["debts"][0]["debt"]["unlicensed"]


def test_nobody_is_told_to_pay_what_is_not_there(run: Any, case: Any) -> None:
    """Where nothing is left of a month, today's tasks do not ask to make up the instalment."""
    assert (
        "补上这一期"
        not in run("advise", "--case", case("income: 3000\nessentials: 3500\noutstanding: 8000"), *DAY).out.split(
            "一、"
        )[0]
    )
    assert "补上这一期" in run("advise", "--case", case("outstanding: 8000"), *DAY).out.split("一、")[0]


def test_the_steps_in_the_report(run: Any, root: Path) -> None:
    """The whole report explains its figures step by step on request, and is as before without."""
    words = ("advise", "--case", root / "examples" / "money.yaml", "--full", *DAY)
    explained = one_line(run(*words, "--explain").out)
    assert "月利率r=名义年利率÷12" in explained
    assert "的份额=" in explained
    assert "算式" not in run(*words).out

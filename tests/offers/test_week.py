"""Six loans, 5,800 of income and a summons: one page that says what to do this week, with sums that add up."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
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
    assert shares[0] == Decimal("368.20")  # 1350 x 18000 / 66000, and the fen left over by rounding
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

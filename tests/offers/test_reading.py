"""What an offer in a person's own words is read as."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from borrower_help.case.model import Case
from borrower_help.cli.offer_questions import ask_offer
from borrower_help.documents.offers import read_offer
from borrower_help.interview.prompts import PlainPrompter
from borrower_help.knowledge.files import load_knowledge

SAID = {
    "欠一万八，一次性还一万二结清": {"form": "lump", "debt": 18000, "now": 12000},
    "总欠款20,000元，首付3000，分24期每月500": {
        "form": "instalments",
        "debt": 20000,
        "now": 3000,
        "monthly": 500,
        "months": 24,
    },
    "今天还三千，剩下的一万二分十期": {
        "form": "instalments",
        "debt": 15000,
        "now": 3000,
        "monthly": 1200,
        "months": 10,
    },
    "先还1000，剩下的一万分三期": {"form": "instalments", "debt": 11000, "now": 1000, "months": 3},
    "分十二期，每期1200元": {"form": "instalments", "monthly": 1200, "months": 12},
    "欠9000打六折结清": {"form": "lump", "debt": 9000, "now": 5400, "discount": Decimal("0.6")},
    "欠15000，只还本金12000": {"form": "lump", "debt": 15000, "principal": 12000, "now": 12000},
    "延期三个月": {"form": "deferral", "wait": 3},
    "今天先还2000，后面再谈": {"form": "part", "now": 2000},
    "减免罚息3000元，还8000就结清": {"form": "lump", "waived": 3000, "now": 8000},
    "先交保证金2000，分12期每月800": {"form": "instalments", "fee": 2000, "monthly": 800, "months": 12},
    "先交2000元保证金，再分60期每期500元": {"form": "instalments", "fee": 2000, "monthly": 500, "months": 60},
    "先交3500元解冻费，分60期每期500元": {"form": "instalments", "fee": 3500, "monthly": 500, "months": 60},
    "先打两千块诚意金，再分12期每期800": {"form": "instalments", "fee": 2000, "monthly": 800, "months": 12},
    "手续费先交1500，一次还6000结清": {"form": "lump", "fee": 1500, "now": 6000},
    "先转12,500元作为保证金，一次还6000结清": {"form": "lump", "fee": 12500, "now": 6000},
    "欠18000，12期每期1500": {"form": "instalments", "debt": 18000, "monthly": 1500, "months": 12},
    "欠3000，2000就结清": {"form": "lump", "debt": 3000, "now": 2000},
    "今天转2000到李经理的微信，剩下的全免": {"form": "lump", "now": 2000},
    "欠18000，其中服务费3000，一次还12000结清": {
        "form": "lump",
        "debt": 18000,
        "now": 12000,
        "unread": (Decimal(3000),),
    },
    "3000块一把清": {"form": "lump", "unread": (Decimal(3000),)},
    "欠12000，每个月要还1000元，三年还清": {"form": "instalments", "debt": 12000, "monthly": 1000, "months": 36},
    "逾期一百二十天，一次还一万二结清": {"form": "lump", "now": 12000},
    "你好": {"form": None},
}


@pytest.mark.parametrize("said", SAID)
def test_the_figures_are_read(said: str) -> None:
    """Sums, months and the form are read as they were meant; nothing that was not said gets a figure."""
    wanted = SAID[said]
    read = read_offer(said)
    for name in read.__struct_fields__:
        value = getattr(read, name)
        expected = wanted.get(name)
        assert (value or None) == (
            Decimal(expected) if isinstance(expected, int) and name not in ("months", "wait") else expected
        ), name


def test_whoever_signed_nothing_is_told_so(run: Any, tmp_path: Any) -> None:
    """A mother who is offered a plan for her son's debt is told that it is not hers, and gets no sum to offer."""
    case = tmp_path / "case.yaml"
    case.write_text("role: family\nincome: 6000\nessentials: 3000\n", encoding="utf-8")
    words = ("--case", case, "--as-of", "2026-11-30")
    out = run(
        "offer", "check", "欠9000，一次还6000结清，协议已盖章，对公账户", "--cash", "9000", "--no-input", *words
    ).out
    assert out.startswith("别签，也别付。你没有借款、没有签字")
    assert "可以还的价" not in out
    assert run("offer", "counter", "--debt", "9000", *words).code == 2


def test_an_offer_that_is_not_understood(run: Any) -> None:
    """One sentence says how to write it; nothing is guessed."""
    result = run("offer", "check", "你好", "--no-input")
    assert (result.code, result.out) == (2, "")
    assert "--form" in result.err


STAGES = {
    "欠21000，前6个月每月还500，后12个月每月还1500": ("500", 6, None, ((12, "1500"),)),
    "每月只还利息200，还12个月，第12个月把本金10000一次还清": ("200", 12, None, ((1, "10000"),)),
    "先息后本，12个月每月利息150，到期还本金9000": ("150", 12, None, ((1, "9000"),)),
    "欠12000，分24期，每期还本金500，另加每期手续费0.75%": ("590.00", 24, "90.00", ()),
    "欠6000，分12期每期500，每期另收服务费30": ("530", 12, "30", ()),
    "分12期，每期还本金500，另加每期手续费0.75%": ("500", 12, None, ()),
}


@pytest.mark.parametrize("said", STAGES)
def test_months_that_differ_and_what_is_charged_on_top(said: str) -> None:
    """Stages, one sum at the end and charges of every month are read; a share of a debt nobody named is not."""
    monthly, months, surcharge, then = STAGES[said]
    read = read_offer(said)
    assert (read.monthly, read.months) == (Decimal(monthly), months)
    assert read.surcharge == (Decimal(surcharge) if surcharge else None)
    assert read.then == tuple((count, Decimal(amount)) for count, amount in then)
    assert read.principal is None


def test_nothing_is_added_up_where_a_month_has_no_sum(run: Any) -> None:
    """Who says 24 instalments and not how much reads neither a total nor a waiver."""
    out = run("offer", "check", "欠12000，分24期", "--no-input", "--as-of", "2026-11-30").out
    assert "每期多少、一共几期，没有说全" in out
    assert "0.00 元 ×" not in out
    assert "少付" not in out


@pytest.mark.parametrize(
    ("said", "limited"),
    [("逾期一百二十天，一次还6000结清，欠9000", False), ("逾期四年了，一次还6000结清，欠9000", True)],
)
def test_how_long_it_is_overdue_is_heard_in_the_words(run: Any, said: str, limited: bool) -> None:
    """Who says it in the offer is not told to say it; where three years may be over, the verdict says so."""
    out = run("offer", "check", said, "--cash", "9000", "--no-input", "--as-of", "2026-11-30").out
    assert "没说逾期多久" not in out
    assert ("先弄清时效" in out) is limited


def test_what_the_words_told_is_ticked_already(root: Path) -> None:
    """Of the two lists the person sees what was heard in the words as chosen already, and Enter alone keeps it."""
    typed = iter(["欠18000，一次还12000结清，给盖章的书面协议，先交500保证金，转到经理个人微信", *[""] * 20])
    shown: list[str] = []
    _, _, owned, _ = ask_offer(
        PlainPrompter(lambda: next(typed), shown.append), load_knowledge(root / "knowledge"), Case(), {}
    )
    heard = ("written", "private_account", "fee_first")
    assert [name for name in heard if name not in owned["has"] | owned["traps"]] == []
    ticked = [line for line in shown if line.endswith("（已选）")]
    assert len(ticked) == len(owned["has"] | owned["traps"])
    assert any("原话里听到的" in line and "已经勾上" in line for line in shown)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("第一期下个月五号", dt.date(2026, 12, 5)),
        ("首期下月5号付", dt.date(2026, 12, 5)),
        ("头一期这个月底还", dt.date(2026, 11, 30)),
        ("从1月5号开始还", dt.date(2027, 1, 5)),
    ],
)
def test_the_day_of_the_first_payment_is_heard(run: Any, said: str, first: dt.date) -> None:
    """A first day said in words is counted from the day of the question, said back, and the first of the calendar."""
    words = ("offer", "check", f"欠18000，分12期，每期1500，{said}", "--has", "written", "--income", "9000")
    words = (*words, "--essentials", "3000", "--days-overdue", "30", "--no-input", "--as-of", "2026-11-30")
    data = json.loads(run(*words, "--format", "json").out)["data"]
    assert data["terms"]["first"] == first.isoformat()
    assert first.isoformat() in run(*words).out


def test_a_payday_is_no_date_and_is_asked_for(run: Any) -> None:
    """「下个月发工资那天」 names no day: it is said back as open, and the verdict waits for it."""
    out = run("offer", "check", "欠18000，分12期，每期1500，第一期下个月发工资那天", "--no-input").out
    assert "「下个月发工资那天」是哪天没说清，请问清" in out.replace("\n", "").replace(" ", "")
    assert "没说清是哪天" in out.replace("\n", "").replace(" ", "")

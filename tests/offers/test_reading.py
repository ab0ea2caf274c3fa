"""What an offer in a person's own words is read as."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from borrower_help.documents.offers import read_offer

SAID = {
    "欠一万八，一次性还一万二结清": {"form": "lump", "debt": 18000, "now": 12000},
    "总欠款20,000元，首付3000，分24期每月500": {
        "form": "instalments",
        "debt": 20000,
        "now": 3000,
        "monthly": 500,
        "months": 24,
    },
    "分十二期，每期1200元": {"form": "instalments", "monthly": 1200, "months": 12},
    "欠9000打六折结清": {"form": "lump", "debt": 9000, "now": 5400},
    "欠15000，只还本金12000": {"form": "lump", "debt": 15000, "principal": 12000, "now": 12000},
    "延期三个月": {"form": "deferral", "wait": 3},
    "今天先还2000，后面再谈": {"form": "part", "now": 2000},
    "减免罚息3000元，还8000就结清": {"form": "lump", "waived": 3000, "now": 8000},
    "先交保证金2000，分12期每月800": {"form": "instalments", "fee": 2000, "monthly": 800, "months": 12},
    "3000块一把清": {"form": "lump"},
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
        assert value == (
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

"""What a charge by the day or month comes to in a year, however it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from borrower_help.documents.penalties import charges_in


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("按日千分之一支付违约金", "36.5"),
        ("每日按未还金额的0.1%支付", "36.5"),
        ("按未付款的1‰/日计算滞纳金", "36.5"),
        ("每逾期一天，按欠款的万分之五计收", "18.25"),
        ("日利率百分之零点零五", "18.25"),
        ("每月按百分之二收取滞纳金", "24"),
    ],
)
def test_a_rate_is_reckoned_to_a_year(words: str, percent: str) -> None:
    """Hundredths, thousandths and ten thousandths, in figures or characters, come to the same per cent a year."""
    assert [charge.percent for charge in charges_in(words)] == [Decimal(percent)]


@pytest.mark.parametrize(
    "words",
    [
        "违约金按法律规定",
        "甲方不再按日千分之一计收违约金",
        "由按日千分之一调整为法定标准",
        "每月15日前还10%",
        "年利率12%",
        "逾期的，支付20%的违约金",
    ],
)
def test_what_is_not_charged_by_the_day_is_no_charge(words: str) -> None:
    """A charge given up, replaced, by the year or at once is not reckoned."""
    assert charges_in(words) == ()


def test_a_sum_a_day_is_held_against_the_debt() -> None:
    """Fifty yuan a day on ten thousand are 182.5 per cent a year, and unknown where the debt is."""
    (charge,) = charges_in("每日支付违约金50元")
    assert charge.a_year(Decimal(10_000)) == Decimal("182.5")
    assert charge.a_year(None) is None

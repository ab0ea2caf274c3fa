"""Numbers, days and dates as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from borrower_help.errors import UsageError
from borrower_help.values.parse import parse_date
from borrower_help.values.spoken import spoken_days, spoken_sum
from borrower_help.values.spoken_dates import spoken_date

TODAY = dt.date(2026, 11, 30)

READ: dict[str, Callable[[str], Any]] = {
    "date": lambda text: spoken_date(text, TODAY),
    "days": spoken_days,
    "money": spoken_sum,
}

ITEMS = [
    item
    for name in ("spoken.yaml", "spoken_more.yaml")
    for item in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))["items"]
]
"""The first file was written by somebody who had not seen the parser; both on 2026-11-30, a Monday."""


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["typed"])
def test_what_people_write_is_read_as_they_mean_it(item: dict[str, Any]) -> None:
    """Every form is read as one of the right values, and what has two readings is asked again."""
    found = READ[item["kind"]](item["typed"])
    right = [item["value"], *item.get("accept", [])]
    assert ("ask" if found is None else str(found)) in map(str, right) or (
        found is not None and item["kind"] == "money" and found in [Decimal(each) for each in right if each != "ask"]
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12月8日", dt.date(2026, 12, 8)),
        ("1月6号", None),
        ("下周三", dt.date(2026, 12, 9)),
        ("12/15", dt.date(2026, 12, 15)),
    ],
)
def test_a_hearing_is_a_day_to_come(text: str, day: dt.date | None) -> None:
    """Where a day to come is asked, 12 月 8 日 is this December; one of next year wants its year."""
    assert spoken_date(text, TODAY, ahead=True) == day


def test_a_day_without_a_year_that_has_not_come_is_asked_again() -> None:
    """In January 12 月 8 日 may be last month or a slip: the sentence asks for the year."""
    with pytest.raises(UsageError, match="带上年月日"):
        parse_date("12月8日", "--due", TODAY)


@given(st.integers(0, 99_999_999), st.sampled_from("元块 "))
def test_a_sum_in_figures_is_read_as_it_stands(yuan: int, unit: str) -> None:
    """A number that needs no reading is never changed by it."""
    assert spoken_sum(f"{yuan}{unit}") == yuan


@given(st.integers(1, 9999))
def test_a_number_written_in_characters_is_read_back(value: int) -> None:
    """Every number of days survives being written in Chinese numerals."""
    digits, units = "零一二三四五六七八九", ("千", "百", "十", "")
    parts = [(int(digit), unit) for digit, unit in zip(f"{value:04d}", units, strict=True)]
    text, gap = "", False
    for digit, unit in parts:
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + unit
        gap = not digit
    assert spoken_days(text + "天") == value


@given(st.text(max_size=40))
def test_any_text_is_read_or_left(text: str) -> None:
    """No text crashes the readers, and nothing negative comes out of them."""
    assert (spoken_sum(text) or 0) >= 0
    assert (spoken_days(text) or 0) >= 0
    assert spoken_date(text, TODAY) is None or isinstance(spoken_date(text, TODAY), dt.date)

"""The day by which to pay: a month that was not named, a day that has been, and what is no such day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from borrower_help.documents.offers import read_offer
from borrower_help.documents.said_days import limit_in

TODAY = dt.date(2026, 11, 30)
"""A Monday."""

DAYS = {
    "十五号之前还": ("2026-12-15", "next_month"),
    "15日前一次还清": ("2026-12-15", "next_month"),
    "30号前还": ("2026-11-30", "told"),
    "本月30号前还": ("2026-11-30", "told"),
    "这个月十五号之前还": ("2026-11-15", "passed"),
    "11月15号之前还": ("2026-11-15", "passed"),
    "下个月5号还": ("2026-12-05", "told"),
    "12月20日前付": ("2026-12-20", "told"),
    "1月15号前付": ("2027-01-15", "told"),
    "明年1月15号前付": ("2027-01-15", "told"),
    "31号之前还": (None, "unclear"),
    "月底前还": ("2026-11-30", "told"),
    "12月底前还": ("2026-12-31", "told"),
    "年底前还": ("2026-12-31", "told"),
    "周五之前还": ("2026-12-04", "told"),
    "下周三前还": ("2026-12-09", "told"),
    "明天付": ("2026-12-01", "told"),
    "三天内还清": ("2026-12-03", "told"),
    "48小时内还清": ("2026-12-02", "told"),
    "13月5号还": (None, "unclear"),
    "2月30号还": (None, "unclear"),
}


@pytest.mark.parametrize("said", DAYS)
def test_a_day_is_read_or_asked_for(said: str) -> None:
    """A day without a month that has been is that of the next month; what has two readings has no day."""
    limit = limit_in(said, TODAY)
    assert limit is not None
    day, reading = DAYS[said]
    assert (limit.day.isoformat() if limit.day else None, limit.reading) == (day, reading)


@pytest.mark.parametrize(
    "said",
    [
        "每月15号还900，分20期",
        "每个月10日扣款",
        "10月20号借的15000",
        "逾期90日",
        "截至11月20日欠15000",
        "账单日15号的账单",
    ],
)
def test_what_is_no_day_to_pay_by(said: str) -> None:
    """A day of every month, the day of a loan or of a bill sets no limit."""
    assert limit_in(said, TODAY) is None


def test_the_day_of_every_month_hides_no_sum() -> None:
    """每月15号还900 is 900 a month."""
    read = read_offer("欠18000，每月15号还900，分20期", TODAY)
    assert (read.form, read.monthly, read.months, read.limit) == ("instalments", 900, 20, None)


def test_some_days_of_grace_are_no_wait() -> None:
    """Three days for a sum that settles all are its day to pay by; beside instalments they are nothing of the kind."""
    lump = read_offer("欠18000，宽限3天，一次还12000结清", TODAY)
    assert lump.form == "lump"
    assert lump.now == 12000
    assert lump.limit is not None
    assert lump.limit.day == dt.date(2026, 12, 3)
    months = read_offer("分12期每期1500，宽限3天，欠18000", TODAY)
    assert (months.form, months.wait_days, months.limit) == ("instalments", None, None)


def test_a_first_day_that_has_been_is_refused(run: Any) -> None:
    """An option with a day in the past is told so in one sentence."""
    words = ("offer", "check", "欠18000，一次还12000结清", "--as-of", "2026-11-30", "--no-input")
    result = run(*words, "--first", "2026-11-15")
    assert result.code == 2
    assert "2026-11-15 已经过了" in result.err.replace("\n", "")
    assert run(*words, "--first", "2026-12-15").code == 0


def test_the_traps_are_named_where_no_sum_is_read(run: Any) -> None:
    """Who cannot be told the sums is told the trap all the same."""
    result = run("offer", "check", "专业法务团队帮你打包谈到五折，银行卡密码给老师", "--no-input")
    said = "".join((result.out + result.err).split())
    assert result.code == 2
    assert "先别付，也别签。要验证码、密码" in said
    assert "没看懂要付多少" in said

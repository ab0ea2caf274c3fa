"""From the words on a command line to values: what is understood, and that everything else is one clear sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from borrower_help.case.forms import parse_kind, parse_product, parse_role
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.words import KINDS
from borrower_help.values.amounts import MAX_AMOUNT
from borrower_help.values.dates import MAX_DAYS
from borrower_help.values.parse import EARLIEST, LATEST, parse_date, parse_days, parse_money, parse_name, parse_rate

OPTION = "--option"
often = settings(deadline=None, max_examples=100, database=None)

# --- what is understood ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-21", dt.date(2026, 11, 21)),
        ("2026/11/21", dt.date(2026, 11, 21)),
        ("2026.11.21", dt.date(2026, 11, 21)),
        ("2026年11月21日", dt.date(2026, 11, 21)),
        ("2026 年 1 月 2 日", dt.date(2026, 1, 2)),
        ("2026-1-2", dt.date(2026, 1, 2)),
        ("  2026-11-21\n", dt.date(2026, 11, 21)),
        ("２０２６－１１－２１", dt.date(2026, 11, 21)),
        ("2028-02-29", dt.date(2028, 2, 29)),
        ("1990-01-01", EARLIEST),
        ("2100-12-31", LATEST),
    ],
)
def test_dates_as_people_write_them(text: str, day: dt.date) -> None:
    """A date is understood with hyphens, slashes, dots, Chinese characters and full-width digits."""
    assert parse_date(text, OPTION) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [("45", 45), ("45天", 45), ("45 天", 45), ("０", 0), ("007", 7), (" 36500 ", 36500)],
)
def test_days_as_people_write_them(text: str, days: int) -> None:
    """A number of days is understood with and without 天."""
    assert parse_days(text, OPTION) == days


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12000", "12000"),
        ("12,000.50", "12000.50"),
        ("１２，０００", "12000"),
        ("1.2万", "12000"),
        ("1.2万元", "12000"),
        ("905.33元", "905.33"),
        ("0", "0"),
        ("10000万", "100000000"),
        ("0.01", "0.01"),
    ],
)
def test_amounts_as_people_write_them(text: str, amount: str) -> None:
    """An amount is understood with separators, 元 and 万, and keeps every fen."""
    assert parse_money(text, OPTION) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("consumer_finance", InstitutionKind.CONSUMER_FINANCE),
        ("消费金融公司", InstitutionKind.CONSUMER_FINANCE),
        ("消费金融", InstitutionKind.CONSUMER_FINANCE),
        (" 银行 ", InstitutionKind.BANK),
        ("小额贷款", InstitutionKind.MICRO_LOAN),
        ("助贷", InstitutionKind.LOAN_FACILITATOR),
        ("unknown", InstitutionKind.UNKNOWN),
    ],
)
def test_kinds_by_id_name_and_beginning_of_the_name(text: str, kind: InstitutionKind) -> None:
    """A kind of institution is understood by its id, its Chinese name or the beginning of it."""
    assert parse_kind(text, OPTION) is kind


@pytest.mark.parametrize("kind", list(InstitutionKind))
def test_every_kind_has_a_name_that_is_understood(kind: InstitutionKind) -> None:
    """Whatever the program calls a kind of institution can be typed back."""
    assert parse_kind(KINDS[kind], OPTION) is kind
    assert parse_kind(kind.value, OPTION) is kind


@pytest.mark.parametrize(
    ("text", "name"), [("海尔", "海尔"), (" 某某贷 ", "某某贷"), ("ＡＢＣ贷", "ABC贷"), ("字" * 60, "字" * 60)]
)
def test_names_are_trimmed_and_folded(text: str, name: str) -> None:
    """A lender's name is taken as typed, without spaces around it and with full-width letters folded."""
    assert parse_name(text, OPTION) == name


# --- what is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_date, ""),
        (parse_date, "明天"),
        (parse_date, "2026-02-30"),
        (parse_date, "2027-02-29"),
        (parse_date, "2026-13-01"),
        (parse_date, "26-11-21"),
        (parse_date, "20261121"),
        (parse_date, "2026-11-21 10:00"),
        (parse_date, "1989-12-31"),
        (parse_date, "2101-01-01"),
        (parse_date, "0000-01-01"),
        (parse_date, "٢٠٢٦-11-21"),
        (parse_days, ""),
        (parse_days, "-1"),
        (parse_days, "4.5"),
        (parse_days, "36501"),
        (parse_days, "9" * 400),
        (parse_days, "45天天"),
        (parse_days, "十几天"),
        (parse_days, "M3"),
        (parse_money, "一两万"),
        (parse_days, "1e3"),
        (parse_money, ""),
        (parse_money, "元"),
        (parse_money, "万"),
        (parse_money, "-5"),
        (parse_money, "nan"),
        (parse_money, "Infinity"),
        (parse_money, "1e5"),
        (parse_money, "1.2.3"),
        (parse_money, "100000000.01"),
        (parse_money, "10001万"),
        (parse_money, "12,5"),
        (parse_money, "1,2,3"),
        (parse_money, "1234,567"),
        (parse_money, "9" * 400),
        (parse_kind, ""),
        (parse_kind, "credit_union"),
        (parse_kind, "un"),
        (parse_kind, "银行业"),
        (parse_name, ""),
        (parse_name, "  "),
        (parse_name, "字" * 61),
        (parse_name, "海尔\x1b[31m"),
        (parse_name, "海尔\n极融"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(parse: Callable[[str, str], Any], text: str) -> None:
    """A mistake is answered by one printable sentence that names the option, and by nothing else."""
    with pytest.raises(UsageError) as caught:
        parse(text, OPTION)
    assert str(caught.value).startswith(OPTION)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


def test_what_was_typed_is_shown_without_control_characters() -> None:
    """A pasted escape sequence or a very long text cannot disturb the terminal."""
    assert quoted("a\x1b[31m\u202eb\n") == "a?[31m?b?"
    assert quoted("长" * 100) == "长" * 40 + "……"


# --- any text at all ---------------------------------------------------------------------------------------

near = st.text(st.sampled_from(list("0123456789０１２９²①٣-/.－年月日天万元,，. 　+eE~xX_=abz\n\x00\x1b")), max_size=24)
"""Texts that look almost like a date, a number or an id."""


def understood(parse: Callable[[str, str], Any], text: str) -> Any:
    """The value, or ``None`` where the text was refused in a printable sentence; any other error fails the test."""
    try:
        return parse(text, OPTION)
    except UsageError as error:
        sentence = str(error)
    assert sentence.startswith(OPTION)
    assert sentence.isprintable()
    return None


@often
@given(st.text(max_size=50) | near)
@example("2026-11-21\n")
@example("9999-99-99")
def test_any_text_is_a_date_in_range_or_refused(text: str) -> None:
    """No text crashes the date parser, and no date outside 1990 to 2100 gets through."""
    day = understood(parse_date, text)
    assert day is None or EARLIEST <= day <= LATEST


@often
@given(st.text(max_size=50) | near)
@example("36501")
def test_any_text_is_a_number_of_days_in_range_or_refused(text: str) -> None:
    """No text crashes the parser of days, and no count outside 0 to 36500 gets through."""
    days = understood(parse_days, text)
    assert days is None or 0 <= days <= MAX_DAYS


@often
@given(st.text(max_size=50) | near)
@example("1" * 12 + "." + "9" * 8 + "万元")
@example("99999999.999")
def test_any_text_is_an_amount_in_range_or_refused(text: str) -> None:
    """No text crashes the parser of amounts; what gets through is within 0 to 100 million."""
    amount = understood(parse_money, text)
    assert amount is None or 0 <= amount <= MAX_AMOUNT


@often
@given(st.sampled_from([parse_kind, parse_name, parse_role, parse_product]), st.text(max_size=80) | near)
def test_any_text_is_a_name_or_refused(parse: Callable[[str, str], Any], text: str) -> None:
    """No text crashes the parsers of kinds, ids and names, and what they give is never empty."""
    value = understood(parse, text)
    assert value is None or value


# --- there and back ----------------------------------------------------------------------------------------


@often
@given(
    st.dates(EARLIEST, LATEST),
    st.sampled_from(["{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y.%m.%d}", "{:%Y年%m月%d日}", " {:%Y-%m-%d} "]),
)
def test_a_date_written_out_is_read_back(day: dt.date, shape: str) -> None:
    """Every date in range survives being written in every accepted form."""
    assert parse_date(shape.format(day), OPTION) == day


@often
@given(st.integers(0, MAX_DAYS), st.sampled_from(["{}", "{}天", " {} 天", "{:05d}"]))
def test_days_written_out_are_read_back(days: int, shape: str) -> None:
    """Every number of days in range survives being written out."""
    assert parse_days(shape.format(days), OPTION) == days


@often
@given(st.decimals(0, MAX_AMOUNT, places=2, allow_nan=False), st.sampled_from(["{}", "{:,}", "{}元", " {} "]))
def test_an_amount_written_out_is_read_back(amount: Decimal, shape: str) -> None:
    """Every amount to the fen survives being written with separators and 元."""
    assert parse_money(shape.format(amount), OPTION) == amount


@often
@given(st.integers(0, 1_000_000))
def test_an_amount_in_wan_is_ten_thousand_times_as_much(hundredths: int) -> None:
    """1.25万 is 12500 yuan."""
    in_wan = Decimal(hundredths) / 100
    assert parse_money(f"{in_wan}万", OPTION) == in_wan * 10_000


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("24%", "0.24"),
        ("7.2", "0.072"),
        ("0.05%/日", "0.1825"),
        ("万分之五/日", "0.1825"),
        ("千分之1/天", "0.365"),
        ("1.5%/月", "0.18"),
        ("0.5%", "0.005"),
        ("0", "0"),
    ],
)
def test_rates_as_contracts_write_them(text: str, rate: str) -> None:
    """A rate by the year, the month or the day is understood as a fraction a year."""
    assert parse_rate(text, OPTION) == Decimal(rate)


@pytest.mark.parametrize("text", ["0.24", "0.072", "24%/周", "/日", "万分之/日", "-1%", "百分之百"])
def test_rates_that_may_be_two_or_none(text: str) -> None:
    """A number that may be meant in two ways, or is none, is refused with the option's name."""
    with pytest.raises(UsageError, match=OPTION):
        parse_rate(text, OPTION)

"""The payments of a loan, as the command line takes them: groups, a table, or a bill."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from borrower_help.advice.money.cost_words import columns_in_words
from borrower_help.case.money import DatedPayment
from borrower_help.documents.bills import unsure_lines
from borrower_help.documents.payments import NAMES, PaymentList, read_payments
from borrower_help.errors import UsageError, quoted

MAX_GROUPS = 50


def payments_listed(
    file: Path | None,
    columns: Sequence[str],
    groups: Sequence[str],
    arrived: Decimal | None,
    payee: str | None,
    unsure: Sequence[str],
) -> PaymentList | None:
    """The payments of a file, its columns as they were told. Raises ``UsageError``."""
    if groups and file:
        raise UsageError("--payment 和 --payments 只用一个。")
    if columns and not file:
        raise UsageError("--column 说的是还款表的列，和 --payments 文件 一起用。")
    if (payee is not None or unsure) and not file:
        raise UsageError("--payee 和 --unsure 说的是账单，和 --payments 文件 一起用。")
    headings: dict[str, list[str]] = {}
    for word in columns:
        name, separator, title = word.partition("=")
        if not separator or name not in NAMES:
            raise UsageError(f"--column 写成 date=列名 或 amount=列名；写的是「{quoted(word)}」。")
        headings.setdefault(name, []).append(title)
    return read_payments(file, headings, arrived, payee, unsure_lines(unsure)) if file else None


def how_read(listed: PaymentList) -> dict[str, Any]:
    """What an answer says of a payment table: the columns taken and left, the lines and sheets left out."""
    table = {name: getattr(listed, name) for name in ("date", "taken", "left", "left_lines", "left_sheets", "bill")}
    return {**table, "text": columns_in_words(table)}


@contextlib.contextmanager
def naming_columns(listed: PaymentList | None) -> Iterator[None]:
    """Behind a refusal of the figures of a table, say which columns they came from: a column may be wrong, not the
    borrower.
    """
    try:
        yield
    except UsageError as error:
        if listed is None:
            raise
        raise UsageError(f"{error}{how_read(listed)['text']}") from error


def with_payments(given: dict[str, Any], groups: Sequence[str], listed: PaymentList | None) -> dict[str, Any]:
    """The payments, by groups or from a file; either takes the place of what a case file says."""
    if len(groups) > MAX_GROUPS:
        raise UsageError(f"--payment 最多 {MAX_GROUPS} 组。期数更多的，写成 日期,金额 的表，用 --payments 文件 读入。")
    if groups:
        given |= {"payment": tuple(groups), "payments": ()}
    if listed:
        given |= {
            "payments": tuple(DatedPayment(date=day, amount=amount) for day, amount in listed.rows),
            "payment": (),
        }
    return given

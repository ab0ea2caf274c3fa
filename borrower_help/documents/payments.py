"""Payment lists as people have them: a date and an amount, or a lender's plan with principal, interest and fees apart."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from borrower_help.documents.tables import formatted, heading, read_rows, serial_day
from borrower_help.errors import FileError, Problem, UsageError
from borrower_help.values.amounts import ZERO
from borrower_help.values.parse import parse_date, parse_money

Row = tuple[dt.date, Decimal]

DATES = ("还款日期", "应还日期", "应还款日", "应还日", "还款日", "到期日期", "到期日", "扣款日期", "还款时间", "日期", "date")

TOTALS = (
    *("应还总额", "应还金额", "应还合计", "应还款额", "本期应还", "每期应还", "还款总额", "还款金额", "每期还款", "月供", "期供"),
    *("实还总额", "实还金额", "已还金额", "扣款金额", "合计", "总额", "金额", "amount"),
)
"""What one payment is in all; the first that is there is taken, what was due before what was paid."""

PARTS = ("本金", "利息", "手续费", "服务费", "担保费", "会员费", "保险费", "管理费", "咨询费", "费用", "罚息", "违约金", "滞纳金")

NOT_PAID = ("剩余", "未还", "余额", "待还")
"""Beginnings of columns that tell what is still open, not what is paid."""

SUMS = ("合计", "总计", "小计")

HEADING_WITHIN = 20


class _Columns(NamedTuple):
    """Where the date stands, and which amounts make up a payment."""

    date: int
    amounts: tuple[int, ...]


def read_payments(path: Path) -> list[Row]:
    """The payments of a list, in the order of the file. Raises ``FileError`` naming every line that cannot be read."""
    rows = read_rows(path)
    first, columns = _columns(rows, path)
    found: list[Row] = []
    problems: list[Problem] = []
    for number, cells in enumerate(rows[first:], first + 1):
        text = [cell.strip() for cell in cells]
        if not any(text) or next(cell for cell in text if cell) in SUMS:
            continue
        try:
            found.append(_payment(text, columns))
        except UsageError as error:
            problems.append(Problem(str(path), number, str(error)))
    if problems:
        raise FileError(path, problems)
    return found


def _columns(rows: list[list[str]], path: Path) -> tuple[int, _Columns]:
    """The first row of payments, and the columns: by their headings, or a date and one amount where there is no heading."""
    for number, cells in enumerate(rows[:HEADING_WITHIN]):
        names = [heading(cell).removesuffix("人民币").removesuffix("元") for cell in cells]
        date = next((names.index(name) for name in DATES if name in names), None)
        if date is not None:
            amounts = _amounts(names)
            if not amounts:
                listed = "、".join(cell.strip() for cell in cells if cell.strip())
                raise FileError(path, [Problem(str(path), number + 1, f"没有认出还款金额是哪一列。列有：{listed}。请把那一列的表头改成「还款金额」。")])
            return number + 1, _Columns(date, amounts)
    first = next((number for number, cells in enumerate(rows) if any(cell.strip() for cell in cells)), 0)
    if rows and len([cell for cell in rows[first] if cell.strip()]) > 2:
        reason = "不止两列，又没有表头，不知道哪一列是还款金额。请在第一行写上表头，如 还款日期,还款金额。"
        raise FileError(path, [Problem(str(path), first + 1, reason)])
    return first, _Columns(0, (1,))


def _amounts(names: list[str]) -> tuple[int, ...]:
    """The column of the whole payment, or the columns of its parts; of due and paid ones only those due."""
    total = next((names.index(name) for name in TOTALS if name in names), None)
    if total is not None:
        return (total,)
    parts = [index for index, name in enumerate(names) if name.endswith(PARTS) and not name.startswith(NOT_PAID)]
    due = [index for index in parts if not names[index].startswith(("实", "已"))]
    return tuple(due or parts)


def _payment(cells: list[str], columns: _Columns) -> Row:
    if len(cells) <= max(columns.date, *columns.amounts):
        raise UsageError("要有日期和金额两列，中间用逗号。")
    day = _day(cells[columns.date])
    words = [cells[place] for place in columns.amounts]
    return day, sum((parse_money(word, "金额") for word in words if word or len(words) == 1), ZERO)


def _day(text: str) -> dt.date:
    """A date, also with a time behind it, or as a spreadsheet counts it."""
    return serial_day(text) or parse_date(re.sub(r"\s+\d{1,2}:\d{2}(?::\d{2})?$", "", formatted(text)), "日期")

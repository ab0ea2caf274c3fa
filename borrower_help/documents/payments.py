"""Payment lists as people have them: a date and an amount, or a lender's plan with principal, interest and fees
apart.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec

from borrower_help.documents.bills import paid_to
from borrower_help.documents.columns import Column, Unclear, chosen, columns_of, is_blank
from borrower_help.documents.entries import Bill, find_bill
from borrower_help.documents.payment_headings import DATES, Rank, bare
from borrower_help.documents.sheets import Sheet
from borrower_help.documents.tables import formatted, is_note, read_sheets, serial_day, two_rows
from borrower_help.errors import FileError, Problem, UsageError, quoted
from borrower_help.values.amounts import ZERO
from borrower_help.values.parse import parse_amount, parse_date
from borrower_help.values.record import Record

Row = tuple[dt.date, Decimal]

_STATE = re.compile(r"状态|结果|成功")
_FAILED = re.compile(r"失败|未成功|没成功|关闭|撤销|取消|冲正|退回|未扣|未支付|不足")

HEADING_WITHIN = 20

NAMES = ("date", "amount")
"""What ``--column`` may name of a payment table."""


class BillTaken(Record, frozen=True, kw_only=True):
    """How the rows of a bill were taken: to whom the counted payments went, and the lines that were not counted.

    ``refunds`` were paid back or are the money that came back, ``received`` is money from them, ``failed`` was
    never paid, ``unsure`` are doubtful lines that were left; ``of_other_payees`` counts the rows of everybody else.
    """

    payees: tuple[str, ...]
    lines: tuple[int, ...]
    refunds: tuple[int, ...]
    received: tuple[int, ...]
    failed: tuple[int, ...]
    unsure: tuple[int, ...]
    of_other_payees: int = msgspec.field(name="others")


class PaymentList(Record, frozen=True, kw_only=True):
    """The payments of a file in its order, and how it was read.

    ``date`` is the heading of the day, ``taken`` those of the amounts that were added up, ``left`` all
    others; ``left_lines`` are the rows below or between that are totals and notes, ``left_sheets`` the
    sheets that were not read. Without headings the names are empty. Of a bill, ``bill`` tells how its rows
    were taken; of a table it is ``None``.
    """

    rows: tuple[Row, ...]
    date: str = ""
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    left_lines: tuple[int, ...] = ()
    left_sheets: tuple[str, ...] = ()
    bill: BillTaken | None = None


class _Table(NamedTuple):
    """A sheet with the row of its headings; ``first`` is the row below, ``date`` the column of the day."""

    sheet: Sheet
    first: int
    names: list[str]
    date: int


def read_payments(
    path: Path,
    headings: Mapping[str, Sequence[str]] | None = None,
    lent: Decimal | None = None,
    payee: str | None = None,
    unsure: Sequence[str] = (),
) -> PaymentList:
    """The payments of a list.

    ``headings`` names the headings of the ``date`` and of the ``amount`` columns where the borrower says them;
    ``lent`` is what arrived, where it is known; ``payee`` and ``unsure`` say what of a bill counts. Raises
    ``FileError`` naming every line that cannot be read, and where it is not clear which columns are a payment.
    """
    sheets = [sheet for sheet in read_sheets(path) if any(cell.strip() for cells in sheet.rows for cell in cells)]
    bill = None if headings else find_bill(sheets, said=payee is not None)
    if bill is not None:
        return _of_bill(bill, payee or "", unsure)
    if payee is not None:
        raise UsageError(f"{path} 不是账单（没有认出交易时间、交易对方和金额三列），不用加 --payee。")
    tables = [table for sheet in sheets if (table := _with_headings(sheet, headings or {}))]
    if not tables:
        return _without_headings(sheets[0].rows if sheets else [], path, headings or {})
    left = tuple(quoted(sheet.name) for sheet in sheets if sheet is not tables[0].sheet)
    return msgspec.structs.replace(_read(tables[0], path, headings or {}, lent), left_sheets=left)


def _of_bill(bill: Bill, payee: str, unsure: Sequence[str]) -> PaymentList:
    found = paid_to(bill, payee, unsure)
    names = bill.sheet.rows[bill.first - 1]
    amounts = [quoted(names[place].strip()) for place in (bill.places["amount"] or bill.places["out"])[:1]]
    return PaymentList(
        rows=tuple(found.rows),
        date=quoted(names[bill.places["time"][0]].strip()),
        taken=tuple(amounts),
        left=(),
        bill=BillTaken(
            payees=found.payees,
            lines=found.lines,
            refunds=found.refunds,
            received=found.received,
            failed=found.failed,
            unsure=found.unsure_left,
            of_other_payees=found.of_other_payees,
        ),
    )


def _with_headings(sheet: Sheet, headings: Mapping[str, Sequence[str]]) -> _Table | None:
    """Where the headings of a sheet stand; ``None`` when no row names a date."""
    wanted = [bare(name) for name in headings.get("date", ())] or DATES
    for number, cells in enumerate(sheet.rows[:HEADING_WITHIN]):
        names = [bare(cell) for cell in cells]
        date = next((names.index(name) for name in wanted if name in names), None)
        if date is not None:
            below = sheet.rows[number + 1] if number + 1 < len(sheet.rows) else []
            if together := two_rows(cells, below):
                return _Table(sheet, number + 2, together, date)
            return _Table(sheet, number + 1, list(cells), date)
    return None


def _read(table: _Table, path: Path, headings: Mapping[str, Sequence[str]], lent: Decimal | None) -> PaymentList:
    numbered = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(table.sheet.rows[table.first :], table.first + 1)
        if any(map(str.strip, cells))
    ]
    left = tuple(number for number, cells in numbered if _is_note(cells, table))
    rows = [(number, cells) for number, cells in numbered if number not in left]
    _refuse_shifted(rows, table, path)
    columns = [column for column in columns_of(table.names, [cells for _, cells in rows]) if column.place != table.date]
    try:
        amounts = _named(columns, headings["amount"]) if headings.get("amount") else chosen(columns, lent)
        if not headings.get("amount"):
            _refuse_failed(rows, amounts, columns)
    except Unclear as error:
        raise FileError(path, [Problem(str(path), table.first, str(error))]) from error
    taken = [column.place for column in amounts]
    return PaymentList(
        rows=_payments(rows, table.date, taken, path),
        date=quoted(table.names[table.date].strip()),
        taken=tuple(column.name for column in amounts),
        left=tuple(column.name for column in columns if column.place not in taken),
        left_lines=left,
    )


def _refuse_failed(
    rows: Sequence[tuple[int, Sequence[str]]], amounts: Sequence[Column], columns: Sequence[Column]
) -> None:
    """Ask for rows that say they were not paid, in a list of what was paid. Raises ``Unclear``."""
    if all(column.rank is Rank.DUE for column in amounts):
        return
    states = [column.place for column in columns if _STATE.search(column.name)]
    failed = [
        (number, cells[place])
        for number, cells in rows
        for place in states
        if place < len(cells) and _FAILED.search(cells[place])
    ]
    if failed:
        lines = "、".join(f"第 {number} 行（{quoted(word)}）" for number, word in failed[:5])
        more = f"等 {len(failed)} 行" if len(failed) > 5 else ""
        flags = " ".join(f"--column 'amount={column.name}'" for column in amounts)
        raise Unclear(
            f"{lines}{more}写着没有付成，没有替你选。没有付成的，从表里删掉那几行再试；其实付了的，加 {flags}。"
        )


def _named(columns: Sequence[Column], names: Sequence[str]) -> list[Column]:
    """The columns that were named. Raises ``Unclear`` where there is none of that name."""
    found = []
    for name in names:
        alike = [column for column in columns if bare(column.name) == bare(name)]
        if not alike:
            raise Unclear(
                f"没有「{quoted(name)}」这一列。列有：{'、'.join(column.name for column in columns)}。请照表头写。"
            )
        found.append(alike[0])
    return list(dict.fromkeys(found))


def _is_note(cells: Sequence[str], table: _Table) -> bool:
    """Whether a row below the headings is a total, a note or the headings once more."""
    if [bare(cell) for cell in cells] == [bare(name) for name in table.names]:
        return True
    return is_note(cells)


def _refuse_shifted(rows: Sequence[tuple[int, Sequence[str]]], table: _Table, path: Path) -> None:
    """Refuse rows with more cells than headings: behind a comma that divides no cells, every cell stands in the wrong
    column.
    """
    reason = "这一行比表头多出一格，可能是金额或文字里有逗号（如 1,020.00）。请给那一格加上英文引号，或去掉逗号。"
    if longer := [number for number, cells in rows if any(cells[len(table.names) :])]:
        raise FileError(path, [Problem(str(path), number, reason) for number in longer])


def _without_headings(rows: Sequence[Sequence[str]], path: Path, headings: Mapping[str, Sequence[str]]) -> PaymentList:
    """A list of dates and amounts. Raises ``FileError`` where there are more columns, or headings without a date."""
    first = next((number for number, cells in enumerate(rows) if any(cell.strip() for cell in cells)), 0)
    if headings and rows:
        names = "、".join(quoted(cell.strip()) for cell in rows[first] if cell.strip())
        raise FileError(
            path,
            [Problem(str(path), first + 1, f"没有找到日期那一列。列有：{names}。请用 --column date=列名 照表头写。")],
        )
    if rows and len([cell for cell in rows[first] if cell.strip()]) > 2:
        raise FileError(path, [Problem(str(path), first + 1, _no_date(rows[first]))])
    numbered = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(rows[first:], first + 1)
        if any(map(str.strip, cells))
    ]
    left = tuple(number for number, cells in numbered if is_note(cells))
    payments = _payments([(number, cells) for number, cells in numbered if number not in left], 0, [1], path)
    return PaymentList(rows=payments, left_lines=left)


def _no_date(cells: Sequence[str]) -> str:
    """What to say of a first row of several cells without a date among the headings."""
    known = [
        column.name
        for column in columns_of(cells, [])
        if column.meaning.name in ("TOTAL", "WITH_INTEREST", "PRINCIPAL", "INTEREST", "FEE")
    ]
    if known:
        return (
            f"认出了{'、'.join(known)}，没有认出日期那一列。请用 --column date=列名 指明，或加一列还款日期；没有日期"
            f"的，用 --payment 12x905.33 这样写。"
        )
    return "不止两列，又没有表头，不知道哪一列是还款金额。请在第一行写上表头，如 还款日期,还款金额。"


def _payments(
    rows: Sequence[tuple[int, Sequence[str]]], date: int, amounts: Sequence[int], path: Path
) -> tuple[Row, ...]:
    found: list[Row] = []
    problems: list[Problem] = []
    for number, cells in rows:
        try:
            found.append(_payment(cells, date, amounts))
        except UsageError as error:
            problems.append(Problem(str(path), number, str(error)))
    if problems:
        raise FileError(path, problems)
    return tuple(found)


def _payment(cells: Sequence[str], date: int, amounts: Sequence[int]) -> Row:
    if len(cells) <= max(date, *amounts):
        raise UsageError("要有日期和金额两列，中间用逗号。")
    words = [cells[place] for place in amounts]
    return _day(cells[date]), sum(
        (parse_amount(word, "金额") for word in words if not is_blank(word) or len(words) == 1), ZERO
    )


def _day(text: str) -> dt.date:
    """A date, also of eight digits, with a time or a remark in brackets behind it, or as a spreadsheet counts it."""
    text = re.sub(r"\s*[(（][^()（）]*[)）]$", "", text)
    dashed = re.sub(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", text)
    return serial_day(text) or parse_date(re.sub(r"\s+\d{1,2}:\d{2}(?::\d{2})?$", "", formatted(dashed)), "日期")

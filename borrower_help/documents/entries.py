"""The rows of a bill of everything that was paid: which columns tell what, and which way the money of a row went.

The columns are known by their names, for their order has changed over the years. Where no column says whether money
was paid or got, the signs of the amounts say it, by what stands at plain spending: the list of an account writes
spending with a minus, that of a card without; where nothing is signed, only words of spending or getting do.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from borrower_help.documents.payment_headings import bare
from borrower_help.documents.sheets import Sheet
from borrower_help.documents.tables import formatted, serial_day, two_rows
from borrower_help.errors import UsageError
from borrower_help.values.amounts import ZERO
from borrower_help.values.parse import parse_date, parse_money

HEADING_WITHIN = 60
"""Alipay puts up to thirty lines of notes above the headings."""

_COLUMNS: dict[str, tuple[str, ...]] = {
    "time": (
        *("付款时间", "交易成功时间", "交易时间", "交易日期", "交易日", "记账日期", "入账日期", "入账时间", "记账日"),
        *("交易创建时间", "时间"),
    ),
    "created": ("交易创建时间",),
    "party": (
        *("交易对方", "对方户名", "对方名称", "对方账户名称", "对方姓名", "交易对手", "交易对手名称", "对手户名"),
        *("对方账户名", "收款方", "收款人", "商户名称", "交易商户", "对方信息", "对方户名账号", "对手信息", "名称"),
        *("对方账号与户名", "对方户名与账号"),
    ),
    "goods": (
        *("商品", "商品说明", "商品名称", "摘要", "交易摘要", "交易说明", "交易描述", "用途", "附言", "交易附言"),
        *("交易类型", "交易分类", "类型", "备注", "订单标题", "交易备注", "客户摘要", "业务摘要", "交易名称"),
        *("交易地点附言",),
    ),
    "way": ("收支", "收支类型", "资金流向", "借贷标志", "借贷", "收支标志", "借贷方向"),
    "amount": (
        *("实付金额", "金额", "交易金额", "发生额", "交易发生额", "记账金额", "入账金额", "金额人民币"),
        *("人民币金额", "入账币种金额", "交易币种金额"),
    ),
    "out": (
        *("支出", "支出金额", "借方发生额", "借方金额", "转出金额", "支出额", "付款金额", "取出金额", "记账金额支出"),
        *("交易金额支出",),
    ),
    "in": (
        *("收入", "收入金额", "贷方发生额", "贷方金额", "转入金额", "存入金额", "收入额", "存入", "记账金额收入"),
        *("交易金额收入",),
    ),
    "state": ("当前状态", "交易状态", "状态", "交易结果"),
    "refunded": ("成功退款", "退款金额", "已退款金额"),
    "order": ("商户单号", "商家订单号", "商户订单号", "商家单号"),
}

_FAILED = re.compile(r"关闭|失败|撤销|取消|等待|待支付|待付款|未支付|冲正|处理中")
_REFUND = re.compile(r"退款|退还|退回|退货|冲正|撤销")
_SPENT = ("支出", "借", "借方", "支", "转出", "付", "d")
_GOT = ("收入", "贷", "贷方", "收", "转入", "c")
_LENDER = re.compile(r"消费金融")
"""Its name has the word for spending in it."""

_SPENDS = re.compile(r"消费|支付|付款|扣款|代扣|代付|代收|扣收")
_GETS = re.compile(r"退货|退款|利息|转入|存入|收款|放款|工资")
_GIVEN_BACK = re.compile(r"(?P<paid>.*?)[(（]已(?P<all>全额)?退款?[^0-9]*(?P<back>[0-9.,]*)元?[)）]")
_NOTHING = ("", "-", "--", "/", "—")


class PaymentEntry(NamedTuple):
    """One row of a bill: the line it stands in, its day, what was paid, to whom and for what.

    ``way`` is ``out``, ``in``, ``back`` for spending below nothing, or ``open`` where the bill does not say; ``back``
    is what was refunded of it.
    """

    line: int
    day: dt.date
    amount: Decimal
    party: str
    words: str
    way: str
    failed: bool
    refund: bool
    back: Decimal
    order: str


class Bill(NamedTuple):
    """A sheet with the headings of a bill; ``first`` is the row below them.

    ``spent`` is the sign of money that was paid where no column tells, ``-`` or ``+``; empty where nothing is signed.
    """

    sheet: Sheet
    first: int
    places: dict[str, list[int]]
    spent: str = ""

    @property
    def tells_the_way(self) -> bool:
        """Whether it says of any row, in a column or by signs, which way the money went."""
        return bool(self.places["way"] or self.places["out"] or self.spent)


def find_bill(sheets: Sequence[Sheet], *, said: bool = False) -> Bill | None:
    """The first sheet that is a bill; ``None`` when none is.

    ``said`` tells that the borrower says so: then one is taken that names nobody beside its words, or no way.
    """
    for sheet in sheets:
        for number, cells in enumerate(sheet.rows[:HEADING_WITHIN], 1):
            below = sheet.rows[number] if number < len(sheet.rows) else []
            together = two_rows(cells, below)
            names = [bare(cell) for cell in together or cells]
            whole = [bare(upper + lower) for upper, lower in itertools.zip_longest(cells, below, fillvalue="")]
            places = {
                column: [names.index(name) for name in known if name in names]
                or [whole.index(name) for name in known if together and name in whole]
                for column, known in _COLUMNS.items()
            }
            if not places["time"] or not (places["amount"] or places["out"]):
                continue
            first = number + bool(together)
            bill = Bill(sheet, first, places, _spent(sheet.rows[first:], places))
            if said and (places["party"] or places["goods"]):
                return bill
            if places["party"] and (bill.tells_the_way or places["state"]):
                return bill
    return None


def _spent(rows: Sequence[Sequence[str]], places: Mapping[str, Sequence[int]]) -> str:
    """The sign with which plain spending is written; empty where a column tells, or nothing is signed."""
    if places["way"] or not places["amount"]:
        return ""
    read = [(_written(cells, places), words_of(cells, places)) for cells in rows]
    if not any(written.startswith(("-", "+")) for written, _ in read):
        return ""
    spending = [written.startswith("-") for written, words in read if written and _spends(words)]
    return "-" if sum(spending) * 2 >= len(spending) else "+"


def words_of(cells: Sequence[str], places: Mapping[str, Sequence[int]]) -> str:
    """Whom a row is about and what for."""
    return " ".join(cells[place] for place in (*places["party"], *places["goods"]) if place < len(cells))


def entry_of(number: int, cells: Sequence[str], bill: Bill, payee: str) -> PaymentEntry:
    """One row about ``payee``. Raises ``UsageError`` with its line where its day or amount cannot be read."""
    places = bill.places
    words = words_of(cells, places)
    way, amount, back = _amount(cells, bill, words, number)
    state = _cell(cells, places, "state")
    refund = re.search(r"[(（]\s*[¥￥]?\s*([0-9.,]+)", state)
    if places["refunded"]:
        back = max(back, _money(_cell(cells, places, "refunded"), number))
    if "退款" in state and refund:
        back = max(back, _money(refund.group(1), number))
    if state == "已全额退款":
        back = amount
    return PaymentEntry(
        line=number,
        day=_day([cells[place] for place in (*places["time"], *places["created"]) if place < len(cells)], number),
        amount=amount,
        party=party_of(cells, bill) or _holding(cells, places["goods"], payee),
        words=words,
        way=way,
        failed=bool(_FAILED.search(state)),
        refund=bool(_REFUND.search(state if "退款成功" in state else ""))
        or way == "back"
        or (way == "in" and bool(_REFUND.search(words))),
        back=back,
        order=_cell(cells, places, "order"),
    )


def _holding(cells: Sequence[str], places: Sequence[int], payee: str) -> str:
    """The cell among some that names the payee."""
    return next((cells[place] for place in places if place < len(cells) and payee in cells[place]), "")


def party_of(cells: Sequence[str], bill: Bill) -> str:
    """Whom a row is about."""
    return _cell(cells, bill.places, "party")


def _cell(cells: Sequence[str], places: Mapping[str, Sequence[int]], column: str, empty: Sequence[str] = ("",)) -> str:
    """The first cell of a column that says something."""
    return next((cells[place] for place in places[column] if place < len(cells) and cells[place] not in empty), "")


def _written(cells: Sequence[str], places: Mapping[str, Sequence[int]]) -> str:
    """The amount as it is written, without the name of the currency."""
    written = unicodedata.normalize("NFKC", _cell(cells, places, "amount", _NOTHING)).strip()
    return _signed(re.sub(r"^(?:CNY|RMB|人民币)\s*", "", written, flags=re.IGNORECASE))


def _signed(written: str) -> str:
    """An amount with its minus in front, wherever a program writes it: behind, or as brackets around the amount."""
    behind = re.fullmatch(r"(.+?)[-−]|\((.+)\)", unicodedata.normalize("NFKC", written).strip())
    return f"-{behind[1] or behind[2]}" if behind else written


def _amount(cells: Sequence[str], bill: Bill, words: str, number: int) -> tuple[str, Decimal, Decimal]:
    """Which way the money went, how much it was, and how much of it came back by the same cell."""
    places = bill.places
    if not places["amount"] or places["out"]:
        out, into = (_signed(_cell(cells, places, column, _NOTHING)) for column in ("out", "in"))
        if out.startswith(("-", "−")) and not into:
            return "back", _money(out.lstrip("-−"), number), ZERO
        paid = _money(out, number)
        if paid or not places["amount"]:
            return ("out", abs(paid), ZERO) if paid else ("in", _money(into, number), ZERO)
        if into:
            return "in", _money(into, number), ZERO
    written = _written(cells, places)
    given_back = _GIVEN_BACK.fullmatch(written)
    amount = _money((given_back["paid"] if given_back else written).lstrip("+-"), number)
    back = ZERO
    if given_back:
        back = amount if given_back["all"] or not given_back["back"] else _money(given_back["back"], number)
    way = _cell(cells, places, "way").casefold().split(" ")[0]
    if places["way"]:
        return "out" if way in _SPENT else "in" if way in _GOT else "open", amount, back
    if bill.spent:
        return "out" if written.startswith("-") == (bill.spent == "-") else "in", amount, back
    return "out" if _spends(words) else "in" if _GETS.search(words) else "open", amount, back


def _spends(words: str) -> bool:
    return bool(_SPENDS.search(_LENDER.sub("", words))) and not _GETS.search(words)


def _money(written: str, number: int) -> Decimal:
    if written.strip() in _NOTHING:
        return ZERO
    try:
        return parse_money(written.strip(), "金额")
    except UsageError as error:
        raise UsageError(f"第 {number} 行：{error}") from error


def _day(candidates: Sequence[str], number: int) -> dt.date:
    """The first of some cells that is a day: a bank may have its day and its time in two columns."""
    refused: UsageError | None = None
    for written in filter(None, candidates):
        text = re.sub(r"^(\d{4})(\d{2})(\d{2})(?!\d)", r"\1-\2-\3", formatted(written))
        try:
            return serial_day(written) or parse_date(re.split(r"[ T]+(?=\d{1,2}:)", text)[0], "日期")
        except UsageError as error:
            refused = refused or error
    raise UsageError(f"第 {number} 行：{refused or '没有写日期'}")

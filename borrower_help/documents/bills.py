"""Bills of everything that was paid (WeChat, Alipay, a bank's app): what of it was paid to one lender.

The columns are known by their names, for their order has changed over the years. A refund and what failed are
no payments; what is neither plain spending nor clearly something else is asked about, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from borrower_help.documents.columns import bare
from borrower_help.documents.sheets import Sheet
from borrower_help.documents.tables import formatted, serial_day
from borrower_help.errors import UsageError, quoted
from borrower_help.values.amounts import ZERO
from borrower_help.values.parse import parse_date, parse_money

HEADING_WITHIN = 60
"""Alipay puts up to thirty lines of notes above the headings."""

NAMED = 5

_COLUMNS: dict[str, tuple[str, ...]] = {
    "time": ("付款时间", "交易时间", "交易日期", "交易日", "记账日期", "入账日期", "入账时间", "交易创建时间"),
    "created": ("交易创建时间",),
    "party": (
        *("交易对方", "对方户名", "对方名称", "对方账户名称", "对方姓名", "交易对手", "交易对手名称", "对手户名"),
        *("对方账户名", "收款方", "收款人", "商户名称", "交易商户", "对方信息", "对方户名账号"),
    ),
    "goods": (
        *("商品", "商品说明", "商品名称", "摘要", "交易摘要", "交易说明", "交易描述", "用途", "附言", "交易附言"),
        *("交易类型", "交易分类", "类型", "备注"),
    ),
    "way": ("收支", "收支类型", "资金流向", "借贷标志", "借贷", "收支标志", "借贷方向"),
    "amount": ("金额", "交易金额", "发生额", "交易发生额", "记账金额", "入账金额", "金额人民币"),
    "out": ("支出", "支出金额", "借方发生额", "借方金额", "转出金额", "支出额", "付款金额"),
    "in": ("收入", "收入金额", "贷方发生额", "贷方金额", "转入金额", "存入金额", "收入额"),
    "state": ("当前状态", "交易状态", "状态", "交易结果"),
    "refunded": ("成功退款", "退款金额", "已退款金额"),
    "order": ("商户单号", "商家订单号", "商户订单号"),
}

_FAILED = re.compile(r"关闭|失败|撤销|取消|等待|待支付|待付款|未支付|冲正|处理中")
_REFUND = re.compile(r"退款|退还|退回|冲正|撤销")
_SPENT = ("支出", "借", "借方", "支", "转出", "付", "d")
_GOT = ("收入", "贷", "贷方", "收", "转入", "c")


class Entry(NamedTuple):
    """One row of a bill: the line it stands in, its day, what was paid, to whom and for what.

    ``way`` is ``out``, ``in``, or ``open`` where the bill does not say; ``back`` is what was refunded of it.
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


class Paid(NamedTuple):
    """What a bill shows of one payee: the rows that count, and the lines that do not, by their reason."""

    rows: list[tuple[dt.date, Decimal]]
    payees: tuple[str, ...]
    lines: tuple[int, ...]
    refunds: tuple[int, ...]
    received: tuple[int, ...]
    failed: tuple[int, ...]
    unsure_left: tuple[int, ...]
    others: int


class Bill(NamedTuple):
    """A sheet with the headings of a bill; ``first`` is the row below them."""

    sheet: Sheet
    first: int
    places: dict[str, list[int]]


def find_bill(sheets: Sequence[Sheet]) -> Bill | None:
    """The first sheet that is a bill; ``None`` when none is."""
    for sheet in sheets:
        for number, cells in enumerate(sheet.rows[:HEADING_WITHIN]):
            names = [bare(cell) for cell in cells]
            places = {
                column: [names.index(name) for name in known if name in names] for column, known in _COLUMNS.items()
            }
            amounts = places["amount"] or places["out"]
            tells_way = places["way"] or places["out"] or places["state"]
            if places["time"] and places["party"] and amounts and tells_way:
                return Bill(sheet, number + 1, places)
    return None


def paid_to(bill: Bill, payee: str, unsure: Sequence[str]) -> Paid:
    """What was paid to everybody whose name, or the name of whose goods, holds ``payee``.

    ``unsure`` is how doubtful rows are to be taken: ``all``, ``none``, or the lines that count. Raises ``UsageError``
    where nobody is called so, or where there are doubtful rows and it was not said.
    """
    wanted = _folded(payee)
    rows = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(bill.sheet.rows[bill.first :], bill.first + 1)
        if any(map(str.strip, cells))
    ]
    named = [(number, cells) for number, cells in rows if wanted and wanted in _folded(_words(cells, bill))]
    if not named:
        raise UsageError(_nobody(payee, [cells for _, cells in rows], bill))
    entries = [_entry(number, cells, bill) for number, cells in named]
    refunds = [entry for entry in entries if _is_refund(entry)]
    failed = [entry for entry in entries if entry.failed and entry not in refunds]
    received = [entry for entry in entries if entry.way == "in" and entry not in (*refunds, *failed)]
    rest = [entry for entry in entries if entry not in (*refunds, *failed, *received)]
    undone = _undone(rest, refunds)
    rest = [entry for entry in rest if entry not in undone]
    doubtful = [entry for entry in rest if _is_doubtful(entry, refunds)]
    counted = [entry for entry in rest if entry not in doubtful or _counts(entry, unsure)]
    if doubtful and not unsure:
        raise UsageError(_which(doubtful))
    if not counted:
        raise UsageError(f"账单里付给「{quoted(payee)}」的都退了、没付成或没有算进来，没有可以算的还款。")
    left = tuple(entry.line for entry in doubtful if entry not in counted)
    counted.sort(key=lambda entry: (entry.day, -entry.line))
    return Paid(
        rows=[(entry.day, entry.amount - entry.back) for entry in counted],
        payees=tuple(
            f"{quoted(party) or '没写对方'}（{count} 笔）"
            for party, count in Counter(entry.party for entry in counted).most_common()
        ),
        lines=tuple(sorted(entry.line for entry in counted)),
        refunds=tuple(sorted(entry.line for entry in (*refunds, *undone))),
        received=tuple(entry.line for entry in received),
        failed=tuple(entry.line for entry in failed),
        unsure_left=left,
        others=len(rows) - len(named),
    )


def unsure_lines(words: Sequence[str]) -> list[str]:
    """How doubtful rows are to be taken, as ``paid_to`` takes it. Raises ``UsageError``."""
    found: list[str] = []
    for word in words:
        folded = unicodedata.normalize("NFKC", word).strip()
        if folded in ("算", "全算", "all"):
            found.append("all")
        elif folded in ("不算", "都不算", "none"):
            found.append("none")
        elif re.fullmatch(r"[0-9]{1,6}(?:[,、，][0-9]{1,6})*", folded):
            found += re.split(r"[,、，]", folded)
        else:
            raise UsageError(f"--unsure 写 算、不算，或要算的行号（如 5,9）；写的是「{quoted(word)}」。")
    return found


def _counts(entry: Entry, unsure: Sequence[str]) -> bool:
    return "all" in unsure or str(entry.line) in unsure


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def _words(cells: Sequence[str], bill: Bill) -> str:
    """Whom a row is about and what for."""
    places = (*bill.places["party"], *bill.places["goods"])
    return " ".join(cells[place] for place in places if place < len(cells))


def _cell(cells: Sequence[str], places: Mapping[str, Sequence[int]], column: str) -> str:
    """The first cell of a column that says something."""
    return next((cells[place] for place in places[column] if place < len(cells) and cells[place]), "")


def _entry(number: int, cells: Sequence[str], bill: Bill) -> Entry:
    """One row. Raises ``UsageError`` with its line where its day or amount cannot be read."""
    places = bill.places
    way, amount = _amount(cells, places, number)
    state, words = _cell(cells, places, "state"), _words(cells, bill)
    told = re.search(r"[(（]\s*[¥￥]?\s*([0-9.,]+)", state)
    back = _money(_cell(cells, places, "refunded"), number) if places["refunded"] else ZERO
    if "退款" in state and told:
        back = max(back, _money(told.group(1), number))
    if state == "已全额退款":
        back = amount
    return Entry(
        line=number,
        day=_day([cells[place] for place in (*places["time"], *places["created"]) if place < len(cells)], number),
        amount=amount,
        party=_cell(cells, places, "party"),
        words=words,
        way=way,
        failed=bool(_FAILED.search(state)),
        refund=bool(_REFUND.search(state if "退款成功" in state else ""))
        or (way == "in" and bool(_REFUND.search(words))),
        back=back,
        order=_cell(cells, places, "order"),
    )


def _amount(cells: Sequence[str], places: Mapping[str, Sequence[int]], number: int) -> tuple[str, Decimal]:
    """Which way the money went, and how much it was."""
    out, into = (_cell(cells, places, column) for column in ("out", "in"))
    if not places["amount"]:
        paid = _money(out, number)
        return ("out", paid) if paid else ("in", _money(into, number))
    written = unicodedata.normalize("NFKC", _cell(cells, places, "amount"))
    amount = _money(written.lstrip("+-"), number)
    told = _cell(cells, places, "way").casefold()
    if told in _SPENT or (not places["way"] and written.startswith("-")):
        return "out", amount
    if told in _GOT or (not places["way"] and written.startswith("+")):
        return "in", amount
    return "open", amount


def _money(written: str, number: int) -> Decimal:
    if written.strip() in ("", "-", "--", "/"):
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
            return serial_day(written) or parse_date(re.split(r"[ T](?=\d{1,2}:)", text)[0], "日期")
        except UsageError as error:
            refused = refused or error
    raise UsageError(f"第 {number} 行：{refused or '没有写日期'}")


def _is_refund(entry: Entry) -> bool:
    """Whether the row is money that came back, or was paid and came back whole."""
    return entry.refund or (entry.back > 0 and entry.back >= entry.amount)


def _undone(payments: Sequence[Entry], refunds: Sequence[Entry]) -> list[Entry]:
    """Payments that a refund of its own row takes back: the same order and the same amount."""
    orders = {(entry.order, entry.amount) for entry in refunds if entry.order}
    return [entry for entry in payments if (entry.order, entry.amount) in orders]


def _is_doubtful(entry: Entry, refunds: Sequence[Entry]) -> bool:
    """Whether nobody can tell from the bill if it was a payment: neither spent nor got, refunded in part, or perhaps
    taken back by a refund of the same amount.
    """
    taken_back = any(
        refund.amount == entry.amount and refund.line != entry.line and not refund.back and refund.day >= entry.day
        for refund in refunds
        if not refund.order
    )
    return entry.way == "open" or entry.back > 0 or taken_back


def _which(doubtful: Sequence[Entry]) -> str:
    named = "；".join(
        f"第 {entry.line} 行 {entry.day} {entry.amount} 元 {quoted(entry.words)}" for entry in doubtful[:NAMED]
    )
    more = f"；等 {len(doubtful)} 行" if len(doubtful) > NAMED else ""
    lines = ",".join(str(entry.line) for entry in doubtful[:2])
    return (
        f"账单里有 {len(doubtful)} 行看不出是不是还款（转账、不计收支，或退过一部分），没有替你选：{named}{more}。"
        f"都算，加 --unsure 算；都不算，加 --unsure 不算；只算几行，写行号，如 --unsure {lines}。"
    )


def _nobody(payee: str, rows: Sequence[Sequence[str]], bill: Bill) -> str:
    lending = re.compile("金融|贷|信托|担保|保险|银行|花呗|借呗|白条|小额|消费|分期")
    parties = Counter(_cell(cells, bill.places, "party") for cells in rows)
    found = [party for party, _ in parties.most_common() if lending.search(party)]
    named = "、".join(quoted(party) for party in found[:NAMED])
    asked = f"账单里没有「{quoted(payee)}」。"
    if not payee:
        asked = "这是账单，里面什么交易都有。请加 --payee 名称，只算付给这一家的。"
    return asked + (f"像放款机构的有：{named}。" if named else "请照账单里「交易对方」的写法写一段。")

"""Bills of everything that was paid (WeChat, Alipay, a bank's app): what of it was paid to one lender.

A refund and what failed are no payments; what is neither plain spending nor clearly something else is asked about,
never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from borrower_help.documents.entries import Bill, PaymentEntry, entry_of, party_of, words_of
from borrower_help.errors import UsageError, quoted

NAMED = 5


class Paid(NamedTuple):
    """What a bill shows of one payee: the rows that count, and the lines that do not, by their reason."""

    rows: list[tuple[dt.date, Decimal]]
    payees: tuple[str, ...]
    lines: tuple[int, ...]
    refunds: tuple[int, ...]
    received: tuple[int, ...]
    failed: tuple[int, ...]
    unsure_left: tuple[int, ...]
    of_other_payees: int


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
    named = [(number, cells) for number, cells in rows if wanted and wanted in _folded(words_of(cells, bill.places))]
    if not named:
        raise UsageError(_nobody(payee, [cells for _, cells in rows], bill))
    entries = [entry_of(number, cells, bill, payee) for number, cells in named]
    refunds = [entry for entry in entries if _is_refund(entry)]
    failed = [entry for entry in entries if entry.failed and entry not in refunds]
    received = [entry for entry in entries if entry.way == "in" and entry not in (*refunds, *failed)]
    rest = [entry for entry in entries if entry not in (*refunds, *failed, *received)]
    undone = _undone(rest, refunds)
    rest = [entry for entry in rest if entry not in undone]
    doubtful = [entry for entry in rest if _is_doubtful(entry, refunds)]
    counted = [entry for entry in rest if entry not in doubtful or _counts(entry, unsure)]
    if doubtful and not unsure:
        raise UsageError(_which(doubtful, bill))
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
        of_other_payees=len(rows) - len(named),
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


def _counts(entry: PaymentEntry, unsure: Sequence[str]) -> bool:
    return "all" in unsure or str(entry.line) in unsure


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def _is_refund(entry: PaymentEntry) -> bool:
    """Whether the row is money that came back, or was paid and came back whole."""
    return entry.refund or (entry.back > 0 and entry.back >= entry.amount)


def _undone(payments: Sequence[PaymentEntry], refunds: Sequence[PaymentEntry]) -> list[PaymentEntry]:
    """Payments that a refund of its own row takes back: the same order and the same amount."""
    orders = {(entry.order, entry.amount) for entry in refunds if entry.order}
    return [entry for entry in payments if (entry.order, entry.amount) in orders]


def _is_doubtful(entry: PaymentEntry, refunds: Sequence[PaymentEntry]) -> bool:
    """Whether nobody can tell from the bill if it was a payment: neither spent nor got, refunded in part, or perhaps
    taken back by a refund of the same amount.
    """
    taken_back = any(
        refund.amount == entry.amount and refund.line != entry.line and not refund.back and refund.day >= entry.day
        for refund in refunds
        if not refund.order
    )
    return entry.way == "open" or entry.back > 0 or taken_back


def _which(doubtful: Sequence[PaymentEntry], bill: Bill) -> str:
    named = "；".join(
        f"第 {entry.line} 行 {entry.day} {entry.amount} 元 {quoted(entry.words)}" for entry in doubtful[:NAMED]
    )
    more = f"；等 {len(doubtful)} 行" if len(doubtful) > NAMED else ""
    lines = ",".join(str(entry.line) for entry in doubtful[:2])
    reason = "是不是还款（转账、不计收支，或退过一部分）" if bill.tells_the_way else "是付出去还是收进来"
    return (
        f"账单里有 {len(doubtful)} 行看不出{reason}，没有替你选：{named}{more}。"
        f"都算，加 --unsure 算；都不算，加 --unsure 不算；只算几行，写行号，如 --unsure {lines}。"
    )


def _nobody(payee: str, rows: Sequence[Sequence[str]], bill: Bill) -> str:
    lending = re.compile("金融|贷|信托|担保|保险|银行|花呗|借呗|白条|小额|消费|分期")
    parties = Counter(party_of(cells, bill) for cells in rows)
    found = [party for party, _ in parties.most_common() if lending.search(party)]
    named = "、".join(quoted(party) for party in found[:NAMED])
    asked = f"账单里没有「{quoted(payee)}」。"
    if not payee:
        asked = "这是账单，里面什么交易都有。请加 --payee 名称，只算付给这一家的。"
    return asked + (f"像放款机构的有：{named}。" if named else "请照账单里「交易对方」的写法写一段。")

"""What the borrower should know of a list: what it does not tell, and what was taken instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from borrower_help.errors import quoted
from borrower_help.journal.imports.headings import COLUMN_WORDS, Columns
from borrower_help.journal.imports.rows import Read, Reading


def remarks_of(reading: Reading, read: Sequence[Read], years: Sequence[int | None]) -> Iterable[str]:
    """What the borrower should know of the file: what it does not tell, and what was taken instead."""
    if taken := sorted({year for year in years if year}):
        yield (
            f"详单没写年份，按 {'、'.join(map(str, taken))} 年记的；不对的话，用 --year 写第一行的年份，再导入到一份"
            f"新的记录里。"
        )
    table = reading.table
    if not table.named:
        known = "、".join(
            f"第 {place + 1} 列是{COLUMN_WORDS[column]}"
            for column, place in sorted(
                [*table.places.items(), *(("kind", place) for place in table.kinds)], key=lambda entry: entry[1]
            )
        )
        yield f"这份文件没有表头，照内容认的：{known}。不对的话，请在最上面加一行列名，再导入到一份新的记录里。"
    if reading.order:
        yield (
            f"这份文件的日期按「{'日-月-年' if reading.order == 'day' else '月-日-年'}」读（有的数字只能是日）。不对的"
            f"话，请改成 2026-11-20 这样再导入。"
        )
    calls = [entry.fields for entry in read if entry.fields["channel"] == "call"]
    if calls and "length" not in table.places:
        yield "详单没有认出通话时长一列，不知道接没接通。有这一列的话，用 --column length=列名 指明。"
    if any(fields["rounded"] for fields in calls):
        yield "这份详单的时长按整分钟写，1 分钟可能只有几秒，这样的通话不作定论。"
    if odd := [entry.odd_length for entry in read if entry.odd_length]:
        yield (
            f"有 {len(odd)} 行的时长读不懂（写的是{_as_written(odd)}）：记下了，时长不明。知道的话，用 log edit 行号 "
            f"--length 写明。"
        )
    if strange := [entry.odd_number for entry in read if entry.odd_number]:
        yield (
            f"有 {len(strange)} 行的号码读不懂（写的是{_as_written(strange)}）：记下了，号码空着。知道的话，用 log "
            f"edit 行号 --number 写明。"
        )
    if table.unused:
        yield f"没有用到的列：{'、'.join(table.unused)}。"


def _as_written(words: Sequence[str]) -> str:
    return "、".join(f"「{quoted(word)}」" for word in list(dict.fromkeys(words))[:5])


def who_called(table: Columns, read: Sequence[Read]) -> str:
    """What to say of the rows that do not tell who called; empty where all do."""
    unsure = [entry for entry in read if entry.fields["outgoing"] is None]
    if not unsure:
        return ""
    if not table.kinds and not table.more_kinds:
        return (
            "详单没有主叫被叫一列，不知道是谁打的：这些行记下了，但不能算到对方头上。用 --column kind=列名 指明这一"
            "列；全是对方打来的，加 --incoming 再导入一次。"
        )
    words = Counter(quoted(entry.kind) or "空白" for entry in unsure)
    named = "、".join(f"「{word}」" for word, _ in words.most_common(5)) + ("等" if len(words) > 5 else "")
    return (
        f"有 {len(unsure)} 行不知道是谁打的（类型写的是{named}）：记下了，但不能算到对方头上。知道的话，用 log edit "
        f"行号 --incoming 或 --outgoing 写明；全是对方打来的，加 --incoming 再导入一次。"
    )

"""The columns of a payment table, and which of them make up one payment.

Where the headings and the figures leave two readings, nobody chooses: ``Unclear`` says what to write.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from decimal import Decimal

from borrower_help.documents.payment_headings import NO_PAYMENT, REDUCTION, Meaning, Rank, bare, fee_core, meaning_of
from borrower_help.errors import UsageError, quoted
from borrower_help.values.amounts import ZERO
from borrower_help.values.parse import parse_amount

ROUNDING = Decimal("0.05")
"""Yuan by which a total may differ from the sum of its rounded parts."""


MAX_FEES = 6
"""More fees than this have too many ways to be inside a total."""


STEADY_ROWS = 3
"""From so many rows on, figures that only fall show that they are what is left."""


class Unclear(UsageError):
    """The columns can be read in two ways, or in none."""


@dataclasses.dataclass(frozen=True)
class Column:
    """One column: where it stands, its heading as written, what it means, and its amounts, ``None`` where a cell is
    none.

    ``spoiled`` tells that a cell has something else in it.
    """

    place: int
    name: str
    meaning: Meaning
    rank: Rank
    amounts: tuple[Decimal | None, ...]
    spoiled: bool = False

    @property
    def core(self) -> object:
        """What two columns share that tell the same in other words; fees differ by their names."""
        return fee_core(self.name) if self.meaning is Meaning.FEE else self.meaning

    @property
    def says_something(self) -> bool:
        """Whether there is an amount in it that is not nothing."""
        return any(self.amounts)


def columns_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Every column of a table that has a heading, with its amounts."""
    columns = []
    for place, name in enumerate(names):
        cells = [row[place] if place < len(row) else "" for row in rows]
        amounts = tuple(map(_amount, cells))
        spoiled = any(amount is None and not is_blank(cell) for amount, cell in zip(amounts, cells, strict=True))
        if name.strip():
            columns.append(Column(place, quoted(name.strip()), *meaning_of(name), amounts, spoiled))
    return _without_words(columns, rows)


def _without_words(columns: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The columns, those of nothing but words without a meaning, as 款项 with 本金 and 利息 below it; where no other
    column has amounts, the words stand where amounts should be.
    """
    if not any(column.says_something and column.meaning not in NO_PAYMENT for column in columns):
        return columns

    def is_words(column: Column) -> bool:
        written = "".join(row[column.place] for row in rows if column.place < len(row))
        return column.spoiled and not any(map(str.isdigit, written))

    return [dataclasses.replace(column, meaning=Meaning.OTHER) if is_words(column) else column for column in columns]


def is_blank(cell: str) -> bool:
    """Whether a cell of amounts is empty, or has the sign for nothing."""
    return cell.strip() in ("", "-", "--", "/", "—", "——")


def _amount(cell: str) -> Decimal | None:
    try:
        return None if is_blank(cell) else parse_amount(cell, "")
    except UsageError:
        return None


def chosen(columns: Sequence[Column], lent: Decimal | None = None) -> list[Column]:
    """The columns that are added up to one payment, in the order of the table.

    ``lent`` is what arrived, where it is known. Raises ``Unclear`` where the table can be read in two ways, or in none.
    """
    parts = _best(columns)
    whole = _whole(parts)
    taken = _with_fees(whole, parts, lent) if whole else _parts(parts, columns, lent)
    _ask_for_unclear(columns, taken, parts)
    return sorted(taken, key=lambda column: column.place)


def _best(columns: Sequence[Column]) -> dict[Meaning, list[Column]]:
    """The columns that may be a payment or a part of one: those of what is due, each thing once; else those of what was
    paid.
    """
    known = [
        column for column in columns if column.meaning not in NO_PAYMENT and (column.says_something or column.spoiled)
    ]
    due = [column for column in known if column.rank is not Rank.PAID]
    pool = due or known
    best: dict[Meaning, list[Column]] = {meaning: [] for meaning in Meaning}
    for core in dict.fromkeys(column.core for column in pool):
        twins = [column for column in pool if column.core == core]
        first = min(column.rank for column in twins)
        twins = [column for column in twins if column.rank == first]
        distinct = [
            column for place, column in enumerate(twins) if not any(_equal(column, [other]) for other in twins[:place])
        ]
        best[twins[0].meaning] += distinct
    for meaning in (Meaning.PRINCIPAL, Meaning.INTEREST, Meaning.WITH_INTEREST):
        if len(best[meaning]) > 1:
            raise Unclear(_which_one(best[meaning]))
    return best


def _whole(parts: Mapping[Meaning, list[Column]]) -> Column | None:
    """The column of the whole payment, the one that holds most where there are several that fit together; ``None`` when
    there is none.
    """
    totals = sorted([*parts[Meaning.TOTAL], *parts[Meaning.WITH_INTEREST]], key=lambda column: -_sum([column]))
    if len(totals) > 1:
        largest, *smaller = totals
        if not all(_fees_inside(largest, [other], parts[Meaning.FEE]) for other in smaller):
            raise Unclear(_which_one(totals))
    return totals[0] if totals else None


def _base(whole: Column, parts: Mapping[Meaning, list[Column]]) -> list[Column]:
    """The columns that tell principal and interest without fees; none when the table does not say."""
    principal, interest, together = parts[Meaning.PRINCIPAL], parts[Meaning.INTEREST], parts[Meaning.WITH_INTEREST]
    if principal and interest:
        return [*principal, *interest]
    return together or ([whole] if whole.meaning is Meaning.WITH_INTEREST else [])


def _with_fees(whole: Column, parts: Mapping[Meaning, list[Column]], lent: Decimal | None) -> list[Column]:
    """The whole payment and the fees that come on top of it. Raises ``Unclear`` where that cannot be seen."""
    fees, base = parts[Meaning.FEE], _base(whole, parts)
    if not fees:
        if base and not _equal(whole, base) and not (whole.rank is Rank.DUE and _at_least(whole, base)):
            raise Unclear(_which([[whole], base], f"「{whole.name}」和{_listed(base)}加起来对不上"))
        return [whole]
    if base:
        inside = _fees_inside(whole, base, fees)
        if len(inside) == 1:
            return [whole, *(fee for fee in fees if fee not in inside[0])]
    elif lent is not None and _sum([whole]) < lent <= _sum([whole, *fees]):
        return [whole, *fees]  # less than what arrived is not all that is repaid
    elif all(
        any(
            fee_amount and amount and fee_amount >= amount
            for fee_amount, amount in zip(fee.amounts, whole.amounts, strict=True)
        )
        for fee in fees
    ):
        return [whole, *fees]  # what is larger than the total cannot be inside it
    raise Unclear(
        _which(
            [[whole], [whole, *fees]],
            f"看不出「{whole.name}」里有没有包含{_listed(fees)}",
            ("包含的", "没有包含、要另外付的"),
        )
    )


def _fees_inside(whole: Column, base: Sequence[Column], fees: Sequence[Column]) -> list[tuple[Column, ...]]:
    """The sets of fees with which the base is the whole, row by row."""
    if len(fees) > MAX_FEES:
        return [some for some in (tuple(fees), ()) if _equal(whole, [*base, *some])]
    sets = itertools.chain.from_iterable(itertools.combinations(fees, count) for count in range(len(fees) + 1))
    return [some for some in sets if _equal(whole, [*base, *some])]


def _parts(parts: Mapping[Meaning, list[Column]], columns: Sequence[Column], lent: Decimal | None) -> list[Column]:
    """Principal, interest and fees, where no column tells the whole.

    Raises ``Unclear`` where principal or interest cannot be told.
    """
    principal, interest, fees = parts[Meaning.PRINCIPAL], parts[Meaning.INTEREST], parts[Meaning.FEE]
    taken = [*principal, *interest, *fees]
    if not taken and (
        empty := [column for column in columns if column.meaning is Meaning.TOTAL and set(column.amounts) == {None}]
    ):
        raise Unclear(f"{_listed(empty)}是空的。如果格子里是公式，请用表格软件打开再存一次，或把公式粘贴成数值。")
    if not principal:
        raise Unclear(f"没有认出还款金额是哪一列。列有：{'、'.join(column.name for column in columns)}。{_HOW}")
    if not interest and any("利息" in column.name and column.says_something for column in columns):
        raise Unclear(f"没有认出每期利息是哪一列。列有：{'、'.join(column.name for column in columns)}。{_HOW}")
    if principal[0].rank is Rank.BARE and _is_no_part(principal[0].amounts, lent):
        reason = f"「{principal[0].name}」看起来不是每期还的本金（像剩余本金，或整笔借款）"
        raise Unclear(f"{reason}，没有算。{_HOW}如果它就是每期还的：{_flags(taken)}。")
    return taken


def _is_no_part(amounts: Sequence[Decimal | None], lent: Decimal | None) -> bool:
    """Whether amounts of principal look like what is left (they only fall), or like the loan on every row."""
    known = [amount for amount in amounts if amount is not None]
    falls = len(known) >= STEADY_ROWS and all(later < earlier for earlier, later in itertools.pairwise(known))
    return falls or (len(known) > 1 and lent is not None and set(known) == {lent})


def _ask_for_unclear(columns: Sequence[Column], taken: Sequence[Column], parts: Mapping[Meaning, list[Column]]) -> None:
    """Ask for the columns that may be paid beside the others. Raises ``Unclear``."""
    base = [*parts[Meaning.PRINCIPAL], *parts[Meaning.INTEREST], *parts[Meaning.FEE]]
    settled = [list(taken), parts[Meaning.FEE], [*parts[Meaning.INTEREST], *parts[Meaning.FEE]]]
    asked = [column for column in columns if column.meaning is Meaning.UNCLEAR and column.says_something]
    # a column that repeats the sum of settled ones asks nothing new
    unclear = [column for column in asked if not any(some and _equal(column, some) for some in settled)]
    if not unclear or (len(taken) == 1 and base and _equal(taken[0], [*base, *unclear])):
        return
    if less := [column for column in unclear if REDUCTION.fullmatch(bare(column.name))]:
        undone = "还没减掉的，先在表里把每期还款改成减掉以后的数，再这样写"
        raise Unclear(
            f"{_listed(less)}有金额，看不出「{taken[0].name}」里是不是已经减掉了，没有替你选。已经减掉的，{_flags(taken)}；{undone}。"
        )
    raise Unclear(
        _which(
            [list(taken), [*taken, *unclear]], f"{_listed(unclear)}有金额，不知道要不要算进还款", ("不算的", "要算的")
        )
    )


def _sum(columns: Sequence[Column]) -> Decimal:
    return sum((amount or ZERO for column in columns for amount in column.amounts), ZERO)


def _equal(whole: Column, parts: Sequence[Column]) -> bool:
    """Whether a column is the sum of others in every row that tells it."""
    return all(abs(amount - total) <= ROUNDING for amount, total in _beside(whole, parts))


def _at_least(whole: Column, parts: Sequence[Column]) -> bool:
    """Whether a column is the sum of others or somewhat more, in every row; twice the sum is no total of it."""
    return all(total - ROUNDING <= amount <= total * 2 for amount, total in _beside(whole, parts))


def _beside(whole: Column, parts: Sequence[Column]) -> list[tuple[Decimal, Decimal]]:
    sums = [sum((column.amounts[row] or ZERO for column in parts), ZERO) for row in range(len(whole.amounts))]
    return [(amount, total) for amount, total in zip(whole.amounts, sums, strict=True) if amount is not None]


_HOW = "请用 --column amount=列名 指明还款金额，几列相加就写几次。"


def _listed(columns: Sequence[Column]) -> str:
    return "、".join(f"「{column.name}」" for column in columns)


def _flags(columns: Sequence[Column]) -> str:
    return "加 " + " ".join(
        f"--column 'amount={column.name}'" for column in sorted(columns, key=lambda column: column.place)
    )


def _which_one(columns: Sequence[Column]) -> str:
    return _which([[column] for column in columns], f"{_listed(columns)}都像还款金额，数目不同")


def _which(readings: Sequence[Sequence[Column]], reason: str, words: Sequence[str] = ()) -> str:
    ways = "；".join(
        f"{word}，{_flags(columns)}"
        for word, columns in zip(words or [f"按{_listed(some)}算" for some in readings], readings, strict=True)
    )
    return f"{reason}，没有替你选。{ways}。"

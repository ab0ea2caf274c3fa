"""After the due date: penalty interest, an account on a day, what a payment is set against, interest after a
judgment.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from borrower_help.errors import UsageError
from borrower_help.values.amounts import MAX_AMOUNT, ZERO, fen, yuan
from borrower_help.values.dates import MAX_DAYS
from borrower_help.values.record import Record

DAY_BASES = (360, 365)
"""Contracts count a year as 360 or 365 days; the contract says which."""

DELAY_RATE = Decimal("0.000175")
"""Doubled part of the interest after a judgment, a day (spc-delay-interest:1): 0.0175 % of what is unpaid."""

Part = Literal["costs", "interest", "principal"]

STATUTORY_ORDER: tuple[Part, ...] = ("costs", "interest", "principal")
"""What a payment is set against where nothing else was agreed (civil-code:561)."""


class PenaltyInterest(Record, frozen=True, kw_only=True):
    """Penalty interest on overdue principal between two annual rates; ``a_day`` is one day of it.

    ``compound`` is the interest at the penalty rate on interest that was due and not paid.
    """

    rate_low: Decimal
    rate_high: Decimal
    a_day_low: Decimal
    a_day_high: Decimal
    so_far_low: Decimal
    so_far_high: Decimal
    compound_low: Decimal
    compound_high: Decimal


class Appropriation(Record, frozen=True, kw_only=True):
    """What one payment is set against, in ``order``; ``agreed`` where the order is not that of the law."""

    order: tuple[Part, ...]
    agreed: bool
    to_costs: Decimal
    to_interest: Decimal
    to_principal: Decimal
    left_over: Decimal


def penalty(
    principal: Decimal, rates: tuple[Decimal, Decimal], days: int, *, interest: Decimal = ZERO, daily: bool = False
) -> PenaltyInterest:
    """Penalty interest after ``days`` on ``principal`` yuan between two rates (fractions of one a year).

    The lower figures use a year of 365 days, the upper ones 360, so that the true figure of a
    contract lies between them; a rate told by the day needs no year (``daily``). ``interest`` is what
    was due before and carries the penalty rate, too.
    """
    check_days(days)
    low, high = rates
    short, long = (DAY_BASES[1], DAY_BASES[1]) if daily else DAY_BASES
    return PenaltyInterest(
        compound_low=fen(interest * low / long * days),
        compound_high=fen(interest * high / short * days),
        rate_low=low,
        rate_high=high,
        a_day_low=fen(principal * low / long),
        a_day_high=fen(principal * high / short),
        so_far_low=fen(principal * low / long * days),
        so_far_high=fen(principal * high / short * days),
    )


def appropriate(
    paid: Decimal, costs: Decimal, interest: Decimal, principal: Decimal, order: Sequence[Part] = STATUTORY_ORDER
) -> Appropriation:
    """Set a payment against costs, interest and principal: in the order of the law (civil-code:561), or the one
    agreed.
    """
    if sorted(order) != sorted(STATUTORY_ORDER):
        raise UsageError("顺序要写全三样，比如 本金,利息,费用。")
    owed = {"costs": costs, "interest": interest, "principal": principal}
    left = paid
    used: dict[str, Decimal] = {}
    for part in order:
        used[part] = min(left, owed[part])
        left -= used[part]
    return Appropriation(
        order=tuple(order),
        agreed=tuple(order) != STATUTORY_ORDER,
        to_costs=used["costs"],
        to_interest=used["interest"],
        to_principal=used["principal"],
        left_over=left,
    )


def delay_interest(unpaid: Decimal, days: int) -> Decimal:
    """The doubled part of the interest after a judgment on ``unpaid`` yuan (without ordinary interest) for ``days``."""
    check_days(days)
    if unpaid > MAX_AMOUNT:
        raise UsageError(f"金额超过 {yuan(MAX_AMOUNT)}，请检查小数点。")
    return fen(unpaid * DELAY_RATE * days)


def check_days(days: int) -> None:
    """Refuse a number of days that no debt has. Raises ``UsageError``."""
    if not 0 <= days <= MAX_DAYS:
        raise UsageError(f"天数要在 0 到 {MAX_DAYS} 之间。")

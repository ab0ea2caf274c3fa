"""After the due date: penalty interest by the day, what a payment is set against, interest after a judgment."""

from __future__ import annotations

from decimal import Decimal

from borrower_help.dates import MAX_DAYS
from borrower_help.errors import UsageError
from borrower_help.knowledge.model import Record
from borrower_help.money.amounts import ZERO, fen

UPLIFTS = (Decimal("0.3"), Decimal("0.5"))
"""Penalty interest of a bank's renminbi loan lies 30 to 50 % above the contract rate (pbc-rates-2003:3)."""

DAY_BASES = (360, 365)
"""Contracts count a year as 360 or 365 days; the contract says which."""

DELAY_RATE = Decimal("0.000175")
"""Doubled part of the interest after a judgment, a day (spc-delay-interest:1): 0.0175 % of what is unpaid."""


class Penalty(Record, frozen=True, kw_only=True):
    """Penalty interest on overdue principal, at the lower and the upper uplift; ``a_day`` uses a year of 360 days."""

    principal: Decimal
    days: int
    rate_low: Decimal
    rate_high: Decimal
    a_day_low: Decimal
    a_day_high: Decimal
    so_far_low: Decimal
    so_far_high: Decimal


class Appropriation(Record, frozen=True, kw_only=True):
    """What one payment is set against: costs first, then interest, then principal (civil-code:561)."""

    to_costs: Decimal
    to_interest: Decimal
    to_principal: Decimal
    left_over: Decimal


def penalty(principal: Decimal, rate: Decimal, days: int) -> Penalty:
    """Penalty interest after ``days`` on ``principal`` yuan at the contract ``rate`` (a fraction of one a year).

    The lower figures use the lower uplift and a year of 365 days, the upper ones the upper uplift
    and 360 days, so that the true figure of a contract within the rule lies between them.
    """
    if not 0 <= days <= MAX_DAYS:
        raise UsageError(f"逾期天数要在 0 到 {MAX_DAYS} 之间。")
    low, high = rate * (1 + UPLIFTS[0]), rate * (1 + UPLIFTS[1])
    short, long = DAY_BASES
    return Penalty(
        principal=principal,
        days=days,
        rate_low=low,
        rate_high=high,
        a_day_low=fen(principal * low / long),
        a_day_high=fen(principal * high / short),
        so_far_low=fen(principal * low / long * days),
        so_far_high=fen(principal * high / short * days),
    )


def appropriate(paid: Decimal, costs: Decimal, interest: Decimal, principal: Decimal) -> Appropriation:
    """Set a payment against costs, interest and principal, in this order (civil-code:561), unless agreed otherwise."""
    to_costs = min(paid, costs)
    to_interest = min(paid - to_costs, interest)
    to_principal = min(paid - to_costs - to_interest, principal)
    left_over = max(paid - to_costs - to_interest - to_principal, ZERO)
    return Appropriation(to_costs=to_costs, to_interest=to_interest, to_principal=to_principal, left_over=left_over)


def delay_interest(unpaid: Decimal, days: int) -> Decimal:
    """The doubled part of the interest after a judgment on ``unpaid`` yuan (without ordinary interest) for ``days``."""
    return fen(unpaid * DELAY_RATE * days)

"""The ways to offer on one debt. In every one, the instalments add up to the total to the fen.

All figures suppose that interest stops on the day of the agreement (or after the months in which
only interest is paid): that is what is asked for in return, and every screen says so.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, Decimal

from borrower_help.money.debts import Debt, monthly_interest
from borrower_help.values.amounts import ZERO, fen
from borrower_help.values.dates import months_after
from borrower_help.values.named import OfferId
from borrower_help.values.record import Record

MAX_MONTHS = 600
HOPELESS_MONTHS = 120
"""Beyond ten years instalments are arithmetic rather than an offer: no answer proposes them."""

LONG_MONTHS = 36
"""Beyond three years it is said what so long an agreement means. No law draws this line, and the words say so: the only
length a rule names is five years, for what is agreed on a credit card (cbrc-credit-card-2011:70).
"""

DEFERRAL_MONTHS = 3
INTEREST_ONLY_MONTHS = 6


class Offer(Record, frozen=True, kw_only=True):
    """One way to offer: ``months`` instalments of ``monthly`` yuan, the last one ``last``, ending in ``ends``.

    ``kind``: ``lump``, ``instalments``, ``interest_first`` or ``deferral``; ``first_months`` is how
    long the first phase lasts and ``first_monthly`` what is paid in it; ``total`` is all that is
    paid and ``waived`` what the lender would have to let go. ``affordable`` is false when even this
    is more than the debt's share.
    """

    kind: str
    monthly: Decimal
    months: int
    last: Decimal
    ends: dt.date
    total: Decimal
    first_months: int
    first_monthly: Decimal
    waived: Decimal
    affordable: bool


def offers_for(debt: Debt, share: Decimal, today: dt.date, lump: Decimal | None) -> tuple[Offer, ...]:
    """The ways to offer on one debt that its share allows; where instalments are possible they come first."""
    interest = monthly_interest(debt)
    waits = (
        interest > 0 and share < debt.balance
    )  # who could settle it in one month gains nothing by paying interest first
    offers = [
        _instalments(OfferId.INSTALMENTS, debt, share, today),
        _instalments(OfferId.INTEREST_FIRST, debt, share, today, first=INTEREST_ONLY_MONTHS, first_monthly=interest)
        if waits
        else None,
        _instalments(OfferId.DEFERRAL, debt, share, today, first=DEFERRAL_MONTHS),
        _lump(debt, lump, today) if lump else None,
    ]
    return tuple(offer for offer in offers if offer is not None)


def months_needed(debt: Debt, share: Decimal) -> int | None:
    """How many months the balance takes at this share; ``None`` without any."""
    return int((fen(debt.balance) / share).to_integral_value(rounding=ROUND_CEILING)) if share > 0 else None


def _instalments(
    kind: str, debt: Debt, share: Decimal, today: dt.date, *, first: int = 0, first_monthly: Decimal = ZERO
) -> Offer | None:
    """The balance in instalments, after ``first`` months of ``first_monthly``; ``None`` where it would take more than
    ten years.
    """
    months = months_needed(debt, share)
    if months is None or months > HOPELESS_MONTHS:
        return None
    balance = fen(debt.balance)
    monthly = min(share, balance)
    return Offer(
        kind=kind,
        monthly=fen(monthly),
        months=months,
        last=fen(balance - monthly * (months - 1)),
        ends=months_after(today, months + first),
        total=fen(balance + first_monthly * first),
        first_months=first,
        first_monthly=fen(first_monthly),
        waived=fen(ZERO),
        affordable=first_monthly <= share,
    )


def _lump(debt: Debt, lump: Decimal, today: dt.date) -> Offer:
    balance = fen(debt.balance)
    paid = min(fen(lump), balance)
    return Offer(
        kind=OfferId.LUMP,
        monthly=paid,
        months=1,
        last=paid,
        ends=months_after(today, 1),
        total=paid,
        first_months=0,
        first_monthly=fen(ZERO),
        waived=balance - paid,
        affordable=True,
    )

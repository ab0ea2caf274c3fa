"""After the due date: penalty interest, an account on a day, what a payment is set against, interest after a judgment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from borrower_help.errors import UsageError
from borrower_help.knowledge.records.base import Confidence, InstitutionKind
from borrower_help.money.loan import MAX_TIMES, Product
from borrower_help.values.amounts import MAX_AMOUNT, ZERO, fen, percent, yuan
from borrower_help.values.dates import MAX_DAYS
from borrower_help.values.record import Record

UPLIFTS = (Decimal("0.3"), Decimal("0.5"))
"""Penalty interest of a bank's renminbi loan lies 30 to 50 % above the contract rate (pbc-rates-2003:3)."""

UPLIFT_KINDS = (InstitutionKind.BANK,)
"""Whose loans the notice is about for certain; elsewhere the contract's own penalty rate has to be told."""

DAY_BASES = (360, 365)
"""Contracts count a year as 360 or 365 days; the contract says which."""

DELAY_RATE = Decimal("0.000175")
"""Doubled part of the interest after a judgment, a day (spc-delay-interest:1): 0.0175 % of what is unpaid."""

Part = Literal["costs", "interest", "principal"]
STATUTORY_ORDER: tuple[Part, ...] = ("costs", "interest", "principal")
"""What a payment is set against where nothing else was agreed (civil-code:561)."""


class Limit(Record, frozen=True, kw_only=True):
    """A line that charges after the due date are held against, as a fraction of one a year.

    ``penalty_only``: it is about the penalty rate, not about all charges together; ``force`` is that
    of its strongest source, ``say`` how to invoke it.
    """

    name: str
    limit: Decimal
    penalty_only: bool = False
    force: str = ""
    say: str = ""
    confidence: Confidence
    sources: tuple[str, ...]


class Penalty(Record, frozen=True, kw_only=True):
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


class Allowed(Record, frozen=True, kw_only=True):
    """What a line leaves for all charges of the overdue days, and how much the lender asks beyond it.

    ``penalty_over`` tells whether the penalty rate alone lies above the line: ``no``, ``high`` (only
    the upper one) or ``yes``; ``excess`` is ``None`` where it is not known what the lender asks, or the
    line is not about all of it.
    """

    line: Limit
    allowed: Decimal
    penalty_over: Literal["no", "high", "yes"]
    excess: Decimal | None


class Account(Record, frozen=True, kw_only=True):
    """What stands open on a day: overdue principal, interest of the loan's own time, penalty, and what the lender asks.

    ``charged`` is everything the lender asks for the overdue days (penalty, compound interest,
    default fee, collection fee), ``charged_rate`` the same as a rate a year.
    """

    principal: Decimal
    interest: Decimal
    days: int
    until: dt.date
    penalty: Penalty | None
    total_low: Decimal | None
    total_high: Decimal | None
    charged: Decimal | None
    charged_rate: Decimal | None
    total_asked: Decimal | None
    lines: tuple[Allowed, ...]


class Appropriation(Record, frozen=True, kw_only=True):
    """What one payment is set against, in ``order``; ``agreed`` where the order is not that of the law."""

    order: tuple[Part, ...]
    agreed: bool
    to_costs: Decimal
    to_interest: Decimal
    to_principal: Decimal
    left_over: Decimal


def uplifted(kind: InstitutionKind, product: Product | None, contract_rate: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """The range of penalty rates a year above the contract's, for a bank's loan; a card's agreement has rules of its own."""
    if contract_rate is None or kind not in UPLIFT_KINDS or product == "card":
        return None
    low, high = UPLIFTS
    return contract_rate * (1 + low), contract_rate * (1 + high)


def penalty(principal: Decimal, rates: tuple[Decimal, Decimal], days: int, *, interest: Decimal = ZERO, daily: bool = False) -> Penalty:
    """Penalty interest after ``days`` on ``principal`` yuan between two rates (fractions of one a year).

    The lower figures use a year of 365 days, the upper ones 360, so that the true figure of a
    contract lies between them; a rate told by the day needs no year (``daily``). ``interest`` is what
    was due before and carries the penalty rate, too.
    """
    _check_days(days)
    low, high = rates
    short, long = (DAY_BASES[1], DAY_BASES[1]) if daily else DAY_BASES
    return Penalty(
        compound_low=fen(interest * low / long * days),
        compound_high=fen(interest * high / short * days),
        rate_low=low,
        rate_high=high,
        a_day_low=fen(principal * low / long),
        a_day_high=fen(principal * high / short),
        so_far_low=fen(principal * low / long * days),
        so_far_high=fen(principal * high / short * days),
    )


def account(
    principal: Decimal,
    days: int,
    until: dt.date,
    *,
    rates: tuple[Decimal, Decimal] | None,
    daily: bool = False,
    compound: bool = False,
    interest: Decimal = ZERO,
    charged: Decimal | None = None,
    lines: Iterable[Limit] = (),
) -> Account:
    """The account on the day ``until``, ``days`` after the due date. Raises ``UsageError``.

    ``compound`` tells that unpaid interest carries the penalty rate, as it does at a bank (pbc-rates-2003:3).
    """
    if principal <= 0:
        raise UsageError("逾期的本金要大于 0 元。")
    if charged is not None and charged > principal * MAX_TIMES:
        raise UsageError(f"对方另收的 {yuan(charged)} 是逾期本金的 {MAX_TIMES} 倍还多，多半是小数点错了，请检查。")
    _check_days(days)
    found = penalty(principal, rates, days, interest=interest if compound else ZERO, daily=daily) if rates is not None else None
    open_now = principal + interest
    rate = charged * DAY_BASES[1] / principal / days if charged is not None and days else None
    return Account(
        principal=principal,
        interest=interest,
        days=days,
        until=until,
        penalty=found,
        total_low=open_now + found.so_far_low + found.compound_low if found else None,
        total_high=open_now + found.so_far_high + found.compound_high if found else None,
        charged=charged,
        charged_rate=rate,
        total_asked=open_now + charged if charged is not None else None,
        lines=tuple(_held_against(_spoken(line, rate), principal, days, rates, charged) for line in lines),
    )


def _spoken(line: Limit, rate: Decimal | None) -> Limit:
    """The line with the borrower's own rate in the words to say; without one there is nothing to say yet."""
    say = line.say.replace("＿＿%", percent(rate)) if rate is not None and rate > line.limit else ""
    return msgspec.structs.replace(line, say=say)


def _held_against(line: Limit, principal: Decimal, days: int, rates: tuple[Decimal, Decimal] | None, charged: Decimal | None) -> Allowed:
    allowed = fen(principal * line.limit / DAY_BASES[1] * days)
    return Allowed(
        line=line,
        allowed=allowed,
        penalty_over="no" if rates is None or rates[1] <= line.limit else "yes" if rates[0] > line.limit else "high",
        excess=max(charged - allowed, ZERO) if charged is not None and not line.penalty_only else None,
    )


def appropriate(paid: Decimal, costs: Decimal, interest: Decimal, principal: Decimal, order: Sequence[Part] = STATUTORY_ORDER) -> Appropriation:
    """Set a payment against costs, interest and principal: in the order of the law (civil-code:561), or the one agreed."""
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
    _check_days(days)
    if unpaid > MAX_AMOUNT:
        raise UsageError(f"金额超过 {yuan(MAX_AMOUNT)}，请检查小数点。")
    return fen(unpaid * DELAY_RATE * days)


def _check_days(days: int) -> None:
    if not 0 <= days <= MAX_DAYS:
        raise UsageError(f"天数要在 0 到 {MAX_DAYS} 之间。")

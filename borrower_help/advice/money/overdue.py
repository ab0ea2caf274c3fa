"""The account after the due date, held against the lines that bind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from borrower_help.advice.money.views import AccountView, AllowedView, LimitView
from borrower_help.advice.rules import strongest
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.money.loan import MAX_TIMES, Product
from borrower_help.money.overdue import DAY_BASES, check_days, penalty
from borrower_help.values.amounts import ZERO, fen, percent, yuan
from borrower_help.values.named import CapId


def uplift(usual: tuple[Decimal, Decimal] | None, knowledge: Knowledge) -> list[LimitView]:
    """The upper end of a bank's range as a line of its own, for the penalty rate alone."""
    if usual is None:
        return []
    (cap,) = (cap for cap in knowledge.caps if cap.id == CapId.PENALTY_INTEREST)
    force = strongest(cap.sources, knowledge)
    return [
        LimitView(
            name=f"{cap.name}（合同利率的 1.5 倍）",
            limit=usual[1],
            penalty_only=True,
            force=force,
            confidence=cap.confidence,
            sources=cap.sources,
        )
    ]


UPLIFTS = (Decimal("0.3"), Decimal("0.5"))
"""Penalty interest of a bank's renminbi loan lies 30 to 50 % above the contract rate (pbc-rates-2003:3)."""

UPLIFT_KINDS = (InstitutionKind.BANK,)
"""Whose loans the notice is about for certain; elsewhere the contract's own penalty rate has to be told."""


def uplifted(
    kind: InstitutionKind, product: Product | None, contract_rate: Decimal | None
) -> tuple[Decimal, Decimal] | None:
    """The range of penalty rates a year above the contract's, for a bank's loan; a card's agreement has rules of its
    own.
    """
    if contract_rate is None or kind not in UPLIFT_KINDS or product == "card":
        return None
    low, high = UPLIFTS
    return contract_rate * (1 + low), contract_rate * (1 + high)


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
    lines: Iterable[LimitView] = (),
) -> AccountView:
    """The account on the day ``until``, ``days`` after the due date. Raises ``UsageError``.

    ``compound`` tells that unpaid interest carries the penalty rate, as it does at a bank (pbc-rates-2003:3).
    """
    if principal <= 0:
        raise UsageError("逾期的本金要大于 0 元。")
    if charged is not None and charged > principal * MAX_TIMES:
        raise UsageError(f"对方另收的 {yuan(charged)} 是逾期本金的 {MAX_TIMES} 倍还多，多半是小数点错了，请检查。")
    check_days(days)
    found = (
        penalty(principal, rates, days, interest=interest if compound else ZERO, daily=daily)
        if rates is not None
        else None
    )
    open_now = principal + interest
    rate = charged * DAY_BASES[1] / principal / days if charged is not None and days else None
    return AccountView(
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


def _spoken(line: LimitView, rate: Decimal | None) -> LimitView:
    """The line with the borrower's own rate in the words to say; without one there is nothing to say yet."""
    say = line.say.replace("＿＿%", percent(rate)) if rate is not None and rate > line.limit else ""
    return msgspec.structs.replace(line, say=say)


def _held_against(
    line: LimitView, principal: Decimal, days: int, rates: tuple[Decimal, Decimal] | None, charged: Decimal | None
) -> AllowedView:
    allowed = fen(principal * line.limit / DAY_BASES[1] * days)
    return AllowedView(
        line=line,
        allowed=allowed,
        penalty_over="no" if rates is None or rates[1] <= line.limit else "yes" if rates[0] > line.limit else "high",
        excess=max(charged - allowed, ZERO) if charged is not None and not line.penalty_only else None,
    )

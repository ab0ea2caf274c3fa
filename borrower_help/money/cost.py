"""What the loan costs, what each fee adds, and how it stands to every rule that applies."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Cap, Confidence, Record
from borrower_help.money.amounts import ZERO, fen
from borrower_help.money.loan import Fee, Loan, check_loan
from borrower_help.money.rates import Rates, rates
from borrower_help.selection import reasons
from borrower_help.situation import Situation


class FeeCost(Record, frozen=True, kw_only=True):
    """What one fee costs in all, and how much it adds to the nominal annual rate."""

    name: str
    taken_by: str
    total: Decimal
    adds: Decimal


class CapResult(Record, frozen=True, kw_only=True):
    """A rule and how the loan stands to it.

    ``status``: ``over`` (``excess`` yuan above it), ``within``, ``applies`` (a rule without a
    number) or ``unknown`` (the LPR of that day is not known).
    """

    id: str
    name: str
    status: str
    limit: Decimal | None
    excess: Decimal | None
    text: str
    say: str
    confidence: Confidence
    sources: tuple[str, ...]
    because: tuple[str, ...]


class Cost(Record, frozen=True, kw_only=True):
    """The answer of ``cost``: rates are fractions of one, amounts yuan to the fen."""

    loan: Loan
    received: Decimal
    kept_back: Decimal
    total_paid: Decimal
    total_cost: Decimal
    rates: Rates
    contract_rate: Decimal | None
    fees: tuple[FeeCost, ...]
    caps: tuple[CapResult, ...]
    contract_date: dt.date | None


def price(loan: Loan, situation: Situation, knowledge: Knowledge, contract_date: dt.date | None, lpr: Decimal | None = None) -> Cost:
    """Price a loan and hold it against the rules of its kind and day. Raises ``UsageError`` on an impossible loan.

    ``lpr`` is the one-year LPR of the contract's day in per cent, where the borrower gives it.
    """
    check_loan(loan)
    solved = rates(loan)
    fees = tuple(_fee(fee, loan, solved) for fee in loan.fees)
    return Cost(
        loan=loan,
        received=loan.received,
        kept_back=fen(loan.kept_back),
        total_paid=fen(loan.total_paid()),
        total_cost=fen(loan.total_paid() - loan.received),
        rates=solved,
        contract_rate=loan.contract_rate,
        fees=fees,
        caps=tuple(
            _held_against(cap, because, loan, solved, _limit(cap, knowledge, contract_date, lpr))
            for cap in knowledge.caps
            if (because := _applies(cap, loan, situation, contract_date)) is not None
        ),
        contract_date=contract_date,
    )


def _fee(fee: Fee, loan: Loan, solved: Rates) -> FeeCost:
    adds = solved.nominal - rates(loan, without=fee).nominal
    return FeeCost(name=fee.name, taken_by=fee.taken_by, total=fen(loan.cost_of(fee)), adds=adds)


def _applies(cap: Cap, loan: Loan, situation: Situation, contract_date: dt.date | None) -> tuple[str, ...] | None:
    """Why a rule applies to this loan; ``None`` when it does not. An unknown contract day excludes dated rules."""
    because = reasons(cap, situation)
    if because is None or not _has(cap.needs, loan):
        return None
    dated = cap.contract_from is not None or cap.contract_to is not None
    if dated and contract_date is None:
        return None
    if contract_date is not None:
        too_early = cap.contract_from is not None and contract_date < cap.contract_from
        too_late = cap.contract_to is not None and contract_date > cap.contract_to
        if too_early or too_late:
            return None
    return (*because, f"合同日期 {contract_date}") if dated else because


def _has(needs: str, loan: Loan) -> bool:
    match needs:
        case "fees":
            return bool(loan.fees)
        case "kept_back":
            return loan.kept_back > 0
        case _:
            return True


def _limit(cap: Cap, knowledge: Knowledge, contract_date: dt.date | None, lpr: Decimal | None) -> Decimal | None:
    """The limit as a fraction of one; ``None`` where there is no number, or the LPR of that day is not known."""
    if cap.limit is None:
        return None
    if cap.measure == "percent":
        return cap.limit / 100
    rate = lpr if lpr is not None else lpr_on(contract_date, knowledge)
    return cap.limit * rate / 100 if rate is not None else None


def lpr_on(day: dt.date | None, knowledge: Knowledge) -> Decimal | None:
    """The one-year LPR in force on a day, in per cent; ``None`` before the first and after the last day known."""
    table = knowledge.lpr
    if day is None or day > table.known_until:
        return None
    published = [rate for rate in table.rates if rate.date <= day]
    return published[-1].percent if published else None


def _held_against(cap: Cap, because: tuple[str, ...], loan: Loan, solved: Rates, limit: Decimal | None) -> CapResult:
    excess = None
    if cap.measure == "notice":
        status = "applies"
    elif limit is None:
        status = "unknown"
    elif solved.nominal > limit + Decimal("0.00005"):
        status, excess = "over", excess_over(loan, limit)
    else:
        status = "within"
    return CapResult(
        id=cap.id,
        name=cap.name,
        status=status,
        limit=limit,
        excess=excess,
        text=cap.text,
        say=cap.say,
        confidence=cap.confidence,
        sources=cap.sources,
        because=because,
    )


def excess_over(loan: Loan, limit: Decimal) -> Decimal:
    """How much of what is paid lies above ``limit`` (nominal, a fraction of one), yuan to the fen.

    The money that arrived is run down month by month at ``limit``/12; what is paid after it has
    reached nothing is the excess. Every step can be followed with a pocket calculator.
    """
    balance, monthly = ZERO, limit / 12
    excess = ZERO
    last_month = 0
    for month, _, amount in loan.flows():
        balance *= (1 + monthly) ** (month - last_month)
        last_month = month
        balance += amount
        if balance < 0:
            excess, balance = excess - balance, ZERO
    return fen(excess)

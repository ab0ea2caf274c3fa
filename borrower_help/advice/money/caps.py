"""Caps: which apply to a loan, and whether it lies above them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from borrower_help.advice.money.views import CapView, LimitView, LprView
from borrower_help.advice.rules import strongest
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.money import Cap
from borrower_help.money.excess import excess_over
from borrower_help.money.loan import Loan
from borrower_help.money.rates import Rates
from borrower_help.values.amounts import percent

LPR_RANGE = (Decimal(1), Decimal(6))
"""Per cent; outside it a given LPR is a slip, and a slip here would make usury look lawful."""

SEEN = Decimal("0.00005")
"""Half of the last place of a rate as it is shown: less than this is no difference."""


def caps_for(
    loan: Loan,
    solved: Rates,
    situation: Situation,
    knowledge: Knowledge,
    contract_date: dt.date | None,
    lpr: Decimal | None,
) -> tuple[CapView, ...]:
    """The loan held against every rule that applies.

    Raises ``UsageError`` when ``lpr`` contradicts the published one.
    """
    used = lpr_used(contract_date, knowledge, lpr)
    found = _applying(situation, knowledge, contract_date, loan)
    return tuple(_held_against(cap, because, loan, solved, used, knowledge) for cap, because in found)


def limits_for(
    situation: Situation, knowledge: Knowledge, contract_date: dt.date | None, lpr: Decimal | None
) -> list[LimitView]:
    """The lines with a number that a borrower can invoke against all charges, overdue ones included."""
    used = lpr_used(contract_date, knowledge, lpr)
    found = ((cap, _limit(cap, used)) for cap, _ in _applying(situation, knowledge, contract_date) if cap.claimable)
    return [
        LimitView(
            name=cap.name,
            limit=limit,
            force=strongest(cap.sources, knowledge),
            say=cap.say,
            confidence=cap.confidence,
            sources=cap.sources,
        )
        for cap, limit in found
        if limit is not None
    ]


def hidden_without_a_day(loan: Loan, situation: Situation, knowledge: Knowledge) -> tuple[str, ...]:
    """The names of the rules for this kind of lender that only the day of the contract could show to apply."""
    return tuple(
        dict.fromkeys(
            cap.name
            for cap, _ in applying(knowledge.caps, situation)
            if _has(cap.needs, loan) and _is_product(cap.product, loan) and not _is_day(cap, None)
        )
    )


def _applying(
    situation: Situation, knowledge: Knowledge, contract_date: dt.date | None, loan: Loan | None = None
) -> list[tuple[Cap, tuple[str, ...]]]:
    """The rules that apply, each with why; an unknown contract day excludes dated rules."""
    found = []
    for cap, because in applying(knowledge.caps, situation):
        if not _has(cap.needs, loan) or not _is_product(cap.product, loan) or not _is_day(cap, contract_date):
            continue
        dated = cap.contract_from is not None or cap.contract_to is not None
        found.append((cap, (*because, f"合同日期 {contract_date}") if dated else because))
    return found


def _is_day(cap: Cap, contract_date: dt.date | None) -> bool:
    if contract_date is None:
        return cap.contract_from is None and cap.contract_to is None
    return (cap.contract_from is None or cap.contract_from <= contract_date) and (
        cap.contract_to is None or contract_date <= cap.contract_to
    )


def _is_product(product: str, loan: Loan | None) -> bool:
    """Whether a rule is about this product; a product that was not told excludes nothing."""
    stated = loan.product if loan is not None else None
    return not product or stated is None or stated == product


def _has(needs: str, loan: Loan | None) -> bool:
    match needs:
        case "fees":
            return loan is not None and bool(loan.fees)
        case "kept_back":
            return loan is not None and loan.kept_back > 0
        case _:
            return True


def _limit(cap: Cap, lpr: LprView | None) -> Decimal | None:
    """The limit as a fraction of one; ``None`` where there is no number, or the LPR of that day is not known."""
    if cap.limit is None:
        return None
    if cap.measure == "percent":
        return cap.limit / 100
    return cap.limit * lpr.percent / 100 if lpr is not None else None


def lpr_used(day: dt.date | None, knowledge: Knowledge, given: Decimal | None) -> LprView | None:
    """The one-year LPR of the contract's day: the one published, else the one given. Never a guess.

    Raises ``UsageError`` when the given one contradicts the published one.
    """
    if given is not None and not LPR_RANGE[0] <= given <= LPR_RANGE[1]:
        raise UsageError(f"一年期 LPR 多年都在 3% 到 5% 之间，--lpr 写的是 {given.normalize():f}%，请检查小数点。")
    published = lpr_on(day, knowledge)
    if published is not None:
        if given is not None and given != published.percent:
            raise UsageError(
                f"合同日 {day} 的一年期 LPR 是 {published.percent}%（{published.published} 公布），和 --lpr 的 "
                f"{given.normalize():f}% 不同。请去掉 --lpr，或检查合同日期。"
            )
        return published
    return LprView(percent=given, published=None) if given is not None else None


def lpr_on(day: dt.date | None, knowledge: Knowledge) -> LprView | None:
    """The one-year LPR in force on a day; ``None`` before the first and after the last day known."""
    table = knowledge.lpr
    if day is None or day > table.known_until:
        return None
    earlier = [rate for rate in table.rates if rate.date <= day]
    return LprView(percent=earlier[-1].percent, published=earlier[-1].date) if earlier else None


def _held_against(
    cap: Cap, because: tuple[str, ...], loan: Loan, solved: Rates, lpr: LprView | None, knowledge: Knowledge
) -> CapView:
    limit = _limit(cap, lpr)
    status = _status(cap, limit, solved.nominal)
    return CapView(
        id=cap.id,
        name=cap.name,
        status=status,
        limit=limit,
        lpr=lpr if cap.measure == "lpr_times" else None,
        excess=excess_over(loan, limit) if status == "over" and limit is not None and cap.claimable else None,
        compound_over=status == "within" and limit is not None and _is_over(solved.effective, limit),
        force=strongest(cap.sources, knowledge),
        text=cap.text,
        say=cap.say.replace("＿＿%", percent(solved.nominal)),
        confidence=cap.confidence,
        sources=cap.sources,
        because=because,
    )


def _status(cap: Cap, limit: Decimal | None, nominal: Decimal) -> str:
    if cap.measure == "notice":
        return "applies"
    if limit is None:
        return "unknown"
    return "over" if _is_over(nominal, limit) else "within"


def _is_over(rate: Decimal, limit: Decimal) -> bool:
    """Above the limit by what can be seen on the screen."""
    return rate > limit + SEEN

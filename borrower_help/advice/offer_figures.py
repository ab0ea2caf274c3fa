"""The sums of an offer in words, each with how it was found."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from borrower_help.money.offer import Means, OfferSums, Terms
from borrower_help.money.wait import Wait
from borrower_help.values.amounts import percent, yuan
from borrower_help.values.dates import show


def figures(
    terms: Terms, means: Means, sums: OfferSums, wait: Wait | None, traps: set[str], *, stops_interest: bool
) -> Iterator[tuple[str, str]]:
    """The sums in words, each with how it was found."""
    if terms.complete if terms.form == "instalments" else terms.form != "deferral":
        yield "一共付", f"{parts(terms)}{yuan(sums.paid)}"
    if {"fee_first", "fee_share"} & traps and not terms.fee:
        yield "另收", "说了要另外交钱，数目没读准，没有算进去，请自己对"
    if terms.form == "deferral":
        yield from _waiting(terms, means, sums, wait)
    elif terms.debt is not None and (sums.waived is not None or sums.rest is not None):
        if sums.waived:
            rate = (sums.waived / terms.debt * 100).quantize(Decimal(1))
            yield (
                "少付",
                f"欠 {yuan(terms.debt)} - 付 {yuan(terms.debt - sums.waived)} = {yuan(sums.waived)}（约 {rate}%）",
            )
            if terms.fee and terms.fee < sums.waived:
                yield "真正省", f"{yuan(sums.waived)} - 另收 {yuan(terms.fee)} = {yuan(sums.waived - terms.fee)}"
        elif sums.extra:
            yield "多付", f"付 {yuan(sums.paid)} - 欠 {yuan(terms.debt)} = {yuan(sums.extra)}"
        elif sums.rest is not None:
            yield "还剩", f"欠 {yuan(terms.debt)} - 付 {yuan(terms.debt - sums.rest)} = {yuan(sums.rest)}，没有减免"
        else:
            yield "和欠款比", f"正好是欠的 {yuan(terms.debt)}，一分没减"
    if stops_interest and terms.debt is not None and terms.on_debt > terms.debt:
        more = terms.on_debt - terms.debt
        yield "对不上", f"说不收利息，加起来却比欠的多 {yuan(more)}。话和数对不上，请问清多的是什么"
    if sums.charges is not None and terms.debt is not None and terms.principal is not None:
        yield "息费", f"欠 {yuan(terms.debt)} - 本金 {yuan(terms.principal)} = {yuan(sums.charges)}"
    if sums.to_principal is not None and sums.charges is not None:
        yield "冲到本金", f"先抵息费，{yuan(terms.now)}里到本金的是 {yuan(sums.to_principal)}"
    if sums.above_principal is not None:
        yield "和本金比", _beside_principal(sums.above_principal)
    if terms.monthly and means.share is not None:
        verdict = f"差 {yuan(sums.short_month)}" if sums.short_month else "够"
        yield (
            "每月",
            f"{'最多' if terms.then else ''}要 {yuan(terms.heaviest)}，这一家最多拿得出 {yuan(means.share)}，{verdict}",
        )
    if means.cash is not None and sums.short_cash is not None:
        left = f"差 {yuan(sums.short_cash)}" if sums.short_cash else f"付完剩 {yuan(sums.cash_left or Decimal(0))}"
        yield "手里", f"有 {yuan(means.cash)}，{left}"
    if sums.months_to_save:
        yield "攒够", f"按每月 {yuan(means.share or Decimal(0))}，要 {sums.months_to_save} 个月"


def _waiting(terms: Terms, means: Means, sums: OfferSums, wait: Wait | None) -> Iterator[tuple[str, str]]:
    """What will be due when the wait is over, how that was found, and whether it can be saved until then."""
    if terms.now or terms.fee:
        yield "现在付", f"{parts(terms)}{yuan(sums.paid)}"
    if wait is None:
        yield "到时要还", "延到哪天没说，那天一共要多少，现在算不出，请问清"
        return
    if wait.until is not None:
        yield "等到", f"{show(wait.until)}，{wait.days} 天"
    if wait.running and terms.charged:
        yield "这期间的利息", f"{_reckoned(terms, wait)} = {yuan(wait.running)}"
    if wait.owed is not None:
        yield "到时要还", _due(wait, wait.owed)
    elif wait.due is None and wait.running and terms.principal is not None:
        least = yuan(terms.principal + wait.running)
        yield "到时要还", f"光本金和这期间的利息就 {least}，现在一共欠多少没说，实际更多"
    elif wait.due is not None:
        yield "到时要还", f"{yuan(wait.due)}。现在一共欠多少没说，比不出多了多少"
    if wait.due is not None and wait.saved is not None:
        yield "攒得出", _saved(means, wait, wait.due, wait.saved)


def _due(wait: Wait, owed: Decimal) -> str:
    """What is due at the end, beside what is owed now."""
    if wait.due is None:
        return f"比 {yuan(owed)}多：利息没说多少，一共多少现在不知道，请问清"
    if wait.named and wait.more == 0:
        return f"{yuan(owed)}，和现在欠的一样"
    if wait.more is None or wait.more == 0:
        return f"{yuan(owed)}，停息的话，这期间不再变多"
    if wait.more < 0:
        return f"{yuan(wait.due)}，比现在欠的 {yuan(owed)}少 {yuan(-wait.more)}"
    year = f"，折成一年约 {percent(wait.a_year)}" if wait.a_year is not None else ""
    if wait.named:
        return f"{yuan(wait.due)} - 现在欠的 {yuan(owed)} = 多 {yuan(wait.more)}{year}"
    return f"{yuan(owed)} + 利息约 {yuan(wait.more)} = 约 {yuan(wait.due)}{year}"


def _reckoned(terms: Terms, wait: Wait) -> str:
    """The interest as a reckoning that can be done by hand."""
    if terms.daily is not None:
        return f"每天 {yuan(terms.daily)} × {wait.days} 天"
    rate, owed = terms.rate or Decimal(0), yuan(wait.owed if wait.owed is not None else terms.principal or Decimal(0))
    match terms.rate_by:
        case "month" if terms.wait:
            return f"{owed} × 每月 {_short(rate / 12)} × {terms.wait} 个月"
        case "year" if terms.wait:
            return f"{owed} × 一年 {_short(rate)} ÷ 12 × {terms.wait} 个月"
        case "day":
            return f"{owed} × 每天 {_short(rate / 365)} × {wait.days} 天"
    return f"{owed} × 一年 {_short(rate)} ÷ 365 × {wait.days} 天"


def _short(rate: Decimal) -> str:
    """A rate with as many places as it has: 0.05%, 24%."""
    return f"{(rate * 100).quantize(Decimal('0.0001')).normalize():f}%"


def _saved(means: Means, wait: Wait, due: Decimal, saved: Decimal) -> str:
    """What can be put aside until the day, and whether that is enough."""
    if not saved:
        return f"按现在的收支攒不出，差 {yuan(due)}"
    spare = f" + 手里能动的 {yuan(wait.spare)}" if wait.spare else ""
    months = f"每月 {yuan(means.share or Decimal(0))} × {wait.months} 个月{spare} = {yuan(saved)}"
    return f"{months}，{f'离 {yuan(due)}差 {yuan(wait.short)}' if wait.short else '够'}"


def _beside_principal(above: Decimal) -> str:
    if above == 0:
        return "正好是本金"
    return f"比本金多 {yuan(above)}" if above > 0 else f"比本金少 {yuan(-above)}"


def parts(terms: Terms) -> str:
    """What is paid, part by part, up to the sign of equality; empty where it is one sum."""
    said = [f"先付 {yuan(terms.now)}"] if terms.now and (terms.months or terms.fee) else []
    said += [f"{yuan(amount)} × {months} 期" for months, amount in terms.stages]
    said += [f"另收 {yuan(terms.fee)}"] if terms.fee else []
    return " + ".join(said) + " = " if said else ""

"""The sums of an offer in words, each with how it was found."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from borrower_help.money.offer import Means, OfferSums, Terms
from borrower_help.values.amounts import yuan


def figures(
    terms: Terms, means: Means, sums: OfferSums, traps: set[str], *, stops_interest: bool
) -> Iterator[tuple[str, str]]:
    """The sums in words, each with how it was found."""
    if terms.complete if terms.form == "instalments" else terms.form != "deferral":
        yield "一共付", f"{parts(terms)}{yuan(sums.paid)}"
    if "fee_first" in traps and not terms.fee:
        yield "另收", "说了要先交钱，数目没读准，没有算进去，请自己对"
    if terms.form == "deferral":
        yield from _waiting(terms, sums, stops_interest=stops_interest)
    elif terms.debt is not None and (sums.waived is not None or sums.rest is not None):
        if sums.waived:
            rate = (sums.waived / terms.debt * 100).quantize(Decimal(1))
            yield (
                "少付",
                f"欠 {yuan(terms.debt)} - 付 {yuan(terms.debt - sums.waived)} = {yuan(sums.waived)}（约 {rate}%）",
            )
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


def _waiting(terms: Terms, sums: OfferSums, *, stops_interest: bool) -> Iterator[tuple[str, str]]:
    """What will be due when the wait is over: known only where no interest runs or its rate was told."""
    if terms.now or terms.fee:
        yield "现在付", f"{parts(terms)}{yuan(sums.paid)}"
    if terms.debt is None:
        return
    owed = max(terms.debt - terms.now, Decimal(0))
    if stops_interest:
        yield "到时要还", f"{yuan(owed)}，停息的话，这期间不再变多"
    elif sums.running is not None:
        yield "这期间的利息", f"照常计息约 {yuan(sums.running)}"
        yield "到时要还", f"{yuan(owed)} + 利息约 {yuan(sums.running)} = 约 {yuan(owed + sums.running)}"
    else:
        yield "到时要还", f"比 {yuan(owed)}多：利息没说多少，一共多少现在不知道，请问清"


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

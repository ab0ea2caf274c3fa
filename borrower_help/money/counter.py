"""What to offer instead of an offer: never more than there is, never more than is owed, never more than is asked.

All amounts are yuan. The first sum leaves room, the second goes to the limit, the third is another way to pay.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from typing import Literal

import msgspec

from borrower_help.money.offer import Means, Terms
from borrower_help.money.offers import DEFERRAL_MONTHS, HOPELESS_MONTHS
from borrower_help.money.wait import wait_of
from borrower_help.values.amounts import ZERO, fen
from borrower_help.values.record import Record

REVIEW_MONTHS = 6
"""The shortest promise worth making: so many months, then both look again."""

OPENING = Decimal("0.8")
"""What part of the limit is offered first, so that there is something left to give."""

LARGE = Decimal(2000)
"""From here an opening sum is rounded down to hundreds, below to tens."""

Step = Literal["first", "limit", "other", "fitting"]
Form = Literal["lump", "principal", "same", "balance", "deferral", "review"]


class Limits(Record, frozen=True, kw_only=True):
    """What no counter passes: ``cash`` at once, ``month`` a month, ``total`` in all; ``asked`` is what settles it."""

    cash: Decimal
    month: Decimal
    total: Decimal
    asked: Decimal | None


class Counter(Record, frozen=True, kw_only=True):
    """One thing to offer instead: ``now`` at once, ``months`` of ``monthly`` (the last one ``last``) after ``wait``.

    ``total`` is all that is paid, ``waived`` what the lender would let go; ``open`` what is settled later. ``step`` is
    its place: it leaves room, goes to the limit, is another way, or cuts what fits down to the debt.
    """

    step: Step
    form: Form
    now: Decimal
    monthly: Decimal
    months: int
    last: Decimal
    wait: int
    total: Decimal
    waived: Decimal
    open: Decimal


def limits_of(terms: Terms, means: Means) -> Limits:
    """The limits of what is offered on this debt.

    One month's essentials stay in the pocket, other debts keep their part of the cash, and where the lender names a
    sum, in all or a month, it is the limit, too.
    """
    debt = terms.debt or ZERO
    month = means.share or ZERO
    if terms.form == "instalments" and terms.heaviest:
        month = min(month, terms.heaviest)
    total = min(debt, terms.asked) if terms.asked is not None else debt
    return Limits(cash=min(_whole(_spare(means)), total), month=_whole(month), total=total, asked=terms.asked)


def _spare(means: Means) -> Decimal:
    """The part of the cash above one month's essentials that this debt may have."""
    return max((means.cash or ZERO) - (means.essentials or ZERO), ZERO) * means.part


def fits(terms: Terms, means: Means) -> bool:
    """Whether what the lender asks to settle it can be paid, with a month's essentials left in the pocket."""
    if terms.asked is None:
        return False
    if terms.form == "deferral":
        wait = wait_of(terms, means, stops=False)
        return wait is not None and wait.short == 0
    return (not terms.now or terms.now <= _spare(means)) and (
        not terms.stages or terms.heaviest <= (means.share or ZERO)
    )


def opening(limit: Decimal) -> Decimal:
    """The sum to begin with: four fifths of the limit, rounded down to hundreds, or to tens where it is small."""
    step = Decimal(100) if limit * OPENING >= LARGE else Decimal(10)
    return (limit * OPENING / step).to_integral_value(rounding=ROUND_DOWN) * step or limit


def counters(terms: Terms, means: Means) -> tuple[Counter, ...]:
    """The offer that leaves room, the one at the limit, and another way; none where there is nothing to pay with.

    Where what is asked fits, there is nothing to offer but the debt itself where more than it was asked.
    """
    debt = terms.debt or ZERO
    top = limits_of(terms, means)
    if fits(terms, means):
        if top.asked is None or top.asked <= debt:
            return ()
        whole = _lump(debt, top.cash, "fitting") if terms.form == "lump" else None
        form: Form = "deferral" if terms.form == "deferral" else "balance"
        return _kept(whole or _spread(form, debt, debt, top.month, "fitting", wait=_waited(terms)))
    by_month = _by_month(terms, top)
    once = _kept(*(_lump(debt, sum_, step) for step, sum_ in _steps(top.cash)))
    nothing_asked = terms.form == "lump" and top.asked is None
    first, second = (once, by_month) if once and (nothing_asked or not by_month) else (by_month, once)
    other = second[-1:] or _kept(_review(debt, top) if first is by_month else None, _later(terms, top))[:1]
    places = (*first, *(_at(entry, "other") for entry in other))
    return places or _kept(_review(debt, top))


def _by_month(terms: Terms, top: Limits) -> tuple[Counter, ...]:
    """Instalments: the first on the principal alone where it is known, the second on all that is asked."""
    debt, principal = terms.debt or ZERO, terms.principal
    form: Form = "deferral" if terms.form == "deferral" else "same" if top.total < debt else "balance"
    wait = _waited(terms)
    small = principal is not None and 0 < principal < top.total and not wait
    return _kept(
        *(
            _spread("principal", debt, principal, month, step)
            if small and step == "first" and principal is not None
            else _spread(form, debt, top.total, month, step, wait=wait)
            for step, month in _steps(top.month)
        )
    )


def _waited(terms: Terms) -> int:
    """The months of the wait that was offered, at least one; none where none was."""
    return (terms.months_waited or (1 if terms.days_waited else DEFERRAL_MONTHS)) if terms.form == "deferral" else 0


def _steps(limit: Decimal) -> tuple[tuple[Step, Decimal], ...]:
    if limit <= 0:
        return ()
    first = opening(limit)
    return (("first", first), ("limit", limit)) if first < limit else (("limit", limit),)


def _later(terms: Terms, top: Limits) -> Counter | None:
    wait = 0 if terms.form == "deferral" else DEFERRAL_MONTHS
    form: Form = "deferral" if wait else "balance"
    return _spread(form, terms.debt or ZERO, top.total, top.month, "other", wait=wait)


def _lump(debt: Decimal, amount: Decimal, step: Step) -> Counter | None:
    return _counter("lump", debt, amount, step, now=amount) if amount > 0 else None


def _spread(form: Form, debt: Decimal, target: Decimal, month: Decimal, step: Step, wait: int = 0) -> Counter | None:
    if month <= 0 or target > month * HOPELESS_MONTHS:
        return None
    months = int((target / month).to_integral_value(rounding=ROUND_CEILING))
    monthly = min(month, target)
    last = target - monthly * (months - 1)
    return _counter(form, debt, target, step, monthly=monthly, months=months, last=last, wait=wait)


def _review(debt: Decimal, top: Limits) -> Counter | None:
    """A few months, then both look again; never where less than the debt is asked, for it would leave the debt open."""
    total = top.month * REVIEW_MONTHS
    if total <= 0 or total >= debt or top.total < debt:
        return None
    return _counter(
        "review", debt, total, "other", monthly=top.month, months=REVIEW_MONTHS, last=top.month, settles=False
    )


def _at(entry: Counter, step: Step) -> Counter:
    return msgspec.structs.replace(entry, step=step)


def _kept(*entries: Counter | None) -> tuple[Counter, ...]:
    return tuple(entry for entry in entries if entry is not None)


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_DOWN)


def _counter(
    form: Form,
    debt: Decimal,
    total: Decimal,
    step: Step,
    *,
    now: Decimal = ZERO,
    monthly: Decimal = ZERO,
    months: int = 0,
    last: Decimal = ZERO,
    wait: int = 0,
    settles: bool = True,
) -> Counter:
    left = fen(debt - total)
    return Counter(
        step=step,
        form=form,
        now=fen(now),
        monthly=fen(monthly),
        months=months,
        last=fen(last),
        wait=wait,
        total=fen(total),
        waived=left if settles else fen(ZERO),
        open=fen(ZERO) if settles else left,
    )

"""The sums of an offer: what it costs against the debt as it stands, and against what there is to pay with.

All amounts are yuan. Nothing is estimated: a figure that was not told leaves the comparisons out that need it.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from borrower_help.values.amounts import ZERO, fen
from borrower_help.values.dates import months_after
from borrower_help.values.record import Record, WithAmounts

Form = Literal["lump", "instalments", "deferral", "part"]
Period = Literal["day", "month", "year"]


class Terms(WithAmounts, frozen=True, kw_only=True):
    """An offer: ``now`` at once, then after ``wait`` months ``months`` times ``monthly``; ``fee`` beside the debt.
    ``then`` are so many further months with a sum of their own each, as where the sum rises or a large one ends it.

    ``debt`` is all that is demanded today, ``principal`` the part of it that was lent; ``waived`` what they say they
    let go, ``rate`` what runs on a year as a fraction of one, ``rate_by`` for which time it was named, ``daily`` what
    runs on a day in yuan; ``first`` the day of the first payment.

    A wait may also be named in days (``wait_days``) or by its last day (``until``); ``told_on`` is the day from which
    it is counted. ``due`` is the sum named for its end, ``at_end`` tells that all is to be paid then at once.
    """

    form: Form
    now: Decimal = ZERO
    monthly: Decimal = ZERO
    months: int = 0
    wait: int = 0
    fee: Decimal = ZERO
    debt: Decimal | None = None
    principal: Decimal | None = None
    waived: Decimal | None = None
    rate: Decimal | None = None
    first: dt.date | None = None
    then: tuple[tuple[int, Decimal], ...] = ()
    wait_days: int = 0
    until: dt.date | None = None
    told_on: dt.date | None = None
    due: Decimal | None = None
    at_end: bool = False
    daily: Decimal | None = None
    rate_by: Period = "year"

    @property
    def end_of_wait(self) -> dt.date | None:
        """The day on which the wait is over; ``None`` without one, or without the day from which it is counted."""
        if self.until is not None or self.told_on is None or not (self.wait or self.wait_days):
            return self.until
        return months_after(self.told_on, self.wait) + dt.timedelta(days=self.wait_days)

    @property
    def days_waited(self) -> int:
        """How many days the wait lasts; a month of which nobody knows the day is thirty."""
        if self.told_on is None or self.end_of_wait is None:
            return self.wait * 30 + self.wait_days
        return max((self.end_of_wait - self.told_on).days, 0)

    @property
    def months_waited(self) -> int:
        """The whole months of the wait."""
        if self.until is None or self.told_on is None:
            return self.wait or self.wait_days // 30
        return next(count for count in range(1201) if months_after(self.told_on, count + 1) > self.until)

    @property
    def charged(self) -> bool:
        """Whether it was named what the wait costs."""
        return self.rate is not None or self.daily is not None

    @property
    def stages(self) -> tuple[tuple[int, Decimal], ...]:
        """The months that are paid, each kind with how many and its sum."""
        return (*(((self.months, self.monthly),) if self.months else ()), *self.then)

    @property
    def complete(self) -> bool:
        """Whether it was said how many months are paid, and how much in each."""
        return bool(self.stages) and all(amount for _, amount in self.stages)

    @property
    def on_debt(self) -> Decimal:
        """All that is paid on the debt, without a fee beside it."""
        return fen(self.now + sum((months * amount for months, amount in self.stages), ZERO))

    @property
    def asked(self) -> Decimal | None:
        """What the lender asks to settle the debt; ``None`` where it asks for no such sum, or none was told."""
        if self.form == "deferral":
            return fen(self.now + self.due) if self.due and self.at_end else None
        settles = self.complete if self.form == "instalments" else self.form == "lump"
        return self.on_debt if settles and self.on_debt else None

    @property
    def heaviest(self) -> Decimal:
        """The most that one month takes."""
        return max((amount for _, amount in self.then), default=ZERO).max(self.monthly)


class Means(WithAmounts, frozen=True, kw_only=True):
    """What there is to pay with: ``cash`` at once, ``share`` a month for this debt, ``essentials`` of one month.

    ``part`` is this debt's part of the cash where other debts share it, as a fraction of one.
    """

    cash: Decimal | None = None
    share: Decimal | None = None
    essentials: Decimal | None = None
    part: Decimal = Decimal(1)


class OfferSums(Record, frozen=True, kw_only=True):
    """What follows from terms and means; ``None`` where a figure was not told.

    ``paid`` is all that leaves the pocket, the fee included; ``waived`` and ``extra`` compare what is paid on the debt
    with the debt (one of them is 0). ``rest`` is what stays open where the offer settles nothing. ``charges`` are the
    interest, penalties and fees in the debt and ``to_principal`` what of the first payment reaches the principal.
    ``short_cash`` and ``short_month`` are what is missing; ``cash_left`` what remains, ``thin`` that this is less than
    one month's essentials.
    """

    paid: Decimal
    waived: Decimal | None
    extra: Decimal | None
    rest: Decimal | None
    charges: Decimal | None
    to_principal: Decimal | None
    above_principal: Decimal | None
    short_cash: Decimal | None
    short_month: Decimal | None
    months_to_save: int | None
    cash_left: Decimal | None
    thin: bool
    claimed_differs: Decimal | None


def sums_of(terms: Terms, means: Means) -> OfferSums:
    """Every sum of an offer."""
    on_debt = terms.on_debt
    settles = terms.form == "lump" or (terms.form == "instalments" and terms.complete)
    debt = terms.debt
    waived = fen(max(debt - on_debt, ZERO)) if settles and debt is not None else None
    charges = fen(debt - terms.principal) if debt is not None and terms.principal is not None else None
    at_once = terms.now + terms.fee
    short_cash = fen(max(at_once - means.cash, ZERO)) if means.cash is not None else None
    cash_left = fen(means.cash - at_once) if means.cash is not None and not short_cash else None
    needs_cash = terms.form in ("lump", "part") or terms.now > 0
    return OfferSums(
        paid=fen(on_debt + terms.fee),
        waived=waived,
        extra=fen(max(on_debt + terms.fee - debt, ZERO)) if settles and debt is not None else None,
        rest=fen(debt - on_debt) if terms.form in ("part", "deferral") and debt is not None else None,
        charges=charges,
        to_principal=fen(max(terms.now - charges, ZERO)) if charges is not None and terms.form == "part" else None,
        above_principal=fen(on_debt - terms.principal) if settles and terms.principal is not None else None,
        short_cash=short_cash if needs_cash else None,
        short_month=fen(max(terms.heaviest - means.share, ZERO)) if terms.monthly and means.share is not None else None,
        months_to_save=_months_to_save(short_cash, means.share) if needs_cash else None,
        cash_left=cash_left if needs_cash else None,
        thin=bool(needs_cash and cash_left is not None and means.essentials and cash_left < means.essentials),
        claimed_differs=fen(terms.waived - waived) if terms.waived is not None and waived is not None else None,
    )


def _months_to_save(short: Decimal | None, share: Decimal | None) -> int | None:
    if not short or not share:
        return None
    return int((short / share).to_integral_value(rounding=ROUND_CEILING))


def due_dates(terms: Terms) -> tuple[tuple[dt.date, Decimal], ...]:
    """The days on which to pay, each with its sum; none where the first day was not told."""
    if terms.first is None:
        return ()
    found = [(terms.first, terms.now)] if terms.now else []
    later = 1 if terms.now else 0
    sums = [amount for months, amount in terms.stages for _ in range(months)]
    return (*found, *((months_after(terms.first, month + later), amount) for month, amount in enumerate(sums)))

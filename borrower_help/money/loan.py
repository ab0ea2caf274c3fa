"""A loan as the borrower's own money moves: what arrived, what is paid, when and to whom."""

import datetime as dt
import itertools
from decimal import Decimal
from typing import Literal

from borrower_help.errors import UsageError
from borrower_help.values.amounts import MAX_AMOUNT, ZERO, yuan
from borrower_help.values.dates import months_after
from borrower_help.values.record import Record, WithAmounts

MAX_PAYMENTS = 600

DRIFT = 12
"""Days by which all payments together may run ahead of the months: every thirty days is a month, every four weeks
is not.
"""

MAX_TIMES = 10
"""Nobody repays ten times what arrived; whoever types it has slipped the decimal point of a payment."""

DAYS_A_MONTH = Decimal("30.4375")

LATE_BY = 4
"""Days by which a payment may miss its month and still count as monthly: weekends, short months."""

Product = Literal["loan", "card"]
"""What was lent: a cash loan, or a credit card's balance or instalments."""


class Payment(Record, frozen=True, kw_only=True):
    """One payment: ``month`` months after the loan began, on ``date`` where dates are known.

    ``month`` is ``None`` where the payments of a loan do not follow months; then dates alone count.
    """

    amount: Decimal
    month: int | None
    date: dt.date | None = None


class Fee(WithAmounts, frozen=True, kw_only=True):
    """A charge beside the payments: once at the beginning, or with every payment.

    A ``deducted`` one was taken from the principal before it arrived: it explains what was kept back
    and is not paid a second time.
    """

    name: str
    amount: Decimal
    monthly: bool = False
    taken_by: str = ""
    deducted: bool = False


class Loan(Record, frozen=True, kw_only=True):
    """A loan to be priced.

    ``received`` is what reached the borrower's account, ``principal`` what the contract says was
    lent (the same where nothing was kept back); ``payments`` do not include ``fees``.
    """

    received: Decimal
    payments: tuple[Payment, ...]
    principal: Decimal | None = None
    fees: tuple[Fee, ...] = ()
    start: dt.date | None = None
    contract_rate: Decimal | None = None
    product: Product | None = None

    @property
    def kept_back(self) -> Decimal:
        """What was taken from the principal before it arrived."""
        return (self.principal or self.received) - self.received

    @property
    def is_dated(self) -> bool:
        """Whether every payment has a date."""
        return self.start is not None and all(payment.date for payment in self.payments)

    @property
    def is_monthly(self) -> bool:
        """Whether the payments follow months; where they do not, every one has a date."""
        return all(payment.month is not None for payment in self.payments)

    def months_until(self, payment: Payment) -> Decimal:
        """How many months after the loan began a payment is made; a part of a month counts by days of a year of 365."""
        if self.is_monthly or self.start is None or payment.date is None:
            return Decimal(payment.month or 0)
        return Decimal((payment.date - self.start).days * 12) / 365

    def total_paid(self) -> Decimal:
        """Everything the borrower pays: payments and fees, without what was deducted and never arrived."""
        return sum((payment.amount for payment in self.payments), ZERO) + self.total_fees()

    def total_fees(self) -> Decimal:
        """All fees over the life of the loan that are paid beside the payments."""
        return sum((self.cost_of(fee) for fee in self.fees if not fee.deducted), ZERO)

    def cost_of(self, fee: Fee) -> Decimal:
        """One fee over the life of the loan; a monthly one is paid with every payment."""
        return fee.amount * (len(self.payments) if fee.monthly else 1)

    def flows(self, *, without: Fee | None = None) -> list[tuple[Decimal, dt.date | None, Decimal]]:
        """(months, date, amount) from the borrower's side: money received first, everything paid after it negative."""
        fees = [fee for fee in self.fees if fee is not without]
        monthly = sum((fee.amount for fee in fees if fee.monthly), ZERO)
        at_once = sum((fee.amount for fee in fees if not fee.monthly and not fee.deducted), ZERO)
        given_back = without.amount if without is not None and without.deducted else ZERO
        first = (ZERO, self.start, self.received - at_once + given_back)
        return [
            first,
            *((self.months_until(payment), payment.date, -payment.amount - monthly) for payment in self.payments),
        ]


def check_loan(loan: Loan) -> None:
    """Refuse what cannot be a loan. Raises ``UsageError`` with one sentence that says what to correct."""
    amounts = [loan.received, *(payment.amount for payment in loan.payments), *(fee.amount for fee in loan.fees)]
    if loan.received <= 0:
        raise UsageError("到手的钱要大于 0 元。请填实际到账的金额。")
    if not loan.payments:
        raise UsageError("还没有还款计划。请用 --payment 12x905.33，或 --payments 文件。")
    if len(loan.payments) > MAX_PAYMENTS:
        raise UsageError(f"还款有 {len(loan.payments)} 期，超过 {MAX_PAYMENTS} 期，请检查期数。")
    if any(amount < 0 for amount in amounts):
        raise UsageError("金额不能是负数。退回给你的钱，请从那一期的还款里减掉。")
    if all(payment.amount == 0 for payment in loan.payments):
        raise UsageError("每期还款都是 0 元，算不出利率。请检查金额。")
    if any(amount > MAX_AMOUNT for amount in amounts):
        raise UsageError(f"有一笔超过 {yuan(MAX_AMOUNT)}，请检查小数点。")
    if loan.principal is not None and loan.principal < loan.received:
        raise UsageError("合同本金比到手的钱还少。请检查 --principal 和 --received 有没有填反。")
    for payment in loan.payments:
        if loan.start and payment.date and payment.date < loan.start:
            raise UsageError(f"有一笔还款（{payment.date}）早于放款日 {loan.start}。请检查日期。")
    total, received = loan.total_paid(), loan.received
    if total < received:
        raise UsageError(
            f"总还款 {yuan(total)} 比到手 {yuan(received)} 还少。请把没付的期数也写上，合同约定要还的都算。"
        )
    if total > received * MAX_TIMES:
        raise UsageError(
            f"总还款 {yuan(total)} 是到手 {yuan(received)} 的 {MAX_TIMES} 倍还多，多半是小数点错了，请检查。"
        )
    if sum((fee.amount for fee in loan.fees if fee.deducted), ZERO) > loan.kept_back:
        raise UsageError(
            f"先扣的费用比合同本金和到手的差额 {yuan(loan.kept_back)} 还多。请用 --principal 写明合同本金，再核对金额。"
        )
    if any(fee.monthly and fee.deducted for fee in loan.fees):
        raise UsageError("每月收的费用不会是先扣的。请分开写。")
    if sum((fee.amount for fee in loan.fees if not fee.monthly and not fee.deducted), ZERO) >= received:
        raise UsageError("一开始收的费用不比到手的钱少，算不出利率。请检查金额。")


def monthly_payments(groups: list[tuple[int, Decimal]], start: dt.date | None) -> tuple[Payment, ...]:
    """Regular payments, one a month: ``[(12, 905.33)]`` is twelve of 905.33."""
    if sum(count for count, _ in groups) > MAX_PAYMENTS:
        raise UsageError(f"还款有 {sum(count for count, _ in groups)} 期，超过 {MAX_PAYMENTS} 期，请检查期数。")
    amounts = [amount for count, amount in groups for _ in range(count)]
    return tuple(
        Payment(amount=amount, month=month, date=months_after(start, month) if start else None)
        for month, amount in enumerate(amounts, 1)
    )


def dated_payments(rows: list[tuple[dt.date, Decimal]], start: dt.date | None) -> tuple[Payment, ...]:
    """Payments on dates, in order, those of one day together. Raises ``UsageError``.

    They are counted in whole months where they come about a month (or several) after each other.
    Without a start the first one is taken for the end of the first month; then they must be monthly.
    """
    amounts: dict[dt.date, Decimal] = {}
    for day, amount in sorted(rows):
        amounts[day] = amounts.get(day, ZERO) + amount
    days = list(amounts)
    months = _months([start, *days])[1:] if start else _months(days, first=1)
    if start is None and None in months:
        raise UsageError("还款日期不是每月一期，要有放款日才算得出利率。请加 --start 放款日。")
    return tuple(Payment(amount=amounts[day], date=day, month=month) for day, month in zip(days, months, strict=True))


def _months(days: list[dt.date], first: int = 0) -> list[int] | list[None]:
    """The whole months at which the days stand, counted from the first one; all ``None`` where they do not follow
    months.
    """
    months = [first]
    for before, day in itertools.pairwise(days):
        gap = Decimal((day - before).days)
        count = int((gap / DAYS_A_MONTH).to_integral_value())
        drift = (day - days[0]).days - (months[-1] + count - first) * DAYS_A_MONTH
        if count < 1 or abs(gap - count * DAYS_A_MONTH) > LATE_BY or abs(drift) > DRIFT:
            return [None] * len(days)
        months.append(months[-1] + count)
    return months

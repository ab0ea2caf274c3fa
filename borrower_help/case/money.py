"""The loan and the debts as a case file tells them: rates in per cent, payments in groups."""

import datetime as dt
import re
from decimal import Decimal

import msgspec

from borrower_help.errors import UsageError, quoted
from borrower_help.money.debts import Debt
from borrower_help.money.loan import Fee, Loan, Product, dated_payments, monthly_payments
from borrower_help.values.amounts import ZERO
from borrower_help.values.record import WithAmounts


class DebtAnswers(Debt, frozen=True, kw_only=True):
    """A debt as a case file tells it: ``rate`` is in per cent a year (``24``), as the contract writes it."""

    def to_debt(self) -> Debt:
        """The debt to be planned with, its rate a fraction of one. Raises ``UsageError`` on a rate like 0.24."""
        if self.rate is not None and 0 < self.rate < 1:
            raise UsageError(f"「{quoted(self.name)}」的年利率写百分数：24 就是 24%；写的是 {self.rate:f}。")
        figures = {name: getattr(self, name) for name in Debt.__struct_fields__}
        return Debt(**figures | {"rate": self.rate / 100 if self.rate is not None else None})


class DatedPayment(WithAmounts, frozen=True, kw_only=True):
    """One payment of a case file, on its day."""

    date: dt.date
    amount: Decimal


class LoanAnswers(WithAmounts, frozen=True, kw_only=True):
    """A loan as a case file tells it: ``payment`` are groups such as ``12x905.33``, one payment a month.

    ``contract_rate`` is in per cent a year (``7.2``); ``contract_date`` is the day of the contract
    where it differs from ``start``; ``lpr`` is the one-year LPR of that day in per cent, where the
    borrower looked it up.
    """

    received: Decimal
    payment: tuple[str, ...] = ()
    payments: tuple[DatedPayment, ...] = ()
    fees: tuple[Fee, ...] = ()
    principal: Decimal | None = None
    start: dt.date | None = None
    contract_rate: Decimal | None = None
    contract_date: dt.date | None = None
    lpr: Decimal | None = None
    product: Product | None = None

    @property
    def signed(self) -> dt.date | None:
        """The day of the contract: the day of the money where nothing else is told."""
        return self.contract_date or self.start

    def to_loan(self) -> Loan:
        """The loan to be priced. Raises ``UsageError`` when a group of payments cannot be read."""
        rows = [(row.date, row.amount) for row in self.payments]
        groups = [payment_group(word) for word in self.payment]
        if rows and groups:
            raise UsageError("loan 里 payment 和 payments 只写一个。")
        return Loan(
            received=self.received,
            payments=dated_payments(rows, self.start) if rows else monthly_payments(groups, self.start),
            principal=self.principal,
            fees=self._fees(),
            start=self.start,
            contract_rate=self.contract_rate / 100 if self.contract_rate is not None else None,
            product=self.product,
        )

    def _fees(self) -> tuple[Fee, ...]:
        """The fees; one-off ones that make up exactly what was kept back are what was deducted, whether it was said or
        not.
        """
        once = sum((fee.amount for fee in self.fees if not fee.monthly), ZERO)
        if self.principal is None or once == 0 or once != self.principal - self.received:
            return self.fees
        return tuple(fee if fee.monthly else msgspec.structs.replace(fee, deducted=True) for fee in self.fees)


def payment_group(word: str) -> tuple[int, Decimal]:
    """``12x905.33`` as twelve payments of 905.33. Raises ``UsageError``."""
    match = re.fullmatch(
        r"\s*([0-9]{1,3})\s*[xX×*]\s*((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,8})?)\s*", word
    )
    if match is None:
        raise UsageError(f"还款写成 期数x金额，比如 12x905.33；写的是「{quoted(word)}」。")
    return int(match.group(1)), Decimal(match.group(2).replace(",", ""))

"""The annual rate of a loan, by the three conventions in use. Names and numbers always go together.

- nominal: the monthly rate (of a loan that is not repaid by months, the one that compounds to the
  rate on the dates; of one payment after some days, simple interest by the day) times twelve (name 名义年利率), the
  convention of
  most contracts and of the 24 % that a court may be asked to apply;
- effective: the monthly rate compounded over a year (有效年利率);
- dated: the effective rate on the real dates, actual days over 365 (按日期的有效年利率).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from borrower_help.errors import UsageError
from borrower_help.money.loan import Fee, Loan
from borrower_help.values.amounts import ZERO
from borrower_help.values.record import Record

MAX_NOMINAL = Decimal(100)
"""10,000 % a year: beyond it an amount is wrong, not the lender."""


class Rates(Record, frozen=True, kw_only=True):
    """The same loan by three conventions, each as a fraction of one (0.24 is 24 %)."""

    nominal: Decimal
    effective: Decimal
    dated: Decimal | None


def rates(loan: Loan, *, without: Fee | None = None) -> Rates:
    """Solve the rates of a checked loan. Raises ``UsageError`` when there is no rate, or none that can be meant."""
    import pyxirr

    flows = loan.flows(without=without)
    dated = (
        pyxirr.xirr([date for _, date, _ in flows], [float(amount) for _, _, amount in flows], silent=True)
        if loan.is_dated
        else None
    )
    monthly = pyxirr.irr(_by_month(flows), silent=True) if loan.is_monthly else _month_of(dated)
    nominal = monthly * 12 if monthly is not None else None
    if is_simple(loan) and monthly is not None:
        (_, start, arrived), (_, end, paid) = flows
        nominal = float(-paid - arrived) / float(arrived) * 365 / (end - start).days if start and end else nominal
    if monthly is None or nominal is None or monthly <= -1:
        raise UsageError("按这些金额算不出利率。请检查到手金额、每期还款和期数。")
    if abs(nominal) > MAX_NOMINAL:
        raise UsageError("算出来的年利率超过 10000%，多半是小数点错了。请检查金额。")
    return Rates(
        nominal=_decimal(nominal),
        effective=_decimal((1 + monthly) ** 12 - 1),
        dated=_decimal(dated) if dated is not None else None,
    )


def is_simple(loan: Loan) -> bool:
    """Whether there is one payment after some days, which is reckoned with simple interest."""
    return not loan.is_monthly and len(loan.payments) == 1 and loan.payments[0].date != loan.start


def _by_month(flows: list[tuple[Decimal, dt.date | None, Decimal]]) -> list[float]:
    """What moves in each month, the first day included."""
    by_month: dict[int, Decimal] = {}
    for month, _, amount in flows:
        by_month[int(month)] = by_month.get(int(month), ZERO) + amount
    return [float(by_month.get(month, 0)) for month in range(max(by_month) + 1)]


def _month_of(annual: float | None) -> float | None:
    """The monthly rate that compounds to an effective annual one."""
    return (1 + annual) ** (1 / 12) - 1 if annual is not None and annual > -1 else None


def _decimal(value: float) -> Decimal:
    """A solved rate to eight decimal places: far finer than a money rate is quoted."""
    return Decimal(str(round(value, 8)))

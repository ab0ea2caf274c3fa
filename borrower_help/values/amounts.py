"""Amounts and rates: Decimal, rounded half up to the fen, and shown the same way everywhere."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")

ZERO = Decimal(0)

MAX_AMOUNT = Decimal(100_000_000)
"""Yuan; a consumer loan is smaller, and a larger number is a slipped decimal point."""


def fen(amount: Decimal) -> Decimal:
    """An amount rounded half up to the fen, as an invoice is."""
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)


def figure(amount: Decimal) -> str:
    """An amount whose unit stands elsewhere: 12,345.60."""
    return f"{fen(amount):,.2f}"


def yuan(amount: Decimal) -> str:
    """An amount as the screen shows it: 12,345.60 元."""
    return f"{figure(amount)} 元"


def points(difference: Decimal) -> str:
    """The difference of two rates (0.12), without its sign, as the screen shows it: 12.00 个百分点."""
    return f"{(abs(difference) * 100).quantize(FEN, rounding=ROUND_HALF_UP)} 个百分点"


def percent(rate: Decimal) -> str:
    """A rate (0.24) as the screen shows it: 24.00%."""
    return f"{(rate * 100).quantize(FEN, rounding=ROUND_HALF_UP)}%"

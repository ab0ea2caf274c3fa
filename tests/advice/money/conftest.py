"""What the tests of money share serves what is said of it, too."""

from __future__ import annotations

from ...money.conftest import price_a_loan

__all__ = ["price_a_loan"]

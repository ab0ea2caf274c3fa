"""A charge that is a share of what is saved, in a person's own words."""

from __future__ import annotations

import re
from decimal import Decimal

from borrower_help.values.spoken import NUMERAL, number

_SHARE = (
    rf"(?:(?P<percent>[0-9]+(?:\.[0-9]+)?)%|百分之(?P<hundredths>{NUMERAL}{{1,3}})|"
    rf"(?P<tenths>{NUMERAL}{{1,2}})成|(?P<points>{NUMERAL}{{1,3}})个点|(?P<half>一半))"
)
_SAVED = r"(?:减免|减掉|免掉|免除|节省|省|优惠|少还)"
_CHARGES = (
    rf"{_SAVED}[^,。;0-9]{{0,8}}?(?:收|抽|提|给|付|拿|分)[^,。;0-9]{{0,6}}?{_SHARE}",
    rf"(?:按|收|抽|提|收取|抽取){_SAVED}[^,。;0-9]{{0,6}}?{_SHARE}",
    rf"{_SAVED}了?多少[^。;0-9]{{0,6}}?(?:收|抽|提|给|付|拿|分)[^,。;0-9]{{0,4}}?{_SHARE}",
)


def share_of_savings(text: str) -> Decimal | None:
    """The share of what is saved that is charged, as a fraction of one, in a folded text; ``None`` without one."""
    for pattern in _CHARGES:
        if match := re.search(pattern, text):
            return _fraction(match)
    return None


def _fraction(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return Decimal("0.5")
    for name, whole in (("percent", 100), ("hundredths", 100), ("points", 100), ("tenths", 10)):
        value = number(match[name] or "")
        if value is not None:
            return value / whole
    return None

"""What is charged beside the debt, in a person's own words: a share of what is saved, and what every month costs."""

from __future__ import annotations

import re
from decimal import Decimal

from borrower_help.documents.penalties import RATE, share_of
from borrower_help.documents.said_sums import SUM, amount
from borrower_help.values.spoken import NUMERAL, number

_CHARGE_OF_MONTH = r"(?:手续费|服务费|管理费|担保费)"
_SURCHARGE = (
    rf"(?:每期|[每一]个?月)(?:的|另外|另|外|再|加|收|要)*{_CHARGE_OF_MONTH}率?(?:是|为|按|收|才|只|只要|仅)*{RATE}",
    rf"{_CHARGE_OF_MONTH}率?(?:每期|[每一]个?月)(?:是|为|按|收|才|只|只要|仅)*{RATE}",
    rf"(?<!含)(?:每期|[每一]个?月)(?:的|另外|另|外|再|加|收|要)*{_CHARGE_OF_MONTH}{SUM}",
)

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


def surcharge(text: str) -> tuple[re.Match[str] | None, str]:
    """The charge of every month in a folded text, and the text without it."""
    match = next(filter(None, (re.search(pattern, text) for pattern in _SURCHARGE)), None)
    return match, text[: match.start()] + "#" + text[match.end() :] if match else text


def on_top(charged: re.Match[str], debt: Decimal | None) -> Decimal | None:
    """What a month costs on top; a share of the debt only where the debt was told."""
    if "sum" in charged.groupdict():
        return amount(charged["sum"])
    rate = share_of(charged)
    return (debt * rate).quantize(Decimal("0.01")) if debt is not None and rate is not None else None

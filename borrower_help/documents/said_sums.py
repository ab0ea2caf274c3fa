"""Sums and counts as they stand inside what people say."""

from __future__ import annotations

from decimal import Decimal

from borrower_help.errors import UsageError
from borrower_help.values.parse import parse_money

NUMERALS = "零一二两三四五六七八九十百千万"

SUM = (
    rf"(?<![0-9])(?<![0-9]\.)(?<![{NUMERALS}](?=[{NUMERALS}]))"
    r"(?P<sum>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?:万[0-9]*|千|w[0-9]*|k)?|[一二两三四五六七八九][零一二两三四五六七八九十百千万]*[百千万]"
    r"[零一二两三四五六七八九十百千]*)(?:元|块钱|块)?"
    r"(?![0-9年月日号期个天%]|\.[0-9]|(?!一次|一把|一起|一并|一共)[零一二三四五六七八九十百千])"
)
"""A sum from its first figure to its last: what stands before it may not swallow any of them."""

COUNT = r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"


def amount(word: str) -> Decimal | None:
    """The yuan of a sum; ``None`` where it is none."""
    try:
        return parse_money(word, "")
    except UsageError:
        return None

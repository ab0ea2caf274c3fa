"""What an agreement charges by the day or the month, and what that comes to in a year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from borrower_help.documents.phrases import clauses, sentences
from borrower_help.values.record import Record
from borrower_help.values.spoken import number

_NUMBER = (
    r"(?:[0-9]+(?:\.[0-9]+)?|零点[零〇一二三四五六七八九]{1,4}|"
    r"[一二两三四五六七八九十]{1,3}(?:点[零〇一二三四五六七八九]{1,4})?)"
)
RATE = rf"(?:(?P<base>[百千万])分之(?P<share>{_NUMBER})|(?P<figure>[0-9]+(?:\.[0-9]+)?)(?P<sign>[%‰‱]))"
_LATE = r"每(?:逾期|迟延|延迟|延期|拖欠|晚|超|拖|过)[^,。;0-9]{0,4}[一1]?个?"
_BY_DAY = (
    rf"(?:[每按][日天](?!期)|每一[日天]|逐日|日按|日(?=[百千万]分之)|{_LATE}[日天]|逾期[一1][日天]|"
    r"日(?:利率|利息|息|费率|罚息|违约金|滞纳金))"
)
_BY_MONTH = rf"(?:每个?月|按月|{_LATE}月|月(?:利率|利息|息|费率|罚息|违约金|滞纳金))"
_CHARGE = r"(?:违约金|滞纳金|罚金|罚款|罚息|[\u4e00-\u9fff]{2}费)"
_FIXED = r"(?P<sum>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]{1,2})?)元"
_RATES = (
    (re.compile(rf"{_BY_DAY}(?:(?!年)[^。;]){{0,16}}?{RATE}"), 365),
    (re.compile(rf"{RATE}(?:/|每一?)[日天]"), 365),
    (re.compile(rf"{_BY_MONTH}(?![0-9]+[日号])[^。;]{{0,16}}?{RATE}"), 12),
    (re.compile(rf"{RATE}(?:/|每个?)月"), 12),
)
_SUMS = (
    re.compile(rf"{_BY_DAY}[^。;]{{0,12}}?{_CHARGE}[^。;0-9]{{0,6}}{_FIXED}"),
    re.compile(rf"{_BY_DAY}[^。;0-9]{{0,10}}{_FIXED}的?{_CHARGE}"),
    re.compile(rf"{_CHARGE}[^。;0-9]{{0,8}}{_FIXED}(?:/|每一?)[日天]"),
    re.compile(rf"{_LATE}[日天][^。;0-9]{{0,4}}(?:另|加|多|赔|补|罚)[^。;0-9]{{0,4}}{_FIXED}"),
)
_DENIED = re.compile(r"不再|不收|不计|不按|免除|免收|停止|取消|不得(?!少于|低于)")
_REPLACED = re.compile(r"(?:的标准)?(?:调整|下调|降低?|改|变更)(?:为|至|到|成)")
_DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True))
_PARTS = {"百": 100, "千": 1000, "万": 10_000, "%": 100, "‰": 1000, "‱": 10_000}


class Charge(Record, frozen=True, kw_only=True):
    """A charge for being late: its clause and sentence, how it is put, and what it comes to.

    ``percent`` is of the debt in a year, ``daily`` the yuan of each day; the one that is not named is ``None``.
    """

    words: str
    sentence: str
    rate: str
    percent: Decimal | None = None
    daily: Decimal | None = None

    def a_year(self, debt: Decimal | None) -> Decimal | None:
        """Per cent a year; a sum a day is held against ``debt``, and unknown without it."""
        if self.percent is not None or self.daily is None or not debt:
            return self.percent
        return self.daily * 365 * 100 / debt


def charges_in(text: str) -> tuple[Charge, ...]:
    """Every charge by the day or month that the paper demands; what it waives or replaces is none."""
    return tuple(charge for sentence in sentences(text) for charge in _charges(sentence))


def _charges(sentence: str) -> Iterator[Charge]:
    counted = set()
    for pattern, times in _RATES:
        for match in pattern.finditer(sentence):
            share = share_of(match)
            if share is None or match.end("sign" if match["sign"] else "share") in counted or _void(sentence, match):
                continue
            counted.add(match.end("sign" if match["sign"] else "share"))
            yield _charge(sentence, match, percent=share * times * 100)
    for pattern in _SUMS:
        for match in pattern.finditer(sentence):
            if match.end("sum") not in counted and not _void(sentence, match):
                counted.add(match.end("sum"))
                yield _charge(sentence, match, daily=Decimal(match["sum"].replace(",", "")))


def _charge(
    sentence: str, match: re.Match[str], *, percent: Decimal | None = None, daily: Decimal | None = None
) -> Charge:
    words = next((clause for clause in clauses(sentence) if match[0] in clause), sentence)
    return Charge(words=words, sentence=sentence, rate=match[0], percent=percent, daily=daily)


def _void(sentence: str, match: re.Match[str]) -> bool:
    before = re.split(r"[,:]", sentence[: match.start()])[-1] + match[0]
    return bool(_DENIED.search(before) or _REPLACED.match(sentence, match.end()))


def share_of(match: re.Match[str]) -> Decimal | None:
    """The rate as a fraction of one."""
    word = unicodedata.normalize("NFKC", match["figure"] or match["share"])
    whole, point, rest = word.partition("点")
    value = number(whole)
    if value is not None and point:
        value += Decimal("0." + "".join(_DIGITS[char] for char in rest))
    return None if value is None else value / _PARTS[match["sign"] or match["base"]]

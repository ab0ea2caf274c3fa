"""The days and sums that an agreement names: a list of them, or so many months from a first day."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from borrower_help.documents.numerals import in_figures
from borrower_help.documents.sums import DAY, SUM, amount_of, debt_in, extra_in, first_sum, total_in
from borrower_help.documents.waivers import Waived, waived_in
from borrower_help.values.amounts import ZERO
from borrower_help.values.dates import months_after
from borrower_help.values.record import Record
from borrower_help.values.spoken import number

_DATED = re.compile(rf"{DAY}(?:之前|以前|前|当日|起)?[^0-9。;\n]{{0,12}}?{SUM}")
_MONTHLY = re.compile(rf"每(?:个)?月(?P<on>[0-9]{{1,2}})[日号](?:之前|以前|前)?(?:(?![共合总])[^0-9。;]){{0,10}}{SUM}")
_EACH = re.compile(rf"(?:每(?:期|月|次)|月供|月还)(?:(?![前日号])[^0-9。;]){{0,8}}{SUM}")
_COUNT = re.compile(
    r"(?:(?:共|分|计)(?:为|成)?|期数[:为是]{0,2}|(?<![0-9])(?=[0-9]{1,3}期[,。;]))"
    r"(?P<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:期|个月)"
)
_ALIKE = re.compile(
    r"(?:前|第[1一]期?[至到-]第?)(?P<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})期(?:(?!每期)[^0-9。;]){0,6}每期"
)
"""So many instalments of one sum, before a last one that differs."""

_AND = re.compile(
    rf"整?(?:以及|及|和|、|,|加)(?:相应的?|当期的?|另付|另加)?"
    rf"(?:利息|罚息|手续费|服务费|分期费|担保费|管理费|费用)[^0-9。;,]{{0,6}}{SUM}"
)
"""What is paid with an instalment beside its principal."""

_LAST = re.compile(rf"(?:最后[一1]期|末期|尾期|余下[一1]期)(?:(?![前日])[^0-9。;]){{0,8}}{SUM}")
_FIRST = (
    re.compile(rf"(?:首期|首笔|首次|首个|第一期|第一笔|第一次|第1期|第1笔|第1次)[^0-9。;]{{0,10}}{DAY}"),
    re.compile(rf"[自从于](?:(?!愿|截)[^0-9。;]){{0,2}}{DAY}起(?:,)?(?:按月|每月|逐月|分)"),
    re.compile(rf"[自从于]{DAY}(?:起|开始)[^0-9。;]{{0,6}}(?:还|付|偿|归)"),
)
_SINCE = re.compile(rf"(?:自(?!愿)|从)(?:(?!截)[^0-9。;]){{0,10}}{DAY}")
_NO_PAYMENT = re.compile(
    r"(?:(?!还款|支付|偿还|归还)[^。;]){0,20}(?:停|不再|不计|计息|计收|利息|罚息|生效|转让|受让|逾期)"
)
"""The day of the first payment; behind 自 or 从 it may also be the day from which no interest runs."""

_FROM_MONTH = re.compile(
    r"(?:[自从于]|首期[^0-9。;]{0,6}|第一期[^0-9。;]{0,6})"
    r"(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?:份)?(?![0-9])(?!至|到|止)"
)
_ON = re.compile(r"每(?:个)?月(?P<day>[0-9]{1,2})[日号]")
"""A first month, and the day of every month, wherever they stand."""

MAX_INSTALMENTS = 120


class Instalment(Record, frozen=True, kw_only=True):
    """One payment of an agreement: its day and its sum in yuan."""

    day: dt.date
    amount: Decimal


class Figures(Record, frozen=True, kw_only=True):
    """The figures of an agreement; ``None`` where it names none. ``counted`` is the sum of the instalments.

    ``months`` times ``each`` are named where the paper tells no first day, ``last`` where the last of them is another
    sum; ``extra`` is asked for beside the debt. ``things`` are what is waived, by name; ``twice`` the sums that stand
    in words and in figures and are not the same.
    """

    instalments: tuple[Instalment, ...]
    total: Decimal | None
    debt: Decimal | None
    waived: Decimal | None
    months: int | None = None
    each: Decimal | None = None
    last: Decimal | None = None
    extra: Decimal | None = None
    things: tuple[Waived, ...] = ()
    twice: tuple[tuple[Decimal, Decimal], ...] = ()

    @property
    def counted(self) -> Decimal:
        """What the instalments add up to."""
        if not self.instalments and self.months and self.each:
            return self.months * self.each + (self.last - self.each if self.last is not None else ZERO)
        return sum((entry.amount for entry in self.instalments), ZERO)

    @property
    def to_pay(self) -> Decimal | None:
        """What is to be paid without the extra: the total of the paper, else its instalments; ``None`` without both."""
        return self.total if self.total is not None else self.counted or None


def figures_in(text: str) -> Figures:
    """Every figure of an agreement that can be read beyond doubt."""
    folded = _BESIDE_ADAY.sub(r"\1,", in_figures(text))
    folded = re.sub(r"[ \t　]+", "", folded)
    whole = folded.replace("\n", "")
    things, waived = waived_in(whole)
    months, each, last = _term(whole)
    instalments = _monthly(whole, months, each, last) or _dated(folded)
    return Figures(
        instalments=instalments,
        total=total_in(whole),
        debt=debt_in(whole),
        waived=waived,
        months=None if instalments else months,
        each=None if instalments else each,
        last=None if instalments else last,
        extra=extra_in(whole),
        things=things,
        twice=tuple(_twice(whole)),
    )


_TWICE = re.compile(
    rf"(?<![0-9.]){SUM}整?[(](?:大写|小写|人民币|即|:|¥)*(?P<again>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]{{1,2}})?)元整?[)]"
)


def _twice(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The sums that stand twice, in words and in figures, and differ."""
    for match in _TWICE.finditer(text):
        one, other = amount_of(match["sum"]), amount_of(match["again"])
        if one and other and one != other:
            yield one, other


_BESIDE_ADAY = re.compile(r"(20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})[ \t　|]+(?=[0-9¥￥])")
"""The gap between a day and a sum in a table: without it, they would be one number."""


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


_EACHDAY = re.compile(
    rf"(?:20[0-9]{{2}}年[0-9]{{1,2}}月[0-9]{{1,2}}日前?[、,及和与]){{1,23}}{DAY}前?[^0-9。;]{{0,4}}各[^0-9。;]{{0,6}}{SUM}"
)
"""Several days, and one sum for each of them."""


def _dated(text: str) -> tuple[Instalment, ...]:
    """The days that stand before a sum; the day to which the debt was reckoned is no payment."""
    if (several := _EACHDAY.search(text)) and (each := amount_of(several["sum"])):
        days = [_day(match) for match in re.finditer(DAY, several[0])]
        return tuple(Instalment(day=day, amount=each) for day in days if day is not None)
    found = []
    for match in _DATED.finditer(text):
        before, between = text[max(match.start() - 4, 0) : match.start()], match.group(0)
        if re.search(r"截至|截止|计算至|计至|签订", before) or re.search(r"欠|截|减免|签订|共计|合计", between):
            continue
        day, amount = _day(match), _whole(text, match)
        if day is not None and amount:
            found.append(Instalment(day=day, amount=amount))
    return tuple(found[:MAX_INSTALMENTS])


def _whole(text: str, match: re.Match[str]) -> Decimal | None:
    """The sum of an instalment with the interest and fees named behind it."""
    amount, end = amount_of(match["sum"]), match.end()
    while amount is not None and (more := _AND.match(text, end)):
        amount, end = amount + (amount_of(more["sum"]) or ZERO), more.end()
    return amount


def _term(text: str) -> tuple[int | None, Decimal | None, Decimal | None]:
    """So many months, the sum of each, and that of the last where it is another."""
    each, alike, count = _MONTHLY.search(text) or _EACH.search(text), _ALIKE.search(text), _COUNT.search(text)
    months, amount = number(count["count"]) if count else None, _whole(text, each) if each else None
    last = first_sum(_LAST, text)
    if alike and last is not None and (before := number(alike["count"])):
        months = before + 1
    if not (amount and months) or months > MAX_INSTALMENTS:
        return None, None, None
    return int(months), amount, last if last != amount else None


def _monthly(text: str, months: int | None, amount: Decimal | None, last: Decimal | None) -> tuple[Instalment, ...]:
    """So many months of the same sum, where the count and the first day are named."""
    start = _start(text)
    if not (amount and months and start):
        return ()
    sums = [amount] * (months - 1) + [last if last is not None else amount]
    return tuple(Instalment(day=months_after(start, month), amount=sums[month]) for month in range(months))


def _start(text: str) -> dt.date | None:
    """The day of the first payment: named, or the day of every month in a first month that is named."""
    first = next(filter(None, (day.search(text) for day in _FIRST)), None)
    if first is not None:
        return _day(first)
    month, day = _FROM_MONTH.search(text), _ON.search(text)
    if month is not None and day is not None:
        with contextlib.suppress(ValueError):
            return dt.date(int(month["year"]), int(month["month"]), int(day["day"]))
    since = (match for match in _SINCE.finditer(text) if not _NO_PAYMENT.match(text, match.end()))
    return next(map(_day, since), None)

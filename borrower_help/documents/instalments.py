"""The days and sums that an agreement names: a list of them, or so many months from a first day."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from borrower_help.documents.numerals import in_figures
from borrower_help.documents.sums import DAY, SUM, amount_of, before, debt_in, extra_in, first_sum, total_in
from borrower_help.documents.waivers import Waived, waived_in
from borrower_help.values.amounts import ZERO
from borrower_help.values.dates import months_after
from borrower_help.values.record import Record
from borrower_help.values.spoken import number

_DATED = re.compile(rf"{DAY}(?:之前|以前|前|当日|起)?[^0-9。;\n]{{0,12}}?{SUM}")
_MONTHLY = re.compile(rf"每(?:个)?月(?P<on>[0-9]{{1,2}})[日号](?:之前|以前|前)?(?:(?![共合总])[^0-9。;]){{0,10}}{SUM}")
_EACH = re.compile(rf"(?:每(?:期|月|次)|月供|月还)(?:(?![前日号])[^0-9。;]){{0,8}}{SUM}")
_N = r"(?P<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_COUNT = re.compile(rf"(?:(?:共|分|计)(?:为|成)?|期数[:为是]{{0,2}}|(?<![0-9])(?=[0-9]{{1,3}}期[,。;])){_N}(?:期|个月)")
_COUNT_ALONE = re.compile(r"期数[:为是]{0,2}(?P<count>[0-9]{1,3})(?=[,。;])")
_STAGES = (
    re.compile(
        rf"(?:前|头|后|余下|其余|剩余){_N}(?:期|个月)(?:(?!每期)[^0-9。;]){{0,6}}每(?:期|个?月)[^0-9。;]{{0,6}}{SUM}"
    ),
    re.compile(
        rf"第(?P<from>[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})期?[至到-]第?{_N}期(?:(?!每期)[^0-9。;]){{0,6}}"
        rf"每(?:期|个?月)[^0-9。;]{{0,6}}{SUM}"
    ),
)
"""So many instalments of one sum, before others of another."""

_AND = re.compile(
    rf"整?(?:以及|及|和|、|,|加)(?:相应的?|当期的?|另付|另加)?"
    rf"(?:利息|罚息|手续费|服务费|分期费|担保费|管理费|费用)[^0-9。;,]{{0,6}}{SUM}"
)
"""What is paid with an instalment beside its principal."""

_LAST = re.compile(rf"(?:最后[一1](?:期|个月|次|笔)|末期|尾期|余下[一1]期)(?:(?![前日])[^0-9。;]){{0,8}}{SUM}")
_DOWN = re.compile(
    rf"(?:首付款?|先行?(?:偿还|归还|支付|还|付))(?:人民币)?{SUM}(?!的?(?:保证金|诚意金|定金|押金|[\u4e00-\u9fff]{{1,3}}费))"
)
"""A first sum that stands beside the instalments."""

_FIRST = (
    re.compile(rf"(?:首期|首笔|首次|首个|起始|第一期|第一笔|第一次|第1期|第1笔|第1次)[^0-9。;]{{0,10}}{DAY}"),
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
    r"(?!(?:(?!还款|支付|偿还|归还|开始|起(?!逾期))[^。;,]){0,20}(?:借|贷|申请|签|办|欠|逾期))"
)
_ON = re.compile(r"每(?:个)?月(?P<day>[0-9]{1,2})[日号]")
"""A first month, and the day of every month, wherever they stand; the month of the loan is not the first to pay in."""

MAX_INSTALMENTS = 120

AROUND = 16
"""So many characters around a first sum its day may stand."""


class Instalment(Record, frozen=True, kw_only=True):
    """One payment of an agreement: its day and its sum in yuan."""

    day: dt.date
    amount: Decimal


class Figures(Record, frozen=True, kw_only=True):
    """The figures of an agreement; ``None`` where it names none. ``counted`` is the sum of the instalments.

    Where the paper tells no first day, ``months`` come to ``planned``, and ``each`` is the sum of every one of them,
    ``None`` where they differ. ``down`` is a first sum without a day; ``extra`` is asked for beside the debt.
    ``things`` are what is waived, by name; ``twice`` the sums that stand in words and in figures and are not the same.
    """

    instalments: tuple[Instalment, ...]
    total: Decimal | None
    debt: Decimal | None
    waived: Decimal | None
    months: int | None = None
    each: Decimal | None = None
    planned: Decimal | None = None
    down: Decimal | None = None
    extra: Decimal | None = None
    things: tuple[Waived, ...] = ()
    twice: tuple[tuple[Decimal, Decimal], ...] = ()

    @property
    def counted(self) -> Decimal:
        """What the instalments add up to."""
        paid = sum((entry.amount for entry in self.instalments), self.down or ZERO)
        return self.planned + (self.down or ZERO) if self.planned is not None else paid

    @property
    def to_pay(self) -> Decimal | None:
        """What is to be paid without the extra: the total of the paper, else its instalments; ``None`` without both."""
        return self.total if self.total is not None else self.counted or None


def figures_in(text: str) -> Figures:
    """Every figure of an agreement that can be read beyond doubt."""
    folded = _BESIDE_A_DAY.sub(r"\1,", in_figures(text))
    folded = re.sub(r"[ \t　]+", "", folded)
    whole = folded.replace("\n", "")
    things, waived = waived_in(whole)
    terms = _terms(whole)
    instalments, down = _monthly(whole, terms)
    dated = () if instalments else _dated(folded)
    is_first_sum_alone = down is not None and len(dated) < len(terms)  # the months would be lost behind its day
    instalments = instalments or (() if is_first_sum_alone else dated)
    loose = () if instalments else terms
    return Figures(
        instalments=instalments,
        total=total_in(whole),
        debt=debt_in(whole),
        waived=waived,
        months=len(loose) or None,
        each=loose[0] if len(set(loose)) == 1 else None,
        planned=sum(loose, ZERO) if loose else None,
        down=down,
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


_BESIDE_A_DAY = re.compile(r"(20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})[ \t　|]+(?=[0-9¥￥])")
"""The gap between a day and a sum in a table: without it, they would be one number."""


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


_EACH_DAY = re.compile(
    rf"(?:20[0-9]{{2}}年[0-9]{{1,2}}月[0-9]{{1,2}}日前?[、,及和与]){{1,23}}{DAY}前?[^0-9。;]{{0,4}}各[^0-9。;]{{0,6}}{SUM}"
)
"""Several days, and one sum for each of them."""


def _dated(text: str) -> tuple[Instalment, ...]:
    """The days that stand before a sum; the day to which the debt was reckoned is no payment."""
    if (several := _EACH_DAY.search(text)) and (each := amount_of(several["sum"])):
        days = [_day(match) for match in re.finditer(DAY, several[0])]
        return tuple(Instalment(day=day, amount=each) for day in days if day is not None)
    found = []
    for match in _DATED.finditer(text):
        ahead, between = text[max(match.start() - 4, 0) : match.start()], match.group(0)
        if re.search(r"截至|截止|计算至|计至|签订", ahead) or re.search(r"欠|截|减免|签订|共计|合计", between):
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


def _terms(text: str) -> tuple[Decimal, ...]:
    """The sums of the months, one by one; none where the paper names several and does not say which are when."""
    last, stages = first_sum(_LAST, text), _stages(text)
    if stages:
        return (*stages, last) if last is not None and len(set(stages)) == 1 else stages
    each, count = _MONTHLY.search(text) or _EACH.search(text), _COUNT.search(text) or _COUNT_ALONE.search(text)
    months, amount = number(count["count"]) if count else None, _whole(text, each) if each else None
    if not (amount and months) or months > MAX_INSTALMENTS or len(_monthly_sums(text)) > 1:
        return ()
    return (amount,) * (int(months) - 1) + (last if last is not None else amount,)


def _stages(text: str) -> tuple[Decimal, ...]:
    """The sums where so many months have one and so many another."""
    sums: list[Decimal] = []
    for match in (match for pattern in _STAGES for match in pattern.finditer(text)):
        count, amount = number(match["count"]), _whole(text, match)
        first = number(match["from"]) if "from" in match.groupdict() else None
        months = int(count) - int(first) + 1 if count and first else int(count or 0)
        sums += [amount] * max(months, 0) if amount and len(sums) + months <= MAX_INSTALMENTS else []
    return tuple(sums)


def _monthly_sums(text: str) -> set[Decimal | None]:
    """The different sums that are paid by the month, fees and interest apart."""
    return {
        amount_of(match["sum"])
        for pattern in (_MONTHLY, _EACH)
        for match in pattern.finditer(text)
        if not re.search(r"费|利息|罚息|含|最后|末", text[max(match.start() - 4, 0) : match.end()])
    }


def _monthly(text: str, terms: tuple[Decimal, ...]) -> tuple[tuple[Instalment, ...], Decimal | None]:
    """The months with their days, where a first day is named, and a first sum beside them that has none."""
    start = _start(text)
    first = _DOWN.search(text) if terms else None
    down = amount_of(first["sum"]) if first else None
    if not (terms and start):
        return (), down
    months = tuple(Instalment(day=months_after(start, month), amount=sum_) for month, sum_ in enumerate(terms))
    if first is None or down is None:
        return months, None
    near = re.search(DAY, before(text, first.start(), "。;,")[-AROUND:] + text[first.end() : first.end() + AROUND])
    day = _day(near) if near else None
    if day is None or day >= start:
        return months, down
    return (Instalment(day=day, amount=down), *months), None


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

"""The days and sums that an agreement names: a list of them, or so many months from a first day."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from borrower_help.errors import UsageError
from borrower_help.values.amounts import ZERO
from borrower_help.values.dates import months_after
from borrower_help.values.parse import parse_amount
from borrower_help.values.record import Record
from borrower_help.values.spoken import number

_DAY = r"(?P<year>20[0-9]{2})[年\-/.](?P<month>[0-9]{1,2})[月\-/.](?P<day>[0-9]{1,2})日?"
_SUM = r"(?:人民币)?[¥￥]?(?P<sum>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]{1,2})?)元"
_DATED = re.compile(rf"{_DAY}(?:之前|以前|前|当日|起)?[^0-9。;\n]{{0,12}}?{_SUM}")
_MONTHLY = re.compile(rf"每(?:个)?月(?P<on>[0-9]{{1,2}})[日号](?:之前|以前|前)?(?:(?![共合总])[^0-9。;]){{0,10}}{_SUM}")
_EACH = re.compile(rf"(?:每(?:期|月|次)|月供|月还)[^0-9。;]{{0,8}}{_SUM}")
_COUNT = re.compile(r"(?:共|分|计)(?:为|成)?(?P<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:期|个月)")
_FIRST = (
    re.compile(rf"(?:首期|首笔|首次|首个|第一期|第一笔|第一次|第1期|第1笔|第1次)[^0-9。;]{{0,10}}{_DAY}"),
    re.compile(rf"[自从于](?:(?!愿|截)[^0-9。;]){{0,2}}{_DAY}起(?:,)?(?:按月|每月|逐月|分)"),
    re.compile(rf"(?:自(?!愿)|从)(?:(?!截)[^0-9。;]){{0,10}}{_DAY}(?!起?(?:停止|停息|不再))"),
)
"""The day of the first payment; behind 自 or 从 it may also be the day from which no interest runs."""

_FROM_MONTH = re.compile(
    r"[自从](?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?:份)?(?:起|开始)[^0-9。;]{0,10}每(?:个)?月(?P<day>[0-9]{1,2})[日号]"
)
"""A first month, and the day of every month."""

_TOTAL = re.compile(
    rf"(?:还款总额|应还总额|结清金额|减免后[^0-9。;]{{0,10}}|共计|合计|总计|共还|总共还)[^0-9。;]{{0,8}}{_SUM}"
)
_DEBT = re.compile(rf"(?:欠款总额|债务总额|欠款共计|欠款合计)[^0-9。;]{{0,8}}{_SUM}")
_OWED = re.compile(rf"(?:尚欠|拖欠|所欠|剩余应还|剩余未还|待还)(?:(?!本金)[^0-9。;]){{0,14}}{_SUM}")
_OWES = re.compile(rf"(?:共欠|仍欠|总欠|欠甲方|欠款|欠债)(?:(?!本金)[^0-9。;]){{0,14}}{_SUM}")
"""Words that may also stand before a part of the debt: looked at last."""

_EXTRA_NAMES = (
    "(?:保证金|诚意金|押金|定金|协商费|手续费|服务费|咨询费|公证费|工本费|认证金|解冻费|建档费|审核费|资料费|激活费)"
)
_EXTRA = (
    re.compile(rf"(?P<before>[^。;,]{{0,12}}){_EXTRA_NAMES}[^0-9。;,%]{{0,6}}{_SUM}"),
    re.compile(rf"(?P<before>[^。;,0-9]{{0,12}})(?<![0-9]){_SUM}(?:的|作为)?{_EXTRA_NAMES}"),
)
"""What is to be paid beside the debt."""

_NO_EXTRA = re.compile(r"含|其中|每期|每月|不|无需|免|减|退还")
_COUNTED_IN = re.compile(r"抵|冲|退(?!出)")
"""A deposit that is given back or counts towards the debt is no sum on top of it."""

_RECKONED = re.compile(r"截至|截止|计至|计算至|欠|本金[0-9]")
"""A sum behind one of these in its sentence is what was owed, not what is to be paid."""

_WAIVED = re.compile(rf"(?:减免|免除|豁免|(?:甲方|债权人|申请执行人)[^0-9。;，,]{{0,6}}放弃)[^0-9。;]{{0,16}}{_SUM}")
_WAIVED_TOO = re.compile(
    rf"(?:以及|及|和|、|,)(?:减免|免除|豁免)?(?:利息|罚息|复利|违约金|滞纳金|费用|手续费|服务费)[^0-9。;,]{{0,6}}{_SUM}"
)
_WAIVED_IN_ALL = re.compile(rf",?(?:共计|合计|总计|共)[^0-9。;,]{{0,6}}{_SUM}")
MAX_INSTALMENTS = 120


class Instalment(Record, frozen=True, kw_only=True):
    """One payment of an agreement: its day and its sum in yuan."""

    day: dt.date
    amount: Decimal


class Figures(Record, frozen=True, kw_only=True):
    """The figures of an agreement; ``None`` where it names none. ``counted`` is the sum of the instalments.

    ``months`` times ``each`` are named where the paper tells no first day; ``extra`` is asked for beside the debt.
    """

    instalments: tuple[Instalment, ...]
    total: Decimal | None
    debt: Decimal | None
    waived: Decimal | None
    months: int | None = None
    each: Decimal | None = None
    extra: Decimal | None = None

    @property
    def counted(self) -> Decimal:
        """What the instalments add up to."""
        if not self.instalments and self.months and self.each:
            return self.months * self.each
        return sum((entry.amount for entry in self.instalments), ZERO)

    @property
    def to_pay(self) -> Decimal | None:
        """What is to be paid without the extra: the total of the paper, else its instalments; ``None`` without both."""
        return self.total if self.total is not None else self.counted or None


def figures_in(text: str) -> Figures:
    """Every figure of an agreement that can be read beyond doubt."""
    folded = _BESIDE_A_DAY.sub(r"\1,", unicodedata.normalize("NFKC", text))
    folded = re.sub(r"[ \t　]+", "", folded)
    whole = folded.replace("\n", "")
    instalments = _monthly(whole) or _dated(folded)
    months, each = _term(whole)
    return Figures(
        instalments=instalments,
        total=_total(whole, reckoned=False),
        debt=_sum(_DEBT, whole) or _sum(_OWED, whole) or _total(whole, reckoned=True) or _sum(_OWES, whole),
        waived=_waived(whole),
        months=None if instalments else months,
        each=None if instalments else each,
        extra=_extra(whole),
    )


def _waived(text: str) -> Decimal | None:
    """What is waived: one sum, several one behind the other, or what they are said to come to."""
    match = _WAIVED.search(text)
    if match is None:
        return None
    sums, end = _amount(match["sum"]) or ZERO, match.end()
    while more := _WAIVED_TOO.match(text, end):
        sums, end = sums + (_amount(more["sum"]) or ZERO), more.end()
    whole = _WAIVED_IN_ALL.match(text, end)
    return _amount(whole["sum"]) if whole else sums


def _extra(text: str) -> Decimal | None:
    """What is to be paid beside the debt and is lost with it; ``None`` where nothing is."""
    sums = ZERO
    for match in (match for pattern in _EXTRA for match in pattern.finditer(text)):
        after = re.sub(r"不(?:予|再|可|得|能)?退", "", re.split(r"[。;]", text[match.end() :])[0])
        if not _NO_EXTRA.search(match["before"]) and not _COUNTED_IN.search(after):
            sums += _amount(match["sum"]) or ZERO
    return sums or None


_BESIDE_A_DAY = re.compile(r"(20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})[ \t　|]+(?=[0-9¥￥])")
"""The gap between a day and a sum in a table: without it, they would be one number."""


def _total(text: str, *, reckoned: bool) -> Decimal | None:
    """What the paper says is to be paid in all, or, ``reckoned``, what it says was owed."""
    for match in _TOTAL.finditer(text):
        before = re.split(r"[。;；]", text[: match.start()])[-1]
        if bool(_RECKONED.search(before)) is reckoned:
            return _amount(match["sum"])
    return None


def _sum(pattern: re.Pattern[str], text: str) -> Decimal | None:
    match = pattern.search(text)
    return _amount(match["sum"]) if match else None


def _amount(word: str) -> Decimal | None:
    try:
        return parse_amount(word, "")
    except UsageError:
        return None


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _dated(text: str) -> tuple[Instalment, ...]:
    """The days that stand before a sum; the day to which the debt was reckoned is no payment."""
    found = []
    for match in _DATED.finditer(text):
        before, between = text[max(match.start() - 4, 0) : match.start()], match.group(0)
        if re.search(r"截至|截止|计算至|计至|签订", before) or re.search(r"欠|截|减免|签订|共计|合计", between):
            continue
        day, amount = _day(match), _amount(match["sum"])
        if day is not None and amount:
            found.append(Instalment(day=day, amount=amount))
    return tuple(found[:MAX_INSTALMENTS])


def _term(text: str) -> tuple[int | None, Decimal | None]:
    """So many months, and the sum of each."""
    each, count = _MONTHLY.search(text) or _EACH.search(text), _COUNT.search(text)
    months, amount = number(count["count"]) if count else None, _amount(each["sum"]) if each else None
    if not (amount and months) or months > MAX_INSTALMENTS:
        return None, None
    return int(months), amount


def _monthly(text: str) -> tuple[Instalment, ...]:
    """So many months of the same sum, where the count and the first day are named."""
    first = next(filter(None, (day.search(text) for day in (*_FIRST, _FROM_MONTH))), None)
    start = _day(first) if first else None
    months, amount = _term(text)
    if not (amount and months and start):
        return ()
    return tuple(Instalment(day=months_after(start, month), amount=amount) for month in range(months))

"""A wait in a person's own words: how long, what runs on meanwhile, what is to be paid when it is over."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Literal

from borrower_help.documents.penalties import RATE, share_of
from borrower_help.documents.said_days import SAID_DAY, SaidDay, day_of
from borrower_help.documents.said_sums import SUM, amount
from borrower_help.values.record import Record
from borrower_help.values.spoken import NUMERAL, number, spoken_days

Period = Literal["day", "month", "year"]

_SPAN = (
    rf"(?P<span>{NUMERAL}{{1,3}}(?:个半月|个月|个季度|季度|年|天|日|周|个?星期|个?礼拜)|半年|半个月|俩月|仨月|一季)"
    r"(?!就?算|视为|以上|利息|没还|内算|分)"
)
_VERB = (
    r"(?:延期|延后|延迟|延长|延缓|延|展期|暂缓|缓一?缓|缓缴|缓|推迟|推后|往后推|往后拖|停还|停|宽限|顺延|往后挪|挪|歇|(?<!时)晚|等)"
    r"(?:还款|还|付|个|你|您|一下|期|本金)*"
)
_WAITS = (
    rf"{_VERB}{_SPAN}",
    rf"{_VERB}(?P<span>{NUMERAL}{{1,2}}期)(?![付每分还后])",
    rf"(?:给你|给您|再给)(?:宽限|延|缓)?{_SPAN}(?:的?时间|宽限|缓)",
    rf"{_SPAN}(?:内|里)?(?:都|先)?(?:不用|先不|不)(?:还|付)",
    rf"{_SPAN}(?:以后|之后|过后|后)(?=再|才|一次|一起|一共|全部|还|付|连本|本息|你|您|要|把|,?到时)",
)
_UNTIL = (
    rf"(?:延期?|延后|延迟|缓期?|推迟?|展期|宽限|顺延|拖|等|放)(?:还款|还|期)?到{SAID_DAY}",
    rf"{SAID_DAY}(?:以前|之前|前|那天)?(?:都)?(?:不用|先不)(?:还|付)",
)
_VAGUE = (
    r"(?:延期|延后|展期|推迟|暂缓|停还|先停一停|缓一?缓|缓一段|(?:过完?了?年|年后|春节后|节后|发工资|有钱)了?(?:以后|之后)?再)"
    r"(?:还|付|给|还款|一段|的?方案|办理|$)|(?:延期?|宽限|缓|推迟?|展期|拖)(?:还款|还|期)?到(?:过?年|春节|节|发|下|以后|情况)"
)
"""A wait of which nobody says how long it is."""

_TO_PAY = (
    r"(?:再|才|就|要|得|应|该|需|您|你|把|一次性?|一起|一共|总共|全部|共|合计|总计|连本带[利息]|连本金?带?利息?|连本金?和利息|本金?[加和]利息|本息|本金|"
    r"还本付息|付清|还清|结清|清掉|还|给|付|交|是|算|的|有|为|:|,)*"
)
_DUES = (
    rf"(?:到期|到时候?|届时|期满|到那时候?|到那天|期限到了?|时间到了?|那时候?|#(?:以后|之后|过后|后)?){_TO_PAY}(?<!#){SUM}",
    rf"连本带[利息]{_TO_PAY}{SUM}",
    rf"本息{_TO_PAY}{SUM}",
)
_NOT_A_MONTH = (
    r"(?<![带连和加本])(?<!每天)(?<!一天)(?<!每日)(?<!每月)(?<!每期)(?<!个月)(?<![月期]只还)(?<![月期]还)(?<![月期]付)"
)
_INTEREST = (
    rf"{_NOT_A_MONTH}(?:利息|息费|延期费|展期费)(?:一共|总共|共|合计|另外|另|是|要|得|收|算|加|给|付|大概|大约|约)*{SUM}",
    rf"(?:加收|加|另收|多收|多还){SUM}(?:的)?(?:利息|息)",
    rf"(?:再|另)?加(?:上)?{SUM}(?:的)?(?:一起|一并|一共|再)*(?:还|付|给)",
)
_INTEREST_A_MONTH = (
    rf"(?:每个?月|每期|一个月)(?:的|只|都|先|要|另外|另|多|得|还|付|收|加|交)*(?:利息|息费|延期费|展期费|费用)(?:是|要|收|给|付)*{SUM}",
    rf"(?:每个?月|每期|一个月)(?:的|只|都|先|要|另外|另|多|得|还|付|收|加|交)*{SUM}(?:的)?(?:利息|息费|息|延期费|展期费)",
)
_AT_END = (
    r"(?:到期|到时候?|届时|期满|到那天|以后|之后|过后|后|那天)[^,。;]{0,8}"
    r"(?:一次|一共|全部|一起|全额|连本带|还清|结清|付清|本息)"
)
_APART = r"[^,。;0-9费还]{0,6}?"
_RATES: tuple[tuple[str, Period], ...] = (
    (rf"(?:一天|每一?[天日]|天天|按[天日]|日(?:利率|费率|利息|息|利|罚息)){_APART}{RATE}", "day"),
    (rf"{RATE}的?(?:/|每一?|一|按)?(?:天|日(?:利率|利息|息|利)?)(?!内)", "day"),
    (rf"(?:月(?:利率|费率|利息|息|利)|每个?月|每期|一个月|按月){_APART}{RATE}", "month"),
    (rf"{RATE}的?(?:/|每个?|一个?|按)?月(?:利率|利息|息|利)?", "month"),
    (rf"(?:年化|年利率|年息|年利|一年|每年|按年){_APART}{RATE}", "year"),
    (rf"{RATE}的?(?:/|每|一)?年(?:化|利率|息|利)?", "year"),
)
_SHORT_DAY = (
    r"(?:日(?:利率|利息|息|利|罚息)|一天|每一?[天日]|按[天日])[^,。;0-9费还]{0,3}?"
    r"万(?P<parts>[一二三四五六七八九]|[0-9](?:\.[0-9])?)(?![0-9元块千百万分])"
)
"""日息万五: five parts of ten thousand a day."""

_SHORT_MONTH = (
    r"月(?:利|息)(?:是|按|为|收|算)?(?P<whole>[一二两三四五1-5])分(?P<tenth>[一二三四五六七八九半1-9])?(?![之期])"
)
"""月息一分五: one and a half per cent a month."""

_FEW = (
    r"(?P<small>(?:[一二两三四五六七八九十]{1,3}|[0-9]+(?:\.[0-9]{1,2})?)(?:块钱?|元)"
    r"[0-9一二三四五六七八九]?(?![0-9万千]))"
)
_SMALL = rf"(?:{_FEW}|{SUM})"
_DAILY = (
    rf"(?:一天|每一?[天日])[^,。;0-9还]{{0,4}}?{_SMALL}(?:的)?(?:利息|罚息|违约金|滞纳金|息)",
    rf"(?:一天|每一?[天日])[^,。;0-9还]{{0,2}}?(?:利息|罚息|违约金|滞纳金|费用)(?:是|要|收|加)*{_SMALL}",
    rf"(?:利息|罚息|违约金|滞纳金)[^,。;0-9还]{{0,3}}(?:一天|每一?[天日])[^,。;0-9还]{{0,3}}?{_SMALL}",
)
_BEEN = re.compile(r"(?:已经?|逾期|拖欠|欠了?)$")
"""What stands before a time that is over, not one that is offered."""

LONGEST_GRACE = 31
"""Days up to which a time to pay is the day of a sum, and no wait."""


class WaitRead(Record, frozen=True, kw_only=True):
    """What was read of a wait, ``None`` or 0 where it was not said: ``months`` or ``days`` long, or ``until`` a day.

    ``vague`` tells that nobody said until when. ``due`` is the sum named for its end, ``interest`` the one named for
    its interest, ``at_end`` that all is paid then at once. ``rate`` is a fraction of the debt for one ``rate_by``,
    ``daily`` so many yuan a day.
    """

    months: int = 0
    days: int = 0
    until: SaidDay | None = None
    due: Decimal | None = None
    interest: Decimal | None = None
    at_end: bool = False
    rate: Decimal | None = None
    rate_by: Period = "year"
    daily: Decimal | None = None
    vague: bool = False

    @property
    def waits(self) -> bool:
        """Whether there is a wait at all."""
        return bool(self.months or self.days or self.until or self.vague)


def read_wait(text: str, today: dt.date | None) -> tuple[WaitRead, str]:
    """The wait in a folded text, and the text without what was read of it; ``#`` stands where that was."""
    found = _length(text, today)
    if found is None and re.search(_VAGUE, text):
        found = WaitRead(vague=True), text
    if found is None:
        return WaitRead(), text
    length, rest = found
    rate, by, rest = _rate(rest)
    daily, rest = _sum(_DAILY, rest) if rate is None else (None, rest)
    monthly, rest = _sum(_INTEREST_A_MONTH, rest) if length.months else (None, rest)
    interest, rest = _sum(_INTEREST, rest) if monthly is None else (monthly * length.months, rest)
    due, rest = _sum(_DUES, rest)
    return (
        WaitRead(
            months=length.months,
            days=length.days,
            until=length.until,
            vague=length.vague,
            due=due,
            interest=interest,
            at_end=due is not None or bool(re.search(_AT_END, text)),
            rate=rate,
            rate_by=by,
            daily=daily,
        ),
        rest,
    )


def _length(text: str, today: dt.date | None) -> tuple[WaitRead, str] | None:
    for pattern in _UNTIL:
        if today is not None and (match := re.search(pattern, text)):
            day = day_of(match, today)
            if day is not None:
                return WaitRead(until=day), _without(text, match)
    for pattern in _WAITS:
        for match in re.finditer(pattern, text):
            months, days = _span(match["span"])
            if (months or days) and not _BEEN.search(text[: match.start()]):
                return WaitRead(months=months, days=days), _without(text, match)
    return None


def _without(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + "#" + text[match.end() :]


def _span(word: str) -> tuple[int, int]:
    """Whole months, or else days."""
    named = {"半年": 6, "俩月": 2, "仨月": 3, "一季": 3}
    match = re.fullmatch(rf"({NUMERAL}+)(个月|期|个季度|季度|年)", word)
    count = number(match.group(1)) if match else None
    if match and count:
        return int(count) * {"个月": 1, "期": 1, "年": 12}.get(match.group(2), 3), 0
    return named.get(word, 0), 0 if word in named else spoken_days(word) or 0


def _rate(text: str) -> tuple[Decimal | None, Period, str]:
    if match := re.search(_SHORT_DAY, text):
        parts = number(match["parts"])
        return (parts / 10_000 if parts else None), "day", _without(text, match)
    if match := re.search(_SHORT_MONTH, text):
        whole, tenth = number(match["whole"]), Decimal(5) if match["tenth"] == "半" else number(match["tenth"] or "")
        return ((whole or Decimal(0)) + (tenth or Decimal(0)) / 10) / 100, "month", _without(text, match)
    for pattern, by in _RATES:
        if match := re.search(pattern, text):
            return share_of(match), by, _without(text, match)
    return None, "year", text


def _sum(patterns: tuple[str, ...], text: str) -> tuple[Decimal | None, str]:
    for pattern in patterns:
        if match := re.search(pattern, text):
            value = amount(match.groupdict().get("small") or match["sum"] or "")
            if value:
                return value, _without(text, match)
    return None, text

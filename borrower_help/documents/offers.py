"""What an offer in a person's own words is: sums, months, form. What is read is said back, and an option beats it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Literal

import msgspec

from borrower_help.documents.offer_charges import on_top, share_of_savings, surcharge
from borrower_help.documents.said_days import SaidDay, first_in, limit_in
from borrower_help.documents.said_sums import COUNT, NUMERALS, SUM, amount
from borrower_help.documents.waits import LONGEST_GRACE, Period, WaitRead, read_wait
from borrower_help.values.amounts import ZERO
from borrower_help.values.record import Record
from borrower_help.values.spoken import NUMERAL, fold, number

Form = Literal["lump", "instalments", "deferral", "part"]

_CHARGE = (
    r"(?:手续费|保证金|押金|诚意金|服务费|解冻费|协商费|材料费|工本费|认证金|认证费|减免费|开户费|激活费|"
    r"会员费|公证费|律师费)"
)
_HANDS_OVER = r"(?:交|缴|付|收|转|打)"
_DAY_OF_MONTH = rf"(?:的?{NUMERAL}{{1,3}}[号日](?:之前|以前|前)?)?"
_SUMS = {
    "debt": (
        rf"(?:一共欠|总共欠|总欠款|欠款总额|还欠|欠款|欠)(?:了|是|共|有|一共|总共|总额|总计|合计|余额|金额|为|还|:)*{SUM}",
        rf"(?:账上|账面|账单|待还|应还|未还|剩余欠款|剩余未还)(?:金额|总额|还有|还剩|有|是|一共|总共|共|为|的|:)*{SUM}",
        rf"逾期(?:金额|欠款|款)?(?:了|的|共|有)?{SUM}",
        rf"{SUM}(?:的)?(?:逾期|欠款|欠账|旧账)(?!利息|罚息|费)",
        rf"(?:你|您)(?:这边|这笔|这个|这)(?:是|一共)?{SUM}",
    ),
    "principal": (rf"(?<![期月])(?<![期月]还)(?<![期月]只还)本金(?:是|还有|还剩|剩|共)?{SUM}",),
    "fee": (
        rf"{_HANDS_OVER}[^,。;0-9]{{0,4}}{_CHARGE}{SUM}",
        rf"{_HANDS_OVER}[^,。;0-9{NUMERALS}]{{0,4}}(?:一笔)?{SUM}(?:的|,?(?:作为|当作|当|做|算)|现金)?{_CHARGE}",
        rf"{_CHARGE}(?:先|要|得|需要|需|都|一次性?|另外|另|一共|总共|还)*{_HANDS_OVER}{SUM}",
        rf"(?:保证金|诚意金|解冻费|协商费|认证金|激活费|开户费)(?:是|为|要|先|得|需要|需|共|一共)*{SUM}",
        rf"(?:先|再|另外|另|还要|要){SUM}(?:的)?{_CHARGE}",
    ),
    "waived": (rf"(?:减免|免除|免掉|减掉|少还|减)(?:罚息|利息|违约金|费用|息费|和|、|了|您|你)*{SUM}",),
    "monthly": (
        rf"(?:每个月|每月|每期|月供|月还|一个月){_DAY_OF_MONTH}(?:都|只要|只|要|得|固定|先|还款|还|付|利息|本金)*{SUM}",
    ),
    "now": (
        rf"(?:一次性?|一把)(?:付清|还清|结清|还|付|拿出|只要)*{SUM}",
        rf"(?:首付|首期|头一笔|第一笔)(?:还|付|先|款|要)*{SUM}",
        rf"(?:今天|现在|马上|明天|本周|先)(?:先|还款|还|付|转|打|交|拿|给|我|他们|过来|一笔)*{SUM}",
        rf"{SUM}(?:就|即|便|可以|可|能|给您|给你|一次性?|算|全部)*(?:结清|了结|清账|两清|清了|清掉|结了|平了|销账)",
        rf"(?:只要|只用|只还|只收|打折到|打包价|结清价|还)(?:你|您|还|付|清|款|本金)*{SUM}",
        rf"(?:转账|转|打款|打|汇款|汇|付)(?:给[^,。;0-9]{{1,6}})?{SUM}(?!(?:的)?{_CHARGE})",
    ),
}
_DISCOUNT = r"打?(?P<tenths>[0-9](?:\.[0-9])?|[一二三四五六七八九])折"
_STAGE = (
    rf"(?:前|头|后|再|接着|之后|以后)(?:面|的)?{COUNT}(?:个月|期)(?:内|里)?(?:每个?月|每期)"
    rf"(?:都|只要|只|还款|还|付|利息|本金)*{SUM}"
)
"""So many months of one sum, where another follows: 前6个月每月500，后12个月每月1500."""

_BALLOON = (
    rf"(?:第[0-9一二三四五六七八九十]+(?:个月|期)|最后(?:一期|一个月|一次|一笔)?|到期|期满)(?:时|后|那天)?"
    rf"[^,。;0-9]{{0,6}}(?:本金|一次性?(?:还清|付清|还|付))(?:是|共|有)?{SUM}"
)
"""One sum at the end of all months: 第12个月把本金10000还清."""

_REST_WAIVED = (
    r"(?:剩下|剩余|余下|余款|其余|余额|后面)[^,。;0-9]{0,6}(?:全免|免了|免掉|免除|都免|给你免|不用还|不用付|不要了|不再要|不再收|不追|勾销|作废|算了)|"
    r"一笔勾销"
)
"""That the rest falls away once this is paid, so that the sum is meant to settle it."""

_LOOSE = re.compile(rf"(?P<led>[交缴付收转还给欠免减费金])?{SUM}")
_MONTHS = (
    rf"分(?:成|为)?{COUNT}(?:期|个月)",
    rf"(?:共|还|付){COUNT}(?:期|个月)",
    rf"{COUNT}期(?!后)",
    rf"{COUNT}个月(?=每个?月)",
)
_YEARS = (rf"(?:分|还|付){COUNT}年(?:还清|付清|还完)?", rf"{COUNT}年(?:内)?(?:分期|还清|付清|还完)")
_OVERDUE = (
    r"逾期(?:了|已经|已|有|快|差不多|大概)*(?P<days>[0-9零一二两三四五六七八九十百千]+(?:个?半?月|天|日|年)(?:半)?)"
)


class OfferRead(Record, frozen=True, kw_only=True):
    """What was read: sums in yuan, ``months`` instalments, ``wait`` months without payment; ``None`` where unsaid.

    ``then`` are further months with a sum of their own, ``surcharge`` is what of ``monthly`` is charged on top. The
    fields from ``wait_days`` to ``daily`` are those of ``WaitRead``; ``limit`` is the day by which to pay, ``first``
    that of the first payment, ``fee_share`` the part of what is saved that is charged, ``discount`` the part of the
    debt that is asked. ``unread`` are sums that were said and found no meaning: nothing was reckoned with them.
    """

    form: Form | None = None
    debt: Decimal | None = None
    principal: Decimal | None = None
    now: Decimal | None = None
    monthly: Decimal | None = None
    months: int | None = None
    wait: int | None = None
    waived: Decimal | None = None
    fee: Decimal | None = None
    surcharge: Decimal | None = None
    then: tuple[tuple[int, Decimal], ...] = ()
    wait_days: int | None = None
    until: SaidDay | None = None
    due: Decimal | None = None
    interest: Decimal | None = None
    at_end: bool = False
    rate: Decimal | None = None
    rate_by: Period | None = None
    daily: Decimal | None = None
    limit: SaidDay | None = None
    first: SaidDay | None = None
    fee_share: Decimal | None = None
    discount: Decimal | None = None
    unread: tuple[Decimal, ...] = ()


def read_offer(text: str, today: dt.date | None = None) -> OfferRead:
    """The figures of an offer in words; each sum is taken once, the surest meaning first. Days are counted from
    ``today``, without it none is read.
    """
    rest = fold(text)
    figures: dict[str, Decimal] = {}
    stages, rest = _stages(rest)
    last, rest = _balloon(rest)
    charged, rest = surcharge(rest)
    wait, rest = read_wait(rest, today)
    months, rest = (stages[0][0], rest) if stages else _count(_MONTHS, rest)
    if stages:
        figures["monthly"] = stages[0][1]
    if months is None:
        years, rest = _count(_YEARS, rest)
        months = years * 12 if years else None
    for name, patterns in _SUMS.items():
        for pattern in patterns:
            if name in figures:
                break
            match = re.search(pattern, rest)
            value = amount(match["sum"]) if match else None
            if match and value is not None:
                figures[name] = value
                rest = rest[: match.start("sum")] + "#" + rest[match.end("sum") :]
    if "debt" not in figures and (left := _left(rest)):
        figures |= {"debt": left + figures.get("now", ZERO)}
        if months and not (stages or last or wait.waits or charged or "monthly" in figures):
            figures |= _even(left, months)
    discount = _discount(rest) if "now" not in figures and "monthly" not in figures else None
    if discount is not None and "debt" in figures:
        figures |= {"now": figures["debt"] * discount}
    if "principal" in figures and "now" not in figures and "monthly" not in figures and not months:
        figures |= {"now": figures["principal"]} if re.search(r"只(?:要|用|需)?(?:还|付)本金", rest) else {}
    if charged and "monthly" in figures and (found := on_top(charged, figures.get("debt"))):
        figures |= {"monthly": figures["monthly"] + found, "surcharge": found}
    first = first_in(fold(text), today) if today is not None else None
    limit = (limit_in(rest, today) or first) if today is not None else None
    form = _form(fold(text), figures, months, wait)
    then = (*stages[1:], *last)
    more: dict[str, Any] = figures | _waited(wait)
    more |= {"discount": discount, "limit": limit, "first": first, "fee_share": share_of_savings(fold(text))}
    read = OfferRead(form=form, months=months, then=then, **more)
    read = _settled_later(read, today) if form == "lump" else _settled_soon(read, fold(text), wait, today)
    return msgspec.structs.replace(read, unread=_unread(rest, read, figures))


def _left(text: str) -> Decimal | None:
    """What is named as left after the first payment."""
    match = re.search(rf"(?:剩余|剩下|余款|其余|余下)(?:的|还有|是)*{SUM}", text)
    return amount(match["sum"]) if match else None


def _even(left: Decimal, months: int) -> dict[str, Decimal]:
    """What is left in so many even months, where that comes out to the fen: 剩下的一万二分十期 is 1200 each."""
    each = (left / months).quantize(Decimal("0.01"))
    return {"monthly": each} if each * months == left else {}


def _discount(text: str) -> Decimal | None:
    """五折 as one half."""
    match = re.search(_DISCOUNT, text)
    tenths = number(match["tenths"]) if match else None
    return tenths / 10 if tenths and tenths < 10 else None


def _waited(wait: WaitRead) -> dict[str, Any]:
    """The wait as fields of what was read."""
    if not wait.waits:
        return {}
    return {
        "wait": wait.months or None,
        "wait_days": wait.days or None,
        "until": wait.until,
        "due": wait.due,
        "interest": wait.interest,
        "at_end": wait.at_end,
        "rate": wait.rate,
        "rate_by": wait.rate_by if wait.rate is not None else None,
        "daily": wait.daily,
    }


NO_WAIT: dict[str, Any] = {"wait": None, "wait_days": None, "until": None, "due": None, "at_end": False}


def _grace(wait: WaitRead, today: dt.date | None) -> SaidDay | None:
    """The end of a wait as the day by which to pay, where it is named or only some days ahead."""
    if wait.days and today is not None and wait.days <= LONGEST_GRACE:
        return SaidDay(words=f"{wait.days}天", day=today + dt.timedelta(days=wait.days), reading="told")
    return wait.until


def _is_soon(day: SaidDay | None, today: dt.date | None) -> bool:
    return bool(day and day.day and today and (day.day - today).days <= LONGEST_GRACE)


def _settled_soon(read: OfferRead, text: str, wait: WaitRead, today: dt.date | None) -> OfferRead:
    """What is called a wait of some days, with a sum that settles all, is a sum with a day by which to pay it; beside
    instalments a few days are no wait either.
    """
    if read.form == "instalments" and not read.wait:
        return msgspec.structs.replace(read, **NO_WAIT)
    limit, sum_ = _grace(wait, today), read.due or read.now
    settles = re.search(_SETTLES, text) and sum_ and read.rate is None and read.daily is None
    if read.form != "deferral" or read.wait or not settles or not _is_soon(limit, today):
        return read
    return msgspec.structs.replace(read, **(NO_WAIT | {"form": "lump", "now": sum_, "limit": limit}))


def _settled_later(read: OfferRead, today: dt.date | None) -> OfferRead:
    """A sum that settles all on a day far ahead is one to be saved for, as after a wait."""
    if read.limit is None or read.limit.reading not in ("told", "next_month") or _is_soon(read.limit, today):
        return read
    return msgspec.structs.replace(read, form="deferral", due=read.now, now=None, at_end=True, until=read.limit)


def _unread(rest: str, read: OfferRead, figures: dict[str, Decimal]) -> tuple[Decimal, ...]:
    """The sums of money left over; a total or a remainder that follows from what was read says nothing new."""
    now, debt = figures.get("now", ZERO), figures.get("debt", ZERO)
    later = sum((count * each for count, each in read.then), (read.months or 0) * figures.get("monthly", ZERO))
    paid = now + later
    known = {*figures.values(), later, paid, paid + figures.get("fee", ZERO), debt - now, debt - paid}
    known |= {each for each in (read.due, read.interest, read.daily, (read.due or ZERO) - debt) if each is not None}
    said = (
        amount(match["sum"])
        for match in _LOOSE.finditer(rest)
        if match["led"] or re.search(r"[元块万千wk]", match.group(0))
    )
    return tuple(dict.fromkeys(value for value in said if value and value not in known))


def overdue_in(text: str) -> str | None:
    """How long it is overdue, in the words of the offer: 120天, 三个月; ``None`` where it does not say."""
    match = re.search(_OVERDUE, fold(text))
    return match["days"] if match else None


def _stages(text: str) -> tuple[list[tuple[int, Decimal]], str]:
    """The months of which each has its sum, where there is more than one kind of them."""
    found = [(number(match["count"]), amount(match["sum"])) for match in re.finditer(_STAGE, text)]
    stages = [(int(months), each) for months, each in found if months and each]
    return (stages, re.sub(_STAGE, "#", text)) if len(stages) > 1 else ([], text)


def _balloon(text: str) -> tuple[list[tuple[int, Decimal]], str]:
    """The one sum that is due behind the months that are paid, as a month of its own."""
    match = re.search(_BALLOON, text)
    last = amount(match["sum"]) if match and re.search(r"每个?月|每期|先息", text) else None
    return ([(1, last)], text[: match.start()] + "#" + text[match.end() :]) if match and last else ([], text)


def _count(patterns: tuple[str, ...], text: str) -> tuple[int | None, str]:
    for pattern in patterns:
        match = re.search(pattern, text)
        value = number(match["count"]) if match else None
        if match and value:
            return int(value), text[: match.start()] + "#" + text[match.end() :]
    return None, text


_SETTLES = (
    r"一次|结清|了结|清账|两清|清了|清掉|结了|平了|销账|一把|折|只(?:要|用|需)?(?:还|付)本金|"
    r"只(?:要|用|需|收)(?:你|您)?(?:还|付|给)?[0-9一二两三四五六七八九]"
)


def _form(text: str, figures: dict[str, Decimal], months: int | None, wait: WaitRead) -> Form | None:
    if months or "monthly" in figures:
        return "instalments"
    if wait.waits:
        return "deferral"
    now, debt = figures.get("now", ZERO), figures.get("debt")
    settles = re.search(_SETTLES, text) or (now and re.search(_REST_WAIVED, text)) or (debt and now >= debt)
    if settles and not re.search(r"(?:再|后面|以后|慢慢)谈|再说", text):
        return "lump"
    return "part" if "now" in figures else None

"""From the words and options of ``offer`` to the terms that are judged, and back to words to check them by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal, get_args

from borrower_help.advice.offer_traps import traps_heard
from borrower_help.advice.offer_views import FORMS
from borrower_help.case.forms import choose
from borrower_help.documents.offers import Form, OfferRead, overdue_in, read_offer
from borrower_help.documents.said_days import SaidDay
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.money.offer import Terms
from borrower_help.values.amounts import ZERO, fen, yuan
from borrower_help.values.dates import show
from borrower_help.values.parse import parse_count, parse_days, parse_money

MAX_MONTHS = 600

HOW = (
    "没看懂是什么方案。照原话写，例如 borrower-help offer check '欠18000，一次还12000结清'；或用 --form 加 --now、"
    "--monthly、--months。"
)


def told_sums(**words: str | None) -> dict[str, Any]:
    """The sums of options, by the name of what they are."""
    return {name: parse_money(word, f"--{name.replace('_', '-')}") for name, word in words.items() if word is not None}


def told_counts(**words: str | None) -> dict[str, Any]:
    """The counts of options. Raises ``UsageError`` on more months than anybody pays."""
    found = {name: parse_count(word, f"--{name}") for name, word in words.items() if word is not None}
    for name, value in found.items():
        if value > MAX_MONTHS:
            raise UsageError(f"--{name} 是 {value} 个月，超过 {MAX_MONTHS}，请检查。")
    return found


def told_form(word: str) -> Form:
    """The form that was named. Raises ``UsageError``."""
    found: Literal["lump", "instalments", "deferral", "part"] = choose(word, FORMS, "--form")  # type: ignore[assignment]
    assert found in get_args(Form)
    return found


def told_ids(words: list[str] | None, part: str, option: str, knowledge: Knowledge) -> frozenset[str]:
    """The ids that were named of a list of the knowledge. Raises ``UsageError``."""
    titles = {entry.id: entry.name for entry in knowledge.negotiation(attrgetter(part))}
    return frozenset(choose(word, titles, option) for word in words or ())


def _not_understood(said: str, knowledge: Knowledge, how: str) -> str:
    """What to do where no form or no sum can be seen; before it, the traps that the words name all the same."""
    traps = traps_heard(said, knowledge)
    return "\n".join([*(f"先别付，也别签。{trap.name}：{trap.text}" for trap in traps), how])


def read_told(said: str, given: dict[str, Any], knowledge: Knowledge, today: dt.date) -> OfferRead:
    """What the words tell, each option above them. Raises ``UsageError`` where no form can be seen."""
    read = read_offer(said, today)
    figures = {name: getattr(read, name) for name in read.__struct_fields__} | given
    if figures["form"] is None:
        figures["form"] = (
            "instalments"
            if figures["monthly"] or figures["months"]
            else "deferral"
            if figures["wait"] or figures["due"]
            else "part"
            if figures["now"]
            else None
        )
    if figures["form"] is None:
        raise UsageError(_not_understood(said, knowledge, HOW))
    if figures["form"] == "lump" and figures["now"] is None and figures["principal"] is not None:
        figures["now"] = figures["principal"]  # 「只还本金」 names its sum so
    if figures["now"] is None and figures["discount"] is not None and figures["debt"] is not None:
        figures["now"] = figures["debt"] * figures["discount"]
    if figures["form"] in ("lump", "part") and not figures["now"]:
        raise UsageError(_not_understood(said, knowledge, "没看懂要付多少。用 --now 写上，例如 --now 12000。"))
    if figures["due"] is None and figures["interest"] is not None and figures["debt"] is not None:
        figures["due"] = max(figures["debt"] - (figures["now"] or ZERO), ZERO) + figures["interest"]
    elif figures["interest"] is not None and figures["due"] == figures["debt"]:
        figures["due"] += figures["interest"]  # 「展期费400，到期还8000」 of 8000: the charge comes on top
    if figures["fee"] is None and figures["fee_share"]:
        figures["fee"] = _share_charged(OfferRead(**figures))
    figures["at_end"] = figures["at_end"] or "due" in given
    return OfferRead(**figures)


def _share_charged(read: OfferRead) -> Decimal | None:
    """What a share of the savings comes to, where it is known what is saved."""
    later = sum((count * each for count, each in read.then), (read.months or 0) * (read.monthly or ZERO))
    paid = (read.now or ZERO) + later + (read.due or ZERO)
    saved = read.waived or (read.debt - paid if read.debt is not None and paid else ZERO)
    return fen(saved * read.fee_share) if read.fee_share and saved > 0 else None


def terms_of(read: OfferRead, today: dt.date, **more: Any) -> Terms:
    """The terms to judge. Raises ``UsageError`` where a sum is missing or two do not fit."""
    if read.form is None:
        raise UsageError(HOW)
    if read.debt is not None and read.principal is not None and read.principal > read.debt:
        raise UsageError(f"本金 {yuan(read.principal)}比一共欠的 {yuan(read.debt)}还多，请检查 --debt 和 --principal。")
    if more.get("rate") is None:  # the option beats the words
        times = {"day": 365, "month": 12, "year": 1}[read.rate_by or "year"]
        named = {"rate": read.rate * times, "rate_by": read.rate_by} if read.rate is not None else {}
        more |= named | {"daily": read.daily}
    if more.get("first") is None and read.form == "instalments" and read.first is not None:
        more |= {"first": read.first.day if read.first.reading != "passed" else None}
    return Terms(
        form=read.form,
        wait_days=read.wait_days or 0,
        until=read.until.day if read.until else None,
        told_on=today,
        due=read.due,
        at_end=read.at_end,
        now=read.now or ZERO,
        monthly=read.monthly or ZERO,
        months=read.months or 0,
        wait=read.wait or 0,
        fee=read.fee or ZERO,
        debt=read.debt,
        principal=read.principal,
        waived=read.waived,
        then=read.then,
        **more,
    )


def read_back(read: OfferRead) -> str:
    """What was read, so that a mistake is seen."""
    sums = (
        ("一共欠", read.debt),
        ("本金", read.principal),
        ("先付", read.now),
        ("每期", read.monthly),
        ("说减免", read.waived),
        ("另收", read.fee),
    )
    said = [f"{name} {yuan(value)}" for name, value in sums if value is not None]
    said += [f"抽成是省下的 {(read.fee_share * 100).normalize():f}%"] if read.fee_share else []
    said += [f"其中每期费用 {yuan(read.surcharge)}"] if read.surcharge else []
    said += [f"{read.months} 期"] if read.months else []
    said += [f"再 {months} 期每期 {yuan(amount)}" for months, amount in read.then]
    said += list(_waiting(read))
    said += [_limit(read.limit)] if read.limit and read.limit != read.until else []
    said += [f"第一次付款{_limit(read.first)}"] if read.first and read.first not in (read.limit, read.until) else []
    unread = [value for value in read.unread if value not in {value for _, value in sums}]
    said += [f"没算进去的数：{'、'.join(map(yuan, unread))}，数目没读准，请自己对"] if unread else []
    return "".join(f"，{words}" for words in said)


def said_days(said: str) -> str | None:
    """How long it is overdue as the words say it; what cannot be read there is asked for like anything unsaid."""
    word = overdue_in(said)
    try:
        return word if word and parse_days(word, "逾期") is not None else None
    except UsageError:
        return None


def _waiting(read: OfferRead) -> Iterator[str]:
    """The wait as it was read."""
    if read.wait or read.wait_days:
        yield f"延后 {read.wait} 个月" if read.wait else f"延后 {read.wait_days} 天"
    if read.until is not None:
        yield _limit(read.until)
    if read.due is not None:
        yield f"到期一共还 {yuan(read.due)}"
    if read.rate is not None and read.rate_by is not None:
        yield f"利息{PERIODS[read.rate_by]} {(read.rate * 100).normalize():f}%"
    if read.daily is not None:
        yield f"利息每天 {yuan(read.daily)}"


PERIODS = {"day": "每天", "month": "每月", "year": "一年"}


def _limit(limit: SaidDay) -> str:
    """The day by which to pay, and how it was found where the words left that open."""
    if limit.day is None:
        return f"「{limit.words}」是{'哪个月' if limit.words[-1] in '号日' else '哪天'}没说清，请问清"
    found = {
        "told": "",
        "passed": "，这天已经过了，请对方重新写明日子",
        "next_month": f"（「{limit.words}」没说月份，这个月的已经过了，按下个月算）",
    }
    return f"日子 {show(limit.day)}{found[limit.reading]}"


def is_day_open(read: OfferRead) -> bool:
    """Whether the day by which to pay has been, or cannot be told."""
    return any(day is not None and day.reading in ("passed", "unclear") for day in (read.until, read.limit))

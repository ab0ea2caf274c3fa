"""What to offer instead: a sum that leaves room, the limit, another way, what to ask in return, and the words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from borrower_help.advice.items import item
from borrower_help.advice.views.base import ItemView, View
from borrower_help.knowledge.records.base import Statement
from borrower_help.money.counter import OPENING, Counter, Limits, counters, fits, limits_of, opening
from borrower_help.money.offer import Means, Terms
from borrower_help.values.amounts import yuan


class CounterOptionView(View, frozen=True, kw_only=True):
    """One thing to offer, in words and figures."""

    place: str
    text: str
    figures: Counter


class CounterView(View, frozen=True, kw_only=True):
    """The options in order, what to ask in return, and the sentence for the telephone and for a letter.

    ``limit`` is what no option passes, ``room`` how the first sum was found. Without options ``nothing`` says so: no
    sum is promised that there is not. ``fitting`` says that what they ask can be paid, so that nothing more is offered.
    ``court`` says that a paper of a court does not wait for the talk.
    """

    options: tuple[CounterOptionView, ...]
    in_return: ItemView | None
    phone: ItemView | None
    letter: ItemView | None
    nothing: ItemView | None
    unknown: str
    limit: str = ""
    room: str = ""
    fitting: ItemView | None = None
    court: ItemView | None = None


PLACES = {"first": "先提", "limit": "退一步", "other": "换个办法", "fitting": "改成"}


def counter_view(
    terms: Terms, means: Means, income: Decimal | None, debts: int, notes: Mapping[str, Statement], *, trapped: bool
) -> CounterView:
    """What to offer instead of ``terms``; ``trapped`` tells that there are traps to take out first."""
    if terms.debt is None or (means.share is None and means.cash is None):
        return _empty(unknown=_unknown(terms, means, income))
    found = counters(terms, means)
    fitting = item(notes["counter-fits-without" if trapped else "counter-fits"]) if fits(terms, means) else None
    limits = limits_of(terms, means)
    limit = _limit(means, limits)
    if not found:
        return _empty(limit=limit, fitting=fitting, nothing=None if fitting else item(notes["counter-nothing"]))
    options = tuple(
        CounterOptionView(place=_place(entry, found[0]), text=counter_text(entry), figures=entry) for entry in found
    )
    back = item(notes["return-lump" if found[0].form == "lump" else "return-instalments"])
    words = {
        "{counter}": options[0].text.rstrip("。"),
        "{in_return}": back.text,
        "{income}": yuan(income) if income is not None else "＿＿元",
        "{essentials}": yuan(means.essentials) if means.essentials is not None else "＿＿元",
        "{count}": f" {debts} ",
    }
    phone, letter = (
        _filled(notes[name], words, alone=debts == 1) for name in ("say-counter-phone", "say-counter-letter")
    )
    return CounterView(
        options=options,
        in_return=back,
        phone=phone,
        letter=letter,
        nothing=None,
        unknown="",
        limit=limit,
        room=_room(found[0], limits),
        fitting=fitting,
    )


def _empty(
    *, unknown: str = "", limit: str = "", fitting: ItemView | None = None, nothing: ItemView | None = None
) -> CounterView:
    return CounterView(
        options=(),
        in_return=None,
        phone=None,
        letter=None,
        nothing=nothing,
        unknown=unknown,
        limit=limit,
        fitting=fitting,
    )


def _place(entry: Counter, first: Counter) -> str:
    """The name of a step; where there is no room below the limit, the limit is what is offered first."""
    return PLACES["first"] if entry is first and entry.step != "fitting" else PLACES[entry.step]


def _unknown(terms: Terms, means: Means, income: Decimal | None) -> str:
    """What is still to be told, and nothing that was told already."""
    parts = (
        ("现在一共欠多少（--debt）", terms.debt is None),
        ("每月收入（--income）", means.share is None and means.cash is None and income is None),
        ("必需开支（--essentials）", means.share is None and means.cash is None and means.essentials is None),
    )
    return f"要还价，先告诉我：{'、'.join(name for name, missing in parts if missing)}。"


def _limit(means: Means, limits: Limits) -> str:
    said = [f"每月 {yuan(means.share)}"] if means.share else []
    if means.cash is not None and means.essentials is not None:
        said.append(f"手里 {yuan(means.cash)}，先留下过一个月日子要花的 {yuan(means.essentials)}")
    if limits.asked is not None:
        said.append(f"对方要的一共 {yuan(limits.asked)}")
    return "；".join(said)


def _room(first: Counter, limits: Limits) -> str:
    """How the first sum follows from the limit, so that it can be checked by hand."""
    if first.step != "first":
        return ""
    limit, name = (limits.cash, "一次付") if first.form == "lump" else (limits.month, "每月")
    exact, rounded = limit * OPENING, opening(limit)
    whole = "" if exact == rounded else f"，去掉零头是 {yuan(rounded)}"
    return f"{name}最高 {yuan(limit)} × 80% = {yuan(exact)}{whole}"


def _filled(entry: Statement, words: Mapping[str, str], *, alone: bool) -> ItemView:
    text = entry.text.replace("，欠{count}家，每家按欠款比例给同样的条件", "") if alone else entry.text
    for name, value in words.items():
        text = text.replace(name, value)
    view = item(entry)
    return ItemView(id=view.id, text=text, confidence=view.confidence, sources=view.sources)


def counter_text(entry: Counter) -> str:
    """One option in one sentence; its sums add up."""
    months = (
        f"每月 {yuan(entry.monthly)}、{entry.months} 个月"
        + (f"（最后一个月 {yuan(entry.last)}）" if entry.last != entry.monthly else "")
        if entry.months > 1
        else f"一个月付 {yuan(entry.last)}"
    )
    let_go = f"，减免其余 {yuan(entry.waived)}" if entry.waived else ""
    match entry.form:
        case "lump" if entry.waived:
            return f"一次付 {yuan(entry.total)}全部结清，减免其余 {yuan(entry.waived)}。"
        case "lump":
            return f"一次付 {yuan(entry.total)}，全部结清。"
        case "principal":
            return f"只还本金 {yuan(entry.total)}，{months}，减免息费 {yuan(entry.waived)}。"
        case "same":
            return f"同样还 {yuan(entry.total)}，改成{months}，付完全部结清，减免其余 {yuan(entry.waived)}。"
        case "balance":
            return f"从协议那天停息，还 {yuan(entry.total)}，{months}。"
        case "deferral":
            return f"先停 {entry.wait} 个月，也停息，再还 {yuan(entry.total)}，{months}{let_go}。"
        case "review":
            return (
                f"先还 {entry.months} 个月，每月 {yuan(entry.monthly)}，先冲本金，到期再谈剩下的 {yuan(entry.open)}。"
            )

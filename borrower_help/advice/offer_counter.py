"""What to offer instead: the best that holds, two to fall back on, what to ask in return, and the words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from borrower_help.advice.items import item
from borrower_help.advice.model import ItemView, View
from borrower_help.knowledge.records.base import Statement
from borrower_help.money.offer import Counter, Means, Terms, counters
from borrower_help.values.amounts import yuan


class CounterOption(View, frozen=True, kw_only=True):
    """One thing to offer, in words and figures."""

    place: str
    text: str
    figures: Counter


class CounterView(View, frozen=True, kw_only=True):
    """The options in order, what to ask in return, and the sentence for the telephone and for a letter.

    ``limit`` is what no option passes. Without options ``nothing`` says so: no sum is promised that there is not.
    """

    options: tuple[CounterOption, ...]
    in_return: ItemView | None
    phone: ItemView | None
    letter: ItemView | None
    nothing: ItemView | None
    unknown: str
    limit: str = ""


PLACES = ("先提", "退一步", "再退一步")


def counter_view(
    terms: Terms, means: Means, income: Decimal | None, debts: int, notes: Mapping[str, Statement]
) -> CounterView:
    """What to offer instead of ``terms``."""
    if terms.debt is None or (means.share is None and means.cash is None):
        unknown = "要还价，先告诉我：现在一共欠多少（--debt），每月收入和必需开支（--income、--essentials）。"
        return CounterView(options=(), in_return=None, phone=None, letter=None, nothing=None, unknown=unknown)
    found = counters(terms.debt, terms.principal, means)
    if not found:
        nothing = item(notes["counter-nothing"])
        return CounterView(options=(), in_return=None, phone=None, letter=None, nothing=nothing, unknown="")
    options = tuple(
        CounterOption(place=place, text=counter_text(entry), figures=entry)
        for place, entry in zip(PLACES, found, strict=False)
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
        options=options, in_return=back, phone=phone, letter=letter, nothing=None, unknown="", limit=_limit(means)
    )


def _limit(means: Means) -> str:
    said = [f"每月 {yuan(means.share)}"] if means.share else []
    if means.cash is not None and means.essentials is not None:
        said.append(f"手里 {yuan(means.cash)}，先留一个月的必需开支 {yuan(means.essentials)}")
    return "；".join(said)


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
    match entry.form:
        case "lump" if entry.waived:
            return f"一次付 {yuan(entry.total)}全部结清，减免其余 {yuan(entry.waived)}。"
        case "lump":
            return f"一次付 {yuan(entry.total)}，全部结清。"
        case "principal":
            return f"只还本金 {yuan(entry.total)}，{months}，减免息费 {yuan(entry.waived)}。"
        case "balance":
            return f"从协议那天停息，还 {yuan(entry.total)}，{months}。"
        case "deferral":
            return f"先停 {entry.wait} 个月，也停息，再还 {yuan(entry.total)}，{months}。"
        case "review":
            return (
                f"先还 {entry.months} 个月，每月 {yuan(entry.monthly)}，先冲本金，到期再谈剩下的 {yuan(entry.open)}。"
            )

"""Is this agreement fit to be signed? Clause by clause: found, missing, against the borrower; and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from borrower_help.advice.items import item
from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import DatedItem
from borrower_help.documents.instalments import Figures, figures_in
from borrower_help.documents.penalties import Charge, charges_in
from borrower_help.documents.phrases import found, holds
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.negotiation import Trap
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

VERDICTS = {
    "do_not_sign": "先别签",
    "ask_first": "改好、补齐再签",
}
NOTES = ("limitation-unknown", "amount-admitted", "agreement-others")
"""What is to be known before signing anything, whatever stands in it."""

QUOTED = 80
"""So much of a clause is quoted; the rest stands in the paper itself."""

MANY = 3
"""So many clauses against whoever signs are a reason not to sign, even where none of them alone is grave."""


class ClauseView(ItemView, frozen=True, kw_only=True):
    """A clause that must be there: its name, the words found (empty where it is missing), and what to ask for."""

    name: str
    words: str
    change: str
    must: bool


class AgainstView(ItemView, frozen=True, kw_only=True):
    """A clause against whoever signs: the words, why, and what it should say instead."""

    name: str
    words: str
    change: str
    grave: bool


class AgreementView(View, frozen=True, kw_only=True):
    """The answer of ``agreement check``; ``figures`` are remarks on its sums, ``wrong`` those that do not add up."""

    verdict: str
    headline: str
    against: tuple[AgainstView, ...]
    missing: tuple[ClauseView, ...]
    present: tuple[ClauseView, ...]
    figures: tuple[str, ...]
    wrong: tuple[str, ...]
    say: str
    read: Figures
    notes: tuple[ItemView, ...]
    after: tuple[ItemView, ...]


SCHEDULE = "agree-schedule"
"""Found also where the days and sums stand in a table, without a word for it."""

TOTAL = "agree-balance"
"""Found also where the figures tell what is to be paid in all in words of their own."""

SIGNATURES = "agree-signatures"
"""The one place that is rightly blank until it is signed."""

BLANK = ("…__",)
"""What is left open in a sentence is not agreed, whatever word stands before it."""


def check_agreement(text: str, knowledge: Knowledge) -> AgreementView:
    """What of an agreement is there, missing and harmful. Nothing found is never a promise that it is good."""
    read = figures_in(text)
    charges = charges_in(text)
    against = tuple(_against(text, read, charges, knowledge))
    clauses = tuple(_clauses(text, read, {entry.id for entry in against}, knowledge))
    missing = tuple(sorted((entry for entry in clauses if not entry.words), key=lambda entry: not entry.must))
    wrong = tuple(_wrong(read))
    grave = len(against) >= MANY or any(entry.grave for entry in against)
    present = tuple(entry for entry in clauses if entry.words)
    musts = [entry for entry in missing if entry.must]
    verdict = "do_not_sign" if grave else "ask_first" if against or musts or wrong else "take"
    changes = [entry.change for entry in against] + [entry.change for entry in musts]
    return AgreementView(
        verdict=verdict,
        headline=_headline(_verdict(verdict, knowledge), against, musts, wrong),
        against=against,
        missing=missing,
        present=present,
        figures=(*_figures(read, present, knowledge), *_sums(read), *_yearly(read, charges)),
        wrong=wrong,
        say=_say(changes, wrong, knowledge),
        read=read,
        notes=tuple(item(entry) for entry in knowledge.negotiation(lambda file: file.offer_notes) if entry.id in NOTES),
        after=tuple(item(entry) for entry in knowledge.negotiation(lambda file: file.after_settling)),
    )


def _verdict(verdict: str, knowledge: Knowledge) -> str:
    return VERDICTS.get(verdict) or knowledge.say(SaidId.AGREEMENT_TAKE)


def _headline(verdict: str, against: tuple[AgainstView, ...], musts: list[ClauseView], wrong: tuple[str, ...]) -> str:
    counts = [f"{len(against)} 条对你不利"] if against else []
    counts += [f"{len(musts)} 样要紧的没找到"] if musts else []
    counts += ["数目对不上"] if wrong else []
    first = f"最要紧的是：{against[0].name}" if against else f"先补：{musts[0].name}" if musts else ""
    return "。".join(part for part in (verdict, "，".join(counts), first) if part) + "。"


def _item(entry: Statement) -> dict[str, Any]:
    view = item(entry)
    return {name: getattr(view, name) for name in ItemView.__struct_fields__}


def _against(text: str, read: Figures, charges: tuple[Charge, ...], knowledge: Knowledge) -> Iterator[AgainstView]:
    traps = sorted(knowledge.negotiation(lambda file: file.agreement_traps), key=lambda entry: not entry.grave)
    for entry in traps:
        if entry.above_percent_a_year is not None:
            words = next((charge.words for charge in charges if _too_high(charge, entry, read)), None)
        else:
            words = found(text, entry.said, entry.unless_said, entry.beside_said)
        if words:
            yield AgainstView(
                **_item(entry), name=entry.name, words=_short(words), change=entry.change, grave=entry.grave
            )


def _too_high(charge: Charge, entry: Trap, read: Figures) -> bool:
    """Whether a charge is above the line of the trap; a sum a day beside an unknown debt is taken for it."""
    if entry.above_percent_a_year is None or not holds(charge.sentence, entry.said):
        return False
    percent = charge.a_year(read.debt)
    return percent is None or percent > entry.above_percent_a_year


def _clauses(text: str, read: Figures, spoilt: set[str], knowledge: Knowledge) -> Iterator[ClauseView]:
    """What must be there; a point that a clause against the reader is about is neither called found nor missing."""
    for entry in knowledge.negotiation(lambda file: file.agreement):
        if spoilt.intersection(entry.spoilt_by):
            continue
        blank = () if entry.id == SIGNATURES else BLANK
        words = found(text, entry.said, (*entry.unless_said, *blank)) or ""
        if entry.id == SCHEDULE and read.instalments and not words:
            words = f"{show(read.instalments[0].day)}付 {yuan(read.instalments[0].amount)}"
        if entry.id == TOTAL and read.total is not None and not words:
            words = yuan(read.total)
        yield ClauseView(
            **_item(entry),
            name=entry.name or entry.text,
            words=_short(words),
            change=entry.change or entry.text,
            must=entry.must,
        )


def _short(words: str) -> str:
    """The clause with the marks of a Chinese page, to its end; a very long one is cut, its brackets closed."""
    if len(words) > QUOTED:
        opened = words[:QUOTED].count("(") > words[:QUOTED].count(")")
        end = max(QUOTED, words.find(")", QUOTED) + 1) if opened else QUOTED
        words = words[:end] + ("……" if end < len(words) else "")
    return re.sub(r"(?<![0-9]),|,(?![0-9])", "，", words).replace("(", "（").replace(")", "）")


def _figures(read: Figures, present: tuple[ClauseView, ...], knowledge: Knowledge) -> Iterator[str]:
    """What the figures are, in words."""
    if read.instalments:
        first, last = read.instalments[0], read.instalments[-1]
        yield (f"读到 {len(read.instalments)} 期，从 {show(first.day)}到 {show(last.day)}，加起来 {yuan(read.counted)}")
    elif read.months and read.each:
        yield f"读到 {read.months} 期，每期 {yuan(read.each)}，加起来 {yuan(read.counted)}，第一期是哪天没有读出来"
    elif any(entry.id == SCHEDULE for entry in present):
        yield knowledge.say(SaidId.AGREEMENT_DATES_PART)
    else:
        yield knowledge.say(SaidId.AGREEMENT_NO_DATES)
    for name, amount in (("协议写的总数", read.total), ("原来欠", read.debt), ("减免", read.waived)):
        if amount is not None:
            yield f"{name} {yuan(amount)}"


def _sums(read: Figures) -> Iterator[str]:
    """What is waived in truth, and what the extra makes of it."""
    if read.to_pay is None:
        return
    if read.debt == read.to_pay and not read.waived:
        yield f"要还的 {yuan(read.to_pay)}和原来欠的一样多，一分没减"
    if read.extra:
        whole = read.to_pay + read.extra
        more = f"，比原来欠的多 {yuan(whole - read.debt)}" if read.debt is not None and whole > read.debt else ""
        yield f"另外还要交 {yuan(read.extra)}，连同要还的一共 {yuan(whole)}{more}"


def _yearly(read: Figures, charges: tuple[Charge, ...]) -> Iterator[str]:
    """What every charge by the day or month comes to in a year."""
    for charge in charges:
        percent = charge.a_year(read.debt)
        if percent is not None:
            against = "，按原来欠的算" if charge.daily is not None else ""
            yield f"「{_short(charge.rate)}」{against}，一年是 {_percent(percent)}%"


def _percent(percent: Decimal) -> str:
    return f"{percent.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")


def _wrong(read: Figures) -> Iterator[str]:
    """The sums of the paper that contradict each other."""
    if read.counted and read.total is not None and read.counted != read.total:
        apart = abs(read.counted - read.total)
        yield f"每期加起来 {yuan(read.counted)}，协议写的总数是 {yuan(read.total)}，差 {yuan(apart)}"
    to_pay = read.to_pay
    if read.debt is None or to_pay is None:
        return
    if read.waived is not None:
        left = read.debt - read.waived
        if left != to_pay:
            yield f"欠 {yuan(read.debt)} - 减免 {yuan(read.waived)} = {yuan(left)}，要还的却是 {yuan(to_pay)}"
    elif to_pay > read.debt:
        yield f"要还 {yuan(to_pay)}，比原来欠的 {yuan(read.debt)}多 {yuan(to_pay - read.debt)}"


def _say(changes: list[str], wrong: tuple[str, ...], knowledge: Knowledge) -> str:
    wanted = [*(f"把数目改对：{entry}" for entry in wrong), *changes]
    if not wanted:
        return knowledge.say(SaidId.AGREEMENT_FINE)
    listed = "；".join(f"{number}、{words}" for number, words in enumerate(wanted, 1))
    return f"协议我看了，请改这几处再发我：{listed}。改好、盖章以后我再签。在那以前我先不签，不等于拒绝还款。"


def agreement_dates(view: AgreementView, label: str) -> tuple[DatedItem, ...]:
    """Every instalment as an item of a calendar."""
    return tuple(
        DatedItem(
            title=f"还款第 {number} 期：{yuan(entry.amount)}",
            day=entry.day,
            last=None,
            note=f"付到协议写明的账户，备注写合同号和第 {number} 期，截图留好。协议签了才算数。",
            uid=(label, "agreement", str(number)),
        )
        for number, entry in enumerate(view.read.instalments, 1)
    )

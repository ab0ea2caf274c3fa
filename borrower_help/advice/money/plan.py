"""The words of a plan: shares, limitation, offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from borrower_help.errors import quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.money import PlanFile
from borrower_help.money.debts import due_each_month
from borrower_help.money.limitation import Limitation
from borrower_help.money.offers import LONG_MONTHS, MAX_MONTHS, Offer
from borrower_help.money.plan import DebtPlan, Plan
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show
from borrower_help.values.named import OfferId, PlanNoteId, SaidId


def notes(words: PlanFile, *ids: str) -> tuple[Statement, ...]:
    """The sentences of these ids, in this order."""
    known = {entry.id: entry for entry in words.notes}
    return tuple(known[name] for name in ids if name in known)


def names_without_rate(entries: Iterable[DebtPlan]) -> tuple[str, ...]:
    """The debts whose rate was not told; rent and water have none."""
    return tuple(quoted(entry.debt.name) for entry in entries if entry.debt.rate is None and not entry.debt.necessity)


def needs_help(plan: Plan) -> bool:
    """Whether some debt that takes part gets no instalments, because nothing or too little is left for it."""
    return plan.budget.offer <= 0 or any(entry.without_instalments for entry in plan.debts)


def share_text(entry: DebtPlan, knowledge: Knowledge, *, alone: bool) -> str:
    """What a debt gets of a month, in one sentence; none for one debt with nothing to divide."""
    due = due_each_month(entry.debt)
    if entry.falls_short:
        return f"每月要付 {yuan(due)}，眼下排得出 {yuan(entry.share)}，还差 {yuan(due - entry.share)}。"
    if entry.in_full:
        return f"这一笔先照常付，每月 {yuan(entry.share)}。"
    if entry.on_hold:
        return knowledge.say(SaidId.SHARE_ON_HOLD)
    if entry.without_instalments:
        if entry.months_needed is None:
            return knowledge.say(SaidId.SHARE_NONE)
        if entry.months_needed > MAX_MONTHS:
            return knowledge.say(SaidId.SHARE_HOPELESS, share=yuan(entry.share), years=years(entry.months_needed))
        return knowledge.say(SaidId.SHARE_TOO_LONG, share=yuan(entry.share), years=years(entry.months_needed))
    return "" if alone else f"按欠款比例分，这一家每月 {yuan(entry.share)}。"


def years(months: int) -> str:
    """Months as whole years, rounded up."""
    return f"{-(-months // 12):,} 年"


def debt_notes(entry: DebtPlan, words: PlanFile) -> tuple[Statement, ...]:
    """What there is to say about this debt beside its figures, the most important first."""
    debt = entry.debt
    wanted = {
        PlanNoteId.SHORT_SECURED: entry.falls_short and debt.secured,
        PlanNoteId.SHORT_NECESSITY: entry.falls_short and not debt.secured,
        PlanNoteId.TOO_SMALL: entry.without_instalments,
        PlanNoteId.FIRST_OVERDUE: entry.in_full and bool(debt.days_overdue),
        PlanNoteId.FIRST_ONCE: debt.necessity and not debt.secured,
        PlanNoteId.UNLICENSED: debt.unlicensed,
    }
    return (*notes(words, *(name for name, holds in wanted.items() if holds)), *_long(entry, words))


def _long(entry: DebtPlan, words: PlanFile) -> tuple[Statement, ...]:
    """What instalments over more than ``LONG_MONTHS`` mean: what they come to, and how long the agreement must hold."""
    offer = next((offer for offer in entry.offers if offer.kind == OfferId.INSTALMENTS), None)
    if offer is None or entry.in_full or offer.months <= LONG_MONTHS:
        return ()
    filled = {"{months}": str(offer.months), "{total}": yuan(offer.total)}
    return tuple(_filled(note, filled) for note in notes(words, PlanNoteId.LONG))


def _filled(note: Statement, values: Mapping[str, str]) -> Statement:
    text = note.text
    for blank, value in values.items():
        text = text.replace(blank, value)
    return msgspec.structs.replace(note, text=text)


def limitation_text(found: Limitation, knowledge: Knowledge) -> str:
    """The earliest end, the day it is counted from and why, and what is not known about holidays."""
    why = "最近一次还款、催款或答应" if found.because == "last_event" else "最后一期到期"
    counted = f"从 {found.counted_from}（{why}）算三年。"
    if found.sued and not found.passed:
        return knowledge.say(SaidId.LIMITATION_STOPPED, day=show(found.earliest)) + counted
    if found.passed:
        over = knowledge.say(SaidId.LIMITATION_OVER, day=show(found.earliest), counted=counted)
        return over + holidays_text(found)
    ahead = knowledge.say(SaidId.LIMITATION_AHEAD, day=show(found.earliest), counted=counted)
    return ahead + holidays_text(found)


def holidays_text(found: Limitation) -> str:
    """Why the date may be another one where the holidays of that year are not published: nothing where they are."""
    if found.holidays_known:
        return ""
    # A weekend may be turned into working days, and then the last day does not move; a weekday can only become a day
    # off.
    other = "那个周末若调休上班，会早一两天" if found.ends != found.three_years else "只可能更晚"
    return f"{found.ends.year} 年节假日未核实，{other}。"


def limitation_notes(entry: DebtPlan, words: PlanFile) -> tuple[Statement, ...]:
    """What to know before answering, where the period may be over, and what to do in a lawsuit."""
    if entry.limitation is None or not entry.limitation.passed:
        return ()
    return notes(words, PlanNoteId.LIMITATION_PASSED, *([PlanNoteId.LIMITATION_SUED] if entry.debt.sued else []))


def limitation_words(plan: Plan, words: PlanFile) -> tuple[Statement, ...]:
    """What to know about every limitation date, where one is told."""
    return words.limitation if any(entry.limitation for entry in plan.debts) else ()


def offer_figures(offer: Offer, knowledge: Knowledge) -> str:
    """One offer in figures: how much a month, how long, until when, how much in all."""
    if not offer.affordable:
        return knowledge.say(SaidId.OFFER_TOO_DEAR, interest=yuan(offer.first_monthly))
    end = f"，{offer.ends} 还完，共 {yuan(offer.total)}。"
    match offer.kind:
        case OfferId.LUMP if offer.waived:
            return knowledge.say(SaidId.OFFER_LUMP_WAIVED, paid=yuan(offer.total), rest=yuan(offer.waived))
        case OfferId.LUMP:
            return knowledge.say(SaidId.OFFER_LUMP, paid=yuan(offer.total))
        case OfferId.INTEREST_FIRST:
            return (
                f"前 {offer.first_months} 个月每月付利息 {yuan(offer.first_monthly)}，之后停息，"
                f"{_instalments(offer)}{end}"
            )
        case OfferId.DEFERRAL:
            return f"停 {offer.first_months} 个月（也停息），之后{_instalments(offer)}{end}"
        case _:
            return f"停息后{_instalments(offer)}{end}"


def _instalments(offer: Offer) -> str:
    if offer.months == 1:
        return f"一个月付 {yuan(offer.last)}"
    last = f"（最后一个月 {yuan(offer.last)}）" if offer.last != offer.monthly else ""
    return f"每月 {yuan(offer.monthly)}、{offer.months} 个月{last}"

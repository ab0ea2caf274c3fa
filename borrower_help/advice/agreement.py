"""Is this agreement fit to be signed? Clause by clause: found, missing, against the borrower; and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from borrower_help.advice.agreement_figures import (
    contradictions,
    quoted,
    quoted_with,
    sums_told,
    told_figures,
    waived_told,
    with_value,
    yearly_told,
)
from borrower_help.advice.agreement_unread import unread_words
from borrower_help.advice.items import item
from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.case.model import Role
from borrower_help.documents.grace import late_days
from borrower_help.documents.instalments import Figures, figures_in
from borrower_help.documents.payees import lender_in, payees_in
from borrower_help.documents.penalties import Charge, charges_in
from borrower_help.documents.phrases import found, holds
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.negotiation import AgreementPoint, Trap
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

VERDICTS = {
    "not_yours": "别签",
    "do_not_sign": "先别签",
    "ask_first": "改好、补齐再签",
    "read_first": "有的话没认出来，看清再签",
}
PAY_NOTHING = ("clause-private-account", "clause-fee-first")
"""Clauses that take money at once: beside them nothing is to be paid either."""

NOTES = ("limitation-unknown", "amount-admitted")
"""What is to be known before signing anything, whatever stands in it."""

OUTSIDERS = "agreement-others"
"""What stands before all else: whoever owes nothing has nothing to sign."""

OWE_NOTHING = (Role.FAMILY, Role.NOT_MINE)
"""Who neither borrowed nor signed, nor can owe it by marriage or as an heir."""

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
    """The answer of ``agreement check``; ``figures`` are remarks on its sums, ``wrong`` those that do not add up.

    ``unread`` are words that bind whoever signs and that nothing here knows. ``outsiders`` is for whoever owes nothing;
    ``not_yours`` tells that the reader is known to be such a one.
    """

    verdict: str
    headline: str
    outsiders: ItemView
    not_yours: bool
    against: tuple[AgainstView, ...]
    missing: tuple[ClauseView, ...]
    present: tuple[ClauseView, ...]
    figures: tuple[str, ...]
    wrong: tuple[str, ...]
    unread: tuple[str, ...]
    say: str
    read: Figures
    notes: tuple[ItemView, ...]
    after: tuple[ItemView, ...]


SCHEDULE = "agree-schedule"
"""Found also where the days and sums stand in a table, without a word for it."""

TOTAL = "agree-balance"
"""Found where the figures tell what is to be paid in all: a total of what is owed or waived is none."""

WAIVER = "agree-waiver"
"""Found also where the figures tell what is waived."""

CREDITOR = "agree-creditor"
"""Found also where a name stands behind that of a party."""

SIGNATURES = "agree-signatures"
"""The one place that is rightly blank until it is signed."""

BLANK = ("…__",)
"""What is left open in a sentence is not agreed, whatever word stands before it."""


def check_agreement(text: str, knowledge: Knowledge, role: Role | None = None) -> AgreementView:
    """What of an agreement is there, missing and harmful, for whoever is asked to sign it.

    Nothing found is never a promise that it is good. Whoever owes nothing signs nothing, whatever stands in it.
    """
    read = figures_in(text)
    charges = charges_in(text)
    against = tuple(_against(text, read, charges, knowledge))
    clauses = tuple(_clauses(text, read, {entry.id for entry in against}, knowledge))
    missing = tuple(sorted((entry for entry in clauses if not entry.words), key=lambda entry: not entry.must))
    wrong = tuple(contradictions(read))
    grave = len(against) >= MANY or any(entry.grave for entry in against)
    present = tuple(entry for entry in clauses if entry.words)
    scheduled = any(entry.id == SCHEDULE for entry in present)
    musts = [entry for entry in missing if entry.must]
    named = {entry.words for entry in against} | {quoted(charge.words) for charge in charges}
    unread = tuple(words for words in map(quoted, unread_words(text, knowledge)) if not _is_named(words, named))
    mended = "read_first" if unread else "take"
    not_yours = role in OWE_NOTHING
    verdict = "do_not_sign" if grave or not_yours else "ask_first" if against or musts or wrong else mended
    changes = [entry.change for entry in against] + [entry.change for entry in musts]
    return AgreementView(
        verdict=verdict,
        headline=f"{VERDICTS['not_yours']}。{knowledge.say(SaidId.OFFER_NOT_YOURS)}。"
        if not_yours
        else _headline(_verdict(verdict, against, knowledge), against, musts, wrong, unread),
        outsiders=_notes(knowledge, OUTSIDERS)[0],
        not_yours=not_yours,
        against=against,
        missing=missing,
        present=present,
        figures=(*told_figures(read, scheduled, knowledge), *sums_told(read), *yearly_told(read, charges)),
        wrong=wrong,
        unread=unread,
        say=knowledge.say(SaidId.AGREEMENT_NOT_YOURS) if not_yours else _say(changes, wrong, knowledge),
        read=read,
        notes=_notes(knowledge, *NOTES),
        after=tuple(item(entry) for entry in knowledge.negotiation(lambda file: file.after_settling)),
    )


def _notes(knowledge: Knowledge, *ids: str) -> tuple[ItemView, ...]:
    return tuple(item(entry) for entry in knowledge.negotiation(lambda file: file.offer_notes) if entry.id in ids)


def _is_named(words: str, named: set[str]) -> bool:
    """Whether these words are quoted elsewhere."""
    return any(entry in words or words in entry for entry in named)


def _verdict(verdict: str, against: tuple[AgainstView, ...], knowledge: Knowledge) -> str:
    if any(entry.id in PAY_NOTHING for entry in against):
        return "先别签，也先别付钱"
    return VERDICTS.get(verdict) or knowledge.say(SaidId.AGREEMENT_TAKE)


def _headline(
    verdict: str,
    against: tuple[AgainstView, ...],
    musts: list[ClauseView],
    wrong: tuple[str, ...],
    unread: tuple[str, ...],
) -> str:
    counts = [f"{len(against)} 条对你不利"] if against else []
    counts += [f"{len(musts)} 样要紧的没找到"] if musts else []
    counts += ["数目对不上"] if wrong else []
    counts += [f"{len(unread)} 句没认出来"] if unread else []
    first = f"最要紧的是：{against[0].name}" if against else f"先补：{musts[0].name}" if musts else ""
    return "。".join(part for part in (verdict, "，".join(counts), first) if part) + "。"


def _item(entry: Statement) -> dict[str, Any]:
    view = item(entry)
    return {name: getattr(view, name) for name in ItemView.__struct_fields__}


def _against(text: str, read: Figures, charges: tuple[Charge, ...], knowledge: Knowledge) -> Iterator[AgainstView]:
    payees = payees_in(text)
    traps = sorted(knowledge.negotiation(lambda file: file.agreement_traps), key=lambda entry: not entry.grave)
    for entry in traps:
        if entry.above_percent_a_year is not None:
            words = next((charge.words for charge in charges if _too_high(charge, entry, read)), None)
        else:
            words = found(
                text,
                entry.said,
                entry.unless_said,
                entry.beside_said,
                even_if=entry.even_if_said,
                spared=partial(_is_patient, entry.patient_from_days),
            ) or next((payee.words for payee in payees if payee.kind == entry.payee), None)
        if words:
            yield AgainstView(
                **_item(entry), name=entry.name, words=quoted(words), change=entry.change, grave=entry.grave
            )


def _is_patient(days: int | None, sentence: str) -> bool:
    """Whether a sentence leaves at least so many days, or instalments, before it strikes."""
    return days is not None and (late := late_days(sentence)) is not None and late >= days


def _too_high(charge: Charge, entry: Trap, read: Figures) -> bool:
    """Whether a charge is above the line of the trap; a sum a day beside an unknown debt is taken for it."""
    if entry.above_percent_a_year is None or not holds(charge.sentence, entry.said):
        return False
    percent = charge.a_year(read.debt)
    return percent is None or percent > entry.above_percent_a_year


def _words_of(entry: AgreementPoint, text: str, read: Figures) -> str:
    """The words that settle a point, empty where none do; who lent, and what is to be paid in all, is read first."""
    if entry.id == TOTAL:
        return quoted_with(text, read.total) if read.total is not None else ""
    if entry.id == CREDITOR and (named := lender_in(text)):
        return named
    blank = () if entry.id == SIGNATURES else BLANK
    words = found(text, entry.said, (*entry.unless_said, *blank)) or ""
    if entry.id == SCHEDULE and read.instalments and not words:
        return f"{show(read.instalments[0].day)}付 {yuan(read.instalments[0].amount)}"
    if entry.id == WAIVER and read.waived is not None and not words:
        return waived_told(read)
    return with_value(text, words)


def _clauses(text: str, read: Figures, spoilt: set[str], knowledge: Knowledge) -> Iterator[ClauseView]:
    """What must be there; a point that a clause against the reader is about is neither called found nor missing."""
    for entry in knowledge.negotiation(lambda file: file.agreement):
        if spoilt.intersection(entry.spoilt_by):
            continue
        words = _words_of(entry, text, read)
        yield ClauseView(
            **_item(entry),
            name=entry.name or entry.text,
            words=quoted(words),
            change=entry.change or entry.text,
            must=entry.must,
        )


def _say(changes: list[str], wrong: tuple[str, ...], knowledge: Knowledge) -> str:
    wanted = [*(f"把数目改对：{entry}" for entry in wrong), *changes]
    if not wanted:
        return knowledge.say(SaidId.AGREEMENT_FINE)
    listed = "；".join(f"{number}、{words}" for number, words in enumerate(wanted, 1))
    return f"协议我看了，请改这几处再发我：{listed}。改好、盖章以后我再签。在那以前我先不签，不等于拒绝还款。"


def agreement_dates(view: AgreementView, label: str) -> tuple[DatedItemView, ...]:
    """Every instalment as an item of a calendar."""
    return tuple(
        DatedItemView(
            title=f"还款第 {number} 期：{yuan(entry.amount)}",
            day=entry.day,
            last=None,
            note=f"付到协议写明的账户，备注写合同号和第 {number} 期，截图留好。协议签了才算数。",
            uid=(label, "agreement", str(number)),
        )
        for number, entry in enumerate(view.read.instalments, 1)
    )

"""Is this offer good? What it costs, what is missing, what it admits, its traps, one verdict and the words to say.

Never better than the figures allow: only an offer that is told to be written, that can be paid and that has no trap is
one to take. The sums are those of ``money.offer``, the words those of knowledge/negotiation/offers.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from borrower_help.advice.items import item
from borrower_help.advice.offer_counter import CounterView, counter_view
from borrower_help.advice.offer_figures import figures, parts
from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import DatedItem
from borrower_help.case.conditions import court_paper, judged
from borrower_help.case.situation import Situation
from borrower_help.documents.phrases import found
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind, Statement
from borrower_help.knowledge.records.negotiation import OfferPoint, Trap
from borrower_help.money.offer import Means, OfferSums, Terms, due_dates, sums_of
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

OLD = 1000
"""Days overdue from which three years may be over: knowledge/negotiation asks for the dates from there, too."""

VERDICTS = {"take": "可以接受", "ask_first": "先要三样东西，再决定", "do_not_sign": "别签，也别付"}
FORMS = {
    "lump": "一次付清",
    "instalments": "分期还",
    "deferral": "延后再还",
    "part": "先付一笔，剩下的再谈",
}
MOST_ASKS = 3

_KNOWN = {
    InstitutionKind.BANK: "bank",
    InstitutionKind.CONSUMER_FINANCE: "consumer-finance",
    InstitutionKind.MICRO_LOAN: "micro-loan",
    InstitutionKind.AMC: "assignee",
    InstitutionKind.PRIVATE_ASSIGNEE: "assignee",
}
"""What is known of the lenders of a kind; of the others nothing is."""


class OfferTold(View, frozen=True, kw_only=True):
    """What was told of an offer: its terms, its words, what it has (``has``) and which traps are in it, by id.

    ``limitation`` tells whether three years may be over: ``passed``, ``unknown``, or nothing to worry about;
    ``days_told`` is false where nobody said how long it is overdue, so that nothing can be known of it.
    """

    terms: Terms
    means: Means
    words: str = ""
    has: frozenset[str] = frozenset()
    traps: frozenset[str] = frozenset()
    limitation: str = ""
    days_told: bool = True
    debts: int = 1
    income: Decimal | None = None
    first_debts_short: bool = False


class TrapView(ItemView, frozen=True, kw_only=True):
    """A trap: its name, the words that showed it, what to ask for instead."""

    name: str
    change: str
    words: str
    grave: bool


class PointView(ItemView, frozen=True, kw_only=True):
    """Something an offer must have, and how to ask for it."""

    name: str
    change: str
    must: bool


class OfferView(View, frozen=True, kw_only=True):
    """The answer: the verdict and its line first, then why, the sums in words, and what to say."""

    verdict: str
    headline: str
    advice: ItemView
    form: str
    reasons: tuple[str, ...]
    asks: tuple[PointView, ...]
    missing: tuple[PointView, ...]
    present: tuple[str, ...]
    traps: tuple[TrapView, ...]
    figures: tuple[tuple[str, str], ...]
    effects: tuple[ItemView, ...]
    notes: tuple[ItemView, ...]
    say: ItemView
    counter: CounterView | None
    terms: Terms
    sums: OfferSums


def judge(told: OfferTold, situation: Situation, knowledge: Knowledge) -> OfferView:
    """The verdict on an offer for whoever is in this situation."""
    notes = {entry.id: entry for entry in knowledge.negotiation(lambda file: file.offer_notes)}
    sums = sums_of(told.terms, told.means)
    traps = tuple(_traps(told, knowledge))
    missing, present = _points(told, knowledge, {entry.id for entry in traps})
    against = tuple(_against(told, sums, traps, situation, knowledge))
    doubts = tuple(_doubts(told, sums, traps, knowledge))
    asks = missing[:MOST_ASKS]
    verdict = "do_not_sign" if against else "ask_first" if doubts or any(entry.must for entry in missing) else "take"
    reasons = against or doubts or tuple(f"没说有：{entry.name}" for entry in asks[:1] if verdict == "ask_first")
    counter = counter_view(told.terms, told.means, told.income, told.debts, notes)
    barred = told.limitation or _not_theirs(situation)
    return OfferView(
        verdict=verdict,
        headline=f"{VERDICTS[verdict]}。{reasons[0] if reasons else _good(sums)}。",
        advice=item(notes[f"verdict-{verdict.replace('_', '-')}"]),
        form=FORMS[told.terms.form],
        reasons=reasons,
        asks=asks if verdict == "ask_first" else (),
        missing=missing,
        present=present,
        traps=traps,
        figures=tuple(
            figures(
                told.terms,
                told.means,
                sums,
                {trap.id for trap in traps},
                stops_interest=_stops_interest(told, knowledge),
            )
        ),
        effects=tuple(item(notes[name]) for name in _effects(told, situation)),
        notes=tuple(item(notes[name]) for name in _notes(told, situation, verdict)),
        say=_say(verdict, told, asks, counter if not barred else None, sums, notes, situation),
        counter=None if verdict == "take" or barred else counter,
        terms=told.terms,
        sums=sums,
    )


def traps_heard(words: str, knowledge: Knowledge) -> list[Trap]:
    """The traps that the words of an offer name, the grave ones first: also where its sums cannot be read."""
    return [entry for entry in _by_gravity(knowledge) if found(words, entry.said, entry.unless_said)]


def _by_gravity(knowledge: Knowledge) -> list[Trap]:
    entries: tuple[Trap, ...] = knowledge.negotiation(lambda file: file.offer_traps)
    return sorted(entries, key=lambda trap: not trap.grave)


def _traps(told: OfferTold, knowledge: Knowledge) -> Iterator[TrapView]:
    """The traps told by name, and those heard in the words; the grave ones first."""
    for entry in _by_gravity(knowledge):
        words = found(told.words, entry.said, entry.unless_said)
        fee = entry.id == "fee_first" and told.terms.fee > 0
        if entry.unless_has and told.has.issuperset(entry.unless_has):
            continue
        if entry.id in told.traps or words or fee:
            yield TrapView(**_item(entry), name=entry.name, change=entry.change, words=words or "", grave=entry.grave)


def _item(entry: Statement) -> dict[str, Any]:
    view = item(entry)
    return {name: getattr(view, name) for name in ItemView.__struct_fields__}


def _points(told: OfferTold, knowledge: Knowledge, traps: set[str]) -> tuple[tuple[PointView, ...], tuple[str, ...]]:
    """What is missing, the musts first, and the names of what is there. What was not told is missing."""
    missing, present = [], []
    for entry in knowledge.negotiation(lambda file: file.offer_points):
        if told.terms.form not in entry.forms or not _asked(entry.id, told, knowledge):
            continue
        if _has(entry, told, traps):
            present.append(entry.name)
        else:
            missing.append(PointView(**_item(entry), name=entry.name, change=entry.change, must=_is_must(entry, told)))
    return tuple(sorted(missing, key=lambda point: not point.must)), tuple(present)


def _asked(point: str, told: OfferTold, knowledge: Knowledge) -> bool:
    """Whether a point is about this offer: what is waived, what is above the debt, what the wait costs."""
    terms = told.terms
    match point:
        case "waived":
            return _waives(told)
        case "difference":
            return terms.debt is not None and terms.on_debt > terms.debt
        case "due_sum":
            return not _stops_interest(told, knowledge)
    return True


def _stops_interest(told: OfferTold, knowledge: Knowledge) -> bool:
    """Whether it is told that no interest is taken, or no more of it."""
    points: tuple[OfferPoint, ...] = knowledge.negotiation(lambda file: file.offer_points)
    return any(_has(entry, told, set()) for entry in points if entry.id == "stop_interest")


def _waives(told: OfferTold) -> bool:
    terms = told.terms
    return bool(terms.waived) or terms.debt is None or terms.on_debt < terms.debt


def _is_must(entry: OfferPoint, told: OfferTold) -> bool:
    return bool(entry.must or (entry.id == "waived" and told.terms.form == "lump"))


def _has(entry: OfferPoint, told: OfferTold, traps: set[str]) -> bool:
    if entry.id == "company_account" and "private_account" in traps:
        return False
    return entry.id in told.has or bool(found(told.words, entry.said, entry.unless_said))


def _not_theirs(situation: Situation) -> str:
    """Why nobody should answer an offer at all: the note that says so."""
    return "" if situation.signed and not situation.not_owed else "not-owed" if situation.signed else "role-not-yours"


def _against(
    told: OfferTold, sums: OfferSums, traps: tuple[TrapView, ...], situation: Situation, knowledge: Knowledge
) -> Iterator[str]:
    """What forbids it, the strongest first, each in a few words."""
    theirs = {"not-owed": "你说这笔没借过或已还清", "role-not-yours": knowledge.say(SaidId.OFFER_NOT_YOURS)}
    if reason := _not_theirs(situation):
        yield theirs[reason]
    if told.limitation:
        yield "三年时效可能已经过了，先打12348" if told.limitation == "passed" else "拖了快三年或更久，先弄清时效"
    yield from (f"这里有陷阱：{trap.name}" for trap in traps if trap.grave)
    if situation.kind is InstitutionKind.UNLICENSED:
        yield knowledge.say(SaidId.OFFER_UNLICENSED)
    if sums.short_month:
        share = told.means.share or Decimal(0)
        wanted = f"{_month(told.terms)} {yuan(told.terms.heaviest)}"
        yield f"{wanted}，你最多拿得出 {yuan(share)}，差 {yuan(sums.short_month)}"
    if sums.short_cash:
        at_once = told.terms.now + told.terms.fee
        yield f"要马上付 {yuan(at_once)}，你手里有 {yuan(told.means.cash or Decimal(0))}，差 {yuan(sums.short_cash)}"
    if sums.extra and told.terms.form == "lump":
        yield f"比欠的还多付 {yuan(sums.extra)}"


def _doubts(told: OfferTold, sums: OfferSums, traps: tuple[TrapView, ...], knowledge: Knowledge) -> Iterator[str]:
    """What must be cleared up before it can be taken."""
    terms, means = told.terms, told.means
    if terms.debt is None:
        yield knowledge.say(SaidId.OFFER_DEBT_UNKNOWN)
    if sums.extra and terms.form != "lump":
        yield f"比现在欠的多付 {yuan(sums.extra)}"
    if sums.claimed_differs and sums.waived is not None and terms.waived is not None:
        yield f"说减免 {yuan(terms.waived)}，按数算减了 {yuan(sums.waived)}，对不上"
    if sums.to_principal is not None and sums.to_principal == 0:
        yield f"付的 {yuan(terms.now)}还不够抵息费 {yuan(sums.charges or Decimal(0))}，本金一分没少"
    elif terms.form == "part":
        yield "付了这笔，剩下的怎么办没有说定"
    if terms.form == "instalments" and not terms.complete:
        yield "每期多少、一共几期，没有说全"
    if sums.thin and sums.cash_left is not None and means.essentials is not None:
        yield f"付完手里只剩 {yuan(sums.cash_left)}，不够一个月的必需开支 {yuan(means.essentials)}"
    if terms.monthly and means.share is None:
        yield "还没算过每月拿得出多少"
    if terms.form in ("lump", "part") and means.cash is None:
        yield "没说手里有多少钱能付"
    if terms.wait and sums.running and not _stops_interest(told, knowledge):
        yield f"不停息的话，{terms.wait} 个月会多出约 {yuan(sums.running)}"
    yield from (f"要改掉：{trap.name}" for trap in traps if not trap.grave)
    if not told.days_told:
        yield knowledge.say(SaidId.OFFER_DAYS_UNKNOWN)


def _month(terms: Terms) -> str:
    return "最重的一个月要" if terms.then else "每月"


def _good(sums: OfferSums) -> str:
    saved = f"，比欠的少 {yuan(sums.waived)}" if sums.waived else ""
    return f"一共付 {yuan(sums.paid)}{saved}，付得起，该有的都有了"


def _effects(told: OfferTold, situation: Situation) -> Iterator[str]:
    """What answering or signing would admit or start anew."""
    if told.limitation == "passed":
        yield "limitation-passed"
    elif told.limitation:
        yield "limitation-unknown"
    elif judged(situation):
        yield "judged"
    else:
        yield "restarts"
    if told.terms.form == "part":
        yield "part-order"
    else:
        yield "amount-admitted"
    if court_paper(situation) and not judged(situation):
        yield "court-runs"


def _notes(told: OfferTold, situation: Situation, verdict: str) -> Iterator[str]:
    if reason := _not_theirs(situation):
        yield reason
        return
    if situation.kind is InstitutionKind.UNLICENSED:
        yield "unlicensed-wait"
    if told.first_debts_short:
        yield "secured-first"
    if told.means.share is not None and told.means.share <= 0:
        yield "assistance-first"
    if told.debts > 1:
        yield "same-money"
    if verdict == "take":
        yield "after-paying"
        return
    yield "no-right"
    yield f"known-{_KNOWN[situation.kind]}" if situation.kind in _KNOWN else "lender-knows"
    yield "hardship-papers"
    yield "mediation"


def _say(
    verdict: str,
    told: OfferTold,
    asks: tuple[PointView, ...],
    counter: CounterView | None,
    sums: OfferSums,
    notes: dict[str, Statement],
    situation: Situation,
) -> ItemView:
    if told.limitation and not _not_theirs(situation):
        return item(notes["say-limitation"])
    if verdict == "take":
        return _filled(notes["say-take"], sum=f"{parts(told.terms)}{yuan(sums.paid)}")
    if verdict == "ask_first":
        return _filled(notes["say-ask"], asks="；".join(entry.change for entry in asks) or "发我分项明细和书面方案")
    unpayable = sums.short_month or sums.short_cash
    if counter is not None and counter.options and unpayable:
        return _filled(notes["say-cannot"], counter=counter.options[0].text.rstrip("。"))
    return item(notes["say-refuse"])


def _filled(entry: Statement, **words: str) -> ItemView:
    text = entry.text
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return msgspec.structs.replace(item(entry), text=text)


def offer_dates(told: OfferTold, view: OfferView, label: str) -> tuple[DatedItem, ...]:
    """The days of an offer that may be taken; nothing goes into a calendar that should not be paid."""
    if view.verdict == "do_not_sign":
        return ()
    return tuple(
        DatedItem(
            title=f"付款：{yuan(amount)}（第 {number} 笔）",
            day=day,
            last=None,
            note=f"{show(day)}付 {yuan(amount)}。先看盖章的书面方案，付到它写明的账户，备注写合同号。",
            uid=(label, "offer", str(number)),
        )
        for number, (day, amount) in enumerate(due_dates(told.terms), 1)
    )

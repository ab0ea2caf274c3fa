"""Is this offer good? What it costs, what is missing, what it admits, its traps, one verdict and the words to say.

Never better than the figures allow: only an offer that is told to be written, that can be paid and that has no trap is
one to take. The sums are those of ``money.offer``, the words those of knowledge/negotiation/offers.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from borrower_help.advice.items import item
from borrower_help.advice.offer_counter import CounterView, counter_view
from borrower_help.advice.offer_figures import figures, parts
from borrower_help.advice.offer_points import points_of, stops_interest
from borrower_help.advice.offer_reasons import DEAR, against, doubts, is_out_of_reach, not_theirs
from borrower_help.advice.offer_traps import traps_of
from borrower_help.advice.offer_views import FORMS, OfferAnswersView, OfferView, PointView
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.case.conditions import court_paper, judged
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind, Statement
from borrower_help.money.offer import OfferSums, Terms, due_dates, sums_of
from borrower_help.money.wait import Wait, wait_of
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show

VERDICTS = {"take": "可以接受", "do_not_sign": "别签，也别付"}
MOST_ASKS = 3

_KNOWN = {
    InstitutionKind.BANK: "bank",
    InstitutionKind.CONSUMER_FINANCE: "consumer-finance",
    InstitutionKind.MICRO_LOAN: "micro-loan",
    InstitutionKind.AMC: "assignee",
    InstitutionKind.PRIVATE_ASSIGNEE: "assignee",
}
"""What is known of the lenders of a kind; of the others nothing is."""


def judge(offer: OfferAnswersView, situation: Situation, knowledge: Knowledge) -> OfferView:
    """The verdict on an offer for whoever is in this situation."""
    notes = {entry.id: entry for entry in knowledge.negotiation(lambda file: file.offer_notes)}
    sums = sums_of(offer.terms, offer.means)
    wait = wait_of(offer.terms, offer.means, stops=stops_interest(offer, knowledge))
    traps = tuple(traps_of(offer, knowledge))
    missing, present = points_of(offer, knowledge, {entry.id for entry in traps})
    forbids = tuple(against(offer, sums, wait, traps, situation, knowledge))
    open_points = tuple(doubts(offer, sums, wait, traps, knowledge))
    asks = missing[:MOST_ASKS]
    verdict = (
        "do_not_sign" if forbids else "ask_first" if open_points or any(entry.must for entry in missing) else "take"
    )
    reasons = forbids or open_points or tuple(f"没说有：{entry.name}" for entry in asks[:1] if verdict == "ask_first")
    counter = counter_view(offer.terms, offer.means, offer.income, offer.debts, notes, trapped=bool(traps))
    barred = offer.limitation or not_theirs(situation)
    return OfferView(
        verdict=verdict,
        headline=f"{_verdict(verdict, len(asks))}。{reasons[0] if reasons else _good(offer.terms, sums, wait)}。",
        advice=item(notes[f"verdict-{verdict.replace('_', '-')}"]),
        form=FORMS[offer.terms.form],
        reasons=reasons,
        asks=asks if verdict == "ask_first" else (),
        missing=missing,
        present=present,
        traps=traps,
        figures=tuple(
            figures(
                offer.terms,
                offer.means,
                sums,
                wait,
                {trap.id for trap in traps},
                stops_interest=stops_interest(offer, knowledge),
            )
        ),
        no_trap=None if traps or forbids else item(notes["no-trap-heard"]),
        effects=tuple(item(notes[name]) for name in _effects(offer, situation)),
        notes=tuple(item(notes[name]) for name in _notes(offer, situation, verdict, wait)),
        say=_say(verdict, offer, asks, counter if not barred else None, sums, wait, notes, situation),
        counter=None if verdict == "take" or barred else counter,
        terms=offer.terms,
        sums=sums,
        wait=wait,
    )


def _verdict(verdict: str, asks: int) -> str:
    """The verdict, with how many things to ask for first."""
    count = "零一两三"[asks]
    return VERDICTS.get(verdict) or (f"先要{count}样东西，再决定" if asks else "先弄清一件事，再决定")


def _good(terms: Terms, sums: OfferSums, wait: Wait | None) -> str:
    if terms.form == "deferral" and wait is not None:
        return f"{_later(terms, wait)}，该有的都有了"
    saved = f"，比欠的少 {yuan(sums.waived)}" if sums.waived else ""
    return f"一共付 {yuan(sums.paid)}{saved}，付得起，该有的都有了"


def _later(terms: Terms, wait: Wait) -> str:
    """What is to be paid now, and what when the wait is over."""
    now = f"现在付 {yuan(terms.now + terms.fee)}，" if terms.now or terms.fee else ""
    due = f"还 {yuan(wait.due)}" if wait.due is not None else "再还"
    return f"{now}延到 {show(wait.until) if wait.until else f'{wait.days} 天后'}{due}"


def _effects(offer: OfferAnswersView, situation: Situation) -> Iterator[str]:
    """What answering or signing would admit or start anew."""
    if offer.limitation == "passed":
        yield "limitation-passed"
    elif offer.limitation:
        yield "limitation-unknown"
    elif judged(situation):
        yield "judged"
    else:
        yield "restarts"
    if offer.terms.form == "part":
        yield "part-order"
    else:
        yield "amount-admitted"
    if court_paper(situation) and not judged(situation):
        yield "court-runs"


def _notes(offer: OfferAnswersView, situation: Situation, verdict: str, wait: Wait | None) -> Iterator[str]:
    if reason := not_theirs(situation):
        yield reason
        return
    if situation.kind is InstitutionKind.UNLICENSED:
        yield "unlicensed-wait"
    if offer.first_debts_short:
        yield "secured-first"
    if offer.means.share is not None and offer.means.share <= 0:
        yield "assistance-first"
    if offer.debts > 1:
        yield "same-money"
    if verdict == "take":
        yield "after-paying"
        return
    if wait is not None and wait.a_year is not None and wait.a_year > DEAR:
        yield "wait-dear"
    yield "no-right"
    yield f"known-{_KNOWN[situation.kind]}" if situation.kind in _KNOWN else "lender-knows"
    yield "hardship-papers"
    yield "mediation"


def _say(
    verdict: str,
    offer: OfferAnswersView,
    asks: tuple[PointView, ...],
    counter: CounterView | None,
    sums: OfferSums,
    wait: Wait | None,
    notes: dict[str, Statement],
    situation: Situation,
) -> ItemView:
    if offer.limitation and not not_theirs(situation):
        return item(notes["say-limitation"])
    if verdict == "take":
        later = _later(offer.terms, wait) if offer.terms.form == "deferral" and wait is not None else ""
        return _filled(notes["say-take"], sum=later or f"{parts(offer.terms)}{yuan(sums.paid)}")
    if verdict == "ask_first":
        return _filled(notes["say-ask"], asks="；".join(entry.change for entry in asks) or "发我分项明细和书面方案")
    unpayable = sums.short_month or sums.short_cash or (wait is not None and is_out_of_reach(offer, wait))
    if counter is not None and counter.options and unpayable:
        return _filled(notes["say-cannot"], counter=counter.options[0].text.rstrip("。"))
    return item(notes["say-refuse"])


def _filled(entry: Statement, **words: str) -> ItemView:
    text = entry.text
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return msgspec.structs.replace(item(entry), text=text)


def offer_dates(offer: OfferAnswersView, view: OfferView, label: str) -> tuple[DatedItemView, ...]:
    """The days of an offer that may be taken; nothing goes into a calendar that should not be paid."""
    if view.verdict == "do_not_sign":
        return ()
    return tuple(
        DatedItemView(
            title=f"付款：{yuan(amount)}（第 {number} 笔）",
            day=day,
            last=None,
            note=f"{show(day)}付 {yuan(amount)}。先看盖章的书面方案，付到它写明的账户，备注写合同号。",
            uid=(label, "offer", str(number)),
        )
        for number, (day, amount) in enumerate(due_dates(offer.terms), 1)
    )

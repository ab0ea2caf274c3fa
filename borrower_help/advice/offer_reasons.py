"""Why an offer is not to be taken: what forbids it, and what must be cleared up first, each in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from borrower_help.advice.offer_points import stops_interest
from borrower_help.advice.offer_views import OfferAnswersView, TrapView
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.money.offer import OfferSums, Terms
from borrower_help.money.wait import Wait
from borrower_help.values.amounts import ZERO, yuan
from borrower_help.values.named import SaidId


def not_theirs(situation: Situation) -> str:
    """Why nobody should answer an offer at all: the note that says so."""
    return "" if situation.signed and not situation.not_owed else "not-owed" if situation.signed else "role-not-yours"


def against(
    offer: OfferAnswersView,
    sums: OfferSums,
    wait: Wait | None,
    traps: tuple[TrapView, ...],
    situation: Situation,
    knowledge: Knowledge,
) -> Iterator[str]:
    """What forbids it, the strongest first, each in a few words."""
    theirs = {"not-owed": "你说这笔没借过或已还清", "role-not-yours": knowledge.say(SaidId.OFFER_NOT_YOURS)}
    if reason := not_theirs(situation):
        yield theirs[reason]
    if offer.limitation:
        yield "三年时效可能已经过了，先打12348" if offer.limitation == "passed" else "拖了快三年或更久，先弄清时效"
    yield from (f"这里有陷阱：{trap.name}" for trap in traps if trap.grave)
    if situation.kind is InstitutionKind.UNLICENSED:
        yield knowledge.say(SaidId.OFFER_UNLICENSED)
    if wait is not None and is_out_of_reach(offer, wait):
        yield _end_of(offer, wait)
    if sums.short_month:
        share = offer.means.share or Decimal(0)
        wanted = f"{_month(offer.terms)} {yuan(offer.terms.heaviest)}"
        yield f"{wanted}，你最多拿得出 {yuan(share)}，差 {yuan(sums.short_month)}"
    if sums.short_cash:
        at_once = offer.terms.now + offer.terms.fee
        yield f"要马上付 {yuan(at_once)}，你手里有 {yuan(offer.means.cash or Decimal(0))}，差 {yuan(sums.short_cash)}"
    if sums.extra and offer.terms.form == "lump":
        yield f"比欠的还多付 {yuan(sums.extra)}"


def doubts(
    offer: OfferAnswersView, sums: OfferSums, wait: Wait | None, traps: tuple[TrapView, ...], knowledge: Knowledge
) -> Iterator[str]:
    """What must be cleared up before it can be taken."""
    terms, means = offer.terms, offer.means
    if terms.form == "deferral" and wait is None and not offer.day_open:
        yield "延到哪天没说清"
    if offer.day_open:
        yield "说的日子已经过了，或者没说清是哪天"
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
    if wait is not None:
        yield from _doubts_of_a_wait(offer, wait, knowledge)
    yield from (f"要改掉：{trap.name}" for trap in traps if not trap.grave)
    if not offer.days_told:
        yield knowledge.say(SaidId.OFFER_DAYS_UNKNOWN)


DEAR = Decimal("0.24")
"""What a year may cost before it is said that courts may cut it (spc-financial-trials-2017:2)."""


def _month(terms: Terms) -> str:
    return "最重的一个月要" if terms.then else "每月"


def _doubts_of_a_wait(offer: OfferAnswersView, wait: Wait, knowledge: Knowledge) -> Iterator[str]:
    """What the wait costs, and whether anybody knows how it ends."""
    terms = offer.terms
    if wait.more is not None and wait.more > 0:
        yield f"等 {_long(terms, wait)}，要多付{'' if wait.named else '约'} {yuan(wait.more)}"
    if wait.differs:
        yield f"按说的利率算出来是 {yuan((wait.due or ZERO) - wait.differs)}，和他要的 {yuan(wait.due or ZERO)}对不上"
    if terms.charged and stops_interest(offer, knowledge):
        yield "又说停息，又说了利率，对不上"
    if terms.form != "deferral":
        return
    if wait.due is not None and wait.saved is None:
        yield "还没算过到那天攒不攒得出"
    if terms.at_end and wait.short and not is_out_of_reach(offer, wait):
        yield _end_of(offer, wait)
    if not terms.at_end and wait.short:
        yield f"到期怎么还没说。要一次还清的话，{yuan(wait.due or ZERO)}里差 {yuan(wait.short)}"
    if wait.a_year is not None and wait.a_year > DEAR:
        yield knowledge.say(SaidId.OFFER_WAIT_DEAR)


def _long(terms: Terms, wait: Wait) -> str:
    return f"{terms.wait} 个月" if terms.wait and terms.until is None else f"{wait.days} 天"


def is_out_of_reach(offer: OfferAnswersView, wait: Wait) -> bool:
    """Whether all is to be paid at the end and cannot be saved. Where the cash was not told, it may help out: only what
    lacks more than can be saved is out of reach then.
    """
    if offer.terms.form != "deferral" or not offer.terms.at_end or not wait.short:
        return False
    return offer.means.cash is not None or wait.short > (wait.saved or ZERO)


def _end_of(offer: OfferAnswersView, wait: Wait) -> str:
    """What is due at the end beside what can be saved."""
    due, saved = yuan(wait.due or ZERO), yuan(wait.saved or ZERO)
    without = "，不算手里的钱，" if offer.means.cash is None else "，连手里的钱，"
    return f"{_day_of(wait)}要一次付 {due}{without}到那天攒得出 {saved}，差 {yuan(wait.short or ZERO)}"


def _day_of(wait: Wait) -> str:
    return f"{wait.until.isoformat()} " if wait.until else "到期"

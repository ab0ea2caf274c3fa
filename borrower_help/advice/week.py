"""One page for somebody who owes several lenders: what to do this week, in what order, and sums that add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal

from borrower_help.advice.calendar import dated_items
from borrower_help.advice.items import item
from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.advice.views.report import Advice
from borrower_help.advice.week_court import court_steps, from_court, is_heard
from borrower_help.advice.week_loans import LoanOfWeek, loans_of_week, reach
from borrower_help.advice.week_step import WeekStepView, step
from borrower_help.case.model import Case
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.money.offers import LONG_MONTHS
from borrower_help.values.amounts import ZERO, yuan
from borrower_help.values.dates import show
from borrower_help.values.named import LoanReasonId, SaidId

SOON = 3
"""Days in which to call a lender whose next instalment cannot be paid; always before it is due."""

AGAIN = 7
"""Days after which a lender that has not answered is written to again."""


class WeekShareView(View, frozen=True, kw_only=True):
    """What one lender is offered a month; ``name`` is what the person calls it, ``note`` what to know before that sum
    is offered or paid.
    """

    place: int
    name: str
    owed: Decimal
    share: Decimal
    note: str


class WeekView(View, frozen=True, kw_only=True):
    """The page. The shares add up to ``offered``, which is never more than ``offer``; ``reckoned`` says how long they
    take and what the order of the rows means.
    """

    headline: str
    steps: tuple[WeekStepView, ...]
    shares: tuple[WeekShareView, ...]
    owed: Decimal
    offered: Decimal
    offer: Decimal
    income: Decimal
    essentials: Decimal
    buffer: Decimal
    reckoned: tuple[ItemView, ...]
    say: ItemView
    notes: tuple[ItemView, ...]
    dates: tuple[DatedItemView, ...]


def week(advice: Advice, case: Case, knowledge: Knowledge, label: str = "") -> WeekView | None:
    """The page for a case of several loans; ``None`` where there are not several, or the figures are missing.

    ``label`` tells its calendar from that of another case, as in ``dated_items``.
    """
    plan = advice.money.plan
    if len(advice.loans) < 2 or plan is None or any(loan.outstanding is None for loan in advice.loans):
        return None
    words = {entry.id: entry for entry in knowledge.plan.week}
    loans = loans_of_week(advice, case, knowledge)
    shares = tuple(_share(loan) for loan in loans)
    budget = plan.budget
    offered = sum((entry.share for entry in shares), ZERO)
    owed = sum((entry.owed for entry in shares), ZERO)
    figures = {
        "count": f" {len(loans)} ",
        "owed": yuan(owed),
        "income": yuan(budget.income),
        "essentials": yuan(budget.essentials),
        "offer": yuan(budget.offer),
        "share": "＿＿元",
    }
    unnamed = not any(loan.answers.sued for loan in loans) and from_court(case)
    steps = tuple(sorted(_steps(advice, loans, words, knowledge, unnamed=unnamed), key=lambda entry: entry.day))
    nothing = budget.offer <= 0
    return WeekView(
        headline=_headline(advice, shares, owed, budget.offer, knowledge),
        steps=steps,
        shares=shares,
        owed=owed,
        offered=offered,
        offer=budget.offer,
        income=budget.income,
        essentials=budget.essentials,
        buffer=budget.buffer,
        reckoned=() if nothing else tuple(_reckoned(loans, words)),
        say=item(words["week-nothing"]) if nothing else _filled(words["week-say"], figures),
        notes=tuple(_notes(loans, words, nothing=nothing, court=unnamed and is_heard(case))),
        dates=_dates(advice, steps, shares, knowledge, label),
    )


def _headline(
    advice: Advice, shares: tuple[WeekShareView, ...], owed: Decimal, offer: Decimal, knowledge: Knowledge
) -> str:
    takers = sum(entry.share > 0 for entry in shares)
    nothing = knowledge.say(SaidId.WEEK_NO_FIGURE)
    money = f"每月最多拿得出 {yuan(offer)}，按比例分给 {takers} 家。" if offer > 0 else nothing
    first = advice.first[0] if advice.first and advice.papers.received else None
    court = f"最先办：{first.by}，{first.text}。" if first else ""
    return f"{len(shares)} 家一共欠 {yuan(owed)}。{money}{court}"


def _share(loan: LoanOfWeek) -> WeekShareView:
    note = "先按到手的钱算清，今天不报数" if loan.is_unlicensed and not loan.view.share else ""
    if loan.is_held:
        note = "先查贷款人，钱留着，别付给平台"
    if loan.is_old:
        note = "先问12348时效，今天不报数"
    return WeekShareView(
        place=loan.view.place,
        name=loan.answers.lender or loan.name,
        owed=loan.view.outstanding or ZERO,
        share=loan.view.share or ZERO,
        note=note,
    )


Loans = tuple[LoanOfWeek, ...]


def _reckoned(loans: Loans, words: Mapping[str, Statement]) -> Iterator[ItemView]:
    """How long the sums take if nothing is added any more, and why the rows stand in this order."""
    shared = [loan for loan in loans if loan.view.share and not loan.answers.secured]
    offered = sum((loan.view.share or ZERO for loan in shared), ZERO)
    if offered:
        owed = sum((loan.view.outstanding or ZERO for loan in shared), ZERO)
        months = (owed / offered).to_integral_value(ROUND_CEILING)
        name = "week-too-long" if months > LONG_MONTHS else "week-long"
        yield _filled(words[name], {"months": f"{months}", "owed": yuan(owed), "offered": yuan(offered)})
    alike = all(why.id == LoanReasonId.LICENSED for loan in loans for why in loan.view.why)
    yield item(words["week-order" if alike else "week-order-reasons"])


def _steps(
    advice: Advice, loans: Loans, words: Mapping[str, Statement], knowledge: Knowledge, *, unnamed: bool
) -> Iterator[WeekStepView]:
    """What the papers want with their days, then what to ask and whom to call today, then what to look at in a week.

    ``unnamed`` tells that a court wrote and nobody said of which loan.
    """
    today, last = advice.as_of, advice.as_of + dt.timedelta(days=AGAIN)
    yield from court_steps(advice, words, unnamed=unnamed)
    yield step(today, "今天", item(words["week-legal-aid"]))
    yield step(today, "今天", item(words["week-sheet"]))
    for name, chosen in (
        ("week-brand", [loan.name for loan in loans if loan.is_held]),
        ("week-brand-current", [loan.name for loan in loans if loan.is_brand and not loan.is_held]),
        ("week-unknown", [loan.name for loan in loans if loan.is_unknown]),
        ("week-sold", [loan.name for loan in loans if loan.is_sold]),
    ):
        if chosen:
            yield step(today, "今天", _filled(words[name], {"names": "、".join(chosen)}))
    called = [loan for loan in loans if loan.is_called]
    if called:
        what = _filled(words["week-call"], {"names": "、".join(loan.name for loan in called)})
        yield WeekStepView(day=today, by="今天", what=what, reach=reach(called, knowledge))
    for loan in loans:
        yield from _before_due(loan, today, words)
    yield step(last, f"{last:%m-%d}", item(words["week-again"]))


def _before_due(loan: LoanOfWeek, today: dt.date, words: Mapping[str, Statement]) -> Iterator[WeekStepView]:
    """The call to a lender whose next instalment is more than its share, before that is due."""
    view, monthly = loan.view, loan.answers.monthly
    if not view.due or view.days_overdue != 0 or not monthly or view.share is None or monthly <= view.share:
        return
    filled = {"name": loan.name, "due": show(view.due), "monthly": yuan(monthly), "share": yuan(view.share)}
    before = max(min(view.due - dt.timedelta(days=1), today + dt.timedelta(days=SOON)), today)
    yield step(before, f"{before:%m-%d} 前", _filled(words["week-before-due"], filled))


def _notes(loans: Loans, words: Mapping[str, Statement], *, nothing: bool, court: bool) -> Iterator[ItemView]:
    """What is different for some of them, and what changes when one agrees; ``court`` where one of them sued and
    nobody said which.
    """
    for name, chosen in (
        ("week-first-debts", [loan.name for loan in loans if loan.answers.secured]),
        ("week-unlicensed", [loan.name for loan in loans if loan.is_unlicensed]),
        ("week-old", [loan.name for loan in loans if loan.is_old]),
    ):
        if chosen:
            yield _filled(words[name], {"names": "、".join(chosen)})
    for loan in loans:
        if loan.answers.sued:
            yield _filled(words["week-say-court"], {"name": loan.name})
    if court:
        yield item(words["week-whose-court"])
    if not nothing:
        yield item(words["week-agreed"])


def _filled(entry: Statement, values: Mapping[str, str]) -> ItemView:
    text = entry.text
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    view = item(entry)
    return ItemView(id=view.id, text=text, confidence=view.confidence, sources=view.sources)


def _dates(
    advice: Advice,
    steps: tuple[WeekStepView, ...],
    shares: tuple[WeekShareView, ...],
    knowledge: Knowledge,
    label: str,
) -> tuple[DatedItemView, ...]:
    """One calendar for all: the papers, the next day of every loan, and the day to look again."""
    held = {entry.place: entry.note for entry in shares if entry.note}
    due = (
        DatedItemView(
            title=f"{loan.name}：{loan.next_step}",
            day=loan.next_date,
            last=None,
            note=held.get(loan.place) or loan.share_text or loan.next_step,
            uid=(label, "loans", str(loan.index), "due"),
        )
        for loan in advice.loans
        if loan.next_date is not None
    )
    again = (
        DatedItemView(
            title="看各家的答复", day=entry.day, last=None, note=entry.what.text, uid=(label, "loans", "again")
        )
        for entry in steps
        if entry.what.id == "week-again"
    )
    found = [*dated_items(advice, knowledge, label), *due, *again]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.uid)))

"""One page for somebody who owes several lenders: what to do this week, in what order, and sums that add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from borrower_help.advice.calendar import dated_items
from borrower_help.advice.items import item
from borrower_help.advice.model import Advice, DatedItem, ItemView, LoanView, View
from borrower_help.advice.offer import OLD
from borrower_help.case.model import Case, LoanOfCase
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind, Statement
from borrower_help.values.amounts import ZERO, yuan
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

SOON = 3
"""Days in which to call a lender whose next instalment cannot be paid; always before it is due."""

AGAIN = 7
"""Days after which a lender that has not answered is written to again."""


class WeekStep(View, frozen=True, kw_only=True):
    """Something to do on a day; ``phone`` is the number it needs, where there is one."""

    day: dt.date
    by: str
    what: ItemView
    phone: str = ""


class WeekShare(View, frozen=True, kw_only=True):
    """What one lender is offered a month; ``note`` where nothing is offered yet, and why."""

    place: int
    name: str
    owed: Decimal
    share: Decimal
    note: str


class Week(View, frozen=True, kw_only=True):
    """The page. The shares add up to ``offered``, which is never more than ``offer``."""

    headline: str
    steps: tuple[WeekStep, ...]
    shares: tuple[WeekShare, ...]
    owed: Decimal
    offered: Decimal
    offer: Decimal
    income: Decimal
    essentials: Decimal
    buffer: Decimal
    say: ItemView
    notes: tuple[ItemView, ...]
    dates: tuple[DatedItem, ...]


def week(advice: Advice, case: Case, knowledge: Knowledge, label: str = "") -> Week | None:
    """The page for a case of several loans; ``None`` where there are not several, or the figures are missing.

    ``label`` tells its calendar from that of another case, as in ``dated_items``.
    """
    plan = advice.money.plan
    if len(advice.loans) < 2 or plan is None or any(loan.outstanding is None for loan in advice.loans):
        return None
    words = {entry.id: entry for entry in knowledge.plan.week}
    loans = [(loan, case.loans[loan.index]) for loan in advice.loans]
    shares = tuple(_share(loan) for loan in advice.loans)
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
    steps = tuple(sorted(_steps(advice, loans, words), key=lambda step: step.day))
    nothing = budget.offer <= 0
    return Week(
        headline=_headline(advice, shares, owed, budget.offer, knowledge),
        steps=steps,
        shares=shares,
        owed=owed,
        offered=offered,
        offer=budget.offer,
        income=budget.income,
        essentials=budget.essentials,
        buffer=budget.buffer,
        say=item(words["week-nothing"]) if nothing else _filled(words["week-say"], figures),
        notes=tuple(_notes(loans, words, nothing=nothing)),
        dates=_dates(advice, steps, knowledge, label),
    )


def _headline(
    advice: Advice, shares: tuple[WeekShare, ...], owed: Decimal, offer: Decimal, knowledge: Knowledge
) -> str:
    takers = sum(entry.share > 0 for entry in shares)
    nothing = knowledge.say(SaidId.WEEK_NO_FIGURE)
    money = f"每月最多拿得出 {yuan(offer)}，按比例分给 {takers} 家。" if offer > 0 else nothing
    first = advice.first[0] if advice.first and advice.papers.received else None
    court = f"最先办：{first.by}，{first.text}。" if first else ""
    return f"{len(shares)} 家一共欠 {yuan(owed)}。{money}{court}"


def _share(loan: LoanView) -> WeekShare:
    note = "先按到手的钱算清，今天不报数" if loan.kind is InstitutionKind.UNLICENSED and not loan.share else ""
    if loan.days_overdue is not None and loan.days_overdue >= OLD:
        note = "先问12348时效，今天不报数"
    return WeekShare(
        place=loan.place,
        name=loan.name,
        owed=loan.outstanding or ZERO,
        share=loan.share or ZERO,
        note=note,
    )


Loans = list[tuple[LoanView, LoanOfCase]]


def _steps(advice: Advice, loans: Loans, words: Mapping[str, Statement]) -> Iterator[WeekStep]:
    """What the papers want with their days, then the calls of today, then what to look at in a week."""
    today, last = advice.as_of, advice.as_of + dt.timedelta(days=AGAIN)
    if advice.papers.received:
        for action in advice.first:
            what = ItemView(id=action.id, text=action.text, confidence=action.confidence, sources=action.sources)
            yield WeekStep(day=action.date, by=action.by, what=what, phone=action.phone)
    yield _step(today, "今天", item(words["week-sheet"]))
    calls = [loan.name for loan, told in loans if _is_called(loan) and not told.secured]
    if calls:
        yield _step(today, "今天", _filled(words["week-call"], {"names": "、".join(calls)}))
    for loan, told in loans:
        if (
            loan.due
            and loan.days_overdue == 0
            and told.monthly
            and loan.share is not None
            and told.monthly > loan.share
        ):
            filled = {
                "name": loan.name,
                "due": show(loan.due),
                "monthly": yuan(told.monthly),
                "share": yuan(loan.share),
            }
            before = max(min(loan.due - dt.timedelta(days=1), today + dt.timedelta(days=SOON)), today)
            yield _step(before, f"{before:%m-%d} 前", _filled(words["week-before-due"], filled))
    yield _step(last, f"{last:%m-%d}", item(words["week-again"]))


def _is_called(loan: LoanView) -> bool:
    """Whether a lender is told the sums today: not one without a licence, and none whose claim may be too old."""
    old = loan.days_overdue is not None and loan.days_overdue >= OLD
    return not old and (loan.kind is not InstitutionKind.UNLICENSED or bool(loan.share))


def _step(day: dt.date, by: str, what: ItemView) -> WeekStep:
    return WeekStep(day=day, by=by, what=what)


def _notes(loans: Loans, words: Mapping[str, Statement], *, nothing: bool) -> Iterator[ItemView]:
    """What is different for some of them, and what changes when one agrees."""
    for name, chosen in (
        ("week-first-debts", [loan.name for loan, told in loans if told.secured]),
        ("week-unlicensed", [loan.name for loan, _ in loans if loan.kind is InstitutionKind.UNLICENSED]),
        ("week-old", [loan.name for loan, _ in loans if loan.days_overdue is not None and loan.days_overdue >= OLD]),
    ):
        if chosen:
            yield _filled(words[name], {"names": "、".join(chosen)})
    for loan, told in loans:
        if told.sued:
            yield _filled(words["week-say-court"], {"name": loan.name})
    if not nothing:
        yield item(words["week-agreed"])


def _filled(entry: Statement, values: Mapping[str, str]) -> ItemView:
    text = entry.text
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    view = item(entry)
    return ItemView(id=view.id, text=text, confidence=view.confidence, sources=view.sources)


def _dates(advice: Advice, steps: tuple[WeekStep, ...], knowledge: Knowledge, label: str) -> tuple[DatedItem, ...]:
    """One calendar for all: the papers, the next day of every loan, and the day to look again."""
    due = (
        DatedItem(
            title=f"{loan.name}：{loan.next_step}",
            day=loan.next_date,
            last=None,
            note=loan.share_text or loan.next_step,
            uid=(label, "loans", str(loan.index), "due"),
        )
        for loan in advice.loans
        if loan.next_date is not None
    )
    again = (
        DatedItem(title="看各家的答复", day=step.day, last=None, note=step.what.text, uid=(label, "loans", "again"))
        for step in steps
        if step.what.id == "week-again"
    )
    found = [*dated_items(advice, knowledge, label), *due, *again]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.uid)))

"""What a case may not say: ids that do not exist, impossible amounts and days. Each mistake with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from decimal import Decimal

from borrower_help.case.forms import offered, titles_of
from borrower_help.case.model import FIRST_LOAN, Case
from borrower_help.errors import Loc, UsageError, quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.amounts import MAX_AMOUNT
from borrower_help.values.parse import EARLIEST, LATEST, parse_name

MAX_ITEMS = 200
"""Of one list of a case; there are about a hundred behaviours in all."""

Mistake = tuple[Loc, str]
"""Where in the case, and a Chinese sentence."""


def mistakes_in(case: Case, knowledge: Knowledge) -> list[Mistake]:
    """Every mistake of a case, in the order of its fields."""
    return [
        *_lengths(case),
        *_lender(case),
        *_loans(case),
        *_names(case, knowledge),
        *_amounts(case),
        *_days(case),
        *_days_of_papers(case),
    ]


def days_to_come(case: Case, as_of: dt.date) -> list[tuple[Loc, dt.date]]:
    """The days of what is told as having happened, that are after ``as_of``. Each one is a slip: a clock would run from
    it.
    """
    days: list[tuple[Loc, dt.date | None]] = [(("complained",), case.complained)]
    days += [(("happened", index, "on"), item.on) for index, item in enumerate(case.happenings)]
    days += [(("papers", index, "received"), paper.received) for index, paper in enumerate(case.papers)]
    days += [(("papers", index, "dated"), paper.dated) for index, paper in enumerate(case.papers)]
    days += [(("debts", index, "last_event"), debt.last_event) for index, debt in enumerate(case.debts)]
    return [(place, day) for place, day in days if day is not None and day > as_of]


def to_come(day: dt.date, as_of: dt.date) -> str:
    """The sentence for a day that has not come."""
    return f"{day} 这一天还没到（今天算 {as_of}），请再看一遍。"


def _lender(case: Case) -> Iterator[Mistake]:
    if case.lender is not None:
        try:
            parse_name(case.lender, "lender")
        except UsageError as error:
            yield ("lender",), str(error)
    if case.due is not None and case.days_overdue is not None:
        yield ("days_overdue",), "due 和 days_overdue 只写一个，另一个会自己算出来。"


def _lengths(case: Case) -> Iterator[Mistake]:
    for field in ("safety", "happened", "papers", "hardship", "goals", "debts"):
        if (count := len(getattr(case, field))) > MAX_ITEMS:
            yield (field,), f"这里有 {count} 项，最多 {MAX_ITEMS} 项。同一件事只写一次，请去掉重复的。"


def _loans(case: Case) -> Iterator[Mistake]:
    """What is said of the first loan beside the list must be what the list says."""
    for name in FIRST_LOAN if case.loans else ():
        if getattr(case, name) != getattr(case.loans[0], name):
            yield (name,), f"有 loans 时，{name} 写在 loans 的第一笔里，别在外面另写。"
    for index, loan in enumerate(case.loans):
        if loan.due is not None and loan.days_overdue is not None:
            yield ("loans", index, "days_overdue"), "due 和 days_overdue 只写一个，另一个会自己算出来。"
        if loan.lender is not None:
            try:
                parse_name(loan.lender, "lender")
            except UsageError as error:
                yield ("loans", index, "lender"), str(error)


def _names(case: Case, knowledge: Knowledge) -> Iterator[Mistake]:
    named: tuple[tuple[str, str, Collection[str], tuple[str, ...]], ...] = (
        ("safety", "危险", knowledge.dangers, case.safety),
        ("happened", "催收行为", knowledge.behaviours, tuple(item.id for item in case.happenings)),
        ("papers", "文书", knowledge.paper_kinds, tuple(paper.kind for paper in case.papers)),
        ("hardship", "困难", knowledge.hardships, case.hardship),
        ("goals", "目标", knowledge.goals, case.goals),
    )
    titles = titles_of(knowledge)
    for field, what, known, names in named:
        offered_before = ""
        for index, name in enumerate(names):
            if name not in known:
                offer = offered(name, titles[field])
                yield (field, index), f"不认识的{what}「{quoted(name)}」。{'' if offer == offered_before else offer}"
                offered_before = offer  # one list is told once


def _amounts(case: Case) -> Iterator[Mistake]:
    for field, what in (("outstanding", "欠款"), ("income", "每月收入"), ("essentials", "每月必需开支")):
        amount = getattr(case, field)
        if amount is not None and amount > MAX_AMOUNT:
            yield (field,), f"{what}超过 1 亿元，请检查小数点。"
    rates: list[tuple[Loc, Decimal | None]] = [
        (("debts", index, "rate"), debt.rate) for index, debt in enumerate(case.debts)
    ]
    rates += [(("loans", index, "rate"), loan.rate) for index, loan in enumerate(case.loans)]
    if case.loan is not None:
        rates += [(("loan", "contract_rate"), case.loan.contract_rate), (("loan", "lpr"), case.loan.lpr)]
    for place, rate in rates:
        if rate is not None and 0 < rate < 1:
            yield place, f"年利率写百分数：24 表示 24%；写的是 {rate}。"
        if rate is not None and rate > 1000:
            yield place, "年利率超过 1000%，请检查百分号和小数点。"


def _days(case: Case) -> Iterator[Mistake]:
    dated: list[tuple[Loc, dt.date | None]] = [(("due",), case.due), (("complained",), case.complained)]
    dated += [(("hearing",), case.hearing)]
    dated += [(("loans", index, "due"), loan.due) for index, loan in enumerate(case.loans)]
    dated += [(("happened", index, "on"), item.on) for index, item in enumerate(case.happenings)]
    for index, paper in enumerate(case.papers):
        dated += [(("papers", index, name), getattr(paper, name)) for name in ("received", "dated", "hearing")]
    if case.loan is not None:
        dated += [(("loan", "start"), case.loan.start), (("loan", "contract_date"), case.loan.contract_date)]
    for index, debt in enumerate(case.debts):
        dated += [(("debts", index, "last_due"), debt.last_due), (("debts", index, "last_event"), debt.last_event)]
    for place, day in dated:
        if day is not None and not EARLIEST <= day <= LATEST:
            yield place, f"日期 {day} 不在 {EARLIEST.year} 到 {LATEST.year} 年之间，请检查年份。"


def _days_of_papers(case: Case) -> Iterator[Mistake]:
    """The three days of a paper in their order: printed, received, heard."""
    for index, paper in enumerate(case.papers):
        if paper.dated and paper.received and paper.received < paper.dated:
            yield (
                ("papers", index, "received"),
                f"收到的日子 {paper.received} 比文书上的日子 {paper.dated} 还早，请再看一遍。",
            )
        if paper.dated and paper.hearing and paper.hearing < paper.dated:
            yield (
                ("papers", index, "hearing"),
                f"开庭的日子 {paper.hearing} 比文书上的日子 {paper.dated} 还早，请再看一遍。",
            )

"""The opening: danger, the conclusion, the first things to do."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.loans import shares_text
from borrower_help.advice.views.urgency import LoanView
from borrower_help.case.summary import LABELS
from borrower_help.render.lines import Line
from borrower_help.render.sections.page import Page
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show


def opening_lines(page: Page) -> Iterator[Line]:
    """Danger first, then the conclusion and what was told."""
    situation = page.advice.situation
    yield from dangers_lines(page)
    yield Line("title", situation.headline)
    answered = "；".join(f"{LABELS[field]}：{words}" for field, words in situation.answers.items() if field != "safety")
    if answered:
        yield Line("text", f"你说的情况：{answered}。")
    if situation.reassurance is not None:
        yield page.line(situation.reassurance, role="text")


def dangers_lines(page: Page) -> Iterator[Line]:
    """What to do about a danger, and the numbers."""
    for danger in page.advice.situation.dangers:
        marks = page.citations.marks(danger.sources, danger.confidence)
        yield Line("alert", danger.text, label=danger.label, marks=marks)
        for value, name in danger.numbers:
            yield Line("alert", name, label=value)


def first_lines(page: Page) -> Iterator[Line]:
    """The three things to do first, each with its day."""
    if not page.advice.first:
        return
    yield Line("heading", "今天先做的三件事")
    for number, action in enumerate(page.advice.first, 1):
        yield page.line(action, text=f"{action.by}：{action.text}", label=f"{number}.", role="number")
        yield Line("detail", action.reason, label="为什么")
        if action.phone:
            yield Line("detail", action.phone, label="电话")
        if action.say:
            yield Line("quote", action.say, label="可以说")


def loans_lines(page: Page) -> Iterator[Line]:
    """Several loans: which one first and why, what comes next on each, and its part of the one budget."""
    if not page.advice.loans:
        return
    yield Line("heading", f"{len(page.advice.loans)} 笔借款，先顾哪一笔")
    for loan in page.advice.loans:
        yield from _loan_lines(page, loan)
    if together := shares_text(page.advice):
        yield Line("text", together)


def _loan_lines(page: Page, loan: LoanView) -> Iterator[Line]:
    late = "" if loan.days_overdue is None else f"，逾期 {loan.days_overdue} 天"
    owed = f"，欠 {yuan(loan.outstanding)}" if loan.outstanding is not None else ""
    yield Line("number", f"{loan.name}（{loan.kind_name}{late}{owed}）", label=f"{loan.place}.")
    for reason in loan.why:
        yield page.line(reason, label="为什么", role="detail")
    if loan.next_step:
        when = f"{show(loan.next_date)}：" if loan.next_date else ""
        yield Line("detail", when + loan.next_step, label="下一步")
    if loan.share_text:
        yield Line("detail", loan.share_text, label="每月")

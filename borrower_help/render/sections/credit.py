"""What about the credit record."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.credit import foremost
from borrower_help.advice.views.credit import CreditAnswerView, CreditEffectView
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import LATENESS, SECTIONS, TRUTHS
from borrower_help.render.lines import Line
from borrower_help.render.sections.page import Page


def credit_lines(page: Page) -> Iterator[Line]:
    """The answers about the record: the most important ones on a short screen, all of them in full."""
    credit = page.advice.credit
    yield Line("heading", f"六、{SECTIONS[Section.CREDIT]}")
    if page.full:
        yield from _everything_lines(page)
    else:
        for answer in foremost(credit):
            yield from _answer_lines(page, answer)
    for clock in credit.clocks if page.full else credit.clocks[:1] if credit.asked else ():
        yield page.clock(clock)
    yield from page.warnings("credit", 1 if credit.asked else 0)


def _everything_lines(page: Page) -> Iterator[Line]:
    credit = page.advice.credit
    for heading, answers in (
        ("谁来报", credit.reporting),
        ("留多久", credit.keeping),
        ("有错怎么改", credit.correcting),
        ("报告怎么读", credit.reading),
    ):
        if answers:
            yield Line("subheading", heading)
        for answer in answers:
            yield from _answer_lines(page, answer)
    yield from _legend_lines(page)
    if credit.effects:
        yield Line("subheading", "会影响什么")
    for effect in credit.effects:
        yield from _answer_lines(page, effect)


def _answer_lines(page: Page, answer: CreditAnswerView) -> Iterator[Line]:
    truth = f"{TRUTHS[answer.truth]}。" if isinstance(answer, CreditEffectView) else ""
    yield page.line(answer, text=truth + answer.text, label=answer.name)
    if answer.do and (page.full or page.advice.credit.asked):
        yield Line("detail", answer.do, label="做")


def _legend_lines(page: Page) -> Iterator[Line]:
    credit = page.advice.credit
    for layout in credit.layouts:
        yield page.line(layout, label=layout.name)
        yield Line("detail", layout.overdue, label="逾期写在哪")
    if credit.accounts:
        yield Line("subheading", "账户前面的记号")
    for account in credit.accounts:
        yield page.line(account, text=f"{account.name}。{account.text}", label=account.code)
    if credit.marks:
        yield Line("subheading", "逐月格子里的记号")
    for mark in credit.marks:
        yield page.line(mark, text=f"{mark.text}（{LATENESS[mark.late]}）", label=mark.sign)

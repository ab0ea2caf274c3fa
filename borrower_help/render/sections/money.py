"""What is really owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borrower_help.advice.money.views import CostView
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.lines import Line, within_section
from borrower_help.render.sections.cost import cost_lines
from borrower_help.render.sections.page import Page
from borrower_help.values.amounts import percent, yuan


def money_lines(page: Page) -> Iterator[Line]:
    """What the loan costs, what can be spared, which figures to fetch."""
    money = page.advice.money
    yield Line("heading", f"三、{SECTIONS[Section.MONEY]}")
    yield from money_figures_lines(page)
    for entry in page.few(money.statements, 1 if money.cost else 2):
        yield page.line(entry)
    for entry in page.few(money.figures_to_fetch, 1):
        yield page.line(entry, label="先拿到")
    yield from page.warnings("money", 0)


def money_figures_lines(page: Page) -> Iterator[Line]:
    """The figures of this case: what the loan costs and what can be spared; nothing where none were told."""
    money = page.advice.money
    for problem in money.problems:
        yield Line("item", problem, label="有数字对不上，这部分没算")
    if money.cost is not None:
        yield from _cost_part_lines(page, money.cost)
    if money.budget is not None:
        yield from _budget_lines(page, money.budget_text, nothing=money.budget.offer <= 0)


def _cost_part_lines(page: Page, cost: CostView) -> Iterator[Line]:
    if page.full:
        yield from within_section(cost_lines(cost, page.knowledge, page.citations))
        yield from steps_lines(page, cost.explain)
        return
    rates = cost.rates
    text = (
        f"名义年利率 {percent(rates.nominal)}，有效年利率 {percent(rates.effective)}，一共要付 "
        f"{yuan(cost.total_paid)}。"
    )
    yield Line("item", text)
    for cap in cost.caps:
        marks = page.citations.marks(cap.sources, cap.confidence)
        if cap.status == "over" and cap.excess is not None:
            yield Line("item", f"超过，超出约 {yuan(cap.excess)}。{cap.text}", label=cap.name, marks=marks)
        if cap.status == "unknown":
            known = f"合同那天的一年期 LPR 不在知识库里（只核到 {cost.lpr_known_until}），还不能比。{cap.text}"
            yield Line("item", known, label=cap.name, marks=marks)


def steps_lines(page: Page, steps: Iterable[str]) -> Iterator[Line]:
    """How the figures above come about, where that was asked for."""
    if page.explain:
        yield Line("subheading", "算式")
        yield from (Line("item", step) for step in steps)


def _budget_lines(page: Page, text: str, *, nothing: bool) -> Iterator[Line]:
    yield Line("item", text)
    for entry in page.knowledge.plan.nothing_left if nothing and not page.full else ():
        yield Line("detail", entry.text, marks=page.citations.marks(entry.sources, entry.confidence))

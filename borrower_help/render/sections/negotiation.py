"""What can be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.money.plan_view import PlanDebtView
from borrower_help.advice.views.negotiation import OptionView
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.lines import Line, within_section
from borrower_help.render.sections.money import steps_lines
from borrower_help.render.sections.page import Page
from borrower_help.render.sections.plan import plan_core
from borrower_help.values.named import SaidId


def offers_lines(page: Page) -> Iterator[Line]:
    """The figures of the plan: this lender's offers (else the first ones) on the short screen, everything in full."""
    plan = page.advice.money.plan
    if plan is None:
        return
    if page.full:
        yield from (Line("item", text) for text in (plan.title, *plan.opening))
        yield from within_section(plan_core(plan, page.citations))
        yield from steps_lines(page, plan.explain)
        return
    named = next((debt for debt in plan.debts if debt.debt.name == page.advice.money.own_debt), None)
    own = named or next((debt for debt in plan.debts if debt.offers), None)
    if own is not None:
        yield from own_offer_lines(page, own)


def own_offer_lines(page: Page, debt: PlanDebtView) -> Iterator[Line]:
    """What to offer on one debt; before it, that an answer could lose the defence of limitation."""
    if debt.limitation is not None and debt.limitation.passed:
        yield Line("item", debt.limitation_text, label="先看诉讼时效")
        for entry in debt.limitation_notes:
            yield Line("detail", entry.text, marks=page.citations.marks(entry.sources, entry.confidence))
    if not debt.offers:
        yield Line("item", debt.text, label=debt.debt.name)
        for entry in debt.notes:
            yield Line("detail", entry.text, marks=page.citations.marks(entry.sources, entry.confidence))
    for offer in debt.offers[:1]:
        yield Line("item", f"{debt.debt.name}，{offer.text}", label="可以提出")


def negotiation_lines(page: Page) -> Iterator[Line]:
    """What to ask for, what to say and never to say."""
    negotiation = page.advice.negotiation
    yield Line("heading", f"四、{SECTIONS[Section.NEGOTIATION]}")
    yield from offers_lines(page)
    for entry in page.few(negotiation.timing, 1):
        yield page.line(entry)
    for entry in page.few([entry for entry in negotiation.principles if entry.because or page.full], 1):
        yield page.line(entry)
    if page.full:
        for option in negotiation.options:
            yield page.line(option, label=option.name)
            yield from _option_detail_lines(option)
    elif negotiation.options:
        names = "、".join(option.name for option in negotiation.options)
        yield Line("item", f"{names}。{page.knowledge.say(SaidId.LENDER_DECIDES)}", label="可以问")
    for entry in page.few(negotiation.asks, 0):
        yield page.line(entry, label="可以问问")
    for script in page.few(negotiation.scripts, 1):
        yield Line(
            "quote",
            script.text,
            label=script.name,
            marks=page.citations.marks(script.sources, script.confidence),
            because=script.because,
        )
    for hardship in page.few(negotiation.hardships, 1 if page.advice.situation.answers.get("hardship") else 0):
        yield page.line(
            hardship, text=f"{'、'.join(hardship.proofs)}。{hardship.never}", label=f"{hardship.text}的证明"
        )
    for entry in page.few(negotiation.never_say, 1):
        yield page.line(entry, text=f"{entry.text}（{entry.why}）", label="别说")
        yield Line("detail", entry.better, label="改成")
    for heading, entries in (("书面协议里要有", negotiation.agreement), ("还清以后", negotiation.after_settling)):
        if page.full and entries:
            yield Line("subheading", heading)
            yield from (page.line(entry) for entry in entries)
    yield from page.warnings("negotiation", 1)


def _option_detail_lines(option: OptionView) -> Iterator[Line]:
    for label, field in (("已知", "known"), ("问", "ask"), ("代价", "cost"), ("征信", "credit"), ("风险", "risk")):
        text = getattr(option, field)
        if text:
            yield Line("detail", text, label=label)

"""The cost of a loan as lines: the two rates by name, where the money goes, the rules beside it, what runs after the
due date.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from borrower_help.advice.money.views import AccountView, CapView, CostNoteView, CostView, FigureView
from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.words import FORCES
from borrower_help.money.overdue import Appropriation
from borrower_help.render.lines import Citations, Line, checked_line, source_lines
from borrower_help.values.amounts import ZERO, percent, yuan

BAR = 20

_PARTS = {"costs": "费用", "interest": "利息", "principal": "本金"}


def money_lines(
    data: Mapping[str, Any], words: Mapping[str, Sequence[CostNoteView]], knowledge: Knowledge, steps: Sequence[str]
) -> list[Line]:
    """The whole answer of ``cost``: the loan, and what runs after the due date, each where it was asked for, with its
    ``words``.
    """
    citations = Citations(knowledge, most=3)
    lines: list[Line] = []
    if data["cost"] is not None:
        lines += cost_lines(data["cost"], knowledge, citations, data.get("payments_file"))
    for key, heading, tell in (
        ("account", "逾期以后", partial(_account, citations)),
        ("appropriation", "这笔钱会先抵什么", _appropriation),
        ("delay_interest", "判决后没按期付，另加多少", _delay),
    ):
        if key in data:
            lines += [Line("heading", heading), *tell(data[key]), *_notes(words[key], citations)]
    if data["cost"] is None and lines:
        lines[0] = dataclasses.replace(lines[0], role="title")
    if steps:
        lines += [Line("heading", "算式"), *(Line("item", step) for step in steps)]
    return [*lines, *source_lines(citations, full=False), checked_line(knowledge)]


def cost_lines(
    cost: CostView, knowledge: Knowledge, citations: Citations, table: Mapping[str, Any] | None = None
) -> list[Line]:
    """What one loan costs and how it stands to the rules; ``table`` tells how its payments were read from a file."""
    lines = [Line("title", cost.title), *_figures(cost.opening)]
    if table:  # behind a doubt about the rate, before all that follows from it
        lines.insert(1 + any(line.label == "先核对" for line in lines[:2]), Line("item", table["text"], label="还款表"))
    lines += [*_notes(cost.explained, citations), *_picture(cost), *_fees(cost)]
    lines.append(Line("heading", "和哪些规则比"))
    for cap in cost.caps:
        lines += _cap(cap, knowledge, citations)
    lines += [Line("item", text) for text in cost.not_compared]
    return [*lines, *_notes(cost.beside, citations)]


def _figures(figures: Iterable[FigureView]) -> Iterator[Line]:
    for entry in figures:
        yield Line("detail" if entry.below else "item", entry.text, label=entry.label)


def _notes(entries: Sequence[CostNoteView], citations: Citations) -> Iterator[Line]:
    for entry in entries:
        yield Line("item", entry.text, marks=citations.marks(entry.sources, entry.confidence))


def _account(citations: Citations, found: AccountView) -> Iterator[Line]:
    yield from _figures(found.figures)
    for entry in found.lines:
        line = entry.line
        marks = citations.marks(line.sources, line.confidence)
        yield Line("item", entry.text, label=f"{line.name}（{line.force}）", marks=marks)
        if entry.excess and line.say:
            yield Line("quote", line.say, label="可以说")
    if found.not_compared:
        yield Line("item", found.not_compared, label="还不能比")


def _appropriation(found: Appropriation) -> Iterator[Line]:
    amounts = {"costs": found.to_costs, "interest": found.to_interest, "principal": found.to_principal}
    if found.agreed:
        yield Line("item", f"按你们约定的顺序：{'、'.join(_PARTS[part] for part in found.order)}。")
    for part in found.order:
        yield Line("item", yuan(amounts[part]), label=f"抵{_PARTS[part]}")
    if found.left_over:
        yield Line("item", yuan(found.left_over), label="多付")


def _delay(found: Mapping[str, Any]) -> Iterator[Line]:
    yield Line("item", found["text"])


def _picture(cost: CostView) -> Iterator[Line]:
    """Where the money goes: one bar a part, the length its share of all that is paid."""
    fees = sum((fee.total for fee in cost.fees), ZERO)
    parts = [
        ("还到手的钱", min(cost.received, cost.total_paid)),
        ("利息", cost.total_paid - fees - cost.received),
        ("费用", fees),
    ]
    yield Line("heading", "付的钱去了哪里")
    for name, amount in parts:
        if amount > 0:
            share = amount / cost.total_paid
            bar = "#" * max(int((share * BAR).to_integral_value()), 1)
            yield Line("pre", f"{name}{'　' * (5 - len(name))} {bar:<{BAR}} {percent(share)}")
    yield Line("text", cost.paid_text)


def _fees(cost: CostView) -> Iterator[Line]:
    if not cost.fees:
        return
    yield Line("heading", "每项费用把年利率抬高了多少")
    yield from (Line("item", fee.text, label=fee.name) for fee in cost.fees)


def _cap(cap: CapView, knowledge: Knowledge, citations: Citations) -> Iterator[Line]:
    marks = citations.marks(cap.sources, cap.confidence)
    yield Line("subheading", cap.heading)
    yield Line("item", cap.text, marks=marks, because=cap.because)
    yield Line("detail", _strength(cap, knowledge, citations), label="依据")
    yield from (Line("detail", entry.text, label=entry.label) for entry in cap.details)
    if cap.status in ("over", "applies") or cap.compound_over:
        yield Line("quote", cap.say, label="可以说")


def _strength(cap: CapView, knowledge: Knowledge, citations: Citations) -> str:
    """The rules a comparison rests on, each document with its force; reports and our own practice only where there is
    no rule.
    """
    by_document: dict[str, list[str]] = {}
    for source in cap.sources:
        by_document.setdefault(source.partition(":")[0], []).append(source)
    forces = {document: force_of(knowledge.documents[document]) for document in by_document}
    rules = [document for document, force in forces.items() if force is not Force.NONE] or list(forces)
    return "；".join(f"{citations.name(*by_document[document])}（{FORCES[forces[document]]}）" for document in rules)

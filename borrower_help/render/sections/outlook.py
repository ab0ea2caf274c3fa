"""What happens next."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.outlook import ClaimView, StageView
from borrower_help.case.selection import day_range
from borrower_help.knowledge.records.base import Confidence, InstitutionKind, Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.lines import Line
from borrower_help.render.sections.page import Page


def outlook_lines(page: Page) -> Iterator[Line]:
    """The stage of today and the next, practice beside rules."""
    outlook = page.advice.outlook
    yield Line("heading", f"一、{SECTIONS[Section.OUTLOOK]}")
    if outlook.summary and (page.full or page.advice.situation.kind is InstitutionKind.LOAN_FACILITATOR):
        yield page.line(outlook.summary)
    for branch in page.few(outlook.branches, 3):
        yield page.line(branch)
    current = next((stage for stage in outlook.stages if stage.current), None)
    if current:
        yield from _stage_lines(page, current)
    for claim in outlook.claims if page.full else ():  # what web articles say stands in the full report alone
        yield from _claim_lines(page, claim)
    for entry in outlook.practice if page.full else ():
        yield page.line(entry, label="做法")
    # Where the days are not known, the short form foretells nothing; the full one lists all stages by their days.
    known = page.full or page.advice.situation.days_overdue is not None
    upcoming = [stage for stage in outlook.stages if known and not stage.current and _is_ahead(stage, current)]
    for stage in page.few(upcoming, 1 if current else 3):
        yield from (
            _stage_lines(page, stage) if page.full else _preview_lines(page, stage, "下一段" if current else "阶段")
        )
    if page.full:
        for entry in (*outlook.facts, *outlook.differences):
            yield page.line(entry)
    yield from page.warnings("outlook", 0)


def _is_ahead(stage: StageView, current: StageView | None) -> bool:
    return current is None or stage.days[0] > current.days[0]


def _stage_lines(page: Page, stage: StageView) -> Iterator[Line]:
    state = "现在" if stage.current else "阶段"
    yield Line("subheading", f"{state}：{stage.name}（{_stage_when(stage)}）")
    for entry in page.few(practice_of(page, stage), 1):
        yield page.line(entry, label="做法")
    for entry in page.few(stage.entitlement, 2):
        yield page.line(entry, label="规则")
    if page.full and stage.first_action:
        yield page.line(stage.first_action, label="你先做")


def practice_of(page: Page, stage: StageView) -> list[ItemView]:
    """The lender's own practice before the industry's, where it is better known."""
    known = [entry for entry in page.advice.outlook.practice if entry.confidence is not Confidence.LOW]
    return [*known, *stage.practice] if stage.current and not page.full else list(stage.practice)


def _preview_lines(page: Page, stage: StageView, label: str) -> Iterator[Line]:
    for entry in stage.practice[:1]:
        yield page.line(entry, text=f"{stage.name}（{_stage_when(stage)}）：{entry.text}", label=label)


def _stage_when(stage: StageView) -> str:
    days = day_range(stage.days)
    if stage.from_date is None:
        return days
    until = f"到 {stage.to_date}" if stage.to_date else "起"
    return f"{days}，{stage.from_date} {until}"


def _claim_lines(page: Page, claim: ClaimView) -> Iterator[Line]:
    yield page.line(claim, label=claim.label)
    for contradiction in claim.contradicted_by:
        marks = page.citations.marks(contradiction.sources)
        yield Line("detail", contradiction.text, label="但是", marks=marks)

"""The advice as the answer of ``advise``: its data, its lines in the form wanted, its dates and remarks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from borrower_help.advice.calendar import dated_items
from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.advice.views.report import Advice
from borrower_help.cli.case_input import (
    unknown_lender,
)
from borrower_help.cli.hearing import on_a_terminal, stop_lines
from borrower_help.cli.session import Session
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Section
from borrower_help.render.answer import Answer
from borrower_help.render.lines import Line
from borrower_help.render.message import message
from borrower_help.render.report import report_lines, sections_lines, short_report
from borrower_help.render.screen import THREE
from borrower_help.render.sections.closing import CLOSING
from borrower_help.render.sections.page import Page
from borrower_help.render.web.figure import Web


def report(
    advice: Advice,
    session: Session,
    *,
    full: bool,
    explain: bool,
    sections: tuple[Section, ...] = (),
    short: bool = False,
    label: str = "",
) -> Answer:
    """The advice as an answer. In danger a person at the terminal gets the numbers and nothing else.

    ``label`` tells its calendar from that of another case.
    """
    knowledge = session.knowledge
    remarks = remarks_on(advice, knowledge)
    dangers = [knowledge.dangers[danger.id] for danger in advice.situation.dangers]
    status = "danger" if dangers else "ok"
    alone = not advice.situation.lender and advice.situation.days_overdue is None
    if dangers and not session.format.for_programs and (alone or (session.on_screen and on_a_terminal())):
        lines = stop_lines(sorted(dangers, key=lambda danger: danger.urgency))
        return Answer(advice_data(advice), lines, status=status)
    lines = (
        []
        if session.format.for_programs
        else _lines(advice, session, full=full, explain=explain, sections=sections, short=short)
    )
    dates = dated_items(advice, knowledge, label)
    return Answer(
        advice_data(advice),
        lines,
        dates,
        warnings=remarks,
        status=status,
        explain=explain,
        web=_web(advice, dates, knowledge, folds=not (sections or short), timed=not sections)
        if session.format.pictures
        else None,
        message=message(advice, knowledge) if short and session.format.name == "text" else "",
    )


def _web(advice: Advice, dates: Sequence[DatedItemView], knowledge: Knowledge, *, folds: bool, timed: bool) -> Web:
    """How the report stands on a page: the first screen and the timeline open, the sections of the long one folded."""
    from borrower_help.render.web.timeline import timeline

    figure = timeline(advice, dates, knowledge, after=THREE) if timed else None
    return Web(figures=(figure,) if figure else (), folds=folds, open=(THREE, CLOSING))


def _lines(
    advice: Advice, session: Session, *, full: bool, explain: bool, sections: tuple[Section, ...], short: bool
) -> list[Line]:
    """Some sections whole, the full report, or the short one."""
    sent = session.format.pictures
    if short:
        return short_report(advice, session.knowledge, sent=sent)
    if sections:
        return sections_lines(Page(advice, session.knowledge, full=True, explain=explain), sections)
    if session.is_full(full=full) or explain:
        return report_lines(
            Page(advice, session.knowledge, full=session.is_full(full=full), explain=explain), sent=sent
        )
    return short_report(advice, session.knowledge)


def advice_data(advice: Advice) -> dict[str, Any]:
    """The advice as the ``data`` of the envelope: the sections, without what the envelope says itself."""
    plain: dict[str, Any] = msgspec.to_builtins(advice)
    return {key: value for key, value in plain.items() if key not in ("as_of", "notice")}


def remarks_on(advice: Advice, knowledge: Knowledge) -> list[str]:
    """What a person should know about the answer: an unknown lender, a day before the knowledge."""
    typed = advice.situation.lender_typed
    remarks = unknown_lender(typed, knowledge) if advice.situation.lender is None else []
    if untagged := advice.complaint.untagged:
        remarks.append(
            f"联系记录里有 {untagged} 行导入的号码没标是不是催收，没有算进报告。标出来：borrower-help log tag 号"
            f"码（不是催收的加 --not）。"
        )
    remarks += [f"有数字对不上，这部分没算：{problem}" for problem in advice.money.problems]
    if advice.as_of > knowledge.checked + dt.timedelta(days=365):
        remarks.append(f"知识核对到 {knowledge.checked}，离 {advice.as_of} 已超过一年，请先确认规定有没有变。")
    return remarks

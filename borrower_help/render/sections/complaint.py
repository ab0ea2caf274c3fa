"""Whom to tell."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.complaint import OWN_COMPLAINT, general
from borrower_help.advice.log_sentences import SHORT, fact
from borrower_help.advice.views.complaint import RouteView, StepView
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.lines import Line
from borrower_help.render.sections.page import Page
from borrower_help.values.dates import show


def complaint_lines(page: Page) -> Iterator[Line]:
    """Whom to tell, in which order, with dates and what the log proves."""
    complaint = page.advice.complaint
    when = "日期按今天投诉来算" if complaint.lodged_is_assumed else f"{complaint.lodged} 已投诉"
    yield Line("heading", f"五、{SECTIONS[Section.COMPLAINT]}（{when}）")
    yield from from_log_lines(page)
    for route in _routes_to_show(page, complaint.routes):
        yield from _route_lines(page, route)
    for clock in complaint.clocks if page.full else ():
        yield page.clock(clock)
    for entry in page.few(complaint.principles, 0):
        yield page.line(entry)
    if page.full:
        yield Line("subheading", "各个渠道能做什么、不做什么")
        for channel in complaint.channels:
            yield page.line(channel, label=channel.name)
            for label, text in (
                ("要知道", "；".join(channel.does_not)),
                ("带上", channel.bring),
                ("怎么找", channel.reach),
                ("时限", channel.deadline),
                ("多半的结果", channel.outcome),
                ("常见错误", "；".join(channel.mistakes)),
            ):
                if text:
                    yield Line("detail", text, label=label)
    yield from page.warnings("complaint", 1)


def _routes_to_show(page: Page, routes: tuple[RouteView, ...]) -> tuple[RouteView, ...]:
    """The routes shown: where nothing has happened yet the general one, which is the last, stands beside that of the
    goal.
    """
    visible = tuple(page.few(routes, 1 + bool(page.advice.conduct.findings)))
    nothing_yet = not page.advice.conduct.findings and not page.advice.papers.received
    return (*visible, *(route for route in general(routes) if nothing_yet and route not in visible))


def from_log_lines(page: Page) -> Iterator[Line]:
    """The facts of the contact log, a line a behaviour, and what is not settled in one line."""
    complaint = page.advice.complaint
    settled = [entry for entry in complaint.from_log if entry.certain]
    if settled:
        yield Line("subheading", "可以照抄进投诉的事实（按联系记录数的，附上这几行）")
    for entry in settled:
        # No marks: they mean nothing to whoever reads the complaint, and the sentence names its rule itself.
        yield Line("item", entry.text if page.full else fact(entry, **SHORT), label=entry.title)
        if entry.condition:
            yield Line("detail", entry.condition, label="先确认")
    if complaint.unsettled:
        yield Line(
            "item",
            f"{'、'.join(complaint.unsettled)}。要先弄清什么，看 borrower-help log check",
            label="还不能下结论、先别说违规的",
        )
    for entry in complaint.from_log if page.full else ():
        if not entry.certain:
            yield Line(
                "detail", entry.text + (f"要先弄清：{entry.condition}" if entry.condition else ""), label=entry.title
            )
    if complaint.untagged:
        yield Line(
            "item",
            f"联系记录里有 {complaint.untagged} 行没标是不是催收，没有算进来。用 borrower-help log tag 号码 标出来。",
        )


def _route_lines(page: Page, route: RouteView) -> Iterator[Line]:
    yield Line(
        "subheading", route.text, marks=page.citations.marks(route.sources, route.confidence), because=route.because
    )
    for number, step in enumerate(page.few(route.steps, 4), 1):
        marks = page.citations.marks(step.sources, step.confidence) if page.full else ""
        yield Line("number", _step_text(page, step), label=f"{number}.", marks=marks)
        if step.does_not and (page.full or number == 2):
            yield Line("detail", step.does_not[0] if not page.full else "；".join(step.does_not), label="要知道")
    if page.full:
        yield Line("detail", route.evidence, label="证据")
        if route.note:
            yield Line("detail", route.note, label="注意")


def _step_text(page: Page, step: StepView) -> str:
    if step.date is None:
        return step.text
    today = page.advice.as_of
    if step.channel in OWN_COMPLAINT and step.date < today:
        return f"（{step.date} 已投诉）{step.text}"
    return f"{show(step.date)}{'' if step.date == today else '起'}：{step.text}"

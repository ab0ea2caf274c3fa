"""The short report for whoever is not asked anything, and it ends where the eyes are.

At 80 columns it is at most 60 lines; at most 80 where nothing is left to pay with, where a contact log tells of this
borrower, or where three papers or more came. What is told of several loans stands beside that.

The conclusion and the three things stand at the top and, without their details, at the end. Each section says what
matters most for this case and counts what it leaves out, with the command that shows it. A source is a bare number, and
what is weak says so in words; gossip of web articles stands only in the full report.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping

from borrower_help.advice.complaint import general
from borrower_help.advice.first import earliest
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.complaint import RouteView
from borrower_help.advice.views.outlook import StageView
from borrower_help.advice.views.papers import PaperView
from borrower_help.case.selection import day_range
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.formats.terminal import TEXT_WIDTH, text_lines
from borrower_help.render.lines import Line, source_lines
from borrower_help.render.screen import conclusion_lines, screen_lines, told_lines
from borrower_help.render.sections.complaint import from_log_lines
from borrower_help.render.sections.conduct import glance
from borrower_help.render.sections.money import money_figures_lines
from borrower_help.render.sections.negotiation import offers_lines
from borrower_help.render.sections.opening import loans_lines
from borrower_help.render.sections.page import Page
from borrower_help.values.named import SaidId

COUNTED = ("item", "number", "quote", "subheading")
"""Lines that say a thing of their own; details belong to the line above them."""

APART = ("item", "number", "subheading")
"""Those of them that stand without the line above; words to say belong to what they answer."""

MOST_LETTERS = 3

MOST_LINES = 60
"""So many lines at 80 columns in an ordinary case, but for what is told of several loans."""

MORE_LINES = 20
"""So many more where nothing is left to pay with, and where a log or several papers tell much of this borrower."""

MANY_PAPERS = 3

MOST_OF_A_SECTION = (9, 4, 3, 2, 1, 0)
"""So many things of a section, fewer where the report would be longer than it may be; at 0 one without details."""

NAMED_ALONE = -1
"""A section of which nothing but its name and how much it holds has room; never the papers, which have days."""

SHORTENED_FIRST = (
    Section.CREDIT,
    Section.OUTLOOK,
    Section.PAPERS,
    Section.NEGOTIATION,
    Section.CONDUCT,
    Section.MONEY,
    Section.COMPLAINT,
)
"""Which section gives way first: figures, and what the log shows for a complaint, are this borrower's own."""


def brief_lines(
    page: Page, whole: Callable[[Section], int], *, sent: bool = False, room: int = MOST_LINES
) -> list[Line]:
    """The short report; ``whole`` tells how many things the full form of a section says. What is ``sent`` to somebody
    names no commands, and does not end on what stands at its top. ``room`` is for an ordinary case: what is told of
    several loans stands beside it, and ``MORE_LINES`` where there is much of this borrower's own.
    """
    room += _height(loans_lines(page)) + (MORE_LINES if _much_of_its_own(page) else 0)
    most = dict.fromkeys(Section, MOST_OF_A_SECTION[0])
    lines = _brief_lines(page, whole, most, sent=sent)
    for section, fewer in _shorter(page) if _height(lines) > room else ():
        most[section] = fewer
        page.citations.cited = {}
        lines = _brief_lines(page, whole, most, sent=sent)
        if _height(lines) <= room:
            break
    return lines


def _shorter(page: Page) -> list[tuple[Section, int]]:
    """The steps by which the report becomes shorter; those that take nothing away are left out."""
    things = {section: sum(line.role in APART for line in every(page)) for section, every in _BRIEF.items()}
    steps = itertools.product(SHORTENED_FIRST, MOST_OF_A_SECTION[1:])
    last = [(section, NAMED_ALONE) for section in SHORTENED_FIRST if things[section] and section is not Section.PAPERS]
    return [*((section, fewer) for section, fewer in steps if fewer < things[section]), *last]


def _much_of_its_own(page: Page) -> bool:
    budget = page.advice.money.budget
    nothing_left = budget is not None and budget.offer <= 0
    return nothing_left or bool(page.advice.complaint.from_log) or len(page.advice.papers.received) >= MANY_PAPERS


def _height(lines: Iterable[Line]) -> int:
    return len(list(text_lines(lines, TEXT_WIDTH)))


def _brief_lines(page: Page, whole: Callable[[Section], int], most: Mapping[Section, int], *, sent: bool) -> list[Line]:
    lines = [*screen_lines(page, cited=True), *told_lines(page), *loans_lines(page)]
    named: list[str] = []
    for section, every in _BRIEF.items():
        few = most[section]
        if few == NAMED_ALONE:
            where = "" if sent else f"：--section {section}"
            named.append(f"{SECTIONS[section]}（{whole(section)} 条{where}）")
            continue
        crowded = section is Section.PAPERS and few < len(page.advice.papers.received)
        visible = list(_papers_by_day(page)) if crowded else []  # no running day is ever left out
        visible = visible or _at_most(page, every(page), max(few, 1))
        if not few:
            visible = [line for line in visible if line.role in APART]
        if not visible:
            continue
        rest = max(whole(section) - sum(line.role in COUNTED for line in visible), 0)
        where = "在完整的报告里" if sent else f"：--section {section}"
        more = f"（还有 {rest} 条{where}）" if rest else ""
        lines += [Line("heading", SECTIONS[section] + more), *visible]
    left_out = [Line("text", f"这里没有写的：{'、'.join(named)}。")] if named else []
    return [*lines, *left_out, *_closing(page, sent=sent), *(() if sent else conclusion_lines(page))]


def _at_most(page: Page, lines: Iterator[Line], most: int) -> list[Line]:
    """So many things with the details that belong to them; what is left out is not cited."""
    kept: list[Line] = []
    before = page.citations.cited
    for line in lines:
        if line.role in APART and sum(other.role in APART for other in kept) == most:
            page.citations.cited = before
            break
        kept.append(line)
        before = page.citations.cited
    return kept


def _entry(page: Page, entry: ItemView, label: str = "", text: str = "") -> Line:
    """An entry on one line."""
    return page.line(entry, text=text or entry.text, label=label)


def _outlook(page: Page) -> Iterator[Line]:
    outlook = page.advice.outlook
    current = next((stage for stage in outlook.stages if stage.current), None)
    for branch in outlook.branches[:2]:
        yield _entry(page, branch)
    if current is not None:
        for entry in current.entitlement[:1]:
            yield _entry(page, entry, "规则")
    first = current.days[0] if current else -1
    # Days that are not known are not the first day: nothing is foretold, and the branches say what is to be found out.
    known = page.advice.situation.days_overdue is not None
    coming = [stage for stage in outlook.stages if known and not stage.current and stage.days[0] > first]
    for stage in coming[: 1 if current else 2]:
        yield from _stage(page, stage)


def _stage(page: Page, stage: StageView) -> Iterator[Line]:
    when = day_range(stage.days) + (f"，{_day(page, stage.from_date)} 起" if stage.from_date else "")
    for entry in stage.practice[:1]:
        yield _entry(page, entry, "再往后", f"{stage.name}（{when}）：{entry.text}")


def _conduct(page: Page) -> Iterator[Line]:
    conduct = page.advice.conduct
    for finding in conduct.findings[:4]:
        yield page.line(finding, text=finding.label, label=finding.title)
        if finding.say and finding is conduct.findings[0]:
            yield Line("quote", finding.say, label="可以说")
        if finding.proof:
            yield Line("detail", finding.proof, label="你的记录")
    if not conduct.findings and not page.advice.papers.received:
        yield from (glance(page, finding) for finding in conduct.common[:3])


def _money(page: Page) -> Iterator[Line]:
    figures = list(money_figures_lines(page))
    yield from figures[:6]
    for entry in page.advice.money.statements[: 0 if figures else 1]:
        yield _entry(page, entry)


def _negotiation(page: Page) -> Iterator[Line]:
    negotiation = page.advice.negotiation
    yield from list(offers_lines(page))[:3]
    if negotiation.options:
        names = "、".join(option.name for option in negotiation.options)
        yield Line("item", f"{names}。{page.knowledge.say(SaidId.LENDER_DECIDES)}", label="可以问")
    for entry in negotiation.never_say[:1]:
        yield _entry(page, entry, "别说")


def _complaint(page: Page) -> Iterator[Line]:
    complaint = page.advice.complaint
    yield from [line for line in from_log_lines(page) if line.role != "subheading"][:6]
    dated = [route for route in complaint.routes if sum(step.date is not None for step in route.steps) > 1]
    nothing_yet = not page.advice.conduct.findings and not page.advice.papers.received
    for route in (general(complaint.routes) if nothing_yet else dated or list(complaint.routes))[:1]:
        yield from _route(page, route)


def _route(page: Page, route: RouteView) -> Iterator[Line]:
    marks = page.citations.marks(route.sources, route.confidence)
    for number, step in enumerate([step for step in route.steps if step.date][:3] or list(route.steps[:2]), 1):
        when = (
            "" if step.date is None else "今天：" if step.date <= page.advice.as_of else f"{_day(page, step.date)} 起："
        )
        yield Line("number", when + step.text, label=f"{number}.", marks=marks if number == 1 else "")


def _day(page: Page, day: dt.date) -> str:
    """A day without the year where that is the year of the answer."""
    return f"{day:%m-%d}" if day.year == page.advice.as_of.year else day.isoformat()


def _credit(page: Page) -> Iterator[Line]:
    credit = page.advice.credit
    if page.advice.papers.received and not credit.asked:
        return
    for answer in (*credit.keeping[:1], *(credit.correcting[:1] if credit.asked else ())):
        yield _entry(page, answer, answer.name)


def _by_day(page: Page) -> list[PaperView]:
    ends = {paper.id: clock.date for paper in page.advice.papers.received if (clock := earliest(paper.clocks))}
    return sorted(page.advice.papers.received, key=lambda paper: ends.get(paper.id) or dt.date.max)


def _papers_by_day(page: Page) -> Iterator[Line]:
    """Every paper with a day of its own in one line, where there is no room to say more."""
    for paper in _by_day(page):
        if clock := earliest(paper.clocks):
            yield page.clock_day(clock, paper.name)


def _papers(page: Page) -> Iterator[Line]:
    for paper in _by_day(page):
        clock = earliest(paper.clocks)
        yield page.clock(clock) if clock else _entry(page, paper, paper.name)
        yield Line("detail", paper.verify, label="核实")


_BRIEF: dict[Section, Callable[[Page], Iterator[Line]]] = {
    Section.PAPERS: _papers,
    Section.CONDUCT: _conduct,
    Section.OUTLOOK: _outlook,
    Section.MONEY: _money,
    Section.NEGOTIATION: _negotiation,
    Section.COMPLAINT: _complaint,
    Section.CREDIT: _credit,
}
"""What is short of time first."""


def _closing(page: Page, *, sent: bool) -> Iterator[Line]:
    for entry in [entry for entry in page.advice.warnings if "negotiation" in entry.show_with][:1]:
        label = "小心骗局" if entry.kind == "scam" else "别信这种说法"
        yield page.line(entry, text=f"{entry.title}。", label=label)
    names = [page.knowledge.letters[name].name for name in page.advice.letters]
    if names:
        more = f"等 {len(names)} 封" if len(names) > MOST_LETTERS else ""
        how = "" if sent else "（borrower-help letter list）"
        yield Line("text", f"可以写的信：{'、'.join(names[:MOST_LETTERS])}{more}{how}。")
    yield Line("text", page.advice.human_help.text)
    yield from source_lines(page.citations, full=False)[1:2]
    unknown = f"（没查到的 {len(page.advice.unknowns)} 件也在里面）" if page.advice.unknowns else ""
    rest = f"全部在完整的报告里{unknown.replace('也在里面', '也在那里')}" if sent else f"全部加 --full{unknown}"
    yield Line("text", f"知识核对到 {page.knowledge.checked}，{rest}。{page.advice.notice}")

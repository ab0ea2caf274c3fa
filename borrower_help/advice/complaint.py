"""Whom do I tell? Routes by problem and kind of institution, in order, with computed dates."""

from __future__ import annotations

import datetime as dt

import msgspec

from borrower_help.advice.model import ChannelView, ClockView, Complaint, FromLog, RouteView, StepView
from borrower_help.advice.select import items
from borrower_help.case import Happening, ProvedDay
from borrower_help.dates import count
from borrower_help.knowledge.law import force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Channel, Clock, Route, Step
from borrower_help.selection import applying
from borrower_help.situation import Situation, may_concern
from borrower_help.words import FORCES, SHOWN_ROWS, rows_in_words


def complaint(situation: Situation, knowledge: Knowledge) -> Complaint:
    """Routes that fit what happened, the general route last, and the clocks from the day of complaint."""
    clocks = tuple(clock_view(clock, situation) for clock in knowledge.clocks.values() if may_concern(clock.kinds, situation.kind))
    dates = {clock.id: clock.date for clock in clocks}
    routes = tuple(
        _route(route, because, situation, knowledge, dates)
        for route, because in applying(knowledge.routes, situation)
        if situation.case.goals or not route.goals  # a route for a goal is shown only to whoever named the goal
    )
    lodged = situation.lodged
    named = {step.channel for route in routes for step in route.steps}
    named.update(knowledge.institutions[situation.kind].complaint_route)
    return Complaint(
        lodged=lodged or situation.as_of,
        lodged_is_assumed=lodged is None,
        from_log=_from_log(situation, knowledge),
        untagged=situation.case.log.untagged if situation.case.log else 0,
        routes=routes,
        clocks=clocks,
        principles=items(knowledge.complaint_principles(), situation),
        channels=tuple(_channel(channel) for channel, _ in applying(knowledge.channels.values(), situation) if channel.id in named),
    )


def _from_log(situation: Situation, knowledge: Knowledge) -> tuple[FromLog, ...]:
    """What the contact log settles, then what it leaves open."""
    settled = [(happening, True) for happening in situation.case.happenings if happening.days]
    unsettled = [(happening, False) for happening in (situation.case.log.unsettled if situation.case.log else ())]
    known = [(happening, certain) for happening, certain in (*settled, *unsettled) if happening.id in knowledge.behaviours]
    return tuple(_shown_in_log(happening, knowledge, certain=certain) for happening, certain in known)


def _shown_in_log(happening: Happening, knowledge: Knowledge, *, certain: bool) -> FromLog:
    behaviour = knowledge.behaviours[happening.id]
    entry = FromLog(
        id=happening.id,
        text="",
        confidence=behaviour.confidence,
        sources=(happening.rule,) if happening.rule else (),
        title=behaviour.title,
        certain=certain,
        basis=_basis(happening, knowledge) if certain else "",
        condition=happening.condition,
        days=happening.days,
        numbers=happening.numbers,
    )
    return msgspec.structs.replace(entry, text=fact(entry))


def _basis(happening: Happening, knowledge: Knowledge) -> str:
    """The rule of a fact and its force, in words; of days before it only the later ones are held against it."""
    cited = knowledge.cite(happening.rule) if happening.rule else None
    if cited is None:
        return ""
    document, article = cited.document, happening.rule.partition(":")[2]
    name = (document.short or document.title.removeprefix("中华人民共和国")) + (f" {article} 条" if article else "")
    begins = cited.effective_from
    since = f"{begins} 起的" if begins and any(day.on < begins for day in happening.days) else ""
    return f"{since}不符合{name}（{FORCES[force_of(document)]}）"


def fact(entry: FromLog, most_days: int | None = None, most_numbers: int | None = None, most_rows: int | None = None) -> str:
    """The sentence for a complaint: each day with how often and which rows, how many days, who called, and against which rule.

    Where it would be too long for a screen, the last days are told and the rest is counted.
    """
    days = entry.days if most_days is None else entry.days[-most_days:]
    told = "；".join(_day(day, most_rows) for day in days)
    number = len({day.on for day in entry.days})
    left = "……" if len(days) < len(entry.days) else "，"
    numbers = entry.numbers if most_numbers is None else entry.numbers[:most_numbers]
    more = f"等 {len(entry.numbers)} 个" if len(numbers) < len(entry.numbers) else ""
    parts = [told + (f"{left}共 {number} 天" if number > 1 else "")]
    parts += [f"对方号码：{'、'.join(numbers)}{more}"] if numbers else []
    parts += [_as_me(entry.condition)] if entry.certain and entry.condition else []
    parts += [entry.basis] if entry.basis else []
    return "。".join(parts) + "。"


def _day(day: ProvedDay, most_rows: int | None) -> str:
    return f"{day.on} {_as_me(day.text)}（{rows_in_words(day.rows, most_rows)}）"


def _as_me(text: str) -> str:
    """Our own words to the borrower, as the borrower says them to somebody else."""
    return text.replace("你", "我")


SHORT = {"most_days": 2, "most_numbers": 3, "most_rows": SHOWN_ROWS}
"""How much of a fact a short screen shows."""


def clock_view(clock: Clock, situation: Situation, received: dt.date | None = None) -> ClockView:
    """A clock with its dates. A complaint not lodged yet is counted from today; a paper from its receipt."""
    extends = clock.starts == "received"
    start = _start(clock, situation, received)
    end = count(start, clock.length, clock.unit, extends=extends) if start else None
    return ClockView(
        id=clock.id,
        text=clock.text,
        confidence=clock.confidence,
        sources=clock.sources,
        name=clock.name,
        starts=clock.starts,
        date=end.safe if end else None,
        legal=end.legal if end else None,
        holidays_known=end.holidays_known if end else True,
        not_before=end.not_before if end else None,
    )


def _start(clock: Clock, situation: Situation, received: dt.date | None) -> dt.date | None:
    if clock.starts == "received":
        return received
    if clock.starts == "complaint_lodged":
        return situation.lodged or situation.as_of
    return situation.as_of


def _route(
    route: Route,
    because: tuple[str, ...],
    situation: Situation,
    knowledge: Knowledge,
    dates: dict[str, dt.date | None],
) -> RouteView:
    steps = [step for step in route.steps if not step.kinds or situation.kind in step.kinds]
    return RouteView(
        id=route.id,
        text=route.problem,
        confidence=route.confidence,
        sources=route.sources,
        because=because,
        steps=tuple(_step(step, knowledge, _step_date(step, index, situation, dates)) for index, step in enumerate(steps)),
        evidence=route.evidence,
        note=route.note,
    )


OWN_COMPLAINT = ("lender", "creditor")
"""Channels at which the borrower's own complaint is lodged: their step has the day of the complaint."""


def _step_date(step: Step, index: int, situation: Situation, dates: dict[str, dt.date | None]) -> dt.date | None:
    """The first day on which a step makes sense: the day after the clock before it, or today for the first.

    A complaint that was lodged earlier keeps its own day.
    """
    if step.after and (ends := dates.get(step.after)):
        return ends + dt.timedelta(days=1)
    lodged = situation.lodged
    if lodged is not None and step.channel in OWN_COMPLAINT:
        return lodged
    return situation.as_of if index == 0 else None


def _step(step: Step, knowledge: Knowledge, date: dt.date | None) -> StepView:
    channel = knowledge.channels[step.channel]
    return StepView(
        channel=channel.id,
        name=channel.name,
        phone=channel.phone,
        text=step.text,
        date=date,
        does_not=channel.does_not,
        sources=channel.sources,
        confidence=channel.confidence,
    )


def _channel(channel: Channel) -> ChannelView:
    return ChannelView(
        id=channel.id,
        text=channel.scope,
        confidence=channel.confidence,
        sources=channel.sources,
        name=channel.name,
        phone=channel.phone,
        reach=channel.reach,
        bring=channel.bring,
        does_not=channel.does_not,
        deadline=channel.deadline,
        outcome=channel.outcome,
        mistakes=channel.mistakes,
    )

"""The section ``complaint``: whom to tell, by problem and kind of institution, in order, with computed dates."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.clocks import of_complaint
from borrower_help.advice.items import items
from borrower_help.advice.log_sentences import from_log
from borrower_help.advice.views.complaint import ChannelView, ComplaintView, LogFactView, RouteView, StepView
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation, may_concern
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.complaint import Channel, Route, Step
from borrower_help.values.named import ChannelId, RouteId


def complaint(situation: Situation, knowledge: Knowledge) -> ComplaintView:
    """Routes that fit what happened, the general route last, and the clocks from the day of complaint.

    The clocks of the credit record date the steps of routes too, and are shown with the credit record.
    """
    clocks = tuple(
        of_complaint(clock, situation, knowledge.published)
        for clock in knowledge.clocks.values()
        if _concerns(clock.kinds, situation)
    )
    dates = {clock.id: clock.lead for clock in clocks}
    own = {clock.id for clock in knowledge.complaint_clocks()}
    routes = tuple(
        _route(route, because, situation, knowledge, dates)
        for route, because in applying(knowledge.routes, situation)
        if situation.case.goals or not route.goals  # a route for a goal is shown only to whoever named the goal
    )
    lodged, logged = situation.lodged, from_log(situation, knowledge)
    named = {step.channel for route in routes for step in route.steps}
    if situation.signed:  # whoever did not sign gets the bodies of their own routes, not all that a borrower can go to
        named.update(knowledge.institutions[situation.asks].complaint_route)
    return ComplaintView(
        lodged=lodged or situation.as_of,
        lodged_is_assumed=lodged is None,
        from_log=logged,
        unsettled=_unsettled(logged),
        untagged=situation.log.untagged if situation.log else 0,
        routes=routes,
        clocks=tuple(clock for clock in clocks if clock.id in own),
        principles=items(knowledge.complaint_principles(), situation),
        channels=tuple(
            channel_view(channel, None if situation.signed else routes[0])
            for channel, _ in applying(knowledge.channels.values(), situation)
            if channel.id in named
        ),
    )


def _unsettled(logged: tuple[LogFactView, ...]) -> tuple[str, ...]:
    sure = {entry.id for entry in logged if entry.certain}
    names = (entry.title + ("（另外的日子）" if entry.id in sure else "") for entry in logged if not entry.certain)
    return tuple(dict.fromkeys(names))


def general(routes: tuple[RouteView, ...]) -> tuple[RouteView, ...]:
    """The route for whoever has nothing to complain of yet: the last; what only the old lender gives stands apart."""
    return tuple(route for route in routes if route.id != RouteId.OLD_LENDER)[-1:]


def _concerns(kinds: tuple[InstitutionKind, ...], situation: Situation) -> bool:
    return any(may_concern(kinds, kind) for kind in situation.kinds)


def _route(
    route: Route,
    because: tuple[str, ...],
    situation: Situation,
    knowledge: Knowledge,
    dates: dict[str, dt.date | None],
) -> RouteView:
    # Another may ask for what the lender lent: one complains of who asks, with the bodies that are for its kind.
    steps = [step for step in route.steps if not step.kinds or situation.asks in step.kinds]
    return RouteView(
        id=route.id,
        text=route.problem,
        confidence=route.confidence,
        sources=route.sources,
        because=because,
        steps=tuple(
            _step(step, knowledge, _step_date(step, index, situation, dates)) for index, step in enumerate(steps)
        ),
        evidence=route.evidence,
        note=route.note,
    )


OWN_COMPLAINT = (ChannelId.LENDER, ChannelId.CREDITOR)
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


def channel_view(channel: Channel, own: RouteView | None = None) -> ChannelView:
    """A body one can turn to. To whoever did not sign, what to bring is the proof of their ``own`` route: the knowledge
    of a body speaks of a contract and of plans, which they do not have.
    """
    return ChannelView(
        id=channel.id,
        text=channel.scope,
        confidence=channel.confidence,
        sources=channel.sources,
        name=channel.name,
        phone=channel.phone,
        reach=channel.reach,
        bring=own.evidence if own else channel.bring,
        does_not=channel.does_not,
        deadline=channel.deadline,
        outcome="" if own else channel.outcome,
        mistakes=() if own else channel.mistakes,
    )

"""Answers made from records: what is decided (yes, no, it depends), why, what to do. Nothing is said here that a record
does not say.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, Literal

from borrower_help.advice.conduct import judge
from borrower_help.advice.rights import claimable
from borrower_help.ask.deeper import command_for
from borrower_help.case.selection import applying, day_range, is_for
from borrower_help.case.situation import OPEN_KINDS, Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.across import Action, Caution, Danger
from borrower_help.knowledge.records.base import ALL, Confidence, InstitutionKind
from borrower_help.knowledge.records.clocks import Clock
from borrower_help.knowledge.records.complaint import Channel, Route
from borrower_help.knowledge.records.conduct import Behaviour, EvidenceKind, Right
from borrower_help.knowledge.records.credit import CreditAnswer, CreditEffect
from borrower_help.knowledge.records.lenders import Institution
from borrower_help.knowledge.records.letters import LetterKind
from borrower_help.knowledge.records.money import Cap, OfferKind, PlanReason
from borrower_help.knowledge.records.negotiation import Hardship, NeverSay, Option, Script, Timing
from borrower_help.knowledge.records.outlook import Stage
from borrower_help.knowledge.records.papers import Paper
from borrower_help.knowledge.words import KINDS, TRUTHS

Role = Literal["short", "why", "do", "more"]


@dataclasses.dataclass(frozen=True)
class Piece:
    """One paragraph of an answer, with what it rests on.

    ``short`` is the verdict, ``why`` what an answer may not leave out, ``do`` what to do and by when; ``more`` may be
    left out of a short answer.
    """

    role: Role
    text: str
    sources: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    label: str = ""


@dataclasses.dataclass(frozen=True)
class Composed:
    """The answer of one record: its pieces, and the command that says more."""

    record: str
    pieces: tuple[Piece, ...]
    deeper: str


def compose(record: Any, situation: Situation, knowledge: Knowledge) -> Composed:
    """The answer that ``record`` gives in ``situation``."""
    pieces = tuple(piece for piece in (*_elsewhere(record, situation), *_pieces(record, situation, knowledge)) if piece)
    return Composed(str(record.id), pieces, command_for(record, situation))


def fits(record: Any, situation: Situation) -> bool:
    """Whether a record is about this kind of lender and this time, or may be."""
    if isinstance(record, Stage) and situation.days is not None:
        first, last = record.days
        return first <= situation.days and (last is None or situation.days <= last)
    if situation.case.role is not None and not is_for(getattr(record, "roles", ALL), situation.audience):
        return False
    kinds: tuple[InstitutionKind, ...] = getattr(record, "kinds", ())
    return not kinds or situation.kind in kinds or situation.kind in OPEN_KINDS


def headlines(stages: list[Stage]) -> Composed:
    """What the stages are, for whoever has not said how long it is overdue."""
    pieces = tuple(Piece("why", stage.headline, label=day_range(stage.days)) for stage in stages)
    return Composed(stages[0].id, pieces, "borrower-help advise --section outlook")


_EVERY = 8
"""Kinds fewer than these are named before what is told of them alone."""


def _elsewhere(record: Any, situation: Situation) -> Iterator[Piece]:
    """For whom a record holds, where it is not for every kind and the lender's kind is not surely one of them."""
    kinds: tuple[InstitutionKind, ...] = getattr(record, "kinds", ())
    licensed = [kind for kind in kinds if kind not in OPEN_KINDS]
    if kinds and licensed and situation.kind not in kinds and not isinstance(record, Behaviour):
        yield Piece("why", f"说的是{'、'.join(KINDS[kind] for kind in licensed[:_EVERY])}。", label="只管")
    elif licensed and situation.kind in OPEN_KINDS and len(licensed) < _EVERY and not isinstance(record, Behaviour):
        yield Piece("why", f"放款的是{'、'.join(KINDS[kind] for kind in licensed)}时，是这样：", label="先看合同")


def _pieces(record: Any, situation: Situation, knowledge: Knowledge) -> Iterator[Piece]:
    match record:
        case Behaviour():
            yield from _behaviour(record, situation, knowledge)
        case Right():
            yield from _right(record, situation, knowledge)
        case Stage():
            yield from _stage(record, situation)
        case Paper():
            yield from _paper(record, knowledge)
        case Channel():
            yield from _channel(record)
        case Route():
            yield from _route(record, situation, knowledge)
        case Institution():
            yield _piece("why", record, record.how_to_tell, "怎么认")
            yield _piece("why", record, record.regulator, "归谁管")
        case _:
            yield from _simple(record)


def _piece(role: Role, record: Any, text: str, label: str = "") -> Piece:
    return Piece(role, text, tuple(record.sources), record.confidence, label)


def _simple(record: Any) -> Iterator[Piece]:
    """Records that are a sentence or a few."""
    match record:
        case CreditAnswer():
            if isinstance(record, CreditEffect):
                yield Piece("short", f"{TRUTHS[record.truth]}。")
            yield _piece("why", record, record.text)
            if record.do:
                yield _piece("do", record, record.do)
        case Caution():
            yield Piece("short", "像骗局，先别给钱。" if record.kind == "scam" else "这个说法靠不住。")
            yield _piece("why", record, record.text)
        case Option():
            yield _piece("why", record, record.what)
            yield _piece("why", record, record.known, "已知")
            yield _piece("do", record, f"「{record.ask}」", "这样问")
            yield _piece("why", record, record.cost, "代价")
            yield from (_piece("more", record, text, "另外") for text in (record.credit, record.risk) if text)
        case NeverSay():
            yield Piece("short", "别这样。")
            yield _piece("why", record, record.why)
            yield _piece("do", record, record.better)
        case Script():
            yield _piece("do", record, f"「{record.text}」", "可以说")
        case Hardship():
            yield _piece("why", record, "、".join(record.proofs), "证明")
            yield _piece("do", record, record.never, "千万别")
        case EvidenceKind():
            yield _piece("why", record, record.how, record.name)
        case Cap():
            yield _piece("why", record, record.text)
            yield _piece("do", record, record.say)
        case Timing():
            yield _piece("why", record, record.ask)
            yield _piece("more", record, record.note)
        case OfferKind():
            yield _piece("why", record, record.what)
            yield _piece("do", record, record.demand)
            yield _piece("why", record, record.risk)
        case PlanReason():
            yield _piece("why", record, f"{record.name}：{record.text}")
        case Action():
            yield _piece("do", record, f"{record.text}。{record.reason}")
        case _:
            yield from _sentence(record)


def _sentence(record: Any) -> Iterator[Piece]:
    """Records that are one sentence, or two."""
    match record:
        case LetterKind():
            yield _piece("why", record, record.use)
            yield _piece("why", record, record.avoid, "什么时候别写")
        case Clock():
            yield _piece("why", record, record.text, record.name)
            yield _piece("why", record, record.missed, "过了")
        case Danger():
            yield _piece("why", record, record.text)
        case _:
            yield _piece("why", record, record.text)


def _behaviour(behaviour: Behaviour, situation: Situation, knowledge: Knowledge) -> Iterator[Piece]:
    finding = judge(behaviour, situation, knowledge)
    yield Piece("short", f"{finding.label}。")
    if finding.caveat:
        yield Piece("why", finding.caveat)
    yield Piece("why", finding.text, finding.sources, finding.confidence)
    if finding.hinges:
        yield Piece("why", finding.hinges, label="要看")
        yield Piece("do", finding.find_out, label="怎么弄清")
    if finding.police:
        yield Piece("do", finding.police, label="报警")
    if finding.say:
        yield Piece("do", f"「{finding.say}」", label="可以说")
    if kept := "、".join(knowledge.evidence[name].name for name in behaviour.evidence):
        yield Piece("more", kept, label="留证据")
    if channels := "、".join(knowledge.channels[name].name for name in finding.complain):
        yield Piece("more", channels, label="找谁")


def _right(right: Right, situation: Situation, knowledge: Knowledge) -> Iterator[Piece]:
    view = claimable(right, situation, knowledge)
    if view.caveat:
        yield Piece("why", view.caveat)
    yield Piece("why", view.text, view.sources, view.confidence)
    yield Piece("why", view.ends, tuple(right.ends_sources), label="到哪里为止")
    yield Piece("do", view.claim, label="怎么做")
    if channels := "、".join(knowledge.channels[name].name for name in view.complain):
        yield Piece("more", channels, label="找谁")


def _stage(stage: Stage, situation: Situation) -> Iterator[Piece]:
    yield Piece("short", f"{day_range(stage.days)}（{stage.name}）：{stage.headline}")
    for entry, _ in applying(stage.practice, situation):
        yield Piece("why", entry.text, entry.sources, entry.confidence, "做法")
    first = stage.first_action
    yield Piece("do", first.text, first.sources, first.confidence, "先做")
    for entry, _ in applying(stage.entitlement, situation):
        yield Piece("more", entry.text, entry.sources, entry.confidence, "规则")


def _paper(paper: Paper, knowledge: Knowledge) -> Iterator[Piece]:
    yield _piece("why", paper, paper.what)
    for name in paper.clocks:
        clock = knowledge.clocks[name]
        yield Piece("why", clock.text, clock.sources, clock.confidence, "期限")
    yield Piece("do", paper.verify, label="先核实")
    yield from (Piece("do" if number == 0 else "more", text, label="再做") for number, text in enumerate(paper.do))
    yield Piece("why", paper.missed, label="不理会")


def _channel(channel: Channel) -> Iterator[Piece]:
    yield _piece("why", channel, channel.scope, "管什么")
    yield Piece("do", channel.reach, label="怎么找")
    yield Piece("why", channel.does_not[0], label="要知道")
    yield Piece("do", channel.bring, label="带上")
    yield Piece("more", channel.deadline, label="多久")
    yield Piece("more", channel.outcome, label="会怎样")


def _route(route: Route, situation: Situation, knowledge: Knowledge) -> Iterator[Piece]:
    steps = [
        step
        for step in route.steps
        if not step.kinds or situation.kind in step.kinds or situation.kind is InstitutionKind.UNKNOWN
    ]
    for number, step in enumerate(steps, 1):
        name = knowledge.channels[step.channel].name
        role: Role = "do" if number == 1 else "more"
        yield Piece(role, step.text, tuple(route.sources), route.confidence, f"第 {number} 步，{name}")
    yield Piece("more", route.evidence, label="证据")

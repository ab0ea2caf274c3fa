"""What ``complain`` answers, a complaint made ready: what to ask for, whom first, by which day the next step comes,
what to do when refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from borrower_help.advice.clocks import resolve
from borrower_help.advice.complaint import channel_view
from borrower_help.advice.items import items
from borrower_help.advice.log_sentences import from_log
from borrower_help.advice.negotiated import in_words, talks_with
from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.complaint import ChannelView, DemandView, EvidenceRowView, LogFactView, RungView
from borrower_help.case.conditions import limitation_near
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation, may_concern
from borrower_help.journal.model import Row
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Audience, InstitutionKind
from borrower_help.knowledge.records.complaint import Demand, Rung
from borrower_help.knowledge.words import KINDS
from borrower_help.values.named import ChannelId


class ComplaintKitView(View, frozen=True, kw_only=True):
    """All that one complaint needs.

    ``label`` tells cases apart and names no person; ``whose`` is who complains: the demands are theirs and nobody
    else's. ``lodged_is_assumed`` tells that the ladder is counted from today, since nothing was lodged. ``facts`` are
    what the log shows, ``evidence`` the same as a table, a row a day. ``collect`` is what to gather or to find out
    first where there is nothing to demand. ``credit`` is the ladder of the credit record, a path of its own. ``talks``
    are the negotiations that were recorded, in words.
    """

    label: str
    whose: str
    lender: str
    kind: InstitutionKind
    kind_name: str
    lodged: dt.date
    lodged_is_assumed: bool
    demands: tuple[DemandView, ...]
    collect: tuple[ItemView, ...]
    facts: tuple[LogFactView, ...]
    evidence: tuple[EvidenceRowView, ...]
    untagged: int
    ladder: tuple[RungView, ...]
    credit: tuple[RungView, ...]
    bodies: tuple[ChannelView, ...]
    refused: tuple[ItemView, ...]
    abuse: tuple[ItemView, ...]
    talks: tuple[str, ...] = ()


WHOSE: dict[Audience, str] = {
    Audience.BORROWER: "借款人自己",
    Audience.GUARANTOR: "签字担保的人自己",
    Audience.SPOUSE: "配偶自己",
    Audience.HEIR: "继承人自己",
    Audience.FAMILY: "被打扰的人自己",
    Audience.NOT_MINE: "被错催的人自己",
}
"""Who complains: whoever was dunned complains for themselves, in their own name."""


def complain(situation: Situation, knowledge: Knowledge, rows: Sequence[Row] = ()) -> ComplaintKitView:
    """The complaint of this situation. Nothing is claimed that was not told or that the log does not show.

    ``rows`` are those of the contact log, for what was negotiated: whoever signed tells it, unless the claim may be too
    old, for what was offered then could restart it (spc-limitation:14, :19).
    """
    tells = situation.signed and not situation.not_owed and not limitation_near(situation)
    spoken = talks_with(rows, knowledge, situation.lender.name if situation.lender else "") if tells else []
    demands = _demands(situation, knowledge, {row.contact.outcome for row in spoken})
    rungs = _rungs(situation, knowledge)
    facts = from_log(situation, knowledge)
    named = dict.fromkeys([*(demand.channel for demand in demands), *(rung.channel for rung in rungs)])
    return ComplaintKitView(
        label=situation.lender.id if situation.lender else situation.kind.value,
        whose=WHOSE[situation.audience],
        lender=situation.lender_name,
        kind=situation.kind,
        kind_name=KINDS[situation.kind],
        lodged=situation.lodged or situation.as_of,
        lodged_is_assumed=situation.lodged is None,
        demands=demands,
        collect=() if demands else items(knowledge.complaint_part(lambda file: file.collect), situation),
        facts=facts,
        evidence=evidence(facts),
        untagged=situation.log.untagged if situation.log else 0,
        ladder=tuple(rung for rung in rungs if rung.path == "complaint"),
        credit=tuple(rung for rung in rungs if rung.path == "credit"),
        bodies=tuple(channel_view(knowledge.channels[name]) for name in named),
        refused=items(knowledge.complaint_part(lambda file: file.refused), situation),
        abuse=items(knowledge.complaint_part(lambda file: file.abuse), situation),
        talks=in_words(spoken),
    )


def evidence(facts: Iterable[LogFactView]) -> tuple[EvidenceRowView, ...]:
    """What the log settles, a row for each day and thing, by day: it can be copied as a table of evidence."""
    rows = [
        EvidenceRowView(on=day.on, what=fact.title, proof=day.text, count=day.count, rows=day.rows, rule=fact.basis)
        for fact in facts
        if fact.certain
        for day in fact.days
    ]
    return tuple(sorted(rows, key=lambda row: (row.on, row.what)))


def _demands(situation: Situation, knowledge: Knowledge, outcomes: AbstractSet[str]) -> tuple[DemandView, ...]:
    """The demands for what happened and for what came of the talks; the general one alone, where nothing did, is no
    complaint.
    """
    found = [
        DemandView(
            id=demand.id,
            text=demand.text,
            confidence=demand.confidence,
            sources=demand.sources,
            because=(*because, *("联系记录里有这次协商" for _ in demand.talks[:1])),
            whose=WHOSE[situation.audience],
            channel=channel,
            to=knowledge.channels[channel].name,
            attach=demand.attach,
        )
        for demand, because in applying(knowledge.complaint_part(lambda file: file.demands), situation)
        if (not demand.talks or outcomes & set(demand.talks)) and (channel := _first(demand, situation, knowledge))
    ]
    return tuple(found) if any(demand.because for demand in found) else ()


def _first(demand: Demand, situation: Situation, knowledge: Knowledge) -> str:
    """The first body of a demand that is for whoever asks for the money; empty where none is.

    Where another asks for what it lent, the lender is asked only for what no other body can give.
    """
    channels = sorted(demand.channels, key=lambda name: situation.claim_elsewhere and name == ChannelId.LENDER)
    fitting = (name for name in channels if may_concern_body(knowledge, name, situation))
    return next(fitting, "")


def may_concern_body(knowledge: Knowledge, name: str, situation: Situation) -> bool:
    """Whether a body deals with whoever asks for the money; the lender itself stands in the contract of any app."""
    kinds, asks = knowledge.channels[name].kinds, situation.asks
    return not kinds or asks in kinds or (name != ChannelId.CREDITOR and may_concern(kinds, asks))


def _rungs(situation: Situation, knowledge: Knowledge) -> tuple[RungView, ...]:
    """The steps that apply, each with its day; a step after one without a day has none either."""
    days: dict[str, dt.date | None] = {}
    found: list[RungView] = []
    for rung, _ in applying(knowledge.complaint_part(lambda file: file.ladder), situation):
        if rung.kinds and situation.asks not in rung.kinds:
            continue
        day = days[rung.id] = _day(rung, days, situation, knowledge)
        channel = knowledge.channels[rung.channel]
        found.append(
            RungView(
                id=rung.id,
                text=rung.text,
                confidence=rung.confidence,
                sources=rung.sources,
                path=rung.path,
                channel=channel.id,
                name=channel.name,
                date=day,
                clock=rung.clock,
                lodges=rung.day == "lodged",
                own=bool(rung.clock) and knowledge.clocks[rung.clock].own,
            )
        )
    return tuple(sorted(found, key=lambda rung: (rung.path, rung.date or dt.date.max)))


def _day(rung: Rung, days: dict[str, dt.date | None], situation: Situation, knowledge: Knowledge) -> dt.date | None:
    match rung.day:
        case "lodged":
            return situation.lodged or situation.as_of
        case "today":
            return situation.as_of
        case "unknown":
            return None
    before = days.get(rung.follows)
    if before is None:
        return None
    if rung.clock:
        return resolve(knowledge.clocks[rung.clock], before, knowledge.published).lead
    return max(before + dt.timedelta(days=1), situation.as_of)

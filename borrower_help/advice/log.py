"""What the contact log proves, judged day by day."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from borrower_help.advice.conduct import judge
from borrower_help.advice.views.conduct import FindingView
from borrower_help.case.situation import Situation, situation_of
from borrower_help.journal.copies import merge, possible_copies
from borrower_help.journal.counters import COUNTERS
from borrower_help.journal.model import Row
from borrower_help.journal.tally import Count, Limit, TalliedDay, TallyGroup, in_words, is_conversation
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.named import SaidId, ThresholdId

NUMBERS_NAMED = 5


class LogFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A behaviour of the catalogue that the log shows, on days that are judged by the same rules.

    ``lender`` is the id or name of who did it, empty where the log does not say, ``lender_name`` how people call it;
    ``counter`` is the
    limit of the catalogue that was passed, ``rule`` the source it rests on, ``threshold`` its number;
    ``certain`` is false where the log alone does not settle it; ``open_question`` says what to find
    out first, ``condition`` under which it holds.
    """

    id: str
    lender: str
    lender_name: str
    counter: str
    rule: str
    threshold: int | None
    certain: bool
    open_question: str
    condition: str
    proofs: tuple[TalliedDay, ...]
    finding: FindingView

    @property
    def days(self) -> int:
        """On how many days it happened."""
        return len({proof.day for proof in self.proofs})

    @property
    def settled(self) -> bool:
        """Whether it may be claimed: certain, and against a rule of its days."""
        return self.certain and self.finding.outcome.against


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the log shows, of the lender ``asked`` for or, where that is empty, of each of them.

    ``merged`` rows are further copies of a call that counts once; ``untagged`` are the counted rows
    of which nobody said whether they are a collector's, ``untagged_numbers`` the numbers that called
    most often among them; ``lenders`` are those that the rows name, ``people`` the others beside the borrower who were
    contacted beyond doubt. ``hours`` are the contacts by day and hour, ``talks`` the calls by day on which the debtor
    was connected for six seconds or more.
    """

    asked: str
    counted: int
    struck: int
    merged: int
    merged_rows: tuple[int, ...]
    left_out: int
    tagged: bool
    untagged: int
    untagged_numbers: tuple[str, ...]
    lenders: tuple[str, ...]
    people: tuple[str, ...]
    first_day: dt.date | None
    last_day: dt.date | None
    findings: tuple[LogFinding, ...]
    hours: dict[str, dict[str, int]]
    talks: dict[str, int]
    stronger: tuple[str, ...]


class _Counted(NamedTuple):
    """The rows that count, in order of time, what is in doubt of them, and the lenders that the log names."""

    rows: list[Row]
    doubts: dict[int, tuple[str, ...]]
    copies: tuple[int, ...]
    copy_of: Mapping[int, int]
    lender_of: Mapping[str, str]
    lenders: tuple[str, ...]


def analyse(rows: Sequence[Row], situation: Situation, knowledge: Knowledge) -> Analysis:
    """Count, judge and suggest; pure. ``situation`` tells the lender, whose kind decides which rules bind."""
    rows = [row for row in rows if row.contact.channel != "negotiation"]  # a talk about paying is no pressure
    counting = _counted(rows, situation, knowledge)
    struck = sum(row.struck for row in rows)
    untagged = [row for row in counting.rows if "untagged" in counting.doubts.get(row.row, ())]
    often = Counter(row.contact.number for row in untagged if row.contact.number)
    days = [row.contact.day for row in counting.rows]
    return Analysis(
        asked=_asked(situation),
        counted=len(counting.rows),
        struck=struck,
        merged=len(counting.copies),
        merged_rows=counting.copies,
        left_out=len(rows) - len(counting.rows) - struck - len(counting.copies),
        tagged=_is_tagged(rows),
        untagged=len(untagged),
        untagged_numbers=tuple(
            number for number, _ in sorted(often.items(), key=lambda entry: (-entry[1], entry[0]))[:NUMBERS_NAMED]
        ),
        lenders=counting.lenders,
        people=_people(counting),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        findings=tuple(_findings(counting, situation, knowledge)),
        hours=_hours(counting.rows),
        talks=_talks(counting.rows),
        stronger=tuple(_stronger(counting.rows, knowledge, tagged=not untagged)),
    )


def _people(counting: _Counted) -> tuple[str, ...]:
    """Who else was contacted; a row of which anything is in doubt tells of nobody."""
    sure = (row.contact for row in counting.rows if row.row not in counting.doubts)
    return tuple(sorted({contact.person for contact in sure if contact.person != "me" and contact.outgoing is False}))


def _counted(rows: Sequence[Row], situation: Situation, knowledge: Knowledge) -> _Counted:
    live = [row for row in rows if not row.struck]
    tagged = _is_tagged(rows)
    asked = _asked(situation)
    lender_of = {
        name: knowledge.lender_id(name) for name in {row.contact.lender for row in rows}
    }  # thousands of rows, few names
    lenders = tuple(sorted({lender_of[row.contact.lender] for row in live} - {""}))
    several = len({*lenders, *([asked] if asked else [])}) > 1
    merged = merge(live, lender_of)

    def counts(row: Row) -> bool:
        contact = row.contact
        return (
            not contact.outgoing
            and contact.collector is not False
            and (contact.collector is True or not contact.source or not tagged)
            and (not asked or not contact.lender or lender_of[contact.lender] == asked)
        )

    def doubts(row: Row) -> tuple[str, ...]:
        contact = row.contact
        found = {
            "untagged": bool(contact.source) and contact.collector is None,
            "direction": contact.outgoing is None,
            "lender": several and not contact.lender,
        }
        return tuple(doubt for doubt, holds in found.items() if holds)

    counted = [row for row in merged.rows if counts(row)]
    doubtful = {row.row: found for row in counted if (found := doubts(row))}
    # Beside a row that settles nothing itself, nothing is counted twice.
    listed = sorted(
        (row for row in counted if row.contact.source and row.row not in doubtful), key=lambda row: row.contact.at
    )
    copy_of = possible_copies([row for row in counted if not row.contact.source], listed, lender_of)
    doubtful |= {row: (*doubtful.get(row, ()), "copy") for row in copy_of}
    return _Counted(counted, doubtful, merged.copies, copy_of, lender_of, lenders)


def _asked(situation: Situation) -> str:
    """The lender that was asked for, as rows are compared with it; empty when none was."""
    return situation.lender.id if situation.lender else situation.case.lender or ""


def _is_tagged(rows: Iterable[Row]) -> bool:
    return any(row.contact.collector for row in rows if not row.struck)


def _limits(knowledge: Knowledge) -> Limit:
    """The numbers of the catalogue by day: a changed rule changes what is counted from its day on."""
    thresholds = {entry.id: entry for behaviour in knowledge.behaviours.values() for entry in behaviour.thresholds}

    def limit(name: ThresholdId, day: dt.date) -> int:
        number = thresholds[name].on(day)
        assert number is not None, "the check asks a number of every threshold that is counted"
        return number

    return limit


def _groups(counting: _Counted, situation: Situation, limit: Limit) -> list[TallyGroup]:
    """The rows of each lender apart; all together where one was asked for or no two are named."""
    asked = _asked(situation)
    if asked or len(counting.lenders) < 2:
        return [TallyGroup(asked or next(iter(counting.lenders), ""), counting.rows, counting.doubts, limit)]
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in counting.rows:
        rows[counting.lender_of[row.contact.lender]].append(row)
    return [TallyGroup(lender, found, counting.doubts, limit) for lender, found in rows.items()]


def _findings(counting: _Counted, situation: Situation, knowledge: Knowledge) -> Iterator[LogFinding]:
    for group in _groups(counting, situation, _limits(knowledge)):
        theirs = _situation_of(group.lender, situation, knowledge)
        for counter in COUNTERS:
            yield from _judged(list(counter(group)), group.lender, counting.copy_of, theirs, knowledge)


def _situation_of(lender: str, situation: Situation, knowledge: Knowledge) -> Situation:
    """The situation with the lender that the rows name, where none was asked for: its kind decides which rules bind."""
    if not lender or situation.case.lender:
        return situation
    return situation_of(msgspec.structs.replace(situation.case, lender=lender), knowledge, situation.as_of)


def _judged(
    counts: Sequence[Count], lender: str, copy_of: Mapping[int, int], situation: Situation, knowledge: Knowledge
) -> Iterator[LogFinding]:
    """Each day judged by the rules of that day; days judged alike stand together, certain ones first."""
    alike: dict[tuple[object, ...], list[tuple[Count, FindingView]]] = defaultdict(list)
    for found in sorted(counts, key=lambda found: (not found.certain, found.proof.day)):
        finding = judge(knowledge.behaviours[found.id], situation, knowledge, found.proof.day)
        judged = (finding.outcome, finding.nature, finding.sources)
        alike[found.id, found.counter, found.threshold, found.certain, *judged].append((found, finding))
    for group in alike.values():
        days = [found for found, _ in group]
        first, finding = days[0], group[-1][1]
        asked = dict.fromkeys(question for found in days for question in found.questions)
        questions = [*asked, *in_words((doubt for found in days for doubt in found.doubts), copy_of)]
        limits = {limit.id: limit.source for limit in finding.thresholds}
        yield LogFinding(
            id=first.id,
            lender=lender,
            lender_name=knowledge.lender_called(lender),
            counter=first.counter,
            rule=limits.get(first.counter) or next(iter(finding.sources), ""),
            threshold=first.threshold,
            certain=first.certain,
            open_question="".join(questions),
            condition=first.condition,
            proofs=tuple(found.proof for found in days),
            finding=finding,
        )


def _hours(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Contacts by day and two-digit hour, for the picture of the weeks."""
    hours: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        hours[row.contact.day.isoformat()][f"{row.contact.at.hour:02}"] += 1
    return {day: dict(sorted(by_hour.items())) for day, by_hour in sorted(hours.items())}


def _talks(rows: Iterable[Row]) -> dict[str, int]:
    """Conversations by day, as the limit of the standard counts them, none of them judged."""
    days = Counter(row.contact.day.isoformat() for row in rows if is_conversation(row.contact))
    return dict(sorted(days.items()))


def _stronger(rows: Sequence[Row], knowledge: Knowledge, *, tagged: bool) -> Iterator[str]:
    """What would make the evidence stronger."""
    contacts = [row.contact for row in rows]
    if not contacts:
        return
    if not tagged:
        yield knowledge.say(SaidId.TAG_NUMBERS)
    unknown = sum(contact.channel == "call" and contact.connected is None for contact in contacts)
    if unknown:
        yield knowledge.say(SaidId.FETCH_CALL_LIST, count=unknown)
    unproved = sum(not contact.evidence and not contact.source for contact in contacts)
    if unproved:
        yield knowledge.say(SaidId.KEEP_ORIGINALS, count=unproved)
    nameless = sum(not contact.claimed for contact in contacts if contact.channel in ("call", "visit"))
    if nameless:
        yield knowledge.say(SaidId.ASK_WHO, count=nameless)
    if any(contact.person != "me" and not contact.said for contact in contacts):
        yield knowledge.say(SaidId.OTHERS_WRITE)

"""What the log proves: counts per day held against the rules of that very day, with the rows that prove them.

How borderline cases are decided (each has a test):

- The day and the hour of a contact are those at which it began, China time. 22:00:00 is night,
  08:00:00 is not; a call that begins at 21:59 is not a night call however long it lasts.
- A conversation counts from 6 seconds on (gbt-45251-2025:3); connected without a known length may
  count, and is named apart. Unanswered attempts never count towards the three conversations.
- Unanswered attempts are counted per number called, as the association's guideline does
  (cba-collection-guideline-2026:14).
- Calls the borrower made, rows struck out, and numbers tagged as no collector are left out. Once
  any number is tagged as a collector, only tagged numbers and rows typed in by hand count.
- Each lender is counted alone: two conversations with each of two lenders are not four with one.
- Only visits to the debtor count towards the limit on visits.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from borrower_help.advice.conduct import judge
from borrower_help.advice.model import Finding
from borrower_help.case import Happening
from borrower_help.journal.model import PERSONS, Contact, Row
from borrower_help.knowledge.library import Knowledge
from borrower_help.situation import Situation

NIGHT_BEGINS, NIGHT_ENDS = dt.time(22), dt.time(8)
CONVERSATION_SECONDS = 6
CONVERSATIONS_A_DAY = 3
UNANSWERED_A_DAY = 6
UNANSWERED_WORTH_NAMING = 4
VISITS_A_DAY = 1
LETTER_DAYS = 7
REACHED_WITHIN_DAYS = 3

MESSAGES = ("sms", "wechat", "app", "email")


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """One day on which something happened: how often, and the rows of the log that show it."""

    day: dt.date
    count: int
    rows: tuple[int, ...]
    text: str


class LogFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A behaviour of the catalogue that the log shows, on days that are judged by the same rules.

    ``threshold`` is the limit that was passed, ``None`` where there is no number; ``certain`` is
    false where the log alone does not settle it; ``open_question`` says what to find out first.
    """

    id: str
    threshold: int | None
    certain: bool
    open_question: str
    proofs: tuple[Proof, ...]
    finding: Finding

    @property
    def days(self) -> int:
        """On how many days it happened."""
        return len(self.proofs)


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the log shows about one lender."""

    counted: int
    struck: int
    left_out: int
    tagged: bool
    first_day: dt.date | None
    last_day: dt.date | None
    findings: tuple[LogFinding, ...]
    hours: dict[str, dict[str, int]]
    stronger: tuple[str, ...]


class _Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a counter found before it is judged."""

    id: str
    proofs: list[Proof]
    threshold: int | None = None
    certain: bool = True
    open_question: str = ""


def analyse(rows: Sequence[Row], situation: Situation, knowledge: Knowledge) -> Analysis:
    """Count, judge and suggest; pure. ``situation`` tells the lender, whose kind decides which rules bind."""
    counting = counted_rows(rows, situation, knowledge)
    shown = [found for group in _by_lender(counting, situation, knowledge) for counter in _COUNTERS for found in counter(group) if found.proofs]
    days = [row.contact.day for row in counting]
    return Analysis(
        counted=len(counting),
        struck=sum(row.struck for row in rows),
        left_out=len(rows) - len(counting) - sum(row.struck for row in rows),
        tagged=_is_tagged(rows),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        findings=tuple(finding for found in shown for finding in _judged(found, situation, knowledge)),
        hours=_hours(counting),
        stronger=tuple(_stronger(counting, _is_tagged(rows))),
    )


def happenings(analysis: Analysis) -> list[Happening]:
    """What the log settles, as happenings of a case: the last day of each, and the rows that prove it."""
    found: dict[str, Happening] = {}
    for entry in analysis.findings:
        if entry.certain and entry.finding.outcome in ("broken", "limited"):
            last = entry.proofs[-1]
            before = found.get(entry.id)
            if before is not None and before.on is not None and before.on > last.day:
                continue
            rows = "、".join(map(str, last.rows[:12]))
            more = f"；这样的日子共 {entry.days} 天" if entry.days > 1 else ""
            proof = f"{last.day}：{last.text}（联系记录第 {rows} 行）{more}"
            found[entry.id] = Happening(id=entry.id, on=last.day, proof=proof)
    return list(found.values())


def counted_rows(rows: Sequence[Row], situation: Situation, knowledge: Knowledge) -> list[Row]:
    """The rows that count for this lender, in order of time."""
    tagged = _is_tagged(rows)
    asked = situation.lender.id if situation.lender else situation.case.lender
    lender_of = _lender_ids(rows, knowledge)

    def counts(row: Row) -> bool:
        contact = row.contact
        by_hand = not contact.source
        return (
            not row.struck
            and not contact.outgoing
            and contact.collector is not False
            and (contact.collector is True or by_hand or not tagged)
            and (not asked or not contact.lender or lender_of[contact.lender] == asked)
        )

    return sorted((row for row in rows if counts(row)), key=lambda row: (row.contact.at, row.row))


def _lender_ids(rows: Iterable[Row], knowledge: Knowledge) -> dict[str, str]:
    """Each name in the rows with the lender's id; looked up once, for there are thousands of rows and few names."""
    return {name: knowledge.lender_id(name) for name in {row.contact.lender for row in rows}}


def _by_lender(rows: list[Row], situation: Situation, knowledge: Knowledge) -> list[list[Row]]:
    """The rows of each lender apart; all together where one lender was asked for, whose rows alone are left."""
    if situation.lender or situation.case.lender:
        return [rows]
    lender_of = _lender_ids(rows, knowledge)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[lender_of[row.contact.lender]].append(row)
    return list(groups.values())


def _is_tagged(rows: Iterable[Row]) -> bool:
    return any(row.contact.collector for row in rows if not row.struck)


def is_night(moment: dt.datetime) -> bool:
    """Whether a contact that begins then begins between 22:00:00 and 07:59:59."""
    return moment.time() >= NIGHT_BEGINS or moment.time() < NIGHT_ENDS


def _is_conversation(contact: Contact) -> bool | None:
    """Whether the debtor was spoken to; ``None`` when it was connected for an unknown time."""
    if contact.channel != "call" or contact.person != "me" or contact.connected is False:
        return False
    if contact.seconds is None:
        return None if contact.connected else False
    return contact.seconds >= CONVERSATION_SECONDS


# --- counters: each yields what it found, one entry a behaviour


def _night(rows: list[Row]) -> Iterator[_Shown]:
    for behaviour, channels in (
        ("call_after_22", ("call",)),
        ("msg_after_22", MESSAGES),
        ("visit_after_22", ("visit",)),
    ):
        at_night = [row for row in rows if row.contact.channel in channels and is_night(row.contact.at)]
        proofs = [_proof(day, group, "、".join(f"{row.contact.at:%H:%M:%S}" for row in group[:6])) for day, group in _by_day(at_night)]
        question = "你有没有同意过夜里联系，合同有没有约定别的时段？有的话就不算。"
        yield _Shown(id=behaviour, proofs=proofs, open_question=question)


def _conversations(rows: list[Row]) -> Iterator[_Shown]:
    certain: list[Proof] = []
    possible: list[Proof] = []
    for day, group in _by_day([row for row in rows if _is_conversation(row.contact) is not False]):
        sure = [row for row in group if _is_conversation(row.contact)]
        if len(sure) > CONVERSATIONS_A_DAY:
            certain.append(_proof(day, sure, f"接通 {CONVERSATION_SECONDS} 秒以上 {len(sure)} 次"))
        elif len(group) > CONVERSATIONS_A_DAY:
            possible.append(_proof(day, group, f"接通 {len(group)} 次，其中 {len(group) - len(sure)} 次不知道时长"))
    question = "有的通话不知道时长。去运营商打详单，不到 6 秒的不算。"
    yield _Shown(id="connected_over_3", proofs=certain, threshold=CONVERSATIONS_A_DAY)
    yield _Shown(id="connected_over_3", proofs=possible, threshold=CONVERSATIONS_A_DAY, certain=False, open_question=question)


def _unanswered(rows: list[Row]) -> Iterator[_Shown]:
    missed = [row for row in rows if row.contact.channel == "call" and row.contact.person == "me" and row.contact.connected is False]
    over: list[Proof] = []
    near: list[Proof] = []
    for day, group in _by_day(missed):
        by_number: dict[str, list[Row]] = defaultdict(list)
        for row in group:
            by_number[row.contact.called].append(row)
        for called, attempts in sorted(by_number.items()):
            which = f"打你的 {called} " if called else ""
            proof = _proof(day, attempts, f"{which}没接通 {len(attempts)} 次")
            if len(attempts) > UNANSWERED_A_DAY:
                over.append(proof)
            elif len(attempts) >= UNANSWERED_WORTH_NAMING:
                near.append(proof)
    yield _Shown(id="unanswered_over_6", proofs=over, threshold=UNANSWERED_A_DAY)
    yield _Shown(id="calls_4_to_6_unanswered", proofs=near, threshold=UNANSWERED_A_DAY, certain=False)


def _visits(rows: list[Row]) -> Iterator[_Shown]:
    certain: list[Proof] = []
    possible: list[Proof] = []
    visits = [row for row in rows if row.contact.channel == "visit" and row.contact.person == "me" and row.contact.connected is not False]
    for day, group in _by_day(visits):
        met = [row for row in group if row.contact.connected]
        if len(met) > VISITS_A_DAY:
            certain.append(_proof(day, met, f"当面 {len(met)} 次"))
        elif len(group) > VISITS_A_DAY:
            possible.append(_proof(day, group, f"上门 {len(group)} 次，其中 {len(group) - len(met)} 次没写见没见到人"))
    question = "那几次见到你本人了吗？没见到人的不算。用 log edit 行号 --connected 写明。"
    yield _Shown(id="visit_over_1", proofs=certain, threshold=VISITS_A_DAY)
    yield _Shown(id="visit_over_1", proofs=possible, threshold=VISITS_A_DAY, certain=False, open_question=question)


def _letters(rows: list[Row]) -> Iterator[_Shown]:
    letters = [row for row in rows if row.contact.channel == "letter"]
    proofs = [
        _proof(later.contact.day, [earlier, later], f"离上一封只有 {(later.contact.day - earlier.contact.day).days} 天")
        for earlier, later in itertools.pairwise(letters)
        if (later.contact.day - earlier.contact.day).days < LETTER_DAYS
    ]
    question = "两封信是不是同一笔贷款的？不同的贷款分开算。" if proofs else ""
    yield _Shown(id="letter_under_7d", proofs=proofs, threshold=LETTER_DAYS, certain=False, open_question=question)


def _third_parties(rows: list[Row]) -> Iterator[_Shown]:
    """Contact of others, beside the calls that show that the debtor could be reached."""
    others = [row for row in rows if row.contact.person != "me"]
    reached = [row for row in rows if _is_conversation(row.contact)]
    while_reachable: dict[str, list[Proof]] = defaultdict(list)
    unclear: list[Proof] = []
    for day, group in _by_day(others):
        answered = [row for row in reached if 0 <= (day - row.contact.day).days <= REACHED_WITHIN_DAYS]
        persons = "、".join(dict.fromkeys(PERSONS[row.contact.person] for row in group))
        if not answered:
            unclear.append(_proof(day, group, f"联系了{persons}"))
            continue
        last = answered[-1]
        text = f"联系了{persons}；你本人 {last.contact.day} 接通过（第 {last.row} 行）"
        at_work = all(row.contact.person == "colleague" for row in group)
        while_reachable["workplace_call" if at_work else "ec_reachable"].append(_proof(day, group, text))
    for behaviour, proofs in while_reachable.items():
        yield _Shown(id=behaviour, proofs=proofs)
    if unclear:
        question = "那几天你本人能不能联系上？联系得上，就不应联系别人；把能接通的证据记下来。"
        yield _Shown(id="ec_lost", proofs=unclear, certain=False, open_question=question)


def _after_refusal(rows: list[Row]) -> Iterator[_Shown]:
    refused: dict[tuple[str, str], Row] = {}
    again: dict[tuple[bool, dt.date], list[Row]] = defaultdict(list)
    for row in rows:
        contact = row.contact
        if contact.person == "me":
            continue
        who = (contact.person, contact.called)
        if who in refused:
            again[bool(contact.called), refused[who].contact.day].append(row)
        elif contact.refused:
            refused[who] = row
    for known in (True, False):
        proofs = [
            _proof(day, group, f"他 {first} 已明确拒绝过") for (named, first), contacts in again.items() if named == known for day, group in _by_day(contacts)
        ]
        question = "" if known else "后来被联系的，是不是当初拒绝的那个人？用 log edit 行号 --called 写上他的号码。"
        yield _Shown(id="third_refused", proofs=sorted(proofs, key=lambda proof: proof.day), threshold=0, certain=known, open_question=question)


_COUNTERS: tuple[Callable[[list[Row]], Iterator[_Shown]], ...] = (
    _conversations,
    _unanswered,
    _night,
    _visits,
    _letters,
    _third_parties,
    _after_refusal,
)


def _by_day(rows: Iterable[Row]) -> list[tuple[dt.date, list[Row]]]:
    days: dict[dt.date, list[Row]] = defaultdict(list)
    for row in rows:
        days[row.contact.day].append(row)
    return sorted(days.items())


def _proof(day: dt.date, rows: Sequence[Row], text: str) -> Proof:
    return Proof(day=day, count=len(rows), rows=tuple(sorted(row.row for row in rows)), text=text)


def _judged(shown: _Shown, situation: Situation, knowledge: Knowledge) -> Iterator[LogFinding]:
    """Each day judged by the rules of that day; days judged alike stand together."""
    alike: dict[tuple[object, ...], list[tuple[Proof, Finding]]] = defaultdict(list)
    for proof in shown.proofs:
        finding = judge(knowledge.behaviours[shown.id], situation, knowledge, proof.day)
        alike[finding.outcome, finding.nature, finding.sources].append((proof, finding))
    for group in alike.values():
        yield LogFinding(
            id=shown.id,
            threshold=shown.threshold,
            certain=shown.certain,
            open_question=shown.open_question,
            proofs=tuple(proof for proof, _ in group),
            finding=group[-1][1],
        )


def _hours(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Contacts by day and two-digit hour, for the picture of the weeks."""
    hours: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        hours[row.contact.day.isoformat()][f"{row.contact.at.hour:02}"] += 1
    return {day: dict(sorted(by_hour.items())) for day, by_hour in sorted(hours.items())}


def _stronger(rows: Sequence[Row], tagged: bool) -> Iterator[str]:
    """What would make the evidence stronger."""
    contacts = [row.contact for row in rows]
    if not contacts:
        return
    if not tagged and any(contact.source for contact in contacts):
        yield "还没有标出哪些号码是催收。用 log tag 号码 标出来，别的来电就不会算进去。"
    unknown = sum(contact.channel == "call" and contact.connected is None for contact in contacts)
    if unknown:
        yield f"有 {unknown} 通电话不知道接没接通。去运营商打通话详单，再导入一次。"
    unproved = sum(not contact.evidence and not contact.source for contact in contacts)
    if unproved:
        yield f"有 {unproved} 行没写证据存在哪里。录音、截图留原件，用 log edit 行号 --evidence 写上位置。"
    nameless = sum(not contact.claimed for contact in contacts if contact.channel in ("call", "visit"))
    if nameless:
        yield f"有 {nameless} 次不知道对方自称是谁。下次先问机构、姓名、工号，记在 claimed 里。"
    if any(contact.person != "me" and not contact.said for contact in contacts):
        yield "别人被联系的，请他写下时间、号码、对方说了什么，并留自己的通话记录。"

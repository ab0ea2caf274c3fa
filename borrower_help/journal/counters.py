"""The counters of the analysis: each yields, day by day, what it counted and whether that is settled."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from borrower_help.journal.copies import is_night
from borrower_help.journal.model import Contact, Row
from borrower_help.journal.tally import CONVERSATION_SECONDS, Count, TallyGroup, by_day, proof_of, talked_for
from borrower_help.journal.third_parties import after_refusal, third_parties
from borrower_help.values.named import BehaviourId, ThresholdId

CERTAIN_SECONDS = 20
UNANSWERED_WORTH_NAMING = 4

MESSAGES = ("sms", "wechat", "app", "email")

NIGHT_CONDITION = "你没有同意过夜里联系，合同也没有约定别的时段"
ATTEMPTS_CONDITION = "你和对方没有另外约定拨打次数"
VISITS_CONDITION = "每次都真的谈上了话"

# --- calls


def conversations(group: TallyGroup) -> Iterator[Count]:
    """Conversations of a day against the three of the standard (gbt-45251-2025:5.3.2.2.2)."""
    may_be = [
        row for row in group.rows if (seconds := talked_for(row.contact)) is None or seconds >= CONVERSATION_SECONDS
    ]
    for day, rows in by_day(may_be):
        most = group.limit(ThresholdId.INTERACTIVE, day)
        if len(rows) <= most:
            continue
        long = [row for row in group.sure(rows) if _surely_talked(row.contact)]
        settled = _by_one_caller(long)
        count = partial(Count, id=BehaviourId.CONNECTED_OVER_3, counter=ThresholdId.INTERACTIVE, threshold=most)
        if len(settled) > most:
            left = [row for row in rows if not _surely_talked(row.contact)]
            more = f"，另有 {len(left)} 次不到 {CERTAIN_SECONDS} 秒或不知道多久，没有算" if left else ""
            yield count(proof=proof_of(day, settled, f"接通 {len(settled)} 次{more}"))
        else:
            text, questions = _unsettled_talks(rows)
            yield count(
                proof=proof_of(day, rows, text), certain=False, questions=questions, doubts=group.doubts_of(rows)
            )


def _surely_talked(contact: Contact) -> bool:
    """Long enough that both sides spoke; of a length rounded up to minutes the last minute does not count."""
    return (talked_for(contact) or 0) - (59 if contact.rounded else 0) >= CERTAIN_SECONDS


def _by_one_caller(rows: list[Row]) -> list[Row]:
    """All rows where no two callers are named; else those of the caller named most often, for nothing says that
    companies are added up.
    """
    names: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        names[row.contact.claimed].append(row)
    if len(names.keys() - {""}) < 2:
        return rows
    return max((found for name, found in sorted(names.items()) if name), key=len)


def _unsettled_talks(rows: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    contacts = [row.contact for row in rows]
    unknown = sum(contact.seconds is None for contact in contacts)
    short = sum(contact.seconds is not None and contact.seconds < CERTAIN_SECONDS for contact in contacts)
    rounded = sum(contact.rounded and not _surely_talked(contact) for contact in contacts)
    parts = [f"{short} 次不到 {CERTAIN_SECONDS} 秒"] if short else []
    parts += [f"{rounded} 次只记到整分钟"] if rounded else []
    parts += [f"{unknown} 次不知道时长"] if unknown else []
    questions = ["短的那几次，对方有没有和你说上话？没说上话的不算。"] if short or rounded else []
    questions += ["有的通话不知道时长。去运营商打详单，不到 6 秒的不算。"] if unknown else []
    if len({contact.claimed for contact in contacts} - {""}) > 1:
        questions.append("来电的自称不是同一家：机构和外包、几家外包之间要不要合并计数，我们读到的转述没写明。")
    return f"接通 {len(rows)} 次" + (f"，其中 {'、'.join(parts)}" if parts else ""), tuple(questions)


def put_through(group: TallyGroup) -> Iterator[Count]:
    """Connected calls of a day against the three of voice notices (gbt-45251-2025:5.3.2.1): the log does not say which
    calls only played one.
    """
    question = "这几次是不是只播放通知的语音电话？这一条只管通知语音，机构和外包合在一起数，接通就算，不看时长。"
    for day, rows in by_day([row for row in group.rows if talked_for(row.contact) != 0]):
        most = group.limit(ThresholdId.NOTICE, day)
        if len(rows) > most:
            yield Count(
                id=BehaviourId.CONNECTED_OVER_3,
                counter=ThresholdId.NOTICE,
                threshold=most,
                proof=proof_of(day, rows, f"拨通 {len(rows)} 次"),
                certain=False,
                questions=(question,),
                doubts=group.doubts_of(rows),
            )


def unanswered(group: TallyGroup) -> Iterator[Count]:
    """Unanswered attempts of a day on one number of the debtor against the six of the guideline
    (cba-collection-guideline-2026:14).
    """
    missed = [
        row
        for row in group.rows
        if row.contact.channel == "call" and row.contact.person == "me" and row.contact.connected is False
    ]
    for day, rows in by_day(missed):
        most = group.limit(ThresholdId.UNANSWERED, day)
        for called, attempts in sorted(_by_called(rows).items()):
            which = f"打你的 {called} " if called else ""
            sure = group.sure(attempts)
            certain = len(sure) > most
            counted = sure if certain else attempts
            if len(counted) < UNANSWERED_WORTH_NAMING:
                continue
            over = len(counted) > most
            yield Count(
                id=BehaviourId.UNANSWERED_OVER_6 if over else BehaviourId.CALLS_4_TO_6_UNANSWERED,
                counter=ThresholdId.UNANSWERED if over else ThresholdId.UNANSWERED_BELOW,
                threshold=most if over else group.limit(ThresholdId.UNANSWERED_BELOW, day),
                proof=proof_of(day, counted, f"{which}没接通 {len(counted)} 次"),
                certain=certain,
                condition=ATTEMPTS_CONDITION if over else "",
                doubts=() if certain else group.doubts_of(attempts),
            )


def _by_called(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by_number: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_number[row.contact.called].append(row)
    return by_number


def nights(group: TallyGroup) -> Iterator[Count]:
    """Contacts that began between 22:00 and 8:00."""
    question = "你有没有同意过夜里联系，合同有没有约定别的时段？有的话就不算。"
    for behaviour, channels in (
        (BehaviourId.CALL_AFTER_22, ("call",)),
        (BehaviourId.MSG_AFTER_22, MESSAGES),
        (BehaviourId.VISIT_AFTER_22, ("visit",)),
    ):
        at_night = [row for row in group.rows if row.contact.channel in channels and is_night(row.contact.at)]
        for day, rows in by_day(at_night):
            sure = group.sure(rows)
            in_order = sorted(sure or rows, key=lambda row: (row.contact.at, row.row))
            yield Count(
                id=behaviour,
                proof=proof_of(day, in_order, _times(in_order), in_order=True),
                certain=bool(sure),
                questions=(question,),
                condition=NIGHT_CONDITION,
                doubts=() if sure else group.doubts_of(rows),
            )


def _times(rows: Sequence[Row], most: int = 6) -> str:
    times = "、".join(f"{row.contact.at:%H:%M:%S}" for row in rows[:most])
    return times if len(rows) <= most else f"{times}等 {len(rows)} 次"


# --- visits and letters


def visits(group: TallyGroup) -> Iterator[Count]:
    """Talks face to face of a day against the one of the standard (gbt-45251-2025:5.3.2.2.3)."""
    question = "那几次见到你本人了吗？没见到人的不算。用 log edit 行号 --connected 写明。"
    may_be = [
        row
        for row in group.rows
        if row.contact.channel == "visit" and row.contact.person == "me" and row.contact.connected is not False
    ]
    for day, rows in by_day(may_be):
        most = group.limit(ThresholdId.VISITS, day)
        if len(rows) <= most:
            continue
        met = [row for row in group.sure(rows) if row.contact.connected]
        count = partial(Count, id=BehaviourId.VISIT_OVER_1, counter=ThresholdId.VISITS, threshold=most)
        if len(met) > most:
            yield count(proof=proof_of(day, met, f"当面 {len(met)} 次"), condition=VISITS_CONDITION)
            continue
        unclear = sum(row.contact.connected is None for row in rows)
        text = f"上门 {len(rows)} 次" + (f"，其中 {unclear} 次没写见没见到人" if unclear else "")
        questions = (question,) if unclear else ()
        yield count(proof=proof_of(day, rows, text), certain=False, questions=questions, doubts=group.doubts_of(rows))


def letters(group: TallyGroup) -> Iterator[Count]:
    """Letters less than seven days after the one before (gbt-45251-2025)."""
    question = "两封信是不是同一笔贷款的？不同的贷款分开算。"
    for earlier, later in itertools.pairwise(row for row in group.rows if row.contact.channel == "letter"):
        days = (later.contact.day - earlier.contact.day).days
        least = group.limit(ThresholdId.LETTERS, later.contact.day)
        if days < least:
            yield Count(
                id=BehaviourId.LETTER_UNDER_7D,
                counter=ThresholdId.LETTERS,
                threshold=least,
                proof=proof_of(later.contact.day, [earlier, later], f"离上一封只有 {days} 天"),
                certain=False,
                questions=(question,),
                doubts=group.doubts_of([earlier, later]),
            )


COUNTERS: tuple[Callable[[TallyGroup], Iterator[Count]], ...] = (
    conversations,
    put_through,
    unanswered,
    nights,
    visits,
    letters,
    third_parties,
    after_refusal,
)

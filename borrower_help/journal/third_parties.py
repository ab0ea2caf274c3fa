"""Contact of other people: while the debtor could be reached, and after they refused."""

from __future__ import annotations

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from borrower_help.journal.model import PERSONS, Contact, Row
from borrower_help.journal.tally import Count, TallyGroup, is_conversation, proof_of
from borrower_help.values.named import BehaviourId

REACHED_WITHIN_DAYS = 3

FAILED_IN_A_ROW = 3

NO_PARTY_CONDITION = "他不是担保人、共同借款人，也不是你的配偶"

OTHERS_CONDITION = f"当时你的电话能打通，{NO_PARTY_CONDITION}"


def third_parties(group: TallyGroup) -> Iterator[Count]:
    """Contact of others, beside the calls that show whether the debtor could be reached.

    Members of the association may turn to others from the day after three failed attempts in a row
    (cba-collection-guideline-2026), so the log settles nothing where three lie between.
    """
    who_is_it = "被联系的人是不是担保人、共同借款人或你的配偶？是的话另当别论。"
    lost = "那时候你本人能不能联系上？按国家标准和行业自律，联系得上就不应找别人；把能接通的证据记下来。"
    got_through = "他后来有没有接到，对方有没有说上话、留下话？接通过的，用 log edit 行号 --connected 写明。"
    found: dict[tuple[dt.date, BehaviourId, bool, str], list[tuple[Row, Row | None]]] = defaultdict(list)
    own_calls = [row for row in group.rows if row.contact.person == "me" and row.contact.channel == "call"]
    for row in group.rows:
        if row.contact.person != "me":
            reached = _reached_before(row, own_calls)
            behaviour = (
                BehaviourId.EC_LOST
                if reached is None
                else BehaviourId.WORKPLACE_CALL
                if row.contact.person == "colleague"
                else BehaviourId.EC_REACHABLE
            )
            outcome = _outcome(row.contact)
            settled = (
                reached is not None and group.happened(reached) and not group.doubts_of([row]) and outcome == REACHED
            )
            found[row.contact.day, behaviour, settled, outcome].append((row, reached))
    for (day, behaviour, settled, outcome), pairs in sorted(found.items(), key=lambda entry: entry[0]):
        rows = [row for row, _ in pairs]
        reached = pairs[-1][1]
        text = outcome.format("、".join(dict.fromkeys(PERSONS[row.contact.person] for row in rows)))
        questions = (who_is_it,) if behaviour != BehaviourId.EC_LOST else (lost, who_is_it)
        yield Count(
            id=behaviour,
            proof=proof_of(
                day, rows, text + (f"；你本人 {reached.contact.day} 接通过，见第 {reached.row} 行" if reached else "")
            ),
            certain=settled,
            questions=questions if outcome == REACHED else (got_through, *questions),
            condition="" if behaviour == BehaviourId.EC_LOST else OTHERS_CONDITION,
            doubts=() if settled else group.doubts_of([*rows, *([reached] if reached else [])]),
        )


REACHED = "联系了{}"
"""What was done where somebody else was spoken to or written to; only that settles anything."""


def _outcome(contact: Contact) -> str:
    """What to say of a contact of somebody else: an attempt that nobody answered has told them nothing."""
    if contact.channel not in ("call", "visit") or contact.connected:
        return REACHED
    if contact.channel == "call":
        return "打给了{}，没接通" if contact.connected is False else "打给了{}，不知道接没接通"
    return "上门找了{}，没见到" if contact.connected is False else "上门找了{}，不知道见没见到"


def _reached_before(row: Row, own_calls: Sequence[Row]) -> Row | None:
    """The debtor's last conversation before a contact of somebody else, on its day or up to three days earlier.

    ``None`` when there is none, or three attempts failed since.
    """
    failed = 0
    for place in range(bisect.bisect_left(own_calls, row.contact.at, key=lambda call: call.contact.at) - 1, -1, -1):
        call = own_calls[place]
        if (row.contact.day - call.contact.day).days > REACHED_WITHIN_DAYS or failed >= FAILED_IN_A_ROW:
            return None
        if is_conversation(call.contact):
            return call
        failed += call.contact.connected is False
    return None


def after_refusal(group: TallyGroup) -> Iterator[Count]:
    """Contact of a person who asked not to be contacted again."""
    question = "后来被联系的，是不是当初拒绝的那个人？用 log edit 行号 --called 写上他的号码。"
    refusals: list[Row] = []
    again: dict[tuple[dt.date, bool, dt.date, int], list[Row]] = defaultdict(list)
    for row in group.rows:
        contact = row.contact
        if contact.person == "me":
            continue
        if earlier := _refusal_of(contact, refusals):
            known = (
                bool(contact.called)
                and earlier.contact.called == contact.called
                and not group.doubts_of([row, earlier])
            )
            again[contact.day, known, earlier.contact.day, earlier.row].append(row)
        if contact.refused:
            refusals.append(row)
    for (day, known, first, refusal), rows in sorted(again.items(), key=lambda entry: entry[0]):
        yield Count(
            id=BehaviourId.THIRD_REFUSED,
            proof=proof_of(day, rows, f"他 {first} 已明确拒绝过，见第 {refusal} 行"),
            threshold=0,
            certain=known,
            questions=() if known else (question,),
            condition=NO_PARTY_CONDITION,
            doubts=() if known else group.doubts_of(rows),
        )


def _refusal_of(contact: Contact, refusals: Sequence[Row]) -> Row | None:
    """The first refusal of the same number, else one that may be of the same person because a number is missing."""
    of_person = [row for row in refusals if row.contact.person == contact.person]
    certain = (row for row in of_person if contact.called and row.contact.called == contact.called)
    maybe = (row for row in of_person if not contact.called or not row.contact.called)
    return next(certain, None) or next(maybe, None)

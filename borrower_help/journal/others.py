"""Contact of other people: while the debtor could be reached, and after they refused."""

from __future__ import annotations

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from borrower_help.journal.model import PERSONS, Contact, Row
from borrower_help.journal.shown import Group, Shown, is_conversation, proof_of

REACHED_WITHIN_DAYS = 3
FAILED_IN_A_ROW = 3

OTHERS_CONDITION = "他不是担保人、共同借款人，也不是你的配偶"


def third_parties(group: Group) -> Iterator[Shown]:
    """Contact of others, beside the calls that show whether the debtor could be reached.

    Members of the association may turn to others from the day after three failed attempts in a row
    (cba-collection-guideline-2026), so the log settles nothing where three lie between.
    """
    who_is_it = "被联系的人是不是担保人、共同借款人或你的配偶？是的话另当别论。"
    lost = "那时候你本人能不能联系上？联系得上，就不应联系别人；把能接通的证据记下来。"
    found: dict[tuple[dt.date, str, bool], list[tuple[Row, Row | None]]] = defaultdict(list)
    own_calls = [row for row in group.rows if row.contact.person == "me" and row.contact.channel == "call"]
    for row in group.rows:
        if row.contact.person != "me":
            reached = _reached_before(row, own_calls)
            behaviour = "ec_lost" if reached is None else "workplace_call" if row.contact.person == "colleague" else "ec_reachable"
            settled = reached is not None and not group.doubts_of([row, reached])
            found[row.contact.day, behaviour, settled].append((row, reached))
    for (day, behaviour, settled), pairs in sorted(found.items(), key=lambda entry: entry[0]):
        rows = [row for row, _ in pairs]
        reached = pairs[-1][1]
        text = f"联系了{'、'.join(dict.fromkeys(PERSONS[row.contact.person] for row in rows))}"
        yield Shown(
            id=behaviour,
            proof=proof_of(day, rows, text + (f"；你本人 {reached.contact.day} 接通过，见第 {reached.row} 行" if reached else "")),
            certain=settled,
            questions=(who_is_it,) if behaviour != "ec_lost" else (lost, who_is_it),
            condition="" if behaviour == "ec_lost" else OTHERS_CONDITION,
            doubts=() if settled else group.doubts_of([*rows, *([reached] if reached else [])]),
        )


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


def after_refusal(group: Group) -> Iterator[Shown]:
    """Contact of a person who asked not to be contacted again."""
    question = "后来被联系的，是不是当初拒绝的那个人？用 log edit 行号 --called 写上他的号码。"
    refusals: list[Row] = []
    again: dict[tuple[dt.date, bool, dt.date], list[Row]] = defaultdict(list)
    for row in group.rows:
        contact = row.contact
        if contact.person == "me":
            continue
        if earlier := _refusal_of(contact, refusals):
            known = bool(contact.called) and earlier.contact.called == contact.called and not group.doubts_of([row, earlier])
            again[contact.day, known, earlier.contact.day].append(row)
        if contact.refused:
            refusals.append(row)
    for (day, known, first), rows in sorted(again.items(), key=lambda entry: entry[0]):
        yield Shown(
            id="third_refused",
            proof=proof_of(day, rows, f"他 {first} 已明确拒绝过"),
            threshold=0,
            certain=known,
            questions=() if known else (question,),
            doubts=() if known else group.doubts_of(rows),
        )


def _refusal_of(contact: Contact, refusals: Sequence[Row]) -> Row | None:
    """The first refusal of the same number, else one that may be of the same person because a number is missing."""
    of_person = [row for row in refusals if row.contact.person == contact.person]
    same = (row for row in of_person if contact.called and row.contact.called == contact.called)
    maybe = (row for row in of_person if not contact.called or not row.contact.called)
    return next(same, None) or next(maybe, None)

"""Contacts of people who owe nothing, as the person called would tell them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from borrower_help.advice.views.base import View
from borrower_help.case.situation import Situation
from borrower_help.journal.model import PERSONS, Contact, Person, Row, harmless
from borrower_help.journal.tally import rows_in_words
from borrower_help.knowledge.library import Knowledge

_WHAT = {
    "call": "打电话给{}",
    "sms": "给{}发短信",
    "wechat": "给{}发微信",
    "app": "给{}发消息",
    "email": "给{}发邮件",
    "letter": "给{}寄信",
    "visit": "上门找{}",
}


class ContactedPersonView(View, frozen=True, kw_only=True):
    """Somebody else whom the log shows to have been contacted: the person, their number where the log has it, the
    rows.
    """

    person: Person
    called: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """How the list of choices calls them."""
        return PERSONS[self.person] + (f"（{clean(self.called)}）" if self.called else "")


class ContactView(View, frozen=True, kw_only=True):
    """One contact in the words of whoever was contacted."""

    day: dt.date
    text: str


def contacted_people(
    rows: Iterable[Row], situation: Situation, knowledge: Knowledge
) -> tuple[ContactedPersonView, ...]:
    """Everybody but the borrower whom a collector contacted, as the log has it; only rows beyond doubt count."""
    found: dict[tuple[Person, str], list[Row]] = {}
    asked = situation.lender.id if situation.lender else situation.case.lender or ""
    for row in rows:
        contact = row.contact
        if contact.person == "me" or row.struck or not _is_theirs(contact):
            continue
        if asked and contact.lender and knowledge.lender_id(contact.lender) != asked:
            continue
        found.setdefault((contact.person, contact.called), []).append(row)
    return tuple(
        ContactedPersonView(person=person, called=called, rows=tuple(sorted(mine, key=lambda row: row.contact.at)))
        for (person, called), mine in sorted(found.items())
    )


def _is_theirs(contact: Contact) -> bool:
    """Whether it surely came from a collector: typed in, or from a number that was tagged."""
    return contact.outgoing is False and (
        contact.collector is True or (contact.collector is None and not contact.source)
    )


def told_contacts(rows: Sequence[Row]) -> tuple[ContactView, ...]:
    """The contacts of one person in their own words, each with its moment, number and what was said."""
    rows = once(rows)
    listed, left = _telling(rows)
    contacts = [ContactView(day=row.contact.day, text=_sentence(row.contact, "我")) for row in listed]
    return (*contacts, *(_left(left, f"另外还有{len(left)}次", "，见我的通话记录") if left else ()))


def once(rows: Iterable[Row]) -> list[Row]:
    """The rows without those that repeat an earlier one word for word: nobody complains twice of one call."""
    return list({msgspec.structs.replace(row, row=0): row for row in reversed(list(rows))}.values())[::-1]


def contacts_of_others(people: Iterable[ContactedPersonView]) -> tuple[ContactView, ...]:
    """All contacts of other people in the borrower's words, in order of time, each with its row in the log."""
    rows = once(sorted((row for one in people for row in one.rows), key=lambda row: (row.contact.at, row.row)))
    listed, left = _telling(rows)
    contacts = [
        ContactView(
            day=row.contact.day,
            text=_sentence(row.contact, _MINE[row.contact.person]).removesuffix("。") + f"（联系记录第{row.row}行）。",
        )
        for row in listed
    ]
    if not left:
        return tuple(contacts)
    times = Counter(row.contact.person for row in left)
    whom = "、".join(f"{_MINE[person]}{count}次" for person, count in times.items())
    places = rows_in_words([row.row for row in left]).replace(" ", "")
    return (*contacts, *_left(left, f"另外还联系过{whom}", f"（联系记录{places}）"))


MOST_TOLD = 6
"""So many contacts a letter tells one by one: it is read to its end, and the log is attached."""


def _telling(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The contacts that a letter tells one by one, and all others: first what was said in words not heard before, then
    the latest. Both keep their order.
    """
    if len(rows) <= MOST_TOLD:
        return list(rows), []
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row.contact.said, row.row)
    new = {place for said, place in first.items() if said}
    best = sorted(enumerate(rows), key=lambda at: (at[1].row not in new, -at[0]))[:MOST_TOLD]
    places = {row.row for _, row in best}
    return [row for row in rows if row.row in places], [row for row in rows if row.row not in places]


def _left(rows: Sequence[Row], lead: str, where: str) -> tuple[ContactView]:
    first, last = rows[0].contact.day, rows[-1].contact.day
    since = f"从{day_in_words(first)}到{day_in_words(last)}，" if first != last else f"{day_in_words(first)}，"
    return (ContactView(day=last, text=f"{since}{lead}{where}。"),)


_MINE = {
    "me": "我",
    "contact": "我的紧急联系人",
    "family": "我的家人",
    "colleague": "我的同事",
    "other": "与我认识的人",
}


def _sentence(contact: Contact, whom: str) -> str:
    moment = day_in_words(contact.day)
    if contact.channel != "letter":
        moment += f"{contact.at.hour}时{contact.at.minute:02}分"
    parts = [f"{moment}，对方{_WHAT[contact.channel].format(whom)}{_how(contact)}"]
    parts += [f"号码{clean(contact.number)}"] if contact.number else []
    parts += [f"自称「{clean(contact.claimed)}」"] if contact.claimed else []
    parts += [f"原话是「{clean(contact.said)}」"] if contact.said else []
    return "，".join(parts) + "。"


def _how(contact: Contact) -> str:
    if contact.channel != "call" or contact.connected is None:
        return ""
    if not contact.connected:
        return "（没有接通）"
    return f"（接通{contact.seconds}秒）" if contact.seconds and not contact.rounded else "（接通）"


def day_in_words(day: dt.date) -> str:
    """A day as a letter writes it: 2026年11月6日."""
    return f"{day.year}年{day.month}月{day.day}日"


def clean(text: str) -> str:
    """What somebody typed, on one line and without characters that command a terminal or turn the writing round."""
    return " ".join(harmless(text).split())

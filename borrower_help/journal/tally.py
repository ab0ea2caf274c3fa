"""What the log counts, and how a count is said: days, rows, doubts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from borrower_help.journal.model import Contact, Row
from borrower_help.values.named import ThresholdId

CONVERSATION_SECONDS = 6

PAIRS_NAMED = 6


class TalliedDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day on which something happened: how often, the rows of the log that show it, and the numbers called from."""

    day: dt.date
    count: int
    rows: tuple[int, ...]
    text: str
    numbers: tuple[str, ...] = ()


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """What a counter found on one day, before it is judged.

    ``counter`` is the limit in the catalogue it was held against, empty where there is no number;
    ``doubts`` are the rows it rests on that are in doubt, by what is in doubt of them.
    """

    id: str
    proof: TalliedDay
    counter: str = ""
    threshold: int | None = None
    certain: bool = True
    questions: tuple[str, ...] = ()
    condition: str = ""
    doubts: tuple[tuple[str, int], ...] = ()


Limit = Callable[[ThresholdId, dt.date], int]
"""The number of a threshold on a day, as the rule it is judged by states it."""


@dataclasses.dataclass(frozen=True)
class TallyGroup:
    """The rows of one lender in order of time, what is in doubt of some of them, and the numbers to count against."""

    lender: str
    rows: list[Row]
    doubts: Mapping[int, tuple[str, ...]]
    limit: Limit

    def happened(self, row: Row) -> bool:
        """Whether a contact is beyond doubt, be it told by one row or by two: the copy of a call is a call."""
        return not set(self.doubts.get(row.row, ())) - {"copy"}

    def sure(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of which nothing is in doubt."""
        return [row for row in rows if row.row not in self.doubts]

    def doubts_of(self, rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
        """What is in doubt of these rows."""
        return tuple((doubt, row.row) for row in rows for doubt in self.doubts.get(row.row, ()))


def in_words(doubts: Iterable[tuple[str, int]], copy_of: Mapping[int, int]) -> list[str]:
    """The questions that would settle doubts, each once, with the rows where rows matter; ``copy_of`` tells of which
    row one may be a copy.
    """
    rows: dict[str, set[int]] = defaultdict(set)
    for doubt, row in doubts:
        rows[doubt].add(row)
    texts = {
        "untagged": "这些号码是不是催收？用 log tag 标出来。",
        "direction": "{}不知道是谁打的。用 log edit 行号 --incoming 或 --outgoing 写明。",
        "lender": "{}没写是哪家。用 log edit 行号 --lender 写明。",
    }
    questions = [text.format(rows_in_words(sorted(rows[doubt]))) for doubt, text in texts.items() if doubt in rows]
    pairs = [f"第 {row} 行和第 {copy_of[row]} 行" for row in sorted(rows["copy"])]
    more = f"等 {len(pairs)} 对" if len(pairs) > PAIRS_NAMED else ""
    return [
        *questions,
        *([f"{'、'.join(pairs[:PAIRS_NAMED])}{more}是不是同一次？是的话用 log remove 划掉一行。"] if pairs else []),
    ]


def by_day(rows: Iterable[Row]) -> list[tuple[dt.date, list[Row]]]:
    """The rows of each day, in order of the days."""
    days: dict[dt.date, list[Row]] = defaultdict(list)
    for row in rows:
        days[row.contact.day].append(row)
    return sorted(days.items())


def proof_of(day: dt.date, rows: Sequence[Row], text: str, *, in_order: bool = False) -> TalliedDay:
    """These rows of a day, in a few words, as a proof; ``in_order`` keeps the order in which the words name them."""
    places = [row.row for row in rows]
    numbers = tuple(dict.fromkeys(row.contact.number for row in rows if row.contact.number))
    return TalliedDay(
        day=day, count=len(rows), rows=tuple(places if in_order else sorted(places)), text=text, numbers=numbers
    )


def talked_for(contact: Contact) -> int | None:
    """How many seconds the debtor was connected at least: 0 where not; ``None`` when it was for an unknown time."""
    if contact.channel != "call" or contact.person != "me" or contact.connected is False:
        return 0
    if contact.seconds is None:
        return None if contact.connected else 0
    return contact.seconds


def is_conversation(contact: Contact) -> bool:
    """Whether the debtor was connected for as long as a conversation needs."""
    return (talked_for(contact) or 0) >= CONVERSATION_SECONDS


SHOWN_ROWS = 12


def rows_in_words(rows: Sequence[int], most: int | None = SHOWN_ROWS) -> str:
    """``第 1、3 行``; beyond ``most`` rows the first ones and how many there are."""
    if most is None or len(rows) <= most:
        return f"第 {'、'.join(map(str, rows))} 行"
    return f"第 {'、'.join(map(str, rows[:most]))} 行等 {len(rows)} 行"

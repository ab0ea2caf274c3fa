"""Which entries of the knowledge apply to a situation, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from borrower_help.case.conditions import CONDITIONS
from borrower_help.case.situation import Situation
from borrower_help.knowledge.records.base import Audience, Entry

E = TypeVar("E", bound=Entry)

_EVERYONE = Audience.EVERYONE
"""By a name of its own: a member is looked up in its class at every use, hundreds of times an advice."""


def reasons(entry: Entry, situation: Situation) -> tuple[str, ...] | None:
    """Why ``entry`` applies, one phrase a selector; empty when it always does; ``None`` when it does not.

    Goals that were not asked exclude nothing: whoever did not say what they want sees everything.
    """
    if (entry.effective_from or entry.effective_to) and not _in_time(entry, situation):
        return None
    if _EVERYONE not in entry.roles and situation.audience not in entry.roles:
        return None
    because: list[str] = []
    if entry.days is not None:
        first, last = entry.days
        if situation.days is None or situation.days < first or (last is not None and situation.days > last):
            return None
        because.append(f"逾期第 {situation.days} 天，在{day_range(entry.days)}")
    if entry.kinds:
        if set(situation.kinds).isdisjoint(entry.kinds):
            return None
        because.append("适用于这一类机构")
    if entry.happened or entry.papers or entry.hardships or entry.goals:
        stated = _stated(entry, situation)
        if stated is None:
            return None
        because += stated
    for name in entry.when:
        if not CONDITIONS[name].test(situation):
            return None
        because.append(CONDITIONS[name].says)
    if entry.unless and any(CONDITIONS[name].test(situation) for name in entry.unless):
        return None
    return tuple(because)


def _stated(entry: Entry, situation: Situation) -> list[str] | None:
    """A phrase for each selector that asks for what was stated; ``None`` where one finds nothing.

    Apart from ``reasons``, because few of the hundreds of entries that are asked have one.
    """
    case = situation.case
    said = bool(entry.happened) and any(item.stated and item.id in entry.happened for item in situation.happenings)
    because: list[str] = []
    for wanted, given, says in (
        (entry.happened, [item.id for item in situation.happenings], "你说发生过" if said else "联系记录里有"),
        (entry.papers, [paper.kind for paper in case.papers], "你收到了"),
        (entry.hardships, case.hardship, "你的困难是"),
        (entry.goals, case.goals or entry.goals, "你想要"),
    ):
        if wanted:
            matching = [name for name in given if name in wanted]
            if not matching:
                return None
            because.append(f"{says}：{'、'.join(situation.names[name] for name in matching)}")
    return because


def is_for(roles: Collection[Audience], audience: Audience) -> bool:
    """Whether something written for ``roles`` is for this audience."""
    return _EVERYONE in roles or audience in roles


def _in_time(entry: Entry, situation: Situation) -> bool:
    starts, ends = entry.effective_from, entry.effective_to
    return (starts is None or starts <= situation.as_of) and (ends is None or situation.as_of <= ends)


def applying(entries: Iterable[E], situation: Situation) -> list[tuple[E, tuple[str, ...]]]:
    """The entries that apply, in order, each with its reasons."""
    return [(entry, because) for entry in entries if (because := reasons(entry, situation)) is not None]


def day_range(days: tuple[int, int | None]) -> str:
    """``(1, 3)`` as 第 1 到 3 天."""
    first, last = days
    if last is None:
        return f"第 {first} 天以后"
    return f"第 {first} 天" if first == last else f"第 {first} 到 {last} 天"

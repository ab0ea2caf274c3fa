"""Which time limit a person means: by its id, its name, another name of it, or their own words."""

from __future__ import annotations

from borrower_help.ask.search import Index
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.name_forms import normalise
from borrower_help.knowledge.records.clocks import Clock, ClockNote

CANDIDATES = 6

Limit = Clock | ClockNote


def limit_meant(typed: str, knowledge: Knowledge) -> Limit:
    """The clock or note that was named. Raises ``UsageError`` with the nearest where none or several are."""
    known = _all(knowledge)
    wanted = typed.strip()
    for name in (wanted, f"clock-{wanted}", f"note-{wanted}"):
        if name in known:
            return known[name]
    exact = [entry for entry in known.values() if normalise(wanted) in map(normalise, _names(entry))]
    near = exact or _of_paper(wanted, knowledge) or limits_about(wanted, knowledge)[:CANDIDATES]
    if len(near) == 1:
        return near[0]
    if not near:
        raise UsageError(f"没有找到期限「{quoted(typed)}」。用 borrower-help deadline list 看全部。")
    names = "；".join(f"{entry.name}（{entry.id}）" for entry in near)
    raise UsageError(f"「{quoted(typed)}」可能是这几个期限，请写名字或编号：{names}。")


def limits_about(words: str, knowledge: Knowledge) -> list[Limit]:
    """The time limits whose names hold the words, else those that come near them, nearest first; all without words."""
    known = _all(knowledge)
    wanted = normalise(words)
    if not wanted:
        return list(known.values())
    holding = [entry for entry in known.values() if any(wanted in normalise(name) for name in _names(entry))]
    if holding:
        return holding
    index = Index((entry.id, (*_names(entry), entry.event, entry.text)) for entry in known.values())
    return [known[hit.id] for hit in index.find(words, CANDIDATES)]


def _of_paper(wanted: str, knowledge: Knowledge) -> list[Limit]:
    """The limits that lead the paper of this name: whoever names 支付令 means the one that is theirs."""
    for paper in knowledge.paper_kinds.values():
        if normalise(wanted) in (normalise(paper.name), normalise(paper.id)):
            return [knowledge.clocks[name] for name in paper.clocks]
    return []


def _all(knowledge: Knowledge) -> dict[str, Limit]:
    return {**knowledge.clocks, **knowledge.clock_notes}


def _names(entry: Limit) -> tuple[str, ...]:
    return (entry.name, *entry.also)

"""Which letters fit a case, and who may sign them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from borrower_help.advice.letters.blanks import blanks
from borrower_help.advice.letters.contacts import contacted_people
from borrower_help.advice.letters.dates import dates_of
from borrower_help.advice.letters.facts import facts_of
from borrower_help.advice.letters.views import LetterChoiceView
from borrower_help.advice.letters.write import Facts, needed, refused
from borrower_help.case.model import Role
from borrower_help.case.selection import reasons
from borrower_help.case.situation import Situation
from borrower_help.errors import UsageError, quoted
from borrower_help.journal.model import Row
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.letters import LetterKind


def letter_choices(
    situation: Situation, knowledge: Knowledge, rows: Sequence[Row] = ()
) -> tuple[LetterChoiceView, ...]:
    """All letters: first those the case calls for, and of these first the ones with a date."""
    people = contacted_people(rows, situation, knowledge)
    facts = facts_of(situation, knowledge, people, rows=rows)
    theirs = facts_of(situation, knowledge, people, people[0]) if people else facts
    choices = [
        _choice(kind, situation, knowledge, theirs if kind.by == "other" else facts)
        for kind in knowledge.letters.values()
    ]
    return tuple(
        sorted(choices, key=lambda choice: (not choice.fits, choice.date.date if choice.date else dt.date.max))
    )


def fitting_letters(situation: Situation, knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of the letters that the case calls for, whether or not they can be written yet."""
    return tuple(kind.id for kind in knowledge.letters.values() if _fits(kind, situation, knowledge))


def _fits(kind: LetterKind, situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a case calls for a letter: what was told selects it or a paper is answered by it, and whoever asks may
    sign it.
    """
    named = bool(situation.case.goals) or not kind.goals
    answers = any(kind.id in knowledge.paper_kinds[paper.kind].letters for paper in situation.case.papers)
    return (answers or (named and bool(reasons(kind, situation)))) and _is_theirs_to_sign(kind, situation)


def _choice(kind: LetterKind, situation: Situation, knowledge: Knowledge, facts: Facts) -> LetterChoiceView:
    because = reasons(kind, situation)
    dates = [date for date in dates_of(kind, situation, knowledge) if date.own]
    never, lacking = tuple(refused(kind, situation, knowledge)), tuple(needed(kind, facts))
    return LetterChoiceView(
        id=kind.id,
        text=kind.about,
        confidence=kind.confidence,
        sources=kind.sources,
        because=because or (),
        name=kind.name,
        fits=_fits(kind, situation, knowledge),
        acknowledges=kind.acknowledges,
        withheld=(*never, *lacking),
        fillable=bool(lacking) and not never and blanks(kind.needs, facts, situation, knowledge) is not None,
        date=dates[0] if dates else None,
    )


def _is_theirs_to_sign(kind: LetterKind, situation: Situation) -> bool:
    """Whether whoever asks may sign it: who owes nothing does not write as the borrower, but an heir who was sued
    answers the court. Nobody is offered a letter that would make another's debt their own.
    """
    whose = situation.case.whose
    if kind.by == "other":
        return True
    match whose:
        case Role.FAMILY:
            return False
        case Role.HEIR:
            return bool(kind.papers) and not kind.acknowledges
        case Role.NOT_MINE | Role.SPOUSE:
            return not kind.acknowledges
    return True


def letter_meant(typed: str, knowledge: Knowledge) -> LetterKind:
    """The letter of this id or Chinese name. Raises ``UsageError`` that lists them."""
    wanted = typed.strip()
    for kind in knowledge.letters.values():
        if wanted in (kind.id, kind.name, kind.title):
            return kind
    near = [
        kind for kind in knowledge.letters.values() if len(wanted) > 1 and (wanted in kind.name or wanted in kind.title)
    ]
    if len(near) == 1:
        return near[0]
    known = "、".join(f"{kind.id}（{kind.name}）" for kind in near or knowledge.letters.values())
    raise UsageError(f"没有叫「{quoted(typed)}」的文书。可以写：{known}。")

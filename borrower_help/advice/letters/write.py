"""A letter from a case: whole, or with the reasons why it is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from borrower_help.advice.items import item, items
from borrower_help.advice.letters.blanks import blanks
from borrower_help.advice.letters.contacts import ContactedPersonView, contacted_people
from borrower_help.advice.letters.dates import calendar_of, dates_of
from borrower_help.advice.letters.facts import facts_of
from borrower_help.advice.letters.templates import fill
from borrower_help.advice.letters.views import LetterView, ParagraphView
from borrower_help.advice.views.base import ItemView
from borrower_help.case.selection import applying, reasons
from borrower_help.case.situation import Situation
from borrower_help.errors import UsageError, quoted
from borrower_help.journal.model import Row
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.letters import LetterKind, LetterPart

Facts = Mapping[str, Any]


def write_letter(
    kind: LetterKind,
    situation: Situation,
    knowledge: Knowledge,
    rows: Sequence[Row] = (),
    whose: str = "",
    label: str = "",
    *,
    blank: bool = False,
) -> LetterView:
    """One letter for a case; what a contact log holds is in ``situation`` and, row by row, in ``rows``.

    ``whose`` names the person whose own letter it is, where the log has several; ``label`` tells its calendar from that
    of another case, as in ``dated_items``; with ``blank`` what is lacking is left to be filled in by hand, where it
    can be. Raises ``UsageError``.
    """
    people = contacted_people(rows, situation, knowledge)
    facts = facts_of(situation, knowledge, people, _person(kind, people, whose), rows)
    lacking = tuple(needed(kind, facts))
    left = blanks(kind.needs, facts, situation, knowledge) if blank else None
    withheld = (*refused(kind, situation, knowledge), *(lacking if left is None else ()))
    empty = LetterView(
        id=kind.id,
        text=kind.about,
        confidence=kind.confidence,
        sources=kind.sources,
        because=reasons(kind, situation) or (),
        name=kind.name,
        title=kind.title,
        to="",
        at=kind.at,
        by=kind.by,
        acknowledges=kind.acknowledges,
        admits=items(knowledge.letter_words(lambda file: file.admits), situation) if kind.acknowledges else (),
        withheld=withheld,
        fill_in=tuple(needed(kind, facts, by_hand=True)) if not withheld else (),
        paragraphs=(),
        attachments=(),
        signs=(),
        use=kind.use,
        avoid=kind.avoid,
        dates=(),
        calendar=(),
        send=(),
        after=(),
        always=items(knowledge.letter_words(lambda file: file.always), situation),
    )
    if withheld:
        return empty
    facts |= left or {}
    ways = {entry.id: entry for entry in knowledge.letter_words(lambda file: file.ways)}
    return msgspec.structs.replace(
        empty,
        to=fill(kind.to, facts),
        paragraphs=tuple(_numbered(_standing(kind.parts, situation, facts))),
        attachments=tuple(view for view, _ in _standing(kind.attach, situation, facts)),
        signs=tuple(fill(line, facts) for line in kind.signs),
        dates=tuple(dates_of(kind, situation, knowledge)),
        calendar=tuple(calendar_of(kind, situation, knowledge, label)),
        send=items((ways[name] for name in kind.send), situation),
        after=tuple(_steps(kind, situation, facts)),
    )


def _person(kind: LetterKind, people: Sequence[ContactedPersonView], whose: str) -> ContactedPersonView | None:
    """Whose own letter it is; two people never share one, for nobody can tell what another was told."""
    if kind.by != "other":
        return None
    if whose:
        people = tuple(one for one in people if whose in (one.person, one.called, one.name))
    if len(people) > 1:
        known = "、".join(one.called or one.person for one in people)
        raise UsageError(f"联系记录里有几个人被联系过。一人写一份，用 --whose 说写谁的：{known}。")
    if whose and not people:
        raise UsageError(f"联系记录里没有「{quoted(whose)}」被联系的行。请看 borrower-help log list。")
    return people[0] if people else None


def refused(kind: LetterKind, situation: Situation, knowledge: Knowledge) -> Iterator[ItemView]:
    """Why a letter that admits the debt is not written in this case at all."""
    if kind.acknowledges:
        yield from (
            item(entry, because)
            for entry, because in applying(knowledge.letter_words(lambda file: file.withheld), situation)
        )


def needed(kind: LetterKind, facts: Facts, *, by_hand: bool = False) -> Iterator[ItemView]:
    """What is still to be found out or noted down; ``by_hand`` in the words for whoever fills in blanks."""
    for number, need in enumerate(kind.needs, 1):
        if not any(facts[name] for name in need.any_of):
            yield ItemView(
                id=f"{kind.id}-need-{number}",
                text=need.fill if by_hand else fill(need.collect, facts),
                confidence=need.confidence,
                sources=need.sources,
            )


def _standing(parts: Iterable[LetterPart], situation: Situation, facts: Facts) -> Iterator[tuple[ItemView, LetterPart]]:
    """The parts whose facts are known, filled in."""
    for part, because in applying(parts, situation):
        if not all(facts[name] for name in part.facts) or any(facts[name] for name in part.lacks):
            continue
        for one in facts[part.each] if part.each else (None,):
            seen = facts if one is None else {**facts, "one": one}
            yield (
                ItemView(
                    id=part.id,
                    text=fill(part.text, seen),
                    confidence=part.confidence,
                    sources=part.sources,
                    because=because,
                ),
                part,
            )


def _numbered(standing: Iterable[tuple[ItemView, LetterPart]]) -> Iterator[ParagraphView]:
    number = 0
    for view, part in standing:
        number = number + 1 if part.style == "item" else 0
        yield ParagraphView(
            id=view.id,
            text=view.text,
            confidence=view.confidence,
            sources=view.sources,
            because=view.because,
            style=part.style,
            number=number,
        )


def _steps(kind: LetterKind, situation: Situation, facts: Facts) -> Iterator[ItemView]:
    for step, because in applying(kind.after, situation):
        yield ItemView(
            id=step.id,
            text=fill(step.text, facts),
            confidence=step.confidence,
            sources=step.sources,
            because=because,
        )

"""Letters from a case: which ones fit, and each of them whole or with the reasons why it is withheld."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from borrower_help.advice.calendar import case_label, of_clock
from borrower_help.advice.clocks import resolve
from borrower_help.advice.items import item, items
from borrower_help.advice.letters.blanks import blanks
from borrower_help.advice.letters.facts import facts_of
from borrower_help.advice.letters.others import ContactedPerson, contacted_people
from borrower_help.advice.letters.templates import fill
from borrower_help.advice.letters.views import Letter, LetterChoice, LetterDate, Paragraph
from borrower_help.advice.model import ClockView, DatedItem, ItemView
from borrower_help.advice.papers import papers
from borrower_help.case.model import Role
from borrower_help.case.selection import applying, reasons
from borrower_help.case.situation import Situation
from borrower_help.errors import UsageError, quoted
from borrower_help.journal.model import Row
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.letters import LetterKind, LetterPart, LetterStep

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
) -> Letter:
    """One letter for a case; what a contact log holds is in ``situation`` and, row by row, in ``rows``.

    ``whose`` names the person whose own letter it is, where the log has several; ``label`` tells its calendar from that
    of another case, as in ``dated_items``; with ``blank`` what is lacking is left to be filled in by hand, where it
    can be. Raises ``UsageError``.
    """
    people = contacted_people(rows, situation, knowledge)
    facts = facts_of(situation, knowledge, people, _person(kind, people, whose), rows)
    needed = tuple(_needed(kind, facts))
    left = blanks(kind.needs, facts, situation, knowledge) if blank else None
    withheld = (*_refused(kind, situation, knowledge), *(needed if left is None else ()))
    empty = Letter(
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
        fill_in=tuple(_needed(kind, facts, by_hand=True)) if not withheld else (),
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
        dates=tuple(_dates(kind, situation, knowledge)),
        calendar=tuple(_calendar(kind, situation, knowledge, label)),
        send=items((ways[name] for name in kind.send), situation),
        after=tuple(_steps(kind, situation, facts)),
    )


def letter_choices(situation: Situation, knowledge: Knowledge, rows: Sequence[Row] = ()) -> tuple[LetterChoice, ...]:
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


def _choice(kind: LetterKind, situation: Situation, knowledge: Knowledge, facts: Facts) -> LetterChoice:
    because = reasons(kind, situation)
    dates = [date for date in _dates(kind, situation, knowledge) if date.own]
    refused, needed = tuple(_refused(kind, situation, knowledge)), tuple(_needed(kind, facts))
    return LetterChoice(
        id=kind.id,
        text=kind.about,
        confidence=kind.confidence,
        sources=kind.sources,
        because=because or (),
        name=kind.name,
        fits=_fits(kind, situation, knowledge),
        acknowledges=kind.acknowledges,
        withheld=(*refused, *needed),
        fillable=bool(needed) and not refused and blanks(kind.needs, facts, situation, knowledge) is not None,
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


def _person(kind: LetterKind, people: Sequence[ContactedPerson], whose: str) -> ContactedPerson | None:
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


# --- why not


def _refused(kind: LetterKind, situation: Situation, knowledge: Knowledge) -> Iterator[ItemView]:
    """Why a letter that admits the debt is not written in this case at all."""
    if kind.acknowledges:
        yield from (
            item(entry, because)
            for entry, because in applying(knowledge.letter_words(lambda file: file.withheld), situation)
        )


def _needed(kind: LetterKind, facts: Facts, *, by_hand: bool = False) -> Iterator[ItemView]:
    """What is still to be found out or noted down; ``by_hand`` in the words for whoever fills in blanks."""
    for number, need in enumerate(kind.needs, 1):
        if not any(facts[name] for name in need.any_of):
            yield ItemView(
                id=f"{kind.id}-need-{number}",
                text=need.fill if by_hand else fill(need.collect, facts),
                confidence=need.confidence,
                sources=need.sources,
            )


# --- the words


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


def _numbered(standing: Iterable[tuple[ItemView, LetterPart]]) -> Iterator[Paragraph]:
    number = 0
    for view, part in standing:
        number = number + 1 if part.style == "item" else 0
        yield Paragraph(
            id=view.id,
            text=view.text,
            confidence=view.confidence,
            sources=view.sources,
            because=view.because,
            style=part.style,
            number=number,
        )


# --- the dates


class _Dated(NamedTuple):
    """A clock, what it is about, and where its event stands in a calendar."""

    view: ClockView
    about: str
    where: tuple[str, ...]


def _of_papers(situation: Situation, knowledge: Knowledge, label: str) -> dict[str, _Dated]:
    """The clocks of the papers received, each once, with the place they have in the calendar of the report."""
    found: dict[str, _Dated] = {}
    seen: Counter[str] = Counter()
    for paper in papers(situation, knowledge).received:
        seen[paper.id] += 1
        for clock in (*paper.clocks, *paper.side_clocks):
            where = (label, paper.id, str(seen[paper.id]))
            found.setdefault(clock.id, _Dated(clock, paper.name, where))
    return found


def _clocks_of(
    kind: LetterKind, situation: Situation, knowledge: Knowledge, label: str = ""
) -> Iterator[tuple[LetterStep, _Dated]]:
    """The clocks of a letter: the sender's own run from the receipt of a paper, all others from today."""
    label = label or case_label(situation)
    received = _of_papers(situation, knowledge, label)
    for step, _ in applying(kind.after, situation):
        clock = knowledge.clocks.get(step.clock)
        if step.clock in received:
            yield step, received[step.clock]
        elif clock and not step.own and (not clock.kinds or situation.kind in clock.kinds):
            view = resolve(clock, situation.as_of, knowledge.published)
            yield step, _Dated(view, kind.name, (label, "complaint"))


def _dates(kind: LetterKind, situation: Situation, knowledge: Knowledge) -> Iterator[LetterDate]:
    for step, dated in _clocks_of(kind, situation, knowledge):
        if dated.view.date:
            yield _date(step, dated.view, dated.view.date, situation.as_of)


def _calendar(kind: LetterKind, situation: Situation, knowledge: Knowledge, label: str) -> Iterator[DatedItem]:
    for _, dated in _clocks_of(kind, situation, knowledge, label):
        if entry := of_clock(dated.view, dated.about, dated.where):
            yield entry


def _date(step: LetterStep, clock: ClockView, day: dt.date, today: dt.date) -> LetterDate:
    last = clock.legal or clock.not_before or day
    return LetterDate(
        clock=clock.id,
        name=clock.name,
        text=clock.text,
        date=day,
        legal=clock.legal,
        holidays_known=clock.holidays_known,
        own=step.own,
        passed=last < today,
        sources=clock.sources,
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

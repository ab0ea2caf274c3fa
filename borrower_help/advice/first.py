"""The three things to do first: what has a day in court or a time limit always, then what is urgent, then what serves
the goal that was named; dates order them.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from borrower_help.advice.views.clocks import ClockView
from borrower_help.advice.views.papers import PapersView, PaperView
from borrower_help.advice.views.urgency import FirstView
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.across import Action
from borrower_help.knowledge.records.base import Audience, InstitutionKind
from borrower_help.knowledge.words import NUMBERS_IN_SHORT, WHERE_THE_DEMANDERS_NUMBER_STANDS, WHERE_THE_NUMBER_STANDS
from borrower_help.values.dates import WEEKDAYS, next_working_day, show
from borrower_help.values.named import ChannelId, SaidId

HOW_MANY = 3

MOST_TOLD = 3
"""So many sentences about what happened stand in ready words."""


def first(situation: Situation, knowledge: Knowledge, papers: PapersView) -> tuple[FirstView, ...]:
    """At most three actions, each with a date and a reason, one a topic; the earliest first.

    A time limit and a hearing are always among them. Of the rest, urgent ones come before those that serve a goal of
    the person, these before all others.
    """
    deadlines = _deadlines(papers, situation, knowledge)
    ranked = sorted(
        applying(knowledge.actions, situation), key=lambda found: (_rank(found[0], situation), found[0].order)
    )
    hearings = [_view(action, why, situation, knowledge) for action, why in ranked if action.on]
    fixed = [*deadlines[: HOW_MANY - min(len(hearings), 1)], *hearings[:1]]
    topics = {"papers"} if deadlines else set()
    chosen: list[FirstView] = []
    for action, because in ranked:
        if action.topic in topics or action.on:
            continue
        topics.add(action.topic)
        chosen.append(_view(action, because, situation, knowledge))
    room = HOW_MANY - len(fixed)
    return tuple(sorted((*fixed, *chosen[:room]), key=lambda action: action.date))


def _rank(action: Action, situation: Situation) -> int:
    if action.urgent:
        return 0
    return 1 if set(action.serves).intersection(situation.case.goals) else 2


def _view(action: Action, because: tuple[str, ...], situation: Situation, knowledge: Knowledge) -> FirstView:
    today, hearing = situation.as_of, situation.case.day_in_court
    date = max(hearing, today) if action.on and hearing else today + dt.timedelta(days=action.within)
    passed = bool(action.on and hearing and hearing < today)
    phone = phone_of(action.call, situation, knowledge)
    rest = bool(action.on) and not passed and next_working_day(date, knowledge.published) != date
    return FirstView(
        id=action.id,
        text=action.text + (f"。{knowledge.say(SaidId.HEARING_ON_REST)}" if rest else ""),
        confidence=action.confidence,
        sources=action.sources,
        because=because,
        date=date,
        reason=action.reason,
        days_left=(date - today).days,
        by=action.once or (_on(date, today) if action.on and not passed else by(date, None, today, passed=passed)),
        passed=passed,
        phone=phone.whole,
        phone_short=phone.short,
        say=_words(action, situation),
    )


def _words(action: Action, situation: Situation) -> str:
    """The ready words, first those about what was told."""
    said = [statement.text for statement, _ in applying(action.says, situation)]
    return "".join((*said[:MOST_TOLD], action.say))


class Phone(NamedTuple):
    """The number to call with its caution, or where it stands; ``short`` where room is scarce. Both may be empty."""

    whole: str = ""
    short: str = ""


def phone_of(call: str, situation: Situation, knowledge: Knowledge) -> Phone:
    """The number to call with its caution; where it is not verified, where it stands. ``lender`` is who lent,
    ``creditor`` whoever asks for the money now.
    """
    if call == ChannelId.CREDITOR and situation.claim_elsewhere:
        return Phone(WHERE_THE_DEMANDERS_NUMBER_STANDS, NUMBERS_IN_SHORT[WHERE_THE_DEMANDERS_NUMBER_STANDS])
    if call not in (ChannelId.LENDER, ChannelId.CREDITOR):
        number = knowledge.channels[call].phone if call else ""
        return Phone(number, number)
    if situation.kind is InstitutionKind.UNLICENSED:  # what it calls its service is where money is lost
        return Phone("", "")
    contacts = situation.lender.contacts if situation.lender else ()
    hotline = next((contact for contact in contacts if contact.kind == "hotline"), None)
    if hotline is None:
        return Phone(WHERE_THE_NUMBER_STANDS, NUMBERS_IN_SHORT[WHERE_THE_NUMBER_STANDS])
    return Phone(f"{hotline.value}（{hotline.verification}）", f"{hotline.value}（先在 App 里核对）")


def by(date: dt.date, last: dt.date | None, today: dt.date, *, passed: bool = False) -> str:
    """Until when, in words: the safe day first, then the last one, then how many days are left."""
    if passed:
        return "已经过了，今天就办"
    ends = f"，最后一天 {_short(last, today)} 周{WEEKDAYS[last.weekday()]}" if last and last > date else ""
    if date <= today:
        return f"今天{'办最稳' if ends else ''}{ends}"
    return f"{_short(date, today)} 前办{'最稳' if ends else ''}（还有 {(date - today).days} 天）{ends}"


def _on(date: dt.date, today: dt.date) -> str:
    """A day on which one has to be somewhere."""
    if date == today:
        return "就是今天"
    return f"{_short(date, today)} 周{WEEKDAYS[date.weekday()]}（还有 {(date - today).days} 天）"


def _short(day: dt.date, today: dt.date) -> str:
    """A day without the year where that is this year."""
    return day.isoformat() if day.year != today.year else f"{day:%m-%d}"


def _deadlines(papers: PapersView, situation: Situation, knowledge: Knowledge) -> list[FirstView]:
    """The earliest clock of every paper received, the most urgent first."""
    found = [
        _deadline(paper, clock, situation, knowledge) for paper in papers.received if (clock := earliest(paper.clocks))
    ]
    return sorted(found, key=lambda action: action.date)


def earliest(clocks: tuple[ClockView, ...]) -> ClockView | None:
    """The clock that runs out first; ``None`` when none has a date."""
    dated = [clock for clock in clocks if clock.date is not None]
    return min(dated, key=lambda clock: clock.date or dt.date.max, default=None)


LONGEST_BREAK = dt.timedelta(days=10)
"""No run of days off is longer; where the holidays of a year are not known, nothing is called passed before it."""


def has_passed(clock: ClockView, today: dt.date) -> bool:
    """Whether a time limit is over beyond doubt: counted from a known day, also after it has run on over days off."""
    if clock.date is None or clock.assumed:
        return False
    last = clock.legal or (clock.date if clock.holidays_known else clock.date + LONGEST_BREAK)
    return last < today


def passed_papers(papers: PapersView, today: dt.date) -> frozenset[str]:
    """The kinds of the papers received whose own time limits are all over."""
    return frozenset(
        paper.id
        for paper in papers.received
        if paper.clocks and all(has_passed(clock, today) for clock in paper.clocks)
    )


def _runs_on(clock: ClockView) -> str:
    """To which day a limit runs on, as far as it is known."""
    if clock.legal:
        return f"顺延到 {show(clock.legal)}"
    return (
        f"顺延到不早于 {show(clock.not_before)}，调休未核实" if clock.not_before else "遇节假日可能顺延，节假日未核实"
    )


def _deadline(paper: PaperView, clock: ClockView, situation: Situation, knowledge: Knowledge) -> FirstView:
    today = situation.as_of
    ends = clock.date or today
    passed = has_passed(clock, today)
    to_do = paper.do[0].rstrip("。")
    if passed:
        text = knowledge.say(SaidId.PAPER_PASSED, paper=paper.name, day=show(clock.legal or ends))
    elif clock.assumed:
        text = knowledge.say(SaidId.PAPER_ASSUMED, do=to_do, day=show(ends))
    elif ends < today:
        text = knowledge.say(SaidId.PAPER_RUNS_ON, do=to_do, day=show(ends), until=_runs_on(clock))
    else:
        text = to_do
    if situation.audience in (Audience.FAMILY, Audience.SPOUSE):
        text = knowledge.say(SaidId.PAPER_OF_ANOTHER, paper=paper.name, text=text)
    date = today if passed else max(ends, today)
    return FirstView(
        id=clock.id,
        text=text,
        confidence=clock.confidence,
        sources=clock.sources,
        because=("你说收到了它",),
        date=date,
        reason=paper.missed,
        days_left=(date - today).days,
        by=by(date, clock.legal, today, passed=passed),
        last=clock.legal,
        passed=passed,
    )

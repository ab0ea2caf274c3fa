"""What a person types about a case on the command line: happenings and papers, each with its day."""

from __future__ import annotations

import datetime as dt

from borrower_help.case.forms import choose, parse_kind, said_for, titles_of
from borrower_help.case.model import Creditor, Happening, ReceivedPaper
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.parse import parse_date, parse_name


def parse_happening(text: str, option: str, knowledge: Knowledge, today: dt.date) -> Happening:
    """``call_after_22``, ``call_after_22=2025-12-30`` or ``半夜打电话=昨天``. Raises ``UsageError``."""
    name, _, day = text.partition("=")
    found = choose(name, titles_of(knowledge)["happened"], option, said_for(knowledge, "happened"))
    return Happening(id=found, on=parse_date(day, option, today) if day else None)


def parse_paper(text: str, option: str, knowledge: Knowledge, today: dt.date) -> ReceivedPaper:
    """``summons=2026-11-10`` or ``传票=上周五``, without a day where it is not known. Raises ``UsageError``."""
    name, _, day = text.partition("=")
    found = choose(name, titles_of(knowledge)["papers"], option)
    return ReceivedPaper(kind=found, received=parse_date(day, option, today) if day else None)


def parse_creditor(text: str, option: str) -> Creditor:
    """Who asks for the money now: a kind of institution or a name. Raises ``UsageError``."""
    try:
        return Creditor(kind=parse_kind(text, option))
    except UsageError:
        return Creditor(name=parse_name(text, option))


def parse_names(words: list[str], field: str, option: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Ids of one list of the case, each by its id or its title. Raises ``UsageError``."""
    return tuple(choose(word, titles_of(knowledge)[field], option) for word in words)

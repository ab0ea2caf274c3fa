"""What a command answers, whatever the format: data for programs, lines for people, days for calendars."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Line
from borrower_help.render.paper import Block
from borrower_help.render.web.figure import Web


@dataclasses.dataclass(frozen=True)
class Answer:
    """One answer. ``warnings`` stand in the envelope, or on stderr beside what a person reads.

    ``status`` is that of the envelope, ``code`` the exit code; ``mode`` are the rights of a file that is written;
    ``explain`` writes the reasons of each line below it; ``already_done`` is said before the reason where the answer
    cannot be written, because something was done already. ``paper`` is how the answer stands on paper, where that is
    another matter than its lines, ``web`` what a page shows beside them, and ``message`` what is sent as words
    instead of them.
    """

    data: Any
    lines: Sequence[Line] = ()
    dates: Sequence[DatedItemView] = ()
    warnings: Sequence[str] = ()
    status: str = "ok"
    code: int = 0
    mode: int | None = None
    explain: bool = False
    already_done: str = ""
    paper: Sequence[Block] = ()
    web: Web | None = None
    message: str = ""


class Stamp(NamedTuple):
    """What every answer carries: which command, by which knowledge, for which day.

    ``knowledge`` is ``None`` for an answer about a knowledge that may not be readable.
    """

    command: str
    knowledge: Knowledge | None
    day: dt.date | None
    beside: Sequence[str] = ()

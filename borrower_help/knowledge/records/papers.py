"""Papers a borrower may receive."""

from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.base import ALL, Audience, Entry, KnowledgeFile
from borrower_help.knowledge.records.refs import ClockNoteRef, ClockRef, LetterRef
from borrower_help.values.record import Text


class Paper(Entry, frozen=True, kw_only=True):
    """A paper or message a borrower receives: what it is, how to check it, what it starts.

    ``clocks`` run from its receipt and lead the report; ``side_clocks`` may run too, from another day or only for some,
    and never lead. ``notes`` are moments without a length, ``letters`` what answers it. ``counts`` says when it counts
    as received; ``hearing`` that it may name a day in court, which is asked for apart. A paper met more often has a
    lower ``order``; one of several names is ``called`` by the first where it is to be typed.
    """

    roles: tuple[Audience, ...] = ALL
    name: Text
    called: str = ""
    order: int = 50
    what: Text
    verify: Text
    follows: Text
    do: Annotated[tuple[Text, ...], Meta(min_length=1)]
    missed: Text
    not_mean: Text
    counts: Text
    hearing: bool = False
    clocks: tuple[ClockRef, ...] = ()
    side_clocks: tuple[ClockRef, ...] = ()
    notes: tuple[ClockNoteRef, ...] = ()
    letters: tuple[LetterRef, ...] = ()


class PaperFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/papers/*.yaml"""

    paper_kinds: tuple[Paper, ...]

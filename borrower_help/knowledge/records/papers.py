"""Papers a borrower may receive."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.base import ALL, Audience, Entry, KnowledgeFile
from borrower_help.knowledge.records.complaint import Clock
from borrower_help.values.record import Text


class Paper(Entry, frozen=True, kw_only=True):
    """A paper or message a borrower receives: what it is, how to check it, what it starts."""

    roles: tuple[Audience, ...] = ALL
    name: Text
    what: Text
    verify: Text
    do: Annotated[tuple[Text, ...], Meta(min_length=1)]
    missed: Text
    clocks: tuple[Clock, ...] = ()


class PaperFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/papers/*.yaml"""

    paper_kinds: tuple[Paper, ...]

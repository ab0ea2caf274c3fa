"""The days off of one year, as its notice publishes them."""

import datetime as dt
from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.base import Confidence, KnowledgeFile
from borrower_help.knowledge.records.refs import SourceRefs
from borrower_help.values.record import Record, Text


class Break(Record, frozen=True, kw_only=True):
    """One run of days off: its name, its first and its last day."""

    name: Text
    first: dt.date
    last: dt.date


class HolidayFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/holidays/<year>.yaml: the notice of one year; ``worked`` are the days worked in exchange.

    Without it the dates of a year that the library does not know are counted by weekends and the holidays fixed by
    the regulation, and said to be unknown.
    """

    year: Annotated[int, Meta(ge=2000, le=2100)]
    sources: SourceRefs
    confidence: Confidence
    breaks: Annotated[tuple[Break, ...], Meta(min_length=1)]
    worked: tuple[dt.date, ...] = ()

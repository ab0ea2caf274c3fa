"""What the tests of the contact log share: contacts in one line, and a log analysed for a lender."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from borrower_help import Case, Knowledge
from borrower_help.advice.log import Analysis, LogFinding, analyse
from borrower_help.case.situation import situation_of
from borrower_help.journal.model import Contact, Row
from borrower_help.knowledge.records.base import InstitutionKind

TODAY = dt.date(2026, 11, 21)
COLLECTOR = "13800000001"


def contact(at: str, *, channel: str = "call", **more: Any) -> Contact:
    """A contact that began ``at`` (``2026-11-20 22:15`` or with seconds), by telephone unless told otherwise."""
    return Contact(at=dt.datetime.fromisoformat(at), channel=channel, **more)


def talk(at: str, seconds: int | None = 60, **more: Any) -> Contact:
    """A call that was connected for so many seconds, or for an unknown time."""
    return contact(at, connected=True, seconds=seconds, **more)


def missed(at: str, **more: Any) -> Contact:
    """A call that nobody answered."""
    return contact(at, connected=False, seconds=0, **more)


def numbered(contacts: Sequence[Contact]) -> list[Row]:
    """The contacts as the rows 1, 2, … of a log."""
    return [Row(row=number, contact=entry) for number, entry in enumerate(contacts, 1)]


NOTICE = "connected_over_3-notice"
"""The counter of calls that got through, which always asks and never settles: it has tests of its own."""


class Found:
    """An analysis as tests ask it: which days, how often, which rows, judged how.

    ``findings`` are without those of the counter ``NOTICE``, which are ``notices``.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.findings = [finding for finding in analysis.findings if finding.counter != NOTICE]
        self.notices = [finding for finding in analysis.findings if finding.counter == NOTICE]

    def ids(self) -> set[str]:
        """The behaviours that were found."""
        return {finding.id for finding in self.findings}

    def of(self, behaviour: str) -> list[LogFinding]:
        """The findings about one behaviour."""
        return [finding for finding in self.findings if finding.id == behaviour]

    def only(self, behaviour: str) -> LogFinding:
        """The one finding about a behaviour."""
        (finding,) = self.of(behaviour)
        return finding

    def counts(self, behaviour: str) -> list[tuple[str, int]]:
        """(day, count) of every proof of a behaviour, in order."""
        return sorted(
            (proof.day.isoformat(), proof.count) for finding in self.of(behaviour) for proof in finding.proofs
        )

    def rows(self, behaviour: str) -> list[tuple[int, ...]]:
        """The rows of every proof of a behaviour."""
        return [proof.rows for finding in self.of(behaviour) for proof in finding.proofs]


@pytest.fixture(name="found", scope="session")
def analyse_contacts(knowledge: Knowledge) -> Callable[..., Found]:
    """``found(contacts, lender="haier")`` analyses contacts, or rows, for a lender, a kind, or nobody in particular."""

    def found(
        entries: Sequence[Contact | Row], lender: str | None = None, kind: str | None = "consumer_finance"
    ) -> Found:
        rows = [
            entry if isinstance(entry, Row) else Row(row=number, contact=entry)
            for number, entry in enumerate(entries, 1)
        ]
        case = Case(lender=lender, kind=InstitutionKind(kind) if kind and not lender else None)
        return Found(analyse(rows, situation_of(case, knowledge, TODAY), knowledge))

    return found


@pytest.fixture(name="log")
def path_of_a_log(tmp_path: Path) -> Path:
    """Where a log may be kept; nothing is there yet."""
    return tmp_path / "kept" / "contacts.jsonl"

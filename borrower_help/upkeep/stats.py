"""How much is known of each lender, how well, how old it is, and what is due for another look."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence, InstitutionKind
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.upkeep.corpus import Corpus
from borrower_help.values.record import Record

LENDER_HORIZON = 90
"""So many days after its last check a lender's page is due for another look."""

COVERED = {
    "contacts": "联系方式",
    "former_names": "旧名",
    "products": "产品",
    "companies": "背后的公司",
    "penalties": "处罚",
    "talks": "约谈",
    "agency_lists": "催收名单",
    "transfers": "转让",
}
"""What can be known of a lender beside its own facts, by field; each is counted as covered or not."""


class LenderStats(msgspec.Struct, frozen=True, kw_only=True):
    """One lender: records by confidence, what is covered, what is unknown, its oldest check, and when it is due."""

    id: str
    name: str
    kind: InstitutionKind
    confidence: dict[str, int]
    covered: tuple[str, ...]
    unknowns: int
    checked: dt.date
    age_days: int
    due: dt.date

    def is_due(self, day: dt.date) -> bool:
        """Whether it is time for another look."""
        return self.due <= day


def lender_stats(knowledge: Knowledge, day: dt.date) -> tuple[LenderStats, ...]:
    """Every lender, who is due first before the others."""
    found = [_stats(lender, day) for lender in knowledge.lenders.values()]
    return tuple(sorted(found, key=lambda entry: (entry.due, entry.id)))


def _stats(lender: Lender, day: dt.date) -> LenderStats:
    corpus = Corpus(Path(), {"lender": lender}, day)
    records = [record for _, _, record in corpus.walk()]
    counts = Counter(
        level.value for record in records if isinstance(level := getattr(record, "confidence", None), Confidence)
    )
    checked = min(getattr(record, "checked", lender.checked) for record in records)
    return LenderStats(
        id=lender.id,
        name=lender.name,
        kind=lender.kind,
        confidence={level.value: counts.get(level.value, 0) for level in Confidence},
        covered=tuple(field for field in COVERED if getattr(lender, field)),
        unknowns=len(lender.unknowns),
        checked=checked,
        age_days=(day - checked).days,
        due=checked + dt.timedelta(days=LENDER_HORIZON),
    )


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A record with a date on or after the day asked for; ``what`` is ``checked``, ``begins`` or ``ends``."""

    path: str
    id: str
    what: str
    on: dt.date
    text: str


def changes_since(knowledge: Knowledge, since: dt.date) -> tuple[Change, ...]:
    """What was checked, begins or ends on or after ``since``.

    A file that was checked as a whole stands once, and its records only with dates of their own.
    """
    corpus = Corpus(Path(), dict(knowledge.files), dt.date.max)
    found = [change for file, _, record in corpus.walk() for change in _changes(file, record, since, knowledge)]
    return tuple(sorted(set(found), key=lambda change: (change.path, change.on, change.what, change.id)))


def _changes(file: str, record: Record, since: dt.date, knowledge: Knowledge) -> Iterator[Change]:
    whole = knowledge.files[file]
    for field, what in (("checked", "checked"), ("effective_from", "begins"), ("effective_to", "ends")):
        on = getattr(record, field, None)
        if not isinstance(on, dt.date) or on < since:
            continue
        if field == "checked" and record is not whole and on == whole.checked:
            continue
        yield Change(
            path=file,
            id="" if record is whole else str(getattr(record, "id", "")),
            what=what,
            on=on,
            text=next(
                (str(getattr(record, name)) for name in ("text", "title", "name", "gist") if hasattr(record, name)), ""
            ),
        )

"""The knowledge as the checks walk it: every record, text and place of every file."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import yaml
from msgspec import Meta

from borrower_help.errors import Problem
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence, KnowledgeFile
from borrower_help.knowledge.records.refs import Target
from borrower_help.knowledge.strict import Loc, StrictLoader, line_of
from borrower_help.values.record import Record

Found = Iterator[Problem]


class Reference(NamedTuple):
    """One id in a record that belongs to something else: its place in the record, what it belongs to, the id."""

    place: Loc
    of: Target
    name: str


def references(record: Record) -> Iterator[Reference]:
    """Every reference of a record itself, in order of its fields; what it refers to is said by its types."""
    for field, of in _referring(type(record)):
        value = getattr(record, field)
        if isinstance(value, tuple):
            yield from (Reference((field, index), of, name) for index, name in enumerate(value))
        elif value:
            yield Reference((field,), of, value)


@cache
def _referring(type_: type[Record]) -> tuple[tuple[str, Target], ...]:
    hints = get_type_hints(type_, include_extras=True)
    return tuple((field, of) for field in type_.__struct_fields__ if (of := _target(hints[field])) is not None)


def _target(annotation: Any) -> Target | None:
    """What the ids in a field belong to, however deep in its type that is written; ``None`` where it holds none."""
    for part in (*getattr(annotation, "__metadata__", ()), *get_args(annotation)):
        if isinstance(part, Meta):
            of = (part.extra or {}).get("of")
            if isinstance(of, Target):
                return of
        elif (inner := _target(part)) is not None:
            return inner
    return None


@dataclasses.dataclass(frozen=True)
class Corpus:
    """The decoded files, their text for line numbers, and the day of the check."""

    root: Path
    files: dict[str, KnowledgeFile]
    today: dt.date

    @cached_property
    def knowledge(self) -> Knowledge:
        """The same files with look-ups."""
        return Knowledge(self.files)

    @cached_property
    def _trees(self) -> dict[str, yaml.Node]:
        return {}

    def problem(self, file: str, location: Loc, message: str, level: str = "error") -> Problem:
        """A problem at the line of ``location`` in ``file``."""
        if file not in self._trees:
            text = (self.root / file).read_text(encoding="utf-8-sig")
            self._trees[file] = yaml.compose(text, Loader=StrictLoader) or yaml.ScalarNode("", "")
        return Problem(file, line_of(self._trees[file], location), message, level)

    def walk(self) -> Iterator[tuple[str, Loc, Record]]:
        """Every record of every file with its file and location, in order of files."""
        for file, record in sorted(self.files.items()):
            yield from ((file, location, found) for location, found in within(record))

    def texts(self) -> Iterator[tuple[str, Loc, str]]:
        """Every text of every record with its file and location."""
        for file, location, record in self.walk():
            for name in record.__struct_fields__:
                value = getattr(record, name)
                items = value if isinstance(value, tuple) else (value,)
                for index, item in enumerate(items):
                    if type(item) is str and item:
                        yield file, (*location, name, *([index] if value is items else [])), item


def within(record: Record, location: Loc = ()) -> Iterator[tuple[Loc, Record]]:
    """A record and every record in it, each with its place."""
    yield location, record
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from within(value, (*location, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from within(item, (*location, name, index))


def count_records(knowledge: Knowledge) -> dict[str, dict[str, int]]:
    """Records by kind and by confidence, for ``knowledge stats``."""
    kinds: dict[str, int] = defaultdict(int)
    confidence: dict[str, int] = defaultdict(int)
    corpus = Corpus(Path(), dict(knowledge.files), dt.date.max)
    for _, _, record in corpus.walk():
        kinds[type(record).__name__] += 1
        if isinstance(level := getattr(record, "confidence", None), Confidence):
            confidence[level.value] += 1
    return {"kinds": dict(sorted(kinds.items())), "confidence": dict(sorted(confidence.items()))}

"""The knowledge as the checks walk it: every record, text and place of every file."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import yaml

from borrower_help.errors import Problem
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence, KnowledgeFile
from borrower_help.knowledge.strict import Loc, StrictLoader, line_of
from borrower_help.values.record import Record

Found = Iterator[Problem]


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
            yield from ((file, location, found) for location, found in _walk(record, ()))

    def texts(self) -> Iterator[tuple[str, Loc, str]]:
        """Every text of every record with its file and location."""
        for file, location, record in self.walk():
            for name in record.__struct_fields__:
                value = getattr(record, name)
                items = value if isinstance(value, tuple) else (value,)
                for index, item in enumerate(items):
                    if type(item) is str and item:
                        yield file, (*location, name, *([index] if value is items else [])), item


def _walk(record: Record, location: Loc) -> Iterator[tuple[Loc, Record]]:
    yield location, record
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _walk(value, (*location, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _walk(item, (*location, name, index))


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

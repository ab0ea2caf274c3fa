"""Find records by a borrower's own words. Search finds candidates; it never chooses the law.

Chinese is indexed as overlapping pairs of characters in SQLite's FTS5, so that two-character words
(利息, 上门) match; runs of letters and digits are words of their own.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

MAX_QUERY = 500
"""Longer questions are cut: a person's sentence is shorter, and the index is asked one pair at a time."""

_RUNS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


class Hit(NamedTuple):
    """A record found: its id, and how many of the query's pairs it shares (more is nearer)."""

    id: str
    shared: int


def pairs(text: str) -> list[str]:
    """The index terms of a text: pairs of Chinese characters, and whole words of letters and digits."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    terms: list[str] = []
    for run in _RUNS.findall(folded):
        if run.isascii() or len(run) == 1:
            terms.append(run)
        else:
            terms += [run[start : start + 2] for start in range(len(run) - 1)]
    return terms


class Index:
    """An index in memory over (id, texts); the order of ids settles ties, so that results are stable."""

    def __init__(self, records: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._records = [(identifier, [pairs(text) for text in texts]) for identifier, texts in records]
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE words USING fts5(terms, tokenize='unicode61')")
        self._database.executemany(
            "INSERT INTO words (rowid, terms) VALUES (?, ?)",
            ((row, " ".join(term for terms in texts for term in terms)) for row, (_, texts) in enumerate(self._records, 1)),
        )

    def find(self, query: str, most: int = 5) -> list[Hit]:
        """The records nearest in words to ``query``, nearest first; empty when nothing is shared."""
        wanted = list(dict.fromkeys(pairs(query[:MAX_QUERY])))
        if not wanted:
            return []
        match = " OR ".join(f'"{term}"' for term in wanted)
        rows = self._database.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?", (match, most)).fetchall()
        return [Hit(self._records[row - 1][0], self._shared(row, wanted)) for (row,) in rows]

    def _shared(self, row: int, wanted: list[str]) -> int:
        terms = {term for text in self._records[row - 1][1] for term in text}
        return sum(term in terms for term in wanted)

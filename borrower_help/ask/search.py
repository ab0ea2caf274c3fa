"""Search by pairs of characters over what the knowledge says."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
import weakref
from collections.abc import Iterable
from typing import NamedTuple

MAX_QUERY = 500
"""Longer questions are cut: a person's sentence is shorter, and the index is asked one pair at a time."""

_RUNS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")

_COUNT = re.compile(r"(?<![a-z0-9])(?<![0-9][.,])[1-9][0-9]?(?=[\u3400-\u9fff])")

_NUMERALS: tuple[str, ...] = ("", *"一二三四五六七八九")

ENOUGH = 0.8
"""The part of a sentence's characters that a record must have when the two share a single pair."""

_EMPTY = frozenset(
    ("你好", "您好", "请问", "怎么", "么办", "么样", "什么", "为什", "多少", "哪里", "时候", "今天", "现在")
)
"""Pairs of greetings and of questions about anything: they bring no record nearer."""


class Hit(NamedTuple):
    """A record found: its id, and how many of the query's pairs it shares (more is nearer)."""

    id: str
    shared: int


def pairs(text: str) -> list[str]:
    """The index terms of a text: pairs of Chinese characters, and whole words of letters and digits."""
    return [pair for run in _runs(text) for pair in _pairs(run)]


def _runs(text: str) -> list[str]:
    """What stands between spaces and punctuation.

    11点 is read as 十一点, for hours and counts are written both ways.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _RUNS.findall(_COUNT.sub(lambda count: _numeral(int(count.group())), folded))


def _numeral(count: int) -> str:
    tens, ones = divmod(count, 10)
    return (_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + _NUMERALS[ones]


def _pairs(run: str) -> list[str]:
    return [run] if run.isascii() or len(run) == 1 else [run[start : start + 2] for start in range(len(run) - 1)]


def _terms(run: str) -> Iterable[str]:
    """What the index holds of a run: its pairs, and each of its characters once."""
    return dict.fromkeys([*_pairs(run), *("" if run.isascii() else run)])


class Index:
    """An index in memory over (id, texts); the order of ids settles ties, so that results are stable."""

    def __init__(self, records: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._ids: list[str] = []
        self._known: list[tuple[set[str], set[str]]] = []
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE words USING fts5(terms, tokenize='unicode61')")
        for row, (identifier, texts) in enumerate(records):
            runs = [run for text in texts for run in _runs(text)]
            self._ids.append(identifier)
            self._known.append(
                ({pair for run in runs for pair in _pairs(run)}, {character for run in runs for character in run})
            )
            terms = " ".join(term for run in runs for term in _terms(run))
            self._database.execute("INSERT INTO words (rowid, terms) VALUES (?, ?)", (row, terms))
        weakref.finalize(self, self._database.close)  # Python 3.13 warns of a connection that nobody closes

    def find(self, query: str, most: int = 5) -> list[Hit]:
        """The records nearest in words to ``query``, nearest first; empty when none is near."""
        query = query[:MAX_QUERY]
        wanted = dict.fromkeys(pair for pair in pairs(query) if pair not in _EMPTY)
        if not wanted:
            return []
        runs = _runs(query)
        terms = dict.fromkeys(term for run in runs for term in _terms(run) if term not in _EMPTY)
        match = " OR ".join(f'"{term}"' for term in terms)
        rows = self._database.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid", (match,)
        ).fetchall()
        shared = {row: sum(pair in self._known[row][0] for pair in wanted) for (row,) in rows}
        near = any(count > 1 or (count and self._meant(row, runs)) for row, count in shared.items())
        return [Hit(self._ids[row], count) for row, count in shared.items() if count][:most] if near else []

    def _meant(self, row: int, runs: list[str]) -> bool:
        """Whether the one pair in common is more than chance.

        A question about opening hours has 银行 in common with a record and little else. 爸妈 alone, or a short
        sentence most of whose characters are there, is meant.
        """
        known, characters = self._known[row]
        return any(
            not known.isdisjoint(set(_pairs(run)) - _EMPTY)
            and len(characters.intersection(run)) >= ENOUGH * len(set(run))
            for run in runs
        )

"""Figures: a number in a text that no source of it holds.

The rule: a figure with its unit (days, months, years, percent, times, yuan) stands in the gist of an article that the
statement cites, in the title or the note of the document, or in a field of the record itself. A report, a data set or
this project's own advice has no articles to hold a figure against, so a statement that cites one is believed here;
what is left are the figures that rest on rules alone, and those are the ones a borrower reads to a policeman.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.across import Action, Caution
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.clocks import Clock
from borrower_help.knowledge.records.complaint import Channel, Route
from borrower_help.knowledge.records.conduct import Behaviour, Right, Rule, Threshold
from borrower_help.knowledge.records.credit import CreditAnswer, CreditEffect
from borrower_help.knowledge.records.money import Cap
from borrower_help.knowledge.records.negotiation import Option
from borrower_help.knowledge.records.papers import Paper
from borrower_help.knowledge.records.refs import Target
from borrower_help.upkeep.corpus import Corpus, Found, references, within
from borrower_help.values.record import Record

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

_NUMBER = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千]+)"
_FIGURE = re.compile(
    rf"(?<![\d.\-/:第])(?P<number>{_NUMBER}) ?(?P<scale>[万亿]?) ?"
    rf"(?P<unit>个?工作日|个?自然日|天|日|个月|年|小时|倍|%|元)(?!\d)"
)
_UNITS = {"天": "日", "个工作日": "工作日", "个自然日": "日", "自然日": "日"}
_DATED = re.compile(r"(?:19|20)\d\d ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?|(?:19|20)\d\d(?:-\d{1,2}){0,2}")

_EXAMPLE = re.compile(r"(?:比如|例如)[^。]*")
"""An example is reckoned, not cited."""

Figure = tuple[Decimal, str]
"""An amount and its unit."""


def unsourced_figures(corpus: Corpus) -> Found:
    """A figure with a unit must stand in a source of the statement."""
    for file, location, record in corpus.walk():
        fields = _TEXTS.get(type(record), ("text",) if isinstance(record, Statement) else ())
        held = _held(record, corpus.knowledge) if fields else None
        if held is None:
            continue
        for field in fields:
            for figure, words in figures(_joined(getattr(record, field))):
                if figure not in held:
                    yield corpus.problem(
                        file,
                        (*location, field),
                        f"「{words}」在这条的来源里找不到。请核对原文，补上写着它的那一条，或改掉这个数。",
                    )


_TEXTS: dict[type, tuple[str, ...]] = {
    Action: ("text", "reason"),
    Caution: ("text",),
    Channel: ("deadline",),
    CreditAnswer: ("text", "do"),
    CreditEffect: ("text", "do"),
    Option: ("what", "known", "cost"),
    Clock: ("text",),
    Route: ("note",),
    Behaviour: ("answer",),
    Right: ("text", "ends"),
    Cap: ("text",),
    Paper: ("what", "missed"),
}
"""The texts that state a rule; a step or a sample letter may hold figures of the borrower's own."""


def figures(text: str) -> Iterator[tuple[Figure, str]]:
    """Every figure with a unit of a text and its words, and the year of every date.

    A Chinese 一 is left out, for 一天 is as often a word as a number.
    """
    for match in _DATED.finditer(_EXAMPLE.sub("", text)):
        yield (Decimal(match.group()[:4]), YEAR), match.group()
    for match in _FIGURE.finditer(_DATED.sub("", _EXAMPLE.sub("", text))):
        number = number_value(match["number"])
        is_word = not match["number"][0].isdigit() and number < SMALL
        is_all = (number, match["unit"]) == (WHOLE, "%")
        if number and not is_word and not is_all:
            unit = _UNITS.get(match["unit"], match["unit"])
            yield (number * _MYRIADS.get(match["scale"], 1), unit), match.group()


SMALL = 2

WHOLE = Decimal(100)
"""100% is a promise, not a figure of a rule; another check refuses it."""

YEAR = "date"
"""The unit of the year of a date."""


def number_value(number: str) -> Decimal:
    """The value of a whole or decimal number in digits, or of a Chinese one below ten thousand."""
    if number[0].isdigit():
        return Decimal(number.replace(",", ""))
    total = last = 0
    for char in number:
        if char in _TENS:
            total, last = total + (last or 1) * _TENS[char], 0
        else:
            last = _DIGITS[char]
    return Decimal(total + last)


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "。".join(value)


def _held(record: Record, knowledge: Knowledge) -> set[Figure] | None:
    """Every figure that the sources or the fields of a record hold; ``None`` where a source cannot be held against."""
    held: set[Figure] = set()
    for ref in refs_of(record):
        cited = knowledge.cite(ref)
        if cited is None or (force_of(cited.document) is Force.NONE and not cited.article):
            return None
        texts = [cited.document.title, cited.document.note, cited.document.number]
        texts += [str(day) for day in (cited.effective_from, cited.effective_to) if day]
        if cited.article:
            texts.append(cited.article.gist)
        else:
            texts += [article.gist for article in cited.document.articles]
        for text in texts:
            held.update(figure for figure, _ in figures(text))
    held.update(figure for text in _own(record) for figure, _ in figures(text))
    return held


def refs_of(record: Record) -> Iterator[str]:
    """Every source that a record names, itself or in its rules and limits."""
    for _, inner in within(record):
        if inner is record or isinstance(inner, Rule | Threshold):
            yield from (ref.name for ref in references(inner) if ref.of is Target.SOURCE)


def _own(record: Record) -> Iterable[str]:
    """The figures in the fields of a record: its days, the length of a clock, the limit of a cap."""
    yield from (str(day) for name in ("effective_from", "effective_to") if (day := getattr(record, name, None)))
    for day in getattr(record, "days", None) or ():
        if day is not None:
            yield f"{day} 天"
    yield from (threshold.text for threshold in getattr(record, "thresholds", ()))
    match record:
        case Clock():
            yield f"{record.length} {_CLOCK_UNITS[record.unit]}"
        case Cap():
            yield f"{record.limit}%"
            yield from (str(day) for day in (record.contract_from, record.contract_to) if day)
        case _:
            pass


_CLOCK_UNITS = {"days": "天", "working_days": "个工作日", "months": "个月", "years": "年"}

"""Letters: templates that cannot be filled, and clocks or ways of sending that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.letters.facts import LISTS, fact_names
from borrower_help.knowledge.records.letters import LetterKind, LetterNeed, LetterPart, LetterStep
from borrower_help.knowledge.records.papers import Paper
from borrower_help.knowledge.strict import Loc
from borrower_help.upkeep.corpus import Corpus, Found
from borrower_help.values.record import Record


def unknown_facts(corpus: Corpus) -> Found:
    """A template sees the facts and nothing else, and may ask only for those there are."""
    known = fact_names(corpus.knowledge)
    for file, location, record in corpus.walk():
        for place, name in _named(record):
            if name not in known:
                yield corpus.problem(file, (*location, *place), f"没有叫「{name}」的事实。请改正，或先在程序里建立它。")
        each = record.each if isinstance(record, LetterPart) else ""
        if each and each not in LISTS:
            yield corpus.problem(file, (*location, "each"), f"「{each}」不是一串事实。可以用：{'、'.join(LISTS)}。")


def _named(record: Record) -> Iterator[tuple[Loc, str]]:
    for field in ("facts", "lacks", "any_of"):
        if isinstance(record, LetterPart | LetterNeed):
            yield from (((field, index), name) for index, name in enumerate(getattr(record, field, ())))


def broken_templates(corpus: Corpus) -> Found:
    """A template must be one, and every name in it a fact."""
    from jinja2 import TemplateSyntaxError

    from borrower_help.advice.letters.templates import names_in

    known = fact_names(corpus.knowledge)
    for file, location, record, template in _templates(corpus):
        own = {"one"} if isinstance(record, LetterPart) and record.each else set()
        try:
            unknown = sorted(names_in(template) - known - own)
        except TemplateSyntaxError as error:
            yield corpus.problem(file, location, f"模板写法有误（{error.message}）。请检查 {{{{ }}}} 和 {{% %}}。")
            continue
        if unknown:
            yield corpus.problem(file, location, f"模板里的「{unknown[0]}」不是事实。请改正，或先在程序里建立它。")


def _templates(corpus: Corpus) -> Iterator[tuple[str, Loc, Record, str]]:
    for file, location, record in corpus.walk():
        match record:
            case LetterKind():
                yield file, (*location, "to"), record, record.to
                yield from (
                    (file, (*location, "signs", index), record, text) for index, text in enumerate(record.signs)
                )
                yield from (
                    (file, (*location, "after", index, "text"), record, step.text)
                    for index, step in enumerate(record.after)
                )
            case LetterPart():
                yield file, (*location, "text"), record, record.text
            case LetterNeed():
                yield file, (*location, "collect"), record, record.collect


def unknown_ways(corpus: Corpus) -> Found:
    """A way of sending, the clock of a step and the letters that answer a paper must exist."""
    knowledge = corpus.knowledge
    ways = {entry.id for entry in knowledge.letter_words(lambda file: file.ways)}
    for file, location, record in corpus.walk():
        match record:
            case LetterKind():
                for index, name in enumerate(record.send):
                    if name not in ways:
                        place = (*location, "send", index)
                        yield corpus.problem(file, place, f"没有叫「{name}」的寄法。请改正，或先写进 ways。")
            case LetterStep():
                if record.clock and record.clock not in knowledge.clocks:
                    place = (*location, "clock")
                    yield corpus.problem(file, place, f"没有叫「{record.clock}」的时限。请改正，或先建立它。")
            case Paper():
                for index, name in enumerate(record.letters):
                    if name not in knowledge.letters:
                        place = (*location, "letters", index)
                        yield corpus.problem(file, place, f"没有叫「{name}」的信。请改正，或先写进 letters/。")

"""Letters: templates that cannot be filled."""

from __future__ import annotations

from collections.abc import Iterator

from borrower_help.advice.letters.facts import fact_names
from borrower_help.knowledge.records.letters import LetterKind, LetterNeed, LetterPart
from borrower_help.knowledge.strict import Loc
from borrower_help.upkeep.corpus import Corpus, Found
from borrower_help.values.record import Record


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

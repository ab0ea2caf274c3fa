"""Articles named in a text: each must be among the sources of what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.knowledge.strict import Loc
from borrower_help.upkeep.checks.figures import number_value, refs_of
from borrower_help.upkeep.corpus import Corpus, Found
from borrower_help.values.record import Record

_ARTICLE = re.compile(
    r"(?:第 ?(?P<number>\d{1,4}|[一二三四五六七八九十百千零]{1,9}) ?条|"
    r"(?<=[法例定程释则]) ?(?P<bare>\d{1,4}) ?条)"
)


def unsourced_articles(corpus: Corpus) -> Found:
    """A text that names an article (第50条) cites that article, of the document whose name stands before it."""
    records = {(file, location): record for file, location, record in corpus.walk()}
    names = _names(corpus.knowledge)
    for file, location, text in corpus.texts():
        if file.startswith("sources/") or location[-1] == "sources":
            continue
        for match in _ARTICLE.finditer(text):
            number = int(number_value(match["number"] or match["bare"]))
            document = _named_before(text[: match.start()], names)
            cited = set(_cited(records, file, location))
            if not any(number == article and document in (None, name) for name, article in cited):
                where = f"{document} 的" if document else ""
                yield corpus.problem(
                    file,
                    location,
                    f"写了「{match.group().strip()}」，来源里没有{where}这一条。请补上，或改正条号。",
                )


def _names(knowledge: Knowledge) -> list[tuple[str, str]]:
    """(name, document id), the longest name first; a name that two documents share tells nothing."""
    found: dict[str, set[str]] = {}
    for document in knowledge.documents.values():
        for name in (document.title, document.title.removeprefix("中华人民共和国"), document.short):
            if name and document.confidence is not Confidence.LOW:
                found.setdefault(name, set()).add(document.id)
    named = [(name, next(iter(ids))) for name, ids in found.items() if len(ids) == 1]
    return sorted(named, key=lambda entry: -len(entry[0]))


def _named_before(text: str, names: list[tuple[str, str]]) -> str | None:
    """The document whose name ends right before an article."""
    bare = text.rstrip("》 的")
    return next((document for name, document in names if bare.endswith(name)), None)


def _cited(records: dict[tuple[str, Loc], Record], file: str, location: Loc) -> Iterator[tuple[str, int]]:
    """(document, article) of every source of the record that holds a text, and of the records around it."""
    for end in range(len(location), -1, -1):
        record = records.get((file, location[:end]))
        for ref in refs_of(record) if record is not None else ():
            document, _, article = ref.partition(":")
            leading = re.match(r"\d+", article)
            if leading:
                yield document, int(leading.group())

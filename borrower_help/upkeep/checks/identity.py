"""Identity: ids, articles, names and texts that stand twice or in the wrong place."""

from __future__ import annotations

import re
from pathlib import Path

from borrower_help.knowledge.name_forms import normalise
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.conduct import Threshold
from borrower_help.knowledge.records.holidays import HolidayFile
from borrower_help.knowledge.records.interview import Choice
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.knowledge.records.sources import Article, Document
from borrower_help.upkeep.checks.lenders import written_names
from borrower_help.upkeep.corpus import Corpus, Found


def repeated_ids(corpus: Corpus) -> Found:
    """An id names one thing: lines of a report, anchors and explanations depend on it."""
    first: dict[tuple[str, str], str] = {}
    for file, location, record in corpus.walk():
        identifier = getattr(record, "id", None)
        if identifier is None or isinstance(record, Article | Choice | Threshold):
            continue
        family = "statement" if isinstance(record, Statement) else type(record).__name__
        key = (family, str(identifier))
        if key in first:
            yield corpus.problem(file, (*location, "id"), f"编号「{identifier}」已经用在 {first[key]}。请换一个。")
        first.setdefault(key, file)


def repeated_articles(corpus: Corpus) -> Found:
    """Within a document an article is recorded once."""
    for file, location, record in corpus.walk():
        if isinstance(record, Document):
            seen: set[str] = set()
            for index, article in enumerate(record.articles):
                if article.id in seen:
                    yield corpus.problem(
                        file, (*location, "articles", index), f"「{record.id}」第 {article.id} 条写了两遍。"
                    )
                seen.add(article.id)


def misplaced_names(corpus: Corpus) -> Found:
    """A lender, theme or year file is called after what is in it, so that it can be found."""
    for file, record in corpus.files.items():
        stem = Path(file).stem
        field = "id" if isinstance(record, Lender) else "year" if isinstance(record, HolidayFile) else "theme"
        name = str(getattr(record, field, stem))
        if name != stem:
            yield corpus.problem(file, (field,), f"文件名「{stem}」和里面的编号「{name}」不一致。请改成一样。")


def repeated_aliases(corpus: Corpus) -> Found:
    """Two lenders with one alias would send a borrower to the wrong lender."""
    owner: dict[str, str] = {}
    for file, record in sorted(corpus.files.items()):
        if isinstance(record, Lender):
            for place, alias in written_names(record):
                key = normalise(alias)
                if owner.setdefault(key, record.id) != record.id:
                    yield corpus.problem(file, place, f"别名「{alias}」已经属于「{owner[key]}」。一个名字只能指一家。")


def repeated_texts(corpus: Corpus) -> Found:
    """The same sentence twice means that one of them will go stale."""
    first: dict[str, tuple[str, str]] = {}
    for file, location, record in corpus.walk():
        if isinstance(record, Statement):
            key = re.sub(r"\W", "", record.text)
            if key in first and len(key) > 12:
                yield corpus.problem(
                    file,
                    (*location, "text"),
                    f"和 {first[key][0]} 里的「{first[key][1]}」是同一句话。请合并，或写出不同之处。",
                )
            first.setdefault(key, (file, record.id))

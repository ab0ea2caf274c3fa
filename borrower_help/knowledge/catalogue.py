"""The files of the knowledge, and the records everything refers to: documents, institutions, lenders."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from borrower_help.knowledge.cited import Cited
from borrower_help.knowledge.compiled import Parts
from borrower_help.knowledge.records.across import (
    LimitsFile,
)
from borrower_help.knowledge.records.base import InstitutionKind, KnowledgeFile
from borrower_help.knowledge.records.holidays import HolidayFile
from borrower_help.knowledge.records.lenders import Institution, InstitutionFile, Lender
from borrower_help.knowledge.records.sources import Article, Document, SourceFile
from borrower_help.values.dates import Published, days_between

F = TypeVar("F", bound=KnowledgeFile)
T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Catalogue:
    """The files by name; of encoded ones none is decoded before it is needed."""

    files: Mapping[str, KnowledgeFile]

    def _of(self, type_: type[F]) -> Iterator[F]:
        """The files of one kind by name; of encoded ones no other is decoded."""
        if type_ not in self._by_kind:
            files = self.files
            names = files.names_of(type_) if isinstance(files, Parts) else sorted(files)
            self._by_kind[type_] = tuple(file for name in names if isinstance(file := files[name], type_))
        return iter(self._by_kind[type_])

    @cached_property
    def _by_kind(self) -> dict[type[KnowledgeFile], tuple[Any, ...]]:
        """The files of every kind that was asked for: they are asked for hundreds of times."""
        return {}

    @cached_property
    def _articles(self) -> dict[str, dict[str, Article]]:
        """The articles of every document that was cited."""
        return {}

    def _all(self, type_: type[F], part: Callable[[F], Iterable[T]]) -> tuple[T, ...]:
        """What ``part`` takes of every file of one kind, in the order of the files."""
        return tuple(item for file in self._of(type_) for item in part(file))

    def _one(self, type_: type[F]) -> F:
        return next(self._of(type_))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self._all(SourceFile, lambda file: file.documents)}

    @cached_property
    def institutions(self) -> dict[InstitutionKind, Institution]:
        """Every kind of institution."""
        return {entry.id: entry for entry in self._all(InstitutionFile, lambda file: file.institutions)}

    @cached_property
    def lenders(self) -> dict[str, Lender]:
        """Lenders by id."""
        return {lender.id: lender for lender in self._of(Lender)}

    @property
    def limits(self) -> LimitsFile:
        """What the tool cannot do, and the notice every output carries."""
        return self._one(LimitsFile)

    @property
    def version(self) -> str:
        """The version of the knowledge, as its limits.yaml states it."""
        return self.limits.version

    @cached_property
    def checked(self) -> dt.date:
        """The oldest date on which any file was last checked: nothing is staler than this."""
        if isinstance(self.files, Parts):
            return self.files.checked
        return min(file.checked for file in self.files.values())

    @cached_property
    def published(self) -> Published:
        """The days off of the years that have a file, so that a new notice counts without a release."""
        years = list(self._of(HolidayFile))
        return Published(
            years=frozenset(file.year for file in years),
            off=frozenset(day for file in years for run in file.breaks for day in days_between(run.first, run.last)),
            worked=frozenset(day for file in years for day in file.worked),
        )

    def cite(self, ref: str) -> Cited | None:
        """Resolve ``document`` or ``document:article``; ``None`` when there is no such thing.

        A paragraph (``civil-code:585.2``) resolves to its article when it has no record of its own.
        """
        document_id, _, article_id = ref.partition(":")
        document = self.documents.get(document_id)
        if document is None:
            return None
        if not article_id:
            return Cited(ref, document, None)
        articles = self._articles.get(document_id)
        if articles is None:
            articles = self._articles[document_id] = {article.id: article for article in document.articles}
        article = articles.get(article_id) or articles.get(article_id.rpartition(".")[0])
        return Cited(ref, document, article) if article else None

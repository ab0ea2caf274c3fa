"""A source reference resolved."""

from __future__ import annotations

import dataclasses
import datetime as dt

from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.sources import Article, Document


@dataclasses.dataclass(frozen=True)
class Cited:
    """A source reference resolved: the document and, where one is cited, the article."""

    ref: str
    document: Document
    article: Article | None

    @property
    def effective_from(self) -> dt.date | None:
        """First day on which it was in force."""
        own = self.article.effective_from if self.article else None
        return own or self.document.effective_from

    @property
    def effective_to(self) -> dt.date | None:
        """Last day on which it was in force; ``None`` while it is."""
        own = self.article.effective_to if self.article else None
        return own or self.document.effective_to

    @property
    def binds(self) -> tuple[InstitutionKind, ...]:
        """Institution kinds it binds; empty means everyone."""
        if self.article is not None and self.article.binds is not None:
            return self.article.binds
        return self.document.binds

    def in_force(self, day: dt.date) -> bool:
        """Whether it was in force on ``day``."""
        starts, ends = self.effective_from, self.effective_to
        return (starts is None or starts <= day) and (ends is None or day <= ends)

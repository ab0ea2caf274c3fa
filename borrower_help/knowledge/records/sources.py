"""Documents, and the articles of them that are cited."""

import datetime as dt
import enum
from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.base import Confidence, InstitutionKind, KnowledgeFile
from borrower_help.knowledge.records.refs import DocumentRef
from borrower_help.values.record import Record, Text


class DocumentKind(enum.StrEnum):
    """What a source document is; its force follows from it."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    JUDICIAL_POLICY = "judicial_policy"
    DEPARTMENTAL_RULE = "departmental_rule"
    NORMATIVE_DOCUMENT = "normative_document"
    NATIONAL_STANDARD = "national_standard"
    SELF_REGULATION = "self_regulation"
    NOTICE = "notice"
    COURT_CASE = "court_case"
    COMPANY = "company"
    PRESS = "press"
    DATASET = "dataset"
    ARTICLE = "article"
    PROJECT = "project"


class Seen(enum.StrEnum):
    """How the text of a document reached us."""

    OFFICIAL_TEXT = "official_text"
    EXCERPT = "excerpt"
    SECONDARY = "secondary"


class Article(Record, frozen=True, kw_only=True):
    """A cited article: its gist in our own words and whether its text was read.

    ``effective_from``/``effective_to`` narrow the document's dates. ``binds`` narrows whom the
    document binds.
    """

    id: Annotated[str, Meta(pattern=r"^[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*$")]
    gist: Text
    read: bool
    binds: tuple[InstitutionKind, ...] | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None


class Document(Record, frozen=True, kw_only=True):
    """A law, rule, standard, press report or weak article that statements rest on.

    ``binds`` lists the institution kinds the document binds; empty means everyone (for a document
    that is a rule) or nobody in particular (for a report). ``effective_to`` is the last day it was
    in force; ``superseded_by`` names the document that took its place; ``short`` is the name used
    on the short screen.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    title: Text
    issuer: Text
    kind: DocumentKind
    seen: Seen
    confidence: Confidence
    checked: dt.date
    short: str = ""
    number: str = ""
    page: str = ""
    binds: tuple[InstitutionKind, ...] = ()
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    superseded_by: DocumentRef = ""
    note: str = ""
    articles: tuple[Article, ...] = ()

    @property
    def called(self) -> str:
        """Its short name; where it has none, the title without the name of the state."""
        return self.short or self.title.removeprefix("中华人民共和国")


class SourceFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/sources/*.yaml"""

    documents: tuple[Document, ...]

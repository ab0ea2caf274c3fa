"""The force of sources: which documents are rules, how strong, and what may be said with them."""

from __future__ import annotations

import enum

from borrower_help.knowledge.records.sources import Document, DocumentKind


class Force(enum.StrEnum):
    """How strong a document is, strongest first."""

    LAW = "law"
    JUDICIAL = "judicial"
    RULE = "rule"
    NORMATIVE = "normative"
    STANDARD = "standard"
    SELF_REGULATION = "self_regulation"
    NONE = "none"

    @property
    def place(self) -> int:
        """Its place among all, 0 for the strongest: to sort by."""
        return _PLACES[self]


_PLACES = {force: place for place, force in enumerate(Force)}

_FORCES = {
    DocumentKind.LAW: Force.LAW,
    DocumentKind.ADMINISTRATIVE_REGULATION: Force.LAW,
    DocumentKind.JUDICIAL_INTERPRETATION: Force.JUDICIAL,
    DocumentKind.JUDICIAL_POLICY: Force.JUDICIAL,
    DocumentKind.DEPARTMENTAL_RULE: Force.RULE,
    DocumentKind.NORMATIVE_DOCUMENT: Force.NORMATIVE,
    DocumentKind.NATIONAL_STANDARD: Force.STANDARD,
    DocumentKind.SELF_REGULATION: Force.SELF_REGULATION,
}

MAIN_FORCES = tuple(force for force in Force if force is not Force.NONE)
"""Forces of documents that are rules at all."""


def force_of(document: Document) -> Force:
    """The force of a document; reports, notices and articles have none."""
    return _FORCES.get(document.kind, Force.NONE)

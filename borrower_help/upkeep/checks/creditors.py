"""Creditors: every role, link and strength must be described, or a paper could not be told about."""

from __future__ import annotations

from borrower_help.knowledge.records.creditors import CreditorFile, LinkKind, PartyRole, ProofName
from borrower_help.upkeep.corpus import Corpus, Found


def unfinished_creditors(corpus: Corpus) -> Found:
    """Whoever may stand in a paper, and however well it proves, there are words for it."""
    for file, record in corpus.files.items():
        if not isinstance(record, CreditorFile):
            continue
        for field, wanted, described in (
            ("parties", PartyRole, [entry.role for entry in record.parties]),
            ("links", LinkKind, [entry.link for entry in record.links]),
            ("conclusions", ProofName, [entry.proof for entry in record.conclusions]),
        ):
            missing = [entry for entry in wanted if entry not in described]
            if missing:
                yield corpus.problem(file, (field,), f"{field} 里缺少：{'、'.join(missing)}。每一种都要写。")

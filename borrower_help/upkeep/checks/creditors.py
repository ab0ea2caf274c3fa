"""Creditors: every role, link and strength is described, and every way of owing says by which answers it is told."""

from __future__ import annotations

from borrower_help.knowledge.records.creditors import CreditorFile, LinkKind, PartyRole, ProofName
from borrower_help.upkeep.corpus import Corpus, Found


def unfinished_creditors(corpus: Corpus) -> Found:
    """Whoever may stand in a paper, and however well it proves, there are words for it; and a way of owing without a
    selector would be told to everybody.
    """
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
        for index, branch in enumerate(record.branches):
            if not (branch.when or branch.kinds or branch.papers or branch.happened):
                message = "没写哪种回答才看到它（when、kinds、papers 或 happened），会对每个人都说。"
                yield corpus.problem(file, ("branches", index, "id"), message)

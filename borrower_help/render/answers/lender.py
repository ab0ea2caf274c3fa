"""How a lender looks."""

from __future__ import annotations

from borrower_help.advice.items import dated
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.knowledge.words import KINDS, LIKELIHOODS
from borrower_help.render.lines import Citations, Line, source_lines

CONTACTS = {"hotline": "客服电话", "website": "官网", "app": "App"}


def lender_lines(lender: Lender, knowledge: Knowledge) -> list[Line]:
    """What is known and said of a lender, each with its source."""
    citations = Citations(knowledge)

    def line(entry: Statement, label: str = "") -> Line:
        return Line("item", dated(entry), label, citations.marks(entry.sources, entry.confidence))

    lines = [
        Line("title", f"{lender.name}：{lender.legal_name}"),
        Line("text", f"{KINDS[lender.kind]}。监管：{lender.regulator}。征信：{lender.credit_authority}。"),
        line(lender.summary),
    ]
    lines += [
        Line("item", f"{contact.value}（{contact.verification}）", CONTACTS[contact.kind], citations.marks(contact.sources, contact.confidence))
        for contact in lender.contacts
    ]
    for heading, entries in (("先问清", lender.ask_first), ("做法", lender.practice), ("事实", lender.facts)):
        if entries:
            lines += [Line("heading", heading), *(line(entry) for entry in entries)]
    if lender.branches:
        lines.append(Line("heading", "合同里的贷款人不同，路也不同"))
        lines += [Line("item", branch.then, branch.if_text, citations.marks(branch.sources, branch.confidence)) for branch in lender.branches]
    lines.append(Line("heading", "网络文章的说法"))
    for claim in lender.claims:
        lines.append(Line("item", claim.text, LIKELIHOODS[claim.likelihood], citations.marks(claim.sources, claim.confidence)))
        lines += [Line("detail", contradiction.text, "但是", citations.marks(contradiction.sources)) for contradiction in claim.contradicted_by]
    lines.append(Line("heading", "我们不知道的"))
    lines += [Line("item", f"{unknown.text} 看这里：{unknown.where}") for unknown in lender.unknowns]
    return [*lines, *source_lines(citations, full=True)]

"""How a lender looks."""

from __future__ import annotations

from borrower_help.advice.items import dated
from borrower_help.knowledge.facts import ROLES, facts_of, regulator_of
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
        Line(
            "text",
            f"{KINDS[lender.kind]}，{what_it_does(lender)}。监管：{regulator_of(lender)}。征信：{lender.credit_authority}。",
        ),
        line(lender.summary),
    ]
    lines += [Line("item", other.why, f"不是「{other.name}」") for other in lender.not_aliases]
    lines += [
        Line(
            "item",
            f"{contact.value}（{contact.verification}）",
            CONTACTS[contact.kind],
            citations.marks(contact.sources, contact.confidence),
        )
        for contact in lender.contacts
    ]
    institution = knowledge.institutions[lender.kind]
    practice = (*lender.practice, *institution.practice)
    for heading, entries in (
        ("先问清", (*lender.ask_first, *institution.ask_first)),
        ("做法", practice),
        ("事实", facts_of(lender)),
    ):
        if entries:
            lines += [Line("heading", heading), *(line(entry) for entry in entries)]
    if branches := (*lender.branches, *institution.branches):
        lines.append(Line("heading", "合同里的贷款人不同，路也不同"))
        lines += [
            Line("item", branch.then, branch.if_text, citations.marks(branch.sources, branch.confidence))
            for branch in branches
        ]
    if lender.claims:
        lines.append(Line("heading", "网络文章的说法"))
    for claim in lender.claims:
        lines.append(
            Line("item", claim.text, LIKELIHOODS[claim.likelihood], citations.marks(claim.sources, claim.confidence))
        )
        lines += [
            Line("detail", contradiction.text, "但是", citations.marks(contradiction.sources))
            for contradiction in claim.contradicted_by
        ]
    lines.append(Line("heading", "我们不知道的"))
    lines += [
        Line("item", f"{unknown.text} 看这里：{unknown.where}") for unknown in (*lender.unknowns, *institution.unknowns)
    ]
    return [*lines, *source_lines(citations, full=True)]


def what_it_does(lender: Lender) -> str:
    """What a lender does among those who stand behind a loan, and where it is registered."""
    city = f"，登记在{lender.city}" if lender.city else ""
    return f"在这里{'、'.join(ROLES[role] for role in lender.roles)}{city}"

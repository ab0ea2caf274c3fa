"""All that is known and said of one lender: the page of ``lender show``, for a screen and for a program."""

from __future__ import annotations

from borrower_help.advice.items import dated, item
from borrower_help.advice.outlook import claim_view
from borrower_help.advice.views.base import ItemView, NamedView
from borrower_help.advice.views.lender import LenderPageView
from borrower_help.knowledge.facts import ROLES, facts_of, regulator_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.knowledge.words import KINDS

CONTACTS = {"hotline": "客服电话", "website": "官网", "app": "App"}


def lender_page(lender: Lender, knowledge: Knowledge) -> LenderPageView:
    """The page of a lender: its own records, then those that all of its kind share."""
    institution = knowledge.institutions[lender.kind]
    return LenderPageView(
        title=f"{lender.name}：{lender.legal_name}",
        who=f"{KINDS[lender.kind]}，{what_it_does(lender)}。监管：{regulator_of(lender)}。征信：{lender.credit_authority}。",
        summary=_fact(lender.summary),
        not_aliases=tuple(NamedView(name=f"不是「{other.name}」", text=other.why) for other in lender.not_aliases),
        contacts=tuple(
            NamedView(
                name=CONTACTS[contact.kind],
                text=f"{contact.value}（{contact.verification}）",
                confidence=contact.confidence,
                sources=contact.sources,
            )
            for contact in lender.contacts
        ),
        ask_first=tuple(_fact(entry) for entry in (*lender.ask_first, *institution.ask_first)),
        practice=tuple(_fact(entry) for entry in (*lender.practice, *institution.practice)),
        facts=tuple(_fact(entry) for entry in facts_of(lender)),
        branches=tuple(
            NamedView(name=branch.if_text, text=branch.then, confidence=branch.confidence, sources=branch.sources)
            for branch in (*lender.branches, *institution.branches)
        ),
        claims=tuple(claim_view(claim) for claim in lender.claims),
        unknowns=tuple(
            f"{unknown.text} 看这里：{unknown.where}" for unknown in (*lender.unknowns, *institution.unknowns)
        ),
    )


def _fact(entry: Statement) -> ItemView:
    view = item(entry)
    return ItemView(id=view.id, text=dated(entry), confidence=view.confidence, sources=view.sources)


def what_it_does(lender: Lender) -> str:
    """What a lender does among those who stand behind a loan, and where it is registered."""
    city = f"，登记在{lender.city}" if lender.city else ""
    return f"在这里{'、'.join(ROLES[role] for role in lender.roles)}{city}"

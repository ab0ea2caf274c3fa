"""What happens next: the lender's reported practice and the industry's stages, beside the rules."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.items import item, items
from borrower_help.advice.views.base import ItemView
from borrower_help.advice.views.outlook import ClaimView, OutlookView, StageView
from borrower_help.case.selection import applying, reasons
from borrower_help.case.situation import Situation
from borrower_help.knowledge.facts import facts_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.lenders import Claim, Lender
from borrower_help.knowledge.records.outlook import Stage
from borrower_help.knowledge.words import claim_label


def outlook(situation: Situation, knowledge: Knowledge) -> OutlookView:
    """The outlook for a situation: claims of this moment, practice, all stages with dates.

    The stages are those of a debt; whoever did not sign has none, and is told what comes next for them.
    """
    lender = situation.lender
    institution = knowledge.institutions[situation.kind]
    return OutlookView(
        summary=item(lender.summary) if lender and situation.signed else None,
        claims=claims(lender, situation) if lender else (),
        practice=items((*(lender.practice if lender else ()), *institution.practice), situation),
        facts=items(facts_of(lender), situation) if lender else (),
        stages=tuple(_stage(stage, situation) for stage in knowledge.stages) if situation.signed else (),
        branches=(
            *(_of_the_creditor(situation, knowledge) if situation.signed else ()),
            *items(knowledge.first_words(lambda file: file.ahead), situation),
            *(_of_the_brand(situation, knowledge) if situation.signed else ()),
        ),
        differences=items(institution.differences, situation),
    )


def current_stage(situation: Situation, knowledge: Knowledge) -> Stage | None:
    """The stage of today; ``None`` when not overdue or when the day is not known."""
    if not situation.days:
        return None
    return next(stage for stage in knowledge.stages if _contains(stage.days, situation.days))


def claims(lender: Lender, situation: Situation) -> tuple[ClaimView, ...]:
    """The claims about a lender that concern this moment: those about this very day and contradicted ones first."""
    found = [claim_view(claim, because) for claim, because in applying(lender.claims, situation)]
    return tuple(sorted(found, key=lambda claim: (not claim.because, not claim.contradicted_by)))


def claim_view(claim: Claim, because: tuple[str, ...] = ()) -> ClaimView:
    """A claim as it reads wherever it is printed."""
    return ClaimView(
        id=claim.id,
        text=claim.text,
        confidence=claim.confidence,
        sources=claim.sources,
        because=because,
        label=claim_label(claim),
        likelihood=claim.likelihood,
        treat=claim.treat,
        contradicted_by=claim.contradicted_by,
    )


def _stage(stage: Stage, situation: Situation) -> StageView:
    first, last = stage.days
    due = situation.due
    return StageView(
        id=stage.id,
        letter=stage.letter,
        name=stage.name,
        days=stage.days,
        from_date=due + dt.timedelta(days=first) if due else None,
        to_date=due + dt.timedelta(days=last) if due and last is not None else None,
        current=bool(situation.days) and _contains(stage.days, situation.days or 0),
        practice=items(stage.practice, situation),
        entitlement=items(stage.entitlement, situation),
        first_action=None
        if situation.not_owed
        else item(stage.first_action, reasons(stage.first_action, situation) or ()),
    )


def _contains(days: tuple[int, int | None], day: int) -> bool:
    return days[0] <= day and (days[1] is None or day <= days[1])


def _of_the_creditor(situation: Situation, knowledge: Knowledge) -> tuple[ItemView, ...]:
    """The ways of owing that the answers tell; each says by a condition which answers these are."""
    return tuple(
        ItemView(
            id=branch.id,
            text=f"{branch.name}：{branch.text}",
            confidence=branch.confidence,
            sources=branch.sources,
            because=because,
        )
        for branch, because in (() if situation.not_owed else applying(knowledge.creditor_branches, situation))
    )


def _of_the_brand(situation: Situation, knowledge: Knowledge) -> tuple[ItemView, ...]:
    """For a facilitation brand: what follows from who the contract names; only the fitting one once that is known."""
    lender = situation.lender
    if lender is None:
        return ()
    open_question = situation.kind is lender.kind
    branches = (*lender.branches, *knowledge.institutions[lender.kind].branches)
    return tuple(
        ItemView(
            id=branch.id,
            text=f"{branch.if_text}：{branch.then}",
            confidence=branch.confidence,
            sources=branch.sources,
            because=("合同里的贷款人还不清楚",) if open_question else ("你说了合同里的贷款人是哪一类",),
        )
        for branch in branches
        if open_question or branch.kind is situation.kind
    )

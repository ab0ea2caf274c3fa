"""The loans of the page for several lenders: what each is before a sum is named, and how its lender is reached."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from borrower_help.advice.first import phone_of
from borrower_help.advice.offer_views import OLD
from borrower_help.advice.views.base import NamedView
from borrower_help.advice.views.report import Advice
from borrower_help.advice.views.urgency import LoanView
from borrower_help.case.model import Case, LoanOfCase
from borrower_help.case.situation import Situation, situation_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.values.named import ChannelId

SOLD = 180
"""Days overdue from which to ask whether the claim was sold: those on record were 122 to over 1,500 days late."""


@dataclasses.dataclass(frozen=True)
class LoanOfWeek:
    """One loan: as the report shows it, as it was told, and seen with the knowledge."""

    view: LoanView
    answers: LoanOfCase
    seen: Situation

    @property
    def name(self) -> str:
        """As the person calls it, and who that is."""
        return self.view.name

    @property
    def is_old(self) -> bool:
        """Whether three years may be over, so that nothing is offered before somebody has counted."""
        return self.view.days_overdue is not None and self.view.days_overdue >= OLD

    @property
    def is_unlicensed(self) -> bool:
        """Whether the lender has no licence."""
        return self.view.kind is InstitutionKind.UNLICENSED

    @property
    def is_brand(self) -> bool:
        """Whether the name is that of a platform, which does not lend, whatever kind the contract's lender is of."""
        kinds = {self.view.kind, self.seen.lender.kind if self.seen.lender else None}
        return InstitutionKind.LOAN_FACILITATOR in kinds and not self.is_old and not self.answers.secured

    @property
    def is_held(self) -> bool:
        """Whether its share is kept until the lender is known; what is not overdue is paid as the contract says."""
        return self.is_brand and self.view.days_overdue != 0

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows if that name lends."""
        return self.is_called and self.view.kind is InstitutionKind.UNKNOWN

    @property
    def is_called(self) -> bool:
        """Whether its lender is told the sums today: not before it is clear who lent, what was received, and whether
        the claim is too old; what is secured is paid as always.
        """
        waits = self.is_unlicensed and not self.view.share
        return not (self.is_old or self.is_brand or waits or self.answers.secured)

    @property
    def is_sold(self) -> bool:
        """Whether its lender may have sold it, and is asked that first; of one at court the claim says who sues."""
        days = self.view.days_overdue
        return self.is_called and not self.answers.sued and days is not None and days >= SOLD


def loans_of_week(advice: Advice, case: Case, knowledge: Knowledge) -> tuple[LoanOfWeek, ...]:
    """The loans in the order in which to look after them."""
    return tuple(
        LoanOfWeek(view, case.loans[view.index], situation_of(case.about(view.index), knowledge, advice.as_of))
        for view in advice.loans
    )


def reach(loans: Iterable[LoanOfWeek], knowledge: Knowledge) -> tuple[NamedView, ...]:
    """How to reach each lender: its verified number with the caution, else where the number stands; those of which
    the same is said stand together.
    """
    found: dict[str, list[LoanOfWeek]] = {}
    for loan in loans:
        found.setdefault(phone_of(ChannelId.LENDER, loan.seen, knowledge).whole, []).append(loan)
    return tuple(
        NamedView(name="、".join(dict.fromkeys(loan.answers.lender or loan.name for loan in sharing)), text=text)
        for text, sharing in found.items()
    )

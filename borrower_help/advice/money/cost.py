"""What a loan costs, what each fee adds, and how it stands to every rule that applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from operator import attrgetter

from borrower_help.advice.money.caps import caps_for, hidden_without_a_day
from borrower_help.advice.money.cost_words import worded
from borrower_help.advice.money.views import CostNoteView, CostView, FeeView
from borrower_help.case.selection import applying
from borrower_help.case.situation import Situation
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.money.loan import Fee, Loan, check_loan
from borrower_help.money.rates import Rates, rates
from borrower_help.values.amounts import fen

CIVIL_CODE = dt.date(2021, 1, 1)
"""First day of the civil code; what happened before is judged by the law of its time."""


def price(
    loan: Loan, situation: Situation, knowledge: Knowledge, contract_date: dt.date | None, lpr: Decimal | None = None
) -> CostView:
    """Price a loan and hold it against the rules of its kind and day. Raises ``UsageError`` on an impossible loan.

    ``lpr`` is the one-year LPR of the contract's day in per cent, where the borrower gives it.
    """
    check_loan(loan)
    if loan.start is not None and loan.start > situation.as_of:
        raise UsageError(f"放款日 {loan.start} 还没有到，请检查年份。")
    solved = rates(loan)
    held = caps_for(loan, solved, situation, knowledge, contract_date, lpr)
    old = contract_date is not None and contract_date < CIVIL_CODE
    parts = [
        "comparison",
        *(["over"] if any(cap.excess for cap in held) else []),
        *(["fees"] if loan.fees else []),
        *(["before_civil_code"] if old else []),
    ]
    cost = CostView(
        loan=loan,
        received=loan.received,
        kept_back=fen(loan.kept_back),
        total_paid=fen(loan.total_paid()),
        total_cost=fen(loan.total_paid() - loan.received),
        rates=solved,
        contract_rate=loan.contract_rate,
        fees=tuple(_fee(fee, loan, solved) for fee in loan.fees),
        caps=held,
        contract_date=contract_date,
        lpr_known_until=knowledge.lpr.known_until,
        hidden=hidden_without_a_day(loan, situation, knowledge) if contract_date is None else (),
        explained=notes(knowledge.cost_words(lambda file: file.rates), situation),
        beside=tuple(note for part in parts for note in notes(knowledge.cost_words(attrgetter(part)), situation)),
    )
    return worded(cost, knowledge)


def notes(statements: Iterable[Statement], situation: Situation) -> tuple[CostNoteView, ...]:
    """The statements that apply, as notes."""
    return tuple(
        CostNoteView(id=entry.id, text=entry.text, confidence=entry.confidence, sources=entry.sources)
        for entry, _ in applying(statements, situation)
    )


def _fee(fee: Fee, loan: Loan, solved: Rates) -> FeeView:
    adds = solved.nominal - rates(loan, without=fee).nominal
    return FeeView(name=fee.name, taken_by=fee.taken_by, total=fen(loan.cost_of(fee)), deducted=fee.deducted, adds=adds)

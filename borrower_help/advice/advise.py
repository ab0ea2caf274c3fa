"""Advice from a case, the knowledge and a day: a pure function, one part per question the borrower has."""

from __future__ import annotations

import dataclasses
import datetime as dt

from borrower_help.advice.closing import unknowns, warnings
from borrower_help.advice.complaint import complaint
from borrower_help.advice.conduct import conduct
from borrower_help.advice.credit import credit
from borrower_help.advice.first import first, passed_papers
from borrower_help.advice.items import item
from borrower_help.advice.letters.choices import fitting_letters
from borrower_help.advice.loans import loans, urgent_first
from borrower_help.advice.money.section import money
from borrower_help.advice.negotiation import negotiation
from borrower_help.advice.opening import situation_view
from borrower_help.advice.outlook import outlook
from borrower_help.advice.papers import papers
from borrower_help.advice.views.report import Advice
from borrower_help.case.log import LogResult
from borrower_help.case.model import Case
from borrower_help.case.situation import situation_of
from borrower_help.knowledge.library import Knowledge


def advise(case: Case, knowledge: Knowledge, as_of: dt.date, log: LogResult | None = None) -> Advice:
    """All advice for a case on ``as_of``, and for what its contact ``log`` shows (``advice.log.result_of``).

    Of several loans it is about the one that cannot wait (``advice.loans.urgent_first``).

    Raises ``UsageError`` when the case names what does not exist.
    """
    stated = situation_of(case, knowledge, as_of, log)
    situation = urgent_first(stated, knowledge)
    received = papers(situation, knowledge)
    situation = dataclasses.replace(situation, passed=passed_papers(received, as_of))
    judged = conduct(situation, knowledge)
    return Advice(
        as_of=as_of,
        situation=situation_view(situation, knowledge, judged, received),
        first=first(situation, knowledge, received),
        loans=loans(stated, knowledge),
        outlook=outlook(situation, knowledge),
        conduct=judged,
        money=money(situation, knowledge),
        negotiation=negotiation(situation, knowledge),
        complaint=complaint(situation, knowledge),
        credit=credit(situation, knowledge),
        papers=received,
        letters=fitting_letters(situation, knowledge),
        warnings=warnings(situation, knowledge),
        unknowns=unknowns(situation, knowledge),
        human_help=item(knowledge.limits.human_help),
        notice=knowledge.limits.notice,
    )

"""What the tests of the advice share: a situation in one line, and the calendar as it is published today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from borrower_help import Case, Knowledge
from borrower_help.case.situation import Situation, situation_of

from ..journal.conftest import analyse_contacts, path_of_a_log

__all__ = ["analyse_contacts", "make_situation", "path_of_a_log"]  # fixtures of the log serve its judging, too

MakeSituation = Callable[..., Situation]


@pytest.fixture(name="situation", scope="session")
def make_situation(knowledge: Knowledge) -> MakeSituation:
    """``situation(days_overdue=5, …)``: the situation of a case on 2026-11-21, or on ``as_of``."""

    def make(as_of: dt.date = dt.date(2026, 11, 21), **answers: object) -> Situation:
        return situation_of(Case(**answers), knowledge, as_of)

    return make

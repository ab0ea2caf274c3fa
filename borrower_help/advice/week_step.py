"""One thing to do on the page for several lenders."""

from __future__ import annotations

import datetime as dt

from borrower_help.advice.views.base import ItemView, NamedView, View


class WeekStepView(View, frozen=True, kw_only=True):
    """Something to do on a day; ``phone`` is the number it needs, where there is one, ``reach`` how to reach each
    lender that is called, or how to check a paper.
    """

    day: dt.date
    by: str
    what: ItemView
    phone: str = ""
    reach: tuple[NamedView, ...] = ()


def step(day: dt.date, by: str, what: ItemView) -> WeekStepView:
    """A step that needs no number."""
    return WeekStepView(day=day, by=by, what=what)

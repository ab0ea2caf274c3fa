"""What waiting costs: the interest until the day, what is due then, and whether that can be saved. Amounts are yuan."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from borrower_help.money.offer import Means, Terms
from borrower_help.values.amounts import ZERO, fen
from borrower_help.values.record import Record


class Wait(Record, frozen=True, kw_only=True):
    """A wait of ``days`` until ``until``, of which ``months`` are whole months in which something can be put aside.

    ``owed`` stays open while waiting; ``running`` is the interest on it, or on the principal where only that is known,
    0 where none is taken. ``due`` is what is to
    be paid at the end: the sum that was named (``named``), else what follows from the rate; ``more`` is what that is
    above ``owed``, below 0 where something is let go, and ``a_year`` the same as a fraction of ``owed`` in a year.
    ``spare`` is what of the cash can be used, ``saved`` that and the shares of the months, ``short`` what is missing.
    ``differs`` is by how much the sum named is above what the rate named comes to. ``None`` is what was not told.
    """

    days: int
    months: int
    until: dt.date | None
    owed: Decimal | None
    running: Decimal | None
    named: bool
    due: Decimal | None
    more: Decimal | None
    a_year: Decimal | None
    spare: Decimal
    saved: Decimal | None
    short: Decimal | None
    differs: Decimal | None


def wait_of(terms: Terms, means: Means, *, stops: bool) -> Wait | None:
    """The wait of an offer, ``None`` where there is none; ``stops`` tells that no interest runs while it lasts."""
    days = terms.days_waited
    if not days:
        return None
    owed = fen(max(terms.debt - terms.now, ZERO)) if terms.debt is not None else None
    base = owed if owed is not None else terms.principal
    running = _running(terms, base, days, stops=stops)
    reckoned = fen(owed + running) if owed is not None and running is not None else None
    due = fen(terms.due) if terms.due is not None else reckoned
    more = due - owed if due is not None and owed is not None else None
    spare = fen(max((means.cash or ZERO) - terms.now - terms.fee - (means.essentials or ZERO), ZERO) * means.part)
    saved = fen(means.share * terms.months_waited + spare) if means.share is not None else None
    return Wait(
        days=days,
        months=terms.months_waited,
        until=terms.end_of_wait,
        owed=owed,
        running=running,
        named=terms.due is not None,
        due=due,
        more=more,
        a_year=_a_year(terms, more, owed, days),
        spare=spare,
        saved=saved,
        short=fen(max(due - saved, ZERO)) if due is not None and saved is not None else None,
        differs=due - reckoned if terms.due is not None and reckoned is not None and terms.charged and due else None,
    )


def _a_year(terms: Terms, more: Decimal | None, owed: Decimal | None, days: int) -> Decimal | None:
    """What is added, or the rate where only that is known, as a fraction in a year."""
    if more and owed:
        return more / owed * _times_a_year(terms, days)
    return terms.rate if owed is None else None


def _times_a_year(terms: Terms, days: int) -> Decimal:
    """How many such waits make a year: in months where it was named in months, unless the interest runs by the day."""
    by_month = terms.wait and not terms.until and terms.daily is None and terms.rate_by != "day"
    return Decimal(12) / terms.wait if by_month else Decimal(365) / days


def _running(terms: Terms, owed: Decimal | None, days: int, *, stops: bool) -> Decimal | None:
    """The interest of the wait: by the day where the rate was named so, else by the month where there are such."""
    if terms.daily is not None:
        return fen(terms.daily * days)
    if terms.rate is None or owed is None:
        return ZERO if stops else None
    if terms.wait and terms.rate_by != "day":
        return fen(owed * terms.rate / 12 * terms.wait)
    return fen(owed * terms.rate / 365 * days)

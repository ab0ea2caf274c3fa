"""The years of a list that writes none: so that its order stays, and nothing lies in the future."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Sequence

from borrower_help.journal.imports.moments import Timestamp

HALF_A_YEAR = 183


def years_of(clocks: Sequence[Timestamp], until: dt.datetime, first_year: int | None) -> list[int]:
    """A year for each moment of a list, in the order of the list.

    Lists run forward or backward; a leap of more than half a year against their direction is a New
    Year. The newest moment gets the latest year in which nothing is later than ``until``;
    ``first_year`` is the year of the first moment; only where the list crosses a New Year it gives
    way to an earlier one, because then it may have been meant for the other end.
    """
    if not clocks:
        return []
    offsets = _offsets([clock.month * 31 + clock.day for clock in clocks])
    year = first_year or until.year - min(offsets)
    if first_year is None or any(offsets):
        while year > 1990 and any(
            _is_wrong(clock, year + offset, until) for clock, offset in zip(clocks, offsets, strict=True)
        ):
            year -= 1
    return [year + offset for offset in offsets]


def _offsets(days: Sequence[int]) -> list[int]:
    """How many years each day lies after the year of the first one."""
    steps = [later - earlier for earlier, later in itertools.pairwise(days)]
    direction = sum((step > 0) - (step < 0) for step in steps if abs(step) <= HALF_A_YEAR)
    offsets = [0]
    for step in steps:
        turn = 0
        if step < -HALF_A_YEAR and direction >= 0:
            turn = 1
        elif step > HALF_A_YEAR and direction <= 0:
            turn = -1
        offsets.append(offsets[-1] + turn)
    return offsets


def _is_wrong(clock: Timestamp, year: int, until: dt.datetime) -> bool:
    """Whether a moment cannot be of that year: later than now, or a 29 February that the year does not have."""
    if (clock.month, clock.day) == (2, 29):
        return not calendar.isleap(year) or year > until.year
    try:
        return clock.moment(year) > until
    except ValueError:  # no such day in any year: the row is rejected with this reason
        return False

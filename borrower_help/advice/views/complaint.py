"""The section ``complaint`` and what ``complain`` answers: whom to tell, with what evidence."""

from __future__ import annotations

import datetime as dt

import msgspec

from borrower_help.advice.views.base import ItemView, View
from borrower_help.advice.views.clocks import ClockView
from borrower_help.case.log import ProvedDay
from borrower_help.knowledge.records.base import Confidence


class StepView(View, frozen=True, kw_only=True):
    """One step of a complaint."""

    channel: str
    name: str
    phone: str
    text: str
    date: dt.date | None
    does_not: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence


class RouteView(ItemView, frozen=True, kw_only=True):
    """For one problem: whom to tell, in order."""

    steps: tuple[StepView, ...]
    evidence: str
    note: str


class ChannelView(ItemView, frozen=True, kw_only=True):
    """A body one can turn to."""

    name: str
    phone: str
    reach: str
    bring: str
    does_not: tuple[str, ...]
    deadline: str
    outcome: str
    mistakes: tuple[str, ...]


class DemandView(ItemView, frozen=True, kw_only=True):
    """One demand of a complaint: ``whose`` it is, ``to`` is whom it goes to first, ``attach`` what belongs to it."""

    whose: str
    channel: str
    to: str
    attach: str


class RungView(ItemView, frozen=True, kw_only=True):
    """One step of the ladder: ``name`` is the body; ``date`` the day it can be taken or an answer is due.

    ``lodges`` tells that it is the complaint itself, ``own`` that the day is the reader's last.
    """

    path: str
    channel: str
    name: str
    date: dt.date | None
    clock: str
    lodges: bool
    own: bool


class EvidenceRowView(View, frozen=True, kw_only=True):
    """One line of the table of evidence: the day, what happened, what the log shows of it, in which rows."""

    on: dt.date
    what: str
    proof: str = msgspec.field(name="shown")
    count: int
    rows: tuple[int, ...]
    rule: str


class LogFactView(ItemView, frozen=True, kw_only=True):
    """A behaviour that the contact log shows, ready to be copied into a complaint: ``text`` is the whole sentence.

    It speaks as the complainant. ``sources`` is the rule it is counted by, ``basis`` its name and force
    in words. ``condition`` is what to make sure of before copying; where it is not ``certain`` that is
    the question to answer first, and it does not belong into a complaint yet.
    """

    title: str
    certain: bool
    basis: str
    condition: str
    days: tuple[ProvedDay, ...]
    numbers: tuple[str, ...]


class ComplaintView(View, frozen=True, kw_only=True):
    """Whom to tell, in order, with dates; and what the contact log has for it.

    ``unsettled`` names what the log does not prove yet. ``untagged`` rows of the log are not in ``from_log``, because
    nobody said whose numbers they are.
    """

    lodged: dt.date
    lodged_is_assumed: bool
    from_log: tuple[LogFactView, ...]
    unsettled: tuple[str, ...]
    untagged: int
    routes: tuple[RouteView, ...]
    clocks: tuple[ClockView, ...]
    principles: tuple[ItemView, ...]
    channels: tuple[ChannelView, ...]

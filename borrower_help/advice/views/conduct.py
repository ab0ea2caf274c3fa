"""The section ``conduct``: behaviours and rights, judged by the rules of a day."""

from __future__ import annotations

import datetime as dt
import enum

from borrower_help.advice.views.base import ItemView, View
from borrower_help.knowledge.force import Force
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.conduct import Nature, Threshold, Verdict


class Outcome(enum.StrEnum):
    """How a behaviour is judged on one day against one kind of lender.

    ``no_rule`` tells that nothing recorded counts there: it is no permission.
    """

    BROKEN = "broken"
    LIMITED = "limited"
    DEPENDS = "depends"
    ALLOWED = "allowed"
    NO_RULE = "no_rule"

    @property
    def against(self) -> bool:
        """Whether a rule forbids or limits it, so that it may be complained of."""
        return self in (Outcome.BROKEN, Outcome.LIMITED)


class RuleView(View, frozen=True, kw_only=True):
    """A rule a behaviour was judged by: its force, whether it binds this lender and was in force that day.

    ``force_name`` is the force in words; nothing is decided by it.

    ``effective_from`` and ``effective_to`` are its first and last day, ``None`` where there is none.
    ``depends`` tells that it binds only if the contract's lender, not known yet, is of its kind;
    ``bound`` are the kinds it binds, none: everyone. A report or an alert binds nobody, and still counts as a warning.
    """

    source: str
    force: Force
    force_name: str
    role: str
    condition: str
    bound: tuple[InstitutionKind, ...]
    binds: bool
    depends: bool
    in_force: bool
    effective_from: dt.date | None
    effective_to: dt.date | None
    gist: str


class EvidenceView(ItemView, frozen=True, kw_only=True):
    """Something worth keeping: ``name`` is what it is, ``text`` with how to keep it."""

    name: str


class FindingView(ItemView, frozen=True, kw_only=True):
    """A behaviour judged.

    ``weakened`` tells that the rules which bind this lender carry less than the usual verdict, and
    ``caveat`` which rules do not count here and why: it comes before ``text``, which is written for
    the usual case. ``hinges`` and ``find_out`` say on what an outcome ``depends`` and how to find
    out. ``by`` is who did it: the ``lender``, a ``stranger`` without its order, or ``unverified``.
    ``urgent`` puts ``police`` before everything else. ``proof`` is what the contact log shows. ``later`` is said
    of the rules that bind today and came after the day: what ``text`` may still mean of them does not count.
    """

    title: str
    question: str
    by: str
    on: dt.date | None
    verdict: Verdict
    nature: Nature | None
    outcome: Outcome
    weakened: bool
    caveat: str
    proof: str
    label: str
    hinges: str
    find_out: str
    thresholds: tuple[Threshold, ...]
    rules: tuple[RuleView, ...]
    evidence: tuple[EvidenceView, ...]
    say: str
    complain: tuple[str, ...]
    complain_names: tuple[str, ...]
    police: str
    urgent: bool
    confidence_note: str
    later: str


class RightView(ItemView, frozen=True, kw_only=True):
    """A right on one day against one kind of lender: ``sources`` are what counts there.

    ``caveat`` is not empty where no rule counts: the right is then a matter of contract and good practice.
    ``later`` is said of the rules that came after that day.
    """

    name: str
    claim: str
    ends: str
    caveat: str
    later: str
    rules: tuple[RuleView, ...]
    behaviours: tuple[str, ...]
    behaviour_titles: tuple[str, ...]
    complain: tuple[str, ...]
    complain_names: tuple[str, ...]


class ConductView(View, frozen=True, kw_only=True):
    """What happened, judged; and the commonest questions where nothing was reported."""

    findings: tuple[FindingView, ...]
    common: tuple[FindingView, ...]
    evidence: tuple[EvidenceView, ...]

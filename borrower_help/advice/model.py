"""The advice: plain, frozen records that every renderer reads and JSON carries as they are.

Every ``ItemView`` has an ``id``, its ``confidence`` and its ``sources``; ``because`` says which
answers selected it and is shown by ``--explain``.
"""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal

import msgspec

from borrower_help.advice.money.plan_view import PlanView
from borrower_help.advice.money.views import CostView
from borrower_help.case.log import ProvedDay
from borrower_help.case.model import Role
from borrower_help.knowledge.force import Force
from borrower_help.knowledge.records.base import Confidence, InstitutionKind, Unknown
from borrower_help.knowledge.records.conduct import Nature, Threshold, Verdict
from borrower_help.knowledge.records.credit import Truth
from borrower_help.knowledge.records.lenders import Contradiction, Likelihood
from borrower_help.money.plan import Budget


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all parts of the advice."""


class ItemView(View, frozen=True, kw_only=True):
    """One thing to tell the borrower, with what it rests on."""

    id: str
    text: str
    confidence: Confidence
    sources: tuple[str, ...]
    because: tuple[str, ...] = ()


class ClaimView(ItemView, frozen=True, kw_only=True):
    """What a weak article says of the lender, beside what contradicts it; ``label`` is how much it is worth."""

    label: str
    likelihood: Likelihood
    treat: str
    contradicted_by: tuple[Contradiction, ...] = ()


class NamedView(View, frozen=True, kw_only=True):
    """What is said under a name: a number to call, another lender of a like name, a way that a contract can go."""

    name: str
    text: str
    confidence: Confidence = Confidence.HIGH
    sources: tuple[str, ...] = ()


class LenderPageView(View, frozen=True, kw_only=True):
    """All that is known and said of a lender, its own before what all of its kind share."""

    title: str
    who: str
    summary: ItemView
    not_aliases: tuple[NamedView, ...]
    contacts: tuple[NamedView, ...]
    ask_first: tuple[ItemView, ...]
    practice: tuple[ItemView, ...]
    facts: tuple[ItemView, ...]
    branches: tuple[NamedView, ...]
    claims: tuple[ClaimView, ...]
    unknowns: tuple[str, ...]


class DangerView(ItemView, frozen=True, kw_only=True):
    """A danger and the numbers to call; comes before everything else.

    ``stop`` is all that is said where it stands alone.
    """

    label: str
    stop: str
    numbers: tuple[tuple[str, str], ...]


class LenderView(View, frozen=True, kw_only=True):
    """Who the lender is."""

    id: str
    name: str
    legal_name: str
    kind: InstitutionKind
    regulator: str
    credit_authority: str
    contacts: tuple[ItemView, ...] = ()


class SituationView(View, frozen=True, kw_only=True):
    """What the advice starts from: ``role`` is whose duties and words are meant, ``reassurance`` the one comfort that
    is true for this case, where there is one.
    """

    headline: str
    lender: LenderView | None
    lender_typed: str | None
    kind: InstitutionKind
    kind_name: str
    regulator: str
    how_to_tell: str
    days_overdue: int | None
    due: dt.date | None
    stage: str | None
    dangers: tuple[DangerView, ...]
    answers: dict[str, str]
    role: Role
    reassurance: ItemView | None


class FirstView(ItemView, frozen=True, kw_only=True):
    """One of the things to do first.

    ``date`` is the day to reckon with, of one's own time limit the safe one, ``last`` the day to which it runs on; a
    limit that has ``passed`` has today. ``days_left`` counts from today to ``date``, ``by`` says all that in words.
    ``phone`` is the number to call with its caution, or where it stands; ``say`` are ready words.
    """

    date: dt.date
    reason: str
    days_left: int
    by: str
    last: dt.date | None = None
    passed: bool = False
    phone: str = ""
    say: str = ""


class LoanView(View, frozen=True, kw_only=True):
    """One of several loans, in the order in which to look after them: ``place`` is 1 for the first, ``index`` its place
    in the case.

    ``why`` says why it stands there, ``next_date`` and ``next_step`` what comes next. ``share`` is its part of the one
    monthly budget of all loans in yuan, ``None`` where the figures for that are missing.
    """

    place: int
    index: int
    name: str
    kind: InstitutionKind
    kind_name: str
    days_overdue: int | None
    due: dt.date | None
    outstanding: Decimal | None
    why: tuple[ItemView, ...]
    next_date: dt.date | None
    next_step: str
    share: Decimal | None
    share_text: str


class StageView(View, frozen=True, kw_only=True):
    """A stage of the calendar, with dates where the due date is known; no ``first_action`` for whoever owes nothing."""

    id: str
    letter: str
    name: str
    days: tuple[int, int | None]
    from_date: dt.date | None
    to_date: dt.date | None
    current: bool
    practice: tuple[ItemView, ...]
    entitlement: tuple[ItemView, ...]
    first_action: ItemView | None


class OutlookView(View, frozen=True, kw_only=True):
    """What happens next: practice and entitlement apart."""

    summary: ItemView | None
    claims: tuple[ClaimView, ...]
    practice: tuple[ItemView, ...]
    facts: tuple[ItemView, ...]
    stages: tuple[StageView, ...]
    branches: tuple[ItemView, ...]
    differences: tuple[ItemView, ...]


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
    evidence: tuple[ItemView, ...]
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
    evidence: tuple[ItemView, ...]


class MoneyView(View, frozen=True, kw_only=True):
    """What bounds the debt, what it costs, what can be offered, and which figures to fetch.

    ``budget_text`` says what can be spared, and that it is not for one lender alone; empty without a budget.
    ``problems`` are sentences about figures of the case that cannot be reckoned with; the rest of
    the advice stands without them. ``own_debt`` names the debt of the plan that this case is about.
    """

    cost: CostView | None
    budget: Budget | None
    budget_text: str
    plan: PlanView | None
    own_debt: str | None
    problems: tuple[str, ...]
    statements: tuple[ItemView, ...]
    figures_to_fetch: tuple[ItemView, ...]


class HardshipView(ItemView, frozen=True, kw_only=True):
    """A hardship and the papers that prove it."""

    proofs: tuple[str, ...]
    never: str


class OptionView(ItemView, frozen=True, kw_only=True):
    """Something to ask for."""

    name: str
    known: str
    ask: str
    cost: str
    credit: str
    risk: str


class ScriptView(ItemView, frozen=True, kw_only=True):
    """Words to say."""

    name: str


class NeverSayView(ItemView, frozen=True, kw_only=True):
    """What not to say, and what to say instead."""

    why: str
    better: str


class NegotiationView(View, frozen=True, kw_only=True):
    """What can be asked for, and how."""

    timing: tuple[ItemView, ...]
    principles: tuple[ItemView, ...]
    hardships: tuple[HardshipView, ...]
    options: tuple[OptionView, ...]
    asks: tuple[ItemView, ...]
    scripts: tuple[ScriptView, ...]
    never_say: tuple[NeverSayView, ...]
    agreement: tuple[ItemView, ...]
    after_settling: tuple[ItemView, ...]


class ClockView(ItemView, frozen=True, kw_only=True):
    """A time limit with its dates: ``date`` is the safe one, ``legal`` after extension over days off.

    ``lead`` is the day to reckon with: the safe one where the reader has to act (``own``), else the later. ``start`` is
    the day of the ``event``; ``assumed`` that it is only the earliest it can be. Where the swapped days of that year
    are not known but the safe day is a holiday by law, ``not_before`` is the first day on which the limit can end.
    ``missed`` is what follows when it has passed.
    """

    name: str
    event: str
    starts: str
    start: dt.date | None
    assumed: bool
    own: bool
    missed: str
    lead: dt.date | None
    date: dt.date | None
    legal: dt.date | None
    holidays_known: bool
    not_before: dt.date | None = None


class NoteView(ItemView, frozen=True, kw_only=True):
    """A moment that matters and has no length to count."""

    name: str
    event: str
    missed: str


class DatedItem(View, frozen=True, kw_only=True):
    """Something with a day, ready for a calendar.

    ``day`` is the one to act on, ``last`` the day to which the limit runs on, where it is known. ``uid`` names case,
    paper and clock and never a day, so that a corrected day moves the item.
    """

    title: str
    day: dt.date
    last: dt.date | None
    note: str
    uid: tuple[str, ...]


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


class CreditAnswerView(ItemView, frozen=True, kw_only=True):
    """An answer about the credit record: ``name`` in a few words, ``do`` what to do about it.

    Where there is little room, those with the lowest ``order`` are shown.
    """

    name: str
    order: int
    do: str


class CreditEffectView(CreditAnswerView, frozen=True, kw_only=True):
    """A saying about what follows from a bad record, and what of it is so."""

    truth: Truth


class LayoutView(ItemView, frozen=True, kw_only=True):
    """A layout of the credit report: how to tell it, and where it shows what is overdue."""

    name: str
    overdue: str


class AccountKindView(ItemView, frozen=True, kw_only=True):
    """A kind of account in a credit report, by its code."""

    code: str
    name: str


class MarkView(ItemView, frozen=True, kw_only=True):
    """A monthly mark of a credit report: ``late``, ``not_late``, or ``see`` where other columns decide."""

    sign: str
    late: str


class CreditView(View, frozen=True, kw_only=True):
    """The credit record: what is reported, how long it stays, how to correct and to read it, what follows from it.

    ``asked`` tells that the record is what the borrower asked about. What the codes of a report mean is left out
    for whoever only wants something else.
    """

    asked: bool
    reporting: tuple[CreditAnswerView, ...]
    keeping: tuple[CreditAnswerView, ...]
    correcting: tuple[CreditAnswerView, ...]
    reading: tuple[CreditAnswerView, ...]
    effects: tuple[CreditEffectView, ...]
    clocks: tuple[ClockView, ...]
    layouts: tuple[LayoutView, ...] = ()
    accounts: tuple[AccountKindView, ...] = ()
    marks: tuple[MarkView, ...] = ()


class PaperView(ItemView, frozen=True, kw_only=True):
    """A paper received: what it is, how to check it, by when to act.

    ``received`` is the day it was received, ``dated`` the day printed on it, ``hearing`` the day in court it names:
    three days that are easily taken for each other. ``clocks`` lead, ``side_clocks`` do not; ``letters`` are ids.
    """

    name: str
    received: dt.date | None
    dated: dt.date | None
    hearing: dt.date | None
    may_have_hearing: bool
    verify: str
    follows: str
    do: tuple[str, ...]
    missed: str
    not_mean: str
    counts: str
    clocks: tuple[ClockView, ...]
    side_clocks: tuple[ClockView, ...]
    notes: tuple[NoteView, ...]
    letters: tuple[str, ...]


class PapersView(View, frozen=True, kw_only=True):
    """The papers received, ``none`` what is said without any; ``kinds`` are all papers the tool knows, for
    orientation.
    """

    received: tuple[PaperView, ...]
    none: str
    kinds: tuple[ItemView, ...]


class WarningView(ItemView, frozen=True, kw_only=True):
    """A scam or a false claim, and the sections it belongs to."""

    kind: str
    title: str
    show_with: tuple[str, ...]


class Advice(View, frozen=True, kw_only=True):
    """Everything the tool has to say about one case on one day."""

    as_of: dt.date
    situation: SituationView
    first: tuple[FirstView, ...]
    loans: tuple[LoanView, ...]
    outlook: OutlookView
    conduct: ConductView
    money: MoneyView
    negotiation: NegotiationView
    complaint: ComplaintView
    credit: CreditView
    papers: PapersView
    letters: tuple[str, ...]
    warnings: tuple[WarningView, ...]
    unknowns: tuple[Unknown, ...]
    human_help: ItemView
    notice: str

"""A case seen with the knowledge: which lender, which kind, which day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Collection, Mapping

from borrower_help.case.creditors import creditor_kind
from borrower_help.case.log import LoggedBehaviour, LogResult
from borrower_help.case.model import Case, Creditor, Role
from borrower_help.case.validity import mistakes_in
from borrower_help.errors import UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import SIGNED, Audience, InstitutionKind
from borrower_help.knowledge.records.conduct import Behaviour, Verdict
from borrower_help.knowledge.records.lenders import Lender

OPEN_KINDS = (InstitutionKind.LOAN_FACILITATOR, InstitutionKind.UNKNOWN)
"""Kinds behind which another institution stands: rules for licensed lenders may bind, depending on the contract."""


AFTER_THE_LENDER = (
    InstitutionKind.FINANCING_GUARANTOR,
    InstitutionKind.INSURER,
    InstitutionKind.AMC,
    InstitutionKind.PRIVATE_ASSIGNEE,
)
"""Kinds that ask for the money because they paid it or bought it."""


def may_concern(kinds: Collection[InstitutionKind], kind: InstitutionKind) -> bool:
    """Whether something for ``kinds`` (none: for everyone) concerns this kind, or may, because the contract decides."""
    return not kinds or kind in kinds or kind in OPEN_KINDS


@dataclasses.dataclass(frozen=True)
class Happened:
    """Something that happened: told by the borrower, shown by a log, or both. The day told stands before the log's."""

    id: str
    on: dt.date | None
    stated: bool
    logged: LoggedBehaviour | None = None


@dataclasses.dataclass(frozen=True)
class Situation:
    """The case and what follows from it; conditions and selectors look at nothing else.

    ``case`` are the answers, with the lender of the ``log`` where nobody told one and the log names only one.
    ``kind`` is the kind the contract names where known, else the lender's own; ``days`` counts
    calendar days overdue on ``as_of`` (0 = not overdue); ``behaviours`` are what happened, ``themes`` theirs;
    ``names`` are the Chinese names of the ids in the case. ``passed`` are the kinds of the papers whose time limit is
    over beyond doubt: only whoever counts clocks knows it, so it is filled in after they were counted. ``asks`` is the
    kind of whoever asks for the money now, where it was told or its name says it.
    """

    case: Case
    as_of: dt.date
    lender: Lender | None
    kind: InstitutionKind
    days: int | None
    due: dt.date | None
    behaviours: tuple[Behaviour, ...]
    themes: frozenset[str]
    names: Mapping[str, str]
    demander: InstitutionKind | None = None
    passed: frozenset[str] = frozenset()
    log: LogResult | None = None

    @functools.cached_property
    def happenings(self) -> tuple[Happened, ...]:
        """What was told, each with what the log shows of it, then what only the log shows."""
        logged = {entry.id: entry for entry in self.log.settled} if self.log else {}
        stated = [
            Happened(item.id, item.on, stated=True, logged=logged.pop(item.id, None)) for item in self.case.happenings
        ]
        return (
            *stated,
            *(Happened(entry.id, entry.days[-1].on, stated=False, logged=entry) for entry in logged.values()),
        )

    @functools.cached_property
    def audience(self) -> Audience:
        """Whose duties and words are meant: a role of the case, never a helper's own."""
        role = self.case.whose
        return Audience.BORROWER if role is Role.HELPER else Audience(role.value)

    @property
    def signed(self) -> bool:
        """Whether the person put their name under the loan or a guarantee; all others owe nothing by that alone."""
        return self.audience in SIGNED

    @functools.cached_property
    def kinds(self) -> tuple[InstitutionKind, ...]:
        """The kind of the lender and, where it is another, of whoever asks for the money now."""
        demander = self.demander
        return (self.kind,) if demander in (None, self.kind, InstitutionKind.UNKNOWN) else (self.kind, demander)

    @property
    def asks(self) -> InstitutionKind:
        """The kind of whoever asks for the money now: offers, complaints and calls go there."""
        return self.kinds[-1]

    @property
    def claim_elsewhere(self) -> bool:
        """Whether that is another than the lender, of a kind that may ask in its own name; a collector may not."""
        return len(self.kinds) > 1

    @property
    def lodged(self) -> dt.date | None:
        """The day a complaint was lodged, where that day has come."""
        day = self.case.complained
        return day if day is not None and day <= self.as_of else None

    @property
    def breaches(self) -> tuple[Behaviour, ...]:
        """What happened that is the lender's doing, and forbidden or limited for a lender of this kind."""
        return tuple(
            behaviour
            for behaviour in self.behaviours
            if behaviour.by == "lender"
            and behaviour.verdict in (Verdict.PROHIBITED, Verdict.LIMITED)
            and any(may_concern(behaviour.kinds, kind) for kind in self.kinds)
        )

    @property
    def unsettled(self) -> tuple[Behaviour, ...]:
        """What happened that is to be verified first: whether it was allowed, or who did it."""
        return tuple(
            behaviour
            for behaviour in self.behaviours
            if behaviour.by == "unverified" or (behaviour.by == "lender" and behaviour.verdict is Verdict.DEPENDS)
        )

    @property
    def not_owed(self) -> bool:
        """Whether the person says that the debt is none of theirs: never borrowed, or has paid."""
        return self.audience is Audience.NOT_MINE or any(behaviour.not_owed for behaviour in self.behaviours)

    @property
    def lender_name(self) -> str:
        """How the report calls the lender."""
        return self.lender.name if self.lender else (self.case.lender or "这家机构")

    @property
    def called(self) -> str:
        """The lender as the person typed it, and who that is where the name does not say it: 微粒贷（微众银行）."""
        typed = self.case.lender
        if self.lender is None or not typed or typed in self.lender.name:
            return self.lender_name
        if self.lender.name in typed:
            return typed
        renamed = any(typed in former.name for former in self.lender.former_names)
        return f"{typed}（{'现在叫' if renamed else ''}{self.lender.name}）"


def days_and_due(case: Case, as_of: dt.date) -> tuple[int | None, dt.date | None]:
    """Days overdue on ``as_of`` and the due date, each from the other where only one is given.

    A due date in the future counts as 0 days overdue.
    """
    if case.due is not None:
        return max((as_of - case.due).days, 0), case.due
    if case.days_overdue is None:
        return None, None
    return case.days_overdue, as_of - dt.timedelta(days=case.days_overdue) if case.days_overdue else None


def situation_of(case: Case, knowledge: Knowledge, as_of: dt.date, log: LogResult | None = None) -> Situation:
    """The case, and what a contact log shows, seen with the knowledge.

    Raises ``UsageError`` naming every id that does not exist.
    """
    mistakes = mistakes_in(case, knowledge)
    if mistakes:
        raise UsageError("\n".join(message for _, message in mistakes))
    if case.lender is None and log is not None and len(log.lenders) == 1:
        case = case.telling({"lender": knowledge.lender_called(log.lenders[0])})
    lender = knowledge.find_lender(case.lender) if case.lender else None
    bank = knowledge.find_bank(case.lender) if case.lender else None
    days, due = days_and_due(case, as_of)
    ids = [item.id for item in case.happenings] + [entry.id for entry in (log.settled if log else ())]
    return Situation(
        case=case,
        as_of=as_of,
        lender=lender,
        kind=_kind(case, lender, bank=bank is not None),
        days=days,
        due=due,
        behaviours=tuple(knowledge.behaviours[name] for name in dict.fromkeys(ids)),
        themes=frozenset(knowledge.theme_of[name] for name in ids),
        names=knowledge.names,
        demander=_demander(case.creditor, knowledge),
        log=log,
    )


def _demander(creditor: Creditor | None, knowledge: Knowledge) -> InstitutionKind | None:
    """The kind of whoever asks now: as told, else as it is recorded of the name, or as words in the name say.

    A name tells only of those who may take a lender's place; a platform or a bank that calls is not one by its name.
    """
    if creditor is None or not creditor.name or creditor.kind not in (None, InstitutionKind.UNKNOWN):
        return creditor.kind if creditor else None
    lender = knowledge.find_lender(creditor.name)
    if lender is None:
        return creditor_kind(creditor.name) or creditor.kind
    return lender.kind if lender.kind in AFTER_THE_LENDER else creditor.kind


def _kind(case: Case, lender: Lender | None, *, bank: bool) -> InstitutionKind:
    """The kind the contract names where the borrower knows it, else that of the lender or of a bank's name, else
    unknown.
    """
    if case.kind not in (None, InstitutionKind.UNKNOWN):
        return case.kind or InstitutionKind.UNKNOWN
    if lender:
        return lender.kind
    return InstitutionKind.BANK if bank else InstitutionKind.UNKNOWN

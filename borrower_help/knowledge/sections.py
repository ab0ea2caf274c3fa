"""What the knowledge holds for the borrower's seven questions: outlook, conduct, money, negotiation, complaint, credit,
papers; with their letters and time limits.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from borrower_help.knowledge.catalogue import Catalogue
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.clocks import Clock, ClockFile, ClockNote
from borrower_help.knowledge.records.complaint import Channel, ComplaintFile, Route
from borrower_help.knowledge.records.conduct import (
    Behaviour,
    BehaviourFile,
    EvidenceFile,
    EvidenceKind,
    Right,
    RightFile,
)
from borrower_help.knowledge.records.credit import CreditFile
from borrower_help.knowledge.records.creditors import (
    Conclusion,
    CreditorBranch,
    CreditorFile,
    LinkKind,
    LinkWords,
    PartyRole,
    PartyWords,
    ProofName,
)
from borrower_help.knowledge.records.letters import LetterFile, LetterKind
from borrower_help.knowledge.records.money import Cap, CapFile, CostFile, LprFile, MoneyFile, PlanFile
from borrower_help.knowledge.records.negotiation import Hardship, NegotiationFile
from borrower_help.knowledge.records.outlook import Stage, StageFile
from borrower_help.knowledge.records.papers import Paper, PaperFile

T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class SectionRecords(Catalogue):
    """The records of the sections, by kind."""

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The industry's stages, by first day."""
        return tuple(sorted(self._all(StageFile, lambda file: file.stages), key=lambda stage: stage.days[0]))

    @cached_property
    def themes(self) -> tuple[BehaviourFile, ...]:
        """Behaviours by theme, in the order in which borrowers meet them."""
        return tuple(sorted(self._of(BehaviourFile), key=lambda file: (file.order, file.theme)))

    @cached_property
    def behaviours(self) -> dict[str, Behaviour]:
        """Behaviours by id."""
        return {behaviour.id: behaviour for theme in self.themes for behaviour in theme.behaviours}

    @cached_property
    def theme_of(self) -> dict[str, str]:
        """The theme of each behaviour id."""
        return {behaviour.id: theme.theme for theme in self.themes for behaviour in theme.behaviours}

    @cached_property
    def evidence(self) -> dict[str, EvidenceKind]:
        """Kinds of evidence by id."""
        return {entry.id: entry for entry in self._all(EvidenceFile, lambda file: file.evidence)}

    @cached_property
    def rights(self) -> dict[str, Right]:
        """What a borrower may insist on, by id."""
        return {entry.id: entry for entry in self._all(RightFile, lambda file: file.rights)}

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """Complaint channels by id."""
        return {entry.id: entry for entry in self._all(ComplaintFile, lambda file: file.channels)}

    @cached_property
    def clocks(self) -> dict[str, Clock]:
        """Time limits by id: those of papers and courts, of complaints and of the credit record."""
        own = self._all(ClockFile, lambda file: file.clocks)
        of_complaints = self._all(ComplaintFile, lambda file: file.clocks)
        of_credit = self._all(CreditFile, lambda file: file.clocks)
        return {entry.id: entry for entry in (*own, *of_complaints, *of_credit)}

    @cached_property
    def clock_notes(self) -> dict[str, ClockNote]:
        """Moments that matter and have no length, by id."""
        return {entry.id: entry for entry in self._all(ClockFile, lambda file: file.notes)}

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Complaint routes, most urgent first."""
        return tuple(
            sorted(self._all(ComplaintFile, lambda file: file.routes), key=lambda route: (route.order, route.id))
        )

    @cached_property
    def paper_kinds(self) -> dict[str, Paper]:
        """Kinds of papers by id, those met more often first."""
        found = sorted(self._all(PaperFile, lambda file: file.paper_kinds), key=lambda paper: paper.order)
        return {entry.id: entry for entry in found}

    @cached_property
    def letters(self) -> dict[str, LetterKind]:
        """Letters by id, in the order in which they are listed."""
        found = sorted(self._all(LetterFile, lambda file: file.letters), key=lambda entry: (entry.order, entry.id))
        return {entry.id: entry for entry in found}

    def letter_words(self, part: Callable[[LetterFile], Iterable[T]]) -> tuple[T, ...]:
        """What is said of many letters: ``withheld``, ``ways`` or ``always``."""
        return self._all(LetterFile, part)

    @cached_property
    def hardships(self) -> dict[str, Hardship]:
        """Kinds of hardship by id."""
        return {entry.id: entry for entry in self.negotiation(lambda file: file.hardships)}

    def negotiation(self, part: Callable[[NegotiationFile], Iterable[T]]) -> tuple[T, ...]:
        """All entries of one list of the negotiation files, such as ``options``."""
        return self._all(NegotiationFile, part)

    def complaint_principles(self) -> tuple[Statement, ...]:
        """What holds for every complaint, what abuse costs at the end."""
        return (*self.complaint_part(lambda file: file.principles), *self.complaint_part(lambda file: file.abuse))

    def complaint_part(self, part: Callable[[ComplaintFile], Iterable[T]]) -> tuple[T, ...]:
        """All entries of one list of the complaint files, such as ``demands`` or ``ladder``."""
        return self._all(ComplaintFile, part)

    def complaint_clocks(self) -> tuple[Clock, ...]:
        """The clocks of complaints alone."""
        return self._all(ComplaintFile, lambda file: file.clocks)

    def credit(self, part: Callable[[CreditFile], Iterable[T]]) -> tuple[T, ...]:
        """All entries of one list of the credit files, such as ``keeping``."""
        return self._all(CreditFile, part)

    def money(self, part: Callable[[MoneyFile], Iterable[T]]) -> tuple[T, ...]:
        """All statements of one list of the money files."""
        return self._all(MoneyFile, part)

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        """The rules a loan's cost is held against."""
        return self._all(CapFile, lambda file: file.caps)

    def cost_words(self, part: Callable[[CostFile], Iterable[T]]) -> tuple[T, ...]:
        """The words beside the figures of ``cost``: ``rates``, ``comparison``, ``over``, ``fees``, ``penalty`` …"""
        return self._all(CostFile, part)

    @property
    def plan(self) -> PlanFile:
        """The words beside the figures of a plan."""
        return self._one(PlanFile)

    @property
    def lpr(self) -> LprFile:
        """The one-year LPR by date."""
        return self._one(LprFile)

    @property
    def creditors(self) -> CreditorFile:
        """Who stands behind a loan, as papers tell it."""
        return self._one(CreditorFile)

    @cached_property
    def party_words(self) -> dict[PartyRole, PartyWords]:
        """Every role in a loan."""
        return {entry.role: entry for entry in self.creditors.parties}

    @cached_property
    def link_words(self) -> dict[LinkKind, LinkWords]:
        """Every link of a chain."""
        return {entry.link: entry for entry in self.creditors.links}

    @cached_property
    def conclusions(self) -> dict[ProofName, Conclusion]:
        """What follows from each strength of a chain."""
        return {entry.proof: entry for entry in self.creditors.conclusions}

    @property
    def creditor_branches(self) -> tuple[CreditorBranch, ...]:
        """What follows for one way of owing."""
        return self.creditors.branches

"""The whole knowledge in memory, and the look-ups everything else is built on.

``Catalogue`` has the files and what all refer to, ``SectionRecords`` what answers the seven questions; here is what
people and the program call by name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from borrower_help.knowledge.likeness import alike
from borrower_help.knowledge.name_forms import normalise
from borrower_help.knowledge.names import SHORTEST_BEGINNING, Names
from borrower_help.knowledge.records.across import (
    Action,
    ActionFile,
    Caution,
    Danger,
    SafetyFile,
    SaidFile,
    WarningFile,
)
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.faq import FaqFile, LenderAsked, LenderFaqFile, WordsFile
from borrower_help.knowledge.records.interview import HappenedGroup, InterviewFile, PaperGroup, Question
from borrower_help.knowledge.records.lenders import BankFile, Lender
from borrower_help.knowledge.sections import SectionRecords
from borrower_help.values.named import SaidId

T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Knowledge(SectionRecords):
    """Every record, by kind. Built once by ``load_knowledge`` and never changed."""

    @cached_property
    def goals(self) -> dict[str, str]:
        """What a borrower may want, by id, in words."""
        return {
            choice.id: choice.text
            for question in self.questions
            if question.field == "goals"
            for choice in question.choices
        }

    @cached_property
    def names(self) -> dict[str, str]:
        """The Chinese names of the ids that a case may hold."""
        return {
            **self.goals,
            **{entry.id: entry.title for entry in self.behaviours.values()},
            **{entry.id: entry.name for entry in self.paper_kinds.values()},
            **{entry.id: entry.name for entry in self.hardships.values()},
        }

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Candidates for what to do first, most urgent first."""
        return tuple(
            sorted(self._all(ActionFile, lambda file: file.actions), key=lambda action: (action.order, action.id))
        )

    def first_words(self, part: Callable[[ActionFile], Iterable[T]]) -> tuple[T, ...]:
        """The sentences of one list of first.yaml: ``headlines``, ``ahead``, ``reassurances``, ``loan_order``."""
        return self._all(ActionFile, part)

    @cached_property
    def said(self) -> dict[str, Statement]:
        """Sentences that the program picks, by id."""
        return {entry.id: entry for entry in self._all(SaidFile, lambda file: file.said)}

    def say(self, name: SaidId, /, **fields: object) -> str:
        """A sentence of said.yaml with what the program knows filled in."""
        return self.said[name].text.format(**fields)

    @cached_property
    def warnings(self) -> tuple[Caution, ...]:
        """Scams and false claims, most dangerous first."""
        return tuple(
            sorted(self._all(WarningFile, lambda file: file.warnings), key=lambda entry: (entry.order, entry.id))
        )

    @property
    def safety(self) -> SafetyFile:
        """The dangers, with the words by which they are heard."""
        return self._one(SafetyFile)

    @cached_property
    def dangers(self) -> dict[str, Danger]:
        """Dangers that come before everything else, by id."""
        return {entry.id: entry for entry in self._all(SafetyFile, lambda file: file.dangers)}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the interview, in order."""
        return self._all(InterviewFile, lambda file: file.questions)

    @cached_property
    def happened_groups(self) -> tuple[HappenedGroup, ...]:
        """What may have happened, grouped in the words of whoever it happened to."""
        return self._all(InterviewFile, lambda file: file.groups)

    @cached_property
    def paper_groups(self) -> tuple[PaperGroup, ...]:
        """The papers by who sends them, in the order of the file."""
        return self._all(InterviewFile, lambda file: file.paper_groups)

    @cached_property
    def asked(self) -> tuple[FaqFile, ...]:
        """The questions that people ask, by topic in the order of their pages."""
        return tuple(sorted(self._of(FaqFile), key=lambda file: (file.order, file.topic)))

    @property
    def asked_of_lenders(self) -> tuple[LenderAsked, ...]:
        """The questions that people ask about one lender."""
        return self._all(LenderFaqFile, lambda file: file.asked)

    @property
    def words(self) -> WordsFile:
        """How a question is read before it is looked up."""
        return self._one(WordsFile)

    def find_lender(self, typed: str) -> Lender | None:
        """The lender whose name was typed, or meant beyond doubt.

        The beginning of a name is enough (海尔), and so is a sentence that holds the name of one lender
        (我的海尔消金借款). Anything nearer to a guess is left to ``similar_lenders``: 极融贷 need not be 极融.
        """
        found = self.lender_index.lender(typed)
        return self.lenders[found] if found else None

    def find_bank(self, typed: str) -> str | None:
        """The name of the bank that was typed, where it is a bank without an entry of its own."""
        return self.lender_index.bank(typed)

    @cached_property
    def lender_index(self) -> Names:
        """The names of lenders and banks, ready to be looked up."""
        return Names(self.lenders.values(), self._all(BankFile, lambda file: file.banks))

    def lender_id(self, typed: str) -> str:
        """The id of the lender meant; what was typed where nothing is meant beyond doubt."""
        lender = self.find_lender(typed) if typed else None
        return lender.id if lender else typed

    def lender_called(self, name: str) -> str:
        """How people call a lender, by its id; the name itself where it is not recorded."""
        return self.lenders[name].name if name in self.lenders else name

    def similar_lenders(self, typed: str) -> list[Lender]:
        """Up to three lenders of which nearly the whole name was typed, or that share the beginning typed."""
        wanted = normalise(typed)
        if len(wanted) < 2:
            return []
        names = self.lender_index.lender_of
        near = {lender for name, lender in names.items() if _begins(name, wanted) or alike(wanted, name)}
        return [self.lenders[lender] for lender in sorted(near)[:3]]


def _begins(name: str, typed: str) -> bool:
    return name.startswith(typed) and (not typed.isascii() or len(typed) >= SHORTEST_BEGINNING)

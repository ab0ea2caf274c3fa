"""The whole knowledge in memory, and the look-ups everything else is built on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from borrower_help.knowledge.compiled import Parts
from borrower_help.knowledge.likeness import alike
from borrower_help.knowledge.names import SHORTEST_BEGINNING, Names, normalise
from borrower_help.knowledge.records.across import (
    Action,
    ActionFile,
    Caution,
    Danger,
    LimitsFile,
    SafetyFile,
    SaidFile,
    WarningFile,
)
from borrower_help.knowledge.records.base import InstitutionKind, KnowledgeFile, Statement
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
from borrower_help.knowledge.records.faq import FaqFile, LenderAsked, LenderFaqFile, WordsFile
from borrower_help.knowledge.records.holidays import HolidayFile
from borrower_help.knowledge.records.interview import HappenedGroup, InterviewFile, PaperGroup, Question
from borrower_help.knowledge.records.lenders import BankFile, Institution, InstitutionFile, Lender
from borrower_help.knowledge.records.letters import LetterFile, LetterKind
from borrower_help.knowledge.records.money import Cap, CapFile, CostFile, LprFile, MoneyFile, PlanFile
from borrower_help.knowledge.records.negotiation import Hardship, NegotiationFile
from borrower_help.knowledge.records.outlook import Stage, StageFile
from borrower_help.knowledge.records.papers import Paper, PaperFile
from borrower_help.knowledge.records.sources import Article, Document, SourceFile
from borrower_help.values.dates import Published, days_between
from borrower_help.values.named import SaidId

F = TypeVar("F", bound=KnowledgeFile)
T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Cited:
    """A source reference resolved: the document and, where one is cited, the article."""

    ref: str
    document: Document
    article: Article | None

    @property
    def effective_from(self) -> dt.date | None:
        """First day on which it was in force."""
        own = self.article.effective_from if self.article else None
        return own or self.document.effective_from

    @property
    def effective_to(self) -> dt.date | None:
        """Last day on which it was in force; ``None`` while it is."""
        own = self.article.effective_to if self.article else None
        return own or self.document.effective_to

    @property
    def binds(self) -> tuple[InstitutionKind, ...]:
        """Institution kinds it binds; empty means everyone."""
        if self.article is not None and self.article.binds is not None:
            return self.article.binds
        return self.document.binds

    def in_force(self, day: dt.date) -> bool:
        """Whether it was in force on ``day``."""
        starts, ends = self.effective_from, self.effective_to
        return (starts is None or starts <= day) and (ends is None or day <= ends)


@dataclasses.dataclass(frozen=True)
class Knowledge:
    """Every record, by kind. Built once by ``load_knowledge`` and never changed."""

    files: Mapping[str, KnowledgeFile]

    def _of(self, type_: type[F]) -> Iterator[F]:
        """The files of one kind by name; of encoded ones no other is decoded."""
        files = self.files
        names = files.names_of(type_) if isinstance(files, Parts) else sorted(files)
        return (file for name in names if isinstance(file := files[name], type_))

    def _all(self, type_: type[F], part: Callable[[F], Iterable[T]]) -> tuple[T, ...]:
        """What ``part`` takes of every file of one kind, in the order of the files."""
        return tuple(item for file in self._of(type_) for item in part(file))

    def _one(self, type_: type[F]) -> F:
        return next(self._of(type_))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self._all(SourceFile, lambda file: file.documents)}

    @cached_property
    def institutions(self) -> dict[InstitutionKind, Institution]:
        """Every kind of institution."""
        return {entry.id: entry for entry in self._all(InstitutionFile, lambda file: file.institutions)}

    @cached_property
    def lenders(self) -> dict[str, Lender]:
        """Lenders by id."""
        return {lender.id: lender for lender in self._of(Lender)}

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

    @property
    def limits(self) -> LimitsFile:
        """What the tool cannot do, and the notice every output carries."""
        return self._one(LimitsFile)

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

    @property
    def version(self) -> str:
        """The version of the knowledge, as its limits.yaml states it."""
        return self.limits.version

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

    @cached_property
    def published(self) -> Published:
        """The days off of the years that have a file, so that a new notice counts without a release."""
        years = list(self._of(HolidayFile))
        return Published(
            years=frozenset(file.year for file in years),
            off=frozenset(day for file in years for run in file.breaks for day in days_between(run.first, run.last)),
            worked=frozenset(day for file in years for day in file.worked),
        )

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

    @cached_property
    def checked(self) -> dt.date:
        """The oldest date on which any file was last checked: nothing is staler than this."""
        if isinstance(self.files, Parts):
            return self.files.checked
        return min(file.checked for file in self.files.values())

    def cite(self, ref: str) -> Cited | None:
        """Resolve ``document`` or ``document:article``; ``None`` when there is no such thing.

        A paragraph (``civil-code:585.2``) resolves to its article when it has no record of its own.
        """
        document_id, _, article_id = ref.partition(":")
        document = self.documents.get(document_id)
        if document is None:
            return None
        if not article_id:
            return Cited(ref, document, None)
        articles = {article.id: article for article in document.articles}
        article = articles.get(article_id) or articles.get(article_id.rpartition(".")[0])
        return Cited(ref, document, article) if article else None

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

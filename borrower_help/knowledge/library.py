"""The whole knowledge in memory, and the look-ups everything else is built on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from borrower_help.errors import KnowledgeError, Problem
from borrower_help.knowledge import model
from borrower_help.knowledge.names import Names, normalise
from borrower_help.knowledge.reader import decode, read_text

ENVIRONMENT_VARIABLE = "BORROWER_HELP_KNOWLEDGE"


@dataclasses.dataclass(frozen=True)
class Cited:
    """A source reference resolved: the document and, where one is cited, the article."""

    ref: str
    document: model.Document
    article: model.Article | None

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
    def binds(self) -> tuple[model.InstitutionKind, ...]:
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

    files: dict[str, model.KnowledgeFile]

    def _all(self, type_: type[Any], attribute: str) -> tuple[Any, ...]:
        return tuple(item for _, file in sorted(self.files.items()) if isinstance(file, type_) for item in getattr(file, attribute))

    def _one(self, type_: type[Any]) -> Any:
        return next(file for file in self.files.values() if isinstance(file, type_))

    @cached_property
    def documents(self) -> dict[str, model.Document]:
        """Documents by id."""
        return {document.id: document for document in self._all(model.SourceFile, "documents")}

    @cached_property
    def institutions(self) -> dict[model.InstitutionKind, model.Institution]:
        """Every kind of institution."""
        return {entry.id: entry for entry in self._all(model.InstitutionFile, "institutions")}

    @cached_property
    def lenders(self) -> dict[str, model.Lender]:
        """Lenders by id."""
        found = [file for _, file in sorted(self.files.items()) if isinstance(file, model.Lender)]
        return {lender.id: lender for lender in found}

    @cached_property
    def stages(self) -> tuple[model.Stage, ...]:
        """The industry's stages, by first day."""
        return tuple(sorted(self._all(model.StageFile, "stages"), key=lambda stage: stage.days[0]))

    @cached_property
    def themes(self) -> tuple[model.BehaviourFile, ...]:
        """Behaviours by theme, in the order in which borrowers meet them."""
        found = [file for file in self.files.values() if isinstance(file, model.BehaviourFile)]
        return tuple(sorted(found, key=lambda file: (file.order, file.theme)))

    @cached_property
    def behaviours(self) -> dict[str, model.Behaviour]:
        """Behaviours by id."""
        return {behaviour.id: behaviour for theme in self.themes for behaviour in theme.behaviours}

    @cached_property
    def theme_of(self) -> dict[str, str]:
        """The theme of each behaviour id."""
        return {behaviour.id: theme.theme for theme in self.themes for behaviour in theme.behaviours}

    @cached_property
    def goals(self) -> dict[str, str]:
        """What a borrower may want, by id, in words."""
        return {choice.id: choice.text for question in self.questions if question.field == "goals" for choice in question.choices}

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
    def evidence(self) -> dict[str, model.EvidenceKind]:
        """Kinds of evidence by id."""
        return {entry.id: entry for entry in self._all(model.EvidenceFile, "evidence")}

    @cached_property
    def rights(self) -> dict[str, model.Right]:
        """What a borrower may insist on, by id."""
        return {entry.id: entry for entry in self._all(model.RightFile, "rights")}

    @cached_property
    def channels(self) -> dict[str, model.Channel]:
        """Complaint channels by id."""
        return {entry.id: entry for entry in self._all(model.ComplaintFile, "channels")}

    @cached_property
    def clocks(self) -> dict[str, model.Clock]:
        """Complaint clocks by id."""
        return {entry.id: entry for entry in self._all(model.ComplaintFile, "clocks")}

    @cached_property
    def routes(self) -> tuple[model.Route, ...]:
        """Complaint routes, most urgent first."""
        return tuple(sorted(self._all(model.ComplaintFile, "routes"), key=lambda route: (route.order, route.id)))

    @cached_property
    def paper_kinds(self) -> dict[str, model.Paper]:
        """Kinds of papers by id."""
        return {entry.id: entry for entry in self._all(model.PaperFile, "paper_kinds")}

    @cached_property
    def hardships(self) -> dict[str, model.Hardship]:
        """Kinds of hardship by id."""
        return {entry.id: entry for entry in self.negotiation("hardships")}

    @cached_property
    def actions(self) -> tuple[model.Action, ...]:
        """Candidates for what to do first, most urgent first."""
        return tuple(sorted(self._all(model.ActionFile, "actions"), key=lambda action: (action.order, action.id)))

    @cached_property
    def warnings(self) -> tuple[model.Caution, ...]:
        """Scams and false claims, most dangerous first."""
        return tuple(sorted(self._all(model.WarningFile, "warnings"), key=lambda entry: (entry.order, entry.id)))

    @cached_property
    def dangers(self) -> dict[str, model.Danger]:
        """Dangers that come before everything else, by id."""
        return {entry.id: entry for entry in self._all(model.SafetyFile, "dangers")}

    @cached_property
    def questions(self) -> tuple[model.Question, ...]:
        """The questions of the interview, in order."""
        return self._all(model.InterviewFile, "questions")

    @property
    def limits(self) -> model.LimitsFile:
        """What the tool cannot do, and the notice every output carries."""
        limits: model.LimitsFile = self._one(model.LimitsFile)
        return limits

    def negotiation(self, part: str) -> tuple[Any, ...]:
        """All entries of one list of the negotiation files, such as ``options``."""
        return self._all(model.NegotiationFile, part)

    def complaint_principles(self) -> tuple[model.Statement, ...]:
        """What holds for every complaint."""
        return self._all(model.ComplaintFile, "principles")

    def money(self, part: str) -> tuple[model.Statement, ...]:
        """All statements of one list of the money files."""
        return self._all(model.MoneyFile, part)

    @property
    def version(self) -> str:
        """The version of the knowledge, as its limits.yaml states it."""
        return self.limits.version

    @cached_property
    def caps(self) -> tuple[model.Cap, ...]:
        """The rules a loan's cost is held against."""
        return self._all(model.CapFile, "caps")

    def cost_words(self, part: str) -> tuple[model.Statement, ...]:
        """The words beside the figures of ``cost``: ``rates``, ``comparison``, ``over``, ``fees``, ``penalty`` …"""
        return self._all(model.CostFile, part)

    @property
    def plan(self) -> model.PlanFile:
        """The words beside the figures of a plan."""
        plan: model.PlanFile = self._one(model.PlanFile)
        return plan

    @property
    def lpr(self) -> model.LprFile:
        """The one-year LPR by date."""
        lpr: model.LprFile = self._one(model.LprFile)
        return lpr

    @cached_property
    def checked(self) -> dt.date:
        """The oldest date on which any file was last checked: nothing is staler than this."""
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

    def find_lender(self, typed: str) -> model.Lender | None:
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
        return Names(self.lenders.values(), self._all(model.BankFile, "banks"))

    def lender_id(self, typed: str) -> str:
        """The id of the lender meant; what was typed where nothing is meant beyond doubt."""
        lender = self.find_lender(typed) if typed else None
        return lender.id if lender else typed

    def similar_lenders(self, typed: str) -> list[model.Lender]:
        """Up to three lenders with a name, or the beginning of one, close to what was typed; nearest first."""
        wanted = normalise(typed)

        def nearness(name: str) -> float:
            return max(difflib.SequenceMatcher(None, wanted, part).ratio() for part in (name, name[: len(wanted)]))

        best: dict[str, float] = {}
        for name, lender in self.lender_index.lender_of.items():
            best[lender] = max(best.get(lender, 0.0), nearness(name))
        close = sorted((lender for lender in best if best[lender] >= 0.5), key=lambda lender: (-best[lender], lender))
        return [self.lenders[lender] for lender in close[:3]] if wanted else []


def knowledge_dir() -> Path:
    """Where the knowledge is: packaged in a wheel, or beside the package in a clone or editable install."""
    chosen = os.environ.get(ENVIRONMENT_VARIABLE)
    if chosen:
        return Path(chosen)
    package = Path(__file__).resolve().parents[1]
    packaged = package / "_knowledge"
    return packaged if packaged.is_dir() else package.parent / "knowledge"


def knowledge_files(root: Path) -> Iterator[tuple[Path, type[model.KnowledgeFile] | None]]:
    """Every YAML file below ``root`` with the record type it must hold, ``None`` when it has no place."""
    for path in sorted((*root.rglob("*.yaml"), *root.rglob("*.yml"))):
        yield path, type_of(path.relative_to(root).as_posix())


def type_of(relative: str) -> type[model.KnowledgeFile] | None:
    """The record type of a file by its place; a ``*`` does not reach into folders."""
    place = PurePosixPath(relative)
    types = (type_ for pattern, type_ in model.FILE_TYPES if place.match(pattern) and len(place.parts) == len(PurePosixPath(pattern).parts))
    return next(types, None)


def load_knowledge(root: Path | None = None) -> Knowledge:
    """Read all of the knowledge. Raises ``KnowledgeError`` naming every file that cannot be decoded."""
    root = knowledge_dir() if root is None else root
    files, problems = read_files(root)
    problems += missing_files(files) if not problems else []
    if problems:
        raise KnowledgeError(root, problems)
    return Knowledge(files)


def read_files(root: Path) -> tuple[dict[str, model.KnowledgeFile], list[Problem]]:
    """Decode every file below ``root``; what could not be decoded becomes problems."""
    if not root.is_dir():
        return {}, [Problem(str(root), 0, "找不到知识库。请检查 --knowledge 或 BORROWER_HELP_KNOWLEDGE 指向的文件夹。")]
    files: dict[str, model.KnowledgeFile] = {}
    problems: list[Problem] = []
    for path, type_ in knowledge_files(root):
        relative = path.relative_to(root).as_posix()
        if type_ is None:
            problems.append(Problem(relative, 1, "这个位置不放知识文件。请对照 CONTRIBUTING.md 的目录移动它。"))
            continue
        text, unreadable = read_text(path, relative)
        record, mistakes = (None, unreadable) if unreadable else decode(text, type_, relative)
        problems += mistakes
        if record is not None:
            files[relative] = record
    return files, problems


def missing_files(files: Iterable[str]) -> list[Problem]:
    """A problem for every kind of file of which there is none: an empty knowledge must not pass."""
    present = {type_of(name) for name in files}
    return [Problem(pattern, 0, "知识库里没有这个文件。请确认知识库完整。") for pattern, type_ in model.FILE_TYPES if type_ not in present]

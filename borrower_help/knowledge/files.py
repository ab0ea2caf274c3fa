"""Which file holds which records, where the folder is, and how all of it is read."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from borrower_help.errors import KnowledgeError, Problem, trouble
from borrower_help.knowledge import compiled
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.reader import decode
from borrower_help.knowledge.records.across import ActionFile, LimitsFile, SafetyFile, SaidFile, WarningFile
from borrower_help.knowledge.records.base import KnowledgeFile
from borrower_help.knowledge.records.clocks import ClockFile
from borrower_help.knowledge.records.complaint import ComplaintFile
from borrower_help.knowledge.records.conduct import BehaviourFile, EvidenceFile, RightFile
from borrower_help.knowledge.records.credit import CreditFile
from borrower_help.knowledge.records.creditors import CreditorFile
from borrower_help.knowledge.records.faq import FaqFile, LenderFaqFile, WordsFile
from borrower_help.knowledge.records.holidays import HolidayFile
from borrower_help.knowledge.records.interview import InterviewFile
from borrower_help.knowledge.records.lenders import BankFile, InstitutionFile, Lender
from borrower_help.knowledge.records.letters import LetterFile
from borrower_help.knowledge.records.money import CapFile, CostFile, LprFile, MoneyFile, PlanFile
from borrower_help.knowledge.records.negotiation import NegotiationFile
from borrower_help.knowledge.records.outlook import StageFile
from borrower_help.knowledge.records.papers import PaperFile
from borrower_help.knowledge.records.sources import SourceFile
from borrower_help.knowledge.text import read_text

FILE_TYPES: tuple[tuple[str, type[KnowledgeFile]], ...] = (
    ("sources/*.yaml", SourceFile),
    ("institutions.yaml", InstitutionFile),
    ("lenders/*.yaml", Lender),
    ("banks.yaml", BankFile),
    ("creditors.yaml", CreditorFile),
    ("outlook/*.yaml", StageFile),
    ("conduct/evidence.yaml", EvidenceFile),
    ("conduct/rights.yaml", RightFile),
    ("conduct/*.yaml", BehaviourFile),
    ("money/caps.yaml", CapFile),
    ("money/lpr.yaml", LprFile),
    ("money/plan.yaml", PlanFile),
    ("money/cost.yaml", CostFile),
    ("money/*.yaml", MoneyFile),
    ("negotiation/*.yaml", NegotiationFile),
    ("complaint/*.yaml", ComplaintFile),
    ("credit/*.yaml", CreditFile),
    ("papers/*.yaml", PaperFile),
    ("letters/*.yaml", LetterFile),
    ("clocks/*.yaml", ClockFile),
    ("holidays/*.yaml", HolidayFile),
    ("faq/words.yaml", WordsFile),
    ("faq/lenders.yaml", LenderFaqFile),
    ("faq/*.yaml", FaqFile),
    ("first.yaml", ActionFile),
    ("said.yaml", SaidFile),
    ("warnings.yaml", WarningFile),
    ("safety.yaml", SafetyFile),
    ("limits.yaml", LimitsFile),
    ("interview.yaml", InterviewFile),
)
"""Which file holds which records: a name of its own, else any ``*.yaml`` of its folder."""

_SINGLE = {pattern: type_ for pattern, type_ in FILE_TYPES if "*" not in pattern}
_WITHIN = {pattern.removesuffix("/*.yaml"): type_ for pattern, type_ in FILE_TYPES if "*" in pattern}

MAX_FILES = 3_000
"""Far more than the knowledge has; a folder with more is the wrong one."""

ENVIRONMENT_VARIABLE = "BORROWER_HELP_KNOWLEDGE"


def knowledge_dir() -> Path:
    """Where the knowledge is: packaged in a wheel, or beside the package in a clone or editable install."""
    chosen = os.environ.get(ENVIRONMENT_VARIABLE)
    if chosen:
        return Path(chosen)
    package = Path(__file__).resolve().parents[1]
    packaged = package / "_knowledge"
    return packaged if packaged.is_dir() else package.parent / "knowledge"


def knowledge_files(root: Path) -> Iterator[tuple[Path, type[KnowledgeFile] | None]]:
    """Every YAML file below ``root`` with the record type it must hold, ``None`` when it has no place."""
    for name in compiled.names_below(root, compiled.YAML, most=MAX_FILES + 1):
        yield root / name, type_of(name)


def type_of(relative: str) -> type[KnowledgeFile] | None:
    """The record type of a file by its place; a ``*`` does not reach into folders."""
    folder, _, name = relative.rpartition("/")
    return _SINGLE.get(relative) or (_WITHIN.get(folder) if name.endswith(".yaml") else None)


def load_knowledge(root: Path | None = None) -> Knowledge:
    """Read all of the knowledge. Raises ``KnowledgeError`` naming every file that cannot be decoded."""
    own = root is None and not os.environ.get(ENVIRONMENT_VARIABLE)
    parts = (_heard.pop(knowledge_dir(), None) or _encoded()) if own else None
    if parts is not None:
        _open[:] = [parts]
    return Knowledge(parts if parts is not None else load_yaml(knowledge_dir() if root is None else root))


def _encoded() -> compiled.Parts | None:
    """The program's own knowledge as it was encoded when it was built, ``None`` where that is not of today's YAML."""
    root = knowledge_dir()
    names = compiled.names_below(root, compiled.YAML, most=MAX_FILES + 1)
    types = {name: type_ for name in names if (type_ := type_of(name)) is not None}
    if len(types) < len(names):
        return None  # a file without a place is a mistake that reading names
    return compiled.unpack(root, types, compiled.PLACE, functools.partial(_again, root))


def _again(root: Path, name: str) -> KnowledgeFile:
    """One file from its YAML, where its encoded form is damaged. Raises ``KnowledgeError``."""
    type_ = type_of(name)
    text, unreadable = read_text(root / name, name)
    record, mistakes = (None, []) if unreadable or type_ is None else decode(text, type_, name)
    if record is None:
        raise KnowledgeError(root, [*unreadable, *mistakes])
    return record


def load_yaml(root: Path) -> dict[str, KnowledgeFile]:
    """Every record, from the YAML itself. Raises ``KnowledgeError`` naming every file that cannot be decoded."""
    files, problems = read_files(root)
    problems += missing_files(files) if not problems else []
    if problems:
        raise KnowledgeError(root, problems)
    return files


def read_files(root: Path) -> tuple[dict[str, KnowledgeFile], list[Problem]]:
    """Decode every file below ``root``; what could not be decoded becomes problems."""
    if not root.is_dir():
        return {}, [Problem(str(root), 0, "找不到知识库。请检查 --knowledge 或 BORROWER_HELP_KNOWLEDGE 指向的文件夹。")]
    files: dict[str, KnowledgeFile] = {}
    problems: list[Problem] = []
    try:
        list(root.iterdir())  # what is searched for files passes over a folder that it may not read
        listed = list(knowledge_files(root))
    except OSError as error:
        return {}, [Problem(str(root), 0, f"读不到知识库（{trouble(error)}）。请检查 --knowledge 指向的文件夹。")]
    if len(listed) > MAX_FILES:
        return {}, [Problem(str(root), 0, "这个文件夹里的文件太多，不是知识库。请检查 --knowledge 指向的文件夹。")]
    for path, type_ in listed:
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
    return [
        Problem(pattern, 0, "知识库里没有这个文件。请确认知识库完整。")
        for pattern, type_ in FILE_TYPES
        if type_ not in present
    ]


def load_safety(root: Path | None = None) -> SafetyFile | None:
    """Only safety.yaml, for who is in danger must not wait; that of the program itself where the folder's own cannot be
    read, ``None`` without either.
    """
    kept = _own_safety() if root is None and not os.environ.get(ENVIRONMENT_VARIABLE) else None
    if kept is not None:
        return kept
    for folder in (root, None) if root else (None,):
        text, unreadable = read_text((folder or knowledge_dir()) / "safety.yaml")
        record = None if unreadable else _safety(text)
        if record is not None:
            return record
    return None


_heard: dict[Path, compiled.Parts] = {}
"""What was opened for the words of danger, for the knowledge that the same command asks for next, once."""


_open: list[compiled.Parts] = []
"""What was opened for a command that listens only afterwards, to what stands in a case file."""


@functools.lru_cache(maxsize=1)
def _own_safety() -> SafetyFile | None:
    """The program's own words of danger as they were encoded, ``None`` where they are to be read."""
    parts = _open[0] if _open else _encoded()
    if parts is not None and not _open:
        _heard[knowledge_dir()] = parts
    kept = parts["safety.yaml"] if parts is not None else None
    return kept if isinstance(kept, SafetyFile) else None


@functools.lru_cache(maxsize=2)
def _safety(text: str) -> SafetyFile | None:
    """The words of danger, decoded once for all the answers of an interview; ``None`` where they cannot be."""
    return decode(text, SafetyFile, "safety.yaml")[0]

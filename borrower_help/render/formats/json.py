"""JSON: one envelope for every command and for errors, keys sorted, Chinese as it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from borrower_help.errors import Problem
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Confidence
from borrower_help.knowledge.records.sources import Document
from borrower_help.render.answer import Answer, Stamp
from borrower_help.values.safe_text import escaped

ENVELOPE_VERSION = 1


class KnowledgeStamp(msgspec.Struct, frozen=True, kw_only=True):
    """Which knowledge answered: its version and the oldest date any of it was checked."""

    version: str
    checked: dt.date


class SourceView(msgspec.Struct, frozen=True, kw_only=True):
    """A source that ``data`` cites."""

    ref: str
    title: str
    article: str
    gist: str
    read: bool
    number: str
    issuer: str
    kind: str
    seen: str
    page: str
    effective_from: dt.date | None
    effective_to: dt.date | None
    confidence: Confidence
    checked: dt.date


class FileProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake in a file: where, and the sentence a person would read."""

    path: str
    line: int
    message: str


class ProblemView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong or missing: the field and flag it is about, or the place in a file, and the sentence."""

    message: str
    field: str = ""
    flag: str = ""
    path: str = ""
    line: int = 0


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """The ``data`` of an error: the sentence a person would read, and the mistakes in a file where there are any."""

    message: str
    problems: tuple[FileProblem, ...]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What every ``--format json`` prints; ``status`` is ``ok``, ``problems``, ``danger`` or ``error``."""

    borrower_help: int = ENVELOPE_VERSION
    command: str
    status: str
    as_of: dt.date | None
    knowledge: KnowledgeStamp | None
    data: Any
    sources: tuple[SourceView, ...] = ()
    problems: tuple[ProblemView, ...] = ()
    warnings: tuple[str, ...] = ()
    notice: str = ""


def envelope(
    command: str,
    data: Any,
    knowledge: Knowledge,
    as_of: dt.date,
    *,
    status: str = "ok",
    warnings: Sequence[str] = (),
) -> Envelope:
    """The envelope around ``data``; every source reference found in ``data`` is listed."""
    plain = msgspec.to_builtins(data, builtin_types=(dt.date,))
    return Envelope(
        command=command,
        status=status,
        as_of=as_of,
        knowledge=KnowledgeStamp(version=knowledge.version, checked=knowledge.checked),
        data=plain,
        sources=tuple(source_view(ref, knowledge) for ref in cited_refs(plain, knowledge)),
        warnings=tuple(warnings),
        notice=knowledge.limits.notice,
    )


def answer_json(answer: Answer, stamp: Stamp) -> str:
    """An answer as JSON; without knowledge there are no sources to list."""
    warnings = [*stamp.beside, *answer.warnings]
    if stamp.knowledge is not None and stamp.day is not None:
        return to_json(
            envelope(stamp.command, answer.data, stamp.knowledge, stamp.day, status=answer.status, warnings=warnings)
        )
    return to_json(
        Envelope(
            command=stamp.command,
            status=answer.status,
            as_of=stamp.day,
            knowledge=None,
            data=msgspec.to_builtins(answer.data, builtin_types=(dt.date,)),
            warnings=tuple(warnings),
        )
    )


def danger_envelope(command: str, data: Any, knowledge: Knowledge | None) -> Envelope:
    """The envelope of an answer that is nothing but numbers to call; it needs no knowledge, which may be what is
    broken.
    """
    if knowledge is not None:
        return msgspec.structs.replace(
            envelope(command, data, knowledge, knowledge.checked, status="danger"), as_of=None
        )
    return Envelope(
        command=command,
        status="danger",
        as_of=None,
        knowledge=None,
        data=msgspec.to_builtins(data, builtin_types=(dt.date,)),
    )


def error_envelope(
    command: str, message: str, problems: Iterable[Problem] = (), missing: Iterable[tuple[str, str]] = ()
) -> Envelope:
    """The envelope of an error: what is wrong with a file, with an option, or which answers are ``missing``."""
    problems = list(problems)
    seen = [ProblemView(message=each.message, path=each.path, line=each.line) for each in problems]
    seen += [_missing(flag, question) for flag, question in missing]
    if not seen:
        flag = next(iter(re.findall(r"^--[a-z][a-z-]*", message)), "")
        seen = [ProblemView(message=message, flag=flag, field=_field_of(flag))]
    listed = tuple(FileProblem(path=problem.path, line=problem.line, message=problem.message) for problem in problems)
    return Envelope(
        command=command,
        status="error",
        as_of=None,
        knowledge=None,
        data=Failure(message=message, problems=listed),
        problems=tuple(seen),
    )


_FIELDS = {"--paper": "papers", "--goal": "goals", "--i-am": "role", "--for": "for_role", "--debt": "debts"}
"""Fields of a case that are called otherwise than the flag that fills them."""


def _field_of(flag: str) -> str:
    return _FIELDS.get(flag, flag.removeprefix("--").replace("-", "_"))


def _missing(flag: str, question: str) -> ProblemView:
    name = flag.partition(" ")[0]
    return ProblemView(message=question, flag=name, field=_field_of(name))


def to_json(value: Envelope) -> str:
    """The envelope as indented JSON, keys sorted, ending in a newline.

    A file name or an argument that is no UTF-8 has question marks for what cannot be written.
    """
    try:
        encoded = msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(_encodable(msgspec.to_builtins(value)), order="sorted")
    return escaped(msgspec.json.format(encoded, indent=2).decode()) + "\n"


def _encodable(plain: Any) -> Any:
    if isinstance(plain, str):
        return plain.encode(errors="replace").decode()
    if isinstance(plain, dict):
        return {_encodable(key): _encodable(value) for key, value in plain.items()}
    return [_encodable(value) for value in plain] if isinstance(plain, list | tuple) else plain


def cited_refs(plain: Any, knowledge: Knowledge) -> list[str]:
    """Every source reference in plain data, in order of first appearance."""
    refs: dict[str, None] = {}
    stack = [plain]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            for ref in (*(value.get("sources") or ()), value.get("source")):
                if isinstance(ref, str) and knowledge.cite(ref):
                    refs.setdefault(ref)
            stack.extend(reversed(list(value.values())))
        elif isinstance(value, list | tuple):
            stack.extend(reversed(value))
    return list(refs)


def source_view(ref: str, knowledge: Knowledge) -> SourceView:
    """A resolved reference as data."""
    cited = knowledge.cite(ref)
    if cited is None:
        raise KeyError(ref)
    document: Document = cited.document
    return SourceView(
        ref=ref,
        title=document.title,
        article=ref.partition(":")[2],
        gist=cited.article.gist if cited.article else document.note,
        read=cited.article.read if cited.article else document.seen == "official_text",
        number=document.number,
        issuer=document.issuer,
        kind=document.kind.value,
        seen=document.seen.value,
        page=document.page,
        effective_from=cited.effective_from,
        effective_to=cited.effective_to,
        confidence=document.confidence,
        checked=document.checked,
    )

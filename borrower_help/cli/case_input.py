"""What was told on the command line or in a case file, as a case."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from borrower_help.case.file import read_case
from borrower_help.case.forms import (
    choose,
    parse_kind,
    parse_product,
    parse_role,
    said_for,
    titles_of,
    understood,
)
from borrower_help.case.model import Case
from borrower_help.case.situation import Situation, situation_of
from borrower_help.case.validity import days_to_come, mistakes_in, to_come
from borrower_help.cli.hearing import listen
from borrower_help.cli.shell import spelled
from borrower_help.errors import CaseError, Problem, UsageError
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.text import MAX_BYTES, in_utf8, read_text
from borrower_help.knowledge.words import WHERE_THE_LENDER_STANDS
from borrower_help.values.parse import parse_name
from borrower_help.values.patterns import pattern

LenderOption = Annotated[
    str | None, typer.Option("--lender", metavar="NAME", help="机构、品牌或 App 的名字", show_default=False)
]

KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="合同贷款人的类型，如 consumer_finance 或 银行", show_default=False),
]


def situation_for(
    lender: str | None, kind: str | None, knowledge: Knowledge, day: dt.date, answers: Case | None = None
) -> tuple[Situation, list[str]]:
    """The situation, and remarks about a lender that is not recorded; options beat the case of the ``answers``.

    Raises ``UsageError``.
    """
    case = answers or Case()
    if lender is not None:
        case = case.telling({"lender": parse_name(lender, "--lender")})
    if kind is not None:
        case = case.telling({"kind": parse_kind(kind, "--kind")})
    situation = situation_of(case, knowledge, day)
    return situation, unknown_lender(case.lender, knowledge) if situation.lender is None else []


def unknown_lender(typed: str | None, knowledge: Knowledge) -> list[str]:
    """A remark on a lender that was named and that the knowledge does not hold, with the nearest names."""
    if not typed:
        return []
    bank = knowledge.find_bank(typed)
    if bank:
        return [f"知识库没有单独记「{bank}」的做法，按银行给通用说明。"]
    similar = "、".join(lender.name for lender in knowledge.similar_lenders(typed))
    return [
        f"知识库没有收录「{typed}」，按机构类型给通用说明。"
        + (f"相近的名字：{similar}。" if similar else WHERE_THE_LENDER_STANDS)
    ]


CaseOption = Annotated[
    Path | None,
    typer.Option("--case", metavar="FILE", help="情况文件（YAML 或 JSON），- 从标准输入读", show_default=False),
]


def case_from(path: Path | None, knowledge: Knowledge, day: dt.date) -> Case:
    """The case file (``-`` is standard input), checked against the knowledge and the ``day`` of the answer; an empty
    case without one. Raises ``CaseError`` with the line of every mistake.
    """
    if path is None:
        return Case()
    from borrower_help.case.naming import CaseNaming  # both import YAML, which is slow
    from borrower_help.knowledge.strict import line_in

    name = "标准输入" if str(path) == "-" else str(path)
    text, problems = read_text(path) if str(path) != "-" else _standard_input(name)
    if problems:
        raise CaseError(name, problems)
    listen(text)
    try:
        case = read_case(text, name, lambda data: understood(data, knowledge, day))
    except CaseError as error:
        raise CaseError(name, [_with_titles(problem, knowledge) for problem in error.problems]) from None
    found = [
        *mistakes_in(case, knowledge),
        *((place, f"{CaseNaming().where(place)}：{to_come(on, day)}") for place, on in days_to_come(case, day)),
    ]
    mistakes = [Problem(name, line_in(text, place), message) for place, message in found]
    if mistakes:
        raise CaseError(name, mistakes)
    return case.telling({"lender": parse_name(case.lender, "lender")}) if case.lender else case


_NO_ID = pattern(
    r"(\w+)(?:（[^）]*）)?(?: 的第 \d+ .)?(?:，(?:id|kind)(?:（[^）]*）)?)?：「(.*)」(?:的写法不对|不在可选范围内)"
)
"""How the schema refuses a word that is no id of a field."""


def _with_titles(problem: Problem, knowledge: Knowledge) -> Problem:
    """A word that names nothing, with the titles that can be written instead of the form that an id has."""
    match = _NO_ID.match(problem.message)
    if match is None:
        return problem
    field, word = match.groups()
    titles = titles_of(knowledge).get(field)
    read = {"role": parse_role, "for_role": parse_role, "kind": parse_kind, "product": parse_product}.get(field)
    try:
        if titles is not None:
            choose(word, titles, field, said_for(knowledge, field))
        elif read is not None:
            read(word, field)
    except UsageError as error:
        return dataclasses.replace(problem, message=str(error))
    return problem


def calendar_label(case: Case, path: Path | None) -> str:
    """What tells the calendar of this case from that of another: its label, else the name of its file and the lender it
    names, so that two loans of one lender in two files never overwrite each other. Empty without a file. It is hashed
    before it is written.
    """
    if case.label:
        return case.label
    named = path is not None and str(path) != "-"
    return f"{path.stem}/{case.lender or case.kind or ''}" if path is not None and named else ""


def _standard_input(name: str) -> tuple[str, list[Problem]]:
    most = MAX_BYTES + 1
    data = sys.stdin.buffer.read(most) if hasattr(sys.stdin, "buffer") else sys.stdin.read(most).encode()
    return in_utf8(data, name)


def from_flags(**given: tuple[str | None, Any]) -> dict[str, Any]:
    """The flags that were given, parsed; keys are fields of the case."""
    return {
        field: parse(word, f"--{field.replace('_', '-')}") for field, (word, parse) in given.items() if word is not None
    }


def named_flag(parse: Callable[[str, str], Any], flag: str) -> Callable[[str, str], Any]:
    """A parser of words that names its own flag, where that is not the name of the field."""
    return lambda word, _option: parse(word, flag)


def given_lists(**given: tuple[Any, ...]) -> dict[str, Any]:
    return {field: values for field, values in given.items() if values}


def merge(case: Case, flags: dict[str, Any]) -> Case:
    """Flags over file: what was given on the command line replaces what the file says about the same thing."""
    if "due" in flags:
        flags = {**flags, "days_overdue": None}
    elif "days_overdue" in flags:
        flags = {**flags, "due": None}
    return case.telling(flags)


ANSWERS = (
    *("--i-am", "--for", "--lender", "--kind", "--product", "--creditor", "--hearing", "--days-overdue", "--due"),
    *("--complained", "--outstanding", "--income", "--essentials", "--reachable", "--unreachable", "--happened"),
    *("--paper", "--goal", "--hardship", "--ask", "--asked", "--save-case"),
)
"""The options that ``as_flags`` writes anew, and those that say how answers are asked for."""


def _by_name(case: Case) -> bool:
    """Whether a command can name all its loans."""
    return len(case.loans) > 1 and all(loan.lender and "、" not in loan.lender for loan in case.loans)


def as_flags(case: Case, *, sums: bool = False) -> str:
    """The answers so far as flags, to go on without answering them again; money only with ``sums``."""
    words: list[str] = []
    for flag, value in (
        ("--i-am", case.role),
        ("--for", case.for_role),
        ("--lender", "、".join(loan.lender or "" for loan in case.loans) if _by_name(case) else case.lender),
        ("--kind", case.kind),
        ("--product", case.product),
        ("--creditor", case.creditor and (case.creditor.name or case.creditor.kind)),
        ("--hearing", case.hearing),
        ("--days-overdue", case.days_overdue),
        ("--due", case.due),
        ("--complained", case.complained),
        *((f"--{name}", getattr(case, name)) for name in ("outstanding", "income", "essentials") if sums),
    ):
        if value is not None:
            words += [flag, str(value)]
    if case.reachable is not None:
        words.append("--reachable" if case.reachable else "--unreachable")
    for item in case.happenings:
        words += ["--happened", item.id + (f"={item.on}" if item.on else "")]
    for paper in case.papers:
        words += ["--paper", paper.kind + (f"={paper.received}" if paper.received else "")]
    for flag, names in (("--goal", case.goals), ("--hardship", case.hardship)):
        for name in names:
            words += [flag, name]
    return spelled(words)


def options_left(argv: Sequence[str], answered: Collection[str]) -> list[str]:
    """The options of a command line but those in ``answered``, which the answers say anew: how and where it is written,
    which log, what else was typed.
    """
    kept: list[str] = []
    words = list(argv)
    while words:
        word = words.pop(0)
        if not word.startswith("-"):
            continue
        name, separator, _ = word.partition("=")
        value = [words.pop(0)] if not separator and words and not words[0].startswith("--") else []
        kept += [word, *value] if name not in answered else []
    return kept

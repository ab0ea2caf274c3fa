"""References: sources, names and conditions that do not exist, and those that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from borrower_help.ask.documents import documents, records
from borrower_help.case.conditions import CONDITIONS
from borrower_help.case.model import Case
from borrower_help.errors import Problem
from borrower_help.knowledge.files import missing_files
from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.records.across import Action
from borrower_help.knowledge.records.base import Audience, Entry
from borrower_help.knowledge.records.complaint import Route
from borrower_help.knowledge.records.conduct import Rule, Threshold
from borrower_help.knowledge.records.faq import Asked, LenderAsked
from borrower_help.knowledge.records.interview import Question
from borrower_help.knowledge.records.negotiation import Script
from borrower_help.knowledge.records.papers import Paper
from borrower_help.knowledge.records.sources import Document
from borrower_help.knowledge.strict import Loc
from borrower_help.upkeep.corpus import Corpus, Found
from borrower_help.values.record import Record


def refs_in(record: Record) -> Iterator[tuple[Loc, str]]:
    """(place, source) of every source that a record itself names."""
    for name in ("sources", "ends_sources", "note_sources", "rules"):
        for index, ref in enumerate(getattr(record, name, ())):
            if isinstance(ref, str):
                yield (name, index), ref
    source = getattr(record, "source", None)
    if source is not None:
        yield ("source",), source


def unresolved_sources(corpus: Corpus) -> Found:
    """A reference must lead to a document, and to an article that is recorded."""
    for file, location, record in corpus.walk():
        for place, ref in refs_in(record):
            if corpus.knowledge.cite(ref) is None:
                yield corpus.problem(
                    file,
                    (*location, *place),
                    f"来源「{ref}」在 sources/ 里找不到。请补上这份文件或这一条，或改正编号。",
                )


def unused_documents(corpus: Corpus) -> Found:
    """A report nobody cites is dead weight. A rule is not: ``source show`` answers for it."""
    cited = {ref.partition(":")[0] for _, _, record in corpus.walk() for _, ref in refs_in(record)}
    for file, location, record in corpus.walk():
        if isinstance(record, Document) and record.id not in cited and force_of(record) is Force.NONE:
            yield corpus.problem(file, location, f"没有一条知识引用「{record.id}」。请引用它，或删掉它。", "warning")


def superseded_sources(corpus: Corpus) -> Found:
    """What is no longer in force may carry only statements that are themselves ended."""
    for file, location, record in corpus.walk():
        if getattr(record, "effective_to", None) is not None or isinstance(record, Rule | Threshold):
            continue
        for place, ref in refs_in(record):
            cited = corpus.knowledge.cite(ref)
            if cited and cited.effective_to is not None and cited.effective_to < corpus.today:
                yield corpus.problem(
                    file,
                    (*location, *place),
                    (
                        f"「{ref}」{cited.effective_to} 起已不再有效，不能当现行依据。请换成现行条文，或给这条写上 "
                        f"effective_to。"
                    ),
                )


def unknown_names(corpus: Corpus) -> Found:
    """Ids in selectors, routes and behaviours must exist."""
    knowledge = corpus.knowledge
    rungs = {rung.id for rung in knowledge.complaint_part(lambda file: file.ladder)}
    known: dict[str, tuple[Any, str]] = {
        "happened": (knowledge.behaviours, "催收行为"),
        "behaviours": (knowledge.behaviours, "催收行为"),
        "papers": (knowledge.paper_kinds, "文书"),
        "of_papers": (knowledge.paper_kinds, "文书"),
        "hardships": (knowledge.hardships, "困难类型"),
        "goals": (knowledge.goals, "目标"),
        "serves": (knowledge.goals, "目标"),
        "call": ({"lender", *knowledge.channels}, "号码（lender 或投诉渠道）"),
        "evidence": (knowledge.evidence, "证据类型"),
        "complain": (knowledge.channels, "投诉渠道"),
        "complaint_route": (knowledge.channels, "投诉渠道"),
        "channel": (knowledge.channels, "投诉渠道"),
        "channels": (knowledge.channels, "投诉渠道"),
        "after": (knowledge.clocks, "时限"),
        "clock": (knowledge.clocks, "时限"),
        "clocks": (knowledge.clocks, "时限"),
        "follows": (rungs, "投诉步骤"),
        "side_clocks": (knowledge.clocks, "时限"),
        "notes": (knowledge.clock_notes, "时限提示"),
        "when": (CONDITIONS, "条件"),
        "unless": (CONDITIONS, "条件"),
        "superseded_by": (knowledge.documents, "文件"),
    }
    for file, location, record in corpus.walk():
        for field in record.__struct_fields__:
            value = getattr(record, field)
            words = (isinstance(record, Route) and field == "evidence") or (
                isinstance(record, Paper) and field == "follows"
            )
            if field not in known or words:
                continue
            names = value if isinstance(value, tuple) else (value,)
            for index, name in enumerate(names):
                if isinstance(name, str) and name and name not in known[field][0]:
                    place = (*location, field, *([index] if value is names else []))
                    yield corpus.problem(file, place, f"没有叫「{name}」的{known[field][1]}。请改正，或先建立它。")


def mixed_roles(corpus: Corpus) -> Found:
    """``everyone`` beside other roles says two things, and ``roles: []`` is for nobody."""
    for file, location, record in corpus.walk():
        roles = getattr(record, "roles", None) if isinstance(record, Entry) else None
        if roles is not None and (not roles or (Audience.EVERYONE in roles and len(roles) > 1)):
            yield corpus.problem(
                file, (*location, "roles"), "roles 要么只写 everyone，要么写几种人；不写就是借款人和担保人。"
            )


def forgotten_roles(corpus: Corpus) -> Found:
    """Every role needs things to do first, a conclusion, words to say and a route of its own: a role that a person can
    choose and that nothing is written for would get an empty report.
    """
    wanted: dict[type[Entry], str] = {Action: "今天先做的事", Script: "要说的话", Route: "投诉路线"}
    written = {(type(record), role) for _, _, record in corpus.walk() for role in getattr(record, "roles", ())}
    for type_, what in wanted.items():
        for role in Audience:
            if role is not Audience.EVERYONE and (type_, role) not in written:
                yield Problem("first.yaml", 1, f"没有一条{what}是写给 {role.value} 的。请补上。")


def unanswered(corpus: Corpus) -> Found:
    """A question points at records that exist, and gives more wordings only to a record that asks a question."""
    if missing_files(corpus.files):  # that is said by itself, and an answer may be composed of what is missing
        return
    known, asked = records(corpus.knowledge), documents(corpus.knowledge)
    for file, location, record in corpus.walk():
        if not isinstance(record, Asked | LenderAsked):
            continue
        field = "answers" if isinstance(record, Asked) else "also"
        for index, name in enumerate(getattr(record, field)):
            if name not in known:
                yield corpus.problem(file, (*location, field, index), f"没有叫「{name}」的知识。请改正，或先建立它。")
        if isinstance(record, Asked) and not record.title and record.answers[0] not in asked:
            yield corpus.problem(file, location, f"「{record.answers[0]}」自己没有问题，请给这一条写上 title。")


def unused_conditions(corpus: Corpus) -> Found:
    """A condition nobody names is dead code."""
    used = {
        name for _, _, record in corpus.walk() for field in ("when", "unless") for name in getattr(record, field, ())
    }
    for name in sorted(set(CONDITIONS) - used):
        yield Problem("borrower_help/case/conditions.py", 1, f"没有一条知识用到条件「{name}」。请删掉它，或用上它。")


def unused_questions(corpus: Corpus) -> Found:
    """A question must fill a field of the case that some rule reads."""
    used = {"safety", "kind", "lender", "days_overdue", "role", "for_role"}  # every entry is for some roles
    for _, _, record in corpus.walk():
        for selector, field in (
            ("happened", "happened"),
            ("papers", "papers"),
            ("hardships", "hardship"),
            ("goals", "goals"),
        ):
            if getattr(record, selector, ()) and not isinstance(record, Question):
                used.add(field)
        if not isinstance(record, Question):
            names = (*getattr(record, "when", ()), *getattr(record, "unless", ()))
            used.update(use for name in names if name in CONDITIONS for use in CONDITIONS[name].uses)
    fields = set(Case.__struct_fields__)
    for file, location, record in corpus.walk():
        if isinstance(record, Question):
            if record.field not in fields:
                yield corpus.problem(file, (*location, "field"), f"情况记录里没有「{record.field}」这一项。")
            elif record.field not in used:
                yield corpus.problem(file, location, f"问题「{record.id}」的回答没有一条规则用到，不该问。")

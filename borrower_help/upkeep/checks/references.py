"""References: sources, names and conditions that do not exist, and those that nobody uses."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

from borrower_help.advice.letters.facts import LISTS, fact_names
from borrower_help.ask.documents import documents, records
from borrower_help.case.conditions import CONDITIONS
from borrower_help.case.model import Case, Role
from borrower_help.errors import Problem
from borrower_help.knowledge.files import missing_files
from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.across import Action
from borrower_help.knowledge.records.base import Audience, Entry
from borrower_help.knowledge.records.complaint import Route
from borrower_help.knowledge.records.conduct import Rule, Threshold
from borrower_help.knowledge.records.faq import Asked
from borrower_help.knowledge.records.interview import Question
from borrower_help.knowledge.records.negotiation import Script
from borrower_help.knowledge.records.refs import Target
from borrower_help.knowledge.records.sources import Document
from borrower_help.knowledge.strict import Loc
from borrower_help.upkeep.corpus import Corpus, Found, references
from borrower_help.values.record import Record


class Known(NamedTuple):
    """What a reference may lead to: its Chinese name, the ids there are, and where a missing one is added."""

    what: str
    ids: Callable[[Knowledge], Container[str]]
    add: str = "先建立它"


KNOWN: dict[Target, Known] = {
    Target.DOCUMENT: Known("文件", lambda knowledge: knowledge.documents),
    Target.BEHAVIOUR: Known("催收行为", lambda knowledge: knowledge.behaviours),
    Target.EVIDENCE: Known("证据类型", lambda knowledge: knowledge.evidence),
    Target.PAPER: Known("文书", lambda knowledge: knowledge.paper_kinds),
    Target.LETTER: Known("信", lambda knowledge: knowledge.letters, "先写进 letters/"),
    Target.WAY: Known("寄法", lambda knowledge: _ids(knowledge.letter_words(lambda file: file.ways)), "先写进 ways"),
    Target.FACT: Known("事实", fact_names, "先在程序里建立它"),
    Target.FACTS: Known("事实清单", lambda _: LISTS, "先在程序里建立它"),
    Target.HARDSHIP: Known("困难类型", lambda knowledge: knowledge.hardships),
    Target.GOAL: Known("目标", lambda knowledge: knowledge.goals),
    Target.ROLE: Known("身份", lambda _: tuple(Role)),
    Target.CHANNEL: Known("投诉渠道", lambda knowledge: knowledge.channels),
    Target.CALLED: Known("号码（lender 或投诉渠道）", lambda knowledge: {"lender", *knowledge.channels}),
    Target.RUNG: Known("投诉步骤", lambda knowledge: _ids(knowledge.complaint_part(lambda file: file.ladder))),
    Target.CLOCK: Known("时限", lambda knowledge: knowledge.clocks),
    Target.CLOCK_NOTE: Known("时限提示", lambda knowledge: knowledge.clock_notes),
    Target.CONDITION: Known("条件", lambda _: CONDITIONS),
    Target.QUESTION: Known("问题", lambda knowledge: _ids(knowledge.questions)),
}
"""Every target but a source and a record that answers a question: those have checks of their own."""


def _ids(entries: Iterable[Entry | Question]) -> set[str]:
    return {entry.id for entry in entries}


def sources_of(record: Record) -> Iterator[tuple[Loc, str]]:
    """(place, source) of every source that a record itself names."""
    return ((ref.place, ref.name) for ref in references(record) if ref.of is Target.SOURCE)


def unresolved_sources(corpus: Corpus) -> Found:
    """A reference must lead to a document, and to an article that is recorded."""
    for file, location, record in corpus.walk():
        for place, ref in sources_of(record):
            if corpus.knowledge.cite(ref) is None:
                yield corpus.problem(
                    file,
                    (*location, *place),
                    f"来源「{ref}」在 sources/ 里找不到。请补上这份文件或这一条，或改正编号。",
                )


def unused_documents(corpus: Corpus) -> Found:
    """A report nobody cites is dead weight. A rule is not: ``source show`` answers for it."""
    cited = {ref.partition(":")[0] for _, _, record in corpus.walk() for _, ref in sources_of(record)}
    for file, location, record in corpus.walk():
        if isinstance(record, Document) and record.id not in cited and force_of(record) is Force.NONE:
            yield corpus.problem(file, location, f"没有一条知识引用「{record.id}」。请引用它，或删掉它。", "warning")


def superseded_sources(corpus: Corpus) -> Found:
    """What is no longer in force may carry only statements that are themselves ended."""
    for file, location, record in corpus.walk():
        if getattr(record, "effective_to", None) is not None or isinstance(record, Rule | Threshold):
            continue
        for place, ref in sources_of(record):
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
    """What a record refers to must exist; its types say what that is."""
    ids: dict[Target, Container[str]] = {}
    for file, location, record in corpus.walk():
        for place, of, name in references(record):
            if of not in KNOWN:
                continue
            if of not in ids:
                ids[of] = KNOWN[of].ids(corpus.knowledge)
            if name not in ids[of]:
                known = KNOWN[of]
                message = f"没有叫「{name}」的{known.what}。请改正，或{known.add}。"
                yield corpus.problem(file, (*location, *place), message)


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
        for place, of, name in references(record):
            if of is Target.RECORD and name not in known:
                yield corpus.problem(file, (*location, *place), f"没有叫「{name}」的知识。请改正，或先建立它。")
        if isinstance(record, Asked) and not record.title and record.answers[0] not in asked:
            yield corpus.problem(file, location, f"「{record.answers[0]}」自己没有问题，请给这一条写上 title。")


def unused_conditions(corpus: Corpus) -> Found:
    """A condition nobody names is dead code."""
    used = {ref.name for _, _, record in corpus.walk() for ref in references(record) if ref.of is Target.CONDITION}
    for name in sorted(set(CONDITIONS) - used):
        yield Problem("borrower_help/case/conditions.py", 1, f"没有一条知识用到条件「{name}」。请删掉它，或用上它。")


READ_BY = {Target.BEHAVIOUR: "happened", Target.PAPER: "papers", Target.HARDSHIP: "hardship", Target.GOAL: "goals"}
"""The field of the case that decides whether an entry with such a reference is chosen."""


def unused_questions(corpus: Corpus) -> Found:
    """A question must fill a field of the case that some rule reads."""
    used = {"safety", "kind", "lender", "days_overdue", "role", "for_role"}  # every entry is for some roles
    for _, _, record in corpus.walk():
        if not isinstance(record, Entry):
            continue
        for ref in references(record):
            if ref.of in READ_BY:
                used.add(READ_BY[ref.of])
            elif ref.of is Target.CONDITION and ref.name in CONDITIONS:
                used.update(CONDITIONS[ref.name].uses)
    fields = set(Case.__struct_fields__)
    for file, location, record in corpus.walk():
        if isinstance(record, Question):
            if record.field not in fields:
                yield corpus.problem(file, (*location, "field"), f"情况记录里没有「{record.field}」这一项。")
            elif record.field not in used:
                yield corpus.problem(file, location, f"问题「{record.id}」的回答没有一条规则用到，不该问。")

"""Every question that can be answered: what the records ask themselves, and the wordings that point at records."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from borrower_help.case.selection import day_range
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.lenders import Lender

SHORT = 20
"""Characters of a wording that is no story."""


@dataclasses.dataclass(frozen=True)
class KnownQuestion:
    """A question with its wordings, and the ids of the records that answer it; ``own`` are sentences of its own.

    ``topic`` is the page on which it stands.
    """

    id: str
    title: str
    said: tuple[str, ...]
    answers: tuple[str, ...]
    topic: str
    own: tuple[Statement, ...] = ()


def records(knowledge: Knowledge) -> dict[str, Any]:
    """Every record that may answer a question, by its id. Lenders stand apart."""
    found: dict[str, Any] = {}
    for record in _records(knowledge):
        found.setdefault(str(record.id), record)
    found |= {f"letter-{letter.id}": letter for letter in knowledge.letters.values()}
    return found


_NEGOTIATION = (
    "principles",
    "hardships",
    "options",
    "timing",
    "scripts",
    "never_say",
    "agreement",
    "after_settling",
)
CREDIT = ("reporting", "keeping", "correcting", "reading", "effects")
_COST = ("rates", "comparison", "over", "fees", "before_civil_code", "penalty", "appropriation", "judgment")
_PLAN = ("reasons", "offers", "nothing_left", "rules", "limitation", "notes")


def _records(knowledge: Knowledge) -> Iterator[Any]:
    yield from knowledge.behaviours.values()
    yield from knowledge.rights.values()
    for part in CREDIT:
        yield from knowledge.credit(attrgetter(part))
    for part in _NEGOTIATION:
        yield from knowledge.negotiation(attrgetter(part))
    yield from knowledge.warnings
    yield from knowledge.paper_kinds.values()
    yield from knowledge.routes
    yield from knowledge.channels.values()
    yield from knowledge.clocks.values()
    yield from knowledge.complaint_principles()
    yield from knowledge.money(lambda file: file.statements)
    yield from knowledge.money(lambda file: file.figures_to_fetch)
    yield from knowledge.caps
    for part in _COST:
        yield from knowledge.cost_words(attrgetter(part))
    for part in _PLAN:
        yield from getattr(knowledge.plan, part)
    for stage in knowledge.stages:
        yield stage
        yield from (*stage.practice, *stage.entitlement, stage.first_action)
    for institution in knowledge.institutions.values():
        yield institution
        yield from (*institution.differences, *institution.practice, *institution.ask_first)
    yield from knowledge.actions
    yield from knowledge.evidence.values()
    yield from knowledge.dangers.values()
    yield from (*knowledge.limits.limits, knowledge.limits.human_help)


def documents(knowledge: Knowledge) -> dict[str, KnownQuestion]:
    """Every question by its id: those that records ask, with the wordings that point at them, then those of the files
    of questions.
    """
    found = {document.id: document for document in _own_questions(knowledge)}
    for file in knowledge.asked:
        for asked in file.questions:
            if asked.title:
                said = (asked.title, *asked.said)
                found[asked.id] = KnownQuestion(asked.id, asked.title, said, asked.answers, file.topic, asked.own)
                continue
            (target,) = asked.answers
            if target in found:
                document = found[target]
                found[target] = dataclasses.replace(document, said=(*document.said, *asked.said))
    return found


def of_lenders(knowledge: Knowledge) -> dict[str, KnownQuestion]:
    """The questions about one lender, by id."""
    return {
        asked.id: KnownQuestion(asked.id, asked.title, asked.said, asked.also, "lenders")
        for asked in knowledge.asked_of_lenders
    }


def few(said: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most ``most`` of a question's wordings, the first always: short ones, from all over the list, for what must
    be small.
    """
    short = list(dict.fromkeys([said[0], *(text for text in said[1:] if len(text) <= SHORT)]))
    step = max(1.0, len(short) / most)
    return tuple(short[int(place * step)] for place in range(min(most, len(short))))


def lender_title(title: str, lender: Lender) -> str:
    """The title of a question about one lender."""
    return title.replace("{name}", lender.name)


def _own_questions(knowledge: Knowledge) -> Iterator[KnownQuestion]:
    for behaviour in knowledge.behaviours.values():
        said = (behaviour.title, behaviour.question, *behaviour.said)
        yield KnownQuestion(behaviour.id, behaviour.question, said, (behaviour.id,), knowledge.theme_of[behaviour.id])
    for right in knowledge.rights.values():
        title = right.question or f"我能不能要求「{right.name}」？"
        yield KnownQuestion(right.id, title, (title, right.name, *right.said), (right.id,), "rights")
    for part in CREDIT:
        for answer in knowledge.credit(attrgetter(part)):
            said = (answer.question, answer.name, *answer.said)
            yield KnownQuestion(answer.id, answer.question, said, (answer.id,), "credit")
    for option in knowledge.negotiation(lambda file: file.options):
        yield KnownQuestion(option.id, f"怎么谈「{option.name}」？", (option.name,), (option.id,), "negotiation")
    for wrong in knowledge.negotiation(lambda file: file.never_say):
        title = wrong.question or f"能不能说（做）「{wrong.wrong}」？"
        yield KnownQuestion(wrong.id, title, (wrong.wrong,), (wrong.id,), "negotiation")
    for hardship in knowledge.hardships.values():
        title = f"{hardship.name}，协商时要准备什么证明？"
        yield KnownQuestion(hardship.id, title, (title,), (hardship.id,), "negotiation")
    for warning in knowledge.warnings:
        title = f"{_quoted(warning.title)}，是真的吗？"
        yield KnownQuestion(warning.id, title, (warning.title,), (warning.id,), "warnings")
    for paper in knowledge.paper_kinds.values():
        title = f"收到{paper.name}，怎么办？"
        yield KnownQuestion(paper.id, title, (title, paper.name), (paper.id,), "papers")
    for letter in knowledge.letters.values():
        title = f"「{letter.name}」怎么写？"
        identifier = f"letter-{letter.id}"  # some letters are called like the question they are about
        yield KnownQuestion(identifier, title, (title, letter.name, letter.title), (identifier,), "letters")
    for clock in knowledge.clocks.values():
        name = clock.name.partition("：")[0]
        title = clock.question or f"{name}，期限多长，从哪天算？"
        yield KnownQuestion(clock.id, title, (title, f"{name}几天", f"{name}期限", *clock.also), (clock.id,), "clocks")
    for channel in knowledge.channels.values():
        title = f"{channel.name}管什么，怎么找？"
        yield KnownQuestion(channel.id, title, (title, channel.name), (channel.id,), "complaint")
    for kind in knowledge.evidence.values():
        title = f"{kind.name}，怎么留才算数？"
        yield KnownQuestion(kind.id, title, (title, kind.name), (kind.id,), "evidence")
    for stage in knowledge.stages:
        title = f"逾期{day_range(stage.days)}，会发生什么？"
        yield KnownQuestion(stage.id, title, (f"逾期{stage.name}会怎样",), (stage.id,), "outlook")
    for institution in knowledge.institutions.values():
        title = f"{institution.name}是什么机构，归谁管？"
        yield KnownQuestion(institution.id.value, title, (title,), (institution.id.value,), "institutions")


def _quoted(title: str) -> str:
    return title if "「" in title else f"「{title}」"

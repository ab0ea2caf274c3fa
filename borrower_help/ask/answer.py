"""A question in a person's own words, answered: what was read of it, which question it is, what the records say."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from borrower_help.advice.outlook import current_stage
from borrower_help.ask.compose import Composed, Piece, compose, fits, headlines
from borrower_help.ask.documents import KnownQuestion, documents, lender_title, of_lenders, records
from borrower_help.ask.index import Found
from borrower_help.ask.lender import lender_pieces
from borrower_help.ask.match import ELSEWHERE, Matcher
from borrower_help.ask.reading import Reader, ReadQuestion
from borrower_help.case.model import Case
from borrower_help.case.situation import Situation, situation_of
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.across import Caution
from borrower_help.knowledge.records.outlook import Stage

OTHERS = 3
"""So many other questions are named beside an answer."""


@dataclasses.dataclass(frozen=True)
class Neighbour:
    """A question that comes near, too."""

    id: str
    question: str


@dataclasses.dataclass(frozen=True)
class Replied:
    """What was asked and what is answered. Without an answer ``id`` is empty; ``neighbours`` may be offered then.

    ``read`` is what was taken out of the words: the lender, the days overdue.
    """

    typed: str
    id: str
    question: str
    near: float
    answers: tuple[str, ...]
    pieces: tuple[Piece, ...]
    neighbours: tuple[Neighbour, ...]
    deeper: str
    read: tuple[str, ...] = ()


class Asking:
    """The questions that are known, ready to be asked again and again.

    With ``most``, so many wordings of each are known, as the pages know them.
    """

    def __init__(self, knowledge: Knowledge, most: int | None = None) -> None:
        self.knowledge = knowledge
        self._most = most

    @cached_property
    def documents(self) -> dict[str, KnownQuestion]:
        """Every question that needs no lender."""
        return documents(self.knowledge)

    @cached_property
    def of_lenders(self) -> dict[str, KnownQuestion]:
        """The questions about one lender."""
        return of_lenders(self.knowledge)

    @cached_property
    def records(self) -> dict[str, Any]:
        """The records that answer."""
        return records(self.knowledge)

    @cached_property
    def reader(self) -> Reader:
        """How questions are read."""
        return Reader(self.knowledge)

    @cached_property
    def matcher(self) -> Matcher:
        """What finds the question that is meant, ready when it is first needed."""
        return Matcher(self.knowledge, self.reader, self.documents, self.of_lenders, self._most)

    def read(self, typed: str) -> ReadQuestion:
        """The question as it is looked up."""
        return self.reader.question(typed)

    def answer(self, typed: str, case: Case, day: dt.date) -> Replied:
        """The answer in a case; what the words tell counts where the case has nothing."""
        question = self.read(typed)
        case, read = self._with(case, question)
        situation = situation_of(case, self.knowledge, day)
        found, sure, offered = self.matcher.match(question, lender=situation.lender is not None)
        first = found[0] if found else None
        near = [entry for entry in (found[1:] if sure else found) if entry.near >= offered]
        neighbours = self._neighbours(near, situation)
        if first is None or not sure:
            return Replied(typed, "", "", first.near if first else 0.0, (), (), neighbours, "", read)
        identifier = self._on_the_day(first.id, situation)
        title, pieces, deeper, answers = self.reply(identifier, situation)
        return Replied(typed, identifier, title, first.near, answers, pieces, neighbours, deeper, read)

    def _on_the_day(self, identifier: str, situation: Situation) -> str:
        """Of the stages the one that the days tell, where they were told."""
        stage = current_stage(situation, self.knowledge)
        return stage.id if stage and isinstance(self.records.get(identifier), Stage) else identifier

    def _with(self, case: Case, question: ReadQuestion) -> tuple[Case, tuple[str, ...]]:
        """The case with what the words tell, and what was read in words."""
        more: dict[str, object] = {}
        read: list[str] = []
        if case.lender is None and len(question.lenders) == 1:
            more["lender"] = question.lenders[0]
            read.append(self.knowledge.lenders[question.lenders[0]].name)
        if case.days_overdue is None and case.due is None and question.days is not None:
            more["days_overdue"] = question.days
            read.append(f"逾期 {question.days} 天")
        return (case.telling(more) if more else case), tuple(read)

    def reply(self, identifier: str, situation: Situation) -> tuple[str, tuple[Piece, ...], str, tuple[str, ...]]:
        """The title, the answer, the command that says more, and the records that answer a question."""
        if identifier in self.of_lenders:
            assert situation.lender is not None
            asked = next(entry for entry in self.knowledge.asked_of_lenders if entry.id == identifier)
            own = lender_pieces(asked, situation.lender, self.knowledge)
            composed = self._composed(asked.also, situation)
            also = [
                dataclasses.replace(piece, role="more" if asked.words or asked.parts else piece.role)
                for entry in composed
                for piece in self._beside(entry, asked.id)
            ]
            deeper = f"borrower-help lender show {situation.lender.id}"
            return (
                lender_title(asked.title, situation.lender),
                (*own, *also),
                deeper,
                (identifier, *(entry.record for entry in composed)),
            )
        document = self.documents[identifier]
        own = tuple(Piece("why", entry.text, entry.sources, entry.confidence) for entry in document.own)
        composed = self._composed(document.answers, situation)
        behind = [
            piece if number == 0 else dataclasses.replace(piece, role="more")
            for number, entry in enumerate(composed)
            for piece in self._beside(entry, identifier, first=number == 0 and not own)
        ]
        deeper = composed[0].deeper if composed else "borrower-help advise"
        return document.title, (*own, *behind), deeper, tuple(entry.record for entry in composed) or (identifier,)

    def _beside(self, entry: Composed, identifier: str, *, first: bool = False) -> Iterator[Piece]:
        """The pieces of a record in the answer to a question that is not its own: a verdict belongs to the question it
        was given on, so that only the first record's stands, and only where no words were written for this question;
        what is said of a saying stands beside the saying.
        """
        record = self.records[entry.record]
        saying = record.title if isinstance(record, Caution) and entry.record != identifier else ""
        rumour = bool(saying) and isinstance(record, Caution) and record.kind == "false_claim"
        named = f"{saying}靠不住" if rumour else saying  # a rumour beside an answer must not read as the answer
        for piece in entry.pieces:
            if piece.role == "short":
                if first and not rumour:
                    yield piece
            else:
                new = saying and piece.role == "why" and not piece.label
                yield dataclasses.replace(piece, label=named) if new else piece

    def _composed(self, answers: tuple[str, ...], situation: Situation) -> list[Composed]:
        """The answers of the records that are about this kind of lender; of all where none is."""
        wanted = {name: self.records[name] for name in answers}
        fitting = {name: record for name, record in wanted.items() if fits(record, situation)} or wanted
        stages = [record for record in fitting.values() if isinstance(record, Stage)]
        if len(stages) > 1:
            return [headlines(stages)]
        return [
            dataclasses.replace(compose(record, situation, self.knowledge), record=name)
            for name, record in fitting.items()
        ]

    def _neighbours(self, found: list[Found], situation: Situation) -> tuple[Neighbour, ...]:
        named: list[Neighbour] = []
        for entry in found:
            if len(named) == OTHERS:
                break
            if entry.id == ELSEWHERE:
                continue
            own = self.of_lenders.get(entry.id)
            title = lender_title(own.title, situation.lender) if own and situation.lender else ""
            named.append(Neighbour(entry.id, title or self.documents[entry.id].title))
        return tuple(named)

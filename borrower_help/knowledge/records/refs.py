"""What a reference of a record refers to: a type of its own for each, so that no check keeps a table of fields.

A field that holds the id of another record, or of something the program knows, is annotated with one of the types
below; ``borrower_help.upkeep.corpus.references`` reads them. An empty default is no reference.
"""

import enum
from typing import Annotated

from msgspec import Meta

from borrower_help.values.record import Slug


class Target(enum.StrEnum):
    """What the id in a field belongs to."""

    SOURCE = "source"
    DOCUMENT = "document"
    RECORD = "record"
    BEHAVIOUR = "behaviour"
    EVIDENCE = "evidence"
    PAPER = "paper"
    LETTER = "letter"
    WAY = "way"
    FACT = "fact"
    FACTS = "facts"
    HARDSHIP = "hardship"
    GOAL = "goal"
    ROLE = "role"
    CHANNEL = "channel"
    CALLED = "called"
    RUNG = "rung"
    CLOCK = "clock"
    CLOCK_NOTE = "clock_note"
    CONDITION = "condition"
    QUESTION = "question"


SourceRef = Annotated[
    str,
    Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*(?::[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*)?$", extra={"of": Target.SOURCE}),
]
"""A document, or one article of it: ``civil-code:188``."""

SourceRefs = Annotated[tuple[SourceRef, ...], Meta(min_length=1)]

DocumentRef = Annotated[Slug, Meta(extra={"of": Target.DOCUMENT})]
RecordRef = Annotated[Slug, Meta(extra={"of": Target.RECORD})]
"""Anything of the knowledge that can answer a question."""
BehaviourRef = Annotated[Slug, Meta(extra={"of": Target.BEHAVIOUR})]
EvidenceRef = Annotated[Slug, Meta(extra={"of": Target.EVIDENCE})]
PaperRef = Annotated[Slug, Meta(extra={"of": Target.PAPER})]
LetterRef = Annotated[Slug, Meta(extra={"of": Target.LETTER})]
WayRef = Annotated[Slug, Meta(extra={"of": Target.WAY})]
FactRef = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", extra={"of": Target.FACT})]
"""The name of a fact that a template may use: ``borrower_help.advice.letters.facts`` lists them."""
FactsRef = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", extra={"of": Target.FACTS})]
"""A list of facts that has many entries."""
HardshipRef = Annotated[Slug, Meta(extra={"of": Target.HARDSHIP})]
GoalRef = Annotated[Slug, Meta(extra={"of": Target.GOAL})]
RoleRef = Annotated[Slug, Meta(extra={"of": Target.ROLE})]
ChannelRef = Annotated[Slug, Meta(extra={"of": Target.CHANNEL})]
CalledRef = Annotated[Slug, Meta(extra={"of": Target.CALLED})]
"""Whose number is called: the lender's, or that of a channel."""
RungRef = Annotated[Slug, Meta(extra={"of": Target.RUNG})]
ClockRef = Annotated[Slug, Meta(extra={"of": Target.CLOCK})]
ClockNoteRef = Annotated[Slug, Meta(extra={"of": Target.CLOCK_NOTE})]
ConditionRef = Annotated[Slug, Meta(extra={"of": Target.CONDITION})]
QuestionRef = Annotated[Slug, Meta(extra={"of": Target.QUESTION})]

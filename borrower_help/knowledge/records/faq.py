"""How people ask: wordings that point at records, and the words that are read as other words."""

from typing import Annotated

from msgspec import Meta

from borrower_help.knowledge.records.base import KnowledgeFile, Statement
from borrower_help.knowledge.records.refs import RecordRef
from borrower_help.values.record import Record, Slug, Text


class Asked(Record, frozen=True, kw_only=True):
    """A question as people ask it, and the records that answer it, the first one first.

    ``title`` is the question as it is shown; empty where the wordings (``said``) are more wordings of the question
    that the only record in ``answers`` asks itself. ``own`` is written here because no record says it.
    """

    id: Slug
    title: str = ""
    said: tuple[Text, ...] = ()
    answers: tuple[RecordRef, ...] = ()
    own: tuple[Statement, ...] = ()

    def __post_init__(self) -> None:
        if not self.answers and not self.own:
            raise ValueError("要写 answers（由哪条知识回答），或者写 own（这里自己的回答）。")
        if not self.title and (len(self.answers) != 1 or self.own):
            raise ValueError("没有 title 的，answers 只写一条：它是那一条的别的问法。")


class FaqFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/faq/<topic>.yaml: the questions of one topic; ``order`` is the place of its page."""

    topic: Slug
    name: Text
    order: int
    questions: tuple[Asked, ...]


class LenderAsked(Record, frozen=True, kw_only=True):
    """A question about one lender: ``{name}`` stands for it in ``title``.

    Its answer are the lender's own records named in ``parts``, and of its facts, practice and claims those that hold
    one of the ``words``; beside them stand the records in ``also``, which hold for every lender. ``unknown`` is said
    where nothing of its own is known.
    """

    id: Slug
    title: Text
    said: tuple[Text, ...]
    words: tuple[Text, ...] = ()
    parts: tuple[Slug, ...] = ()
    also: tuple[RecordRef, ...] = ()
    unknown: Text


class LenderFaqFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/faq/lenders.yaml: what people ask about one lender."""

    asked: tuple[LenderAsked, ...]


class ReadAs(Record, frozen=True, kw_only=True):
    """What is ``written`` in dialect, by mistake or in other words, and how the search reads it."""

    meant: str
    written: Annotated[tuple[Text, ...], Meta(min_length=1)]


class WordsFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/faq/words.yaml: how a question is read before it is looked up.

    ``sounds`` are syllables with the characters that are read so; ``empty`` say nothing about what is asked; ``asking``
    tell which sentence of a story is the question; ``elsewhere`` are questions of other fields, which have no answer
    here; ``days`` are words for a time overdue, by its days.
    """

    read_as: tuple[ReadAs, ...] = ()
    sounds: Annotated[str, Meta(pattern=r"^(?:[a-z]+[^a-z\s]+(?: |$))*$")] = ""
    empty: tuple[Text, ...] = ()
    asking: tuple[Text, ...] = ()
    elsewhere: tuple[Text, ...] = ()

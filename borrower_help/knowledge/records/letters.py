"""Letters a person may send: their words as templates, and what must be known before they are written."""

from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import ALL, Audience, Entry, KnowledgeFile, Sourced, Statement
from borrower_help.knowledge.records.refs import ClockRef, FactRef, FactsRef, WayRef
from borrower_help.values.record import Text


class LetterPart(Entry, frozen=True, kw_only=True):
    """One paragraph of a letter or one thing to attach: ``text`` is a template that sees the facts and nothing else.

    It stands only where every one of ``facts`` is known and none of ``lacks``; ``each`` names a list of facts of which
    every entry, called ``one``, gets a paragraph of its own. A ``box`` is left for the sender to tick where it is true.
    """

    roles: tuple[Audience, ...] = ALL
    text: Text
    style: Literal["heading", "text", "item", "box"] = "text"
    facts: tuple[FactRef, ...] = ()
    lacks: tuple[FactRef, ...] = ()
    each: FactsRef = ""


class LetterNeed(Sourced, frozen=True, kw_only=True):
    """What a letter is not written without: at least one of the facts ``any_of``, else ``collect`` is said instead.

    ``fill`` is said to whoever has it written with blanks: what a pen adds, and where to find it.
    """

    any_of: Annotated[tuple[FactRef, ...], Meta(min_length=1)]
    collect: Text
    fill: Text


class LetterStep(Entry, frozen=True, kw_only=True):
    """What happens after a letter was sent, or by when it must be; ``clock`` is the time limit that dates it.

    Clocks of a paper run from its receipt, all others from the day of the letter. ``own`` tells that the limit is the
    sender's, so that its safe day leads.
    """

    roles: tuple[Audience, ...] = ALL
    text: Text
    clock: ClockRef = ""
    own: bool = False


class LetterKind(Entry, frozen=True, kw_only=True):
    """A letter: what it is for, when not to send it, its words, and what comes after.

    The selectors of an ``Entry`` tell for which cases it is offered first; it may be asked for in any case. ``by`` is
    who signs it; ``acknowledges`` tells that it admits the debt, so that it is withheld where that may cost the defence
    of limitation. ``to`` is a template like the paragraphs; a court is addressed
    ``at`` the end, an agreement nowhere.
    """

    name: Text
    title: Text
    to: Text
    about: Text
    order: int
    at: Literal["top", "end", "none"] = "top"
    by: Literal["borrower", "other"] = "borrower"
    acknowledges: bool = False
    use: Text
    avoid: Text
    needs: tuple[LetterNeed, ...] = ()
    parts: Annotated[tuple[LetterPart, ...], Meta(min_length=1)]
    attach: tuple[LetterPart, ...] = ()
    signs: Annotated[tuple[Text, ...], Meta(min_length=1)]
    send: Annotated[tuple[WayRef, ...], Meta(min_length=1)]
    after: Annotated[tuple[LetterStep, ...], Meta(min_length=1)]


class LetterWord(Statement, frozen=True, kw_only=True):
    """What is said beside letters, whoever writes them."""

    roles: tuple[Audience, ...] = ALL


class LetterFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/letters/*.yaml: each file fills the lists it is about.

    ``withheld`` are the reasons, selected like every entry, for which no letter that acknowledges the debt is written;
    ``admits`` is said beside those that are; ``ways`` are how letters are handed in with proof, named by their
    ``send``; ``always`` is said beside every letter.
    """

    letters: tuple[LetterKind, ...] = ()
    withheld: tuple[LetterWord, ...] = ()
    admits: tuple[LetterWord, ...] = ()
    ways: tuple[LetterWord, ...] = ()
    always: tuple[LetterWord, ...] = ()

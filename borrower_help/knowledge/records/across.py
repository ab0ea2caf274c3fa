"""What stands across the sections: first actions, warnings, dangers, limits."""

from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import Day, Entry, KnowledgeFile, Section, Sourced, Statement, Unknown
from borrower_help.knowledge.records.refs import CalledRef, GoalRef
from borrower_help.values.record import Record, Slug, Text


class Action(Entry, frozen=True, kw_only=True):
    """A candidate for the three things to do today; the three with the lowest ``order`` are shown.

    At most one action per ``topic`` is chosen. ``within`` is the number of days from today by
    which it should be done; an action ``on`` the hearing has that day instead. An action that ``serves`` a goal the
    person named comes before those that do not, ``urgent`` ones excepted: they are never pushed out by a wish.
    ``call`` is whose number stands beside it: ``lender`` who lent,
    ``creditor`` whoever asks for the money now, or another channel. ``say`` are the ready words; before them stand
    those of ``says`` that fit what was told, so that nobody is accused of what did not happen. What waits for something
    has no day: ``once`` says for what.
    """

    topic: Slug
    order: int
    within: Day
    text: Text
    reason: Text
    urgent: bool = False
    on: Literal["", "hearing"] = ""
    serves: tuple[GoalRef, ...] = ()
    call: CalledRef = ""
    say: str = ""
    says: tuple[Statement, ...] = ()
    once: str = ""


class ActionFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/first.yaml: the things to do first, and the sentences beside them.

    ``headlines`` are the conclusion for whoever is not the borrower, ``ahead`` what comes next for whoever did not
    sign, ``reassurances`` the one comfort that is true for a case: of each the first that fits. ``loan_order`` says why
    one of several loans goes before another.
    """

    actions: tuple[Action, ...]
    headlines: tuple[Statement, ...] = ()
    ahead: tuple[Statement, ...] = ()
    reassurances: tuple[Statement, ...] = ()
    loan_order: tuple[Statement, ...] = ()


class Caution(Entry, frozen=True, kw_only=True):
    """A scam, a false claim that circulates, or a danger, shown beside the sections named."""

    kind: Literal["scam", "false_claim"]
    title: Text
    text: Text
    show_with: Annotated[tuple[Section, ...], Meta(min_length=1)]
    order: int = 100


class SaidFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/said.yaml: sentences that the program picks by their id and fills with what it knows."""

    said: tuple[Statement, ...]


class WarningFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/warnings.yaml"""

    warnings: tuple[Caution, ...]


class WordList(Record, frozen=True, kw_only=True):
    """Words of one meaning; a phrase names them as ``<name>``."""

    name: Text
    words: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Spelling(Record, frozen=True, kw_only=True):
    """Mistyped, disguised or half Latin spellings, and the words that are ``meant``."""

    written: Annotated[tuple[Text, ...], Meta(min_length=1)]
    meant: Text


class SafetyNumber(Sourced, frozen=True, kw_only=True):
    """A number to call in danger."""

    value: Text
    name: Text


class Danger(Sourced, frozen=True, kw_only=True):
    """A danger that comes before everything else: what to do first and whom to call.

    ``stop`` are the two sentences above the numbers where everything else stops, ``hint`` the one line that
    stands before an answer. ``certain`` and ``possible`` are the phrases by which it is recognised in a
    person's own words; knowledge/safety.yaml says how they are written. After a word of ``softened`` in the
    same clause what is certain is only possible; beside a word of ``now`` what is possible is certain. Of several
    dangers the one with the lowest ``urgency`` comes first.
    """

    id: Slug
    label: Text
    text: Text
    stop: Text
    hint: Text
    urgency: int
    certain: tuple[Text, ...] = ()
    possible: tuple[Text, ...] = ()
    softened: tuple[Text, ...] = ()
    now: tuple[Text, ...] = ()
    numbers: Annotated[tuple[SafetyNumber, ...], Meta(min_length=1)]


class SafetyFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/safety.yaml: the dangers, and what is needed to hear them in a person's words.

    ``words`` are the lists that phrases name, ``harmless`` the phrases that are taken out first, ``denials`` the
    words that deny what stands right behind them.
    """

    dangers: tuple[Danger, ...]
    words: tuple[WordList, ...] = ()
    harmless: tuple[Text, ...] = ()
    denials: tuple[Text, ...] = ()
    spellings: tuple[Spelling, ...] = ()


class LimitsFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/limits.yaml: what this tool cannot do, and the one notice every output carries."""

    version: Text
    notice: Text
    human_help: Statement
    limits: tuple[Statement, ...]
    unknowns: tuple[Unknown, ...] = ()

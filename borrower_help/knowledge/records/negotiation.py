"""What can be asked for, and what is said about it."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from borrower_help.knowledge.records.base import Entry, KnowledgeFile, Statement
from borrower_help.values.record import Record, Text


class Hardship(Entry, frozen=True, kw_only=True):
    """A kind of hardship, the papers that prove it, and what must never be handed in."""

    name: Text
    proofs: Annotated[tuple[Text, ...], Meta(min_length=1)]
    never: Text


class Option(Entry, frozen=True, kw_only=True):
    """Something one may ask the creditor for, with what is really known about it."""

    name: Text
    what: Text
    known: Text
    ask: Text
    cost: Text
    credit: str = ""
    risk: str = ""


class Timing(Entry, frozen=True, kw_only=True):
    """What is worth asking for at a stage, and how strong the borrower's position usually is."""

    stage: Text
    ask: Text
    note: Text


class Script(Entry, frozen=True, kw_only=True):
    """Words to say or write; blanks are ＿＿ for the borrower to fill in."""

    name: Text
    text: Text


class NeverSay(Entry, frozen=True, kw_only=True):
    """A sentence or an act that harms the borrower, why, and what to say instead. ``question`` tells it from a twin."""

    wrong: Text
    why: Text
    better: Text
    question: Text | None = None


class AgreementPoint(Statement, frozen=True, kw_only=True):
    """What a written agreement must hold, and how it is found in one.

    ``said`` are phrases, ``…`` standing for a few characters within one sentence; without any the point is never looked
    for. A clause that holds one of ``unless_said`` says the reverse. ``must`` are those without which nothing should be
    signed. ``change`` is what to ask for where it is missing. ``spoilt_by`` are the traps that already say what is
    wrong with it: beside one of them, it is neither called found nor missing.
    """

    name: str = ""
    said: tuple[Text, ...] = ()
    unless_said: tuple[Text, ...] = ()
    spoilt_by: tuple[Text, ...] = ()
    must: bool = False
    change: str = ""


class Trap(Statement, frozen=True, kw_only=True):
    """Something in an offer or an agreement that harms whoever signs it: why, and what to ask for instead.

    ``said`` and ``unless_said`` are phrases (``…`` and, within a clause, ``~`` stand for a few characters, ``{a|b}``
    for one or the other): a sentence that holds one of the first and none of the second is about it; with
    ``beside_said``, only where it holds one of those too. ``above_percent_a_year``: only where it names a daily or
    monthly charge that comes to more. ``even_if_said``: a sentence that holds one of them is about it whatever
    ``unless_said`` says. ``patient_from_days``: no sentence that names at least so many days of being late, or two
    instalments. ``payee``: also where such a one, who is not the creditor, is to be paid. ``grave`` ones alone are a
    reason to sign and pay nothing. Where an offer has all the points of ``unless_has`` it is none.
    """

    name: Text
    said: Annotated[tuple[Text, ...], Meta(min_length=1)]
    unless_said: tuple[Text, ...] = ()
    unless_has: tuple[Text, ...] = ()
    beside_said: tuple[Text, ...] = ()
    even_if_said: tuple[Text, ...] = ()
    patient_from_days: Annotated[int, Meta(ge=1, le=90)] | None = None
    payee: Literal["person", "company"] | None = None
    above_percent_a_year: Decimal | None = None
    grave: bool = False
    change: Text


OfferForm = Literal["lump", "instalments", "deferral", "part"]
"""One sum that settles it, instalments, a wait, or a sum now while nothing is settled yet."""


class OfferPoint(Statement, frozen=True, kw_only=True):
    """What an offer must have before it is taken: ``forms`` are those of which it is asked, ``change`` what to ask for.

    ``must`` points stand before the others. ``said`` are the phrases that tell that it is there.
    """

    name: Text
    forms: Annotated[tuple[OfferForm, ...], Meta(min_length=1)]
    must: bool = False
    said: tuple[Text, ...] = ()
    unless_said: tuple[Text, ...] = ()
    change: Text


class HardChoice(Record, frozen=True, kw_only=True):
    """One way to answer a collector: what it would cost. Exactly one answer of a sentence is ``good``."""

    text: Text
    cost: Text
    good: bool = False


class HardSentence(Entry, frozen=True, kw_only=True):
    """A sentence of a collector that is hard to answer, with ways to answer it, and what is better, and why.

    ``near_limit`` is what to say instead of the good answer where three years are over or nearly so, and a sum or a
    promise could give the defence away.
    """

    text: Text
    choices: Annotated[tuple[HardChoice, ...], Meta(min_length=2)]
    near_limit: str = ""
    why: Text


class Followup(Statement, frozen=True, kw_only=True):
    """What to do after a negotiation ended so (``id``, with ``-`` for ``_``).

    ``within`` so many days, or the day after the one that was named.
    """

    name: Text
    within: Annotated[int, Meta(ge=0, le=60)]
    after_named: bool = False
    say: Text


class NegotiationFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/negotiation/*.yaml: each file fills the lists it is about.

    ``plain_said`` are phrases of sentences in which whoever signs gives nothing away. A sentence that neither they nor
    anything else knows is shown as not understood; of one that is known in part, the parts with ``burdens_said``.
    """

    principles: tuple[Statement, ...] = ()
    hardships: tuple[Hardship, ...] = ()
    options: tuple[Option, ...] = ()
    timing: tuple[Timing, ...] = ()
    scripts: tuple[Script, ...] = ()
    never_say: tuple[NeverSay, ...] = ()
    agreement: tuple[AgreementPoint, ...] = ()
    agreement_traps: tuple[Trap, ...] = ()
    burdens_said: tuple[Text, ...] = ()
    plain_said: tuple[Text, ...] = ()
    offer_points: tuple[OfferPoint, ...] = ()
    offer_traps: tuple[Trap, ...] = ()
    offer_notes: tuple[Statement, ...] = ()
    followups: tuple[Followup, ...] = ()
    rehearsal: tuple[HardSentence, ...] = ()
    telling_family: tuple[Statement, ...] = ()
    after_settling: tuple[Statement, ...] = ()

"""The options of one contact."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from borrower_help.cli.case_input import options_left
from borrower_help.cli.hearing import listen
from borrower_help.cli.shell import spelled
from borrower_help.cli.streams import note
from borrower_help.cli.terminal import prompter
from borrower_help.errors import Stopped
from borrower_help.interview.contact import ContactQuestions
from borrower_help.journal.imports.lengths import parse_length
from borrower_help.journal.imports.numbers import parse_number
from borrower_help.journal.model import CHANNELS, DATED, OUTCOMES, PERSONS
from borrower_help.journal.typed import checked, moment, now, one_of, words
from borrower_help.values.parse import parse_date, parse_name


def text_option(flag: str, help_: str, metavar: str = "TEXT") -> Any:
    """An option that takes words."""
    return typer.Option(flag, metavar=metavar, help=help_, show_default=False)


AtOption = Annotated[str | None, text_option("--at", "什么时候，如 2026-11-20 22:15", "TIME")]

ChannelOption = Annotated[
    str | None, text_option("--channel", "方式：call sms wechat app email letter visit negotiation")
]

PersonOption = Annotated[str | None, text_option("--person", "联系了谁：me contact family colleague other")]

NumberOption = Annotated[str | None, text_option("--number", "对方号码", "NUMBER")]

CalledOption = Annotated[str | None, text_option("--called", "打到哪个号码（打给别人的，写他的号码）", "NUMBER")]

OutgoingOption = Annotated[
    bool | None, typer.Option("--outgoing/--incoming", help="是你打出的，还是对方打来的", show_default=False)
]

CollectorOption = Annotated[
    bool | None, typer.Option("--collector/--not-collector", help="这一行是催收，或不是", show_default=False)
]

ConnectedOption = Annotated[
    bool | None, typer.Option("--connected/--unanswered", help="接通没有（上门：当面没有）", show_default=False)
]

LengthOption = Annotated[str | None, text_option("--length", "通话多久，如 1分23秒、00:01:23、83", "LENGTH")]

ClaimedOption = Annotated[str | None, text_option("--claimed", "对方自称是谁")]

SaidOption = Annotated[str | None, text_option("--said", "说了什么")]

EvidenceOption = Annotated[str | None, text_option("--evidence", "证据存在哪里")]

OutcomeOption = Annotated[str | None, text_option("--outcome", f"协商的结果：{' '.join(OUTCOMES)}")]

UntilOption = Annotated[str | None, text_option("--until", "协商里说的日子：答复、付款或办好的最后一天", "DATE")]

RefusedOption = Annotated[
    bool | None, typer.Option("--refused/--not-refused", help="被联系的人当时明确拒绝了", show_default=False)
]


def fields_given(
    at: str | None,
    channel: str | None,
    person: str | None,
    number: str | None,
    called: str | None,
    connected: bool | None,
    length: str | None,
    claimed: str | None,
    said: str | None,
    evidence: str | None,
    refused: bool | None,
    outgoing: bool | None,
    lender: str | None,
    collector: bool | None = None,
    *,
    is_letter: bool = False,
    outcome: str | None = None,
    until: str | None = None,
) -> dict[str, Any]:
    """The fields of a contact that were given as options, parsed; of a letter the day is enough.

    Raises ``UsageError``.
    """
    dated = {name for key in DATED for name in (key, CHANNELS[key])}
    is_letter = is_letter or (channel or "").strip() in dated
    flags = (("connected", connected), ("refused", refused), ("outgoing", outgoing), ("collector", collector))
    texts: tuple[tuple[str, str | None, Callable[[str], Any]], ...] = (
        ("at", at, lambda text: moment(text, is_letter=is_letter)),
        ("channel", channel, lambda text: one_of(text, CHANNELS, "--channel")),
        ("person", person, lambda text: one_of(text, PERSONS, "--person")),
        ("number", number, lambda text: checked(parse_number, text, "--number")),
        ("called", called, lambda text: checked(parse_number, text, "--called")),
        ("seconds", length, lambda text: checked(parse_length, text, "--length")),
        ("claimed", claimed, lambda text: words(text, "--claimed")),
        ("said", said, lambda text: words(text, "--said")),
        ("evidence", evidence, lambda text: words(text, "--evidence")),
        ("lender", lender, lambda text: parse_name(text, "--lender")),
        ("outcome", outcome, lambda text: one_of(text, OUTCOMES, "--outcome")),
        ("until", until, lambda text: parse_date(text, "--until", now().date(), ahead=True)),
    )
    given: dict[str, Any] = {field: parse(text) for field, text, parse in texts if text is not None}
    given |= {field: flag for field, flag in flags if flag is not None}
    if "seconds" in given:
        given["rounded"] = False
    if given.get("seconds") is not None:
        given.setdefault("connected", given["seconds"] > 0)
    return given


def ask(given: dict[str, Any], *, plain: bool) -> dict[str, Any]:
    """Ask for what was not given; every question but when and how may be skipped. Raises ``Stopped``.

    On Ctrl-C nothing is recorded, and the command that goes on with the answers so far is shown.
    """
    questions = ContactQuestions(prompter(plain=plain, listen=listen), dict(given), listen)
    try:
        return questions.answered()
    except (KeyboardInterrupt, EOFError):
        answers = as_words(questions.given)
        answered = spelled([*answers, *options_left(sys.argv[1:], _TOLD)])
        note("\n已停止，这一次没有记下。" + (f"接着记：borrower-help log add {answered}" if answers else ""))
        raise Stopped from None


_YES_OR_NO = {
    "connected": ("--connected", "--unanswered"),
    "refused": ("--refused", "--not-refused"),
    "outgoing": ("--outgoing", "--incoming"),
}
_NAMES = {"seconds": "--length"}
_TOLD = (
    *("--at", "--channel", "--person", "--number", "--called", "--length", "--claimed", "--said", "--evidence"),
    *("--lender", "--outcome", "--until", *(name for names in _YES_OR_NO.values() for name in names)),
)
"""The options that ``as_words`` writes."""


def as_words(given: dict[str, Any]) -> list[str]:
    """The fields of a contact as the options that tell them."""
    words: list[str] = []
    for field, value in given.items():
        name = _NAMES.get(field, f"--{field}")
        if field in _YES_OR_NO and value is not None:
            words.append(_YES_OR_NO[field][0 if value else 1])
        elif name in _TOLD and value not in (None, ""):
            words += [name, f"{value:%Y-%m-%d %H:%M:%S}" if field == "at" else str(value)]
    return words

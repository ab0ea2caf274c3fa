"""The fields of one contact on the command line: the options of ``log add`` and ``log edit``, and the questions."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable
from typing import Annotated, Any

import msgspec
import typer

from borrower_help.cli.hearing import listen
from borrower_help.cli.output import note, prompter
from borrower_help.errors import Stopped, UsageError, shown
from borrower_help.journal.model import CHANNELS, CHINA, MAX_WORDS, NOON, PERSONS, Contact, china_time
from borrower_help.journal.reading import happened, parse_length, parse_moment, parse_number
from borrower_help.parse import parse_date, parse_name
from borrower_help.prompts import Prompter


def text_option(flag: str, help_: str, metavar: str = "TEXT") -> Any:
    """An option that takes words."""
    return typer.Option(flag, metavar=metavar, help=help_, show_default=False)


AtOption = Annotated[str | None, text_option("--at", "什么时候，如 2026-11-20 22:15", "TIME")]
ChannelOption = Annotated[str | None, text_option("--channel", "方式：call sms wechat app email letter visit")]
PersonOption = Annotated[str | None, text_option("--person", "联系了谁：me contact family colleague other")]
NumberOption = Annotated[str | None, text_option("--number", "对方号码", "NUMBER")]
CalledOption = Annotated[str | None, text_option("--called", "打到哪个号码（打给别人的，写他的号码）", "NUMBER")]
OutgoingOption = Annotated[bool | None, typer.Option("--outgoing/--incoming", help="是你打出的，还是对方打来的", show_default=False)]
CollectorOption = Annotated[bool | None, typer.Option("--collector/--not-collector", help="这一行是催收，或不是", show_default=False)]
ConnectedOption = Annotated[bool | None, typer.Option("--connected/--unanswered", help="接通没有（上门：当面没有）", show_default=False)]
LengthOption = Annotated[str | None, text_option("--length", "通话多久，如 1分23秒、00:01:23、83", "LENGTH")]
ClaimedOption = Annotated[str | None, text_option("--claimed", "对方自称是谁")]
SaidOption = Annotated[str | None, text_option("--said", "说了什么")]
EvidenceOption = Annotated[str | None, text_option("--evidence", "证据存在哪里")]
RefusedOption = Annotated[bool | None, typer.Option("--refused/--not-refused", help="被联系的人当时明确拒绝了", show_default=False)]


def contact_of(given: dict[str, Any], base: Contact | None = None) -> Contact:
    """The contact from what was given; what contradicts itself is refused. Raises ``UsageError``."""
    contact = Contact(**given) if base is None else msgspec.structs.replace(base, **given)
    if contact.connected is False and contact.seconds:
        raise UsageError("没接通的电话不会有通话时长。请改掉 --unanswered 或 --length。")
    return contact


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
) -> dict[str, Any]:
    """The fields of a contact that were given as options, parsed; of a letter the day is enough. Raises ``UsageError``."""
    is_letter = is_letter or (channel or "").strip() in ("letter", CHANNELS["letter"])
    flags = (("connected", connected), ("refused", refused), ("outgoing", outgoing), ("collector", collector))
    texts: tuple[tuple[str, str | None, Callable[[str], Any]], ...] = (
        ("at", at, lambda text: moment(text, is_letter=is_letter)),
        ("channel", channel, lambda text: _one_of(text, CHANNELS, "--channel")),
        ("person", person, lambda text: _one_of(text, PERSONS, "--person")),
        ("number", number, lambda text: checked(parse_number, text, "--number")),
        ("called", called, lambda text: checked(parse_number, text, "--called")),
        ("seconds", length, lambda text: checked(parse_length, text, "--length")),
        ("claimed", claimed, lambda text: words(text, "--claimed")),
        ("said", said, lambda text: words(text, "--said")),
        ("evidence", evidence, lambda text: words(text, "--evidence")),
        ("lender", lender, lambda text: parse_name(text, "--lender")),
    )
    given: dict[str, Any] = {field: parse(text) for field, text, parse in texts if text is not None}
    given |= {field: flag for field, flag in flags if flag is not None}
    if "seconds" in given:
        given["rounded"] = False
    if given.get("seconds") is not None:
        given.setdefault("connected", given["seconds"] > 0)
    return given


def checked(parse: Callable[[str], Any], text: str, option: str) -> Any:
    """What ``parse`` makes of an option's text; its ``ValueError`` becomes a sentence naming the option."""
    try:
        return parse(text)
    except ValueError as error:
        raise UsageError(f"{option}：{error}。") from None


def now() -> dt.datetime:
    """The present moment, China time."""
    return china_time(dt.datetime.now(CHINA))


def moment(text: str, *, is_letter: bool = False) -> dt.datetime:
    """When it was, China time; a letter that tells only its day came at noon, for it has no hour. Raises ``UsageError``."""
    day = _day(text)
    if day is not None and not is_letter:
        raise UsageError(f"--at：「{shown(text)}」没有几点，夜里白天分不清（只有信函可以只写日期）。写成 2026-11-20 22:15 这样。")
    try:
        found = day or parse_moment(text)
    except ValueError as error:
        raise UsageError(f"--at：{error}。写成 2026-11-20 22:15 这样。") from None
    try:
        happened(found, now())
    except ValueError as error:
        raise UsageError(f"--at：{error}，只记已经发生的联系。请检查日期。") from None
    return dt.datetime.combine(found, NOON) if day else found


def _day(text: str) -> dt.datetime | None:
    """The beginning of the day, where nothing but a day was written."""
    try:
        return dt.datetime.combine(parse_date(text.strip(), "--at"), dt.time.min)
    except UsageError:
        return None


def words(text: str, option: str) -> str:
    """A passage that can be shown. Raises ``UsageError``."""
    passage = text.strip()
    if len(passage) > MAX_WORDS or not passage.replace("\n", "").replace("\t", "").isprintable():
        raise UsageError(f"{option} 要一段能显示的文字，不超过 {MAX_WORDS} 个字。")
    return passage


def _one_of(text: str, known: dict[str, str], option: str) -> str:
    wanted = text.strip()
    found = wanted if wanted in known else next((key for key, name in known.items() if name == wanted), None)
    if found is None:
        listed = "、".join(f"{key}（{name}）" for key, name in known.items())
        raise UsageError(f"{option} 不认识「{shown(text)}」。可以用：{listed}。")
    return found


def ask(given: dict[str, Any], *, plain: bool) -> dict[str, Any]:
    """Ask for what was not given; every question but when and how may be skipped. Raises ``Stopped``.

    On Ctrl-C nothing is recorded, and the command that goes on with the answers so far is shown.
    """
    questions = _Questions(prompter(plain=plain), dict(given))
    try:
        return questions.answered()
    except (KeyboardInterrupt, EOFError):
        answered = as_flags(questions.given)
        note("\n已停止，这一次没有记下。" + (f"接着记：borrower-help log add {answered}" if answered else ""))
        raise Stopped from None


def as_flags(given: dict[str, Any]) -> str:
    """The fields of a contact as the options that tell them, ready for a shell."""
    yes_or_no = {"connected": ("--connected", "--unanswered"), "refused": ("--refused", "--not-refused"), "outgoing": ("--outgoing", "--incoming")}
    words: list[str] = []
    for field, value in given.items():
        if value is None or value == "":
            continue
        if field in yes_or_no:
            words.append(yes_or_no[field][0 if value else 1])
        elif field == "seconds":
            words += ["--length", str(value)]
        else:
            words += [f"--{field}", f"{value:%Y-%m-%d %H:%M:%S}" if field == "at" else str(value)]
    return shlex.join(words)


_QUOTED = ("said", "claimed", "evidence")
"""Words of others: recorded first, and looked at for danger afterwards."""


class _Questions:
    """The questions of ``log add``, in the order in which a person remembers: when, how, who, what."""

    def __init__(self, asks: Prompter, given: dict[str, Any]) -> None:
        self.asks = asks
        self.given = given

    def answered(self) -> dict[str, Any]:
        self._needed()
        self._who()
        channel = self.given["channel"]
        if channel in ("call", "sms"):
            self._text("number", "对方的号码是多少？", "同一家的号码要放在一起数。", parse_number)
        if channel in ("call", "sms") and self.given["person"] != "me":
            self._text("called", "联系的是他的哪个号码？", "拒绝过的人又被联系，要能对上是同一个人。", parse_number)
        if channel in ("call", "visit"):
            self._yes_or_no("connected", "接通了吗（上门：当面了吗）？", "接通的和没接通的分开计数。")
        if channel == "call" and self.given.get("connected") is not False:
            self._text("seconds", "通话多久？例如 1分23秒，或 83", "不到 6 秒的不算一次有效通话。", parse_length)
        self._text("claimed", "对方自称是谁？", "投诉时要写明是谁。", lambda text: words(text, "这一项"))
        self._text("said", "说了什么？", "原话最有用。", lambda text: words(text, "这一项"))
        self._text("evidence", "证据存在哪里？", "录音、截图要能找得到原件。", lambda text: words(text, "这一项"))
        self._text("lender", "是哪家机构的？", "几家的催收要分开数。", lambda text: parse_name(text, "这一项"))
        return self.given

    def _needed(self) -> None:
        # Until the channel is known a bare day waits outside: stopped here, it must not go on as noon of a call.
        day_only = _day(self._when(is_letter=self.given.get("channel", "letter") == "letter")) is not None
        held = self.given.pop("at") if day_only else None
        while "channel" not in self.given:
            channel = self.asks.choose("用什么方式？", "电话、短信、上门分开计数。", list(CHANNELS.items()))
            if channel:
                self.given["channel"] = channel
            else:
                self.asks.say("这一题要选一个。")
        if held is not None and self.given["channel"] == "letter":
            self.given["at"] = held
        elif held is not None:
            self.asks.say("除了信函，都要写几点。")
            self._when(is_letter=False)

    def _when(self, *, is_letter: bool) -> str:
        """Ask until the moment can be read; what was typed, empty where it was not asked for."""
        answer = ""
        while "at" not in self.given:
            answer = self.asks.text("什么时候？例如 2026-11-20 22:15", "夜里还是白天，适用的规则不同。")
            listen(answer)
            try:
                self.given["at"] = moment(answer, is_letter=is_letter)
            except UsageError as error:
                self.asks.say(str(error).removeprefix("--at："))
        return answer

    def _who(self) -> None:
        if "person" not in self.given:
            person = self.asks.choose("联系了谁？", "联系别人和联系你本人，规则不同。", list(PERSONS.items()))
            self.given["person"] = person or "me"
        if self.given["person"] != "me":
            self._yes_or_no("refused", "他当时明确拒绝、叫对方别再找他了吗？", "拒绝以后再找，是另一回事，要分开数。")

    def _yes_or_no(self, field: str, question: str, why: str) -> None:
        if field not in self.given:
            answer = self.asks.choose(question, why, [("yes", "是"), ("no", "没有")])
            self.given |= {field: answer == "yes"} if answer else {}

    def _text(self, field: str, question: str, why: str, parse: Callable[[str], Any]) -> None:
        """A line of text, asked again until it can be read; nothing is stored when the person skips."""
        while field not in self.given:
            answer = self.asks.text(question, why)
            if not answer:
                return
            if field not in _QUOTED:
                listen(answer)
            try:
                self.given[field] = parse(answer)
            except (ValueError, UsageError) as error:
                self.asks.say(f"{str(error).rstrip('。')}。请再写一次，或直接回车跳过。")

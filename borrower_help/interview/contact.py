"""The questions about one contact for the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from borrower_help.errors import UsageError
from borrower_help.interview.prompts import Prompter
from borrower_help.interview.typed import Back
from borrower_help.journal.imports.lengths import parse_length
from borrower_help.journal.imports.numbers import parse_number
from borrower_help.journal.model import CHANNELS, DATED, OUTCOMES, PERSONS
from borrower_help.journal.typed import day_alone, moment, words
from borrower_help.values.parse import parse_name

QUOTED = ("said", "claimed", "evidence")
"""Fields that hold the words of others: kept first, whatever they say."""


class ContactQuestions:
    """The questions of ``log add``, in the order in which a person remembers: when, how, who, what."""

    def __init__(self, asks: Prompter, given: dict[str, Any], listen: Callable[[str], None]) -> None:
        self.asks = asks
        self.given = given
        self._listen = listen
        self._done: list[str] = []  # what was answered or skipped here, in order

    def answered(self) -> dict[str, Any]:
        """The fields of the contact, those told before and those answered now."""
        while True:
            try:
                return self._all()
            except Back:
                if self._done:
                    self.given.pop(self._done.pop(), None)
                else:
                    self.asks.say("这是第一题，前面没有了。")

    def _all(self) -> dict[str, Any]:
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
        if channel == "negotiation" and "outcome" not in self.given:
            outcome = self.asks.choose("谈得怎样？", "下一步做什么，看结果。", list(OUTCOMES.items()))
            self.given |= {"outcome": outcome} if outcome else {}
        self._text("claimed", "对方自称是谁？", "投诉时要写明是谁。", lambda text: words(text, "这一项"))
        self._text("said", "说了什么？", "原话最有用。", lambda text: words(text, "这一项"))
        self._text("evidence", "证据存在哪里？", "录音、截图要能找得到原件。", lambda text: words(text, "这一项"))
        self._text("lender", "是哪家机构的？", "几家的催收要分开数。", lambda text: parse_name(text, "这一项"))
        return self.given

    def _needed(self) -> None:
        # Until the channel is known a bare day waits outside: stopped here, it must not go on as noon of a call.
        day_only = day_alone(self._when(is_letter=self.given.get("channel", "letter") in DATED)) is not None
        held = self.given.pop("at") if day_only else None
        while "channel" not in self.given:
            channel = self.asks.choose("用什么方式？", "电话、短信、上门分开计数。", list(CHANNELS.items()))
            if channel:
                self._keep("channel", channel)
            else:
                self.asks.say("这一题要选一个。")
        if held is not None and self.given["channel"] in DATED:
            self.given["at"] = held
        elif held is not None:
            self.asks.say("除了信函和协商，都要写几点。")
            self._when(is_letter=False)

    def _when(self, *, is_letter: bool) -> str:
        """Ask until the moment can be read; what was typed, empty where it was not asked for."""
        answer = ""
        while "at" not in self.given:
            answer = self.asks.text("什么时候？例如 2026-11-21 22:15", "夜里还是白天，适用的规则不同。")
            self._listen(answer)
            try:
                self._keep("at", moment(answer, is_letter=is_letter, option=""))
            except UsageError as error:
                self.asks.say(str(error))
        return answer

    def _who(self) -> None:
        if "person" not in self.given:
            person = self.asks.choose("联系了谁？", "联系别人和联系你本人，规则不同。", list(PERSONS.items()))
            self._keep("person", person or "me")
        if self.given["person"] != "me":
            self._yes_or_no("refused", "他当时明确拒绝、叫对方别再找他了吗？", "拒绝以后再找，是另一回事，要分开数。")

    def _yes_or_no(self, field: str, question: str, why: str) -> None:
        if field not in self.given and field not in self._done:
            answer = self.asks.choose(question, why, [("yes", "是"), ("no", "没有")])
            self._keep(field, answer == "yes" if answer else None)

    def _text(self, field: str, question: str, why: str, parse: Callable[[str], Any]) -> None:
        """A line of text, asked again until it can be read; nothing is stored when the person skips."""
        while field not in self.given and field not in self._done:
            answer = self.asks.text(question, why)
            if not answer:
                self._keep(field, None)
                return
            if field not in QUOTED:
                self._listen(answer)
            try:
                self._keep(field, parse(answer))
            except (ValueError, UsageError) as error:
                self.asks.say(f"{str(error).rstrip('。')}。请再写一次，或直接回车跳过。")

    def _keep(self, field: str, value: Any) -> None:
        """Remember an answer, or with ``None`` that it was skipped."""
        self._done.append(field)
        if value is not None:
            self.given[field] = value

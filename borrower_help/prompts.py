"""How a question is put to a person: numbered lists on any terminal, or arrow keys where they work.

Both speak on the terminal only; nothing is printed to stdout in the plain form, so that a report
can be redirected while the questions are answered.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from typing import Protocol

WHY = ("?", "？")
"""Typed alone, it asks why the question is asked."""

Pair = tuple[str, str]
"""The id of a choice and its text."""


class Prompter(Protocol):
    """Puts one question and returns the answer; raises ``KeyboardInterrupt`` or ``EOFError`` when the person stops."""

    def say(self, text: str) -> None:
        """Show a remark."""

    def text(self, question: str, why: str) -> str:
        """A line of text; empty when the person skips."""

    def choose(self, question: str, why: str, choices: Sequence[Pair]) -> str:
        """The id of one choice; empty when the person skips."""

    def choose_many(self, question: str, why: str, choices: Sequence[Pair]) -> list[str]:
        """The ids of any number of choices."""


class PlainPrompter:
    """Numbered lists and typed numbers: works in every terminal and with a screen reader."""

    def __init__(self, read: Callable[[], str] | None = None, show: Callable[[str], None] | None = None) -> None:
        self._read = read or read_line
        self._show = show or _show_on_terminal

    def say(self, text: str) -> None:
        """Show a remark."""
        self._show(text)

    def text(self, question: str, why: str) -> str:
        """A line of text; empty when the person skips."""
        self._show(question)
        return self._answer(why, "请输入，直接回车跳过，? 看为什么问")

    def choose(self, question: str, why: str, choices: Sequence[Pair]) -> str:
        """The id of one choice; empty when the person skips."""
        self._list(question, choices)
        while True:
            answer = self._answer(why, "输入一个编号，直接回车跳过，? 看为什么问")
            picked = pick_numbers(answer, len(choices))
            if not answer:
                return ""
            if picked is not None and len(picked) == 1:
                return choices[picked[0]][0]
            self._show(f"没看懂「{answer[:20]}」。请输入 1 到 {len(choices)} 中的一个数字。")

    def choose_many(self, question: str, why: str, choices: Sequence[Pair]) -> list[str]:
        """The ids of any number of choices."""
        self._list(question, choices)
        while True:
            answer = self._answer(why, "输入编号，可多个，如 1 3；没有就直接回车；? 看为什么问")
            picked = pick_numbers(answer, len(choices))
            if picked is not None:
                return [choices[index][0] for index in picked]
            self._show(f"没看懂「{answer[:20]}」。请输入 1 到 {len(choices)} 的数字，中间用空格或逗号隔开。")

    def _list(self, question: str, choices: Sequence[Pair]) -> None:
        self._show(question)
        for number, (_, text) in enumerate(choices, 1):
            self._show(f"  {number}. {text}")

    def _answer(self, why: str, hint: str) -> str:
        while True:
            self._show(f"（{hint}）")
            answer = unicodedata.normalize("NFKC", self._read()).strip()
            if answer not in WHY:
                return answer
            self._show(f"为什么问：{why or '上一问已经说过。'}")


def pick_numbers(answer: str, count: int) -> list[int] | None:
    """``1,3 5`` as zero-based positions without repetition; ``None`` when it is not numbers in range."""
    words = [word for word in re.split(r"[\s,，、;；.。]+", unicodedata.normalize("NFKC", answer)) if word]
    if not all(word.isascii() and word.isdigit() and len(word) < 5 and 1 <= int(word) <= count for word in words):
        return None
    return list(dict.fromkeys(int(word) - 1 for word in words))


def read_line() -> str:
    """A line typed at the terminal. Raises ``EOFError`` when there is none."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _show_on_terminal(text: str) -> None:
    from borrower_help.cli.output import screen_width
    from borrower_help.render.wrap import wrap

    indent = " " * (len(text) - len(text.lstrip(" ")))
    sys.stderr.write("\n".join(wrap(text.lstrip(" "), screen_width(), indent, indent + "   " * bool(indent))) + "\n")
    sys.stderr.flush()


class ArrowPrompter(PlainPrompter):
    """Arrow keys and space bar by questionary; only on a capable terminal.

    The question is printed as ordinary wrapped lines, because questionary cuts a long one at the
    edge of the screen; what was chosen is printed in its place when it is done.
    """

    def text(self, question: str, why: str) -> str:
        """A line of text; empty when the person skips."""
        import questionary

        self._put(question, why)
        answer = str(questionary.text("请输入，没有就直接回车：", qmark=">").unsafe_ask()).strip()
        return "" if answer in WHY else answer

    def choose(self, question: str, why: str, choices: Sequence[Pair]) -> str:
        """The id of one choice; empty when the person skips."""
        import questionary

        self._put(question, why)
        options = [questionary.Choice("跳过这一题", value="")]  # first, so that Enter alone tells nothing
        options += [questionary.Choice(text, value=identifier) for identifier, text in choices]
        prompt = questionary.select("上下键选，回车确定", options, qmark=">", instruction=" ", erase_when_done=True)
        answer = str(prompt.unsafe_ask())
        self._tell([text for identifier, text in choices if identifier == answer])
        return answer

    def choose_many(self, question: str, why: str, choices: Sequence[Pair]) -> list[str]:
        """The ids of any number of choices."""
        import questionary

        self._put(question, why)
        options = [questionary.Choice(text, value=identifier) for identifier, text in choices]
        prompt = questionary.checkbox("上下键移动，空格勾选，回车确定；没有就直接回车", options, qmark=">", instruction=" ", erase_when_done=True)
        answer = [str(identifier) for identifier in prompt.unsafe_ask()]
        self._tell([text for identifier, text in choices if identifier in answer])
        return answer

    def _put(self, question: str, why: str) -> None:
        self.say(question)
        if why:
            self.say(f"（为什么问：{why}）")

    def _tell(self, chosen: list[str]) -> None:
        self.say(f"  你选了：{'、'.join(chosen) or '没有'}")

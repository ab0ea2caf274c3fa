"""How a question is put to a person: numbered lists on any terminal, or arrow keys where they work.

Both speak on the terminal only; nothing is printed to stdout in the plain form, so that a report
can be redirected while the questions are answered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal, Protocol

from borrower_help.interview import arrows
from borrower_help.interview.typed import CLEAR, NONE, SKIPPED, WHY, Pair, Words, numbered, steer, understood

Begin = Literal["skip", "none", "choices"]
"""The line a list begins on, which Enter alone takes: one that tells nothing; none of these, only where nothing is lost
by that; or the nearest of what a person is looking for."""

SKIP: Pair = ("-", "跳过这一题")
"""The line of an arrow list that answers nothing; no id of the knowledge looks like it."""


class Prompter(Protocol):
    """Puts one question and returns the answer.

    Raises ``KeyboardInterrupt`` or ``EOFError`` when the person stops, ``Back`` when they want the question before,
    and ``Left`` once they have cleared the screen. ``kept`` is what was answered before, where a question is put again:
    it is shown, and Enter alone keeps it.
    """

    def say(self, text: str) -> None:
        """Show a remark."""

    def text(self, question: str, why: str, kept: str = "", *, hint: str = "") -> str:
        """A line of text, or the lines that were pasted; empty when the person skips.

        ``hint`` stands before the line that is typed where Enter alone skips nothing.
        """

    def choose(self, question: str, why: str, choices: Sequence[Pair], kept: str = "", *, begin: str = "") -> str:
        """The id of one choice; empty when the person skips.

        With ``begin`` Enter alone takes that choice, and there is no skipping.
        """

    def choose_many(
        self,
        question: str,
        why: str,
        choices: Sequence[Pair],
        kept: Collection[str] = (),
        *,
        none: str = "",
        begin: Begin = "skip",
        also: Sequence[Pair] = (),
    ) -> list[str]:
        """The ids of any number of choices; ``[NONE]`` when the person says so, nothing when they skip.

        ``none`` is the text of the line that says none of these, where that is an answer. ``also`` are choices that are
        not listed and can be named in words.
        """


class PlainPrompter:
    """Numbered lists and typed numbers or words: works in every terminal and with a screen reader."""

    def __init__(self, read: Callable[[], str], show: Callable[[str], None]) -> None:
        self._read = read
        self._show = show

    def say(self, text: str) -> None:
        """Show a remark."""
        self._show(text)

    def text(self, question: str, why: str, kept: str = "", *, hint: str = "") -> str:
        """A line of text, or the lines that were pasted; empty when the person skips."""
        self._show(question)
        self._show_kept(kept)
        answer = self._answer(why, f"（{hint}）" if hint else _with_help(f"请输入，{_enter(kept)}"))
        return _unless_cleared(answer, kept)

    def choose(self, question: str, why: str, choices: Sequence[Pair], kept: str = "", *, begin: str = "") -> str:
        """The id of one choice; empty when the person skips."""
        self._list(question, choices, (kept,) if kept else ())
        enter = f"直接回车就是「{dict(choices)[begin]}」" if begin and not kept else _enter(kept)
        while True:
            answer = _unless_cleared(self._answer(why, _with_help(f"输入一个编号，{enter}")), kept)
            if answer in ("", kept):
                return answer or begin
            picked = understood(answer, choices)
            if len(picked) == 1:
                return picked[0]
            self._show(f"没看懂「{answer[:20]}」。请输入 1 到 {len(choices)} 中的一个数字。")

    def choose_many(
        self,
        question: str,
        why: str,
        choices: Sequence[Pair],
        kept: Collection[str] = (),
        *,
        none: str = "",
        begin: Begin = "skip",
        also: Sequence[Pair] = (),
    ) -> list[str]:
        """The ids of any number of choices; ``[NONE]`` when the person says so, nothing when they skip."""
        self._list(question, choices, kept, none)
        zero = "" if begin == "none" or not none else f"「{none}」输入 0；"
        enter = f"直接回车就是「{none}」" if begin == "none" else _enter(kept)
        while True:
            answer = self._answer(why, _with_help(f"输入编号，可多个，如 1 3；{zero}{enter}"))
            if not answer:
                return [NONE] if begin == "none" else list(kept)
            if answer == CLEAR and kept:
                return []
            picked = understood(answer, choices, none, also)
            if picked:
                return picked
            self._show(f"没看懂「{answer[:20]}」。请输入 1 到 {len(choices)} 的数字，中间用空格或逗号隔开。")

    def _list(self, question: str, choices: Sequence[Pair], kept: Collection[str], none: str = "") -> None:
        self._show(question)
        for identifier, text in numbered([*([(NONE, none)] if none else []), *choices], ()):
            self._show(f"  {text}" + "（已选）" * (identifier in kept))

    def _show_kept(self, kept: str) -> None:
        if kept:
            self._show(f"  现在的回答：{kept}")

    def _answer(self, why: str, hint: str) -> str:
        while True:
            self._show(hint)
            answer = steer(self._read())
            if answer not in WHY:
                return answer
            self._show(f"为什么问：{why or '上一问已经说过。'}")


def _with_help(hint: str) -> str:
    """What can be typed at a question of the interview."""
    return f"（{hint}，? 看为什么问，b 上一题）"


def _enter(kept: Collection[str]) -> str:
    """What Enter alone does."""
    return f"直接回车不改，输入「{CLEAR}」去掉原来的回答" if kept else "直接回车跳过"


def _unless_cleared(answer: str, kept: str) -> str:
    """What was typed; what was kept where nothing was; nothing where it was taken back."""
    return "" if kept and answer == CLEAR else answer or kept


class ArrowPrompter(PlainPrompter):
    """Arrow keys, digits, Enter and space bar by questionary; only on a capable terminal.

    The question is printed as ordinary wrapped lines, because questionary cuts a long one at the
    edge of the screen; what was chosen is printed in its place when it is done. ``listen`` gets
    the words that somebody types on a list.
    """

    def __init__(
        self, read: Callable[[], str], show: Callable[[str], None], listen: Callable[[str], None] | None = None
    ) -> None:
        super().__init__(read, show)
        self._listen = listen

    def text(self, question: str, why: str, kept: str = "", *, hint: str = "") -> str:
        """A line of text, or the lines that were pasted; empty when the person skips."""
        self._put(question, why)
        self._show_kept(kept)
        usual = f"请输入，回车不改，「{CLEAR}」去掉" if kept else "请输入，不知道就直接回车"
        answer = WHY[0]
        while answer in WHY:
            answer = steer(arrows.line(f"{hint or usual}："))
        return _unless_cleared(answer, kept)

    def choose(self, question: str, why: str, choices: Sequence[Pair], kept: str = "", *, begin: str = "") -> str:
        """The id of one choice; empty when the person skips."""
        self._put(question, why)
        # Skipping comes first, so that Enter alone tells nothing; where it tells something, there is no skipping.
        lines = list(choices) if begin else [SKIP, *choices]
        answer = self._pointed(numbered(lines, SKIP), kept or begin or SKIP[0], lines)
        self._tell([text for identifier, text in choices if identifier == answer])
        return "" if answer == SKIP[0] else answer

    def choose_many(
        self,
        question: str,
        why: str,
        choices: Sequence[Pair],
        kept: Collection[str] = (),
        *,
        none: str = "",
        begin: Begin = "skip",
        also: Sequence[Pair] = (),
    ) -> list[str]:
        """The ids of any number of choices; ``[NONE]`` when the person says so, nothing when they skip.

        Enter takes the line it is pressed on, or what was typed. Where others are ticked and this one is not, it is
        asked what is meant.
        """
        self._put(question, why)
        apart = [*([SKIP] if begin == "skip" else []), *([(NONE, none)] if none else [])]
        lines = [*choices, *apart] if begin == "choices" else [*apart, *choices]
        start = next((identifier for identifier, _ in lines if identifier in kept), lines[0][0])
        marked: list[str] = [identifier for identifier in kept if identifier != NONE]
        while True:
            pointed, ticked = arrows.tick(numbered(lines, SKIP), start, marked, (SKIP[0], NONE), self._listen)
            if not isinstance(pointed, Words):
                break
            named = understood(pointed, [pair for pair in lines if pair[0] != NONE], none, also)
            if named:
                chosen = self._in_order([*ticked, *named], [*lines, *also])
                return chosen if chosen != [SKIP[0]] else []
            marked = ticked
            self._not_understood(pointed)
        if ticked and pointed not in ticked:
            ticked = self._settle(pointed, ticked, dict(lines))
        return self._in_order(ticked or [pointed], lines)

    def _in_order(self, chosen: Collection[str], lines: Sequence[Pair]) -> list[str]:
        """What was chosen, in the order of the lines, said again; skipping chooses nothing."""
        found = [identifier for identifier, _ in lines if identifier in chosen and identifier != SKIP[0]]
        self._tell([dict(lines)[identifier] for identifier in found])
        return found

    def _pointed(self, pairs: Sequence[Pair], start: str, lines: Sequence[Pair]) -> str:
        """The id of the line on which Enter was pressed, or that was typed in words."""
        while isinstance(answer := arrows.point(pairs, start, self._listen), Words):
            named = understood(answer, lines)
            if len(named) == 1:
                return named[0]
            self._not_understood(answer)
        return answer

    def _not_understood(self, typed: str) -> None:
        self.say(f"没看懂「{typed[:20]}」。请用上下键或数字选一行，再按回车。")

    def _settle(self, pointed: str, ticked: list[str], texts: dict[str, str]) -> list[str]:
        """What is meant by Enter on a line without a tick, where others have one; what loses nothing comes first."""
        names = "、".join(texts[identifier] for identifier in ticked)
        self.say(f"勾选的是「{names}」，光标停在「{texts[pointed]}」上。")
        if pointed in (SKIP[0], NONE):
            lines = [("ticked", "勾选的算数"), ("pointed", f"不算，{texts[pointed]}")]
        else:
            lines = [("both", "两样都算"), ("ticked", "只算勾选的"), ("pointed", "只算光标停着的")]
        meant = self._pointed(lines, lines[0][0], lines)
        return {"both": [*ticked, pointed], "ticked": ticked, "pointed": [pointed]}[meant]

    def _put(self, question: str, why: str) -> None:
        self.say(question)
        if why:
            self.say(f"（为什么问：{why}）")

    def _tell(self, chosen: list[str]) -> None:
        apart = "；" if any("、" in text for text in chosen) else "、"
        self.say(f"  你选了：{apart.join(chosen)}" if chosen else f"  {SKIPPED}")

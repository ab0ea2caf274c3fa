"""Letters from the menu: which one, what is to be filled in by hand, and the letter itself as an answer."""

from __future__ import annotations

from collections.abc import Sequence

from borrower_help.advice.letters.choices import letter_choices, letter_meant
from borrower_help.advice.letters.views import LetterChoiceView, LetterView
from borrower_help.advice.letters.write import write_letter
from borrower_help.case.situation import Situation
from borrower_help.interview.prompts import Prompter
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.answer import Answer
from borrower_help.render.answers.letter import letter_blocks, letter_lines

MOST_OFFERED = 9
"""So many letters stand on one screen; ``letter list`` has the others."""

ALWAYS = "information-request"
"""What whoever signed can always write: it admits nothing and needs no day."""

ALL = "全部的信：borrower-help letter list"

HOW = "输入数字，直接回车回目录"

BY_HAND = "（空白自己填）"


def choose_letter(asks: Prompter, situation: Situation, knowledge: Knowledge, label: str) -> LetterView | None:
    """Put the letters that the case calls for, and write the one that is chosen; ``None`` where none is."""
    offered = _offered(situation, knowledge)
    if not offered:
        _say_why_not(asks, letter_choices(situation, knowledge))
        return None
    names = "\n".join(
        f"  {number} {choice.name}{BY_HAND if choice.withheld else ''}" for number, choice in enumerate(offered, 1)
    )
    typed = asks.text(f"写哪一封？{HOW}\n{names}", "", hint="请输入").strip()
    if not typed:
        return None
    chosen = _meant(typed, offered)
    if chosen is None:
        asks.say(f"没看懂「{typed[:20]}」。请输入 1 到 {len(offered)} 的一个数字。")
        return None
    return write_letter(letter_meant(chosen.id, knowledge), situation, knowledge, label=label, blank=True)


def _offered(situation: Situation, knowledge: Knowledge) -> list[LetterChoiceView]:
    """What can be written now, as it is or with blanks: first what the case calls for."""
    choices = [choice for choice in letter_choices(situation, knowledge) if not choice.withheld or choice.fillable]
    fitting = [choice for choice in choices if choice.fits]
    signed = situation.signed and not situation.not_owed
    always = [choice for choice in choices if choice.id == ALWAYS and not choice.fits and signed]
    return [*sorted(fitting, key=lambda choice: bool(choice.withheld)), *always][:MOST_OFFERED]


def _meant(typed: str, offered: Sequence[LetterChoiceView]) -> LetterChoiceView | None:
    if typed.isdecimal():
        return offered[int(typed) - 1] if 1 <= int(typed) <= len(offered) else None
    return next((choice for choice in offered if typed == choice.name), None)


def _say_why_not(asks: Prompter, choices: Sequence[LetterChoiceView]) -> None:
    for choice in [choice for choice in choices if choice.fits][:MOST_OFFERED]:
        asks.say(f"「{choice.name}」先别写：{choice.withheld[0].text}")
    asks.say(f"{ALL}。")


def say_what_to_fill_in(asks: Prompter, letter: LetterView) -> None:
    """What was left blank, and where it is found."""
    if letter.fill_in:
        asks.say("这封信里有空白（＿＿），要你自己填：")
    for place, entry in enumerate(letter.fill_in, 1):
        asks.say(f"{place}. {entry.text}")


def answer_of(letter: LetterView) -> Answer:
    """The letter with the page for its sender, for every format."""
    blocks = letter_blocks(letter)
    return Answer(letter, letter_lines(blocks), dates=letter.calendar, paper=blocks)

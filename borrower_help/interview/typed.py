"""What a line that was typed means: a choice by number or word, or one of the words that steer the interview."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from borrower_help.errors import Left

WHY = ("?", "？")
"""Typed alone, it asks why the question is asked."""

CLEAR = "清空"
"""Typed alone, it takes back the answer given before."""

NONE = ""
"""The id of the line that says none of these; no choice has it."""

SKIPPED = "没有回答"
"""What a skipped question is called, wherever it is shown."""

NOT_KNOWN = frozenset(
    ("不知道", "不清楚", "不记得", "忘了", "忘记了", "不晓得", "不确定", "记不清", "记不得", "还不知道", "还不清楚")
)
"""Answers in words that tell nothing yet."""

BACK = ("返回", "上一题", "b", "B")
"""Typed alone, they go back to the question before."""

LEAVE = "\x0c"
"""Ctrl-L: the screen is cleared and the program is left."""

Pair = tuple[str, str]
"""The id of a choice and its text."""


class Back(KeyboardInterrupt):
    """The person wants the question before again; where there is none, it ends like Ctrl-C."""


def steer(line: str) -> str:
    """The answer in a line as it was read, without its end. Raises ``Back`` and ``Left``."""
    if LEAVE in line:
        raise Left
    answer = unicodedata.normalize("NFKC", line).strip()
    if answer in BACK:
        raise Back
    return answer


_NO = ("没有", "都没有", "没", "无", "都不是")

_BETWEEN = r"[\s,，、;；.。]+"


class Words(str):
    """What was typed on a list, where a choice was to be made; never an id."""

    __slots__ = ()


def understood(answer: str, choices: Sequence[Pair], none: str = "", also: Sequence[Pair] = ()) -> list[str]:
    """The ids that numbers, or words of the choices, mean; ``[NONE]`` for 0 or a word for none; empty when not
    understood. ``also`` are choices that are not listed: their words mean them before they mean a listed one.
    """
    folded = _folded(answer)
    if none and folded and (folded == "0" or folded in _NO or (len(folded) > 1 and folded in _folded(none))):
        return [NONE]
    numbers = pick_numbers(answer, len(choices))
    if numbers:
        return [choices[number][0] for number in numbers]
    whole = _named(folded, also) or _named(folded, choices)
    if whole is not None:
        return [whole]
    found = [_meant(word, choices, also) for word in re.split(_BETWEEN, unicodedata.normalize("NFKC", answer)) if word]
    return [] if None in found else list(dict.fromkeys(identifier for identifier in found if identifier is not None))


def _meant(word: str, choices: Sequence[Pair], also: Sequence[Pair]) -> str | None:
    """The choice that one number or one word means."""
    numbers = pick_numbers(word, len(choices))
    folded = _folded(word)
    return choices[numbers[0]][0] if numbers else _named(folded, also) or _named(folded, choices)


def _named(folded: str, choices: Sequence[Pair]) -> str | None:
    """The one choice that has these words: as a whole clause, or at least two characters of it.

    Digits are numbers, never words.
    """
    if folded.isdecimal():
        return None
    clauses = [
        identifier
        for identifier, text in choices
        if folded and folded in map(_folded, re.split(r"[，、。；：（）\s]+", text))
    ]
    parts = [identifier for identifier, text in choices if len(folded) > 1 and folded in _folded(text)]
    return next((found[0] for found in (clauses, parts) if len(found) == 1), None)


def _folded(text: str) -> str:
    """Letters and digits alone, so that a sign more or less does not matter."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def pick_numbers(answer: str, count: int) -> list[int] | None:
    """``1,3 5`` as zero-based positions without repetition; ``None`` when it is not numbers in range."""
    words = [word for word in re.split(_BETWEEN, unicodedata.normalize("NFKC", answer)) if word]
    if not all(word.isascii() and word.isdigit() and len(word) < 5 and 1 <= int(word) <= count for word in words):
        return None
    return list(dict.fromkeys(int(word) - 1 for word in words))


def numbered(lines: Sequence[Pair], fixed: Sequence[str]) -> list[Pair]:
    """The lines with their numbers in front; those of ``fixed`` have none, and the line for none has 0."""
    counted = iter(range(1, len(lines) + 1))
    return [
        (name, f"0. {text}" if name == NONE else text if name in fixed else f"{next(counted)}. {text}")
        for name, text in lines
    ]

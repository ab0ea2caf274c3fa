"""Wrapping Chinese by cell width: nothing lost, nothing too wide, no 。 at a line start, no number torn apart."""

from __future__ import annotations

import re
import shlex

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from borrower_help.render.wrap import NO_END, NO_START, wrap

often = settings(deadline=None, max_examples=150, database=None)

characters = st.sampled_from("借款人逾期没有规定利息明细在机构电话投诉可以要求书面答复不得")
words = st.sampled_from(["2026-12-06", "12378", "400-018-7777", "App", "24%", "GB/T", "1.2", "[3:56", "--full", "a"])
closing = st.sampled_from(NO_START)
opening = st.sampled_from(NO_END)
pieces = st.one_of(
    characters,
    words,
    st.just(" "),
    st.tuples(characters, closing).map("".join),
    st.tuples(words, closing).map("".join),
    st.tuples(opening, characters).map("".join),
    st.tuples(opening, words).map("".join),
    st.tuples(opening, characters, closing, characters).map("".join),
)
sentences = st.lists(pieces, max_size=60).map("".join)
"""Text as the knowledge has it: punctuation stands alone, never in long runs."""


def solid(text: str) -> str:
    """The text without spaces and line ends."""
    return re.sub(r"\s", "", text)


# --- by hand ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("今天接一次电话", 8, ["今天接一", "次电话"]),
        ("今天接一次电话", 9, ["今天接一", "次电话"]),
        ("今天接一。次电话", 8, ["今天接", "一。次电", "话"]),
        ("他说「好」。", 10, ["他说", "「好」。"]),
        ("今天是（周一）", 8, ["今天是", "（周一）"]),
        ("打12378投诉", 8, ["打12378", "投诉"]),
        ("电话是400-018-7777", 14, ["电话是", "400-018-7777"]),
        ("一 二", 4, ["一", "二"]),
        ("", 8, [""]),
        ("一\n二", 8, ["一", "二"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_lines_by_hand(text: str, width: int, lines: list[str]) -> None:
    """Breaks fall where a reader of Chinese expects them."""
    assert wrap(text, width) == lines


def test_the_first_line_has_its_mark_and_the_others_are_indented() -> None:
    """A list item stands under its mark."""
    assert wrap("今天接一次电话", 8, "- ") == ["- 今天接", "  一次电", "  话"]
    assert wrap("一二三四", 6, "- ", "") == ["- 一二", "三四"]


# --- whatever the text -----------------------------------------------------------------------------------


@often
@given(st.text(max_size=120) | sentences, st.integers(6, 100), st.sampled_from(["", "- ", "    "]))
@example("　　。。。。，，，", 6, "")
@example("\x1c a\x85b\u2028c", 6, "- ")
def test_nothing_is_lost(text: str, width: int, first: str) -> None:
    """Every character but the spaces at breaks is still there, in order."""
    lines = wrap(text, width, first)
    assert solid("".join(lines)) == solid(first + text)


@often
@given(st.text(max_size=120) | sentences, st.integers(6, 100), st.sampled_from(["", "- ", "    ", "12. "]))
def test_no_line_is_wider_than_the_window(text: str, width: int, first: str) -> None:
    """No line runs over the edge, as long as the window holds the mark and two characters."""
    assume(width >= cell_len(first) + 4)
    assert max(map(cell_len, wrap(text, width, first))) <= width


def test_no_line_is_wider_where_the_others_are_indented_more() -> None:
    """A choice of the interview, whose later lines are indented further, stays within the window."""
    assert max(map(cell_len, wrap("一二三四五六七八九十" * 3, 20, "  ", "     "))) <= 20


@often
@given(sentences, st.integers(20, 100))
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    """No line but the first begins with 。

    or another mark that belongs to the word before it, unless the word fills the line.
    """
    assume(all(len(run) <= width - 4 for run in re.findall(r"[!-~]+", text)))
    assert not [line for line in wrap(text, width)[1:] if line.lstrip()[:1] in set(NO_START)]


@often
@given(
    st.lists(characters | words | st.tuples(opening, characters).map("".join), max_size=60).map("".join),
    st.integers(20, 100),
)
def test_no_line_ends_with_an_opening_mark(text: str, width: int) -> None:
    """No line but the last ends with （ or 「, which belong to the word after them."""
    assert not [line for line in wrap(text, width)[:-1] if line.rstrip()[-1:] in set(NO_END)]


@often
@given(st.lists(characters | words | closing | st.just(" "), max_size=60), st.integers(20, 100))
def test_no_number_or_word_is_torn_apart(parts: list[str], width: int) -> None:
    """A date, a telephone number or an id that fits on a line stands on one line, so that it can be read and copied."""
    text = "".join(parts)
    runs = re.findall(r"[!-~]+", text)
    assume(all(len(run) <= width for run in runs))
    assert [run for line in wrap(text, width) for run in re.findall(r"[!-~]+", line)] == runs


# --- commands ----------------------------------------------------------------------------------------------------

LENDER = "'某某某某某某某某某某某某某某某某某某某某某某某某科技有限公司'"
TOLD = f"advise --i-am borrower --lender {LENDER} --paper mediation_message=2026-11-27 --days-overdue 200 --goal plan"


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_a_command_can_be_copied_from_any_window(width: int) -> None:
    """A shell reads the lines as one command, word by word what it was; what is quoted stands on one line."""
    lines = wrap(f"再看一遍：borrower-help {TOLD}。", width)
    copied = "\n".join(lines).partition("：")[2].strip()
    assert shlex.split(copied.replace("\\\n", " ").rstrip("。")) == shlex.split(f"borrower-help {TOLD}")
    assert all(line.endswith("\\") for line in copied.split("\n")[:-1])
    assert LENDER in copied
    assert all(cell_len(line) <= width for line in lines if LENDER not in line and "mediation" not in line)


def test_a_command_that_fits_stands_on_one_line() -> None:
    """A short command is not broken at all, and a sentence that goes on behind it is no part of it."""
    text = "现在就能写、空白自己填的一封，命令是 borrower-help letter write information-request。"
    assert wrap(text, 60)[-1].startswith("borrower-help letter write information-request。")
    assert wrap("先看：borrower-help log tag 号码（不是催收的加 --not）。", 34)[0].endswith("tag 号码")


@pytest.mark.parametrize("width", range(20, 100, 7))
def test_lines_of_a_command_are_never_joined(width: int) -> None:
    """A mark that a command goes on is always the last of its line."""
    lines = wrap(f"接着答可以用：borrower-help {TOLD} --ask", width, "  ")
    assert not [line for line in lines if "\\" in line.rstrip("\\")]

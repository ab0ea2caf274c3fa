"""How a question is put: numbered text that works everywhere, and arrow keys where they work."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.cells import cell_len

from borrower_help.cli.terminal import read_line, show_on_terminal
from borrower_help.interview.prompts import ArrowPrompter, PlainPrompter
from borrower_help.interview.typed import NONE, pick_numbers, understood

CHOICES = [("red", "红"), ("green", "绿"), ("blue", "蓝")]
UP, DOWN, ENTER, CTRL_C, CTRL_D = "\x1b[A", "\x1b[B", "\r", "\x03", "\x04"


# --- numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("1", [0]),
        ("1 3", [0, 2]),
        ("3,1", [2, 0]),
        ("1，3、5", [0, 2, 4]),
        ("１，３、５", [0, 2, 4]),
        ("１　３", [0, 2]),
        ("1;2；3", [0, 1, 2]),
        ("1.", [0]),
        ("1、", [0]),
        ("  2  ", [1]),
        ("2 2 2", [1]),
        ("①③", None),
        ("① ③", [0, 2]),
        ("05", [4]),
        ("", []),
        ("、", []),
        ("0", None),
        ("6", None),
        ("1 6", None),
        ("-1", None),
        ("1-3", None),
        ("一", None),
        ("٣", None),
        ("1 a", None),
        ("99999999999999999999", None),
        ("没有", None),
    ],
)
def test_pick_numbers(typed: str, picked: list[int] | None) -> None:
    """Numbers in any width, with any separator, are understood; anything else is nothing rather than a guess."""
    assert pick_numbers(typed, 5) == picked


@settings(deadline=None, max_examples=200, derandomize=True, database=None)
@given(
    typed=st.text(max_size=12)
    | st.lists(st.integers(-3, 15), max_size=5).map(lambda numbers: "、".join(map(str, numbers))),
    count=st.integers(1, 12),
)
def test_pick_numbers_stays_in_range(typed: str, count: int) -> None:
    """Whatever is typed, only choices that exist are picked, each once."""
    picked = pick_numbers(typed, count)
    assert picked is None or (set(picked) <= set(range(count)) and len(set(picked)) == len(picked))


# --- plain text -----------------------------------------------------------------------------------------------


class Keyboard:
    """Types one line after another, and remembers what was shown."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.shown: list[str] = []

    def read(self) -> str:
        """The next line with its line end, as a terminal gives it."""
        return self.lines.pop(0) + "\n"

    @property
    def prompter(self) -> PlainPrompter:
        """A prompter at this keyboard."""
        return PlainPrompter(self.read, self.shown.append)


def test_plain_text() -> None:
    """A line is returned without its line end and the spaces around it, full width folded."""
    keyboard = Keyboard(" ＡＢＣ海尔 ")
    assert keyboard.prompter.text("名字？", "原因") == "ABC海尔"
    assert keyboard.shown[0] == "名字？"


def test_plain_choose() -> None:
    """A list is shown with numbers, and a number in any width chooses."""
    keyboard = Keyboard("２")
    assert keyboard.prompter.choose("颜色？", "", CHOICES) == "green"
    assert keyboard.shown[:4] == ["颜色？", "  1. 红", "  2. 绿", "  3. 蓝"]


def test_plain_choose_many() -> None:
    """Several numbers choose several, in the order typed."""
    assert Keyboard("3、1").prompter.choose_many("颜色？", "", CHOICES) == ["blue", "red"]


def test_plain_enter_skips() -> None:
    """Enter alone skips every form of question."""
    assert Keyboard("").prompter.text("名字？", "") == ""
    assert Keyboard("").prompter.choose("颜色？", "", CHOICES) == ""
    assert Keyboard("").prompter.choose_many("颜色？", "", CHOICES) == []


FORMS: list[Callable[[PlainPrompter], Any]] = [
    lambda prompter: prompter.text("哪个？", "因为需要。"),
    lambda prompter: prompter.choose("哪个？", "因为需要。", CHOICES),
    lambda prompter: prompter.choose_many("哪个？", "因为需要。", CHOICES),
]


@pytest.mark.parametrize("form", FORMS, ids=["text", "choose", "choose_many"])
@pytest.mark.parametrize("mark", ["?", "？", " ? "])
def test_plain_question_mark_says_why(form: Callable[[PlainPrompter], Any], mark: str) -> None:
    """A question mark in any width says why, and the same question waits for its answer."""
    keyboard = Keyboard(mark, "2")
    assert form(keyboard.prompter) in ("2", "green", ["green"])
    assert "为什么问：因为需要。" in keyboard.shown
    assert keyboard.lines == []


def test_plain_question_mark_without_a_reason() -> None:
    """Where no reason is given the answer to ``?`` still makes sense."""
    keyboard = Keyboard("?", "")
    keyboard.prompter.text("哪天？", "")
    assert any(line.startswith("为什么问：") and len(line) > 6 for line in keyboard.shown)


@pytest.mark.parametrize("wrong", ["4", "0", "紫", "1 2", "-1", "9" * 5000, "很长的回答" * 20])
def test_plain_choose_asks_again(wrong: str) -> None:
    """A wrong answer is repeated back, shortened, with the numbers that would do, and asked again."""
    keyboard = Keyboard(wrong, "1")
    assert keyboard.prompter.choose("颜色？", "", CHOICES) == "red"
    complaint = next(line for line in keyboard.shown if line.startswith("没看懂"))
    assert wrong[:20] in complaint
    assert "1 到 3" in complaint
    assert len(complaint) < 60


def test_plain_choose_many_asks_again() -> None:
    """One number out of range makes the whole answer be asked again, because it may be a typing mistake."""
    keyboard = Keyboard("1 9", "1 2")
    assert keyboard.prompter.choose_many("颜色？", "", CHOICES) == ["red", "green"]
    assert any("没看懂" in line for line in keyboard.shown)


DANGERS = [
    ("door", "有人堵门，或者不让我走"),
    ("self", "我不想活了，或者很怕自己会出事"),
    ("hurt", "有人受伤，现在需要急救"),
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("我不想活了", ["self"]),
        ("我不想活了，或者很怕自己会出事。", ["self"]),
        ("不想活", ["self"]),
        ("堵门 受伤", ["door", "hurt"]),
        ("1、受伤", ["door", "hurt"]),
        ("２", ["self"]),
        ("0", [NONE]),
        ("没有", [NONE]),
        ("现在没有危险", [NONE]),
        ("有人", []),
        ("没有人堵门", []),
        ("0 2", []),
        ("12", []),
        ("9" * 5000, []),
        ("、", []),
    ],
)
def test_words_of_a_choice_are_understood(typed: str, meant: list[str]) -> None:
    """The words of one choice mean it; words of two, a denial of one, or numbers out of range mean nothing and are
    asked again.
    """
    assert understood(typed, DANGERS, "现在没有危险，继续") == meant


@pytest.mark.parametrize(("typed", "chosen"), [("能", "yes"), ("不能", "no"), ("回消息", "yes"), ("2", "no")])
def test_plain_choose_by_words(typed: str, chosen: str) -> None:
    """A choice can be named instead of numbered; a whole clause is preferred to a part of another."""
    assert (
        Keyboard(typed).prompter.choose("能联系上吗？", "", [("yes", "能，我接电话或回消息"), ("no", "不能，我没接")])
        == chosen
    )


@pytest.mark.parametrize(("typed", "chosen"), [("", []), ("0", [NONE]), ("都没有", [NONE]), ("3 1", ["blue", "red"])])
def test_plain_choose_many_with_none(typed: str, chosen: list[str]) -> None:
    """None is a line of its own with the number 0; Enter alone tells nothing."""
    keyboard = Keyboard(typed)
    assert keyboard.prompter.choose_many("颜色？", "", CHOICES, none="都没有") == chosen
    assert "  0. 都没有" in keyboard.shown


@pytest.mark.parametrize(("typed", "chosen"), [("", ["green"]), ("1", ["red"]), ("清空", []), ("0", [NONE])])
def test_plain_list_reopened(typed: str, chosen: list[str]) -> None:
    """A list put again marks what was chosen; Enter keeps it, and 清空 takes it back."""
    keyboard = Keyboard(typed)
    assert keyboard.prompter.choose_many("颜色？", "", CHOICES, ["green"], none="都没有") == chosen
    assert [line for line in keyboard.shown if "已选" in line] == ["  2. 绿（已选）"]


@pytest.mark.parametrize(("typed", "chosen"), [("", "green"), ("1", "red"), ("清空", "")])
def test_plain_choice_reopened(typed: str, chosen: str) -> None:
    """A choice put again marks the one made; Enter keeps it, and 清空 takes it back."""
    assert Keyboard(typed).prompter.choose("颜色？", "", CHOICES, "green") == chosen


@pytest.mark.parametrize(("typed", "answer"), [("", "海尔"), ("极融", "极融"), ("清空", "")])
def test_plain_text_reopened(typed: str, answer: str) -> None:
    """A line put again is shown; Enter keeps it, and 清空 takes it back."""
    keyboard = Keyboard(typed)
    assert keyboard.prompter.text("名字？", "", "海尔") == answer
    assert "  现在的回答：海尔" in keyboard.shown


def test_plain_end_of_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of the input is told apart from an empty line."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(EOFError):
        PlainPrompter(read_line, lambda _: None).text("名字？", "")


def test_plain_keeps_stdout_clean(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Questions go to stderr, wrapped to the window, so that a report on stdout can be redirected."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    assert (
        PlainPrompter(read_line, show_on_terminal).choose(
            "这个问题很长，" * 6, "", [("a", "很长的选项，" * 8), ("b", "短")]
        )
        == "b"
    )
    out, err = capsys.readouterr()
    assert out == ""
    assert max(map(cell_len, err.splitlines())) <= 40
    assert "  2. 短" in err.splitlines()


# --- arrow keys -------------------------------------------------------------------------------------------------


@pytest.fixture(name="arrows")
def arrow_prompter() -> Iterator[Callable[[str], ArrowPrompter]]:
    """An arrow-key prompter whose keys are typed in advance; what it says is in ``prompter.said``."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):

        def arrows(typed: str) -> ArrowPrompter:
            keys.send_text(typed)
            said: list[str] = []
            prompter = ArrowPrompter(read_line, said.append)
            prompter.said = said  # type: ignore[attr-defined]
            return prompter

        yield arrows


def test_arrow_text(arrows: Any) -> None:
    """A line is typed as it is, Chinese included."""
    assert arrows("海尔" + ENTER).text("名字？", "") == "海尔"


def test_arrow_text_skipped(arrows: Any) -> None:
    """Enter alone skips."""
    assert arrows(ENTER).text("名字？", "") == ""


def test_arrow_choose(arrows: Any) -> None:
    """The arrows move through the choices and back, Enter chooses, and what was chosen is said."""
    prompter = arrows(DOWN + ENTER + DOWN + DOWN + ENTER + DOWN + DOWN + UP + ENTER)
    one_down, two_down, one_back = (prompter.choose("颜色？", "", CHOICES) for _ in range(3))
    names = list(dict(CHOICES))
    assert names.index(two_down) == names.index(one_down) + 1
    assert one_back == one_down
    assert prompter.said[-1].endswith(f"你选了：{dict(CHOICES)[one_back]}")


def test_arrow_choose_can_be_skipped(arrows: Any) -> None:
    """Among the choices there is one that skips, and skipping is said too."""
    offered = {arrows(DOWN * steps + ENTER).choose("颜色？", "", CHOICES) for steps in range(len(CHOICES) + 1)}
    assert offered == {"", "red", "green", "blue"}


# The lines of a list: 跳过, then 都没有 where there is one, then the choices.
TICKED = [
    pytest.param(DOWN * 2 + " " + DOWN * 2 + " " + ENTER, ["red", "blue"], id="two ticks"),
    pytest.param(DOWN * 4 + " " + UP * 2 + " " + ENTER, ["red", "blue"], id="in the order of the list"),
    pytest.param(DOWN * 3 + ENTER, ["green"], id="Enter takes the line"),
    pytest.param(DOWN * 3 + " " + ENTER, ["green"], id="a tick and Enter on it"),
    pytest.param(DOWN * 3 + "  " + ENTER, ["green"], id="ticked and unticked"),
    pytest.param(DOWN + ENTER, [NONE], id="none, said so"),
    pytest.param(DOWN + " " + ENTER, [NONE], id="none with the space bar"),
    pytest.param(ENTER, [], id="skipped"),
    pytest.param(" " + ENTER, [], id="skipped with the space bar"),
    pytest.param(DOWN * 2 + "ai" + ENTER, ["red"], id="letters tick nothing"),
    pytest.param(
        DOWN * 2 + " " + DOWN + ENTER + ENTER, ["red", "green"], id="Enter beside a tick asks, and loses nothing"
    ),
    pytest.param(DOWN * 2 + " " + DOWN + ENTER + DOWN + ENTER, ["red"], id="the ticks alone"),
    pytest.param(DOWN * 2 + " " + DOWN + ENTER + DOWN * 2 + ENTER, ["green"], id="the line alone"),
    pytest.param(DOWN * 2 + " " + UP + ENTER + ENTER, ["red"], id="none beside a tick asks, and loses nothing"),
    pytest.param(DOWN * 2 + " " + UP + ENTER + DOWN + ENTER, [NONE], id="none in spite of a tick"),
    pytest.param(DOWN * 2 + " " + UP * 2 + ENTER + DOWN + ENTER, [], id="skipped in spite of a tick"),
]


@pytest.mark.parametrize(("keys", "chosen"), TICKED)
def test_arrow_choose_many(arrows: Any, keys: str, chosen: list[str]) -> None:
    """Enter takes the line or the ticks; where both could be meant it is asked, beginning on the answer that loses
    nothing.
    """
    assert arrows(keys).choose_many("颜色？", "", CHOICES, none="都没有") == chosen


@pytest.mark.parametrize(
    ("keys", "said"), [(ENTER, "没有回答"), (DOWN + ENTER, "你选了：都没有"), (DOWN * 2 + ENTER, "你选了：红")]
)
def test_arrow_choose_many_says_what_it_took(arrows: Any, keys: str, said: str) -> None:
    """Skipping, saying none and choosing are told apart on the screen."""
    prompter = arrows(keys)
    prompter.choose_many("颜色？", "", CHOICES, none="都没有")
    assert prompter.said[-1].strip() == said


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (ENTER, [NONE]),
        (DOWN + ENTER, ["red"]),
        (DOWN + " " + DOWN + " " + ENTER, ["red", "green"]),
        (UP + ENTER, ["blue"]),
    ],
)
def test_arrow_list_that_begins_on_none(arrows: Any, keys: str, chosen: list[str]) -> None:
    """Where the list begins on the line for none, Enter alone takes it, and one key more takes a choice."""
    assert arrows(keys).choose_many("颜色？", "", CHOICES, none="没有", begin="none") == chosen


@pytest.mark.parametrize(("keys", "chosen"), [(ENTER, ["red"]), (" " + ENTER, ["red"]), (UP + ENTER, [NONE])])
def test_arrow_list_that_begins_on_the_choices(arrows: Any, keys: str, chosen: list[str]) -> None:
    """Where something is looked for, the list begins on the nearest, and none of these is the last line."""
    assert arrows(keys).choose_many("颜色？", "", CHOICES, none="都不是", begin="choices") == chosen


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        pytest.param(ENTER, ["red", "blue"], id="Enter keeps"),
        pytest.param(DOWN + ENTER + ENTER, ["red", "green", "blue"], id="another line is added"),
        pytest.param(" " + DOWN * 2 + ENTER, ["blue"], id="one taken off"),
        pytest.param(UP + ENTER + DOWN + ENTER, [NONE], id="none now"),
    ],
)
def test_arrow_list_reopened(arrows: Any, keys: str, chosen: list[str]) -> None:
    """A list put again shows what was ticked, begins on it, and loses it only by a choice to lose it."""
    assert arrows(keys).choose_many("颜色？", "", CHOICES, ("blue", "red"), none="都没有") == chosen


@pytest.mark.parametrize(("keys", "chosen"), [(ENTER, "green"), (DOWN + ENTER, "blue"), (UP * 2 + ENTER, "")])
def test_arrow_choice_reopened(arrows: Any, keys: str, chosen: str) -> None:
    """A choice put again begins on the one made before; skipping takes it back."""
    assert arrows(keys).choose("颜色？", "", CHOICES, "green") == chosen


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(ENTER, "海尔"), ("极融" + ENTER, "极融"), ("清空" + ENTER, ""), ("？" + ENTER + ENTER, "海尔")],
)
def test_arrow_text_reopened(arrows: Any, keys: str, answer: str) -> None:
    """A line put again is shown; Enter keeps it, another replaces it, 清空 takes it back, and a question mark is no
    answer.
    """
    prompter = arrows(keys)
    assert prompter.text("名字？", "", "海尔") == answer
    assert any("现在的回答：海尔" in line for line in prompter.said)


def test_arrow_question_is_whole(arrows: Any) -> None:
    """A long question and its reason are said in full above the choices instead of being cut at the edge."""
    prompter = arrows(ENTER)
    prompter.choose_many("很长的问题，" * 30, "理由。", CHOICES)
    assert prompter.said[:2] == ["很长的问题，" * 30, "（为什么问：理由。）"]


ARROW_FORMS: list[Callable[[Any], Any]] = [
    lambda prompter: prompter.text("哪个？", ""),
    lambda prompter: prompter.choose("哪个？", "", CHOICES),
    lambda prompter: prompter.choose_many("哪个？", "", CHOICES),
]


@pytest.mark.parametrize("form", ARROW_FORMS, ids=["text", "choose", "choose_many"])
def test_arrow_ctrl_c_stops(arrows: Any, form: Callable[[Any], Any]) -> None:
    """Ctrl-C stops in every form of question."""
    with pytest.raises(KeyboardInterrupt):
        form(arrows(CTRL_C))


@pytest.mark.parametrize("form", ARROW_FORMS, ids=["text", "choose", "choose_many"])
def test_arrow_ctrl_d_stops(arrows: Any, form: Callable[[Any], Any]) -> None:
    """Ctrl-D stops in every form of question, on an empty line and in a list."""
    with pytest.raises(EOFError):
        form(arrows(CTRL_D))


def test_arrow_question_mark_is_no_answer(arrows: Any) -> None:
    """A question mark typed out of habit says nothing about the loan."""
    assert arrows("？" + ENTER + "海尔" + ENTER).text("名字？", "理由。") == "海尔"

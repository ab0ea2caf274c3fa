"""The interview on a real terminal, with arrow keys and in plain text, wide and narrow."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from borrower_help.case.file import load_case
from borrower_help.case.model import Case, Role

NARROW_AND_WIDE = pytest.mark.parametrize("columns", [80, 40])
LAST = "改第几题"
DOWN = "\x1b[B"
REPORT = "今天先做的三件事"
ENOUGH = "要现在看吗"
MENU = "0 结束"
LAST_QUESTION = 8


def begin(terminal: Any, lender: str = "海尔", days: str = "3") -> None:
    """Answer the first four questions as a borrower, and go on."""
    for number, typed in enumerate(("", "", lender, days), 1):
        terminal.answer(f"第 {number} 题", typed)
        if number == 3 and lender in ("", "极融"):
            terminal.answer("「贷款人」是哪一类")
    terminal.answer(ENOUGH)


def skip(terminal: Any, first: int = 5, last: int = LAST_QUESTION) -> None:
    """Press Enter at each question."""
    for number in range(first, last + 1):
        terminal.answer(f"第 {number} 题")


def questions(screen: str) -> list[int]:
    """The numbers of the questions in the order they were put."""
    return [int(number) for number in re.findall(r"^第 (\d+) 题", screen, re.MULTILINE)]


def one_line(screen: str) -> str:
    """The screen without line breaks, so that a narrow one can be searched."""
    return re.sub(r"\s+", "", screen)


def to_go_on(screen: str) -> list[str]:
    """The words of the command that is printed to go on with, as a shell would split them."""
    printed = re.search(r"borrower-help (advise .*(?:(?<=\\)\n.*)*)", screen)
    assert printed
    return shlex.split(printed.group(1).replace("\\\n", " "))


# --- from the first question to the report --------------------------------------------------------------------


@NARROW_AND_WIDE
def test_bare_command_with_arrow_keys(sit_at: Any, columns: int) -> None:
    """On a capable terminal the bare command starts the interview with arrow keys and ends in a report."""
    terminal = sit_at(columns=columns)
    terminal.see("Ctrl-C 退出")
    begin(terminal, "够花")
    skip(terminal)
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = terminal.end()
    assert terminal.code == 0
    assert "海尔消费金融（消费金融公司），逾期第3天" in one_line(screen)
    assert REPORT in screen
    assert "Traceback" not in screen


@pytest.mark.parametrize(
    ("words", "env", "columns"),
    [(("advise", "--plain"), {}, 40), ((), {"TERM": "dumb"}, 80)],
    ids=["--plain", "TERM=dumb"],
)
def test_plain_interview(sit_at: Any, words: tuple[str, ...], env: dict[str, str], columns: int) -> None:
    """In plain mode the questions are numbered text without a single escape, and the report follows."""
    terminal = sit_at(*words, columns=columns, plain=True, env=env)
    begin(terminal, "够花")
    skip(terminal)
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = terminal.end()
    assert terminal.code == 0
    assert "\x1b" not in terminal.seen
    assert "海尔消费金融（消费金融公司），逾期第3天" in one_line(screen)
    assert REPORT in screen


def test_no_line_of_the_interview_is_too_wide(sit_at: Any) -> None:
    """Questions, choices, reasons and hints are wrapped to the window, with Chinese counted as two cells."""
    terminal = sit_at("advise", "--plain", columns=40, plain=True)
    terminal.answer("第 1 题", "?")
    for _ in range(11):
        terminal.enter()
    terminal.answer(MENU, "0")
    screen = terminal.end()
    assert terminal.code == 0
    assert [line for line in screen.splitlines() if cell_len(line) > 40] == []


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_nothing_but_enter(sit_at: Any, *, plain: bool) -> None:
    """Who only presses Enter still gets a report after eight questions, and has told nothing but that there is no
    danger now: no answer is made up.
    """
    terminal = sit_at(*(["advise", "--plain"] if plain else []), plain=plain)
    begin(terminal, "", "")
    skip(terminal)
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = terminal.end()
    assert terminal.code == 0
    assert questions(screen) == list(range(1, 9))
    assert REPORT in screen
    assert screen.count("没有回答") == 7 + (0 if plain else 5)
    assert "1. 安全：现在没有危险" in screen
    assert "2. 谁在用：我自己借的" in screen


def test_arrow_keys_choose(sit_at: Any) -> None:
    """Arrow keys and the space bar choose, and what was chosen is said again and stands in the report."""
    terminal = sit_at("advise", "--as-of", "2026-11-30")
    begin(terminal, "晋商", "20")
    terminal.see("第 5 题")
    terminal.pick("法院寄来的")
    terminal.see("收到的是哪种")
    terminal.pick("传票、应诉")
    terminal.see("你选了：传票")
    terminal.answer("哪天收到", "2026-11-10")
    terminal.see("2026-11-10（周二），20天前收到")
    terminal.answer("哪天开庭", "12月20日")
    terminal.see("2026-12-20（周日），还有20天")
    terminal.see("第 6 题")
    terminal.pick("打给我家人")
    terminal.see("里，发生过哪些")
    terminal.pick("要父母或亲友")
    terminal.see("对方能联系上你本人吗")
    terminal.pick("不能，")
    terminal.see("你选了：不能")
    skip(terminal, 7)
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = one_line(terminal.end())
    assert terminal.code == 0
    assert "联系：对方联系不上我" in screen
    assert "开庭：2026-12-20" in screen
    assert "（2026-11-10收到）" in screen


# --- help on the way ------------------------------------------------------------------------------------------


def test_question_mark_shows_why(sit_at: Any, knowledge: Any) -> None:
    """``?`` explains why a question is asked, half or full width, and the question stays open."""
    terminal = sit_at("advise", "--plain", plain=True)
    terminal.answer("第 1 题", "?")
    terminal.see(f"为什么问：{knowledge.questions[0].why}")
    terminal.enter()
    terminal.answer("第 2 题", "？")
    terminal.see(f"为什么问：{knowledge.questions[1].why}")
    terminal.enter("1")
    terminal.answer("第 3 题", "海尔")
    terminal.see("海尔消费金融，消费金融公司。不对")
    terminal.press("c")
    assert "海尔" in terminal.end()


def test_arrow_mode_says_why_unasked(sit_at: Any, knowledge: Any) -> None:
    """With arrow keys the reason stands under each question."""
    terminal = sit_at()
    terminal.see(f"为什么问：{knowledge.questions[0].why}")
    terminal.press("c")
    terminal.end()
    assert terminal.code == 130


# What is said about a mistake must not be in the question, nor be what the terminal echoes.
WRONG = [
    ("第 1 题", "", [("9", "1 到 4"), ("还好", "1 到 4")]),
    ("第 2 题", "1", [("1 2", "1 到 7"), ("有时", "1 到 7")]),
    ("第 3 题", "海尔", [("\x16\x01海尔", "一行")]),
    (
        "第 4 题",
        "3",
        [("很久", "像「45 天」"), ("2026-02-30", "没看懂「2026-02-30"), ("-3", "没看懂「-3"), ("99999", "36500")],
    ),
]


def test_wrong_answers_are_explained_and_asked_again(sit_at: Any) -> None:
    """An answer that cannot be used is explained without the names of flags, and the same question can be answered
    again.
    """
    terminal = sit_at("advise", "--plain", plain=True)
    for question, right, mistakes in WRONG:
        terminal.see(question)
        for wrong, said in mistakes:
            terminal.enter(wrong)
            terminal.see(said)
        terminal.enter(right)
    terminal.answer(ENOUGH)
    terminal.see("第 5 题")
    terminal.press("c")
    screen = terminal.end()
    assert questions(screen) == [1, 2, 3, 4, 5]
    assert to_go_on(screen) == [
        "advise",
        "--i-am",
        "borrower",
        "--lender",
        "海尔消费金融",
        "--days-overdue",
        "3",
        "--plain",
        "--asked",
        "safety",
        "--ask",
    ]
    assert "--lender" not in screen.partition("borrower-help advise")[0]
    assert "Traceback" not in screen


def test_a_wrong_answer_with_arrow_keys(sit_at: Any) -> None:
    """With arrow keys a date that does not exist is explained and asked again too."""
    terminal = sit_at()
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", "海尔")
    terminal.answer("第 4 题", "2026-02-30")
    terminal.see("没看懂「2026-02-30」")
    terminal.answer("逾期多久", "7")
    terminal.see(ENOUGH)
    terminal.press("c")
    terminal.end()
    assert terminal.code == 130


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_a_near_miss_offers_the_right_lender(sit_at: Any, *, plain: bool) -> None:
    """A mistyped lender is asked back with the right name first, which can be chosen."""
    terminal = sit_at(*(["advise", "--plain"] if plain else []), plain=plain)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", "长银某费金融")
    terminal.see("是不是这一家")
    if plain:
        terminal.enter(terminal.number_of("长银消费金融"))
    else:
        terminal.pick("长银消费金融")
    terminal.answer("第 4 题", "5")
    terminal.see(ENOUGH)
    terminal.press("c")
    assert to_go_on(terminal.end())[3:7] == ["--lender", "长银消费金融", "--days-overdue", "5"]


def test_a_near_miss_can_be_refused(sit_at: Any) -> None:
    """Who means another lender keeps the name they typed, and the contract is asked about."""
    terminal = sit_at("advise", "--plain", plain=True)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", "长银某费金融")
    terminal.enter(terminal.number_of("都不是"))
    terminal.see("「贷款人」是哪一类")
    terminal.press("c")
    assert to_go_on(terminal.end())[3:5] == ["--lender", "长银某费金融"]


# --- at most ten questions ----------------------------------------------------------------------------------------


@NARROW_AND_WIDE
def test_the_longest_way_has_ten_questions(sit_at: Any, columns: int) -> None:
    """Who wants a plan is asked ten questions with three small ones behind the last, and their sums stand in the
    summary.
    """
    terminal = sit_at("advise", "--plain", columns=columns, plain=True)
    begin(terminal, "极融")
    skip(terminal, 5, 7)
    terminal.answer("第 8 题", "1")
    terminal.answer("第 9 题", "生病")
    terminal.answer("第 10 题", "花呗、招商银行信用卡")
    terminal.see("还欠 蚂蚁消费金融")
    terminal.answer("每月到手", "一万二")
    terminal.answer("每月必需", "8000")
    terminal.answer("还欠多少元", "3w5")
    terminal.see("一共 3 笔")
    terminal.see("欠款 35000 元")
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = terminal.end()
    assert terminal.code == 0
    assert questions(screen) == list(range(1, 11))


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_four_questions_are_enough(sit_at: Any, *, plain: bool) -> None:
    """After four questions the report can be had by one key."""
    terminal = sit_at(*(["advise", "--plain"] if plain else []), plain=plain)
    for number, typed in enumerate(("", "", "海尔", "两个月"), 1):
        terminal.answer(f"第 {number} 题", typed)
    terminal.see("逾期 60 天")
    terminal.see(ENOUGH)
    terminal.ready()
    terminal.child.send("2\r" if plain else "2")
    terminal.answer(MENU, "0")
    screen = terminal.end()
    assert questions(screen) == [1, 2, 3, 4]
    assert REPORT in screen


def test_family_is_not_asked_for_money(sit_at: Any) -> None:
    """By its digit alone a relative is known, and is asked six questions, none of days, plans or money."""
    terminal = sit_at(columns=40)
    terminal.answer("第 1 题")
    terminal.see("第 2 题")
    terminal.ready()
    terminal.child.send("2")
    terminal.answer("第 3 题", "极融")
    terminal.answer("第 4 题")
    terminal.answer(ENOUGH)
    terminal.answer("第 5 题")
    terminal.answer("第 6 题")
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = one_line(terminal.end())
    assert terminal.code == 0
    assert "你选了：我是家人" in screen
    assert "逾期多久" not in screen
    assert "最想解决" not in screen


def test_a_long_option_goes_on_below_its_words(sit_at: Any) -> None:
    """What goes on of an option that is wider than the window is indented: it is no option of its own."""
    terminal = sit_at(columns=40)
    terminal.answer("第 1 题")
    terminal.see("第 2 题")
    terminal.press("c")
    screen = terminal.end()
    assert re.search(r"1\. 有人堵门、闯进来、不肯走，或者不\s+让我走", screen)
    assert re.search(r"(?<! ) {6}让我走", screen)


# --- steering --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back", ["\x1b[D", "\x1b", "返回\r", "b\r"], ids=["left", "Esc", "返回", "plain b"])
def test_back(sit_at: Any, back: str) -> None:
    """← or Esc with the arrow keys, 返回 or b when it is typed: the question before is put again with its answer."""
    plain = back == "b\r"
    terminal = sit_at(*(["advise", "--plain"] if plain else []), plain=plain)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", "海尔")
    terminal.see("第 4 题")
    terminal.ready()
    terminal.child.send(back)
    terminal.see("第 3 题")
    terminal.see("现在的回答：海尔消费金融")
    terminal.enter()
    terminal.answer("第 4 题", "3")
    terminal.see(ENOUGH)
    terminal.press("c")
    assert "Traceback" not in terminal.end()


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_one_key_clears_the_screen_and_leaves(sit_at: Any, *, plain: bool) -> None:
    """Ctrl-L takes everything off the screen and leaves without a word; the first line says so."""
    terminal = sit_at(*(["advise", "--plain"] if plain else []), plain=plain)
    terminal.see("Ctrl-L 清屏并立刻离开")
    terminal.answer("第 1 题")
    terminal.see("第 2 题")
    terminal.ready()
    terminal.child.send("\x0c" + "\r" * plain)
    terminal.end()
    assert terminal.code == 130
    _, cleared, after = terminal.seen.rpartition("\x1b[3J")
    assert cleared
    assert re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", after).strip() == ""


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_a_paste_is_one_answer(sit_at: Any, *, plain: bool) -> None:
    """Several lines pasted at the lender are one answer, and it is said that a name is wanted."""
    terminal = sit_at(*(["advise", "--plain"] if plain else []), plain=plain)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.see("第 3 题")
    terminal.ready()
    lines = ["【某某催收】您的借款已逾期", "请今天处理", "退订回T"]
    terminal.child.send("\n".join(lines) + "\n" if plain else "\x1b[200~" + "\n".join(lines) + "\x1b[201~\r")
    terminal.see("这里只要名字")
    terminal.answer("哪家机构", "海尔")
    terminal.see("第 4 题")
    terminal.press("c")
    assert questions(terminal.end()) == [1, 2, 3, 4]


def test_what_flags_say_is_not_asked(sit_at: Any) -> None:
    """What is on the command line is not asked again; the numbers count what is asked."""
    terminal = sit_at("advise", "--plain", "--lender", "海尔", "--goal", "plan", plain=True)
    terminal.answer("你或家人现在有危险吗")
    terminal.answer("是谁在用", "1")
    terminal.answer("逾期多久", "3")
    terminal.see("第 4 题")
    terminal.press("c")
    screen = terminal.end()
    assert "是哪家机构" not in screen
    told = ["--i-am", "borrower", "--lender", "海尔", "--days-overdue", "3", "--goal", "plan"]
    assert to_go_on(screen) == ["advise", *told, "--plain", "--asked", "safety", "--ask"]


def test_enough_flags_ask_nothing(sit_at: Any) -> None:
    """With lender and days on the command line the report comes at once, on a terminal too."""
    screen = sit_at("advise", "--lender", "海尔", "--days-overdue", "3").end()
    assert questions(screen) == []
    assert REPORT in screen


@pytest.mark.parametrize(("words", "env"), [(("--no-input",), {}), ((), {"CI": "true"})], ids=["--no-input", "CI"])
def test_nobody_is_asked_where_nobody_should_be(sit_at: Any, words: tuple[str, ...], env: dict[str, str]) -> None:
    """Under ``--no-input`` and in CI the missing answers are listed even on a terminal."""
    terminal = sit_at("advise", *words, env=env)
    screen = terminal.end()
    assert terminal.code == 2
    assert questions(screen) == []
    assert "--days-overdue" in screen


# --- the summary ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_an_answer_changed_at_the_summary_keeps_the_others(sit_at: Any, *, plain: bool) -> None:
    """At the summary one answer is changed by its number, and all others stay."""
    terminal = sit_at(*(["advise", "--plain"] if plain else []), plain=plain)
    begin(terminal)
    skip(terminal)
    terminal.see("逾期：3 天")
    terminal.answer(LAST, "9")
    terminal.see("1 到 8")
    terminal.answer(LAST, "４")
    terminal.answer("第 4 题", "45")
    terminal.see("机构：海尔消费金融")
    terminal.see("逾期：45 天")
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = one_line(terminal.end())
    assert terminal.code == 0
    assert "逾期：45天" in screen


def test_a_changed_lender_changes_its_kind(sit_at: Any) -> None:
    """The kind answered for a facilitator's contract does not stick to another lender named at the summary."""
    terminal = sit_at("advise", "--plain", plain=True)
    for number, typed in enumerate(["", "", "极融"], 1):
        terminal.answer(f"第 {number} 题", typed)
    terminal.answer("「贷款人」是哪一类", "小额贷款")
    terminal.answer("第 4 题", "45")
    terminal.answer(ENOUGH)
    skip(terminal)
    terminal.see("合同贷款人的类型：小额贷款公司")
    terminal.answer(LAST, "3")
    terminal.answer("第 3 题", "海尔")
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = one_line(terminal.end())
    assert "海尔消费金融（消费金融公司），逾期第45天" in screen


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_answers_opened_again_are_not_lost(sit_at: Any, *, plain: bool) -> None:
    """Every question opened again at the summary keeps its answer on Enter alone: lists their ticks, lines their
    text.
    """
    terminal = sit_at("advise", "--as-of", "2026-11-30", *(["--plain"] if plain else []), plain=plain)
    begin(terminal, days="45")
    terminal.see("第 5 题")
    if plain:
        terminal.enter("传票")
    else:
        terminal.pick("法院寄来的")
        terminal.see("收到的是哪种")
        terminal.pick("传票、应诉")
    terminal.answer("哪天收到", "2026-11-20")
    terminal.answer("哪天开庭", "12-20")
    terminal.answer("第 6 题", "骂我" if plain else "6")
    terminal.answer("里，发生过哪些", "1 2" if plain else DOWN * 2 + " " + DOWN + " ")
    terminal.answer("第 7 题", "2" if plain else DOWN * 2)
    terminal.answer("第 8 题", "2" if plain else DOWN * 2)
    terminal.see("你的回答")
    terminal.see(LAST)
    told = summary(terminal.shown)
    assert len(told) == 8
    for number in range(1, 9):
        terminal.enter(str(number))
        terminal.answer(f"第 {number} 题")
        if number == 5:
            terminal.answer("收到的是哪种")
            terminal.answer("哪天收到")
            terminal.answer("哪天开庭")
        if number == 6:
            terminal.answer("里，发生过哪些")
        terminal.see(LAST)
    assert summary(terminal.shown) == told
    terminal.press("c")
    terminal.end()


def summary(screen: str) -> list[str]:
    """The answers as the last summary lists them."""
    return re.findall(r"^  (\d\. .*?)\s*$", screen.rpartition("你的回答：")[2], re.MULTILINE)


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_five_thousand_digits(sit_at: Any, *, plain: bool) -> None:
    """A number too long for anything is explained wherever it is typed, and no answer is lost by it."""
    terminal = sit_at("advise", *(["--plain"] if plain else []), plain=plain)
    long = "7" * 3000  # a line of a terminal holds no more than 4096 bytes
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", "海尔")
    terminal.answer("第 4 题", long)
    terminal.see("36500")
    terminal.answer("逾期多久", "45")
    terminal.answer(ENOUGH)
    skip(terminal)
    terminal.answer(LAST, long)
    terminal.see("请输入 1 到 8")
    terminal.see("逾期：45 天")
    terminal.press("c")
    assert "Traceback" not in terminal.end()


# --- Enter loses nothing ------------------------------------------------------------------------------------------

LISTS = ["papers", "goals", "hardship"]
KNOWN = ("--i-am", "borrower", "--lender", "海尔", "--creditor", "某公司")


@pytest.mark.parametrize("field", LISTS)
@NARROW_AND_WIDE
def test_enter_takes_the_line_of_every_list(sit_at: Any, knowledge: Any, columns: int, field: str) -> None:
    """With arrow keys and Enter alone the last line of every tick list is taken and told, wide or narrow."""
    terminal = sit_at("advise", *KNOWN, "--as-of", "2026-11-30", *asked_only(field), columns=columns)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.see("第 3 题")
    terminal.enter("\x1b[A")
    names = {
        "papers": [group.text for group in knowledge.paper_groups],
        "goals": list(knowledge.goals.values()),
        "hardship": [hardship.name for hardship in knowledge.hardships.values()],
    }
    terminal.see(f"你选了：{names[field][-1]}")
    terminal.press("c")
    terminal.end()


def asked_only(field: str) -> list[str]:
    """Flags that answer the other tick lists."""
    goal = "plan" if field == "hardship" else "credit"
    told = {"happened": "insult", "papers": "lawyer_letter", "goals": goal, "hardship": "illness"}
    flags = {"happened": "--happened", "papers": "--paper", "goals": "--goal", "hardship": "--hardship"}
    return [word for other, value in told.items() if other != field for word in (flags[other], value)]


@pytest.mark.parametrize("place", range(8))
def test_a_paper_of_every_sender_is_taken_by_enter(sit_at: Any, knowledge: Any, place: int) -> None:
    """Enter on whoever sends papers opens theirs, and Enter on the last of these keeps it, in a narrow window too; the
    only one is kept at once.
    """
    group = knowledge.paper_groups[place]
    assert len(knowledge.paper_groups) == 8
    terminal = sit_at("advise", *KNOWN, "--as-of", "2026-11-30", *asked_only("papers"), columns=40)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.see("第 3 题")
    terminal.enter(DOWN * (place + 2))
    terminal.see(f"你选了：{group.text}")
    if len(group.papers) > 1:
        terminal.see("收到的是哪种")
        terminal.enter("\x1b[A")
        terminal.see(f"你选了：{knowledge.paper_kinds[group.papers[-1]].name}")
    else:
        terminal.see(LAST)
    terminal.press("c")
    terminal.end()


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
@pytest.mark.parametrize("columns", [80, 40])
def test_events_are_taken_by_enter(sit_at: Any, knowledge: Any, columns: int, *, plain: bool) -> None:
    """Enter on the kind of thing, and on the thing, keeps it; none is said by its own line."""
    group = knowledge.happened_groups[0]
    behaviour = knowledge.behaviours[group.behaviours[0]]
    terminal = sit_at(
        "advise",
        *KNOWN,
        *asked_only("happened"),
        *(["--plain"] if plain else []),
        columns=columns,
        plain=plain,
    )
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", group.text if plain else DOWN * 2)
    terminal.answer("里，发生过哪些", "1" if plain else DOWN * 2)
    terminal.answer("对方能联系上你本人吗")
    terminal.see(f"发生的事：{behaviour.title}")
    terminal.answer(LAST, "3")
    terminal.answer("第 3 题", "0" if plain else "\x1b[A")
    if not plain:
        terminal.see("光标停在")
        terminal.enter(DOWN)
    terminal.see("发生的事：都没有")
    terminal.press("c")
    terminal.end()


def test_check_takes_the_highlighted_candidate(sit_at: Any) -> None:
    """``check`` with own words: Enter on a candidate judges it, and the line for none of these lists none of them
    again.
    """
    terminal = sit_at("check", "半夜打电话")
    terminal.see("是下面哪一种")
    terminal.enter()
    terminal.see("你选了：深夜")
    assert "可能是下面几种" not in terminal.end()
    terminal = sit_at("check", "半夜打电话")
    terminal.see("是下面哪一种")
    terminal.enter("\x1b[A")
    terminal.see("你选了：都不是")
    assert "没有找到" in terminal.end()


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_a_paper_of_tomorrow_is_asked_again(sit_at: Any, *, plain: bool) -> None:
    """A day of receipt that has not come is asked again, and the clock runs from the day given then."""
    terminal = sit_at(
        "advise",
        *KNOWN,
        "--as-of",
        "2026-11-30",
        *asked_only("papers"),
        *(["--plain"] if plain else []),
        plain=plain,
    )
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.see("第 3 题")
    if plain:
        terminal.enter("支付令")
    else:
        terminal.pick("法院寄来的")
        terminal.see("收到的是哪种")
        terminal.pick("支付令")
    terminal.answer("哪天收到", "2026-12-06")
    terminal.see("这一天还没到")
    terminal.answer("哪天收到", "2026-11-06")
    terminal.answer(LAST)
    terminal.answer(MENU, "0")
    screen = terminal.end()
    assert "2026-11-23" in screen
    assert "2026-12-21" not in screen


# --- danger --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("plain", "columns"), [(True, 40), (False, 80)], ids=["plain", "arrows"])
def test_danger_stops_everything_else(sit_at: Any, columns: int, *, plain: bool) -> None:
    """With a danger the numbers to call come at once, before anything else, and nothing more is asked."""
    terminal = sit_at(*(["advise", "--plain"] if plain else []), columns=columns, plain=plain)
    terminal.see("第 1 题")
    terminal.enter("1" if plain else DOWN)
    screen = terminal.end()
    assert terminal.code == 0
    assert questions(screen) == [1]
    assert LAST not in screen
    answer = screen[screen.index("!! ") :]
    assert "110" in "".join(answer.splitlines()[:8])
    assert REPORT not in answer


def test_thoughts_of_death(sit_at: Any, knowledge: Any) -> None:
    """Who does not want to live any more gets the helpline and nothing below the numbers."""
    terminal = sit_at("advise", "--plain", plain=True)
    terminal.answer("第 1 题", str(list(knowledge.dangers).index("self_harm") + 1))
    screen = terminal.end()
    answer = screen[screen.index("!! ") :]
    assert "12356" in answer
    assert "来源" not in screen
    assert answer.rstrip().splitlines()[-1].startswith("!! ")
    assert questions(screen) == [1]


@pytest.mark.parametrize("place", range(4))
@NARROW_AND_WIDE
def test_one_key_takes_a_danger(sit_at: Any, knowledge: Any, columns: int, place: int) -> None:
    """With arrow keys and Enter alone no danger is lost, wide or narrow: Enter on its line stops everything, with its
    number.
    """
    danger = list(knowledge.dangers.values())[place]
    terminal = sit_at(columns=columns)
    terminal.see("第 1 题")
    terminal.enter(DOWN * (place + 1))
    terminal.see(f"你选了：{danger.label}")
    screen = terminal.end()
    assert questions(screen) == [1]
    assert all(number.value in screen[screen.index("!! ") :] for number in danger.numbers)


@pytest.mark.parametrize("typed", ["我不想活了", "不想活", "我不想活了，或者很怕自己会出事"])
def test_the_words_of_a_danger_take_it(sit_at: Any, typed: str) -> None:
    """In plain mode a danger can be written out instead of numbered."""
    terminal = sit_at("advise", "--plain", columns=40, plain=True)
    terminal.answer("第 1 题", typed)
    screen = terminal.end()
    assert questions(screen) == [1]
    assert "12356" in screen[screen.index("!! ") :]


def test_danger_remembered_at_the_summary(sit_at: Any) -> None:
    """Who changes the first answer to a danger at the summary gets the numbers first as well."""
    terminal = sit_at("advise", "--plain", plain=True)
    begin(terminal)
    skip(terminal)
    terminal.answer(LAST, "1")
    terminal.answer("第 1 题", "2")
    screen = terminal.end()
    assert terminal.code == 0
    assert screen.rindex("!! ") > screen.index(LAST)
    assert screen.count(LAST) == 1


# --- stopping -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("plain", "columns"), [(True, 80), (False, 40)], ids=["plain", "arrows"])
def test_ctrl_c_at_the_first_question(sit_at: Any, tmp_path: Path, columns: int, *, plain: bool) -> None:
    """Ctrl-C at once: exit 130, a sentence that nothing was saved, and nothing is."""
    terminal = sit_at(*(["advise", "--plain"] if plain else []), columns=columns, plain=plain)
    terminal.see("第 1 题")
    terminal.press("c")
    screen = terminal.end()
    assert terminal.code == 130
    assert "没有保存任何东西" in one_line(screen)
    assert "Traceback" not in screen
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
@pytest.mark.parametrize("key", ["c", "d"])
def test_stopping_at_a_later_question(sit_at: Any, key: str, *, plain: bool) -> None:
    """Ctrl-C or Ctrl-D later: exit 130, nothing is saved, and the answers so far come as flags to go on with."""
    terminal = sit_at(*(["advise", "--plain"] if plain else []), plain=plain)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", "海尔")
    terminal.see("第 4 题")
    terminal.press(key)
    screen = terminal.end()
    assert terminal.code == 130
    assert "没有保存任何东西" in screen
    told = ["advise", "--i-am", "borrower", "--lender", "海尔消费金融"]
    assert to_go_on(screen) == [*told, *(["--plain"] if plain else []), "--asked", "safety", "--ask"]
    assert "Traceback" not in screen


@pytest.mark.parametrize("question", [1, 2, 5], ids=["dangers", "one choice", "many choices"])
def test_ctrl_d_in_a_list(sit_at: Any, question: int) -> None:
    """Ctrl-D in a list of the arrow keys ends as in a line of text: exit 130 and a sentence."""
    terminal = sit_at()
    for number in range(1, question):
        terminal.answer(f"第 {number} 题", {3: "海尔"}.get(number, ""))
        if number == 4:
            terminal.answer(ENOUGH)
    terminal.see(f"第 {question} 题")
    terminal.press("d")
    screen = terminal.end()
    assert terminal.code == 130
    assert "没有保存任何东西" in screen
    assert "Traceback" not in screen


def test_ctrl_c_at_the_summary(sit_at: Any) -> None:
    """Ctrl-C at the summary stops too, without a report."""
    terminal = sit_at("advise", "--plain", plain=True)
    begin(terminal)
    skip(terminal)
    terminal.see(LAST)
    terminal.press("c")
    screen = terminal.end()
    assert terminal.code == 130
    assert REPORT not in screen


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "arrows"])
def test_stopping_with_save_case(sit_at: Any, tmp_path: Path, *, plain: bool) -> None:
    """With ``--save-case`` the answers so far are kept where it says, privately, and can be taken up again."""
    path = tmp_path / "mine.yaml"
    terminal = sit_at("advise", "--save-case", "mine.yaml", *(["--plain"] if plain else []), plain=plain)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", "海尔")
    terminal.answer("第 4 题", "45")
    terminal.see(ENOUGH)
    terminal.press("c")
    screen = terminal.end()
    assert terminal.code == 130
    kept = ["advise", "--case", "mine.yaml", *(["--plain"] if plain else [])]
    assert to_go_on(screen) == [*kept, "--asked", "safety", "--ask"]
    assert "没有保存" not in screen
    assert load_case(path) == Case(role=Role.BORROWER, lender="海尔消费金融", days_overdue=45)
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_flags_to_go_on_with_work(sit_at: Any, run: Any) -> None:
    """The command line printed on Ctrl-C gives the same answers when it is run, and goes on with the next question;
    what was answered with none of these or skipped is not asked again.
    """
    terminal = sit_at("advise", "--plain", columns=200, plain=True)
    for number, typed in enumerate(["", "", "zz 快快"], 1):
        terminal.answer(f"第 {number} 题", typed)
    terminal.answer("「贷款人」是哪一类", "3")
    terminal.answer("第 4 题", "2026-11-01")
    terminal.answer(ENOUGH)
    terminal.answer("第 5 题", "律师函")
    terminal.see("第 6 题")
    terminal.press("c")
    words = to_go_on(terminal.end())
    assert words[-1] == "--ask"
    result = run(*words, "--as-of", "2026-11-21", "--no-input")
    assert result.code == 0
    assert "机构：zz快快（没有收录）；合同贷款人的类型：小额贷款公司；逾期：20天" in one_line(result.out)
    terminal = sit_at(*words, columns=200, plain=True)
    terminal.see("第 1 题")
    terminal.see("哪些事已经发生")
    terminal.press("c")
    terminal.end()


# --- other commands that ask ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("plain", "columns"), [(True, 40), (False, 80)], ids=["plain", "arrows"])
def test_plan_asks_one_by_one(sit_at: Any, columns: int, *, plain: bool) -> None:
    """``plan`` alone on a terminal asks for income, essentials and one debt after another, as people write sums."""
    terminal = sit_at("plan", *(["--plain"] if plain else []), columns=columns, plain=plain)
    terminal.answer("每月到手", "一万二")
    terminal.answer("每月必需", "返回")
    terminal.answer("每月到手", "6000")
    terminal.answer("每月必需", "五千")
    terminal.answer("第 1 笔", "海尔")
    terminal.answer("还欠多少元", "8000")
    terminal.answer("年利率", "24%")
    terminal.answer("逾期多久", "两个月")
    terminal.answer("第 2 笔")
    screen = terminal.end()
    assert terminal.code == 0
    assert "海尔" in screen
    assert "Traceback" not in screen


def test_plan_stopped_says_how_to_go_on(sit_at: Any) -> None:
    """Ctrl-C in the questions of ``plan`` prints the command that keeps what was answered."""
    terminal = sit_at("plan", "--plain", columns=200, plain=True)
    terminal.answer("每月到手", "6000")
    terminal.answer("每月必需", "5000")
    terminal.see("第 1 笔")
    terminal.press("c")
    screen = terminal.end()
    assert terminal.code == 130
    assert "borrower-help plan --income 6000 --essentials 5000" in screen


# --- redirected -------------------------------------------------------------------------------------------------------


def test_output_redirected_while_questions_are_answered(sit_at: Any, tmp_path: Path) -> None:
    """With stdout in a file the questions are asked on the terminal, and the file holds the report alone."""
    command = ["/bin/sh", "-c", f"exec {sys.executable} -m borrower_help advise > report.txt"]
    terminal = sit_at(plain=True, command=command)
    begin(terminal)
    skip(terminal)
    terminal.answer(LAST)
    screen = terminal.end()
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert terminal.code == 0
    assert REPORT not in screen
    assert report.startswith("海尔消费金融")
    assert "\x1b" not in report + screen
    assert questions(report) == []


def test_json_from_an_interview(sit_at: Any, tmp_path: Path) -> None:
    """An interview can be answered while the JSON goes to a file."""
    terminal = sit_at("advise", "--plain", "--output", "answer.json", plain=True)
    for _ in range(11):
        terminal.enter()
    terminal.end()
    assert terminal.code == 0
    assert json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))["status"] == "ok"

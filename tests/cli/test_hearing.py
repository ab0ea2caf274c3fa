"""Danger is heard wherever a person types about themselves, and the numbers are the last lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from borrower_help import Knowledge
from borrower_help.case.danger import hear
from borrower_help.cli.hearing import PARTS
from borrower_help.cli.main import app
from borrower_help.cli.table import COMMANDS as FIRST
from borrower_help.knowledge.files import knowledge_dir

WORDS = "三个app还不上，我不想活了"
LAST = ["12356", "120", "110"]


def last_numbers(text: str) -> list[str]:
    """The numbers on the last three lines."""
    return [line.strip().removeprefix("!! ").partition("：")[0] for line in text.strip().splitlines()[-3:]]


COMMANDS = {
    "unknown command": (WORDS,),
    "loose words": ("我", "不想活了"),
    "lender": ("advise", "--lender", WORDS, "--days-overdue", "3"),
    "kind": ("advise", "--kind", WORDS),
    "days": ("advise", "--lender", "海尔", "--days-overdue", WORDS),
    "equals": ("advise", f"--lender={WORDS}"),
    "happened": ("advise", "--happened", WORDS),
    "goal": ("advise", "--goal", WORDS),
    "unknown option": ("advise", f"--{WORDS}"),
    "check": ("check", WORDS),
    "rights": ("rights", "show", WORDS),
    "plan": ("plan", "--debt", f"{WORDS}:100"),
    "cost": ("cost", "--received", WORDS),
    "lender show": ("lender", "show", WORDS),
    "lender find": ("lender", "find", WORDS),
    "source": ("source", "show", WORDS),
    "log": ("log", "add", "--person", WORDS),
    "pinyin": ("wo", "buxianghuole"),
    "traditional": ("check", "自殺的念頭一直有"),
}


@pytest.mark.parametrize("argv", COMMANDS.values(), ids=COMMANDS)
def test_certain_words_stop_every_command(run: Any, argv: tuple[str, ...]) -> None:
    """Wherever they stand, the answer is two sentences and the numbers as the last lines, with exit code 0."""
    result = run(*argv)
    assert (result.code, result.err) == (0, "")
    assert last_numbers(result.out) == LAST
    assert len(result.out.splitlines()) <= 5
    assert "来源" not in result.out


@pytest.mark.parametrize("argv", COMMANDS.values(), ids=COMMANDS)
def test_the_status_for_programs(run: Any, argv: tuple[str, ...]) -> None:
    """In JSON the status is danger, the exit code 0 and the numbers stand in the data."""
    result = run(*argv, "--format", "json")
    answer = json.loads(result.out)
    assert (result.code, answer["status"]) == (0, "danger")
    assert [number["value"] for number in answer["data"]["numbers"]] == LAST


@pytest.mark.parametrize(
    "argv",
    [
        ("check", "活着太累了"),
        ("lender", "find", "走投无路了"),
        ("advise", "--lender", "没有活路了", "--days-overdue", "3"),
    ],
)
def test_possible_words_put_one_line_first(run: Any, argv: tuple[str, ...]) -> None:
    """One line with 12356 stands before the answer, which follows; in JSON it is a warning."""
    lines = [line for line in run(*argv).out.splitlines() if line]
    assert "12356" in lines[0]
    assert len(lines) > 1
    answer = json.loads(run(*argv, "--format", "json").out)
    assert any("12356" in warning for warning in answer["warnings"]) == (answer["status"] != "error")


def test_ordinary_words_bring_no_number(run: Any) -> None:
    """Who asks about an early deposit or a call is answered as always."""
    assert "!! " not in run("check", "死期存款能抵债吗").out
    assert "!! " not in run("check", "一直打电话烦死了").out


def test_paths_and_quoted_words_do_not_stop(run: Any, tmp_path: Path) -> None:
    """A file may have any name; what a collector said is recorded first and then answered with the numbers."""
    log = tmp_path / "我不想活了.jsonl"
    result = run(
        "log", "add", "--log", log, "--at", "2026-11-20 10:15", "--channel", "call", "--said", "我现在就来弄死你"
    )
    assert (result.code, log.exists()) == (0, True)
    assert "!! 110" in result.out


def test_words_that_are_not_heard_are_second_words_of_commands(knowledge: Knowledge) -> None:
    """What is passed over on the command line is what a command does, all of it, and speaks of no danger."""
    commands = typer.main.get_command(app).commands.values()  # type: ignore[attr-defined]
    second = {name for group in commands for name in getattr(group, "commands", ())}
    assert second - set(FIRST) <= PARTS <= second
    assert [word for word in PARTS if hear(word, knowledge.safety)] == []


def test_a_case_file_is_heard(run: Any, tmp_path: Path) -> None:
    """Words in a case file stop the report, whatever field they stand in and even where the file is wrong."""
    for text in (f"lender: {WORDS}\ndays_overdue: 3\n", f"notes: {WORDS}\n", f"# {WORDS}\nlender: 海尔\n"):
        case = tmp_path / "case.yaml"
        case.write_text(text, encoding="utf-8")
        result = run("advise", "--case", case)
        assert (result.code, last_numbers(result.out)) == (0, LAST)


def test_without_knowledge(run: Any, tmp_path: Path) -> None:
    """Where the knowledge cannot be read the numbers are shown all the same, also for programs."""
    assert last_numbers(run("check", WORDS, "--knowledge", tmp_path).out) == LAST
    answer = json.loads(run("check", WORDS, "--knowledge", tmp_path, "--format", "json").out)
    assert (answer["status"], answer["knowledge"]) == ("danger", None)


@pytest.mark.parametrize("argument", [("--knowledge", "{}"), ("--knowledge={}",)], ids=["apart", "with ="])
def test_the_ear_hears_by_the_knowledge_named(run: Any, tmp_path: Path, argument: tuple[str, ...]) -> None:
    """A knowledge that is named is what is heard by, behind a blank as behind ``=``."""
    text = (
        (knowledge_dir() / "safety.yaml").read_text(encoding="utf-8").replace("      - 安乐死\n", "      - 开元通宝\n")
    )
    (tmp_path / "safety.yaml").write_text(text, encoding="utf-8")
    named = [part.format(tmp_path) for part in argument]
    assert last_numbers(run("check", "开元通宝", *named).out) == LAST


@pytest.mark.parametrize("name", ["x.json", "x.md", "x.txt"])
@pytest.mark.parametrize("form", ["-o {}", "-o{}", "--output {}", "--output={}"])
def test_the_form_of_the_file_asked_for(run: Any, tmp_path: Path, name: str, form: str) -> None:
    """Where a file is asked for, what is said in danger has the form of that file, on the screen; no file is written,
    and for programs the status is danger.
    """
    path = tmp_path / name
    result = run("check", WORDS, *form.format(path).split(" "))
    assert (result.code, path.exists()) == (0, False)
    if name.endswith("json"):
        answer = json.loads(result.out)
        assert (answer["status"], [number["value"] for number in answer["data"]["numbers"]]) == ("danger", LAST)
    else:
        assert all(number in result.out for number in LAST)


def test_danger_by_flag_for_programs(run: Any) -> None:
    """A danger given by its id keeps the report for programs, with the status of danger."""
    answer = json.loads(
        run("advise", "--safety", "self_harm", "--lender", "海尔", "--days-overdue", "3", "--format", "json").out
    )
    assert answer["status"] == "danger"
    assert answer["data"]["outlook"]


# --- at a terminal


@pytest.mark.parametrize("number", range(1, 5))
def test_certain_words_at_every_question_in_plain_mode(sit_at: Any, number: int) -> None:
    """Typed where a number, a name or a day is wanted, they end the interview with the numbers last on the screen."""
    terminal = sit_at("advise", "--plain", plain=True)
    for before in range(1, number):
        terminal.answer(f"第 {before} 题", "够花" if before == 3 else "")
    terminal.answer(f"第 {number} 题", "我不想活了")
    screen = terminal.end()
    assert terminal.code == 0
    assert last_numbers(screen) == LAST
    assert "今天先做的三件事" not in screen


@pytest.mark.parametrize("number", [3, 4])
def test_certain_words_at_every_text_with_arrow_keys(sit_at: Any, number: int) -> None:
    """The same where the terminal shows arrow keys: as a lender's name and as a number of days."""
    terminal = sit_at()
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    if number == 4:
        terminal.answer("第 3 题", "够花")
    terminal.answer(f"第 {number} 题", "我不想活了")
    screen = terminal.end()
    assert terminal.code == 0
    assert last_numbers(screen) == LAST


@pytest.mark.parametrize("number", [1, 2], ids=["dangers", "one choice"])
def test_certain_words_typed_on_a_list(sit_at: Any, number: int) -> None:
    """Words typed where the arrow keys choose are heard with Enter, though a list shows nothing of them."""
    terminal = sit_at()
    for before in range(1, number):
        terminal.answer(f"第 {before} 题", "")
    terminal.answer(f"第 {number} 题", "我不想活了")
    screen = terminal.end()
    assert terminal.code == 0
    assert last_numbers(screen) == LAST
    assert "今天先做的三件事" not in screen


def test_words_typed_on_a_list_are_taken_or_asked_again(sit_at: Any) -> None:
    """A slip of letters changes nothing; words that are no choice are asked again, and those of a choice take it."""
    terminal = sit_at()
    terminal.answer("第 1 题", "ai")
    terminal.answer("第 2 题", "海尔")
    terminal.see("没看懂「海尔」")
    terminal.enter("家人")
    terminal.see("你选了：我是家人")
    terminal.see("第 3 题")
    terminal.press("c")
    assert "!! " not in terminal.end()


def test_b_goes_back_on_a_list(sit_at: Any) -> None:
    """The b that the first line promises goes back on a list of the arrow keys, too."""
    terminal = sit_at()
    terminal.answer("第 1 题")
    terminal.answer("第 2 题", "b")
    terminal.see("第 1 题")
    terminal.press("c")
    terminal.end()


def test_possible_words_in_the_interview(sit_at: Any) -> None:
    """They put one line with the number on the screen and the interview goes on."""
    terminal = sit_at("advise", "--plain", plain=True)
    terminal.answer("第 1 题")
    terminal.answer("第 2 题")
    terminal.answer("第 3 题", "活着太累了")
    terminal.see("12356")
    terminal.answer("哪一类", "我不想活了")
    terminal.end()
    assert terminal.code == 0


def test_danger_by_flag_on_a_terminal(sit_at: Any) -> None:
    """A danger given by its id stops on a terminal: the numbers are last and no report follows."""
    terminal = sit_at(
        "advise", "--safety", "self_harm", "--lender", "海尔", "--days-overdue", "3", "--plain", plain=True
    )
    screen = terminal.end()
    assert last_numbers(screen) == LAST
    assert "今天先做的三件事" not in screen

"""The command line as a whole: help, usage errors, exit codes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from rich.cells import cell_len

from borrower_help.cli import case_input
from borrower_help.cli.commands import advise
from borrower_help.cli.main import app

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command and group."""
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


COMMANDS = list(commands(typer.main.get_command(app)))


def assert_chinese_sentence(text: str) -> None:
    """What a user reads after a mistake: Chinese, whole sentences, nothing from the machinery."""
    assert CHINESE.search(text)
    assert text.rstrip()[-1] in "。？" or re.match(r" +--", text.rstrip().splitlines()[-1])
    for word in ("Traceback", "Usage", "Error", "Try ", "Invalid", "Exception", "['", "None"):
        assert word not in text


# --- help -----------------------------------------------------------------------------------------------


def test_every_command_of_the_design_that_is_promised_exists() -> None:
    """The commands that the first lines of the help promise can all be called."""
    groups = {words[0] for words in COMMANDS if words}
    assert {"advise", "lender", "source", "faq", "knowledge", "limits"} <= groups


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("words", COMMANDS, ids=[" ".join(words) or "top" for words in COMMANDS])
def test_help_is_never_cut(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], columns: int) -> None:
    """``--help`` of every command explains itself in Chinese within the screen, with no text replaced by dots even on a
    narrow one.
    """
    monkeypatch.setenv("COLUMNS", str(columns))
    result = run(*words, "--help")
    assert [line for line in result.out.splitlines() if cell_len(line) > columns] == []
    usage, _, body = result.out.partition("\n\n")
    assert (result.code, result.err) == (0, "")
    assert "borrower-help" in usage
    assert CHINESE.search(body.splitlines()[0])
    assert "..." not in body
    assert "…" not in body


@pytest.mark.parametrize("words", COMMANDS, ids=[" ".join(words) or "top" for words in COMMANDS])
def test_every_option_is_explained_in_chinese(run: Any, words: tuple[str, ...]) -> None:
    """No option of ours stands in the help without a Chinese explanation beside it."""
    options = run(*words, "--help").out.partition("选项：\n")[2].partition("\n\n")[0]
    ours = [
        line
        for line in re.split(r"\n(?=  -)", options)
        if not re.search(r"--(help|install-completion|show-completion)", line)
    ]
    assert [line for line in ours if not CHINESE.search(line)] == []


def test_explanations_stand_in_one_column(run: Any) -> None:
    """Beside options and arguments of Chinese and of ASCII, every explanation begins in the same cell."""
    out = run("check", "--help").out
    options = re.findall(r"^  (?:-o, )?--[a-z-]+(?: [A-Z]+)? +", out, re.MULTILINE)
    assert len(options) > 5
    assert len({cell_len(option) for option in options}) == 1
    assert not re.search(r"<\w|\[required\]|Show this", out)


def test_an_option_keeps_its_value(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In forty columns no line of the help ends with an option whose value begins the next line."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("--help").out.splitlines()
    assert any("--lender 海尔" in line for line in lines)
    assert not [line for line in lines if line.endswith(("--lender", "--days-overdue"))]


@pytest.mark.parametrize(
    "words",
    [
        ("advise", "--no-input"),
        ("advise", "--no-input", "--lender", "海尔", "--outstandin", "5"),
        ("check", "x", "--kind", "pawnshop"),
    ],
    ids=" ".join,
)
def test_errors_fit_a_narrow_terminal(sit_at: Any, words: tuple[str, ...]) -> None:
    """On a terminal of forty columns a mistake and the list of missing answers are wrapped by cells, and no option is
    torn from its place.
    """
    terminal = sit_at(*words, columns=40, plain=True)
    screen = terminal.end()
    assert terminal.code == 2
    assert [line for line in screen.splitlines() if cell_len(line) > 40] == []
    assert not re.search(r"--[a-z-]*\n[a-z]", screen)


def test_short_help_option(run: Any) -> None:
    """``-h`` does what ``--help`` does."""
    assert run("-h") == run("--help")


def test_bare_command_without_a_terminal(run: Any) -> None:
    """In a pipe the bare command cannot ask: it shows the help and exits with 2."""
    result = run()
    assert result.code == 2
    assert result.out == run("--help").out
    assert result.err == ""


def test_version(run: Any) -> None:
    """``--version`` names the program and its version."""
    result = run("--version")
    assert result.code == 0
    assert re.fullmatch(r"borrower-help \d+\.\d+\.\d+\n", result.out)


# --- usage errors -----------------------------------------------------------------------------------------

ADVISE = ("advise", "--as-of", "2026-11-21", "--no-input", "--lender", "海尔")
MISTAKES = {
    "unknown option": ((*ADVISE, "--colour"), ["--colour"]),
    "misspelt option": ((*ADVISE, "--outstandin", "5"), ["--outstandin", "--outstanding"]),
    "unknown short option": ((*ADVISE, "-z"), ["-z"]),
    "unknown command": (("advice",), ["advice"]),
    "unknown command of a group": (("lender", "delete"), ["delete"]),
    "missing value": ((*ADVISE, "--goal"), ["--goal"]),
    "missing argument": (("lender", "show"), ["NAME"]),
    "missing required option": (("faq", "build"), ["--out"]),
    "value after a switch": ((*ADVISE, "--plain=1"), ["--plain"]),
    "one word too many": ((*ADVISE, "消费金融"), ["：消费金融。"]),
    "two words too many": ((*ADVISE, "消费", "金融"), ["：消费 金融。"]),
    "date that is none": ((*ADVISE, "--due", "2026-02-30"), ["--due", "2026-02-30"]),
    "date in words": ((*ADVISE, "--complained", "不久前"), ["--complained", "不久前"]),
    "date too early": ((*ADVISE, "--due", "1926-11-21"), ["--due", "1926"]),
    "as-of that is no date": (("advise", "--lender", "海尔", "--no-input", "--as-of", "today"), ["--as-of", "today"]),
    "date of a happening": ((*ADVISE, "--happened", "insult=soon"), ["--happened", "soon"]),
    "date of a paper": ((*ADVISE, "--paper", "summons=soon"), ["--paper", "soon"]),
    "days in words": ((*ADVISE, "--days-overdue", "很久"), ["--days-overdue", "很久"]),
    "negative days": ((*ADVISE, "--days-overdue", "-5"), ["--days-overdue", "-5"]),
    "half a day": ((*ADVISE, "--days-overdue", "1.5"), ["--days-overdue", "1.5"]),
    "too many days": ((*ADVISE, "--days-overdue", "36501"), ["--days-overdue", "36501"]),
    "money in words": ((*ADVISE, "--outstanding", "很多"), ["--outstanding", "很多"]),
    "negative money": ((*ADVISE, "--income", "-1"), ["--income", "-1"]),
    "money with an exponent": ((*ADVISE, "--essentials", "1e3"), ["--essentials", "1e3"]),
    "too much money": ((*ADVISE, "--outstanding", "100000001"), ["--outstanding"]),
    "unknown kind": ((*ADVISE, "--kind", "pawnshop"), ["--kind", "pawnshop", "consumer_finance"]),
    "empty kind": ((*ADVISE, "--kind", ""), ["--kind", "consumer_finance"]),
    "unknown format": ((*ADVISE, "--format", "pdf"), ["--format", "pdf", "markdown"]),
    "empty lender": ((*ADVISE, "--lender", ""), ["--lender"]),
    "lender of two lines": ((*ADVISE, "--lender", "海尔\n消费"), ["--lender"]),
    "lender with an escape": ((*ADVISE, "--lender", "海\x1b[31m尔"), ["--lender"]),
    "lender too long": ((*ADVISE, "--lender", "海" * 61), ["--lender", "60"]),
    "id that is no id": ((*ADVISE, "--happened", "被骂了"), ["--happened", "被骂了"]),
    "unknown behaviour": ((*ADVISE, "--happened", "was_rude"), ["was_rude", "call_after_22"]),
    "unknown paper": ((*ADVISE, "--paper", "postcard=2026-11-01"), ["postcard", "summons"]),
    "unknown hardship": ((*ADVISE, "--hardship", "bad_luck"), ["bad_luck", "job_loss"]),
    "unknown goal": ((*ADVISE, "--goal", "revenge"), ["revenge", "plan"]),
    "goal with an escape": ((*ADVISE, "--goal", "\x1b[31mplan"), ["plan"]),
    "unknown danger": ((*ADVISE, "--safety", "storm"), ["storm", "at_door"]),
    "due and days": ((*ADVISE, "--due", "2026-11-01", "--days-overdue", "20"), ["--due", "--days-overdue"]),
    "no such case file": ((*ADVISE, "--case", "nowhere.yaml"), ["nowhere.yaml"]),
    "unknown lender": (("lender", "show", "不存在的机构"), ["不存在的机构", "lender list"]),
    "unknown source": (("source", "show", "no-such-law"), ["no-such-law", "source list"]),
    "unknown article": (("source", "show", "civil-code:9999"), ["676"]),
    "unknown schema": (("knowledge", "schema", "letters"), ["letters", "advise"]),
    "unknown format of another command": (("limits", "--format", "xml"), ["--format", "xml"]),
    "unknown format of the pages": (("faq", "build", "--out", "pages", "--format", "xml"), ["--format", "xml"]),
}
CASES = [pytest.param(argv, named, id=name) for name, (argv, named) in MISTAKES.items()]


@pytest.mark.parametrize(("argv", "named"), CASES)
def test_usage_error(run: Any, argv: tuple[str, ...], named: list[str]) -> None:
    """A mistake on the command line is one Chinese sentence that names it, on stderr, with exit code 2."""
    result = run(*argv)
    assert result.code == 2
    assert result.out == ""
    assert_chinese_sentence(result.err)
    assert [word for word in named if word not in result.err] == []
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.err)


def test_a_group_alone_lists_its_commands(run: Any) -> None:
    """A group without a command is no dead end: its commands stand there, a line each."""
    result = run("lender")
    assert (result.code, result.out) == (2, "")
    assert [line.split()[:2] for line in result.err.splitlines()[1:4]] == [
        ["lender", name] for name in ("list", "show", "find")
    ]


@pytest.mark.parametrize(
    ("typed", "meant"), [(("adivse",), "advise"), (("rights", "lits"), "list"), (("letr",), "letter")]
)
def test_a_mistyped_command_is_suggested(run: Any, typed: tuple[str, ...], meant: str) -> None:
    """A slip of the finger is answered with the command that was meant."""
    assert f"是不是 {meant}？" in run(*typed).err


def test_help_is_a_command_too(run: Any) -> None:
    """Whoever types help gets the help."""
    assert run("help").out == run("--help").out


JSON_CASES = [case for case in CASES if "--format" not in case.values[0] and case.values[0][0] in ("advise", "source")]


@pytest.mark.parametrize(("argv", "named"), JSON_CASES)
def test_usage_error_as_json(run: Any, argv: tuple[str, ...], named: list[str]) -> None:
    """Where JSON was asked for, the same sentence comes in the envelope on stdout, with the same exit code."""
    asked = (argv[0], "--format", "json", *argv[1:]) if argv[0] == "advise" else (*argv, "--format", "json")
    result = run(*asked)
    envelope = json.loads(result.out)
    assert (result.code, result.err) == (2, "")
    assert (envelope["status"], envelope["borrower_help"], envelope["command"].split()[0]) == ("error", 1, argv[0])
    assert envelope["data"]["message"] == run(*argv).err.rstrip("\n")


def test_a_value_after_a_switch_is_not_called_missing(run: Any) -> None:
    """``--plain=1`` has a value too many; the sentence must not ask for one more."""
    assert "后面要跟一个值" not in run(*ADVISE, "--plain=1").err


def test_json_by_one_word(run: Any) -> None:
    """``--format=json`` in one word gives the error envelope too."""
    assert json.loads(run(*ADVISE, "--due=never", "--format=json").out)["status"] == "error"


# --- missing answers --------------------------------------------------------------------------------------


def test_no_answers_lists_every_missing_flag(run: Any) -> None:
    """Without answers and without a terminal the error lists every question with the flag that answers it."""
    result = run("advise", "--as-of", "2026-11-21", "--no-input")
    assert (result.code, result.out) == (2, "")
    listed = re.findall(r"^ +(--[a-z-]+) .*[\u4e00-\u9fff]", result.err, re.MULTILINE)
    assert listed == ["--lender", "--days-overdue"]
    assert "Traceback" not in result.err


def test_only_what_is_missing_is_listed(run: Any) -> None:
    """Who gave the days is asked for the lender alone."""
    result = run("advise", "--as-of", "2026-11-21", "--no-input", "--days-overdue", "3")
    assert result.code == 2
    assert re.findall(r"^ +(--[a-z-]+) ", result.err, re.MULTILINE) == ["--lender"]


def test_missing_answers_in_a_pipe(run: Any) -> None:
    """In a pipe nobody is asked even without ``--no-input``, and nobody is told to leave out what was not given."""
    piped, refused = run("advise", "--as-of", "2026-11-21"), run("advise", "--as-of", "2026-11-21", "--no-input")
    assert (piped.code, piped.out) == (refused.code, refused.out) == (2, "")
    assert piped.err.splitlines()[1:] == refused.err.splitlines()[1:]
    assert "--no-input" in refused.err
    assert "--no-input" not in piped.err


def test_following_the_missing_list_leads_to_an_answer(run: Any) -> None:
    """The flags that the error lists are enough for a report."""
    listed = re.findall(r"^ +(--[a-z-]+) ", run("advise", "--no-input", "--as-of", "2026-11-21").err, re.MULTILINE)
    values = {"--lender": "海尔", "--days-overdue": "3"}
    given = [word for flag in listed for word in (flag, values[flag])]
    assert run("advise", "--no-input", "--as-of", "2026-11-21", *given).code == 0


# --- the knowledge is missing or broken ---------------------------------------------------------------------

USERS = [
    ("advise", "--no-input", "--lender", "海尔"),
    ("lender", "list"),
    ("source", "list"),
    ("limits",),
    ("knowledge", "stats"),
]


@pytest.mark.parametrize("words", USERS, ids=[" ".join(words[:2]) for words in USERS])
def test_no_knowledge(run: Any, tmp_path: Any, words: tuple[str, ...]) -> None:
    """Without its knowledge a command says where it looked, and exits with 3."""
    result = run(*words, "--knowledge", tmp_path / "nowhere")
    assert (result.code, result.out) == (3, "")
    assert str(tmp_path / "nowhere") in result.err
    assert CHINESE.search(result.err)


def test_knowledge_option_before_the_command(run: Any, tmp_path: Any) -> None:
    """``--knowledge`` may stand before the command."""
    assert run("--knowledge", tmp_path / "nowhere", "limits").code == 3
    assert run("limits").code == 0


def test_knowledge_by_environment(run: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder may be given by the environment variable."""
    monkeypatch.setenv("BORROWER_HELP_KNOWLEDGE", str(tmp_path / "elsewhere"))
    result = run("limits")
    assert result.code == 3
    assert "elsewhere" in result.err


def test_empty_knowledge(run: Any, tmp_path: Any) -> None:
    """An empty folder is no knowledge: exit 3, and every missing file is named."""
    result = run("limits", "--knowledge", tmp_path)
    assert result.code == 3
    assert "limits.yaml" in result.err
    assert "lenders/*.yaml" in result.err


def test_broken_knowledge(run: Any, damaged: Any) -> None:
    """A file that cannot be decoded is named with its line, and no advice is given from the rest."""
    folder = damaged("lenders/haier.yaml", "\nkind: consumer_finance\n", "\nkind: shop\n")
    line = (folder / "lenders/haier.yaml").read_text(encoding="utf-8").splitlines().index("kind: shop") + 1
    result = run("advise", "--no-input", "--lender", "晋商", "--knowledge", folder)
    assert (result.code, result.out) == (3, "")
    assert f"lenders/haier.yaml:{line}: " in result.err


def test_broken_knowledge_as_json(run: Any, damaged: Any) -> None:
    """For programs the problems of the knowledge come with path and line."""
    folder = damaged("limits.yaml", "version:", "vrsion:")
    result = run("limits", "--format", "json", "--knowledge", folder)
    problems = json.loads(result.out)["data"]["problems"]
    assert result.code == 3
    assert {problem["path"] for problem in problems} == {"limits.yaml"}
    assert all(problem["line"] > 0 and CHINESE.search(problem["message"]) for problem in problems)


# --- the last resort ------------------------------------------------------------------------------------


def test_interrupted_while_reading(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a case is read from standard input: exit 130, a sentence, no traceback."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(case_input, "read_case", interrupt)
    result = run("advise", "--case", "-", "--no-input")
    assert (result.code, result.out) == (130, "")
    assert "已停止" in result.err
    assert "Traceback" not in result.err


def test_a_defect_is_one_sentence(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect of the program reaches a user as a sentence and not as a traceback, unless ``--debug`` asks for it."""

    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(advise, "advise", fail)
    result = run(*ADVISE)
    assert result.code not in (0, 2, 3, 130)
    assert result.out == ""
    assert CHINESE.search(result.err)
    assert "Traceback" not in result.err
    assert "boom" not in result.err
    assert "RuntimeError: boom" in run("--debug", *ADVISE).err


def test_module_and_script_are_the_same(process: Any, root: Any) -> None:
    """``python -m borrower_help`` and the installed ``borrower-help`` print the same help."""
    import subprocess
    from pathlib import Path

    script = Path(sys.executable).with_name("borrower-help")
    if not script.exists():
        pytest.skip("the command is not installed beside this Python")
    installed = subprocess.run([script, "--help"], capture_output=True, check=True, timeout=60)
    assert installed.stdout == process("--help").stdout

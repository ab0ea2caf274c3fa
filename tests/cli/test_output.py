"""Where an answer goes and in which format: screen, pipe or file."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

ADVISE = ("advise", "--lender", "海尔", "--days-overdue", "3", "--as-of", "2026-11-21", "--no-input")
ANSWERS = {
    "advise": ADVISE,
    "lender list": ("lender", "list", "--as-of", "2026-11-21"),
    "lender show": ("lender", "show", "海尔", "--as-of", "2026-11-21"),
    "lender find": ("lender", "find", "够花", "--as-of", "2026-11-21"),
    "source list": ("source", "list", "--as-of", "2026-11-21"),
    "source show": ("source", "show", "civil-code:676", "--as-of", "2026-11-21"),
    "knowledge stats": ("knowledge", "stats", "--as-of", "2026-11-21"),
    "limits": ("limits", "--as-of", "2026-11-21"),
    "check": ("check", "call_after_22", "--lender", "海尔", "--as-of", "2026-11-21"),
    "rights list": ("rights", "list", "--as-of", "2026-11-21"),
    "rights show": ("rights", "show", "statement", "--as-of", "2026-11-21"),
    "cost": ("cost", "--received", "10000", "--payment", "12x905.33", "--lender", "海尔", "--as-of", "2026-11-21"),
    "plan": ("plan", "--income", "6000", "--essentials", "4500", "--debt", "海尔:30000", "--as-of", "2026-11-21"),
}
EVERY_ANSWER = pytest.mark.parametrize("words", ANSWERS.values(), ids=ANSWERS)


def format_of(text: str) -> str:
    """Which format a text is in."""
    if text.startswith("{"):
        json.loads(text)
        return "json"
    return "markdown" if text.startswith("#") else "text"


# --- formats ----------------------------------------------------------------------------------------------


@EVERY_ANSWER
@pytest.mark.parametrize("wanted", ["text", "markdown", "json"])
def test_format(run: Any, words: tuple[str, ...], wanted: str) -> None:
    """``--format`` decides what stdout carries, and stderr stays empty."""
    result = run(*words, "--format", wanted)
    assert (result.code, result.err) == (0, "")
    assert format_of(result.out) == wanted
    assert result.out.endswith("\n")
    assert not result.out.endswith("\n\n")


@EVERY_ANSWER
def test_json_names_its_command(run: Any, request: pytest.FixtureRequest, words: tuple[str, ...]) -> None:
    """The envelope of every answer names the command, the day and the knowledge."""
    envelope = json.loads(run(*words, "--format", "json").out)
    assert envelope["command"] == request.node.callspec.id
    assert (envelope["status"], envelope["as_of"]) == ("ok", "2026-11-21")
    assert set(envelope["knowledge"]) == {"version", "checked"}


@EVERY_ANSWER
def test_the_same_answer_twice(run: Any, words: tuple[str, ...]) -> None:
    """The same question on the same day gives the same bytes."""
    assert run(*words) == run(*words)


@EVERY_ANSWER
@pytest.mark.parametrize(("name", "wanted"), [("a.json", "json"), ("a.md", "markdown"), ("a.txt", "text")])
def test_the_ending_decides(run: Any, tmp_path: Path, words: tuple[str, ...], name: str, wanted: str) -> None:
    """With ``--output`` the ending of the file decides; stdout is empty, and stderr says where the answer went."""
    path = tmp_path / name
    result = run(*words, "--output", path)
    assert (result.code, result.out) == (0, "")
    assert str(path) in result.err
    assert format_of(path.read_text(encoding="utf-8")) == wanted
    assert path.read_text(encoding="utf-8") == run(*words, "--format", wanted).out


@pytest.mark.parametrize(("name", "wanted"), [("A.JSON", "json"), ("noending", "text"), ("回答 一.md", "markdown"), (".json", "text")])
def test_the_ending_of_any_name(run: Any, tmp_path: Path, name: str, wanted: str) -> None:
    """The ending is read in any case, and a name without one gets plain text."""
    run(*ADVISE, "--output", tmp_path / name)
    assert format_of((tmp_path / name).read_text(encoding="utf-8")) == wanted


def test_format_beats_the_ending(run: Any, tmp_path: Path) -> None:
    """Where both are given, ``--format`` wins over the ending."""
    run(*ADVISE, "--format", "json", "-o", tmp_path / "a.md")
    assert format_of((tmp_path / "a.md").read_text(encoding="utf-8")) == "json"


@EVERY_ANSWER
def test_output_dash_is_the_screen(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """``--output -`` means stdout, not a file of that name."""
    monkeypatch.chdir(tmp_path)
    result = run(*words, "--output", "-")
    assert (result.code, result.err) == (0, "")
    assert result.out == run(*words, "--format", "text").out
    assert not Path("-").exists()


def test_check_into_a_file(run: Any, damaged: Any, tmp_path: Path) -> None:
    """``knowledge check --output`` writes its problems into the file, whatever the format."""
    folder = damaged("limits.yaml", "version:", "vrsion:")
    for name, wanted in (("problems.txt", "text"), ("problems.json", "json")):
        result = run("knowledge", "check", "--knowledge", folder, "--as-of", "2026-11-21", "--output", tmp_path / name)
        assert (result.code, result.out) == (1, "")
        assert format_of((tmp_path / name).read_text(encoding="utf-8")) == wanted
        assert "limits.yaml" in (tmp_path / name).read_text(encoding="utf-8")


# --- files that cannot be written ----------------------------------------------------------------------------

BAD_PLACES = {"folder that is not there": "nowhere/a.txt", "folder instead of file": "folder", "file instead of folder": "old.txt/a.txt"}


@pytest.mark.parametrize("option", ["--output", "--save-case"])
@pytest.mark.parametrize("place", BAD_PLACES.values(), ids=BAD_PLACES)
def test_a_place_that_cannot_be_written(run: Any, tmp_path: Path, option: str, place: str) -> None:
    """A file that cannot be written is one sentence with its name and exit code 2, and nothing is left behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = run(*ADVISE, option, tmp_path / place)
    assert (result.code, result.out) == (2, "")
    assert str(tmp_path / place) in result.err
    assert result.err.rstrip().endswith("。")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "old.txt").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(os.name != "posix", reason="limits of file size are set by a POSIX shell")
@pytest.mark.parametrize(("option", "limit"), [("--output answer.txt", 1), ("--save-case answer.txt", 0)], ids=["output", "save-case"])
def test_a_full_disk_leaves_the_old_file(shell: Any, tmp_path: Path, option: str, limit: int) -> None:
    """When the disk is full in the middle of writing, the old file is untouched and no temporary file is left."""
    (tmp_path / "answer.txt").write_text("old", encoding="utf-8")
    done = shell(f"ulimit -f {limit}; exec $BH advise --lender 海尔 --days-overdue 3 --as-of 2026-11-21 --no-input {option}", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert "answer.txt" in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["answer.txt"]
    assert (tmp_path / "answer.txt").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_folder(run: Any, tmp_path: Path) -> None:
    """A folder without permission to write is named, with exit code 2."""
    (tmp_path / "locked").mkdir(mode=0o500)
    result = run(*ADVISE, "--output", tmp_path / "locked" / "a.txt")
    assert (result.code, result.out) == (2, "")
    assert "locked" in result.err


def test_the_mode_of_an_old_file_is_kept(run: Any, tmp_path: Path) -> None:
    """A report written over an older file keeps its permissions; a new one follows the user's umask."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.touch(mode=0o640)
    old.chmod(0o640)
    umask = os.umask(0o027)
    try:
        run(*ADVISE, "--output", old)
        run(*ADVISE, "--output", new)
    finally:
        os.umask(umask)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [0o640, 0o640]


def test_a_report_written_twice_is_the_same_file(run: Any, tmp_path: Path) -> None:
    """Writing a second time replaces the first answer whole, without leftovers."""
    run(*ADVISE, "--full", "--output", tmp_path / "a.txt")
    run("lender", "find", "够花", "--output", tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == run("lender", "find", "够花", "--format", "text").out
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


# --- the screen ---------------------------------------------------------------------------------------------


@EVERY_ANSWER
@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_screen(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], columns: int) -> None:
    """Chinese is two cells wide, and no line of an answer is wider than the screen, but an address that stands alone."""
    monkeypatch.setenv("COLUMNS", str(columns))
    result = run(*words)
    assert result.code == 0
    assert [line for line in result.out.splitlines() if cell_len(line) > columns and not line.lstrip().startswith("http")] == []


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_starts_with_punctuation(run: Any, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line of a full report starts with a full stop or comma, or ends with an opening bracket."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run(*ADVISE, "--full").out.splitlines()
    assert [line for line in lines if line.lstrip()[:1] in tuple("。，、；：！？）」》")] == []
    assert [line for line in lines if line[-1:] in tuple("（「《")] == []


@EVERY_ANSWER
def test_a_chinese_console_can_show_it(run: Any, words: tuple[str, ...]) -> None:
    """Every character of every answer exists in GBK, so that an old Chinese console shows no question marks."""
    for extra in ((), ("--full", "--explain")) if words[0] == "advise" else ((),):
        run(*words, *extra).out.encode("gbk")

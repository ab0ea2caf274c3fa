"""Where an answer goes and in which format: screen, pipe or file."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
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


@pytest.mark.parametrize(
    ("name", "wanted"), [("A.JSON", "json"), ("noending", "text"), ("回答 一.md", "markdown"), (".json", "text")]
)
def test_the_ending_of_any_name(run: Any, tmp_path: Path, name: str, wanted: str) -> None:
    """The ending is read in any case, and a name without one gets plain text."""
    run(*ADVISE, "--output", tmp_path / name)
    assert format_of((tmp_path / name).read_text(encoding="utf-8")) == wanted


def test_format_beats_the_ending(run: Any, tmp_path: Path) -> None:
    """Where both are given, ``--format`` wins over the ending."""
    run(*ADVISE, "--format", "json", "-o", tmp_path / "a.md")
    assert format_of((tmp_path / "a.md").read_text(encoding="utf-8")) == "json"


@EVERY_ANSWER
def test_output_dash_is_the_screen(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
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

BAD_PLACES = {
    "folder that is not there": "nowhere/a.txt",
    "folder instead of file": "folder",
    "file instead of folder": "old.txt/a.txt",
}


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
@pytest.mark.parametrize(
    ("option", "limit"), [("--output answer.txt", 1), ("--save-case answer.txt", 0)], ids=["output", "save-case"]
)
def test_a_full_disk_leaves_the_old_file(shell: Any, tmp_path: Path, option: str, limit: int) -> None:
    """When the disk is full in the middle of writing, the old file is untouched and no temporary file is left."""
    (tmp_path / "answer.txt").write_text("old", encoding="utf-8")
    done = shell(
        f"ulimit -f {limit}; exec $BH advise --lender 海尔 --days-overdue 3 --as-of 2026-11-21 --no-input {option}",
        cwd=tmp_path,
    )
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
        run(*ADVISE, "--output", old, "--force")
        run(*ADVISE, "--output", new)
    finally:
        os.umask(umask)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [0o640, 0o640]


def test_a_report_written_twice_is_the_same_file(run: Any, tmp_path: Path) -> None:
    """Writing a second time replaces the first answer whole, without leftovers."""
    run(*ADVISE, "--full", "--output", tmp_path / "a.txt")
    run("lender", "find", "够花", "--output", tmp_path / "a.txt", "--force")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == run("lender", "find", "够花", "--format", "text").out
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


# --- files that must stay -----------------------------------------------------------------------------------

POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no such links, devices or signals")
CALLS = "通话时间,对方号码,通话类型,通话时长\n2026-11-19 10:00:00,13800000001,被叫,60\n"
NOW = ("--as-of", "2026-11-21")
CASE = ("advise", "--no-input", *NOW)


@pytest.fixture(name="desk")
def folder_of_a_person(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, and the current one, with a case, a log, a list of calls, payments, knowledge and other names of
    them.
    """
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    Path("c.yaml").write_text("lender: 海尔\ndays_overdue: 3\n", encoding="utf-8")
    Path("calls.csv").write_text(CALLS, encoding="utf-8")
    Path("paid.csv").write_text("日期,金额\n2026-01-01,100\n2026-02-01,100\n", encoding="utf-8")
    assert run("log", "add", "--log", "a.jsonl", "--at", "2026-11-20 10:00", "--channel", "call").code == 0
    assert run("log", "add", "--at", "2026-11-20 10:00", "--channel", "call").code == 0  # the usual place
    Path("old.md").write_text("old", encoding="utf-8")
    for name, other in (("soft.jsonl", "a.jsonl"), ("soft.yaml", "c.yaml")):
        Path(name).symlink_to(other)
    Path("hard.jsonl").hardlink_to("a.jsonl")
    return desk


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder with what is in it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


USUAL = "../home/.local/share/borrower-help/contacts.jsonl"
MUST_STAY = {
    "export onto the log": ("log", "export", "--log", "a.jsonl", "-o", "a.jsonl"),
    "export onto a link": ("log", "export", "--log", "a.jsonl", "-o", "soft.jsonl"),
    "export of a link": ("log", "export", "--log", "soft.jsonl", "-o", "a.jsonl"),
    "export onto a hard link": ("log", "export", "--log", "a.jsonl", "-o", "hard.jsonl"),
    "export of the usual log": ("log", "export", "-o", USUAL),
    "list onto the log": ("log", "list", "--log", "a.jsonl", "-o", "a.jsonl", *NOW),
    "check onto the log": ("log", "check", "--log", "a.jsonl", "-o", "./a.jsonl", *NOW),
    "import onto the log": ("log", "import", "calls.csv", "--log", "a.jsonl", "-o", "a.jsonl", *NOW),
    "import onto a new log": ("log", "import", "calls.csv", "--log", "new.jsonl", "-o", "new.jsonl", *NOW),
    "import onto the list": ("log", "import", "calls.csv", "--log", "a.jsonl", "-o", "calls.csv", *NOW),
    "report onto the log": (*CASE, "--case", "c.yaml", "--log", "a.jsonl", "-o", "a.jsonl"),
    "case onto the log": (*CASE, "--case", "c.yaml", "--log", "a.jsonl", "--save-case", "a.jsonl"),
    "case onto another log": (*CASE, "--case", "c.yaml", "--save-case", "a.jsonl"),
    "report onto the case": (*CASE, "--case", "c.yaml", "-o", "c.yaml"),
    "report onto a link to the case": (*CASE, "--case", "c.yaml", "-o", "soft.yaml"),
    "report and case in one file": (*CASE, "--case", "c.yaml", "-o", "d.md", "--save-case", "d.md"),
    "report and the case it came from": (*CASE, "--case", "c.yaml", "-o", "c.yaml", "--save-case", "c.yaml"),
    "cost onto the payments": (
        "cost",
        "--received",
        "150",
        "--start",
        "2025-12-01",
        "--payments",
        "paid.csv",
        "-o",
        "paid.csv",
        *NOW,
    ),
    "plan onto the case": (
        "plan",
        "--case",
        "c.yaml",
        "--income",
        "5000",
        "--essentials",
        "1",
        "--debt",
        "海尔:1",
        "-o",
        "c.yaml",
        *NOW,
    ),
    "limits onto a log": ("limits", "-o", "a.jsonl", *NOW),
    "limits onto the usual log": ("limits", "-o", USUAL, *NOW),
}


@POSIX
@pytest.mark.parametrize("words", MUST_STAY.values(), ids=MUST_STAY)
def test_what_is_read_is_never_written_over(run: Any, desk: Path, words: tuple[str, ...]) -> None:
    """An input, a contact log and a file that gets another answer are refused as targets by any name, ``--force`` or
    not; nothing is written or stored.
    """
    before = contents(desk.parent)
    for extra in ((), ("--force",)):
        result = run(*words, *extra)
        assert (result.code, result.out) == (2, "")
        assert len(result.err.strip().splitlines()) == 1
        assert contents(desk.parent) == before


@POSIX
def test_the_knowledge_is_never_written_over(run: Any, damaged: Any) -> None:
    """A file of the knowledge that answers is no place for the answer."""
    file = damaged() / "limits.yaml"
    before = file.read_bytes()
    for words in (("limits", "--knowledge", file.parent), ("--knowledge", file.parent, "limits")):
        assert run(*words, "--format", "text", "-o", file, "--force").code == 2
    assert file.read_bytes() == before


@POSIX
def test_a_case_may_be_saved_onto_itself(run: Any, desk: Path) -> None:
    """A case is taken up again and saved under its own name, or a link to it, without ``--force``; the link stays
    one.
    """
    assert run(*CASE, "--case", "c.yaml", "--income", "5000", "--save-case", "c.yaml").code == 0
    assert run(*CASE, "--case", "soft.yaml", "--essentials", "4000", "--save-case", "soft.yaml").code == 0
    assert (desk / "soft.yaml").is_symlink()
    text = (desk / "c.yaml").read_text(encoding="utf-8")
    assert "5000" in text
    assert "4000" in text


@pytest.mark.parametrize(
    "words",
    [("limits", *NOW, "-o"), (*ADVISE, "--save-case"), ("log", "export", "--log", "a.jsonl", "-o")],
    ids=["limits", "case", "export"],
)
@POSIX
def test_a_file_that_is_there(run: Any, desk: Path, words: tuple[str, ...]) -> None:
    """A file that is there is replaced only with ``--force``, which the refusal names."""
    result = run(*words, "old.md")
    assert (result.code, result.out, "--force" in result.err) == (2, "", True)
    assert (desk / "old.md").read_text(encoding="utf-8") == "old"
    assert run(*words, "old.md", "--force").code == 0
    assert (desk / "old.md").read_text(encoding="utf-8") != "old"


@pytest.mark.parametrize("format_", ["markdown", "json"])
def test_pages_are_renewed(run: Any, tmp_path: Path, format_: str) -> None:
    """Pages that were built before are built again; a file of another under the name of a page is refused, and no page
    is written.
    """
    words = ("faq", "build", "--out", tmp_path / "pages", "--format", format_, "--lender", "海尔", *NOW)
    assert [run(*words).code for _ in range(2)] == [0, 0]
    first, *others = sorted((tmp_path / "pages").iterdir())
    first.write_text("mine", encoding="utf-8")
    for page in others:
        page.unlink()
    result = run(*words)
    assert (result.code, first.name in result.out + result.err) == (2, True)
    assert contents(tmp_path / "pages") == {first: b"mine"}
    assert run(*words, "--force").code == 0


@POSIX
def test_a_pipe_is_written_into(shell: Any, tmp_path: Path) -> None:
    """A named pipe gets the answer and stays a pipe, and so does one that the shell made."""
    os.mkfifo(tmp_path / "pipe")
    done = shell(
        'timeout 30 cat pipe & $BH limits -o pipe; code=$?; [ -p pipe ] || kill $!; wait; exit "$code"', cwd=tmp_path
    )
    assert (done.returncode, "这个工具做不到的事" in done.stdout.decode()) == (0, True)
    assert (tmp_path / "pipe").is_fifo()
    done = shell("$BH limits -o >(cat) | cat", cwd=tmp_path)
    assert "这个工具做不到的事" in done.stdout.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@POSIX
def test_a_device_is_written_into(run: Any, tmp_path: Path) -> None:
    """A device, here by a link to it, gets the answer and is not replaced by a file, whatever is said."""
    master, device = os.openpty()
    link = tmp_path / "link"
    link.symlink_to(os.ttyname(device))
    try:
        assert run("lender", "find", "够花", "-o", link, "--force", *NOW).code == 0
        assert "海尔" in os.read(master, 4096).decode()
    finally:
        os.close(master)
        os.close(device)
    assert link.is_symlink()


@POSIX
def test_the_names_of_the_streams(shell: Any, tmp_path: Path) -> None:
    """``/dev/fd/1`` is the stream, also where it leads into a file among other output; no fault could replace that
    name, as it could ``/dev/stdout``.
    """
    done = shell("(echo first; $BH limits -o /dev/fd/1; echo last) >all.txt", cwd=tmp_path)
    assert done.returncode == 0
    lines = (tmp_path / "all.txt").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[1], lines[-1]) == ("first", "这个工具做不到的事", "last")


@POSIX
def test_a_link_is_written_through(run: Any, tmp_path: Path) -> None:
    """An answer for a link goes into the file it leads to, there or not yet there; the link stays."""
    link, target = tmp_path / "link.md", tmp_path / "target.md"
    link.symlink_to(target)
    assert run("limits", "-o", link, *NOW).code == 0
    assert run("lender", "find", "够花", "-o", link, "--force", *NOW).code == 0
    assert link.is_symlink()
    assert "海尔" in target.read_text(encoding="utf-8")


def test_a_case_in_no_stream(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--save-case -`` is refused in one sentence, and no file of that name appears."""
    monkeypatch.chdir(tmp_path)
    result = run(*ADVISE, "--save-case", "-")
    assert (result.code, result.out) == (2, "")
    assert len(result.err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.parametrize(
    "words",
    [
        (*CASE, "--case", "c.yaml", "-o"),
        (*CASE, "--lender", "海尔", "--days-overdue", "3", "--log", "a.jsonl", "-o"),
        ("cost", "--received", "150", "--start", "2025-12-01", "--payments", "paid.csv", *NOW, "-o"),
        ("log", "import", "calls.csv", *NOW, "-o"),
    ],
    ids=["case", "log", "payments", "list"],
)
def test_what_is_made_of_private_files_is_private(run: Any, desk: Path, words: tuple[str, ...]) -> None:
    """An answer made of a case, a log, payments or a list of calls is closed to others, also where an older file was
    open.
    """
    (desk / "old.md").chmod(0o644)
    for name in ("new.md", "old.md"):
        assert run(*words, name, "--force").code == 0
        assert stat.S_IMODE((desk / name).stat().st_mode) == 0o600


def test_a_long_chinese_name(run: Any, tmp_path: Path) -> None:
    """A file may have as long a name as the system takes: 84 Chinese characters and an ending are 255 bytes."""
    path = tmp_path / ("长" * 84 + ".md")
    assert run("limits", "-o", path, *NOW).code == 0
    assert path.exists()


ENDED = """
import os, signal, sys
from borrower_help.__main__ import run
replace, NAME = os.replace, sys.argv[1]
def ended(*names):
    os.kill(os.getpid(), getattr(signal, NAME))
    replace(*names)
os.replace = ended
sys.argv[1:] = ["advise", "--lender", "海尔", "--days-overdue", "3", "--no-input", "--save-case", "c.yaml"]
run()
"""


@POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_terminal_closed_while_writing(tmp_path: Path, name: str) -> None:
    """Ended in the middle of saving, the program leaves the whole file and no temporary one with the answers, and ends
    by the signal.
    """
    done = subprocess.run(
        [sys.executable, "-c", ENDED, name], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == -getattr(signal, name)
    assert [path.name for path in tmp_path.iterdir()] == ["c.yaml"]


@POSIX
def test_a_file_is_on_the_disk_before_it_has_its_name(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file is flushed before it takes the place of the old one, and its folder afterwards, so that a power cut
    leaves one of them whole.
    """
    done: list[str] = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: (done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"), fsync(handle))[1],
    )
    monkeypatch.setattr(os, "replace", lambda *names: (done.append("replace"), replace(*names))[1])
    assert run(*ADVISE, "--save-case", tmp_path / "c.yaml").code == 0
    assert done == ["file", "replace", "folder"]


# --- the screen ---------------------------------------------------------------------------------------------


@EVERY_ANSWER
@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_screen(
    run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], columns: int
) -> None:
    """Chinese is two cells wide, and no line of an answer is wider than the screen, but an address that stands
    alone.
    """
    monkeypatch.setenv("COLUMNS", str(columns))
    result = run(*words)
    assert result.code == 0
    assert [
        line for line in result.out.splitlines() if cell_len(line) > columns and not line.lstrip().startswith("http")
    ] == []


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

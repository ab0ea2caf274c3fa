"""The log on disk: what is acknowledged stays, whatever happens, and only its owner reads it."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borrower_help.errors import UsageError
from borrower_help.journal import store
from borrower_help.journal.model import CHANNELS, PERSONS, Contact, Row
from borrower_help.journal.store import LogError, read_log
from borrower_help.values.parse import MAX_NAME

from .conftest import contact, missed, numbered, talk

POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no such permissions or signals")
FIRST, SECOND, THIRD = (
    talk("2026-11-20 09:00"),
    missed("2026-11-20 10:00"),
    contact("2026-11-20 23:05", channel="sms", said="请今天还款"),
)


def mode(path: Path) -> int:
    """The permissions of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


# --- adding, changing, striking out -----------------------------------------------------------------------------


def test_no_log_yet(log: Path) -> None:
    """Before anything was written there are no rows, and reading makes no file."""
    assert read_log(log) == []
    assert not log.parent.exists()


def test_rows_are_numbered_and_come_back(log: Path) -> None:
    """Every row gets the next number and is read back as it was told."""
    assert store.add(log, [FIRST, SECOND]) == [1, 2]
    assert store.add(log, [THIRD]) == [3]
    assert read_log(log) == numbered([FIRST, SECOND, THIRD])


def test_nothing_to_add(log: Path) -> None:
    """Adding nothing writes nothing."""
    assert store.add(log, []) == []
    assert not log.exists()


def test_the_header(log: Path) -> None:
    """The first line names the format and is written once; the rest is one object a line, readable in ten years."""
    store.add(log, [FIRST])
    store.add(log, [SECOND])
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert lines[0] == {"borrower_help_log": 1}
    assert lines[1] == {
        "op": "add",
        "row": 1,
        "contact": {"at": "2026-11-20T09:00:00", "channel": "call", "connected": True, "seconds": 60},
    }
    assert len(lines) == 3


def test_chinese_stays_readable(log: Path) -> None:
    """Words are written as words, not as escapes, so that any editor shows them."""
    store.add(log, [THIRD])
    assert "请今天还款" in log.read_text(encoding="utf-8")


def test_edit(log: Path) -> None:
    """A changed row has the new content and says that it was changed; the old content stays in the file."""
    store.add(log, [FIRST, SECOND])
    store.edit(log, [(1, talk("2026-11-20 09:00", 75))], "看错了")
    assert read_log(log) == [
        Row(row=1, contact=talk("2026-11-20 09:00", 75), edited=True, reason="看错了", original=FIRST),
        Row(row=2, contact=SECOND),
    ]
    assert '"seconds":60' in log.read_text(encoding="utf-8")


def test_strike(log: Path) -> None:
    """A row struck out stays visible with its number and reason, and the next row takes a new number."""
    store.add(log, [FIRST, SECOND])
    store.strike(log, [2], "打错电话的")
    assert read_log(log)[1] == Row(row=2, contact=SECOND, struck=True, reason="打错电话的")
    assert store.add(log, [THIRD]) == [3]


def test_a_struck_row_can_be_changed_and_stays_struck(log: Path) -> None:
    """Changing a row that was struck out does not bring it back."""
    store.add(log, [FIRST])
    store.strike(log, [1], "")
    store.edit(log, [(1, THIRD)])
    (row,) = read_log(log)
    assert (row.struck, row.edited, row.contact) == (True, True, THIRD)


def test_the_reason_of_striking_stays(log: Path) -> None:
    """Neither a later change nor striking it out once more makes a row forget why it was struck out."""
    store.add(log, [FIRST])
    store.strike(log, [1], "打错电话的")
    store.edit(log, [(1, SECOND)])
    store.edit(log, [(1, THIRD)], "又看错了")
    store.strike(log, [1], "")
    assert read_log(log)[0].reason == "打错电话的"


def test_the_first_words_stay(log: Path) -> None:
    """However often a row is changed, it remembers what was written first."""
    store.add(log, [FIRST])
    store.edit(log, [(1, SECOND)])
    store.edit(log, [(1, THIRD)])
    assert (read_log(log)[0].first, read_log(log)[0].contact) == (FIRST, THIRD)


OLD_LOG = """{"borrower_help_log":1}
{"op":"add","row":1,"contact":{"at":"2026-11-20T09:00:00","channel":"call","number":"13800000001","connected":true,"seconds":60,"source":"a.csv:2"}}
{"op":"add","row":2,"contact":{"at":"2026-11-20T23:05:00","channel":"sms","outgoing":true,"said":"好的"}}
{"op":"edit","row":1,"contact":{"at":"2026-11-20T09:00:00","channel":"call","number":"13800000001","connected":true,"seconds":60,"said":"还钱","source":"a.csv:2"}}
{"op":"strike","row":2,"reason":"自己发的"}
"""


def test_a_log_of_an_earlier_version(log: Path) -> None:
    """A log written before lists were remembered is read as it was meant."""
    log.parent.mkdir(parents=True)
    log.write_text(OLD_LOG, encoding="utf-8", newline="\n")
    first, second = read_log(log)
    assert (first.contact.said, first.first.said, first.contact.outgoing, first.edited) == ("还钱", "", False, True)
    assert (second.contact.outgoing, second.struck, second.reason) == (True, True, "自己发的")


@pytest.mark.parametrize(
    "change",
    [lambda log: store.strike(log, [1, 7, 9], ""), lambda log: store.edit(log, [(7, FIRST), (9, FIRST)])],
    ids=["strike", "edit"],
)
def test_rows_that_do_not_exist(log: Path, change: Callable[[Path], None]) -> None:
    """A row that is not there is named, and nothing is changed."""
    store.add(log, [FIRST])
    before = log.read_bytes()
    with pytest.raises(UsageError, match="没有第 7、9 行"):
        change(log)
    assert log.read_bytes() == before


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
CONTACTS = st.builds(
    Contact,
    at=st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 12, 31)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
    channel=st.sampled_from(list(CHANNELS)),
    person=st.sampled_from(list(PERSONS)),
    outgoing=st.booleans(),
    number=TEXT,
    called=TEXT,
    connected=st.sampled_from([True, False, None]),
    seconds=st.none() | st.integers(0, 86400),
    claimed=TEXT,
    said=TEXT,
    evidence=TEXT,
    lender=TEXT.filter(lambda name: name.isprintable() and len(name) <= MAX_NAME),  # as it is asked for
    refused=st.booleans(),
    collector=st.sampled_from([True, False, None]),
    source=TEXT,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contacts=st.lists(CONTACTS, min_size=1, max_size=4))
def test_whatever_is_written_is_read_back(tmp_path: Path, contacts: list[Contact]) -> None:
    """Line breaks, quotes and strange characters in a text neither break a row nor change."""
    log = tmp_path / "any.jsonl"
    log.unlink(missing_ok=True)
    store.add(log, contacts)
    assert read_log(log) == numbered(contacts)


# --- privacy ------------------------------------------------------------------------------------------------------


@POSIX
def test_only_the_owner_reads_it(log: Path) -> None:
    """File, lock and the folder made for them are closed to everybody else, whatever the umask."""
    before = os.umask(0)
    try:
        store.add(log, [FIRST])
    finally:
        os.umask(before)
    assert mode(log) == 0o600
    assert mode(log.parent) == 0o700
    assert [mode(path) for path in log.parent.iterdir()] == [0o600] * len(list(log.parent.iterdir()))


@POSIX
def test_a_folder_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    """A folder that the borrower made keeps its permissions."""
    folder = tmp_path / "mine"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    store.add(folder / "log.jsonl", [FIRST])
    assert mode(folder) == 0o755


def test_the_place_by_convention(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without ``--log`` the file lies in the folder that the platform keeps for a program's data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = store.default_path()
    assert path.name == "contacts.jsonl"
    assert "borrower-help" in path.parts
    if sys.platform.startswith("linux"):
        assert path == tmp_path / "data" / "borrower-help" / "contacts.jsonl"


@POSIX
def test_a_log_that_others_could_read_is_closed(log: Path) -> None:
    """A log that was copied with wider rights is closed to everybody else by the next writing."""
    store.add(log, [FIRST])
    log.chmod(0o644)
    store.add(log, [SECOND])
    assert mode(log) == 0o600


@pytest.mark.parametrize("content", ["甲,乙\n1,2\n", "{}\n", '{"borrower_help": 1}', "\n", "\x00\x01", ""])
def test_purge_deletes_nothing_but_logs(tmp_path: Path, content: str) -> None:
    """A file that is no contact log is refused, and stays."""
    file = tmp_path / "n.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="不是联系记录，没有删"):
        store.purge(file)
    assert file.read_text(encoding="utf-8") == content


def test_purge_of_a_damaged_log(log: Path) -> None:
    """A log that can no longer be read, or that a kill left empty, can still be purged."""
    store.add(log, [FIRST])
    log.write_bytes(log.read_bytes() + b"kaputt\n")
    store.purge(log)
    store.add(log, [FIRST])
    log.write_bytes(b"")
    store.purge(log)
    assert list(log.parent.iterdir()) == []


@POSIX
def test_purge_through_a_link(log: Path, tmp_path: Path) -> None:
    """Where the path is a link the log itself goes, not only the link."""
    store.add(log, [FIRST])
    link = tmp_path / "link.jsonl"
    link.symlink_to(log)
    store.purge(link)
    assert (log.exists(), link.is_symlink()) == (False, False)


@POSIX
@pytest.mark.parametrize(
    "place", ["/dev/full", "/dev/null", "/dev/new.jsonl", "/proc/self/status", "/proc/new.jsonl", "."]
)
def test_places_that_keep_no_log(place: str) -> None:
    """A device, a file of the system or a folder is refused at once, in one sentence."""
    for action in (lambda path: store.add(path, [FIRST]), read_log, store.is_log):
        with pytest.raises(UsageError, match="不是普通文件"):
            action(Path(place))


def test_purge(log: Path) -> None:
    """After a purge neither the log nor its lock is left, and purging again is no error."""
    store.add(log, [FIRST])
    store.purge(log)
    store.purge(log)
    assert list(log.parent.iterdir()) == []


# --- damage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cut", [1, 5, 40, 90])
def test_a_half_line_at_the_end_is_ignored_and_repaired(log: Path, cut: int) -> None:
    """What a kill left of a row is not read, and the next writer removes it: no earlier row is lost."""
    store.add(log, [FIRST, SECOND])
    whole = log.read_bytes()
    store.add(log, [THIRD])
    log.write_bytes(log.read_bytes()[: len(whole) + cut])
    assert read_log(log) == numbered([FIRST, SECOND])
    assert store.add(log, [THIRD]) == [3]
    assert read_log(log) == numbered([FIRST, SECOND, THIRD])
    assert all(json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())


def test_a_long_half_line_before_a_short_row(log: Path) -> None:
    """Nothing of a long half line is left behind a shorter row that is written in its place."""
    store.add(log, [FIRST, contact("2026-11-20 23:05", channel="sms", said="催" * 500)])
    log.write_bytes(log.read_bytes()[:-10])
    store.add(log, [SECOND])
    assert read_log(log) == numbered([FIRST, SECOND])
    assert len(log.read_bytes().splitlines()) == 3


@pytest.mark.parametrize("size", range(25))
def test_a_half_header(log: Path, size: int) -> None:
    """Even a kill during the very first write leaves a log that can be used."""
    store.add(log, [FIRST])
    log.write_bytes(log.read_bytes()[:size])
    assert read_log(log) == []
    store.add(log, [SECOND])
    assert read_log(log) == numbered([SECOND])


BAD = {
    "no header": (1, '{"op":"add","row":1}'),
    "no JSON": (3, "这不是记录"),
    "an unknown field": (
        3,
        '{"op":"add","row":2,"contact":{"at":"2026-11-20T09:00:00","channel":"call","mood":"bad"}}',
    ),
    "an unknown channel": (3, '{"op":"add","row":2,"contact":{"at":"2026-11-20T09:00:00","channel":"smoke"}}'),
    "no contact": (3, '{"op":"add","row":2}'),
    "a row that is not there": (3, '{"op":"strike","row":9}'),
    "an impossible day": (3, '{"op":"add","row":2,"contact":{"at":"2026-02-30T09:00:00","channel":"call"}}'),
    "a day before all days": (3, '{"op":"add","row":2,"contact":{"at":"0001-01-01T00:00:00+14:00","channel":"call"}}'),
    "a negative length": (
        3,
        '{"op":"add","row":2,"contact":{"at":"2026-02-20T09:00:00","channel":"call","seconds":-1}}',
    ),
}


@pytest.mark.parametrize(("number", "line"), BAD.values(), ids=BAD)
def test_a_bad_line_is_named_with_its_number(log: Path, number: int, line: str) -> None:
    """A line that was damaged or edited by hand is named by file and number; every other row is read, and a new one
    follows.
    """
    store.add(log, [FIRST, SECOND, THIRD])
    lines = log.read_text(encoding="utf-8").splitlines()
    lines[number - 1] = line
    log.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    before = log.read_bytes()
    whole = [row for row in numbered([FIRST, SECOND, THIRD]) if number == 1 or row.row != number - 1]
    rows, problems = store.read(log)
    assert rows == whole
    assert str(problems[0]).startswith(f"{log}:{number}: ")
    assert "删掉" not in str(problems[0])
    assert store.add(log, [FIRST]) == [4]
    assert read_log(log) == [*whole, Row(row=4, contact=FIRST)]
    assert log.read_bytes().startswith(before)


def test_a_log_of_a_later_version(log: Path) -> None:
    """A log of a version that is not known is neither read nor written, and its header is not to be deleted."""
    store.add(log, [FIRST])
    log.write_text(log.read_text(encoding="utf-8").replace(":1}", ":2}", 1), encoding="utf-8", newline="\n")
    before = log.read_bytes()
    for action in (read_log, lambda path: store.add(path, [SECOND])):
        with pytest.raises(LogError, match=r"版本是 2.*不要删这一行"):
            action(log)
    assert log.read_bytes() == before


EDITORS: dict[str, Callable[[str], bytes]] = {
    "a byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "blank lines": lambda text: ("\n" + text.replace("\n", "\n\n \n") + "\n").encode(),
    "line ends of an old system": lambda text: text.replace("\n", "\r").encode(),
    "spaces at the ends": lambda text: text.replace("\n", "  \n").encode(),
    "two logs joined": lambda text: (text + '{"borrower_help_log":1}\n').encode(),
}


@pytest.mark.parametrize("saved", EDITORS.values(), ids=EDITORS)
def test_what_editors_do(log: Path, saved: Callable[[str], bytes]) -> None:
    """What an editor adds to a file without touching a row is no damage: read without a remark, added to, and
    purged.
    """
    store.add(log, [FIRST, SECOND])
    log.write_bytes(saved(log.read_text(encoding="utf-8")))
    assert store.read(log) == (numbered([FIRST, SECOND]), [])
    assert store.add(log, [THIRD]) == [3]
    assert store.read(log) == (numbered([FIRST, SECOND, THIRD]), [])
    store.purge(log)
    assert not log.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_log_saved_in_another_encoding(log: Path, encoding: str) -> None:
    """A log that an editor saved as Unicode is not called another kind of file: it is told how to save it, it stays as
    it is, and it can be purged.
    """
    store.add(log, [FIRST])
    text = log.read_text(encoding="utf-8")
    log.write_bytes((b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding))
    before = log.read_bytes()
    for action in (read_log, lambda path: store.add(path, [SECOND])):
        with pytest.raises(LogError, match=r"记录都还在.*UTF-8"):
            action(log)
    assert log.read_bytes() == before
    store.purge(log)
    assert not log.exists()


def test_what_a_damaged_row_became(log: Path) -> None:
    """Where the line that added a row is damaged and a later one has it whole, the row is read from that one."""
    store.add(log, [FIRST, SECOND])
    store.edit(log, [(1, THIRD)])
    lines = log.read_text(encoding="utf-8").splitlines()
    log.write_text("\n".join([lines[0], "x", *lines[2:]]) + "\n", encoding="utf-8", newline="\n")
    rows, problems = store.read(log)
    assert [(row.row, row.contact, row.edited) for row in rows] == [(1, THIRD, True), (2, SECOND, False)]
    assert [problem.line for problem in problems] == [2]


def test_a_damaged_last_row_keeps_its_number(log: Path) -> None:
    """The number of the last row is not given again when its line is damaged, so that a mended line hides nothing."""
    store.add(log, [FIRST, SECOND])
    whole = log.read_text(encoding="utf-8")
    log.write_text(whole.replace('"connected":false', '"connected":nein'), encoding="utf-8", newline="\n")
    assert store.add(log, [THIRD]) == [3]
    log.write_text(log.read_text(encoding="utf-8").replace("nein", "false"), encoding="utf-8", newline="\n")
    assert store.read(log) == (numbered([FIRST, SECOND, THIRD]), [])


def test_a_repeated_number(log: Path) -> None:
    """Two contacts under one number are an error that names both lines and a free number; a new row is written all the
    same.
    """
    store.add(log, [FIRST, SECOND])
    lines = log.read_text(encoding="utf-8").splitlines()
    log.write_text("\n".join([*lines, lines[1].replace("T09", "T08")]) + "\n", encoding="utf-8", newline="\n")
    with pytest.raises(LogError) as error:
        read_log(log)
    ((line, message),) = [(problem.line, problem.message) for problem in error.value.problems]
    assert line == 4
    assert "第 2 行" in message
    assert '"row":3' in message
    assert store.add(log, [THIRD]) == [3]


def test_the_same_line_twice(log: Path) -> None:
    """A line that stands there twice is one contact, and the second is named."""
    store.add(log, [FIRST, SECOND])
    lines = log.read_text(encoding="utf-8").splitlines()
    log.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8", newline="\n")
    rows, problems = store.read(log)
    assert rows == numbered([FIRST, SECOND])
    assert [(problem.line, "第 2 行" in problem.message) for problem in problems] == [(4, True)]


def test_every_bad_line_is_named(log: Path) -> None:
    """All bad lines are named at once."""
    store.add(log, [FIRST, SECOND, THIRD])
    lines = log.read_text(encoding="utf-8").splitlines()
    log.write_text("\n".join([lines[0], "x", lines[2], "y"]) + "\n", encoding="utf-8", newline="\n")
    assert [problem.line for problem in store.read(log).problems] == [2, 4]


def test_a_file_that_is_no_log_is_never_overwritten(tmp_path: Path) -> None:
    """Who names the wrong file after ``--log`` does not lose it."""
    letter = tmp_path / "letter.txt"
    letter.write_text("我唯一的一份证据", encoding="utf-8")
    with pytest.raises((LogError, UsageError)):
        store.add(letter, [FIRST])
    assert letter.read_text(encoding="utf-8") == "我唯一的一份证据"


def test_an_editor_that_drops_the_last_line_break(log: Path) -> None:
    """A log that was opened and saved by an editor which drops the last line break keeps its last row."""
    store.add(log, [FIRST, SECOND])
    log.write_bytes(log.read_bytes().rstrip(b"\n"))
    assert read_log(log) == numbered([FIRST, SECOND])


def test_a_time_with_an_offset(log: Path) -> None:
    """A time with an offset, written by another program, is read as China time."""
    store.add(log, [FIRST, SECOND])
    log.write_text(log.read_text(encoding="utf-8").replace("T09:00:00", "T01:00:00Z"), encoding="utf-8", newline="\n")
    assert [row.contact.at for row in read_log(log)] == [FIRST.at, SECOND.at]


def test_a_log_saved_on_windows(log: Path) -> None:
    """Line ends of another system do not make a log unreadable."""
    store.add(log, [FIRST, SECOND])
    log.write_bytes(log.read_bytes().replace(b"\n", b"\r\n"))
    assert read_log(log) == numbered([FIRST, SECOND])


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the log cannot be kept, one sentence says so and names another way."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"写不了联系记录.*--log"):
        store.add(tmp_path / "file" / "log.jsonl", [FIRST])


# --- kills, a full disk, two writers ------------------------------------------------------------------------------


def python(script: str, *argv: object) -> subprocess.Popen[str]:
    """Start a script in a Python of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, argv)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@POSIX
def test_killed_five_hundred_times(log: Path) -> None:
    """Killed at 500 random points, many of them inside a line, the log has every acknowledged row and no half row."""
    script = Path(__file__).parent / "killing.py"
    done = subprocess.run(
        [sys.executable, str(script), str(log), "500", "20261121"],
        capture_output=True,
        check=True,
        text=True,
        timeout=300,
    )
    told = json.loads(done.stdout)
    assert len(told["acknowledged"]) > 300
    assert told["halves"] > 100
    rows = {row.row: row.contact.said for row in read_log(log)}
    assert [entry for entry in told["acknowledged"] if rows.get(entry[0]) != entry[1]] == []
    assert all(said.startswith("第 ") and said.count("行") == 1 for said in rows.values())
    store.add(log, [FIRST])
    assert len(read_log(log)) == len(log.read_bytes().splitlines()) - 1 == len(rows) + 1


@POSIX
def test_a_disk_that_is_full(log: Path) -> None:
    """When the disk is full one sentence says that nothing was lost; with space again the next row follows."""
    store.add(log, [FIRST, SECOND])
    before = log.read_bytes()
    script = """
        import resource, sys
        from pathlib import Path
        from borrower_help.errors import UsageError
        from borrower_help.journal import store
        log = Path(sys.argv[1])
        (first, *_) = store.read_log(log)
        size = log.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 30, size + 30))
        try:
            store.add(log, [first.contact])
        except UsageError as error:
            sys.stdout.write(str(error))
    """
    child = python(script, log)
    assert "没有写进去" in child.communicate(timeout=60)[0]
    assert log.read_bytes() == before
    assert store.add(log, [THIRD]) == [3]
    assert read_log(log) == numbered([FIRST, SECOND, THIRD])


def test_two_changes_at_once(log: Path) -> None:
    """Two programs that change different words of one row at the same time lose neither."""
    store.add(log, [FIRST])
    script = """
        import sys
        from pathlib import Path
        import msgspec
        from borrower_help.journal import store
        def changed(rows):
            words = getattr(rows[0].contact, sys.argv[2]) + "x"
            return [(1, msgspec.structs.replace(rows[0].contact, **{sys.argv[2]: words}))]
        for turn in range(20):
            store.edit(Path(sys.argv[1]), changed)
    """
    children = [python(script, log, field) for field in ("said", "evidence")]
    for child in children:
        child.communicate(timeout=60)
    (row,) = read_log(log)
    assert (row.contact.said, row.contact.evidence) == ("x" * 20, "x" * 20)


def test_two_imports_at_once(log: Path) -> None:
    """Two programs that import the same list at the same time add every call once."""
    script = """
        import datetime, sys
        from pathlib import Path
        from borrower_help.journal import store
        from borrower_help.journal.intake import new_ones
        from borrower_help.journal.model import Contact
        start = datetime.datetime(2026, 1, 1)
        calls = [
            Contact(at=start + datetime.timedelta(minutes=place), channel="call", source=f"a.csv:{place}")
            for place in range(300)
        ]
        sys.stdout.write(str(len(store.add(Path(sys.argv[1]), lambda rows: new_ones(calls, rows)))))
    """
    children = [python(script, log) for _ in range(3)]
    assert sorted(child.communicate(timeout=60)[0] for child in children) == ["0", "0", "300"]
    assert len(read_log(log)) == 300


def test_two_writers_at_once(log: Path) -> None:
    """Two programs that write at the same time lose nothing and give no number twice."""
    script = """
        import datetime, sys
        from pathlib import Path
        from borrower_help.journal import store
        from borrower_help.journal.model import Contact
        for turn in range(25):
            entry = Contact(at=datetime.datetime(2026, 1, 1), channel="call", said=f"{sys.argv[2]} {turn}")
            sys.stdout.write(f"{store.add(Path(sys.argv[1]), [entry, entry])[1]} {entry.said}\\n")
    """
    children = [python(script, log, name) for name in ("甲", "乙")]
    told = [line.split(" ", 1) for child in children for line in child.communicate(timeout=60)[0].splitlines()]
    rows = read_log(log)
    assert len(told) == 50
    assert [row.row for row in rows] == list(range(1, 101))
    assert {int(row): said for row, said in told} == {
        row.row: row.contact.said for row in rows if row.row in {int(row) for row, _ in told}
    }


@POSIX
@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to], ids=["symbolic", "hard"])
def test_two_names_of_one_log(log: Path, tmp_path: Path, link: Callable[[Path, Path], None]) -> None:
    """Two programs that write to one log by two names lose nothing and give no number twice."""
    store.add(log, [FIRST])
    other = tmp_path / "other.jsonl"
    link(other, log)
    script = """
        import datetime, sys
        from pathlib import Path
        from borrower_help.journal import store
        from borrower_help.journal.model import Contact
        sys.stdin.readline()
        for turn in range(120):
            call = Contact(at=datetime.datetime(2026, 1, 1), channel="call", said=f"{sys.argv[2]} {turn}")
            (row,) = store.add(Path(sys.argv[1]), [call])
            sys.stdout.write(f"{row} {sys.argv[2]} {turn}\\n")
    """
    children = [python(script, path, name) for path, name in ((log, "甲"), (other, "乙"), (log, "丙"))]
    for child in children:  # all are ready before any begins
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    told = [line.split(" ", 1) for child in children for line in child.communicate(timeout=120)[0].splitlines()]
    rows = read_log(log)
    assert [row.row for row in rows] == list(range(1, 362))
    assert {int(row): said for row, said in told} == {row.row: row.contact.said for row in rows[1:]}


@POSIX
def test_what_is_flushed(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first row is acknowledged once file and folder are on the disk; later ones need the file alone."""
    flushed: list[str] = []
    fsync = os.fsync
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: (flushed.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"), fsync(handle))[
            1
        ],
    )
    store.add(log, [FIRST])
    store.add(log, [SECOND])
    assert flushed == ["file", "folder", "file"]

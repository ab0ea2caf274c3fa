"""The XML of "SMS Backup & Restore": calls and messages of a telephone, and files that only pretend to be one."""
# ruff: noqa: DTZ001 - times of a log are China time without an offset

from __future__ import annotations

import datetime as dt
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from borrower_help.errors import UsageError
from borrower_help.journal import store
from borrower_help.journal.imports.backups import read_backup
from borrower_help.journal.imports.result import Imported
from borrower_help.journal.model import Contact

NIGHT = 1795183200000
"""2026-11-20 22:00:00 in China, 14:00:00 UTC, in milliseconds since 1970."""

Backup = Callable[[str], Imported]


@pytest.fixture(name="backup")
def read_a_backup(tmp_path: Path) -> Backup:
    """``backup(xml)``: the text written as a file and read."""

    def backup(xml: str) -> Imported:
        path = tmp_path / "backup.xml"
        path.write_text(xml, encoding="utf-8")
        return read_backup(path)

    return backup


def calls(*items: str) -> str:
    """A backup of calls."""
    head = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>\n<?xml-stylesheet type="text/xsl" '
        'href="calls.xsl"?>\n'
    )
    return f'{head}<calls count="{len(items)}">{"".join(items)}</calls>'


def messages(*items: str) -> str:
    """A backup of messages."""
    return f'<?xml version="1.0" encoding="UTF-8"?><smses count="{len(items)}">{"".join(items)}</smses>'


def call(kind: int = 1, seconds: object = 83, number: str = "+8613800000001", date: object = NIGHT) -> str:
    """One call as the program writes it."""
    shown = 'readable_date="2026-11-20 22:00:00" contact_name="(Unknown)" subscription_id="1"'
    return f'<call number="{number}" duration="{seconds}" date="{date}" type="{kind}" presentation="1" {shown} />'


def sms(kind: int = 1, body: str = "请还款", date: object = NIGHT) -> str:
    """One message as the program writes it."""
    return (
        f'<sms protocol="0" address="1069000000001" date="{date}" type="{kind}" subject="null" body="{body}" '
        f'read="1" status="-1" />'
    )


def test_a_call(backup: Backup) -> None:
    """Milliseconds since 1970 become the clock in China, to the second; the number loses +86."""
    assert backup(calls(call())) == Imported(
        rows=1,
        contacts=[
            Contact(
                at=dt.datetime(2026, 11, 20, 22),
                channel="call",
                number="13800000001",
                connected=True,
                seconds=83,
                source="backup.xml:1",
            )
        ],
        rejections=[],
    )


@pytest.mark.parametrize(
    ("kind", "seconds", "outgoing", "connected"),
    [
        (1, 83, False, True),
        (2, 83, True, True),
        (2, 0, True, False),
        (3, 0, False, False),
        (5, 0, False, False),
        (6, 0, False, False),
        (3, 25, False, False),
        (6, 25, False, False),
    ],
    ids=[
        "incoming",
        "outgoing",
        "outgoing unanswered",
        "missed",
        "rejected",
        "blocked",
        "missed with ringing time",
        "blocked with ringing time",
    ],
)
def test_kinds_of_calls(backup: Backup, kind: int, seconds: int, *, outgoing: bool, connected: bool) -> None:
    """Incoming, outgoing, missed, rejected and blocked calls are told apart; a missed one has no length."""
    (entry,) = backup(calls(call(kind, seconds))).contacts
    assert (entry.outgoing, entry.connected, entry.seconds) == (outgoing, connected, seconds if connected else 0)


@pytest.mark.parametrize("kind", [4, 7], ids=["voicemail", "answered elsewhere"])
def test_calls_this_phone_knows_little_of(backup: Backup, kind: int) -> None:
    """A voicemail is no conversation, and a call taken on another device neither connected nor missed here: nothing is
    claimed of it.
    """
    (entry,) = backup(calls(call(kind, 30))).contacts
    assert (entry.outgoing, entry.connected, entry.seconds) == (False, None, None)


@pytest.mark.parametrize("kind", [0, 8, 99])
def test_an_unknown_kind_of_call(backup: Backup, kind: int) -> None:
    """A kind that nobody knows is not taken for an incoming call, and the answer says so."""
    imported = backup(calls(call(kind)))
    assert imported.contacts[0].outgoing is None
    assert "不知道是谁打的" in imported.who_called


def test_the_future_is_refused(tmp_path: Path) -> None:
    """An item that has not happened yet is listed with its place."""
    path = tmp_path / "backup.xml"
    path.write_text(calls(call(), call(date=NIGHT + 1000)), encoding="utf-8")
    imported = read_backup(path, dt.datetime(2026, 11, 20, 22))
    assert [(rejection.row, "还没有到" in rejection.reason) for rejection in imported.rejections] == [(2, True)]


def test_no_commands_in_messages(backup: Backup) -> None:
    """What commands a terminal is replaced when a message is read."""
    assert backup(messages(sms(body="还&#x9b;31m钱"))).contacts[0].said == "还?31m钱"


def test_a_fixed_line_gets_its_zero_back(backup: Backup) -> None:
    """Phones drop the 0 before an area code behind +86; lists and borrowers write it."""
    assert backup(calls(call(number="+862100000001"))).contacts[0].number == "02100000001"


@pytest.mark.parametrize(("kind", "outgoing"), [(1, False), (2, True)], ids=["received", "sent"])
def test_messages(backup: Backup, kind: int, *, outgoing: bool) -> None:
    """Messages keep their words and their direction; connection and length are no matter of theirs."""
    (entry,) = backup(messages(sms(kind, "今天不还就上门&#10;请速还"))).contacts
    assert (entry.channel, entry.outgoing, entry.said, entry.connected, entry.seconds) == (
        "sms",
        outgoing,
        "今天不还就上门\n请速还",
        None,
        None,
    )


def test_picture_messages(backup: Backup) -> None:
    """A multimedia message that the borrower sent is no contact by the collector, and its words are kept."""
    part = '<parts><part seq="0" ct="text/plain" text="这是凭证" /></parts>'
    (entry,) = backup(messages(f'<mms date="{NIGHT}" msg_box="2" address="13800000001">{part}</mms>')).contacts
    assert (entry.outgoing, entry.said) == (True, "这是凭证")


@pytest.mark.parametrize("kind", [3, 4, 5, 6], ids=["draft", "outbox", "failed", "queued"])
def test_messages_that_were_never_received(backup: Backup, kind: int) -> None:
    """What the borrower wrote and did not send is no contact by anybody."""
    assert [entry for entry in backup(messages(sms(kind))).contacts if not entry.outgoing] == []


def test_an_emoji_in_a_message(backup: Backup) -> None:
    """One emoji, as the program writes it, does not keep all the other messages from being read."""
    imported = backup(
        messages(
            sms(body="请还款&#55357;&#56846;"), sms(date=NIGHT + 1000), sms(body="&#55357;&#55357;", date=NIGHT + 2000)
        )
    )
    assert [entry.said for entry in imported.contacts] == ["请还款\U0001f60e", "请还款", "??"]


BROKEN = {
    "no date": call(date=""),
    "a date in words": call(date="gestern"),
    "a date out of all time": call(date=10**18),
    "a year of another century": call(date=-(10**13)),
    "an unknown item": "<fax/>",
}


@pytest.mark.parametrize("item", BROKEN.values(), ids=BROKEN)
def test_items_that_cannot_be_read_are_listed(backup: Backup, item: str) -> None:
    """An item that cannot be read is listed by its place with a reason, and the others are kept."""
    imported = backup(calls(call(), item, call(3, 0, date=NIGHT + 600_000)))
    assert len(imported.contacts) == 2
    (rejection,) = imported.rejections
    assert rejection.row == 2
    assert rejection.reason


@pytest.mark.parametrize("item", [call(date=""), call(date=10**18)], ids=["no date", "date out of all time"])
def test_reasons_are_in_chinese(backup: Backup, item: str) -> None:
    """The reason is a sentence that a borrower can read."""
    (rejection,) = backup(calls(item)).rejections
    assert not re.search(r"[a-z]+ [a-z]+", rejection.reason)


def test_an_impossible_length_does_not_spoil_the_log(backup: Backup, log: Path) -> None:
    """A call whose length cannot be read is kept without one, and whatever an import puts into the log can be read
    again.
    """
    lengths = (-1, 86_401, "lang", "null", "5.0", 86_400)
    imported = backup(
        calls(*(call(seconds=length, date=NIGHT + place * 100_000) for place, length in enumerate(lengths)))
    )
    store.add(log, imported.contacts)
    assert [(row.contact.seconds, row.contact.connected) for row in store.read_log(log)] == [
        *[(None, None)] * 4,
        (5, True),
        (86_400, True),
    ]


@pytest.mark.parametrize("number", ["-1", "-2", "-3", ""])
def test_hidden_numbers(backup: Backup, number: str) -> None:
    """A call from a hidden number is kept, without a number, and not shown as one from the number 1."""
    assert [entry.number for entry in backup(calls(call(number=number))).contacts] == [""]


# --- files that are no backup -------------------------------------------------------------------------------------


HOSTILE = {
    "another file": '<!ENTITY x SYSTEM "file:///etc/hostname">',
    "the network": '<!ENTITY x SYSTEM "http://127.0.0.1/x">',
    "a bomb": '<!ENTITY a "1380000000"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;">',
    "one harmless entity": '<!ENTITY x "13800000001">',
}


@pytest.mark.parametrize("entities", HOSTILE.values(), ids=HOSTILE)
def test_entities_are_refused(backup: Backup, entities: str) -> None:
    """A file that would read other files, or grow without end, is not read at all."""
    with pytest.raises(UsageError, match="不该有的定义"):
        backup(f"<!DOCTYPE calls [{entities}]><calls>{call(number='&x;')}</calls>")


@pytest.mark.parametrize("xml", ["<calls>", "<calls><call></calls>", "no xml", '<calls><call number="1 /></calls>'])
def test_incomplete_files(backup: Backup, xml: str) -> None:
    """A file that was cut off or damaged is refused with the line, not read in part."""
    with pytest.raises(UsageError, match=r"不是完整的备份文件（第 \d+ 行有误）"):
        backup(xml)


@pytest.mark.parametrize("xml", ["<html/>", "<contacts/>", '<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_other_xml(backup: Backup, xml: str) -> None:
    """Another kind of XML is refused with the name of what is wanted."""
    with pytest.raises(UsageError, match="不是通话或短信的备份"):
        backup(xml)


@pytest.mark.parametrize("xml", ["<calls/>", '<smses count="0"></smses>'])
def test_an_empty_backup(backup: Backup, xml: str) -> None:
    """A backup without items is a backup."""
    assert backup(xml) == Imported([], [], rows=0)


def test_a_number_in_words_loses_no_call(backup: Backup) -> None:
    """A call whose number cannot be read is kept without it, and the answer says so."""
    imported = backup(calls(call(number="Mutter")))
    assert [entry.number for entry in imported.contacts] == [""]
    assert "有 1 行的号码读不懂" in imported.remarks[0]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A wrong path is named."""
    with pytest.raises(UsageError, match=r"读不到.*a\.xml"):
        read_backup(tmp_path / "a.xml")


def test_ten_thousand_items(backup: Backup) -> None:
    """A telephone's whole history is read, each item once."""
    imported = backup(calls(*(call(date=NIGHT + place * 100_000) for place in range(10_000))))
    assert len(imported.contacts) == 10_000
    assert len({entry.at for entry in imported.contacts}) == 10_000


def test_pictures_are_passed_over(tmp_path: Path) -> None:
    """A backup with the pictures of messages is read item by item: what is held is far less than the file, and the
    words beside the pictures are kept.
    """
    path = tmp_path / "a.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write("<smses>")
        for place in range(10):
            file.write(
                f'<mms date="{NIGHT + place * 100_000}" msg_box="1" address="13800000001"><parts>'
                f'<part ct="image/jpeg" text="null" data="{"A" * 2_000_000}" />'
                f'<part ct="text/plain" text="还款 data=&quot;1&quot;" /></parts></mms>'
            )
        file.write("</smses>")
    tracemalloc.start()
    imported = read_backup(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [entry.said for entry in imported.contacts] == ['还款 data="1"'] * 10
    assert peak < 6_000_000

"""Backups of an Android phone's calls and messages in XML, read item by item however large they are.

Those of "SMS Backup & Restore" (``calls``, ``smses``) and of Super Backup (``alllogs``, ``allsms``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import defusedxml
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from borrower_help.documents.opened import Opened
from borrower_help.documents.text import decoded_pieces
from borrower_help.documents.xml_text import mended_pieces
from borrower_help.errors import UsageError
from borrower_help.journal.imports.moments import NotYet, happened
from borrower_help.journal.imports.numbers import is_hidden, number_in
from borrower_help.journal.imports.restored import BackupItem, each_once
from borrower_help.journal.imports.result import Imported, Rejection
from borrower_help.journal.model import MAX_SECONDS, MAX_WORDS, Contact, china_time, harmless

ROOTS = ("calls", "smses", "alllogs", "allsms")

MAX_ITEMS = 1_000_000

_DIRECTIONS = {"1": False, "2": True, "3": False, "4": False, "5": False, "6": False, "7": False}
"""Incoming, outgoing, missed, voicemail, rejected, blocked, answered on another device; whether the borrower called."""

_MISSED, _VOICEMAIL, _ELSEWHERE = ("3", "5", "6"), "4", "7"

_RECEIVED, _SENT = "1", "2"

_UNSENT = {"3": "草稿", "4": "没有发出的消息", "5": "没有发出的消息", "6": "没有发出的消息"}

_SENDER = "137"
"""The address of a message by which its sender is told, in a group of several."""

_NOTHING = ("", "null")


def read_backup(document: Opened | Path, until: dt.datetime | None = None) -> Imported:
    """Read a backup of calls or messages; what is later than ``until`` is rejected. Raises ``UsageError`` when it is no
    backup.

    A phone that was restored tells of a contact twice; each is returned once, and the copies are counted.
    """
    if isinstance(document, Path):
        from borrower_help.documents.opened import opened

        document = opened(document)
    items: list[BackupItem] = []
    rejections: list[Rejection] = []
    numbers: list[str] = []
    rows = 0
    for rows, item in enumerate(_items(document), 1):
        source = harmless(f"{document.name}:{rows}")
        try:
            contact, odd = item.contact(source)
            happened(contact.at, until)
            items.append(BackupItem(item.number("date"), contact))
            if odd:
                numbers.append(odd)
        except (ValueError, OverflowError, OSError) as error:
            rejections.append(Rejection(rows, str(error), ahead=isinstance(error, NotYet)))
    contacts = each_once(items)
    unsure = sum(contact.outgoing is None for contact in contacts)
    remark = (
        f"有 {unsure} 行不知道是谁打的（类型不认识）：记下了，但不能算到对方头上。知道的话，用 log edit 行号 "
        f"--incoming 或 --outgoing 写明。"
    )
    odd_numbers = f"有 {len(numbers)} 行的号码读不懂：记下了，号码空着。知道的话，用 log edit 行号 --number 写明。"
    return Imported(
        contacts,
        rejections,
        (odd_numbers,) if numbers else (),
        who_called=remark if unsure else "",
        copies=len(items) - len(contacts),
        rows=rows,
    )


class _Item:
    """A call or message of a backup, with the texts and addresses of its parts."""

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.texts: list[tuple[str, str]] = []
        self.senders: list[str] = []

    def get(self, *names: str) -> str:
        """The first of these attributes that there is."""
        return next((self.attributes[name] for name in names if name in self.attributes), "")

    def part(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Something inside of it."""
        if tag == "part" and attributes.get("text", "").strip() not in _NOTHING:
            self.texts.append((attributes.get("ct", "").partition(";")[0].strip().casefold(), attributes["text"]))
        elif tag == "addr" and attributes.get("type") == _SENDER:
            self.senders.append(attributes.get("address", ""))

    def number(self, name: str) -> int:
        """A whole number of an item. Raises ``ValueError`` with a Chinese reason."""
        written = re.sub(r"\.0+$", "", self.attributes.get(name, ""))
        if not re.fullmatch(r"-?[0-9]{1,16}", written):
            raise ValueError(f"{name} 不是数字")
        return int(written)

    def contact(self, source: str) -> tuple[Contact, str]:
        """The contact, and its number as it is written where it cannot be read. Raises ``ValueError``."""
        if self.tag in ("call", "log"):
            return self._call(source)
        if self.tag in ("sms", "mms"):
            return self._message(source)
        raise ValueError(f"不认识的条目「{self.tag[:20]}」")

    def _moment(self) -> dt.datetime:
        """The ``date`` of an item, milliseconds since 1970 in UTC, as China time."""
        milliseconds = self.number("date")
        try:
            moment = dt.datetime.fromtimestamp(milliseconds / 1000, tz=dt.UTC)
        except (ValueError, OverflowError, OSError):
            raise ValueError("时间的年份不对") from None
        if not 1990 <= moment.year <= 2100:
            raise ValueError("时间的年份不对")
        return china_time(moment)

    def _length(self) -> int | None:
        """The seconds of a call; ``None`` where what is written cannot be one: the call was made all the same."""
        written = self.get("duration", "dur")
        if not written:
            return 0
        whole = re.fullmatch(r"([0-9]{1,6})(?:\.0+)?", written)
        return int(whole.group(1)) if whole and int(whole.group(1)) <= MAX_SECONDS else None

    def _call(self, source: str) -> tuple[Contact, str]:
        kind, seconds = self.get("type"), self._length()
        theirs = number_in(self.get("number"))
        # A voicemail is no conversation, and of a call taken on another device this one knows neither.
        unknown = kind in (_VOICEMAIL, _ELSEWHERE)
        missed = kind in _MISSED
        return Contact(
            at=self._moment(),
            channel="call",
            outgoing=_DIRECTIONS.get(kind),
            number=theirs.number,
            connected=None if unknown else False if missed else None if seconds is None else seconds > 0,
            seconds=None if unknown else 0 if missed else seconds,
            said="语音信箱留言" if kind == _VOICEMAIL else "",
            source=source,
        ), theirs.odd

    def _message(self, source: str) -> tuple[Contact, str]:
        box = self.get("msg_box" if self.tag == "mms" else "type")
        if box in _UNSENT:
            raise ValueError(f"{_UNSENT[box]}，不算联系")
        address = self.get("address")
        if box != _SENT and "~" in address:  # a group: only the one who wrote is the other side
            address = next((sender for sender in self.senders if not is_hidden(sender)), "")
        theirs = number_in(address)
        return Contact(
            at=self._moment(),
            channel="sms",
            outgoing={_RECEIVED: False, _SENT: True}.get(box),
            number=theirs.number,
            said=harmless(self._said())[:MAX_WORDS],
            source=source,
        ), theirs.odd

    def _said(self) -> str:
        body = self.get("body")
        if body.strip() not in _NOTHING:
            return body
        plain = [text for kind, text in self.texts if kind == "text/plain"]
        pages = [re.sub(r"<[^>]*>", " ", text) for kind, text in self.texts if kind == "text/html"]
        return " ".join(plain or [" ".join(page.split()) for page in pages])


class _Reader:
    """Collects the items of a backup as the parser meets them, and holds none for longer than it must."""

    def __init__(self) -> None:
        self.root = ""
        self.done: list[_Item] = []
        self._depth = 0
        self._item: _Item | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth == 1:
            self.root = tag
        elif self._depth == 2:
            self._item = _Item(tag, attributes)
        elif self._item is not None:
            self._item.part(tag, attributes)

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._depth == 1 and self._item is not None:
            self.done.append(self._item)
            self._item = None

    def close(self) -> None:
        """All was read."""


def _items(document: Opened) -> Iterator[_Item]:
    """Every item of a backup in its order. Raises ``UsageError`` when it is none, or hides definitions."""
    reader = _Reader()
    parser: Any = DefusedXMLParser(target=reader)
    head = next(iter(document.pieces()), b"")[:200]
    declared = re.search(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([^\"']{1,40})", head)
    texts = decoded_pieces(document.pieces, declared.group(1).decode("ascii", errors="replace") if declared else "")
    count = 0
    try:
        for text in mended_pieces(texts):
            parser.feed(text)
            if reader.root and reader.root not in ROOTS:
                raise _no_backup(document)
            count += len(reader.done)
            if count > MAX_ITEMS:
                raise UsageError(f"{document.path} 里超过 {MAX_ITEMS} 条，太多了。请只导出最近一年。")
            yield from reader.done
            reader.done.clear()
        parser.close()
    except defusedxml.DefusedXmlException as error:
        raise UsageError(f"{document.path} 里有备份不该有的定义，没有读它。请重新导出备份。") from error
    except ParseError as error:
        raise UsageError(
            f"{document.path} 不是完整的备份文件（第 {error.position[0]} 行有误）。请重新导出。"
        ) from error
    yield from reader.done


def _no_backup(document: Opened) -> UsageError:
    return UsageError(
        f"{document.path} 不是通话或短信的备份。认得的备份有 SMS Backup & Restore 和 Super Backup 的 XML；"
        f"别的程序，请导出成 CSV 或 XLSX。"
    )

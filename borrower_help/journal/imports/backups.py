"""The XML of "SMS Backup & Restore": calls and messages of an Android phone."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import defusedxml
from defusedxml.ElementTree import ParseError, fromstring

from borrower_help.documents.tables import decoded, read_bytes
from borrower_help.documents.xml_text import mended
from borrower_help.errors import UsageError
from borrower_help.journal.imports.cells import happened, is_hidden, parse_number
from borrower_help.journal.imports.restored import BackupItem, each_once
from borrower_help.journal.imports.tables import Imported, Rejection
from borrower_help.journal.model import MAX_SECONDS, MAX_WORDS, Contact, china_time, harmless

_DIRECTIONS = {"1": False, "2": True, "3": False, "4": False, "5": False, "6": False, "7": False}
"""Incoming, outgoing, missed, voicemail, rejected, blocked, answered on another device; whether the borrower called."""

_MISSED, _VOICEMAIL, _ELSEWHERE = ("3", "5", "6"), "4", "7"

_RECEIVED, _SENT = "1", "2"


def read_backup(path: Path, until: dt.datetime | None = None) -> Imported:
    """Read a backup of calls or messages; what is later than ``until`` is rejected. Raises ``UsageError`` when it is no
    backup.

    A phone that was restored tells of a contact twice; each is returned once, and the copies are counted.
    """
    root = _root(path)
    if root.tag not in ("calls", "smses"):
        raise UsageError(f"{path} 不是通话或短信的备份。请用备份软件导出的 XML 文件。")
    items: list[BackupItem] = []
    rejections: list[Rejection] = []
    for number, item in enumerate(root, 1):
        source = harmless(f"{path.name}:{number}")
        try:
            contact = _call(item, source) if item.tag == "call" else _message(item, source)
            happened(contact.at, until)
            items.append(BackupItem(_number(item, "date"), contact))
        except (ValueError, OverflowError, OSError) as error:
            rejections.append(Rejection(number, str(error)))
    contacts = each_once(items)
    unsure = sum(contact.outgoing is None for contact in contacts)
    remark = (
        f"有 {unsure} 行不知道是谁打的（类型不认识）：记下了，但不能算到对方头上。知道的话，用 log edit 行号 "
        f"--incoming 或 --outgoing 写明。"
    )
    return Imported(contacts, rejections, who_called=remark if unsure else "", copies=len(items) - len(contacts))


def _root(path: Path) -> Element:
    """The outermost element of a backup. Raises ``UsageError`` when it is none, or hides definitions."""
    data = read_bytes(path)
    declared = re.search(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([^\"']{1,40})", data[:200])
    text = decoded(data, declared.group(1).decode("ascii", errors="replace") if declared else "")
    try:
        return fromstring(mended(text))
    except defusedxml.DefusedXmlException as error:
        raise UsageError(f"{path} 里有备份不该有的定义，没有读它。请重新导出备份。") from error
    except ParseError as error:
        raise UsageError(f"{path} 不是完整的备份文件（第 {error.position[0]} 行有误）。请重新导出。") from error


def _number(item: Element, name: str) -> int:
    """A whole number of an item. Raises ``ValueError`` with a Chinese reason."""
    written = item.get(name, "")
    if not re.fullmatch(r"-?[0-9]{1,16}", written):
        raise ValueError(f"{name} 不是数字")
    return int(written)


def _moment(item: Element) -> dt.datetime:
    """The ``date`` of an item, milliseconds since 1970 in UTC, as China time."""
    moment = dt.datetime.fromtimestamp(_number(item, "date") / 1000, tz=dt.UTC)
    if not 1990 <= moment.year <= 2100:
        raise ValueError("时间的年份不对")
    return china_time(moment)


def _theirs(written: str) -> str:
    """Their number; hidden and unknown ones (-1, -2, -3) stay empty rather than becoming a number."""
    return "" if is_hidden(written) else parse_number(written)


def _length(item: Element) -> int | None:
    """The seconds of a call; ``None`` where what is written cannot be one: the call was made all the same."""
    written = item.get("duration", "")
    if not written:
        return 0
    whole = re.fullmatch(r"([0-9]{1,6})(?:\.0+)?", written)
    return int(whole.group(1)) if whole and int(whole.group(1)) <= MAX_SECONDS else None


def _call(item: Element, source: str) -> Contact:
    kind = item.get("type", "")
    seconds = _length(item)
    # A voicemail is no conversation, and of a call taken on another device this one knows neither: both stay unknown.
    unknown = kind in (_VOICEMAIL, _ELSEWHERE)
    missed = kind in _MISSED
    return Contact(
        at=_moment(item),
        channel="call",
        outgoing=_DIRECTIONS.get(kind),
        number=_theirs(item.get("number", "")),
        connected=None if unknown else False if missed else None if seconds is None else seconds > 0,
        seconds=None if unknown else 0 if missed else seconds,
        said="语音信箱留言" if kind == _VOICEMAIL else "",
        source=source,
    )


def _message(item: Element, source: str) -> Contact:
    if item.tag not in ("sms", "mms"):
        raise ValueError(f"不认识的条目「{item.tag[:20]}」")
    box = item.get("msg_box" if item.tag == "mms" else "type", "")
    if box not in (_RECEIVED, _SENT):
        raise ValueError("草稿或没有发出的消息，不算联系")
    said = item.get("body") or " ".join(
        part.get("text", "") for part in item.iter("part") if part.get("ct") == "text/plain"
    )
    return Contact(
        at=_moment(item),
        channel="sms",
        outgoing=box == _SENT,
        number=_theirs(item.get("address", "")),
        said=harmless(said)[:MAX_WORDS],
        source=source,
    )

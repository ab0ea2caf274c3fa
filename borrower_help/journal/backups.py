"""The XML of "SMS Backup & Restore": calls and messages of an Android phone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import defusedxml
from defusedxml.ElementTree import ParseError, fromstring

from borrower_help.errors import UsageError
from borrower_help.journal.model import MAX_SECONDS, Contact, china_time
from borrower_help.journal.tables import Imported, Rejection, parse_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CALL_OUTGOING, _CALL_MISSED = "2", ("3", "5", "6")
_SMS_SENT = "2"


def read_backup(path: Path) -> Imported:
    """Read a backup of calls or messages. Raises ``UsageError`` when it is not one."""
    try:
        root = fromstring(path.read_bytes())
    except defusedxml.DefusedXmlException as error:
        raise UsageError(f"{path} 里有备份不该有的定义，没有读它。请重新导出备份。") from error
    except OSError as error:
        raise UsageError(f"读不到 {path}（{error.strerror}）。请检查路径。") from error
    except ParseError as error:
        raise UsageError(f"{path} 不是完整的备份文件（第 {error.position[0]} 行有误）。请重新导出。") from error
    if root.tag not in ("calls", "smses"):
        raise UsageError(f"{path} 不是通话或短信的备份。请用备份软件导出的 XML 文件。")
    contacts: list[Contact] = []
    rejections: list[Rejection] = []
    for number, item in enumerate(root, 1):
        source = f"{path.name}:{number}"
        try:
            contacts.append(_call(item, source) if item.tag == "call" else _message(item, source))
        except (ValueError, OverflowError, OSError) as error:
            rejections.append(Rejection(number, str(error)))
    return Imported(contacts, rejections)


def _moment(item: Element) -> dt.datetime:
    """The ``date`` of an item, milliseconds since 1970 in UTC, as China time."""
    moment = dt.datetime.fromtimestamp(int(item.get("date", "")) / 1000, tz=dt.UTC)
    if not 1990 <= moment.year <= 2100:
        raise ValueError("时间的年份不对")
    return china_time(moment)


def _call(item: Element, source: str) -> Contact:
    kind = item.get("type", "")
    seconds = min(int(item.get("duration", "0")), MAX_SECONDS)
    missed = kind in _CALL_MISSED
    return Contact(
        at=_moment(item),
        channel="call",
        outgoing=kind == _CALL_OUTGOING,
        number=parse_number(item.get("number", "")),
        connected=False if missed else seconds > 0,
        seconds=0 if missed else seconds,
        source=source,
    )


def _message(item: Element, source: str) -> Contact:
    if item.tag not in ("sms", "mms"):
        raise ValueError(f"不认识的条目「{item.tag[:20]}」")
    return Contact(
        at=_moment(item),
        channel="sms",
        outgoing=item.get("type", "") == _SMS_SENT,
        number=parse_number(item.get("address", "")),
        said=(item.get("body") or "")[:2000],
        source=source,
    )

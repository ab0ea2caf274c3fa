"""What a file is, by its first bytes: its name may say anything."""

from __future__ import annotations

import enum
import re
from pathlib import Path

from borrower_help.documents.text import decoded, wide_encoding
from borrower_help.errors import UsageError

HEAD = 4096
"""So many bytes tell what a file is."""


class Kind(enum.Enum):
    """What a file is; all but the first six are named and not read."""

    TEXT = enum.auto()
    ZIP = enum.auto()
    OLE = enum.auto()
    HTML = enum.auto()
    XML = enum.auto()
    EMPTY = enum.auto()
    JSON = enum.auto()
    PDF = enum.auto()
    IMAGE = enum.auto()
    SOUND = enum.auto()
    ARCHIVE = enum.auto()
    DATABASE = enum.auto()
    ANDROID = enum.auto()
    CARD = enum.auto()
    MAIL = enum.auto()
    OLD_EXCEL = enum.auto()
    WORD = enum.auto()
    BINARY = enum.auto()


_SAVE_AS = "请用表格软件打开，另存为 XLSX 或 CSV，再试"

_REFUSED = {
    Kind.EMPTY: "是空的，里面什么也没有。请检查是不是选错了文件，或重新导出一次。",
    Kind.JSON: "是 JSON 文件，这里读不了。请导出成 XLSX 或 CSV；手机备份要 XML。",
    Kind.PDF: "是 PDF 文件，里面的表读不出来。请要一份 Excel 或 CSV 的，或把表转成 XLSX，核对每一行，再试。",
    Kind.IMAGE: "是图片，里面的字读不出来。请要一份 Excel 或 CSV 的，或照着图片一行行记成表格。",
    Kind.SOUND: "是录音或视频，读不出来。请原样留着当证据，把每次联系用 log add 记下来。",
    Kind.ARCHIVE: "是压缩文件，这里只认 ZIP。请先解压，再选里面的表格。",
    Kind.DATABASE: "是数据库文件（手机里直接拷出来的多是这种），这里读不了。请用备份软件导出成 XML 或 CSV。",
    Kind.ANDROID: "是手机整机备份，这里读不了。请用短信、通话记录的备份软件导出成 XML 或 CSV。",
    Kind.CARD: "是名片或旧式短信文件（vCard、VMG），这里读不了。请导出成 XML 或 CSV。",
    Kind.MAIL: f"是邮件或网页存档。里面有附件的，请把附件存出来；是表格的，{_SAVE_AS}。",
    Kind.OLD_EXCEL: f"是很老的 Excel 文件。{_SAVE_AS}。",
    Kind.WORD: "是文字处理的文件，不是表格。请把里面的表复制到表格软件，存成 XLSX 或 CSV。",
    Kind.BINARY: f"不是表格，也不是备份，认不出是什么。请重新导出；能用表格软件打开的，{_SAVE_AS.removeprefix('请')}。",
}

_STARTS = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLE),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE),
    (b"#!AMR", Kind.SOUND),
    (b"ID3", Kind.SOUND),
    (b"OggS", Kind.SOUND),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ", Kind.ARCHIVE),
    (b"SQLite format 3\0", Kind.DATABASE),
    (b"ANDROID BACKUP", Kind.ANDROID),
    (b"{\\rtf", Kind.WORD),
    (b"bplist00", Kind.DATABASE),
    *((bytes((9, version, size, 0)), Kind.OLD_EXCEL) for version in (0, 2, 4, 8) for size in (4, 6, 8, 16)),
)

_HTML = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype html|html|head|body|meta|style|table|div|tr|td|p)\b", re.DOTALL
)
_XML = re.compile(r"(?:<!--.*?-->|\s)*<(?:\?xml|!doctype|!--|[a-z_][\w:.-]*[\s/>])", re.DOTALL)
_JSON = re.compile(r"\s*[\[{]\s*(?:[\[{\]}]|\"[^\"\n]*\"\s*[:,\]])")
_CARD = re.compile(r"\s*begin:(?:vcard|vmsg|vcalendar)")
_MAIL = re.compile(r"(?:mime-version|return-path|received|from|content-type|date|message-id): ?\S")


def kind_of(head: bytes) -> Kind:
    """What a file is that begins so."""
    if not head.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        return Kind.EMPTY if not head.strip() or b"\0" not in head else Kind.BINARY
    if found := next((kind for start, kind in _STARTS if head.startswith(start)), None):
        return found
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head[4:8] == b"ftyp":
        return Kind.IMAGE if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else Kind.SOUND
    if head.startswith(b"RIFF"):
        return Kind.IMAGE if head[8:12] == b"WEBP" else Kind.SOUND
    if b"\0" in head and not wide_encoding(head) and _is_binary(head):
        return Kind.BINARY
    return _kind_of_text(decoded(head).lstrip("\ufeff").casefold())


def _is_binary(head: bytes) -> bool:
    """Whether control characters are more than a few strays in a text."""
    return sum(byte < 9 or 13 < byte < 32 for byte in head) * 20 > len(head)


def _kind_of_text(text: str) -> Kind:
    forms = ((_HTML, Kind.HTML), (_XML, Kind.XML), (_JSON, Kind.JSON), (_CARD, Kind.CARD), (_MAIL, Kind.MAIL))
    return next((kind for form, kind in forms if form.match(text)), Kind.TEXT)


def refuse(path: Path | str, kind: Kind) -> UsageError:
    """The one sentence for a file that is not read: what it is, and what to do."""
    return UsageError(f"{path} {_REFUSED[kind]}")


def is_refused(kind: Kind) -> bool:
    """Whether nothing of that kind is read."""
    return kind in _REFUSED

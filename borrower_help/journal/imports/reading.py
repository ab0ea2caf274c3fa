"""Any file of contacts: a backup of a phone, or a table, as its contents show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from borrower_help.documents.kinds import Kind
from borrower_help.documents.opened import Opened, opened
from borrower_help.documents.text import decoded
from borrower_help.documents.xml_text import mended
from borrower_help.journal.imports.result import Imported


def read_file(
    path: Path, columns: Mapping[str, str], year: int | None, until: dt.datetime | None = None, own: str = ""
) -> Imported:
    """Read a list of contacts, as ``read_table`` and ``read_backup`` tell. Raises ``UsageError``."""
    document = opened(path)
    if document.kind is Kind.XML and _is_backup(document):
        from borrower_help.journal.imports.backups import read_backup

        return read_backup(document, until)
    from borrower_help.journal.imports.tables import read_table

    return read_table(document, columns, year, until, own)


def _is_backup(document: Opened) -> bool:
    """Whether the outermost element is that of a backup, or of something else that is no table."""
    from borrower_help.journal.imports.backups import ROOTS

    with document.stream() as file:
        head = mended(decoded(file.read(4096)))
    first = re.search(r"<([A-Za-z_][\w:.-]*)", re.sub(r"<!--.*?-->|<\?.*?\?>", "", head, flags=re.DOTALL))
    return first is not None and first.group(1) in ROOTS

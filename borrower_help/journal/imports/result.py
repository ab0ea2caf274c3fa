"""What an import found: contacts, what was left out, what could not be read, and what the file does not tell."""

from __future__ import annotations

from typing import NamedTuple

from borrower_help.journal.model import Contact


class Rejection(NamedTuple):
    """A row that could not be read: its number in the file, why, its sheet where there are several; ``ahead`` where
    its time has not come yet.
    """

    row: int
    reason: str
    sheet: str = ""
    ahead: bool = False


class Imported(NamedTuple):
    """What a file held: contacts in order, every row that could not be read, and what the file does not tell.

    ``who_called`` is what to say where it does not tell who called; the borrower may know. ``copies``
    counts the rows that told of a contact once more; ``disputed`` are the sources of rows whose words
    contradict each other about who called, which nothing said of the whole file settles; ``left_out``
    counts rows that are no contacts (totals, notes, days above their calls), which a remark names.
    ``rows`` are all rows that the file has: contacts, copies, those left out and the rejections together.
    """

    contacts: list[Contact]
    rejections: list[Rejection]
    remarks: tuple[str, ...] = ()
    who_called: str = ""
    copies: int = 0
    disputed: frozenset[str] = frozenset()
    left_out: int = 0
    rows: int = 0


def still_open(imported: Imported, outgoing: bool | None) -> str:
    """What to say of the rows that nobody knows who called of, where ``outgoing`` was said of the whole file; empty
    when there are none.
    """
    if outgoing is None:
        return imported.who_called
    if not imported.disputed:
        return ""
    return (
        f"有 {len(imported.disputed)} 行的类型自相矛盾（又像打出的，又像打来的），没有按你说的记。知道的话，用 log "
        f"edit 行号 --incoming 或 --outgoing 写明。"
    )

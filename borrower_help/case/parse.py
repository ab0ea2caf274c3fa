"""What a person types about a case on the command line: kinds of institution, happenings, papers."""

from __future__ import annotations

import re

from borrower_help.case.model import Happening, ReceivedPaper
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.words import KINDS
from borrower_help.values.parse import parse_date

_SAID_KINDS = {
    **dict.fromkeys(("个人", "私人", "民间", "民间借贷", "individual", "private"), InstitutionKind.UNLICENSED),
    **dict.fromkeys(("信用卡", "card"), InstitutionKind.BANK),
}
"""Words for a lender that are no name of a kind; a person who lends is bound by the rules for private lending."""


def parse_kind(text: str, option: str) -> InstitutionKind:
    """An institution kind by id, by Chinese name or a beginning that only one of them has. Raises ``UsageError``."""
    names = {kind.value: kind for kind in InstitutionKind} | {name: kind for kind, name in KINDS.items()}
    wanted = text.strip()
    begins = {kind for kind, name in KINDS.items() if wanted and name.startswith(wanted)}
    found = names.get(wanted) or _SAID_KINDS.get(wanted) or (begins.pop() if len(begins) == 1 else None)
    if found is None:
        known = "、".join(f"{kind.value}（{KINDS[kind]}）" for kind in InstitutionKind)
        raise UsageError(f"{option} 不认识「{quoted(text)}」。可以用：{known}。")
    return found


def parse_happening(text: str, option: str) -> Happening:
    """``call_after_22`` or ``call_after_22=2025-12-30``. Raises ``UsageError``."""
    name, _, day = text.partition("=")
    return Happening(id=_identifier(name, option), on=parse_date(day, option) if day else None)


def parse_paper(text: str, option: str) -> ReceivedPaper:
    """``summons=2026-11-10``, or ``summons`` when the day of receipt is not known. Raises ``UsageError``."""
    name, _, day = text.partition("=")
    return ReceivedPaper(kind=_identifier(name, option), received=parse_date(day, option) if day else None)


def _identifier(text: str, option: str) -> str:
    name = text.strip()
    if not re.fullmatch(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", name):
        raise UsageError(f"{option} 要填编号，只用小写字母、数字和下划线；写的是「{quoted(text)}」。")
    return name

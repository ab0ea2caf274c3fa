"""Reads several contracts, notices and messages together, and tells a paper from the name of a lender."""

from __future__ import annotations

import dataclasses
import re

from borrower_help.ask.chain import ChainReading, read
from borrower_help.ask.mentions import folded
from borrower_help.case.chain import Link, Party
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.creditors import LinkKind, PartyRole
from borrower_help.values.parse import MAX_NAME

_SENTENCE_LENGTH = 15
"""What is longer and speaks to somebody is a message; what is shorter may be a name."""


def is_paper(text: str, knowledge: Knowledge) -> bool:
    """Whether something typed is a message or a paper and no name: long, of several lines, or naming roles."""
    if len(text) > MAX_NAME or "\n" in text.strip() or folded(text).startswith("【"):
        return True
    if len(text) > _SENTENCE_LENGTH and re.search(r"您|请[^,，。]{0,8}(?:还款|联系)", text):
        return True
    return bool(re.search(r"[:,，。：]", text)) and bool(read(text, knowledge).parties)


def together(readings: list[ChainReading]) -> tuple[tuple[Party, ...], tuple[Link, ...]]:
    """Several papers as one: each party once a role, every link, and what one tells another left open filled in."""
    parties = {(party.role, party.key): party for reading in reversed(readings) for party in reading.parties}
    links = [link for reading in readings for link in reading.links]
    lenders = {party.key for role, party in ((key[0], value) for key, value in parties.items()) if role in _OWNERS}
    only = lenders.pop() if len(lenders) == 1 else ""
    filled = [
        dataclasses.replace(link, giver=only)
        if link.kind in _FILLED and not link.giver and link.taker != only
        else link
        for link in links
    ]
    best: dict[tuple[LinkKind, str, str], Link] = {}
    for link in sorted(filled, key=lambda link: -link.proof):
        best.setdefault((link.kind, link.taker, link.giver), link)
    kept = [link for link in dict.fromkeys(filled) if link in best.values()]
    order, kinds = list(PartyRole), list(LinkKind)
    return (
        tuple(sorted(parties.values(), key=lambda party: order.index(party.role))),
        tuple(sorted(kept, key=lambda link: kinds.index(link.kind))),
    )


_OWNERS = (PartyRole.LENDER, PartyRole.SELLER)
_FILLED = (LinkKind.GUARANTEE, LinkKind.PAYMENT, LinkKind.ASSIGNMENT, LinkKind.AGENCY)

"""The base of all parts of the advice: plain, frozen records that every renderer reads and JSON carries as they are.

Every ``ItemView`` has an ``id``, its ``confidence`` and its ``sources``; ``because`` says which
answers selected it and is shown by ``--explain``.
"""

from __future__ import annotations

import msgspec

from borrower_help.knowledge.records.base import Confidence


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all parts of the advice."""


class ItemView(View, frozen=True, kw_only=True):
    """One thing to tell the borrower, with what it rests on."""

    id: str
    text: str
    confidence: Confidence
    sources: tuple[str, ...]
    because: tuple[str, ...] = ()


class NamedView(View, frozen=True, kw_only=True):
    """What is said under a name: a number to call, another lender of a like name, a way that a contract can go."""

    name: str
    text: str
    confidence: Confidence = Confidence.HIGH
    sources: tuple[str, ...] = ()

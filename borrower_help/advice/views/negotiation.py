"""The section ``negotiation``: what to ask for, and the words for it."""

from __future__ import annotations

from borrower_help.advice.views.base import ItemView, View


class HardshipView(ItemView, frozen=True, kw_only=True):
    """A hardship and the papers that prove it."""

    proofs: tuple[str, ...]
    never: str


class OptionView(ItemView, frozen=True, kw_only=True):
    """Something to ask for."""

    name: str
    known: str
    ask: str
    cost: str
    credit: str
    risk: str


class ScriptView(ItemView, frozen=True, kw_only=True):
    """Words to say."""

    name: str


class NeverSayView(ItemView, frozen=True, kw_only=True):
    """What not to say, and what to say instead."""

    why: str
    better: str


class NegotiationView(View, frozen=True, kw_only=True):
    """What can be asked for, and how."""

    timing: tuple[ItemView, ...]
    principles: tuple[ItemView, ...]
    hardships: tuple[HardshipView, ...]
    options: tuple[OptionView, ...]
    asks: tuple[ItemView, ...]
    scripts: tuple[ScriptView, ...]
    never_say: tuple[NeverSayView, ...]
    agreement: tuple[ItemView, ...]
    after_settling: tuple[ItemView, ...]

"""Decides who may ask for the money: a chain of links from the loan to whoever asks, each as strong as its paper.

``ask.chain`` reads the links out of papers, ``advice.chain`` says what was decided, ``render.answers.chain`` shows it.

A chain is as strong as its weakest link. What leads elsewhere, such as an assignment to somebody else, is no link of
this chain: it is told beside it and never makes it stronger.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable, Iterator

from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import LinkKind, PartyRole, ProofName


class Proof(enum.IntEnum):
    """How well a link is proved: by nothing, by a word, by a paper, by the first creditor or a court."""

    MISSING = 0
    SAID = 1
    SHOWN = 2
    CONFIRMED = 3

    @property
    def named(self) -> ProofName:
        """The name by which the knowledge speaks of it."""
        return ProofName(self.name.lower())


@dataclasses.dataclass(frozen=True)
class Party:
    """A company as a paper names it: ``key`` is what it is compared by, ``words`` are the words that prove its role.

    ``lender`` is its id where it is recorded; ``recorded`` tells whether the kind is known so or only from the name.
    """

    role: PartyRole
    name: str
    key: str
    words: str
    kind: InstitutionKind
    lender: str = ""

    @property
    def recorded(self) -> bool:
        """Whether the knowledge has an entry for it."""
        return bool(self.lender)


@dataclasses.dataclass(frozen=True)
class Link:
    """That money was lent, guaranteed, paid for the borrower, sold, or is collected for another.

    ``giver`` and ``taker`` are keys of parties: the right goes from one to the other; a loan has no giver, and an
    empty one elsewhere is not told. ``on`` is its day, ``paper`` what it stands in.
    """

    kind: LinkKind
    taker: str
    giver: str = ""
    proof: Proof = Proof.SAID
    on: dt.date | None = None
    paper: str = ""
    words: str = ""


@dataclasses.dataclass(frozen=True)
class Standing:
    """How well it is proved that ``asker`` may ask: by which links, which kinds are missing, whom the money is owed.

    ``against`` are links that lead to somebody else.
    """

    asker: str
    owed: str
    proof: Proof
    path: tuple[Link, ...]
    missing: tuple[LinkKind, ...]
    against: tuple[Link, ...]


_PASSES_ON = (LinkKind.PAYMENT, LinkKind.ASSIGNMENT, LinkKind.AGENCY)


def standing(links: Iterable[Link], asker: str) -> Standing:
    """How well the links prove that ``asker`` may ask: the best of all chains that lead from a loan to it.

    Taking a link away never makes the proof better: a chain is a minimum, the best of them a maximum.
    """
    known = tuple(links)
    path = max(_chains(known, asker, frozenset()), key=_weight, default=())
    owed = next((link.taker for link in reversed(path) if link.kind is not LinkKind.AGENCY), "")
    return Standing(
        asker=asker,
        owed=owed,
        proof=_strength(path),
        path=path,
        missing=_missing(known, asker, path),
        against=tuple(_against(known, path)),
    )


def last_asker(links: Iterable[Link]) -> str:
    """Who asks, where nobody said: the end of what the papers tell; who only stands surety has not begun to ask."""
    known = [link for link in links if link.kind is not LinkKind.GUARANTEE]
    order = (LinkKind.LOAN, *_PASSES_ON)
    return max(known, key=lambda link: order.index(link.kind)).taker if known else ""


def confirmed(links: Iterable[Link], kinds: Iterable[LinkKind]) -> tuple[Link, ...]:
    """The links, those of some kinds as confirmed by the first creditor or by a court."""
    chosen = frozenset(kinds)
    return tuple(dataclasses.replace(link, proof=Proof.CONFIRMED) if link.kind in chosen else link for link in links)


def _chains(links: tuple[Link, ...], asker: str, seen: frozenset[str]) -> Iterator[tuple[Link, ...]]:
    """Every chain that leads from a loan to ``asker``, in its order; nobody stands twice in one."""
    for link in links:
        if link.taker != asker or link.kind is LinkKind.GUARANTEE:
            continue
        if link.kind is LinkKind.LOAN:
            yield (link,)
            continue
        givers = [link.giver] if link.giver else [other.taker for other in links if other.kind is LinkKind.LOAN]
        for giver in dict.fromkeys(givers):
            if giver in seen or giver == asker:
                continue
            for before in _chains(links, giver, seen | {asker}):
                yield from ((*before, *between, link) for between in _surety(links, link))


def _surety(links: tuple[Link, ...], link: Link) -> list[tuple[Link, ...]]:
    """What a payment also needs: that who paid had promised to. Everything else needs nothing more."""
    if link.kind is not LinkKind.PAYMENT:
        return [()]
    return [(other,) for other in links if other.kind is LinkKind.GUARANTEE and other.taker == link.taker]


def _strength(path: tuple[Link, ...]) -> Proof:
    return min((link.proof for link in path), default=Proof.MISSING)


def _weight(path: tuple[Link, ...]) -> tuple[int, int]:
    """A better proved chain first; of equal ones the shorter, which supposes less."""
    return _strength(path), -len(path)


def _missing(links: tuple[Link, ...], asker: str, path: tuple[Link, ...]) -> tuple[LinkKind, ...]:
    """The kinds of links of which there is none, where no chain leads to the asker; told from the loan on."""
    return () if path else tuple(dict.fromkeys(_gaps(links, asker, frozenset())))


def _gaps(links: tuple[Link, ...], taker: str, seen: frozenset[str]) -> Iterator[LinkKind]:
    """What is missing on the way to one of the chain, whoever gave it its right first."""
    to_taker = [link for link in links if link.taker == taker]
    right = next((link for link in to_taker if link.kind is not LinkKind.GUARANTEE), None)
    lent = any(link.kind is LinkKind.LOAN for link in links)
    giver = right.giver if right else ""
    if giver and giver not in seen and not any(_chains(links, giver, frozenset())):
        yield from _gaps(links, giver, seen | {taker})
    elif not lent:
        yield LinkKind.LOAN
    if right is None and (to_taker or lent):
        yield LinkKind.PAYMENT if to_taker else LinkKind.ASSIGNMENT
    elif right is None:
        return
    elif right.kind is LinkKind.PAYMENT and len(to_taker) == 1:
        yield LinkKind.GUARANTEE


def _against(links: tuple[Link, ...], path: tuple[Link, ...]) -> Iterator[Link]:
    """Links by which the right would have left somebody on the path for somebody who is not on it."""
    on_path = {link.taker for link in path}
    for link in links:
        if link.kind in (LinkKind.PAYMENT, LinkKind.ASSIGNMENT) and link.taker not in on_path:
            leaves = not link.giver or link.giver in on_path
            if leaves and path:
                yield link

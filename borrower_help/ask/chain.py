"""Reads in a contract, notice or message who lent, guarantees, serves, sold, bought or collects, as links of a chain.

``case.chain`` decides what follows from them.

Nothing is guessed: a role is taken from the words that name it, and these words are kept. A clause that something may
happen is not the event; what stands behind 如, 若 or 未 did not happen.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from borrower_help.ask.companies import first_date, quote
from borrower_help.ask.mentions import folded
from borrower_help.ask.parties import SENTENCE, SURETIES, NamingPaper, Shape
from borrower_help.case.chain import Link, Party, Proof
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import LinkKind, PartyRole


@dataclasses.dataclass(frozen=True)
class ChainReading:
    """What one text says: its shape, the parties, the links, the clauses that are none, and what stays unclear."""

    shape: Shape
    parties: tuple[Party, ...]
    links: tuple[Link, ...]
    clauses: tuple[tuple[LinkKind, str], ...]
    branches: tuple[str, ...]
    mentioned: tuple[str, ...]
    sender: str


def read(text: str, knowledge: Knowledge, paper: str = "") -> ChainReading:
    """Read one text; ``paper`` is how its links name it, else what its shape is called."""
    return _Text(text, knowledge, paper).reading()


SHAPES = {"contract": "合同", "notice": "通知", "message": "短信或来信"}


class _Text(NamingPaper):
    def __init__(self, text: str, knowledge: Knowledge, paper: str) -> None:
        super().__init__(text, knowledge)
        self._paper = paper

    def reading(self) -> ChainReading:
        parties = self._parties
        return ChainReading(
            shape=self._shape,
            parties=parties,
            links=tuple(dict.fromkeys(self._links(parties))),
            clauses=tuple(self._clauses()),
            branches=tuple(
                branch.id
                for branch in self._knowledge.creditor_branches
                if any(folded(sign) in self._text for sign in branch.signs)
            ),
            mentioned=self._mentioned(parties),
            sender=self._sender,
        )

    def _mentioned(self, parties: tuple[Party, ...]) -> tuple[str, ...]:
        """Recorded lenders that are named without a role."""
        known = {party.lender for party in parties} | {
            self._knowledge.lender_id(party.name) for party in parties if not party.lender
        }
        a_bank = any(party.kind is InstitutionKind.BANK for party in parties)
        lenders = (self._knowledge.lenders[id_] for id_ in self._knowledge.lender_index.mentioned(self._text))
        return tuple(
            lender.name
            for lender in lenders
            if lender.id not in known and not (a_bank and lender.kind is InstitutionKind.BANK)
        )

    def _clauses(self) -> Iterator[tuple[LinkKind, str]]:
        """What the text says may happen, where it does not say that it did."""
        for words in self._knowledge.creditors.links:
            if not words.clauses or self._happened(words.link):
                continue
            for sentence in SENTENCE.finditer(self._text):
                place = next((sentence[0].find(word) for word in words.clauses if word in sentence[0]), -1)
                if place >= 0:
                    yield words.link, quote(self._text, sentence.start() + place, sentence.start() + place + 4)
                    break

    def _links(self, parties: tuple[Party, ...]) -> Iterator[Link]:
        named = {role: [party for party in parties if party.role is role] for role in PartyRole}
        lenders, sureties = named[PartyRole.LENDER], [*named[PartyRole.GUARANTOR], *named[PartyRole.INSURER]]
        by_paper = Proof.SHOWN if self._shape == "contract" else Proof.SAID
        guarantors = {party.key for party in sureties}
        for party in (*lenders, *named[PartyRole.SELLER]):
            if party.key not in guarantors and party.kind not in SURETIES:
                sold = party.role is PartyRole.SELLER
                link = self._link(LinkKind.LOAN, party.key, proof=by_paper, words="" if sold else party.words)
                yield dataclasses.replace(link, words=party.words)
        giver = lenders[0].key if len(lenders) == 1 else ""
        for party in named[PartyRole.SELLER]:
            if party.kind in SURETIES and party.key not in guarantors:
                yield self._link(LinkKind.GUARANTEE, party.key, giver, words=party.words)
        for party in sureties:
            yield self._link(LinkKind.GUARANTEE, party.key, giver, proof=by_paper, words=party.words)
        yield from self._payments(sureties, giver)
        yield from self._sales(named, giver)
        if order := self._happened(LinkKind.AGENCY):
            principals = [*named[PartyRole.BUYER], *lenders, *sureties, *named[PartyRole.PLATFORM]]
            for party in named[PartyRole.AGENCY]:
                owner = next((other.key for other in principals if other.key != party.key), "")
                yield self._link(LinkKind.AGENCY, party.key, owner, words=order)

    def _payments(self, sureties: list[Party], giver: str) -> Iterator[Link]:
        """A payment that a text says was made, by the surety named in its sentence, else by the only one."""
        payment = self._happened(LinkKind.PAYMENT)
        if not payment:
            return
        payers = [party for party in sureties if party.name in payment] or sureties
        signed = self._shape != "message" and bool(giver) and giver in self._signers
        for party in payers if len(payers) == 1 else ():
            proof = Proof.SHOWN if signed else Proof.SAID
            yield self._link(LinkKind.PAYMENT, party.key, giver, proof=proof, words=payment)

    def _sales(self, named: dict[PartyRole, list[Party]], lender: str) -> Iterator[Link]:
        """An assignment that a text tells; shown where the one who gave the claim away has signed."""
        sale = self._happened(LinkKind.ASSIGNMENT)
        if not sale:
            return
        sellers = [party.key for party in named[PartyRole.SELLER]]
        giver = sellers[0] if len(sellers) == 1 else lender if not sellers else ""
        signed = self._shape != "message" and bool(giver) and giver in self._signers
        for party in named[PartyRole.BUYER]:
            proof = Proof.SHOWN if signed else Proof.SAID
            yield self._link(LinkKind.ASSIGNMENT, party.key, giver, proof=proof, words=sale)

    def _link(self, kind: LinkKind, taker: str, giver: str = "", *, proof: Proof = Proof.SAID, words: str = "") -> Link:
        about = re.search(_DAY_OF[kind], self._text) if kind in _DAY_OF else None
        of_another = kind in (LinkKind.LOAN, LinkKind.GUARANTEE) and _LATER.search(words)
        on = (first_date(about.group()) if about else None) or (None if of_another else first_date(words))
        paper = self._paper or SHAPES[self._shape]
        return Link(kind=kind, taker=taker, giver=giver, proof=proof, on=on, paper=paper, words=words[:80])


_LATER = re.compile(r"代偿|清偿|垫付|赔付|理赔|转让|受让")
"""Words of what came after the loan and the guarantee: a day beside them is no day of these."""
_DAY_OF = {
    LinkKind.LOAN: r"(?:签订|签署|借款|放款|起始)(?:日期|时间|日)[:：]?\n?[^\n]{0,16}",
    LinkKind.PAYMENT: r"(?:代偿|赔付|理赔)(?:日期|时间|日)[:：]?\n?[^\n]{0,16}",
    LinkKind.ASSIGNMENT: r"(?:转让|基准)(?:日期|时间|日)[:：]?\n?[^\n]{0,16}",
}

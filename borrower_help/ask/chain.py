"""What a contract, a notice or a message says of who lent, guarantees, serves, sold, bought or collects.

Nothing is guessed: a role is taken from the words that name it, and these words are kept. A clause that something may
happen is not the event; what stands behind 如, 若 or 未 did not happen.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from borrower_help.ask.companies import NAME, clean, first_date, kind_of_name, quote
from borrower_help.ask.mentions import DENIED, event_pattern, folded, labelled, said, with_sides
from borrower_help.case.chain import Link, Party, Proof
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.names import normalise, written
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import LinkKind, PartyRole
from borrower_help.knowledge.records.lenders import Role

Shape = Literal["contract", "notice", "message"]


@dataclasses.dataclass(frozen=True)
class Reading:
    """What one text says: its shape, the parties, the links, the clauses that are none, and what stays unclear."""

    shape: Shape
    parties: tuple[Party, ...]
    links: tuple[Link, ...]
    clauses: tuple[tuple[LinkKind, str], ...]
    branches: tuple[str, ...]
    mentioned: tuple[str, ...]
    sender: str


def read(text: str, knowledge: Knowledge, paper: str = "") -> Reading:
    """Read one text; ``paper`` is how its links name it, else what its shape is called."""
    return _Text(text, knowledge, paper).reading()


SHAPES = {"contract": "合同", "notice": "通知", "message": "短信或来信"}
_MESSAGE = 220
_SENTENCE = re.compile(r"[^。;；!！?？\n]+")
_CLAIM = re.compile(r"起诉状|诉讼请求|仲裁申请书|仲裁请求|支付令申请")
"""A claim brought to a court or to arbitrators: what its side says, and no proof of it."""
_SIGNED = re.compile(r"(?:落款|盖章|印章|公章|签章|通知人|此致|特此通知)")


class _Text:
    def __init__(self, text: str, knowledge: Knowledge, paper: str) -> None:
        self._raw = text
        self._text = with_sides(folded(text))
        self._knowledge = knowledge
        self._paper = paper

    def reading(self) -> Reading:
        parties = self._parties
        return Reading(
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

    # --- who -------------------------------------------------------------------------------------------------

    @cached_property
    def _parties(self) -> tuple[Party, ...]:
        found: dict[tuple[PartyRole, str], Party] = {}
        for words in self._knowledge.creditors.parties:
            for name, start, end in labelled(self._text, words.labels):
                party = self._party(words.role, name, start, end)
                found.setdefault((party.role, party.key), party)
            for name, start, end in said(self._text, words.phrases):
                party = self._by_record(self._party(words.role, name, start, end))
                found.setdefault((party.role, party.key), party)
        return tuple(self._settled(found))

    def _by_record(self, party: Party) -> Party:
        """A lender by a phrase alone, such as who commissions a letter, who is recorded as none, in its recorded role."""
        lender = self._knowledge.lenders.get(party.lender)
        if party.role is not PartyRole.LENDER or lender is None or Role.LENDS in lender.roles:
            return party
        role = next((role for known, role in _RECORDED if known in lender.roles), party.role)
        return dataclasses.replace(party, role=role)

    def _settled(self, found: dict[tuple[PartyRole, str], Party]) -> Iterator[Party]:
        """The parties; who sent a message for another is its agency, and a surety that says it has paid is one."""
        keys = {key for _, key in found}
        bought = {key for role, key in found if role in (PartyRole.SELLER, PartyRole.BUYER)}
        for (role, key), party in found.items():
            if not (role is PartyRole.LENDER and key in bought and self._shape != "contract"):
                yield party
        if not any(role in _STAND_SURETY for role, _ in found):
            yield from self._payers()
        if self._shape == "message":
            yield from self._told_of({role for role, _ in found}, keys)
        if self._sender and (own := self._role_of_sender({role for role, _ in found})):
            sender = self._party(own, self._sender, 0, len(self._sender) + 2)
            if sender.key not in keys:
                yield sender

    def _told_of(self, told: set[PartyRole], keys: set[str]) -> Iterator[Party]:
        """The one recorded lender a message names by a short name, in the role that is recorded of it."""
        ids = [id_ for id_ in self._knowledge.lender_index.mentioned(self._text) if id_ not in keys]
        lender = self._knowledge.lenders[ids[0]] if len(ids) == 1 else None
        role = next((role for known, role in _RECORDED if lender and known in lender.roles), None)
        names = sorted(map(folded, written(lender)), key=len, reverse=True) if lender else []
        name = next((name for name in names if name in self._text and name not in self._sender), "")
        if name and role and role not in told and PartyRole.SELLER not in told:
            place = self._text.find(name)
            yield self._party(role, name, place, place + len(name))

    def _role_of_sender(self, told: set[PartyRole]) -> PartyRole | None:
        """What who signed a message is: an agency or a buyer by what it says of itself, else what is recorded of it."""
        if self._happened(LinkKind.PAYMENT) and not told & set(_STAND_SURETY):
            kind = self._party(PartyRole.GUARANTOR, self._sender, 0, 0).kind
            if kind in _SURETIES:
                return PartyRole.INSURER if kind is InstitutionKind.INSURER else PartyRole.GUARANTOR
        for link, role in ((LinkKind.AGENCY, PartyRole.AGENCY), (LinkKind.ASSIGNMENT, PartyRole.BUYER)):
            if role not in told and self._happened(link):
                return role
        lender = self._knowledge.find_lender(self._sender)
        if lender is None:
            return PartyRole.LENDER if self._knowledge.find_bank(self._sender) else None
        return next((role for known, role in _RECORDED if known in lender.roles and role not in told), None)

    def _payers(self) -> Iterator[Party]:
        """Who says that it has paid, or whose guarantee the paper is, by the kind its name says."""
        told = self._happened(LinkKind.PAYMENT)
        surety_paper = re.search(r"担保合同|保证合同|担保函|担保协议|保险单|投保单", self._text[:60])
        yield from self._paid_a_fee()
        for match in re.finditer(NAME, self._text) if told or surety_paper else ():
            party = self._party(PartyRole.GUARANTOR, clean(match.group()), match.start(), match.end())
            if party.kind in _SURETIES and (surety_paper or party.name in told or party.key in self._signers):
                insurer = party.kind is InstitutionKind.INSURER
                yield dataclasses.replace(party, role=PartyRole.INSURER) if insurer else party
                return

    def _paid_a_fee(self) -> Iterator[Party]:
        """The surety to whom a line of a cost disclosure says that the fee for it goes."""
        for line in self._raw.splitlines():
            if not re.search(r"增信|担保费|担保服务费|保险费|保费", line):
                continue
            for cell in re.split(r"[\s|,，;；:：]+|\d+(?:\.\d+)?[%％元]", line):
                name = clean(folded(cell)) if re.fullmatch(NAME, folded(cell)) else ""
                party = self._party(PartyRole.GUARANTOR, name, 0, 0) if name else None
                if party and party.kind in _SURETIES and (place := self._text.find(name)) >= 0:
                    insurer = party.kind is InstitutionKind.INSURER
                    role = PartyRole.INSURER if insurer else PartyRole.GUARANTOR
                    yield self._party(role, name, place, place + len(name))

    def _party(self, role: PartyRole, name: str, start: int, end: int) -> Party:
        lender = self._knowledge.find_lender(name) if not self._knowledge.find_bank(name) else None
        kind = lender.kind if lender else kind_of_name(name, self._knowledge.creditors.name_kinds)
        if kind is InstitutionKind.AMC and role is not PartyRole.BUYER:
            kind = InstitutionKind.UNKNOWN
        if kind is InstitutionKind.UNKNOWN:
            kind = _KIND_OF_ROLE.get(role, kind)
        key = lender.id if lender else normalise(re.sub(r"(?:股份有限公司|有限责任公司|有限公司)$", "", name))
        return Party(
            role=role,
            name=name,
            key=key,
            words=quote(self._text, start, end),
            kind=kind,
            lender=lender.id if lender else "",
        )

    @cached_property
    def _sender(self) -> str:
        """Who signed a message in front: 【某某】."""
        match = re.match(r"【([^】\n]{2,30})】", self._text)
        return match[1] if match else ""

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

    # --- what --------------------------------------------------------------------------------------------------

    @cached_property
    def _shape(self) -> Shape:
        if self._sender or (len(self._text) < _MESSAGE and "\n" not in self._text):
            return "message"
        if _CLAIM.search(self._text[:200]):
            return "notice"
        told = any(self._happened(kind) for kind in (LinkKind.PAYMENT, LinkKind.ASSIGNMENT, LinkKind.AGENCY))
        return "notice" if told and re.search(r"通知|告知|证明|函", self._text[:200]) else "contract"

    def _happened(self, kind: LinkKind) -> str:
        """The sentence that says it happened, one with a day before the others; nothing where it only may."""
        found = [sentence.group() for sentence in _SENTENCE.finditer(self._text) if self._tells(sentence.group(), kind)]
        return next((sentence for sentence in found if first_date(sentence)), found[0] if found else "")

    def _tells(self, sentence: str, kind: LinkKind) -> bool:
        """Whether a sentence says that it happened, and neither that it may nor that it did not."""
        places = (re.search(event_pattern(event), sentence) for event in self._knowledge.link_words[kind].events)
        return any(place and not DENIED.search(sentence[: place.start()]) for place in places)

    def _clauses(self) -> Iterator[tuple[LinkKind, str]]:
        """What the text says may happen, where it does not say that it did."""
        for words in self._knowledge.creditors.links:
            if not words.clauses or self._happened(words.link):
                continue
            for sentence in _SENTENCE.finditer(self._text):
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
            if party.key not in guarantors and party.kind not in _SURETIES:
                sold = party.role is PartyRole.SELLER
                link = self._link(LinkKind.LOAN, party.key, proof=by_paper, words="" if sold else party.words)
                yield dataclasses.replace(link, words=party.words)
        giver = lenders[0].key if len(lenders) == 1 else ""
        for party in named[PartyRole.SELLER]:
            if party.kind in _SURETIES and party.key not in guarantors:
                yield self._link(LinkKind.GUARANTEE, party.key, giver, words=party.words)
        for party in sureties:
            yield self._link(LinkKind.GUARANTEE, party.key, giver, proof=by_paper, words=party.words)
        yield from self._payments(sureties, giver)
        yield from self._sales(named, giver)
        if told := self._happened(LinkKind.AGENCY):
            principals = [*named[PartyRole.BUYER], *lenders, *sureties, *named[PartyRole.PLATFORM]]
            for party in named[PartyRole.AGENCY]:
                owner = next((other.key for other in principals if other.key != party.key), "")
                yield self._link(LinkKind.AGENCY, party.key, owner, words=told)

    def _payments(self, sureties: list[Party], giver: str) -> Iterator[Link]:
        """A payment that a text says was made, by the surety named in its sentence, else by the only one."""
        told = self._happened(LinkKind.PAYMENT)
        if not told:
            return
        payers = [party for party in sureties if party.name in told] or sureties
        shown = self._shape != "message" and bool(giver) and giver in self._signers
        for party in payers if len(payers) == 1 else ():
            proof = Proof.SHOWN if shown else Proof.SAID
            yield self._link(LinkKind.PAYMENT, party.key, giver, proof=proof, words=told)

    def _sales(self, named: dict[PartyRole, list[Party]], lender: str) -> Iterator[Link]:
        """An assignment that a text tells; shown where the one who gave the claim away has signed."""
        told = self._happened(LinkKind.ASSIGNMENT)
        if not told:
            return
        sellers = [party.key for party in named[PartyRole.SELLER]]
        giver = sellers[0] if len(sellers) == 1 else lender if not sellers else ""
        shown = self._shape != "message" and bool(giver) and giver in self._signers
        for party in named[PartyRole.BUYER]:
            proof = Proof.SHOWN if shown else Proof.SAID
            yield self._link(LinkKind.ASSIGNMENT, party.key, giver, proof=proof, words=told)

    @cached_property
    def _signers(self) -> frozenset[str]:
        """The keys of those whose names stand below the text."""
        lines = [line for line in self._text.split("\n") if line.strip()]
        last = [line for line in lines[-6:] if len(line) <= 40 and not re.search(r"[,，;；]", line)]
        found = (clean(match.group()) for line in last for match in re.finditer(NAME, line))
        return frozenset(self._party(PartyRole.LENDER, name, 0, 0).key for name in found if name)

    def _link(self, kind: LinkKind, taker: str, giver: str = "", *, proof: Proof = Proof.SAID, words: str = "") -> Link:
        about = re.search(_DAY_OF[kind], self._text) if kind in _DAY_OF else None
        on = (first_date(about.group()) if about else None) or first_date(words)
        paper = self._paper or SHAPES[self._shape]
        return Link(kind=kind, taker=taker, giver=giver, proof=proof, on=on, paper=paper, words=words[:80])


_KIND_OF_ROLE = {
    PartyRole.BUYER: InstitutionKind.PRIVATE_ASSIGNEE,
    PartyRole.PLATFORM: InstitutionKind.LOAN_FACILITATOR,
}
"""What somebody is whose name does not say it: who buys claims or runs an app without a licence in its name."""
_RECORDED = (
    (Role.LENDS, PartyRole.LENDER),
    (Role.GUARANTEES, PartyRole.GUARANTOR),
    (Role.SERVES, PartyRole.PLATFORM),
)
_STAND_SURETY = (PartyRole.GUARANTOR, PartyRole.INSURER)
_SURETIES = (InstitutionKind.FINANCING_GUARANTOR, InstitutionKind.INSURER)
_DAY_OF = {
    LinkKind.LOAN: r"(?:签订|签署|借款|放款|起始)(?:日期|时间|日)[:：]?[^\n]{0,16}",
    LinkKind.PAYMENT: r"(?:代偿|赔付|理赔)(?:日期|时间|日)[:：]?[^\n]{0,16}",
    LinkKind.ASSIGNMENT: r"(?:转让|基准)(?:日期|时间|日)[:：]?[^\n]{0,16}",
}

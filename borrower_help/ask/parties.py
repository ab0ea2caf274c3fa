"""Who a paper names, in which role, by which words: behind labels, in phrases, by signature, by what happened."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from borrower_help.ask.companies import NAME, clean, first_date, kind_of_name, quote
from borrower_help.ask.mentions import DENIED, event_pattern, folded, labelled, said, sides, with_sides
from borrower_help.case.chain import Party
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.name_forms import normalise, written
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import LinkKind, PartyRole
from borrower_help.knowledge.records.lenders import Lender, LenderRole

Shape = Literal["contract", "notice", "message"]

SURETIES = (InstitutionKind.FINANCING_GUARANTOR, InstitutionKind.INSURER)
SENTENCE = re.compile(r"[^。;；!！?？\n]+")
_MESSAGE = 220
_CLAIM = re.compile(r"起诉状|诉讼请求|仲裁申请书|仲裁请求|支付令申请")
"""A claim brought to a court or to arbitrators: what its side says, and no proof of it."""


class NamingPaper:
    """One text, and who stands in it."""

    def __init__(self, text: str, knowledge: Knowledge) -> None:
        self._raw = text
        self._folded = folded(text)
        self._text = with_sides(self._folded)
        self._knowledge = knowledge

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
        """Who is called a lender by a phrase alone, as who commissions a letter, in the role it is recorded in."""
        lender = self._knowledge.lenders.get(party.lender)
        if party.role is not PartyRole.LENDER or lender is None or LenderRole.LENDS in lender.roles:
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
        if self._shape != "contract":
            named = self._told_of({role for role, _ in found}, keys)
            yield from (party for party in named if self._shape == "message" or party.role is PartyRole.PLATFORM)
            yield from self._who_confirms({role for role, _ in found})
            yield from self._who_sold(found)
        if self._sender and (own := self._role_of_sender({role for role, _ in found})):
            sender = self._party(own, self._sender, 0, len(self._sender) + 2)
            if sender.key not in keys:
                yield sender

    def _told_of(self, taken: set[PartyRole], keys: set[str]) -> Iterator[Party]:
        """The one recorded lender a text names by a short name, in its recorded role; a bank card is no lender."""
        known = self._knowledge.lenders
        mentioned = self._knowledge.lender_index.mentioned(self._text)
        ids = [id_ for id_ in mentioned if id_ not in keys and _is_one(known[id_])]
        lender = self._knowledge.lenders[ids[0]] if len(ids) == 1 else None
        role = next((role for known, role in _RECORDED if lender and known in lender.roles), None)
        names = sorted(map(folded, written(lender)), key=len, reverse=True) if lender else []
        name = next((name for name in names if name in self._text and name not in self._sender), "")
        if name and role and role not in taken and PartyRole.SELLER not in taken:
            place = self._text.find(name)
            yield self._party(role, name, place, place + len(name))

    def _who_sold(self, found: dict[tuple[PartyRole, str], Party]) -> Iterator[Party]:
        """The one that signs a notice of sale which names only the buyer: 我行已将债权转让给某公司."""
        taken, keys = {role for role, _ in found}, {key for _, key in found}
        if PartyRole.BUYER not in taken or taken & {PartyRole.SELLER, PartyRole.LENDER}:
            return
        signed = {party.key: party for party in (self._party(PartyRole.SELLER, name, 0, 0) for name in self._signed_by)}
        sold = [party for key, party in signed.items() if key not in keys and party.kind in (*_LICENSED, *SURETIES)]
        if len(sold) == 1:
            place = self._text.find(sold[0].name)
            yield self._party(PartyRole.SELLER, sold[0].name, place, place + len(sold[0].name))

    def _who_confirms(self, taken: set[PartyRole]) -> Iterator[Party]:
        """The licensed lender that signs a paper in which it speaks of itself as the one that lent: 于我行借款."""
        if taken & {PartyRole.LENDER, PartyRole.SELLER} or not re.search(
            r"(?:我|本)(?:行|司|公司)[^,，。;；\n]{0,4}(?:借款|贷款|放款)", self._text
        ):
            return
        signed = [self._party(PartyRole.LENDER, name, 0, 0) for name in self._signed_by]
        lent = {party.key: party for party in signed if party.kind in _LICENSED}
        for party in lent.values() if len(lent) == 1 else ():
            place = self._text.rfind(party.name)
            yield self._party(PartyRole.LENDER, party.name, place, place + len(party.name))

    def _role_of_sender(self, taken: set[PartyRole]) -> PartyRole | None:
        """What who signed a message is: an agency or a buyer by what it says of itself, else what is recorded of it."""
        if self._happened(LinkKind.PAYMENT) and not taken & set(_STAND_SURETY):
            kind = self._party(PartyRole.GUARANTOR, self._sender, 0, 0).kind
            if kind in SURETIES:
                return PartyRole.INSURER if kind is InstitutionKind.INSURER else PartyRole.GUARANTOR
        for link, role in ((LinkKind.AGENCY, PartyRole.AGENCY), (LinkKind.ASSIGNMENT, PartyRole.BUYER)):
            if role not in taken and self._happened(link):
                return role
        lender = self._knowledge.find_lender(self._sender)
        if lender is None:
            return PartyRole.LENDER if self._knowledge.find_bank(self._sender) else None
        return next((role for known, role in _RECORDED if known in lender.roles and role not in taken), None)

    def _payers(self) -> Iterator[Party]:
        """Who says that it has paid, or whose guarantee the paper is, by the kind its name says."""
        payment = self._happened(LinkKind.PAYMENT)
        surety_paper = re.search(r"担保合同|保证合同|担保函|担保协议|保险单|投保单", self._text[:60])
        yield from self._paid_a_fee()
        for match in re.finditer(NAME, self._text) if payment or surety_paper else ():
            party = self._party(PartyRole.GUARANTOR, clean(match.group()), match.start(), match.end())
            if party.kind in SURETIES and (surety_paper or party.name in payment or party.key in self._signers):
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
                if party and party.kind in SURETIES and (place := self._text.find(name)) >= 0:
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
            words=self._as_it_stands(quote(self._text, start, end)),
            kind=kind,
            lender=lender.id if lender else "",
        )

    def _as_it_stands(self, words: str) -> str:
        """Words of a claim with 原告 where the paper has it; a name that was cut off counts, too."""
        for side, name in sides(self._folded).items():
            cut = next((name[:size] for size in range(len(name), 3, -1) if words.endswith(name[:size])), name)
            replaced = words.replace(name, side).replace(cut, side)
            words = replaced if f"{side}:{name}" not in words.replace("：", ":") else words
        return words

    @cached_property
    def _sender(self) -> str:
        """Who signed a message in front: 【某某】."""
        match = re.match(r"【([^】\n]{2,30})】", self._text)
        return match[1] if match else ""

    # --- what the text says -----------------------------------------------------------------------------------

    @cached_property
    def _shape(self) -> Shape:
        if self._sender or (len(self._text) < _MESSAGE and "\n" not in self._text):
            return "message"
        if _CLAIM.search(self._text[:200]):
            return "notice"
        event = any(self._happened(kind) for kind in (LinkKind.PAYMENT, LinkKind.ASSIGNMENT, LinkKind.AGENCY))
        return "notice" if event and re.search(r"通知|告知|证明|函", self._text[:200]) else "contract"

    def _happened(self, kind: LinkKind) -> str:
        """The sentence that says it happened, one with a day before the others; nothing where it only may."""
        found = [sentence.group() for sentence in SENTENCE.finditer(self._text) if self._tells(sentence.group(), kind)]
        return next((sentence for sentence in found if first_date(sentence)), found[0] if found else "")

    def _tells(self, sentence: str, kind: LinkKind) -> bool:
        """Whether a sentence says that it happened, and neither that it may nor that it did not."""
        places = (re.search(event_pattern(event), sentence) for event in self._knowledge.link_words[kind].events)
        return any(place and not DENIED.search(sentence[: place.start()]) for place in places)

    @cached_property
    def _signers(self) -> frozenset[str]:
        """The keys of those whose names stand below the text."""
        return frozenset(self._party(PartyRole.LENDER, name, 0, 0).key for name in self._signed_by)

    @cached_property
    def _signed_by(self) -> tuple[str, ...]:
        """The names that stand below the text."""
        lines = [line for line in self._text.split("\n") if line.strip()]
        last = [line for line in lines[-6:] if len(line) <= 40 and not re.search(r"[,，;；]", line)]
        found = (clean(match.group()) for line in last for match in re.finditer(NAME, line))
        return tuple(name for name in found if name)


_KIND_OF_ROLE = {
    PartyRole.BUYER: InstitutionKind.PRIVATE_ASSIGNEE,
    PartyRole.PLATFORM: InstitutionKind.LOAN_FACILITATOR,
}
"""What somebody is whose name does not say it: who buys claims or runs an app without a licence in its name."""
_RECORDED = (
    (LenderRole.LENDS, PartyRole.LENDER),
    (LenderRole.GUARANTEES, PartyRole.GUARANTOR),
    (LenderRole.SERVES, PartyRole.PLATFORM),
)
_LICENSED = (
    InstitutionKind.BANK,
    InstitutionKind.CONSUMER_FINANCE,
    InstitutionKind.MICRO_LOAN,
)
_STAND_SURETY = (PartyRole.GUARANTOR, PartyRole.INSURER)


def _is_one(lender: Lender) -> bool:
    """Whether an entry is one company or brand, and not what many banks have, as cards."""
    return lender.kind is not InstitutionKind.BANK or "公司" in lender.legal_name

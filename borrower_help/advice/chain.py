"""Says who stands behind a loan and who may ask for the money now, as ``case.chain`` decided it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from borrower_help.advice.items import item
from borrower_help.advice.views.base import ItemView, View
from borrower_help.case.chain import Link, Party, Proof, Standing, last_asker, standing
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import LinkKind, NameNote, PartyRole, ProofName
from borrower_help.knowledge.words import KINDS
from borrower_help.values.named import CreditorBranchId, PayId, SaidId


class PartyView(ItemView, frozen=True, kw_only=True):
    """A company in its role: ``text`` is what the role may do, ``words`` prove that it has it."""

    role: PartyRole
    role_name: str
    name: str
    lender: str
    recorded: bool
    kind: InstitutionKind
    kind_name: str
    words: str


class LinkView(ItemView, frozen=True, kw_only=True):
    """A link with its day, its paper, how it is proved, and what to ask for."""

    kind: LinkKind
    name: str
    taker: str
    giver: str
    on: dt.date | None
    paper: str
    proof: ProofName
    proof_name: str
    words: str
    ask: str


class SupervisorView(View, frozen=True, kw_only=True):
    """Who supervises a company, and whom to complain to about what."""

    name: str
    kind_name: str
    regulator: str
    complaints: ItemView
    note: ItemView | None
    channels: tuple[str, ...]


class ChainView(View, frozen=True, kw_only=True):
    """The whole answer: parties, links, who asks, whom the money is owed as far as it is proved, what to do first.

    ``for_another`` tells that who asks only collects for whom it is owed.
    """

    parties: tuple[PartyView, ...]
    links: tuple[LinkView, ...]
    asker: str
    owed: str
    for_another: bool
    proof: ProofName
    conclusion: ItemView
    ask: tuple[ItemView, ...]
    clauses: tuple[ItemView, ...]
    supervisors: tuple[SupervisorView, ...]
    pay: tuple[ItemView, ...]
    branches: tuple[ItemView, ...]
    unclear: tuple[str, ...]


def chain(
    parties: tuple[Party, ...],
    links: tuple[Link, ...],
    knowledge: Knowledge,
    *,
    asker: str = "",
    clauses: Iterable[tuple[LinkKind, str]] = (),
    branches: Iterable[str] = (),
    mentioned: Iterable[str] = (),
    senders: Iterable[str] = (),
) -> ChainView:
    """What is said of a chain; ``asker`` is the key of who asks, else the end of what the papers tell."""
    names = {party.key: party.name for party in parties}
    found = standing(links, asker or last_asker(links))
    conclusion = knowledge.conclusions[found.proof.named]
    chosen = {*branches, *_branches_of(parties, links)}
    return ChainView(
        parties=tuple(_party(party, knowledge) for party in parties),
        links=tuple(_link(link, names, knowledge) for link in links),
        asker=names.get(found.asker, found.asker),
        owed=_owed(found, links, names),
        for_another=bool(found.path) and found.path[-1].kind is LinkKind.AGENCY,
        proof=found.proof.named,
        conclusion=ItemView(
            id=f"conclusion-{conclusion.proof}",
            text=conclusion.text,
            confidence=conclusion.confidence,
            sources=conclusion.sources,
        ),
        ask=tuple(_ask(found, knowledge)),
        clauses=tuple(_clauses(clauses, links, knowledge)),
        supervisors=tuple(_supervisors(parties, knowledge)),
        pay=_pay(found, links, knowledge),
        branches=tuple(
            ItemView(
                id=branch.id,
                text=f"{branch.name}：{branch.text}",
                confidence=branch.confidence,
                sources=branch.sources,
            )
            for branch in knowledge.creditor_branches
            if branch.id in chosen
        ),
        unclear=tuple(_unclear(parties, found, names, (tuple(mentioned), tuple(senders)), knowledge)),
    )


def _owed(found: Standing, links: tuple[Link, ...], names: dict[str, str]) -> str:
    """Whom the money is owed by the papers: all who lent together, where nobody has taken their place."""
    lenders = [link.taker for link in links if link.kind is LinkKind.LOAN]
    owed = dict.fromkeys(lenders if found.owed in lenders else [found.owed])
    return "、".join(names.get(key, key) for key in owed if key)


def _party(party: Party, knowledge: Knowledge) -> PartyView:
    words = knowledge.party_words[party.role]
    return PartyView(
        id=f"party-{party.role}-{party.key}",
        text=words.text,
        confidence=words.confidence,
        sources=words.sources,
        role=party.role,
        role_name=words.name,
        name=party.name,
        lender=party.lender,
        recorded=party.recorded,
        kind=party.kind,
        kind_name=KINDS[party.kind],
        words=party.words,
    )


def _link(link: Link, names: dict[str, str], knowledge: Knowledge) -> LinkView:
    words = knowledge.link_words[link.kind]
    return LinkView(
        id=f"link-{link.kind}-{link.taker}",
        text=words.text,
        confidence=words.confidence,
        sources=words.sources,
        kind=link.kind,
        name=words.name,
        taker=names.get(link.taker, link.taker),
        giver=names.get(link.giver, link.giver),
        on=link.on,
        paper=link.paper,
        proof=link.proof.named,
        proof_name=knowledge.conclusions[link.proof.named].name,
        words=link.words,
        ask=words.ask,
    )


def _ask(found: Standing, knowledge: Knowledge) -> Iterator[ItemView]:
    """What to ask for before paying: of what is missing first, then of every link that is not confirmed."""
    weak = [link.kind for link in sorted(found.path, key=lambda link: link.proof) if link.proof < Proof.CONFIRMED]
    for kind in dict.fromkeys((*found.missing, *weak)):
        words = knowledge.link_words[kind]
        yield ItemView(
            id=f"ask-{kind}",
            text=f"{words.name}：{words.ask}",
            confidence=words.confidence,
            sources=words.sources,
        )


def _clauses(
    clauses: Iterable[tuple[LinkKind, str]], links: tuple[Link, ...], knowledge: Knowledge
) -> Iterator[ItemView]:
    """A clause is no payment, no sale and no mandate; where the event is told elsewhere it needs no mention."""
    linked = {link.kind for link in links}
    for kind, quoted in dict(clauses).items():
        words = knowledge.link_words[kind]
        if words.clause and kind not in linked:
            yield ItemView(
                id=f"clause-{kind}",
                text=f"{words.clause}（写着：「{quoted}」）",
                confidence=words.confidence,
                sources=words.sources,
            )


def _supervisors(parties: tuple[Party, ...], knowledge: Knowledge) -> Iterator[SupervisorView]:
    done: set[str] = set()
    for party in parties:
        if party.key in done:
            continue
        done.add(party.key)
        words = knowledge.party_words[party.role]
        lender = knowledge.lenders.get(party.lender)
        institution = knowledge.institutions[party.kind]
        note = None if lender else _note(party.name, knowledge)
        yield SupervisorView(
            name=party.name,
            kind_name=KINDS[party.kind],
            regulator=lender.regulator if lender else note.regulator if note else institution.regulator,
            note=ItemView(id=f"note-{party.key}", text=note.text, confidence=note.confidence, sources=note.sources)
            if note
            else None,
            complaints=ItemView(
                id=f"complaints-{party.role}",
                text=words.complaints,
                confidence=words.confidence,
                sources=words.sources,
            ),
            channels=tuple(knowledge.channels[channel].name for channel in institution.complaint_route[:3]),
        )


def _note(name: str, knowledge: Knowledge) -> NameNote | None:
    """What holds for companies with such a name, where that is no kind of ours."""
    notes = knowledge.creditors.name_notes
    return next((note for note in notes if any(word in name for word in note.words)), None)


def _pay(found: Standing, links: tuple[Link, ...], knowledge: Knowledge) -> tuple[ItemView, ...]:
    """Whom alone to pay: what holds for every debt, and for one that may have been sold what the notice changes."""
    sales = [link for link in links if link.kind is LinkKind.ASSIGNMENT]
    wanted: dict[str, bool] = {PayId.ACCOUNT: True, PayId.NOT_TWICE: bool(found.against)}
    wanted |= dict.fromkeys((PayId.BEFORE_NOTICE, PayId.OBJECTIONS), bool(sales))
    wanted[PayId.FIRST_NOTIFIED] = len({link.taker for link in sales}) > 1
    return tuple(item(entry) for entry in knowledge.creditors.pay if wanted.get(entry.id, False))


_BOUGHT = {
    InstitutionKind.AMC: CreditorBranchId.ASSIGNED_AMC,
    InstitutionKind.PRIVATE_ASSIGNEE: CreditorBranchId.ASSIGNED_PRIVATE,
}
_SURETIES = (InstitutionKind.FINANCING_GUARANTOR, InstitutionKind.INSURER)


def _branches_of(parties: tuple[Party, ...], links: tuple[Link, ...]) -> Iterator[str]:
    """The ways of owing that follow from who stands in the papers, whatever their words are."""
    lenders = {party.key for party in parties if party.role is PartyRole.LENDER}
    takers = {party.key: party for party in parties if party.role is not PartyRole.LENDER}
    if len(lenders) > 1:
        yield CreditorBranchId.JOINT
    if len({link.taker for link in links if link.kind is LinkKind.AGENCY}) > 1:
        yield CreditorBranchId.SEVERAL_AGENCIES
    for link in links:
        party = takers.get(link.taker)
        if link.kind is LinkKind.PAYMENT and party:
            yield CreditorBranchId.INSURER_PAID if party.role is PartyRole.INSURER else CreditorBranchId.GUARANTOR_PAID
        if link.kind is LinkKind.ASSIGNMENT and party:
            yield _BOUGHT.get(party.kind, CreditorBranchId.BUYER_UNKNOWN)


def _unclear(
    parties: tuple[Party, ...],
    found: Standing,
    names: dict[str, str],
    bystanders: tuple[tuple[str, ...], tuple[str, ...]],
    knowledge: Knowledge,
) -> Iterator[str]:
    """What the papers leave open, said and not guessed."""
    roles: dict[PartyRole, list[Party]] = {}
    for party in parties:
        roles.setdefault(party.role, []).append(party)
    lent = [*roles.get(PartyRole.LENDER, ()), *roles.get(PartyRole.SELLER, ())]
    if all(party.kind in _SURETIES for party in lent):
        yield knowledge.say(SaidId.NO_LENDER_WRITTEN)
    for role, holders in roles.items():
        if len(holders) > 1 and role not in (PartyRole.AGENCY, PartyRole.PLATFORM):
            named = "、".join(party.name for party in holders)
            yield knowledge.say(SaidId.SEVERAL_OF_A_ROLE, role=knowledge.party_words[role].name, names=named)
    for party in parties:
        lends = party.role in (PartyRole.LENDER, PartyRole.SELLER)
        if lends and party.kind is InstitutionKind.UNKNOWN and not _note(party.name, knowledge):
            yield knowledge.say(SaidId.KIND_NOT_KNOWN, name=party.name)
    if found.asker and found.proof is Proof.MISSING:
        yield knowledge.say(SaidId.CHAIN_BROKEN, name=names.get(found.asker, found.asker))
    for link in found.against:
        taker, asker = names.get(link.taker, link.taker), names.get(found.asker, found.asker)
        yield knowledge.say(SaidId.CLAIM_ELSEWHERE, taker=taker, asker=asker)
    mentioned, senders = bystanders
    for sender in senders:
        if sender not in names.values():
            yield knowledge.say(SaidId.SENDER_UNNAMED, name=sender)
    if mentioned:
        yield f"文中还有 {'、'.join(mentioned)}，没有写它做什么。"

"""What contracts, notices and messages tell of a loan, as answers of a case; what a person told stays as it was."""

from __future__ import annotations

import msgspec

from borrower_help.case.chain import Link, Party, Standing
from borrower_help.case.creditors import creditor_kind
from borrower_help.case.model import MAX_LOANS, Case, Creditor, LoanOfCase
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.name_forms import normalise
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import LinkKind, PartyRole
from borrower_help.knowledge.words import KINDS
from borrower_help.values.named import BehaviourId

_LENDS = (PartyRole.LENDER, PartyRole.SELLER)
_LONGEST_NAME = 60


def loan_told(
    parties: tuple[Party, ...], links: tuple[Link, ...], found: Standing, knowledge: Knowledge
) -> LoanOfCase | None:
    """The loan that papers tell of: its lender, the kind, and who asks where that is another; ``None`` without a
    lender.

    Of several that lent together the first is written: it is one debt, and two loans of a case would count it twice.
    """
    lenders = [party for role in _LENDS for party in parties if party.role is role]
    if not lenders:
        return None
    lender = lenders[0]
    kind = None if lender.kind is InstitutionKind.UNKNOWN else lender.kind
    return LoanOfCase(
        lender=lender.name[:_LONGEST_NAME],
        kind=kind,
        creditor=_creditor(parties, links, found, knowledge),
    )


def with_loan(case: Case, loan: LoanOfCase, parties: tuple[Party, ...], knowledge: Knowledge) -> tuple[Case, list[str]]:
    """The case with the loan in it, and a remark on everything that was told otherwise and stays.

    A loan of the same lender, or of a brand that the papers name, gets what it lacks; one of another lender stands
    beside it as a further loan.
    """
    loans = case.every_loan
    place = next((index for index, old in enumerate(loans) if _is_same(old, loan, parties, knowledge)), None)
    if place is None and loans and all(old.lender is None for old in loans):
        place = 0
    if place is None:
        if len(loans) >= MAX_LOANS:
            return case, [f"情况文件里已经有 {MAX_LOANS} 笔借款，没有再加「{loan.lender}」。"]
        remarks = [f"情况文件里原来的借款没有动，「{loan.lender}」另记成一笔，排在最后。"] if loans else []
        return _with_loans(case, (*loans, loan)), remarks
    merged, remarks = _filled(loans[place], loan)
    return _with_loans(case, (*loans[:place], merged, *loans[place + 1 :])), remarks


def with_happenings(case: Case, parties: tuple[Party, ...], links: tuple[Link, ...]) -> Case:
    """The case with what the papers alone show of how the money is owed: several lent it together, or collect it."""
    found = {
        BehaviourId.JOINT_LENDERS: len({party.key for party in parties if party.role is PartyRole.LENDER}),
        BehaviourId.SEVERAL_AGENCIES: len({link.taker for link in links if link.kind is LinkKind.AGENCY}),
    }
    known = {happening.id for happening in case.happenings}
    new = [name.value for name, count in found.items() if count > 1 and name.value not in known]
    return msgspec.structs.replace(case, happened=(*case.happened, *new)) if new else case


def _with_loans(case: Case, loans: tuple[LoanOfCase, ...]) -> Case:
    """The case with these loans: what it says of its first loan stands in its own fields, too."""
    own = {name: getattr(loans[0], name) for name in ("lender", "kind", "creditor")}
    return msgspec.structs.replace(case, loans=loans, **own)


def _filled(old: LoanOfCase, new: LoanOfCase) -> tuple[LoanOfCase, list[str]]:
    """A loan with what it lacks from another telling of it, and what the two say differently; the old answer stays."""
    remarks: list[str] = []
    changes = {}
    for field, what in (("lender", "放款的"), ("kind", "放款机构的类型"), ("creditor", "来要钱的")):
        stated, found = getattr(old, field), getattr(new, field)
        if found is None:
            continue
        if stated is None or stated is InstitutionKind.UNKNOWN:
            changes[field] = found
        elif _in_words(stated) != _in_words(found):
            remarks.append(f"{what}：情况文件里写的是「{_in_words(stated)}」，材料里是「{_in_words(found)}」，没有改。")
    return msgspec.structs.replace(old, **changes), remarks


def _in_words(value: str | InstitutionKind | Creditor) -> str:
    """An answer as a remark names it; of who asks the name, else the kind."""
    if isinstance(value, Creditor):
        return value.name or (KINDS[value.kind] if value.kind else "还不清楚是谁")
    return KINDS[value] if isinstance(value, InstitutionKind) else value


def _is_same(old: LoanOfCase, new: LoanOfCase, parties: tuple[Party, ...], knowledge: Knowledge) -> bool:
    """Whether a loan that was told is the one of the papers: by its lender, or by a brand that they name."""
    if not old.lender:
        return False
    named = {_key(party.name, knowledge) for party in parties if party.role in (*_LENDS, PartyRole.PLATFORM)}
    return _key(old.lender, knowledge) in named | {_key(new.lender or "", knowledge)}


def _key(name: str, knowledge: Knowledge) -> str:
    return normalise(knowledge.lender_id(name))


def _creditor(
    parties: tuple[Party, ...], links: tuple[Link, ...], found: Standing, knowledge: Knowledge
) -> Creditor | None:
    """Who asks for the money now, where that is not who lent it; an agency asks for whom it names, and is owed nothing.

    Without a whole chain it is whoever says that it paid or bought: the proof says how well that is shown.
    """
    lenders = {party.key for party in parties if party.role in _LENDS}
    taken = [link for link in links if link.kind in (LinkKind.PAYMENT, LinkKind.ASSIGNMENT)]
    key = found.owed or (found.asker if any(link.taker == found.asker for link in taken) else "")
    if not key and taken and _only_collects(found.asker, links):
        key = taken[-1].taker
    if not key or key in lenders:
        return None
    party = next((one for one in parties if one.key == key), None)
    link = next((one for one in reversed(taken) if one.taker == key), None)
    if party is None or link is None:
        return None
    words = knowledge.link_words[link.kind].name
    return Creditor(
        name=party.name[:_LONGEST_NAME],
        kind=_kind(party),
        since=link.on,
        proof=f"{words}：{link.paper}，{knowledge.conclusions[link.proof.named].name}",
    )


def _only_collects(asker: str, links: tuple[Link, ...]) -> bool:
    return any(link.kind is LinkKind.AGENCY and link.taker == asker for link in links)


def _kind(party: Party) -> InstitutionKind | None:
    """The kind of who asks: as recorded, else as the interview takes it from the name."""
    if party.recorded:
        return party.kind
    kind = creditor_kind(party.name) or party.kind
    return None if kind is InstitutionKind.UNKNOWN else kind

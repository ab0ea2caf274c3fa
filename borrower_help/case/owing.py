"""Conditions about how the money was lent and who asks for it now: by the answers, never by a guess.

A borrower tells it in one of three ways: by what happened (``--happened``), by who asks (``--creditor`` or a paper), or
by the kind of institution that the contract names (``--kind``).
"""

from __future__ import annotations

from borrower_help.case.creditors import LICENSED_OTHERWISE, only_claims
from borrower_help.case.named_conditions import condition, has_happened, has_paper
from borrower_help.case.situation import Situation
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.values.named import BehaviourId, PaperId

BUYERS = frozenset({InstitutionKind.AMC, InstitutionKind.PRIVATE_ASSIGNEE})


# --- who asks for the money now --------------------------------------------------------------------------


@condition("来要钱的不是合同里的贷款人", "creditor")
def another_demands(situation: Situation) -> bool:
    """Whoever asks for the money now is another than the lender of the contract: any ``creditor`` was told."""
    return situation.case.creditor is not None and not impostor_asks(situation)


@condition("来要钱的自称法院、公安、律师或调解中心", "creditor")
def impostor_asks(situation: Situation) -> bool:
    """Whoever asks only says to be a court, the police, a lawyer or a mediator: told by the name of the creditor."""
    creditor = situation.case.creditor
    return creditor is not None and only_claims(creditor.name)


@condition("担保公司说已经替你还了", "creditor", "kind", "papers", "happened")
def guarantor_paid(situation: Situation) -> bool:
    """A guarantee company demands what it says it paid to the lender (civil-code:700, spc-security:18).

    Told by who asks or by the kind; where nobody says who asks, by the notice of payment or by what happened: an
    insurer sends such a notice as well, and a buyer calls as well.
    """
    if InstitutionKind.FINANCING_GUARANTOR in situation.kinds:
        return True
    return not _another_is_named(situation) and (
        has_paper(situation, PaperId.SUBROGATION_NOTICE)
        or has_happened(situation, BehaviourId.GUARANTOR_COMPANY_COLLECTS)
    )


@condition("保险公司说已经替你赔了", "creditor", "kind")
def insurer_paid(situation: Situation) -> bool:
    """An insurer of a guarantee insurance demands what it says it paid (insurance-law:60, disputed): told by who
    asks or by the kind.
    """
    return InstitutionKind.INSURER in situation.kinds


@condition("来要钱的说债权已经转给它", "creditor", "kind", "papers", "happened")
def claim_bought(situation: Situation) -> bool:
    """A company demands that says it bought the claim (civil-code:546, :548): by who asks, the notice, or what
    happened.
    """
    return (
        not BUYERS.isdisjoint(situation.kinds)
        or has_paper(situation, PaperId.ASSIGNMENT_NOTICE)
        or has_happened(situation, BehaviourId.ASSIGNMENT_NO_NOTICE, BehaviourId.RESOLD_DEBT)
    )


@condition("说债权转了，买方是哪一类还不清楚", "creditor", "kind", "papers", "happened")
def buyer_unknown(situation: Situation) -> bool:
    """The claim is said to be sold, and nobody has told to what kind of company: only the notice names it."""
    return claim_bought(situation) and BUYERS.isdisjoint(situation.kinds)


@condition("好几家公司来催同一笔", "happened")
def several_agencies(situation: Situation) -> bool:
    """More than one agency collects one debt: told by ``several_agencies``; that a mandate was passed on is another
    thing (``subcontract``).
    """
    return has_happened(situation, BehaviourId.SEVERAL_AGENCIES)


@condition("要你付给个人", "happened")
def private_account_asked(situation: Situation) -> bool:
    """Somebody wants the money in a person's account or by a person's code: told by ``personal_account``."""
    return has_happened(situation, BehaviourId.PERSONAL_ACCOUNT)


# --- how the money was lent ------------------------------------------------------------------------------


@condition("合同写着几家一起放款", "happened")
def joint_loan(situation: Situation) -> bool:
    """Several institutions lent together (civil-code:517, :518): told by ``joint_lenders``, as the contract has it."""
    return has_happened(situation, BehaviourId.JOINT_LENDERS)


@condition("放款的是信托公司或汽车金融公司", "lender")
def licensed_otherwise(situation: Situation) -> bool:
    """A trust or motor-finance company lent: licensed, and no kind of ours (cbirc-consumer-protection:55). Told by the
    name of the lender, where it is not recorded and no other kind was told.
    """
    name = situation.case.lender or ""
    return situation.kind is InstitutionKind.UNKNOWN and any(word in name for word in LICENSED_OTHERWISE)


@condition("出借人没有放贷牌照", "kind", "happened")
def unlicensed_lender(situation: Situation) -> bool:
    """The lender has no licence (spc-private-lending:13): told by the kind, or by ``illegal_lender``."""
    return situation.kind is InstitutionKind.UNLICENSED or has_happened(situation, BehaviourId.ILLEGAL_LENDER)


@condition("几天一期、先扣一笔的借款", "happened")
def short_term_loan(situation: Situation) -> bool:
    """A loan of a week or two of which something was kept back (civil-code:670): told by ``short_term_deducted``."""
    return has_happened(situation, BehaviourId.SHORT_TERM_DEDUCTED)


@condition("借的时候还在上大学", "happened")
def campus_loan(situation: Situation) -> bool:
    """The borrower was a student when the loan was made (nfra-microloan-companies:36): told by ``student_lending``."""
    return has_happened(situation, BehaviourId.STUDENT_LENDING)


@condition("签的是租赁合同", "kind", "happened")
def lease(situation: Situation) -> bool:
    """A lease that may be a loan (civil-code:737): told by the kind of the lender, or by ``lease_disguised``."""
    return situation.kind is InstitutionKind.LEASING or has_happened(situation, BehaviourId.LEASE_DISGUISED)


@condition("名义上是买东西，其实是借钱", "happened")
def shop_disguised(situation: Situation) -> bool:
    """Goods sold on credit and bought back at once (civil-code:146): told by ``shop_disguised``."""
    return has_happened(situation, BehaviourId.SHOP_DISGUISED)


@condition("商家跑了，分期还在", "happened")
def seller_gone(situation: Situation) -> bool:
    """Whoever was to teach or treat is gone, the loan for it is not: told by ``seller_gone``."""
    return has_happened(situation, BehaviourId.SELLER_GONE)


@condition("不止一笔借款", "loans")
def several_loans(situation: Situation) -> bool:
    """The case tells of more than one loan."""
    return len(situation.case.every_loan) > 1


def _another_is_named(situation: Situation) -> bool:
    """Whether who asks was told, and is no guarantee company."""
    return bool({*BUYERS, InstitutionKind.INSURER}.intersection(situation.kinds))

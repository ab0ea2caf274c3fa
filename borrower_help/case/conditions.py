"""Named conditions over a situation. Knowledge refers to them by name in ``when`` and ``unless``.

A condition is a small pure function; its docstring is for the developer, ``says`` is the Chinese
phrase that ``--explain`` prints, and ``uses`` names the answers it reads, so that the check can
tell a question that no rule uses.
"""

from __future__ import annotations

from borrower_help.case import owing
from borrower_help.case.model import LoanType, Role
from borrower_help.case.named_conditions import CONDITIONS, Condition, condition
from borrower_help.case.situation import Situation
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.money.offers import HOPELESS_MONTHS
from borrower_help.money.plan import budget_of
from borrower_help.values.amounts import ZERO
from borrower_help.values.named import GoalId, PaperId, ThemeId

__all__ = ["CONDITIONS", "Condition", "owing"]
"""What is had from elsewhere and belongs to the conditions; importing ``owing`` registers its own."""


@condition("你说对方联系不上你", "reachable")
def unreachable(situation: Situation) -> bool:
    """The borrower says the lender cannot reach them, which opens limited contact of others."""
    return situation.case.reachable is False


@condition("还没有逾期", "days_overdue")
def not_overdue(situation: Situation) -> bool:
    """The due date has not passed."""
    return situation.days == 0


@condition("不知道逾期多少天", "days_overdue")
def days_unknown(situation: Situation) -> bool:
    """Neither the days overdue nor the due date were given."""
    return situation.days is None


@condition("不知道放款机构是哪一类", "lender", "kind")
def kind_unknown(situation: Situation) -> bool:
    """Neither the lender nor the kind of institution is known."""
    return situation.kind is InstitutionKind.UNKNOWN


@condition("只知道助贷平台，还不知道合同里的贷款人", "lender", "kind")
def lender_of_record_unknown(situation: Situation) -> bool:
    """A loan-facilitation brand was named, but not who the contract names as lender."""
    return situation.kind is InstitutionKind.LOAN_FACILITATOR


@condition("对方联系过你身边的人", "happened")
def third_party_contacted(situation: Situation) -> bool:
    """Something of the theme third_parties happened, or the log shows that somebody else was contacted."""
    return ThemeId.THIRD_PARTIES in situation.themes or bool(situation.log and situation.log.people)


@condition("你说的事里有联系得太频繁的", "happened")
def called_too_often(situation: Situation) -> bool:
    """Something of the theme frequency happened: whoever is called all day needs no advice to take a call."""
    return ThemeId.FREQUENCY in situation.themes


@condition("发生过你勾选的催收行为", "happened")
def something_happened(situation: Situation) -> bool:
    """At least one behaviour was reported."""
    return bool(situation.happenings)


@condition("发生过禁止或有限制的催收行为", "happened")
def breach_reported(situation: Situation) -> bool:
    """Something the lender or its collectors did is forbidden or limited; a lawful act is no ground for a complaint."""
    return bool(situation.breaches)


@condition("有的事要先核实", "happened")
def to_be_verified(situation: Situation) -> bool:
    """Nothing forbidden is certain yet, but something depends on what is not known, or on who did it."""
    return bool(situation.unsettled) and not situation.breaches


@condition("可能是冒充或骗钱的", "happened")
def author_unverified(situation: Situation) -> bool:
    """Something happened of which only checking tells whether the lender or a swindler did it."""
    return any(behaviour.by == "unverified" for behaviour in situation.behaviours)


@condition("有外人收费或冒名行骗", "happened")
def stranger_acted(situation: Situation) -> bool:
    """Somebody without the lender's order took money or used its name; that is not the lender's act."""
    return any(behaviour.by == "stranger" for behaviour in situation.behaviours)


@condition("你说的事里，没有确定可以投诉这家机构的", "happened")
def nothing_to_complain_of(situation: Situation) -> bool:
    """Something happened, and all of it was lawful, the act of a stranger, or is to be verified first."""
    return bool(situation.behaviours) and not situation.breaches


@condition("你说没借过，或者已经还清", "happened")
def not_owed(situation: Situation) -> bool:
    """The borrower says that they owe nothing, so that a plan or a promise would be an admission."""
    return situation.not_owed


@condition("已经投诉过", "complained")
def complaint_lodged(situation: Situation) -> bool:
    """A complaint was lodged with the lender on or before today."""
    return situation.lodged is not None


@condition("机构的类型要看合同才知道", "lender", "kind")
def ask_kind(situation: Situation) -> bool:
    """The lender was named, but only the contract tells the kind of the lender of record."""
    return situation.kind in (InstitutionKind.UNKNOWN, InstitutionKind.LOAN_FACILITATOR)


@condition("你想谈还款方案", "goals")
def wants_plan(situation: Situation) -> bool:
    """The borrower wants a payment plan, or did not say what they want."""
    return not situation.case.goals or GoalId.PLAN in situation.case.goals


DECISIONS = frozenset(
    {
        PaperId.JUDGMENT,
        PaperId.DEFAULT_JUDGMENT,
        PaperId.MEDIATION_STATEMENT,
        PaperId.ENFORCEMENT_NOTICE,
        PaperId.ASSET_REPORT_ORDER,
        PaperId.CONSUMPTION_LIMIT,
        PaperId.DISHONEST_DECISION,
        PaperId.PENALTY_DECISION,
        PaperId.ENFORCEMENT_ENDED,
    }
)
ARBITRATION = frozenset({PaperId.ARBITRATION_NOTICE, PaperId.ARBITRAL_AWARD})
COURT_PAPERS = frozenset(
    {
        PaperId.SUMMONS,
        PaperId.PAYMENT_ORDER,
        *ARBITRATION,
        PaperId.PRESERVATION_ORDER,
        *DECISIONS,
    }
)

LIMITATION_DAYS = 1000
"""Days overdue from which the three years may be over or nearly so: nobody counts them to the day."""


@condition("收到了法院或仲裁的文书", "papers")
def court_paper(situation: Situation) -> bool:
    """A paper of a court or an arbitration commission was received."""
    return any(paper.kind in COURT_PAPERS for paper in situation.case.papers)


@condition("不是你借的：你是家人、朋友、继承人，或者没借过", "role", "for_role")
def borrowed_nothing(situation: Situation) -> bool:
    """Whoever asks did not borrow, so that no word of theirs may admit the debt."""
    return situation.case.whose in (Role.FAMILY, Role.HEIR, Role.NOT_MINE)


@condition("逾期将近或超过三年，时效可能过了", "days_overdue", "papers")
def limitation_near(situation: Situation) -> bool:
    """Three years are over or nearly so, and no court has decided: an admission could give the defence away
    (civil-code:188, :192, :195; spc-limitation:14, :19).
    """
    return situation.days is not None and situation.days >= LIMITATION_DAYS and not judged(situation)


@condition("收到了判决、裁定或执行通知", "papers")
def judged(situation: Situation) -> bool:
    """A court has decided: limitation can as a rule no longer be pleaded, what counts is the time to apply for
    enforcement.
    """
    return any(paper.kind in DECISIONS for paper in situation.case.papers)


@condition("只收到仲裁的文书，没有收到法院的", "papers")
def only_arbitration(situation: Situation) -> bool:
    """The papers are of an arbitration and none of a court, whose rules would mislead."""
    kinds = {paper.kind for paper in situation.case.papers}
    return bool(kinds & ARBITRATION) and not kinds & (COURT_PAPERS - ARBITRATION)


@condition("还没有给出欠款和收支数字", "outstanding", "income", "essentials")
def figures_missing(situation: Situation) -> bool:
    """What is owed, the income or the essentials are missing."""
    case = situation.case
    return (case.outstanding is None and not case.debts) or case.income is None or case.essentials is None


@condition("给出了欠款和收支数字", "outstanding", "income", "essentials")
def figures_known(situation: Situation) -> bool:
    """What is owed, the income and the essentials are all known."""
    return not figures_missing(situation)


@condition("收入不比必需开支多", "income", "essentials")
def nothing_left(situation: Situation) -> bool:
    """Income and essentials were told, and nothing is left of a month."""
    case = situation.case
    return case.income is not None and case.essentials is not None and case.income <= case.essentials


@condition("没有余钱，或者十年也还不完", "outstanding", "income", "essentials", "loans")
def no_real_plan(situation: Situation) -> bool:
    """Nothing is left of a month, or so little that instalments would take more than ten years."""
    case = situation.case
    if case.income is None or case.essentials is None:
        return False
    owed = sum((debt.balance for debt in case.debts), ZERO) or sum(
        (loan.outstanding or ZERO for loan in case.every_loan), ZERO
    )
    return budget_of(case.income, case.essentials, case.dependants or 0).offer * HOPELESS_MONTHS < owed or nothing_left(
        situation
    )


@condition("钱现在由另一家来要：担保公司、保险公司或买下债权的公司", "creditor")
def claim_elsewhere(situation: Situation) -> bool:
    """A guarantor, an insurer or a buyer asks for the money in its own name: offers and complaints go there, and the
    lender is asked only for what it alone can give.
    """
    return situation.claim_elsewhere


@condition("借的是信用卡", "product")
def credit_card(situation: Situation) -> bool:
    """The debt is one of a credit card, for which other rules and a criminal line hold."""
    return situation.case.product is LoanType.CARD


@condition("可能是信用卡的欠款", "product", "lender", "kind")
def may_be_credit_card(situation: Situation) -> bool:
    """A credit card, or a debt at a bank of which nobody said what it is: no word about crime may be said lightly."""
    product = situation.case.product
    return product is LoanType.CARD or (product is None and situation.kind is InstitutionKind.BANK)


@condition("还有开庭的日子", "hearing")
def hearing_to_come(situation: Situation) -> bool:
    """A hearing is today or later."""
    return situation.case.day_in_court is not None and situation.case.day_in_court >= situation.as_of


@condition("开庭的日子已经过了", "hearing")
def hearing_passed(situation: Situation) -> bool:
    """The day of the hearing told lies before today."""
    return situation.case.day_in_court is not None and situation.case.day_in_court < situation.as_of


@condition("支付令的期限已经过了", "papers")
def payment_order_passed(situation: Situation) -> bool:
    """The time to object to the payment order is over beyond doubt."""
    return PaperId.PAYMENT_ORDER in situation.passed


@condition("答辩的期限已经过了", "papers")
def answer_passed(situation: Situation) -> bool:
    """The time to answer the complaint is over beyond doubt."""
    return PaperId.SUMMONS in situation.passed

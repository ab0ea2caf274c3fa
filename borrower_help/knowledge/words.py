"""The Chinese words for what the knowledge says in codes. One place, so that the force is never misnamed."""

from __future__ import annotations

from borrower_help.knowledge.force import Force
from borrower_help.knowledge.records.base import Confidence, InstitutionKind, Section
from borrower_help.knowledge.records.conduct import Nature, Verdict
from borrower_help.knowledge.records.credit import Truth
from borrower_help.knowledge.records.lenders import Claim, Likelihood

CONFIDENCE = {Confidence.HIGH: "高", Confidence.MEDIUM: "中", Confidence.LOW: "低"}

FORCES = {
    Force.LAW: "法律法规",
    Force.JUDICIAL: "司法解释或司法文件",
    Force.RULE: "监管规章",
    Force.NORMATIVE: "监管文件",
    Force.STANDARD: "国家推荐标准",
    Force.SELF_REGULATION: "行业自律",
    Force.NONE: "报道或提示",
}

NATURES = {
    Nature.UNLAWFUL: "违法，看情节，由公安或法院认定",
    Nature.REGULATORY: "违反监管规定",
    Nature.STANDARD_OR_SELF_REGULATION: "不符合国家标准或行业自律，还不等于违法",
    Nature.VERIFY_FIRST: "先核实，再下结论",
}

SHORT_NATURES = {
    Nature.UNLAWFUL: "违法，看情节",
    Nature.REGULATORY: "违反监管规定",
    Nature.STANDARD_OR_SELF_REGULATION: "不符合国家标准或行业自律",
    Nature.VERIFY_FIRST: "先核实",
}

VERDICTS = {
    Verdict.PROHIBITED: "不可以",
    Verdict.LIMITED: "有限制",
    Verdict.ALLOWED: "可以，但要守条件",
    Verdict.DEPENDS: "要看情况",
}

NO_RULE = "没查到管这件事的规则，这不等于对方做得对"

NOT_FOR_THE_POLICE = "违法，看情节，由主管部门或法院认定"

STOP_FIRST = "先停下，核实了再说"

LIKE_A_FRAUD = "像骗局，先别给钱"

NOT_THIS_KIND = "说的不是这类机构"

LIKELIHOODS = {
    Likelihood.WILL: "网文称会",
    Likelihood.USUALLY: "网文称通常",
    Likelihood.MOST_COMMON: "网文称最常用",
    Likelihood.COMMON: "网文称常见",
    Likelihood.MAY: "网文称可能",
    Likelihood.NOT_EVERYONE: "网文称并非人人",
    Likelihood.DISPUTED: "网文称有争议",
    Likelihood.MUST: "网文称必须",
    Likelihood.ASSERTED: "网文这样说",
}


def claim_label(claim: Claim) -> str:
    """What stands before a claim of a weak article: how sure the article is, or that it is not to be believed."""
    return "网文说法（不可采信）" if claim.treat == "rejected" else LIKELIHOODS[claim.likelihood]


KINDS = {
    InstitutionKind.CONSUMER_FINANCE: "消费金融公司",
    InstitutionKind.BANK: "银行",
    InstitutionKind.MICRO_LOAN: "小额贷款公司",
    InstitutionKind.LOAN_FACILITATOR: "助贷平台（自己不放款）",
    InstitutionKind.FINANCING_GUARANTOR: "融资担保公司",
    InstitutionKind.INSURER: "保险公司",
    InstitutionKind.LEASING: "融资租赁公司",
    InstitutionKind.AMC: "资产管理公司",
    InstitutionKind.PRIVATE_ASSIGNEE: "买下债权的普通公司",
    InstitutionKind.UNLICENSED: "没有放贷牌照的出借方",
    InstitutionKind.UNKNOWN: "还不清楚是哪一类机构",
}

SECTIONS = {
    Section.OUTLOOK: "接下来会发生什么",
    Section.CONDUCT: "他们能这样做吗",
    Section.MONEY: "到底欠多少",
    Section.NEGOTIATION: "可以要求什么",
    Section.COMPLAINT: "向谁投诉",
    Section.CREDIT: "征信怎么办",
    Section.PAPERS: "收到的文书",
}

TRUTHS = {
    Truth.TRUE: "这是真的",
    Truth.PARTLY: "只有一部分是真的",
    Truth.RUMOUR: "这是传言",
    Truth.UNVERIFIED: "未能核实",
}

LATENESS = {"late": "算逾期", "not_late": "不算逾期", "see": "要看别的栏"}
"""What a monthly mark of a credit report says."""

DOCUMENT_SEEN = {"official_text": "已读原文", "excerpt": "原文只读到部分", "secondary": "据转述"}

WHERE_THE_NUMBER_STANDS = "官方 App 里「我的」→「客服」，或合同首页写的电话。别用网上搜来的号码。"
"""Where a lender's number is not verified."""

WHERE_THE_DEMANDERS_NUMBER_STANDS = "先向放款机构核实这家公司，再打营业执照、官网上的电话。别回拨短信里的号码。"
"""Where another than the lender asks for the money."""

NUMBERS_IN_SHORT = {
    WHERE_THE_NUMBER_STANDS: "官方 App 的客服，或合同首页的",
    WHERE_THE_DEMANDERS_NUMBER_STANDS: "营业执照、官网上的，别回拨短信",
}
"""The same for a narrow screen."""

WHERE_THE_LENDER_STANDS = (
    "App 的名字常常不是放款人。看借款合同首页的「贷款人」，或 App 里的「借款合同」，再用那个全称查。"
)
"""What to do where the lender named is not recorded: the answer stands in the contract."""

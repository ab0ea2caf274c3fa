"""What the headings of a payment table mean.

A column counts only where its whole heading is known; an ending alone proves nothing: a running total,
what is still owed, or the whole loan repeated on every row end like a part of the payment.
"""

from __future__ import annotations

import enum
import re
from typing import NamedTuple

from borrower_help.documents.tables import heading


class Meaning(enum.Enum):
    """What a column of amounts tells; ``OPEN`` is no part of a payment, ``UNCLEAR`` may be one."""

    TOTAL = enum.auto()
    WITH_INTEREST = enum.auto()
    PRINCIPAL = enum.auto()
    INTEREST = enum.auto()
    FEE = enum.auto()
    OPEN = enum.auto()
    UNCLEAR = enum.auto()
    OTHER = enum.auto()


NO_PAYMENT = (Meaning.OPEN, Meaning.UNCLEAR, Meaning.OTHER)


class Rank(enum.IntEnum):
    """How surely a heading speaks of what is due; what was paid counts only where nothing is said to be due."""

    DUE = 0
    BARE = 1
    PAID = 2


_PERIOD = r"(?:每一?期|本期|当期|该期|各期|单期|每个?月|本月|当月|本次|当次|其中|分期|月|期|次)?"


_DUE = r"实际应还|应还款|应还|应付款|应付|应缴|应收|应偿还|应归还|需还款|需还|需付|计划还款|计划应还|计划|约定还款"


_BARE = r"偿还|归还|还款|还|支付|缴纳"


_PAID = r"实际还款|实际偿还|实际支付|实际|实还|实付|实收|实缴|(?:平台|系统|自动|银行卡?|批量|协议)?(?:扣款|代扣|划扣)"


_FEE_WORDS = (
    *(
        "分期",
        "手续",
        "服务",
        "技术",
        "信息",
        "平台",
        "使用",
        "担保",
        "融资",
        "融担",
        "增信",
        "会员",
        "保险",
        "管理",
        "账户",
        "贷后",
        "咨询",
    ),
    *("居间", "中介", "风险", "风控", "资金", "占用", "综合", "其他", "其它", "权益", "通道", "代收", "审核", "评估"),
)


_CORES = {
    Meaning.WITH_INTEREST: (
        r"本息(?:合计|总额|总计|之和|和)?|本利和?|本利合计|还本付"
        r"息|本金(?:和|及|加|与)?利息(?:合计|之和)?"
    ),
    Meaning.PRINCIPAL: r"本金?|principal",
    Meaning.INTEREST: r"利?息|interest",
    Meaning.FEE: (
        rf"(?:{'|'.join(_FEE_WORDS)})+费用?|保费|费用|费|(?:逾期"
        rf")?(?:罚息|违约金|滞纳金|复利)|fees?|servicefee"
    ),
    Meaning.TOTAL: (
        r"总额|总金额|总数|总计|合计|小计|金额|数额|额|款|款额|款项|款总额|款合计|本息费(?:合计|总额)?|月供款?|期供"
        r"款?|供款"
    ),
}


_FORMS = {
    core: re.compile(rf"{_PERIOD}(?:(?P<due>{_DUE})|(?P<bare>{_BARE})|(?P<paid>{_PAID}))?(?:{words})(?:金额|额|部分)?")
    for core, words in _CORES.items()
}


_WHOLE = re.compile(
    rf"{_PERIOD}(?:(?P<due>(?:应还款|应还|应付款|应付|需还款|需还))|(?P<bare>还款)|(?P<paid>实还|实付|实际还款))|(?P<sum>(?:合计|总计|总)(?:应还|应付)款?(?:金额|额)?|amountdue|amount|totaldue|total|(?:monthly)?payment|installment)"
)


_NO_PART = re.compile(
    r"(?:累计|未偿|未还|剩余|尚欠|尚未|尚余|待还|待收|待付|余|欠|结余|期初|期末|贷款|合同|借款|放款|授信|发放|已|全部|初始|原|还款后|还后|还前"
    r"|总(?!额|金额|计|应还|应付)|逾期(?:本金|利息|金额|本息)|outstanding|balance|remaining).*"
    r"|最低.*|.*(?:余额|累计|剩余|未偿|未还|欠款|额度|balance).*"
)


_NO_AMOUNT = re.compile(r".*(?:率|比例|期数|期次|期限|天数|序号|编号|号码?|日期?|时间|状态|备注|说明|方式|账户|卡)")


_OF_THE_LOAN = re.compile(r"(?:贷款|借款|合同)(?=.*费)")
"""A fee of the loan: each row may have its share, or the whole once more."""


REDUCTION = re.compile(r".*(?:减免|优惠|抵扣|退|返|红包|券).*")


_MONEY = re.compile(r".*(?:费|费用|金|息|款|额|供|本|钱|付|提前|减免|优惠|抵扣|退|返|红包|券|补).*")


class Meant(NamedTuple):
    """What a heading means, and how surely."""

    meaning: Meaning
    rank: Rank


def bare(cell: str) -> str:
    """A heading as it is compared, without its unit."""
    return re.sub(r"(?:单位)?(?:人民币元?|元|rmb|cny)$", "", heading(cell))


def fee_core(cell: str) -> str:
    """The name of a fee without the words for its period and for whether it is due or was paid."""
    return re.sub(rf"^{_PERIOD}(?:{_DUE}|{_BARE}|{_PAID})?", "", bare(cell))


def meaning_of(cell: str) -> Meant:
    """What a heading means by all its words."""
    name = bare(cell)
    if not name or _NO_AMOUNT.fullmatch(name):
        return Meant(Meaning.OTHER, Rank.BARE)
    if _OF_THE_LOAN.match(name) and meaning_of(_OF_THE_LOAN.sub("", name)).meaning is Meaning.FEE:
        return Meant(Meaning.UNCLEAR, Rank.BARE)
    if _NO_PART.fullmatch(name):
        return Meant(Meaning.OPEN, Rank.BARE)
    for meaning, form in ((Meaning.TOTAL, _WHOLE), *_FORMS.items()):
        if match := form.fullmatch(name):
            found = match.groupdict()
            return Meant(
                meaning, Rank.PAID if found["paid"] else Rank.DUE if found["due"] or found.get("sum") else Rank.BARE
            )
    return Meant(Meaning.UNCLEAR if _MONEY.fullmatch(name) else Meaning.OTHER, Rank.BARE)


DATES = (
    *(
        "应还日期",
        "应还款日期",
        "应还款日",
        "应还日",
        "应还款时间",
        "应还时间",
        "应回款时间",
        "最后还款日",
        "最后还款日期",
        "还款截止日",
        "还款截止日期",
        "到期日期",
        "到期日",
        "到期还款日",
        "还款到期日",
        "约定还款日",
        "计划还款日",
        "计划还款日期",
    ),
    *(
        "还款日期",
        "还款日",
        "每期还款日",
        "扣款日期",
        "扣款日",
        "还款时间",
        "日期",
        "duedate",
        "date",
        "实际还款日期",
        "实际还款日",
        "实还日期",
    ),
)
"""Headings of the day of a payment; the day on which it is due before the one on which it was paid."""

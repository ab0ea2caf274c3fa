"""The sums of an agreement beside its instalments: what was owed, what is to be paid in all, what is asked on top."""

from __future__ import annotations

import re
from decimal import Decimal

from borrower_help.errors import UsageError
from borrower_help.values.amounts import ZERO
from borrower_help.values.parse import parse_amount

DAY = r"(?P<year>20[0-9]{2})[年\-/.](?P<month>[0-9]{1,2})[月\-/.](?P<day>[0-9]{1,2})日?"
SUM = r"(?:人民币)?[¥￥]?(?P<sum>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]{1,2})?)元"
_TOTAL = re.compile(
    rf"(?:还款总额|应还总额|结清金额|减免后[^0-9。;]{{0,10}}|共计|合计|总计|共还|总共还)[^0-9。;]{{0,8}}{SUM}"
)
IN_ALL = re.compile(r"合计|共计|总计|总额|共还|减免后|一次|一笔|结清|只[需须要用归偿支付还]|分.{1,3}期")
"""Words beside which a sum is what is to be paid in all."""

_IN_ONE = re.compile(
    rf"(?:一次性?|一笔)(?:付清|付款|支付|付|偿还|归还|还清|还款|还|结清|转账|转)"
    rf"(?:(?![费金])[^0-9。;]){{0,8}}{SUM}|"
    rf"只(?:需|须|要|用)?(?:归还|偿还|支付|付|还)(?:本金|人民币)?{SUM.replace('<sum>', '<only>')}|"
    rf"还款(?:人民币)?{SUM.replace('<sum>', '<done>')}(?:后|即|就|即可|视为)?(?:结清|了结)|"
    r"分(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})期"
    rf"(?:偿还|归还|还款|支付|清偿|付)(?:本金|欠款|款项|上述|人民币){{0,3}}{SUM.replace('<sum>', '<whole>')}"
)
"""What settles it in one sum, or is paid by instalments, without a word for the total."""

_LATE = re.compile(r"每期|每月|逾期(?!利息|费)|违约(?!金)|未按|不按|若再|如再")
_DEBT = re.compile(rf"(?:欠款总额|债务总额|欠款共计|欠款合计)[^0-9。;]{{0,8}}{SUM}")
_OWED = re.compile(rf"(?:尚欠|拖欠|所欠|剩余应还|剩余未还|待还)(?:(?!本金)[^0-9。;]){{0,14}}{SUM}")
_OWES = re.compile(rf"(?:共欠|仍欠|总欠|欠甲方|欠款|欠债)(?:(?!本金)[^0-9。;]){{0,14}}{SUM}")
"""Words that may also stand before a part of the debt: looked at last."""

_STOOD = re.compile(rf"(?:截至|截止|计至|计算至){DAY}[^0-9。;]{{0,20}}{SUM}")
"""The first sum behind the day to which the debt is reckoned; the surest where no other word is used."""

_EXTRA_NAMES = (
    "(?:保证金|诚意金|押金|定金|协商费|手续费|服务费|咨询费|公证费|工本费|认证金|解冻费|建档费|审核费|资料费|激活费)"
)
_EXTRA = (
    re.compile(rf"(?P<before>[^。;,]{{0,12}}){_EXTRA_NAMES}[^0-9。;,%]{{0,6}}{SUM}"),
    re.compile(rf"(?P<before>[^。;,0-9]{{0,12}})(?<![0-9]){SUM}(?:(?:的|作为|方案|申请)?){_EXTRA_NAMES}"),
)
"""What is to be paid beside the debt."""

_NO_EXTRA = re.compile(r"含|其中|每期|每月|不|无需|免|减|退还")
_COUNTED_IN = re.compile(r"抵|冲|退(?!出)")
"""A deposit that is given back or counts towards the debt is no sum on top of it."""

_RECKONED = re.compile(r"截至|截止|计至|计算至|欠|本金[0-9]")
"""A sum behind one of these in its sentence is what was owed, not what is to be paid."""

NEAR = 200
"""So many characters of a sentence are looked at before a sum."""

LOOK_ON = 6
"""So many characters behind a total may say that it is waived."""

_PARTLY = re.compile(r"(?:利息|罚息|违约金|费用).{0,20}(?:减免|免除|豁免|核销|免收|不再)")
"""The total of what is waived is none of what is to be paid."""


def before(text: str, at: int, marks: str = "。;") -> str:
    """The sentence up to a place, at most its last ``NEAR`` characters; ``marks`` end it."""
    near = text[max(at - NEAR, 0) : at]
    return near[max(near.rfind(mark) for mark in marks) + 1 :]


def debt_in(text: str) -> Decimal | None:
    """What the paper says was owed, the surest words first."""
    return (
        first_sum(_DEBT, text)
        or first_sum(_OWED, text)
        or total_of(text, reckoned=True)
        or first_sum(_OWES, text)
        or first_sum(_STOOD, text)
    )


def _in_one(text: str) -> Decimal | None:
    """The sum that settles it, where it is not what a breach would cost."""
    for match in _IN_ONE.finditer(text):
        if not _LATE.search(before(text, match.start())):
            return amount_of(match["sum"] or match["only"] or match["done"] or match["whole"])
    return None


def extra_in(text: str) -> Decimal | None:
    """What is to be paid beside the debt and is lost with it; ``None`` where nothing is."""
    sums = ZERO
    for match in (match for pattern in _EXTRA for match in pattern.finditer(text)):
        after = re.sub(
            r"不(?:予|再|可|得|能)?(?:退|抵|冲)", "", re.split(r"[。;]", text[match.end() : match.end() + NEAR])[0]
        )
        if not _NO_EXTRA.search(match["before"]) and not _COUNTED_IN.search(after):
            sums += amount_of(match["sum"]) or ZERO
    return sums or None


def total_of(text: str, *, reckoned: bool) -> Decimal | None:
    """What the paper says is to be paid in all, or, ``reckoned``, what it says was owed."""
    for match in _TOTAL.finditer(text):
        sentence, clause = before(text, match.start()), before(text, match.start(), "。;,:")
        part = clause + match[0] + text[match.end() : match.end() + LOOK_ON]
        owed = not match[0].startswith("减免后") and bool(_RECKONED.search(sentence))
        if owed is reckoned and not clause.endswith("本金") and not _PARTLY.search(part):
            return amount_of(match["sum"])
    return None


def first_sum(pattern: re.Pattern[str], text: str) -> Decimal | None:
    """The first sum that a pattern finds."""
    match = pattern.search(text)
    return amount_of(match["sum"]) if match else None


def amount_of(word: str) -> Decimal | None:
    """A sum in figures, in yuan; ``None`` where it is none."""
    try:
        return parse_amount(word, "")
    except UsageError:
        return None


def total_in(text: str) -> Decimal | None:
    """What is to be paid in all; ``None`` where the paper does not say."""
    return total_of(text, reckoned=False) or _in_one(text)

"""A name in every form in which it is typed: without 有限公司 or the place, 消金 for 消费金融."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from borrower_help.knowledge.records.lenders import Lender
from borrower_help.values.patterns import pattern
from borrower_help.values.traditional import SIMPLIFIED

_NO_LETTER = pattern(r"[\W_]+")


def normalise(name: str) -> str:
    """A name as it is compared: full width folded, simplified characters, lower case, without spaces and
    punctuation.
    """
    return _NO_LETTER.sub("", folded(name))


def folded(text: str) -> str:
    """A text in half width, small letters and simplified characters."""
    return unicodedata.normalize("NFKC", text).casefold().translate(SIMPLIFIED)


COMPANY = pattern(r"(?:股份有限公司|有限责任公司|股份公司|有限公司|公司)$")


PLACE = pattern(
    r"^(?:北京|上海|天津|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
    r"|深圳|广州|厦门|宁波|青岛|大连|南京|杭州|苏州|成都|武汉|西安|哈尔滨|福州|温州|长春|石家庄)(?:省|市)?(?:前海)?"
)


_REGION = pattern(r"^深圳市?(?=前海)")
"""The city in front of a district that people name instead of it: 前海微众银行."""


_REMARK = pattern(r"（[^（）]*看[^（）]*）$")
"""What is said behind a legal name that was not seen whole: （全称看合同）."""


SHORT_FORMS = (
    ("消费金融", "消金"),
    ("小额贷款", "小贷"),
    ("小额贷款", "小额贷"),
    ("融资担保", "融担"),
    ("融资租赁", "租赁"),
)


NO_NAME = frozenset(
    {
        "消费金融",
        "消金",
        "小额贷款",
        "小贷",
        "融资担保",
        "融担",
        "租赁",
        "网络小额贷款",
        "网络小贷",
        "银行",
        "信息科技",
        "科技",
    }
)


def short_forms(whole: str) -> Iterator[str]:
    """The other forms in which a name is typed; ``whole`` is the name as ``normalise`` compares it."""
    stem = COMPANY.sub("", whole)
    if stem == whole and not any(long in whole for long, _ in SHORT_FORMS):
        return
    for short in {stem, PLACE.sub("", stem), _REGION.sub("", stem)} - NO_NAME:
        if len(short) >= 4:
            yield short
            yield from (short.replace(long, brief) for long, brief in SHORT_FORMS if long in short)


def written(lender: Lender) -> Iterator[str]:
    """Every name of a lender that is written in its file; of a legal name without the remark that it is not whole."""
    yield from (lender.id, lender.name, _REMARK.sub("", lender.legal_name), *lender.aliases)
    yield from (former.name for former in lender.former_names)
    yield from (product.name for product in lender.products)

"""Names of companies in running Chinese text: where one begins and ends, and what kind its name says it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.creditors import KindWords

_ENDS = (
    "股份有限公司|有限责任公司|有限公司|农村信用合作联社|信用合作社|信用社|律师事务所"
    "|(?:商业|农村|村镇|合作|民营)?银行(?:[一-鿿]{2,8}(?:分行|支行))?(?!股份|有限|卡|账|流水)"
)
_PART = "[一-鿿A-Za-z0-9·]"
NAME = rf"(?:{_PART}{{1,30}}?|{_PART}{{1,14}}?\([一-鿿]{{2,6}}\){_PART}{{0,18}}?)(?:{_ENDS})"
"""A company's name, as a regular expression over folded text."""

_LEAD = re.compile(
    r"^(?:(?:请?联系|请|至|现|特|已|并|且|则|即|若|如|经|系|由|向|为|在|与|和|及|从|受|其|本|该|此|上述|前述|我行|我司|我公司|您|你|本人|贵方|尊敬的客户|关于|接受|委托|授权|同意|因|被)+)(?=[一-鿿]{4})"
)
_BEFORE = re.compile(
    r"^.*(?:有权|应当|可以|可将|转让[给予至]|委托|签订|约定|同意|按照|根据|受让|原告|被告|甲方|乙方|丙方|我司|我公司|我行|我所|借款人|贷款人|保证人|出借人|担保人|债权|平台向|通过.{2,14}向|[您你我的将由给与])(?=.{4})"
)
"""What cannot stand in a company's name: the name begins behind it."""
_NO_NAME = re.compile(r"^(?:本|该|我|贵|其|某|各|任何|其他|第三方|合作|相关|上述)?(?:银行|公司|有限公司|律师事务所)$")


def clean(name: str) -> str:
    """A name without the words that led up to it; empty where nothing is left that names anybody."""
    bare = _LEAD.sub("", _BEFORE.sub("", name)).strip("·")
    return "" if _NO_NAME.match(bare) or len(bare) < 4 else bare


def alone(name: str) -> bool:
    """Whether these characters are a name and nothing before it."""
    return clean(name) == name


def kind_of_name(name: str, kinds: Iterable[KindWords]) -> InstitutionKind:
    """The kind that words in a name say, the first that fit; it is what the name says, not a licence."""
    fitting = (entry.kind for entry in kinds if any(word in name for word in entry.words))
    return next(fitting, InstitutionKind.UNKNOWN)


def quote(text: str, start: int, end: int, around: int = 14) -> str:
    """The words of a place as they stand, to the next comma or a few characters on, punctuated as Chinese is."""
    before = re.search(r"[^,，。;；】\n]*\Z", text[max(0, start - around) : start])
    after = re.match(r"[^,，。;；\n]*", text[end : end + around])
    words = (before[0] if before else "") + text[start:end] + (after[0] if after else "")
    return re.sub(r"\s+", " ", words).strip().translate(_CHINESE)


_CHINESE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"})


def first_date(text: str) -> dt.date | None:
    """The first whole date in a text; ``None`` where there is none that exists."""
    for match in re.finditer(r"(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})", text):
        try:
            return dt.date(*map(int, match.groups()))
        except ValueError:
            continue
    return None

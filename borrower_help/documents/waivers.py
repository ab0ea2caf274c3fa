"""What an agreement waives: by name and by sum, whichever of them stands first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from borrower_help.documents.sums import SUM, amount_of, before
from borrower_help.values.amounts import ZERO
from borrower_help.values.record import Record

_SUM = rf"{SUM}整?"
_ONE = (
    r"(?:逾期利息|迟延履行利息|利息|罚息|复利|违约金|滞纳金|手续费|服务费|担保费|管理费|息费|费用|"
    r"余款|余额|剩余(?:款项|欠款|部分|债务|本金)?|其余(?:款项|欠款|部分)?|本金|欠款)"
)
_ITEM = rf"(?P<item>{_ONE}(?:(?:以及|及|和|与|、){_ONE}){{0,4}})"
_VERB = r"(?:减免|免除|豁免|免去|免掉|免收|免还|减去|减让|让利|让渡|核减|核销|抹去|抹掉|勾销|放弃(?!异议|抗辩|时效))"
_OF_THE_LENDER = r"(?:甲方|债权人|申请执行人|原告|我司|我行|贵司|平台)[^0-9。;,]{0,6}放弃"
_WAIVING = rf"(?:{_VERB.replace('|放弃(?!异议|抗辩|时效)', '')}|{_OF_THE_LENDER})"
_WAIVES = re.compile(
    rf"{_WAIVING}(?:(?!{_ONE})[^0-9。;,]){{0,14}}{_ITEM}[^0-9。;,]{{0,12}}{_SUM}|"
    rf"{_WAIVING}(?:(?!{_ONE}|后|还|付)[^0-9。;,]){{0,8}}{_SUM.replace('<sum>', '<bare>')}"
)
"""免去利息1,000.00元."""

_NEXT = re.compile(rf"(?:以及|及|和|与|、|,)(?:减免|免除|豁免|免去)?{_ITEM}[^0-9。;,]{{0,6}}{_SUM}")
_IN_ALL = re.compile(rf",?(?:共计|合计|总计|共)[^0-9。;,]{{0,6}}{_SUM}")
_ITEM_FIRST = re.compile(rf"{_ITEM}(?:[^0-9。;,]){{0,6}}{_SUM}")
_GIVEN_UP = re.compile(
    r"(?:,(?=均|都|全部|一并|予以|不再))?"
    r"(?:、|均|都|全部|一并|甲方|债权人|我司|我行|原告|同意|予以|给予|给您|给你|为您|为乙方|也|由|部分){0,4}"
    rf"(?:{_VERB}|不再(?:收取|计收|追偿|追要|追索|主张|要求|追讨|收)|无需(?:偿还|支付|归还)|不用(?:还|付))(?!后)"
)
"""What may stand behind a sum that is given up: 利息1,000元予以豁免."""

_NOT = re.compile(
    r"如(?![下上期数实])|若(?!干)|可以?申请|作废|失效|恢复|撤销|取消|收回|追回|方可|才能|不予|不得|不再(?:减|免|豁|核)"
)
"""Before the words in the same sentence: no waiver, or one that is taken back."""


_UNDONE = re.compile(r"[^。;,]{0,6}(?:恢复|作废|失效|无效|收回|补足|补交|补缴)")
"""Behind the sum: the waiver is taken back."""


class Waived(Record, frozen=True, kw_only=True):
    """One thing that is waived: its name, empty where the paper has none, and its sum in yuan."""

    name: str
    amount: Decimal


def waived_in(text: str) -> tuple[tuple[Waived, ...], Decimal | None]:
    """The things waived in a text without spaces, and what they come to; ``None`` where nothing with a sum is."""
    for start in (_behind_a_verb, _before_a_verb):
        found = next(start(text), None)
        if found is not None:
            return found
    return (), None


def _behind_a_verb(text: str) -> Iterator[tuple[tuple[Waived, ...], Decimal | None]]:
    for match in _WAIVES.finditer(text):
        if _NOT.search(before(text, match.start(), "。;,:") + match[0]):
            continue
        things, end = _chain(text, match)
        whole = _IN_ALL.match(text, end)
        if not _UNDONE.match(text, whole.end() if whole else end):
            yield things, amount_of(whole["sum"]) if whole else sum((thing.amount for thing in things), ZERO)


def _before_a_verb(text: str) -> Iterator[tuple[tuple[Waived, ...], Decimal | None]]:
    at = 0
    while match := _ITEM_FIRST.search(text, at):
        things, end = _chain(text, match)
        at = end
        whole = _IN_ALL.match(text, end)
        end = whole.end() if whole else end
        if _GIVEN_UP.match(text, end) and not _NOT.search(before(text, match.start(), "。;,:")):
            yield things, amount_of(whole["sum"]) if whole else sum((thing.amount for thing in things), ZERO)


def _chain(text: str, match: re.Match[str]) -> tuple[tuple[Waived, ...], int]:
    """The things that stand one behind the other, and where the last of them ends."""
    things, end = [Waived(name=match["item"] or "", amount=amount_of(_sum_of(match)) or ZERO)], match.end()
    while more := _NEXT.match(text, end):
        things.append(Waived(name=more["item"], amount=amount_of(more["sum"]) or ZERO))
        end = more.end()
    return tuple(things), end


def _sum_of(match: re.Match[str]) -> str:
    found = match.groupdict()
    return found["sum"] or found["bare"]

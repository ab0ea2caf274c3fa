"""Where a paper names somebody: behind a label, or in a phrase that tells the role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from borrower_help.ask.companies import NAME, alone, clean
from borrower_help.values.traditional import SIMPLIFIED

DENIED = re.compile(
    r"(?:如果?|若|一旦|倘若|假如|当|未|尚未|没有|是否|有没有|从未|视为|有权|可以?|应当?|将会)[^,，。;；\n]{0,14}$"
)
"""What stands before words that tell of no event: a condition, a denial, a right."""


_OFFICE = r"(?:信用卡中心|[一-鿿]{2,8}(?:分行|支行|分公司))?"
"""What may stand behind a company's name: a part of it, which is no other creditor."""
_NUMBER = r"(?:\([1-9一二三四五]\)|[1-9][.、]?)"
"""The number of one of several behind a label: (1)甲银行;(2)乙公司. Folding makes 1 of ①."""
_NEXT_FIELD = re.compile(
    r"借款人|贷款人|出借人|担保人|保证人|甲方|乙方|丙方|身份证|电话|手机|地址|住所|签订|签署|日期|金额"
)
"""Where the next field begins, in a line whose spaces were lost."""


def folded(text: str) -> str:
    """A text as it is searched: full width and traditional characters folded, no spaces beside Chinese characters."""
    plain = unicodedata.normalize("NFKC", text).translate(SIMPLIFIED).replace("\r", "\n")
    plain = re.sub(r"[ \t\u3000]*\n\s*", "\n", plain)
    return re.sub(r"(?<=[^\x00-\x7f])[ \t]+|[ \t]+(?=[^\x00-\x7f])", "", plain).strip()


_FEW = folded("…")
_GAPS = re.compile(rf"{re.escape(_FEW)}|<日>")


_DAY = r"20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"


def event_pattern(event: str) -> str:
    """The words of an event as a regular expression: ``<公司>`` is a name, ``<日>`` a whole date, ``…`` a few words of
    the same clause.
    """
    return _words(folded(event)).replace("<公司>", NAME)


def _words(words: str) -> str:
    """Folded words as a regular expression; ``…`` is a few words of the same clause, ``<日>`` a whole date."""
    return re.escape(words).replace(re.escape(_FEW), r"[^,，。;；\n]{1,30}?").replace("<日>", _DAY)


_SIDES = re.compile(rf"(?<!被)(?P<side>原告|申请人)(?:\([^)\n]{{0,20}}\))?:(?P<name>{NAME})")


def sides(text: str) -> dict[str, str]:
    """Who brings a claim, by the word that a folded text uses for it."""
    return {match["side"]: name for match in _SIDES.finditer(text) if (name := clean(match["name"]))}


def with_sides(text: str) -> str:
    """A folded claim with the name of who brought it in place of 原告 and 申请人, wherever it is not the label."""
    for side, name in sides(text).items():
        text = re.sub(rf"(?<!被){side}(?![:(])", name, text)
    return text


def labelled(text: str, labels: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Names behind a label: a company's behind any, whatever is written behind a colon."""
    if not labels:
        return
    words = "|".join(re.escape(folded(label)) for label in sorted(labels, key=len, reverse=True))
    noted = r"(?:\([^)\n]{0,20}\))?"
    called = r"(?:基本信息|信息)?\s*(?:公司|机构|单位)?(?:全称|名称)?"
    numbered = "(?:[一二三四五1-5](?=[:(]))?"
    label = rf"(?<![反被非原])(?:{words}){numbered}(?:{noted}|\))?{called}{noted}"
    company = re.compile(rf"{label}\s*(?P<mark>[:|]|为|是|系)?\s*(?:{_NUMBER}|\(|「|《)?(?P<name>{NAME})")
    other = re.compile(rf"{label}(?:为)?[:：][ \t]*(?P<name>[^\s,，。;；:：()_＿、]{{2,30}})")
    for match in company.finditer(text):
        name = clean(match["name"]) if match["mark"] == ":" or alone(match["name"]) else ""
        if name:
            yield name, match.start(), match.end()
            yield from _further(text, match.end())
    for match in other.finditer(text):
        name = _NEXT_FIELD.split(match["name"])[0]
        if len(name) > 1 and not re.search(NAME, name) and not re.match(r"(?:见|详|指|以|本|同)", name):
            yield name, match.start(), match.start("name") + len(name)
    called_so = rf"\((?:以下简称|以下称|下称|简称)为?[“\"「']?(?:{words})[”\"」']?\)"
    for match in re.finditer(rf"(?P<name>{NAME}){_OFFICE}{called_so}", text):
        if name := clean(match["name"]):
            yield name, match.start("name"), match.end()


def _further(text: str, place: int) -> Iterator[tuple[str, int, int]]:
    """More names behind the same label: 甲银行、乙公司, or each with its number."""
    more = re.compile(rf"(?:\([^)\n]{{0,20}}\))?(?:(?:、|和|及|与|,)(?:{_NUMBER})?|[;\n]{_NUMBER})(?P<name>{NAME})")
    while match := more.match(text, place):
        if not (name := clean(match["name"])):
            return
        yield name, match.start("name"), match.end()
        place = match.end()


def said(text: str, phrases: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Names in a phrase that tells the role."""
    for phrase in phrases:
        ahead, _, behind = folded(phrase).partition("<公司>")
        if ahead not in text or any(part not in text for part in _GAPS.split(behind)):
            continue
        before, after = re.escape(ahead), _words(behind)
        for match in re.finditer(rf"{before}(?P<name>{NAME}){_OFFICE}(?:\([^)\n]{{0,20}}\))?{after}", text):
            denied = DENIED.search(text[max(0, match.start() - 16) : match.start()])
            if (name := clean(match["name"])) and not denied:
                yield name, match.start(), match.end()

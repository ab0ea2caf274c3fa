"""Sums and days written in words, as papers that are to be signed have them, put into figures."""

from __future__ import annotations

import re
import unicodedata

from borrower_help.values.spoken import number, spoken_sum

_CHINESE = "〇零一二三四五六七八九两壹贰叁肆伍陆柒捌玖十拾百佰千仟"
_SUM_IN_WORDS = re.compile(
    rf"(?<![0-9.{_CHINESE}万亿])[0-9{_CHINESE}][0-9.{_CHINESE}万亿]{{0,20}}[元圆](?:[{_CHINESE}]角)?(?:[{_CHINESE}]分(?!期))?[整正]?"
)
_OF_WORDS = re.compile(rf"[{_CHINESE}万亿圆]")
_BARE = re.compile(r"¥([0-9]{1,9}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,2})?)(?![0-9]|[,.][0-9]|万|元)")
"""A sum behind the sign of the yuan, without the word."""

_YEAR = re.compile(r"(?<![0-9〇零一二三四五六七八九])([二两][〇零一二三四五六七八九]{3})年")
_MONTH = re.compile(r"(?<=年)([一二三四五六七八九十]{1,2})月")
_ON = re.compile(r"(?<=月)([一二三四五六七八九十廿卅]{1,3})(?=[日号])")
_NOUGHTS = str.maketrans("○Ｏ貳參陸萬", "〇〇贰叁陆万")


def in_figures(text: str) -> str:
    """The text, folded, with 壹万贰仟元整 as 12000元, ¥500.00 as 500.00元 and 二〇二七年一月十五日 as 2027年1月15日.

    What is not one number stays as it is written.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_NOUGHTS)).replace("￥", "¥")
    folded = _BARE.sub(r"\1元", re.sub(r"¥[ \t]+", "¥", folded))
    folded = _SUM_IN_WORDS.sub(_sum, folded)
    for pattern, after in ((_YEAR, "年"), (_MONTH, "月"), (_ON, "")):
        folded = pattern.sub(lambda match, after=after: _whole(match[1]) + after, folded)  # type: ignore[misc]
    return folded


def _sum(match: re.Match[str]) -> str:
    if not _OF_WORDS.search(match[0]):
        return match[0]
    amount = spoken_sum(match[0])
    return match[0] if amount is None else f"{amount.normalize():f}元"


def _whole(words: str) -> str:
    value = number(words)
    return words if value is None else str(int(value))

"""Danger in a borrower's own words. It is looked for before anything else, and its numbers come first.

The words are data (``said`` in knowledge/safety.yaml). What is done here is only to keep figures of
speech and denials from raising a false alarm; where it is not sure, the numbers are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from borrower_help.advice.model import Danger as DangerView
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.model import Danger

_NOT_TEXT = re.compile(r"[^0-9a-z\u3400-\u9fff，。！？；、,.!?;\n]+")
_HARMLESS = re.compile(
    r"想死(?:你|他|她|妈|爸|家)|砍头息|杀猪盘|跳楼价|打死我?也|道德绑架|打断(?:我|他|她)?的?(?:说话|话|通话|对话)"
    r"|打了?我(?:的)?(?:妈|爸|父|母|老|家|亲|朋|同|领|单|公|联|姐|哥|弟|妹|姑|舅|叔|姨|儿|女|孩|前|岳|婆|闺|表|堂|媳|对象|男|座|手机|电话|号)"
    r"|打了?我[^，。！？；,.!?;\n]{0,5}(?:电话|手机|座机|单位|公司|通讯录|联系人|微信)"
    r"|扣(?:住|押)?我?的?(?:钱|款|工资|车|身份证|手机|证件)"
    r"|(?:不让|不肯|别想)走(?:法律|司法|诉讼|仲裁|程序|流程|协商)"
    r"|会(?:不会)?(?:被|把我)?(?:抓(?:去|走|进去|起来)?)?关起来"
    r"|(?:坐牢|拘留|判刑|警察|公安|法院)[^，。！？；,.!?;\n]{0,6}关起来"
)
"""Figures of speech, telephones that are rung, and fears of prison that hold a word of danger without being one."""

_DENIED = re.compile(r"(?<![会是有])(?:没有|没|不会|不是)(?:想过?|说过?|说要|要|真的?)?$")
"""What makes the word after it a denial; 会不会 and 是不是 ask, and so deny nothing."""


def dangers_in(text: str, knowledge: Knowledge) -> tuple[DangerView, ...]:
    """The dangers that ``text`` speaks of, threats to life by one's own hand first."""
    told = _HARMLESS.sub("，", _normalised(text))
    found = [danger for danger in knowledge.dangers.values() if any(_is_said(word, told) for word in danger.said)]
    return tuple(view(danger, "你说的话里有这种危险") for danger in sorted(found, key=lambda danger: danger.id != "self_harm"))


def view(danger: Danger, because: str) -> DangerView:
    """A danger as a part of the advice."""
    return DangerView(
        id=danger.id,
        text=danger.text,
        confidence=danger.confidence,
        sources=tuple(dict.fromkeys((*danger.sources, *(ref for number in danger.numbers for ref in number.sources)))),
        because=(because,),
        label=danger.label,
        numbers=tuple((number.value, number.name) for number in danger.numbers),
    )


def numbers(dangers: Iterable[DangerView]) -> list[tuple[str, str]]:
    """The numbers to call, each once, in the order of the dangers."""
    found: dict[str, str] = {}
    for danger in dangers:
        for value, name in danger.numbers:
            found.setdefault(value, name)
    return list(found.items())


def _normalised(text: str) -> str:
    """Without spaces and signs that keep a word from being found; the ends of clauses stay."""
    return _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text).casefold())


def _is_said(word: str, told: str) -> bool:
    return any(not _DENIED.search(told[max(match.start() - 6, 0) : match.start()]) for match in re.finditer(re.escape(word), told))

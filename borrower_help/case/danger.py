"""Danger in a borrower's own words. It is looked for before anything else, and its numbers come first.

The words are data (``said`` in knowledge/safety.yaml). What is done here is only to keep figures of
speech and denials from raising a false alarm; where it is not sure, the numbers are shown.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.across import Danger

_NOT_TEXT = re.compile(r"[^0-9a-z\u3400-\u9fff，。！？；、,.!?;\n]+")

_CLAUSE = r"[^，。！？；,.!?;\n]"

_KIN = (
    r"(?:我|俺|咱|他|她|你)?们?的?家?里?(?:爸妈|父母|[老妈]妈|[老爸]爸|妈|爸|父亲|母亲|爹|娘|老公|老婆|老人|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|丈母娘"
    r"|儿子|女儿|闺女|孩子|小孩|娃|宝宝|[表堂]?(?:哥哥?|姐姐?|弟弟?|妹妹?)|兄弟|姐妹|姐夫|妹夫|嫂子|姑姑|姑妈|舅舅|叔叔|阿姨|媳妇|丈夫|妻子|对象|男朋友|女朋友|男友|女友"
    r"|前夫|前妻|家人|家里人|亲戚|朋友|闺蜜|同事|同学|邻居|领导|老板|员工|店员)(?!圈)"
)

_COUNTED = r"[0-9一二三四五六七八九十百千两几多好无数上来]+"

_PHONE = r"(?:电话|手机|座机|号码|单位|公司|学校|通讯录|联系人|微信|办公室|前台)"

_HARMLESS = re.compile(
    r"把[我他她]打来|想死(?:你|他|她|妈|爸|家)|砍头息|杀猪盘|跳楼价|道德绑架|打断(?:我|他|她)?的?(?:说话|话|通话|对话)"
    r"|(?<![要会])打死(?:我|他|她)?们?(?:也|都|不)"
    rf"|打(?:了|过|我|他|她|的|遍){{0,3}}(?:{_PHONE}|家里(?!人)|老家|家(?![人里])|号)"
    rf"|打(?:了|过)?(?:{_KIN}[和跟、]?)+(?:(?![抢砸摔夺推踢]){_CLAUSE}){{0,5}}?{_PHONE}"
    rf"|打(?:了|过)?(?:{_KIN}[和跟、]?)+(?:问|说|催|让|叫|告诉|找|那|要(?!死|残)|也打|还打|家里|单位|{_COUNTED}(?:个|通|遍)(?!耳光|巴掌))"
    rf"|打(?:了|过)?我(?:(?![抢砸摔夺推踢]){_CLAUSE}){{0,5}}?{_PHONE}|打(?:了|过)?我{_COUNTED}(?:个|通|遍)(?!耳光|巴掌)"
    rf"|电话(?:了|都|也|还|又|就|后|以后|一直|天天){{0,3}}打{_KIN}(?![了一耳巴伤])"
    rf"|(?:天|小时|分钟|电话|手机|号){_CLAUSE}{{0,8}}打(?:了|过)?(?:我|{_KIN}){_COUNTED}[次回]"
    rf"|把{_CLAUSE}{{1,8}}打(?:爆|烦|怕|懵|蒙|醒|扰|入|[进成](?:黑|失信|老赖)|上标签|发)"
    rf"|(?:电话|手机|座机|号码?)(?:里的人|号|都|也|又|快|一直|天天){{0,3}}被{_CLAUSE}{{0,8}}打|拍门[牌口上前]"
    rf"|被{_CLAUSE}{{0,8}}打(?:了|过)?(?:爆|烦|怕|懵|蒙|醒|扰|[入上进成](?:黑|失信|老赖|标签)|{_COUNTED}[个通遍次回](?!耳光|巴掌)|{_CLAUSE}{{0,6}}电话)"
    r"|扣(?:住|押)?我?的?(?:钱|款|工资|车|身份证|手机|证件)"
    r"|(?:不让|不肯|别想)走(?:法律|司法|诉讼|仲裁|程序|流程|协商)"
    r"|会(?:不会)?(?:被|把我)?(?:抓(?:去|走|进去|起来)?)?关起来"
    r"|(?:坐牢|拘留|判刑|警察|公安|法院)[^，。！？；,.!?;\n]{0,6}关起来"
)
"""Figures of speech, telephones that are rung, and fears of prison that hold a word of danger without being one.

Whether 打 rings or strikes is decided by what follows the person: a telephone, a place, a count of calls or what was
said there is a call; anything else is left to the words of danger.
"""

_GAPS = {"…": rf"{_CLAUSE}{{0,8}}?", "某人": _KIN}
"""What a word of the knowledge leaves open: up to eight characters of the same clause, and somebody near."""

_DENIED = re.compile(r"(?<![会是有])(?:没有|没|不会|不是)(?:想过?|说过?|说要|要|真的?)?$")
"""What makes the word after it a denial; 会不会 and 是不是 ask, and so deny nothing."""


def dangers_in(text: str, knowledge: Knowledge) -> tuple[Danger, ...]:
    """The dangers that ``text`` speaks of, in the order of the knowledge."""
    told = _HARMLESS.sub("，", _normalised(text))
    return tuple(danger for danger in knowledge.dangers.values() if any(_is_said(word, told) for word in danger.said))


def _normalised(text: str) -> str:
    """Without spaces and signs that keep a word from being found; the ends of clauses stay."""
    return _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text).casefold())


def _is_said(word: str, told: str) -> bool:
    return any(not _DENIED.search(told[max(match.start() - 6, 0) : match.start()]) for match in _pattern(word).finditer(told))


@functools.cache
def _pattern(word: str) -> re.Pattern[str]:
    """A word of the knowledge as a pattern."""
    return re.compile("".join(_GAPS.get(part, re.escape(part)) for part in re.split("(…|某人)", word)))

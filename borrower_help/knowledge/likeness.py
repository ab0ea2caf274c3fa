"""Whether a name that was typed is a mistyped form of a known one, and not another word.

Two characters in common are no likeness: 花呗 is not 够花, 借呗 not 借蛙, 晋商银行 not 晋商消费金融. A
suggestion that is another lender reads, to whoever has just learnt that App and lender differ, as
the answer to "who lent to me".
"""

from __future__ import annotations

import bisect

SYLLABLES = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻捕擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳疵聪凑粗蹿摧村磋搭呆耽当刀德蹬堤颠碉跌丁丢东兜督端堆墩掇"
    "蛾恩而发藩坊菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾荆炯揪鞠捐撅均喀开刊康考坷肯坑空抠"
    "枯夸块宽匡亏坤括垃莱蓝琅捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦峦抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸谋拇拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠牛脓奴暖挪哦欧啪"
    "拍攀乓抛呸喷砰坯篇飘撇拼乒坡扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉茹软蕊闰若撒腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜苏酸"
    "虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推吞拖挖歪豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽迂鸳曰耘匝栽咱赃遭责贼怎增扎摘瞻樟招"
    "遮珍蒸芝中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"
)
"""The first character of each syllable: the 3,755 common characters of GB/T 2312 stand in the order of their
reading.
"""

RARER = {
    "圳": "镇",
    "荟": "会",
    "呗": "贝",
    "淇": "其",
    "毓": "玉",
    "榕": "容",
    "瓴": "灵",
    "鑫": "新",
    "嬴": "赢",
    "桔": "局",
    "橘": "局",
    "薄": "博",
}
"""Characters that are not among the common ones, or stand there under another reading than in a recorded name, each
with a common one that is read the same.
"""

SHAPED_ALIKE = frozenset({"晋普", "贷货", "赢羸", "粒拉", "呗坝", "奇寄", "维堆"})
"""Pairs that are mistaken for each other by eye, as on a small screen or in a photograph of a paper."""

_STARTS = [char.encode("gb2312") for char in SYLLABLES]
_LAST = "座".encode("gb2312")

GENERIC = (
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "公司",
    "消费金融",
    "消金",
    "消费",
    "金融",
    "借款",
    "贷款",
    "借钱",
    "分期",
    "app",
    "贷",
)
"""Endings that many lenders share, the longer first. Kinds of another licence (银行, 小贷) are none: they name
another lender.
"""

BANK = "银行"
SHORTEST_CORE = 2
FEWEST_FOR_A_SLIP = 4
"""Characters of which one may be wrong."""

FEWEST_LETTERS_FOR_A_SLIP = 5


def alike(typed: str, name: str) -> bool:
    """Whether nearly the whole name agrees, both normalised.

    Either the words that set the name apart sound the same, or one character is wrong, missing, too
    many or exchanged outside them; inside them only where they are long enough.
    """
    if typed.endswith(BANK) and name.endswith(BANK):  # two banks differ by what stands before the word
        typed, name = typed.removesuffix(BANK), name.removesuffix(BANK)
    own = core(name)
    if sounds_like(core(typed), own):
        return True
    if name.isascii():
        return max(len(typed), len(name)) >= FEWEST_LETTERS_FOR_A_SLIP and one_slip(typed, name)
    if len(name) < FEWEST_FOR_A_SLIP or not one_slip(typed, name):
        return False
    return len(own) >= FEWEST_FOR_A_SLIP or typed.startswith(own)


def heard_as(typed: str, name: str) -> bool:
    """Whether a whole name is read as what was typed, and the part that sets it apart shares a character with it: 锦城
    may be 锦程, 晋城 may not. A misspelt ending is only offered: 你我袋 may be 你我贷, 拍拍袋 may be a bag.
    """
    own, other = core(name), core(typed)
    return sounds_like(typed, name) and len(own) == len(other) and any(a == b for a, b in zip(own, other, strict=True))


def core(name: str) -> str:
    """The part of a name that sets it apart: without the endings that many lenders share."""
    ending = next(
        (ending for ending in GENERIC if name.endswith(ending) and len(name) >= len(ending) + SHORTEST_CORE), ""
    )
    return core(name.removesuffix(ending)) if ending else name


def one_slip(first: str, second: str) -> bool:
    """Whether one character is wrong, missing, too many or exchanged with its neighbour; equal words have none."""
    if first == second:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    rest, other = first[start:], second[start:]
    exchanged = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return exchanged or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


def sounds_like(typed: str, name: str) -> bool:
    """Whether two words are read alike or look alike, with at least one character the same; one rare or old form may
    stand for any character.
    """
    if len(typed) != len(name) or len(name) < SHORTEST_CORE or name.isascii():
        return typed == name
    pairs = list(zip(typed, name, strict=True))
    other = [(a, b) for a, b in pairs if a != b]
    unread = [a for a, b in other if _is_variant(a)]
    return len(other) < len(pairs) and len(unread) <= 1 and all(_is_variant(a) or _mistaken(a, b) for a, b in other)


def _is_variant(char: str) -> bool:
    """Whether this is no character of simplified everyday writing: 爾 or 尓 for 尔, 晉 for 晋."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _mistaken(first: str, second: str) -> bool:
    if first + second in SHAPED_ALIKE or second + first in SHAPED_ALIKE:
        return True
    syllables = {_syllable(first), _syllable(second)}
    return len(syllables) == 1 and None not in syllables


def _syllable(char: str) -> int | None:
    """The number of the syllable a common character is read as; ``None`` for any other character."""
    code = RARER.get(char, char).encode("gb2312", errors="ignore")
    return bisect.bisect(_STARTS, code) if len(code) == len(_LAST) and _STARTS[0] <= code <= _LAST else None

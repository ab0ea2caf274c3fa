"""Whether what stands in a text is a lender's name, or words and names that only contain it.

Brands are made of everyday words: 有钱花 stands in 没有钱花, 还呗 in 慢慢还呗, 信用飞 in 信用飞快. What stands
beside them tells which is meant. Where it does not, the name is taken.
"""

from __future__ import annotations

from borrower_help.values.patterns import pattern

ALSO_WORDS = frozenset({"够花", "白条", "海尔", "马上", "人品"})
"""Names that are also ordinary words (钱不够花, 海尔冰箱): in a sentence they count only after 在, 从, 向 …, at its
beginning, or right after another lender.
"""
_BEFORE_A_WORD = pattern(r"(?:^|[在从用向欠叫是的]|[欠用还]了|收到|接到|自称)$")
JOINED = pattern(r"(?:和|跟|与|及|还有|以及)?")
"""What stands between two lenders that are named together: 花呗和白条."""
OTHER_NAME = (
    r"(?:贷(?!款|了|的)|宝|花|付|呗|卡|银行|信托|证券|保险|财富|支付|商城|商场|专卖店|售后|维修"
    r"|冰箱|冰柜|空调|洗衣机|热水器|电视|彩电|电脑|平板|手机|手环|耳机|音箱|路由器|充电宝|电器|家电"
    r"|外卖|团购|单车|打车|快车|司机|骑手|机票|酒店|旅游|快递|物流|直播"
    r"|小贷|小额贷款|网络小|融资担保|融担|担保公司|融资租赁|消费金融|消金|保理"
    r"|退票|订票|车票|门票|火车票|订单|订房|行程|优选|买菜|买药|租车|顺风车|代驾|车主|小店|带货)"
)
"""What follows a short name and makes another name of it, or names goods and no loan, as a regular expression: 极融贷
is not 极融.
"""
SHORT_NAME = 3
"""Characters of a name that what follows may make another of."""

AS_WORDS = {
    "有钱花": ("[没哪才都]", "[不光完吗]"),
    "拿去花": ("[都全又把没钱]", "[了光完掉吧]"),
    "借去花": ("[都全又把没钱]", "[了光完掉吧]"),
    "提钱花": ("[他她去来]", "[光完掉吧]"),
    "还呗": ("[慢先就样那再么去着来点得早晚]", ""),
    "花呗": ("省着点?|省点|慢慢", ""),
    "借呗": ("慢慢|你就", ""),
    "借钱呗": ("[他她你去来们]|朋友|亲戚|同事|别人|家里", ""),
    "放心借": ("", "[吧啊呀给了点钱]"),
    "我来贷": ("", "款"),
    "好分期": ("[好不太很么能]", "[吗么呢吧]"),
    "信用飞": ("", "[快速涨升走]"),
    "人品借款": ("[这那种家他她谁]", ""),
    "马上消费": ("", "[掉完光了一]"),
    "分期乐": ("", "[死坏呵观意]"),
    "安逸花": ("", "[钱点]"),
    "小花钱包": ("", "[丢偷]"),
    "小赢": ("", "[了一点]"),
    "滴滴": ("[跑开打坐]", "上班|司机|接单"),
    "抖音": ("[发刷拍看玩逛]|[发传挂]到", "[上里](?!的?[借欠贷])|直播|号"),
    "美团": ("[跑送]", "上班|骑手|送外卖"),
    "携程": ("", "上班|订"),
}
"""Brands made of everyday words, and those that people also work for or pass their time with: what stands right before,
or right after, where no lender is meant (regular expressions, empty where nothing tells).
"""
_FOLLOWED = pattern(OTHER_NAME)
_WORDS = {
    name: (pattern(rf"(?:{before})$") if before else None, pattern(after) if after else None)
    for name, (before, after) in AS_WORDS.items()
}


def is_name(name: str, text: str, start: int, end: int, *, after_another: bool = False) -> bool:
    """Whether ``name`` at this place of a text names the lender; ``after_another`` lender's name it does sooner."""
    if len(name) <= SHORT_NAME and _FOLLOWED.match(text, end):
        return False
    if name in ALSO_WORDS:
        return after_another or _BEFORE_A_WORD.search(text[:start]) is not None
    before, after = _WORDS.get(name, (None, None))
    return not (before and before.search(text[:start])) and not (after and after.match(text, end))

"""Names of lenders that are also ordinary words, and beginnings that say nothing about who lends."""

from __future__ import annotations

GENERIC = frozenset(
    (
        "信用",
        "分期",
        "借钱",
        "借款",
        "贷款",
        "钱包",
        "金融",
        "消费",
        "月付",
        "白条",
        "金条",
        "拿去",
        "我来",
        "好分",
        "人品",
        "卡卡",
        "网商",
        "三快",
        "中国",
        "融资",
        "担保",
        "小额",
        "网络",
        "科技",
        "消费金融",
        "小额贷款",
        "融资担保",
        "信用卡",
        "银行",
        "信息",
        "信息技术",
        "借钱优选",
        "保险",
        "租赁",
        "汽车",
        "有钱",
        "小花",
        "盈小",
        "信用贷",
        "众安在线",
        "财产保险",
        "现金",
        "豆豆",
        "桔多",
    )
)
"""Beginnings that say nothing about who lends."""


ALSO_WORDS = frozenset({"够花", "白条", "海尔", "马上", "人品"})
"""Names that are also ordinary words (钱不够花, 海尔冰箱): in a sentence they count only after 在, 从, 向 … or at
its beginning.
"""

"""Words without what tells who somebody is: numbers of identity, cards and telephones, and names.

Pure: text in, text and counts out. What it does not find stays; whoever passes a copy on must read it once more.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import partial
from typing import Any

import msgspec

from borrower_help.values.patterns import pattern

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "唐罗薛雷贺倪汤滕殷毕郝安常于傅齐康伍余元顾孟黄穆萧尹姚邵汪祁毛米明计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅"
    "盛林钟徐邱骆高夏蔡田胡凌霍万卢莫房丁邓洪包左石崔龚程邢裴陆荣翁段侯全甘武刘景龙叶黎白池乔闻党翟谭姬申冉桂牛边温庄柴阎连"
    "易廖耿匡文欧"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "司徒")
_SURNAME = rf"(?:{'|'.join(_COMPOUND)}|[{SURNAMES}])"
_NAME = rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}"
_TITLE = (
    "先生|女士|小姐|同志|师傅|老师|律师|法官|警官|警察|经理|主任|主管|专员|组长|队长|科长|处长|局长|所长|书记|庭长|会计"
)
_LEADS_TO_A_NAME = (
    r"(?<![\u4e00-\u9fff])|(?<=[是叫跟和找给让的姓位个向问与老小到了说有请被得你我他她这那收服务司行部队院所员])"
)
"""Where a surname can begin: not inside another word, as in 江苏律师 or 客户经理."""

_SIDE = r"(?<=[对你我他她司行])方"
"""Not a surname: 你方律师."""

_CALLED_BY_TITLE = (
    rf"(?:{_LEADS_TO_A_NAME})(?!{_SIDE}){_SURNAME}(?=(?:{_TITLE})"
    r"|总(?:(?![\u4e00-\u9fff\d])|(?=[说让叫在的要打来那跟给])))"
)
"""A surname with a title alone: 张经理, 刘总."""

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "身份证号",
        pattern(r"(?<!\d)[1-9]\d{5}\s?(?:19|20)\d{2}\s?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?\d{3}[\dXx](?!\d)"),
    ),
    ("卡号", pattern(r"(?<!\d)(?:\d{4}[ -]?){3}\d{4}(?:[ -]?\d{1,3})?(?!\d)|(?<!\d)\d{16,19}(?!\d)")),
    ("手机号", pattern(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")),
    ("电话", pattern(r"(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)")),
    (
        "姓名",
        pattern(
            rf"(?:(?<=姓名[:：])|(?<=姓名：\s)|(?<=我叫)|(?<=名叫)|(?<=本人叫)|(?<=户名[:：])|(?<=联系人[:：])|(?<=借款人[:：]))"
            rf"[\u4e00-\u9fff]{{2,4}}|{_CALLED_BY_TITLE}|{_NAME}(?={_TITLE})"
        ),
    ),
)
"""What is masked, by its name, the longest numbers first: inside a number of identity there is none of a telephone."""

_KEPT = 2


class Mask:
    """What puts the stars, and counts them; two numbers that differ stay two, whatever is left of them."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self._digits_of: dict[str, str] = {}

    def text(self, text: str) -> str:
        """The text with stars."""
        for name, form in _RULES:
            text = form.sub(partial(self._stars, name), text)
        return text

    def record(self, record: Any) -> Any:
        """A record, a list or a mapping of them, with every text in it masked, however deep."""
        if type(record) is str:  # not the word of a list of choices
            return self.text(record)
        if isinstance(record, msgspec.Struct):
            changed = {name: self.record(getattr(record, name)) for name in record.__struct_fields__}
            return msgspec.structs.replace(record, **changed)
        if isinstance(record, tuple | list):
            return type(record)(self.record(item) for item in record)
        if isinstance(record, dict):
            return {name: self.record(value) for name, value in record.items()}
        return record

    def in_words(self) -> str:
        """What was masked, as it is told: 手机号 3 处、卡号 1 处."""
        counted = "、".join(f"{name} {count} 处" for name, count in sorted(self.found.items()))
        return f"已打码：{counted or '没有认出要打码的'}。机器认不全，给别人以前请自己再看一遍。"

    def _stars(self, name: str, match: re.Match[str]) -> str:
        word = match.group()
        self.found[name] += 1
        if name == "姓名":
            alone = len(word) == 1 or word in _COMPOUND  # a surname before a title: nothing of it stays
            return "某" * len(word) if alone else word[0] + "某" * (len(word) - 1)
        if name in ("身份证号", "卡号"):
            return f"〔{name}〕"
        digits = re.sub(r"^86(?=1\d{10}$)", "", re.sub(r"\D", "", word))
        stand_in = stars = f"{digits[:3]}{'*' * (len(digits) - 3 - _KEPT)}{digits[-_KEPT:]}"
        for count in itertools.count(2):
            if self._digits_of.setdefault(stand_in, digits) == digits:
                break
            stand_in = f"{stars}（{count}）"
        return stand_in


def masked(text: str) -> tuple[str, Counter[str]]:
    """The text with stars, and how many of each kind it had."""
    mask = Mask()
    return mask.text(text), mask.found

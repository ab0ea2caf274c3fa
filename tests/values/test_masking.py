"""A copy for others: what tells who somebody is has stars, and is counted; what is evidence stays."""

from __future__ import annotations

from collections import Counter

import pytest

from borrower_help.case.log import LoggedBehaviour, LogResult
from borrower_help.values.masking import Mask, masked


@pytest.mark.parametrize(
    ("text", "shown", "found"),
    [
        ("打 139 0000 0511 找我", "打 139******11 找我", {"手机号": 1}),
        ("+86-13900000511、13900000512", "139******11、139******12", {"手机号": 2}),
        ("13900000511、13911110511、13900000511", "139******11、139******11（2）、139******11", {"手机号": 3}),
        ("证件110101199003071234", "证件〔身份证号〕", {"身份证号": 1}),
        ("11010119900307123X。", "〔身份证号〕。", {"身份证号": 1}),
        ("卡号6222 0000 0000 0000 123", "卡号〔卡号〕", {"卡号": 1}),
        ("0571-12345678", "057*******78", {"电话": 1}),
        ("我叫张三，王小明先生说", "我叫张某，王某某先生说", {"姓名": 2}),
        (
            "张经理打来，找刘总。他说王主任、陈女士和欧阳老师都知道",
            "某经理打来，找某总。他说某主任、某女士和某某老师都知道",
            {"姓名": 5},
        ),
        ("催收张经理和客服李女士，平安公司的法务方律师", "催收某经理和客服某女士，平安公司的法务某律师", {"姓名": 3}),
        ("我是李法官，你跟赵律师说", "我是某法官，你跟某律师说", {"姓名": 2}),
        ("浙江律师、客户经理、你方律师、对方律师、本金总额、关于总数、总经理、人民法院的法官、居委会主任", "", {}),
        ("姓名：欧阳某", "姓名：欧某某", {"姓名": 1}),
        ("12378、95500、1069000000431、2026-11-20 22:15、6297.40 元", "", {}),
    ],
)
def test_masked(text: str, shown: str, found: dict[str, int]) -> None:
    """Numbers and names of people are masked; hotlines, senders of messages, days and amounts are not."""
    assert masked(text) == (shown or text, Counter(found))


def test_a_record_with_everything_in_it() -> None:
    """Every text of a record is masked, however deep, and all of it is counted."""
    mask = Mask()
    log = LogResult(
        settled=(LoggedBehaviour(id="insult", days=(), proof="13900000511 骂人", numbers=("13900000512",)),),
        lenders=("海尔",),
    )
    masked_log = mask.record(log)
    assert masked_log.settled[0].proof == "139******11 骂人"
    assert masked_log.settled[0].numbers == ("139******12",)
    assert masked_log.lenders == ("海尔",)
    assert mask.record({"a": ["13900000512"]}) == {"a": ["139******12"]}
    assert mask.in_words().startswith("已打码：手机号 3 处。")

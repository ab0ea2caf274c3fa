"""Plays the interviews of ten people on a terminal and writes down what they saw.

``python tests/transcripts/replay.py`` plays each in plain mode at 80 and at 40 columns, to the page of answers. A
person's answers are found by words of the question; where none fits, Enter alone is pressed. The first line of a
transcript counts questions, keys and lines.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pexpect

AS_OF = "2026-11-30"
LAST = "改第几题"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")

PEOPLE: dict[str, dict[str, str]] = {
    "01-haier-first-day": {
        "哪家机构": "海尔",
        "逾期多久": "昨天",
        "来要钱的是谁": "1",
        "最想解决": "1",
        "还不上的原因": "生病",
        "每月到手": "5000",
        "每月必需": "四千二",
        "还欠多少元": "一万二",
    },
    "02-yangqianguan-mother-and-boss": {
        "哪家机构": "洋钱罐",
        "逾期多久": "两个月",
        "哪些事": "1 2 8",
        "「打给我家人": "要父母",
        "「打给单位": "打电话到单位",
        "「说要抓我": "报警抓人",
        "联系上你": "能",
        "来要钱的是谁": "还不清楚",
        "最想解决": "骚扰",
    },
    "03-card-summons": {
        "哪家机构": "招商银行信用卡",
        "逾期多久": "200天",
        "文书或消息": "传票 诉前调解",
        "哪天收到": "上周五",
        "哪天开庭": "12月20日",
        "来要钱的是谁": "1",
        "最想解决": "1 5",
        "还不上的原因": "1",
    },
    "04-mother": {
        "谁在用": "家人",
        "哪家机构": "极融",
        "哪些事": "1",
        "「打给我家人": "亲友拒绝后还打 要父母",
        "来要钱的是谁": "7",
    },
    "05-guarantor-paid": {
        "哪家机构": "jirong",
        "是哪一类": "还不清楚",
        "逾期多久": "半年",
        "文书或消息": "律师函 代偿",
        "来要钱的是谁": "担保公司",
        "它叫什么": "智永慧科",
        "最想解决": "1",
        "还不上的原因": "失业",
    },
    "06-student-in-danger": {"有危险吗": "我不想活了"},
    "07-volunteer": {
        "谁在用": "帮别人",
        "你在帮谁": "1",
        "哪家机构": "马上消费金融",
        "逾期多久": "2026年8月1日",
        "哪些事": "换了人来要",
        "里，发生过": "私人手机",
        "最想解决": "4",
    },
    "08-never-borrowed": {
        "谁在用": "我根本没借过",
        "哪家机构": "不知道",
        "哪些事": "没借过",
        "里，发生过": "没借过",
        "来要钱的是谁": "自称法院",
    },
    "09-payment-order": {
        "哪家机构": "某某小贷",
        "逾期多久": "100",
        "文书或消息": "支付令",
        "哪天收到": "11月6日",
        "最想解决": "5",
    },
    "10-sold-debt": {
        "哪家机构": "某某资产管理有限公司",
        "原来是哪家": "捷信",
        "逾期多久": "900天",
        "文书或消息": "债权转让",
        "最想解决": "3",
    },
}


def play(answers: dict[str, str], columns: int) -> str:
    """What one person saw, with a first line of figures."""
    child: Any = pexpect.spawn(
        sys.executable,
        ["-m", "borrower_help", "advise", "--plain", "--as-of", AS_OF],
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=30,
    )
    child.delaybeforesend = None
    seen, keys, left = "", 0, dict(answers)
    while child.expect_exact(["\n> ", pexpect.EOF]) == 0:
        new = re.sub(r"\s", "", child.before)
        seen += child.before + child.after
        if LAST in new:
            child.sendintr()
            child.expect_exact(pexpect.EOF)
            break
        word = next((word for word in left if word in new), "")
        typed = left.pop(word, "")
        keys += len(typed) + 1
        child.send(typed + "\r")
    screen = ESCAPES.sub("", seen + child.before)
    screen = screen.partition("\n已停止")[0]
    shown = "\n".join(line.rstrip() for line in screen.splitlines()).rstrip()
    figures = f"{len(re.findall(r'^第 ', shown, re.MULTILINE))} 题，{keys} 键，{len(shown.splitlines())} 行"
    return f"# {columns} 列，{figures}\n\n{shown}\n"


if __name__ == "__main__":
    folder = Path(__file__).parent
    for person, told in PEOPLE.items():
        for width in (80, 40):
            (folder / f"{person}-{width}.txt").write_text(play(told, width), encoding="utf-8")

"""``offer`` and ``rehearse`` on a real terminal."""

from __future__ import annotations

import re
from typing import Any

from rich.cells import cell_len


def test_an_offer_is_asked_for_on_a_terminal(sit_at: Any) -> None:
    """Without words the questions come one by one; each but the first may be left out, and the verdict follows."""
    terminal = sit_at("offer", "check", "--plain", columns=60, plain=True)
    terminal.answer("对方说了什么方案", "欠18000，一次还12000结清，先交手续费")
    terminal.answer("其中本金")
    terminal.answer("手里现在能付", "9000")
    terminal.answer("每月到手收入", "六千")
    terminal.answer("每月必需开支", "4500")
    terminal.answer("逾期多久", "两个月")
    terminal.answer("已经写给你", "1")
    terminal.answer("有没有要求这些")
    screen = re.sub(r"\s", "", terminal.end())
    assert terminal.code == 0
    assert "别签，也别付。这里有陷阱：先交手续费" in screen
    assert "差3,000.00元" in screen


def test_who_says_nothing_is_not_led_through_all_questions(sit_at: Any) -> None:
    """Without words and without a form nothing can be judged: one sentence says how to write it."""
    terminal = sit_at("offer", "check", "--plain", columns=40, plain=True)
    terminal.answer("对方说了什么方案")
    terminal.answer("是哪一种")
    assert "没看懂是什么方案" in terminal.end().replace("\n", "")
    assert terminal.code == 2


def test_a_rehearsal_answers_each_choice(sit_at: Any) -> None:
    """A wrong answer is told its cost and the better words; whoever has had enough may stop, at 40 columns too."""
    terminal = sit_at("rehearse", "--plain", columns=40, plain=True)
    terminal.answer("第 1 句", "1")
    terminal.see("更好")
    terminal.answer("第 2 句", "4")
    screen = terminal.end()
    assert terminal.code == 0
    assert "怎么和家里说" in screen
    assert [line for line in screen.splitlines() if cell_len(line) > 40] == []


def test_a_trap_is_named_where_the_offer_is_not_understood(run: Any) -> None:
    """Words whose sums cannot be read still get the warning first: the trap is what matters."""
    words = "催收让我转1800诚意金到他个人微信，转了就销账"
    result = run("offer", "check", words, "--debt", "18000", "--no-input")
    said = result.out + result.err
    assert "先别付，也别签" in said
    assert "个人" in said
    assert "Traceback" not in said

"""Danger in one's own words: the numbers to call come before anything else, and nothing is asked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from borrower_help.case.danger import hear

DAY = ("--as-of", "2026-11-21")
FIRST = {
    "我不想活了": ("12356", "120", "110"),
    "天天打电话骂我，我真的活不下去了": ("12356", "120", "110"),
    "他们说要杀了我": ("110", "120"),
    "扬言要打断我老婆的腿": ("110", "120"),
    "他们在砸门": ("110", "120"),
    "把我关起来了不让走": ("110", "120"),
    "说要砍死我，我想死的心都有了": ("12356", "120", "110"),
    "我吞了一把安眠药": ("120", "12356", "110"),
    "吃了一瓶药不想活": ("120", "12356", "110"),
    "割腕": ("120", "12356", "110"),
    "我妈接到催收电话晕倒了": ("120",),
    "他手里拿着刀在我店里": ("110", "120"),
    "我老公被他们打了": ("110", "120"),
    "催收打了我妈一耳光": ("110", "120"),
    "他们把我爸打了": ("110", "120"),
    "他们打我儿子": ("110", "120"),
    "打了我老公还抢了手机": ("110", "120"),
    "他们围着我不让我下班回家": ("110", "120"),
    "站在我家门口不走已经两个小时了": ("110", "120"),
    "两个男的在门外拍门": ("110", "120"),
    "有人在敲我家门": ("110", "120"),
}
"""What frightened people write, and the numbers that must come first."""


@pytest.mark.parametrize(("words", "numbers"), FIRST.items())
def test_the_numbers_come_first(run: Any, words: str, numbers: tuple[str, ...]) -> None:
    """Nothing stands before the numbers but two sentences, or before the answer one line that names the first of
    them.
    """
    result = run("check", words, *DAY)
    lines = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    stopped = [line for line in lines if line.startswith("!! ")]
    assert numbers[0] in lines[0] or [line.partition("：")[0] for line in stopped] == [
        f"!! {number}" for number in numbers
    ]
    assert stopped == lines[len(lines) - len(stopped) :]


def test_nothing_is_asked(sit_at: Any) -> None:
    """At a terminal nobody in danger is asked to choose among candidates."""
    terminal = sit_at("check", "他们在砸门", "--plain", *DAY, plain=True)
    screen = terminal.end()
    assert terminal.code == 0
    assert screen.strip().splitlines()[-2].startswith("!! 110：报警")
    assert "是下面哪一种" not in screen


def test_beside_thoughts_of_death_no_debt_is_discussed(run: Any) -> None:
    """Who does not want to live is shown numbers and what to do, and no list of what collectors do."""
    out = run("check", "我不想活了", *DAY).out
    assert "borrower-help check" not in out
    assert "可能是下面几种" not in out


HARMLESS = (
    "气死我了，一天打几十个电话",
    "吓死我了，半夜来电话",
    "烦死了",
    "想死你们了",
    "借一万先扣两千砍头息",
    "遇到杀猪盘借了网贷",
    "还打我妈电话",
    "一天打了我十几个电话",
    "欠钱不还会被关起来吗",
    "会不会被警察抓去关起来",
    "没有砸门，只是敲门",
    "没说要打我",
    "道德绑架我爸妈还钱",
    "扣住我的身份证",
    "不让走协商程序",
    "强行进行催收",
    "老是打断我说话",
    "打死我也不还",
    "电话打死都不说自己是哪家的",
    "打我妈电话",
    "打了我公司",
    "打我爸妈、同事的电话",
    "打了我老公手机十几次",
    "打我姐那里问我在哪",
    "手机号被打了十次",
    "我被打了二十几个电话",
    "把我妈的电话打爆了",
    "打电话骂了我一顿",
    "把我打入黑名单",
    "没有打我妈",
)


@pytest.mark.parametrize("words", HARMLESS)
def test_no_false_alarm(run: Any, words: str) -> None:
    """Figures of speech, telephones that are rung, fears of prison and denials raise no alarm."""
    assert json.loads(run("check", words, *DAY, "--format", "json").out)["data"]["dangers"] == []


@pytest.mark.parametrize(
    "words", ["他们是不是要杀我", "没钱想死", "我 不 想 活 了", "我不想死，可是撑不下去了", "会不会砸门闯进来"]
)
def test_no_danger_is_talked_away(knowledge: Any, words: str) -> None:
    """A question, a space or a 没 that belongs to another word hides no danger."""
    assert hear(words, knowledge.safety)


@pytest.mark.parametrize("identifier", ["bodily_threat", "detain_person", "enter_home", "assault"])
def test_the_police_come_before_the_rules(run: Any, identifier: str) -> None:
    """Where someone is in immediate danger, what to tell the police stands right below the verdict, before rules and
    words to say.
    """
    lines = run("check", identifier, "--lender", "海尔", *DAY).out.splitlines()
    assert re.search("：不可以（违法", lines[0])
    assert lines[1].startswith("- 报警：")
    assert sum("报警：" in line for line in lines) == 1


def test_a_threat_in_the_log(run: Any, tmp_path: Path) -> None:
    """A threat that is written down brings the numbers, last on the screen and without a source: when it is recorded,
    and whenever the log is read; a struck row does not.
    """
    log = ("--log", tmp_path / "log.jsonl")
    added = run("log", "add", *log, "--at", "2026-11-20 10:15", "--channel", "call", "--said", "再不还钱就砍死你")
    assert added.code == 0
    assert "第 1 行" in added.err
    assert [line[:6] for line in added.out.splitlines()[-2:]] == ["!! 110", "!! 120"]
    assert "来源" not in added.out
    assert "[1]" not in added.out
    checked = run("log", "check", *log, "--lender", "海尔", "--as-of", "2026-11-21").out.splitlines()
    assert not checked[0].startswith("!! ")
    assert [line[:6] for line in checked[-2:]] == ["!! 110", "!! 120"]
    assert "来源" not in checked[-3]
    warnings = json.loads(run("log", "check", *log, "--as-of", "2026-11-21", "--format", "json").out)["warnings"]
    assert any("110" in warning for warning in warnings)
    run("log", "remove", "1", *log)
    assert "!! 110" not in run("log", "check", *log, "--as-of", "2026-11-21").out


def test_a_harmless_call_in_the_log(run: Any, tmp_path: Path) -> None:
    """An ordinary call brings no alarm."""
    added = run(
        "log",
        "add",
        "--log",
        tmp_path / "log.jsonl",
        "--at",
        "2026-11-20 10:15",
        "--channel",
        "call",
        "--said",
        "请尽快还款",
    )
    assert (added.code, added.out) == (0, "")

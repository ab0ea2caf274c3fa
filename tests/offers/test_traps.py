"""The traps of an offer in many words, and what only sounds like one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from borrower_help import Knowledge
from borrower_help.advice.offer_traps import traps_heard

SAID: dict[str, list[str]] = yaml.safe_load((Path(__file__).with_name("traps.yaml")).read_text(encoding="utf-8"))
TRAPS = {name: said for name, said in SAID.items() if name != "harmless"}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_heard_in_every_wording(knowledge: Knowledge, name: str) -> None:
    """Each way of saying it names the trap."""
    heard = {said: {trap.id for trap in traps_heard(said, knowledge)} for said in TRAPS[name]}
    assert {said: ids for said, ids in heard.items() if name not in ids} == {}


def test_what_a_lender_may_say_is_no_trap(knowledge: Knowledge) -> None:
    """A neutral sentence is accused of nothing."""
    heard = {said: [trap.id for trap in traps_heard(said, knowledge)] for said in SAID["harmless"]}
    assert {said: ids for said, ids in heard.items() if ids} == {}


MEANS = ("--days-overdue", "90", "--cash", "20000", "--income", "6000", "--essentials", "4500", "--no-input")


@pytest.mark.parametrize(
    ("charge", "fee", "left"),
    [
        ("减免部分收15%", "900.00", "5,100.00"),
        ("省下来的给我们两成", "1,200.00", "4,800.00"),
        ("帮你省多少我们拿10%", "600.00", "5,400.00"),
        ("按减免金额的百分之二十收服务费", "1,200.00", "4,800.00"),
        ("免掉的钱我们拿一半", "3,000.00", "3,000.00"),
        ("省下的抽30个点", "1,800.00", "4,200.00"),
    ],
)
def test_a_share_of_what_is_saved_is_reckoned(run: Any, charge: str, fee: str, left: str) -> None:
    """20000 - 14000 = 6000 saved: 15 % of it are 900, two tenths 1200, 10 % 600, half 3000, 30 % 1800."""
    words = ("offer", "check", f"欠20000，一次还14000结清，{charge}", *MEANS, "--as-of", "2026-11-30")
    out = run(*words).out
    assert f"另收 {fee} 元" in out
    assert f"真正省：6,000.00 元 - 另收 {fee} 元 = {left} 元" in out
    assert out.startswith("别签，也别付。这里有陷阱：按省下的钱抽成收费")


def test_a_share_that_is_waived_is_no_charge(run: Any) -> None:
    """减免 15 % lowers the debt and charges nothing."""
    words = ("offer", "check", "欠20000，一次还17000结清，减免15%", *MEANS, "--as-of", "2026-11-30")
    assert "另收" not in run(*words).out


def test_a_fitting_sum_speaks_of_traps_only_where_there_is_one(run: Any) -> None:
    """Who can pay what is asked is told to take the traps out first where there are any, and not otherwise."""
    fair = run("offer", "check", "欠20000，一次还12000结清", *MEANS, "--as-of", "2026-11-30").out
    assert "对方要的数你拿得出" in fair
    assert "坚持：" not in fair
    assert "陷阱去掉" not in fair
    assert "没听出陷阱，不等于没有" in fair
    trapped = run("offer", "check", "欠20000，一次还12000结清，让你爸担个保", *MEANS, "--as-of", "2026-11-30").out
    assert "先把上面的陷阱去掉再谈" in "".join(trapped.split())


def test_the_traps_are_in_the_data(run: Any) -> None:
    """The words in which a trap was heard stand beside its name."""
    words = ("offer", "check", "欠9000，分9期每期1000，媳妇也来签个名", *MEANS, "--as-of", "2026-11-30")
    data = json.loads(run(*words, "--format", "json").out)["data"]
    assert [(trap["id"], trap["words"]) for trap in data["traps"]] == [("relative_guarantee", "媳妇也来签个名")]

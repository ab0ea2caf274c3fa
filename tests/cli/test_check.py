"""``check``: may they do that? By id, or in one's own words, which are never applied without the borrower's yes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

DAY = ("--as-of", "2026-11-21")
JSON = (*DAY, "--format", "json")
VERDICT = re.compile(r"：(不可以|有限制|可以，但要守条件|要看情况|没有对应到规则)")


def findings(result: Any) -> dict[str, dict[str, Any]]:
    """The findings of a JSON answer by id."""
    assert (result.code, result.err) == (0, "")
    return {finding["id"]: finding for finding in json.loads(result.out)["data"]["findings"]}


def cited(result: Any) -> str:
    """The list of sources at the end of an answer, in one line."""
    return "".join(result.out.rpartition("\n来源\n")[2].split())


# --- by id ----------------------------------------------------------------------------------------------------------


def test_one_behaviour(run: Any) -> None:
    """An id leads to the verdict, what it rests on, what to keep, what to say and where to turn."""
    result = run("check", "call_after_22", "--lender", "海尔", *DAY)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("深夜或清晨打催收电话：不可以（不符合国家标准或行业自律，还不等于违法）")
    for label in ("依据：", "留证据：", "可以说：", "找谁：", "来源", "知识核对到"):
        assert label in result.out
    assert "违法，看情节" not in result.out


def test_several_behaviours(run: Any) -> None:
    """Several ids are judged one after the other."""
    assert list(findings(run("check", "insult", "call_after_22", *JSON))) == ["insult", "call_after_22"]


OUTCOMES = {
    "broken, by law": (("bodily_threat", "--kind", "bank"), "broken", "unlawful"),
    "broken, by a regulator's rule": (("insult", "--kind", "micro_loan"), "broken", "regulatory"),
    "broken, by a standard": (("visit_after_22", "--kind", "amc"), "broken", "standard_or_self_regulation"),
    "limited": (("connected_over_3", "--lender", "haier"), "limited", "standard_or_self_regulation"),
    "depends": (("calls_4_to_6_unanswered", "--lender", "haier"), "depends", "verify_first"),
    "allowed": (("notice_of_lawsuit", "--lender", "haier"), "allowed", None),
    "no rule for this kind": (("unanswered_over_6", "--kind", "micro_loan"), "no_rule", "verify_first"),
    "no rule on that day": (("unanswered_over_6", "--kind", "bank", "--as-of", "2026-01-29"), "no_rule", "verify_first"),
    "the rule's first day": (("unanswered_over_6", "--kind", "bank", "--as-of", "2026-01-30"), "limited", "standard_or_self_regulation"),
}


@pytest.mark.parametrize(("words", "outcome", "nature"), OUTCOMES.values(), ids=OUTCOMES)
def test_outcomes(run: Any, words: tuple[str, ...], outcome: str, nature: str | None) -> None:
    """The same behaviour is judged by what binds this lender and was in force on that day."""
    day = () if "--as-of" in words else DAY
    (finding,) = findings(run("check", *words, *day, "--format", "json")).values()
    assert (finding["outcome"], finding["nature"]) == (outcome, nature)


def test_no_rule_is_no_approval(run: Any) -> None:
    """Where no rule was found the answer says that this approves nothing, and cites none."""
    result = run("check", "unanswered_over_6", "--kind", "micro_loan", *DAY)
    assert "没有对应到规则，这不代表对方合规" in result.out
    assert "依据：" not in result.out


@pytest.mark.parametrize("identifier", ["call_weekend_daytime", "notice_of_lawsuit", "credit_report_notice", "visit_public_polite"])
def test_what_is_allowed_is_said_to_be_allowed(run: Any, identifier: str) -> None:
    """Nobody is led into a fight over a lawful call: what is allowed is called so, with its conditions."""
    assert re.match(r".+：可以，但要守条件", run("check", identifier, "--lender", "海尔", *DAY).out)


def test_without_a_lender(run: Any) -> None:
    """Without a lender the answer says that it was given for nobody in particular."""
    assert "没有说是哪家机构" in run("check", "insult", *DAY).out
    assert "没有说是哪家机构" not in run("check", "insult", "--kind", "银行", *DAY).out


def test_a_lender_that_is_not_recorded(run: Any) -> None:
    """A lender that the knowledge does not hold is remarked beside the answer, not in it."""
    result = run("check", "insult", "--lender", "快快借", *DAY)
    assert result.code == 0
    assert "没有收录「快快借」" in result.err
    assert "快快借" not in result.out
    assert json.loads(run("check", "insult", "--lender", "快快借", *JSON).out)["warnings"]


def test_rights_beside_it(run: Any) -> None:
    """Beside the verdict stands what the borrower may insist on."""
    assert "你可以坚持：" in run("check", "ec_reachable", "--lender", "海尔", *DAY).out


def test_rights_beside_it_bind_this_lender(run: Any) -> None:
    """An unlicensed lender is not held against the association's guideline in the line about rights."""
    assert "银行业协会催收指引" not in cited(run("check", "call_after_22", "--kind", "unlicensed", *DAY))


def test_rights_beside_it_are_those_of_that_day(run: Any) -> None:
    """For a day in 2025 no article of the law of 2026 is among the sources."""
    sources = cited(run("check", "call_bomb", "--kind", "bank", "--as-of", "2025-12-31"))
    assert "治安管理处罚法（旧）42条" in sources
    assert "治安管理处罚法5" not in sources


def test_a_rule_that_came_later_is_named(run: Any) -> None:
    """For a day in 2025 the answer says which article it speaks of was not yet in force; for today there is nothing to say."""
    answers = (run("check", "bodily_threat", "--kind", "bank", "--as-of", day).out for day in ("2025-12-31", "2026-01-01"))
    before, after = (re.sub(r"\s+", "", answer) for answer in answers)
    assert "日期：治安管理处罚法50条，那一天还没有施行" in before
    assert "日期：" not in after


def test_several_at_once_have_a_title(run: Any) -> None:
    """Several behaviours are one document with one title, each conclusion below it."""
    out = run("check", "insult", "call_bomb", "--lender", "海尔", *DAY, "--format", "markdown").out
    assert re.findall(r"^# .+", out, re.MULTILINE) == ["# 2 种做法，逐个看："]
    assert len(re.findall(r"^### .+：不可以", out, re.MULTILINE)) == 2


def test_every_rule_on_request(run: Any) -> None:
    """``--full`` lists every rule with its force and whether it binds, also those that do not."""
    out = run("check", "ec_reachable", "--lender", "海尔", "--full", *DAY).out
    assert out.count("约束这家机构") >= 3
    assert "不约束这类机构" in out


# --- in one's own words ------------------------------------------------------------------------------------------------


def test_words_are_never_applied_silently(run: Any) -> None:
    """A sentence leads to candidates to choose from, and to no verdict at all."""
    result = run("check", "半夜打电话给我妈", "--lender", "海尔", *DAY)
    assert (result.code, result.err) == (0, "")
    assert "请选一种" in result.out
    assert "call_after_22：" in result.out
    assert "third_refused：" in result.out
    assert not VERDICT.search(result.out)


def test_candidates_for_programs(run: Any, knowledge: Any) -> None:
    """In JSON the candidates stand apart from the findings, which stay empty."""
    data = json.loads(run("check", "半夜打电话给我妈", *JSON).out)["data"]
    assert (data["question"], data["findings"]) == ("半夜打电话给我妈", [])
    assert 1 < len(data["candidates"]) <= 5
    assert all(entry["title"] == knowledge.behaviours[entry["id"]].title for entry in data["candidates"])


def test_words_beside_an_id(run: Any) -> None:
    """An id among other words is no choice yet."""
    assert json.loads(run("check", "insult", "还打我妈电话", *JSON).out)["data"]["findings"] == []


def test_several_words_are_one_sentence(run: Any) -> None:
    """Words that the shell took apart are read together."""
    assert json.loads(run("check", "半夜", "打电话", *JSON).out)["data"]["question"] == "半夜 打电话"


@pytest.mark.parametrize("words", ["火星", "xyz", "？", "   "])
def test_no_match_is_no_approval(run: Any, words: str) -> None:
    """Where nothing is near, the answer says that this approves nothing, and how to go on."""
    result = run("check", words, *DAY)
    assert result.code == 0
    assert "不代表对方合规" in result.out
    assert "advise" in result.out
    assert json.loads(run("check", words, *JSON).out)["data"] == {"question": words.strip(), "candidates": [], "findings": []}


IN_OWN_WORDS = {
    "third party: family": ("没打通我电话，就去找我爸妈要钱", "collect_from_relative"),
    "third party: contacts": ("电话一直打得通，却去骚扰紧急联系人", "ec_reachable"),
    "third party: address book": ("App 偷偷拿走我手机里的通讯录", "contacts_permission"),
    "work": ("前台说有人打电话来单位找我讨债", "workplace_call"),
    "letter to work": ("催款的信寄到单位，同事都看见了", "open_letter"),
    "visit": ("白天有两个人上门来小区当面谈", "visit_public_polite"),
    "visit: a crowd": ("来了一大帮人在楼道里喊", "visit_crowd"),
    "fake: court": ("来电自称法院工作人员要我还款", "fake_police_court"),
    "fake: lawyer": ("收到律师事务所的函，不知道真假", "fake_lawyer"),
    "criminal": ("说我涉嫌诈骗，明天就来抓人", "threat_police"),
    "mediation": ("短信自称调解中心，要我马上还钱", "fake_mediation"),
    "settlement": ("早就还清了，还在打电话催我", "collect_no_debt"),
    "settlement: proof": ("结清以后不给我开结清证明", "no_settlement_proof"),
    "halt of interest": ("交了钱就能帮我停息挂账的公司", "negotiation_fee"),
    "interest: fees": ("除了利息，还要另外收催收费和上门费", "extra_fees"),
    "family": ("吓唬说我孩子不能上学", "fake_blacklist"),
    "family: the dead": ("我爸去世了，他们找我要他的钱", "dead_or_incapacitated"),
    "assignment": ("说债权转让给别的公司，我没收到通知", "assignment_no_notice"),
    "contact: hours": ("凌晨还打电话来催款", "call_after_22"),
    "contact: how often": ("一天十几个未接来电，打个不停", "unanswered_over_6"),
    "contact: a machine": ("总是机器人打来催", "ai_voice"),
    "illness": ("住院得了重病，他们还催收", "vulnerable_debtor"),
    "negotiation": ("我跟客服申请协商了，催收还在打", "negotiation_still_called"),
    "money": ("要我扫他发来的二维码还钱", "personal_account"),
    "credit": ("说不还就影响征信", "credit_report_notice"),
}
"""Themes of the questions that borrowers ask, in other words; the behaviour that is meant."""


@pytest.mark.parametrize(("words", "meant"), IN_OWN_WORDS.values(), ids=IN_OWN_WORDS)
def test_what_is_meant_comes_first(run: Any, words: str, meant: str) -> None:
    """For what borrowers really ask, told in other words, the behaviour that is meant is the first candidate."""
    candidates = [entry["id"] for entry in json.loads(run("check", words, *JSON).out)["data"]["candidates"]]
    assert candidates[0] == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("他们打电话让我老爸帮我把钱补上", "collect_from_relative"),
        ("夜里十一点发微信催我", "msg_after_22"),
        ("在小区门口贴我的照片和欠条", "posters_banners"),
    ],
)
def test_what_is_meant_is_among_the_candidates(run: Any, words: str, meant: str) -> None:
    """Also where other words come nearer, what is meant can be chosen."""
    assert meant in run("check", words, *DAY).out


# --- formats, windows, consoles ---------------------------------------------------------------------------------------------


def test_json_lists_its_sources(run: Any) -> None:
    """The envelope names the command and describes every source of the finding."""
    envelope = json.loads(run("check", "insult", "--lender", "海尔", *JSON).out)
    assert (envelope["command"], envelope["status"], envelope["as_of"]) == ("check", "ok", "2026-11-21")
    (finding,) = envelope["data"]["findings"]
    assert set(finding["sources"]) <= {source["ref"] for source in envelope["sources"]}


def test_markdown(run: Any) -> None:
    """Markdown is headings and lists, with every rule and its sources."""
    result = run("check", "insult", "--lender", "海尔", *DAY, "--format", "markdown")
    assert result.code == 0
    assert re.search(r"^# 辱骂和侮辱性短信：不可以", result.out, re.MULTILINE)
    assert "## 来源" in result.out
    assert "\x1b" not in result.out


def test_into_a_file(run: Any, tmp_path: Path) -> None:
    """The ending of the file decides the format, and nothing goes to the screen."""
    path = tmp_path / "insult.json"
    result = run("check", "insult", *DAY, "--output", path)
    assert (result.code, result.out) == (0, "")
    assert json.loads(path.read_text(encoding="utf-8"))["command"] == "check"


@pytest.mark.parametrize("words", [("insult", "call_after_22", "guarantor"), ("半夜打电话给我妈",), ("火星",)], ids=["ids", "words", "nothing"])
def test_forty_columns(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """In a window of forty columns no line is wider."""
    monkeypatch.setenv("COLUMNS", "40")
    out = run("check", *words, "--lender", "海尔", *DAY).out
    assert [line for line in out.splitlines() if cell_len(line) > 40] == []


def test_a_chinese_console(process: Any) -> None:
    """On a console that knows only GBK the answer can be read."""
    done = process("check", "call_after_22", "--lender", "海尔", *DAY, env={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    assert "深夜或清晨打催收电话：不可以" in done.stdout.decode("gbk")


def test_strange_words(run: Any) -> None:
    """What was typed is shown again without the characters that command a terminal, and cut."""
    result = run("check", "\x1b[31m半夜打电话" + "哈" * 5000, *DAY)
    assert result.code == 0
    assert "\x1b" not in result.out
    assert len(result.out) < 2000


def test_nothing_to_check(run: Any) -> None:
    """Without an id or words the mistake is explained in Chinese."""
    result = run("check", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "ID或你的话" in result.err


# --- at a terminal -------------------------------------------------------------------------------------------------------------


def test_confirmed_at_the_terminal(sit_at: Any) -> None:
    """At a terminal the borrower chooses what they meant, and then gets the verdict."""
    terminal = sit_at("check", "半夜打电话给我妈", "--lender", "海尔", "--plain", *DAY, plain=True)
    terminal.see("是下面哪一种")
    terminal.enter("1 2")
    screen = terminal.end()
    assert terminal.code == 0
    assert len(VERDICT.findall(screen)) == 2
    assert screen.count("：不可以（") == 2


def test_none_of_them(sit_at: Any) -> None:
    """Who chooses none gets the candidates again and no verdict."""
    terminal = sit_at("check", "半夜打电话给我妈", "--plain", *DAY, plain=True)
    terminal.see("是下面哪一种")
    terminal.enter()
    screen = terminal.end()
    assert terminal.code == 0
    assert "请选一种" in screen
    assert not VERDICT.search(screen)


def test_confirmed_with_arrow_keys(sit_at: Any) -> None:
    """The space bar chooses on a capable terminal."""
    terminal = sit_at("check", "半夜打电话给我妈", "--lender", "海尔", *DAY)
    terminal.see("是下面哪一种")
    terminal.enter(" ")
    screen = terminal.end()
    assert terminal.code == 0
    assert "你选了：深夜或清晨打催收电话" in screen
    assert "深夜或清晨打催收电话：不可以" in screen


def test_stopped(sit_at: Any) -> None:
    """Ctrl-C ends the question with a word and exit code 130."""
    terminal = sit_at("check", "半夜打电话给我妈", "--plain", *DAY, plain=True)
    terminal.see("是下面哪一种")
    terminal.press("c")
    screen = terminal.end()
    assert terminal.code == 130
    assert "已停止" in screen
    assert "Traceback" not in screen


@pytest.mark.parametrize("more", [("--no-input",), ("--format", "json"), ("--format", "markdown")], ids=" ".join)
def test_no_question_where_none_is_wanted(sit_at: Any, more: tuple[str, ...]) -> None:
    """With ``--no-input``, and where a program reads, nothing is asked even at a terminal."""
    terminal = sit_at("check", "半夜打电话给我妈", *more, *DAY)
    screen = terminal.end()
    assert terminal.code == 0
    assert "哪一种？" not in screen
    assert "call_after_22" in screen.replace("\\", "")


def test_an_id_asks_nothing(sit_at: Any) -> None:
    """An id is clear enough."""
    terminal = sit_at("check", "insult", *DAY)
    assert "哪一种？" not in terminal.end()
    assert terminal.code == 0

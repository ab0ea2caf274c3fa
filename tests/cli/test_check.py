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
VERDICT = re.compile(r"：(不可以|有限制|可以，但要守条件|要看情况|没查到管这件事的规则|像骗局|说的不是这类机构)")


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
    "no rule on that day": (
        ("unanswered_over_6", "--kind", "bank", "--as-of", "2026-01-29"),
        "no_rule",
        "verify_first",
    ),
    "the rule's first day": (
        ("unanswered_over_6", "--kind", "bank", "--as-of", "2026-01-30"),
        "limited",
        "standard_or_self_regulation",
    ),
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
    assert "没查到管这件事的规则，这不等于对方做得对" in result.out
    assert "依据：" not in result.out


@pytest.mark.parametrize("identifier", ["asks_for_codes", "deposit_before_plan"])
def test_what_may_be_a_fraud_is_stopped_first(run: Any, identifier: str) -> None:
    """Who is asked for codes or for money in advance reads first that they should stop, and then on what it depends."""
    out = run("check", identifier, "--lender", "海尔", *DAY).out
    assert out.splitlines()[0].endswith("：先停下，核实了再说")
    assert "要看：" in out


@pytest.mark.parametrize(("identifier", "who"), [("tied_products", "主管部门或法院"), ("bodily_threat", "公安或法院")])
def test_who_decides_on_a_breach_of_law(run: Any, identifier: str, who: str) -> None:
    """Only where the police are told of it does the verdict leave the finding to them."""
    assert f"违法，看情节，由{who}认定" in run("check", identifier, "--lender", "海尔", *DAY).out.splitlines()[0]


def test_nothing_cited_has_no_list_of_sources(run: Any) -> None:
    """An answer that rests on no rule ends without an empty list of sources."""
    out = run("check", "unanswered_over_6", "--kind", "micro_loan", *DAY).out
    assert "来源" not in out
    assert "。" not in out.splitlines()
    assert "知识核对到" in out


SAID_FIRST = {
    "rules for others, insult": (
        ("insult", "--kind", "unlicensed"),
        "要看情况",
        ["消金办法只约束消费金融公司", "小贷办法只约束小额贷款公司"],
    ),
    "rules that came later": (
        ("connected_over_3", "--kind", "bank", "--as-of", "2024-05-05"),
        "没查到管这件事的规则",
        ["没有收录到在2024-05-05约束银行的规则", "国标GB/T45251到2025-02-28才施行", "下面说的是施行以后的情况"],
    ),
    "rules for others, nothing left": (
        ("no_outsourcing_notice", "--kind", "micro_loan"),
        "没查到管这件事的规则",
        [
            "没有收录到约束小额贷款公司的规则",
            "银行保险消保办法只约束银行、消费金融公司和保险公司",
            "下面说的是受这些规则约束的机构",
        ],
    ),
    "a stronger rule that came later": (
        ("call_bomb", "--lender", "haier", "--as-of", "2025-12-31"),
        "不可以（违反监管规定）",
        ["治安管理处罚法到2026-01-01才施行", "所以结论比通常的弱"],
    ),
}


@pytest.mark.parametrize(("words", "label", "said"), SAID_FIRST.values(), ids=SAID_FIRST)
def test_what_does_not_count_is_said_first(run: Any, words: tuple[str, ...], label: str, said: list[str]) -> None:
    """Where the usual answer does not hold for this lender or day, the first sentence names which rules do not count
    and why.
    """
    lines = run("check", *words, *(() if "--as-of" in words else DAY)).out.splitlines()
    first = re.sub(r"\s", "", "".join(lines[1:]))
    assert f"：{label}" in lines[0]
    assert first.startswith("-先说明：")
    assert [words for words in said if words not in first.partition("-先说明：")[2].partition("。-")[0] + "。"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("connected_over_3", "--kind", "bank", "--as-of", "2024-05-05"),
        ("refuses_mediation", "--kind", "micro_loan", *DAY),
    ],
    ids=" ".join,
)
def test_no_sentence_that_invokes_what_does_not_count(run: Any, words: tuple[str, ...]) -> None:
    """Nobody is told to invoke a rule that does not bind this lender or was not yet in force; where it does, the
    sentence is there.
    """
    assert "可以说" not in run("check", *words).out
    assert "可以说" in run("check", words[0], "--kind", "bank", *DAY).out


def test_an_entry_about_another_kind_of_lender(run: Any) -> None:
    """For a licensed lender the entry on unlicensed ones says first that it is not about this lender, and calls nothing
    unlawful.
    """
    result = run("check", "illegal_lender", "--lender", "haier", *DAY)
    head, second = result.out.splitlines()[:2]
    assert head.endswith("：说的不是这类机构")
    assert "海尔消费金融是持牌的消费金融公司，这一条说的是没有放贷牌照的" in second
    assert "刑法 293-1 条" not in result.out
    assert "可以说" not in result.out
    assert "不可以（违法" in run("check", "illegal_lender", "--kind", "unlicensed", *DAY).out


def test_nobody_without_a_licence_is_said_to_report_in_order(run: Any) -> None:
    """That a report to the credit bureau may be announced is not said of a lender without a licence."""
    assert (
        "说逾期会报送征信：说的不是这类机构" in run("check", "credit_report_notice", "--kind", "unlicensed", *DAY).out
    )


def test_a_warning_of_fraud_in_plain_words(run: Any) -> None:
    """Where only warnings of fraud speak against it, the verdict says what to do and does not forbid and doubt in one
    breath.
    """
    out = run("check", "negotiation_fee", *DAY).out
    assert out.startswith("收费代办停息挂账：像骗局，先别给钱\n")
    assert "先核实" not in out.splitlines()[0]


DEPENDS = {
    "always": (("collect_from_spouse", "--lender", "haier"), "配偶有没有签过字", "看合同的签名页"),
    "for this kind": (("call_after_22", "--kind", "unlicensed"), "来电扰乱了私人生活安宁", "拿通话记录和运营商详单"),
    "about another kind": (
        ("illegal_lender", "--lender", "haier"),
        "放款的到底是不是没有放贷牌照的出借方",
        "没有放贷牌照的出借方这样认",
    ),
}


@pytest.mark.parametrize(("words", "hinges", "find_out"), DEPENDS.values(), ids=DEPENDS)
def test_on_what_it_depends(run: Any, words: tuple[str, ...], hinges: str, find_out: str) -> None:
    """An answer that depends says on what and how to find out."""
    out = re.sub(r"\s", "", run("check", *words, *DAY).out)
    assert hinges in out.partition("要看：")[2].partition("怎么弄清：")[0]
    assert find_out in out.partition("怎么弄清：")[2]


@pytest.mark.parametrize(
    "identifier", ["call_weekend_daytime", "notice_of_lawsuit", "credit_report_notice", "visit_public_polite"]
)
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
    assert "治安管理处罚法（旧）42" in sources
    assert "治安管理处罚法5" not in sources


def test_a_rule_that_came_later_is_named(run: Any) -> None:
    """For a day in 2025 the answer says which article it speaks of was not yet in force; for today there is nothing to
    say.
    """
    answers = (
        run("check", "bodily_threat", "--kind", "bank", "--as-of", day).out for day in ("2025-12-31", "2026-01-01")
    )
    before, after = (re.sub(r"\s+", "", answer) for answer in answers)
    assert "日期：治安管理处罚法50条，那一天还没有施行" in before
    assert "日期：" not in after


def test_no_article_is_named_and_taken_back(run: Any) -> None:
    """For a day in 2025 the answer about stalking rests on the law of that day: no article of the law of 2026 is named
    as if it held, and no line takes it back.
    """
    then, now = ("".join(run("check", "stalking", "--as-of", day).out.split()) for day in ("2025-12-31", "2026-01-01"))
    assert ("第50条" in then, "不算数" in then, "治安管理处罚法（旧）第26条" in then) == (False, False, True)
    assert ("第50条" in now, "（旧）" in now) == (True, False)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bodily_threat", "治安管理处罚法（旧）第42条管这种事"),
        ("assault", "治安管理处罚法（旧）第43条处罚"),
        ("rotate_numbers", "2026-01-01起施行的治安管理处罚法第50条"),
        ("visit_after_22", "2026-01-01起施行的治安管理处罚法第47条、第50条"),
    ],
)
def test_an_article_of_an_earlier_day(run: Any, name: str, said: str) -> None:
    """Where the catalogue names the article of the old law for the same act that one is said, else the day from which
    the new one holds; today neither.
    """
    then, now = ("".join(run("check", name, "--as-of", day).out.split()) for day in ("2025-12-31", "2026-01-01"))
    assert said in then, then
    assert "起施行的" not in now


def test_the_police_sentence_of_that_day(run: Any) -> None:
    """Before the law of 2026 nobody is told to ask for an order that only it knows; today they are."""
    then, now = (
        "".join(run("check", "stalking", "--as-of", day).out.split()).split("-")[1]
        for day in ("2025-12-31", "2026-11-21")
    )
    assert then.startswith("报警：")
    assert "不得接触" not in then
    assert "当时的法律" in then
    assert "不得接触" in now


def test_the_law_of_an_earlier_day_is_named(run: Any) -> None:
    """An insult of 2025 names the old law's article beside the rules the verdict rests on; an insult of today does
    not.
    """
    then, now = ("".join(run("check", "insult", "--as-of", day).out.split()) for day in ("2025-12-31", "2026-11-21"))
    assert "治安管理处罚法（旧）42条（法律法规，多次发送" in then.split("依据：")[1].split("日期：")[0]
    assert "（旧）" not in now


def test_a_threat_to_freeze_accounts(run: Any) -> None:
    """For a consumer finance company the verdict claims no more than its text: self-regulation, unless it is
    intimidation or fraud.
    """
    out = "".join(run("check", "threat_freeze", "--lender", "海尔", *DAY).out.split())
    assert "：不可以（不符合国家标准或行业自律" in out.split("-")[0]
    assert "构成恐吓、欺诈的才违反监管规定" in out
    assert "：不可以（违反监管规定）" in run("check", "threat_freeze", "--kind", "micro_loan", *DAY).out.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "example"),
    [
        ("再不还就让你全家不得安宁", "bodily_threat"),
        ("打了十五个我一个都没接", "unanswered_over_6"),
        ("没接电话就打给我姐", ""),
        ("夜里打来电话", ""),
    ],
)
def test_an_example_only_where_one_is_clearly_meant(run: Any, words: str, example: str) -> None:
    """The line on how to read the verdict names a behaviour only when it is clearly nearest, never an allowed one above
    a prohibited one.
    """
    line = next(line for line in run("check", words, *DAY).out.splitlines() if line.startswith("看结论："))
    assert line.startswith("看结论：borrower-help check 编号")
    assert (f"borrower-help check {example}" in line) if example else ("比如" not in line)


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


# --- in one's own words


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
    assert "心里难受打 12356" in result.out
    assert json.loads(run("check", words, *JSON).out)["data"] == {
        "question": words.strip(),
        "dangers": [],
        "candidates": [],
        "findings": [],
        "papers": [],
    }


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


# --- formats, windows, consoles


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


@pytest.mark.parametrize(
    "words",
    [("insult", "call_after_22", "guarantor"), ("半夜打电话给我妈",), ("火星",)],
    ids=["ids", "words", "nothing"],
)
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
    """Without an id or words it lists in Chinese, by theme, what can be asked."""
    result = run("check", *DAY)
    assert (result.code, result.err) == (0, "")
    assert "call_after_22：深夜或清晨打催收电话" in result.out


def test_beside_a_paper_only_pretences_are_named(run: Any) -> None:
    """What is offered as perhaps a fake is a fake or a threat, not whatever shares a character with the paper."""
    assert "account_lent" not in run("check", "支付令", "--no-input").out
    assert "posters_banners" not in run("check", "律师函", "--no-input").out


@pytest.mark.parametrize("words", ["传票怎么办", "收到法院传票", "律师函", "支付令", "仲裁通知"])
def test_a_paper_is_answered_with_the_paper(run: Any, words: str) -> None:
    """Whoever names a paper is told first what it is and how to check it; that it may be a fake comes after."""
    out = run("check", words, *DAY).out.replace("\n", "").replace(" ", "")
    assert out.index("先核实") < out.index("不理会的后果") < out.index("算日子")
    assert "请选一种" not in out


# --- at a terminal


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


@pytest.mark.parametrize("key", [" ", ""], ids=["space bar", "Enter alone"])
def test_confirmed_with_arrow_keys(sit_at: Any, key: str) -> None:
    """The space bar chooses on a capable terminal, and so does Enter alone on the highlighted line."""
    terminal = sit_at("check", "半夜打电话给我妈", "--lender", "海尔", *DAY)
    terminal.see("是下面哪一种")
    terminal.enter(key)
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


def test_a_risk_alert_binds_nobody(run: Any) -> None:
    """What a stranger did is shown beside alerts that warn, and no rule of it is said to bind the lender."""
    shown = run("check", "negotiation_fee", "--lender", "海尔", "--full", "--as-of", "2026-11-30").out
    assert shown.count("只是提示，不是规则") == 3
    assert "约束这家机构" not in shown
    told = json.loads(
        run("check", "negotiation_fee", "--lender", "海尔", "--format", "json", "--as-of", "2026-11-30").out
    )
    rules = told["data"]["findings"][0]["rules"]
    assert not any(rule["binds"] for rule in rules if rule["role"] != "escalation")  # that one binds an authority

"""``rights``: the same rules read the other way, as what one may insist on."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from rich.cells import cell_len

DAY = ("--as-of", "2026-11-21")
PROMISED = {
    "identity": "身份",
    "records": "记录",
    "statement": "明细",
    "contract": "合同",
    "no-third-party": "无关的人",
    "deletion": "删除",
    "explanation": "答复",
    "complaint": "投诉",
    "mediation": "调解",
    "court": "法庭",
}
"""What the issue promises: identity, records, statement, contract, no third party, deletion, explanation,
complaint, mediation, court.
"""


def test_all_that_was_promised(run: Any) -> None:
    """The list holds every right that a borrower may claim, each with a short id."""
    result = run("rights", "list", *DAY)
    assert (result.code, result.err) == (0, "")
    for identifier in PROMISED:
        assert f"- {identifier}：" in result.out


@pytest.mark.parametrize("identifier", PROMISED)
def test_one_right(run: Any, identifier: str) -> None:
    """Each right says what it is, how to claim it, where it ends and on which rule it rests."""
    result = run("rights", "show", identifier, *DAY)
    assert (result.code, result.err) == (0, "")
    for part in ("怎么主张：", "到哪里为止：", "来源"):
        assert part in result.out


@pytest.mark.parametrize(
    ("identifier", "who", "supports", "limits"),
    [
        ("court", ("--lender", "海尔"), "金融审判意见", "民间借贷适用范围批复"),
        ("court", ("--kind", "micro_loan"), "金融审判意见", "民间借贷规定"),
        ("court", ("--kind", "unlicensed"), "民间借贷规定 25 条", "金融审判意见"),
        ("privacy", ("--lender", "海尔"), "民法典 1032 条", "失信名单规定"),
        ("home", ("--lender", "海尔"), "治安管理处罚法 47 条", "民事诉讼法"),
    ],
)
def test_what_supports_and_what_limits(
    run: Any, identifier: str, who: tuple[str, ...], supports: str, limits: str
) -> None:
    """Only rules that help the borrower against this lender are said to count; a rule that limits the right does not
    stand among them.
    """
    screen = "".join(run("rights", "show", identifier, *who, *DAY).out.split("- 怎么主张")[0].split())
    counting = re.split("对[^，。；]*?算数的：", screen)[1]
    assert supports.replace(" ", "") in counting
    assert limits not in counting


@pytest.mark.parametrize(("identifier", "limit"), [("privacy", "失信"), ("home", "搜查令"), ("limitation", "第 19 条")])
def test_where_it_ends_has_its_own_source(run: Any, identifier: str, limit: str) -> None:
    """The rule that limits a right is cited where the right ends, and listed with its text."""
    out = run("rights", "show", identifier, "--lender", "海尔", *DAY).out
    ends = out.split("- 到哪里为止：")[1].split("\n- ")[0]
    assert re.search(r"\[[0-9]+:[0-9]+[^\]]*\]\s*$", ends)
    assert re.search(limit, out.split("来源")[1])


@pytest.mark.parametrize("written", ["statement", "right-statement", " statement "])
def test_ways_to_write_it(run: Any, written: str) -> None:
    """The id may be written with or without its prefix."""
    result = run("rights", "show", written, *DAY)
    assert (result.code, result.out) == (0, run("rights", "show", "statement", *DAY).out)


def test_underscores(run: Any) -> None:
    """Who writes an underscore for a dash is understood."""
    assert run("rights", "show", "no_third_party", *DAY).code == 0


@pytest.mark.parametrize(
    ("words", "identifier"), [("要明细", "statement"), ("删除我的信息", "deletion"), ("别打给我家人", "no-third-party")]
)
def test_in_own_words(run: Any, words: str, identifier: str) -> None:
    """A right asked for in one's own words is offered by its id; nothing is shown as if it had been meant."""
    result = run("rights", "show", words, *DAY)
    assert (result.code, result.out) == (2, "")
    assert f"{identifier}（" in result.err


def one_line(text: str) -> str:
    """The text without spaces and line ends."""
    return re.sub(r"\s", "", text)


def test_only_what_was_in_force_is_cited(run: Any) -> None:
    """For a day in 2025 the guideline of 2026 is not cited, and the answer says so in the words of ``check``."""
    before, after = (
        run("rights", "show", "quiet-hours", "--lender", "海尔", "--as-of", day).out
        for day in ("2025-06-01", "2026-06-01")
    )
    told = one_line(before)
    assert "日期：银行业协会催收指引13条，那一天还没有施行，没有用来判断" in told
    assert "金融机构个人消费类贷款催收工作指引" not in told.partition("来源[1]")[2]
    assert "日期：" not in after
    assert "金融机构个人消费类贷款催收工作指引" in one_line(after).partition("来源[1]")[2]


def test_the_law_of_that_day(run: Any) -> None:
    """For a day in 2025 safety rests on the articles of the old law that bound everybody, and not on good practice
    alone.
    """
    told = one_line(run("rights", "show", "safety", "--kind", "unlicensed", "--as-of", "2025-12-31").out)
    assert "治安管理处罚法（旧）42条（法律法规）" in told.partition("算数的：")[2]
    assert "日期：治安管理处罚法50条" in told
    assert "只靠合同" not in told


def test_what_counts_for_this_lender(run: Any) -> None:
    """Who names a lender is told which of the rules count for it, and only these are cited."""
    told = one_line(run("rights", "show", "statement", "--lender", "海尔", *DAY).out)
    assert "对消费金融公司算数的：消费者权益保护法8条（法律法规）" in told
    assert "小贷办法" not in told.partition("算数的：")[2].partition("怎么主张")[0]
    assert "小额贷款公司监督管理暂行办法" not in told.partition("来源[1]")[2]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            ("explanation", "--kind", "micro_loan", *DAY),
            "没有收录到约束小额贷款公司的规则：投诉处理办法只约束银行、消费金融公司和保险公司",
        ),
        (
            ("quiet-hours", "--kind", "bank", "--as-of", "2024-05-05"),
            "没有收录到在2024-05-05约束银行的规则：银行业协会催收指引到2026-01-30才施行",
        ),
    ],
    ids=["of another kind", "of a later day"],
)
def test_a_right_on_no_rule_is_called_so(run: Any, words: tuple[str, ...], why: str) -> None:
    """Where every rule binds others or came later, the right is said to rest on the contract and good practice, before
    its text.
    """
    result = run("rights", "show", *words)
    told = one_line(result.out)
    assert why in told
    assert "这一条这里只靠合同和好的做法" in told.partition("怎么主张")[0]
    assert "来源" not in result.out
    listed = run("rights", "list", *words[1:]).out
    assert f"- {words[0]}：" in listed
    assert "只靠合同和好的做法" in one_line(next(line for line in listed.split("\n- ") if line.startswith(words[0])))


def test_the_same_for_programs(run: Any) -> None:
    """In JSON a right lists what counts as its sources, and says where nothing does."""
    rights = {
        right["id"]: right
        for right in json.loads(run("rights", "list", "--kind", "unlicensed", *DAY, "--format", "json").out)["data"]
    }
    assert (rights["right-quiet-hours"]["sources"], bool(rights["right-quiet-hours"]["caveat"])) == ([], True)
    assert (bool(rights["right-home"]["sources"]), rights["right-home"]["caveat"]) == (True, "")


def test_a_lender_that_is_not_recorded(run: Any) -> None:
    """A lender that the knowledge does not hold is remarked beside the answer."""
    result = run("rights", "show", "statement", "--lender", "快快借", *DAY)
    assert result.code == 0
    assert "没有收录「快快借」" in result.err


def test_no_such_right(run: Any) -> None:
    """Words that lead nowhere lead to the list."""
    result = run("rights", "show", "火星", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "rights list" in result.err


def test_for_programs(run: Any, knowledge: Any) -> None:
    """In JSON every right has its sources and its confidence, and the sources are described, also those of where it
    ends.
    """
    envelope = json.loads(run("rights", "list", *DAY, "--format", "json").out)
    assert envelope["command"] == "rights list"
    assert {right["id"] for right in envelope["data"]} == set(knowledge.rights)
    assert all(right["sources"] and right["confidence"] and right["claim"] for right in envelope["data"])
    shown = json.loads(run("rights", "show", "statement", *DAY, "--format", "json").out)
    assert (shown["command"], shown["data"]["id"]) == ("rights show", "right-statement")
    ends = knowledge.rights["right-statement"].ends_sources
    assert {source["ref"] for source in shown["sources"]} == {*shown["data"]["sources"], *ends}


@pytest.mark.parametrize("identifier", ["statement", "no-third-party", "quiet-hours"])
def test_a_right_stands_beside_its_breach(run: Any, knowledge: Any, identifier: str) -> None:
    """Beside a behaviour that breaches a right, ``check`` names that right."""
    right = knowledge.rights[f"right-{identifier}"]
    assert right.behaviours
    assert any(
        right.name in run("check", behaviour, "--lender", "海尔", *DAY).out.replace("\n  ", "")
        for behaviour in right.behaviours
    )


def test_markdown(run: Any) -> None:
    """Markdown begins with the name of the right."""
    assert run("rights", "show", "statement", *DAY, "--format", "markdown").out.startswith("# ")


@pytest.mark.parametrize("words", [("list",), ("show", "statement"), ("show", "no-third-party")], ids=" ".join)
def test_forty_columns(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """In a window of forty columns no line is wider."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("rights", *words, *DAY).out.splitlines()
    assert [line for line in lines if cell_len(line) > 40 and not line.lstrip().startswith("http")] == []


def test_an_address_is_never_cut(run: Any, monkeypatch: pytest.MonkeyPatch, knowledge: Any) -> None:
    """In forty columns the official page of a source stands whole on a line of its own, so that it can be copied."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = [line.strip() for line in run("rights", "show", "home", *DAY).out.splitlines()]
    pages = {
        page
        for ref in knowledge.rights["right-home"].sources
        if (page := knowledge.documents[ref.partition(":")[0]].page)
    }
    assert pages
    assert pages <= set(lines)


def test_no_command(run: Any) -> None:
    """``rights`` alone says in Chinese that something is missing."""
    result = run("rights")
    assert (result.code, result.out) == (2, "")
    assert "可以写：" in result.err

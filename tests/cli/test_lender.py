"""``lender``: who the lenders are."""

from __future__ import annotations

import json
from typing import Any

import pytest

DAY = ("--as-of", "2026-11-21")


def test_list_has_every_lender(run: Any, knowledge: Any) -> None:
    """The list names every recorded lender with its kind."""
    result = run("lender", "list", *DAY)
    assert (result.code, result.err) == (0, "")
    listed = json.loads(run("lender", "list", "--format", "json", *DAY).out)["data"]
    assert [lender["id"] for lender in listed] == list(knowledge.lenders)
    assert all(lender["name"] in result.out for lender in listed)
    assert {lender["id"]: lender["kind"] for lender in listed}["jirong"] == "loan_facilitator"


@pytest.mark.parametrize("name", ["海尔", "晋商", "极融"])
def test_show(run: Any, name: str) -> None:
    """What is known of a lender comes with its regulator, what is not known, and numbered sources."""
    out = run("lender", "show", name, *DAY).out
    assert name in out.splitlines()[0]
    for words in ("监管：", "网络文章的说法", "我们不知道的", "来源", "[1] "):
        assert words in out


def test_show_as_json_lists_its_sources(run: Any) -> None:
    """For programs a lender comes as its record, with every source described."""
    envelope = json.loads(run("lender", "show", "jinshang", "--format", "json", *DAY).out)
    assert envelope["data"]["id"] == "jinshang"
    assert set(envelope["data"]["summary"]["sources"]) <= {source["ref"] for source in envelope["sources"]}


@pytest.mark.parametrize("words", ["够花", "ＨＡＩＥＲ", "海尔消费金融有限公司"])
def test_find(run: Any, words: str) -> None:
    """A lender is found by brand, pinyin in any width, or legal name."""
    data = json.loads(run("lender", "find", words, "--format", "json", *DAY).out)["data"]
    assert data["found"]["id"] == "haier"
    assert data["similar"] == []


def test_find_a_near_miss(run: Any) -> None:
    """A mistyped name gets the nearest names; that is an answer and not an error."""
    result = run("lender", "find", "海而消费金融", *DAY)
    assert result.code == 0
    assert "没有收录「海而消费金融」" in result.out
    assert "海尔消费金融" in result.out


def test_find_nothing(run: Any) -> None:
    """A name like no other says how to go on."""
    result = run("lender", "find", "zzzzzz", *DAY)
    assert result.code == 0
    assert "--kind" in result.out
    assert json.loads(run("lender", "find", "zzzzzz", "--format", "json", *DAY).out)["data"] == {"found": None, "similar": []}


def test_a_name_that_means_two_lenders_is_not_guessed(run: Any) -> None:
    """Words that fit every consumer-finance company find none of them."""
    assert json.loads(run("lender", "find", "消费金融", "--format", "json", *DAY).out)["data"]["found"] is None


def test_show_offers_the_near_miss(run: Any) -> None:
    """``lender show`` with a mistyped name is an error that offers the right one."""
    result = run("lender", "show", "晋尚消费金融", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "晋商消费金融" in result.err


@pytest.mark.parametrize("name", ["花呗", "借呗", "网商贷", "招商", "阳光消金", "yangqianguan"])
def test_a_lender_not_recorded_sends_to_the_contract(run: Any, name: str) -> None:
    """Who types an App that is not recorded is told where the lender stands, and no other lender's name."""
    found = run("lender", "find", name, *DAY)
    said = [
        found.out,
        run("lender", "show", name, *DAY).err,
        run("advise", "--lender", name, "--no-input", *DAY).err,
        run("check", "insult", "--lender", name, *DAY).err,
    ]
    for text in said:
        assert "贷款人" in text
        assert not any(other in text for other in ("海尔", "晋商", "极融"))

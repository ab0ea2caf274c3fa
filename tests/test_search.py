"""Finding records by a borrower's own words: two characters are enough, results are stable, and nothing typed can break it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from borrower_help.search import MAX_QUERY, Hit, Index, pairs

RECORDS = {
    "night": ("深夜打催收电话", "半夜打电话", "凌晨来电"),
    "relative": ("要父母替我还钱", "让我爸妈还钱"),
    "visit": ("白天上门", "上门走访"),
    "interest": ("利息太高", "年利率36%"),
    "app": ("App 读取通讯录",),
}


@pytest.fixture(name="index", scope="module")
def small_index() -> Index:
    """An index of five records."""
    return Index(RECORDS.items())


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("半夜打电话", ["半夜", "夜打", "打电", "电话"]),
        ("利息", ["利息"]),
        ("钱", ["钱"]),
        ("APP读取 通讯录", ["app", "读取", "通讯", "讯录"]),
        ("年利率36%", ["年利", "利率", "36"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("，。！ \n", []),
        ("", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    """Chinese is indexed in pairs, letters and digits as whole words, punctuation not at all."""
    assert pairs(text) == terms


@pytest.mark.parametrize(
    ("query", "nearest"),
    [("半夜打电话给我妈", "night"), ("爸妈", "relative"), ("上门", "visit"), ("利息", "interest"), ("app", "app"), ("ＡＰＰ", "app"), ("36", "interest")],
)
def test_two_characters_are_enough(index: Index, query: str, nearest: str) -> None:
    """The record that shares the words is found, also by a word of two characters, whatever the width or case."""
    assert index.find(query)[0].id == nearest


@pytest.mark.parametrize("query", ["", " ", "？！", "飞机", "xyz", "半天"])
def test_nothing_shared(index: Index, query: str) -> None:
    """Words that stand nowhere find nothing, instead of something far away."""
    assert index.find(query) == []


def test_how_near(index: Index) -> None:
    """A hit tells how many different pairs of the question it shares."""
    assert index.find("半夜打电话，半夜") == [Hit("night", 4)]


def test_the_most_one_wants(index: Index) -> None:
    """No more hits than wanted, the nearest of them."""
    query = "半夜打电话 上门 利息 爸妈"
    assert len(index.find(query)) == 4
    assert index.find(query, most=2) == index.find(query)[:2]


def test_ties_keep_the_order_of_the_records() -> None:
    """Records that are equally near come in their own order, every time."""
    index = Index([(name, ("上门催收",)) for name in "cab"])
    assert [hit.id for hit in index.find("上门")] == ["c", "a", "b"]


def test_rare_words_weigh_more() -> None:
    """A word that stands in one record decides before a word that stands in all of them."""
    index = Index([("first", ("催收电话",)), ("second", ("催收电话", "公证")), ("third", ("催收电话",))])
    assert index.find("催收公证")[0].id == "second"


def test_a_very_long_question(index: Index) -> None:
    """Only the beginning of an endless question is looked at, and it is answered."""
    assert index.find("半夜打电话" + "哈" * 100_000)[0].id == "night"
    assert index.find("哈" * MAX_QUERY + "半夜打电话") == []


@pytest.mark.parametrize(
    "query", ['"', '上门" OR "利息', "上门 AND NOT 利息", "terms:上门", "上门*", "NEAR(上门 利息)", "'; DROP TABLE words; --", "^上门", "(", "-上门"]
)
def test_no_operators(index: Index, query: str) -> None:
    """What looks like the language of the search engine is words like any other."""
    ids = [hit.id for hit in index.find(query)]
    assert set(ids) <= {"visit", "interest"}
    assert ("visit" in ids) == ("上门" in query)


@settings(deadline=None, max_examples=200)
@given(query=st.text(max_size=60))
@example(query="\x00上门")
@example(query="\ud800上门")
def test_anything_can_be_asked(index: Index, query: str) -> None:
    """No text at all makes the search fail, and every hit shares something with it."""
    for hit in index.find(query):
        assert hit.id in RECORDS
        assert hit.shared > 0


def test_an_empty_index() -> None:
    """Where there are no records nothing is found."""
    assert Index([]).find("上门") == []

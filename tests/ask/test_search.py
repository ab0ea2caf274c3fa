"""Finding records by a borrower's own words: two characters are enough, results are stable, and nothing typed can break
it.
"""

from __future__ import annotations

import gc
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from borrower_help.ask.meant import candidates
from borrower_help.ask.search import MAX_QUERY, Hit, Index, pairs

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
        ("11点", ["十一", "一点"]),
        ("打了20多个", ["打了", "了二", "二十", "十多", "多个"]),
        ("5次，３次", ["五次", "三次"]),
        ("1068短信", ["1068", "短信"]),
        ("0.5个", ["0", "5", "个"]),
        ("，。！ \n", []),
        ("", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    """Chinese is indexed in pairs, hours and counts as if written in characters, letters and digits as whole words,
    punctuation not at all.
    """
    assert pairs(text) == terms


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("半夜打电话给我妈", "night"),
        ("爸妈", "relative"),
        ("上门", "visit"),
        ("利息", "interest"),
        ("app", "app"),
        ("ＡＰＰ", "app"),
        ("36", "interest"),
    ],
)
def test_two_characters_are_enough(index: Index, query: str, nearest: str) -> None:
    """The record that shares the words is found, also by a word of two characters, whatever the width or case."""
    assert index.find(query)[0].id == nearest


@pytest.mark.parametrize("query", ["", " ", "？！", "飞机", "xyz", "半天"])
def test_nothing_shared(index: Index, query: str) -> None:
    """Words that stand nowhere find nothing, instead of something far away."""
    assert index.find(query) == []


@pytest.mark.parametrize("query", ["上门安装空调多少钱", "怎么办", "什么时候", "利", "爸妈好吃的"])
def test_shared_by_chance(index: Index, query: str) -> None:
    """One pair in common, amid much that stands nowhere in the record, finds nothing; nor do a question word or a
    single character.
    """
    assert index.find(query) == []


@pytest.mark.parametrize("query", ["上门安装空调，利息", "走访 空调", "让爸妈"])
def test_meant_by_itself(index: Index, query: str) -> None:
    """One pair in common is enough where it stands by itself, or where most of the characters beside it are known
    too.
    """
    assert index.find(query)


def test_characters_order_what_pairs_find(index: Index) -> None:
    """Of two records that share a pair, the one that also shares characters of the other words comes first."""
    index = Index([("first", ("催收电话",)), ("second", ("催收上门", "父母"))])
    assert [hit.id for hit in index.find("催收，母亲")] == ["second", "first"]


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
    "query",
    [
        '"',
        '上门" OR "利息',
        "上门 AND NOT 利息",
        "terms:上门",
        "上门*",
        "NEAR(上门 利息)",
        "'; DROP TABLE words; --",
        "^上门",
        "(",
        "-上门",
    ],
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


# --- what borrowers type


SAID: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("said.yaml").read_text(encoding="utf-8")
)


class Shares(NamedTuple):
    """How often a behaviour that is meant comes first, is among the first three, or nothing is found at all; and
    silence where it belongs.
    """

    first: float
    among_three: float
    nothing: float
    unrelated_silent: float


def measured(half: str, knowledge: Any) -> Shares:
    """The shares of one half of the sentences."""
    found = [(entry["means"], candidates(entry["text"], knowledge)) for entry in SAID[half]]
    meant = [(means, near) for means, near in found if means]
    unrelated = [near for means, near in found if not means]
    return Shares(
        sum(near[:1] != [] and near[0] in means for means, near in meant) / len(meant),
        sum(not set(means).isdisjoint(near[:3]) for means, near in meant) / len(meant),
        sum(not near for _, near in meant) / len(meant),
        sum(not near for near in unrelated) / len(unrelated),
    )


@pytest.mark.parametrize(
    ("half", "least"),
    [
        ("tune", Shares(0.97, 0.98, 0.01, 0.80)),  # measured 2026-11-22: 0.991, 1.000, 0.000, 0.84
        ("held_out", Shares(0.89, 0.955, 0.02, 0.60)),  # measured 2026-11-22: 0.910, 0.976, 0.010, 0.68
    ],
)
def test_what_is_meant_is_found(knowledge: Any, half: str, least: Shares) -> None:
    """Of the sentences that borrowers type, the measured share finds the behaviour that is meant, also among those
    never looked at while tuning.
    """
    shares = measured(half, knowledge)
    assert shares.first >= least.first
    assert shares.among_three >= least.among_three
    assert shares.nothing <= least.nothing
    assert shares.unrelated_silent >= least.unrelated_silent


@pytest.mark.parametrize(
    ("sentence", "means"),
    [
        ("夜里十一点发微信催我", {"msg_after_22"}),
        ("夜里11点发微信催我", {"msg_after_22"}),
        ("在小区门口贴我的照片和欠条", {"posters_banners"}),
        ("让我老爸帮我把钱补上", {"collect_from_relative"}),
        ("催收说明天就上门", {"visit_public_polite", "hometown_visit"}),
        ("冒充法院给我发短信", {"fake_police_court"}),
        ("一天打了我二十几个电话…", {"unanswered_over_6", "connected_over_3"}),
        ("再不还就让你全家不得安宁", {"bodily_threat"}),
        ("催收说再不还钱就死定了", {"bodily_threat"}),
        ("他们给我妈打电话", {"ec_reachable", "collect_from_relative"}),
        ("他们给我爸打电话说我欠钱", {"disclose_debt", "ec_reachable", "collect_from_relative"}),
        ("打了十五个我一个都没接", {"unanswered_over_6"}),
    ],
)
def test_the_plainest_sentences(knowledge: Any, sentence: str, means: set[str]) -> None:
    """What is typed most often has the behaviour that is meant as its first candidate, and few beside it."""
    near = candidates(sentence, knowledge)
    assert near[0] in means
    assert len(near) <= 5


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        ("半夜打电话给我妈", {"call_after_22", "ec_reachable"}, {"guarantor"}),
        ("他们给我爸打电话说我欠钱", {"disclose_debt", "ec_reachable", "collect_from_relative"}, {"workplace_call"}),
        ("平台会不会打给我爸妈", {"collect_from_relative", "ec_reachable"}, {"third_refused"}),
        ("打了十五个我一个都没接", {"unanswered_over_6"}, {"calls_4_to_6_unanswered"}),
        ("他们给我妈打电话", {"ec_reachable"}, {"third_refused"}),
    ],
)
def test_both_meanings_before_the_others(knowledge: Any, sentence: str, before: set[str], after: set[str]) -> None:
    """Every meaning of a sentence is offered, before the behaviours that only share its words."""
    near = candidates(sentence, knowledge)
    assert before <= set(near)
    assert max(map(near.index, before)) < min((near.index(name) for name in after & set(near)), default=len(near))


@pytest.mark.parametrize(
    "sentence",
    ["今天天气怎么样", "我想借钱", "怎么办", "明天会下雨吗", "讲个笑话", "银行几点开门", "老婆生日送什么", "你好"],
)
def test_about_something_else(knowledge: Any, sentence: str) -> None:
    """A sentence about something else has no candidates, although it shares a word with some behaviour."""
    assert candidates(sentence, knowledge) == []


@pytest.mark.parametrize("half", ["tune", "held_out"])
def test_every_behaviour_is_asked_for(knowledge: Any, half: str) -> None:
    """Each half asks for every behaviour, and for nothing that does not exist."""
    assert {name for entry in SAID[half] for name in entry["means"]} == set(knowledge.behaviours)


def test_sentences_are_not_taken_from_the_knowledge(knowledge: Any) -> None:
    """No sentence stands twice, and none is a phrase of the knowledge or nearly one: a measure on what was learnt by
    heart proves nothing.
    """
    sentences = [entry["text"] for half in SAID.values() for entry in half]
    assert [text for text, times in Counter(sentences).items() if times > 1] == []
    phrases = [
        set(pairs(text))
        for entry in knowledge.behaviours.values()
        for text in (entry.title, entry.question, *entry.said)
    ]
    terms = {text: set(pairs(text)) for text in sentences}
    assert [
        text for text, own in terms.items() if any(len(own & phrase) >= 0.6 * len(own | phrase) for phrase in phrases)
    ] == []


def test_an_index_that_is_dropped_closes_its_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection is left open for the interpreter to warn of."""
    opened = []
    connect = sqlite3.connect

    def remembered(name: str) -> sqlite3.Connection:
        opened.append(connect(name))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    assert Index([("first", ("催收电话",))]).find("催收电话")
    gc.collect()
    (database,) = opened
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT 1")

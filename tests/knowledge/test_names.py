"""Names of lenders as people type them: every one finds its lender, and what is nobody's finds nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from borrower_help import Knowledge, load_knowledge
from borrower_help.knowledge.name_forms import normalise, short_forms, written
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.values.traditional import SIMPLIFIED

LENDERS = load_knowledge().lenders
TYPED: dict[str, list[dict[str, Any]]] = {
    part: rows
    for name in ("typed_names.yaml", "typed_names_again.yaml", "typed_names_third.yaml")
    for part, rows in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8")).items()
}
LEAST = {"sealed": 119, "further": 50, "again": 151, "third": 146, "fourth": 58}
"""So many names of each list lead where they should; what is missed may only become less."""
TRADITIONAL = {simple: chr(traditional) for traditional, simple in ((old, chr(new)) for old, new in SIMPLIFIED.items())}


def found(knowledge: Knowledge, typed: str) -> str | None:
    """The id of the lender found, if any."""
    lender = knowledge.find_lender(typed)
    return lender.id if lender else None


@pytest.mark.parametrize("lender", LENDERS.values(), ids=LENDERS)
def test_every_written_name_finds_its_lender(knowledge: Knowledge, lender: Lender) -> None:
    """Whoever types any name, old name, product or pinyin in the file gets this lender, spaced, in capitals or full
    width too.
    """
    for name in written(lender):
        for typed in (
            name,
            f" {name} ",
            name.upper(),
            "「" + name + "」",
            " ".join(name) if not name.isascii() else name,
        ):
            assert found(knowledge, typed) == lender.id, typed


@pytest.mark.parametrize("lender", LENDERS.values(), ids=LENDERS)
def test_every_name_in_traditional_characters_finds_its_lender(knowledge: Knowledge, lender: Lender) -> None:
    """A borrower with a traditional keyboard finds the same lender."""
    for name in written(lender):
        typed = "".join(TRADITIONAL.get(char, char) for char in name)
        assert found(knowledge, typed) == lender.id, typed


@pytest.mark.parametrize("lender", LENDERS.values(), ids=LENDERS)
def test_a_sentence_with_a_name_finds_its_lender(knowledge: Knowledge, lender: Lender) -> None:
    """A borrower may tell more than the name; the names of the company and the brand are found in what they tell."""
    for name in (lender.name, lender.legal_name, *(former.name for former in lender.former_names)):
        if "（" not in name:
            assert found(knowledge, f"我在{name}借了钱，已经逾期三个月") == lender.id, name


@pytest.mark.parametrize("lender", LENDERS.values(), ids=LENDERS)
def test_a_name_kept_apart_never_finds_the_lender(knowledge: Knowledge, lender: Lender) -> None:
    """What is confused with a lender opens no report of it, alone or in a sentence."""
    for other in lender.not_aliases:
        for typed in (other.name, f"我在{other.name}借了钱"):
            assert found(knowledge, typed) != lender.id, typed


@pytest.mark.parametrize(
    ("typed", "lender"),
    [
        ("马上消金", "mashang"),
        ("马上消费金融有限公司", "mashang"),
        ("我在马上消费金融借了钱", "mashang"),
        ("馬上消費金融", "mashang"),
        ("安逸花逾期了怎么办", "mashang"),
        ("放心借", "douyin"),
        ("放心花", None),
        ("唯品花", None),
        ("唯品花逾期", None),
        ("唯品富邦消金", "weipin_fubang"),
        ("捷信", "jd_cf"),
        ("捷信消費金融有限公司", "jd_cf"),
        ("花呗", "mayi"),
        ("借唄", "mayi"),
        ("支付宝借呗", "mayi"),
        ("借钱呗", "jieqianbei"),
        ("还呗", "huanbei"),
        ("微粒贷", "webank"),
        ("网商贷", "mybank"),
        ("京东白条", "jd"),
        ("京东消费金融", "jd_cf"),
        ("重庆京东盛际小额贷款有限公司", "jd_shengji"),
        ("小赢卡贷", "xiaoying"),
        ("深圳市小赢小额贷款有限责任公司", "xiaoying_xd"),
        ("360借条", "qifu"),
        ("平安普惠", "rongyi"),
        ("小橙花", "pingan_cf"),
        ("小橙借款", "xiaocheng"),
        ("小花钱包", "xiaohua"),
        ("钱不够花了", None),
        ("我在够花借了钱", "haier"),
        ("海尔冰箱坏了", None),
        ("马上就还", None),
        ("你我贷和拍拍贷都逾期了", None),
        ("分期乐和乐信都催我", "fenqile"),
        ("zhaolian xiaofei jinrong", "zhaolian"),
        ("mashangxiaofeijinrong", "mashang"),
        ("重庆", None),
        ("哈尔滨", None),
        ("小额贷款", None),
        ("平安", None),
        ("中信", None),
        ("京东", None),
        ("JD白条", "jd"),
        ("我的白条逾期了", "jd"),
        ("他给我打了白条", None),
        ("我的信用卡还不上了", "bank_card"),
        ("51信用卡", None),
        ("我的招商银行信用卡逾期了", None),
        ("我的微众银行借款", "webank"),
        ("极融贷款", "jirong"),
        ("极融贷", None),
        ("收到海尔的短信", "haier"),
        ("xiao cheng guo", "pingan_cf"),
        ("xiao cheng", "xiaocheng"),
        ("Chong Qing Xie Cheng Xiao E Dai Kuan You Xian Gong Si", "ctrip_xd"),
        ("shen zhen shi le xin rong zi dan bao", "lexin_rd"),
        ("lexin", "fenqile"),
        ("zhongyinxiaofeijinrongyouxiangongsi", "zhongyin"),
    ],
)
def test_what_people_type(knowledge: Knowledge, typed: str, lender: str | None) -> None:
    """The names that are mixed up most lead to the right lender, or to none."""
    assert found(knowledge, typed) == lender


@pytest.mark.parametrize(
    ("typed", "bank"),
    [
        ("招商银行信用卡", "招商银行"),
        ("招行信用卡", "招商银行"),
        ("建设银行", "中国建设银行"),
        ("建行", "中国建设银行"),
        ("中信银行信用卡中心", "中信银行"),
        ("晋商银行", "晋商银行"),
        ("乌有村镇银行", "乌有村镇银行"),
        ("網商銀行", None),
        ("微众银行", None),
        ("信用卡", None),
        ("银行卡", None),
        ("马上消费金融", None),
    ],
)
def test_a_bank_is_recognised_without_an_entry(knowledge: Knowledge, typed: str, bank: str | None) -> None:
    """A bank of which nothing is recorded is still known to be a bank, and never becomes another lender."""
    assert knowledge.find_bank(typed) == bank
    if bank:
        assert knowledge.find_lender(typed) is None


def test_forms_leave_out_what_people_leave_out() -> None:
    """A legal name is found without the place, the company's form and the long word for what it does."""
    assert set(short_forms("重庆蚂蚁消费金融有限公司")) == {
        "重庆蚂蚁消费金融",
        "重庆蚂蚁消金",
        "蚂蚁消费金融",
        "蚂蚁消金",
    }
    assert not set(short_forms("花呗"))


def test_no_traditional_character_stays() -> None:
    """Folding is complete: a folded name holds no character that would be folded again."""
    assert normalise("馬上消費金融") == "马上消费金融"
    assert all(chr(simple) not in TRADITIONAL.values() for simple in SIMPLIFIED.values())


@pytest.mark.parametrize(
    ("typed", "lender"),
    [
        ("微立贷", "webank"),
        ("海儿消金", "haier"),
        ("安一花", "mashang"),
        ("小嬴卡贷", "xiaoying"),
        ("橘多多", "juduoduo"),
        ("普商消费金融", "jinshang"),
    ],
)
def test_a_name_that_is_read_alike_is_the_name(knowledge: Knowledge, typed: str, lender: str) -> None:
    """A character chosen wrongly from the list of a keyboard, or taken for another by eye, still names the lender,
    where only one is read or looks so.
    """
    found = knowledge.find_lender(typed)
    assert found is not None
    assert found.id == lender


@pytest.mark.parametrize("typed", ["花贝", "晋城消费金融", "海南消费金融", "拍拍袋"])
def test_what_may_be_another_is_not_taken(knowledge: Knowledge, typed: str) -> None:
    """Two characters, or a name that is read otherwise, are at most offered."""
    assert knowledge.find_lender(typed) is None


@pytest.mark.parametrize("part", TYPED)
def test_names_by_somebody_who_did_not_write_the_aliases(knowledge: Knowledge, part: str) -> None:
    """Of names written without a look at the aliases none finds a wrong lender, and nearly all find theirs."""
    answers = {row["typed"]: (row["lender"], found(knowledge, row["typed"])) for row in TYPED[part]}
    assert {typed: got for typed, (meant, got) in answers.items() if got not in (None, meant)} == {}
    assert sum(meant == got for meant, got in answers.values()) >= LEAST[part]


@pytest.mark.parametrize(
    "typed", ["海尔洗衣机", "美团外卖", "滴滴打车", "携程机票", "小米手环", "京东快递", "抖音直播"]
)
def test_goods_and_services_of_a_group_are_no_lender(knowledge: Knowledge, typed: str) -> None:
    """What a group sells beside loans opens no report of its lender."""
    assert found(knowledge, typed) is None


@pytest.mark.parametrize(
    ("said", "lenders"),
    [
        ("我是跑滴滴的，欠了三万", []),
        ("催收把我的照片发抖音", []),
        ("在抖音上看到的广告", []),
        ("我送美团的", []),
        ("在携程上班", []),
        ("在抖音上借了五千", ["douyin"]),
        ("在滴滴借的五千", ["didi"]),
    ],
)
def test_where_somebody_works_or_looks_is_no_lender(knowledge: Knowledge, said: str, lenders: list[str]) -> None:
    """Who drives for a group or posts in its App has not borrowed from it; who says so has."""
    assert knowledge.lender_index.mentioned(said) == lenders


@pytest.mark.parametrize(
    ("typed", "lender"),
    [
        ("美团APP里的借钱", "meituan"),
        ("官方还呗客服", "huanbei"),
        ("携程小额贷", "ctrip_xd"),
        ("银行的信用卡", "bank_card"),
        ("建设银行的信用卡", None),
        ("客服电话", None),
    ],
)
def test_words_around_a_name_are_no_part_of_it(knowledge: Knowledge, typed: str, lender: str | None) -> None:
    """App, hotline and 里的 are left out; what is left must be a whole name."""
    assert found(knowledge, typed) == lender


@pytest.mark.parametrize(
    ("typed", "lender"),
    [
        ("重庆三快小额贷款", "meituan_sankuai"),
        ("重庆市三快小贷有限公司", "meituan_sankuai"),
        ("北京三快小额贷款", None),
        ("前海微众银行", "webank"),
        ("重庆小额贷款", None),
        ("上海消费金融", None),
    ],
)
def test_a_place_in_front_must_be_where_the_lender_sits(knowledge: Knowledge, typed: str, lender: str | None) -> None:
    """People put the city before a short name; another city makes another company of it."""
    assert found(knowledge, typed) == lender


@pytest.mark.parametrize(
    ("typed", "lender"),
    [
        ("我没有钱花了", None),
        ("有钱花逾期了", "duxiaoman"),
        ("钱都拿去花了", None),
        ("我在拿去花借的钱", "ctrip"),
        ("慢慢还呗", None),
        ("我的还呗逾期了", "huanbei"),
        ("你放心借吧", None),
        ("放心借催我了", "douyin"),
        ("我来贷款的", None),
        ("我来贷催收", "wolaidai"),
        ("能不能好好分期", None),
        ("好分期还款失败", "haofenqi"),
        ("我信用飞快地变差", None),
        ("信用飞借的", "xinyongfei"),
        ("省着点花呗", None),
        ("差点花呗也逾期", "mayi"),
        ("花呗和白条先还哪个", None),
        ("欠了白条", "jd"),
    ],
)
def test_a_brand_made_of_everyday_words_is_told_from_the_words(
    knowledge: Knowledge, typed: str, lender: str | None
) -> None:
    """Whoever says that there is no money left has not named 有钱花; two brands named together are two."""
    assert found(knowledge, typed) == lender


@pytest.mark.parametrize(
    ("typed", "lender"), [("威众银行", "webank"), ("新王银行", "xinwang"), ("网上银行", None), ("乌有银行", None)]
)
def test_a_bank_misspelt_is_the_recorded_bank(knowledge: Knowledge, typed: str, lender: str | None) -> None:
    """A bank written by its sound is the recorded one; another bank, and banking on the web, are not."""
    assert found(knowledge, typed) == lender

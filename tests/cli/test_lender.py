"""``lender``: who the lenders are."""

from __future__ import annotations

import json
from pathlib import Path
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
    result = run("lender", "find", "小赢卡袋", *DAY)
    assert result.code == 0
    assert "没有收录「小赢卡袋」" in result.out
    assert "小赢卡贷" in result.out


def test_find_nothing(run: Any) -> None:
    """A name like no other says how to go on."""
    result = run("lender", "find", "zzzzzz", *DAY)
    assert result.code == 0
    assert "--kind" in result.out
    assert json.loads(run("lender", "find", "zzzzzz", "--format", "json", *DAY).out)["data"] == {
        "found": None,
        "bank": None,
        "kept_apart": [],
        "similar": [],
    }


def test_a_name_that_means_two_lenders_is_not_guessed(run: Any) -> None:
    """Words that fit every consumer-finance company find none of them."""
    assert json.loads(run("lender", "find", "消费金融", "--format", "json", *DAY).out)["data"]["found"] is None


def test_show_offers_the_near_miss(run: Any) -> None:
    """``lender show`` with a mistyped name is an error that offers the right one."""
    result = run("lender", "show", "小赢卡袋", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "小赢卡贷" in result.err


@pytest.mark.parametrize("name", ["某某宝贷", "小象钱袋", "星河借", "xiaoxiangdai"])
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


def test_list_says_who_supervises_and_how_old_the_facts_are(run: Any, knowledge: Any) -> None:
    """Each line of the list tells kind, supervisor, whether that was seen or inferred, and the age of what is known."""
    for lender in json.loads(run("lender", "list", "--format", "json", "--as-of", "2026-12-10").out)["data"]:
        entry = knowledge.lenders[lender["id"]]
        assert (lender["regulator"], lender["regulator_basis"]) == (entry.regulator, entry.regulator_basis)
    out = run("lender", "list", "招联", "--as-of", "2026-12-10").out.replace("\n", "").replace(" ", "")
    assert "国家金融监督管理总局深圳监管局（处罚、批复或名单里见过）" in out
    assert "资料2026-11-30核对，过了10天" in out


@pytest.mark.parametrize(
    ("options", "inside", "outside"),
    [
        (("--kind", "银行"), {"webank", "mybank", "bank_card"}, {"haier", "jirong"}),
        (("--kind", "consumer_finance"), {"haier", "mashang", "mayi"}, {"webank", "jd"}),
        (("小贷", "重庆"), {"jd_shengji", "meituan_sankuai"}, {"caifutong", "mashang"}),
        (("花呗",), {"mayi"}, {"haier"}),
        (("--kind", "insurer"), {"zhongan_ins"}, {"zhongandai"}),
    ],
)
def test_list_by_kind_and_words(run: Any, options: tuple[str, ...], inside: set[str], outside: set[str]) -> None:
    """The list can be narrowed to one kind and to names that hold some words."""
    listed = {
        lender["id"] for lender in json.loads(run("lender", "list", *options, "--format", "json", *DAY).out)["data"]
    }
    assert inside <= listed
    assert not outside & listed


def test_list_of_nothing_says_so(run: Any) -> None:
    """Words that fit no lender are answered, not an empty screen."""
    result = run("lender", "list", "乌有", *DAY)
    assert (result.code, "没有这样的机构" in result.out) == (0, True)


def test_show_prints_what_the_records_hold(run: Any) -> None:
    """Penalty, list, sale and former name are told in words, with the day, and with what they do not mean."""
    shown = {
        name: run("lender", "show", name, *DAY).out.replace("\n", "").replace(" ", "")
        for name in ("海尔", "捷信", "马上消费金融", "好分期")
    }
    assert "2025-07-25公布：青岛金融监管局罚它205万元" in shown["海尔"]
    assert "这是媒体转述" in shown["海尔"]
    assert "原名「捷信消费金融有限公司」，2025-05改名" in shown["捷信"]
    assert "2025-09-08公布过合作催收机构135家。名单常变" in shown["马上消费金融"]
    assert "见过「北京好还科技有限公司」在它这里贷后管理或催收" in shown["好分期"]


def test_find_a_bank_and_two_lenders(run: Any) -> None:
    """A bank without an entry is called a bank; two lenders in one sentence are named and not chosen between."""
    bank = run("lender", "find", "招商银行信用卡", *DAY).out
    assert "招商银行是银行，没有单独的资料" in bank
    both = json.loads(run("lender", "find", "你我贷和拍拍贷都逾期了", "--format", "json", *DAY).out)["data"]
    assert (both["found"], [other["id"] for other in both["similar"]]) == (None, ["niwodai", "paipaidai"])


def test_find_says_what_a_name_is_not(run: Any) -> None:
    """A name that is confused with a lender's is answered with why it is not the lender's, not with a guess."""
    out = run("lender", "find", "唯品花", *DAY).out
    assert "没有收录「唯品花」" in out
    assert "不是唯品富邦消费金融" in out
    assert "没有证据说由它放款" in out


# --- who stands behind it ---------------------------------------------------------------------------------

CONTRACTS = Path(__file__).resolve().parents[2] / "examples" / "contracts"


def test_find_reads_a_contract(run: Any) -> None:
    """A contract tells who lent, with the words, who supervises, and that a clause is no sale."""
    result = run("lender", "find", "--file", CONTRACTS / "consumer-finance-direct.txt", *DAY)
    out = result.out.replace("\n", "").replace(" ", "")
    assert (result.code, result.err) == (0, "")
    assert out.startswith("按书面材料，钱欠招联消费金融股份有限公司")
    assert "写着：「贷款人（甲方）：招联消费金融股份有限公司」" in out
    assert "国家金融监督管理总局深圳监管局" in out
    assert "合同写了债权可以转让，不等于已经转让" in out


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("bank-joint-platform", "按书面材料，钱欠南方样例银行股份有限公司、重庆美团三快小额贷款有限公司"),
        ("insurer-guarantee", "来要钱的：东海样例财产保险股份有限公司（还只是它自己说）"),
        ("agency-sms", "来要钱的：样例法务，说是替北岸样例消费金融有限公司要的（还只是它自己说）"),
    ],
)
def test_the_headline_says_no_more_than_the_papers(run: Any, name: str, headline: str) -> None:
    """The first line names who asks or whom the money is owed, and how far that is proved."""
    out = run("lender", "find", "--file", CONTRACTS / f"{name}.txt", *DAY).out
    assert out.partition("\n\n")[0].replace("\n", "").replace(" ", "") == headline


def test_find_reads_a_message_that_is_pasted(run: Any) -> None:
    """A message is only a word: whose, for whom, what to ask for, and not to pay into a person's account."""
    text = (CONTRACTS / "agency-sms.txt").read_text(encoding="utf-8").strip()
    out = run("lender", "find", text, *DAY).out.replace("\n", "").replace(" ", "")
    assert out.startswith("来要钱的：样例法务，说是替北岸样例消费金融有限公司要的（还只是它自己说）")
    assert "别往它给的账户付" in out
    assert "让你付进个人或工作人员的账户：停下，别付" in out


def test_find_as_json_has_the_chain_with_its_sources(run: Any) -> None:
    """For programs the same: parties, links with day and strength, what to ask for, and every source described."""
    envelope = json.loads(
        run("lender", "find", "--file", CONTRACTS / "assignment-notice.txt", "--format", "json", *DAY).out
    )
    data = envelope["data"]
    assert [(link["kind"], link["proof"], link["on"]) for link in data["links"]] == [
        ("loan", "said", None),
        ("assignment", "shown", "2026-06-30"),
    ]
    assert data["proof"] == "said"
    cited = {
        ref
        for part in ("parties", "links", "ask", "pay", "branches")
        for entry in data[part]
        for ref in entry["sources"]
    }
    assert cited
    assert cited <= {source["ref"] for source in envelope["sources"]}


def test_several_papers_and_what_was_confirmed(run: Any, tmp_path: Path) -> None:
    """Contract and notice together; what the first lender confirmed makes the chain stronger, and only that."""
    contract = tmp_path / "合同.txt"
    contract.write_text("贷款人：北岸样例消费金融有限公司\n借款人：冯某", encoding="utf-8")
    papers = ("--file", contract, "--file", CONTRACTS / "assignment-notice.txt", "--format", "json", *DAY)
    assert json.loads(run("lender", "find", *papers).out)["data"]["proof"] == "shown"
    sure = ("--confirmed", "借款", "--confirmed", "assignment")
    assert json.loads(run("lender", "find", *papers, *sure).out)["data"]["proof"] == "confirmed"
    asked = json.loads(run("lender", "find", *papers, "--asks", "北岸样例消费金融").out)["data"]
    assert asked["asker"] == "北岸样例消费金融有限公司"
    assert "先都不付" in "".join(asked["unclear"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--file", CONTRACTS / "agency-sms.txt", "--asks", "没有的公司"), "材料里没有「没有的公司」"),
        (("--file", CONTRACTS / "agency-sms.txt", "--confirmed", "payment"), "材料里没有「代偿或赔付」这一环"),
        (("--file", CONTRACTS / "agency-sms.txt", "--confirmed", "瞎写"), "--confirmed 没有「瞎写」这一环"),
        (("--file", CONTRACTS / "没有.txt"), "没有这个文件"),
        (("招联", "--asks", "招联"), "--asks 要和合同、通知、短信"),
        ((), "要填机构或 App 的名字"),
    ],
)
def test_find_refuses_what_it_cannot_answer(run: Any, words: tuple[object, ...], told: str) -> None:
    """One sentence says what is wrong, and nothing is answered."""
    result = run("lender", "find", *words, *DAY)
    assert (result.code, result.out) == (2, "")
    assert told in result.err.replace("\n", "").replace("  ", " ")


def test_find_of_a_text_without_parties_says_so(run: Any, tmp_path: Path) -> None:
    """A text that names nobody is answered with where to look, not with a guess."""
    path = tmp_path / "信.txt"
    path.write_text("请尽快处理您的欠款，否则后果自负。", encoding="utf-8")
    result = run("lender", "find", "--file", path, *DAY)
    assert result.code == 0
    assert "没有读到谁放款" in result.out
    assert "借款合同首页" in result.out.replace("\n", "")


def test_find_saves_what_the_papers_tell(run: Any, tmp_path: Path) -> None:
    """The case file holds lender, kind and who asks with day and proof, and the report goes on from it."""
    case = tmp_path / "情况.yaml"
    found = run("lender", "find", "--file", CONTRACTS / "insurer-guarantee.txt", "--save-case", case, *DAY)
    assert found.code == 0
    assert "读到的已存到" in found.err.replace("\n", "")
    report = run("advise", "--case", case, "--days-overdue", "90", "--no-input", "--format", "json", *DAY)
    answers = json.loads(report.out)["data"]["situation"]["answers"]
    assert answers["lender"].startswith("北方样例银行")
    assert "东海样例财产保险股份有限公司（保险公司" in answers["creditor"]
    assert "2026-09-15" in answers["creditor"]


def test_find_saves_into_a_case_that_is_there(run: Any, tmp_path: Path) -> None:
    """What the case told stays, is said where the papers tell another thing, and a file is not replaced unasked."""
    case = tmp_path / "情况.yaml"
    case.write_text("lender: 北岸样例消费金融有限公司\nkind: bank\ndays_overdue: 90\n", encoding="utf-8")
    words = ("lender", "find", "--file", CONTRACTS / "assignment-notice.txt", "--save-case", case)
    refused = run(*words, *DAY)
    assert (refused.code, "已经有" in refused.err) == (2, True)
    saved = run(*words, "--case", case, *DAY)
    assert saved.code == 0
    assert "没有改" in saved.err
    kept = case.read_text(encoding="utf-8")
    assert all(words in kept for words in ("kind: bank", "days_overdue: 90", "name: 西南样例资产管理有限公司"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("招联", "--save-case", "x.yaml"), "--save-case 要和合同、通知、短信一起用"),
        (("--file", "text", "--save-case", "x.yaml"), "材料里没有写谁放款"),
    ],
)
def test_find_saves_nothing_that_was_not_read(run: Any, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    """Without papers, or where they name no lender, no file is written and one sentence says why."""
    text = tmp_path / "信.txt"
    text.write_text("请尽快处理您的欠款，否则后果自负。", encoding="utf-8")
    named = {"text": text, "x.yaml": tmp_path / "x.yaml"}
    result = run("lender", "find", *(named.get(word, word) for word in words), *DAY)
    assert told.replace(" ", "") in result.err.replace("\n", "").replace(" ", "")
    assert result.code == 2
    assert not (tmp_path / "x.yaml").exists()


def test_a_trust_is_no_kind_and_the_sentence_says_what_to_write(run: Any) -> None:
    """Who types a trust company as a kind is told to name it as the lender."""
    result = run("advise", "--kind", "信托", "--days-overdue", "30", "--no-input", *DAY)
    assert result.code == 2
    assert "写 --lender 公司全称" in result.err.replace("\n", " ").replace("  ", " ")

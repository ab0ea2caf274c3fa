"""Papers read: who stands in which role by which words, what happened, and what only may happen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from borrower_help import Knowledge
from borrower_help.advice.chain import ChainView, chain
from borrower_help.ask.chain import read
from borrower_help.ask.mentions import folded
from borrower_help.ask.papers import is_paper, together
from borrower_help.case.chain import Proof
from borrower_help.knowledge.records.creditors import LinkKind, PartyRole

CONTRACTS = Path(__file__).resolve().parents[2] / "examples" / "contracts"

OPENINGS: dict[str, dict[str, Any]] = {
    "consumer-finance-direct": {
        "parties": {"lender": ["招联消费金融股份有限公司"]},
        "kinds": {"招联消费金融股份有限公司": "consumer_finance"},
        "links": ["loan"],
        "clauses": ["assignment", "agency"],
        "proof": "shown",
        "owed": "招联消费金融股份有限公司",
    },
    "bank-joint-platform": {
        "parties": {
            "lender": ["南方样例银行股份有限公司", "重庆美团三快小额贷款有限公司"],
            "platform": ["北京样例生活科技有限公司"],
        },
        "kinds": {"南方样例银行股份有限公司": "bank", "重庆美团三快小额贷款有限公司": "micro_loan"},
        "links": ["loan", "loan"],
        "proof": "shown",
        "owed": "南方样例银行股份有限公司、重庆美团三快小额贷款有限公司",
        "branches": ["creditor-joint"],
    },
    "micro-loan-guarantor": {
        "parties": {
            "lender": ["广州样例小额贷款有限公司"],
            "guarantor": ["福建样例融资担保有限公司"],
            "platform": ["厦门样例数字科技有限公司"],
        },
        "kinds": {"广州样例小额贷款有限公司": "micro_loan", "福建样例融资担保有限公司": "financing_guarantor"},
        "links": ["loan", "guarantee"],
        "clauses": ["payment"],
        "proof": "shown",
        "owed": "广州样例小额贷款有限公司",
    },
    "trust-loan": {
        "parties": {
            "lender": ["华东样例信托有限公司"],
            "insurer": ["东海样例财产保险股份有限公司"],
            "platform": ["上海样例信息技术有限公司"],
        },
        "kinds": {"华东样例信托有限公司": "unknown", "东海样例财产保险股份有限公司": "insurer"},
        "links": ["loan", "guarantee"],
        "clauses": ["payment"],
        "proof": "shown",
        "owed": "华东样例信托有限公司",
    },
    "lease-disguised": {
        "parties": {"lender": ["天津样例融资租赁有限公司"]},
        "kinds": {"天津样例融资租赁有限公司": "leasing"},
        "links": ["loan"],
        "clauses": ["agency"],
        "proof": "shown",
        "owed": "天津样例融资租赁有限公司",
        "branches": ["creditor-lease"],
    },
    "insurer-guarantee": {
        "parties": {"lender": ["北方样例银行股份有限公司"], "insurer": ["东海样例财产保险股份有限公司"]},
        "kinds": {"北方样例银行股份有限公司": "bank", "东海样例财产保险股份有限公司": "insurer"},
        "links": ["loan", "guarantee", "payment"],
        "proof": "said",
        "owed": "东海样例财产保险股份有限公司",
        "branches": ["creditor-insurer-paid"],
    },
    "assignment-notice": {
        "parties": {"seller": ["北岸样例消费金融有限公司"], "buyer": ["西南样例资产管理有限公司"]},
        "kinds": {"北岸样例消费金融有限公司": "consumer_finance", "西南样例资产管理有限公司": "amc"},
        "links": ["loan", "assignment"],
        "proof": "said",
        "owed": "西南样例资产管理有限公司",
        "branches": ["creditor-assigned-amc"],
    },
    "agency-sms": {
        "parties": {"lender": ["北岸样例消费金融有限公司"], "agency": ["样例法务"]},
        "kinds": {"北岸样例消费金融有限公司": "consumer_finance", "样例法务": "unknown"},
        "links": ["loan", "agency"],
        "proof": "said",
        "owed": "北岸样例消费金融有限公司",
        "branches": ["creditor-personal-account"],
    },
}


def seen(texts: list[str], knowledge: Knowledge, **more: Any) -> ChainView:
    """The answer to some papers read together."""
    readings = [read(text, knowledge) for text in texts]
    parties, links = together(readings)
    clauses = [clause for reading in readings for clause in reading.clauses]
    branches = [branch for reading in readings for branch in reading.branches]
    return chain(parties, links, knowledge, clauses=clauses, branches=branches, **more)


def opening(name: str) -> str:
    """The text of an example."""
    return (CONTRACTS / f"{name}.txt").read_text(encoding="utf-8")


def test_every_example_is_tested() -> None:
    """Each contract opening that is shipped leads to a chain that is written down here."""
    assert {path.stem for path in CONTRACTS.glob("*.txt")} == set(OPENINGS)


@pytest.mark.parametrize("name", OPENINGS)
def test_an_opening_leads_to_the_right_chain(knowledge: Knowledge, name: str) -> None:
    """Parties in their roles, their kinds, the links, the clauses that are none, how strong it is, whom it is owed."""
    wanted = OPENINGS[name]
    view = seen([opening(name)], knowledge)
    roles: dict[str, list[str]] = {}
    for party in view.parties:
        roles.setdefault(party.role.value, []).append(party.name)
    assert roles == wanted["parties"]
    assert {party.name: party.kind.value for party in view.parties}.items() >= wanted["kinds"].items()
    assert [link.kind.value for link in view.links] == wanted["links"]
    assert [clause.id for clause in view.clauses] == [f"clause-{kind}" for kind in wanted.get("clauses", ())]
    assert (view.proof.value, view.owed) == (wanted["proof"], wanted["owed"])
    assert [branch.id for branch in view.branches] == wanted.get("branches", [])


@pytest.mark.parametrize("name", OPENINGS)
def test_every_role_is_proved_by_words_of_the_paper(knowledge: Knowledge, name: str) -> None:
    """What is quoted stands in the paper, and holds the name."""
    text = folded(opening(name))
    for party in seen([opening(name)], knowledge).parties:
        assert folded(party.words) in text
        assert folded(party.name) in folded(party.words)


@pytest.mark.parametrize(
    "clause",
    [
        "借款人逾期的，保证人有权代偿，代偿后有权向借款人追偿。",
        "如已代偿，保证人可以向借款人追偿。",
        "尚未代偿的，由保证人继续承担保证责任。",
        "贷款人可以将本合同项下债权转让给第三人。",
        "一旦债权已转让给受让人，借款人应向受让人还款。",
        "贷款人有权委托催收机构催收。",
        "您的贷款是否已代偿，请联系福建样例融资担保有限公司。",
        "本公司从未将您的债权转让给中原样例商务服务有限公司。",
        "您的借款将于明日由我司代偿。",
    ],
)
def test_a_clause_is_no_event(knowledge: Knowledge, clause: str) -> None:
    """What a contract says may happen, or had it happened, makes no link: who lent is still owed."""
    text = f"借款合同\n贷款人：北方样例银行股份有限公司\n保证人：福建样例融资担保有限公司\n{clause}\n"
    view = seen([text], knowledge)
    assert {link.kind for link in view.links} == {LinkKind.LOAN, LinkKind.GUARANTEE}
    assert view.owed == "北方样例银行股份有限公司"


def test_contract_notice_and_message_make_one_chain(knowledge: Knowledge) -> None:
    """The guarantor's own letter is only its word: the chain is as weak as that until the first lender confirms."""
    notice = (
        "代偿通知书\n何女士：\n我司福建样例融资担保有限公司已于2026年10月8日向广州样例小额贷款有限公司代偿9800元。\n"
        "请尽快还款。\n福建样例融资担保有限公司\n2026年10月9日"
    )
    view = seen([opening("micro-loan-guarantor"), notice], knowledge)
    assert (view.asker, view.owed, view.proof.value) == ("福建样例融资担保有限公司",) * 2 + ("said",)
    payment = next(link for link in view.links if link.kind is LinkKind.PAYMENT)
    assert str(payment.on) == "2026-10-08"
    assert next(entry.id for entry in view.ask) == "ask-payment"
    assert "creditor-guarantor-paid" in [branch.id for branch in view.branches]
    assert view.clauses == ()


def test_two_buyers_are_shown_and_not_chosen_between(knowledge: Knowledge) -> None:
    """Two notices of sale to different buyers: both are named, and what to do until it is clear."""
    first = opening("assignment-notice")
    view = seen([first, first.replace("西南样例资产管理有限公司", "中原样例商务咨询有限公司")], knowledge)
    assert "买下债权的不止一家" in "".join(view.unclear)
    assert {"pay-first-notified", "pay-not-twice"} <= {entry.id for entry in view.pay}


def test_a_notice_of_somebody_else_than_the_lender_breaks_the_chain(knowledge: Knowledge) -> None:
    """A sale by a company that never lent proves nothing, and that is said."""
    view = seen(
        [
            opening("micro-loan-guarantor"),
            "债权转让通知书\n转让方：福建样例融资担保有限公司\n受让方：中原样例商务咨询有限公司\n",
        ],
        knowledge,
    )
    assert view.proof.value == "missing"
    assert "中间断了" in "".join(view.unclear)
    assert [entry.id for entry in view.ask] == ["ask-payment"]


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("反担保人：周小满\n贷款人：北方样例银行股份有限公司", PartyRole.LENDER, "北方样例银行股份有限公司"),
        ("貸款人：北方樣例銀行股份有限公司", PartyRole.LENDER, "北方样例银行股份有限公司"),
        ("贷 款 人 ： 北方样例银行股份有限公司", PartyRole.LENDER, "北方样例银行股份有限公司"),
        (
            "被保险人：北方样例银行股份有限公司\n保险人：东海样例财产保险股份有限公司",
            PartyRole.INSURER,
            "东海样例财产保险股份有限公司",
        ),
        ("贷款人（以下简称“甲方”）：招联消费金融股份有限公司", PartyRole.LENDER, "招联消费金融股份有限公司"),
        ("出借人\n广州样例小额贷款有限公司\n借款人\n何平安", PartyRole.LENDER, "广州样例小额贷款有限公司"),
        (
            "本笔贷款由北方样例银行股份有限公司发放，由福建样例融资担保有限公司提供担保。",
            PartyRole.GUARANTOR,
            "福建样例融资担保有限公司",
        ),
        ("出借人：张三", PartyRole.LENDER, "张三"),
        ("您的债权已转让给中原样例商务咨询有限公司。", PartyRole.BUYER, "中原样例商务咨询有限公司"),
    ],
)
def test_names_are_read_where_they_stand(knowledge: Knowledge, text: str, role: PartyRole, name: str) -> None:
    """Labels of every writing, values on the next line and names in a sentence are found, and only one has the role."""
    assert [party.name for party in read(text, knowledge).parties if party.role is role] == [name]


@pytest.mark.parametrize(
    "text", ["贷款人：＿＿＿＿＿＿", "贷款人：见附件一", "被担保人：某某商贸有限公司", "没有写谁放款的一段话。"]
)
def test_blanks_and_others_are_nobody(knowledge: Knowledge, text: str) -> None:
    """A blank, a pointer elsewhere and whoever is guaranteed are no party."""
    assert read(text, knowledge).parties == ()


def test_a_message_proves_nothing_but_that_it_was_sent(knowledge: Knowledge) -> None:
    """Every link of a message is a word, whatever it claims to be."""
    reading = read(
        "【样例法务】债权转让通知：北方样例银行股份有限公司已将对您的债权转让给中原样例商务咨询有限公司。", knowledge
    )
    assert reading.links
    assert {link.proof for link in reading.links} == {Proof.SAID}


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("招联", False),
        ("我的海尔消金借款", False),
        ("【样例】您的借款已逾期", True),
        ("贷款人：招联消费金融股份有限公司", True),
    ],
)
def test_a_name_is_no_paper(knowledge: Knowledge, text: str, *, paper: bool) -> None:
    """A name or a sentence with a name is looked up; a message or a line of a contract is read."""
    assert is_paper(text, knowledge) is paper


@pytest.mark.parametrize(
    ("text", "parties", "links"),
    [
        ("【招联金融】您的好期贷借款已逾期，请尽快还款。", {"lender": "招联金融"}, {"loan"}),
        ("【分期乐】您的账单已逾期。", {"platform": "分期乐"}, set()),
        ("【招商银行】您的信用卡账单已逾期。", {"lender": "招商银行"}, {"loan"}),
        (
            "【某某法律咨询】北方样例银行股份有限公司委托我司处理您的逾期贷款。",
            {"lender": "北方样例银行股份有限公司", "agency": "某某法律咨询"},
            {"loan", "agency"},
        ),
        (
            "【中原商务】我司已依法受让北方样例银行股份有限公司对您的债权，请联系还款。",
            {"seller": "北方样例银行股份有限公司", "buyer": "中原商务"},
            {"loan", "assignment"},
        ),
        (
            "您的借款已由福建样例融资担保有限公司代偿，请联系我们。",
            {"guarantor": "福建样例融资担保有限公司"},
            {"guarantee", "payment"},
        ),
        ("贷款人有权将债权转让给中原样例资产管理有限公司。", {}, set()),
        ("贷款人信息\n名称：北方样例银行股份有限公司", {"lender": "北方样例银行股份有限公司"}, {"loan"}),
        ("| 贷款人 | 北方样例银行股份有限公司 |", {"lender": "北方样例银行股份有限公司"}, {"loan"}),
        (
            "由借款人申请并由福建样例融资担保有限公司提供担保。",
            {"guarantor": "福建样例融资担保有限公司"},
            {"guarantee"},
        ),
        ("贷款人：南京乐在科技小额贷款有限公司", {"lender": "南京乐在科技小额贷款有限公司"}, {"loan"}),
        ("【某某】您好，请速还款。", {}, set()),
        ("您好，我是马上消费金融的法务，您的借款今天必须还清。", {"lender": "马上消费金融"}, {"loan"}),
        (
            "【某某法律咨询】受招联金融委托，就您逾期一事，请速与我司联系。",
            {"lender": "招联金融", "agency": "某某法律咨询"},
            {"loan", "agency"},
        ),
        (
            "【福建样例融资担保】您在还呗的借款已由我司于2026年9月1日代偿。",
            {"platform": "还呗", "guarantor": "福建样例融资担保"},
            {"guarantee", "payment"},
        ),
        (
            "【洋钱罐】您在平台的借款已委托至北京某某信息咨询有限公司催收。",
            {"platform": "洋钱罐", "agency": "北京某某信息咨询有限公司"},
            {"agency"},
        ),
        (
            "委托担保合同\n受托人（乙方）：福建样例融资担保有限公司\n甲方向广州样例小额贷款有限公司（下称“贷款人”）借款。",
            {"lender": "广州样例小额贷款有限公司", "guarantor": "福建样例融资担保有限公司"},
            {"loan", "guarantee"},
        ),
        (
            "律师函\n北京样例律师事务所依法接受北岸样例消费金融有限公司的委托，致函如下：\n请还款。",
            {"lender": "北岸样例消费金融有限公司", "agency": "北京样例律师事务所"},
            {"loan", "agency"},
        ),
        ("借条\n今借到 5000 元。出借人：张三 借款人：李四", {"lender": "张三"}, {"loan"}),
        ("贷款机构名称\t北方样例银行股份有限公司", {"lender": "北方样例银行股份有限公司"}, {"loan"}),
    ],
)
def test_messages_and_lines_as_they_come(
    knowledge: Knowledge, text: str, parties: dict[str, str], links: set[str]
) -> None:
    """What arrives on a telephone, and lines as contracts print them: roles by what is said, nothing beyond it."""
    reading = read(text, knowledge)
    assert {party.role.value: party.name for party in reading.parties} == parties
    assert {link.kind.value for link in reading.links} == links


def test_a_sender_without_a_role_is_asked_who_it_is(knowledge: Knowledge) -> None:
    """A signature that says nothing of itself is no creditor, and that is what is told."""
    view = seen(["【某某】您好，请速还款。"], knowledge, senders=["某某"])
    assert view.proof.value == "missing"
    assert "署名「某某」没有写自己是谁" in "".join(view.unclear)


def test_a_long_text_is_read_without_end(knowledge: Knowledge) -> None:
    """A text without any punctuation is read to its end, and names nobody."""
    assert read("贷款人应当按照约定还款" * 1800, knowledge).parties == ()


def test_a_sued_claim_is_followed_through_guarantor_and_buyer(knowledge: Knowledge) -> None:
    """A complaint to a court tells loan, guarantee, payment and sale with their days, all of it its word."""
    text = (
        "民事起诉状\n原告：中原样例商务服务有限公司\n2023年1月被告向北方样例银行股份有限公司借款，"
        "由福建样例融资担保有限公司提供担保。\n因被告逾期，福建样例融资担保有限公司已于2024年3月1日代偿。\n"
        "2024年9月1日，福建样例融资担保有限公司将上述债权转让给原告中原样例商务服务有限公司，并已通知被告。"
    )
    view = seen([text], knowledge)
    assert [(link.kind.value, str(link.on)) for link in view.links[2:]] == [
        ("payment", "2024-03-01"),
        ("assignment", "2024-09-01"),
    ]
    assert (view.owed, view.proof.value) == ("中原样例商务服务有限公司", "said")
    assert {"creditor-guarantor-paid", "creditor-assigned-private"} <= {branch.id for branch in view.branches}


def test_a_sale_by_seller_and_buyer_together_is_shown_with_its_day(knowledge: Knowledge) -> None:
    """A notice that the seller has signed is a paper of who gave the claim away; its day is the day of the sale."""
    text = (
        "债权转让通知暨催收函\n样例银行股份有限公司信用卡中心已于2026年3月31日将其对您享有的债权"
        "依法转让至西南样例资产管理股份有限公司广东省分公司。\n特此通知。\n样例银行股份有限公司信用卡中心\n2026年4月10日"
    )
    (sale,) = [link for link in seen([text], knowledge).links if link.kind is LinkKind.ASSIGNMENT]
    assert (sale.giver, sale.proof.value, str(sale.on)) == ("样例银行股份有限公司", "shown", "2026-03-31")


PAPERS: dict[str, tuple[str, dict[str, str], list[str], str]] = {
    "cost disclosure with a guarantor in a row": (
        (
            "个人贷款综合融资成本明示表\n贷款人：中原消费金融股份有限公司\n放款日期：2026年9月3日\n"
            "项目    收取方式    收取标准（年化）    收取主体\n"
            "利息    按月        9.8%                河南中原消费金融股份有限公司\n"
            "增信服务费  按月    13.9%               云南邦成融资担保有限公司\n"
        ),
        {"lender": "中原消费金融股份有限公司", "guarantor": "云南邦成融资担保有限公司"},
        ["loan 2026-09-03", "guarantee None"],
        "shown",
    ),
    "cost disclosure of an instalment on the web": (
        "《个人贷款综合融资成本明示表》（线上消费分期）\n利息 年化 14.6%｜出资方：重庆蚂蚁消费金融有限公司\n",
        {"lender": "重庆蚂蚁消费金融有限公司"},
        ["loan None"],
        "shown",
    ),
    "notice of a sale by a guarantor that paid": (
        (
            "债权转让暨催收通知\n鉴于贵方与富滇银行股份有限公司签订《个人借款合同》，河北银海融资担保有限公司为上述借款提供连带"
            "责任保证担保。河北银海融资担保有限公司于2024年3月20日代偿18,100元。现河北银海融资担保有限公司已于2024年4月1日将"
            "上述追偿权及附属权利全部转让给云南样例不良资产处置有限公司。\n河北银海融资担保有限公司\n2024年4月1日"
        ),
        {
            "lender": "富滇银行股份有限公司",
            "guarantor": "河北银海融资担保有限公司",
            "seller": "河北银海融资担保有限公司",
            "buyer": "云南样例不良资产处置有限公司",
        },
        ["loan None", "guarantee None", "payment 2024-03-20", "assignment 2024-04-01"],
        "said",
    ),
    "message of a sale by a guarantor": (
        (
            "【奇富借条】您的欠款已由福州奇富融资担保有限公司转让给海南样例资产管理有限公司，现委托四川样例信息咨询有限公司"
            "向您催收。"
        ),
        {
            "platform": "奇富借条",
            "seller": "福州奇富融资担保有限公司",
            "buyer": "海南样例资产管理有限公司",
            "agency": "四川样例信息咨询有限公司",
        },
        ["guarantee None", "assignment None", "agency None"],
        "missing",
    ),
    "contract of guarantee that names the bank in a sentence": (
        (
            "委托担保合同\n乙方（担保人）：重庆市样例融资担保有限公司\n鉴于：甲方通过“还呗”平台向中信百信银行股份有限公司"
            '（下称"贷款人"）申请借款。'
        ),
        {"lender": "中信百信银行股份有限公司", "guarantor": "重庆市样例融资担保有限公司"},
        ["loan None", "guarantee None"],
        "shown",
    ),
    "letter of a law firm for a platform": (
        "律师函\n广东样例律师事务所受深圳市分期乐网络科技有限公司委托，就您拖欠借款一事致函如下。\n广东样例律师事务所",
        {"platform": "深圳市分期乐网络科技有限公司", "agency": "广东样例律师事务所"},
        ["agency None"],
        "missing",
    ),
    "claim of a buyer": (
        (
            "民事起诉状\n原告：山东样例企业管理有限公司\n2024年1月5日，被告与南京银行股份有限公司签订《个人消费贷款合同》。"
            "深圳市乐信融资担保有限公司提供担保。因被告逾期，深圳市乐信融资担保有限公司于2024年6月1日代偿。"
            "2025年3月1日，深圳市乐信融资担保有限公司将债权转让给原告。"
        ),
        {
            "lender": "南京银行股份有限公司",
            "guarantor": "深圳市乐信融资担保有限公司",
            "seller": "深圳市乐信融资担保有限公司",
            "buyer": "山东样例企业管理有限公司",
        },
        ["loan None", "guarantee None", "payment 2024-06-01", "assignment 2025-03-01"],
        "said",
    ),
    "claim of the lender": (
        (
            "民事起诉状\n原告：海尔消费金融有限公司，住所地山东省青岛市\n2021年8月25日，原告与被告签订《个人借款合同》，"
            "原告向被告发放贷款6000元。"
        ),
        {"lender": "海尔消费金融有限公司"},
        ["loan None"],
        "said",
    ),
    "claim of a guarantor to arbitrators": (
        (
            "仲裁申请书\n申请人：河北银海融资担保有限公司\n被申请人：吴某\n"
            "申请人于2024年3月28日向富滇银行股份有限公司代偿了被申请人借款本息。"
        ),
        {"lender": "富滇银行股份有限公司", "guarantor": "河北银海融资担保有限公司"},
        ["loan None", "guarantee None", "payment 2024-03-28"],
        "said",
    ),
    "the bank confirms that it was paid": (
        (
            "代偿证明\n兹证明：赵某于我行借款合同项下的贷款本息，已由杭州样例融资担保有限公司于2026年9月8日全部代偿完毕。\n"
            "江苏样例银行股份有限公司（业务章）\n2026年9月10日"
        ),
        {"lender": "江苏样例银行股份有限公司", "guarantor": "杭州样例融资担保有限公司"},
        ["loan None", "guarantee None", "payment 2026-09-08"],
        "said",
    ),
    "message of a bank about a card": (
        "【招商银行】您尾号1234的信用卡逾期5200元，我行已委托北京样例资产管理有限公司进行催收。",
        {"lender": "招商银行", "agency": "北京样例资产管理有限公司"},
        ["loan None", "agency None"],
        "said",
    ),
    "letter of an after-loan manager": (
        (
            "催收函\n您在宜享花平台的借款（资金方：河北幸福消费金融股份有限公司）已严重逾期。该笔债权已转让至海南样例小额贷款有限"
            "公司，现由北京样例科技有限公司负责贷后管理。"
        ),
        {
            "lender": "河北幸福消费金融股份有限公司",
            "platform": "宜享花",
            "buyer": "海南样例小额贷款有限公司",
            "agency": "北京样例科技有限公司",
        },
        ["loan None", "assignment None", "agency None"],
        "said",
    ),
    "contract whose values stand below their labels": (
        "借款合同\n贷款人\n深圳前海微众银行股份有限公司\n借款人\n张三\n合同签署日期\n2026年5月2日",
        {"lender": "深圳前海微众银行股份有限公司"},
        ["loan 2026-05-02"],
        "shown",
    ),
    "contract in traditional characters": (
        "個人消費貸款合同\n貸款人：馬上消費金融股份有限公司\n簽訂日期：2026年4月1日",
        {"lender": "马上消费金融股份有限公司"},
        ["loan 2026-04-01"],
        "shown",
    ),
}


@pytest.mark.parametrize("name", PAPERS)
def test_papers_of_other_shapes_lead_to_the_right_chain(knowledge: Knowledge, name: str) -> None:
    """Disclosures, notices, claims and letters: each role and each link with its own day, and how well it is proved."""
    text, parties, links, proof = PAPERS[name]
    view = seen([text], knowledge)
    assert {party.role.value: party.name for party in view.parties} == parties
    assert [f"{link.kind.value} {link.on}" for link in view.links] == links
    assert view.proof.value == proof


def test_words_of_a_claim_stand_as_the_paper_has_them(knowledge: Knowledge) -> None:
    """Where a claim says 原告, so do the words that are shown for it."""
    for party in read(PAPERS["claim of a buyer"][0], knowledge).parties:
        assert party.words.replace("，", ",") in folded(PAPERS["claim of a buyer"][0]).replace("，", ",")


def test_an_agency_with_asset_in_its_name_has_bought_nothing(knowledge: Knowledge) -> None:
    """What holds for a buyer is told only where somebody bought; a small-loan company that bought has a licence."""
    collected = seen([PAPERS["message of a bank about a card"][0]], knowledge)
    bought = seen([PAPERS["letter of an after-loan manager"][0]], knowledge)
    assert "creditor-assigned-amc" not in {branch.id for branch in collected.branches}
    assert "creditor-assigned-private" not in {branch.id for branch in bought.branches}


def test_a_guarantor_that_sells_is_not_who_lent(knowledge: Knowledge) -> None:
    """A sale by a guarantor leaves open who lent, and says so."""
    view = seen([PAPERS["message of a sale by a guarantor"][0]], knowledge)
    assert "没有写谁放的款" in "".join(view.unclear)


def test_a_loan_of_seven_days_is_told_of(knowledge: Knowledge) -> None:
    """A loan for a week between persons by a broker brings what holds for such loans."""
    text = "借款协议\n甲方（出借人）：李四\n借款金额：2000元，借款期限 7 天，综合服务费 600 元，实际到账1400元"
    assert "creditor-seven-fourteen" in {branch.id for branch in seen([text], knowledge).branches}

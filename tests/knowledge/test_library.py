"""The real knowledge: its lenders and sources are found, and the known traps are not in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from borrower_help import Knowledge, load_knowledge
from borrower_help.errors import KnowledgeError
from borrower_help.knowledge.facts import facts_of
from borrower_help.knowledge.files import ENVIRONMENT_VARIABLE, FILE_TYPES
from borrower_help.knowledge.force import Force, force_of
from borrower_help.knowledge.records.across import Caution
from borrower_help.knowledge.records.base import Confidence, InstitutionKind
from borrower_help.knowledge.records.conduct import Nature, Verdict
from borrower_help.knowledge.records.faq import Asked, LenderAsked
from borrower_help.knowledge.records.lenders import Claim, Contradiction, FormerName
from borrower_help.knowledge.records.negotiation import NeverSay
from borrower_help.knowledge.records.sources import Article, Document, DocumentKind
from borrower_help.upkeep.check import check_knowledge
from borrower_help.upkeep.corpus import Corpus
from borrower_help.values.record import Record

TODAY = dt.date(2026, 11, 21)
LAST_CHANGED = dt.date(2026, 11, 30)
"""The newest day on which any of the real knowledge was checked."""


TODAY = dt.date(2026, 11, 30)

Edit = Callable[[str, str, str], None]


def test_the_real_knowledge_has_no_errors(root: Path) -> None:
    """What a borrower reads has passed every check."""
    assert [
        str(problem) for problem in check_knowledge(root / "knowledge", LAST_CHANGED) if problem.level == "error"
    ] == []


# --- lenders -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "lender"),
    [
        *(
            (typed, "jirong")
            for typed in (
                "极融",
                "jirong",
                "JIRONG",
                "极融借款",
                "ｊｉｒｏｎｇ",
                "ＪＩＲＯＮＧ",
                " 极融 ",
                "「极融」",
                "极融App",
                "极融 云科",
            )
        ),
        *(
            (typed, "haier")
            for typed in (
                "海尔",
                "haier",
                "Haier",
                "HAIER",
                "够花",
                "海尔消金",
                "够花APP",
                "嗨付",
                "海尔消费金融有限公司",
                "Haier Consumer Finance",
            )
        ),
        *(
            (typed, "jinshang")
            for typed in (
                "晋商",
                "jinshang",
                "JinShang",
                "晋商消金",
                "晋商消费金融股份有限公司",
                "晋享钱包",
                "借蛙",
                "晋 商",
            )
        ),
    ],
)
def test_a_lender_is_found_however_it_is_typed(knowledge: Knowledge, typed: str, lender: str) -> None:
    """A borrower finds the lender by brand, pinyin, app or legal name, in any case and width."""
    found = knowledge.find_lender(typed)
    assert found is not None
    assert found.id == lender


@pytest.mark.parametrize(
    ("typed", "lender"),
    [
        ("海儿", "haier"),
        ("晋尚", "jinshang"),
        ("极融贷", "jirong"),
        ("hair", "haier"),
        ("haeir", "haier"),
        ("够华", "haier"),
        ("海儿消金", "haier"),
        ("极溶", "jirong"),
        ("jirnog", "jirong"),
        ("jingshang", "jinshang"),
        ("海尓消费金融", "haier"),
        ("海爾消费金融", "haier"),
        ("海尔消弗金融", "haier"),
        ("晋商消全", "jinshang"),
        ("晉商消金", "jinshang"),
        ("晋享钱宝", "jinshang"),
    ],
)
def test_a_near_miss_is_suggested_and_not_taken(knowledge: Knowledge, typed: str, lender: str) -> None:
    """A typing mistake never decides for another lender: the right one is found or among the suggestions."""
    found = knowledge.find_lender(typed)
    assert found is None or found.id == lender
    assert lender in [near.id for near in knowledge.similar_lenders(typed)]


@pytest.mark.parametrize("typed", ["", " ", "！！！", "？", "蓝天白云", "qqq", "zzzz", "0000"])
def test_nonsense_finds_no_lender(knowledge: Knowledge, typed: str) -> None:
    """What is no lender is neither found nor suggested."""
    assert knowledge.find_lender(typed) is None
    assert knowledge.similar_lenders(typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "招商",
            "招商银行",
            "ge",
            "晋商银行",
            "晋城消费金融",
            "海南消费金融",
            "极速贷",
            "够钱花",
            "借条",
            "消费金融",
            "公司",
        ),
    ],
)
def test_another_word_is_no_near_miss(knowledge: Knowledge, typed: str) -> None:
    """A lender that is not recorded is never answered with another one because two characters or an ending agree."""
    assert knowledge.find_lender(typed) is None
    assert knowledge.similar_lenders(typed) == []


@pytest.mark.parametrize(
    "typed", ["晋商银行", "海", "消费金融", "金融", "贷款", "借款", "钱包", "分期", "有限公司", "股份有限公司", "公司"]
)
def test_what_names_another_or_any_lender_finds_none(knowledge: Knowledge, typed: str) -> None:
    """The bank of a similar name, one character, or a word that fits any lender opens nobody's report."""
    assert knowledge.find_lender(typed) is None


@pytest.mark.parametrize("typed", ["借款", "消费金融有限公司", "信息技术有限公司", "信息"])
def test_a_generic_word_finds_not_even_the_only_lender_that_bears_it(base: Path, typed: str) -> None:
    """A borrower who types 「借款」 does not get the report of the only brand that has the word in its name."""
    assert load_knowledge(base).find_lender(typed) is None


@pytest.mark.parametrize(
    ("typed", "lender"),
    [
        ("我的甲消费金融账单", "alpha"),
        ("甲", None),
        ("甲消", "alpha"),
        ("乙借", "beta"),
        ("丙", None),
        ("甲消金和beta", None),
        ("我在甲花借了钱", "alpha"),
        ("甲宝", None),
        ("丁行信用卡", None),
    ],
)
def test_the_beginning_of_a_name_or_a_sentence_with_it_is_enough(base: Path, typed: str, lender: str | None) -> None:
    """A borrower may stop typing early, or tell more than the name; two lenders in one sentence are not guessed
    between.
    """
    found = load_knowledge(base).find_lender(typed)
    assert (found.id if found else None) == lender


def test_a_name_that_two_lenders_share_finds_neither(base: Path) -> None:
    """Where a beginning fits two lenders, both are suggested and none is chosen."""
    text = (base / "lenders/alpha.yaml").read_text(encoding="utf-8")
    for number in range(4):
        twin = (
            text.replace("id: alpha", f"id: twin{number}")
            .replace("甲消", f"甲方消{number}")
            .replace("alpha]", f"twin{number}]")
        )
        (base / f"lenders/twin{number}.yaml").write_text(twin, encoding="utf-8")
    knowledge = load_knowledge(base)
    assert knowledge.find_lender("甲方") is None
    suggested = [lender.id for lender in knowledge.similar_lenders("甲方")]
    assert len(set(suggested)) == len(suggested) == 3
    assert all(id_.startswith("twin") for id_ in suggested)


# --- sources -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ref", "document", "article"),
    [
        ("civil-code:676", "civil-code", "676"),
        ("civil-code:676.1", "civil-code", "676"),
        ("civil-code", "civil-code", None),
        ("criminal-law:293", "criminal-law", "293"),
        ("criminal-law:293-1", "criminal-law", "293-1"),
        ("nfra-consumer-finance-companies:56", "nfra-consumer-finance-companies", "56"),
        ("public-security-penalties-law:50", "public-security-penalties-law", "50"),
    ],
)
def test_a_reference_leads_to_its_article(knowledge: Knowledge, ref: str, document: str, article: str | None) -> None:
    """A cited article is found, and a paragraph without a record of its own leads to its article."""
    cited = knowledge.cite(ref)
    assert cited is not None
    assert (cited.ref, cited.document.id, cited.article.id if cited.article else None) == (ref, document, article)


@pytest.mark.parametrize(
    "ref",
    [
        "civil-code:67",
        "civil-code:6",
        "civil-code:76",
        "civil-code:6766",
        "civil-code:0676",
        "civil-code:67.6",
        "civil-code:.676",
        "civil-code:676条",
        "civil-code: 676",
        "criminal-law:293-9",
        "CIVIL-CODE:676",
        "civil-cod:676",
        "civil_code:676",
        "676",
        ":676",
        "",
    ],
)
def test_a_near_miss_leads_to_no_article(knowledge: Knowledge, ref: str) -> None:
    """A mistyped article number never shows the text of another article."""
    assert knowledge.cite(ref) is None


def test_what_is_cited_shows_its_own_text(knowledge: Knowledge) -> None:
    """Every article of every document is found under its own reference."""
    for document in knowledge.documents.values():
        for article in document.articles:
            cited = knowledge.cite(f"{document.id}:{article.id}")
            assert cited is not None
            assert cited.article is article


@pytest.mark.parametrize(
    ("ref", "day", "expected"),
    [
        ("public-security-penalties-law:50", "2025-12-31", False),
        ("public-security-penalties-law:50", "2026-01-01", True),
        ("public-security-penalties-law:50", "2026-11-21", True),
        ("public-security-penalties-law-2012:42", "2025-12-31", True),
        ("public-security-penalties-law-2012:42", "2026-01-01", False),
        ("nfra-consumer-finance-companies:56", "2024-04-17", False),
        ("nfra-consumer-finance-companies:56", "2024-04-18", True),
        ("civil-code:676", "2020-12-31", False),
        ("civil-code:676", "2021-01-01", True),
    ],
)
def test_a_rule_is_in_force_from_its_first_to_its_last_day(
    knowledge: Knowledge, ref: str, day: str, expected: bool
) -> None:
    """A call of New Year's Eve is judged by the old law, and one of New Year's Day by the new."""
    cited = knowledge.cite(ref)
    assert cited is not None
    assert cited.in_force(dt.date.fromisoformat(day)) is expected


def test_every_dated_document_is_in_force_exactly_between_its_dates(knowledge: Knowledge) -> None:
    """For every document: the first and the last day count, the day before and the day after do not."""
    one = dt.timedelta(days=1)
    dated = 0
    for ref in knowledge.documents:
        cited = knowledge.cite(ref)
        assert cited is not None
        if cited.effective_from:
            assert cited.in_force(cited.effective_from), ref
            assert not cited.in_force(cited.effective_from - one), ref
        if cited.effective_to:
            dated += 1
            assert cited.in_force(cited.effective_to), ref
            assert not cited.in_force(cited.effective_to + one), ref
    assert dated > 3


def test_dates_and_bounds_of_an_article_stand_over_those_of_its_document(base: Path, edit: Edit) -> None:
    """An article that ended early, or binds fewer, is judged by its own record."""
    edit(
        "sources/rules.yaml",
        "gist: 外访前要告知，15 天内答复，30 天内办完，异议 20 天内答复。, read: true}",
        "gist: 外访前要告知。, read: true, effective_from: 2022-02-02, binds: [bank]}",
    )
    knowledge = load_knowledge(base)
    whole, narrowed, ended = (knowledge.cite(ref) for ref in ("sample-rule", "sample-rule:5", "sample-rule:7"))
    assert whole is not None
    assert narrowed is not None
    assert ended is not None
    assert (whole.binds, narrowed.binds) == ((InstitutionKind.CONSUMER_FINANCE,), (InstitutionKind.BANK,))
    assert whole.in_force(dt.date(2022, 2, 1))
    assert not narrowed.in_force(dt.date(2022, 2, 1))
    assert narrowed.in_force(dt.date(2022, 2, 2))
    assert ended.in_force(dt.date(2026, 11, 20))
    assert not ended.in_force(dt.date(2026, 11, 21))


# --- loading -----------------------------------------------------------------------------------------------


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    """A wrong path is named together with what to check."""
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(tmp_path / "nowhere")
    assert str(tmp_path / "nowhere") in str(caught.value)
    assert "找不到知识库" in str(caught.value)
    assert len(caught.value.problems) == 1


def test_a_file_instead_of_a_folder_is_one_sentence(tmp_path: Path) -> None:
    """A path to a file is no knowledge."""
    (tmp_path / "knowledge").write_text("checked: 2026-11-21", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="找不到知识库"):
        load_knowledge(tmp_path / "knowledge")


def test_an_empty_folder_names_everything_that_is_missing(tmp_path: Path) -> None:
    """An empty knowledge is refused, with every kind of file it lacks."""
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(tmp_path)
    assert {problem.path for problem in caught.value.problems} == {pattern for pattern, _ in FILE_TYPES}
    assert "请确认知识库完整" in str(caught.value)


def test_a_broken_file_is_named_with_its_line(base: Path, edit: Edit) -> None:
    """Someone who edits the knowledge by hand learns where the mistake is."""
    edit("lenders/alpha.yaml", "kind: consumer_finance", "kind: lender")
    edit("warnings.yaml", "kind: scam", "kind: fraud")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(base)
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [
        ("lenders/alpha.yaml", 5),
        ("warnings.yaml", 3),
    ]
    assert "lenders/alpha.yaml:5: " in str(caught.value)


def test_the_environment_variable_points_elsewhere(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group with its own knowledge names its folder once, and a path in the program still wins."""
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(base))
    assert set(load_knowledge().lenders) == {"alpha", "beta"}
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(base / "nowhere"))
    with pytest.raises(KnowledgeError, match="BORROWER_HELP_KNOWLEDGE"):
        load_knowledge()
    assert set(load_knowledge(base).lenders) == {"alpha", "beta"}


def test_without_the_variable_the_own_knowledge_is_read(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program finds its knowledge from any folder."""
    monkeypatch.chdir(tmp_path)
    assert set(load_knowledge().lenders) == set(knowledge.lenders) >= {"haier", "jinshang", "jirong"}


def test_the_knowledge_is_as_old_as_its_oldest_file(base: Path, edit: Edit) -> None:
    """The date in every report is that of the file checked longest ago."""
    edit("warnings.yaml", "checked: 2026-11-21", "checked: 2026-03-04")
    assert load_knowledge(base).checked == dt.date(2026, 3, 4)


# --- traps (part 9 of the evidence on lenders) ---------------------------------------------------------------


class Said(NamedTuple):
    """What one record says, with its place."""

    where: str
    record: Record
    text: str


SILENT = {"id", "sources", "source", "rules", "page", "complain", "evidence", "happened", "papers", "when", "unless"}


def said_by(record: Record) -> str:
    """The texts of a record itself; a claim together with what contradicts it."""
    parts = []
    for name in record.__struct_fields__:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Contradiction):
                parts.append(item.text)
            elif type(item) is str and name not in SILENT:
                parts.append(item)
    return "\n".join(parts)


def everything_said(knowledge: Knowledge) -> Iterator[Said]:
    """What every record of the knowledge says; how people ask is not said by it, and may be wrong."""
    corpus = Corpus(Path(), knowledge.files, TODAY)
    for file, location, record in corpus.walk():
        if isinstance(record, Asked | LenderAsked):
            continue
        yield Said(f"{file}: {getattr(record, 'id', location)}", record, said_by(record))


@pytest.fixture(name="said", scope="module")
def everything_the_real_knowledge_says(knowledge: Knowledge) -> list[Said]:
    """What every record says, gathered once."""
    return list(everything_said(knowledge))


NEVER = [
    pytest.param("15070879527", id="1 telephone in the footer of the seeds"),
    pytest.param("3590931873", id="1 mailbox in the footer of the seeds"),
    pytest.param("95055", id="6 hotline of another company"),
    pytest.param("4000627626", id="3 unverified hotline of Jirong"),
    pytest.param("4006999999", id="appliance hotline"),
    pytest.param("4000100000", id="invented hotline"),
    pytest.param("4001685858", id="4 unverified hotline of Jinshang"),
    pytest.param("95105520", id="4 other unverified hotline of Jinshang"),
]


@pytest.mark.parametrize("digits", NEVER)
def test_no_file_holds_a_number_of_the_trap_list(root: Path, digits: str) -> None:
    """No borrower ever calls a number that was invented or belongs to somebody else: not even a comment holds it."""
    lines = [
        f"{path.relative_to(root)}:{number}"
        for path in sorted((root / "knowledge").rglob("*"))
        if path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if digits in re.sub(r"(?<=\d)[-\s.·]+(?=\d)", "", line)
    ]
    assert lines == []


VERIFIED = {"海尔消费金融有限公司": "400-018-7777", "中银消费金融有限公司": "95137"}
"""The only hotlines that two kinds of sources agree on."""

PUBLIC = {
    "110",
    "120",
    "12300",
    "12315",
    "12321",
    "12338",
    "12345",
    "12348",
    "12355",
    "12356",
    "12363",
    "12368",
    "12377",
    "12378",
    "96110",
}
NUMBER = re.compile(
    r"(?<![\d.\-:/])(?:400[- ]?\d{3}[- ]?\d{4}|1[3-9]\d{9}|12\d{3}|9[56]\d{3,6}|0\d{2,3}-\d{7,8}"
    r"|11\d|120)(?![\d.\-])(?! ?(?:元|件|万|条|份|名|家|号|天))"
)


def test_only_verified_telephone_numbers_are_said(said: list[Said]) -> None:
    """Every number in any text is one of the public lines or the one hotline that two kinds of sources agree on."""
    allowed = PUBLIC | set(VERIFIED.values())
    found = [(number, entry.where) for entry in said for number in NUMBER.findall(entry.text)]
    assert {number for number, _ in found} >= {"110", "12378", "400-018-7777"}
    assert [(number, where) for number, where in found if number not in allowed] == []


def test_hotlines_are_only_those_that_were_verified(knowledge: Knowledge) -> None:
    """Traps 3 to 5: Haier has its one hotline, marked as cross-checked only; Jirong, Jinshang and the others have
    none.
    """
    hotlines = [
        (lender, contact)
        for lender in knowledge.lenders.values()
        for contact in lender.contacts
        if contact.kind == "hotline"
    ]
    assert [contact.value for lender, contact in hotlines if lender.id == "haier"] == ["400-018-7777"]
    for lender, contact in hotlines:
        assert contact.value == VERIFIED.get(lender.legal_name), lender.id
        assert contact.confidence is Confidence.MEDIUM
        assert re.search(r"两.*官网.*拨打前", contact.verification)


def test_jirong_is_a_facilitator_and_asks_for_the_lender_of_record(knowledge: Knowledge) -> None:
    """Trap 2: the brand is no lender; the report asks who the contract names and has a branch for each answer."""
    jirong = knowledge.lenders["jirong"]
    assert jirong.kind is InstitutionKind.LOAN_FACILITATOR
    facilitators = knowledge.institutions[InstitutionKind.LOAN_FACILITATOR]
    assert facilitators.ask_first
    wanted = {"BANK", "CONSUMER_FINANCE", "MICRO_LOAN", "FINANCING_GUARANTOR", "PRIVATE_ASSIGNEE", "AMC"}
    assert {branch.kind.name for branch in facilitators.branches} >= wanted
    assert {knowledge.lenders[id_].kind for id_ in ("haier", "jinshang")} == {InstitutionKind.CONSUMER_FINANCE}


class Trap(NamedTuple):
    """A record that matches ``about`` must also match ``must``; ``wrong`` is a sentence that must be caught."""

    about: str
    must: str
    wrong: str
    spared: tuple[type[Record], ...] = ()


NOTHING = r"(?!)"
"""A pattern that nothing matches: whatever is about this must not be said at all."""

QUOTED = (Claim, Caution, NeverSay, Document, Article)
"""Records that quote what others say."""

TRAPS = {
    "7 repealed contract law": Trap(r"(?<!劳动)合同法", "废止", "根据《合同法》第二百零七条，应当支付利息。"),
    "8 former name of 捷信": Trap("捷信", "京东", "捷信消费金融有限公司的客服可以处理。", (FormerName,)),
    "9 invented revision of 2026-06-01": Trap(
        "2026-06-01|2026 ?年 ?6 ?月 ?1 ?日", NOTHING, "修订后的消费金融公司管理办法自 2026-06-01 起施行。"
    ),
    "10 credit repair is closed": Trap(
        "一次性(?:信用)?修复", "2026-03-31|2026年3月31日|骗", "可以申请一次性信用修复。", (Document,)
    ),
    "11 article 701 is the guarantor's": Trap("(?<!\\d)701 ?条", "担保人|保证人", "你可以用第 701 条对担保公司抗辩。"),
    "12 nothing is certain on day X": Trap(
        (
            r"逾期 ?(?:\d+|[一二三四五六七八九十]+) ?(?:天|个月|月)[^。；]{0,12}(?:一定|必然|必定|必须|肯定|都会|就"
            r"会|必)|(?:一定|必然|必定|肯定|都)会?(?:被)?(?:起诉|上门|上征信|报征信)"
        ),
        "没有|不一定|未必|看合同",
        "逾期 90 天一定会被起诉。",
        QUOTED,
    ),
    "13 fines are not added up": Trap(r"23[05] ?万", NOTHING, "海尔消费金融合计被罚 235 万元。"),
    "14 seven days are no grace period": Trap(
        r"7 ?天[^。]{0,20}宽限|宽限[^。]{0,20}7 ?天", "不是|没有|不等于", "银行有 7 天宽限期，期内还上不算逾期。"
    ),
    "14 ninety days are no threshold": Trap(
        r"90 ?天[^。]{0,20}(?:起诉|征信)", "不是|没有|不等于|不代表", "逾期满 90 天就会起诉并上征信。"
    ),
    "15 an assignment without notice does not end the debt": Trap(
        "永远不用还|就不用还|没通知[^。]{0,6}不用还",
        "不等于|不是|仍欠|起诉|不会因为|再申请",
        "没收到转让通知就永远不用还。",
    ),
}


def caught(trap: Trap, entry: Said) -> bool:
    """Whether ``entry`` walks into the trap."""
    return (
        bool(re.search(trap.about, entry.text))
        and not re.search(trap.must, entry.text)
        and not isinstance(entry.record, trap.spared)
    )


@pytest.mark.parametrize("name", TRAPS)
def test_no_text_walks_into_a_trap(said: list[Said], name: str) -> None:
    """What most pages on the web get wrong, no text of the knowledge repeats."""
    assert [entry.where for entry in said if caught(TRAPS[name], entry)] == []


@pytest.mark.parametrize("name", TRAPS)
def test_every_trap_catches_its_wrong_sentence(base: Path, edit: Edit, name: str) -> None:
    """The traps are set: each wrong sentence is caught when someone writes it into a statement."""
    edit("limits.yaml", "text: 这里不是法律意见。", f"text: {TRAPS[name].wrong}")
    knowledge = load_knowledge(base)
    assert [entry.where for entry in everything_said(knowledge) if caught(TRAPS[name], entry)] == [
        "limits.yaml: limit-advice"
    ]


def test_the_repealed_contract_law_is_no_source(knowledge: Knowledge) -> None:
    """Trap 7: no document of the knowledge is the law repealed in 2021, unless it says so."""
    titles = [
        document.title
        for document in knowledge.documents.values()
        if re.search("(?<!劳动)合同法$", document.title) and not document.effective_to
    ]
    assert titles == []


def test_no_lender_bears_a_former_name(knowledge: Knowledge) -> None:
    """Trap 8: 捷信 is the former name of another company and may at most be an alias of it."""
    assert [lender.id for lender in knowledge.lenders.values() if "捷信" in lender.name + lender.legal_name] == []


def test_the_measures_on_consumer_finance_companies_are_those_of_2024(knowledge: Knowledge) -> None:
    """Trap 9: there is one version, in force since 2024-04-18, and its collection articles are 56 to 58."""
    document = knowledge.documents["nfra-consumer-finance-companies"]
    assert (document.effective_from, document.effective_to) == (dt.date(2024, 4, 18), None)
    assert "2024年第4号" in document.number
    assert {"56", "57", "58"} <= {article.id for article in document.articles}
    assert document.binds == (InstitutionKind.CONSUMER_FINANCE,)


def test_article_701_never_stands_without_the_borrowers_own_rule(said: list[Said]) -> None:
    """Trap 11: whatever cites the guarantor's defence also cites the rule a borrower can rely on."""
    citing = [entry for entry in said if "civil-code:701" in getattr(entry.record, "sources", ())]
    assert citing
    assert [entry.where for entry in citing if "spc-security:3" not in entry.record.sources] == []


def test_the_fine_of_haier_is_told_once(knowledge: Knowledge) -> None:
    """Trap 13: the institution's fine is 205 (万元), no statement adds other fines to it, and its parts are its own."""
    told = [fact for fact in facts_of(knowledge.lenders["haier"]) if re.search(r"罚它 ?\d+ ?万", fact.text)]
    assert sum("205 万" in fact.text for fact in told) == 1
    for fact in told:
        whole, *parts = map(int, re.findall(r"(\d+) ?万元", fact.text))
        assert not parts or sum(parts) == whole


def test_what_the_source_articles_claim_is_weak_and_beside_rules(knowledge: Knowledge) -> None:
    """Trap 12 and the claims that must be blocked: all are low, and the false ones are contradicted."""
    claims = {claim.id: claim for lender in knowledge.lenders.values() for claim in lender.claims}
    assert {f"s{number}" for number in range(1, 26)} <= set(claims)
    assert {claim.confidence for claim in claims.values()} == {Confidence.LOW}
    for blocked in ("s4", "s5", "s6", "s8", "s13", "s14", "s24"):
        assert claims[blocked].contradicted_by, blocked
    assert {claims[id_].treat for id_ in ("s8", "s14", "s24")} == {"rejected"}
    assert {claims[id_].treat for id_ in ("s16", "s17")} == {"may_ask"}


def test_no_verdict_rests_on_articles_of_the_web(knowledge: Knowledge) -> None:
    """A borrower who quotes a verdict quotes a rule: no behaviour is judged by a source article alone, and no breach by
    mere notices.
    """
    for behaviour in knowledge.behaviours.values():
        cited = [source for rule in behaviour.rules if (source := knowledge.cite(rule.source))]
        assert {source.document.kind for source in cited} - {DocumentKind.ARTICLE}, behaviour.id
        if behaviour.verdict is Verdict.PROHIBITED and behaviour.nature is not Nature.VERIFY_FIRST:
            assert any(force_of(source.document) is not Force.NONE for source in cited), behaviour.id

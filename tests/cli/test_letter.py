"""``letter``: every kind in every format names the same dates and sums, and nothing that is not known."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest

from borrower_help import Knowledge

AS_OF = ("--as-of", "2026-11-10")
KINDS = (
    "payment-order-objection",
    "defence",
    "never-borrowed",
    "stop-contact",
    "stop-contact-other",
    "family-no-debt",
    "complaint-lender",
    "complaint-regulator",
    "investigation-request",
    "credit-objection",
    "information-request",
    "settlement-certificate",
    "instalment-request",
    "settlement-agreement",
    "debit-withdrawal",
)
"""The letters promised first."""

LATER = (
    "jurisdiction-objection",
    "arbitration-objection",
    "mediation-refusal",
    "living-costs",
    "consumption-limit-lift",
    "dishonest-list-correction",
    "retrial-application",
    "legal-aid",
    "personal-information-request",
    "reply-to-assignee",
    "reply-to-guarantor",
    "agent-refund",
    "reconsideration",
    "complaint-local",
)
"""Those that came after them."""

CASE = """
lender: 海尔
days_overdue: 40
reachable: true
papers:
  - {kind: payment_order, received: 2026-11-06}
  - {kind: summons, received: 2026-11-02}
  - {kind: arbitration_notice, received: 2026-11-03}
  - {kind: judgment, received: 2026-11-04}
  - {kind: enforcement_notice, received: 2026-11-05}
  - {kind: assignment_notice, received: 2026-11-01}
  - {kind: subrogation_notice, received: 2026-10-30}
happened:
  - {id: threat_police, on: 2026-11-05}
  - auto_debit
hardship: [job_loss]
goals: [plan, credit, know_amount]
income: 5000
essentials: 3800
dependants: 1
complained: 2026-11-09
loan: {received: 9500, principal: 10000, payment: [12x1050], start: 2026-01-05, product: loan}
"""
UNJUDGED = "\n".join(line for line in CASE.splitlines() if "judgment" not in line and "enforcement" not in line)
NOT_OWED = "lender: 海尔\ndays_overdue: 40\nhappened: [collect_no_debt, no_settlement_proof]\n"
FILES = {"text": "txt", "markdown": "md", "html": "html", "docx": "docx", "json": "json"}

Write = Callable[..., Any]


@pytest.fixture(name="case")
def case_file(tmp_path: Path) -> Callable[[str], Path]:
    """Write a case file and return its path."""

    def write(text: str) -> Path:
        path = tmp_path / f"case-{len(list(tmp_path.iterdir()))}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(name="log")
def log_of_a_mother(run: Any, tmp_path: Path) -> Path:
    """A contact log: the borrower was reached at 10:00, her mother was called at 23:00 and asked for money."""
    path = tmp_path / "log.jsonl"
    common = (
        "--log",
        path,
        "--channel",
        "call",
        "--number",
        "02112345678",
        "--connected",
        "--lender",
        "海尔",
        "--no-input",
    )
    run("log", "add", *common, "--at", "2026-11-08 10:00", "--person", "me", "--length", "60")
    run(
        *("log", "add", *common, "--at", "2026-11-08 23:00", "--person", "family", "--called", "13900000000"),
        *("--length", "90", "--said", "你女儿欠钱不还，你替她还"),
    )
    return path


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 - the signature of the parser
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def seen(path: Path) -> str:
    """What a person reads in a file, without the breaks and marks of its format."""
    match path.suffix:
        case ".docx":
            text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)
        case ".html":
            parser = _Text()
            parser.feed(path.read_text(encoding="utf-8"))
            text = "".join(parser.parts)
        case ".json":
            data = json.loads(path.read_text(encoding="utf-8"))["data"]
            text = json.dumps(data, ensure_ascii=False)
        case ".md":
            text = re.sub(r"\\(.)", r"\1", path.read_text(encoding="utf-8"))
        case _:
            text = path.read_text(encoding="utf-8")
    return re.sub(r"\s", "", text)


def written(run: Any, tmp_path: Path, kind: str, wanted: str, *words: object) -> str:
    """The text of a letter in one format."""
    path = tmp_path / f"letter-{kind}.{FILES[wanted]}"
    result = run("letter", "write", kind, *words, *AS_OF, "-o", path)
    assert (result.code, result.err.splitlines()[-1]) == (0, f"已写入 {path}")
    return seen(path)


def case_for(kind: str) -> str:
    """A case in which this letter is not withheld."""
    if kind in ("never-borrowed", "settlement-certificate"):
        return NOT_OWED
    return CASE.replace("lender: 海尔", "kind: micro_loan") if kind == "complaint-local" else CASE


def days_and_sums(text: str) -> set[str]:
    """Every day and every amount in a text, days as numbers."""
    days = {
        "-".join(f"{int(part):02}" for part in found) for found in re.findall(r"(20\d\d)[-年](\d+)[-月](\d+)", text)
    }
    return days | set(re.findall(r"\d[\d,]*\.\d\d(?=元|%)", text))


# --- each kind in each format ------------------------------------------------------------------------------


def test_the_letters_promised(knowledge: Knowledge) -> None:
    """The letters promised are all there, and each of them is tested."""
    assert {*KINDS, *LATER} == set(knowledge.letters)


@pytest.mark.parametrize("kind", [*KINDS, *LATER])
def test_formats_agree(run: Any, case: Any, log: Path, tmp_path: Path, kind: str) -> None:
    """A letter names the same days and sums in text, Markdown, HTML and Word, and is signed by hand in each."""
    words = ("--case", case(case_for(kind)), "--log", log)
    texts = {wanted: written(run, tmp_path, kind, wanted, *words) for wanted in FILES}
    expected = days_and_sums(texts["text"])
    for wanted in ("markdown", "html", "docx"):
        assert days_and_sums(texts[wanted]) == expected, wanted
    assert expected <= days_and_sums(texts["json"]) | set()
    for text in texts.values():
        assert "＿＿" in text
        assert "undefined" not in text.lower()
    for wanted in ("text", "html", "docx", "markdown"):
        assert "给自己看的一页" in texts[wanted]
        assert "什么时候别用" in texts[wanted]
        assert "怎么交、怎么留证据" in texts[wanted]
        assert "寄出前逐字看一遍" in texts[wanted]


@pytest.mark.parametrize("kind", ["complaint-regulator", "payment-order-objection", "settlement-agreement"])
def test_signature_and_attachments_stay_together(run: Any, case: Any, log: Path, tmp_path: Path, kind: str) -> None:
    """The last sentence, the signature and the list of what is attached are on one page, whatever the length."""
    path = tmp_path / "letter.docx"
    told = case(UNJUDGED)
    assert run("letter", "write", kind, "--case", told, "--log", log, *AS_OF, "-o", path).code == 0
    paragraphs = docx.Document(io.BytesIO(path.read_bytes())).paragraphs
    kept = [bool(paragraph.paragraph_format.keep_with_next) for paragraph in paragraphs]
    signed = next(place for place, one in enumerate(paragraphs) if "（签名）" in one.text or "（盖章）" in one.text)
    page = next(place for place, one in enumerate(paragraphs) if one.text.startswith("给自己看的一页"))
    assert all(kept[signed - 1 : page - 1])
    assert not kept[page - 1]


# --- the cases of the issue --------------------------------------------------------------------------------


def test_payment_order(run: Any, case: Any, tmp_path: Path) -> None:
    """An order received on Friday 2026-11-06: safe on Saturday the 21st, last day Monday the 23rd, the debt itself is
    contested.
    """
    told = case("lender: 海尔\ndays_overdue: 100\npapers:\n  - {kind: payment_order, received: 2026-11-06}\n")
    text = written(run, tmp_path, "payment-order-objection", "text", "--case", told)
    assert "2026-11-21（周六）以前，法定最后一天2026-11-23（周一）" in text
    assert "我于2026年11月6日收到上述支付令" in text
    assert "我对支付令所列的债务本身有异议，不是请求缓期或者分期" in text
    assert "裁定终结督促程序" in text
    for word in ("分期还", "暂缓", "没钱还"):
        assert word not in text.split("给自己看的一页")[0]


def test_the_days_of_a_letter_go_into_a_calendar(run: Any, case: Any, tmp_path: Path) -> None:
    """The calendar of a letter holds its own limit on the safe day, under the UID that the report gives it."""
    told = case("lender: 海尔\ndays_overdue: 100\npapers:\n  - {kind: payment_order, received: 2026-11-06}\n")
    letter, report = tmp_path / "letter.ics", tmp_path / "report.ics"
    assert run("letter", "write", "payment-order-objection", "--case", told, *AS_OF, "-o", letter).code == 0
    assert run("advise", "--case", told, *AS_OF, "--no-input", "-o", report).code == 0
    text = letter.read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20261121" in text
    uids = set(re.findall(r"^UID:.*", text, re.MULTILINE))
    assert uids
    assert uids <= set(re.findall(r"^UID:.*", report.read_text(encoding="utf-8"), re.MULTILINE))


def test_payment_order_too_late(run: Any, case: Any, tmp_path: Path) -> None:
    """After the last day the objection asks to be let in late, for a reason, and says that the time is over."""
    told = case("lender: 海尔\npapers:\n  - {kind: payment_order, received: 2026-10-20}\n")
    text = written(run, tmp_path, "payment-order-objection", "text", "--case", told)
    assert "请准许顺延期限" in text
    assert "现在十五日内书面提出异议" not in text
    assert "这个期限已经过了" in text


def test_reasons_of_the_objection_are_those_of_the_case(run: Any, case: Any, tmp_path: Path) -> None:
    """What the loan of the case shows stands in the objection with its sums; without a loan nothing of it does."""
    order = "papers:\n  - {kind: payment_order, received: 2026-11-06}\n"
    loan = "loan: {received: 9500, principal: 10000, payment: [12x1050], start: 2026-01-05, product: loan}\n"
    with_loan = written(
        run,
        tmp_path,
        "payment-order-objection",
        "text",
        "--case",
        case("lender: 海尔\ndays_overdue: 40\n" + order + loan),
    )
    assert "合同写借10,000.00元，我实际到手9,500.00元，少了500.00元" in with_loan
    assert "请求调减超过24%的部分" in with_loan
    (tmp_path / "letter-payment-order-objection.txt").unlink()
    without = written(run, tmp_path, "payment-order-objection", "text", "--case", case("lender: 海尔\n" + order))
    assert "实际到手" not in without
    assert "调减" not in without


def test_mother_called_at_night(run: Any, case: Any, log: Path, tmp_path: Path) -> None:
    """The complaint has the rows of the log; the mother's own letter tells her call in her words and nothing else."""
    told = case("lender: 海尔\ndays_overdue: 40\nreachable: true\n")
    complaint = written(run, tmp_path, "complaint-lender", "text", "--case", told, "--log", log)
    assert "2026年11月8日23时00分（联系记录第2行）" in complaint
    assert (
        "对方打电话给我的家人（接通90秒），号码02112345678，原话是「你女儿欠钱不还，你替她还」（联系记录第2行）"
        in complaint
    )
    assert "□属实才勾：" in complaint  # what the log cannot know, only the sender can affirm
    hers = written(run, tmp_path, "stop-contact-other", "text", "--case", told, "--log", log)
    assert (
        "2026年11月8日23时00分，对方打电话给我（接通90秒），号码02112345678，原话是「你女儿欠钱不还，你替她还」" in hers
    )
    assert "被打扰的电话13900000000" in hers
    assert "10时" not in hers
    assert "借款人本人" not in hers


def test_a_call_to_the_mother_in_the_log_offers_her_letter(run: Any, case: Any, log: Path) -> None:
    """With the log, the list offers her own letter and the borrower's; ``advise`` names them; without it, neither does.
    Nobody's death is asked about while the borrower asks.
    """
    told = case("lender: 海尔\ndays_overdue: 40\nreachable: true\n")
    listed = run("letter", "list", "--case", told, "--log", log, *AS_OF).out.partition("还可以写")[0]
    assert "停止联系他人（借款人写）" in listed
    assert "停止联系我（被打扰的人自己写）" in listed
    assert "停止联系我" not in run("letter", "list", "--case", told, *AS_OF).out.partition("还可以写")[0]
    assert "停止联系我（被打扰的人自己写）" in run("advise", "--case", told, "--log", log, *AS_OF).out.replace("\n", "")
    assert "已去世" not in run("letter", "write", "family-no-debt", "--case", told, "--log", log, *AS_OF).out


def test_two_people_do_not_share_a_letter(run: Any, case: Any, log: Path, tmp_path: Path) -> None:
    """Where two people were called, the command asks whose letter it is, and ``--whose`` tells."""
    words = (
        "--log",
        log,
        "--channel",
        "call",
        "--number",
        "02112345678",
        "--connected",
        "--lender",
        "海尔",
        "--no-input",
    )
    run(
        "log",
        "add",
        *words,
        "--at",
        "2026-11-09 11:00",
        "--person",
        "colleague",
        "--called",
        "13700000000",
        "--length",
        "9",
    )
    told = case("lender: 海尔\ndays_overdue: 40\n")
    refused = run("letter", "write", "stop-contact-other", "--case", told, "--log", log, *AS_OF)
    assert refused.code == 2
    assert "一人写一份" in refused.err
    assert "13700000000" in refused.err
    text = written(run, tmp_path, "stop-contact-other", "text", "--case", told, "--log", log, "--whose", "colleague")
    assert "13700000000" in text
    assert "13900000000" not in text


# --- what is not written -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "told", "reason"),
    [
        ("complaint-lender", "lender: 海尔\ndays_overdue: 40\n", "哪天几点、什么号码、原话"),
        (
            "complaint-lender",
            "lender: 海尔\ndays_overdue: 40\nhappened: [threat_police]\n",
            "拿报警抓人吓唬我，但没有日子",
        ),
        ("stop-contact-other", "lender: 海尔\ndays_overdue: 40\n", "先记下自己被联系的经过"),
        (
            "investigation-request",
            "kind: micro_loan\ndays_overdue: 40\nhappened:\n  - {id: threat_police, on: 2026-11-05}\n",
            "地方金融管理局",
        ),
        (
            "investigation-request",
            "lender: 海尔\ndays_overdue: 9\nhappened:\n  - {id: call_after_22, on: 2026-11-05}\n",
            "没查到违反法律或监管规章",
        ),
        ("payment-order-objection", "lender: 海尔\n", "先打12368"),
        ("instalment-request", UNJUDGED.replace("days_overdue: 40", "days_overdue: 1200"), "三年时效快满或可能过了"),
        ("instalment-request", UNJUDGED.replace("days_overdue: 40", ""), "还不知道逾期多久"),
        ("instalment-request", CASE.replace("hardship: [job_loss]", "role: family"), "你没有借过这笔钱"),
        ("settlement-agreement", NOT_OWED, "没借过，或者已经还清"),
        ("settlement-agreement", UNJUDGED.replace("days_overdue: 40", "days_overdue: 1200"), "三年时效"),
        ("settlement-certificate", CASE, "确认真的还清了"),
    ],
)
def test_withheld(run: Any, case: Any, tmp_path: Path, kind: str, told: str, reason: str) -> None:
    """Without its facts, or where it would admit a debt that may be barred, no letter is written, and it is said
    why.
    """
    output = tmp_path / "out.docx"
    result = run("letter", "write", kind, "--case", case(told), *AS_OF, "-o", output)
    assert result.code == 2
    assert reason in result.err.replace("\n", "")
    assert not output.exists()


def test_limitation_does_not_stop_who_was_judged(run: Any, case: Any, tmp_path: Path) -> None:
    """After a judgment the defence of limitation is gone, so a plan may be offered whatever the days."""
    told = CASE.replace("days_overdue: 40", "days_overdue: 1200")
    text = written(run, tmp_path, "instalment-request", "text", "--case", case(told))
    assert "1,080.00元" in text
    assert "这封信承认欠款" in text


# --- the list ----------------------------------------------------------------------------------------------


def test_list_puts_what_fits_first(run: Any, case: Any, log: Path) -> None:
    """What the case calls for comes first, and of that what has a date."""
    told = case(
        "lender: 海尔\ndays_overdue: 40\nreachable: true\npapers:\n  - {kind: payment_order, received: 2026-11-06}\n"
    )
    result = run("letter", "list", "--case", told, "--log", log, *AS_OF, "--format", "json")
    choices = json.loads(result.out)["data"]
    fitting = [choice["id"] for choice in choices if choice["fits"]]
    assert fitting[0] == "payment-order-objection"
    assert {"complaint-lender", "stop-contact", "stop-contact-other"} <= set(fitting)
    assert [choice["fits"] for choice in choices] == sorted((choice["fits"] for choice in choices), reverse=True)
    assert choices[0]["date"]["date"] == "2026-11-21"


def test_family_is_offered_its_own_letters(run: Any, case: Any, log: Path) -> None:
    """Who owes nothing is offered the letters they sign themselves, not those of the borrower."""
    told = case("role: family\nlender: 海尔\ndays_overdue: 40\nreachable: true\n")
    choices = json.loads(run("letter", "list", "--case", told, "--log", log, *AS_OF, "--format", "json").out)["data"]
    assert [choice["id"] for choice in choices if choice["fits"]] == ["stop-contact-other"]


def test_list_without_a_case(run: Any) -> None:
    """All letters are listed, each with its id; those that admit the debt say so."""
    result = run("letter", "list", *AS_OF)
    assert result.code == 0
    for kind in KINDS:
        assert f"（{kind}）" in result.out.replace("\n  ", "")
    assert "会承认欠款" in result.out


@pytest.mark.parametrize("name", ["支付令异议", "支付令异议书", "payment-order-objection", "支付令"])
def test_a_letter_by_its_name(run: Any, case: Any, name: str) -> None:
    """A letter may be asked for by its Chinese name."""
    told = case("lender: 海尔\npapers:\n  - {kind: payment_order, received: 2026-11-06}\n")
    assert "支付令异议书" in run("letter", "write", name, "--case", told, *AS_OF).out


def test_unknown_letter(run: Any) -> None:
    """A letter that does not exist is one sentence with those that do."""
    result = run("letter", "write", "情书", *AS_OF)
    assert result.code == 2
    assert "没有叫「情书」的文书" in result.err
    assert "支付令异议" in result.err


# --- hostile words -----------------------------------------------------------------------------------------

HOSTILE = "{{ 7*7 }}{% raw %}<b>&amp;*粗*[x](y)\u202e反\u200b\x1b[31m"


@pytest.mark.parametrize("wanted", ["text", "markdown", "html", "docx"])
def test_hostile_words_are_text(run: Any, case: Any, tmp_path: Path, wanted: str) -> None:
    """Markup, template code, control characters and turned writing in a case come out as text, in every format."""
    told = case(json.dumps({"creditor": {"name": HOSTILE}, "days_overdue": 5}))
    text = written(run, tmp_path, "information-request", wanted, "--case", told)
    assert "{{7*7}}{%raw%}<b>&amp;*粗*[x](y)?反??[31m" in text
    if wanted == "html":
        parser = _Text()
        parser.feed((tmp_path / "letter-information-request.html").read_text(encoding="utf-8"))
        assert "b" not in parser.tags
    if wanted != "docx":
        raw = (tmp_path / f"letter-information-request.{FILES[wanted]}").read_text(encoding="utf-8")
        assert not {"\x1b", "\u202e", "\u200b"} & set(raw)


def test_hostile_words_of_a_log(run: Any, case: Any, log: Path, tmp_path: Path) -> None:
    """What a collector is quoted to have said is text, too."""
    words = (
        "--log",
        log,
        "--channel",
        "sms",
        "--number",
        "02112345678",
        "--lender",
        "海尔",
        "--no-input",
        "--said",
        HOSTILE.partition("\u202e")[0],
    )
    run("log", "add", *words, "--at", "2026-11-09 11:00", "--person", "family", "--called", "13900000000")
    text = written(run, tmp_path, "stop-contact-other", "docx", "--case", case("lender: 海尔\n"), "--log", log)
    assert "原话是「{{7*7}}{%raw%}<b>&amp;*粗*[x](y)」" in text


# --- Word --------------------------------------------------------------------------------------------------


def test_word_file(run: Any, case: Any, tmp_path: Path) -> None:
    """The Word file is A4, its Chinese font is 宋体, and it names no person or program."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    told = case("lender: 海尔\npapers:\n  - {kind: payment_order, received: 2026-11-06}\n")
    path = tmp_path / "letter.docx"
    run("letter", "write", "payment-order-objection", "--case", told, *AS_OF, "-o", path)
    document = docx.Document(str(path))
    section = document.sections[0]
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert abs(section.page_height - Mm(297)) < Mm(1)
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "宋体"
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert path.stat().st_mode & 0o077 == 0


def test_existing_letter_is_kept(run: Any, case: Any, tmp_path: Path) -> None:
    """A letter that is there is not overwritten without ``--force``."""
    told = case("lender: 海尔\npapers:\n  - {kind: payment_order, received: 2026-11-06}\n")
    path = tmp_path / "letter.docx"
    path.write_bytes(b"mine")
    assert run("letter", "write", "payment-order-objection", "--case", told, *AS_OF, "-o", path).code == 2
    assert path.read_bytes() == b"mine"
    assert run("letter", "write", "payment-order-objection", "--case", told, *AS_OF, "-o", path, "--force").code == 0

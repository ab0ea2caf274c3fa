"""The case file: what a borrower told comes back unchanged, and every mistake in it is named with its line."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from borrower_help import Knowledge
from borrower_help.case.file import MAX_CASE_BYTES, dump_case, load_case, read_case
from borrower_help.case.model import Case, Creditor, Happening, LoanOfCase, ReceivedPaper
from borrower_help.case.money import DatedPayment, DebtAnswers, LoanAnswers
from borrower_help.case.naming import CALLED, CALLED_WITHIN
from borrower_help.case.validity import mistakes_in
from borrower_help.errors import CaseError
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.money.loan import Fee

often = settings(deadline=None, max_examples=80, database=None)

# --- any case -----------------------------------------------------------------------------------------------

ids = st.from_regex(r"[a-z0-9]{1,8}(?:[_-][a-z0-9]{1,8}){0,3}", fullmatch=True) | st.sampled_from(
    ["null", "true", "no", "1", "1-2", "2026-11-21", "0571", "1e3"]
)
dates = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
amounts = st.decimals(0, 100_000_000, places=2) | st.integers(0, 100_000_000).map(Decimal)
names = st.text(max_size=60) | st.sampled_from(
    [
        "null",
        "true",
        "~",
        "no",
        "0571",
        "1_000",
        "2026-11-21",
        "12:30",
        "- a",
        "a: b",
        "# 海尔",
        "'",
        '"',
        "|",
        "{}",
        "*a",
        "&a",
    ]
)


def every_case(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Case]:
    """Any case, its free texts drawn from ``texts``."""
    debt = st.builds(
        DebtAnswers,
        name=texts.filter(bool),
        balance=amounts,
        rate=st.none() | amounts,
        sued=st.booleans(),
        last_due=st.none() | dates,
    )
    loan = st.builds(
        LoanAnswers,
        received=amounts,
        payment=st.lists(texts, max_size=2).map(tuple),
        payments=st.lists(st.builds(DatedPayment, date=dates, amount=amounts), max_size=2).map(tuple),
        fees=st.lists(st.builds(Fee, name=texts, amount=amounts, monthly=st.booleans()), max_size=2).map(tuple),
        start=st.none() | dates,
    )
    return st.builds(
        Case,
        safety=st.lists(ids, max_size=2).map(tuple),
        lender=st.none() | texts,
        kind=st.none() | st.sampled_from(InstitutionKind),
        days_overdue=st.none() | st.integers(0, 36500),
        due=st.none() | dates,
        reachable=st.none() | st.booleans(),
        papers=st.lists(st.builds(ReceivedPaper, kind=ids, received=st.none() | dates), max_size=3).map(tuple),
        hardship=st.lists(ids, max_size=2).map(tuple),
        goals=st.lists(ids, max_size=3).map(tuple),
        complained=st.none() | dates,
        outstanding=st.none() | amounts,
        income=st.none() | amounts,
        essentials=st.none() | amounts,
        loan=st.none() | loan,
        debts=st.lists(debt, max_size=2).map(tuple),
    )


@often
@given(every_case(names))
@example(Case())
@example(Case(lender="海尔\n消费\x85金融\u2028 \ttail "))
@example(Case(lender="长" * 60 + " " + "x" * 80))
def test_a_saved_case_reads_back_equal(case: Case) -> None:
    """Whatever a borrower answered, the saved file gives exactly the same answers."""
    assert read_case(dump_case(case), "case.yaml") == case


@often
@given(every_case(st.text(st.characters(exclude_categories=("C",)), max_size=30)))
def test_a_case_may_be_json(case: Case) -> None:
    """A script may hand over the same answers as JSON."""
    assert read_case(json.dumps(msgspec.to_builtins(case), ensure_ascii=False), "case.json") == case


@often
@given(st.text(max_size=200))
@example("{}")
@example("- a")
@example("a: &a [*a]")
@example("\x00")
@example("[" * 3000)
def test_any_text_is_a_case_or_a_case_error(text: str) -> None:
    """No file, however broken, does anything but give a case or a list of mistakes with their lines."""
    try:
        found: Case | list[str] = read_case(text, "case.yaml")
    except CaseError as error:
        found = [str(problem) for problem in error.problems]
        assert found
        assert all(problem.startswith("case.yaml:") for problem in found)
    assert isinstance(found, Case | list)


@pytest.mark.parametrize("text", ["lender: !!python/object/apply:os.system [id]", "lender: !name 海尔"])
def test_a_tag_is_a_case_error(text: str) -> None:
    """A file with YAML tags is refused like any other mistake; nothing in it is ever run."""
    with pytest.raises(CaseError):
        read_case(text, "case.yaml")


# --- particular cases ---------------------------------------------------------------------------------------


def test_only_what_was_answered_is_saved() -> None:
    """A saved file names no question that was not answered, and warns that it is private."""
    text = dump_case(Case(lender="海尔", days_overdue=5))
    assert text.splitlines()[1:] == ["lender: 海尔", "days_overdue: 5"]
    assert text.startswith("# ")
    assert "保管好" in text.splitlines()[0]


def test_a_happening_may_be_an_id_or_an_id_with_its_day() -> None:
    """Both ways of writing what happened mean the same, and the order is kept."""
    case = read_case("happened: [call_after_22, {id: insult, on: 2025-12-30}, {id: stalking}]", "case.yaml")
    assert case.happenings == (
        Happening(id="call_after_22"),
        Happening(id="insult", on=dt.date(2025, 12, 30)),
        Happening(id="stalking"),
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("outstanding: 905.33", "905.33"),
        ("outstanding: '905.33'", "905.33"),
        ("outstanding: 12000", "12000"),
        ("outstanding: 0.10", "0.10"),
    ],
)
def test_amounts_never_pass_through_binary_fractions(text: str, amount: str) -> None:
    """905.33 yuan stays 905.33 yuan."""
    found = read_case(text, "case.yaml").outstanding
    assert found == Decimal(amount)
    assert str(found) == amount


@pytest.mark.parametrize("name", ["0571", "1.10", "22:00", "no", "2026-11-21", "=", "1e3"])
def test_a_name_that_looks_like_something_else_stays_a_name(name: str) -> None:
    """A lender typed as 0571 is not turned into a number, a time or a yes."""
    assert read_case(f"lender: {name}", "case.yaml").lender == name


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("lender: 海尔\nincme: 5000", 2, "incme"),
        ("lender: 海尔\nlender: 极融", 2, "lender"),
        ("lender: 海尔\ndays_overdue: 五天", 2, "五天"),
        ("days_overdue: -1", 1, "-1"),
        ("days_overdue: 36501", 1, "36501"),
        ("due: 2026-02-30", 1, "2026-02-30"),
        ("due: 明天", 1, "明天"),
        ("kind: credit_union", 1, "credit_union"),
        ("reachable: yes", 1, "yes"),
        ("papers:\n  - kind: summons\n    recieved: 2026-11-10", 3, "recieved"),
        ("happened: [Call]", 1, "Call"),
        ("happened: call_after_22", 1, "call_after_22"),
        ("income: 不多", 1, "不多"),
        ("- lender: 海尔", 1, "文件"),
        ("lender: '海尔", 1, "YAML"),
        ("", 1, "空"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, says: str) -> None:
    """A borrower who mistypes learns what is wrong and where, before any advice is given."""
    with pytest.raises(CaseError) as caught:
        read_case(text, "case.yaml")
    problem = caught.value.problems[0]
    assert problem.line == line
    assert says in problem.message
    assert str(caught.value).startswith("case.yaml 里有 1 处要改，改好再试：\n")
    assert f"\n第 {line} 行：" in str(caught.value)


def test_all_mistakes_are_named_at_once() -> None:
    """Three mistakes are three lines, not three attempts."""
    with pytest.raises(CaseError) as caught:
        read_case("lnder: 海尔\ndays_overdue: -1\nkind: shop", "case.yaml")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3]


def test_a_file_that_is_too_large_is_not_read() -> None:
    """A wrong file of many megabytes is refused in a sentence."""
    with pytest.raises(CaseError, match="太大"):
        read_case("# " + "x" * MAX_CASE_BYTES, "case.yaml")


def test_a_case_file_from_windows_is_read(tmp_path: Path) -> None:
    """A byte-order mark and Windows line ends do not disturb."""
    path = tmp_path / "case.yaml"
    path.write_bytes("\ufefflender: 海尔\r\ndays_overdue: 5\r\n".encode())
    assert load_case(path) == Case(lender="海尔", days_overdue=5)


@pytest.mark.parametrize("content", [None, "lender: 海尔".encode("gbk")], ids=["missing", "not UTF-8"])
def test_a_file_that_cannot_be_read_is_a_case_error(content: bytes | None, tmp_path: Path) -> None:
    """A missing file and one in another encoding are named, not a traceback."""
    path = tmp_path / "case.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CaseError) as caught:
        load_case(path)
    assert str(path) in str(caught.value)


def test_a_case_cannot_be_changed_by_accident() -> None:
    """The answers a report was made from are the answers that are saved."""
    with pytest.raises(AttributeError):
        Case().lender = "海尔"  # type: ignore[misc]


@pytest.mark.parametrize(
    "lines",
    [
        "loan: {received: 10000, contract_rate: 0.24}",
        "loan: {received: 10000, contract_rate: 1e30}",
        "loan: {received: 10000, lpr: 1e30}",
        "debts: [{name: 甲, balance: 5, last_due: 9998-12-31}]",
        "debts: [{name: 甲, balance: 5, rate: 1e30}]",
    ],
)
def test_figures_out_of_all_measure(knowledge: Knowledge, lines: str) -> None:
    """Rates and days that cannot be meant are mistakes of the case, with their place, not a crash."""
    case = read_case(f"lender: 海尔\ndays_overdue: 20\n{lines}\n", "case.yaml")
    assert mistakes_in(case, knowledge)


# --- mistakes in the words of whoever made them -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "papers:\n  - kind: summons\n    dat: 2026-11-20",
            "第 3 行：papers 的第 1 份里没有「dat」这一项，你是不是要写 dated（文书上的日期）？",
        ),
        (
            "papers:\n  - {kind: summons}\n  - {kind: summons, recieved: 2026-11-01}",
            "第 3 行：papers 的第 2 份里没有「recieved」这一项，你是不是要写 received（哪天收到）？",
        ),
        ("lendr: 海尔", "第 1 行：情况文件里没有「lendr」这一项，你是不是要写 lender（机构）？"),
        ("机构: 海尔", "第 1 行：情况文件里没有「机构」这一项，你是不是要写 lender（机构）？"),
        ("文书: []", "第 1 行：情况文件里没有「文书」这一项，你是不是要写 papers（收到的文书）？"),
        (
            "loans:\n  - {rate: 高}",
            "第 2 行：loans 的第 1 笔，rate（年利率）：「高」不是金额。请写成 12000 或 905.33 这样。",
        ),
        ("happened:\n  - {on: 2026-11-01}", "第 2 行：happened 的第 1 件里还要写 id（哪件事）。"),
        ("due: 某天", "第 1 行：due（应还日）：「某天」不是有效日期。请写成 2026-11-21 这样。"),
    ],
)
def test_a_mistake_is_named_with_its_line_in_plain_words(text: str, said: str) -> None:
    """The place is counted as people count, every field has its Chinese name, and a slip is guessed."""
    with pytest.raises(CaseError) as caught:
        read_case(text, "case.yaml")
    assert said in str(caught.value).splitlines()


def test_what_nobody_could_have_meant_lists_what_can_be_written() -> None:
    """Where no field is near, all there are stand there with their names."""
    with pytest.raises(CaseError) as caught:
        read_case("papers: [{kind: summons, zzz: 1}]", "case.yaml")
    assert "这里可以写：kind（哪种文书）、received（哪天收到）、dated（文书上的日期）" in str(caught.value)


def test_every_field_of_a_case_has_a_name_in_words() -> None:
    """No field of the file is told by its English name alone."""
    records = (Case, ReceivedPaper, Happening, LoanOfCase, Creditor, LoanAnswers, DebtAnswers, DatedPayment, Fee)
    fields = {field for record in records for field in record.__struct_fields__}
    assert sorted(fields - set(CALLED) - {field for _, field in CALLED_WITHIN}) == []

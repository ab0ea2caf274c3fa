"""Files as people have them: each in ``inputs`` gives what its row of ``expected.yaml`` says, or is refused in words
that help.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from borrower_help.journal import store
from borrower_help.values.amounts import percent

HERE = Path(__file__).parent
INPUTS = HERE / "inputs"
EXPECTED: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
DAY = ("--as-of", "2026-11-30")
WAYS = {False: "in", True: "out", None: "?"}


def rows_of(command: str, *, refused: bool = False) -> list[Any]:
    """The rows of a command as parameters, by the names of their files."""
    return [pytest.param(row, id=row["file"]) for row in EXPECTED[command] if ("refused" in row) is refused]


def bill(run: Any, row: dict[str, Any], *more: str) -> Any:
    """The answer of ``cost`` for a bill of everything that was paid."""
    return cost(run, row, *row.get("options", ()), *more)


def cost(run: Any, row: dict[str, Any], *more: str) -> Any:
    """The answer of ``cost`` for a payment table."""
    return run("cost", "--received", "6000", "--start", "2025-07-10", "--payments", INPUTS / row["file"], *DAY, *more)


def one_line(text: str) -> str:
    """What is on the screen without its line breaks and indents."""
    return "".join(line.strip() for line in text.splitlines())


def test_every_input_is_expected() -> None:
    """No file lies in ``inputs`` without a row, and no row without a file."""
    assert sorted(path.name for path in INPUTS.iterdir()) == sorted(
        row["file"] for rows in EXPECTED.values() for row in rows
    )


@pytest.mark.parametrize("row", rows_of("cost"))
def test_payment_tables(run: Any, row: dict[str, Any]) -> None:
    """Only what is part of a payment is added up, and the columns taken and left are told to programs."""
    found = json.loads(cost(run, row, "--format", "json").out)["data"]
    table = found["payments_file"]
    assert (found["cost"]["total_paid"], percent(Decimal(found["cost"]["rates"]["nominal"]))) == (
        row["paid"],
        row["nominal"],
    )
    assert (table["taken"], table["left"]) == (row["taken"], row["left"])


@pytest.mark.parametrize("form", ["terminal", "markdown"])
@pytest.mark.parametrize("row", rows_of("cost"))
def test_columns_are_named(run: Any, row: dict[str, Any], form: str) -> None:
    """A person reads which columns were taken and which were left, in every form of the answer."""
    out = one_line(cost(run, row, "--format", form).out)
    assert f"算进还款的列：{'、'.join(row['taken'])}；" in out
    assert (f"没有算的列：{'、'.join(row['left'])}。" if row["left"] else "没有别的列。") in out
    assert row.get("says", "") in out


@pytest.mark.parametrize("row", rows_of("cost", refused=True))
def test_payment_tables_that_are_asked_about(run: Any, row: dict[str, Any]) -> None:
    """Where a table can be read in two ways, no rate is shown, and the sentence says what to write."""
    result = cost(run, row)
    assert (result.code, result.out) == (2, "")
    assert all(words in result.err for words in row["refused"])


@pytest.mark.parametrize("row", rows_of("log"))
def test_lists_of_contacts(run: Any, tmp_path: Path, row: dict[str, Any]) -> None:
    """Every contact is recorded once, with who called, how long and what was said, and the answer counts the copies."""
    log = tmp_path / "log.jsonl"
    result = run("log", "import", INPUTS / row["file"], "--log", log, "--format", "json", *DAY, *row.get("options", ()))
    found = json.loads(result.out)["data"]
    contacts = [entry.contact for entry in store.read_log(log)]
    assert [[str(each.at), WAYS[each.outgoing], each.number, each.seconds, each.said] for each in contacts] == row[
        "rows"
    ]
    assert (found["read"], found["added"], found["copies"]) == (
        len(row["rows"]) + row.get("copies", 0),
        len(row["rows"]),
        row.get("copies", 0),
    )
    assert (result.code, found["left_out"]) == (row.get("code", 0), row.get("left_out", 0))
    assert found["rows"] == sum(
        found[name] for name in ("added", "already_there", "copies", "left_out", "not_picked")
    ) + len(found["rejected"])
    assert [rejection["row"] for rejection in found["rejected"]] == list(row.get("rejected", {}))
    assert all(row["rejected"][rejection["row"]] in rejection["reason"] for rejection in found["rejected"])
    assert row.get("says", "") in "".join(found["remarks"])


@pytest.mark.parametrize("row", rows_of("log", refused=True))
def test_files_that_are_no_lists(run: Any, tmp_path: Path, row: dict[str, Any]) -> None:
    """A file that is not read is named for what it is, whatever its name says, in one sentence; no log is made."""
    result = run("log", "import", INPUTS / row["file"], "--log", tmp_path / "log.jsonl", *DAY)
    assert (result.code, result.out, list(tmp_path.iterdir())) == (2, "", [])
    assert all(words in result.err for words in row["refused"])
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("row", rows_of("bill"))
def test_bills(run: Any, row: dict[str, Any]) -> None:
    """Of a bill only what was paid to the payee and did not come back counts; their other rows are named."""
    found = json.loads(bill(run, row, "--format", "json").out)["data"]
    assert (found["cost"]["total_paid"], percent(Decimal(found["cost"]["rates"]["nominal"]))) == (
        row["paid"],
        row["nominal"],
    )
    taken = found["payments_file"]["bill"]
    parts = ("refunds", "received", "failed", "unsure")
    assert {part: taken[part] for part in parts} == {part: row.get(part, []) for part in parts}
    assert (taken["lines"], taken["others"]) == (row["lines"], row["others"])
    out = one_line(bill(run, row).out)
    assert re.search("账单：付给.{0,8}某某消费金融", out)
    assert "账单里只有已经付的" in out


@pytest.mark.parametrize("row", rows_of("bill", refused=True))
def test_bills_that_are_asked_about(run: Any, row: dict[str, Any]) -> None:
    """Where a row may be a payment or not, or nobody was named, no rate is shown: the sentence says what to write."""
    result = bill(run, row)
    assert (result.code, result.out) == (2, "")
    assert all(words in result.err for words in row["refused"])


def test_nothing_was_recorded(run: Any, tmp_path: Path) -> None:
    """Whoever gets no row in is told so first, and is not sent on to a step that cannot work."""
    result = run("log", "import", INPUTS / "log-nothing-readable.csv", "--log", tmp_path / "log.jsonl", *DAY)
    assert result.code == 1
    assert result.out.startswith("一行也没有记下")
    assert "下一步" not in result.out


def test_whose_number_is_it(run: Any, tmp_path: Path) -> None:
    """In a list of callers and callees in which two numbers may be the borrower's, it is asked which one is."""
    result = run("log", "import", INPUTS / "log-one-caller-and-callee.csv", "--log", tmp_path / "log.jsonl", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "--called 你的号码" in result.err


def test_copies_are_told(run: Any, tmp_path: Path) -> None:
    """A person reads how many items of a backup were copies; read again, nothing is added."""
    command = ("log", "import", INPUTS / "log-restored-calls.xml", "--log", tmp_path / "log.jsonl", *DAY)
    assert "读到5行，新记下3行" in run(*command).out.replace(" ", "")
    again = one_line(run(*command).out)
    assert "新记下 0 行" in again
    assert "2 行是同一份备份里的重复" in again


def test_the_columns_that_were_told(run: Any) -> None:
    """Whoever answers which columns count gets the rate of that reading."""
    row = {"file": "cost-fee-inside-or-beside.csv"}
    inside = json.loads(cost(run, row, "--column", "amount=应还总额", "--format", "json").out)["data"]
    beside = json.loads(
        cost(run, row, "--column", "amount=应还总额", "--column", "amount=担保费", "--format", "json").out
    )["data"]
    assert (inside["cost"]["total_paid"], beside["cost"]["total_paid"]) == ("6297.40", "6657.40")
    assert inside["payments_file"]["left"] == ["担保费"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--column", "amount=没有这列"), "没有「没有这列」这一列。列有：应还总额、担保费"),
        (("--column", "date=没有这列"), "没有找到日期那一列"),
        (("--column", "sum=应还总额"), "date=列名 或 amount=列名"),
        (("--column", "应还总额"), "date=列名 或 amount=列名"),
    ],
)
def test_columns_that_are_not_there(run: Any, options: tuple[str, ...], says: str) -> None:
    """A wrong answer about the columns is refused with the headings there are, or the way to write it."""
    result = cost(run, {"file": "cost-fee-inside-or-beside.csv"}, *options)
    assert (result.code, result.out) == (2, "")
    assert says in result.err


def test_doubtful_sums_name_the_columns(run: Any) -> None:
    """Payments that are less than what arrived, or cost more than a hundred per cent, are doubted by the columns they
    came from.
    """
    row = {"file": "cost-fee-inside-or-beside.csv"}
    less = cost(run, row, "--column", "amount=担保费")
    assert less.code == 2
    assert "比到手 6,000.00 元 还少" in less.err
    assert "算进还款的列：担保费" in less.err
    out = one_line(
        run(
            "cost", "--received", "3000", "--start", "2025-07-10", "--payments", INPUTS / "cost-still-owed.csv", *DAY
        ).out
    )
    assert out.index("这个利率高得不寻常") < out.index("算进还款的列：本金、利息") < out.index("可以说")


def test_columns_without_a_table(run: Any) -> None:
    """Columns that are named without a payment table are not passed over in silence."""
    result = run("cost", "--received", "6000", "--payment", "6x1049.57", "--column", "amount=月供", *DAY)
    assert result.code == 2
    assert "--payments" in result.err


@pytest.mark.parametrize("day", ["2026/11/10", "2026年11月10日", "2026年11月10号", "2026.11.10", "2026-11-10"])
def test_cases_as_people_write_them(run: Any, day: str) -> None:
    """A case file takes days and sums as the command line does: the limit follows from the day, the sums are told."""
    papers = f"papers: [{{kind: summons, received: {day}}}]"
    case = f"lender: 海尔\ndays_overdue: 45\n{papers}\nincome: 6500元\nessentials: 0.45万\n"
    told = json.loads(run("advise", "--no-input", "--case", "-", "--format", "json", *DAY, stdin=case).out)["data"]
    assert "2026-11-25" in json.dumps(told)
    out = one_line(run("advise", "--no-input", "--case", "-", *DAY, stdin=case).out)
    assert "每月收入6500元" in out.replace(" ", "")
    assert "4500" in out


def test_a_name_that_is_a_number(run: Any) -> None:
    """A lender whose name is a number must stand in quotes, and that is said."""
    result = run("advise", "--no-input", "--case", "-", *DAY, stdin="lender: 360\ndays_overdue: 45\n")
    assert result.code == 2
    assert "请加引号" in result.err
    assert run("advise", "--no-input", "--case", "-", *DAY, stdin='lender: "360"\ndays_overdue: 45\n').code == 0

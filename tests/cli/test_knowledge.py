"""``knowledge``: for those who keep it."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest

DAY = ("--as-of", "2026-11-21")


# --- check ------------------------------------------------------------------------------------------------


def test_the_knowledge_of_this_project_has_no_errors(run: Any) -> None:
    """``knowledge check`` finds no error in what we ship; a warning would be printed but not fail."""
    result = run("knowledge", "check", "--format", "json", "--as-of", "2026-11-30")
    envelope = json.loads(result.out)
    assert envelope["data"]["errors"] == []
    assert (result.code, result.err, envelope["status"]) == (0, "", "ok")


def test_a_broken_file_fails_with_its_line(run: Any, damaged: Any) -> None:
    """A date that does not exist fails the check with exit code 1, naming file and line."""
    folder = damaged("lenders/jirong.yaml", "\nchecked: 2026-", "\nchecked: 2026-02-30 # 2026-")
    lines = (folder / "lenders/jirong.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "2026-02-30" in text)
    result = run("knowledge", "check", "--knowledge", folder, *DAY)
    assert (result.code, result.err) == (1, "")
    assert f"错误：lenders/jirong.yaml:{line}: " in result.out
    assert "2026-02-30" in result.out


def test_all_broken_files_are_named_at_once(run: Any, damaged: Any) -> None:
    """Two mistakes in two files are both found in one run."""
    folder = damaged("safety.yaml", "\n    label:", "\n    lable:")
    (folder / "lenders" / "haier.yaml").write_text("id: haier\nname: [\n", encoding="utf-8")
    result = run("knowledge", "check", "--knowledge", folder, "--format", "json", *DAY)
    errors = json.loads(result.out)["data"]["errors"]
    assert result.code == 1
    assert {error["path"] for error in errors} == {"safety.yaml", "lenders/haier.yaml"}
    assert all(error["line"] >= 1 for error in errors)


def test_a_source_that_does_not_exist(run: Any, damaged: Any) -> None:
    """A reference that leads nowhere fails the check at its line, even though the file can be read."""
    folder = damaged("warnings.yaml", "sources: [", "sources: [no-such-law:7, ")
    lines = (folder / "warnings.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "no-such-law" in text)
    result = run("knowledge", "check", "--knowledge", folder, *DAY)
    assert result.code == 1
    assert re.search(rf"错误：warnings\.yaml:{line}:\s+来源「no-such-law:7」", result.out)


def test_a_file_in_no_place(run: Any, damaged: Any) -> None:
    """A YAML file where none belongs is an error, so that nothing written is silently ignored."""
    folder = damaged()
    (folder / "notes.yaml").write_text("a: b\n", encoding="utf-8")
    result = run("knowledge", "check", "--knowledge", folder, *DAY)
    assert result.code == 1
    assert "notes.yaml:1:" in result.out


def test_no_folder(run: Any, tmp_path: Any) -> None:
    """A folder that does not exist is exit code 3: there is nothing to check."""
    result = run("knowledge", "check", "--knowledge", tmp_path / "nowhere", *DAY)
    assert result.code == 3
    assert "nowhere" in result.out + result.err


# --- schema -----------------------------------------------------------------------------------------------


def test_every_schema_is_one(run: Any) -> None:
    """Every schema that is printed is a valid JSON Schema, for the knowledge, the case and the answer."""
    result = run("knowledge", "schema")
    schemas = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert {"case", "advise", "lenders/*.yaml", "limits.yaml"} <= set(schemas)
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", ["case", "advise", "lenders/*.yaml"])
def test_one_schema(run: Any, name: str) -> None:
    """A schema can be asked for by name, and is the one from the whole list."""
    assert json.loads(run("knowledge", "schema", name).out) == json.loads(run("knowledge", "schema").out)[name]


def test_the_examples_follow_the_case_schema(run: Any, root: Any) -> None:
    """The example case in JSON is valid against the schema of cases, and a misspelt one is not."""
    validator = jsonschema.Draft202012Validator(json.loads(run("knowledge", "schema", "case").out))
    case = json.loads((root / "examples" / "minimal.json").read_text(encoding="utf-8"))
    validator.validate(case)
    assert not validator.is_valid({**case, "lendr": "海尔"})


# --- stats ------------------------------------------------------------------------------------------------


def test_stats(run: Any, knowledge: Any) -> None:
    """The statistics count what there is, by kind and by confidence, and name version and date."""
    counts = json.loads(run("knowledge", "stats", "--format", "json", *DAY).out)["data"]
    assert {"high", "medium", "low"} == set(counts["confidence"])
    assert len(knowledge.lenders) in counts["kinds"].values()
    assert len(knowledge.behaviours) in counts["kinds"].values()
    out = run("knowledge", "stats", *DAY).out
    assert knowledge.version in out.splitlines()[0]
    assert str(knowledge.checked) in out.splitlines()[0]


def test_stats_by_lender(run: Any, knowledge: Any) -> None:
    """Every lender is listed with its records, its oldest check and the day for another look; later it is due."""
    data = json.loads(run("knowledge", "stats", "--format", "json", "--as-of", "2026-12-01").out)["data"]
    assert {entry["id"] for entry in data["lenders"]} == set(knowledge.lenders)
    haier = next(entry for entry in data["lenders"] if entry["id"] == "haier")
    assert sum(haier["confidence"].values()) > 10
    assert haier["unknowns"] == len(knowledge.lenders["haier"].unknowns)
    assert "penalties" in haier["covered"]
    later = json.loads(run("knowledge", "stats", "--format", "json", "--as-of", "2027-06-01").out)["data"]
    assert set(later["due"]) == set(knowledge.lenders)
    out = run("knowledge", "stats", "--as-of", "2027-06-01").out
    assert f"该再看一遍的 {len(knowledge.lenders)} 家" in out
    assert "到期了" in out
    assert re.search(r"机构里有：.*处罚 \d+ 家.*催收名单 \d+ 家.*转让 \d+ 家", out.replace("\n", ""))
    assert re.search(
        r"海尔消费金融：[^-]*有联系方式、[^-]*处罚、催收名单、转让", out.replace("\n", "").replace(" ", "")
    )


# --- changes ----------------------------------------------------------------------------------------------


def test_changes_since_a_day(run: Any, damaged: Any) -> None:
    """What was checked, begins or ends from that day on is listed by file; the same from a later day is less."""
    folder = damaged("lenders/jirong.yaml", "\nchecked: 2026-", "\nchecked: 2026-12-05 # 2026-")
    options = ("--knowledge", folder, "--as-of", "2026-12-06", "--format", "json")
    late = json.loads(run("knowledge", "changes", "--since", "2026-12-01", *options).out)["data"]
    mine = {(entry["path"], entry["id"], entry["what"]) for entry in late if entry["what"] == "checked"}
    assert mine == {("lenders/jirong.yaml", "", "checked")}
    assert all(entry["on"] >= "2026-12-01" for entry in late)
    early = json.loads(run("knowledge", "changes", "--since", "2026-01-01", *options).out)["data"]
    assert {entry["what"] for entry in early} == {"checked", "begins", "ends"}
    assert len(early) > len(late)


def test_changes_of_nothing_and_a_wrong_date(run: Any) -> None:
    """A day after everything is answered; a date that is none is refused."""
    assert "没有变动" in run("knowledge", "changes", "--since", "2099-01-01", *DAY).out
    assert run("knowledge", "changes", "--since", "明天", *DAY).code == 2


# --- new --------------------------------------------------------------------------------------------------

KNOWN = {
    "--id": "xinyangli",
    "--name": "新样例贷",
    "--legal-name": "新样例小额贷款有限公司",
    "--kind": "micro_loan",
    "--summary": "小额贷款公司，「新样例贷」由它放款。",
    "--alias": "xinyanglidai",
}
UNKNOWN = (
    "--unknown",
    "它和「新样例钱包」是不是一家，没有核实|看两个 App 的开发者",
    "--unknown",
    "它 2026 年换没换登记地：未能核实|查企业信用信息公示系统",
)


def options(**changed: str) -> list[str]:
    """The options for a lender, some changed or, where empty, left out."""
    known = {**KNOWN, **{f"--{name.replace('_', '-')}": value for name, value in changed.items()}}
    return [word for option, value in known.items() if value for word in (option, value)]


@pytest.mark.parametrize(
    "kind",
    ["micro_loan", "bank", "consumer_finance", "loan_facilitator", "financing_guarantor", "insurer", "leasing", "amc"],
)
def test_new_lender_passes_the_check(run: Any, damaged: Any, kind: str) -> None:
    """A file written from options holds what was told, its comments say what may be added, and the check is content."""
    folder = damaged()
    day = ("--as-of", "2026-11-30")
    result = run("knowledge", "new", "lender", *options(kind=kind), *UNKNOWN, "--knowledge", folder, *day)
    assert (result.code, result.out) == (0, "")
    text = (folder / "lenders" / "xinyangli.yaml").read_text(encoding="utf-8")
    assert text.count("#") > 8
    checked = json.loads(run("knowledge", "check", "--strict", "--knowledge", folder, "--format", "json", *day).out)
    assert [problem for problem in checked["data"]["errors"] if problem["path"] == "lenders/xinyangli.yaml"] == []
    found = json.loads(run("lender", "find", "xinyanglidai", "--knowledge", folder, "--format", "json", *DAY).out)
    assert found["data"]["found"] == {"id": "xinyangli", "name": "新样例贷", "kind": kind}
    again = run("knowledge", "new", "lender", *options(), *UNKNOWN, "--knowledge", folder, *day)
    assert (again.code, "已经有了" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("changed", "unknown", "told"),
    [
        ({"id": "大写ID"}, UNKNOWN, "只能用小写字母"),
        ({"alias": "海尔"}, UNKNOWN, "已经是海尔消费金融的"),
        ({"kind": "瞎写"}, UNKNOWN, "--kind"),
        ({"summary": ""}, UNKNOWN, "--summary"),
        ({}, (), "至少写 2 条"),
        ({}, ("--unknown", "没有去处"), "什么事|去哪里看"),
        ({"source": "no-such-paper"}, UNKNOWN, "没有登记"),
    ],
)
def test_new_lender_refuses_what_cannot_be_written(
    run: Any, damaged: Any, changed: dict[str, str], unknown: tuple[str, ...], told: str
) -> None:
    """Each mistake is one sentence, and no file is written."""
    folder = damaged()
    result = run("knowledge", "new", "lender", *options(**changed), *unknown, "--knowledge", folder, *DAY)
    assert result.code == 2
    assert told in result.err.replace("\n", "")
    assert not list((folder / "lenders").glob("*xinyangli*"))
    assert run("knowledge", "new", "channel", "--knowledge", folder, *DAY).code == 2


def test_new_lender_asks_at_a_terminal(sit_at: Any, damaged: Any) -> None:
    """At a terminal what no option told is asked for, one by one; the file is written and checked."""
    folder = damaged()
    terminal = sit_at(
        *("knowledge", "new", "lender", "--plain", "--knowledge", folder, "--as-of", "2026-11-30", "--city", "某市"),
        plain=True,
    )
    terminal.answer("编号", "xinyangli")
    terminal.answer("报告里怎么叫它", "新样例贷")
    terminal.answer("合同上的全称", "新样例小额贷款有限公司")
    terminal.answer("是哪一类机构", "3")
    terminal.answer("一句话说清它是谁", "小额贷款公司，由它放款。")
    terminal.answer("借款人还会怎么打它的名字", "xinyanglidai")
    for text, where in (("它和新样例钱包是不是一家，没有核实", "看开发者"), ("登记地换没换，未能核实", "查公示系统")):
        terminal.answer("它有什么你没弄清的", text)
        terminal.answer("借款人去哪里能看到", where)
    assert "已写入" in terminal.end()
    assert terminal.code == 0
    written = (folder / "lenders" / "xinyangli.yaml").read_text(encoding="utf-8")
    assert "kind: micro_loan" in written
    assert "小额贷款公司，由它放款。" in written

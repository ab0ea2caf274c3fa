"""The documents keep their word: the report in the README is real, its commands run, the sample lender is valid."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer.main

from borrower_help import Knowledge
from borrower_help.cli.main import app
from borrower_help.knowledge.reader import decode
from borrower_help.knowledge.records.lenders import Lender
from borrower_help.upkeep.check import check_knowledge

REPORT = re.compile(r"(<!-- report:begin -->\n```\n).*?(```\n<!-- report:end -->)", re.DOTALL)
CASE = ("advise", "--case", "examples/haier-day-1.yaml", "--no-input", "--as-of", "2026-11-21")


def test_the_report_in_the_readme_is_real(
    run: Any, root: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The report a reader sees in the README is, word for word, what the command prints."""
    monkeypatch.chdir(root)
    readme = root / "README.md"
    text = readme.read_text(encoding="utf-8")
    expected = REPORT.sub(lambda match: match.group(1) + run(*CASE).out + match.group(2), text)
    if request.config.getoption("--update-golden"):
        readme.write_text(expected, encoding="utf-8")
    assert readme.read_text(encoding="utf-8") == expected


WHERE = "## 代码：改什么，去哪个文件"


def test_contributing_says_where_each_change_is_made(root: Path) -> None:
    """A stranger who wants to change one thing is sent to a file that is there, for each of the fifteen changes that a
    reviewer once looked for, and formats, commands and ids of knowledge.
    """
    section = (root / "CONTRIBUTING.md").read_text(encoding="utf-8").split(WHERE)[1].split("\n## ")[0]
    rows = re.findall(r"^\| (?!想改的|-)([^|]+) \| (.+) \|$", section, re.MULTILINE)
    places = [place for _, cell in rows for place in re.findall(r"`([^`]*/[^`]*)`", cell)]
    assert len(rows) >= 18
    assert all("`" in cell for _, cell in rows)
    assert [place for place in places if not (root / place).exists()] == []


def readme_commands(root: Path) -> list[str]:
    """Every borrower-help command line in a code block or table of the two READMEs."""
    text = "".join((root / name).read_text(encoding="utf-8") for name in ("README.md", "README.en.md"))
    blocks = REPORT.sub("", text)
    lines = re.findall(r"^borrower-help [^\n]*", blocks, re.MULTILINE) + re.findall(r"`(borrower-help [^`]*)`", blocks)
    return sorted({line.split("  #")[0].strip() for line in lines})


ROOT = Path(__file__).resolve().parents[1]
NEEDS_ANSWERS = {"borrower-help log purge"}


@pytest.mark.parametrize("line", [line for line in readme_commands(ROOT) if line not in NEEDS_ANSWERS])
def test_a_readme_command_runs(
    run: Any, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Every command line of the READMEs can be typed as it stands."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(root / "examples", tmp_path / "examples")
    shutil.copy(root / "examples" / "haier-day-1.yaml", tmp_path / "情况.yaml")
    shutil.copy(root / "examples" / "haier-day-1.yaml", tmp_path / "FILE")
    shutil.copy(root / "examples" / "calls-gbk.csv", tmp_path / "calls.csv")
    run("log", "import", "calls.csv", "--log", "calls.jsonl")
    words = ["calls.jsonl" if word == "FILE" and "--log" in line else word for word in shlex.split(line)[1:]]
    words = ["海尔" if word == "名字" else word for word in words]
    result = run(*words)
    assert result.code == 0, result.err


def test_every_command_is_in_the_readme(root: Path) -> None:
    """Whatever the program can do, the README shows once."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"borrower-help {name}" not in readme] == []


def test_the_sample_lender_is_valid(root: Path, tmp_path: Path, knowledge: Knowledge) -> None:
    """The commented lender in CONTRIBUTING decodes, and the knowledge with it passes the check."""
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    sample = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert sample is not None
    lender, problems = decode(sample.group(1), Lender, "example.yaml")
    assert problems == []
    assert isinstance(lender, Lender)
    shutil.copytree(root / "knowledge", tmp_path / "knowledge")
    (tmp_path / "knowledge" / "lenders" / "example.yaml").write_text(sample.group(1), encoding="utf-8")
    assert check_knowledge(tmp_path / "knowledge", max(file.checked for file in knowledge.files.values())) == []


def test_the_sample_lender_names_every_field(root: Path) -> None:
    """The sample in CONTRIBUTING is the schema: it shows every field a lender file can have."""
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [field for field in Lender.__struct_fields__ if not re.search(rf"^#? *{field}:", text, re.MULTILINE)] == []

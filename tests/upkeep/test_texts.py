"""``knowledge check --texts``: the citations held against a small folder of texts, made up like tests/bad/base."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from borrower_help.errors import UsageError
from borrower_help.upkeep.texts import LawText, check_texts, figures_of_law, read_texts

Edit = Callable[[str, str, str], None]


@pytest.fixture(name="texts")
def the_texts(root: Path, tmp_path: Path) -> Path:
    """A copy of the folder of texts, to be broken."""
    return Path(shutil.copytree(root / "tests" / "texts", tmp_path / "texts"))


def test_right_citations_are_clean(base: Path, texts: Path, today: dt.date) -> None:
    """Whoever cites articles that exist, by the figures that stand in them, hears no complaint."""
    assert [str(problem) for problem in check_texts(base, texts, today)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        pytest.param("conduct/rights.yaml", "sample-rule:5", "sample-rule:8", "没有第 8 条", id="no such article"),
        pytest.param("sources/rules.yaml", '{id: "3.2", gist', '{id: "3.4", gist', "只有 2 款", id="no such paragraph"),
        pytest.param("sources/rules.yaml", "15 天内答辩", "10 天内答辩", "「10 天」", id="another figure"),
        pytest.param(
            "sources/rules.yaml",
            "effective_from: 2020-01-01",
            "effective_from: 2019-01-01",
            "2020-01-01 起施行",
            id="another first day",
        ),
        pytest.param(
            "money/basics.yaml",
            "effective_to: 2019-12-31",
            "effective_from: 2009-01-01",
            "2010-01-01 才施行",
            id="told of a day before it was in force",
        ),
    ],
)
def test_a_wrong_citation_is_found(
    base: Path, texts: Path, today: dt.date, edit: Edit, file: str, old: str, new: str, words: str
) -> None:
    """What the text does not say, or did not say yet, is named with its file and line."""
    shutil.copy(texts / "sample-law.md", texts / "sample-law-old.md")
    (texts / "sample-law-old.md").write_text(
        (texts / "sample-law.md").read_text("utf-8").replace("2020-01-01", "2010-01-01"), "utf-8"
    )
    edit(file, old, new)
    found = check_texts(base, texts, today)
    assert any(problem.path == file and problem.line > 1 and words in problem.message for problem in found), found


def test_a_text_that_is_not_whole_proves_nothing(base: Path, texts: Path, today: dt.date, edit: Edit) -> None:
    """An article outside the part at hand may exist: nobody is told that it does not."""
    path = texts / "sample-rule.md"
    path.write_text(path.read_text("utf-8").replace("状态 有效", "部分：仅第5至7条"), "utf-8")
    edit("conduct/rights.yaml", "sample-rule:5", "sample-rule:8")
    assert check_texts(base, texts, today) == []


def test_a_repealed_text_needs_its_last_day(base: Path, texts: Path, today: dt.date) -> None:
    """A text marked as repealed cannot be recorded as if it were in force."""
    path = texts / "sample-law.md"
    path.write_text(path.read_text("utf-8").replace("状态 有效", "状态 失效"), "utf-8")
    assert ["失效" in problem.message for problem in check_texts(base, texts, today)] == [True]


def test_articles_and_items_are_told_apart() -> None:
    """Articles with a branch, and the items of a text without articles, have the numbers that sources write."""
    law = LawText("a", "<!-- x -->\n- **第二百九十三条**　　甲。\n\n- **第二百九十三条之一**　　乙。\n")
    notice = LawText("b", "<!-- x -->\n一、甲。\n\n二、乙。\n")
    work = LawText("c", "<!-- x -->\n11. 甲。\n12. 乙。\n")
    assert [list(text.articles) for text in (law, notice, work)] == [["293", "293-1"], ["1", "2"], ["11", "12"]]


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("收取百分之三十的违约金", "30%"),
        ("自知道之日起一年内", "1年"),
        ("三至五日内", "3日"),
        ("本法有关“五日”的规定是指工作日", "5工作日"),
    ],
)
def test_figures_as_laws_write_them(words: str, figure: str) -> None:
    """A law writes its figures in characters, and shares a unit between two of them."""
    assert figure in {f"{amount:f}{unit}" for amount, unit in figures_of_law(words)}


def test_a_wrong_folder_is_one_sentence(tmp_path: Path, run: Any) -> None:
    """A folder without texts is said once, with exit code 2 and what to do."""
    with pytest.raises(UsageError, match="没有条文"):
        read_texts(tmp_path)
    result = run("knowledge", "check", "--texts", tmp_path / "nowhere")
    assert result.code == 2
    assert "--texts" in result.err


def test_the_command_names_what_the_texts_contradict(base: Path, texts: Path, edit: Edit, run: Any) -> None:
    """``--texts`` adds to the problems of the check, and to its exit code."""
    words = ("knowledge", "check", "--knowledge", base, "--texts", texts, "--as-of", "2026-11-21")
    assert run(*words).code == 0
    edit("sources/rules.yaml", "15 天内答辩", "10 天内答辩")
    result = run(*words)
    assert result.code == 1
    assert "sources/rules.yaml" in result.out
